//! What services wrap what they tell in: the nodes of GraphQL, the resources of JSON:API and what these refer to. Taken out
//! of it, they are like any other object.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::lined::LINE;
use super::words::{ABOVE, BELOW, spelt, text};

/// What may stand beside the list in a connection of GraphQL, beside the object in one of its edges, and beside what a
/// resource of JSON:API refers to.
const BESIDE: [(&str, &[&str]); 3] = [
    ("edges", &["page_info", "total_count", "count", "nodes", "__typename"]),
    ("node", &["cursor", "__typename"]),
    ("data", &["links", "meta"]),
];

/// What a resource of JSON:API consists of.
const RESOURCE: [&str; 7] = ["id", "type", "lid", "attributes", "relationships", "links", "meta"];

/// Resources that a file has beside those it lists, by type and id.
type Included<'v> = BTreeMap<(String, String), &'v Map<String, Value>>;

/// The same without all that.
pub(super) fn unwrapped(value: &Value) -> Value {
    let included = value.get("included").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    let included = included.filter_map(|one| Some((mark(one)?, one))).collect();
    taken_out(value, &included)
}

fn taken_out(value: &Value, included: &Included) -> Value {
    match value {
        Value::Array(list) => list.iter().map(|one| taken_out(one, included)).collect(),
        Value::Object(map) => match inner(map) {
            Some(inner) => taken_out(inner, included),
            None if is_resource(map) => resource(map, included).into(),
            None => map.iter().map(|(name, one)| (name.clone(), taken_out(one, included))).collect(),
        },
        other => other.clone(),
    }
}

/// What an object holds that is nothing but a wrap.
fn inner(map: &Map<String, Value>) -> Option<&Value> {
    let is_all = |name: &str, beside: &[&str]| {
        map.keys().all(|other| other == name || other == LINE || beside.contains(&spelt(other).as_str()))
    };
    let (name, _) = BESIDE.iter().find(|(name, beside)| map.contains_key(*name) && is_all(name, beside))?;
    map.get(*name).filter(|inner| if *name == "edges" { inner.is_array() } else { inner.is_object() })
}

fn is_resource(map: &Map<String, Value>) -> bool {
    let is_part = |name: &String| name == LINE || RESOURCE.contains(&name.as_str());
    map.get("attributes").is_some_and(Value::is_object) && mark(map).is_some() && map.keys().all(is_part)
}

/// Type and id.
fn mark(map: &Map<String, Value>) -> Option<(String, String)> {
    Some((text(map.get("type")?)?, text(map.get("id")?)?))
}

/// A resource with its attributes, and with what it refers to.
fn resource(map: &Map<String, Value>, included: &Included) -> Map<String, Value> {
    let mut flat = attributed(map);
    let related = map.get("relationships").and_then(Value::as_object).into_iter().flatten();
    for (name, value) in related.filter(|(name, _)| *name != LINE) {
        let Some(data) = value.get("data").filter(|data| !data.is_null() && !flat.contains_key(name)) else { continue };
        let known = spelt(name);
        let is_of_people = ABOVE.contains(&known.as_str()) || BELOW.contains(&known.as_str());
        let (name, said) = match data {
            Value::Object(one) => match referred(one, included) {
                Some(whole) => (name.clone(), whole.into()),
                None if is_of_people => (name.clone(), numbered(one).into()),
                None => (format!("{name}_id"), one.get("id").cloned().unwrap_or_default()),
            },
            Value::Array(list) if is_of_people => {
                let all = list.iter().filter_map(Value::as_object);
                let all = all.map(|one| Value::from(referred(one, included).unwrap_or_else(|| numbered(one))));
                (name.clone(), all.collect())
            }
            other => (name.clone(), other.clone()),
        };
        flat.insert(name, said);
    }
    flat
}

/// What a reference means, where the file has it.
fn referred(one: &Map<String, Value>, included: &Included) -> Option<Map<String, Value>> {
    included.get(&mark(one)?).map(|whole| attributed(whole))
}

/// A reference by number alone.
fn numbered(one: &Map<String, Value>) -> Map<String, Value> {
    one.iter()
        .filter(|(name, _)| *name == "id" || *name == LINE)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A resource with its attributes alone.
fn attributed(map: &Map<String, Value>) -> Map<String, Value> {
    let attributes = map.get("attributes").and_then(Value::as_object).into_iter().flatten();
    let own = attributes.filter(|(name, _)| *name != LINE).map(|(name, value)| (name.clone(), value.clone()));
    let mut flat: Map<String, Value> = own.collect();
    flat.extend(numbered(map));
    flat
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrapped_is_what_stands_in_it() {
        for (wrapped, bare) in [
            (json!({"edges": [{"node": {"a": 1}, "cursor": "x"}], "pageInfo": {}}), json!([{"a": 1}])),
            (json!({"manager": {"node": {"id": 1}}}), json!({"manager": {"id": 1}})),
            (json!({"data": {"people": []}}), json!({"people": []})),
            (json!({"data": [{"name": "Ann"}], "more": 1}), json!({"data": [{"name": "Ann"}], "more": 1})),
            (
                json!({"data": [{"id": "2", "type": "people", "attributes": {"name": "Bo"}, "relationships": {
                    "manager": {"data": {"id": "1", "type": "people"}},
                    "department": {"data": {"id": "3", "type": "departments"}},
                    "site": {"data": {"id": "4", "type": "sites"}},
                    "boss": {"data": null},
                }}], "included": [{"id": "3", "type": "departments", "attributes": {"name": "IT"}}]}),
                json!({"data": [{"id": "2", "name": "Bo", "manager": {"id": "1"}, "department": {"id": "3", "name": "IT"},
                    "site_id": "4"}], "included": [{"id": "3", "name": "IT"}]}),
            ),
        ] {
            assert_eq!(unwrapped(&wrapped), bare);
        }
    }
}
