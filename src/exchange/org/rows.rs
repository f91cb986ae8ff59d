//! Who was found in an organisation as the rows of a contact list.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::lined::LINE;
use super::words::{ABOVE, BELOW, COLUMNS, EMPLOYER, KEYS, NAME, cell, label, named, own, said, said_by, spelt, text};
use super::{One, lists};
use crate::exchange::profile::meaning;
use crate::exchange::table::{Cells, Sheet};

/// A table of them all, each on the line they begin on.
pub(super) fn rows(all: &[One]) -> Sheet {
    let keyed = all.iter().flat_map(|one| keys(&one.fields).map(|key| (key, named(&one.fields).unwrap_or_default())));
    let names: BTreeMap<String, String> = keyed.collect();
    let told: Vec<Told> = all.iter().map(|one| Told::of(one, &names)).collect();
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

/// The cells of somebody: of the columns that every such table has, and of the others.
struct Told {
    first: Vec<String>,
    others: BTreeMap<String, String>,
}

impl Told {
    /// What somebody says, where `names` says who is meant by a key.
    fn of(one: &One, names: &BTreeMap<String, String>) -> Self {
        let fields = &one.fields;
        let key = said_by(fields, &KEYS);
        let above = above(fields, names);
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
            let is_below = BELOW.contains(&field.as_str()) && lists(fields, &[field]).next().is_some();
            let written = one.written.get(field).unwrap_or(field);
            if !is_below {
                note(&mut others, (field, written), value, used.contains(field.as_str()));
            }
        }
        // `ceo` or `1` is somebody else in every company.
        let house = one.company.as_ref().map(|company| format!("{company}/")).unwrap_or_default();
        let key = key.map(|(_, key)| house + &key);
        let above = above.map(|(_, above)| above).or_else(|| one.above.clone());
        let first = [key, one.company.clone(), above].into_iter();
        let first = first.chain(columns.into_iter().map(|said| said.map(|(_, text)| text)));
        Self { first: first.map(Option::unwrap_or_default).collect(), others }
    }
}

/// Whom somebody says they report to, and under which name: rather one who is in the file than one who is not.
fn above(fields: &Map<String, Value>, names: &BTreeMap<String, String>) -> Option<(&'static str, String)> {
    let by = |value: &Value| match value {
        Value::Object(map) => {
            let map = own(map);
            let known = keys(&map).find_map(|key| names.get(&key).cloned());
            (known.is_some(), known.or_else(|| named(&map)).or_else(|| said(&map, &KEYS)))
        }
        other => {
            let said = text(other).filter(|said| !said.trim().is_empty());
            let known = said.as_ref().and_then(|key| names.get(key).cloned());
            (known.is_some(), known.or(said))
        }
    };
    let told = ABOVE.iter().filter_map(|name| Some((*name, by(fields.get(*name)?))));
    let mut told: Vec<_> = told.filter_map(|(name, (is_here, said))| Some((is_here, name, said?))).collect();
    told.sort_by_key(|(is_here, ..)| !is_here);
    told.into_iter().next().map(|(_, name, said)| (name, said))
}

/// Notes what stands under a name that no column has yet: what is read is called as lists call it, what is only kept as it is
/// written; of an object that is read as its name, the rest.
fn note(others: &mut BTreeMap<String, String>, (field, written): (&str, &str), value: &Value, is_used: bool) {
    let column = column(field, written);
    let is_read = is_used || meaning(&column).is_some();
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
        None => others.extend(cell(value).map(|text| (column, text))),
    }
}

/// The column of what no other column has.
fn column(field: &str, written: &str) -> String {
    let spaced = spelt(field).replace('_', " ");
    match field {
        "title" => "salutation".to_owned(),
        _ if meaning(written).is_none() && meaning(&spaced).is_some() => spaced,
        _ => written.to_owned(),
    }
}
