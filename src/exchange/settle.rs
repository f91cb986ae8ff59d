//! Holds what a file wants against the room: what is new, what changes, what is there already, what cannot be.
//!
//! Every want is tried on a copy of the room, with the same guards that hold for people, so that a refusal costs one row
//! and names it. Records come in the order of what they need; references among equals (a manager, a parent) that are
//! still to come, or refused with the rest, are set in a step of their own, so that a refusal costs the reference alone.

mod beside;
mod contest;
mod drafts;
mod news;
mod waits;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use serde_json::{Map, Value};

use self::beside::{Doings, Next, unpacked};
use self::drafts::batches;
use self::news::{keep_news, leave_clocks};
use self::waits::put_aside;
use super::double::{Alike, Looks, alike};
use super::import::{OnConflict, Options};
use super::origin::{Origins, ROW, is_note};
use super::plan::{Plan, Row, Status, Summary};
use super::waiting::{Waiting, superiors};
use super::want::{Want, Wish};
use super::{ext, since};
use crate::edit::gone::deleted;
use crate::edit::{Change, DELETED, Draft, EXISTS, Edit, Room, Stamp, guard};
use crate::model::{Id, Kind, Name, Person, Problem, Record, Typed, When};

/// Called with how many of how many records are worked out.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// What kinds need others of, before which they cannot be made.
const FIRST: [Kind; 8] = [
    Kind::Member,
    Kind::Account,
    Kind::Person,
    Kind::Seat,
    Kind::Complaint,
    Kind::Competitor,
    Kind::Receivable,
    Kind::FollowUp,
];

/// Wants that are kept and let go of together.
const LOT: usize = 4096;

/// Written when a record is made and never by an import after that: every commit would write them anew.
const STAMPS: [&str; 4] = ["created_at", "created_by", "updated_at", "updated_by"];

