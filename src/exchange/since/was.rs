//! How the records of a file of ours were when it went out, in digests: when the file comes back, what was changed there and
//! what here are told apart without a copy of either.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{is_by_hand, is_of_one_store};
use crate::edit::{Held, Room};
use crate::exchange::ext;
use crate::exchange::origin::parts;
use crate::exchange::want::{Want, Wish};
use crate::model::field::{Field, Type};
use crate::model::{Kind, Name, Record, When, value};

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
    (Kind::Occasion, &["account", "what", "date", "yearly"]),
];

/// The fields of a kind of which a file says what they were like.
fn going_out(kind: Kind) -> impl Iterator<Item = Field> {
    let names = GOES_OUT.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, names)| names);
    names.iter().filter_map(move |name| kind.field(name))
}

/// What a record is like, for a file that it goes out with: when that comes back it tells what was changed there and what
/// here. Of each field a digest, of a list one of each line, of what was changed here since another store told it also that
/// of what it told; and which store says so. `more` is a field that the file has room for, though not in every case.
pub(in crate::exchange) fn of(room: &Room, record: &Record, more: Option<&str>) -> String {
    let (kind, held) = (record.kind(), room.held(record.id()));
    let one = |field: Field| {
        let digests = digests(&field, &record.value(field.name), |_| true);
        let base = base(held, &field, &digests);
        let is_said = !(digests.is_empty() && base.is_empty()) || more == Some(field.name);
        (is_said && !field.sensitive).then(|| word(kind, &field, &digests) + &base)
    };
    let more = more.and_then(|name| kind.field(name));
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
    let digests = digests(&field, value, is_written);
    let cells = cells.filter(|_| !field.many).map(|cells| format!(":{cells:08x}")).unwrap_or_default();
    Some(word(held.kind, &field, &digests) + &cells + &base(Some(held), &field, &digests))
}

/// Which store says what a record is like.
pub(in crate::exchange) fn by(held: &Held) -> String {
    format!("{BY}={:08x}", held.stamps.base.device)
}

/// What a field was like as another store told it last, where somebody changed it since; [`UNKNOWN`] where none told.
fn base(held: Option<&Held>, field: &Field, now: &[String]) -> String {
    let Some((held, record)) = held.and_then(|held| Some((held, held.record.as_ref()?))) else { return String::new() };
    let then = record.extra().get(KEY).and_then(Value::as_str).map(|then| Was::of(then, held.kind));
    match then.as_ref().and_then(|then| then.fields.get(field.name)) {
        Some(then) if then.iter().eq(now.iter()) => String::new(),
        Some(then) => format!("~{}", then.join(",")),
        None if is_by_hand(held, field.name) => format!("~{UNKNOWN}"),
        None => String::new(),
    }
}

fn word(kind: Kind, field: &Field, digests: &[String]) -> String {
    format!("{kind}/{}={}", field.name, digests.join(","))
}

/// What a value comes to: nothing where there is none, of a list each line. A moment is the same on whatever clock.
fn digests(field: &Field, value: &Value, is_said: impl Fn(&str) -> bool) -> Vec<String> {
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
    let of = |word: &str| Some(word.split_once(':')?.1.split('~').next().unwrap_or_default().to_owned());
    cells(all).is_some_and(|cells| was.split_whitespace().filter_map(of).any(|said| said == format!("{cells:08x}")))
}

/// Whether cells say the name that a row went out with.
pub(in crate::exchange) fn is_name<'a>(was: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let name = was.split_whitespace().find(|word| word.starts_with("person/name="));
    let said = name.and_then(|word| word.split_once(':')).map(|(_, cells)| cells.split('~').next().unwrap_or(cells));
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

/// What stands for a state that no file told.
const UNKNOWN: &str = "?";

/// The word before the columns a list had.
const COLUMNS: &str = "columns";

/// The words that say that some of them are gone, and that there are others.
const CUT: &str = "cut";
const MORE: &str = "more";

/// Whether a word of a row is not of one of its records but of all of it.
pub(in crate::exchange) fn is_of_row(word: &str) -> bool {
    word == CUT || word == MORE || word.split_once('=').is_some_and(|(name, _)| name == COLUMNS || name == BY)
}

