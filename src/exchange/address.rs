//! Contact lists as other programs write them: a row for every seat somebody has and for everybody without one, columns
//! under the names those programs look for. A cell that an import kept and that still says what is here goes back as it stood.

mod columns;
mod names;
mod ours;

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::NaiveDate;
use serde_json::{Map, Value};

pub(super) use self::columns::LUNAR;
use self::columns::{SALESFORCE, What, own};
use self::names::bare;
pub(super) use self::names::{in_chinese, parts};
pub(super) use self::ours::Ours;
use super::profile::intake::COLUMNS;
use super::profile::{meaning, meaning_among};
use super::selection::Selection;
use super::sheet::harmless;
use crate::edit::Room;
use crate::model::speak::parse_anniversary;
use crate::model::value::plain;
use crate::model::{Account, Anniversary, Id, Kind, Person, Problem, Record, Seat};
use crate::rules::lunar::next_anniversary;

/// Whose columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Plain English ones.
    Contacts,
    /// Plain Chinese ones.
    Chinese,
    /// Google Contacts'.
    Google,
    /// Outlook's.
    Outlook,
    /// HubSpot's.
    Hubspot,
    /// Dynamics 365's.
    Dynamics,
    /// Salesforce's, as its Data Loader takes them.
    Salesforce,
    /// Those of the tables that were imported: contact lists, Salesforce contacts, organograms.
    Original,
}

impl Profile {
    /// Those whose columns are always the same.
    const FIXED: [Self; 7] =
        [Self::Contacts, Self::Chinese, Self::Google, Self::Outlook, Self::Hubspot, Self::Dynamics, Self::Salesforce];

    /// Their codes, as the command line takes them.
    pub const CODES: [&str; 8] =
        ["contacts", "chinese", "google", "outlook", "hubspot", "dynamics", "salesforce", "original"];
}

impl FromStr for Profile {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Ok(match text {
            "contacts" => Self::Contacts,
            "chinese" => Self::Chinese,
            "google" => Self::Google,
            "outlook" => Self::Outlook,
            "hubspot" => Self::Hubspot,
            "dynamics" => Self::Dynamics,
            "salesforce" => Self::Salesforce,
            "original" => Self::Original,
            _ => {
                return Err(Problem::new("problem-import-format")
                    .with("text", text)
                    .with("formats", Self::CODES.join(" ")));
            }
        })
    }
}

use What::{
    Account as Company, AccountId, Birthday, City, Department, Email, First, Honorific, Id as Number, Last, Layer,
    Lunar, Manager, ManagerId, Name, Notes, Phone, Title,
};

/// The tables whose cells are remembered.
const TABLES: [&str; 3] = ["contacts", "salesforce", "organogram"];

