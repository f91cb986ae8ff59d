//! Columns by name: what a table calls them, and what tells two of one name, or those of none, apart.

use std::collections::BTreeMap;

use super::{organogram, salesforce};

/// The names under which the cells of columns are remembered: those the table gives, as they are known here; a second of
/// one name, and those without a name, are numbered. What begins with `=` is ours: no column is called so.
pub(in crate::exchange) fn keys(header: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let numbered = |name: String| {
        let count = seen.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        match (*count, name.as_str()) {
            (count, "") => format!("={count}"),
            (1, _) => name,
            (count, name) => format!("={count} {name}"),
        }
    };
    let bare: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    organogram::as_written(salesforce::as_written(&bare)).into_iter().map(numbered).collect()
}

/// What a table calls a column that is remembered under `key`.
pub(in crate::exchange) fn shown(key: &str) -> &str {
    let Some(rest) = key.strip_prefix('=') else { return key };
    let (number, name) = rest.split_once(' ').unwrap_or((rest, ""));
    if number.bytes().all(|byte| byte.is_ascii_digit()) { name } else { key }
}

/// The field that a column is named after, be it written with capitals and blanks.
pub(in crate::exchange) fn as_field(column: &str) -> String {
    let name = shown(column).trim_matches(['*', ' ', ':', '：']);
    name.chars().flat_map(char::to_lowercase).map(|one| if matches!(one, ' ' | '-') { '_' } else { one }).collect()
}

/// A name as it is known here: in small letters, its words joined by `_`.
pub(in crate::exchange) fn spelt(name: &str) -> String {
    let letters: Vec<char> = name.trim().chars().collect();
    let mut out = String::with_capacity(name.len());
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let is_after = |test: fn(&char) -> bool| before.is_some_and(test);
        let ends_capitals = is_after(|c| c.is_uppercase()) && letters.get(at + 1).is_some_and(|c| c.is_lowercase());
        if c.is_uppercase() && (is_after(|c| c.is_lowercase() || c.is_ascii_digit()) || ends_capitals) {
            out.push('_');
        }
        if matches!(c, '-' | ' ') { out.push('_') } else { out.extend(c.to_lowercase()) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_and_of_none_are_told_apart_and_keep_their_names() {
        let header = ["Name", "", "Phone", "Phone", "", "=columns"].map(str::to_owned);
        let all = keys(&header);
        assert_eq!(all, ["Name", "=1", "Phone", "=2 Phone", "=2", "=columns"]);
        assert_eq!(keys(&["Name ", " ", "\tPhone"].map(str::to_owned)), ["Name", "=1", "Phone"]);
        assert_eq!(all.iter().map(|key| shown(key)).collect::<Vec<_>>(), header);
    }
}
