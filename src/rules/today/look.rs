//! What lines are gathered from: what is the same for all accounts, and what some of them hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::entry::{About, Entry};
use super::{days, is_lost, people};
use crate::edit::Room;
use crate::model::choice::Tier;
use crate::model::{Account, Anniversary, FollowUp, Id, Member, Pairing, Seat, Typed};
use crate::rules::Terms;
use crate::rules::festival::Festival;
use crate::rules::intercept::{self, Team};
use crate::rules::ladder::{self, Position};
use crate::rules::scope::Scope;
use crate::rules::workday::Calendar;

/// What is the same for all accounts.
#[derive(Debug)]
pub(super) struct Almanac {
    /// The working days of every country there is an account in.
    pub(super) calendars: BTreeMap<String, Calendar>,
    /// The countries of accounts that are not lost.
    pub(super) lived_in: BTreeSet<String>,
    /// Where each of ours is while meetings are proposed.
    pub(super) team: Team,
    /// Festivals on which one gives that may be near enough: when each is, how many working days before it is thought of.
    pub(super) festivals: Vec<(NaiveDate, i64, Festival)>,
    /// The next time each yearly date comes round: many people share a day, and lunar ones are dear.
    pub(super) rounds: Mutex<BTreeMap<Anniversary, Option<NaiveDate>>>,
}

impl Almanac {
    pub(super) fn new(room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Self {
        let (mut countries, mut lived_in) = (BTreeSet::from([terms.country(None).to_owned()]), BTreeSet::new());
        for account in room.each::<Account>() {
            let country = terms.country(Some(&account));
            if !is_lost(&account) && !lived_in.contains(country) {
                lived_in.insert(country.to_owned());
            }
            if !countries.contains(country) {
                countries.insert(country.to_owned());
            }
        }
        let calendar = |name: String| {
            let calendar = terms.holidays.calendar(&name);
            (name, calendar)
        };
        let team = Team::new(room, terms, now, intercept::ahead(now, people::MEETING_DAYS));
        let calendars = countries.into_iter().map(calendar).collect();
        let festivals = days::festivals_ahead(terms, now.date_naive());
        Self { calendars, lived_in, team, festivals, rounds: Mutex::default() }
    }
}

/// What is looked at, and when.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) room: &'a Room,
    pub(super) terms: &'a Terms,
    pub(super) now: DateTime<FixedOffset>,
    /// Of these records, or of earlier ones for which it is the same.
    pub(super) almanac: &'a Almanac,
}

