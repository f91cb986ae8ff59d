//! Who an event is with: by address, else by name in what the event says.

use std::collections::BTreeMap;

use super::passengers::{spoken, ticketed};
use super::travel::one_line;
use super::{described, tasks};
use crate::edit::Room;
use crate::exchange::content::{Part, Property};
use crate::exchange::profile::intake::folded;
use crate::model::{Account, Id, Member, Person, Record, Seat};

/// Everybody who may be meant.
pub(super) struct People {
    by_email: BTreeMap<String, Id>,
    /// Who or what is called how; the longest names first.
    names: Vec<Name>,
    accounts: Vec<Name>,
}

/// What somebody or something is called.
struct Name {
    folded: String,
    /// Which of its letters are capitals, a bit each from the first on, where it is in Latin letters.
    capitals: u64,
    id: Id,
}

impl Name {
    fn of(name: &str, id: Id) -> Self {
        let written = spaced(name);
        let capitals = written.bytes().take(64).enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
        Self { folded: folded(name), capitals: capitals.fold(0, |all, (at, _)| all | 1 << at), id }
    }

    /// Whether a text names whoever is called so. A word that is a name only as it is written is one only so: *Target*, and
    /// no target; *Ann May*, and not that Ann may.
    fn is_in(&self, text: &Told) -> bool {
        if !self.folded.is_ascii() {
            return mentions(&text.folded, &self.folded);
        }
        let is_capital = |at: usize| at < 64 && self.capitals & 1 << at != 0;
        let count = self.folded.len().min(64) as u32;
        let is_sign = self.folded.len() <= SIGN && self.capitals.count_ones() == count;
        let begins = |at: usize| at == 0 || self.folded.as_bytes().get(at - 1) == Some(&b' ');
        let is_meant = |said: &str| {
            let is_small = !said.bytes().any(|byte| byte.is_ascii_uppercase());
            if self.folded.contains(' ') && is_small {
                return true;
            }
            let counts = |at: usize| is_capital(at) && (is_sign || begins(at));
            said.bytes().enumerate().all(|(at, byte)| !counts(at) || byte.is_ascii_uppercase())
        };
        let found = text.small.match_indices(&self.folded).map(|(at, _)| (at, at + self.folded.len()));
        found
            .filter(|(at, end)| stands_alone(&text.small, *at, *end))
            .any(|(at, end)| text.written.get(at..end).is_some_and(is_meant))
    }
}

/// Letters at most of a name that is a sign: `ON`, `GE`.
const SIGN: usize = 3;

/// What an event says in words.
struct Told {
    /// As it is written, but for blanks.
    written: String,
    /// The same in small letters where they are Latin ones, which leaves each where it is.
    small: String,
    /// The same for comparing names in any letters.
    folded: String,
}

impl Told {
    fn of(part: &Part) -> Self {
        let all = [part.text("SUMMARY"), part.text("LOCATION"), described::text(part)];
        let written = all.each_ref().map(|text| spaced(text)).join("\n");
        let small = written.to_ascii_lowercase();
        Self { small, written, folded: all.map(|text| folded(&text)).join("\n") }
    }
}

/// A text with one blank between its words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    /// What may be meant otherwise: a name that several have, accounts that are named beside the one it is taken for.
    pub(super) doubt: Option<Doubt>,
}

