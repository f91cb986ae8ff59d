//! Text being written: what is there, where the caret stands, and every change a key can make to it.
//!
//! The caret is a byte index that is always between two graphemes, so a Chinese character, an accent or an emoji is
//! one step and one deletion.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean;

/// Where the caret can go; deletions are named by the way they would have moved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the beginning of the word, or of the one before.
    WordLeft,
    /// Behind the end of the word, or of the one after.
    WordRight,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
    /// To the beginning of the text.
    Top,
    /// To the end of the text.
    Bottom,
}

/// A text with a caret. A word is a run of letters and digits, of Chinese characters, or of punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    caret: usize,
    killed: String,
    lines: bool,
    whole: bool,
}

impl Draft {
    /// One line, with the caret at its end; line ends become blanks.
    pub fn line(text: &str) -> Self {
        let mut draft = Self::default();
        draft.insert(text);
        draft
    }

    /// Several lines, with the caret at their end.
    pub fn lines(text: &str) -> Self {
        let mut draft = Self { lines: true, ..Self::default() };
        draft.insert(text);
        draft
    }

    /// The same, with all of it selected: what is written or erased next replaces it, a movement lets go of it.
    #[must_use]
    pub fn selected(self) -> Self {
        Self { whole: !self.text.is_empty(), ..self }
    }

    /// Whether all of it is selected.
    pub const fn is_selected(&self) -> bool {
        self.whole
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret, in bytes from the beginning.
    pub const fn caret(&self) -> usize {
        self.caret
    }

    /// Replaces everything; the caret goes to the end.
    pub fn set(&mut self, text: &str) {
        self.whole = true;
        self.insert(text);
    }

    /// Writes at the caret: a key, a paste, what an input method composed. Cleaned on the way in.
    pub fn insert(&mut self, text: &str) {
        let text = if self.lines {
            let lines: Vec<_> = text.lines().map(clean).collect();
            lines.join("\n") + if text.ends_with('\n') { "\n" } else { "" }
        } else {
            clean(text).into_owned()
        };
        self.let_go(true);
        self.text.insert_str(self.caret, &text);
        self.caret += text.len();
        // A combining mark joins what stands before it: the caret must not be left inside.
        self.place(self.caret);
    }

    /// Moves the caret.
    pub fn go(&mut self, motion: Motion) {
        self.let_go(false);
        self.caret = self.target(motion);
    }

    /// Puts the caret at a byte index, or at the nearest place after it that is between two graphemes.
    pub fn place(&mut self, at: usize) {
        self.let_go(false);
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        self.caret = starts.find(|start| *start >= at).unwrap_or(self.text.len());
    }

    /// Deletes from the caret to where `motion` would lead.
    pub fn erase(&mut self, motion: Motion) {
        if self.let_go(true) {
            return;
        }
        let range = self.reach(motion);
        self.caret = range.start;
        self.text.drain(range);
    }

    /// Like [`erase`](Self::erase), and keeps what was deleted for [`yank`](Self::yank). At the end of a line,
    /// [`Motion::End`] takes the line end.
    pub fn kill(&mut self, motion: Motion) {
        self.let_go(false);
        let nothing = self.reach(motion).is_empty();
        let range = self.reach(if motion == Motion::End && nothing { Motion::Right } else { motion });
        self.caret = range.start;
        self.killed = self.text.drain(range).collect();
    }

    /// Writes at the caret what was killed last.
    pub fn yank(&mut self) {
        let killed = self.killed.clone();
        self.insert(&killed);
    }

    /// Ends the selection, and what was selected where it is to be replaced; says whether there was one.
    fn let_go(&mut self, replace: bool) -> bool {
        let had = std::mem::take(&mut self.whole);
        if had && replace {
            self.text.clear();
            self.caret = 0;
        }
        had
    }

    fn reach(&self, motion: Motion) -> Range<usize> {
        let target = self.target(motion);
        target.min(self.caret)..target.max(self.caret)
    }

    fn target(&self, motion: Motion) -> usize {
        let (before, after) = self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""));
        match motion {
            Motion::Left => self.caret - before.graphemes(true).next_back().map_or(0, str::len),
            Motion::Right => self.caret + after.graphemes(true).next().map_or(0, str::len),
            Motion::WordLeft => self.caret - word(before.graphemes(true).rev()),
            Motion::WordRight => self.caret + word(after.graphemes(true)),
            Motion::Home => before.rfind('\n').map_or(0, |at| at + 1),
            Motion::End => self.caret + after.find('\n').unwrap_or(after.len()),
            Motion::Top => 0,
            Motion::Bottom => self.text.len(),
        }
    }
}

