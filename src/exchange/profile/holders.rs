//! Who holds a post of an organogram, and in which seat: whoever comes after somebody has a seat of their own, for what was
//! judged of the one before is none of theirs. The one before left, and stays in history.

use std::collections::BTreeMap;

use serde_json::Value;

use super::intake::{Intake, Line, Table, folded};
use super::moved::put_in_the_past;
use super::organogram::{self, disclosed, says_eliminated};
use crate::exchange::origin::{ABOVE, COLUMNS, FILE, FORM, ROW};
use crate::exchange::want::Want;
use crate::model::choice::Confidence;
use crate::model::{Id, Kind, Problem, Record, Seat};

/// What is said of a post, whoever holds it.
const OF_POST: [&str; 4] = ["layer", "business_unit", "function", "position"];

/// The seat of a row.
pub(super) struct Sits {
    pub(super) seat: Id,
    /// What the file calls it.
    pub(super) known_as: String,
    /// The seat of whoever held the post before, where somebody else does now.
    pub(super) before: Option<Id>,
}

impl Sits {
    /// The seat of the holder whom a row names.
    pub(super) fn of(intake: &Intake, line: &Line, post: &str) -> Self {
        let all: Vec<Id> = seats(intake, post).collect();
        let sits = |seat: Id, nth: usize, before| Self { seat, known_as: called(post, nth), before };
        let Some(here) = current(intake, line, post) else { return sits(intake.known.id(post), 1, None) };
        let at = |id: Id| all.iter().position(|one| *one == id).map_or(1, |at| at + 1);
        if !leaves(intake, line, here) {
            return sits(here, at(here), None);
        }
        // Who comes back finds what was said of them.
        let is_theirs =
            |id: &&Id| **id != here && holder(intake, **id).is_some_and(|(_, name)| is_one(&name, line.get("Name")));
        match all.iter().find(is_theirs) {
            Some(seat) => sits(*seat, at(*seat), Some(here)),
            None => sits(intake.known.id(&called(post, all.len() + 1)), all.len() + 1, Some(here)),
        }
    }

    /// Ends the seat of the one before and says so; what is said of the post goes on.
    pub(super) fn take_over(&self, intake: &mut Intake, line: &Line, seat: &mut Want) {
        let Some(before) = self.before else { return };
        hand_down(intake, line, before, seat);
        if intake.aside.record(seat.id).is_some() {
            seat.set("to", Value::Null, &[]);
        }
        let name = holder(intake, before).map(|(_, name)| name).unwrap_or_default();
        let said = Problem::new("problem-import-post-handed-over").with("name", name);
        intake.note(seat.row, said.with("title", line.get("Job Title")));
        put_in_the_past(intake, seat.row, before, &line.key(""));
    }
}

/// Has the seat of whoever has a post now say what that of the one before says of the post, and remember what it remembers of
/// its table.
pub(super) fn hand_down(intake: &Intake, line: &Line, before: Id, seat: &mut Want) {
    let former = intake.aside.record(before).map(Record::to_map).unwrap_or_default();
    let is_assumed = former.get("layer.confidence").and_then(Value::as_str) == Some(Confidence::Assumed.code());
    let is_back = intake.aside.record(seat.id).is_some();
    for (name, value) in former.iter().filter(|_| !is_back) {
        let field = name.split('.').next().unwrap_or_default();
        // A guess by the title is made anew.
        let is_said = seat.fields.get(name).is_some() && (field != "layer" || is_assumed);
        if OF_POST.contains(&field) && !is_said {
            seat.set(name, value.clone(), &[]);
        }
    }
    for note in [COLUMNS, FILE, FORM, ABOVE, ROW].map(|what| line.key(what)) {
        if let Some(value) = former.get(note.as_str()).filter(|_| seat.fields.get(&note).is_none()) {
            seat.set(&note, value.clone(), &[]);
        }
    }
}

/// The seats of a post, each holder's in turn.
fn seats<'a>(intake: &'a Intake, post: &'a str) -> impl Iterator<Item = Id> + 'a {
    (1..).map_while(move |nth| intake.known.here(&called(post, nth)))
}

/// What the seat of the nth holder of a post is called.
fn called(post: &str, nth: usize) -> String {
    if nth == 1 { post.to_owned() } else { format!("{post}+{nth}") }
}

/// The seat of whoever holds a post, as far as it is known here: the one that remembers its row.
pub(super) fn current(intake: &Intake, line: &Line, post: &str) -> Option<Id> {
    let all: Vec<Id> = seats(intake, post).collect();
    let cells = line.key("");
    let record = |id: &Id| intake.aside.record(*id);
    let remembers = |id: &&Id| record(id).is_some_and(|one| one.extra().keys().any(|name| name.starts_with(&cells)));
    let is_open = |id: &&Id| record(id).is_some_and(|one| one.value("to").is_null());
    let found = all.iter().rfind(remembers).or_else(|| all.iter().rfind(is_open));
    found.or(all.last()).copied()
}

/// Whether somebody held a seat whom a row does not name any more. Of a post that was eliminated stays who had it.
fn leaves(intake: &Intake, line: &Line, seat: Id) -> bool {
    let name = line.get("Name");
    let said = || {
        let cell = intake.aside.record(seat)?.extra().get(&line.key("Name"))?.as_str()?;
        Some(is_one(cell.trim(), name))
    };
    let is_other = holder(intake, seat).is_some_and(|(_, held_by)| !is_one(&held_by, name));
    line.has("Name") && !says_eliminated(name) && is_other && said() != Some(true)
}

