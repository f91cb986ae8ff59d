//! `FIELD=VALUE` on the command line, as values that fit the field: names become ids, dates are read as people type them.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::{names, shape};
use crate::edit::Room;
use crate::edit::draft::unknown_field;
use crate::model::choice::Choices;
use crate::model::field::{Field, Type};
use crate::model::fold::fold;
use crate::model::value::check;
use crate::model::{Id, Kind, Problem};
use crate::rules::Terms;
use crate::rules::typed::Typing;
use crate::screen::present::choice_label;
use crate::text::Text;

/// What is being written, and when.
pub struct Wishes<'a> {
    /// The records names are looked up in.
    pub room: &'a Room,
    /// Zones of cities.
    pub terms: &'a Terms,
    /// The reader's language, whose words for codes are taken, too.
    pub text: &'a Text,
    /// The kind of the record.
    pub kind: Kind,
    /// The record, where there is one already.
    pub record: Option<Id>,
    /// The moment it is.
    pub now: DateTime<FixedOffset>,
}

impl Wishes<'_> {
    /// Reads all of them, in their order; null clears a field.
    pub fn read(&self, given: &[String]) -> Result<Vec<(String, Value)>, Problem> {
        let mut pairs = Vec::new();
        for text in given {
            let (name, value) =
                text.split_once('=').ok_or_else(|| Problem::new("problem-usage-assignment").with("text", text))?;
            let name = name.trim();
            let field = shape::field(self.kind, name).ok_or_else(|| unknown_field(self.kind, name))?;
            // The basis of a judgement is stored under the whole name, `support.confidence`.
            let stored = if name.contains('.') { name } else { field.name };
            pairs.push((stored, field, value));
        }
        let account = pairs.iter().find(|(name, ..)| *name == "account").map(|(_, _, value)| *value);
        let account = account.map(|text| names::exactly(self.room, Kind::Account, text, None)).transpose()?;
        let home = names::home(self.room, self.record, account);
        // An hour is one of the city it belongs to, which may be given after it.
        let (hours, others): (Vec<_>, Vec<_>) =
            pairs.iter().enumerate().partition(|(_, (_, field, _))| field.ty == Type::When);
        let mut read: Vec<(usize, (String, Value))> = Vec::new();
        for (at, (name, field, text)) in others.into_iter().chain(hours) {
            let known = |other: &'static str| {
                let given = read.iter().find(|(_, (name, _))| name == other).map(|(_, (_, value))| value.clone());
                given.unwrap_or_else(|| self.old(other))
            };
            let value = self.value(name, field, text, home, &known)?;
            read.push((at, ((*name).to_owned(), value)));
        }
        read.sort_by_key(|(at, _)| *at);
        Ok(read.into_iter().map(|(_, pair)| pair).collect())
    }

    /// What a field of the record is now.
    fn old(&self, name: &str) -> Value {
        self.record.and_then(|id| self.room.record(id)).map(|record| record.value(name)).unwrap_or_default()
    }

    fn value(
        &self,
        name: &str,
        field: &Field,
        text: &str,
        home: Option<Id>,
        known: &dyn Fn(&'static str) -> Value,
    ) -> Result<Value, Problem> {
        let text = text.trim();
        match field.ty {
            _ if text.is_empty() => Ok(Value::Null),
            Type::Ref(kind) => self.reference(field, kind, text, home),
            Type::Entries(fields) => {
                let not_a_list = || Problem::new("problem-not-a-list").with("text", text);
                let Ok(Value::Array(entries)) = serde_json::from_str(text) else { return Err(not_a_list()) };
                let entries = entries.into_iter().map(|entry| match entry {
                    Value::Object(entry) => self.entry(fields, entry, home, known),
                    _ => Err(not_a_list()),
                });
                check(field, &Value::Array(entries.collect::<Result<_, _>>()?))
            }
            _ => {
                let Self { room, terms, kind, now, .. } = *self;
                let codes = match field.ty {
                    Type::Choice(choices) => self.codes(choices, text),
                    _ => text.to_owned(),
                };
                Typing { room, terms, now, kind, of: known }.parse(field, &codes, &self.old(name))
            }
        }
    }

    /// Choices by their codes, whatever they are called in the reader's language; other words stay, to be refused.
    fn codes(&self, choices: &Choices, text: &str) -> String {
        let code = |word: &str| {
            let called = |code: &&&str| fold(&choice_label(self.text, choices.name, code)) == fold(word.trim());
            choices.codes.iter().find(called).map_or(word.to_owned(), |code| (*code).to_owned())
        };
        text.split([',', '，', ';', '；', '、']).map(code).collect::<Vec<_>>().join(",")
    }

    fn reference(&self, field: &Field, kind: Kind, text: &str, home: Option<Id>) -> Result<Value, Problem> {
        let id = |text: &str| names::exactly(self.room, kind, text, home).map(|id| Value::from(id.to_string()));
        if !field.many {
            return id(text);
        }
        let listed = serde_json::from_str::<Vec<String>>(text);
        let split = || text.split([',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
        let texts = listed.unwrap_or_else(|_| split().map(str::to_owned).collect());
        let many = texts.iter().map(|text| id(text)).collect::<Result<_, _>>()?;
        check(field, &Value::Array(many))
    }

    fn entry(
        &self,
        fields: &[Field],
        entry: Map<String, Value>,
        home: Option<Id>,
        known: &dyn Fn(&'static str) -> Value,
    ) -> Result<Value, Problem> {
        let part = |(name, value): (String, Value)| {
            let field = fields.iter().find(|field| field.name == name);
            let value = match (field, value) {
                (Some(field), Value::String(text)) => self.value(&name, field, &text, home, known)?,
                (_, value) => value,
            };
            Ok((name, value))
        };
        Ok(Value::Object(entry.into_iter().map(part).collect::<Result<_, Problem>>()?))
    }
}
