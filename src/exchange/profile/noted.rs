//! The column of a list of ours that has the notes of somebody and of their seat: which of them is whose.

use serde_json::Value;

use super::intake::{Intake, Line};
use crate::exchange::origin::SEAT_NOTES;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::{Kind, Seat, value};

/// Takes out of what is wanted of somebody what is their seat's, and tells that; where the list does not say which is which,
/// both are here if it says no more than what they are here.
pub(super) fn part(intake: &Intake, person: &mut Want, line: &Line) -> Option<String> {
    let wish = person.fields.get_mut("notes")?;
    let said = wish.value.as_str().unwrap_or_default().replace("\r\n", "\n");
    if let Some([own, of_seat]) = parted(line.then(), said.trim()) {
        wish.value = noted(own);
        return Some(of_seat.to_owned());
    }
    let own = intake.aside.record(person.id).map(|here| value::plain(&here.value("notes"))).unwrap_or_default();
    let mut seats = intake.aside.linked::<Seat>(person.id).filter_map(|seat| seat.notes.as_deref());
    let is_both = |notes: &str| [own.trim(), notes.trim()].join("\n").trim() == said.trim();
    if !said.is_empty() && seats.any(is_both) {
        person.fields.remove("notes");
    }
    None
}

/// Has the seat say what is its own of that.
pub(super) fn fill(seat: &mut Want, line: &Line, of_seat: Option<String>) {
    let Some(said) = of_seat else { return };
    let cell = line.key(SEAT_NOTES);
    seat.set("notes", noted(&said), &[&cell]);
    seat.set(&cell, noted(&said), &[]);
}

/// What of a cell is whose: one of the two is as it was when the list went out.
fn parted<'t>(then: &str, said: &'t str) -> Option<[&'t str; 2]> {
    let is = |kind: Kind, text: &str| was::is_as_it_was(then, kind, "notes", &noted(text));
    let ends = said.match_indices('\n').map(|(at, _)| (at, at + 1));
    let all = std::iter::once((0, 0)).chain(ends).chain([(said.len(), said.len())]);
    let parts = || all.clone().filter_map(|(end, start)| Some([said.get(..end)?.trim(), said.get(start..)?.trim()]));
    // Who empties the cell empties both.
    let nothing = || said.is_empty().then_some(["", ""]);
    let as_seat = || parts().find(|[_, of_seat]| is(Kind::Seat, of_seat));
    let as_person = || parts().find(|[own, _]| is(Kind::Person, own));
    if was::tells(then, Kind::Seat, "notes") { nothing().or_else(as_seat).or_else(as_person) } else { None }
}

fn noted(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_notes_in_a_cell_the_one_that_is_as_it_was_tells_where_the_other_is() {
        let digest = |text: &str| match text {
            "" => String::new(),
            text => format!("{:08x}", crc32fast::hash(Value::from(text).to_string().as_bytes())),
        };
        let then = |own: &str, of_seat: &str| format!("person/notes={}:0 seat/notes={}", digest(own), digest(of_seat));
        let both = then("likes fish\nand tea", "signs");
        for (said, parts) in [
            ("likes fish\nand tea\nsigns", Some(["likes fish\nand tea", "signs"])),
            ("likes fish\nand tea\nsigns\nall", Some(["likes fish\nand tea", "signs\nall"])),
            ("likes meat\nsigns", Some(["likes meat", "signs"])),
            ("likes fish\nand tea", Some(["likes fish\nand tea", ""])),
            ("signs", Some(["", "signs"])),
            ("something else", None),
            ("", Some(["", ""])),
        ] {
            assert_eq!(parted(&both, said), parts, "{said}");
        }
        let of_seat = then("", "signs");
        assert_eq!(parted(&of_seat, "signs"), Some(["", "signs"]));
        assert_eq!(parted(&of_seat, "signs all"), Some(["", "signs all"]));
        assert_eq!(parted(&of_seat, ""), Some(["", ""]));
        assert_eq!(parted(&then("likes", ""), "likes\nfish"), Some(["likes\nfish", ""]));
        assert_eq!(parted("person/notes=1:0", "signs"), None);
    }
}
