//! Days to remember of somebody, in the columns that Google, Outlook and Dynamics have for them. Those of the lunar calendar
//! have none there, nor have those that come once.

use crate::edit::Room;
use crate::exchange::profile::is_anniversary;
use crate::model::{Anniversary, Id, Occasion};

/// What somebody's days are, and when, in the order in which they go out.
fn of(room: &Room, who: Option<Id>) -> Vec<(String, String)> {
    let all = who.into_iter().flat_map(|who| room.linked::<Occasion>(who).filter(move |one| one.person == Some(who)));
    let mut all: Vec<(String, String)> = all
        .filter(|one| one.yearly != Some(false))
        .filter_map(|one| match one.date {
            Some(day @ Anniversary::Solar { .. }) => Some((one.what.clone(), day.to_string())),
            _ => None,
        })
        .collect();
    all.sort();
    all
}

/// One of them.
pub(super) fn nth(room: &Room, who: Option<Id>, nth: usize) -> Option<(String, String)> {
    of(room, who).into_iter().nth(nth)
}

/// When the one is that programs have a column for by name.
pub(super) fn anniversary(room: &Room, who: Option<Id>) -> Option<String> {
    of(room, who).into_iter().find(|(what, _)| is_anniversary(what)).map(|(_, day)| day)
}

/// The word for a day as Google writes it.
pub(super) fn label(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// Whether somebody has a day that goes out in none of these cells.
pub(super) fn is_left(room: &Room, who: Option<Id>, cells: &[String]) -> bool {
    let mut all =
        who.into_iter().flat_map(|who| room.linked::<Occasion>(who).filter(move |one| one.person == Some(who)));
    let written = of(room, who);
    let is_there = |one: &Occasion| {
        let day = written.iter().find(|(what, _)| *what == one.what).map(|(_, day)| day.as_str());
        day.is_some_and(|day| cells.iter().any(|cell| cell.trim_start_matches('-') == day))
    };
    all.any(|one| !is_there(one))
}