/// Works out a plan about `subject` (the file's name) that leaves `room` as it is.
pub(super) fn settle(
    room: &Room,
    wants: Vec<Waiting>,
    rows: Vec<Row>,
    options: &Options,
    subject: &str,
    now: When,
    progress: Progress<'_>,
) -> Result<Plan, Problem> {
    let total = wants.len();
    let lots = in_order(wants);
    let wants = || lots.iter().flatten();
    let pending = wants().map(|want| (want.id, want.kind)).collect();
    let twins = contest::twins(&rows);
    let posts = contest::posts(wants(), &twins);
    let (doings, packer) = Doings::new();
    let mut desk = Desk {
        scratch: room.aside(),
        rows,
        pending,
        later: Vec::new(),
        doings,
        made: BTreeMap::new(),
        now,
        on_conflict: options.on_conflict,
        compares: options.compares,
        twins,
        posts,
        copies: BTreeMap::new(),
        heirs: BTreeMap::new(),
        anew: BTreeMap::new(),
        refused: BTreeMap::new(),
        origins: OnceCell::new(),
        looks: wants().any(|want| want.kind == Kind::Person && room.kind(want.id).is_none()).then(Looks::default),
    };
    if options.on_conflict == OnConflict::New {
        desk.anew = desk.conflicts(wants);
    }
    let mut beside: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for want in wants().filter(|want| want.kind == Kind::Account) {
        beside.entry(want.id).or_default().push(want.row);
    }
    // What goes wrong within drops the desk, and so ends the packer.
    let (mut desk, done, looks) = thread::scope(|scope| {
        let mut desk = desk;
        let looks = desk.looks.is_some().then(|| scope.spawn(|| Looks::of(room)));
        let packer = scope.spawn(|| packer.pack());
        for (count, Next { row, id, want }) in unpacked(scope, lots).enumerate() {
            if let Err(problem) = want.and_then(|want| desk.lay(want)) {
                desk.refuse(row, id, problem);
            }
            desk.pending.remove(&id);
            desk.scratch.fold();
            progress(count + 1, total);
        }
        for want in std::mem::take(&mut desk.later) {
            let row = want.row;
            if let Err(problem) = desk.lay_later(want) {
                desk.note(row, problem);
            }
        }
        desk.doings.end();
        let looks = looks.map(|looks| looks.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (desk, packer.join().unwrap_or_else(|panic| resume_unwind(panic)), looks)
    });
    let mut done = done?;
    for (account, rows) in beside {
        if room.record(account).is_none() && desk.forsakes(account, &rows) {
            done.retain(|done| done.id != account || !done.makes);
        }
    }
    for row in desk.rows.iter_mut().filter(|row| row.status == Status::Unchanged && row.is_ours()) {
        row.status = Status::Skipped;
    }
    for row in desk.rows.iter_mut().filter(|row| row.status != Status::Updated) {
        row.changes = Vec::new();
    }
    let summary = Summary::of(&desk.rows);
    let kept = desk.rows.iter_mut().flat_map(|row| std::mem::take(&mut row.kept)).collect();
    let batches = batches(done, subject, &desk.scratch)?;
    let has_new = desk.made.get(&Kind::Person).is_some_and(|new| *new > 0);
    let looks = looks.zip(desk.looks.take()).filter(|_| has_new);
    let alike = looks.map_or_else(Alike::default, |(old, new)| alike(room, &desk.scratch, old.and(new)));
    let (rows, made, after) = (desk.rows, desk.made, desk.scratch);
    Ok(Plan { batches, rows, summary, made, alike, kept, encoding: None, after })
}

/// Which kinds come first.
pub(super) fn rank(kind: Kind) -> usize {
    FIRST.iter().position(|first| *first == kind).unwrap_or(FIRST.len())
}

/// Wants in an order in which each comes after what it needs and, but for rings, after whom it answers to; in lots, for each
/// is let go of when it is through.
fn in_order(mut wants: Vec<Waiting>) -> Vec<Vec<Waiting>> {
    wants.sort_by_key(|want| rank(want.kind));
    let place: BTreeMap<Id, usize> = wants.iter().enumerate().rev().map(|(at, want)| (want.id, at)).collect();
    let up: Vec<Vec<usize>> =
        wants.iter().map(|want| want.superiors.iter().filter_map(|id| place.get(id).copied()).collect()).collect();
    let mut open: BTreeSet<usize> = (0..wants.len()).collect();
    let mut order = Vec::with_capacity(wants.len());
    for start in 0..wants.len() {
        let mut path: Vec<usize> = open.take(&start).into_iter().collect();
        while let Some(at) = path.last() {
            let next = up.get(*at).into_iter().flatten().find_map(|up| open.take(up));
            match next {
                Some(next) => path.push(next),
                None => order.extend(path.pop()),
            }
        }
    }
    let mut wants: Vec<Option<Waiting>> = wants.into_iter().map(Some).collect();
    let lots = order.chunks(LOT);
    lots.map(|lot| lot.iter().filter_map(|at| wants.get_mut(*at)?.take()).collect()).collect()
}

struct Desk {
    scratch: Room,
    rows: Vec<Row>,
    /// What the file still brings.
    pending: BTreeMap<Id, Kind>,
    later: Vec<Want>,
    doings: Doings,
    /// How many records of each kind are new.
    made: BTreeMap<Kind, usize>,
    now: When,
    on_conflict: OnConflict,
    /// Whether rows tell what they change.
    compares: bool,
    /// Rows about a record that a row before them is about, and that one's line.
    twins: BTreeMap<usize, u64>,
    /// Those of them that tell of somebody in another seat.
    posts: BTreeSet<usize>,
    /// Which new record a row has in the place of one that is here.
    copies: BTreeMap<(usize, Id), Id>,
    /// The same of what many rows are of and was deleted here: an account.
    heirs: BTreeMap<Id, Id>,
    /// Rows of which something is here and would change, where all of such a row is made anew; and what it says.
    anew: BTreeMap<usize, String>,
    /// What cannot be, and why; what points there says so.
    refused: BTreeMap<Id, Problem>,
    /// The tables that were read before, where somebody has to be told of one.
    origins: OnceCell<Origins>,
    /// What whoever comes or changes is looked up by, where somebody may be new.
    looks: Option<Looks>,
}

impl Desk {
    fn row(&mut self, row: usize) -> Option<&mut Row> {
        self.rows.get_mut(row)
    }

    fn note(&mut self, row: usize, problem: Problem) {
        if let Some(row) = self.row(row) {
            row.problems.push(problem);
        }
    }

    /// The record cannot be: if it is what the row is about, the row is left out.
    fn refuse(&mut self, row: usize, id: Id, problem: Problem) {
        self.refused.insert(id, problem.clone());
        let Some(row) = self.row(row) else { return };
        if row.lead.is_some_and(|(_, lead)| lead == id) {
            row.fail(problem);
        } else if !row.problems.contains(&problem) {
            row.problems.push(problem);
        }
    }

    fn mark(&mut self, row: usize, id: Id, new: bool) {
        let Some(row) = self.row(row) else { return };
        if new && row.lead.is_some_and(|(_, lead)| lead == id) {
            row.status = Status::Created;
        } else if row.status == Status::Unchanged {
            row.status = Status::Updated;
        }
    }

    /// Makes or changes the record, then what was put aside for that; what has to wait for others waits.
    fn lay(&mut self, mut want: Want) -> Result<(), Problem> {
        if self.rows.get(want.row).is_some_and(Row::is_left_out) {
            return Ok(());
        }
        let held = self.scratch.held(want.id);
        let here = held.and_then(|held| held.record.as_ref());
        if let Some(other) = here.map(Record::kind).filter(|kind| *kind != want.kind) {
            return Err(Problem::new("problem-id-taken").with("id", want.id).with("kind", other));
        }
        if want.gone {
            return self.take_away(&want);
        }
        let mut map = here.map(Record::to_map);
        if let Some(when) = held.and_then(deleted) {
            let Some(other) = self.anew(want, when) else { return Ok(()) };
            want = other;
            map = self.scratch.record(want.id).map(Record::to_map);
        }
        let id = want.id;
        if self.on_conflict != OnConflict::Update || self.twins.contains_key(&want.row) {
            let Some(other) = self.beside(want, map.as_ref())? else { return Ok(()) };
            want = other;
            if want.id != id {
                map = self.scratch.record(want.id).map(Record::to_map);
            }
        }
        // Another record in the place of one that is here needs all that the file says of that.
        if want.id == id {
            since::heed(&mut want, self.scratch.held(id), map.as_ref());
        }
        keep_news(&mut want, map.as_ref(), self.written(id));
        let waits = self.references(&mut want)?;
        match &map {
            Some(map) => {
                leave_clocks(&mut want, map);
                self.give_way(&mut want, map);
            }
            // Two steps are for what is ahead, or refused.
            None if waits.all_here && !waits.fields.is_empty() && self.make_whole(&want) => return Ok(()),
            None => {}
        }
        since::read_now(&mut want, self.scratch.held(id).filter(|_| map.is_some()));
        let late = put_aside(&mut want, &waits.fields);
        let draft = match &map {
            None => {
                let fields = std::mem::take(&mut want.fields);
                Draft::adding(want.kind, want.id, fields.into_iter().map(|(name, wish)| (name, wish.value)))?
            }
            Some(map) => self.changes(&want, map)?,
        };
        self.carry_out(draft, want.row, want.id, map.is_none())?;
        let Some(late) = late else { return Ok(()) };
        if superiors(late.kind, &late.fields).any(|id| self.pending.contains_key(&id)) {
            self.later.push(late);
            return Ok(());
        }
        let row = late.row;
        if let Err(problem) = self.lay_later(late) {
            self.note(row, problem);
        }
        Ok(())
    }

    /// Makes a record with all that is wanted of it, if nothing of that is refused.
    fn make_whole(&mut self, want: &Want) -> bool {
        let fields = want.fields.iter().map(|(name, wish)| (name.clone(), wish.value.clone()));
        let made = Draft::adding(want.kind, want.id, fields).and_then(|draft| self.attempt(draft));
        if made.is_ok() {
            self.mark(want.row, want.id, true);
        }
        made.is_ok()
    }

    /// What was called off there goes here.
    fn take_away(&mut self, want: &Want) -> Result<(), Problem> {
        let name = self.scratch.name(want.id);
        if self.scratch.record(want.id).is_none() {
            return Ok(());
        }
        let mut draft = Draft::deleting(&self.scratch, want.id)?;
        // The file took it away, so the file may bring it back.
        draft.changes.retain(|change| change.field != DELETED);
        if self.attempt(draft)? {
            self.mark(want.row, want.id, false);
            let leads = self.rows.get(want.row).and_then(|row| row.lead).is_some_and(|(_, lead)| lead == want.id);
            let said = if leads { "problem-import-called-off" } else { "problem-import-outgrown" };
            self.note(want.row, Problem::new(said).with("name", name));
        }
        Ok(())
    }

    /// Unmakes a new account of which all rows were left out in the end, if no other row has use for it. True where that was
    /// done: what made it is to be left out.
    fn forsakes(&mut self, account: Id, rows: &[usize]) -> bool {
        let is_left_out = |row: &usize| self.rows.get(*row).is_some_and(Row::is_left_out);
        if !rows.iter().all(is_left_out) || self.scratch.referrers(account).next().is_some() {
            return false;
        }
        let Ok(mut draft) = Draft::deleting(&self.scratch, account) else { return false };
        draft.changes.retain(|change| change.field != DELETED);
        let is_gone = self.tried(draft).is_ok_and(|changes| !changes.is_empty());
        if is_gone {
            self.made.entry(Kind::Account).and_modify(|count| *count -= 1);
        }
        is_gone
    }

    /// The second step: all that will be there is there.
    fn lay_later(&mut self, mut want: Want) -> Result<(), Problem> {
        let Some(map) = self.scratch.record(want.id).map(Record::to_map) else { return Ok(()) };
        self.references(&mut want)?;
        let draft = self.changes(&want, &map)?;
        self.carry_out(draft, want.row, want.id, false)
    }

    /// Makes or changes the record. What it only remembers is no change of it.
    fn carry_out(&mut self, draft: Draft, row: usize, id: Id, new: bool) -> Result<(), Problem> {
        let is_told = |change: &&Change| change.kind.field(&change.field).is_some();
        let tells = new || draft.changes.iter().any(|change| is_told(&change));
        let changes = draft.changes.iter().filter(|change| self.compares && !new && is_told(change));
        let changes: Vec<Change> = changes.cloned().collect();
        if self.attempt(draft)? && tells {
            self.mark(row, id, new);
            self.row(row).into_iter().for_each(|row| row.changes.extend_from_slice(&changes));
        }
        Ok(())
    }

    /// What differs from the record that is here.
    fn changes(&self, want: &Want, map: &Map<String, Value>) -> Result<Draft, Problem> {
        let mut draft = Draft::new("edit-import");
        for (name, wish) in want.fields.iter() {
            let before = map.get(&**name).unwrap_or(&Value::Null);
            let is_known = || !wish.anew && self.is_known(want.id, name, &wish.value);
            if *before == wish.value || STAMPS.contains(&name.as_str()) || is_known() {
                continue;
            }
            if ext::is_key(name) && ext::joined(before, &wish.value) == *before {
                continue;
            }
            // Where it stood the first time: rows that come before it later are no news of it.
            if is_note(name) && name.ends_with(ROW) && !before.is_null() && !wish.value.is_null() {
                continue;
            }
            if want.kind.field(name).is_some() {
                let changes = draft.changes.len();
                draft.set(&self.scratch, want.id, name, joined(before, wish))?;
                // Cells that are read in another way are stamped with what they come to, or that would be one's own.
                let is_as_it_was = |cell: &Name| map.get(&**cell).unwrap_or(&Value::Null) == want.cell(cell);
                if draft.changes.len() > changes && wish.cells.iter().all(is_as_it_was) {
                    let again = wish.cells.iter().filter_map(|cell| Some((cell, map.get(&**cell)?)));
                    draft.changes.extend(again.map(|(cell, said)| self.change(want, cell, said, said.clone())));
                }
                continue;
            }
            let after = if ext::is_key(name) { ext::joined(before, &wish.value) } else { wish.value.clone() };
            draft.changes.push(self.change(want, name, before, after));
        }
        // What tells nothing was not read.
        if draft.changes.iter().all(|change| want.kind.field(&change.field).is_none()) {
            draft.changes.retain(|change| change.field != since::READ);
        }
        Ok(draft)
    }

    /// A change of something no table knows.
    fn change(&self, want: &Want, name: &str, before: &Value, after: Value) -> Change {
        let (kind, id, seen) = (want.kind, want.id, self.scratch.stamp(want.id, name));
        Change { kind, id, field: name.into(), entry: None, before: before.clone(), after, seen }
    }

    /// Makes changes on the copy; true where there were any.
    fn attempt(&mut self, draft: Draft) -> Result<bool, Problem> {
        let changes = self.tried(draft)?;
        let is_something = !changes.is_empty();
        if is_something {
            self.doings.put(changes);
        }
        Ok(is_something)
    }

    /// Tries changes on the copy; those that were made.
    fn tried(&mut self, draft: Draft) -> Result<Vec<Change>, Problem> {
        if draft.is_empty() {
            return Ok(Vec::new());
        }
        let edit = Edit {
            id: Id::NIL,
            at: Stamp::default(),
            when: self.now,
            author: String::new(),
            label: draft.label,
            subject: String::new(),
            reason: None,
            group: None,
            turn: None,
            changes: draft.changes,
        };
        let prepared = self.scratch.prepare(edit)?;
        guard::check(&self.scratch, &prepared)?;
        if let Some(looks) = &mut self.looks {
            prepared.after.values().filter_map(|held| Person::of(held.record.as_ref()?)).for_each(|one| looks.add(one));
        }
        let mut changes = Arc::unwrap_or_clone(self.scratch.absorb(prepared)).changes;
        for change in &mut changes {
            // What the copy stamped was never written.
            change.seen = change.seen.filter(|stamp| *stamp != Stamp::default());
            if change.field == EXISTS && !change.after.is_null() {
                *self.made.entry(change.kind).or_insert(0) += 1;
            }
        }
        Ok(changes)
    }
}

/// What a list will hold: a foreign file adds to it and takes nothing out, for some of it may have been written here.
fn joined(before: &Value, wish: &Wish) -> Value {
    let wanted = match &wish.value {
        Value::Array(wanted) => wanted.as_slice(),
        Value::Null if wish.base.is_some() => &[],
        other => return other.clone(),
    };
    let lines = before.as_array().map(Vec::as_slice);
    // What was emptied here is a list, too, where it is known what a file said of it.
    let lines = lines.or_else(|| (before.is_null() && wish.base.is_some()).then_some(&[]));
    let Some(before) = lines.filter(|_| !wish.cells.is_empty()) else { return wish.value.clone() };
    let text = |one: &Value| one.get("value").unwrap_or(one).clone();
    let has = |list: &[Value], one: &Value| list.iter().any(|other| text(other) == text(one));
    let base = wish.base.as_ref().and_then(|base| base.as_array()).map_or(&[][..], Vec::as_slice);
    // What the reader knows to have gone from the file goes here, too.
    let kept = before.iter().filter(|one| has(wanted, one) || !has(base, one));
    // A line is known by what it first said: one that says something else by now was changed here.
    let id = |one: &Value| one.get("id").cloned();
    let is_former = |one: &Value| id(one).is_some() && before.iter().any(|here| id(here) == id(one));
    let new = wanted.iter().filter(|one| !has(before, one) && !has(base, one) && !is_former(one));
    let all: Vec<Value> = kept.chain(new).cloned().collect();
    if all.is_empty() { Value::Null } else { all.into() }
}
