//! Commands of the visits: of whom they are shown.

use super::directory::Share;
use super::{Command, Cx, Outcome};
use crate::model::{Id, Kind, Problem, Record};
use crate::overlay::Item;
use crate::screen::Place;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("visits-of", |cx, _| of_selected(cx)).unless(nobody),
    Command::looking("visits-person", |cx, _| pick_person(cx)).unless(elsewhere),
    Command::looking("visits-sort", |cx, _| {
        cx.screens.visits.sort();
        Ok(())
    })
    .unless(elsewhere),
];

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (!matches!(cx.screens.place(), Place::Visits | Place::Calls)).then_some("blocked-not-visits")
}

/// The seat, person or member under the cursor.
fn who(cx: &Cx) -> Option<Id> {
    let id = cx.selected()?;
    match cx.room().record(id)? {
        Record::Seat(_) | Record::Person(_) | Record::Member(_) => Some(id),
        Record::Pairing(pairing) => Some(pairing.seat),
        _ => None,
    }
}

fn nobody(cx: &Cx) -> Option<&'static str> {
    who(cx).is_none().then_some("blocked-nobody-there")
}

fn of_selected(cx: &mut Cx) -> Outcome {
    let who = who(cx).ok_or_else(|| Problem::new("blocked-nobody-there"))?;
    let account = cx.account();
    cx.screens.go(if account.is_some() { Place::Calls } else { Place::Visits }, account);
    cx.screens.visits.show_of(Some(who));
    Ok(())
}

fn pick_person(cx: &mut Cx) -> Outcome {
    let everybody = Item::new("", cx.text.t("ladder-everybody"), "");
    let offer = cx.offer(vec![Share::These(vec![everybody]), Share::All(Kind::Person), Share::All(Kind::Member)]);
    cx.pick_of(cx.text.t("command-visits-person"), offer, |cx, key| {
        cx.screens.visits.show_of(key.parse().ok());
        Ok(())
    });
    Ok(())
}