/// Bytes of the blanks that come first, and of the word behind them.
fn word<'a>(graphemes: impl Iterator<Item = &'a str>) -> usize {
    let mut len = 0;
    let mut class = Class::Blank;
    for grapheme in graphemes {
        let next = Class::of(grapheme);
        if class != Class::Blank && next != class {
            break;
        }
        class = next;
        len += grapheme.len();
    }
    len
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letters,
    Han,
    Marks,
}

impl Class {
    fn of(grapheme: &str) -> Self {
        match grapheme.chars().next() {
            None => Self::Blank,
            Some(char) if char.is_whitespace() => Self::Blank,
            Some(
                '\u{2E80}'..='\u{2FFF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}',
            ) => Self::Han,
            Some(char) if char.is_alphanumeric() || char == '_' => Self::Letters,
            Some(_) => Self::Marks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where the caret is.
    fn shown(draft: &Draft) -> String {
        let (before, after) = draft.text().split_at(draft.caret());
        format!("{before}|{after}")
    }

    #[test]
    fn what_is_selected_is_replaced_unless_the_caret_moves() {
        let day = || Draft::line("2026-10-20").selected();
        let mut typed = day();
        typed.insert("f");
        typed.insert("ri");
        assert_eq!(shown(&typed), "fri|");
        let mut moved = day();
        moved.go(Motion::Left);
        moved.insert("2");
        assert_eq!(shown(&moved), "2026-10-22|0");
        let mut erased = day();
        erased.erase(Motion::Left);
        assert_eq!((shown(&erased).as_str(), erased.is_selected()), ("|", false));
    }

    #[test]
    fn a_grapheme_is_one_step_and_one_deletion() {
        let mut draft = Draft::line("张e\u{301}👩\u{200d}💻");
        draft.erase(Motion::Left);
        assert_eq!(shown(&draft), "张e\u{301}|");
        draft.go(Motion::Left);
        assert_eq!(shown(&draft), "张|e\u{301}");
        draft.erase(Motion::Right);
        draft.erase(Motion::Right);
        assert_eq!(shown(&draft), "张|");
        draft.go(Motion::Home);
        draft.go(Motion::Left);
        draft.insert("王");
        assert_eq!(shown(&draft), "王|张");
    }

    #[test]
    fn a_combining_mark_never_splits_its_letter_from_the_caret() {
        let mut draft = Draft::line("e");
        draft.go(Motion::Home);
        draft.insert("x");
        draft.place(2);
        draft.insert("\u{301}");
        assert_eq!(shown(&draft), "xe\u{301}|");
    }

    #[test]
    fn words_are_letters_or_han_or_marks() {
        let mut draft = Draft::line("合同 CA1234-张伟。");
        let mut stops = Vec::new();
        while draft.caret() > 0 {
            draft.go(Motion::WordLeft);
            stops.push(shown(&draft));
        }
        assert_eq!(
            stops,
            [
                "合同 CA1234-张伟|。",
                "合同 CA1234-|张伟。",
                "合同 CA1234|-张伟。",
                "合同 |CA1234-张伟。",
                "|合同 CA1234-张伟。"
            ]
        );
        draft.go(Motion::WordRight);
        draft.erase(Motion::WordRight);
        assert_eq!(shown(&draft), "合同|-张伟。");
    }

    #[test]
    fn a_line_takes_no_line_end_and_no_control_character() {
        assert_eq!(Draft::line("a\r\nb\u{1b}[2J\u{202e}c").text(), "a b[2Jc");
        assert_eq!(Draft::lines("a\r\nb\u{1b}\n").text(), "a\nb\n");
    }

    #[test]
    fn killing_keeps_what_it_took() {
        let mut draft = Draft::lines("one two\nthree");
        draft.go(Motion::Top);
        draft.go(Motion::WordRight);
        draft.kill(Motion::End);
        assert_eq!(shown(&draft), "one|\nthree");
        draft.kill(Motion::End);
        assert_eq!(shown(&draft), "one|three");
        draft.yank();
        draft.go(Motion::Bottom);
        draft.kill(Motion::Home);
        draft.yank();
        draft.yank();
        assert_eq!(shown(&draft), "one\nthreethree|");
    }
}
