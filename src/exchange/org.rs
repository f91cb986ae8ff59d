//! Organisations as YAML or JSON: people in a list, or each under their slug or name, each saying to whom they report by id,
//! slug or name, or each holding those who report to them. Turned into the rows of a contact list, which is read like any other.

mod lined;
mod rows;
mod words;
mod wraps;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::lined::LINE;
use self::words::{
    ABOVE, ADDRESSES, BELOW, COLUMNS, DEPARTMENT, EMPLOYER, LISTED, NAME, NO_PERSON, PARTED, PEOPLE, TREE,
    does_something, is_somebody, is_value, known_as, named, own, said, spelt,
};
use self::wraps::unwrapped;
use super::lines::lines;
use super::table::Sheet;
use crate::model::Problem;

/// By what a record of ours says what it is.
const KIND: &str = "kind";

/// Somebody as the file has them.
struct One {
    /// What is said of them, under names as they are known here.
    fields: Map<String, Value>,
    /// How those names are written.
    written: BTreeMap<String, String>,
    line: u64,
    /// The name of whoever holds them in a list of reports.
    above: Option<String>,
    company: Option<String>,
}

impl One {
    /// Somebody of whom a list of people has nothing but the name, or who is named there and told of elsewhere.
    fn named_alone(name: &str, place: Place) -> Self {
        Self {
            fields: Map::from_iter([(NAME.to_owned(), name.into())]),
            written: BTreeMap::new(),
            line: place.list.unwrap_or_default(),
            above: None,
            company: place.company.map(str::to_owned),
        }
    }

    fn is_named_alone(&self) -> bool {
        self.written.is_empty()
    }
}

/// Where something stands in a file.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    company: Option<&'a str>,
    /// The part of it.
    department: Option<&'a str>,
    /// The name of whoever holds it in a list of reports.
    above: Option<&'a str>,
    /// Whether it is one of a list, and so somebody.
    is_listed: bool,
    /// The line of what holds the people of a house or a part of it, where this is a list of those.
    list: Option<u64>,
}

/// Whether a text is such a file and not a record a line: a list, an object that goes on over several lines, or somebody a
/// line.
pub(super) fn is_org(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = lines(text.trim_end());
    let first = serde_json::from_str::<Value>(lines.next().unwrap_or_default());
    // A record a line says what it is; somebody with a list of people, on one line, is a whole organisation.
    let holds = |map: &Map<String, Value>| {
        let map = own(map);
        lists(&map, &BELOW).next().is_some() || house(&map).is_some() || parts(&map).next().is_some()
    };
    let within = |map: &Map<String, Value>| map.values().filter_map(Value::as_object).any(holds);
    let is_one = |first: &Value| match unwrapped(first) {
        Value::Object(map) => !map.contains_key(KIND) && (holds(&map) || within(&map)),
        other => other.is_array(),
    };
    let is_whole = first.map_or(true, |first| lines.next().is_none() && is_one(&first));
    text.starts_with('[') || (text.starts_with('{') && is_whole) || is_a_line_each(text)
}

/// Whether every line of a text is somebody, and none a record of ours.
pub(super) fn is_a_line_each(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    let read = |line: &str| serde_json::from_str::<Value>(line).ok();
    let is_somebody = |one: &Value| {
        let one = unwrapped(one);
        one.as_object().is_some_and(|one| !one.contains_key(KIND) && named(&own(one)).is_some())
    };
    let mut lines = lines(text).filter(|line| !line.trim().is_empty());
    let first = lines.next().and_then(read);
    let is_record = |line: &str| read(line).is_some_and(|one| one.get(KIND).is_some());
    first.as_ref().is_some_and(is_somebody)
        && lines.next().is_some_and(|line| !is_record(line))
        && !lines.any(is_record)
}

