//! The line as it is read: which characters are understood already, and what is left over.

use std::ops::Range;

use super::script::plain;

/// What follows a word in Latin letters must not go on with one.
fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// No name, day or number is longer; were more looked at, at each place of a line, a long one would take for ever.
const LONGEST: usize = 256;

/// A line, character by character.
#[derive(Clone)]
pub(super) struct Line {
    chars: Vec<char>,
    folded: Vec<char>,
    used: Vec<bool>,
    /// Field and characters of everything understood.
    pub(super) spans: Vec<(&'static str, Range<usize>)>,
}

impl Line {
    /// Nothing of it is understood yet.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let folded: Vec<char> = plain(text).chars().collect();
        Self { used: vec![false; chars.len()], chars, folded, spans: Vec::new() }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether a character is there and not understood yet.
    pub(super) fn is_free(&self, at: usize) -> bool {
        self.used.get(at) == Some(&false)
    }

    /// The folded character at a place, understood or not.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.folded.get(at).copied()
    }

    /// The character as it was typed.
    pub(super) fn typed(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The folded text right before a place.
    pub(super) fn before(&self, to: usize) -> String {
        self.folded.get(to.saturating_sub(LONGEST)..to).into_iter().flatten().collect()
    }

    /// The folded text from a place as far as nothing of it is understood, and as anything one looks for goes.
    pub(super) fn free(&self, from: usize) -> String {
        let to = self.len().min(from + LONGEST);
        (from..to).take_while(|at| self.is_free(*at)).filter_map(|at| self.char(at)).collect()
    }

    /// Places where something may begin: free, not blank, and not inside a Latin word.
    pub(super) fn starts(&self) -> Vec<usize> {
        (0..self.len()).filter(|at| self.is_free(*at) && self.char(*at) != Some(' ') && self.begins(*at)).collect()
    }

    fn begins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.char(at));
        !(self.char(at).is_some_and(joins) && before.is_some_and(joins))
    }

    /// Whether a word may end before this place: not inside a Latin word.
    pub(super) fn ends(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.char(at));
        !(self.char(at).is_some_and(joins) && before.is_some_and(joins))
    }

    /// Where a word stands at a place, if it does, free and whole.
    pub(super) fn word_at<W: AsRef<str>>(&self, at: usize, words: &[W]) -> Option<Range<usize>> {
        let one = |word: &W| {
            let word = word.as_ref();
            let same = word.chars().zip(at..).all(|(c, at)| self.is_free(at) && self.char(at) == Some(c));
            let end = at + if same { word.chars().count() } else { return None };
            (self.begins(at) && self.ends(end)).then_some(at..end)
        };
        words.iter().filter_map(one).max_by_key(|range| range.end)
    }

    /// The first place of the first of these words.
    pub(super) fn find<W: AsRef<str>>(&self, words: &[W]) -> Option<Range<usize>> {
        (0..self.len()).find_map(|at| self.word_at(at, words))
    }

    /// The word that ends before a place, blanks between them passed over.
    pub(super) fn word_before<W: AsRef<str>>(&self, at: usize, words: &[W]) -> Option<Range<usize>> {
        let end = self.back(at);
        let one = |word: &W| {
            let start = end.checked_sub(word.as_ref().chars().count())?;
            self.word_at(start, &[word]).filter(|range| range.end == end)
        };
        words.iter().filter_map(one).min_by_key(|range| range.start)
    }

    /// The word that begins after a place, blanks between them passed over.
    pub(super) fn word_after<W: AsRef<str>>(&self, at: usize, words: &[W]) -> Option<Range<usize>> {
        self.word_at(self.on(at), words)
    }

    /// The end of what stands before a place, without blanks.
    pub(super) fn back(&self, at: usize) -> usize {
        (0..at).rev().find(|at| self.char(*at) != Some(' ')).map_or(0, |at| at + 1)
    }

    /// The next place that is not blank.
    pub(super) fn on(&self, at: usize) -> usize {
        (at..self.len()).find(|at| self.char(*at) != Some(' ')).unwrap_or(self.len())
    }

    /// Notes that these characters are understood, as a field.
    pub(super) fn claim(&mut self, field: &'static str, range: Range<usize>) {
        self.use_up(range.clone());
        self.spans.push((field, range));
    }

    /// Notes that these characters are understood and say nothing of their own.
    pub(super) fn use_up(&mut self, range: Range<usize>) {
        for used in self.used.iter_mut().take(range.end).skip(range.start) {
            *used = true;
        }
    }

    /// Takes back that anything from a place on was understood.
    pub(super) fn release(&mut self, from: usize) {
        self.used.iter_mut().skip(from).for_each(|used| *used = false);
        self.spans.retain(|(_, range)| range.start < from);
    }

    /// Claims what was found, with the small words that lead to it or follow it.
    pub(super) fn claim_with<A: AsRef<str>, B: AsRef<str>>(
        &mut self,
        field: &'static str,
        range: Range<usize>,
        before: &[A],
        after: &[B],
    ) {
        let lead = self.word_before(range.start, before);
        let tail = self.word_after(range.end, after);
        self.claim(field, range);
        for small in lead.into_iter().chain(tail) {
            self.use_up(small);
        }
    }

    /// What was typed there.
    pub(super) fn said(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect::<String>().trim().to_owned()
    }

    /// Runs of what is not understood.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in (0..self.len()).filter(|at| self.is_free(*at)) {
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end += 1,
                None => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// What is left, without the small words at the edges of each piece.
    pub(super) fn rest<W: AsRef<str>>(&self, small: &[W]) -> String {
        let pieces = self.runs().into_iter().map(|run| (self.trimmed(run.clone(), small), run));
        let mut rest = String::new();
        let mut parted = false;
        for (piece, run) in pieces {
            let said = self.said(piece.clone());
            if said.is_empty() {
                parted = true;
                continue;
            }
            // Chinese closes up around a name that was taken out of it.
            let close = !parted && piece.start == run.start && !rest.ends_with(|c: char| c.is_ascii());
            if !rest.is_empty() && (!close || said.starts_with(|c: char| c.is_ascii())) {
                rest.push(' ');
            }
            rest.push_str(&said);
            parted = piece.end != run.end;
        }
        rest
    }

    fn trimmed<W: AsRef<str>>(&self, mut run: Range<usize>, small: &[W]) -> Range<usize> {
        loop {
            let before = run.clone();
            while run.start < run.end && self.char(run.start).is_some_and(is_mark) {
                run.start += 1;
            }
            while run.start < run.end && run.end.checked_sub(1).and_then(|at| self.char(at)).is_some_and(is_mark) {
                run.end -= 1;
            }
            if let Some(word) = self.word_at(run.start, small).filter(|word| word.end <= run.end) {
                run.start = word.end;
            }
            // `出纪要`: at the end a single character is more likely to be a part of a word, but for `的`.
            let whole = |word: &Range<usize>| {
                let before = word.start.checked_sub(1).filter(|before| *before >= run.start);
                let alone = before.and_then(|at| self.char(at)).is_none_or(is_mark);
                alone || word.len() > 1 || self.char(word.start).is_some_and(|c| c.is_ascii() || c == '的')
            };
            let word = self.word_before(run.end, small).filter(|word| word.start >= run.start && whole(word));
            if let Some(word) = word {
                run.end = word.start;
            }
            if run == before {
                return run;
            }
        }
    }
}

/// Whether a character only parts what stands around it.
pub(super) fn is_mark(c: char) -> bool {
    c.is_whitespace() || ",.;:!?()[]-/~+&，。；：！？（）、—–→>".contains(c)
}
