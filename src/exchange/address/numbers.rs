//! Salesforce's numbers, which it writes with 15 characters or with 18: in one list all are of one form.

use super::columns::What;
use super::row::Column;

/// Characters that tell a record.
const SHORT: usize = 15;
/// The same and three that tell which of them are capitals.
const LONG: usize = 18;

/// Lengthens the short numbers in rows where there are long ones.
pub(super) fn in_one_form(rows: &mut [Vec<String>], columns: &[Column]) {
    let is_number = |what: &Option<What>| matches!(what, Some(What::Id | What::AccountId | What::ManagerId));
    let places: Vec<usize> =
        columns.iter().enumerate().filter(|(_, (_, what))| is_number(what)).map(|(at, _)| at).collect();
    let has_long = |row: &Vec<String>| places.iter().any(|at| row.get(*at).is_some_and(|cell| is_of(cell, LONG)));
    if !rows.iter().any(has_long) {
        return;
    }
    for row in rows {
        for at in &places {
            row.get_mut(*at).into_iter().filter(|cell| is_of(cell, SHORT)).for_each(lengthen);
        }
    }
}

fn is_of(cell: &str, length: usize) -> bool {
    cell.len() == length && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Adds, for every five characters, the one that says which of them are capitals.
fn lengthen(number: &mut String) {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let letter = |five: &[u8]| {
        let bits = five.iter().enumerate().map(|(at, byte)| usize::from(byte.is_ascii_uppercase()) << at);
        LETTERS.get(bits.sum::<usize>()).map_or('A', |letter| char::from(*letter))
    };
    let more: String = number.as_bytes().chunks(5).map(letter).collect();
    number.push_str(&more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_number_becomes_the_long_one_that_salesforce_gives() {
        for (short, long) in [("001000000000001", "001000000000001AAA"), ("001D000000IqhSL", "001D000000IqhSLIAZ")] {
            let mut number = short.to_owned();
            lengthen(&mut number);
            assert_eq!(number, long);
        }
    }
}
