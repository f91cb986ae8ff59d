//! The records themselves, held in memory, with the one index that answers "what points here". Records are read here by
//! everybody and changed by [`Room::absorb`] alone. Most are in stock, packed; what was written since lies over it.

use std::any::Any;
use std::borrow::{Borrow, Cow};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::answers::Answers;
use super::called::{belongs, called};
use super::change::{Change, DELETED, EXISTS, Edit, Stamp};
use super::draft::Draft;
use super::held::{Held, Stamps};
use super::stock::{Image, Packer, Parcel, Place, Shelf, Stock};
use crate::model::value::{self, entry_id};
use crate::model::{Id, Kind, Person, Problem, Record, Seat, Typed, When};

/// An edit worked out but not yet done: every record it touches, as it will be.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The edit.
    pub edit: Arc<Edit>,
    /// The records it leaves behind.
    pub after: BTreeMap<Id, Arc<Held>>,
}

/// The records of a store. A copy shares them with the room it was made of.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// What was there at first.
    stock: Stock,
    /// What was written since, which lies over it.
    later: BTreeMap<Id, Arc<Held>>,
    /// The live ones of those.
    kinds: BTreeSet<(Kind, Id)>,
    /// (target, kind of the source, source) for every reference of those.
    links: BTreeSet<(Id, Kind, Id)>,
    version: u64,
    answers: Arc<Answers>,
}

/// So much may lie over the stock, beside a part of what is in it, before it is packed too.
const LATER: usize = 4096;
const PART: usize = 16;
/// So many records may be unpacked before [`Room::fold`] lets go of them.
const UNPACKED: usize = 4096;

impl Room {
    /// A room that holds these.
    pub fn of<H: Borrow<Held>>(held: impl IntoIterator<Item = (Id, H)>) -> Self {
        let (mut packer, mut room) = (Packer::default(), Self::default());
        for (id, held) in held {
            match Parcel::of(id, held.borrow()) {
                Ok(parcel) => packer.add(parcel),
                Err(_) => room.put(id, Arc::new(held.borrow().clone())),
            }
        }
        room.stock = packer.finish();
        room
    }

    /// A room that holds what was packed.
    pub fn packed(packer: Packer) -> Self {
        Self { stock: packer.finish(), ..Self::default() }
    }

    /// The room that an image is of: its tables, as they were written, and a shelf that has its blocks.
    pub fn taken_up(tables: &mut impl Read, shelf: Arc<dyn Shelf>) -> io::Result<Self> {
        Ok(Self { stock: Stock::taken_up(tables, shelf)?, ..Self::default() })
    }

    /// Everything packed, to be written down; `None` where something cannot be packed.
    pub fn image(&mut self) -> Option<Image> {
        self.settle();
        self.later.is_empty().then(|| self.stock.image())
    }

    /// How many records there are, tombstones among them, and how many of those, or a few less, are not on a shelf.
    pub fn count(&self) -> (usize, usize) {
        (self.stock.len() + self.later.len(), self.stock.loose() + self.later.len())
    }

    /// Whether no record is live.
    pub fn is_bare(&self) -> bool {
        Kind::ALL.iter().all(|kind| self.ids(*kind).next().is_none())
    }

    /// Whether everything could be read that was asked for.
    pub fn is_whole(&self) -> bool {
        self.stock.is_whole()
    }

    /// A copy for work of its own: what is unpacked for that goes with it.
    #[must_use]
    pub fn aside(&self) -> Self {
        Self { stock: self.stock.folded(), ..self.clone() }
    }

    /// Lets go of what was unpacked to be looked at, where that is much.
    pub fn fold(&mut self) {
        if self.stock.unpacked() > UNPACKED {
            self.stock = self.stock.folded();
        }
    }

    /// The same, where it takes the place of another one: what was kept of that one's answers holds no more.
    #[must_use]
    pub const fn after(mut self, other: &Self) -> Self {
        self.version = other.version + 1;
        self
    }

