//! Breaks text into rows: between words, and between Chinese characters, but never before closing punctuation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width::grapheme_width;

/// Must not begin a row.
const CLOSING: &str = "，。！？：；、）》」』】〉”’…·～,.!?:;)]}%";
/// Must not end a row.
const OPENING: &str = "（《「『【〈“‘([{¥$";

/// The rows of `text` in `cols` columns, each without its trailing blanks.
pub fn wrap(text: &str, cols: usize) -> Vec<&str> {
    wrap_ranges(text, cols).into_iter().map(|row| text.get(row).unwrap_or_default().trim_end()).collect()
}

/// The rows of `text` in `cols` columns as byte ranges. Every byte but the line ends is in exactly one row, so a caret
/// always has a place; blanks at the end of a row may hang over. There is always at least one row.
pub fn wrap_ranges(text: &str, cols: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, cols.max(2), &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, base: usize, cols: usize, rows: &mut Vec<Range<usize>>) {
    let mut start = 0; // of the row
    let mut used = 0; // columns of the row so far
    let mut chance = None; // the latest place to break, and the columns before it
    let mut before = "";
    for (at, grapheme) in line.grapheme_indices(true) {
        if at > start && may_break(before, grapheme) {
            chance = Some((at, used));
        }
        let blank = grapheme == " ";
        if used + grapheme_width(grapheme) > cols && !blank && at > start {
            let (end, gone) = chance.unwrap_or((at, used));
            rows.push(base + start..base + end);
            (start, used, chance) = (end, used - gone, None);
        }
        used += grapheme_width(grapheme);
        before = grapheme;
    }
    rows.push(base + start..base + line.len());
}

fn may_break(before: &str, after: &str) -> bool {
    if after == " " || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == " " || before == "-" || grapheme_width(before) == 2 || grapheme_width(after) == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn words_stay_whole_and_characters_break_anywhere() {
        assert_eq!(wrap("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(wrap("合同延期影响播出", 8), ["合同延期", "影响播出"]);
        assert_eq!(wrap("签合同 CA1234 去", 8), ["签合同", "CA1234", "去"]);
        assert_eq!(wrap("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn closing_punctuation_never_begins_a_row() {
        assert_eq!(wrap("合同延期，影响", 8), ["合同延", "期，影响"]);
        assert_eq!(wrap("他说（今天", 6), ["他说", "（今天"]);
    }

    #[test]
    fn every_byte_has_one_row_and_no_row_is_too_wide() {
        let text = "客户 said: “合同 terms（net 60）没问题”, then  left。\n\n再见 goodbye";
        for cols in 2..30 {
            let rows = wrap_ranges(text, cols);
            let together: String = rows.iter().filter_map(|row| text.get(row.clone())).collect();
            assert_eq!(together, text.replace('\n', ""));
            assert!(wrap(text, cols).iter().all(|row| width(row) <= cols), "{cols}");
        }
    }
}
