//! What a file says against what is here: records that stay as they are, fields that were changed on both sides, rows
//! about one record.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Offset, Utc};
use serde_json::{Map, Value};

use super::Desk;
use super::news::keep_news;
use crate::edit::gone::deleted;
use crate::edit::{Draft, Stamp};
use crate::exchange::ical::is_of_others;
use crate::exchange::import::OnConflict;
use crate::exchange::origin::{self, Origins, is_note};
use crate::exchange::plan::{CONTESTED, DELETED_HERE, OTHER_FILE, Row};
use crate::exchange::waiting::Waiting;
use crate::exchange::want::{Want, Wish};
use crate::exchange::{ext, since};
use crate::model::{Id, Kind, Name, Problem, Record, When, value};

/// Fields that say what a record is called.
const NAMES: [&str; 8] = ["name", "subject", "objective", "what", "title", "to_city", "number", "text"];
/// Fields that say when it is.
const STARTS: [&str; 2] = ["start", "depart"];

impl Desk {
    /// What is left of a want where records that are here stay as they are: it itself where it makes or changes none of
    /// them; the same for a record of its own, or nothing.
    pub(super) fn beside(&mut self, mut want: Want, map: Option<&Map<String, Value>>) -> Result<Option<Want>, Problem> {
        for (_, wish) in want.fields.iter_mut() {
            let to = |text: &str| {
                let id: Id = text.parse().ok()?;
                self.copies.get(&(want.row, id)).or_else(|| self.heirs.get(&id)).map(Id::to_string)
            };
            if let Some(copy) = wish.value.as_str().and_then(to) {
                wish.value = copy.into();
            }
        }
        let Some(map) = map else { return Ok(Some(want)) };
        let twin = self.twins.get(&want.row).copied();
        // An account is what its own words say, whichever of somebody's rows has them.
        if twin.is_some() && self.on_conflict == OnConflict::Update && self.is_shared(&want) {
            return Ok(Some(want));
        }
        // A seat of which no other row tells is one of its own.
        let is_post = want.kind == Kind::Seat && self.posts.contains(&want.row);
        if twin.is_some() && is_post && self.on_conflict == OnConflict::Update {
            return Ok(Some(want));
        }
        if twin.is_none() && self.on_conflict == OnConflict::New {
            return Ok(Some(if self.is_for_anew(&want) { self.copy(want, false) } else { want }));
        }
        if !self.would_change(&want, map)? {
            return Ok(Some(want));
        }
        let name = self.scratch.name(want.id);
        if let Some(line) = twin.filter(|_| want.kind == Kind::Person && self.posts.contains(&want.row)) {
            self.note(want.row, Problem::new("problem-import-twice-but-seat").with("line", line).with("name", name));
            return Ok(None);
        }
        let problem = match twin {
            Some(line) => Problem::new("problem-import-twice").with("line", line),
            None => Problem::new("problem-import-here-already"),
        }
        .with("name", name);
        if let Some(row) = self.row(want.row) {
            row.skip(problem);
        }
        Ok(None)
    }

    /// Whether a want changes something of a record that is here.
    fn would_change(&self, want: &Want, map: &Map<String, Value>) -> Result<bool, Problem> {
        let mut news = want.clone();
        since::heed(&mut news, self.scratch.held(want.id), Some(map));
        keep_news(&mut news, Some(map), self.written(want.id));
        let tells =
            |draft: &Draft| draft.changes.iter().any(|change| !is_note(&change.field) && !is_of_others(&change.field));
        Ok(!self.contested(&news, map).is_empty() || tells(&self.changes(&news, map)?))
    }

    /// Whether anybody ever filled in a field of a record, of which these are filled in now.
    pub(super) fn written(&self, id: Id) -> impl Fn(&Map<String, Value>, &Name) -> bool {
        let is_filled = |value: &Value| value.as_array().is_none_or(|lines| !lines.is_empty());
        move |map, name| map.get(&**name).is_some_and(is_filled) || self.scratch.stamp(id, name).is_some()
    }