    /// Counts what was absorbed; equal versions hold equal records, so answers can be kept by it.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The answer to a question about all records of some kinds as of a day, which is kept until one of those changes; `work`
    /// works it out.
    pub fn answer<T: Any + Send + Sync>(
        &self,
        asked: (&'static str, NaiveDate),
        kinds: &'static [Kind],
        work: impl FnOnce() -> T,
    ) -> Arc<T> {
        self.answers.of(asked, kinds, work)
    }

    /// The same answer, where it is known already.
    pub fn known<T: Any + Send + Sync>(&self, asked: (&'static str, NaiveDate)) -> Option<Arc<T>> {
        self.answers.known(asked)
    }

    /// What edits have touched since it was another room; `None` where that cannot be told any more.
    pub fn touched_since(&self, before: &Self) -> Option<Vec<Id>> {
        let is_as_it_was = |id: &Id, held| before.later.get(id).is_some_and(|known| Arc::ptr_eq(known, held));
        let touched = self.later.iter().filter(|(id, held)| !is_as_it_was(id, held)).map(|(id, _)| *id);
        let is_one = self.stock.is(&before.stock) && before.later.keys().all(|id| self.later.contains_key(id));
        is_one.then(|| touched.collect())
    }

    /// A live record.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.held(id)?.record.as_ref()
    }

    /// The kind of a live record, which is not unpacked for that.
    pub fn kind(&self, id: Id) -> Option<Kind> {
        match self.later.get(&id) {
            Some(held) => held.record.as_ref().map(Record::kind),
            None => self.stock.kind(id),
        }
    }

    /// A record as held, tombstones included.
    pub fn held(&self, id: Id) -> Option<&Held> {
        self.arc(id).map(Arc::as_ref)
    }

    /// The same, to be kept beside the room.
    pub fn shared(&self, id: Id) -> Option<Arc<Held>> {
        self.arc(id).cloned()
    }

    fn arc(&self, id: Id) -> Option<&Arc<Held>> {
        self.later.get(&id).or_else(|| self.stock.held(id))
    }

    /// When a field of a record was last written; `None` where it never was.
    pub fn stamp(&self, id: Id, field: &str) -> Option<Stamp> {
        self.held(id)?.stamp(field)
    }

    /// Everything held, tombstones included, in no order to rely on.
    pub fn everything(&self) -> impl Iterator<Item = (Id, Arc<Held>)> {
        let later = self.later.iter().map(|(id, held)| (*id, held.clone()));
        self.stock.everything().filter(|(id, _)| self.is_stock(*id)).chain(later)
    }

    /// A live record of one type.
    pub fn get<T: Typed>(&self, id: Id) -> Option<&T> {
        T::of(self.record(id)?)
    }

    /// The same, unless one of its fields is written as a text that does not fit; then it need not be unpacked.
    pub fn get_where<T: Typed>(&self, id: Id, field: &str, fits: impl Fn(&str) -> bool) -> Option<&T> {
        let is_out = !self.later.contains_key(&id) && !self.stock.may(id, field, fits);
        self.get(id).filter(|_| !is_out)
    }

    /// Every live record of one type, by id (which is the order they were made in). Where there may be many, see
    /// [`Room::each`].
    pub fn all<T: Typed>(&self) -> impl Iterator<Item = &T> {
        self.of_kind(T::KIND).filter_map(|(id, place)| T::of(self.at(id, place)?.record.as_ref()?))
    }

    /// Every live record of one type, in no order to rely on, to be looked at one after the other: none is kept unpacked.
    pub fn each<T: Typed>(&self) -> impl Iterator<Item = Cow<'_, T>> {
        self.with_later(self.stock.each::<T>())
    }

    /// Those of them in which a field may be written as a text that fits; who is packed and certainly none is not unpacked.
    pub fn each_where<T: Typed>(&self, field: &str, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = Cow<'_, T>> {
        self.with_later(self.stock.each_where::<T>(field, fits))
    }