/// The people of a file as rows, each on the line it begins on.
pub(super) fn sheet(text: &str) -> Result<Sheet, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let (sound, faults) = sifted(text);
    let whole = lined::read(&sound).map_err(|line| Problem::new("problem-import-org").with("line", line))?;
    let whole = unwrapped(&whole);
    let mut all = Vec::new();
    gather(&whole, Place::default(), &mut all);
    match all.as_slice() {
        [] if lists_objects(&whole) => Err(Problem::new("problem-import-org-nameless")),
        [] => Err(Problem::new("problem-import-org-nobody").with("names", PEOPLE.join(", "))),
        _ => Ok(Sheet { faults, ..rows::rows(&rows::joined(all)) }),
    }
}

/// Of somebody a line, those that can be read, each on the line where they stand, and what is wrong with the others.
fn sifted(text: &str) -> (Cow<'_, str>, Vec<(u64, Problem)>) {
    let mut faults = Vec::new();
    if is_a_line_each(text) {
        for (number, line) in (1..).zip(lines(text)).filter(|(_, line)| !line.trim().is_empty()) {
            if let Err(error) = serde_json::from_str::<Value>(line) {
                faults.push((number, Problem::new("problem-import-not-json").with("column", error.column())));
            }
        }
    }
    if faults.is_empty() {
        return (Cow::Borrowed(text), faults);
    }
    let broken: BTreeSet<u64> = faults.iter().map(|(line, _)| *line).collect();
    let sound: Vec<&str> =
        (1..).zip(lines(text)).map(|(number, line)| if broken.contains(&number) { "" } else { line }).collect();
    (Cow::Owned(sound.join("\n")), faults)
}

/// Everybody in a list, or in an object that holds one.
fn gather(value: &Value, place: Place, all: &mut Vec<One>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| gather(one, Place { is_listed: true, ..place }, all)),
        Value::String(name) if place.list.is_some() && name.chars().any(char::is_alphabetic) => {
            all.push(One::named_alone(name, place));
        }
        Value::Object(map) => gather_object(map, place, all),
        _ => {}
    }
}

fn gather_object(map: &Map<String, Value>, place: Place, all: &mut Vec<One>) {
    let fields = own(map);
    let list = map.get(LINE).and_then(Value::as_u64).or(place.list);
    let (called, employer) = (named(&fields), said(&fields, &EMPLOYER));
    let company = employer.clone().or_else(|| called.clone());
    let is_nobody = !does_something(&fields) && place.above.is_none();
    if is_nobody && parts(&fields).next().is_some() {
        let company = company.as_deref().or(place.company);
        let place = Place { company, list, ..place };
        gather_parts(&fields, place, all);
        return house(&fields).into_iter().for_each(|people| gather_list(people, place, all));
    }
    let department = said(&fields, &DEPARTMENT);
    if let Some(people) = house(&fields).filter(|_| place.above.is_none()) {
        let company = company.as_deref().or(place.company);
        let department = department.as_deref().or(place.department);
        return gather_list(people, Place { company, department, above: None, list, ..place }, all);
    }
    if let Some(people) = crown(&fields).filter(|_| place.above.is_none() && !place.is_listed) {
        return gather(people, Place { company: company.as_deref(), list, ..place }, all);
    }
    let is_person = called.is_some() || said(&fields, &["title"]).is_some() || place.is_listed && is_somebody(&fields);
    // A company whose people cannot be read is nobody.
    let is_unread = place.above.is_none()
        && !is_somebody(&fields)
        && NO_PERSON.iter().chain(&["members"]).any(|name| fields.get(*name).is_some_and(Value::is_object));
    if is_person && !is_unread {
        let below: Vec<Value> = lists(&fields, &BELOW).cloned().collect();
        let known = known_as(&fields);
        let company = employer.or_else(|| place.company.map(str::to_owned));
        let mut fields = fields;
        if let Some(of) = place.department.filter(|_| department.is_none()) {
            fields.insert(DEPARTMENT[0].to_owned(), of.into());
        }
        let line = map.get(LINE).and_then(Value::as_u64).unwrap_or_default();
        let written = map.keys().rev().map(|name| (spelt(name), name.clone())).collect();
        all.push(One { fields, written, line, above: place.above.map(str::to_owned), company: company.clone() });
        for list in &below {
            let place = Place { company: company.as_deref(), above: known.as_deref(), list: None, ..place };
            gather_list(list, place, all);
        }
        return;
    }
    let company = company.as_deref().or(place.company);
    // People by their slugs: `{"ceo": {"name": …}}`.
    for (slug, one) in map {
        let Value::Object(one) = one else { continue };
        let fields = own(one);
        // `org: {name: …, people: […]}`.
        let one = match house(&fields) {
            Some(_) => one.clone(),
            None if is_value(&spelt(slug)) => continue,
            None => keyed(slug, one, does_something(&fields)),
        };
        gather_object(&one, Place { company, is_listed: false, ..place }, all);
    }
}