/// What records of a kind were like when a file went out.
struct Was<'a> {
    kind: Kind,
    /// Whether the file has not all the columns it had: what is not in it may only stand in none of them.
    is_cut: bool,
    /// Whether it is a list, and one with the columns that it had and no others.
    is_list: bool,
    is_whole: bool,
    fields: BTreeMap<&'a str, Vec<&'a str>>,
    /// What its cells said, of whatever field.
    cells: BTreeSet<&'a str>,
    /// What the fields were like that were changed in that store after another told them.
    bases: BTreeMap<&'a str, Vec<&'a str>>,
    /// Which store that is.
    by: Option<&'a str>,
}

impl<'a> Was<'a> {
    fn of(text: &'a str, kind: Kind) -> Self {
        let has = |what: &str| text.split_whitespace().any(|word| word.split('=').next() == Some(what));
        let (is_cut, is_list) = (has(CUT), has(COLUMNS));
        let is_whole = is_list && !is_cut && !has(MORE);
        let mut was = Self {
            kind,
            is_cut,
            is_list,
            is_whole,
            fields: BTreeMap::new(),
            cells: BTreeSet::new(),
            bases: BTreeMap::new(),
            by: None,
        };
        for (field, said) in text.split_whitespace().filter_map(|word| word.split_once('=')) {
            if field == BY {
                was.by = Some(said);
            }
            let (said, base) = said.split_once('~').map_or((said, None), |(said, base)| (said, Some(base)));
            let (digests, cells) = said.split_once(':').unwrap_or((said, ""));
            was.cells.extend(Some(cells).filter(|cells| !cells.is_empty()));
            let lines = |text: &'a str| text.split(',').filter(|one| !one.is_empty()).collect();
            if let Some(name) = field.strip_prefix(kind.code()).and_then(|rest| rest.strip_prefix('/')) {
                was.fields.insert(name, lines(digests));
                was.bases.extend(base.map(|base| (name, lines(base))));
            }
        }
        was
    }

    /// Whether it is said of a field what it was like: of what goes out with every card, nothing is said where it was empty.
    fn tells(&self, field: &Field) -> bool {
        let goes_out = || !field.sensitive && going_out(self.kind).any(|one| one.name == field.name);
        self.fields.contains_key(field.name) || !self.is_list && goes_out()
    }

    /// Whether a field was like that.
    fn is(&self, field: &Field, value: &Value) -> bool {
        let then = self.fields.get(field.name).map_or(&[][..], Vec::as_slice);
        digests(field, value, |_| true).iter().map(String::as_str).eq(then.iter().copied())
    }

    /// Whether a file says of a field what it went out with.
    fn is_untouched(&self, want: &Want, field: &Field, wish: &Wish) -> bool {
        self.has_cells(want, wish) || self.tells(field) && self.is(field, &wish.value)
    }

    /// What becomes of a wish; `before` is what the file that was read last went out with.
    fn verdict(&self, before: Option<&Self>, (field, wish): (&Field, &Wish), of: &Here, is_untouched: bool) -> Verdict {
        let Here { value: here, written, is_foreign, descends } = *of;
        let (by_hand, is_as_made) = (written == Written::ByHand, written == Written::AsMade);
        let is_told = self.tells(field);
        if !is_told && !is_untouched {
            return Verdict::Counts;
        }
        // Of what nobody has touched here since it was made, a card has all that became of it.
        if field.many && is_told && before.is_none() && is_foreign && is_as_made && descends && !self.is_list {
            return Verdict::Since(here.clone());
        }
        if field.many && is_told {
            return Verdict::Since(self.base(field, wish, before, of));
        }
        let is_elsewhere = before.is_some_and(|before| !before.agrees(self, field));
        match (is_untouched, is_told && self.is(field, here)) {
            (true, true) => Verdict::Falls,
            (false, true) => Verdict::Since(here.clone()),
            (_, false) if self.is_base(field, here) => Verdict::Since(here.clone()),
            // What comes from no cell is contested by nothing.
            (_, false) if by_hand && wish.cells.is_empty() => Verdict::Falls,
            // What nobody has touched here since it was made is only older.
            (_, false) if is_as_made && is_told => Verdict::Since(here.clone()),
            (_, false) if is_elsewhere && !by_hand => Verdict::Counts,
            // Another store changed it, too.
            (true, false) if by_hand && is_foreign && self.bases.contains_key(field.name) => {
                Verdict::Since(wish.value.clone())
            }
            (true, false) if !is_elsewhere && (by_hand || before.is_some()) => Verdict::Falls,
            (true, false) if !is_elsewhere => Verdict::Counts,
            (_, false) => Verdict::Since(wish.value.clone()),
        }
    }

