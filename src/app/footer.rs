//! Which keys the footer shows, and in what order: for each context the commands that matter most there. What is bound
//! to them, and whether they show at all, the keymap in force decides.

use crate::command::{self, Bent};

/// Commands with their argument, the most useful first.
type Row = &'static [(&'static str, &'static str)];

/// The ways to everything that has no room.
pub(super) const ALWAYS: &[&str] = &["palette", "help"];

/// What matters most in a what-if, before the other commands of the circle.
pub(super) const WHAT_IF: Row = &[
    ("circle-what-if", ""),
    ("circle-remove", ""),
    ("circle-win", ""),
    ("circle-lose", ""),
    ("undo", ""),
    ("redo", ""),
];

/// What matters most where the past was entered: a step back is the way to today.
pub(super) const DOOR: Row = &[("go-back", "")];

/// What matters most elsewhere in the past.
pub(super) const PAST: Row = &[("as-it-was", ""), ("go-back", "")];

/// Whether a command only looks; what an open overlay is for, it says itself.
pub(super) fn looks(name: &str) -> bool {
    name.starts_with("overlay-") || command::find(name).is_some_and(|command| command.bent == Bent::Looks)
}

/// The commands of a context.
pub(super) fn of(context: &str) -> Row {
    match context {
        "accounts" => &[
            ("account-open", ""),
            ("field-open", ""),
            ("account-add", ""),
            ("account-filter", ""),
            ("account-sort", ""),
            ("account-group", ""),
        ],
        "circle" => &[
            ("circle-recentre", ""),
            ("circle-back", ""),
            ("circle-lines", ""),
            ("edge-add", ""),
            ("edge-delete", ""),
            ("edge-heavier", ""),
            ("circle-path", ""),
            ("circle-what-if", ""),
            ("circle-remove", ""),
            ("circle-win", ""),
            ("circle-lose", ""),
            ("circle-filter-kind", ""),
        ],
        "ladder" => &[
            ("follow-up-add", ""),
            ("follow-up-done", ""),
            ("follow-up-up", ""),
            ("follow-up-down", ""),
            ("follow-up-acknowledge", ""),
            ("follow-up-resume", ""),
            ("follow-up-wait", ""),
            ("follow-up-pause", ""),
            ("follow-up-assign", ""),
            ("ladder-view-next", ""),
            ("follow-up-mark", ""),
            ("pairing-edit", ""),
            ("pairing-add", ""),
            ("ladder-filter", ""),
            ("ladder-filter-person", ""),
            ("ladder-forecast", ""),
        ],
        "forecast" => &[
            ("ladder-view-next", ""),
            ("go-back", ""),
            ("follow-up-assign", ""),
            ("follow-up-done", ""),
            ("follow-up-acknowledge", ""),
            ("record-open", ""),
            ("ladder-sort", ""),
        ],
        "receivables" => &[
            ("field-open", ""),
            ("payment-add", ""),
            ("receivable-add", ""),
            ("follow-up-add", ""),
            ("ladder-sort", ""),
            ("ladder-view-next", ""),
            ("go-back", ""),
        ],
        "complaints" => &[
            ("field-open", ""),
            ("complaint-course-add", ""),
            ("complaint-answer", ""),
            ("complaint-close", ""),
            ("complaint-add", ""),
            ("follow-up-add", ""),
            ("ladder-sort", ""),
            ("ladder-view-next", ""),
            ("go-back", ""),
        ],
        "calendar" => &[
            ("entry-open", ""),
            ("calendar-view-next", ""),
            ("travel-add", ""),
            ("visit-add", ""),
            ("item-earlier", ""),
            ("item-later", ""),
            ("go-to-today", ""),
            ("go-to-date", ""),
            ("intercept-list", ""),
            ("entry-delete", ""),
        ],
        "today" => &[
            ("today-explain", ""),
            ("today-done", ""),
            ("today-snooze", ""),
            ("today-hand-over", ""),
            ("intercept-plan", ""),
            ("today-member", ""),
            ("today-snoozed", ""),
            ("follow-up-wait", ""),
            ("intercept-list", ""),
        ],
        "team" => &[
            ("field-open", ""),
            ("member-add", ""),
            ("member-hand-over", ""),
            ("handover-pack", ""),
            ("record-delete", ""),
            ("team-view-next", ""),
            ("team-sort", ""),
        ],
        "planner" => &[
            ("plan-cities", ""),
            ("plan-from", ""),
            ("plan-members", ""),
            ("plan-save", ""),
            ("plan-export", ""),
            ("plan-board", ""),
            ("plan-fix", ""),
            ("plan-drop", ""),
            ("plan-later", ""),
            ("plan-explain", ""),
            ("plan-longer", ""),
            ("brief-open", ""),
            ("plan-next", ""),
        ],
        "insight" => &[
            ("insight-view-next", ""),
            ("insight-open", ""),
            ("record-open", ""),
            ("insight-sort", ""),
            ("brief-open", ""),
        ],
        "pairings" => &[
            ("pairing-open", ""),
            ("touch-add", ""),
            ("pairing-remove", ""),
            ("pairings-uncovered", ""),
            ("pairings-columns", ""),
            ("disagreement-list", ""),
            ("record-open", ""),
        ],
        "map" => &[
            ("seat-add-beside", ""),
            ("manager-pick", ""),
            ("layer-up", ""),
            ("layer-down", ""),
            ("field-edit", "support"),
            ("field-edit", "influence"),
            ("seat-visit", ""),
            ("seat-travel", ""),
            ("seat-follow-up", ""),
            ("map-view-next", ""),
            ("map-attribute-next", ""),
            ("seat-grab", ""),
            ("map-filter", ""),
        ],
        // That the arrows move the card is said on the message line.
        "grab" => &[("seat-drop", ""), ("seat-release", "")],
        "card" => &[
            ("section-open", ""),
            ("section-add", ""),
            ("section-delete", ""),
            ("card-review", ""),
            ("record-open", ""),
        ],
        "visits" => &[
            ("debrief-open", ""),
            ("visit-add", ""),
            ("field-open", ""),
            ("visits-person", ""),
            ("visits-sort", ""),
            ("record-delete", ""),
            ("brief-open", ""),
        ],
        "debrief" => &[
            ("debrief-answer", ""),
            ("debrief-add", ""),
            ("debrief-close", ""),
            ("section-delete", ""),
            ("field-basis", ""),
            ("go-back", ""),
        ],
        "strategy" => &[("section-open", ""), ("section-add", ""), ("section-delete", ""), ("record-open", "")],
        "history" | "journal" => &[
            ("record-open", ""),
            ("history-restore", ""),
            ("history-filter", ""),
            ("as-it-was", ""),
            ("changes-between", ""),
        ],
        "inspector" => {
            &[("field-open", ""), ("field-find", ""), ("field-basis", ""), ("field-clear", ""), ("focus-next", "")]
        }
        "prompt" => &[("overlay-accept", ""), ("overlay-cancel", ""), ("overlay-next", "")],
        "page" => &[("overlay-accept", ""), ("overlay-cancel", ""), ("overlay-editor", "")],
        "path" => &[("overlay-accept", ""), ("overlay-complete", ""), ("overlay-cancel", "")],
        "picker" => &[("overlay-accept", ""), ("overlay-cancel", ""), ("overlay-toggle", ""), ("overlay-remove", "")],
        "confirm" => &[("overlay-accept", ""), ("overlay-cancel", "")],
        "explain" => &[
            ("overlay-accept", ""),
            ("today-done", ""),
            ("today-snooze", ""),
            ("today-hand-over", ""),
            ("intercept-plan", ""),
            ("overlay-cancel", ""),
        ],
        "import" => &[
            ("import-go", ""),
            ("overlay-cancel", ""),
            ("import-rejects", ""),
            ("import-map", ""),
            ("import-conflict", ""),
            ("import-dates", ""),
            ("import-encoding", ""),
            ("import-account", ""),
            ("import-who", ""),
            ("import-row", ""),
            ("help", ""),
        ],
        "imported" => {
            &[("import-close", ""), ("import-undo", ""), ("import-row", ""), ("import-rejects", ""), ("help", "")]
        }
        "form" => &[("overlay-accept", ""), ("form-edit", ""), ("overlay-cancel", "")],
        "global" => &[
            ("focus-next", ""),
            ("go-back", ""),
            ("line-capture", ""),
            ("find", ""),
            ("palette", ""),
            ("help", ""),
            ("undo", ""),
            ("quit", ""),
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::setup;

    #[test]
    fn every_hint_is_a_command() {
        for context in setup::contexts() {
            for (name, arg) in of(context) {
                let command = command::find(name).unwrap_or_else(|| panic!("{context}: no command {name}"));
                assert_eq!(command.arg, !arg.is_empty(), "{context}: {name}");
            }
        }
    }
}
