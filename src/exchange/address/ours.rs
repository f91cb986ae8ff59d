//! A list that was written here and comes back: a row of it that is what would be written today says nothing new.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use super::columns::{What, has, is_seldom, own, told};
use super::names::{bare, parts};
use super::row::{Column, Page, Row};
use super::{Profile, TABLES, keys};
use crate::edit::{Held, Room};
use crate::exchange::ext::{Known, ids};
use crate::exchange::origin::{COLUMNS, kind, parts as named};
use crate::exchange::profile::salesforce_id;
use crate::exchange::selection::Selection;
use crate::exchange::sheet::original;
use crate::exchange::table::Cells;
use crate::model::extra::Extra;
use crate::model::value::plain;
use crate::model::{Account, Id, Kind, Person, Record, Seat};

/// A table that may have been written here.
pub(in crate::exchange) struct Ours<'a> {
    profile: Profile,
    columns: Vec<Column>,
    /// What would be written today, without what is personal and with it.
    pages: [Page<'a>; 2],
    /// What a row may be about: a seat where there is one, and who sits there.
    all: Vec<One>,
    /// The same by the name in it, as soon as one is asked for.
    people: OnceCell<BTreeMap<String, Vec<One>>>,
    /// The accounts that are here, as Salesforce calls them, where a row says one.
    houses: Option<Known>,
    /// Rows that are as an import has read them, by their [`print`]: their reader knows them.
    read: BTreeSet<u64>,
}

/// A seat, and who sits there.
type One = (Option<Id>, Option<Id>);

impl<'a> Ours<'a> {
    /// Nobody where the columns are not those of a list of ours.
    pub(in crate::exchange) fn of(room: &'a Room, header: &[String]) -> Self {
        let profile = Profile::FIXED.into_iter().find(|profile| begins(*profile, header));
        let table = if profile.is_none() { kept_by(room, header) } else { None };
        let profile = profile.or_else(|| table.is_some().then_some(Profile::Original));
        let columns = profile.map(|profile| told(profile, header.to_vec())).unwrap_or_default();
        let profile = profile.unwrap_or(Profile::Original);
        let selection = |sensitive| Selection { sensitive, ..Selection::default() };
        let page =
            |sensitive| Page::new(room, profile, selection(sensitive), NaiveDate::default()).of_table(table.clone());
        let mut ours = Self {
            profile,
            columns,
            pages: [page(false), page(true)],
            all: Vec::new(),
            people: OnceCell::new(),
            houses: None,
            read: BTreeSet::new(),
        };
        if ours.columns.is_empty() {
            return ours;
        }
        let mut seated = BTreeSet::new();
        for seat in room.each::<Seat>() {
            seated.extend(seat.person);
            ours.all.push((Some(seat.id), seat.person));
        }
        let loose = room.ids(Kind::Person).filter(|id| !seated.contains(id));
        ours.all.extend(loose.map(|person| (None, Some(person))));
        ours.houses = ours.at(What::AccountId).map(|_| Known::of(room, "salesforce"));
        if let Some(table) = &table {
            ours.read = ours.as_read(room, table);
        }
        ours
    }

    /// Whether no row can be one of ours.
    pub(in crate::exchange) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether its columns are always the same, whatever was read here.
    pub(in crate::exchange) fn is_fixed(&self) -> bool {
        self.profile != Profile::Original
    }

    fn people(&self, room: &Room) -> &BTreeMap<String, Vec<One>> {
        self.people.get_or_init(|| {
            let mut people: BTreeMap<String, Vec<One>> = BTreeMap::new();
            let mut room = room.aside();
            for one in &self.all {
                room.fold();
                people.entry(squeezed(&self.name(&room, *one))).or_default().push(*one);
            }
            people
        })
    }

