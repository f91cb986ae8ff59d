//! What an import would do: drafts to commit, and what became of every line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::mpsc::sync_channel;
use std::thread;

use serde_json::{Value, json};

use super::double::Alike;
use super::encoding::Odd;
use crate::edit::{Change, Draft, Packed, Room};
use crate::model::subject::Subject;
use crate::model::{Id, Kind, Problem};

/// An import, worked out and not yet done.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What to commit, in this order and as one group.
    pub batches: Vec<Batch>,
    /// Every line that holds a record, in the file's order.
    pub rows: Vec<Row>,
    /// How many rows ended how.
    pub summary: Summary,
    /// How many records of each kind are new.
    pub made: BTreeMap<Kind, usize>,
    /// Those of the new people who may be somebody who was here.
    pub alike: Alike,
    /// The columns that are kept as they are, for they mean nothing here; each once.
    pub kept: Vec<String>,
    /// The encoding that was guessed, where the file does not say what it is in.
    pub encoding: Option<&'static str>,
    /// The records as they will be, for what is read next.
    pub after: Room,
}

/// A part of an import, which is one draft: at most [`BATCH`] records, packed until it is their turn.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// What the history says it came from: the names of the files.
    pub subject: String,
    /// What becomes of each record.
    pub(super) pieces: Vec<Packed>,
}

impl Batch {
    /// The draft to commit.
    pub fn draft(&self) -> Result<Draft, Problem> {
        let mut draft = Draft::new("edit-import").about(&self.subject);
        for piece in &self.pieces {
            draft.changes.append(&mut piece.changes()?);
        }
        Ok(draft)
    }
}

/// The drafts of batches, each unpacked while the one before it is saved.
pub fn drafts(batches: Vec<Batch>) -> impl Iterator<Item = Result<Draft, Problem>> {
    let (ready, drafts) = sync_channel(1);
    let unpack = move || batches.into_iter().try_for_each(|batch| ready.send(batch.draft())).ok();
    let mut unpacker = Some(thread::Builder::new().name("drafts".into()).spawn(unpack));
    // Whatever ended it before its time, what it was to unpack is missing.
    let broke_off = move || {
        let ended = unpacker.take()?;
        ended.map_or(true, |thread| thread.join().is_err()).then(|| Err(Problem::new("problem-import-broke-off")))
    };
    drafts.into_iter().chain(std::iter::from_fn(broke_off))
}

/// Has the batches of an import say what it comes to, and where there are several, which each is: every one is an edit of
/// its own in the history.
pub fn numbered_batches(batches: &mut [Batch], summary: Summary) {
    let all = batches.len();
    for (at, batch) in batches.iter_mut().enumerate() {
        let part = (all > 1).then(|| format!("{}/{all}", at + 1));
        let counts = Some([summary.created, summary.updated]);
        batch.subject = Subject { name: std::mem::take(&mut batch.subject), counts, part }.to_string();
    }
}

impl Plan {
    /// All that is to be committed, at once.
    pub fn drafts(&self) -> Result<Vec<Draft>, Problem> {
        self.batches.iter().map(Batch::draft).collect()
    }

    /// Says in which encoding a file was read by guess, and of each row that has a line in another than most of the file
    /// that it was read by that.
    #[must_use]
    pub(super) fn of_lines(mut self, odd: &[Odd], guess: Option<&'static str>) -> Self {
        self.encoding = guess;
        let places: BTreeMap<u64, usize> = self.rows.iter().enumerate().rev().map(|(at, row)| (row.line, at)).collect();
        let mut told = BTreeSet::new();
        for (line, name) in odd {
            // A row goes on until the next begins; what stands above all of them is told with the first.
            let at = places.range(..=line).next_back().or_else(|| places.first_key_value()).map(|(_, at)| *at);
            if let Some(row) = at.filter(|at| told.insert(*at)).and_then(|at| self.rows.get_mut(at)) {
                row.problems.push(Problem::new("problem-import-encoding").with("encoding", name));
            }
        }
        self
    }

    /// This, and what comes after it.
    pub(super) fn then(mut self, mut next: Self) -> Self {
        self.batches.append(&mut next.batches);
        self.rows.append(&mut next.rows);
        for (kind, count) in next.made {
            *self.made.entry(kind).or_insert(0) += count;
        }
        let alike = std::mem::take(&mut self.alike).and(next.alike);
        let new = next.kept.into_iter().filter(|column| !self.kept.contains(column)).collect::<Vec<_>>();
        self.kept.extend(new);
        let encoding = self.encoding.or(next.encoding);
        Self { summary: self.summary.plus(next.summary), alike, encoding, after: next.after, ..self }
    }
}

