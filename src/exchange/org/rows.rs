//! Who was found in an organisation as the rows of a contact list.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::lined::LINE;
use super::words::{
    ABOVE, BELOW, COLUMNS, EMAIL, EMPLOYER, KEYS, NAME, bare, cell, known_as, label, named, number as digits, own,
    said, said_by, spelt, text,
};
use super::{One, lists};
use crate::exchange::profile::{folded, is_vacant, literally, meaning, means};
use crate::exchange::table::{Cells, Sheet};

/// A table of them all, each on the line they begin on.
pub(super) fn rows(all: &[One]) -> Sheet {
    let known = Known::of(all);
    let told: Vec<Told> = all.iter().map(|one| Told::of(one, &known)).collect();
    let others: BTreeSet<&String> = told.iter().flat_map(|told| told.others.keys()).collect();
    let head = ["id", "company", "manager"].into_iter().chain(COLUMNS.iter().map(|(column, _)| *column));
    let header: Vec<String> = head.map(str::to_owned).chain(others.iter().map(ToString::to_string)).collect();
    let mut sheet = Sheet::default();
    sheet.rows.push(Cells::new(0, header));
    for (one, told) in all.iter().zip(&told) {
        let rest = others.iter().map(|column| told.others.get(*column).cloned().unwrap_or_default());
        sheet.rows.push(Cells::new(one.line, told.first.iter().cloned().chain(rest)));
    }
    sheet
}

/// What somebody is known by in the file.
fn keys(fields: &Map<String, Value>) -> impl Iterator<Item = String> {
    KEYS.iter().filter_map(|key| text(fields.get(*key)?))
}

/// Whether nothing that is said of one is otherwise said of the other.
fn agree(one: &One, other: &One) -> bool {
    let is_number = |here: &Value, value: &Value| {
        text(here).zip(text(value)).is_some_and(|(here, there)| digits(&here) == digits(&there))
    };
    let is_as_here = |(name, value): (&String, &Value)| {
        let is_key = KEYS.contains(&name.as_str());
        let is_same = |here: &Value| bare(here) == bare(value) || is_key && is_number(here, value);
        BELOW.contains(&name.as_str()) || one.fields.get(name).is_none_or(is_same)
    };
    other.fields.iter().all(is_as_here)
}

/// What a file says of who is meant by what, in each company and anywhere.
#[derive(Default)]
struct Known {
    /// What those are called in their rows who are known by a key or an address: their name, or what they have for a number
    /// where several have it.
    called: BTreeMap<String, String>,
    /// What those above are called of whom a list of reports names by a key or a name.
    above: BTreeMap<String, String>,
}

impl Known {
    fn of(all: &[One]) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for name in all.iter().filter_map(|one| named(&one.fields)) {
            *count.entry(folded(&name)).or_default() += 1;
        }
        let called = |one: &One| {
            // A post that nobody has is known by its number.
            let Some(name) = named(&one.fields).filter(|name| !is_vacant(name)) else {
                return number(one).or_else(|| known_as(&one.fields));
            };
            let is_alone = count.get(&folded(&name)).is_none_or(|count| *count < 2);
            Some(if is_alone { name } else { number(one).unwrap_or(name) })
        };
        let mut known = Self::default();
        for one in all {
            let Some(called) = called(one) else { continue };
            let address =
                COLUMNS.iter().filter(|(column, _)| *column == EMAIL).find_map(|(_, names)| said(&one.fields, names));
            let own = keys(&one.fields).chain(address);
            known.called.extend(own.flat_map(|key| both(one, &key)).map(|key| (key, called.clone())));
            let below = BELOW.iter().filter_map(|name| one.fields.get(*name)?.as_array()).flatten();
            let below = below.filter(|one| !one.is_object()).filter_map(text);
            known.above.extend(below.flat_map(|key| both(one, &key)).map(|key| (key, called.clone())));
        }
        known
    }

    /// What whoever is known so is called, of the company of `one` before any other.
    fn called(&self, one: &One, key: &str) -> Option<String> {
        both(one, key).iter().find_map(|key| self.called.get(key).cloned())
    }

    /// Whoever has somebody in a list of reports.
    fn above(&self, one: &One) -> Option<String> {
        let own = keys(&one.fields).chain(named(&one.fields)).flat_map(|key| both(one, &key));
        own.into_iter().find_map(|key| self.above.get(&key).cloned())
    }
}

/// Under what a key is known in the company of somebody, and anywhere.
fn both(one: &One, key: &str) -> [String; 2] {
    [within(one, key), digits(key).to_owned()]
}

fn within(one: &One, key: &str) -> String {
    format!("{}\0{}", one.company.as_deref().unwrap_or_default(), digits(key))
}

/// The number of somebody: `ceo` or `1` is somebody else in every company.
fn number(one: &One) -> Option<String> {
    let house = one.company.as_ref().map(|company| format!("{company}/")).unwrap_or_default();
    said(&one.fields, &KEYS).map(|key| house + &key)
}

