//! A handover in the reader's words.

use super::{choice_label, moment};
use crate::model::choice::{Level, Relationship};
use crate::model::{Id, Pairing, Visit};
use crate::rules::handover::{Alone, Doubt, Handover, Move, What, Wish};
use crate::screen::View;
use crate::text::clean;

/// What changes hands: `Pairing · 张伟 · was trusted advisor`.
pub fn move_line(view: &View, handover: &Handover, one: &Move) -> String {
    let kind = view.text.t(&format!("handover-what-{}", one.what.code().replace('_', "-")));
    let room = view.room;
    let about = match one.what {
        What::Pairing => room.get::<Pairing>(one.id).map(|pairing| {
            let was = pairing.current.filter(|_| !one.merged).map(|current| was(view, current));
            [Some(room.name(pairing.seat)), was].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }),
        What::Visit => room.get::<Visit>(one.id).map(|visit| {
            let start = visit.start.map(|start| moment(&start)).unwrap_or_default();
            [start, visit.objective.clone().unwrap_or_default()].join(" ").trim().to_owned()
        }),
        // Whose deputy or manager it is to be.
        What::Deputy | What::Manager => {
            let to = handover.heir(room, one).map_or_else(|| view.text.t("ladder-nobody"), |heir| room.name(heir));
            Some(view.text.ta("handover-of", &[("name", &room.name(one.id)), ("to", &to)]))
        }
        What::FollowUp | What::Owner | What::Complaint | What::Swot => None,
    };
    let about = about.filter(|text| !text.is_empty()).unwrap_or_else(|| room.name(one.id));
    clean(&format!("{kind} · {about}")).into_owned()
}

fn was(view: &View, current: Relationship) -> String {
    let label = choice_label(view.text, "relationship", current.code());
    view.text.ta("handover-was", &[("relationship", &label)])
}

/// Why whoever takes something over is no natural successor.
pub fn doubt_line(view: &View, to: Id, doubt: Doubt) -> String {
    let name = view.room.name(to);
    let level = |level: Level| choice_label(view.text, "level", level.code());
    let unknown = || view.text.t("word-unknown");
    match doubt {
        Doubt::Level { needs, has } => {
            let has = has.map_or_else(unknown, level);
            view.text.ta("handover-doubt-level", &[("needs", &level(needs)), ("name", &name), ("has", &has)])
        }
        Doubt::Crossing { level: ours, layer } => {
            let layer = choice_label(view.text, "layer", layer.code());
            view.text.ta("handover-doubt-crossing", &[("level", &level(ours)), ("layer", &layer)])
        }
        Doubt::Capacity { load, capacity } => {
            let (load, capacity) = (load.to_string(), capacity.to_string());
            view.text.ta("handover-doubt-capacity", &[("name", &name), ("load", &load), ("capacity", &capacity)])
        }
    }
}

/// Somebody of theirs whom nobody else knows: `◆ 张伟 (山东电信, 2026-09-23)`.
pub fn alone_line(view: &View, one: &Alone) -> String {
    let key = if one.is_key { "◆ " } else { "" };
    let last = one.last.map_or_else(|| view.text.t("pairings-never"), |day| day.to_string());
    let aside = view.text.aside(&format!("{}, {last}", view.room.name(one.account)));
    clean(&format!("{key}{} {}", view.room.name(one.seat), aside.trim_start())).into_owned()
}

/// Why follow-ups were assigned anew, for their history.
pub fn reason(view: &View, wish: &Wish) -> String {
    view.text.ta("handover-reason", &[("from", &view.room.name(wish.from)), ("to", &view.room.name(wish.to))])
}