    fn with_later<'a, T: Typed>(
        &'a self,
        stock: impl Iterator<Item = (Id, Cow<'a, T>)>,
    ) -> impl Iterator<Item = Cow<'a, T>> {
        let stock = stock.filter(|(id, _)| self.is_stock(*id)).map(|(_, one)| one);
        let later = self.kinds.range((T::KIND, Id::NIL)..=(T::KIND, Id::MAX)).filter_map(|(_, id)| self.later.get(id));
        stock.chain(later.filter_map(|held| T::of(held.record.as_ref()?)).map(Cow::Borrowed))
    }

    /// What a text may occur in, in no order to rely on; much of where it does not is left out.
    pub fn mentioning(&self, text: &str) -> impl Iterator<Item = (Id, Arc<Held>)> {
        let later = self.later.iter().map(|(id, held)| (*id, held.clone()));
        self.stock.mentioning(text).filter(|(id, _)| self.is_stock(*id)).chain(later)
    }

    /// What live records keep under a name beside their fields, by id.
    pub fn keeping(&self, name: &str) -> impl Iterator<Item = (Id, Value)> {
        let kept = |(id, held): (Id, Arc<Held>)| Some((id, held.record.as_ref()?.extra().get(name)?.clone()));
        let mut all: Vec<(Id, Value)> = self.mentioning(name).filter_map(kept).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all.into_iter()
    }

    /// Ids of every live record of one kind, in order.
    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = Id> {
        self.of_kind(kind).map(|(id, _)| id)
    }

    /// Every live record of one type that points to `target` in whatever field, by id: an account's seats, a seat's pairings,
    /// a person's travel.
    pub fn linked<T: Typed>(&self, target: Id) -> impl Iterator<Item = &T> {
        let later = self.links.range((target, T::KIND, Id::NIL)..=(target, T::KIND, Id::MAX));
        let found = merged(self.stock_links(target, Some(T::KIND)), later.map(|(_, kind, id)| (*kind, *id, None)));
        found.filter_map(|(_, id, place)| T::of(self.at(id, place)?.record.as_ref()?))
    }

    /// Those that point to a target, or all where none is named, as [`Room::each`] gives them.
    pub fn each_of<T: Typed>(&self, target: Option<Id>) -> Box<dyn Iterator<Item = Cow<'_, T>> + '_> {
        match target {
            Some(target) => Box::new(self.linked::<T>(target).map(Cow::Borrowed)),
            None => Box::new(self.each::<T>()),
        }
    }

    /// Whether any does.
    pub fn has_linked<T: Typed>(&self, target: Id) -> bool {
        let mut later = self.links.range((target, T::KIND, Id::NIL)..=(target, T::KIND, Id::MAX));
        later.next().is_some() || self.stock_links(target, Some(T::KIND)).next().is_some()
    }

    /// Every live record that points to `target`.
    pub fn referrers(&self, target: Id) -> impl Iterator<Item = &Record> {
        let later = self.links.range((target, Kind::Account, Id::NIL)..).take_while(move |(to, ..)| *to == target);
        let found = merged(self.stock_links(target, None), later.map(|(_, kind, id)| (*kind, *id, None)));
        found.filter_map(|(_, id, place)| self.at(id, place)?.record.as_ref())
    }

    #[cfg(test)]
    pub(super) const fn stock(&self) -> &Stock {
        &self.stock
    }

    /// Whether an id is not written over.
    fn is_stock(&self, id: Id) -> bool {
        !self.later.contains_key(&id)
    }

    fn at(&self, id: Id, place: Option<Place>) -> Option<&Held> {
        let held = place.map_or_else(|| self.later.get(&id), |place| self.stock.at(place));
        held.map(Arc::as_ref)
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (Id, Option<Place>)> {
        let stock = self.stock.ids(kind).filter(|(id, _)| self.is_stock(*id)).map(|(id, place)| (id, Some(place)));
        let later = self.kinds.range((kind, Id::NIL)..=(kind, Id::MAX)).map(|(_, id)| (*id, None));
        merged(stock, later)
    }

    fn stock_links(&self, target: Id, kind: Option<Kind>) -> impl Iterator<Item = (Kind, Id, Option<Place>)> {
        let found = self.stock.links(target, kind).filter(|(_, id, _)| self.is_stock(*id));
        found.map(|(kind, id, place)| (kind, id, Some(place)))
    }

    /// The person in a seat.
    pub fn person_of(&self, seat: Id) -> Option<&Person> {
        self.get(self.get::<Seat>(seat)?.person?)
    }

    /// The account a record belongs to: itself, its `account`, or that of the seat or person it is about.
    pub fn account_of(&self, id: Id) -> Option<Id> {
        match self.record(id)? {
            Record::Person(_) => self.linked::<Seat>(id).next().map(|seat| seat.account),
            other => belongs(other, &|other| self.account_of(other)),
        }
    }

    /// What people call a record: a name, a title, a subject. Empty where it has none, or is gone.
    pub fn name(&self, id: Id) -> String {
        self.record(id).map(|record| called(record, &|other| self.name(other))).unwrap_or_default()
    }

    /// Works out what every record an edit touches will be. Refuses values that do not fit; changes nothing.
    pub fn prepare(&self, edit: Edit) -> Result<Prepared, Problem> {
        let mut touched: BTreeMap<Id, Vec<&Change>> = BTreeMap::new();
        for change in &edit.changes {
            touched.entry(change.id).or_default().push(change);
        }
        let after = touched
            .into_iter()
            .map(|(id, changes)| Ok((id, Arc::new(self.changed(id, edit.at, &changes)?))))
            .collect::<Result<_, Problem>>()?;
        Ok(Prepared { edit: Arc::new(edit), after })
    }

    /// What a record will be after these changes, of which there is one at least.
    fn changed(&self, id: Id, at: Stamp, changes: &[&Change]) -> Result<Held, Problem> {
        if self.record(id).is_none()
            && let [first, fields @ ..] = changes
            && is_making(first, fields)
        {
            return Ok(Held {
                kind: first.kind,
                record: Some(made(first, fields)?),
                stamps: Stamps { base: at, others: Vec::new() },
            });
        }
        let kind = changes.first().map_or(Kind::Note, |change| change.kind);
        let mut map = self.record(id).map(Record::to_map);
        changes.iter().try_for_each(|change| apply(change, &mut map))?;
        let record = map.map(|map| Record::from_map(kind, map)).transpose()?;
        let stamps = self.held(id).map(|held| held.stamps.clone()).unwrap_or_default();
        let written = changes.iter().map(|change| change.field.clone());
        Ok(Held { kind, record, stamps: stamps.after(at, written) })
    }

    /// Takes over what was prepared, after the store has it, and gives its edit back. The only way records change.
    pub fn absorb(&mut self, prepared: Prepared) -> Arc<Edit> {
        self.version += 1;
        self.answers = Arc::new(self.answers.without(|kind| prepared.after.values().any(|held| held.kind == kind)));
        for (id, held) in prepared.after {
            self.put(id, held);
        }
        if self.later.len() > LATER + self.stock.len() / PART {
            self.settle();
        }
        prepared.edit
    }

    /// The room as a draft would leave it; nothing is saved. Refuses values that do not fit.
    pub fn foreseen(&self, draft: Draft) -> Result<Self, Problem> {
        let edit = Edit {
            id: Id::NIL,
            at: Stamp::default(),
            when: When::Day(NaiveDate::default()),
            author: String::new(),
            label: draft.label,
            subject: draft.subject,
            reason: draft.reason,
            group: None,
            turn: None,
            changes: draft.changes,
        };
        let prepared = self.prepare(edit)?;
        let mut room = self.clone();
        room.absorb(prepared);
        Ok(room)
    }

    /// The room as it was at a moment: without what later edits did. `newest_first` are all edits, back to that moment
    /// at least.
    pub fn as_it_was(
        &self,
        millis: i64,
        newest_first: impl Iterator<Item = Result<Arc<Edit>, Problem>>,
    ) -> Result<Self, Problem> {
        let mut room = self.clone();
        for edit in newest_first {
            let edit = edit?;
            if edit.at.millis <= millis {
                break;
            }
            let back = Edit { changes: edit.inverse(), ..(*edit).clone() };
            let prepared = room.prepare(back)?;
            room.absorb(prepared);
        }
        Ok(room)
    }

    fn put(&mut self, id: Id, held: Arc<Held>) {
        if let Some(old) = self.later.get(&id).and_then(|held| held.record.as_ref()) {
            self.kinds.remove(&(old.kind(), id));
            for link in links(id, old) {
                self.links.remove(&link);
            }
        }
        if let Some(new) = &held.record {
            self.kinds.insert((new.kind(), id));
            self.links.extend(links(id, new));
        }
        self.later.insert(id, held);
    }

    /// Packs what lies over the stock. What cannot be packed goes on lying there.
    pub(super) fn settle(&mut self) {
        if let Ok(stock) = self.stock.with(self.later.iter().map(|(id, held)| (*id, held.as_ref()))) {
            *self = Self { stock, version: self.version, answers: self.answers.clone(), ..Self::default() };
        }
    }
}

