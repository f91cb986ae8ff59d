//! What was worked out of all records of some kinds, kept until one of those changes. Whoever asks again, beside or later,
//! has the answer for nothing.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::model::Kind;

/// Which answer, and as of which day.
type Asked = (&'static str, NaiveDate);
/// The answer, and the kinds of records it hangs on.
type Answer = (&'static [Kind], Arc<dyn Any + Send + Sync>);

/// Answers about the records of a room.
#[derive(Default)]
pub(super) struct Answers(Mutex<BTreeMap<Asked, Answer>>);

impl Answers {
    /// The answer to a question about all records of some kinds as of a day; `work` works it out where that was not done yet.
    pub(super) fn of<T: Any + Send + Sync>(
        &self,
        asked: Asked,
        kinds: &'static [Kind],
        work: impl FnOnce() -> T,
    ) -> Arc<T> {
        self.known(asked).unwrap_or_else(|| {
            let answer = Arc::new(work());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(asked, (kinds, answer.clone()));
            answer
        })
    }

    /// The answer, where it is known.
    pub(super) fn known<T: Any + Send + Sync>(&self, asked: Asked) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&asked).and_then(|(_, answer)| answer.clone().downcast().ok())
    }

    /// Those that hang on none of these kinds.
    pub(super) fn without(&self, changed: impl Fn(Kind) -> bool) -> Self {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = known.iter().filter(|(_, (kinds, _))| !kinds.iter().any(|kind| changed(*kind)));
        Self(Mutex::new(kept.map(|(asked, answer)| (*asked, answer.clone())).collect()))
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Answers").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Draft, Room};
    use crate::model::Id;
    use serde_json::json;

    #[test]
    fn an_answer_is_kept_until_what_it_hangs_on_changes() {
        let day = NaiveDate::default();
        let count = |room: &Room| {
            *room.answer(("accounts", day), &[Kind::Account], || {
                room.ids(Kind::Account).count() + usize::from(room.version() > 9)
            })
        };
        let adding = |room: &Room, kind, n: u8| {
            let fields = json!({ "name": "济南" }).as_object().cloned().unwrap();
            room.foreseen(Draft::adding(kind, Id::named("answers", &n.to_string()), fields).unwrap()).unwrap()
        };
        let empty = Room::default();
        assert!(empty.known::<usize>(("accounts", day)).is_none());
        assert_eq!(count(&empty), 0);
        assert_eq!(empty.known::<usize>(("accounts", day)).as_deref(), Some(&0));
        // Whoever works aside has it too.
        assert_eq!(*empty.aside().answer(("accounts", day), &[Kind::Account], || 7_usize), 0);
        let mut room = empty.clone();
        for n in 0..20 {
            room = adding(&room, Kind::Person, n);
        }
        assert_eq!(count(&room), 0, "people change nothing of it");
        assert_eq!(count(&adding(&room, Kind::Account, 20)), 2);
        assert_eq!(count(&room), 0, "nor what is only foreseen");
        assert_eq!(*room.answer(("accounts", day.succ_opt().unwrap()), &[Kind::Account], || 7_usize), 7);
    }
}
