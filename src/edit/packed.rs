//! Changes held until it is their turn: an import works out a million of them before the first is saved.

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::press::{Press, Pressed};
use crate::model::Problem;

/// Some changes, packed.
#[derive(Clone, Debug, Default)]
pub struct Packed(Pressed);

/// As they are packed; fields have names there, by which [`super::written`] tells a record that comes to be from a change.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Changes(#[serde(with = "super::written")] Vec<Change>);

impl Packed {
    /// Packs changes.
    pub fn of(changes: Vec<Change>, press: &mut Press) -> Result<Self, Problem> {
        let bytes = rmp_serde::to_vec_named(&Changes(changes));
        bytes.map(|bytes| Self(press.press(&bytes))).map_err(unpackable)
    }

    /// The changes.
    pub fn changes(&self) -> Result<Vec<Change>, Problem> {
        rmp_serde::from_slice(&self.0.row()?).map(|Changes(changes)| changes).map_err(unpackable)
    }
}

/// Deeper than a thousand lists within lists: nobody means that.
fn unpackable(error: impl std::error::Error) -> Problem {
    Problem::new("problem-malformed-record").with("kind", "").with("why", error)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::edit::{EXISTS, Stamp};
    use crate::model::{Id, Kind};

    #[test]
    fn changes_come_out_as_they_went_in() {
        let change = |id: &str, field: &str, before: Value, after: Value| Change {
            kind: Kind::Person,
            id: Id::named("test", id),
            field: field.into(),
            entry: None,
            before,
            after,
            seen: None,
        };
        let mut again = change("1", "name", json!("王强"), json!("王刚"));
        (again.seen, again.entry) = (Some(Stamp { millis: 1, count: 2, device: 3 }), Some(Id::MAX));
        let all = vec![
            change("1", EXISTS, Value::Null, json!(true)),
            change("1", "name", Value::Null, json!("王强")),
            change("1", "csv.Größe", Value::Null, json!([1, -2.5, {"a": [null, true]}])),
            again,
            change("2", EXISTS, json!(true), Value::Null),
        ];
        assert_eq!(Packed::of(all.clone(), &mut Press::default()).unwrap().changes().unwrap(), all);
    }
}
