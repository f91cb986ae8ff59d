//! How the records of a file of ours were when it went out, in digests: when the file comes back, what was changed there and
//! what here are told apart without a copy of either.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{instant, is_by_hand, is_read, is_taken_back, seconds};
use crate::edit::{Held, Room};
use crate::model::field::{Field, Type};
use crate::model::{Kind, Record, When, value};

/// What the property or the column is called in which a file of ours tells what its records were like when it went out.
pub(in crate::exchange) const PROPERTY: &str = "X-WARROOM-WAS";

/// The name under which a want says what its record was like when it went out, and a record remembers what the last file of
/// ours said of that.
pub(in crate::exchange) const KEY: &str = "out.=was";

/// What cards and calendars say of records. A digest of anything else would tell who tries all values what stays home.
const GOES_OUT: [(Kind, &[&str]); 6] = [
    (Kind::Person, &["name", "honorific", "phones", "emails", "home_city", "time_zone"]),
    (Kind::Seat, &["account", "person", "title", "department", "reports_to"]),
    (Kind::Visit, &["account", "status", "start", "end", "city", "place", "objective"]),
    (
        Kind::Travel,
        &["from_city", "to_city", "depart", "arrive", "return", "transport", "number", "hotel", "purpose", "firmness"],
    ),
    (Kind::FollowUp, &["account", "subject", "kind", "opened_at", "due", "policy", "seat", "member"]),
    (Kind::Occasion, &["account", "what", "date", "yearly", "lead_working_days"]),
];

/// The fields of a kind of which a file says what they were like.
fn going_out(kind: Kind) -> impl Iterator<Item = Field> {
    let names = GOES_OUT.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, names)| names);
    names.iter().filter_map(move |name| kind.field(name))
}

/// What a record is like, for a file that it goes out with: when that comes back it tells what was changed there and what
/// here. Of each field a digest, of a list one of each line, of what was changed here since another store told it also that
/// of what it told, and as of when it is so; and which store says so. `more` are fields that the file has room for, though
/// not in every case.
pub(in crate::exchange) fn of(room: &Room, record: &Record, more: &[&str]) -> String {
    let (kind, held) = (record.kind(), room.held(record.id()));
    let one = |field: Field| {
        let digests = digests(&field, &record.value(field.name), |_| true);
        let base = base(held, &field, &digests);
        let is_more = more.contains(&field.name);
        let is_blank = digests.is_empty() && base.is_empty() && held.is_none_or(|held| by_hand(held, &field).is_none());
        let is_said = is_more || !(field.sensitive || is_blank);
        is_said.then(|| word(kind, &field, &digests) + &base + &at(held, &field, &digests))
    };
    let more = more.iter().filter_map(|name| kind.field(name));
    going_out(kind).chain(more).filter_map(one).chain(held.map(by)).collect::<Vec<_>>().join(" ")
}

/// The same of one field that a row of a list has columns for, though it be empty. Of a list only the lines that are written
/// there, and of cells that do not say word for word what the field holds, what they say.
pub(in crate::exchange) fn of_row(
    held: &Held,
    name: &str,
    value: &Value,
    is_written: impl Fn(&str) -> bool,
    cells: Option<u32>,
) -> Option<String> {
    let field = held.kind.field(name)?;
    let digests = digests(&field, value, &is_written);
    // A list may not have room for all lines of a field.
    let lines = value.as_array().map_or(&[][..], Vec::as_slice);
    let is_all = field.many && lines.iter().all(|line| is_written(&value::plain(line_of(line))));
    let all = if is_all { ALL } else { "" };
    let cells = cells.filter(|_| !field.many).map(|cells| format!(":{cells:08x}")).unwrap_or_default();
    let base = base(Some(held), &field, &digests);
    // What is empty and always was takes nothing away.
    let is_told = !(digests.is_empty() && base.is_empty()) || by_hand(held, &field).is_some();
    let since = base + &at(Some(held).filter(|_| is_told), &field, &digests);
    Some(word(held.kind, &field, &digests) + all + &cells + &since)
}

/// The same of one field that nobody changes in the file.
pub(super) fn word_of(held: &Held, name: &str) -> Option<String> {
    of_row(held, name, &held.record.as_ref()?.value(name), |_| true, None)
}