/// The problem of a field that was changed both here and in the file.
pub(super) const CONTESTED: &str = "problem-import-changed-here";
/// The problem of a record that was deleted here.
pub(super) const DELETED_HERE: &str = "problem-import-deleted-here";
/// The problem of somebody whose account was deleted here.
pub(super) const ACCOUNT_DELETED: &str = "problem-import-account-deleted";
/// The problem of a field of which another file says something else.
pub(super) const OTHER_FILE: &str = "problem-import-other-file";

/// The problem of a card that is a list of others.
pub(super) const GROUP_CARD: &str = "problem-import-group-card";
/// The problem of a card that is of a place.
pub(super) const PLACE_CARD: &str = "problem-import-place-card";
/// The problem of what its calendar called off and nobody knows here.
pub(super) const CANCELLED: &str = "problem-import-cancelled";
/// The problem of what its calendar called off and an older file brings again.
pub(super) const STAYS_OFF: &str = "problem-import-stays-called-off";

/// The problem of what answers an invitation.
pub(super) const ANSWER: &str = "problem-import-answer";

/// The problem of a series of which every day is excluded.
pub(super) const NO_DAYS: &str = "problem-import-no-days";
/// The problem of what is deleted in the program a file is from.
pub(super) const DELETED_THERE: &str = "problem-import-deleted-there";
/// The same of somebody who has a seat here and keeps it.
pub(super) const DELETED_AND_SEATED: &str = "problem-import-deleted-there-seated";

/// Why a row is left out though nothing is wrong: there is no record to be made of it, for so its file says.
const NO_FAULT: [&str; 8] =
    [GROUP_CARD, PLACE_CARD, CANCELLED, STAYS_OFF, ANSWER, NO_DAYS, DELETED_THERE, DELETED_AND_SEATED];

/// The problem of a word that names no industry of ours.
pub(super) const OTHER_INDUSTRY: &str = "problem-import-industry-other";

/// The problems of cells that can hardly be what their column says, of addresses and of numbers.
pub(super) const DOUBTS: [&str; 2] = ["problem-import-no-address", "problem-import-no-number"];

/// Records a draft may touch.
pub const BATCH: usize = 1000;

/// What became of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Its record is new.
    Created,
    /// Something in its records changes.
    Updated,
    /// All of it is here already, or in a row before it.
    #[default]
    Unchanged,
    /// Left out because the file says so (deleted there).
    Skipped,
    /// Left out because something is wrong with it.
    Failed,
}

impl Status {
    /// The name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One row of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The line it begins on, counted from 1.
    pub line: u64,
    /// The file it is of, where several were read together.
    pub file: String,
    /// The sheet of a workbook that has several.
    pub sheet: String,
    /// What became of it.
    pub status: Status,
    /// The record it is about.
    pub lead: Option<(Kind, Id)>,
    /// What the file calls that record.
    pub ext_id: String,
    /// What is wrong with it. A row that went in all the same went in without what is named here.
    pub problems: Vec<Problem>,
    /// Where that was asked for, and it is [`Status::Updated`]: what changes of records that are here, their fields alone.
    pub changes: Vec<Change>,
    /// Of the first row of a table, until the plan has them: its columns that are kept as they are.
    pub kept: Box<[String]>,
}

