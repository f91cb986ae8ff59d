//! Pairings in the reader's words: signs for a cell of the matrix, sentences for the line below it and for the panel.

use super::{choice_label, distance, light_role};
use crate::model::Id;
use crate::model::choice::{Level, Relationship};
use crate::rules::behaviour::{Behaviour, Contact, Disagreement};
use crate::rules::cycle::{Cycle, Light};
use crate::rules::pairing::Pair;
use crate::screen::View;
use crate::text::clean;
use crate::theme::Role;

/// Days that people call a month.
const MONTH: i64 = 30;

/// The letter of a relationship; `?` where it is unknown.
pub fn relationship_sign(view: &View, relationship: Option<Relationship>) -> String {
    relationship.map_or_else(|| "?".into(), |one| view.text.t(&sign("relationship", one.code())))
}

/// The letter of a level.
pub fn level_sign(view: &View, level: Option<Level>) -> String {
    level.map_or_else(|| "?".into(), |one| view.text.t(&sign("level", one.code())))
}

fn sign(set: &str, code: &str) -> String {
    format!("choice-{set}-{}-sign", code.replace('_', "-"))
}

/// The sign of a cycle; who was never met is in time only as far as we know.
pub fn cycle_mark(view: &View, cycle: &Cycle) -> (&'static str, Role) {
    match cycle.last {
        None if cycle.light == Light::Green => ("?", Role::Warn),
        _ => (light_mark(view, cycle.light), light_role(cycle.light)),
    }
}

/// The sign of a light where also what is in time is marked.
pub const fn light_mark(view: &View, light: Light) -> &'static str {
    match light {
        Light::Green if view.theme.ascii => "+",
        Light::Green => "✓",
        Light::Yellow => "!",
        Light::Red => "!!",
    }
}

/// A cell of the matrix: `E V→C ! 27d`, and how it looks.
pub fn cell(view: &View, pair: &Pair) -> (String, Role) {
    let crossing = if pair.crossing.is_some() { "#" } else { "" };
    let (current, target) = (relationship_sign(view, pair.current), relationship_sign(view, pair.target));
    let days = match pair.cycle.last {
        Some(_) => view.text.ta("pairings-days", &[("days", &pair.cycle.days.to_string())]),
        None => view.text.t("pairings-never"),
    };
    let (mark, role) = cycle_mark(view, &pair.cycle);
    let words = [
        format!("{}{crossing}", level_sign(view, pair.level)),
        if pair.target.is_some() { format!("{current}→{target}") } else { current },
        mark.to_owned(),
        days,
    ];
    let role = if pair.left.is_some() { Role::Dim } else { role };
    (words.join(" "), role)
}

/// What a pairing is, in a sentence: who, whom, level, from which relationship to which.
pub fn pair_line(view: &View, pair: &Pair) -> String {
    let room = view.room;
    let title = room.get::<crate::model::Seat>(pair.seat).and_then(|seat| seat.title.clone());
    let who = format!("{} ↔ {}", name(view, pair.member), name(view, pair.seat));
    let level = pair.level.map(|level| choice_label(view.text, "level", level.code()));
    let parts = [Some(who), title, Some(name(view, pair.account)).filter(|_| view.account.is_none()), level];
    let parts = parts.into_iter().flatten().chain([relationship_line(view, pair)]);
    clean(&parts.collect::<Vec<_>>().join(" · ")).into_owned()
}

/// The relationship as declared: `vendor → credible source`.
pub fn relationship_line(view: &View, pair: &Pair) -> String {
    let word = |one: Option<Relationship>| {
        one.map_or_else(|| view.text.t("word-unknown"), |one| choice_label(view.text, "relationship", one.code()))
    };
    match pair.target {
        Some(_) => format!("{} → {}", word(pair.current), word(pair.target)),
        None => word(pair.current),
    }
}

/// How a cycle stands: the last contact, and what it is held against.
pub fn cycle_lines(view: &View, cycle: &Cycle) -> [String; 2] {
    let days = cycle.days.to_string();
    let contact = match cycle.last {
        Some(last) => {
            let when = distance(view.text, last, view.today());
            view.text.ta("pairings-last", &[("when", &when), ("day", &last.to_string())])
        }
        None => view.text.ta("pairings-never-met", &[("days", &days)]),
    };
    let (ideal, max) = (cycle.interval.ideal.to_string(), cycle.interval.max.to_string());
    let every = view.text.ta("pairings-every", &[("ideal", &ideal), ("max", &max)]);
    let (mark, _) = cycle_mark(view, cycle);
    let light = if mark == "?" { "never" } else { cycle.light.code() };
    [contact, format!("{every} · {mark} {}", view.text.t(&format!("pairings-light-{light}")))]
}

/// How a relationship is lived, in a sentence.
pub fn lived_line(view: &View, lived: &Behaviour) -> String {
    let (score, count) = (format!("{:.0}", lived.score()), lived.contacts.len().to_string());
    let half_life = format!("{:.0}", lived.half_life);
    view.text.ta("pairings-lived", &[("score", &score), ("count", &count), ("days", &half_life)])
}

/// A contact and what is left of it.
pub fn contact_line(view: &View, contact: &Contact) -> String {
    let channel = match contact.channel {
        Some(channel) => choice_label(view.text, "channel", channel.code()),
        None => view.text.t("word-unknown"),
    };
    let (day, weight) = (contact.day.to_string(), format!("{}", contact.weight));
    let left = format!("{:.2}", contact.left);
    view.text.ta("pairings-contact", &[("day", &day), ("channel", &channel), ("weight", &weight), ("left", &left)])
}

/// What is declared and not lived, or the other way round: `called a mentor, no contact for 5 months`.
pub fn disagreement(view: &View, found: &Disagreement) -> String {
    let (set, code) = found.declared.code();
    let declared = choice_label(view.text, set, code);
    let score = format!("{:.0}", found.score);
    let months = found.silence.map(|days| days / MONTH).filter(|months| *months >= 2);
    let (id, months) = match (found.less, found.silence, months) {
        (false, ..) => ("pairings-more-than-said", String::new()),
        (true, None, _) => ("pairings-said-never-met", String::new()),
        (true, _, Some(months)) => ("pairings-said-silent", months.to_string()),
        (true, ..) => ("pairings-less-than-said", String::new()),
    };
    view.text.ta(id, &[("declared", &declared), ("months", &months), ("score", &score)])
}

/// Why a pairing across levels is marked.
pub fn crossing(view: &View, pair: &Pair) -> Option<String> {
    let (level, layer) = pair.crossing?;
    let level = choice_label(view.text, "level", level.code());
    let layer = choice_label(view.text, "layer", layer.code());
    Some(view.text.ta("pairings-crossing", &[("level", &level), ("layer", &layer)]))
}

fn name(view: &View, id: Id) -> String {
    clean(&view.room.name(id)).into_owned()
}
