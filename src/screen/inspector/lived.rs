//! How a relationship is lived, beside what is declared of it: the last contact, the score and the contacts it is the sum
//! of, and where the two disagree.

use super::Row;
use crate::model::{Id, Pairing, Record, Seat};
use crate::rules::behaviour::{self, Behaviour, Disagreement};
use crate::rules::cycle::{Cycle, Cycles, Light};
use crate::rules::pairing;
use crate::screen::View;
use crate::screen::present::{bond, light_role};
use crate::text::wrap;
use crate::theme::Role;

/// Columns that even the narrowest panel has.
const COLS: usize = 32;
/// Contacts listed; older ones weigh little.
const LISTED: usize = 5;

/// The rows of a seat or a pairing; of anything else there are none.
pub fn rows(view: &View, id: Id) -> Vec<Row> {
    match view.room.record(id) {
        Some(Record::Seat(seat)) if seat.person.is_some() => of_seat(view, seat),
        Some(Record::Pairing(pairing)) => of_pairing(view, pairing),
        _ => Vec::new(),
    }
}

fn of_seat(view: &View, seat: &Seat) -> Vec<Row> {
    let cycles = Cycles::new(view.room, view.now);
    let lived = behaviour::of_seat(view.room, seat.id, view.now, cycles.half_life(seat.account));
    told(view, &cycles.of_seat(seat), &lived, behaviour::of_support(view.room, seat, &cycles), None)
}

fn of_pairing(view: &View, pairing: &Pairing) -> Vec<Row> {
    let cycles = Cycles::new(view.room, view.now);
    let Some(pair) = pairing::pair(view.room, pairing, &cycles) else { return Vec::new() };
    told(view, &pair.cycle, &pair.lived, pair.disagreement.clone(), bond::crossing(view, &pair))
}

fn told(
    view: &View,
    cycle: &Cycle,
    lived: &Behaviour,
    disagreement: Option<Disagreement>,
    crossing: Option<String>,
) -> Vec<Row> {
    let role = if cycle.light == Light::Green { Role::Text } else { light_role(cycle.light) };
    let [contact, every] = bond::cycle_lines(view, cycle);
    let mut said = vec![(bond::lived_line(view, lived), Role::Text), (contact, role), (every, role)];
    let disagreement = disagreement.map(|found| format!("! {}", bond::disagreement(view, &found)));
    said.extend(
        disagreement.into_iter().chain(crossing.map(|text| format!("# {text}"))).map(|text| (text, Role::Warn)),
    );
    let wrapped = said.iter().flat_map(|(text, role)| wrap(text, COLS).into_iter().map(|line| (line, *role)));
    let mut rows = vec![Row::Heading(view.text.t("pairings-behaviour"))];
    rows.extend(wrapped.map(|(line, role)| Row::Text(line.to_owned(), role)));
    rows.extend(lived.contacts.iter().take(LISTED).map(|contact| Row::Record {
        id: contact.record,
        text: bond::contact_line(view, contact),
        role: Role::Dim,
    }));
    rows
}
