//! Values of records in a paper's words.

use serde_json::Value;

use crate::model::value::plain;
use crate::model::{Record, When};
use crate::text::Text;

/// A choice by its label.
pub(super) fn choice(text: &Text, set: &str, code: &str) -> String {
    text.t(&format!("choice-{set}-{}", code.replace('_', "-")))
}

/// The choices of a field by their labels, empty where there is none or it is unknown.
pub(super) fn choices(text: &Text, set: &str, value: &Value) -> Vec<String> {
    let one = |value: &Value| value.as_str().map(|code| choice(text, set, code));
    match value {
        Value::Array(many) => many.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

/// What a judgement rests on: how sure, from whom, of when. Empty where nobody said.
pub(super) fn basis(text: &Text, record: &Record, field: &str) -> String {
    let part = |name: &str| Some(record.value(&format!("{field}.{name}"))).filter(|value| !value.is_null());
    let sure = part("confidence").and_then(|value| Some(choice(text, "confidence", value.as_str()?)));
    let parts: Vec<String> =
        [sure, part("source").map(|value| plain(&value)), part("as_of").map(|value| plain(&value))]
            .into_iter()
            .flatten()
            .collect();
    if parts.is_empty() { String::new() } else { text.aside(&text.list(&parts)) }
}

/// A day, and the hour where it is known.
pub(super) fn moment(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Moment(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
    }
}
