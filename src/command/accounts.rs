//! Commands of the table of accounts.

use serde_json::Map;

use super::{Command, Cx, Outcome};
use crate::find::Filter;
use crate::model::Kind;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("account-add", |cx, _| {
        cx.form(Kind::Account, Map::new());
        Ok(())
    }),
    Command::new("account-sort", |cx, _| {
        cx.screens.accounts.sort();
        Ok(())
    }),
    Command::new("account-filter", |cx, _| filter(cx)),
];

fn filter(cx: &mut Cx) -> Outcome {
    cx.prompt(cx.text.t("command-account-filter"), "", |cx, text| {
        let filter = Filter::parse(&text)?;
        let known: Vec<_> = Kind::Account.open_fields().map(|field| field.name).collect();
        filter.check(&known)?;
        cx.screens.accounts.filter = filter;
        Ok(())
    });
    Ok(())
}