    /// What a row about somebody calls them.
    fn name(&self, room: &Room, one: One) -> String {
        match one {
            (_, Some(who)) => {
                let person = room.get::<Person>(who);
                let name = person.map(|person| person.name.clone()).unwrap_or_default();
                let honorific = person.and_then(|person| person.honorific.clone()).unwrap_or_default();
                let (first, last) =
                    parts(if has(self.profile, What::Honorific) { bare(&name, &honorific) } else { &name });
                if self.at(What::Name).is_some() { name } else { first + &last }
            }
            // What a table calls nobody is in the cell it was in.
            (seat, None) => {
                let extra = seat.and_then(|id| room.record(id)).map(Record::extra);
                let cell = |source: &str| extra?.get(&format!("{source}.Name"));
                let table = self.pages.iter().find_map(|page| page.table.as_deref());
                table.into_iter().chain(TABLES).find_map(cell).map(plain).unwrap_or_default()
            }
        }
    }

    fn at(&self, what: What) -> Option<usize> {
        self.columns.iter().position(|(_, one)| *one == Some(what))
    }

    /// What a row is about, where all it says is here; and what it calls that.
    pub(in crate::exchange) fn find(&self, room: &Room, row: &Cells) -> Option<(Kind, Id, String)> {
        if self.read.contains(&print(self.said().map(|(at, _)| row.get(at)))) {
            return None;
        }
        let cell = |what| self.cell(what, row);
        let name = match cell(What::Name) {
            "" => [cell(What::First), cell(What::Last)].concat(),
            name => name.to_owned(),
        };
        let people = self.people(room).get(&squeezed(&name))?;
        let (seat, who) =
            people.iter().find(|one| self.may_be(room, **one, row) && self.says_nothing_new(room, **one, row))?;
        if seat.is_none() && self.has_a_place(row) {
            return None;
        }
        let (kind, id) = who.map(|who| (Kind::Person, who)).or_else(|| Some((Kind::Seat, (*seat)?)))?;
        let ext_id =
            Some(cell(What::Id)).filter(|number| !number.is_empty()).map_or_else(|| id.to_string(), str::to_owned);
        Some((kind, id, ext_id))
    }

    /// Whether the account that a row names by number is here by now.
    fn has_a_place(&self, row: &Cells) -> bool {
        let number = salesforce_id(self.cell(What::AccountId, row));
        number.zip(self.houses.as_ref()).is_some_and(|(number, houses)| houses.here(number).is_some())
    }

    fn says_nothing_new(&self, room: &Room, (seat, who): One, cells: &Cells) -> bool {
        let seat = seat.and_then(|seat| room.get::<Seat>(seat));
        // Where there are columns of what is personal, nothing in them says that there is nothing.
        let tells_all = self.is_fixed() && self.columns.iter().any(|(_, what)| what.is_some_and(What::is_sensitive));
        self.pages.iter().filter(|page| page.selection.sensitive || !tells_all).any(|page| {
            let Some(row) = Row::of(page, seat, who) else { return false };
            let said = row.cells(page, &self.columns);
            // Of a lunar birthday its own column says it; the other has the day of some year.
            let dated = self.at(What::Birthday).filter(|_| !self.cell(What::Lunar, cells).is_empty());
            let says = |(at, cell): (usize, &String)| dated == Some(at) || original(cell.trim()) == cells.get(at);
            said.iter().enumerate().all(says)
        })
    }
}

impl Ours<'_> {
    fn cell<'c>(&self, what: What, row: &'c Cells) -> &'c str {
        self.at(what).map_or("", |at| row.get(at))
    }

    /// The columns that say something of their own.
    fn said(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns.iter().map(|(column, _)| column.as_str()).enumerate().filter(|(_, column)| *column != "Id")
    }

    /// What imports have read of a table, row by row.
    fn as_read(&self, room: &Room, table: &str) -> BTreeSet<u64> {
        let keys: Vec<String> = self.said().map(|(_, column)| format!("{table}.{column}")).collect();
        let mut room = room.aside();
        let print = |(seat, who): &One| {
            room.fold();
            let extras = [*seat, *who].map(|id| room.record(id?).map(Record::extra));
            let said = |key: &String| extras.iter().flatten().find_map(|extra| extra.get(key)?.as_str());
            print(keys.iter().map(|key| said(key).unwrap_or_default().trim()))
        };
        self.all.iter().map(print).collect()
    }

    /// Whether the company, the title and the address of a row are those of somebody: most of a name are told apart by them.
    fn may_be(&self, room: &Room, (seat, who): One, cells: &Cells) -> bool {
        let extras = || [seat, who].into_iter().filter_map(|id| room.record(id?).map(Record::extra));
        let kept =
            |text: &str| extras().flat_map(Extra::iter).any(|(_, value)| value.as_str().map(str::trim) == Some(text));
        let seat = seat.and_then(|id| room.get::<Seat>(id));
        let company = seat.and_then(|seat| room.get::<Account>(seat.account)).map(|account| account.name.as_str());
        let title = seat.and_then(|seat| seat.title.as_deref());
        let person = who.and_then(|id| room.get::<Person>(id));
        let email = person.and_then(|person| person.emails.first()).map(|line| line.value.as_str());
        let told = [(What::Account, company), (What::Title, title), (What::Email(0), email)];
        told.into_iter().all(|(what, here)| {
            let said = self.cell(what, cells);
            // All addresses may stand in one cell.
            let is_among = || what == What::Email(0) && here.is_some_and(|here| said.contains(here));
            said.is_empty() || here.map(str::trim) == Some(said) || is_among() || kept(said)
        })
    }
}

