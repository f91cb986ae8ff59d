//! What is not so, not to be, called off, moved or not settled: a line that says so is a note in its own words, whatever deed
//! it names.

use std::ops::Range;

use super::Capture;
use super::line::Line;
use super::names::Mention;
use super::words::{Subject, Words};
use crate::model::Member;

/// Whether a line denies the deed it is about, calls it off, or moves it to another day.
pub(super) fn denies(line: &Line, subject: Subject, words: &Words) -> bool {
    let verbs: Vec<&String> = match subject {
        Subject::Promise => words.promise.iter().collect(),
        Subject::Task => words.task.iter().collect(),
        Subject::Gift => words.gift.iter().chain(&words.gives).collect(),
        Subject::Call => words.call.iter().collect(),
        Subject::Message => words.message.iter().collect(),
        Subject::Visit => {
            let lists = [&words.visit, &words.meet, &words.see, &words.meal, &words.encounter, &words.goes];
            lists.into_iter().flatten().collect()
        }
        Subject::Open => {
            let lists = [&words.goes, &words.sets_out, &words.at, &words.from, &words.deliver, &words.gathering];
            lists.into_iter().flatten().collect()
        }
        // These have words of their own for it.
        Subject::Complaint | Subject::Money | Subject::Day => return false,
    };
    let open = everywhere(line, &words.unsettled);
    if !open.is_empty() && subject != Subject::Task {
        return true;
    }
    let plain = everywhere(line, &words.not_denied);
    let counts = |word: &Range<usize>| !plain.iter().any(|known| known.start <= word.start && word.end <= known.end);
    let deeds = everywhere(line, &verbs);
    // What stands behind a mark is another clause: `打电话给李娜，她不同意`.
    let clause = |at: usize| (0..at).filter(|at| line.char(*at).is_some_and(is_end)).count();
    let beside = |word: &Range<usize>, deed: &Range<usize>| clause(word.start) == clause(deed.start);
    let near = |word: &Range<usize>| deeds.iter().any(|deed| word.end <= deed.start && beside(word, deed));
    let mut moved = everywhere(line, &words.moved).into_iter().filter(counts);
    let moved = moved.any(|word| subject == Subject::Open || deeds.iter().any(|deed| beside(&word, deed)));
    moved && subject != Subject::Promise
        || everywhere(line, &words.denied).iter().any(|word| counts(word) && near(word))
}

fn everywhere<W: AsRef<str>>(line: &Line, words: &[W]) -> Vec<Range<usize>> {
    (0..line.len()).filter_map(|at| line.word_at(at, words)).collect()
}

const fn is_end(c: char) -> bool {
    matches!(c, ',' | '，' | ';' | '；' | '。' | '.' | ':' | '：' | '!' | '！')
}

/// Whether one of theirs is named before the giving, and one of ours after it: `李娜送给陈晓东一支钢笔`.
pub(super) fn is_given_to_us(capture: &Capture, line: &Line, mentions: &[Mention]) -> bool {
    let words = &capture.lexicon.grammar.words;
    let gives = everywhere(line, &words.gives);
    let Some(verb) = gives.first() else { return false };
    let is_ours = |one: &&Mention| one.ids.iter().any(|id| capture.room.get::<Member>(*id).is_some());
    let (before, after): (Vec<&Mention>, Vec<&Mention>) = mentions.iter().partition(|one| one.at.1 <= verb.start);
    let theirs = before.iter().any(|one| !one.ids.is_empty() && !is_ours(one));
    theirs && !before.iter().any(is_ours) && after.iter().any(is_ours)
}