    /// Whether a wish comes from cells that say what they said.
    fn has_cells(&self, want: &Want, wish: &Wish) -> bool {
        let said = wish.cells.iter().filter_map(|cell| Some((parts(cell)?.1, want.cell(cell).as_str()?)));
        cells(said).is_some_and(|cells| self.cells.contains(&*format!("{cells:08x}")))
    }

    /// Whether a field is what it was before the store that says so changed it.
    fn is_base(&self, field: &Field, value: &Value) -> bool {
        let base = self.bases.get(field.name);
        base.is_some_and(|base| digests(field, value, |_| true).iter().map(String::as_str).eq(base.iter().copied()))
    }

    /// Whether another file says the same of a field.
    fn agrees(&self, other: &Self, field: &Field) -> bool {
        let said = |was: &Self| {
            let digests = was.fields.get(field.name).map(|digests| digests.join(","));
            digests.or_else(|| was.tells(field).then(String::new))
        };
        said(self).zip(said(other)).is_none_or(|(one, other)| one == other)
    }

    /// Which lines of a list go where the file has them no more, and stay away where it has them still: these were there
    /// in `before`, and here they are no more.
    fn base(&self, field: &Field, wish: &Wish, before: Option<&Self>, known: &Here) -> Value {
        let by_hand = known.written == Written::ByHand;
        let read = wish.base.as_ref().and_then(|base| base.as_array()).into_iter().flatten().cloned();
        // What that store added since is new here.
        let then = match before {
            Some(before) => before.fields.get(field.name),
            None => match self.bases.get(field.name) {
                // What another store changed may never have been here.
                Some(base) if *base == [UNKNOWN] && known.is_foreign => None,
                Some(base) if *base != [UNKNOWN] => Some(base),
                _ => self.fields.get(field.name),
            },
        };
        let then = then.filter(|_| before.is_some() || by_hand);
        let gone = lines(field, &wish.value, then.cloned().unwrap_or_default());
        let of = |all: &BTreeMap<&str, Vec<&str>>| all.get(field.name).map(|all| all.join(",")).unwrap_or_default();
        let were = [of(&self.fields), of(&self.bases)].join(",");
        let there = lines(field, known.value, were.split(',').collect()).filter(|_| !self.is_cut);
        read.chain(there).chain(gone).collect()
    }
}

/// The lines of a list that have one of these digests.
fn lines<'v>(field: &Field, value: &'v Value, then: Vec<&str>) -> impl Iterator<Item = Value> + use<'v> {
    let is_one = |line: &&Value| {
        let digests = digests(field, &Value::Array(vec![(*line).clone()]), |_| true);
        digests.first().is_some_and(|digest| then.contains(&digest.as_str()))
    };
    value.as_array().into_iter().flatten().filter(is_one).cloned().collect::<Vec<_>>().into_iter()
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

/// A field as it is here.
struct Here<'a> {
    value: &'a Value,
    written: Written,
    /// Whether the file is of another store.
    is_foreign: bool,
    /// Whether both stores have their record from one.
    descends: bool,
}

/// How a field came to be what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It was not written since its record was made.
    AsMade,
    /// Somebody changed it.
    ByHand,
    /// A file changed it.
    ByFile,
}

impl Written {
    fn of(held: &Held, name: &str) -> Self {
        match held.stamp(name) {
            stamp if stamp.is_none_or(|stamp| stamp <= held.stamps.base) => Self::AsMade,
            _ if is_by_hand(held, name) => Self::ByHand,
            _ => Self::ByFile,
        }
    }
}

/// What becomes of a wish.
enum Verdict {
    /// It counts as any other.
    Counts,
    /// It is no news.
    Falls,
    /// It counts as a change of this.
    Since(Value),
}

