//! Who an event is with: by address, else by name in what the event says.

use std::collections::BTreeMap;

use super::travel::one_line;
use super::{described, tasks};
use crate::edit::Room;
use crate::exchange::content::{Part, Property};
use crate::exchange::profile::intake::folded;
use crate::model::{Account, Id, Member, Person, Record, Seat};

/// Everybody who may be meant.
pub(super) struct People {
    by_email: BTreeMap<String, Id>,
    /// Name, folded, and who or what is called so; longest first.
    names: Vec<(String, Id)>,
    accounts: Vec<(String, Id)>,
}

/// Whom an event names.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) members: Vec<Id>,
    pub(super) persons: Vec<Id>,
    pub(super) account: Option<Id>,
    /// Who is invited. Who invites is the user, most likely, and none of them.
    pub(super) guests: Vec<Guest>,
    /// Those who were and do not come, who are none of the others.
    pub(super) declined: Vec<Guest>,
}

/// Somebody who is invited.
#[derive(Debug)]
pub(super) struct Guest {
    /// By name, else by address.
    pub(super) name: String,
    /// Who it is here.
    pub(super) id: Option<Id>,
}

impl People {
    pub(super) fn of(room: &Room) -> Self {
        let mut by_email = BTreeMap::new();
        let mut names: Vec<(String, Id)> = Vec::new();
        for one in room.each::<Person>() {
            by_email.extend(one.emails.iter().map(|line| (line.value.to_lowercase(), one.id)));
            names.push((folded(&one.name), one.id));
        }
        for one in room.all::<Member>() {
            by_email.extend(one.email.iter().map(|email| (email.to_lowercase(), one.id)));
            names.push((folded(&one.name), one.id));
        }
        let called = |one: &Account| {
            let more = one.aliases.iter().map(|line| line.value.clone());
            let all = [Some(one.name.clone()), one.short_name.clone()].into_iter().flatten().chain(more);
            all.map(|name| (folded(&name), one.id)).collect::<Vec<_>>()
        };
        let mut accounts: Vec<_> = room.all::<Account>().flat_map(called).collect();
        accounts.retain(|(name, _)| is_told_by_text(name));
        for list in [&mut names, &mut accounts] {
            list.sort_by_key(|(name, id)| (std::cmp::Reverse(name.chars().count()), *id));
        }
        Self { by_email, names, accounts }
    }

    /// Somebody by name or address; whoever was chosen is said by id.
    pub(super) fn who(&self, name: &str, email: &str) -> Option<Id> {
        let chosen = name.trim().parse::<Id>().ok();
        if let Some(id) = chosen.filter(|id| self.names.iter().any(|(_, known)| known == id)) {
            return Some(id);
        }
        let name = folded(name);
        let turned = || name.split_once('/').map(|(last, first)| format!("{} {last}", first.trim()));
        self.by_email
            .get(&email.trim().to_lowercase())
            .copied()
            .or_else(|| self.names.iter().find(|(known, _)| !name.is_empty() && *known == name).map(|(_, id)| *id))
            .or_else(|| {
                let turned = turned()?;
                self.names.iter().find(|(known, _)| *known == turned).map(|(_, id)| *id)
            })
    }

    /// Whom a text names by given and family name, where that is one alone.
    pub(super) fn only_one_in(&self, text: &str) -> Option<Id> {
        let text = folded(text);
        let is_whole = |name: &str| !name.is_ascii() || name.contains(' ');
        let mut found = self.names.iter().filter(|(name, _)| is_told_by_text(name) && is_whole(name));
        let mut found = found.by_ref().filter(|(name, _)| mentions(&text, name)).map(|(_, id)| *id);
        let first = found.next()?;
        found.all(|id| id == first).then_some(first)
    }

