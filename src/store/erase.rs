//! Forgetting a person: what the journal tells of them is rewritten, so that no copy made from it knows them any more.
//!
//! A tombstone stays, so that counts and numbers of edits stay right. Nothing before an erasure can be undone past it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::book::guarded;
use super::identity::Identity;
use super::swap::{Old, Writer};
use super::{Book, backup};
use crate::edit::draft::doomed;
use crate::edit::merge::MERGE;
use crate::edit::{Change, DELETED, Draft, EXISTS, Edit};
use crate::model::field::Type;
use crate::model::value::plain;
use crate::model::{Id, Kind, Problem, Record};

/// The label of the edit that erases.
pub const ERASE: &str = "edit-erase";

/// What stands where somebody's name stood.
const BLANK: &str = "▮▮▮";
/// Shorter words are too common to be looked for.
const SHORTEST: usize = 2;
/// Fields of a person by which others may speak of them.
const CALLED: [&str; 4] = ["name", "phones", "emails", "messengers"];

/// What an erasure did, and what it left to people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Records that are gone: the person and what was about them alone.
    pub records: usize,
    /// Edits that were rewritten.
    pub edits: u64,
    /// Texts of other records that still name them: record and field.
    pub mentions: Vec<(Id, String)>,
    /// Backups that were made before and still hold them.
    pub backups: Vec<PathBuf>,
    /// Damaged copies that may hold them.
    pub quarantine: Option<PathBuf>,
}

impl Book {
    /// Erases a person from records and journal, also one who was deleted before, and ends: the next opening builds what is
    /// derived anew.
    pub fn erase(mut self, data: &Path, person: Id) -> Result<Erased, Problem> {
        self.open_for_changes()?;
        let is_here = matches!(self.room.record(person), Some(Record::Person(_)));
        let trail = self.trail(person)?;
        if !is_here && trail.words.is_empty() {
            return Err(Problem::new("problem-gone").with("kind", Kind::Person));
        }
        let mut draft = Draft::new(ERASE);
        draft.delete(&self.room, person)?;
        for id in &trail.records {
            if self.room.record(*id).is_some() && !draft.changes.iter().any(|change| change.id == *id) {
                draft.delete(&self.room, *id)?;
            }
        }
        let going = draft.changes.iter().filter(|change| change.field == EXISTS).count();
        let records = if is_here { going } else { trail.records.len() };
        let edit = self.pen.edit(draft, &self.room, None);
        let prepared = guarded(&self.room, edit)?;
        // A backup that is being taken reads the journal as it was, and is one of those that are told of.
        self.backed_up(true)?;
        let mut writer = Writer::new(data, self.key.as_ref())?;
        let mut edits = 0;
        for n in 1..=self.edits() {
            let old = self.edit_at(n)?;
            let new = trail.without(&old);
            edits += u64::from(new != *old);
            writer.edit(&new, self.seal.as_ref())?;
        }
        // The edit that erases comes with the new journal or not at all: broken off in the middle, nothing has happened.
        let erased = trail.without(&prepared.edit);
        writer.edit(&erased, self.seal.as_ref())?;
        self.room.absorb(prepared);
        let mentions = trail.mentions(&self);
        // Sled lets go of its files before they are removed; the lock stays until all is in its place.
        self.flush()?;
        self.state = None;
        if let Some((_, known)) = &mut self.home {
            *known = Identity { floor: 0, erased: writer.lines, ..*known };
            writer.belongs_to(known)?;
        }
        writer.finish(Old::Gone)?;
        let quarantine = Some(data.join("quarantine")).filter(|path| path.exists());
        Ok(Erased { records, edits, mentions, backups: backup::list(data), quarantine })
    }

    /// A person, and those who became part of them: they are one, whatever the journal called them before.
    fn selves(&self, person: Id) -> Result<BTreeSet<Id>, Problem> {
        let mut selves = BTreeSet::from([person]);
        // Who was merged with somebody who was merged later stands further back, and edits come the newest first.
        for edit in self.history() {
            let edit = edit?;
            let people = || edit.changes.iter().filter(|change| change.kind == Kind::Person);
            let is_gone = |change: &&Change| change.field == EXISTS && change.after.is_null();
            // A merge that was taken back left them two.
            let was = |change: &Change| Some(change.id).filter(|id| self.room.record(*id).is_none());
            if edit.label == MERGE && people().any(|change| selves.contains(&change.id)) {
                selves.extend(people().filter(is_gone).filter_map(was));
            }
        }
        Ok(selves)
    }

