//! Columns of a table that are kept as they are, for they mean nothing here, or another says what they say.

use super::named::shown;
use super::{accounts, columns as of_people, headers, organogram, salesforce};
use crate::exchange::import::Options;
use crate::exchange::table::Cells;

/// Those that say something in a row, as the table calls them, each once; none of a table of ours.
pub(super) fn columns(source: &str, header: &[String], rows: &[Cells], options: &Options) -> Box<[String]> {
    let of_list = of_people::reads(options, header);
    let is_explained = |column: &str| options.map.iter().any(|(name, _)| name == shown(column));
    let is_read = |column: &str| match source {
        "" => true,
        "contacts" => of_list(column),
        "organogram" => organogram::NAMES.contains(&column),
        accounts::SOURCE => accounts::named(column).is_some(),
        _ => salesforce::reads(column),
    };
    // What only says of what sort a number beside it is.
    let is_label = |column: &str| [" - Label", " - Type"].iter().any(|end| column.ends_with(end));
    let says = |at: usize| rows.iter().any(|row| !row.get(at).is_empty());
    let unread = |column: &str| !is_explained(column) && !is_label(column) && !is_read(column);
    let second = |at: usize| source == "contacts" && comes_second(at, header, rows, options);
    let mut all: Vec<String> = Vec::new();
    for (at, column) in header.iter().enumerate().filter(|(_, column)| !shown(column).is_empty()) {
        if (unread(column) && says(at) || second(at)) && all.iter().all(|other| other != shown(column)) {
            all.push(shown(column).to_owned());
        }
    }
    all.into()
}

/// Whether in some row a column of what holds one thing only says something else than one before it, which counts there.
fn comes_second(at: usize, header: &[String], rows: &[Cells], options: &Options) -> bool {
    let target = |column: &str| headers::target(options, column, header).filter(|what| *what != "id");
    let Some(what) = header.get(at).and_then(|column| target(column)).filter(|what| !headers::is_joined(what)) else {
        return false;
    };
    let before: Vec<usize> =
        (0..at).filter(|at| header.get(*at).and_then(|column| target(column)) == Some(what)).collect();
    let is_second = |row: &Cells| {
        let first = before.iter().map(|at| row.get(*at)).find(|cell| !cell.is_empty());
        first.is_some_and(|first| !row.get(at).is_empty() && row.get(at) != first)
    };
    !before.is_empty() && rows.iter().any(is_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_of_salesforce_has_that_nobody_reads_is_told() {
        let header = ["Id", "LastName", "AccountId", "AccountNumber", "AssistantName", "AssistantPhone", "Title"];
        let header = header.map(str::to_owned);
        let rows = [Cells::new(2, header.to_vec())];
        let told = columns("salesforce", &header, &rows, &Options::default());
        assert_eq!(*told, ["AccountNumber", "AssistantName", "AssistantPhone"]);
    }
}
