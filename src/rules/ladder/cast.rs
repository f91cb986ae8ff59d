//! Who stands where on the ladder of one account: the holder of each rung and the seats it faces.

use std::rc::Rc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::away::Absences;
use super::policy::{Policy, Rung};
use crate::edit::Room;
use crate::model::choice::Level;
use crate::model::{Account, FollowUp, Id, Member, Pairing, Seat};
use crate::rules::Terms;
use crate::rules::workday::Calendar;
use crate::rules::zone::{self, Zone};

/// The people of one account as its ladder sees them at a moment, gathered once for all of its items.
pub struct Cast<'a> {
    room: &'a Room,
    account: Option<&'a Account>,
    /// The working days of the account's country.
    pub calendar: Calendar,
    zone: Option<Tz>,
    now: DateTime<FixedOffset>,
    absences: Rc<Absences<'a>>,
    /// Every seat there was, is and will be.
    every: Rc<[&'a Seat]>,
    /// Those of the moment.
    seats: Vec<&'a Seat>,
    pairings: Vec<&'a Pairing>,
}

impl<'a> Cast<'a> {
    /// Gathers the people of `account` as of `now`.
    pub fn of(room: &'a Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>) -> Self {
        Self::among(room, terms, account, now, Rc::new(Absences::of(room, *now.offset())))
    }

    /// The same, where it is known already who of ours is away when.
    pub(super) fn among(
        room: &'a Room,
        terms: &Terms,
        account: Id,
        now: DateTime<FixedOffset>,
        absences: Rc<Absences<'a>>,
    ) -> Self {
        let every = room.linked::<Seat>(account).filter(|seat| seat.account == account).collect();
        let calendar = terms.calendar_of(room, account);
        let account = room.get(account);
        let zone = terms.zone_of(account);
        let nobody =
            Self { room, account, calendar, zone, now, absences, every, seats: Vec::new(), pairings: Vec::new() };
        nobody.at(now)
    }

    /// The same account at another moment.
    #[must_use]
    pub fn at(&self, now: DateTime<FixedOffset>) -> Self {
        let today = now.date_naive();
        let seats: Vec<&Seat> = self.every.iter().copied().filter(|seat| seat.is_current(today)).collect();
        let pairings = seats.iter().flat_map(|seat| self.room.linked::<Pairing>(seat.id)).collect();
        let (calendar, absences, every) = (self.calendar.clone(), Rc::clone(&self.absences), Rc::clone(&self.every));
        Self { calendar, now, absences, every, seats, pairings, ..*self }
    }

    /// The clock by which the days of an item end.
    pub fn zone(&self, item: &FollowUp) -> Zone {
        self.zone.map_or_else(|| zone::of_writer(item.opened_at, self.now), Zone::Named)
    }

