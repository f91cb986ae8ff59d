//! What kind of record a line is, by its words; every word that is understood stands in `assets/capture.toml`.

use std::ops::Range;

use serde::Deserialize;

use super::line::Line;

const FILE: &str = include_str!("../../../assets/capture.toml");

/// What a line is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Subject {
    /// Somebody's birthday, or another day that comes back.
    Day,
    /// Something promised.
    Promise,
    /// A complaint.
    Complaint,
    /// Money that came in.
    Money,
    /// A gift.
    Gift,
    /// A call, made or to be made.
    Call,
    /// A message, sent or to be sent.
    Message,
    /// A visit.
    Visit,
    /// Something to be done.
    Task,
    /// Anything else: a journey or a note.
    #[default]
    Open,
}

/// What must be named for a row to decide.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Needs {
    /// Nobody.
    #[default]
    Nobody,
    /// A person or an account.
    Someone,
    /// A person.
    Person,
    /// A name right after the word, or the word at the head of the line.
    Beside,
    /// A name right after the word.
    Next,
    /// Somebody, and something that is given to please.
    Goods,
    /// An invoice, or an account and an amount.
    Invoice,
}

/// One row of the table of subjects.
#[derive(Debug, Deserialize)]
struct About {
    subject: Subject,
    words: String,
    #[serde(default)]
    needs: Needs,
}

/// The words of the file, list by list; what each is for is said there.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    pub(super) promise: Vec<String>,
    pub(super) promise_keeps: Vec<String>,
    pub(super) will: Vec<String>,
    pub(super) wants: Vec<String>,
    pub(super) deliver: Vec<String>,
    pub(super) for_whom: Vec<String>,
    pub(super) arrives: Vec<String>,
    pub(super) arriving: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) no_complaint: Vec<String>,
    pub(super) critical: Vec<String>,
    pub(super) grave: Vec<String>,
    pub(super) slight: Vec<String>,
    pub(super) paid: Vec<String>,
    pub(super) in_full: Vec<String>,
    pub(super) not_paid: Vec<String>,
    pub(super) gift: Vec<String>,
    pub(super) given: Vec<String>,
    pub(super) goods: Vec<String>,
    pub(super) business: Vec<String>,
    pub(super) gives: Vec<String>,
    pub(super) birthday: Vec<String>,
    pub(super) yearly: Vec<String>,
    pub(super) born: Vec<String>,
    pub(super) kin: Vec<String>,
    pub(super) aide: Vec<String>,
    pub(super) visit: Vec<String>,
    pub(super) meet: Vec<String>,
    pub(super) see: Vec<String>,
    pub(super) meal: Vec<String>,
    pub(super) encounter: Vec<String>,
    pub(super) gathering: Vec<String>,
    pub(super) call: Vec<String>,
    pub(super) message: Vec<String>,
    pub(super) task: Vec<String>,
    pub(super) money: Vec<String>,
    pub(super) remember: Vec<String>,
    pub(super) made: Vec<String>,
    pub(super) done: Vec<String>,
    pub(super) habit: Vec<String>,
    pub(super) negated: Vec<String>,
    pub(super) denied: Vec<String>,
    pub(super) not_denied: Vec<String>,
    pub(super) moved: Vec<String>,
    pub(super) unsettled: Vec<String>,
    pub(super) to_us: Vec<String>,
    pub(super) leave: Vec<String>,
    pub(super) lead: Vec<String>,
    pub(super) together: Vec<String>,
    pub(super) me: Vec<String>,
    pub(super) and_me: Vec<String>,
    pub(super) says: Vec<String>,
    pub(super) heard: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) goes: Vec<String>,
    pub(super) home: Vec<String>,
    pub(super) at: Vec<String>,
    pub(super) sets_out: Vec<String>,
    pub(super) way: Vec<String>,
    pub(super) capitals: Vec<String>,
    pub(super) to_capital: Vec<String>,
    pub(super) city_part: Vec<String>,
    pub(super) car: Vec<String>,
    pub(super) train: Vec<String>,
    pub(super) flight: Vec<String>,
    pub(super) ship: Vec<String>,
    pub(super) rumour: Vec<String>,
    pub(super) likely: Vec<String>,
    pub(super) firm: Vec<String>,
    pub(super) stays: Vec<String>,
    pub(super) lodges: Vec<String>,
    pub(super) purpose: Vec<String>,
    pub(super) purpose_lead: Vec<String>,
    pub(super) purpose_plain: Vec<String>,
    pub(super) journey_small: Vec<String>,
    pub(super) aims: Vec<String>,
    pub(super) aims_of: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) place: Vec<String>,
    pub(super) visit_small: Vec<String>,
    pub(super) told_small: Vec<String>,
    pub(super) small: Vec<String>,
    pub(super) subject_small: Vec<String>,
    pub(super) part: Vec<String>,
}