/// Whether a field that names a record is what a file says, though each store may have a record of its own in it: nobody
/// has put another there, in this store or in that.
pub(in crate::exchange) fn is_one(held: &Held, was: &str, name: &str) -> bool {
    let (Some(field), Some(record)) = (held.kind.field(name), &held.record) else { return false };
    let (here, mut was, last) = (record.value(name), Was::of(was, held.kind), last(held));
    // What was told and is another's there is as old as the list that told it.
    let stands_for_it = was.times.get(name) == Some(&0) && was.is_base(&field, &here);
    let now = was.is(&field, &here) || stands_for_it;
    let told = was.fields.remove(name).filter(|told| !told.is_empty());
    now || told.is_some_and(|told| last.is_some_and(|mut last| last.fields.remove(name) == Some(told)))
}

/// Which store says what a record is like.
pub(in crate::exchange) fn by(held: &Held) -> String {
    format!("{BY}={:08x}", held.stamps.base.device)
}

/// What a field was like as another store told it last, where somebody changed it since; [`UNKNOWN`] where none told.
fn base(held: Option<&Held>, field: &Field, now: &[String]) -> String {
    let Some(held) = held.filter(|held| held.record.is_some()) else { return String::new() };
    let then = last(held);
    match then.as_ref().and_then(|then| then.fields.get(field.name)) {
        Some(then) if then.iter().eq(now.iter()) => String::new(),
        Some(then) => format!("~{}", then.join(",")),
        None if is_by_hand(held, field.name) => format!("~{UNKNOWN}"),
        None => String::new(),
    }
}

/// What the last file of ours that told something of a record said it was like.
fn last(held: &Held) -> Option<Was<'_>> {
    let then = held.record.as_ref()?.extra().get(KEY).and_then(Value::as_str)?;
    Some(Was::of(then, held.kind))
}

fn at(held: Option<&Held>, field: &Field, now: &[String]) -> String {
    held.and_then(|held| as_of(held, field, now)).map(|at| format!("@{at:x}")).unwrap_or_default()
}

/// Since when a field says what it says, in whatever store that was written, in seconds; `None` where nobody knows. What
/// a list made that is not ours is older than what anybody wrote.
pub(super) fn as_of(held: &Held, field: &Field, now: &[String]) -> Option<i64> {
    let last = last(held);
    if let Some(last) = last.as_ref().filter(|last| last.tells(field) && last.has(field, now)) {
        // Who sets something back to what it was has written that later.
        return last.times.get(field.name).copied().max(by_hand(held, field));
    }
    let record = held.record.as_ref()?;
    let stamp = held.stamp(field.name).unwrap_or(held.stamps.base);
    if stamp > held.stamps.base {
        return Some(if is_taken_back(held, stamp) { 0 } else { seconds(&stamp) });
    }
    if is_read(held, stamp) {
        return Some(0);
    }
    let [made, changed] = record.dated().map(|when| when.and_then(instant).map(|at| at.timestamp()));
    // Who came from another store was made there, and says not what of it was changed after that.
    made.filter(|made| *made == seconds(&stamp) || changed.is_none_or(|changed| changed == *made))
}

/// When somebody wrote a field here, in seconds.
fn by_hand(held: &Held, field: &Field) -> Option<i64> {
    held.stamp(field.name).filter(|_| is_by_hand(held, field.name)).map(|stamp| seconds(&stamp))
}

fn word(kind: Kind, field: &Field, digests: &[String]) -> String {
    format!("{kind}/{}={}", field.name, digests.join(","))
}

/// What a value comes to: nothing where there is none, of a list each line. A moment is the same on whatever clock.
pub(super) fn digests(field: &Field, value: &Value, is_said: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(stored) = value::fitted(field, value) else { return Vec::new() };
    let digest = |said: &str| format!("{:08x}", crc32fast::hash(said.as_bytes()));
    match (&*stored, stored.as_str().filter(|_| field.ty == Type::When).and_then(|text| text.parse::<When>().ok())) {
        (Value::Null, _) => Vec::new(),
        (_, Some(When::Moment(moment))) => vec![digest(&moment.timestamp().to_string())],
        // What a line has beside its text, a file may not have room for.
        (Value::Array(lines), _) => {
            let texts = lines.iter().map(line_of).filter(|line| is_said(&value::plain(line)));
            let mut all: Vec<String> = texts.map(|line| digest(&line.to_string())).collect();
            all.sort_unstable();
            all
        }
        _ => vec![digest(&stored.to_string())],
    }
}