/// The parts of an object that hold people, each with what it is called: a list of them, or each under its name.
fn parts(fields: &Map<String, Value>) -> impl Iterator<Item = (Option<String>, Map<String, Value>)> {
    let listed = |list: &Value| -> Vec<(Option<String>, Map<String, Value>)> {
        let of = |name: Option<&String>, one: &Value| {
            // What stands under its name may be nothing but its people.
            let map = match one {
                Value::Array(_) if name.is_some() => Map::from_iter([(PEOPLE[0].to_owned(), one.clone())]),
                other => own(other.as_object()?),
            };
            let called = named(&map).or_else(|| said(&map, &DEPARTMENT)).or_else(|| said(&map, &["title", "label"]));
            let holds = lists(&map, &PEOPLE).next().is_some() || parts(&map).next().is_some();
            holds.then(|| (called.or_else(|| name.cloned()), map))
        };
        match list {
            Value::Array(all) => all.iter().filter_map(|one| of(None, one)).collect(),
            Value::Object(map) => map.iter().filter_map(|(name, one)| of(Some(name), one)).collect(),
            _ => Vec::new(),
        }
    };
    let all: Vec<_> = PARTED.iter().filter_map(|name| fields.get(*name)).flat_map(listed).collect();
    all.into_iter()
}

/// Everybody in the [`parts`] of an object, and in those of these.
fn gather_parts(fields: &Map<String, Value>, place: Place, all: &mut Vec<One>) {
    for (called, part) in parts(fields) {
        let place = Place { department: called.as_deref().or(place.department), above: None, ..place };
        lists(&part, &PEOPLE).take(1).for_each(|list| gather_list(list, place, all));
        gather_parts(&part, place, all);
    }
}

/// Everybody in one of the [`lists`].
fn gather_list(people: &Value, place: Place, all: &mut Vec<One>) {
    let Value::Object(map) = people else { return gather(people, place, all) };
    for (slug, one) in map.iter().filter(|(slug, _)| *slug != LINE) {
        // Of whom nothing is said but the name, the line is that of the others.
        let nothing = || map.get_key_value(LINE).map(|(name, line)| (name.clone(), line.clone())).into_iter().collect();
        let one = keyed(slug, &one.as_object().cloned().unwrap_or_else(nothing), true);
        gather_object(&one, Place { is_listed: false, ..place }, all);
    }
}

/// The people of an object that is a company and not somebody with reports.
fn house(fields: &Map<String, Value>) -> Option<&Value> {
    let is_nobody = !is_somebody(fields);
    let of_people = || lists(fields, &PEOPLE).next().filter(|_| is_nobody);
    // With no more than a number and a name of its own it is one all the same.
    let is_bare = || named(fields).is_none() || !does_something(fields);
    let of_nameless = || lists(fields, &NO_PERSON).next().filter(|_| is_bare());
    let has_names = |list: &&Value| {
        let one = |value: &Value| value.as_object().is_some_and(|one| named(&own(one)).is_some());
        list.as_array().is_some_and(|list| list.iter().any(one))
    };
    let listed = || lists(fields, &LISTED).find(has_names).filter(|_| is_nobody || named(fields).is_none());
    of_people().or_else(of_nameless).or_else(listed)
}