impl Row {
    pub(super) fn at(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    pub(super) const fn leads(&mut self, kind: Kind, id: Id) {
        self.lead = Some((kind, id));
    }

    pub(super) fn fail(&mut self, problem: Problem) {
        self.status = Status::Failed;
        self.problems.push(problem);
    }

    pub(super) fn skip(&mut self, problem: Problem) {
        self.status = Status::Skipped;
        self.problems.push(problem);
    }

    /// The row where nothing of its file went in, because of others.
    #[must_use]
    pub fn held_back(mut self) -> Self {
        if matches!(self.status, Status::Created | Status::Updated) {
            self.lead = self.lead.filter(|_| self.status == Status::Updated);
            self.status = Status::Skipped;
            self.problems = vec![Problem::new("problem-import-held-back")];
        }
        self
    }

    /// Whether something in it stays out, because it was changed or deleted here, or another file says otherwise.
    pub fn is_contested(&self) -> bool {
        self.is_ours() || self.says(&[OTHER_FILE])
    }

    /// Whether something in it stays out, because it was changed or deleted here.
    pub(super) fn is_ours(&self) -> bool {
        self.says(&[CONTESTED, DELETED_HERE, ACCOUNT_DELETED])
    }

    fn says(&self, problems: &[&str]) -> bool {
        self.problems.iter().any(|problem| problems.contains(&problem.id))
    }

    /// Whether nothing of it goes in.
    pub const fn is_left_out(&self) -> bool {
        matches!(self.status, Status::Skipped | Status::Failed)
    }

    /// Whether nothing of it goes in, though something should.
    pub fn is_amiss(&self) -> bool {
        self.status == Status::Failed || self.status == Status::Skipped && !self.says(&NO_FAULT)
    }

    /// Whether it is to be mended and read again: nothing of it went in though something should, or a cell was left out.
    pub fn is_to_mend(&self) -> bool {
        let drops = |problem: &Problem| problem.args.iter().any(|(name, _)| *name == "dropped");
        self.is_amiss() || self.problems.iter().any(drops)
    }

    /// A short name of what is wrong, for scripts: `manager-unknown`. Empty where nothing is.
    pub fn code(&self) -> &'static str {
        let is_slight = |problem: &&Problem| DOUBTS.contains(&problem.id) || problem.id == OTHER_INDUSTRY;
        let worst = self.problems.iter().find(|problem| !is_slight(problem));
        let id = worst.or(self.problems.first()).map_or("", |problem| problem.id);
        let id = id.strip_prefix("problem-").unwrap_or(id);
        id.strip_prefix("import-").unwrap_or(id)
    }

    /// The row as `import --json` prints it; `say` turns a problem into a sentence.
    pub fn json(&self, file: &str, say: impl Fn(&Problem) -> String) -> Value {
        let mut row = json!({
            "file": file,
            "line": self.line,
            "status": self.status.code(),
            "kind": self.lead.map(|(kind, _)| kind.code()),
            "id": self.lead.map(|(_, id)| id),
            "ext_id": self.ext_id,
            "code": self.code(),
            "message": self.problems.iter().map(say).collect::<Vec<_>>().join(" "),
        });
        if !self.sheet.is_empty() {
            row["sheet"] = self.sheet.as_str().into();
        }
        if !self.changes.is_empty() {
            row["changes"] = self.changes.iter().map(changed).collect();
        }
        row
    }
}

/// A change as scripts are told of it; of what is personal, that it is one and no more.
fn changed(change: &Change) -> Value {
    let Change { kind, field, before, after, .. } = change;
    if change.is_personal() {
        return json!({ "kind": kind, "field": field, "from": null, "to": null, "sensitive": true });
    }
    json!({ "kind": kind, "field": field, "from": before, "to": after })
}

/// How many rows ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// New records.
    pub created: usize,
    /// Records that change.
    pub updated: usize,
    /// Records that are here already.
    pub unchanged: usize,
    /// Rows left out because the file says so.
    pub skipped: usize,
    /// Rows left out because something is wrong.
    pub failed: usize,
}

impl Summary {
    /// Counts rows.
    pub fn of(rows: &[Row]) -> Self {
        let mut sum = Self::default();
        for row in rows {
            match row.status {
                Status::Created => sum.created += 1,
                Status::Updated => sum.updated += 1,
                Status::Unchanged => sum.unchanged += 1,
                Status::Skipped => sum.skipped += 1,
                Status::Failed => sum.failed += 1,
            }
        }
        sum
    }

    /// Whether anything comes or changes; else what goes in is only remembered.
    pub const fn is_news(&self) -> bool {
        self.created + self.updated > 0
    }

    /// Both together, for several files.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            skipped: self.skipped + other.skipped,
            failed: self.failed + other.failed,
        }
    }

    /// The same where nothing went in.
    #[must_use]
    pub const fn held_back(self) -> Self {
        Self { created: 0, updated: 0, skipped: self.skipped + self.created + self.updated, ..self }
    }

    /// The last object `import --json` prints.
    pub fn json(&self) -> Value {
        let Self { created, updated, unchanged, skipped, failed } = self;
        json!({ "summary": {
            "created": created, "updated": updated, "unchanged": unchanged, "skipped": skipped, "failed": failed,
        } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_come_in_their_order_and_whoever_stops_leaves_the_rest() {
        let all = || (0..10).map(|n| Batch { subject: n.to_string(), pieces: Vec::new() }).collect();
        let subjects: Vec<String> = drafts(all()).map(|draft| draft.unwrap().subject).collect();
        assert_eq!(subjects, (0..10).map(|n| n.to_string()).collect::<Vec<_>>());
        assert_eq!(drafts(all()).take(2).count(), 2);
    }
}
