//! vCards 2.1 to 4.0, many in a file: a company or a person each, with the seat that `ORG` and `TITLE` speak of, the manager and the
//! assistant that address books name in ways of their own.
//!
//! Every property is remembered with the record it says something of, as it was written, under `vcard.<NAME>`. The card
//! of the last import can so be read again beside the new one: what differs between the two was changed in the file.

mod companies;
mod dates;
mod days;
mod groups;
mod known;
mod private;
mod rev;
mod seated;
mod sketch;
mod whom;
mod write;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

pub(super) use self::sketch::is_family;
pub use self::write::{Version, cards};

use self::private::{is_partly_private, is_private, is_told_of};
use self::rev::{is_before, is_newer};
use self::seated::{Seats, parted};
use self::sketch::{Said, Sketch, is_of_seat};
use super::content::{self, Part, Property};
use super::import::Options;
use super::plan::Row;
use super::profile::chain::{self, Found, Report};
use super::profile::intake::{Intake, folded};
use super::profile::moved;
use super::selection::Selection;
use super::since;
use super::since::was::{self, PROPERTY as WAS};
use super::waiting::Waiting;
use super::want::Want;
use super::{ext, ical};
use crate::edit::Room;
use crate::model::{Id, Kind, Problem, Seat, value};

pub(super) const SOURCE: &str = "vcard";

/// Properties that say nothing of whom a card is about.
const ABOUT_THE_CARD: [&str; 5] = ["PRODID", "REV", "VERSION", "X-ERROR", WAS];
/// The word there that what is personal stayed home: it is missing in the card and not gone.
const HOME: &str = "home";

/// The chosen persons as [`cards`] in the files of a folder: by its UID a program knows which is which, so those have one that had none.
pub fn files<'a>(
    room: &'a Room,
    selection: &'a Selection,
    version: Version,
    today: NaiveDate,
) -> impl Iterator<Item = (String, String)> + 'a {
    let has_uid = |card: &str| card.lines().any(|line| line.starts_with("UID:") || line.starts_with("UID;"));
    cards(room, selection, version, today).map(move |(id, card)| {
        let end = format!("UID:urn:uuid:{id}\r\nEND:VCARD\r\n");
        let named =
            if has_uid(&card) { None } else { card.strip_suffix("END:VCARD\r\n").map(|body| body.to_owned() + &end) };
        (id, named.unwrap_or(card))
    })
}

/// Reads every card. Refused where there is none.
pub(super) fn parse(
    bytes: &[u8],
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
) -> Result<(Vec<Row>, Vec<Waiting>), Problem> {
    let parts = content::parse(bytes);
    if !parts.iter().any(|part| part.name == "VCARD") {
        return Err(Problem::new("problem-import-no-card").with("what", "BEGIN:VCARD"));
    }
    let mut reader = Reader {
        intake: Intake::new(room, options, SOURCE, now),
        reports: Vec::new(),
        assistants: Vec::new(),
        seats: BTreeMap::new(),
        uids: BTreeMap::new(),
        notes: ical::notes(room),
        groups: Vec::new(),
        kept: groups::here(room),
        first: None,
        first_row: 0,
        about: BTreeMap::new(),
    };
    reader.about = whom::of(&reader.intake, &parts);
    let is_company = |part: &&Part| unfit(part).is_none() && !groups::is_left_out(part) && companies::is_one(part);
    for part in parts.iter().filter(is_company) {
        let row = reader.intake.row(part.lines.0);
        reader.company(row, part);
    }
    for part in parts.iter().filter(|part| !is_company(part)) {
        let row = reader.intake.row(part.lines.0);
        reader.card(row, part, None);
    }
    for line in content::torn(bytes, &parts) {
        let row = reader.intake.row(line);
        reader.intake.fail(row, Problem::new("problem-import-cut").with("what", "END:VCARD"));
    }
    reader.link();
    reader.keep_groups();
    Ok(reader.intake.finish())
}