/// The people below the root of a tree that is their company: alone in it, it has nothing a person has but a name.
fn crown(fields: &Map<String, Value>) -> Option<&Value> {
    let is_person = |fields: &Map<String, Value>| {
        let personal = COLUMNS.iter().filter(|(column, _)| *column != NAME).flat_map(|(_, names)| names.iter());
        personal.chain(&ABOVE).any(|name| said(fields, &[*name]).is_some())
    };
    let people = fields.get(TREE).filter(|_| named(fields).is_some() && !is_person(fields))?;
    let all = people.as_array().filter(|all| !all.is_empty())?;
    all.iter().all(|one| one.as_object().map(own).is_some_and(|one| is_person(&one))).then_some(people)
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

/// Whether there is a list of objects anywhere in a file.
fn lists_objects(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|one| one.is_object() || lists_objects(one)),
        Value::Object(map) => map.values().any(lists_objects),
        _ => false,
    }
}

/// Somebody under the slug they stand under, which is their name too where they have no other.
fn keyed(slug: &str, one: &Map<String, Value>, is_name: bool) -> Map<String, Value> {
    let mut one = one.clone();
    if is_name && named(&own(&one)).is_none() {
        one.insert(NAME.to_owned(), slug.into());
    }
    one.entry("slug").or_insert_with(|| slug.into());
    one
}

#[cfg(test)]
mod tests {
    use super::super::table::Cells;
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
    fn the_root_of_a_tree_is_a_company_where_it_alone_has_nothing_a_person_has() {
        let names = |text: &str| -> Vec<String> { read(text).into_iter().map(|row| row.join("|")).collect() };
        let below = r#"[{"name":"Karl","title":"CEO","children":[{"name":"Ann","title":"Buyer","children":[]}]}]"#;
        for text in [
            format!(r#"{{"name":"Nordwerk AG","children":{below}}}"#),
            format!(r#"{{"id":1,"name":"Nordwerk AG","title":"","children":{below}}}"#),
        ] {
            assert!(is_org(&text));
            let found = names(&text);
            assert_eq!(found[1..], ["|Nordwerk AG||Karl|CEO", "|Nordwerk AG|Karl|Ann|Buyer"], "{text}");
        }
        // With a title it is somebody, and where nobody has one it may be.
        assert_eq!(names(&format!(r#"{{"name":"Eva","title":"Chair","children":{below}}}"#)).len(), 4);
        assert_eq!(names(r#"{"name":"Eva","children":[{"name":"Karl"},{"name":"Ann","title":"Buyer"}]}"#).len(), 4);
    }

    #[test]
    fn of_somebody_there_may_be_no_more_than_the_name() {
        let names =
            |text: &str| -> Vec<String> { read(text).into_iter().skip(1).map(|mut row| row.remove(3)).collect() };
        for text in [
            r#"{"company":"Orbit","people":[{"name":"Ada King"},"Eva Po","Gil Mo", 7, ""]}"#,
            "company: Orbit\npeople:\n  - Ada King\n  - name: Eva Po\n  - Gil Mo\n",
        ] {
            assert_eq!(names(text).len(), 3, "{text}");
            assert!(is_org(text) || text.starts_with("company"));
        }
        // Who is named in a part and told of elsewhere is one.
        let parts = "company: Orbit\npeople: [{id: a, name: Ada King}, {id: b, name: Eva Po}]\ndepartments:\n  - {name: IT, people: [a, Eva Po, Gil Mo]}\n";
        let mut found = names(parts);
        found.sort();
        assert_eq!(found, ["Ada King", "Eva Po", "Gil Mo"]);
        // What somebody's reports are called is looked up, and makes nobody.
        assert_eq!(names(r#"[{"name":"Ada King","reports":["b", "c"]},{"id":"b","name":"Eva Po"}]"#).len(), 2);
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
