//! How wide a text is on the screen, and how it is cut, filled and made harmless.
//!
//! Widths are columns of a terminal, counted per grapheme exactly as ratatui counts them when it draws.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

const ELLIPSIS: &str = "…";

/// Columns that `text` takes on the screen.
pub fn width(text: &str) -> usize {
    let plain = text.chars().try_fold(0, |sum, char| Some(sum + plain_width(char)?));
    plain.unwrap_or_else(|| text.graphemes(true).map(grapheme_width).sum())
}

/// Columns of a character that is a grapheme whatever stands beside it, unless that is of another sort. Most texts have no
/// others, and finding where graphemes end takes ten times as long.
const fn plain_width(char: char) -> Option<usize> {
    match char {
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '\u{2010}'..='\u{2027}' | '→' | '↔' => Some(1),
        '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
}

/// Columns of one grapheme: 0 for what is not drawn, 1, or 2.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.chars().any(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// As much of the beginning as `cols` columns hold, without a mark; never half a wide glyph.
pub fn cut(text: &str, cols: usize) -> &str {
    let mut taken = 0;
    let end = text.grapheme_indices(true).find(|(_, grapheme)| {
        taken += grapheme_width(grapheme);
        taken > cols
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// `text` in at most `cols` columns; what was cut is marked by `…`.
pub fn fit(text: &str, cols: usize) -> String {
    fitted(text, cols).0.into_owned()
}

/// `text` in exactly `cols` columns: [`fit`], then blanks on the right.
pub fn pad(text: &str, cols: usize) -> String {
    let (fitted, blanks) = fitted(text, cols);
    let mut out = String::with_capacity(fitted.len() + blanks);
    out.push_str(&fitted);
    out.extend(std::iter::repeat_n(' ', blanks));
    out
}

/// `text` in exactly `cols` columns, at their right end; for numbers.
pub fn pad_left(text: &str, cols: usize) -> String {
    let (fitted, blanks) = fitted(text, cols);
    " ".repeat(blanks) + &fitted
}

/// `text` in at most `cols` columns, and how many of those are left.
fn fitted(text: &str, cols: usize) -> (Cow<'_, str>, usize) {
    if let Some(left) = cols.checked_sub(width(text)) {
        return (text.into(), left);
    }
    let Some(cols) = cols.checked_sub(1) else { return ("".into(), 0) };
    let cut = format!("{}{ELLIPSIS}", cut(text, cols).trim_end());
    let left = (cols + 1).saturating_sub(width(&cut));
    (cut.into(), left)
}

/// `text` with everything gone that could move the cursor, reorder the row or hide: control characters, direction
/// marks, invisible characters. Line ends and tabs become blanks; a joiner stays where it joins an emoji.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            JOINER if out.chars().next_back().is_some_and(is_emoji) && rest.peek().copied().is_some_and(is_emoji) => {
                out.push(JOINER);
            }
            _ if is_unsafe(char) => {}
            _ => out.push(char),
        }
    }
    Cow::Owned(out)
}

const JOINER: char = '\u{200D}';

/// Invisible or reordering characters that are not control characters.
const UNSAFE: [RangeInclusive<char>; 13] = [
    '\u{AD}'..='\u{AD}',       // soft hyphen
    '\u{34F}'..='\u{34F}',     // grapheme joiner
    '\u{61C}'..='\u{61C}',     // Arabic letter mark
    '\u{115F}'..='\u{1160}',   // Hangul fillers
    '\u{17B4}'..='\u{17B5}',   // Khmer inherent vowels
    '\u{180E}'..='\u{180E}',   // Mongolian vowel separator
    '\u{200B}'..='\u{200F}',   // zero-width space, joiners, direction marks
    '\u{2028}'..='\u{202E}',   // line ends, direction embedding and override
    '\u{2060}'..='\u{206F}',   // invisible operators, direction isolates
    '\u{3164}'..='\u{3164}',   // Hangul filler
    '\u{FEFF}'..='\u{FEFF}',   // byte order mark
    '\u{FFF9}'..='\u{FFFB}',   // interlinear annotation
    '\u{E0000}'..='\u{E007F}', // tags
];

fn is_unsafe(char: char) -> bool {
    char.is_control() || UNSAFE.iter().any(|range| range.contains(&char))
}

fn is_emoji(char: char) -> bool {
    matches!(char, '\u{FE0F}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_counts_columns() {
        for (text, cols) in [("", 0), ("abc", 3), ("张伟 CEO", 8), ("e\u{301}", 1), ("👩‍💻", 2), ("a\u{7}b", 2)]
        {
            assert_eq!(width(text), cols, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_characters_take_what_their_graphemes_take(text in "[ -~À-ž·…→、。々〇一-龥！-｠\\PC\u{301}\u{200D}\u{FE0F}]{0,12}") {
            prop_assert_eq!(width(&text), text.graphemes(true).map(grapheme_width).sum::<usize>());
        }
    }

    #[test]
    fn every_plain_character_is_as_wide_as_it_is_drawn() {
        for char in '\0'..=char::MAX {
            let mut utf8 = [0; 4];
            let drawn = grapheme_width(char.encode_utf8(&mut utf8));
            assert_eq!(plain_width(char).unwrap_or(drawn), drawn, "{char:?}");
        }
    }

    #[test]
    fn fit_never_halves_a_wide_glyph() {
        assert_eq!(fit("山东电信", 8), "山东电信");
        assert_eq!(fit("山东电信", 7), "山东电…");
        assert_eq!(fit("山东电信", 6), "山东…");
        assert_eq!(fit("山东电信", 1), "…");
        assert_eq!(fit("山东电信", 0), "");
        assert_eq!(fit("ab cd", 4), "ab…");
    }

    #[test]
    fn pad_is_exact() {
        for cols in 0..12 {
            assert_eq!(width(&pad("山a东电信", cols)), cols);
            assert_eq!(width(&pad_left("山a东电信", cols)), cols);
        }
        assert_eq!(pad_left("12", 4), "  12");
    }

    #[test]
    fn clean_takes_out_what_could_lie() {
        for (dirty, harmless) in [
            ("plain 张伟", "plain 张伟"),
            ("a\u{1b}[31mb\u{9b}c", "a[31mbc"),
            ("two\r\nlines\tand", "two lines and"),
            ("invoice\u{202e}fdp.exe\u{2066}", "invoicefdp.exe"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("👩\u{200d}💻 张\u{200d}伟", "👩\u{200d}💻 张伟"),
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
        ] {
            assert_eq!(clean(dirty), harmless, "{dirty:?}");
        }
        assert!(matches!(clean("plain 张伟"), Cow::Borrowed(_)));
    }
}
