//! Whether a card says anything new.

use chrono::NaiveDate;

use super::ABOUT_THE_CARD;
use super::write::{LUNAR, Version, card, company};
use crate::edit::Room;
use crate::exchange::content::{self, Part, Property};
use crate::model::{Account, Id, Person};

/// What another program has kept of a card of ours: where nothing is left of all that programs say in ways of their own, it
/// keeps none of that, and does not say that it is gone.
pub(super) fn kept_of(old: &Part, new: &Part) -> Part {
    let is_own_way = |one: &Property| one.name.starts_with("X-");
    let mut old = old.clone();
    if !new.properties.iter().any(is_own_way) {
        old.properties.retain(|one| !is_own_way(one));
    }
    old
}

/// Whether a card is the one that would be written of a person today: it says nothing new.
pub(super) fn is_as_here(room: &Room, person: Id, part: &Part) -> bool {
    let Some(person) = room.get::<Person>(person) else { return false };
    let today = NaiveDate::default();
    let now = |sensitive, version| content::parse(card(room, person, sensitive, version, today).as_bytes());
    let all = VERSIONS.into_iter().flat_map(|version| [now(false, version), now(true, version)]).flatten();
    part.parts.is_empty() && all.into_iter().any(|card| said(&card, person.id) == said(part, person.id))
}

/// The same of the card of a company.
pub(super) fn is_company_here(room: &Room, account: Id, part: &Part) -> bool {
    let Some(account) = room.get::<Account>(account) else { return false };
    let now = |version| content::parse(company(room, account, version).unwrap_or_default().as_bytes());
    let all = VERSIONS.into_iter().flat_map(now);
    part.parts.is_empty() && all.into_iter().any(|card| said(&card, account.id) == said(part, account.id))
}

const VERSIONS: [Version; 2] = [Version::V4, Version::V3];

/// What a card says of whom it is about: when and by what it was written says nothing, nor does the day on which a lunar
/// birthday falls, which is another every year, nor what a folder calls a card.
fn said(part: &Part, id: Id) -> Vec<String> {
    let own = format!("UID:urn:uuid:{id}");
    let about = part.properties.iter().filter(|one| !ABOUT_THE_CARD.contains(&one.name.as_str()));
    let about = about.filter(|one| one.group != LUNAR && one.text != own);
    let mut all: Vec<String> = about.map(|one| one.text.clone()).collect();
    all.sort_unstable();
    all
}
