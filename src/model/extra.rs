//! What a record carries beside the fields of its table: a list in order of the names, which takes half the room of a map.

use std::fmt;
use std::ops::Index;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Fields that this version does not know, columns of other programs, and the basis of judgements under
/// `field.confidence` and so on: kept and written back as they came.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Box<[(Box<str>, Value)]>);

impl Extra {
    /// What is kept under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let at = self.0.binary_search_by(|(other, _)| (**other).cmp(name)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Whether something is kept under a name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }
}

impl Index<&str> for Extra {
    type Output = Value;

    /// Null where nothing is kept under the name.
    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&Value::Null)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = Extra;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Extra, A::Error> {
                let mut all: Vec<(Box<str>, Value)> = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                all.sort_by(|(one, _), (other, _)| one.cmp(other));
                all.dedup_by(|(one, _), (other, _)| one == other);
                Ok(Extra(all.into()))
            }
        }

        from.deserialize_map(Names)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_put_in_is_found_by_name_and_written_back() {
        let value = json!({ "b": 1, "a.source": "王强", "长": [null] });
        let extra: Extra = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(extra.keys().collect::<Vec<_>>(), ["a.source", "b", "长"]);
        assert_eq!((extra.get("b"), extra.get("c"), extra.contains_key("长")), (Some(&json!(1)), None, true));
        assert_eq!(serde_json::to_value(&extra).unwrap(), value);
    }
}