/// What tells a row from others, in a few bytes.
fn print<'a>(cells: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    cells.for_each(|cell| cell.hash(&mut hasher));
    hasher.finish()
}

/// Whether a table has the columns of one of our lists, perhaps without what is personal, nobody has, or older ones had not;
/// Salesforce's goes on with what an import kept.
fn begins(profile: Profile, header: &[String]) -> bool {
    let is_told = |(name, what): &(&str, What)| {
        let may_lack = matches!(what, What::Birthday | What::Id) || is_seldom(profile, name, *what);
        !may_lack || header.iter().any(|column| column == name)
    };
    let own: Vec<&str> = own(profile).filter(is_told).map(|(name, _)| name).collect();
    (profile == Profile::Salesforce || own.len() == header.len())
        && own.iter().copied().eq(header.iter().take(own.len()).map(String::as_str))
}

/// The table of which records remember every column that a table has; of several, the one that has no others.
fn kept_by(room: &Room, header: &[String]) -> Option<String> {
    let mut tables = Tables { header, all: BTreeMap::new() };
    // Some records of a table tell all its columns, and few have to be looked at for that.
    for (_, held) in room.mentioning(COLUMNS) {
        tables.look(&held);
    }
    if tables.whole().is_none_or(|(_, has_others)| has_others) {
        for (_, held) in room.everything() {
            tables.look(&held);
        }
    }
    tables.whole().map(|(source, _)| source.to_owned())
}

/// The tables that records remember, held against one.
struct Tables<'a> {
    header: &'a [String],
    /// Which of its columns no record has of each, and whether it has columns that are not asked for.
    all: BTreeMap<String, (BTreeSet<&'a str>, bool)>,
}

impl Tables<'_> {
    fn look(&mut self, held: &Held) {
        let asked = || self.header.iter().map(String::as_str).filter(|column| *column != "Id").collect();
        let extra = held.record.iter().flat_map(|record| record.extra().iter());
        let kept = extra.filter_map(|(key, value)| Some((named(key)?, value)));
        for ((source, column), value) in kept.filter(|((source, _), _)| TABLES.contains(&kind(source))) {
            if !self.all.contains_key(source) {
                self.all.insert(source.to_owned(), (asked(), false));
            }
            let Some((left, has_others)) = self.all.get_mut(source) else { continue };
            left.remove(column);
            if column == COLUMNS {
                let written: Vec<String> = ids(value).map(str::to_owned).collect();
                let known = keys(&written);
                left.retain(|name| !known.iter().any(|column| column == name));
                *has_others |= known.iter().any(|column| !self.header.contains(column));
            }
        }
    }

    /// The one that lacks none, and whether it has others.
    fn whole(&self) -> Option<(&str, bool)> {
        let whole = self.all.iter().filter(|(_, (left, _))| left.is_empty() && !self.header.is_empty());
        whole.map(|(source, (_, has_others))| (source.as_str(), *has_others)).min_by_key(|(_, has_others)| *has_others)
    }
}

/// A name for comparing.
fn squeezed(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}
