//! What makes a struct a record: the macros that declare struct and field table in one line per field, the list of
//! kinds, and [`Record`], which is any of them.

use std::fmt;
use std::str::FromStr;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::extra::Extra;
use super::field::{BASIS, Field, Type};
use super::refers::Found;
use super::{Id, Problem};

/// A struct that is one kind of record.
pub trait Typed: Clone + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Its field table, common fields last.
    const FIELDS: &'static [Field];
    /// The struct inside a record of this kind.
    fn of(record: &Record) -> Option<&Self>;
    /// The same, taken out.
    fn from_record(record: Record) -> Option<Self>;
    /// Whether a field is set; of names that no field has, whether something is kept under them.
    fn has(&self, name: &str) -> bool;
    /// The value of one field, or of what is kept under a name that no field has; null where there is none.
    fn value(&self, name: &str) -> Value;
    /// Every record it points to, with the field that does, in the order of the table.
    fn refer(&self, found: &mut Found);
}

/// A field's name, of a struct's field that may be a raw identifier.
pub const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// What is held, as a generic value.
pub(super) fn generic(held: &impl Serialize) -> Value {
    held.serialize(serde_json::value::Serializer).unwrap_or_default()
}

/// How a struct of fields is written and read: what is set by its name, and beside it what this version does not know. serde's
/// own `flatten` does the same through a copy of everything, which costs four times as long.
macro_rules! written {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                use $crate::model::list::Unset;
                let set = [$(!self.$field.is_unset()),*].into_iter().filter(|set| *set).count();
                let mut map = to.serialize_map(Some(1 + set + self.extra.iter().len()))?;
                map.serialize_entry("id", &self.id)?;
                $(if !self.$field.is_unset() {
                    map.serialize_entry(const { $crate::model::record::bare(stringify!($field)) }, &self.$field)?;
                })*
                for (name, value) in self.extra.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("fields and values")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let mut read = $name::default();
                        let mut extra = Vec::new();
                        while let Some($crate::model::extra::Name(name)) = map.next_key()? {
                            if name == "id" {
                                read.id = map.next_value()?;
                                continue;
                            }
                            $(if name == const { $crate::model::record::bare(stringify!($field)) } {
                                read.$field = map.next_value()?;
                                continue;
                            })*
                            extra.push((name.as_ref().into(), map.next_value()?));
                        }
                        read.extra = extra.into();
                        Ok(read)
                    }
                }

                from.deserialize_map(Fields)
            }
        }
    };
}

/// Declares a record: one line a field gives the struct's field and the table's row.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $ty:ty = $spec:expr),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(missing_docs, reason = "each field is described by its table row and its text in the locale files")]
        pub struct $name {
            pub id: $crate::model::Id,
            $(pub $field: $ty,)*
            pub notes: Option<String>,
            pub created_at: Option<$crate::model::When>,
            pub created_by: Option<String>,
            pub updated_at: Option<$crate::model::When>,
            pub updated_by: Option<String>,
            pub extra: $crate::model::extra::Extra,
        }

        $crate::model::record::written! {
            $name { $($field,)* notes, created_at, created_by, updated_at, updated_by }
        }

        impl $crate::model::record::Typed for $name {
            const KIND: $crate::model::Kind = $crate::model::Kind::$name;
            const FIELDS: &'static [$crate::model::field::Field] = &[
                $($spec.named(stringify!($field)),)*
                $crate::model::field::LONG.named("notes"),
                $crate::model::field::WHEN.auto().named("created_at"),
                $crate::model::field::TEXT.auto().named("created_by"),
                $crate::model::field::WHEN.auto().named("updated_at"),
                $crate::model::field::TEXT.auto().named("updated_by"),
            ];

            fn of(record: &$crate::model::Record) -> Option<&Self> {
                match record {
                    $crate::model::Record::$name(inner) => Some(inner),
                    _ => None,
                }
            }

            fn from_record(record: $crate::model::Record) -> Option<Self> {
                match record {
                    $crate::model::Record::$name(inner) => Some(*inner),
                    _ => None,
                }
            }

            fn has(&self, name: &str) -> bool {
                use $crate::model::list::Unset;
                $(if name == const { $crate::model::record::bare(stringify!($field)) } {
                    return !self.$field.is_unset();
                })*
                match name {
                    "notes" => self.notes.is_some(),
                    "created_at" => self.created_at.is_some(),
                    "created_by" => self.created_by.is_some(),
                    "updated_at" => self.updated_at.is_some(),
                    "updated_by" => self.updated_by.is_some(),
                    _ => self.extra.contains_key(name),
                }
            }

            fn value(&self, name: &str) -> serde_json::Value {
                use $crate::model::list::Unset;
                use $crate::model::record::generic;
                $(if name == const { $crate::model::record::bare(stringify!($field)) } {
                    return if self.$field.is_unset() { serde_json::Value::Null } else { generic(&self.$field) };
                })*
                match name {
                    "id" => generic(&self.id),
                    "notes" => generic(&self.notes),
                    "created_at" => generic(&self.created_at),
                    "created_by" => generic(&self.created_by),
                    "updated_at" => generic(&self.updated_at),
                    "updated_by" => generic(&self.updated_by),
                    _ => self.extra.get(name).cloned().unwrap_or_default(),
                }
            }

            fn refer(&self, found: &mut $crate::model::refers::Found) {
                use $crate::model::refers::Refers;
                $(self.$field.refer(const { $crate::model::record::bare(stringify!($field)) }, found);)*
            }
        }
    };
}