/// What the lines of some accounts are gathered from.
pub(super) struct Look<'a> {
    pub(super) room: &'a Room,
    pub(super) terms: &'a Terms,
    pub(super) now: DateTime<FixedOffset>,
    pub(super) almanac: &'a Almanac,
    /// The accounts, in the order of their ids.
    pub(super) accounts: &'a [Id],
    /// Whether nothing else is looked at: who has seats elsewhere too is then of these.
    pub(super) is_alone: bool,
    /// The follow-ups that are not over, and where they stand.
    pub(super) open: Vec<(&'a FollowUp, Position)>,
    /// The follow-up that looks after a complaint or an invoice, and who holds it.
    pub(super) followed: BTreeMap<Id, (&'a FollowUp, Option<Id>)>,
    /// The key players of today, by account and id.
    pub(super) players: BTreeMap<Id, Vec<&'a Seat>>,
    /// Whoever has or had a seat.
    pub(super) holders: BTreeSet<Id>,
}

impl<'a> Look<'a> {
    /// A look at accounts.
    pub(super) fn new(sight: Sight<'a>, accounts: &'a [Id], is_alone: bool) -> Self {
        let Sight { room, terms, now, almanac } = sight;
        let open = ladder::positions(room, terms, now, Scope::These(accounts));
        let subjects = open.iter().flat_map(|(item, position)| {
            let about = [item.invoice, item.complaint].into_iter().flatten();
            about.map(|id| (id, (*item, position.holder)))
        });
        let followed = subjects.collect();
        let mut players: BTreeMap<Id, Vec<&Seat>> = BTreeMap::new();
        let mut holders = BTreeSet::new();
        for seat in Scope::These(accounts).of(room, |seat: &Seat| seat.account) {
            holders.extend(seat.person);
            if seat.is_key_player() && seat.is_current(now.date_naive()) {
                players.entry(seat.account).or_default().push(seat);
            }
        }
        Self { room, terms, now, almanac, accounts, is_alone, open, followed, players, holders }
    }

    pub(super) fn gather(&self, out: &mut Vec<Entry>) {
        let mut all = Vec::new();
        self.follow_ups(&mut all);
        self.complaints(&mut all);
        self.receivables(&mut all);
        self.visits(&mut all);
        self.agreed(&mut all);
        self.contacts(&mut all);
        self.meetings(&mut all);
        self.journeys(&mut all);
        self.birthdays(&mut all);
        self.occasions(&mut all);
        self.festivals(&mut all);
        self.gifts(&mut all);
        self.reviews(&mut all);
        self.judgements(&mut all);
        out.append(&mut all);
    }

    pub(super) fn scope(&self) -> Scope<'a> {
        Scope::These(self.accounts)
    }

    /// What belongs to the accounts of one type; `account` tells whose each is.
    pub(super) fn of<T: Typed>(&self, account: fn(&T) -> Id) -> impl Iterator<Item = &'a T> {
        self.scope().of(self.room, account)
    }

    /// Of the seats somebody has the one by which a line is an account's; one line, whatever other accounts they sit in.
    pub(super) fn seat_of<'s>(&self, mut seats: impl Iterator<Item = &'s Seat>) -> Option<&'s Seat> {
        if self.is_alone {
            seats.find(|seat| self.covers(seat.account))
        } else {
            seats.next().filter(|seat| self.covers(seat.account))
        }
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The day that many days from now.
    pub(super) fn in_days(&self, days: u64) -> NaiveDate {
        self.day().checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
    }

    pub(super) fn in_a_week(&self) -> NaiveDate {
        self.in_days(7)
    }

    /// Whether an account is one of them.
    pub(super) fn covers(&self, account: Id) -> bool {
        self.scope().covers(account)
    }

    /// Those that are not lost.
    pub(super) fn accounts(&self) -> impl Iterator<Item = &'a Account> {
        self.accounts.iter().filter_map(|id| self.room.get::<Account>(*id)).filter(|one| !is_lost(one))
    }

    /// The working days of an account's country.
    pub(super) fn calendar(&self, account: Option<Id>) -> Option<&Calendar> {
        let account = account.and_then(|id| self.room.get::<Account>(id));
        self.almanac.calendars.get(self.terms.country(account))
    }

    /// A line; what its account means to us is part of every urgency. Parts are told in hundredths, so that they add up
    /// to the urgency to the last digit.
    pub(super) fn entry(&self, about: About, mut parts: Vec<(&'static str, f64)>) -> Entry {
        let tier = about.account.and_then(|id| self.room.get::<Account>(id)?.tier);
        let class = match tier {
            Some(Tier::Gold) => 2.0,
            Some(Tier::Silver) => 1.0,
            Some(Tier::Bronze) | None => 0.0,
        };
        parts.push(("class", class));
        let hundredths = |part: f64| (part * 100.0).round() as i64;
        let parts: Vec<_> = parts.into_iter().map(|(name, part)| (name, hundredths(part))).collect();
        let urgency = parts.iter().map(|(_, part)| part).sum::<i64>() as f64 / 100.0;
        let parts = parts.into_iter().filter(|(_, part)| *part != 0).map(|(name, part)| (name, part as f64 / 100.0));
        Entry::new(about, parts.collect(), urgency)
    }

    pub(super) fn name(&self, id: Id) -> String {
        self.room.name(id)
    }

    /// Whose it is to look after a seat: whoever is paired there, the owner of the account where nobody is.
    pub(super) fn carers(&self, seat: Option<Id>, account: Option<Id>) -> Vec<Id> {
        let paired = seat.into_iter().flat_map(|seat| self.room.linked::<Pairing>(seat)).map(|pairing| pairing.member);
        let mut paired: Vec<Id> = paired.filter(|member| self.serves(*member)).collect();
        let mut known = BTreeSet::new();
        paired.retain(|member| known.insert(*member));
        if paired.is_empty() { self.owner(account) } else { paired }
    }

    /// The owner of an account, as the one whose it is.
    pub(super) fn owner(&self, account: Option<Id>) -> Vec<Id> {
        account.and_then(|id| self.room.get::<Account>(id)?.owner).into_iter().collect()
    }

    /// Whether one of ours is still with us.
    pub(super) fn serves(&self, member: Id) -> bool {
        self.room.get::<Member>(member).is_some_and(|one| one.left_on.is_none_or(|day| day > self.day()))
    }
}