struct Reader<'a> {
    intake: Intake<'a>,
    reports: Vec<(Id, Report)>,
    /// Row, account, the principal's seat, what the assistant is called, the row's seat among the wants.
    assistants: Vec<(usize, Id, Id, String, usize)>,
    seats: BTreeMap<(Id, String), Vec<Id>>,
    uids: BTreeMap<String, Id>,
    /// Notes that events of calendars were for want of more, by the names of those.
    notes: BTreeMap<String, Id>,
    /// Cards of groups that are to be kept, and those that are.
    groups: Vec<groups::Left>,
    kept: groups::Kept,
    /// The first person, and the row they are in.
    first: Option<Id>,
    first_row: usize,
    /// Whom cards without a UID are about, by their lines.
    about: BTreeMap<u64, Id>,
}

impl Reader<'_> {
    /// One card; one inside another is that one's assistant. Tells the seat it made.
    fn card(&mut self, row: usize, part: &Part, outer: Option<&str>) -> Option<Id> {
        if let Some(problem) = unfit(part) {
            self.intake.fail(row, problem);
            return None;
        }
        if groups::is_left_out(part) {
            // Within a card that was torn it costs nobody that card.
            if outer.is_none() {
                self.group(row, part);
            }
            return None;
        }
        if !part.closed && outer.is_none() {
            self.intake.note(row, Problem::new("problem-import-not-closed").with("what", "END:VCARD"));
        }
        let (whole, (part, more)) = (part, parted(part));
        let part = &part;
        let mut sketch = Sketch::of(part);
        if sketch.company.is_empty() {
            outer.unwrap_or_default().clone_into(&mut sketch.company);
        }
        if sketch.name.is_empty() {
            self.intake.fail(row, Problem::new("problem-import-no-name"));
            return None;
        }
        let misnamed = whole.misnamed().join(" · ");
        if !misnamed.is_empty() {
            self.intake.note(row, Problem::new("problem-import-no-property").with("text", misnamed));
        }
        for text in &sketch.strange {
            self.intake.note(row, Problem::new("problem-import-date-kept").with("text", text));
        }
        let about = self.about.get(&whole.lines.0).copied().filter(|_| outer.is_none());
        let called = about.and_then(|id| whom::called(self.intake.room.record(id)));
        let ext_id = called.unwrap_or_else(|| identity(part));
        let person = about.unwrap_or_else(|| self.whom(&ext_id));
        if outer.is_none() {
            self.intake.lead(row, Kind::Person, person, &ext_id);
            if self.first.is_none() {
                (self.first, self.first_row) = (Some(person), row);
            }
        }
        // Who sits nowhere may be put where the user says.
        let stays = self.intake.options.account.is_none() || !sketch.company.is_empty();
        if stays && outer.is_none() && known::is_as_here(self.intake.room, person, whole) {
            let sits = |seat: &&Seat| seat.person == Some(person);
            let seat = self.intake.room.linked::<Seat>(person).find(sits).map(|seat| seat.id);
            self.uids.extend(seat.map(|seat| (ext_id, seat)));
            self.hear_of(row, part, person, seat);
            return seat;
        }
        let room = self.intake.room;
        let account = self.house(row, part, person, &sketch.company);
        let seats = Seats::of(part);
        let former = account.and_then(|account| seated::former(room, part, person, (account, &sketch.company)));
        let seat = account.map(|account| {
            let unit = sketch.seat.iter().find(|said| said.field == "department").and_then(|said| said.value.as_str());
            let post = [sketch.title.as_str(), unit.unwrap_or_default()];
            let meant = seats.meant(room, 1, person, (account, &sketch.company));
            let seat = meant.or_else(|| Seats::likely(room, person, account, post));
            // The seat of the card stays where it was when its holder moves on.
            let another = || former.map(|_| seated::beside(&ext_id, &sketch.company));
            seat.or_else(another).unwrap_or_else(|| Id::named("vcard:seat", &ext_id))
        });
        let old = remembered(room, person, seat);
        let adds = old.as_ref().is_some_and(|old| whom::is_of_another_book(old, part));
        // One of ours says itself of each field as of when it is so.
        let is_older = |old: &Part| !adds && part.get(WAS).is_none() && is_before(part, old);
        if outer.is_none() && old.as_ref().is_some_and(is_older) {
            self.intake.note(row, Problem::new("problem-import-older").with("name", &sketch.name));
            self.uids.extend(seat.map(|seat| (ext_id, seat)));
            return seat;
        }
        let is_ours = room.record(person).is_some_and(|here| here.extra().contains_key(was::KEY));
        let before = old.as_ref().filter(|_| !adds);
        let before = before.map(|old| Sketch::of(&if is_ours { known::kept_of(old, part) } else { old.clone() }));
        let newer = old.is_none() && is_newer(part, room.record(person));
        let mut want = Want::new(row, Kind::Person, person);
        want.name_it(SOURCE, &ext_id);
        want.was(&part.text(WAS));
        let stayed_home = part.text(WAS).split_whitespace().any(|word| word == HOME);
        let whole_again = old.as_ref().filter(|_| stayed_home).map(|old| with_private(part, old));
        let kept = whole_again.as_ref().unwrap_or(part);
        remember(room, &mut want, kept, adds || stayed_home, |property| seat.is_none() || !is_of_seat(property));
        let is_missing = |said: &Said| {
            stayed_home && is_silent(&said.value) && Kind::Person.field(said.field).is_some_and(|field| field.sensitive)
        };
        sketch.person.retain(|said| !is_missing(said));
        self.fill(&mut want, &sketch.person, before.as_ref().map(|sketch| sketch.person.as_slice()), newer);
        self.intake.want(want);
        self.days(row, (&ext_id, person), &sketch);
        let (Some(account), Some(seat)) = (account, seat) else {
            // Who sits somewhere already goes on sitting there.
            if room.linked::<Seat>(person).next().is_none() {
                self.intake.note(row, Problem::new("problem-import-no-account").with("name", &sketch.name));
            }
            return None;
        };
        self.leave(row, &seats, &sketch.company, (person, seat));
        if let Some((left, from)) = former {
            moved::end(&mut self.intake, row, (person, left, from), &format!("{SOURCE}."));
        }
        let place = self.seat(row, part, &sketch, before.as_ref(), (account, seat, person), newer);
        self.seats.entry((account, folded(&sketch.name))).or_default().push(seat);
        self.uids.insert(ext_id.clone(), seat);
        for other in more {
            self.another_seat(row, (&ext_id, &seats), (person, seat), &sketch.name, &other);
        }
        let nobody = |cell: &str| (String::new(), cell.to_owned());
        let is_emptied = was::empties(&seats.was(1), Kind::Seat, "reports_to");
        let said = sketch.manager.clone().or_else(|| before?.manager.map(|(_, cell)| nobody(&cell)));
        let said = said.or_else(|| sketch::MANAGER.first().filter(|_| is_emptied).map(|cell| nobody(cell)));
        if let Some((manager, cell)) = said {
            let (name, manager, cell) = (&*sketch.name, manager.into(), format!("{SOURCE}.{cell}").into());
            self.reports.push((account, Report { row, want: place, seat, name: name.into(), manager, cell }));
        }
        for assistant in &sketch.assistants {
            self.assistants.push((row, account, seat, assistant.clone(), place));
        }
        for agent in part.parts.iter().filter(|part| part.name == "VCARD") {
            if let Some(agent) = self.card(row, agent, Some(&sketch.company)) {
                self.gatekeeps(row, account, agent, seat);
            }
        }
        Some(seat)
    }

    /// The person a card is about: the one that had this UID the last time, or whose id it is; else a new one.
    fn whom(&self, ext_id: &str) -> Id {
        if let Some(id) = self.intake.known.here(ext_id) {
            return id;
        }
        let own = ext::own(ext_id);
        let free = |id: &Id| self.intake.room.held(*id).is_none_or(|held| held.kind == Kind::Person);
        own.filter(free).unwrap_or_else(|| Id::named(SOURCE, ext_id))
    }

    fn seat(
        &mut self,
        row: usize,
        part: &Part,
        sketch: &Sketch,
        before: Option<&Sketch>,
        (account, seat, person): (Id, Id, Id),
        newer: bool,
    ) -> usize {
        let mut want = Want::new(row, Kind::Seat, seat);
        want.was(&Seats::of(part).was(1));
        let old = remembered(self.intake.room, person, Some(seat));
        let adds = old.is_some_and(|old| whom::is_of_another_book(&old, part));
        remember(self.intake.room, &mut want, part, adds, is_of_seat);
        want.set("account", account.to_string(), &["vcard.ORG"]);
        want.set("person", person.to_string(), &["vcard.ORG"]);
        if !adds || !sketch.title.is_empty() {
            self.intake.title(&mut want, &sketch.title, "vcard.TITLE", true);
        }
        if let Some(title) = want.fields.get_mut("title") {
            let old = before.map(|sketch| sketch.title.as_str()).filter(|title| !title.is_empty());
            title.base = old.map(Value::from).or_else(|| self.now(seat, "title").filter(|_| newer)).map(Box::new);
            title.cells = ["vcard.TITLE".into(), "vcard.ROLE".into()].into();
        }
        self.fill(&mut want, &sketch.seat, before.map(|sketch| sketch.seat.as_slice()), newer);
        seated::end(&mut want, part, part.get(WAS).is_some() || seated::goes_on(self.intake.room, seat));
        self.intake.want(want)
    }

    /// What a card that was written later goes out from where no other was read before: what is here, unless somebody wrote that
    /// by hand, of which the card need not have heard.
    fn now(&self, id: Id, field: &str) -> Option<Value> {
        let held = self.intake.room.held(id).filter(|held| !since::is_by_hand(held, field))?;
        held.record.as_ref().map(|record| record.value(field))
    }

    /// Wants the fields that a card speaks of; one it spoke of the last time, or when it went out from a store of ours, and
    /// is silent on now is taken back.
    fn fill(&mut self, want: &mut Want, said: &[Said], before: Option<&[Said]>, newer: bool) {
        for Said { field, value, names } in said {
            let Some(row) = want.kind.field(field) else { continue };
            let old = before.and_then(|before| before.iter().find(|old| old.field == *field));
            let base = old.map(|old| value::check(&row, &old.value).unwrap_or(Value::Null));
            let was = || want.fields.get(was::KEY).and_then(|was| was.value.as_str());
            let is_emptied = || was().is_some_and(|was| was::empties(was, want.kind, field));
            if is_silent(value) && base.as_ref().is_none_or(Value::is_null) && !is_emptied() {
                continue;
            }
            let cells: Vec<String> = names.iter().map(|name| format!("{SOURCE}.{name}")).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            match value::check(&row, value) {
                Ok(checked) => {
                    want.set(field, if checked.is_null() && row.many { json!([]) } else { checked }, &cells);
                    if let Some(wish) = want.fields.get_mut(field) {
                        wish.base = base.or_else(|| self.now(want.id, field).filter(|_| newer)).map(Box::new);
                    }
                }
                Err(problem) => self.intake.note(want.row, problem),
            }
        }
    }

    /// Managers and assistants by name, or by the UID of their card.
    fn link(&mut self) {
        let Self { intake, seats, uids, .. } = self;
        let find = |intake: &Intake, account: Id, name: &str| -> Vec<Id> {
            if let Some(seat) = uids.get(bare(name)) {
                return vec![*seat];
            }
            let here = || intake.seated(account, name).into_iter().map(|seat| seat.id).collect();
            seats.get(&(account, folded(name))).cloned().unwrap_or_else(here)
        };
        let accounts: BTreeMap<Id, Id> = self.reports.iter().map(|(account, report)| (report.seat, *account)).collect();
        let reports = std::mem::take(&mut self.reports).into_iter().map(|(_, report)| report).collect();
        chain::link(intake, reports, |intake, report| {
            let Some(account) = accounts.get(&report.seat) else { return Found::Nowhere };
            match find(intake, *account, &report.manager).as_slice() {
                [] => Found::Nowhere,
                [one] => Found::Seat(*one),
                _ => Found::Several,
            }
        });
        let found: Vec<_> = std::mem::take(&mut self.assistants)
            .into_iter()
            .map(|(row, account, principal, name, want)| {
                let found = find(intake, account, &name);
                (row, account, principal, name, want, found)
            })
            .collect();
        for (row, account, principal, name, want, found) in found {
            match found.as_slice() {
                [one] if *one != principal => self.gatekeeps(row, account, *one, principal),
                _ => {
                    let cells: Vec<String> = sketch::ASSISTANT.iter().map(|cell| format!("{SOURCE}.{cell}")).collect();
                    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                    self.intake.change(want, |want| {
                        let old = want.fields.get("notes").and_then(|wish| wish.value.as_str()).unwrap_or_default();
                        let notes = format!("{old}\nAssistant: {name}");
                        want.set("notes", notes.trim(), &cells);
                    });
                }
            }
        }
    }

    fn gatekeeps(&mut self, row: usize, account: Id, from: Id, to: Id) {
        let id = Id::named("vcard:edge", &format!("{from}/{to}"));
        if self.intake.room.record(id).is_some() {
            return;
        }
        let mut want = Want::new(row, Kind::Edge, id);
        for (field, value) in [("account", account), ("from", from), ("to", to)] {
            want.set(field, value.to_string(), &[]);
        }
        want.set("kind", "gatekeeps", &[]);
        self.intake.want(want);
    }
}

