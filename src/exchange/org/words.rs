//! What files call what they say of people, and how such a word is read: `managerId`, `manager-id` and `Manager ID` are one.

pub(super) use crate::exchange::profile::spelt;
use serde_json::{Map, Value};

use super::lined::LINE;
use crate::exchange::given::whole_name;
use crate::exchange::profile::is_vacant;

/// What the list of people may be called.
pub(super) const PEOPLE: [&str; 9] =
    ["people", "members", "employees", "staff", "persons", "contacts", "nodes", "org", "team"];
/// What services call whatever they list; it is people where somebody in it has a name.
pub(super) const LISTED: [&str; 8] = ["data", "results", "items", "value", "records", "users", "entries", "resources"];
/// What nothing but a list of the people of a company is called.
pub(super) const NO_PERSON: [&str; 4] = ["people", "employees", "staff", "persons"];
/// What the parts of a company that hold its people may be called.
pub(super) const PARTED: [&str; 7] = ["departments", "units", "divisions", "business_units", "teams", "groups", "部门"];
/// What an object calls the part of a company that it is.
pub(super) const DEPARTMENT: [&str; 4] = ["department", "dept", "unit", "部门"];
/// What may hold the addresses of one person, each under its kind, and is people only where it is a list.
pub(super) const ADDRESSES: &str = "contacts";
/// What the list of those who report to somebody may be called.
pub(super) const BELOW: [&str; 8] =
    ["reports", "direct_reports", "children", "subordinates", "team", "members", "employees", "staff"];
/// What a drawn tree calls it, whatever stands at its root.
pub(super) const TREE: &str = "children";
/// What the company of somebody may be called.
pub(super) const EMPLOYER: [&str; 4] = ["company", "organization", "organisation", "account"];
/// What a person may be known by in the file.
pub(super) const KEYS: [&str; 7] = ["id", "slug", "key", "handle", "employee_id", "person_id", "employee_number"];
/// By what a person says to whom they report.
pub(super) const ABOVE: [&str; 14] = [
    "manager",
    "reports_to",
    "reportsto",
    "manager_id",
    "reports_to_id",
    "parent",
    "parent_id",
    "boss",
    "supervisor",
    "supervisor_id",
    "line_manager",
    "manager_name",
    "manager_email",
    "managers",
];
/// What columns are called here, as contact lists call them, and what files call them.
pub(super) const COLUMNS: [(&str, &[&str]); 7] = [
    (NAME, &["name", "full_name", "fullname", "display_name", "displayname", "姓名"]),
    // Beside a job title, a title is how somebody is addressed.
    ("title", &["job_title", "jobtitle", "title", "position", "role", "职务"]),
    ("department", &DEPARTMENT),
    (EMAIL, &["email", "mail", "e_mail", "email_address", "邮箱"]),
    ("phone", &["phone", "mobile", "telephone", "mobile_phone", "手机"]),
    ("city", &["city", "location", "office", "城市"]),
    ("layer", &["layer", "level", "层级"]),
];
pub(super) const NAME: &str = "name";
pub(super) const EMAIL: &str = "email";
/// The parts of a name: the family's, the given one, and what stands between.
const PARTS: [&[&str]; 3] = [
    &["last_name", "lastname", "family_name", "surname", "last", "family", "姓"],
    &["first_name", "firstname", "given_name", "givenname", "first", "given", "名"],
    &["middle_name", "middlename", "middle"],
];
/// By what an object that stands where a text could is called.
const LABELS: [&str; 5] = ["name", "display_name", "title", "label", "value"];
/// What says something of somebody and is nobody, though it may have a name.
const VALUES: [&str; 8] =
    ["address", "addresses", "contacts", "employer", "site", "country", "division", "business_unit"];

/// What an object says of itself, its names as they are known here; of two that are one, the second as it is written.
pub(super) fn own(map: &Map<String, Value>) -> Map<String, Value> {
    let mut own = Map::new();
    // An extension of SCIM says what it says of whoever it stands in: `urn:ietf:params:scim:…:User`.
    let extended = map.iter().filter(|(name, _)| name.starts_with("urn:")).filter_map(|(_, more)| more.as_object());
    let all =
        map.iter().filter(|(name, value)| !(name.starts_with("urn:") && value.is_object())).chain(extended.flatten());
    for (name, value) in all.filter(|(name, _)| *name != LINE) {
        let known = spelt(name);
        own.insert(if own.contains_key(&known) { name.clone() } else { known }, value.clone());
    }
    own
}

