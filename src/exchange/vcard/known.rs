//! Whether a card says anything new.

use chrono::NaiveDate;

use super::ABOUT_THE_CARD;
use super::write::{LUNAR, Version, card};
use crate::edit::Room;
use crate::exchange::content::{self, Part};
use crate::model::{Id, Person};

/// Whether a card is the one that would be written of a person today: it says nothing new.
pub(super) fn is_as_here(room: &Room, person: Id, part: &Part) -> bool {
    let Some(person) = room.get::<Person>(person) else { return false };
    let own = format!("UID:urn:uuid:{}", person.id);
    // When and by what it was written says nothing of the person.
    let said = |part: &Part| {
        let about = part.properties.iter().filter(|one| !ABOUT_THE_CARD.contains(&one.name.as_str()));
        // The day on which a lunar birthday falls is another every year; what a folder calls a card says nothing either.
        let about = about.filter(|one| one.group != LUNAR && one.text != own);
        let mut all: Vec<String> = about.map(|one| one.text.clone()).collect();
        all.sort_unstable();
        all
    };
    let today = NaiveDate::default();
    let now = |sensitive, version| content::parse(card(room, person, sensitive, version, today).as_bytes());
    let versions = [Version::V4, Version::V3];
    let all = versions.into_iter().flat_map(|version| [now(false, version), now(true, version)]).flatten();
    part.parts.is_empty() && all.into_iter().any(|card| said(&card) == said(part))
}