/// What of an event may be meant otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Somebody at another account is called like this one.
    Namesake(Id),
    /// This account is named as well.
    Account(Id),
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
        let mut names: Vec<Name> = Vec::new();
        for one in room.each::<Person>() {
            by_email.extend(one.emails.iter().map(|line| (line.value.to_lowercase(), one.id)));
            names.push(Name::of(&one.name, one.id));
        }
        for one in room.all::<Member>() {
            by_email.extend(one.email.iter().map(|email| (email.to_lowercase(), one.id)));
            names.push(Name::of(&one.name, one.id));
        }
        let called = |one: &Account| {
            let more = one.aliases.iter().map(|line| line.value.clone());
            let all = [Some(one.name.clone()), one.short_name.clone()].into_iter().flatten().chain(more);
            all.map(|name| Name::of(&name, one.id)).collect::<Vec<_>>()
        };
        let mut accounts: Vec<_> = room.all::<Account>().flat_map(called).collect();
        accounts.retain(|name| is_told_by_text(&name.folded));
        for list in [&mut names, &mut accounts] {
            list.sort_by_key(|name| (std::cmp::Reverse(name.folded.chars().count()), name.id));
        }
        Self { by_email, names, accounts }
    }

    /// Somebody by name or address; whoever was chosen is said by id.
    pub(super) fn who(&self, name: &str, email: &str) -> Option<Id> {
        let chosen = name.trim().parse::<Id>().ok();
        if let Some(id) = chosen.filter(|id| self.names.iter().any(|known| known.id == *id)) {
            return Some(id);
        }
        let name = folded(name);
        self.by_email
            .get(&email.trim().to_lowercase())
            .copied()
            .or_else(|| self.called(&name).next())
            .or_else(|| spoken(&name).find_map(|name| self.called(&name).next()))
    }

    /// Those of a name, folded.
    fn called(&self, name: &str) -> impl Iterator<Item = Id> {
        let is_called = move |known: &&Name| !name.is_empty() && known.folded == name;
        self.names.iter().filter(is_called).map(|known| known.id)
    }

    /// Those who are called like somebody and sit elsewhere.
    pub(super) fn namesakes<'r>(&'r self, room: &'r Room, id: Id) -> impl Iterator<Item = Id> + use<'r> {
        let house = move |id: Id| room.linked::<Seat>(id).next().map(|seat| seat.account);
        let name = room.get::<Person>(id).map(|one| folded(&one.name));
        let own = house(id);
        let others = self.names.iter().filter(move |known| Some(&known.folded) == name.as_ref() && known.id != id);
        others.map(|known| known.id).filter(move |other| house(*other).is_some_and(|house| Some(house) != own))
    }

    /// Whom a text names by given and family name, where that is one alone.
    pub(super) fn only_one_in(&self, text: &str) -> Option<Id> {
        let text = folded(text);
        let is_whole = |name: &str| !name.is_ascii() || name.contains(' ');
        let mut found = self.names.iter().filter(|name| is_told_by_text(&name.folded) && is_whole(&name.folded));
        let mut found = found.by_ref().filter(|name| mentions(&text, &name.folded)).map(|name| name.id);
        let first = found.next()?;
        found.all(|id| id == first).then_some(first)
    }

    /// Who is in an event, and at which account.
    pub(super) fn cast(&self, room: &Room, part: &Part, default: Option<Id>) -> Cast {
        let said = Told::of(part);
        let mut found: Vec<Id> = Vec::new();
        let (mut guests, mut declined) = (Vec::new(), Vec::new());
        // Who has an address in it is meant, and not whoever else has the name.
        let mut sure: Vec<Id> = Vec::new();
        for Invited { name, address, is_guest, comes, own } in invited(part) {
            let own = own.filter(|id| matches!(room.record(*id), Some(Record::Person(_) | Record::Member(_))));
            sure.extend(own.or_else(|| self.by_email.get(&address).copied()));
            let known = own.or_else(|| self.who(name, &address));
            if is_guest {
                let name = if name.trim().is_empty() { address } else { one_line(name) };
                let list = if comes { &mut guests } else { &mut declined };
                list.push(Guest { name, id: known });
            }
            found.extend(known);
        }
        let named = |name: &&Name| is_told_by_text(&name.folded) && name.is_in(&said);
        found.extend(self.names.iter().filter(named).map(|name| name.id));
        let mut cast = Cast { guests, declined, ..Cast::default() };
        for id in found {
            let list = if room.get::<Member>(id).is_some() { &mut cast.members } else { &mut cast.persons };
            if !list.contains(&id) {
                list.push(id);
            }
        }
        let seated = || cast.persons.iter().find_map(|id| room.linked::<Seat>(*id).next()).map(|seat| seat.account);
        let mut named = self.accounts.iter().filter(|name| name.is_in(&said)).map(|name| name.id);
        cast.account = named.next();
        let other = cast.account.and_then(|account| named.find(|other| *other != account));
        cast.doubt = other.map(Doubt::Account);
        cast.account = cast.account.or_else(seated).or(default);
        self.tell_apart(room, &mut cast, &sure);
        let declined: Vec<Id> = cast.declined.iter().filter_map(|guest| guest.id).collect();
        for list in [&mut cast.members, &mut cast.persons] {
            list.retain(|id| !declined.contains(id));
        }
        cast
    }

    /// Of those of one name who sit at several accounts, leaves those of the account it is taken for, and says so where
    /// nobody of them is sure to be meant.
    fn tell_apart(&self, room: &Room, cast: &mut Cast, sure: &[Id]) {
        let sits =
            |id: Id| cast.account.is_some_and(|account| room.linked::<Seat>(id).any(|seat| seat.account == account));
        let meant: Vec<Id> = cast.persons.iter().copied().filter(|id| sure.contains(id) || sits(*id)).collect();
        for id in meant {
            let others: Vec<Id> = self
                .namesakes(room, id)
                .filter(|other| !sure.contains(other) && (sure.contains(&id) || !sits(*other)))
                .collect();
            cast.persons.retain(|one| !others.contains(one));
            if !others.is_empty() && !sure.contains(&id) {
                cast.doubt = cast.doubt.take().or(Some(Doubt::Namesake(id)));
            }
        }
    }
}

/// Whether an event names somebody of this name, or with one of these addresses.
pub(super) fn names(part: &Part, id: Id, name: &str, emails: &[&str]) -> bool {
    let name = folded(name);
    invited(part).any(|Invited { name: cn, address, own, .. }| {
        let cn = folded(cn);
        let known = emails.iter().any(|email| email.trim().eq_ignore_ascii_case(&address));
        known || own == Some(id) || cn == name || spoken(&cn).any(|cn| cn == name)
    }) || mentions(&Told::of(part).folded, &name)
}

/// The same where the name may stand anywhere: a reservation has its passenger in words of its own, a ticket the family
/// name first.
pub(super) fn says(part: &Part, id: Id, name: &str, emails: &[&str]) -> bool {
    let text = folded(&part.written());
    let own = folded(name);
    let turned = own.split_once(' ').map(|(first, last)| format!("{last} {first}"));
    let all = emails.iter().map(|email| folded(email)).chain(turned).chain(ticketed(&own)).chain([own]);
    let mut all = all.filter(|one| !one.is_empty());
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

/// Whether a text that has a name most likely means who is called so: a single letter is in every other one.
fn is_told_by_text(name: &str) -> bool {
    name.chars().count() > 1
}

/// Whether a name stands in a text; one in Latin letters only as a whole word.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !name.is_ascii() || stands_alone(text, at, at + name.len()))
}

/// Whether what stands in a text is no part of a longer word in Latin letters.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
}
