//! Commands of the insight into the whole business.

use super::{Command, Cx};
use crate::screen::Place;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("insight-view-next", |cx, _| {
        cx.screens.insight.next_mode();
        Ok(())
    })
    .unless(elsewhere),
    Command::new("insight-sort", |cx, _| {
        cx.screens.insight.sort();
        Ok(())
    })
    .unless(elsewhere),
];

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (cx.screens.place() != Place::Insight).then_some("blocked-not-insight")
}