    /// The rows of which something is here and would change, or was deleted here, with all they say.
    pub(super) fn conflicts<'w, I: Iterator<Item = &'w Waiting>>(
        &self,
        waiting: impl Fn() -> I,
    ) -> BTreeMap<usize, String> {
        let wants = || waiting().filter_map(|waiting| waiting.want().ok());
        let conflicts = |want: &Want| {
            let changes = |map| self.would_change(want, &map).unwrap_or(true);
            let here = self.scratch.record(want.id).filter(|record| record.kind() == want.kind).map(Record::to_map);
            let is_gone = || self.scratch.held(want.id).and_then(deleted).is_some();
            !self.is_shared(want) && !want.gone && here.map_or_else(is_gone, changes)
        };
        let mut rows: BTreeMap<usize, String> =
            wants().filter(conflicts).map(|want| (want.row, String::new())).collect();
        for want in wants() {
            let Some(said) = rows.get_mut(&want.row) else { continue };
            // What is remembered of a file the first time is nothing that its rows say.
            let own = want.fields.iter().filter(|(name, _)| !is_of_others(name) && !is_note(name));
            said.extend(own.map(|(name, wish)| format!("{name}={}\n", wish.value)));
        }
        rows
    }

    /// Whether a record is not what its row is about but what many are of: an account, one of ours.
    fn is_shared(&self, want: &Want) -> bool {
        let leads = self.rows.get(want.row).and_then(|row| row.lead).is_some_and(|(_, lead)| lead == want.id);
        matches!(want.kind, Kind::Account | Kind::Member) && !leads
    }

    /// Whether another record is made in the place of this one.
    fn is_for_anew(&self, want: &Want) -> bool {
        let is_copy = self.copies.iter().any(|((row, _), copy)| *row == want.row && *copy == want.id);
        self.anew.contains_key(&want.row) && !is_copy && !self.is_shared(want)
    }

    /// The same for a record of its own, known by all its row says. The name by which the file knows it stays with the
    /// first, unless that is gone; of what many rows are of there is one.
    fn copy(&mut self, mut want: Want, is_gone: bool) -> Want {
        let is_shared = self.is_shared(&want);
        let said = self.anew.get(&want.row).filter(|_| !is_shared).map_or("", String::as_str);
        let copy = Id::named(&want.id.to_string(), said);
        if is_shared {
            self.heirs.insert(want.id, copy);
        } else {
            self.copies.insert((want.row, want.id), copy);
        }
        let lead = want.id;
        if let Some(row) = self.row(want.row).filter(|row| row.lead.is_some_and(|(_, id)| id == lead)) {
            row.lead = Some((want.kind, copy));
        }
        // What another was like when the file went out, this one never was.
        want.fields.retain(|name, _| is_gone || !ext::is_key(name) && name.as_str() != since::was::KEY);
        Want { id: copy, ..want }
    }

    /// What is left of a want for a record that was deleted here: nothing, and a word about it; or the same for another.
    pub(super) fn anew(&mut self, want: Want, when: DateTime<Utc>) -> Option<Want> {
        if self.on_conflict == OnConflict::New {
            return Some(self.copy(want, true));
        }
        // Whoever sits somewhere is known by name, whatever the seat is called.
        let text = |name: &str| want.fields.get(name)?.value.as_str();
        let holder = text("person").and_then(|id| id.parse().ok()).map(|id| self.scratch.name(id));
        let holder = holder.filter(|name| want.kind == Kind::Seat && !name.is_empty());
        let named = || NAMES.iter().find_map(|name| text(name)).map_or_else(|| want.id.to_string(), str::to_owned);
        let name = holder.unwrap_or_else(named);
        let name = name.lines().next().unwrap_or(&name).to_owned();
        // Days of a series are all called the same, as are journeys to one city.
        let on = STARTS.iter().find_map(|field| text(field)?.parse::<When>().ok());
        let name = on.map_or_else(|| name.clone(), |on| format!("{name} · {}", on.day()));
        let zone = match self.now {
            When::Moment(now) => *now.offset(),
            When::Day(_) => Utc.fix(),
        };
        let day = when.with_timezone(&zone).date_naive();
        let problem = Problem::new(DELETED_HERE).with("name", name).with("day", day);
        if want.kind == Kind::Account {
            // Whoever would sit there is told why not.
            self.refused.insert(want.id, problem.clone());
        }
        let row = self.row(want.row)?;
        if row.lead.is_some_and(|(_, lead)| lead == want.id) {
            // Nothing else that is to be said of the row matters then.
            row.problems.clear();
            row.skip(problem);
        } else if row.problems.iter().all(|other| other.id != DELETED_HERE) {
            row.problems.push(problem);
        }
        None
    }