/// Two sorted rows as one.
fn merged<T: Ord>(one: impl Iterator<Item = T>, other: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// What a record adds to the index of what points where.
fn links(id: Id, record: &Record) -> impl Iterator<Item = (Id, Kind, Id)> {
    let kind = record.kind();
    record.references().into_iter().map(move |(_, target)| (target, kind, id))
}

/// Whether a record comes to be by the first change, and the others only say with what.
fn is_making(first: &Change, fields: &[&Change]) -> bool {
    let does_more = |change: &&Change| {
        let own = change.field == EXISTS || change.field == DELETED || change.entry.is_some();
        own || change.after.is_null() || change.kind != first.kind
    };
    first.field == EXISTS && !first.after.is_null() && !fields.iter().any(does_more)
}

/// The record that comes to be, without the detour over a map of its fields: most of what is ever prepared is new.
fn made(first: &Change, fields: &[&Change]) -> Result<Record, Problem> {
    let id = Value::from(first.id.to_string());
    let mut values = Vec::with_capacity(fields.len());
    for Change { field, after, .. } in fields {
        let row = first.kind.field(field);
        let value = row.map_or(Ok(Cow::Borrowed(after)), |row| value::fitted(&row, after))?;
        values.push((field.as_str(), value));
    }
    let set = values.iter().map(|(name, value)| (*name, value.as_ref())).filter(|(_, value)| !value.is_null());
    Record::of_fields(first.kind, [("id", &id)].into_iter().chain(set))
}

fn apply(change: &Change, map: &mut Option<Map<String, Value>>) -> Result<(), Problem> {
    if change.field == EXISTS {
        *map = (!change.after.is_null()).then(|| Map::from_iter([("id".to_string(), change.id.to_string().into())]));
        return Ok(());
    }
    let map = map.as_mut().ok_or_else(|| Problem::new("problem-gone").with("kind", change.kind))?;
    let value = match (change.kind.field(&change.field), change.entry) {
        (Some(field), None) => value::check(&field, &change.after)?,
        (Some(field), Some(entry)) => value::check(&field, &replaced(map.get(&*change.field), entry, &change.after))?,
        (None, _) => change.after.clone(),
    };
    if value.is_null() {
        map.remove(&*change.field);
    } else {
        map.insert(change.field.to_string(), value);
    }
    Ok(())
}

fn replaced(list: Option<&Value>, entry: Id, after: &Value) -> Value {
    let old = list.and_then(Value::as_array).into_iter().flatten();
    old.filter(|one| entry_id(one) != entry).chain((!after.is_null()).then_some(after)).cloned().collect()
}
