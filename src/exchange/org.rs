//! Organisations as YAML or JSON: people in a list, or each under their slug or name, each saying to whom they report by id,
//! slug or name, or each holding those who report to them. Turned into the rows of a contact list, which is read like any other.

mod lined;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::lined::LINE;
use super::lines::lines;
use super::table::{Cells, Sheet};
use crate::model::Problem;

/// What the list of people may be called.
const PEOPLE: [&str; 9] = ["people", "members", "employees", "staff", "persons", "contacts", "nodes", "org", "team"];
/// What nothing but a list of people is called.
const NO_PERSON: [&str; 5] = ["people", "members", "employees", "staff", "persons"];
/// What may hold the addresses of one person, each under its kind, and is people only where it is a list.
const ADDRESSES: &str = "contacts";
/// What the list of those who report to somebody may be called.
const BELOW: [&str; 6] = ["reports", "direct_reports", "children", "subordinates", "team", "members"];
/// What the company may be called.
const COMPANY: [&str; 5] = ["company", "organization", "organisation", "account", "name"];
/// What a person may be known by in the file.
const KEYS: [&str; 4] = ["id", "slug", "key", "handle"];
/// By what a person says to whom they report.
const ABOVE: [&str; 7] = ["reports_to", "reportsto", "manager", "manager_id", "parent", "boss", "supervisor"];
/// What columns are called here, as contact lists call them, and what files call them.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("name", &["name", "full_name", "fullname", "姓名"]),
    ("title", &["title", "job_title", "position", "role", "职务"]),
    ("department", &["department", "dept", "unit", "部门"]),
    ("email", &["email", "mail", "e_mail", "邮箱"]),
    ("phone", &["phone", "mobile", "telephone", "手机"]),
    ("city", &["city", "location", "office", "城市"]),
    ("layer", &["layer", "level", "层级"]),
];

/// Somebody as the file has them.
struct One {
    fields: Map<String, Value>,
    line: u64,
    /// The name of whoever holds them in a list of reports.
    above: Option<String>,
    company: Option<String>,
}

/// Whether a text is such a file and not a record a line: a list, or an object that goes on over several lines.
pub(super) fn is_org(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = lines(text.trim_end());
    let first = serde_json::from_str::<Map<String, Value>>(lines.next().unwrap_or_default());
    // A record a line says what it is; somebody with a list of people, on one line, is a whole organisation.
    let holds = |map: &Map<String, Value>| {
        !map.contains_key("kind") && lists(map, &PEOPLE).chain(lists(map, &BELOW)).next().is_some()
    };
    let is_whole = first.map_or(true, |map| lines.next().is_none() && holds(&map));
    text.starts_with('[') || (text.starts_with('{') && is_whole)
}

/// The people of a file as rows, each on the line it begins on.
pub(super) fn sheet(text: &str) -> Result<Sheet, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let whole = lined::read(text).map_err(|line| Problem::new("problem-import-org").with("line", line))?;
    let mut all = Vec::new();
    gather(&whole, None, None, &mut all);
    if all.is_empty() {
        return Err(Problem::new("problem-import-org-nobody").with("names", PEOPLE.join(", ")));
    }
    Ok(rows(&all))
}