    /// Everything the journal knows a person by.
    fn trail(&self, person: Id) -> Result<Trail, Problem> {
        let selves = self.selves(person)?;
        let records = selves.iter().flat_map(|one| doomed(&self.room, *one)).collect();
        let mut trail = Trail { records, words: BTreeSet::new() };
        let theirs: Vec<Value> = selves.iter().map(|one| one.to_string().into()).collect();
        for edit in self.history() {
            let edit = edit?;
            trail.records.extend(selves.iter().flat_map(|one| gone_with(&edit, *one)));
            for change in &edit.changes {
                let sides = [&change.before, &change.after];
                // A seat is a place of the account's and stays; what else is of a person is about them.
                let is_theirs = || theirs.iter().any(|one| sides.contains(&one));
                let about = |ty| matches!(ty, Type::Ref(Kind::Person)) && is_theirs();
                if change.kind != Kind::Seat && change.kind.field(&change.field).is_some_and(|field| about(field.ty)) {
                    trail.records.insert(change.id);
                }
                if selves.contains(&change.id) && CALLED.contains(&change.field.as_str()) {
                    for side in sides {
                        trail.learn(side);
                    }
                }
            }
        }
        Ok(trail)
    }
}

/// The person, where this edit deleted them, and what went with them because it made no sense without. A seat stays.
fn gone_with(edit: &Edit, person: Id) -> BTreeSet<Id> {
    let goes = |change: &&Change| change.field == EXISTS && change.after.is_null() && change.kind != Kind::Seat;
    let going: BTreeSet<Id> = edit.changes.iter().filter(goes).map(|change| change.id).collect();
    let mut gone: BTreeSet<Id> = going.get(&person).copied().into_iter().collect();
    loop {
        let names = |change: &&Change| {
            let before = change.before.to_string();
            gone.iter().any(|id| before.contains(&id.to_string()))
        };
        let open = edit.changes.iter().filter(|change| going.contains(&change.id) && !gone.contains(&change.id));
        let more: BTreeSet<Id> = open.filter(names).map(|change| change.id).collect();
        if more.is_empty() {
            return gone;
        }
        gone.extend(more);
    }
}

/// What is to be forgotten.
struct Trail {
    /// Records about the person alone.
    records: BTreeSet<Id>,
    /// Names, numbers and addresses.
    words: BTreeSet<String>,
}

impl Trail {
    fn learn(&mut self, value: &Value) {
        let lines = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let words = lines.iter().map(|line| plain(line).trim().to_owned());
        self.words.extend(words.filter(|word| word.chars().count() >= SHORTEST));
    }

    fn says(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word.as_str()))
    }

    /// An edit as it is told from now on.
    fn without(&self, edit: &Edit) -> Edit {
        let about = edit.changes.iter().any(|change| self.records.contains(&change.id));
        let blanked =
            |text: &str| self.words.iter().fold(text.to_owned(), |text, word| text.replace(word.as_str(), BLANK));
        Edit {
            subject: if about { String::new() } else { blanked(&edit.subject) },
            reason: edit.reason.as_deref().map(blanked),
            changes: edit.changes.iter().filter(|change| self.stays(change)).cloned().collect(),
            ..edit.clone()
        }
    }

    /// Whether a change may be told: of what is gone only that it was there; of other records all but what another
    /// program said of the person in a column of its own.
    fn stays(&self, change: &Change) -> bool {
        if self.records.contains(&change.id) {
            return [EXISTS, DELETED].contains(&change.field.as_str());
        }
        let foreign = change.kind.field(&change.field).is_none() && change.field != EXISTS;
        !(foreign && [&change.before, &change.after].into_iter().any(|side| self.says(&side.to_string())))
    }

    /// Texts of what stays that still name the person: whether they may is for people to say.
    fn mentions(&self, book: &Book) -> Vec<(Id, String)> {
        let texts = book.room.everything().flat_map(|(id, held)| {
            let Some(record) = &held.record else { return Vec::new() };
            let fields = record
                .kind()
                .fields()
                .iter()
                .filter(|field| matches!(field.ty, Type::Text | Type::Long | Type::Entries(_)));
            let map = record.to_map();
            let naming = fields.filter(|field| map.get(field.name).is_some_and(|value| self.says(&plain(value))));
            naming.map(|field| (id, field.name.to_owned())).collect::<Vec<_>>()
        });
        let mut all: Vec<(Id, String)> = texts.collect();
        all.sort();
        all
    }
}
