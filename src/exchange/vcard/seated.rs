//! Where somebody sits whose card is one of ours: what it says of each seat, beside what it says of them to everybody.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use super::rev::is_before;
use super::sketch::Sketch;
use super::whom::is_of_another_book;
use super::{Reader, SOURCE, WAS, remembered, write};
use crate::edit::Room;
use crate::exchange::content::{Part, Property};
use crate::exchange::profile::intake::folded;
use crate::exchange::profile::moved;
use crate::exchange::since::house::{self, Said};
use crate::exchange::since::seats::Named;
use crate::exchange::since::{self, was};
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Seat};

/// What the nth seat of somebody is like, for the card that it goes out with: `seat/…` of the first, `seat2/…` of the second.
pub(super) fn of(room: &Room, seat: &Seat, nth: u32) -> String {
    let was = was::of(room, &seat.clone().into(), &[]);
    let head = head(nth);
    let words = was.split(' ').filter(|word| nth < 2 || word.contains('/'));
    let words =
        words.map(|word| word.strip_prefix("seat/").map_or_else(|| word.into(), |rest| format!("{head}/{rest}")));
    let house = house::told(room, seat, nth);
    std::iter::once(format!("{head}={}", seat.id)).chain(words).chain(house).collect::<Vec<_>>().join(" ")
}

/// How the words of the nth seat begin.
fn head(nth: u32) -> String {
    if nth < 2 { write::MORE.to_owned() } else { format!("{}{nth}", write::MORE) }
}

/// The seats that a card names.
pub(super) struct Seats {
    was: String,
    ids: Vec<(String, Id)>,
}

impl Seats {
    pub(super) fn of(card: &Part) -> Self {
        let was = card.text(WAS);
        let one = |word: &str| {
            let (head, id) = word.split_once('=')?;
            let is_one = head.strip_prefix(write::MORE)?.bytes().all(|byte| byte.is_ascii_digit());
            Some((head.to_owned(), id.parse().ok()?)).filter(|_| is_one)
        };
        let ids = was.split_whitespace().filter_map(one).collect();
        Self { was, ids }
    }

    /// What the seat of a group was like, as that of the card is told.
    pub(super) fn was(&self, nth: u32) -> String {
        let head = head(nth);
        let own = |word: &str| match word.strip_prefix(&head).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) => Some(format!("{}/{rest}", write::MORE)),
            None => Some(word.to_owned()).filter(|_| was::is_of_row(word)),
        };
        self.was.split_whitespace().filter_map(own).collect::<Vec<_>>().join(" ")
    }

    /// The account that it was at.
    pub(super) fn house(&self, nth: u32) -> Said {
        Said::of(&self.was, nth)
    }

    /// The account of somebody of whose nth seat it says that it is where it was.
    pub(super) fn found(&self, room: &Room, nth: u32, person: Id) -> Option<Id> {
        let was = self.was(nth);
        let is_it = |seat: &&Seat| room.held(seat.id).is_some_and(|held| was::is_one(held, &was, "account"));
        room.linked::<Seat>(person).filter(|seat| seat.person == Some(person)).find(is_it).map(|seat| seat.account)
    }

    /// The seat that its holder leaves, as the card went out with it and is at another company now: that seat, and where
    /// it is.
    fn left(&self, room: &Room, person: Id, company: &str) -> Option<(Id, Id)> {
        let house = self.house(1);
        let is_elsewhere = house.id.is_some() && !house.is_called(company);
        let was = self.was(1);
        let seat = room.get::<Seat>(self.id(1).filter(|_| is_elsewhere)?)?;
        let is_where_it_was = was::is_one(room.held(seat.id)?, &was, "account");
        (is_where_it_was && seat.person == Some(person)).then_some((seat.id, seat.account))
    }

    /// The seat that the card names as the nth.
    fn id(&self, nth: u32) -> Option<Id> {
        let head = head(nth);
        self.ids.iter().find(|(known, _)| *known == head).map(|(_, id)| *id)
    }

    /// The nth seat of somebody who is at an account in the card, where the card says which; `company` is what it is called
    /// there.
    pub(super) fn meant(&self, room: &Room, nth: u32, person: Id, (account, company): (Id, &str)) -> Option<Id> {
        let seat = self.id(nth)?;
        let beside: Vec<Id> = self.ids.iter().map(|(_, id)| *id).filter(|id| *id != seat).collect();
        Named { seat, beside: &beside, was: &self.was(nth), stays: self.house(nth).is_called(company) }
            .meant(room, person, account)
    }

    /// The seat of a card that does not say which: the one it was read into, the one that is like that, any.
    pub(super) fn likely(room: &Room, person: Id, account: Id, post: [&str; 2]) -> Option<Id> {
        let theirs = room.linked::<Seat>(person).filter(|seat| seat.account == account && seat.person == Some(person));
        let rank = |seat: &&Seat| {
            let is_read = is_told(seat);
            let is_like = [&seat.title, &seat.department].map(|text| text.as_deref().unwrap_or_default()) == post;
            (!is_like, !is_read)
        };
        theirs.min_by_key(rank).map(|seat| seat.id)
    }
}