/// Those whom a file has twice as one: who stands in a list of reports and in full, with all that is said of them.
pub(super) fn joined(mut all: Vec<One>) -> Vec<One> {
    let told = all.iter().filter(|one| !one.is_named_alone());
    let told: BTreeSet<String> =
        told.flat_map(|one| keys(&one.fields).chain(named(&one.fields))).map(|key| folded(&key)).collect();
    all.retain(|one| !one.is_named_alone() || named(&one.fields).is_some_and(|name| !told.contains(&folded(&name))));
    let mut whole: Vec<One> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for one in all {
        let key = said(&one.fields, &KEYS).map(|key| within(&one, &key));
        let first = key.as_ref().and_then(|key| places.get(key).copied()).and_then(|at| whole.get_mut(at));
        if let Some(first) = first.filter(|first| agree(first, &one)) {
            for (name, value) in one.fields {
                first.fields.entry(name).or_insert(value);
            }
            first.written.extend(one.written);
            first.above = first.above.take().or(one.above);
        } else {
            places.extend(key.map(|key| (key, whole.len())));
            whole.push(one);
        }
    }
    whole
}

/// The cells of somebody: of the columns that every such table has, and of the others.
struct Told {
    first: Vec<String>,
    others: BTreeMap<String, String>,
}

impl Told {
    /// What somebody says, where it is known who is meant by what.
    fn of(one: &One, known: &Known) -> Self {
        let fields = &one.fields;
        let key = said_by(fields, &KEYS);
        let above = above(one, known);
        let company = said_by(fields, &EMPLOYER);
        // Of what is called otherwise it is known that it is nobody's name.
        let columns = COLUMNS.map(|(column, names)| {
            let whole = || names.iter().find_map(|name| Some((*name, cell(fields.get(*name)?)?)));
            match column {
                NAME => said_by(fields, names).or_else(|| Some((NAME, named(fields)?))),
                _ => said_by(fields, names).or_else(whole),
            }
        });
        let used = [&key, &above, &company].into_iter().chain(&columns).flatten().map(|(name, _)| *name);
        let used: BTreeSet<&str> = used.collect();
        let mut others = BTreeMap::new();
        for (field, value) in fields {
            // Numbers and names of those below are theirs to say; as they are written they are kept.
            let are_people = |list: &Value| list.as_array().is_none_or(|list| list.iter().all(Value::is_object));
            let is_below = BELOW.contains(&field.as_str()) && lists(fields, &[field]).next().is_some_and(are_people);
            let written = one.written.get(field).unwrap_or(field);
            if !is_below {
                note(&mut others, (field, written), value, used.contains(field.as_str()));
            }
        }
        let above = above.map(|(_, above)| above).or_else(|| one.above.clone()).or_else(|| known.above(one));
        let first = [number(one), one.company.clone(), above].into_iter();
        let first = first.chain(columns.into_iter().map(|said| said.map(|(_, text)| text)));
        Self { first: first.map(Option::unwrap_or_default).collect(), others }
    }
}

/// Whom somebody says they report to, and under which name: rather one who is in the file than one who is not.
fn above(one: &One, known: &Known) -> Option<(&'static str, String)> {
    let by_one = |value: &Value| match value {
        Value::Object(map) => {
            let map = own(map);
            let here = keys(&map).chain(said(&map, &["value"])).find_map(|key| known.called(one, &key));
            (here.is_some(), here.or_else(|| named(&map)).or_else(|| said(&map, &KEYS)))
        }
        other => {
            let said = text(other).filter(|said| !said.trim().is_empty());
            let here = said.as_ref().and_then(|key| known.called(one, key));
            (here.is_some(), here.or(said))
        }
    };
    // Of several, the first is the one above.
    let by = |value: &Value| match value {
        Value::Array(list) => {
            let (here, said): (Vec<bool>, Vec<Option<String>>) = list.iter().map(by_one).unzip();
            let said = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
            (here.contains(&true), Some(said).filter(|said| !said.is_empty()))
        }
        one => by_one(one),
    };
    let told = ABOVE.iter().filter_map(|name| Some((*name, by(one.fields.get(*name)?))));
    let mut told: Vec<_> = told.filter_map(|(name, (is_here, said))| Some((is_here, name, said?))).collect();
    told.sort_by_key(|(is_here, ..)| !is_here);
    told.into_iter().next().map(|(_, name, said)| (name, said))
}

/// Notes what stands under a name that no column has yet: what is read is called as lists call it, what is only kept as it is
/// written; of an object that is read as its name, the rest.
fn note(others: &mut BTreeMap<String, String>, (field, written): (&str, &str), value: &Value, is_used: bool) {
    let column = column(field, written);
    let is_read = is_used || means(&column);
    let object = value.as_object().filter(|_| is_read && !ABOVE.contains(&field));
    match object.and_then(|map| Some((map, label(map)?))) {
        Some((map, (called, text))) => {
            let rest = map.iter().filter(|(name, _)| *name != LINE && *name != called);
            others.extend(rest.filter_map(|(name, value)| Some((format!("{written}.{name}"), cell(value)?))));
            if !is_used {
                others.insert(column, text);
            }
        }
        None if is_used => {}
        // Numbers and addresses, each with its kind: what is read are they, and all is kept beside them.
        None if is_read && value.as_array().is_some_and(|list| list.iter().all(Value::is_object)) => {
            let texts = text(value).filter(|texts| !texts.is_empty());
            others.extend(cell(value).filter(|_| texts.is_some()).map(|raw| (format!("{written}[]"), raw)));
            others.extend(texts.or_else(|| cell(value)).map(|text| (column, text)));
        }
        None => others.extend(cell(value).map(|text| (column, text))),
    }
}

/// The column of what no other column has.
fn column(field: &str, written: &str) -> String {
    let spaced = spelt(field).replace('_', " ");
    match field {
        "title" => "salutation".to_owned(),
        _ if literally(written).is_none() && meaning(&spaced).is_some() => spaced,
        _ => written.to_owned(),
    }
}
