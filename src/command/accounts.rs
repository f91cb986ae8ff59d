//! Commands of the table of accounts.

use serde_json::Map;

use super::{Command, Cx, Outcome, blocked};
use crate::find::Filter;
use crate::model::Kind;
use crate::rules::summary;
use crate::screen::accounts::known_fields;
use crate::screen::present::{choice_label, label};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("account-add", |cx, _| {
        cx.form(Kind::Account, Map::new());
        Ok(())
    }),
    Command::changing("account-delete", |cx, _| delete(cx)).unless(blocked::nothing_selected),
    Command::looking("account-sort", |cx, _| {
        cx.screens.accounts.sort();
        Ok(())
    }),
    Command::looking("account-filter", |cx, _| filter(cx)),
    Command::looking("account-group", |cx, _| group(cx)),
];

fn filter(cx: &mut Cx) -> Outcome {
    let now = cx.screens.accounts.expression().to_owned();
    cx.prompt(cx.text.t("accounts-filter-title"), &now, |cx, text| {
        let filter = Filter::parse(&text)?;
        filter.check(&known_fields())?;
        filter.check_values(&summary::field, &|choices, code| choice_label(&cx.text, choices.name, code))?;
        cx.screens.accounts.narrow(&text, filter);
        Ok(())
    });
    Ok(())
}

fn group(cx: &mut Cx) -> Outcome {
    let group = cx.screens.accounts.group.next();
    cx.screens.accounts.group = group;
    if let Some(field) = group.field() {
        let by = label(&cx.text, Kind::Account, field);
        cx.say(cx.text.ta("accounts-grouped", &[("by", &by)]));
    }
    Ok(())
}

/// An account takes its people, visits and everything else along, so it asks unless it stands alone.
fn delete(cx: &mut Cx) -> Outcome {
    let Some(id) = cx.selected().and_then(|id| cx.room().account_of(id)) else { return Ok(()) };
    super::delete::delete(cx, id, 1)
}
