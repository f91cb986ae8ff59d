//! Folders that hold a file for each card or event: who came from one remembers which, so that a file which is gone from it
//! is told of. Nothing is deleted for that: it may as well be that somebody tidied up.

use std::collections::{BTreeMap, BTreeSet};

use super::ext;
use super::import::{OnConflict, Options};
use super::plan::Row;
use super::waiting::Waiting;
use super::want::Want;
use crate::edit::Room;
use crate::model::{Id, Kind, Problem, Record};

/// What all files of a folder are called, under what name a record remembers that, and what those who made it call it.
const FOLDERS: [(&str, &str, &str); 2] =
    [("*.vcf", "vcard.=folder", "vcard.UID"), ("*.ics", "ical.=folder", "ical.UID")];

/// Has what a folder makes or changes remember it, and tells of what is here and in none of its files any more.
pub(super) fn follow(room: &Room, name: &str, options: &Options, rows: &mut Vec<Row>, wants: &mut [Waiting]) {
    let last = name.rsplit('/').next();
    let Some((_, key, uid)) = FOLDERS.iter().find(|(files, ..)| last == Some(*files)) else { return };
    let leads: BTreeSet<Id> = rows.iter().filter_map(|row| row.lead).map(|(_, id)| id).collect();
    let here: Vec<Id> =
        room.keeping(key).filter(|(_, folder)| folder.as_str() == Some(name)).map(|(id, _)| id).collect();
    if options.on_conflict == OnConflict::Update {
        for want in wants.iter_mut().filter(|want| leads.contains(&want.id) && !here.contains(&want.id)) {
            if want.want().is_ok_and(|want| is_news(room, &want)) {
                want.change(|want| want.set(key, name, &[]));
            }
        }
    }
    // Another folder of that name has nothing of this one; and who cannot be read may be who is missed.
    let is_lost = |row: &Row| row.lead.is_none() && row.is_amiss();
    if !here.iter().any(|id| leads.contains(id)) || rows.iter().any(is_lost) {
        return;
    }
    let said: BTreeSet<&str> = rows.iter().map(|row| row.ext_id.as_str()).collect();
    let mut gone: BTreeMap<String, (Kind, Id)> = BTreeMap::new();
    for record in here.iter().filter(|id| !leads.contains(id)).filter_map(|id| room.record(*id)) {
        let called = called(record, uid);
        if !is_said(&said, &called) {
            gone.entry(called).or_insert((record.kind(), record.id()));
        }
    }
    for (kind, id) in gone.into_values() {
        let problem = Problem::new("problem-import-file-gone").with("folder", name).with("name", room.name(id));
        let problem = problem.with("code", kind.code()).with("id", id);
        rows.push(Row { lead: Some((kind, id)), problems: vec![problem], ..Row::default() });
    }
}

/// Whether a want makes something or changes it: to remember a folder alone is no step.
fn is_news(room: &Room, want: &Want) -> bool {
    let is_one = |name: &str| want.kind.field(name).is_some_and(|field| !field.many);
    let differs = |here: &Record| want.fields.iter().any(|(name, wish)| is_one(name) && here.value(name) != wish.value);
    room.record(want.id).is_none_or(differs)
}

/// What a file calls a record: all of a series go by one name.
fn called(record: &Record, uid: &str) -> String {
    let text = record.extra().get(uid).and_then(|value| ext::ids(value).next()).unwrap_or_default();
    let text = text.split_once(':').map_or("", |(_, uid)| uid.trim());
    let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
    if bare.is_empty() { record.id().to_string() } else { bare.to_owned() }
}

/// Whether a file says this name, be it of a leg or a day.
fn is_said(said: &BTreeSet<&str>, name: &str) -> bool {
    let of_it = said.range(name..).take_while(|one| one.starts_with(name));
    of_it
        .into_iter()
        .any(|one| one.get(name.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#'])))
}