/// Declares a small record that lives in a list inside a record, in the same form.
macro_rules! entry {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $ty:ty = $spec:expr),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(missing_docs, reason = "each field is described by its table row and its text in the locale files")]
        pub struct $name {
            pub id: $crate::model::Id,
            $(pub $field: $ty,)*
            pub extra: $crate::model::extra::Extra,
        }

        $crate::model::record::written! { $name { $($field),* } }

        impl $name {
            /// The table of its fields.
            pub const FIELDS: &'static [$crate::model::field::Field] = &[$($spec.named(stringify!($field)),)*];
        }

        impl $crate::model::refers::Refers for $name {
            fn refer(&self, field: &'static str, found: &mut $crate::model::refers::Found) {
                $(self.$field.refer(field, found);)*
            }
        }
    };
}

pub(crate) use {entry, record, written};

/// Declares the kinds and everything that has to name each of them.
macro_rules! kinds {
    ($($name:ident = $tag:literal $code:literal),* $(,)?) => {
        /// The kinds of record there are. The numbers are on disk: never change or reuse one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is documented at its struct")]
        pub enum Kind { $(#[serde(rename = $code)] $name = $tag),* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The kind of a number on disk.
            pub const fn of(number: u8) -> Option<Self> {
                match number { $($tag => Some(Self::$name),)* _ => None }
            }

            /// The name in files, on the command line and in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The field table.
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$name => <super::$name as Typed>::FIELDS),* }
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "each is documented at its struct")]
        pub enum Record { $($name(Box<super::$name>)),* }

        impl Record {
            /// Which kind it is.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name),* }
            }

            /// Its identity.
            pub fn id(&self) -> Id {
                match self { $(Self::$name(inner) => inner.id),* }
            }

            /// When it was made, and when it was last changed.
            pub fn dated(&self) -> [Option<super::When>; 2] {
                match self { $(Self::$name(inner) => [inner.created_at, inner.updated_at]),* }
            }

            /// What this version does not know, and the basis of judgements.
            pub fn extra(&self) -> &Extra {
                match self { $(Self::$name(inner) => &inner.extra),* }
            }

            /// Whether a field is set; of names that no field has, whether something is kept under them.
            pub fn has(&self, name: &str) -> bool {
                match self { $(Self::$name(inner) => inner.has(name)),* }
            }

            /// The value of one field, or of what is kept under a name that no field has; null where there is none.
            pub fn value(&self, name: &str) -> Value {
                match self { $(Self::$name(inner) => inner.value(name)),* }
            }

            /// Every record this one points to, with the field that does.
            pub fn references(&self) -> Vec<(&'static str, Id)> {
                let mut found = Found::new();
                match self { $(Self::$name(inner) => inner.refer(&mut found)),* }
                found
            }

            /// Writes the record's fields in whatever format; the kind is not among them.
            pub fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$name(inner) => inner.serialize(to)),* }
            }

            /// The record of a kind whose fields stand in whatever format.
            pub fn read<'de, D: Deserializer<'de>>(kind: Kind, from: D) -> Result<Self, D::Error> {
                match kind { $(Kind::$name => Deserialize::deserialize(from).map(|inner| Self::$name(Box::new(inner)))),* }
            }

        }

        $(impl From<super::$name> for Record {
            fn from(inner: super::$name) -> Self {
                Self::$name(Box::new(inner))
            }
        })*
    };
}

