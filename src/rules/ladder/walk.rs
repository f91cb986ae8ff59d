//! The walk of one item up its ladder: the working-day clock, the climbs when it runs out, and what people did.
//!
//! The clock counts whole working days. A day counts when the clock runs at its end; the day an item opens, or is sent
//! to a rung by hand, counts from the next working day. So stopping for a day delays the climb by that day, however often
//! one looks in between.
//!
//! *Stuck* is what stands on the last rung with no time left there: at once where that rung has no days (it came as high
//! as it can, by the clock or by hand, and nothing but a person will move it), else when its days are used up. Somebody
//! who takes it in hand, waits for the client or pauses it ends that for as long. A ladder of a single rung without days
//! has no clock, and nothing on it is ever stuck.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::facts::Start;
use super::policy::{Policy, Rung};
use super::{Cause, Climb, State};
use crate::model::Id;
use crate::rules::workday::Calendar;
use crate::rules::zone::Zone;

/// What happens to an item at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happening {
    /// The clock stops in this state.
    Stop(State),
    /// The clock goes on with what was left.
    Resume,
    /// Sent a rung up or down by hand.
    Move(Cause),
    /// So much is owed that it starts on this rung, where it is not higher already.
    Enter(usize),
    /// Somebody takes the rung the item is on.
    Assign(Id),
    /// It is over.
    End(State),
    /// The client has a first answer.
    Answered,
    /// The invoice is disputed, or no longer.
    Held(bool),
}

/// An item on its way.
pub(super) struct Walk<'a> {
    policy: &'a Policy,
    calendar: &'a Calendar,
    zone: Zone,
    opened: DateTime<FixedOffset>,
    pub rung: usize,
    pub state: State,
    pub since: DateTime<FixedOffset>,
    pub climbs: Vec<Climb>,
    pub holders: BTreeMap<usize, Id>,
    pub held: bool,
    /// Working days this rung has used.
    pub used: i64,
    /// The last day that is accounted for.
    counted: NaiveDate,
    answered: bool,
}

impl<'a> Walk<'a> {
    /// An item as its clock starts; its days end as they do in `zone`.
    pub fn new(policy: &'a Policy, calendar: &'a Calendar, zone: Zone, start: Start) -> Self {
        Self {
            policy,
            calendar,
            zone,
            opened: start.opened,
            rung: 0,
            state: State::Open,
            since: start.opened,
            climbs: Vec::new(),
            holders: BTreeMap::new(),
            held: false,
            used: 0,
            counted: start.day,
            answered: false,
        }
    }

    /// Lets time pass until `moment`: every climb on the way happens when it was due.
    pub fn advance(&mut self, moment: DateTime<FixedOffset>) {
        while let Some((day, end)) = self.last_day().filter(|(_, end)| *end <= moment) {
            self.used = self.allowed().unwrap_or(self.used);
            self.counted = self.counted.max(day);
            if self.is_last() {
                self.state = State::Stuck;
            } else {
                self.enter(self.rung + 1, Cause::Clock, end);
            }
        }
        let over = self.zone.last_ended(moment);
        if over > self.counted {
            if self.runs() {
                self.used += self.calendar.workdays_between(self.counted, over);
            }
            self.counted = over;
        }
    }

    /// Takes in what happened at `moment`, up to which time has passed already.
    pub fn take(&mut self, what: Happening, moment: DateTime<FixedOffset>) {
        let at = self.zone.local(moment);
        if self.state.is_over() && what != Happening::Resume {
            return;
        }
        match what {
            Happening::Stop(state) | Happening::End(state) => self.state = state,
            Happening::Resume => self.state = self.awake(),
            Happening::Move(cause) => {
                let to = if cause == Cause::Down { self.rung.checked_sub(1) } else { Some(self.rung + 1) };
                if let Some(to) = to.filter(|to| *to < self.policy.rungs.len()) {
                    self.counted = self.counted.max(at.date_naive());
                    self.enter(to, cause, at);
                }
            }
            Happening::Enter(rung) if rung > self.rung && self.runs() => {
                self.counted = self.counted.max(at.date_naive());
                self.enter(rung, Cause::Amount, at);
            }
            Happening::Enter(_) => {}
            Happening::Assign(member) => _ = self.holders.insert(self.rung, member),
            Happening::Answered => self.answered = true,
            Happening::Held(held) => self.held = held,
        }
    }

    /// When the clock of the rung runs out if nobody acts; `None` when it stands still.
    pub fn runs_out(&self) -> Option<DateTime<FixedOffset>> {
        self.last_day().map(|(_, end)| end)
    }

    /// The last day the clock of the rung has, and its end; `None` when it stands still.
    fn last_day(&self) -> Option<(NaiveDate, DateTime<FixedOffset>)> {
        let left = self.allowed()?.saturating_sub(self.used).max(0);
        self.runs().then(|| {
            let day = self.calendar.add_workdays(self.counted, left as i32);
            (day, self.zone.end_of(day))
        })
    }

    /// Working days the rung may use; `None` where it has no clock.
    pub fn allowed(&self) -> Option<i64> {
        let rung = self.rung()?;
        rung.answer.filter(|_| !self.answered).or(rung.days)
    }

    /// What the clock alone did before the item was opened is no climb: it opened on that rung.
    fn enter(&mut self, rung: usize, cause: Cause, at: DateTime<FixedOffset>) {
        if at > self.opened || matches!(cause, Cause::Up | Cause::Down) {
            self.climbs.push(Climb { at, from: self.rung + 1, to: rung + 1, cause });
        }
        (self.rung, self.used, self.since) = (rung, 0, at.max(self.opened));
        self.state = self.awake();
    }

    /// The state of an item whose clock nobody stopped.
    fn awake(&self) -> State {
        let spent = self.allowed().is_none_or(|allowed| self.used >= allowed);
        if self.is_last() && self.rung > 0 && spent { State::Stuck } else { State::Open }
    }

    fn runs(&self) -> bool {
        self.state == State::Open && !self.held
    }

    fn is_last(&self) -> bool {
        self.rung + 1 >= self.policy.rungs.len()
    }

    fn rung(&self) -> Option<&'a Rung> {
        self.policy.rungs.get(self.rung)
    }
}