/// Everybody in a list, or in an object that holds one.
fn gather(value: &Value, company: Option<&str>, above: Option<&str>, all: &mut Vec<One>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| gather(one, company, above, all)),
        Value::Object(map) => {
            let fields = own(map);
            let is_house = above.is_none() && !is_somebody(&fields);
            if let Some(list) = lists(&fields, &PEOPLE).next().filter(|_| is_house) {
                let named = said(&fields, &COMPANY);
                return gather_list(list, named.as_deref().or(company), None, all);
            }
            let is_person = said(&fields, &["name", "full_name", "fullname", "姓名", "title"]).is_some();
            // A company whose people cannot be read is nobody.
            let is_unread = is_house && NO_PERSON.iter().any(|name| fields.get(*name).is_some_and(Value::is_object));
            if is_person && !is_unread {
                let name = said(&fields, COLUMNS.first().map_or(&[][..], |(_, names)| names));
                let below: Vec<Value> = lists(&fields, &BELOW).cloned().collect();
                let own = said(&fields, &["company", "organization", "organisation", "account"]);
                let company = own.or_else(|| company.map(str::to_owned));
                let line = map.get(LINE).and_then(Value::as_u64).unwrap_or_default();
                all.push(One { fields, line, above: above.map(str::to_owned), company: company.clone() });
                for list in &below {
                    gather_list(list, company.as_deref(), name.as_deref(), all);
                }
            } else {
                let named = said(&fields, &COMPANY);
                let company = named.as_deref().or(company);
                // People by their slugs: `{"ceo": {"name": …}}`.
                for (slug, one) in map {
                    let Value::Object(one) = one else { continue };
                    let fields = own(one);
                    // `org: {name: …, people: […]}`.
                    let is_house = !is_somebody(&fields) && lists(&fields, &PEOPLE).next().is_some();
                    let one = if is_house { one.clone() } else { keyed(slug, one, does_something(&fields)) };
                    gather(&Value::Object(one), company, above, all);
                }
            }
        }
        _ => {}
    }
}

/// Everybody in one of the [`lists`].
fn gather_list(people: &Value, company: Option<&str>, above: Option<&str>, all: &mut Vec<One>) {
    let Value::Object(map) = people else { return gather(people, company, above, all) };
    for (slug, one) in map.iter().filter(|(slug, _)| *slug != LINE) {
        // Of whom nothing is said but the name, the line is that of the others.
        let nothing = || map.get_key_value(LINE).map(|(name, line)| (name.clone(), line.clone())).into_iter().collect();
        let one = keyed(slug, &one.as_object().cloned().unwrap_or_else(nothing), true);
        gather(&Value::Object(one), company, above, all);
    }
}

/// What holds people in an object, under one of these names: a list, or an object with each under their slug or name.
fn lists<'a>(fields: &'a Map<String, Value>, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    let is_people = |name: &str, value: &Value| {
        let Value::Object(map) = value else { return value.is_array() };
        let all = || map.iter().filter(|(name, _)| *name != LINE).map(|(_, one)| one);
        name != ADDRESSES && all().any(Value::is_object) && all().all(|one| one.is_object() || one.is_null())
    };
    names.iter().filter_map(move |name| fields.get(*name).filter(|value| is_people(name, value)))
}

/// Somebody under the slug they stand under, which is their name too where they have no other.
fn keyed(slug: &str, one: &Map<String, Value>, is_name: bool) -> Map<String, Value> {
    let mut one = one.clone();
    let names = COLUMNS.first().map_or(&[][..], |(_, names)| names);
    if is_name && said(&own(&one), names).is_none() {
        one.insert("name".to_owned(), slug.into());
    }
    one.entry("slug").or_insert_with(|| slug.into());
    one
}

/// Whether an object is a person with a list of reports, and not a company with one of people.
fn is_somebody(fields: &Map<String, Value>) -> bool {
    does_something(fields) || KEYS.iter().any(|name| fields.contains_key(*name))
}

/// Whether an object says what somebody does, or for whom.
fn does_something(fields: &Map<String, Value>) -> bool {
    let tells = ["title", "role", "email", "position", "job_title"].iter().chain(&ABOVE);
    tells.into_iter().any(|name| fields.contains_key(*name))
}

/// What an object says of itself, its names as they are known here.
fn own(map: &Map<String, Value>) -> Map<String, Value> {
    map.iter().filter(|(name, _)| *name != LINE).map(|(name, value)| (spelt(name), value.clone())).collect()
}

fn spelt(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

fn said(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(fields.get(*name)?)).filter(|text| !text.trim().is_empty())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::Array(list) => Some(list.iter().filter_map(text).collect::<Vec<_>>().join("; ")),
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// What stands in a cell: a text, or word for word what is no text.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => Some(bare(value).to_string()),
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => Some(bare(value).to_string()),
        other => text(other),
    }
}