    /// The pairings on a rung, best known first.
    pub fn pairings<'s>(&'s self, rung: &'s Rung) -> impl Iterator<Item = &'a Pairing> + 's {
        self.pairings.iter().copied().filter(|pairing| pairing.level.is_some_and(|level| rung.ours.contains(&level)))
    }

    /// The account.
    pub const fn account(&self) -> Option<&'a Account> {
        self.account
    }

    /// Who is meant to hold the rung `at` for an item, here or not: whoever was named, or is paired there, or answers
    /// for the account.
    pub fn meant(&self, item: &FollowUp, policy: &Policy, at: usize, assigned: Option<Id>) -> Option<Id> {
        let rung = policy.rungs.get(at)?;
        let named = assigned.or_else(|| item.member.filter(|id| self.home_rung(policy, *id) == at));
        named.or_else(|| self.paired(item, rung)).or_else(|| self.in_charge(rung, at))
    }

    /// The seats an item faces on the rung `at`: its own, until it climbs above the rung that one stands on; then all of
    /// the rung's, the holder's own counterparts first and whoever is paired next.
    pub fn counterparts(&self, item: &FollowUp, policy: &Policy, at: usize, holder: Option<Id>) -> Vec<Id> {
        let Some(rung) = policy.rungs.get(at) else { return Vec::new() };
        let own = item.seat.and_then(|id| self.seats.iter().find(|seat| seat.id == id));
        // Somebody who stands on no rung is faced from the lowest.
        let stands = |seat: &Seat| policy.rungs.iter().rposition(|rung| rung.faces(seat)).unwrap_or(0);
        if let Some(seat) = own.filter(|seat| stands(seat) >= at) {
            return vec![seat.id];
        }
        let nearness = |seat: &Seat| {
            let mut paired = self.pairings(rung).filter(|pairing| pairing.seat == seat.id).peekable();
            match paired.peek() {
                None => 2,
                Some(_) => u8::from(!paired.any(|pairing| Some(pairing.member) == holder)),
            }
        };
        let mut facing = rung.facing(&self.seats);
        facing.sort_by_cached_key(|seat| nearness(seat));
        facing.into_iter().map(|seat| seat.id).collect()
    }

    /// The rung a member named on the item stands on: that of the member's level, else the lowest.
    fn home_rung(&self, policy: &Policy, member: Id) -> usize {
        let level = self.member(member).and_then(|member| member.level);
        level.and_then(|level| policy.rung_of(level)).unwrap_or(0)
    }

    fn paired(&self, item: &FollowUp, rung: &Rung) -> Option<Id> {
        let faces = |id: Id| self.seats.iter().any(|seat| seat.id == id && rung.faces(seat));
        let rank = |pairing: &&Pairing| {
            let level = pairing.level.and_then(|level| rung.ours.iter().position(|one| *one == level));
            (Some(pairing.seat) != item.seat, !faces(pairing.seat), level)
        };
        self.pairings(rung).min_by_key(rank).map(|pairing| pairing.member)
    }

    /// Who answers for the account on a rung that nobody is paired on: its owner on the lowest, then whoever of the
    /// rung's levels stands above the owner, then anybody of those levels.
    fn in_charge(&self, rung: &Rung, at: usize) -> Option<Id> {
        let owner = self.account.and_then(|account| account.owner);
        if at == 0 && owner.is_some() {
            return owner;
        }
        let fits = |id: &Id| self.member(*id).and_then(|one| one.level).is_some_and(|level| rung.ours.contains(&level));
        let above = owner.and_then(|owner| {
            fits(&owner).then_some(owner).or_else(|| self.follow(owner, |one| one.manager).into_iter().find(fits))
        });
        let of_level = |level: &Level| self.ours().find(|one| one.level == Some(*level)).map(|one| one.id);
        above.or_else(|| rung.ours.iter().find_map(of_level))
    }

    fn ours(&self) -> impl Iterator<Item = &'a Member> {
        let today = self.today();
        self.room.all::<Member>().filter(move |one| !has_left(one, today))
    }

    /// The member, or who stands in for one who left or is away: the nearest deputy who is here, a deputy's own deputy
    /// included; then the nearest manager who is here. Where all of them are away too, one who is only away keeps the
    /// rung, and that of one who left goes to the nearest deputy or manager who has not.
    pub fn present(&self, member: Id) -> Option<Id> {
        let Some(one) = self.member(member) else { return Some(member) };
        let gone = has_left(one, self.today());
        if !gone && !self.is_away(one) {
            return Some(member);
        }
        let stand_ins: Vec<Id> = self
            .follow(member, |one| one.deputy)
            .into_iter()
            .chain(self.follow(member, |one| one.manager))
            .filter(|id| self.member(*id).is_some_and(|one| !has_left(one, self.today())))
            .collect();
        let here = stand_ins.iter().copied().find(|id| self.member(*id).is_some_and(|one| !self.is_away(one)));
        here.or(if gone { stand_ins.first().copied() } else { Some(member) })
    }

    /// Whom `next` leads to from a member, and from there, nearest first and without the member; ends where a ring
    /// closes.
    fn follow(&self, member: Id, next: impl Fn(&Member) -> Option<Id>) -> Vec<Id> {
        let mut met = vec![member];
        while let Some(id) = met.last().and_then(|id| next(self.member(*id)?)).filter(|id| !met.contains(id)) {
            met.push(id);
        }
        met.split_off(1)
    }

    fn is_away(&self, member: &Member) -> bool {
        self.absences.is_away(member, self.now, self.account.and_then(|account| account.city.as_deref()))
    }

    fn member(&self, id: Id) -> Option<&'a Member> {
        self.room.get(id)
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

fn has_left(member: &Member, today: NaiveDate) -> bool {
    member.left_on.is_some_and(|day| day <= today)
}
