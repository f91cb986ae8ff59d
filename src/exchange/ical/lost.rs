//! Components of which no record can be made: a cancellation of what nobody knows here, what no calendar program calls an
//! event, a task or an entry. The first record of their file keeps them, and they go back with it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::former::{is_older, version};
use super::identity;
use super::kept::Said;
use super::renew::is_same;
use super::write::Item;
use crate::edit::Room;
use crate::exchange::content::{self, Part};
use crate::exchange::ext;
use crate::exchange::plan::Row;
use crate::exchange::waiting::Waiting;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Record};

/// Under what name a record keeps them.
pub(super) const LOST: &str = "ical.=lost";

/// Kinds that come of a calendar.
const KINDS: [Kind; 5] = [Kind::Visit, Kind::Travel, Kind::Occasion, Kind::Note, Kind::FollowUp];

/// What makes no record, and what defines the zones it names.
#[derive(Default)]
pub(super) struct Lost {
    parts: Vec<String>,
    zones: Vec<String>,
}

impl Lost {
    /// Keeps a component.
    pub(super) fn add(&mut self, part: &Part) {
        let text = part.written();
        if !self.parts.contains(&text) {
            self.parts.push(text);
        }
    }

    /// Keeps the zones of a calendar that what is kept names.
    pub(super) fn zones(&mut self, defined: &BTreeMap<String, String>) {
        let is_named = |name: &String| self.parts.iter().any(|part| part.contains(name.as_str()));
        let new: Vec<String> =
            defined.iter().filter(|(name, _)| is_named(name)).map(|(_, text)| text.clone()).collect();
        self.zones.extend(new);
    }

    /// What these records keep; a stay that is another here says itself when it ends.
    pub(super) fn of(records: &[&Record]) -> Self {
        let mut all = Self::default();
        let is_told = |record: &&&Record| {
            record.kind() != Kind::Travel || Said::of(record).is_some_and(|said| is_same(record, &said))
        };
        for text in records.iter().filter(is_told).filter_map(|record| record.extra().get(LOST)).flat_map(ext::ids) {
            let list = if text.starts_with("BEGIN:VTIMEZONE") { &mut all.zones } else { &mut all.parts };
            list.push(text.to_owned());
        }
        all
    }

    /// What goes into a calendar: of each UID that no record has, the newest of what is kept.
    pub(super) fn items(self, is_here: impl Fn(&str) -> bool) -> Vec<Item> {
        let mut newest: BTreeMap<(String, String), Part> = BTreeMap::new();
        for part in self.parts.iter().flat_map(|text| content::parse(text.as_bytes())) {
            let of_day = part.text("RECURRENCE-ID");
            let old = newest.entry((identity(&part), of_day)).or_insert_with(|| part.clone());
            if is_older(version(old), version(&part)) {
                *old = part;
            }
        }
        let mut items: BTreeMap<String, Item> = BTreeMap::new();
        for ((uid, _), part) in newest.into_iter().filter(|((uid, _), _)| !is_here(uid)) {
            let id = Id::named("ical:lost", &uid);
            let item =
                items.entry(uid).or_insert_with(|| Item { id, lines: Vec::new(), zones: Vec::new(), own: Vec::new() });
            let text = part.written();
            let names = |zone: &&String| {
                zone.lines().filter_map(|line| line.strip_prefix("TZID:")).any(|name| text.contains(name))
            };
            item.zones.extend(self.zones.iter().filter(names).cloned());
            item.lines.extend(text.split('\n').map(str::to_owned));
        }
        items.into_values().collect()
    }
}

/// Has a stay keep the event that ends it.
pub(super) fn keep_with(stay: &mut Want, end: &Part) {
    stay.set(LOST, vec![Value::from(end.written())], &[]);
}

/// Has the first record that a file makes or changes keep what makes none, unless one that is here does.
pub(super) fn keep(room: &Room, mut lost: Lost, rows: &[Row], wants: &mut [Waiting]) {
    if lost.parts.is_empty() {
        return;
    }
    let goes_in = |one: &Waiting| rows.get(one.row).is_some_and(|row| !row.is_left_out());
    let stays = |one: &Waiting| one.want().is_ok_and(|want| !want.gone);
    let going: BTreeSet<Id> = wants.iter().filter(|one| goes_in(one) && !stays(one)).map(|one| one.id).collect();
    let told = |kept: &Value| ext::ids(kept).map(str::to_owned).collect::<Vec<String>>();
    let here = room.keeping(LOST).filter(|(id, _)| !going.contains(id));
    let here: Vec<String> = here.flat_map(|(_, kept)| told(&kept)).collect();
    lost.parts.retain(|part| !here.contains(part));
    if lost.parts.is_empty() {
        return;
    }
    let Some(first) = wants.iter_mut().find(|one| KINDS.contains(&one.kind) && goes_in(one) && stays(one)) else {
        return;
    };
    let own = room.record(first.id).and_then(|record| record.extra().get(LOST));
    let mut own: Vec<String> = own.map(told).unwrap_or_default();
    if let Ok(want) = first.want() {
        own.extend(ext::ids(want.cell(LOST)).map(str::to_owned));
    }
    let mut all: Vec<String> = Vec::new();
    for text in own.into_iter().chain(lost.zones).chain(lost.parts) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    first.change(|want| want.set(LOST, all, &[]));
}