    /// Whether a file says of a record of ours what was changed here since another was read, and that is still so.
    pub(super) fn is_known(&self, id: Id, name: &str, said: &Value) -> bool {
        name == since::KEY && self.scratch.held(id).is_some_and(|held| since::own(held) == *said)
    }

    /// The fields that were changed both here and in the file since it was last read.
    pub(super) fn contested(&self, want: &Want, map: &Map<String, Value>) -> Vec<Name> {
        let now = match self.now {
            When::Moment(now) => now,
            When::Day(_) => DateTime::default(),
        };
        let changed_here = |name: &Name, wish: &Wish, here: &Value| {
            if let Some(base) = &wish.base {
                return *here != **base;
            }
            if since::is_own(map, name, here) {
                return true;
            }
            let brought = since::said_before(want, name, map, now);
            if brought.as_ref() == Some(here) {
                return false;
            }
            let written = self.scratch.stamp(want.id, name);
            // A cell that is gone was taken back, and what it had told with it.
            let counts = |cell: &Name, stamp: &Stamp| map.contains_key(&**cell) || Some(*stamp) == written;
            let read = wish
                .cells
                .iter()
                .filter_map(|cell| self.scratch.stamp(want.id, cell).filter(|stamp| counts(cell, stamp)));
            let read = read.max();
            let is_later = written > read && (read.is_some() || !here.is_null());
            is_later
                || self.scratch.held(want.id).is_some_and(|held| since::is_by_hand(held, name)) && brought.is_some()
        };
        let listed = |name: &str| want.kind.field(name).is_some_and(|field| field.many);
        let held = self.scratch.held(want.id);
        let versions = held.and_then(|held| since::Versions::of(want, held, map));
        let descent = held.and_then(|held| since::descent::descent(want, held));
        let is_told = |name: &str| want.kind.field(name).is_some_and(|field| !field.auto);
        let contested = want.fields.iter().filter(|(name, wish)| {
            let here = map.get(name.as_str()).unwrap_or(&Value::Null);
            *here != wish.value
                && match &versions {
                    // Whoever wrote that has heard of what is here, or has not heard of it.
                    _ if descent == Some(Ordering::Greater) => since::is_kept(map, name, here),
                    _ if descent == Some(Ordering::Less) => is_told(name),
                    Some(versions) if wish.cells.is_empty() => {
                        held.is_some_and(|held| versions.was_changed(held, name)) || since::is_kept(map, name, here)
                    }
                    _ => !wish.cells.is_empty() && !listed(name) && changed_here(name, wish, here),
                }
        });
        contested.map(|(name, _)| name.clone()).collect()
    }

    /// Takes the contested fields out of a want and says so. The cells they come from are remembered, and of what somebody
    /// changed here that it is our own: so it is said once of what a file says, and again only where that says something
    /// else. What another file says is no contest: each keeps its own.
    pub(super) fn give_way(&mut self, want: &mut Want, map: &Map<String, Value>) {
        let known = |name: &str| map.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
        let (mut is_own, mut is_kept) = (false, false);
        let (mut own, mut kept) = (known(since::KEY), known(since::KEPT));
        let mut problems = Vec::new();
        for name in self.contested(want, map) {
            let Some(wish) = want.fields.remove(&name) else { continue };
            if name.as_str() == "title" {
                // What the title that stays out would have told of the layer stays out with it.
                let is_told_by = |guess: &Wish| guess.cells == wish.cells;
                want.fields.retain(|name, wish| !(name.starts_with("layer") && is_told_by(wish)));
            }
            let other = self.other_file(want, &name, &wish, map);
            // Of what has no cells its file says itself how old it is.
            let (list, is_in) = if wish.cells.is_empty() { (&mut kept, &mut is_kept) } else { (&mut own, &mut is_own) };
            if other.is_none() {
                list.insert(name.to_string(), map.get(&*name).cloned().unwrap_or_default());
                *is_in = true;
            }
            let problem = match other {
                Some(file) => Problem::new(OTHER_FILE).with("file", file),
                None => Problem::new(CONTESTED),
            };
            let here = map.get(&*name).unwrap_or(&Value::Null);
            problems.push(self.differing(problem, (want.kind, &name), here, &wish.value));
        }
        // What one can do about it is said once of a record.
        let last = problems.iter().rposition(|problem| problem.id == CONTESTED);
        for (at, problem) in problems.into_iter().enumerate() {
            self.note(want.row, problem.with("advice", if Some(at) == last { "now" } else { "later" }));
        }
        kept.retain(|name, value| map.get(name).unwrap_or(&Value::Null) == value);
        for (name, list, is_in) in [(since::KEY, own, is_own), (since::KEPT, kept, is_kept)] {
            if is_in {
                want.fields.insert(name.into(), Wish { value: list.into(), anew: true, ..Wish::default() });
            }
        }
    }