impl Reader<'_> {
    /// Has whoever is as a card of ours says remember since when, and so their seat and its account.
    pub(super) fn hear_of(&mut self, row: usize, part: &Part, person: Id, seat: Option<Id>) {
        self.intake.hear_of(row, Kind::Person, person, &part.text(WAS));
        let Some(seat) = seat else { return };
        let seats = Seats::of(part);
        self.intake.hear_of(row, Kind::Seat, seat, &seats.was(1));
        let house = seats.house(1);
        if let Some(account) = house.id {
            self.intake.hear_of(row, Kind::Account, account, &house.was);
        }
    }

    /// Ends the seat that somebody leaves whose card of ours has them at another company by now. `sits` is where it has them.
    pub(super) fn leave(&mut self, row: usize, seats: &Seats, company: &str, (person, sits): (Id, Id)) {
        let room = self.intake.room;
        let today = self.intake.now.date_naive();
        let is_current = |id: Id| room.get::<Seat>(id).is_some_and(|seat| seat.is_current(today));
        let left = seats.left(room, person, company).filter(|(seat, _)| *seat != sits && is_current(*seat));
        // Who sits there already has not moved.
        if let Some((seat, from)) = left.filter(|_| !is_current(sits)) {
            moved::end(&mut self.intake, row, (person, seat, from), &format!("{SOURCE}."));
        }
    }

    /// A seat that somebody has beside the one of the card, as an export of ours tells it.
    pub(super) fn another_seat(
        &mut self,
        row: usize,
        (ext_id, seats): (&str, &Seats),
        (person, first): (Id, Id),
        name: &str,
        (nth, said): &(u32, Part),
    ) {
        let organisation = said.get("ORG").map(Property::parts).unwrap_or_default();
        let [company, unit] = [0, 1].map(|at| organisation.get(at).map(|text| text.trim()).unwrap_or_default());
        if company.is_empty() {
            return;
        }
        let found = seats.found(self.intake.room, *nth, person);
        let account = self.intake.house(company, row, found, &seats.house(*nth));
        let mut here = self.intake.room.linked::<Seat>(person);
        let meant = seats.meant(self.intake.room, *nth, person, (account, company)).filter(|seat| *seat != first);
        if meant.is_none() && here.any(|seat| seat.account == account && seat.person == Some(person)) {
            return;
        }
        let mut want = Want::new(row, Kind::Seat, meant.unwrap_or_else(|| beside(ext_id, company)));
        want.was(&seats.was(*nth));
        want.set("account", account.to_string(), &[]);
        want.set("person", person.to_string(), &[]);
        self.intake.set(&mut want, "title", &said.text("TITLE"), &[]);
        self.intake.set(&mut want, "department", unit, &[]);
        end(&mut want, said, true);
        self.seats.entry((account, folded(name))).or_default().push(want.id);
        self.intake.want(want);
    }
}

/// What the seat of somebody is known by who had one of that card before, or has.
pub(super) fn beside(ext_id: &str, company: &str) -> Id {
    Id::named("vcard:seat", &format!("{ext_id}/{}", folded(company)))
}

/// The seat that somebody had by this card, and where, who is at another company in it now.
pub(super) fn former(room: &Room, card: &Part, person: Id, (account, company): (Id, &str)) -> Option<(Id, Id)> {
    let told = |seat: &&Seat| seat.person == Some(person) && seat.to.is_none() && is_told(seat);
    let mut told = room.linked::<Seat>(person).filter(told);
    let seat = told.next().filter(|_| told.next().is_none())?;
    let old = remembered(room, person, Some(seat.id)).filter(|_| card.get(WAS).is_none())?;
    let is_elsewhere = folded(&Sketch::of(&old).company) != folded(company) && seat.account != account;
    let counts = is_elsewhere && !is_of_another_book(&old, card) && !is_before(card, &old);
    counts.then_some((seat.id, seat.account))
}

/// Whether a seat that a card had ended by having its holder elsewhere is theirs again, now that one tells of it.
pub(super) fn goes_on(room: &Room, seat: Id) -> bool {
    let is_by_hand = room.held(seat).is_some_and(|held| since::is_by_hand(held, "to"));
    room.get::<Seat>(seat).is_some_and(|seat| seat.to.is_some() && !is_told(seat) && !is_by_hand)
}

/// Whether a seat remembers a card.
fn is_told(seat: &Seat) -> bool {
    let cells = format!("{SOURCE}.");
    seat.extra.keys().any(|key| key.starts_with(&cells))
}

/// Says until when a seat was somebody's; a card of ours that does not say it has them there still.
pub(super) fn end(want: &mut Want, said: &Part, is_ours: bool) {
    let until = said.text(write::UNTIL).trim().parse::<NaiveDate>().ok();
    if until.is_some() || is_ours {
        want.set("to", json!(until), &[]);
    }
}

/// A card without the seats beside its first, and those by their number: `seat2.ORG`, `seat2.TITLE`, and until when.
pub(super) fn parted(card: &Part) -> (Part, Vec<(u32, Part)>) {
    let mut more: BTreeMap<u32, Part> = BTreeMap::new();
    let mut rest = card.clone();
    rest.properties.retain(|one| {
        let nth = one.group.strip_prefix(write::MORE).and_then(|nth| nth.parse::<u32>().ok());
        let nth = nth.filter(|_| matches!(one.name.as_str(), "ORG" | "TITLE" | write::UNTIL));
        if let Some(nth) = nth {
            more.entry(nth).or_default().properties.push(one.clone());
        }
        nth.is_none()
    });
    (rest, more.into_iter().collect())
}