/// The file.
#[derive(Debug, Default, Deserialize)]
struct File {
    about: Vec<About>,
    words: toml::Table,
}

/// The words, and the table that says what a line with one of them is about.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub(super) words: Words,
    /// Subject and words of each row, in the order in which they decide.
    about: Vec<(Subject, Vec<String>, Needs)>,
}

/// Who and what a line names.
pub(super) struct Named<'a> {
    /// Whether a person is.
    pub(super) person: bool,
    /// Whether a person or an account is.
    pub(super) someone: bool,
    /// Whether an invoice is, or an account with an amount.
    pub(super) invoice: bool,
    /// Whether somebody is named right after a place.
    pub(super) beside: &'a dyn Fn(usize) -> bool,
}

impl Grammar {
    /// The bundled one.
    pub(super) fn bundled() -> Self {
        let Ok(file) = toml::from_str::<File>(FILE) else { return Self::default() };
        let list = |name: &str| file.words.get(name).cloned().and_then(|list| list.try_into().ok()).unwrap_or_default();
        let about = file.about.iter().map(|row| (row.subject, list(&row.words), row.needs)).collect();
        Self { about, words: file.words.try_into().unwrap_or_default() }
    }

    /// What a line is about.
    pub(super) fn subject(&self, line: &Line, named: &Named) -> Subject {
        let words = &self.words;
        let says = |list: &[String]| line.find(list).is_some();
        let everywhere = |list: &[String]| (0..line.len()).filter_map(|at| line.word_at(at, list)).collect::<Vec<_>>();
        let with = |word: &Range<usize>| line.said(word.clone()).to_lowercase().ends_with("with");
        let fits = |list: &[String], needs: Needs| {
            let found = everywhere(list);
            !found.is_empty()
                && match needs {
                    Needs::Nobody => true,
                    Needs::Someone => named.someone,
                    Needs::Person => named.person,
                    Needs::Beside => {
                        let one =
                            |word: &Range<usize>| with(word) || word.start == line.on(0) || (named.beside)(word.end);
                        named.someone && found.iter().any(one)
                    }
                    Needs::Next => found.iter().any(|word| (named.beside)(word.end)),
                    Needs::Goods => {
                        let reminds = says(&words.remember) && !says(&words.goods);
                        named.someone && !says(&words.business) && !reminds && (says(&words.goods) || is_giving(line))
                    }
                    Needs::Invoice => named.invoice && !says(&words.not_paid),
                }
        };
        let calm = line.find(&words.habit).map(|word| word.start);
        let at_ease = says(&words.no_complaint);
        for (subject, list, needs) in &self.about {
            let said_of_somebody = match subject {
                // `prefers email` is what somebody is like; `called her: she prefers email` is a call.
                Subject::Visit | Subject::Gift | Subject::Message | Subject::Call => {
                    calm.is_some_and(|calm| line.find(list).is_some_and(|word| calm <= word.start))
                }
                Subject::Complaint => at_ease,
                _ => false,
            };
            if !said_of_somebody && fits(list, *needs) {
                return *subject;
            }
        }
        Subject::Open
    }
}

/// Whether a line has a word that is used of gifts alone.
fn is_giving(line: &Line) -> bool {
    line.find(&["送给了", "送给", "送了", "送", "gives", "giving", "give"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file: File = toml::from_str(FILE).unwrap();
        let lists: Words = file.words.clone().try_into().unwrap();
        assert!(!lists.promise.is_empty());
        for row in &file.about {
            assert!(file.words.contains_key(&row.words), "{}", row.words);
        }
        for (name, list) in &file.words {
            let mut list: Vec<String> = list.clone().try_into().unwrap();
            let all = list.len();
            assert!(list.iter().all(|word| super::super::script::plain(word) == *word), "{name} is not folded");
            list.sort();
            list.dedup();
            assert_eq!(list.len(), all, "{name} has a word twice");
        }
    }
}