kinds! {
    Account = 1 "account", Person = 2 "person", Seat = 3 "seat", Edge = 4 "edge", Member = 5 "member",
    Pairing = 6 "pairing", Touch = 7 "touch", FollowUp = 8 "follow_up", Visit = 9 "visit", Travel = 10 "travel",
    Complaint = 11 "complaint", Receivable = 12 "receivable", Period = 13 "period", Need = 14 "need",
    Competitor = 15 "competitor", Goal = 16 "goal", Swot = 17 "swot", WhiteSpace = 18 "white_space", Gift = 19 "gift",
    Satisfaction = 20 "satisfaction", Occasion = 21 "occasion", Note = 22 "note",
    Snooze = 23 "snooze",
}

impl Kind {
    /// The row of `name`, which may be the basis of a judgement (`support.confidence`).
    pub fn field(self, name: &str) -> Option<Field> {
        let Some((judged, part)) = name.split_once('.') else {
            return self.fields().iter().find(|field| field.name == name).copied();
        };
        self.fields().iter().find(|field| field.name == judged && field.judged)?;
        BASIS.into_iter().find(|field| field.name == part)
    }

    /// The two fields of which exactly one is set, for kinds that are somebody's or somebody else's.
    pub const fn either(self) -> Option<[&'static str; 2]> {
        match self {
            Self::Travel => Some(["person", "member"]),
            Self::Occasion => Some(["person", "account"]),
            _ => None,
        }
    }

    /// The other one of two fields of which only one can be set.
    pub fn other_of(self, field: &str) -> Option<&'static str> {
        let [one, other] = self.either()?;
        if field == one {
            return Some(other);
        }
        (field == other).then_some(one)
    }

    /// The fields people fill in.
    pub fn open_fields(self) -> impl Iterator<Item = &'static Field> {
        self.fields().iter().filter(|field| !field.auto)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Kind {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let wanted = text.trim().replace('-', "_").to_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.code() == wanted).ok_or_else(|| {
            let all: Vec<_> = Self::ALL.iter().map(|kind| kind.code()).collect();
            Problem::new("problem-unknown-kind").with("text", text).with("kinds", all.join(" "))
        })
    }
}

impl Record {
    /// The record as a map of the fields that are set, `id` among them: the one place where typed records become
    /// generic values.
    pub fn to_map(&self) -> Map<String, Value> {
        match self.write(serde_json::value::Serializer) {
            Ok(Value::Object(map)) => map,
            // A plain struct with string keys always serialises to an object.
            _ => Map::new(),
        }
    }

    /// The typed record of such a map: the one place where generic values become typed records.
    pub fn from_map(kind: Kind, map: Map<String, Value>) -> Result<Self, Problem> {
        Self::read(kind, Value::Object(map)).map_err(|error| malformed(kind, &error))
    }

    /// The typed record of these fields, `id` among them.
    pub fn of_fields<'a>(kind: Kind, fields: impl Iterator<Item = (&'a str, &'a Value)>) -> Result<Self, Problem> {
        let fields = fields.map(|(name, value)| (BorrowedStrDeserializer::new(name), value));
        Self::read(kind, MapDeserializer::new(fields)).map_err(|error| malformed(kind, &error))
    }

    /// Confidence, source or date of a judgement, as stored.
    pub fn basis(&self, judged: &str, part: &str) -> Option<&str> {
        self.extra().get(&format!("{judged}.{part}"))?.as_str()
    }
}

fn malformed(kind: Kind, error: &serde_json::Error) -> Problem {
    Problem::new("problem-malformed-record").with("kind", kind).with("why", error)
}

/// Every record that a map of this kind points to, with the field that does.
pub fn references(kind: Kind, map: &Map<String, Value>) -> Vec<(&'static str, Id)> {
    let mut found = Vec::new();
    for field in kind.fields() {
        let Some(value) = map.get(field.name) else { continue };
        collect(field, value, field.name, &mut found);
    }
    found
}

/// Every record that a value of a field points to.
pub fn pointed_to(field: &Field, value: &Value) -> Vec<Id> {
    let mut found = Vec::new();
    collect(field, value, field.name, &mut found);
    found.into_iter().map(|(_, id)| id).collect()
}

fn collect(field: &Field, value: &Value, name: &'static str, found: &mut Vec<(&'static str, Id)>) {
    match (field.ty, value) {
        (Type::Ref(_), Value::String(text)) => found.extend(text.parse().ok().map(|id| (name, id))),
        (Type::Ref(_), Value::Array(many)) => {
            let ids = many.iter().filter_map(|one| one.as_str()?.parse().ok());
            found.extend(ids.map(|id| (name, id)));
        }
        (Type::Entries(fields), Value::Array(many)) => {
            for (part, one) in many.iter().flat_map(|one| fields.iter().map(move |part| (part, one))) {
                if let Some(inner) = one.get(part.name) {
                    collect(part, inner, name, found);
                }
            }
        }
        _ => {}
    }
}
