//! Commands of the team.

use serde_json::Map;

use super::{Command, Cx};
use crate::model::Kind;
use crate::screen::{Focus, Place};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("member-add", |cx: &mut Cx, _| {
        cx.form(Kind::Member, Map::new());
        Ok(())
    }),
    Command::looking("team-view-next", |cx: &mut Cx, _| {
        view_next(cx);
        Ok(())
    }),
    Command::looking("team-sort", |cx: &mut Cx, _| {
        cx.screens.team.sort();
        Ok(())
    }),
];

/// The team as a table, then as its pairings, and round again; in an account, whose pairings have no such neighbour, the
/// panel gets the keys.
fn view_next(cx: &mut Cx) {
    match cx.screens.place() {
        Place::Team => cx.screens.go(Place::Pairings, None),
        Place::Pairings => cx.screens.go(Place::Team, None),
        _ => cx.screens.focus(Focus::Inspector),
    }
}
