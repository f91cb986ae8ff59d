//! What the user explains of columns, held against what a table can say; what is wrong with it is a sentence.

use std::collections::BTreeMap;

use super::headers::{self, meaning_among};
use super::{accounts, told};
use crate::exchange::import::Options;
use crate::model::field::Type;
use crate::model::{Kind, Problem};

/// What a user says of columns: `COLUMN=FIELD`, several with commas between; a name that holds such a sign stands in quotation
/// marks, `"Name, full"=name`.
pub fn explained(said: &[String]) -> Result<Vec<(String, String)>, Problem> {
    let one = |pair: &str| {
        let refused = || Problem::new("problem-usage-assignment").with("text", pair);
        let at = outside(pair, '=').next().ok_or_else(refused)?;
        let (column, field) = pair.split_at_checked(at).ok_or_else(refused)?;
        let column = column.trim();
        let bare = column.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let field = field.strip_prefix('=').unwrap_or(field).trim();
        Ok((bare.map_or_else(|| column.to_owned(), |bare| bare.replace("\"\"", "\"")), field.to_owned()))
    };
    let pairs = |text: &String| {
        let ends: Vec<usize> = outside(text, ',').chain([text.len()]).collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1)).zip(&ends);
        starts.map(|(start, end)| one(text.get(start..*end).unwrap_or_default())).collect::<Vec<_>>()
    };
    said.iter().flat_map(pairs).collect()
}

/// Where a sign stands outside of quotation marks.
fn outside(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let mut is_quoted = false;
    text.char_indices().filter_map(move |(at, c)| {
        is_quoted ^= c == '"';
        (c == sign && !is_quoted).then_some(at)
    })
}

/// Whether all columns of a field go in: of what has several lines. Of others the first that says something does.
pub(super) fn joins(kind: Kind, target: &str) -> bool {
    kind.field(target).is_some_and(|field| field.many || field.ty == Type::Long)
}

/// A column that is explained as something no table can say, what there is, and which of that, or of the `words` for it, is
/// the nearest.
pub(super) fn unknown_target(
    word: &str,
    targets: Vec<&'static str>,
    words: impl Iterator<Item = &'static str>,
) -> Problem {
    let problem = Problem::new("problem-import-no-target").with("word", word).with("targets", targets.join(" "));
    problem.near(word, targets.into_iter().chain(words))
}

/// The same options, with fields where the user wrote what columns of those are often called.
pub(super) fn understood(options: &Options, is_of_accounts: bool) -> Options {
    let mut options = options.clone();
    for (_, field) in &mut options.map {
        *field = if is_of_accounts { accounts::meant(field) } else { headers::meant(field) }.to_owned();
    }
    options
}

/// The same options without what no table can say: that tells nothing of what a table is about.
pub(super) fn meaningful(options: &Options) -> Options {
    let means = |word: &String| headers::means(word) || accounts::means(word);
    let map = options.map.iter().filter(|(_, word)| means(word)).cloned().collect();
    Options { map, ..options.clone() }
}

/// A table of which no column says who it is about: the columns that say nothing, and how to say it of this very table.
pub(super) fn unknown_table(header: &[String], options: &Options) -> Problem {
    let meaning = |column: &str| {
        let said = options.map.iter().find(|(name, _)| name == column).map(|(_, field)| field.as_str());
        said.or_else(|| meaning_among(column, header)).or_else(|| accounts::named(column))
    };
    let has = |target: &str| header.iter().any(|column| meaning(column) == Some(target));
    let named = || header.iter().filter(|column| !column.is_empty());
    let unknown: Vec<String> = named().filter(|column| meaning(column).is_none()).cloned().collect();
    // What stands in an example must be read as it stands.
    let is_data = |column: &str| !column.to_lowercase().starts_with("(do not modify)");
    let plain = |column: &&String| !column.contains([',', '=', '"']) && is_data(column);
    let mut free = unknown.iter().filter(plain).chain(named().filter(plain));
    let first = free.next().map_or("A", String::as_str);
    let second = free.find(|column| *column != first).filter(|_| !has("account"));
    let pairs = std::iter::once(format!("{first}=name")).chain(second.map(|column| format!("{column}=account")));
    let columns = if unknown.is_empty() { "none".to_owned() } else { told(&unknown) };
    let problem = Problem::new("problem-import-unknown-table").with("columns", columns);
    problem.with("example", pairs.collect::<Vec<_>>().join(",")).with("firm", format!("{first}=account"))
}

/// Refuses two columns that are explained as one thing, of which one would go in and the other be lost.
pub(super) fn one_each(options: &Options, is_joined: impl Fn(&str) -> bool) -> Result<(), Problem> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (column, target) in options.map.iter().filter(|(_, target)| !target.is_empty() && !is_joined(target)) {
        let first = taken.insert(target, column).filter(|first| first != column);
        if let Some(first) = first {
            let problem = Problem::new("problem-import-one-target").with("first", first).with("second", column);
            return Err(problem.with("target", target));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_commas_stand_in_quotation_marks() {
        let read = |text: &str| explained(&[text.to_owned()]).map_err(|problem| problem.id);
        let pairs = |all: &[(&str, &str)]| Ok(all.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect());
        assert_eq!(read("Who=name, Boss = manager"), pairs(&[("Who", "name"), ("Boss", "manager")]));
        assert_eq!(read(r#""Name, full"=name,"a=b"=notes"#), pairs(&[("Name, full", "name"), ("a=b", "notes")]));
        assert_eq!(read(r#""say ""hi"""=name,X="#), pairs(&[("say \"hi\"", "name"), ("X", "")]));
        assert_eq!(read("Name"), Err("problem-usage-assignment"));
        assert_eq!(read("Name, full=name"), Err("problem-usage-assignment"));
    }
}
