//! By what else than a name or a number lists say whom somebody reports to: an address, an account of a directory, its path
//! there (`CN=Karl Koch,OU=…`), a title, two of these in one cell.

use super::apart::each;
use super::columns::Columns;
use super::headers::bare;
use super::intake::{Line, Table};
use super::named::{shown, spelt};

/// What directories call the columns of what somebody signs in with, and of where they stand.
const OF_DIRECTORY: [&str; 9] = [
    "user principal name",
    "upn",
    "distinguished name",
    "dn",
    "sam account name",
    "user name",
    "login",
    "login name",
    "logon name",
];

/// The columns of a table that hold such.
pub(super) fn columns<'a>(table: &Table<'a>) -> Vec<&'a str> {
    let is_one = |column: &&String| {
        let name = shown(column);
        [bare(name), bare(&spelt(name))].iter().any(|name| OF_DIRECTORY.contains(&name.as_str()))
    };
    table.header.iter().filter(is_one).map(String::as_str).collect()
}

/// What somebody may be called by whoever reports to them.
pub(super) fn of<'l>(columns: &Columns<'l>, directory: &[&'l str], line: &Line<'l>) -> impl Iterator<Item = &'l str> {
    let addresses = columns.all("emails").iter().flat_map(|column| each(line.get(column)));
    let own = directory.iter().chain(columns.all("id")).map(|column| line.get(column));
    let all = std::iter::once(columns.get(line, "title")).chain(addresses).chain(own);
    all.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().into_iter()
}

/// What a cell that names a manager may mean, the most exact first.
pub(super) fn readings(manager: &str) -> Vec<String> {
    let mut all = vec![manager.to_owned()];
    all.extend(common_name(manager));
    for (open, close) in [('(', ')'), ('（', '）'), ('<', '>')] {
        let parts = manager.trim().strip_suffix(close).and_then(|rest| rest.split_once(open));
        all.extend(parts.into_iter().flat_map(|(name, within)| [within, name]).map(|text| text.trim().to_owned()));
    }
    // Directories of a house have the family name first, and a comma behind it.
    let turned = |name: &String| {
        let (last, first) = name.split_once(',')?;
        Some(format!("{} {}", first.trim(), last.trim()))
    };
    let turned: Vec<String> = all.iter().filter_map(turned).collect();
    all.extend(turned);
    all.retain(|text| !text.is_empty());
    all
}

/// The name in a path of a directory: `CN=Koch\, Karl,OU=Users,DC=…`.
fn common_name(path: &str) -> Option<String> {
    let (head, rest) = path.trim().split_at_checked(3)?;
    if !head.eq_ignore_ascii_case("cn=") {
        return None;
    }
    let (mut name, mut is_escaped) = (String::new(), false);
    for c in rest.chars() {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            ',' if !is_escaped => break,
            c => {
                name.push(c);
                is_escaped = false;
            }
        }
    }
    Some(name)
}

/// The first of several who are named in one cell, and the others.
pub(super) fn first_of(manager: &str) -> Option<(&str, String)> {
    let mut all = manager.split([';', '；', '\n', '|']).map(str::trim).filter(|name| !name.is_empty());
    let first = all.next()?;
    let others: Vec<&str> = all.collect();
    (!others.is_empty()).then(|| (first, others.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manager_is_read_in_every_way() {
        for (said, one) in [
            ("CN=Karl Koch,OU=Users,DC=contoso,DC=com", "Karl Koch"),
            ("cn=Koch\\, Karl,OU=Users", "Karl Koch"),
            ("林芳(linfang)", "linfang"),
            ("林芳(linfang)", "林芳"),
            ("Karl Koch <karl@x.example>", "karl@x.example"),
            ("Koch, Karl", "Karl Koch"),
        ] {
            assert!(readings(said).iter().any(|reading| reading == one), "{said}");
        }
        assert_eq!(first_of("Ann Ames; Fay Fin"), Some(("Ann Ames", "Fay Fin".to_owned())));
        assert_eq!((first_of("Koch, Karl"), first_of("Ann;")), (None, None));
    }
}