/// The list, header first. Of records a selection leaves out, of kinds or accounts, there is no row.
pub fn write(room: &Room, profile: Profile, selection: &Selection, today: NaiveDate) -> Result<String, Problem> {
    let rows = rows(room, profile, selection, today);
    if profile == Profile::Original {
        of_one_table(&rows)?;
    }
    let mut columns = columns(profile, &rows);
    // An empty column would say that nobody has a birthday.
    columns.retain(|(_, what)| selection.sensitive || *what != Some(Birthday));
    columns.retain(|(_, what)| *what != Some(Lunar) || rows.iter().any(|row| !row.now(room, Lunar).is_empty()));
    if columns.is_empty() {
        return Err(Problem::new("problem-export-no-original"));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(columns.iter().map(|(header, _)| header));
    for row in &rows {
        let _ = writer.write_record(columns.iter().map(|(header, what)| row.cell(room, header, *what)));
    }
    Ok(writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default())
}

/// Refuses rows that came from tables that are no one's together: no program reads the columns of two.
fn of_one_table(rows: &[Row]) -> Result<(), Problem> {
    let sources: BTreeSet<&str> = rows.iter().filter(|row| !row.columns.is_empty()).map(|row| row.source).collect();
    let heads: Vec<&Vec<String>> = rows.iter().map(|row| &row.order).filter(|order| !order.is_empty()).collect();
    let apart = |one: &&Vec<String>| heads.iter().any(|other| !one.iter().any(|column| other.contains(column)));
    if sources.len() < 2 && !heads.iter().any(apart) {
        return Ok(());
    }
    let told = heads.iter().map(|head| head.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ") + ", …");
    let tables = told.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" · ");
    Err(Problem::new("problem-export-several-originals").with("tables", tables))
}

/// Those of theirs a list is about.
fn rows(room: &Room, profile: Profile, selection: &Selection, today: NaiveDate) -> Vec<Row> {
    let selection = Selection { kinds: vec![Kind::Seat], ..selection.clone() };
    let seats: Vec<&Seat> = selection.records(room).into_iter().filter_map(|record| room.get(record.id())).collect();
    let seated =
        seats.into_iter().filter_map(|seat| Row::of(room, Some(seat), seat.person, &selection, profile, today));
    // Who sits nowhere belongs to no account.
    let loose = room.all::<Person>().filter(|person| {
        selection.account.is_none() && room.linked::<Seat>(person.id).all(|seat| seat.person != Some(person.id))
    });
    let loose = loose.filter_map(|person| Row::of(room, None, Some(person.id), &selection, profile, today));
    seated.chain(loose).collect()
}

/// Whether there is a column for that.
fn has(profile: Profile, what: What) -> bool {
    own(profile).iter().any(|(_, one)| *one == what)
}

/// The columns of a program, and after them what an import kept of columns that we do not manage, as the file had them.
fn columns(profile: Profile, rows: &[Row]) -> Vec<(String, Option<What>)> {
    let mut all: Vec<String> = own(profile).iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut left: BTreeSet<&String> = BTreeSet::new();
    if matches!(profile, Profile::Salesforce | Profile::Original) {
        left.extend(rows.iter().flat_map(|row| &row.columns));
        let empty = |header: &String| !header.is_empty() && !left.contains(header);
        let order: Vec<&String> = rows.iter().flat_map(|row| &row.order).collect();
        // A column we do not manage is written where somebody's cell of it may leave the house, or nobody has one.
        let theirs = |header: &String| rows.iter().any(|row| row.kept.contains_key(header)) || empty(header);
        let theirs: Vec<&String> = order
            .into_iter()
            .chain(left.iter().copied())
            .filter(|header| is_managed(profile, header) || theirs(header))
            .collect();
        for header in theirs {
            if !all.contains(header) {
                all.push(header.clone());
            }
        }
    }
    told(profile, all)
}

/// What columns hold.
fn told(profile: Profile, headers: Vec<String>) -> Vec<(String, Option<What>)> {
    let (mut phones, mut emails) = (0, 0);
    let is_salesforce = ["Id", "LastName"].iter().all(|name| headers.iter().any(|header| header == name));
    let named =
        |list: &[(&str, What)], header: &str| list.iter().find(|(name, _)| *name == header).map(|(_, what)| *what);
    let mut what = |header: &str| match profile {
        Profile::Original => {
            let known = named(SALESFORCE, header).filter(|_| is_salesforce);
            known.or_else(|| managed(meaning_among(header, &headers)?, &mut phones, &mut emails))
        }
        _ => named(own(profile), header),
    };
    headers.iter().map(|header| (header.clone(), what(header))).collect()
}

fn is_managed(profile: Profile, header: &str) -> bool {
    profile == Profile::Original
        && (meaning(header).and_then(|target| managed(target, &mut 0, &mut 0)).is_some()
            || SALESFORCE.iter().any(|(name, _)| *name == header))
}

/// What a column of somebody's list holds that has this meaning, as far as we manage it.
fn managed(meaning: &str, phones: &mut usize, emails: &mut usize) -> Option<What> {
    let nth = |count: &mut usize| {
        *count += 1;
        *count - 1
    };
    Some(match meaning {
        "name" => Name,
        "first_name" => First,
        "last_name" => Last,
        "account" => Company,
        "department" => Department,
        "title" => Title,
        "manager" => Manager,
        "phones" => Phone(nth(phones)),
        "emails" => Email(nth(emails)),
        "birthday" => Birthday,
        "home_city" => City,
        "notes" => Notes,
        "honorific" => Honorific,
        _ => return None,
    })
}

/// One of theirs, on a seat where there is one.
struct Row {
    seat: Option<Id>,
    who: Option<Id>,
    person: Map<String, Value>,
    sits: Map<String, Value>,
    /// What an import kept of the file it read, by column.
    kept: Map<String, Value>,
    /// The columns that file had and said something in.
    columns: BTreeSet<String>,
    /// All its columns as they stood, where this row is the one that remembers them.
    order: Vec<String>,
    source: &'static str,
    profile: Profile,
    today: NaiveDate,
}

impl Row {
    fn of(
        room: &Room,
        seat: Option<&Seat>,
        who: Option<Id>,
        selection: &Selection,
        profile: Profile,
        today: NaiveDate,
    ) -> Option<Self> {
        let records = [who, seat.map(|seat| seat.id)].map(|id| room.record(id?));
        // Of what stays home the columns are known all the same: what they say that is nobody's secret is written.
        let whole: Vec<Map<String, Value>> = records.into_iter().flatten().map(Record::to_map).collect();
        let named = |source: &str, name: &str| {
            let column = name.strip_prefix(source)?.strip_prefix('.')?;
            (column != COLUMNS).then(|| column.to_owned())
        };
        let columns_of = |source: &str| -> BTreeSet<String> {
            whole.iter().flat_map(Map::keys).filter_map(|name| named(source, name)).collect()
        };
        let source = match profile {
            Profile::Salesforce => "salesforce",
            Profile::Original => TABLES.into_iter().find(|source| !columns_of(source).is_empty()).unwrap_or("contacts"),
            _ => "contacts",
        };
        let mut columns = columns_of(source);
        // A post of an organogram goes back though nobody sits there.
        if who.is_none() && (profile != Profile::Original || columns.is_empty()) {
            return None;
        }
        if source == "salesforce" && !columns.is_empty() {
            columns.insert("Id".to_owned());
        }
        let order = whole.iter().find_map(|map| map.get(&format!("{source}.{COLUMNS}"))).and_then(Value::as_array);
        let order = order.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let [person, sits] =
            records.map(|record| record.map(|record| selection.fields(room, record)).unwrap_or_default());
        let kept = person.iter().chain(&sits).filter_map(|(name, value)| Some((named(source, name)?, value.clone())));
        let kept = kept.collect();
        Some(Self { seat: seat.map(|seat| seat.id), who, person, sits, kept, columns, order, source, profile, today })
    }

    fn cell(&self, room: &Room, header: &str, what: Option<What>) -> String {
        let kept = self.kept.get(header).map(plain).unwrap_or_default();
        let Some(what) = what else { return harmless(kept) };
        let now = self.now(room, what);
        let text = match what {
            _ if self.says_the_same(what, &kept, &now) => kept,
            Birthday | Layer if self.profile == Profile::Chinese => in_chinese(&now),
            Birthday => self.birthday(now),
            _ => now,
        };
        // No spreadsheet runs a number of a phone, and the programs these lists are for take it as it is.
        let dialled = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '.');
        if matches!(what, Phone(_)) && text.starts_with('+') && text.chars().all(dialled) {
            text
        } else {
            harmless(text)
        }
    }

    /// A birthday as the program takes it: a lunar one as the day it falls on next, or in words where no column of its own
    /// says that it is one.
    fn birthday(&self, now: String) -> String {
        match now.parse() {
            Ok(lunar @ Anniversary::Lunar { .. }) if has(self.profile, Lunar) => {
                next_anniversary(lunar, self.today).map(|day| day.to_string()).unwrap_or_default()
            }
            Ok(Anniversary::Lunar { .. }) => in_chinese(&now),
            _ => now,
        }
    }

    fn text(&self, field: &str) -> String {
        self.person.get(field).or_else(|| self.sits.get(field)).map(plain).unwrap_or_default()
    }

    /// The name, without what is said of it in a column of its own.
    fn name(&self) -> String {
        let (name, honorific) = (self.text("name"), self.text("honorific"));
        if has(self.profile, Honorific) { bare(&name, &honorific).to_owned() } else { name }
    }

    fn line(&self, field: &str, nth: usize) -> String {
        let lines = self.person.get(field).and_then(Value::as_array);
        lines.and_then(|lines| lines.get(nth)).and_then(|line| line.get("value")).map(plain).unwrap_or_default()
    }

    /// What a column says today.
    fn now(&self, room: &Room, what: What) -> String {
        let seat = self.seat.and_then(|id| room.get::<Seat>(id));
        let above = seat.and_then(|seat| seat.reports_to);
        let external = |id: Id| {
            let known = room.record(id).and_then(|record| external(record, self.source));
            known.unwrap_or_else(|| id.to_string())
        };
        let person = |seat: Id| room.get::<Seat>(seat).and_then(|seat| seat.person);
        match what {
            Name => self.text("name"),
            First => parts(&self.name()).0,
            Last => parts(&self.name()).1,
            Honorific => self.text("honorific"),
            Company => {
                seat.and_then(|seat| room.get::<Account>(seat.account)).map(|one| one.name.clone()).unwrap_or_default()
            }
            Department => self.text("department"),
            Title => self.text("title"),
            Layer => self.text("layer"),
            Manager => above.map(|id| room.name(id)).unwrap_or_default(),
            Phone(nth) => self.line("phones", nth),
            Email(nth) => self.line("emails", nth),
            City => self.text("home_city"),
            Birthday => self.text("birthday"),
            Lunar => Some(self.text("birthday")).filter(|day| day.starts_with("lunar:")).unwrap_or_default(),
            Notes => self.text("notes"),
            Number => self.who.map(external).unwrap_or_default(),
            AccountId => seat.map(|seat| external(seat.account)).unwrap_or_default(),
            ManagerId => above.and_then(person).map(external).unwrap_or_default(),
        }
    }

    /// Whether a kept cell still says what is here, in its own way.
    fn says_the_same(&self, what: What, kept: &str, now: &str) -> bool {
        let folded = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let among = |field: &str| {
            let lines = self.person.get(field).and_then(Value::as_array).into_iter().flatten();
            lines.filter_map(|line| line.get("value")).any(|line| folded(&plain(line)).contains(&folded(kept)))
        };
        match what {
            _ if kept.is_empty() => false,
            // Nobody is called anything here: why the file names nobody (`Vacant`) stays.
            Name if self.who.is_none() => true,
            // What the program itself calls somebody.
            Number if self.source == "contacts" => true,
            Phone(_) => among("phones"),
            Email(_) => among("emails"),
            Birthday => match parse_anniversary(kept) {
                Ok(day) => day.to_string() == now,
                // In whatever order the figures stand; of a lunar day words tell that it is one.
                Err(_) => digits(kept) == digits(now) && !now.starts_with("lunar"),
            },
            // Salesforce's ids have 15 characters or 18 of which the last three only say how the first are written.
            Number | AccountId | ManagerId => kept.get(..15) == now.get(..15),
            _ => folded(kept) == folded(now),
        }
    }
}

fn digits(text: &str) -> Vec<u32> {
    let mut all: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    all.sort_unstable();
    all
}

/// What another program calls a record.
fn external(record: &Record, source: &str) -> Option<String> {
    let known = record.extra().get(&format!("ext.{source}"))?;
    super::ext::ids(known).next().map(str::to_owned)
}