    /// Who is in an event, and at which account.
    pub(super) fn cast(&self, room: &Room, part: &Part, default: Option<Id>) -> Cast {
        let said = told(part);
        let mut found: Vec<Id> = Vec::new();
        let (mut guests, mut declined) = (Vec::new(), Vec::new());
        for Invited { name, address, is_guest, comes, own } in invited(part) {
            let own = own.filter(|id| matches!(room.record(*id), Some(Record::Person(_) | Record::Member(_))));
            let known = own.or_else(|| self.who(name, &address));
            if is_guest {
                let name = if name.trim().is_empty() { address } else { one_line(name) };
                let list = if comes { &mut guests } else { &mut declined };
                list.push(Guest { name, id: known });
            }
            found.extend(known);
        }
        let named = |(name, _): &&(String, Id)| is_told_by_text(name) && mentions(&said, name);
        found.extend(self.names.iter().filter(named).map(|(_, id)| *id));
        let mut cast = Cast { guests, declined, ..Cast::default() };
        for id in found {
            let list = if room.get::<Member>(id).is_some() { &mut cast.members } else { &mut cast.persons };
            if !list.contains(&id) {
                list.push(id);
            }
        }
        let seated = || cast.persons.iter().find_map(|id| room.linked::<Seat>(*id).next()).map(|seat| seat.account);
        let named = || self.accounts.iter().find(|(name, _)| mentions(&said, name)).map(|(_, id)| *id);
        cast.account = named().or_else(seated).or(default);
        let declined: Vec<Id> = cast.declined.iter().filter_map(|guest| guest.id).collect();
        for list in [&mut cast.members, &mut cast.persons] {
            list.retain(|id| !declined.contains(id));
        }
        cast
    }
}

/// Whether an event names somebody of this name, or with one of these addresses.
pub(super) fn names(part: &Part, id: Id, name: &str, emails: &[&str]) -> bool {
    let name = folded(name);
    let turned = |cn: &str| cn.split_once('/').map(|(last, first)| format!("{} {last}", first.trim()));
    invited(part).any(|Invited { name: cn, address, own, .. }| {
        let cn = folded(cn);
        let known = emails.iter().any(|email| email.trim().eq_ignore_ascii_case(&address));
        known || own == Some(id) || cn == name || turned(&cn).is_some_and(|cn| cn == name)
    }) || mentions(&told(part), &name)
}

/// The same where the name may stand anywhere: a reservation has its passenger in words of its own, a ticket the family
/// name first.
pub(super) fn says(part: &Part, id: Id, name: &str, emails: &[&str]) -> bool {
    let text = folded(&part.written());
    let own = folded(name);
    let turned = own.split_once(' ').map(|(first, last)| format!("{last} {first}"));
    let mut all = emails.iter().map(|email| folded(email)).chain(turned).chain([own]).filter(|one| !one.is_empty());
    names(part, id, name, emails) || all.any(|one| mentions(&text, &one))
}

/// Somebody without an address: any address is a URI, and this one tells whom it means.
pub(super) const URN: &str = "urn:uuid:";

/// Somebody who takes part, or invites.
struct Invited<'p> {
    name: &'p str,
    /// In small letters.
    address: String,
    /// Whether it is a person that somebody else has invited.
    is_guest: bool,
    /// Whether they did not say that they do not come.
    comes: bool,
    /// Who it is, where it was written here.
    own: Option<Id>,
}

/// Those who take part.
fn invited(part: &Part) -> impl Iterator<Item = Invited<'_>> {
    let address = |line: &Property| {
        let address = line.text().trim().to_lowercase();
        address.strip_prefix("mailto:").unwrap_or(&address).trim().to_owned()
    };
    let host = part.get("ORGANIZER").map(address);
    let lines = part.properties.iter().filter(|one| matches!(one.name.as_str(), "ATTENDEE" | "ORGANIZER"));
    lines.map(move |line| {
        let is_thing = line.param("CUTYPE").is_some_and(|what| !what.eq_ignore_ascii_case("individual"));
        let address = address(line);
        let is_guest = line.name == "ATTENDEE" && !is_thing && host.as_ref() != Some(&address);
        let own = line.param(tasks::MEMBER).or_else(|| address.strip_prefix(URN)).and_then(|id| id.trim().parse().ok());
        let comes = line.param("PARTSTAT").is_none_or(|says| !says.trim().eq_ignore_ascii_case("declined"));
        Invited { name: line.param("CN").unwrap_or_default(), address, is_guest, comes, own }
    })
}

/// What an event says in words.
fn told(part: &Part) -> String {
    [part.text("SUMMARY"), part.text("LOCATION"), described::text(part)].map(|text| folded(&text)).join("\n")
}

/// Whether a text that has a name most likely means who is called so: a single letter is in every other one.
fn is_told_by_text(name: &str) -> bool {
    name.chars().count() > 1
}

/// Whether a name stands in a text; one in Latin letters only as a whole word.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|text| text.chars().next());
        !name.is_ascii() || ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
    })
}
