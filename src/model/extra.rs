//! What a record carries beside the fields of its table: a list in order of the names, which takes half the room of a map.

use std::borrow::Cow;
use std::fmt;
use std::ops::Index;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Fields that this version does not know, columns of other programs, and the basis of judgements under
/// `field.confidence` and so on: kept and written back as they came.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Box<[(super::Name, Value)]>);

impl Extra {
    /// What is kept under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let at = self.0.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Whether something is kept under a name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
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

impl From<Vec<(super::Name, Value)>> for Extra {
    /// Of what stands twice under a name, the last is kept.
    fn from(mut all: Vec<(super::Name, Value)>) -> Self {
        all.reverse();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all.dedup_by(|(one, _), (other, _)| one == other);
        Self(all.into())
    }
}

/// The name of a field as a format has it: borrowed from what is read wherever that is possible.
pub struct Name<'a>(pub Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text)))
            }
        }

        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_put_in_is_found_by_name() {
        let all = [("长", json!([null])), ("b", json!(1)), ("a.source", json!("王强")), ("b", json!(2))];
        let extra = Extra::from(all.map(|(name, value)| (name.into(), value)).to_vec());
        assert_eq!(extra.keys().collect::<Vec<_>>(), ["a.source", "b", "长"]);
        assert_eq!((extra.get("b"), extra.get("c"), extra.contains_key("长")), (Some(&json!(2)), None, true));
    }
}