/// Who sits in a seat.
fn holder(intake: &Intake, seat: Id) -> Option<(Id, String)> {
    let person = intake.aside.get::<Seat>(seat)?.person?;
    Some((person, intake.aside.name(person)))
}

/// Whether two names are those of one holder: a file may leave out a title or a name in the middle.
fn is_one(one: &str, other: &str) -> bool {
    let words = |name: &str| folded(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (one_of, others) = (words(one), words(other));
    let are_among = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
    let is_longer = || are_among(&one_of, &others) || are_among(&others, &one_of);
    one_of == others || disclosed(one).and(disclosed(other)).is_some() && is_longer()
}

/// Who has left a post by a file, and who has come to one, by organisation and name.
#[derive(Default)]
pub(super) struct Movers {
    /// With the title of the seat they left.
    left: BTreeMap<(String, String), Vec<(Id, String)>>,
    come: BTreeMap<(String, String), usize>,
}

impl Movers {
    pub(super) fn of(intake: &mut Intake, table: &Table) -> Self {
        let mut posts: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for line in table.lines() {
            posts.entry(organogram::key(&line)).or_default().push(line);
        }
        let mut all = Self::default();
        for (post, lines) in posts {
            intake.aside.fold();
            let Some(first) = lines.first() else { continue };
            let shares = (1..).map(|share| organogram::numbered(&post, share));
            let seats = shares.map_while(|post| current(intake, first, &post));
            let held: Vec<(Id, String, String)> = seats
                .filter_map(|seat| {
                    let title = intake.aside.record(seat)?.value("title");
                    let (person, name) = holder(intake, seat)?;
                    Some((person, name, title.as_str().unwrap_or_default().to_owned()))
                })
                .collect();
            let place = |name: &str| (folded(first.get("Organisation")), folded(name));
            for (person, name, title) in &held {
                if !lines.iter().any(|line| is_one(name, line.get("Name"))) {
                    all.left.entry(place(name)).or_default().push((*person, title.clone()));
                }
            }
            for name in lines.iter().filter_map(|line| disclosed(line.get("Name"))) {
                if !held.iter().any(|(_, holder, _)| is_one(holder, name)) {
                    *all.come.entry(place(name)).or_default() += 1;
                }
            }
        }
        all
    }

    /// The one who is named in a post and has left another, and the title of that: nobody where there may be two of the name.
    fn moved(&self, line: &Line) -> Option<&(Id, String)> {
        let place = (folded(line.get("Organisation")), folded(line.get("Name")));
        match self.left.get(&place)?.as_slice() {
            [one] if self.come.get(&place) == Some(&1) => Some(one),
            _ => None,
        }
    }

    /// Whom a row names in a seat: whoever sits there, `own`, who is known by the post, or somebody from another post.
    pub(super) fn whom(&self, intake: &mut Intake, line: &Line, seat: &Sits, row: usize, own: Id) -> Id {
        let name = line.get("Name");
        let sits = holder(intake, seat.seat);
        let is_said = |person: Id| {
            let record = intake.aside.record(person)?;
            Some(record.extra().get(&line.key("Name"))?.as_str()?.trim() == name)
        };
        let here = sits.filter(|(person, called)| folded(called) == folded(name) || is_said(*person) == Some(true));
        if let Some((person, _)) = here {
            return person;
        }
        let moved = self.moved(line).filter(|_| intake.aside.record(own).is_none());
        let Some((person, title)) = moved else { return own };
        intake.note(row, Problem::new("problem-import-post-moved").with("name", name).with("title", title));
        *person
    }
}

/// Has whoever reports to somebody who left report to the one who came; `reports` are the seats of the file, with the place
/// of what is wanted of each.
pub(super) fn report_anew(intake: &mut Intake, handed: &[(Id, Id, usize)], reports: &BTreeMap<Id, usize>) {
    for (before, now, row) in handed {
        let today = intake.now.date_naive();
        let below = intake.aside.linked::<Seat>(*before);
        let below = below.filter(|seat| seat.reports_to == Some(*before) && seat.is_current(today));
        let below: Vec<Id> = below.map(|seat| seat.id).filter(|id| id != now).collect();
        let above = Value::from(now.to_string());
        for seat in below {
            let Some(want) = reports.get(&seat) else {
                let mut want = Want::new(*row, Kind::Seat, seat);
                want.set("reports_to", above.clone(), &[]);
                intake.want(want);
                continue;
            };
            // The number of the post is what it was; who is meant by it is not.
            intake.revise(*want, |want| {
                if let Some(wish) = want.fields.get_mut("reports_to").filter(|wish| wish.value == above) {
                    wish.anew = true;
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_short_is_that_of_the_same_holder() {
        for (one, other, is) in [
            ("Bob Deputy", "bob  deputy", true),
            ("Bob Deputy", "Sir Bob Deputy", true),
            ("Bob Deputy", "Dora New", false),
            ("Bob Deputy", "Vacant", false),
            ("N/D", "N/D", true),
            ("N/D", "N/D Vacant", false),
            ("", "", true),
            ("Bob Deputy", "", false),
        ] {
            assert_eq!(is_one(one, other), is, "{one} {other}");
        }
    }
}