/// A value without the lines it is on.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            map.iter().filter(|(name, _)| *name != LINE).map(|(name, one)| (name.clone(), bare(one))).collect()
        }
        Value::Array(list) => list.iter().map(bare).collect(),
        other => other.clone(),
    }
}

fn rows(all: &[One]) -> Sheet {
    let name = |one: &One| said(&one.fields, COLUMNS.first().map_or(&[][..], |(_, names)| names)).unwrap_or_default();
    let keyed =
        all.iter().flat_map(|one| KEYS.iter().filter_map(|key| Some((text(one.fields.get(*key)?)?, name(one)))));
    let names: BTreeMap<String, String> = keyed.collect();
    let known: BTreeSet<&str> = COLUMNS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let is_own = |field: &str| {
        known.contains(field)
            || [&ABOVE[..], &BELOW[..], &KEYS[..], &COMPANY[..4]].iter().any(|names| names.contains(&field))
    };
    // What may hold people may also say something else.
    let is_told = |one: &One, field: &str| {
        !is_own(field) || BELOW.contains(&field) && lists(&one.fields, &[field]).next().is_none()
    };
    let told_by = |one: &One| one.fields.keys().filter(|field| is_told(one, field)).cloned().collect::<Vec<_>>();
    let others: BTreeSet<String> = all.iter().flat_map(told_by).collect();
    let head = ["id", "company", "manager"].into_iter().chain(COLUMNS.iter().map(|(column, _)| *column));
    let header: Vec<String> = head.map(str::to_owned).chain(others.iter().cloned()).collect();
    let mut sheet = Sheet::default();
    sheet.rows.push(Cells::new(0, header));
    for one in all {
        let above = said(&one.fields, &ABOVE).map(|key| names.get(&key).cloned().unwrap_or(key));
        // `ceo` or `1` is somebody else in every company.
        let house = one.company.as_ref().map(|company| format!("{company}/")).unwrap_or_default();
        let key = said(&one.fields, &KEYS).map(|key| house + &key);
        let first = [key, one.company.clone(), above.or_else(|| one.above.clone())];
        // Of what is called otherwise it is known that it is nobody's name.
        let told = |names: &[&str]| names.iter().find_map(|name| cell(one.fields.get(*name)?));
        let own = COLUMNS
            .iter()
            .map(|(column, names)| said(&one.fields, names).or_else(|| told(names).filter(|_| *column != "name")));
        let rest = others.iter().map(|field| one.fields.get(field).filter(|_| is_told(one, field)).and_then(cell));
        let cells = first.into_iter().chain(own).chain(rest).map(Option::unwrap_or_default);
        sheet.rows.push(Cells::new(one.line, cells));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        sheet(text).unwrap().rows.into_iter().map(|row| row.iter().take(5).map(str::to_owned).collect()).collect()
    }

    #[test]
    fn who_reports_to_whom_is_found_by_slug_by_id_by_name_and_by_nesting() {
        let head = ["id", "company", "manager", "name", "title"].map(str::to_owned).to_vec();
        let expected = vec![
            head,
            ["Nordkvist/a", "Nordkvist", "", "Vera", "CEO"].map(str::to_owned).to_vec(),
            ["Nordkvist/b", "Nordkvist", "Vera", "Jonas", "IT"].map(str::to_owned).to_vec(),
        ];
        let yaml = "company: Nordkvist\npeople:\n  - {slug: a, name: Vera, title: CEO}\n  - slug: b\n    name: Jonas\n    title: IT\n    reports_to: a\n";
        assert_eq!(read(yaml), expected);
        let json = r#"{"company":"Nordkvist",
            "people":[{"id":"a","name":"Vera","title":"CEO"},{"id":"b","name":"Jonas","title":"IT","manager":"Vera"}]}"#;
        assert_eq!(read(json), expected);
        let nested = r#"[{"id":"a","company":"Nordkvist","name":"Vera","title":"CEO",
            "reports":[{"id":"b","name":"Jonas","title":"IT"}]}]"#;
        assert_eq!(read(nested), expected);
        let slugs = "company: Nordkvist\norg:\n  - {id: a, name: Vera, title: CEO}\n  - {id: b, name: Jonas, title: IT, reports-to: a}\n";
        assert_eq!(read(slugs), expected);
    }

    #[test]
    fn people_may_stand_under_their_slug_or_name() {
        let expected = vec![
            ["id", "company", "manager", "name", "title"].map(str::to_owned).to_vec(),
            ["Nordkvist/Ann", "Nordkvist", "", "Ann", "CEO"].map(str::to_owned).to_vec(),
            ["Nordkvist/No", "Nordkvist", "Ann", "No", ""].map(str::to_owned).to_vec(),
            ["Nordkvist/d", "Nordkvist", "Ann", "Dee", "CTO"].map(str::to_owned).to_vec(),
        ];
        let flow = "company: Nordkvist\npeople: {Ann: {title: CEO}, No: {reports_to: Ann}, d: {name: Dee, title: CTO, reports_to: Ann}}\n";
        let block = "name: Nordkvist\npeople:\n  Ann:\n    title: CEO\n  No:\n    reports_to: Ann\n  d:\n    name: Dee\n    title: CTO\n    manager: Ann\n";
        let nested = "company: Nordkvist\npeople:\n  Ann:\n    title: CEO\n    reports:\n      No:\n      d: {name: Dee, title: CTO}\n";
        let bare = "company: Nordkvist\nAnn: {title: CEO}\nNo: {reports_to: Ann}\nd: {name: Dee, title: CTO, reports_to: Ann}\n";
        let json = r#"{"company":"Nordkvist","people":{"Ann":{"title":"CEO"},"No":{"boss":"Ann"},"d":{"name":"Dee","title":"CTO","boss":"Ann"}}}"#;
        assert!(is_org(json));
        for text in [flow, block, nested, bare, json] {
            assert_eq!(read(text), expected, "{text}");
        }
        let lines: Vec<u64> = sheet(nested).unwrap().rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [0, 4, 6, 7]);
        let addresses = "- {name: Ann, contacts: {work: {email: a@b.example}}}\n";
        assert_eq!(read(addresses).get(1).and_then(|row| row.get(3)).map(String::as_str), Some("Ann"));
        for text in ["name: Nordkvist\npeople: {Ann: CEO, Bob: CTO}\n", "name: Nordkvist\nstaff: {}\n"] {
            assert!(sheet(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words_and_numbers_are_taken_as_they_are_written() {
        let phones = |text: &str| {
            let sheet = sheet(text).unwrap();
            let cells = |row: &Cells| (row.get(3).to_owned(), row.get(7).to_owned());
            sheet.rows.iter().skip(1).map(cells).collect::<Vec<_>>()
        };
        let yaml = "- {name: No, phone: +4930123}\n- {name: Ann, phone: [007, 0531]}\n- {name: Bob, phone: ~}\n";
        let told = [("No", "+4930123"), ("Ann", "007; 0531"), ("Bob", "")];
        assert_eq!(phones(yaml), told.map(|(name, phone)| (name.to_owned(), phone.to_owned())));
        let json = r#"[{"name": "Ann", "phone": 13800001111}]"#;
        assert_eq!(phones(json), [("Ann".to_owned(), "13800001111".to_owned())]);
    }

    #[test]
    fn what_is_no_organisation_is_refused_with_the_reason() {
        for text in ["", "just words", "a: [1, 2", "[1, 2]", "{}"] {
            assert!(sheet(text).is_err(), "{text}");
        }
        assert!(is_org("[{\"name\":\"A\"}]") && is_org("{\n \"people\": []}"));
        assert!(!is_org("{\"kind\":\"account\",\"id\":\"x\"}\n"));
    }
}