    /// The problem with what a field is here and in the file. What is personal is not shown, as it is not among what an
    /// import changes.
    fn differing(&self, problem: Problem, (kind, name): (Kind, &str), here: &Value, there: &Value) -> Problem {
        let problem = problem.with("kind", kind).with("field", name);
        if kind.field(name).is_some_and(|field| field.sensitive) {
            return problem.with("values", "personal");
        }
        // Whoever is meant is said by name.
        let said = |value: &Value| {
            let id = value.as_str().and_then(|text| text.parse::<Id>().ok());
            let called = id.map(|id| self.scratch.name(id)).filter(|name| !name.is_empty());
            let said = called.unwrap_or_else(|| value::plain(value));
            if said.is_empty() { "–".to_owned() } else { said }
        };
        problem.with("values", "shown").with("here", said(here)).with("there", said(there))
    }

    /// The other file that a value which is here came from, where nobody has changed it since: the one whose cells were
    /// read with it. `none` where that remembers no name.
    fn other_file(&self, want: &Want, name: &str, wish: &Wish, map: &Map<String, Value>) -> Option<String> {
        let here = map.get(name).unwrap_or(&Value::Null);
        let (record, stamp) = (self.scratch.record(want.id)?, self.scratch.stamp(want.id, name)?);
        let own: Vec<&str> = wish.cells.iter().filter_map(|cell| Some(origin::parts(cell)?.0)).collect();
        if since::is_own(map, name, here) {
            return None;
        }
        let read = record.extra().iter().filter(|(cell, _)| self.scratch.stamp(want.id, cell) == Some(stamp));
        let source = |cell: &'_ str| match cell.strip_prefix("ext.") {
            Some(program) => Some(program.to_owned()),
            None => Some(origin::parts(cell).filter(|_| since::is_cell(record, cell))?.0.to_owned()),
        };
        let others = read.filter_map(|(cell, value)| Some((source(cell)?, value)));
        let others: Vec<(String, &Value)> = others.filter(|(source, _)| !own.contains(&source.as_str())).collect();
        // Several that were read at a stroke are told apart by what they say.
        let said = value::plain(here);
        let (source, _) = others.iter().find(|(_, cell)| value::plain(cell).trim() == said).or(others.first())?;
        let origins = self.origins.get_or_init(|| Origins::of(&self.scratch));
        Some(origins.file(source).unwrap_or("none").to_owned())
    }
}

/// Those of such rows that have a seat which no other row has: that goes in whatever they say of its holder.
pub(super) fn posts<'w>(wants: impl Iterator<Item = &'w Waiting>, twins: &BTreeMap<usize, u64>) -> BTreeSet<usize> {
    let mut seats: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for want in wants.filter(|want| want.kind == Kind::Seat && !twins.is_empty()) {
        seats.entry(want.id).or_default().push(want.row);
    }
    let alone = seats.into_values().filter_map(|rows| rows.first().copied().filter(|_| rows.len() == 1));
    alone.filter(|row| twins.contains_key(row)).collect()
}

/// The rows about a record that an earlier row is about, which counts, and the line of that one.
pub(super) fn twins(rows: &[Row]) -> BTreeMap<usize, u64> {
    let mut first: BTreeMap<(Kind, Id), u64> = BTreeMap::new();
    let mut twins = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_left_out()) {
        let Some(lead) = row.lead else { continue };
        match first.get(&lead) {
            Some(line) => drop(twins.insert(at, *line)),
            None => drop(first.insert(lead, row.line)),
        }
    }
    twins
}
