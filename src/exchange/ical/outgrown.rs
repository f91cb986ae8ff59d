//! Notes that events were while nobody was here whom they name: each goes when its event makes more than a note, unless
//! somebody here has made something of it.

use std::collections::BTreeMap;

use super::kept::{self, Said};
use super::{Event, Reader, SOURCE, called_off, described};
use crate::edit::Room;
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Note, Record};

/// What of an event its note says.
pub(super) const WORDS: [&str; 3] = ["SUMMARY", "LOCATION", "DESCRIPTION"];

/// The text of an event's note.
pub(super) fn text(part: &Part, ext_id: &str) -> String {
    let said = [part.text("SUMMARY"), part.text("LOCATION"), described::text(part)].map(|text| text.trim().to_owned());
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
    if said.is_empty() { ext_id.to_owned() } else { said.join("\n") }
}

/// The notes that are as their events made them, by the names of those.
pub(in crate::exchange) fn notes(room: &Room) -> BTreeMap<String, Id> {
    let mut all = BTreeMap::new();
    for (id, names) in room.keeping(&ext::key(SOURCE)) {
        if room.record(id).is_some_and(|record| is_untouched(room, record)) {
            all.extend(ext::ids(&names).map(|name| (name.to_owned(), id)));
        }
    }
    all
}

/// Whether a record is a note that says what its event said, and no more.
pub(super) fn is_untouched(room: &Room, record: &Record) -> bool {
    let (Record::Note(note), Some(said)) = (record, Said::of(record)) else { return false };
    let Note { account, person, at, text: own, .. } = &**note;
    let is_told = account.is_none() && person.is_none() && *own == text(said.part(), said.name());
    let start = said.value(kept::START).as_str().and_then(|start| start.parse().ok());
    is_told && *at == start && room.referrers(note.id).next().is_none()
}

impl Reader<'_> {
    /// Takes away the note that an event was, and has others remember what that did.
    pub(super) fn outgrow(&mut self, event: &Event) {
        let room = self.intake.room;
        if self.intake.options.on_conflict != OnConflict::Update {
            return;
        }
        let uid = kept::series(&event.ext_id).0;
        let is_its = |record: &&Record| {
            let mut names = record.extra().get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids);
            record.kind() == Kind::Note && names.any(|name| name == event.ext_id) && is_untouched(room, record)
        };
        let notes: Vec<&Record> = self.former.ids(uid).filter_map(|id| room.record(id)).filter(is_its).collect();
        for note in notes {
            let line = event.part.lines.0;
            let kept =
                called_off::kept(note).map(|(name, version)| (name.to_owned(), (version, line, name.to_owned())));
            self.off.unknown.extend(kept);
            let mut want = Want::new(event.row, Kind::Note, note.id());
            want.gone = true;
            self.intake.want(want);
        }
    }
}
