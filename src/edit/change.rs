//! What an edit is: a list of field changes, each with before and after. Its inverse is the same list, read backwards.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Id, Kind, Name, Problem, When};

/// A hybrid logical clock's reading: never goes back on one device, and orders the edits of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    /// Milliseconds since 1970, UTC.
    pub millis: i64,
    /// Tells readings of the same millisecond apart.
    pub count: u32,
    /// The device that read it.
    pub device: u32,
}

impl Stamp {
    /// One that is before `self`.
    #[must_use]
    pub const fn before(self) -> Self {
        Self { millis: self.millis - 1, count: 0, ..self }
    }

    /// The reading after `self` on `device`, when the wall clock says `millis`.
    #[must_use]
    pub fn next(self, millis: i64, device: u32) -> Self {
        if millis > self.millis {
            Self { millis, count: 0, device }
        } else {
            Self { millis: self.millis, count: self.count + 1, device }
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:x}-{:08x}", self.millis, self.count, self.device)
    }
}

impl FromStr for Stamp {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut parts = text.splitn(3, '-');
        let mut read = || {
            let millis = parts.next()?.parse().ok()?;
            let count = u32::from_str_radix(parts.next()?, 16).ok()?;
            let device = u32::from_str_radix(parts.next()?, 16).ok()?;
            Some(Self { millis, count, device })
        };
        read().ok_or_else(|| Problem::new("problem-bad-stamp").with("text", text))
    }
}

impl TryFrom<String> for Stamp {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.to_string()
    }
}

/// The field by which a record comes to be (null → true) and ceases (true → null).
pub const EXISTS: &str = "exists";

/// A change that changes nothing but its stamp, before a record that people delete ceases: by it a tombstone tells that
/// it was deleted, and not that its adding was taken back.
pub const DELETED: &str = "deleted";

/// One field of one record, before and after. In a list whose entries have ids, `entry` names the one that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// Name of the field, [`EXISTS`], or the basis of a judgement (`support.source`).
    pub field: Name,
    /// The entry of a list, where the field is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Id>,
    /// The value it replaces; null where nothing was set.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub before: Value,
    /// The new value; null unsets.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub after: Value,
    /// Stamp of the value it replaces, from which a later merge can tell a conflict from a newer value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Stamp>,
}

/// What is saved, undone, redone, listed as history and, one day, exchanged: changes that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// Identity of the edit.
    pub id: Id,
    /// When, in an order that never goes back.
    pub at: Stamp,
    /// When, as people read it.
    pub when: When,
    /// Who.
    pub author: String,
    /// What was meant: a text id such as `edit-set` or `edit-import`.
    pub label: String,
    /// What it was about, for labels that say it (`contacts.csv`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The edits of one import share a group; undo takes all of it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
    /// Whether this takes an earlier edit back or does it again, and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// The changes, in order.
    #[serde(with = "super::written")]
    pub changes: Vec<Change>,
}

/// What an edit does to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Takes it back.
    Undoes(Id),
    /// Does it again.
    Redoes(Id),
}

impl Change {
    /// Whether it is of a field whose values are not shown unasked.
    pub fn is_personal(&self) -> bool {
        self.kind.field(&self.field).is_some_and(|field| field.sensitive)
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), seen: None, ..self.clone() }
    }
}

impl Edit {
    /// The changes that take this edit back: swapped, and in reverse order. Nothing else exists for undo.
    pub fn inverse(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }
}
