//! Somebody nobody knows, of whom a line says something that could slip if it were only noted: `call Bob tomorrow`. Who
//! that is, is asked; whoever answers that it is nobody keeps the line as a note.

use std::ops::Range;

use super::line::Line;
use super::names::Mention;
use super::script::plain;
use super::words::Words;
use super::{Answers, Capture, Reader, days};
use crate::model::Id;
use crate::model::speak::Bias;

/// The answer that nobody is meant: the line stays a note.
pub(super) const KEEP: &str = "keep";

/// Letters and words of a name; what is longer is a sentence.
const LONGEST: (usize, usize) = (24, 3);

impl Reader<'_> {
    /// What a line that names nobody calls somebody, where it says that something is to be done with them on a day to
    /// come, or where they will be; empty where it does not say.
    pub(super) fn stranger(&self, mentions: &[Mention]) -> Option<String> {
        let named = !mentions.is_empty() || self.line.find(&self.words.me).is_some();
        if named { None } else { meant(&self.capture, &self.line).map(|(said, _)| said) }
    }
}

/// Who was answered to be meant by a name that nobody of the records has.
pub(super) fn introduced(capture: &Capture, line: &mut Line, known: &[Mention], answers: &Answers) -> Option<Mention> {
    let who: Id = answers.get("who")?.parse().ok().filter(|_| known.is_empty())?;
    let (_, at) = meant(capture, line)?;
    let at = at?;
    line.claim("who", at.clone());
    Some(Mention { at: (at.start, at.end), ids: vec![who], guess: false, account: None })
}

/// The name, and where it stands if that can be told.
fn meant(capture: &Capture, line: &Line) -> Option<(String, Option<Range<usize>>)> {
    let words: &Words = &capture.lexicon.grammar.words;
    if [&words.habit, &words.negated, &words.done, &words.made, &words.says, &words.heard]
        .iter()
        .any(|list| line.find(list).is_some())
    {
        return None;
    }
    let mut left = line.clone();
    let today = capture.now.date_naive();
    let when = days::When::of(&mut left, today, Bias::Future, capture.terms);
    let ahead = when.bounds().0.and_then(|point| point.day).is_some_and(|day| day >= today);
    let city = left.starts().into_iter().find_map(|at| {
        let (_, len) = capture.lexicon.cities.begin(&left.free(at))?;
        Some(at..at + len)
    });
    let deeds = [&words.call, &words.message, &words.visit, &words.meet];
    let deed = deeds.iter().find_map(|list| left.find(list));
    if !ahead || deed.is_none() && city.is_none() {
        return None;
    }
    for range in deed.into_iter().chain(city) {
        left.use_up(range);
    }
    let rest = left.rest(&words.small);
    let name = rest.chars().count() <= LONGEST.0 && rest.split_whitespace().count() <= LONGEST.1;
    if !name || rest.is_empty() {
        // A long rest is what the line is about, and a note may say that.
        return rest.is_empty().then_some((rest, None));
    }
    let at = line.find(&[plain(&rest)]);
    Some((rest, at))
}