/// What the first of these that says anything says.
pub(super) fn said(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    said_by(fields, names).map(|(_, text)| text)
}

/// The same, and which it is.
pub(super) fn said_by<'n>(fields: &Map<String, Value>, names: &[&'n str]) -> Option<(&'n str, String)> {
    let said = names.iter().find_map(|name| Some((*name, text(fields.get(*name)?)?)));
    said.filter(|(_, text)| !text.trim().is_empty())
}

/// What somebody is called: their name, or its parts.
pub(super) fn named(fields: &Map<String, Value>) -> Option<String> {
    let names = COLUMNS.first().map_or(&[][..], |(_, names)| names);
    let parts = |fields: &Map<String, Value>| {
        let [family, given, middle] = PARTS.map(|names| said(fields, names).unwrap_or_default());
        Some(whole_name(&family, &given, &middle)).filter(|name| !name.is_empty())
    };
    let within = || {
        let name = own(fields.get(NAME)?.as_object()?);
        parts(&name).or_else(|| said(&name, &["formatted"]))
    };
    said(fields, names).or_else(within).or_else(|| parts(fields))
}

/// What those below somebody call them: a post that nobody has goes by its title.
pub(super) fn known_as(fields: &Map<String, Value>) -> Option<String> {
    let title = || COLUMNS.iter().filter(|(column, _)| *column == "title").find_map(|(_, names)| said(fields, names));
    named(fields).filter(|name| !is_vacant(name)).or_else(title)
}

/// Whether an object is a person with a list of reports, and not a company with one of people.
pub(super) fn is_somebody(fields: &Map<String, Value>) -> bool {
    does_something(fields) || KEYS.iter().any(|name| fields.contains_key(*name))
}

/// Whether an object says what somebody does, or for whom.
pub(super) fn does_something(fields: &Map<String, Value>) -> bool {
    let tells = ["title", "role", "email", "position", "job_title"].iter().chain(&ABOVE);
    tells.into_iter().any(|name| fields.contains_key(*name))
}

/// Whether what stands under a name is said of somebody, and nobody by itself.
pub(super) fn is_value(name: &str) -> bool {
    let columns = COLUMNS.iter().flat_map(|(_, names)| names.iter());
    columns.chain(&EMPLOYER).chain(&ABOVE).chain(&VALUES).any(|known| *known == name)
}

/// What an object that stands where a text could is called, and under which name it says so.
pub(super) fn label(map: &Map<String, Value>) -> Option<(&String, String)> {
    LABELS.iter().find_map(|label| {
        let (name, value) = map.iter().find(|(name, _)| *name != LINE && spelt(name) == *label)?;
        Some((name, text(value)?))
    })
}

/// A number as files refer to it: in one place it may be `1`, in another `1.0`.
pub(super) fn number(said: &str) -> &str {
    let is_whole = |whole: &&str| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    said.strip_suffix(".0").filter(is_whole).unwrap_or(said)
}

pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Object(map) => label(map).map(|(_, text)| text),
        Value::Array(list) => Some(list.iter().filter_map(text).collect::<Vec<_>>().join("; ")),
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// What stands in a cell: a text, or word for word what is no text.
pub(super) fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => Some(bare(value).to_string()),
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => Some(bare(value).to_string()),
        other => text(other),
    }
}

/// A value without the lines it is on.
pub(super) fn bare(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            map.iter().filter(|(name, _)| *name != LINE).map(|(name, one)| (name.clone(), bare(one))).collect()
        }
        Value::Array(list) => list.iter().map(bare).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_however_they_are_written() {
        for (name, known) in [
            ("managerId", "manager_id"),
            ("managerID", "manager_id"),
            ("ID", "id"),
            ("reports-to", "reports_to"),
            ("Job Title", "job_title"),
            ("HRLead", "hr_lead"),
            ("DEPARTMENT", "department"),
            ("姓名", "姓名"),
        ] {
            assert_eq!(spelt(name), known);
        }
    }
}
