//! A line that was read, in the reader's words: what was understood, what is asked, and what the answer may be.

use chrono::Datelike;
use serde_json::{Map, Value};

use super::{kind_label, label, present};
use crate::model::{Anniversary, Id, Kind, Seat};
use crate::screen::View;

/// What a record of a reading is: its kind, and which one it changes.
pub fn heading(view: &View, kind: Kind, target: Option<Id>) -> String {
    let kind = kind_label(view.text, kind);
    target.map_or_else(|| kind.clone(), |target| format!("{kind} · {}", view.room.name(target)))
}

/// Field and value of everything understood, in the order of the field table.
pub fn rows(view: &View, kind: Kind, fields: &Map<String, Value>) -> Vec<(String, String)> {
    let rows = kind.fields().iter().filter(|field| !field.auto).filter_map(|field| {
        let shown = present(view, field, fields.get(field.name)?);
        Some((label(view.text, kind, field.name), shown))
    });
    rows.collect()
}

/// The question a doubt is. `topic` is what it is about, `said` what the line says about it.
pub fn question(view: &View, topic: &str, said: &str) -> String {
    match said {
        "" => view.text.t(&format!("capture-ask-{topic}")),
        said => view.text.ta(&format!("capture-ask-{topic}-said"), &[("said", said)]),
    }
}

/// An answer as a person reads it, and what tells it from others: a record's name and where it belongs, a date, a text.
pub fn option(view: &View, key: &str) -> (String, String) {
    if let Ok(id) = key.parse::<Id>() {
        let account = view.room.account_of(id).filter(|account| *account != id).map(|account| view.room.name(account));
        let title = view.room.linked::<Seat>(id).find_map(|seat| seat.title.clone());
        return (view.room.name(id), title.into_iter().chain(account).collect::<Vec<_>>().join(" · "));
    }
    if let Ok(day) = key.parse::<chrono::NaiveDate>() {
        return (
            key.to_owned(),
            format!("{} · {}", view.text.weekday(day.weekday()), super::distance(view.text, day, view.today())),
        );
    }
    let named = format!("capture-option-{key}");
    if view.text.has(&named) {
        return (view.text.t(&named), String::new());
    }
    let birthday = Kind::Person.field("birthday").filter(|_| key.parse::<Anniversary>().is_ok());
    (birthday.map_or_else(|| key.to_owned(), |field| present(view, &field, &key.into())), String::new())
}