/// Why a component is no card.
fn unfit(part: &Part) -> Option<Problem> {
    if part.name != "VCARD" {
        return Some(Problem::new("problem-import-not-a-card").with("what", &part.name));
    }
    part.cut.then(|| Problem::new("problem-import-cut").with("what", "END:VCARD"))
}

/// What a card is known by: its UID, else all it says.
fn identity(part: &Part) -> String {
    if has_uid(part) {
        return bare(&part.text("UID")).to_owned();
    }
    let said = part.properties.iter().filter(|one| !ABOUT_THE_CARD.contains(&one.name.as_str()));
    let mut lines: Vec<&str> = said.map(|one| one.text.trim()).collect();
    lines.sort_unstable();
    Id::named("vcard:content", &lines.join("\n")).to_string()
}

fn has_uid(part: &Part) -> bool {
    !bare(&part.text("UID")).is_empty()
}

fn bare(uid: &str) -> &str {
    let uid = uid.trim();
    uid.get(..9)
        .filter(|head| head.eq_ignore_ascii_case("urn:uuid:"))
        .map_or(uid, |head| uid.get(head.len()..).unwrap_or(uid))
}

/// Has a record remember the properties that say something of it, and forget those that are gone, unless this only adds to
/// what another says.
fn remember(room: &Room, want: &mut Want, part: &Part, adds: bool, of_it: impl Fn(&content::Property) -> bool) {
    let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let kept =
        part.properties.iter().filter(|one| of_it(one) && ![WAS, write::UNTIL, "X-ERROR"].contains(&one.name.as_str()));
    for property in kept {
        all.entry(property.name.clone()).or_default().push(property.text.as_str().into());
    }
    let prefix = format!("{SOURCE}.");
    let old = room.record(want.id).into_iter().flat_map(|record| record.extra().iter());
    let own = old.map(|(key, _)| key).filter(|key| !adds && !groups::is_kept(key));
    for name in own.filter_map(|key| key.strip_prefix(&prefix)).filter(|name| !all.contains_key(*name)) {
        want.set(&format!("{prefix}{name}"), Value::Null, &[]);
    }
    for (name, mut lines) in all {
        let value = if lines.len() == 1 { lines.pop().unwrap_or_default() } else { lines.into() };
        want.set(&format!("{prefix}{name}"), value, &[]);
    }
}