fn line_of(line: &Value) -> &Value {
    line.get("value").unwrap_or(line)
}

/// What cells say, by their columns; `None` where they say nothing.
pub(in crate::exchange) fn cells<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Option<u32> {
    let mut all: Vec<(&str, &str)> = all.map(|(column, cell)| (column, cell.trim())).collect();
    all.retain(|(_, cell)| !cell.is_empty());
    all.sort_unstable();
    let said: Vec<String> = all.iter().map(|(column, cell)| format!("{column}\0{cell}")).collect();
    (!said.is_empty()).then(|| crc32fast::hash(said.join("\0").as_bytes()))
}

/// Whether cells say what they said when their row went out.
pub(in crate::exchange) fn says<'a>(was: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let of = |word: &str| Some(word.split_once(':')?.1.split(BEHIND).next().unwrap_or_default().to_owned());
    cells(all).is_some_and(|cells| was.split_whitespace().filter_map(of).any(|said| said == format!("{cells:08x}")))
}

/// Whether cells say the name that a row went out with.
pub(in crate::exchange) fn is_name<'a>(was: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let name = was.split_whitespace().find(|word| word.starts_with("person/name="));
    let said = name.and_then(|word| word.split_once(':')).map(|(_, cells)| cells.split(BEHIND).next().unwrap_or(cells));
    cells(all).is_some_and(|cells| said == Some(&format!("{cells:08x}")))
}

/// By what a row tells which columns its list had: of what stands in one that is gone, it says nothing.
pub(in crate::exchange) fn columns<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let marks = all.map(|column| format!("{:04x}", crc32fast::hash(column.as_bytes()) & 0xffff));
    format!("{COLUMNS}={}", marks.collect::<Vec<_>>().join(","))
}

/// What of a list is not as it went out: whether it lacks columns that it had, and whether it has others.
pub(in crate::exchange) fn other_columns<'a>(
    was: &str,
    there: impl Iterator<Item = &'a str>,
) -> [Option<&'static str>; 2] {
    let there = columns(there);
    let (had, there) = (marks(was), marks(&there));
    [(!had.is_subset(&there)).then_some(CUT), (!there.is_subset(&had)).then_some(MORE)]
}

/// Whether a list had a column when it went out.
pub(in crate::exchange) fn had_column(was: &str, column: &str) -> bool {
    marks(&columns(std::iter::once(column))).is_subset(&marks(was))
}

/// What stands for the columns a list had.
fn marks(was: &str) -> BTreeSet<&str> {
    let marks = was.split_whitespace().find_map(|word| word.strip_prefix(COLUMNS)?.strip_prefix('='));
    marks.into_iter().flat_map(|marks| marks.split(',')).collect()
}

/// The word before the store that wrote a file.
const BY: &str = "by";

/// What ends what the cells of a field said: what it was before, or as of when it says it.
const BEHIND: [char; 2] = ['~', '@'];

/// What stands behind the lines of a field where these are all it has.
const ALL: &str = "*";

/// What stands for a state that no file told.
pub(super) const UNKNOWN: &str = "?";

/// The word before the columns a list had.
const COLUMNS: &str = "columns";

/// The words that say that some of them are gone, and that there are others.
const CUT: &str = "cut";
const MORE: &str = "more";

/// Whether a word of a row is not of one of its records but of all of it.
pub(in crate::exchange) fn is_of_row(word: &str) -> bool {
    word == CUT || word == MORE || word.split_once('=').is_some_and(|(name, _)| name == COLUMNS || name == BY)
}

/// Whether a word says which store wrote it.
pub(super) fn is_by(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| name == BY)
}

/// What records of a kind were like when a file went out.
pub(super) struct Was<'a> {
    kind: Kind,
    /// Whether the file has not all the columns it had: what is not in it may only stand in none of them.
    pub(super) is_cut: bool,
    /// Whether it is a list, and one with the columns that it had and no others.
    pub(super) is_list: bool,
    pub(super) is_whole: bool,
    pub(super) fields: BTreeMap<&'a str, Vec<&'a str>>,
    /// Those of them of which a list has all lines.
    whole: BTreeSet<&'a str>,
    /// What its cells said, of whatever field.
    pub(super) cells: BTreeSet<&'a str>,
    /// What the fields were like that were changed in that store after another told them.
    pub(super) bases: BTreeMap<&'a str, Vec<&'a str>>,
    /// As of when the fields are so, in seconds.
    pub(super) times: BTreeMap<&'a str, i64>,
    /// Which store that is.
    pub(super) by: Option<&'a str>,
}

