//! What of a card is nobody else's business: whatever by its name is of somebody's own life stays home, and so does where they
//! live, but for the city, which is a field.

use super::sketch::label;
use crate::exchange::content::{Part, Property};

/// Words of somebody's own life: a property with one of them in its name stays home. Any other goes back as it came, for what is
/// kept of a program is written back to it.
const OF_LIFE: [&str; 21] = [
    "ABDATE",
    "ANNIVERSARY",
    "BDAY",
    "BIRTH",
    "CHILD",
    "DEATH",
    "DIET",
    "FAITH",
    "FAMILY",
    "GENDER",
    "HOBBY",
    "INTEREST",
    "KIDS",
    "LUNAR",
    "MARITAL",
    "MARRI",
    "POLITIC",
    "PRONOUN",
    "RELIGION",
    "SPOUSE",
    "WEDDING",
];

/// What says where somebody is.
const PLACES: [&str; 4] = ["ADR", "LABEL", "X-LABEL", "GEO"];

/// What Apple says beside a property of the same group.
const BESIDE: [&str; 2] = ["X-ABLABEL", "X-ABADR"];

/// Whether a property of a card stays home.
pub(super) fn is_private(card: &Part, one: &Property) -> bool {
    if !BESIDE.contains(&one.name.as_str()) {
        return is_of_life(card, one);
    }
    let of_group = |other: &&Property| other.group == one.group && !BESIDE.contains(&other.name.as_str());
    !one.group.is_empty() && card.properties.iter().filter(of_group).any(|other| is_of_life(card, other))
}

fn is_of_life(card: &Part, one: &Property) -> bool {
    let name = one.name.as_str();
    match name {
        _ if PLACES.contains(&name) => is_home(card, one),
        "RELATED" | "X-ABRELATEDNAMES" | "X-RELATION" => {
            let label = label(card, one);
            let is_work = ["manager", "assistant", "agent", "x-manager", "x-assistant"];
            !is_work.iter().any(|word| one.is(word) || label == *word)
        }
        "X-ANDROID-CUSTOM" => !one.raw().contains("/nickname;"),
        "X-SEX" | "SEX" => true,
        _ => !name.starts_with("X-WARROOM-") && OF_LIFE.iter().any(|word| name.contains(word)),
    }
}

/// Whether a card may have several of a property of that name, some of which stay home.
pub(super) fn is_partly_private(name: &str) -> bool {
    PLACES.contains(&name) || BESIDE.contains(&name)
}

/// Whether it says where somebody lives, and not where they work.
fn is_home(card: &Part, one: &Property) -> bool {
    let label = label(card, one);
    (one.is("home") || label == "home") && !one.is("work")
}

/// The city of a home, all that is told of it.
pub(super) fn home_in(city: &str) -> String {
    format!("ADR;TYPE=home:;;;{city};;;")
}

/// Whether an address says no more of a home than [`home_in`] does of that one.
pub(super) fn is_told_of(told: &Property, home: &Property) -> bool {
    let (told, home) = (told.parts(), home.parts());
    let said = |parts: &[String], at: usize| parts.get(at).map(|part| part.trim().to_owned()).unwrap_or_default();
    (0..told.len()).all(|at| said(&told, at) == if at == CITY { said(&home, at) } else { String::new() })
}

/// Which part of an address is the city.
const CITY: usize = 3;
