//! What cards and calendars say in words or by halves, as a person reads it: who is whose spouse, a birthday of which the day is not known.

use serde_json::Value;

use crate::model::field::{Field, Type};
use crate::model::{Record, half_of_a_day};
use crate::screen::View;
use crate::text::Lang;

/// A text in which cards have words of their own, those in the reader's language.
pub(super) fn in_words(view: &View, field: &Field, said: String) -> String {
    let text = view.text;
    let word = |what: &str, word: &str| {
        let id = format!("{what}-{}", word.to_lowercase());
        (word.bytes().all(|byte| byte.is_ascii_alphabetic()) && text.has(&id)).then(|| text.t(&id))
    };
    match field.name {
        "family" => {
            let one = |part: &str| {
                let known = part.split_once(": ").and_then(|(kin, who)| Some(text.pair(&word("kin", kin)?, who)));
                known.unwrap_or_else(|| part.to_owned())
            };
            said.split("; ").map(one).collect::<Vec<_>>().join("; ")
        }
        "country" => country(view, &said).unwrap_or(said),
        "what" => word("day-called", &said).unwrap_or(said),
        "source" => word("said-by", &said).unwrap_or(said),
        _ => said,
    }
}

/// A country by its name or its code, as the reader calls it.
pub fn country(view: &View, said: &str) -> Option<String> {
    let called = view.terms.zones.called(said)?;
    Some(match view.text.lang() {
        Lang::En => called.english.clone(),
        Lang::ZhCn => called.simplified.clone(),
        Lang::ZhTw => called.traditional.clone(),
    })
}

/// What a card said of a day that is not set, where that is less than a day: a month, with a year or without, or a year.
pub fn half_known(record: &Record, field: &Field) -> Option<String> {
    if field.name != "birthday" || field.ty != Type::Anniversary || !record.value(field.name).is_null() {
        return None;
    }
    let said = record.extra().get("vcard.BDAY")?;
    let lines = said.as_array().map_or_else(|| vec![said], |all| all.iter().collect());
    let days = lines.into_iter().filter_map(Value::as_str).filter_map(|line| line.rsplit_once(':'));
    days.map(|(_, day)| day.trim()).find_map(half_of_a_day)
}