/// A card with what stayed home of the one before it.
fn with_private(part: &Part, old: &Part) -> Part {
    let mut whole = part.clone();
    let home: Vec<&Property> = old.properties.iter().filter(|one| is_private(old, one)).collect();
    let is_told = |one: &Property| {
        one.name == "ADR"
            && is_private(part, one)
            && home.iter().any(|home| home.name == "ADR" && is_told_of(one, home))
    };
    whole.properties.retain(|one| !is_told(one));
    let is_said = |one: &Property| {
        let same = |said: &&Property| is_private(part, said) && !is_partly_private(&one.name) || said.text == one.text;
        part.all(&one.name).any(|said| same(&said))
    };
    let new: Vec<Property> = home.into_iter().filter(|one| !is_said(one)).cloned().collect();
    whole.properties.extend(new);
    whole
}

fn is_silent(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The card of the last import, as the records of a person remember it.
pub(super) fn remembered(room: &Room, person: Id, seat: Option<Id>) -> Option<Part> {
    let prefix = format!("{SOURCE}.");
    let records = [Some(person), seat].into_iter().flatten().filter_map(|id| room.record(id));
    let texts: Vec<&str> = records
        .flat_map(|record| record.extra().iter())
        .filter(|(key, _)| key.starts_with(&prefix) && !groups::is_kept(key))
        .flat_map(|(_, value)| ext::ids(value))
        .collect();
    (!texts.is_empty()).then(|| Part::of("VCARD", texts))
}