/// Holds what a file says against what it went out with, where it went out from a store of ours. What was changed only there
/// counts, whenever it was written here; what was changed only here stays, and what was changed on both sides is contested.
/// What the file says that the one before it did not, a colleague's store said in between: that counts unless somebody
/// changed it here by hand.
pub(in crate::exchange) fn heed(want: &mut Want, held: Option<&Held>, map: Option<&Map<String, Value>>) {
    let said = want.fields.get(KEY).map(|wish| wish.value.clone());
    let (Some(Value::String(said)), Some(held), Some(map)) = (said, held, map) else { return forget_personal(want) };
    let last = map.get(KEY).and_then(Value::as_str);
    let (was, before) = (Was::of(&said, want.kind), last.map(|last| Was::of(last, want.kind)));
    let mut tells = last.is_some();
    let descends = is_of_one_store(held);
    let is_foreign = was.by.is_some_and(|by| Some(by) != self::by(held).split('=').next_back());
    // Who was not here when it was read may be here by now.
    let wishes = want.fields.iter().filter(|(_, wish)| !wish.anew);
    let names: Vec<Name> = wishes.map(|(name, _)| name.clone()).collect();
    leave_guess(want, &was);
    for name in names {
        let (Some(field), Some(wish)) = (want.kind.field(&name), want.fields.get(&name)) else { continue };
        let here = map.get(&*name).unwrap_or(&Value::Null);
        let is_untouched = was.is_untouched(want, &field, wish);
        let is_news = !is_untouched || is_foreign && !was.is(&field, here);
        tells |= is_news && was.tells(&field);
        let of = Here { value: here, written: Written::of(held, &name), is_foreign, descends };
        match was.verdict(before.as_ref(), (&field, wish), &of, is_untouched) {
            Verdict::Counts => {}
            Verdict::Falls => drop(want.fields.remove(&name)),
            Verdict::Since(base) => {
                let Some(wish) = want.fields.get_mut(&name) else { continue };
                // What is empty there has no cell that tells the news.
                let has_cells = wish.cells.iter().any(|cell| map.contains_key(&**cell));
                wish.anew = wish.value.is_null() && !here.is_null() && !has_cells && !was.is_cut;
                wish.base = Some(Box::new(base));
            }
        }
    }
    // A store remembers the last file that told it something, not its own.
    if !tells {
        want.fields.remove(KEY);
        // Nor what it wrote there itself.
        if was.is_whole && is_all_here(want, map) {
            let kind = want.kind;
            want.fields.retain(|name, _| kind.field(name).is_some() || ext::is_key(name));
        }
    }
    forget_personal(want);
}

/// What is remembered tells no digest of what stays home.
fn forget_personal(want: &mut Want) {
    let kind = want.kind;
    let is_open = |word: &&str| {
        let name = word.split_once('=').and_then(|(field, _)| field.split_once('/')).map(|(_, name)| name);
        name.and_then(|name| kind.field(name)).is_some_and(|field| !field.sensitive)
    };
    if let Some(wish) = want.fields.get_mut(KEY) {
        let open: Vec<&str> = wish.value.as_str().unwrap_or_default().split(' ').filter(is_open).collect();
        wish.value = open.join(" ").into();
    }
}

/// Where a title is what it was, nothing is guessed from it anew.
fn leave_guess(want: &mut Want, was: &Was) {
    let Some((field, title)) = want.kind.field("title").zip(want.fields.get("title")) else { return };
    if was.is_untouched(want, &field, title) {
        let cells = title.cells.clone();
        let is_guess = |wish: &Wish| wish.cells.iter().any(|cell| cells.contains(cell));
        want.fields.retain(|name, wish| !(name.starts_with("layer") && is_guess(wish)));
    }
}

/// Whether all that is left of a want is here.
fn is_all_here(want: &Want, map: &Map<String, Value>) -> bool {
    let is_here = |(name, wish): (&Name, &Wish)| {
        let here = map.get(&**name).unwrap_or(&Value::Null);
        let said = |value: &Value| want.kind.field(name).map(|field| digests(&field, value, |_| true));
        wish.value == *here || said(&wish.value) == said(here)
    };
    want.fields.iter().filter(|(name, _)| want.kind.field(name).is_some()).all(is_here)
}
