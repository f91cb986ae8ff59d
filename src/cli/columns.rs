//! Which keys of an answer a table shows, and how.

use serde_json::Value;

use crate::model::value::plain;
use crate::model::{Money, When};
use crate::text::Text;
use crate::text::format::money;

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    key: &'static str,
    shown: Shown,
}

#[derive(Clone, Copy, Debug)]
enum Shown {
    /// As it is.
    Text,
    /// A code by its label, whose id begins so.
    Code(&'static str),
    /// Day, hour and minute.
    Moment,
    /// With four decimals.
    Number,
    /// With one decimal.
    Figure,
    /// An amount with its currency.
    Money,
    /// Marked where it is true.
    Yes,
    /// The names of a list, in order.
    Names,
    /// Minutes as hours and minutes.
    Minutes,
}

impl Column {
    /// A value as it is.
    pub const fn text(key: &'static str) -> Self {
        Self { key, shown: Shown::Text }
    }

    /// A code, by its label, whose id begins with `texts`.
    pub const fn code(key: &'static str, texts: &'static str) -> Self {
        Self { key, shown: Shown::Code(texts) }
    }

    /// A moment.
    pub const fn moment(key: &'static str) -> Self {
        Self { key, shown: Shown::Moment }
    }

    /// A score.
    pub const fn number(key: &'static str) -> Self {
        Self { key, shown: Shown::Number }
    }

    /// A score out of a hundred.
    pub const fn figure(key: &'static str) -> Self {
        Self { key, shown: Shown::Figure }
    }

    /// An amount with its currency.
    pub const fn money(key: &'static str) -> Self {
        Self { key, shown: Shown::Money }
    }

    /// A mark.
    pub const fn yes(key: &'static str) -> Self {
        Self { key, shown: Shown::Yes }
    }

    /// Names.
    pub const fn names(key: &'static str) -> Self {
        Self { key, shown: Shown::Names }
    }

    /// A length of time in minutes.
    pub const fn minutes(key: &'static str) -> Self {
        Self { key, shown: Shown::Minutes }
    }

    /// Id of the heading.
    pub fn text_id(&self) -> String {
        format!("column-{}", self.key.replace('_', "-"))
    }
}

/// What a row shows in a column.
pub fn cell(text: &Text, column: &Column, row: &Value) -> String {
    let value = row.get(column.key).unwrap_or(&Value::Null);
    if value.is_null() {
        return String::new();
    }
    match column.shown {
        Shown::Text => plain(value),
        Shown::Code(texts) => text.t(&format!("{texts}-{}", plain(value).replace('_', "-"))),
        Shown::Moment => match plain(value).parse() {
            Ok(When::Moment(moment)) => moment.format("%Y-%m-%d %H:%M").to_string(),
            Ok(When::Day(day)) => day.to_string(),
            Err(_) => plain(value),
        },
        Shown::Number => value.as_f64().map(|number| format!("{number:.4}")).unwrap_or_default(),
        Shown::Figure => value.as_f64().map(|number| format!("{number:.1}")).unwrap_or_default(),
        Shown::Money => {
            let read = serde_json::from_value::<Money>(value.clone());
            read.map_or_else(|_| plain(value), |sum| money(sum.amount, &sum.currency))
        }
        Shown::Minutes => {
            value.as_i64().map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60)).unwrap_or_default()
        }
        Shown::Yes => if value == true { "✓" } else { "" }.to_owned(),
        Shown::Names => {
            let names = value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|one| one.as_str().or_else(|| one.get("name")?.as_str()));
            let names: Vec<&str> = names.collect();
            if column.key == "steps" { names.join(" → ") } else { names.join(&text.t("word-and")) }
        }
    }
}
