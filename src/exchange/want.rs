//! What a file wants of one record, before it is held against the room.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ext, since};
use crate::model::{Id, Kind, Name, value};

/// One field as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Wish {
    /// The value, in a form the field's table row can check; null unsets.
    pub(super) value: Value,
    /// Which cells it comes from, by the names under which the record remembers them. Where all of them still say what
    /// they said at the last import, the wish is an old one and changes nothing. Without cells it always counts.
    pub(super) cells: Box<[Name]>,
    /// What those cells came to at the last import, where the reader can tell; it tells a change made here from one made
    /// in the file.
    pub(super) base: Option<Box<Value>>,
    /// Whether it counts though its cells say what they said: they are read in another way.
    pub(super) anew: bool,
}

/// Whether a field is as a file said: also where it says nothing because it has no room for that.
pub(super) fn is_as_said(kind: Kind, field: &str, said: &str, now: Option<&str>) -> bool {
    let has_room = || kind.field(field).is_none_or(|row| value::check(&row, &said.into()).is_ok());
    now.map_or_else(|| said.is_empty() || !has_room(), |now| now == said)
}

/// The fields that are wanted, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Fields(Vec<(Name, Wish)>);

impl Fields {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Wish> {
        self.place(name).ok().and_then(|at| self.0.get(at)).map(|(_, wish)| wish)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Wish> {
        self.place(name).ok().and_then(|at| self.0.get_mut(at)).map(|(_, wish)| wish)
    }

    pub(super) fn insert(&mut self, name: Name, wish: Wish) {
        match self.place(&name) {
            Ok(at) => self.0.get_mut(at).into_iter().for_each(|(_, old)| *old = wish.clone()),
            Err(at) => self.0.insert(at, (name, wish)),
        }
    }

    /// Wants a field to have a value that comes from these cells.
    pub(super) fn set(&mut self, field: &str, value: impl Into<Value>, cells: &[&str]) {
        let cells = cells.iter().map(|cell| Name::from(*cell)).collect();
        self.insert(field.into(), Wish { value: value.into(), cells, base: None, anew: false });
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Wish> {
        self.place(name).ok().map(|at| self.0.remove(at).1)
    }

    pub(super) fn retain(&mut self, mut stays: impl FnMut(&Name, &Wish) -> bool) {
        self.0.retain(|(name, wish)| stays(name, wish));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Name, &Wish)> {
        self.0.iter().map(|(name, wish)| (name, wish))
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&Name, &mut Wish)> {
        self.0.iter_mut().map(|(name, wish)| (&*name, wish))
    }
}

impl IntoIterator for Fields {
    type Item = (Name, Wish);
    type IntoIter = std::vec::IntoIter<(Name, Wish)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<(Name, Wish)> for Fields {
    fn extend<T: IntoIterator<Item = (Name, Wish)>>(&mut self, wishes: T) {
        wishes.into_iter().for_each(|(name, wish)| self.insert(name, wish));
    }
}

/// The row of what a file has somebody remember: none, for it goes in whatever becomes of the rows.
pub(super) const NO_ROW: usize = usize::MAX;

/// One record as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Want {
    /// Which of the plan's rows it belongs to.
    pub(super) row: usize,
    /// Its kind.
    pub(super) kind: Kind,
    /// Its identity.
    pub(super) id: Id,
    /// The fields, and the cells as they are written (`salesforce.Title`).
    pub(super) fields: Fields,
    /// Whether the file calls it off: where it is here, it goes.
    pub(super) gone: bool,
}

impl Want {
    /// A record of which nothing is wanted yet.
    pub(super) const fn new(row: usize, kind: Kind, id: Id) -> Self {
        Self { row, kind, id, fields: Fields(Vec::new()), gone: false }
    }

    /// Wants a field to have a value that comes from these cells.
    pub(super) fn set(&mut self, field: &str, value: impl Into<Value>, cells: &[&str]) {
        self.fields.set(field, value, cells);
    }

    /// Remembers what the file calls the record, so that it is found again.
    pub(super) fn name_it(&mut self, source: &str, ext_id: &str) {
        self.set(&ext::key(source), ext_id, &[]);
    }

    /// Remembers what the record was like when it went out, where the file tells it.
    pub(super) fn was(&mut self, was: &str) {
        let prefix = format!("{}/", self.kind);
        let own: Vec<&str> =
            was.split_whitespace().filter(|word| word.starts_with(&prefix) || since::was::is_of_row(word)).collect();
        if !own.is_empty() {
            self.set(since::was::KEY, own.join(" "), &[]);
        }
    }

    /// What the file says in a cell now, as it will be remembered.
    pub(super) fn cell(&self, name: &str) -> &Value {
        self.fields.get(name).map_or(&Value::Null, |wish| &wish.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_twice_is_wanted_as_last_said_and_all_is_in_order() {
        let mut want = Want::new(0, Kind::Person, Id::NIL);
        for (field, value) in [("name", "王强"), ("home_city", "上海"), ("name", "王刚")] {
            want.set(field, value, &["csv.x"]);
        }
        let all: Vec<_> = want.fields.iter().map(|(name, wish)| (name.as_str(), wish.value.clone())).collect();
        assert_eq!(all, [("home_city", "上海".into()), ("name", "王刚".into())]);
        assert_eq!(want.fields.remove("home_city").map(|wish| wish.value), Some("上海".into()));
        assert_eq!((want.fields.get("home_city"), want.cell("name")), (None, &"王刚".into()));
    }
}
