//! Commands of the team.

use serde_json::Map;

use super::{Command, Cx};
use crate::model::Kind;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("member-add", |cx: &mut Cx, _| {
        cx.form(Kind::Member, Map::new());
        Ok(())
    }),
    Command::new("team-sort", |cx: &mut Cx, _| {
        cx.screens.team.sort();
        Ok(())
    }),
];
