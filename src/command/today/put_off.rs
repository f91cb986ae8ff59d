//! Putting a line off until a day, and calling it back.

use chrono::{Datelike, Days, NaiveDate};

use super::{called, line};
use crate::command::{Answer, Cx, Layer, Outcome, Then};
use crate::edit::Draft;
use crate::model::speak::{Bias, parse_day};
use crate::model::{Id, Problem};
use crate::overlay::{Item, Picker};
use crate::rules::today::Entry;
use crate::rules::today::snooze::{grade, put_off, wake};

/// Asks until when the line under the cursor is put off; one that is, comes back.
pub(super) fn snooze(cx: &mut Cx) -> Outcome {
    let entry = line(cx)?;
    if entry.until.is_some() {
        let mut draft = Draft::new("edit-today-wake").about(called(cx, &entry));
        wake(&mut draft, cx.room(), &entry)?;
        return cx.commit(draft);
    }
    let title = cx.text.ta("today-ask-until", &[("name", &called(cx, &entry))]);
    let picker = Picker::new(title, days(cx), None, None).creating(cx.text.t("today-until"));
    let then: Then = Box::new(move |cx, answer| match answer {
        Answer::Chosen(text) | Answer::New(text) => until(cx, &entry, &text),
        _ => Ok(()),
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

/// The days people put things off to; any other can be typed.
fn days(cx: &Cx) -> Vec<Item> {
    let today = cx.today();
    let after = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let to_monday = 7 - u64::from(today.weekday().num_days_from_monday());
    let named = [("today-until-tomorrow", 1), ("today-until-days", 3), ("today-until-monday", to_monday)];
    let later = [("today-until-week", 7), ("today-until-fortnight", 14), ("today-until-month", 30)];
    let item = |(id, days): (&str, u64)| {
        let day = after(days);
        let weekday = cx.text.weekday(day.weekday());
        Item::new(day.to_string(), cx.text.ta(id, &[("days", &days.to_string())]), format!("{day} {weekday}"))
    };
    named.into_iter().chain(later).map(item).collect()
}

fn until(cx: &mut Cx, entry: &Entry, text: &str) -> Outcome {
    let day: NaiveDate = parse_day(text, cx.today(), Bias::Future)?;
    if day <= cx.today() {
        return Err(Problem::new("problem-today-until-past").with("day", day));
    }
    let mut draft = Draft::new("edit-today-snooze").about(format!("{} → {day}", called(cx, entry)));
    put_off(&mut draft, cx.room(), entry, day, grade(entry), Id::new(cx.now()))?;
    cx.commit(draft)
}
