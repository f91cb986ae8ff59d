//! One script for reading: traditional characters count as the simplified ones they stand for.

use crate::find::fold;

/// A traditional character and the simplified one it stands for, a pair a line, in order of the first; taken from the
/// characters of OpenCC (Apache-2.0) that Big5 and GB 2312 have.
const PAIRS: &str = include_str!("../../../assets/simplified.txt");

/// Bytes of a pair and the end of its line.
const PAIR: usize = 7;

/// Folded for comparison, character by character.
pub(in crate::exchange) fn plain(text: &str) -> String {
    fold(text).chars().map(simplified).collect()
}

fn simplified(c: char) -> char {
    if c.len_utf8() != 3 {
        return c;
    }
    let mut bytes = [0; 3];
    c.encode_utf8(&mut bytes);
    let (pairs, _) = PAIRS.as_bytes().as_chunks::<PAIR>();
    let found = pairs.binary_search_by_key(&Some(&bytes), |pair| pair.first_chunk());
    let pair = found.ok().and_then(|at| PAIRS.get(at * PAIR + 3..)?.chars().next());
    pair.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_are_read_as_one() {
        let pairs: Vec<Vec<char>> = PAIRS.lines().map(|line| line.chars().collect()).collect();
        assert!(pairs.len() > 2000 && PAIRS.lines().all(|line| line.len() + 1 == PAIR));
        assert!(pairs.is_sorted() && pairs.iter().all(|pair| pair.len() == 2 && simplified(pair[0]) == pair[1]));
        assert_eq!(plain("張偉下週三赴臺北，給王強打電話"), plain("张伟下周三赴台北，给王强打电话"));
        assert_eq!(plain("審批後將於瀋陽覆核"), "审批后将于沈阳覆核");
    }
}