impl<'a> Was<'a> {
    pub(super) fn of(text: &'a str, kind: Kind) -> Self {
        let has = |what: &str| text.split_whitespace().any(|word| word.split('=').next() == Some(what));
        let (is_cut, is_list) = (has(CUT), has(COLUMNS));
        let is_whole = is_list && !is_cut && !has(MORE);
        let mut was = Self {
            kind,
            is_cut,
            is_list,
            is_whole,
            fields: BTreeMap::new(),
            whole: BTreeSet::new(),
            cells: BTreeSet::new(),
            bases: BTreeMap::new(),
            times: BTreeMap::new(),
            by: None,
        };
        for (field, said) in text.split_whitespace().filter_map(|word| word.split_once('=')) {
            if field == BY {
                was.by = Some(said);
            }
            let (said, at) =
                said.split_once('@').map_or((said, None), |(said, at)| (said, i64::from_str_radix(at, 16).ok()));
            let (said, base) = said.split_once('~').map_or((said, None), |(said, base)| (said, Some(base)));
            let (digests, cells) = said.split_once(':').unwrap_or((said, ""));
            let (digests, is_all) = digests.strip_suffix(ALL).map_or((digests, false), |digests| (digests, true));
            was.cells.extend(Some(cells).filter(|cells| !cells.is_empty()));
            let lines = |text: &'a str| text.split(',').filter(|one| !one.is_empty()).collect();
            if let Some(name) = field.strip_prefix(kind.code()).and_then(|rest| rest.strip_prefix('/')) {
                was.fields.insert(name, lines(digests));
                was.whole.extend(Some(name).filter(|_| is_all));
                was.bases.extend(base.map(|base| (name, lines(base))));
                was.times.extend(at.map(|at| (name, at)));
            }
        }
        was
    }

    /// Whether it is said of a field what it was like: of what goes out with every card, nothing is said where it was empty.
    pub(super) fn tells(&self, field: &Field) -> bool {
        let goes_out = || !field.sensitive && going_out(self.kind).any(|one| one.name == field.name);
        self.fields.contains_key(field.name) || !self.is_list && goes_out()
    }

    /// Whether it says all lines of a field, as a card does.
    pub(super) fn is_all_of(&self, field: &Field) -> bool {
        !self.is_list || self.whole.contains(field.name)
    }

    /// Whether a field was like that.
    pub(super) fn is(&self, field: &Field, value: &Value) -> bool {
        self.has(field, &digests(field, value, |_| true))
    }

    /// The same of what its value comes to.
    fn has(&self, field: &Field, digests: &[String]) -> bool {
        let then = self.fields.get(field.name).map_or(&[][..], Vec::as_slice);
        digests.iter().eq(then.iter())
    }
}

/// Whether a file says of a field what it was like when it went out.
pub(in crate::exchange) fn tells(was: &str, kind: Kind, name: &str) -> bool {
    Was::of(was, kind).fields.contains_key(name)
}

/// Whether a record had something in a field when a file went out.
pub(in crate::exchange) fn had(was: &str, kind: Kind, name: &str) -> bool {
    Was::of(was, kind).fields.get(name).is_some_and(|digests| !digests.is_empty())
}

/// Whether a file that has nothing in a field empties it: a record had something there when it went out, or until somebody
/// took it away in the store that it is from.
pub(in crate::exchange) fn empties(was: &str, kind: Kind, name: &str) -> bool {
    let was = Was::of(was, kind);
    was.fields.get(name).is_some_and(|digests| !digests.is_empty()) || was.bases.contains_key(name)
}

/// Whether a field that is empty here was not when another store told it, or nobody told it and it was written here.
pub(in crate::exchange) fn was_emptied(held: &Held, name: &str) -> bool {
    held.kind.field(name).is_some_and(|field| !base(Some(held), &field, &[]).is_empty())
}

/// Whether a file says of a field what it went out with.
pub(in crate::exchange) fn is_as_it_was(was: &str, kind: Kind, name: &str, value: &Value) -> bool {
    let was = Was::of(was, kind);
    kind.field(name).is_some_and(|field| was.fields.contains_key(name) && was.is(&field, value))
}
