//! Commands of the insight into the whole business.

use super::{Command, Cx, Outcome, global};
use crate::model::Id;
use crate::overlay::Item;
use crate::rules::kpi::{Kpi, Part};
use crate::screen::Place;
use crate::screen::present::figures::{figure, named};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::looking("insight-view-next", |cx, _| {
        cx.screens.insight.next_mode();
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("insight-sort", |cx, _| {
        cx.screens.insight.sort();
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("insight-open", |cx, _| open(cx)).unless(elsewhere),
];

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (cx.screens.place() != Place::Insight).then_some("blocked-not-insight")
}

/// Opens the account of the line under the cursor; of a key figure first the accounts it is made of, each with its own.
fn open(cx: &mut Cx) -> Outcome {
    let Some(whole) = cx.screens.insight.figure().cloned() else {
        cx.run("account-open", "");
        return Ok(());
    };
    let mut parts = whole.parts.clone();
    // What is not known comes last.
    let value = |part: &Part| part.value.unwrap_or(f64::NEG_INFINITY);
    parts.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let item = |part: &Part| {
        let own = Kpi { value: part.value, parts: Vec::new(), ..whole.clone() };
        Item::new(part.account.to_string(), cx.room().name(part.account), figure(&cx.text, &own))
    };
    let items = parts.iter().map(item).collect();
    let title = cx.text.pair(&named(&cx.text, &whole), &figure(&cx.text, &whole));
    cx.pick(title, items, |cx, key| {
        global::enter(cx, key.parse::<Id>()?);
        Ok(())
    });
    Ok(())
}
