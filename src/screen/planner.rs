//! The planner: where to go, when and who of ours; the best tour through the meetings that makes possible, its
//! alternatives, whom it does not meet and why, and a board of who is where.
//!
//! A tour is looked for beside the screen, which goes on meanwhile. What a person fixes or leaves out is kept in the wish
//! and looked for anew.

mod lines;
mod search;

use std::collections::BTreeMap;
use std::thread::{self, JoinHandle};

use chrono::{Datelike, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::search::Search;
use super::beside::MANY;
use super::grid::Grid;
use super::listing::Listing;
use super::{Key, View};
use crate::edit::Room;
use crate::model::choice::Level;
use crate::model::{Id, Member, Person, Seat};
use crate::rules::Terms;
use crate::rules::plan::{MOST_DAYS, Plan, Planner as Rule, Proposal, Stop, Wish};
use crate::rules::presence::Slot;
use crate::text::format;
use crate::theme::Role;
use crate::widget::put;

/// Cities a new plan goes to.
const FIRST_CITIES: usize = 3;
/// Days a new plan takes.
const FIRST_DAYS: u32 = 5;
/// Rows above the grid.
const CROWN: u16 = 3;

/// What settled lines depend on.
#[derive(Clone, Debug, PartialEq)]
struct Settled {
    key: Key,
    wish: Wish,
    found: usize,
    nth: usize,
    board: bool,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Planner {
    grid: Grid,
    wish: Option<Wish>,
    /// What is looked for first, while that is worked out beside the screen.
    coming: Option<JoinHandle<Wish>>,
    search: Option<Search>,
    asked: Option<(Key, Wish)>,
    proposal: Proposal,
    /// Counts the proposals that were found.
    found: usize,
    nth: usize,
    board: bool,
    settled: Option<Settled>,
    /// What was asked for before, to go back to.
    past: Vec<Wish>,
    /// The visits that were made of the plan that is shown, and the records they were saved among.
    saved: Option<(u64, Vec<Id>)>,
    crown: Rect,
}

impl Planner {
    /// What is looked for; nothing before the screen was first shown.
    pub fn wish(&self) -> Option<&Wish> {
        self.wish.as_ref()
    }

    /// Looks for something else.
    pub fn ask(&mut self, change: impl FnOnce(&mut Wish)) {
        if let Some(wish) = &mut self.wish {
            let before = wish.clone();
            change(wish);
            wish.days = wish.days.clamp(1, MOST_DAYS);
            if *wish != before {
                self.past.push(before);
                self.saved = None;
            }
        }
    }

    /// Goes back to what was asked for before the last change; false where nothing was changed since it was saved.
    pub fn take_back(&mut self) -> bool {
        let before = self.past.pop();
        let found = before.is_some();
        self.wish = before.or(self.wish.take());
        found
    }

    /// Keeps the plan on the screen as it was saved, until something changes.
    pub fn keep(&mut self, version: u64, visits: Vec<Id>) {
        if let Some(search) = self.search.take() {
            search.stop();
        }
        self.saved = Some((version, visits));
        self.past.clear();
    }

    /// The visits that were made of the plan that is shown.
    pub fn saved(&self) -> Option<&[Id]> {
        self.saved.as_ref().map(|(_, visits)| visits.as_slice())
    }

    /// The plan that is shown.
    pub fn plan(&self) -> Option<&Plan> {
        self.proposal.plans.get(self.nth)
    }

    /// Shows the next or the one before; false where there is no other.
    pub fn turn(&mut self, by: isize) -> bool {
        let other = self.nth.checked_add_signed(by).filter(|nth| *nth < self.proposal.plans.len());
        self.nth = other.unwrap_or(self.nth);
        other.is_some()
    }

    /// Shows the board instead of the list, or the list again.
    pub const fn toggle_board(&mut self) {
        self.board = !self.board;
    }

    /// The stop under the cursor.
    pub fn stop(&self) -> Option<&Stop> {
        let seat = self.grid.selected()?;
        self.plan()?.stops.iter().find(|stop| stop.seats.contains(&seat))
    }

    /// The visit that was made of the stop under the cursor.
    pub fn visit(&self) -> Option<Id> {
        let (seat, visits) = (self.grid.selected()?, self.saved()?);
        let nth = self.plan()?.stops.iter().position(|stop| stop.seats.contains(&seat))?;
        visits.get(nth).copied()
    }

    /// Why the key player under the cursor is not met.
    pub fn unmet(&self) -> Option<&crate::rules::plan::Unmet> {
        let seat = self.grid.selected()?;
        self.proposal.unmet.iter().find(|one| one.seat == seat)
    }

    /// Leaves the stop under the cursor out, and goes on to the one that follows it.
    pub fn drop_stop(&mut self) {
        let Some(seats) = self.stop().map(|stop| stop.seats.clone()) else { return };
        // Otherwise the cursor would go along with whom it is on, down to those who are not met.
        self.grid.step_off();
        self.ask(|wish| {
            wish.fixed.retain(|seat, _| !seats.contains(seat));
            wish.dropped.extend(seats);
        });
    }

    /// Fixes a stop in a half day, or lets it go where it was fixed there.
    pub fn fix(&mut self, seats: &[Id], slot: Option<Slot>) {
        self.ask(|wish| {
            for seat in seats {
                match slot {
                    Some(slot) => drop(wish.fixed.insert(*seat, slot)),
                    None => drop(wish.fixed.remove(seat)),
                }
            }
        });
    }

    /// Whether a better tour may still be found.
    pub const fn is_searching(&self) -> bool {
        self.search.is_some() || self.coming.is_some()
    }

    /// Stops looking, or forgets what was fixed and left out; false where that is nothing.
    pub fn leave(&mut self) -> bool {
        if let Some(search) = self.search.take() {
            search.stop();
            return true;
        }
        if std::mem::take(&mut self.board) {
            return true;
        }
        let touched = self.wish.as_ref().is_some_and(|wish| !wish.fixed.is_empty() || !wish.dropped.is_empty());
        self.ask(|wish| {
            wish.fixed.clear();
            wish.dropped.clear();
        });
        touched
    }

    fn look(&mut self, view: &View) {
        let many = view.room.count().0 >= MANY;
        if self.wish.is_none() {
            self.wish = self.first(view, many);
        }
        let Some(wish) = self.wish.clone() else { return };
        let asked = Some((view.key(), wish.clone()));
        if self.saved.as_ref().is_some_and(|(version, _)| *version == view.room.version()) {
            self.asked = asked;
            return;
        }
        self.saved = None;
        if self.asked != asked {
            self.asked = asked;
            if let Some(search) = self.search.take() {
                search.stop();
            }
            let (room, now) = (view.room.aside(), view.now);
            let gather = move |terms: &Terms| Rule::new(&room, terms, now, wish);
            let (proposal, search) = Search::begin(many, gather, view.terms);
            self.search = search;
            self.take(proposal);
        }
        if let Some(proposal) = self.search.as_mut().and_then(Search::outcome) {
            self.search = None;
            self.take(proposal);
        }
    }

    /// What is looked for first, once that is known.
    fn first(&mut self, view: &View, many: bool) -> Option<Wish> {
        if !many {
            return Some(first(view.room, view.today()));
        }
        if let Some(coming) = self.coming.take_if(|coming| coming.is_finished()) {
            // Where that broke off, people say themselves what they look for.
            return Some(coming.join().unwrap_or_default());
        }
        if self.coming.is_some() {
            return None;
        }
        let (room, today) = (view.room.aside(), view.today());
        match thread::Builder::new().name("wish".into()).spawn(move || first(&room, today)) {
            Ok(coming) => {
                self.coming = Some(coming);
                None
            }
            Err(_) => Some(first(view.room, view.today())),
        }
    }

    fn take(&mut self, proposal: Proposal) {
        self.proposal = proposal;
        self.found += 1;
        self.nth = 0;
    }

    fn settle(&mut self, view: &View) {
        self.look(view);
        let Some(wish) = self.wish.clone() else { return };
        let wanted = Settled { key: view.key(), wish, found: self.found, nth: self.nth, board: self.board };
        if self.settled.as_ref() == Some(&wanted) {
            return;
        }
        let plan = self.plan().cloned().unwrap_or_default();
        let (columns, groups) = if self.board {
            lines::board(view, &wanted.wish, &plan, &self.proposal)
        } else {
            lines::list(view, &wanted.wish, &plan, &self.proposal)
        };
        self.grid.columns(columns);
        self.grid.set(groups);
        self.settled = Some(wanted);
    }

    /// Where, when and who.
    fn asked_for(&self, view: &View) -> String {
        let Some(wish) = &self.wish else { return view.text.t("screen-late") };
        let cities = match wish.cities.as_slice() {
            [] => view.text.t("planner-no-cities"),
            some => some.join(" · "),
        };
        let day = |day: NaiveDate| format!("{} {}", view.text.weekday(day.weekday()), format::day(day));
        let names: Vec<String> = wish.members.iter().map(|id| view.room.name(*id)).collect();
        let days = format!("{} – {}", day(wish.from), day(wish.to()));
        format!("{cities}  |  {days}  |  {}", view.text.list(&names))
    }

    fn outcome(&self, view: &View) -> String {
        let holds = |plan: &&Plan| !(plan.stops.is_empty() && self.proposal.unmet.is_empty());
        let Some(plan) = self.plan().filter(holds) else {
            if self.is_searching() {
                return view.text.t("screen-late");
            }
            let fixed = self.wish.as_ref().is_some_and(|wish| !wish.fixed.is_empty());
            return view.text.t(if fixed { "planner-none-fixed" } else { "plan-none" });
        };
        let said = [
            ("nth", (self.nth + 1).to_string()),
            ("of", self.proposal.plans.len().to_string()),
            ("score", format!("{:.1}", plan.score)),
            ("stops", plan.stops.len().to_string()),
            ("unmet", self.proposal.unmet.len().to_string()),
        ];
        let said = view.text.ta("planner-outcome", &said.each_ref().map(|(name, value)| (*name, value.as_str())));
        let said = if self.saved.is_some() { format!("{said} · {}", view.text.t("planner-is-saved")) } else { said };
        match &self.search {
            Some(search) => {
                let share = format!("{:.0}", search.share() * 100.0);
                format!("{said} · {}", view.text.ta("planner-searching", &[("share", &share)]))
            }
            None => said,
        }
    }
}

/// A first wish: everybody who travels, next week, through the cities where most key players of theirs are at home.
fn first(room: &Room, today: NaiveDate) -> Wish {
    let to_monday = 7 - u64::from(today.weekday().num_days_from_monday());
    let travels = |member: &&Member| member.left_on.is_none() && member.level != Some(Level::Service);
    let mut homes: BTreeMap<String, usize> = BTreeMap::new();
    for seat in room
        .each_where::<Seat>("political_status", |_| true)
        .filter(|seat| seat.is_key_player() && seat.is_current(today))
    {
        let city = seat.person.and_then(|id| room.get::<Person>(id)?.home_city.clone());
        *homes.entry(city.unwrap_or_default()).or_default() += 1;
    }
    homes.remove("");
    let mut cities: Vec<(usize, String)> = homes.into_iter().map(|(city, count)| (count, city)).collect();
    cities.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Wish {
        cities: cities.into_iter().take(FIRST_CITIES).map(|(_, city)| city).collect(),
        from: today.checked_add_days(Days::new(to_monday)).unwrap_or(today),
        days: FIRST_DAYS,
        members: room.all::<Member>().filter(travels).map(|member| member.id).collect(),
        ..Wish::default()
    }
}

impl Listing for Planner {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(view);
        let rows = CROWN.min(area.height);
        self.crown = Rect { height: rows, ..area };
        Rect { y: area.y + rows, height: area.height - rows, ..area }
    }

    fn hint(&self) -> &'static str {
        if self.is_searching() { "screen-late" } else { "planner-empty" }
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        let row = |y: u16| Rect { y: self.crown.y + y, height: 1, ..self.crown }.intersection(self.crown);
        put(buf, row(0), &self.asked_for(view), view.theme.style(Role::Title));
        put(buf, row(1), &self.outcome(view), view.theme.style(Role::Info));
    }
}

#[cfg(test)]
mod tests;
