//! What the ladder shows, in the reader's words: three rungs with their items and pairings, and what will climb.
//!
//! Gathered once per edit, hour and language; nothing here knows where on the screen it will stand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::Sift;
use super::complaints::told_clocks;
use crate::model::choice::{FollowUpKind, Level};
use crate::model::{Account, Complaint, FollowUp, Id, Member, Pairing, Seat};
use crate::rules::complaint;
use crate::rules::cycle::{Cycles, Light};
use crate::rules::ladder::{self, Cause, Climb, Coming, Position, State};
use crate::screen::View;
use crate::screen::present::{choice_label, distance, laden};
use crate::text::{clean, format, format::day, width};
use crate::theme::Role;

/// How far the forecast looks ahead, in days.
pub(super) const AHEAD: u64 = 30;

/// The rungs as the screen shows them, top down.
pub(super) const RUNGS: [Level; 3] = [Level::Executive, Level::Manager, Level::Rep];

/// Everything the screen shows, of one account or of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    pub rungs: [Waiting; 3],
    pub coming: Vec<String>,
    /// Items that are sifted out.
    pub hidden: usize,
    /// Columns that the parts of an item need where they are widest.
    pub widest: Widest,
    /// Rung and row of each item.
    index: BTreeMap<Id, (usize, usize)>,
}

/// How wide each part of an item is at most.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Widest {
    pub subject: u16,
    pub account: u16,
    pub who: u16,
    pub clock: u16,
    pub due: u16,
    pub moved: u16,
}

/// One rung: what waits there, who faces whom, and how much each of ours there has on hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    pub items: Vec<Item>,
    pub pairings: Vec<Pair>,
    /// How many of the items want something done at once.
    pub urgent: usize,
    /// Whoever stands on this rung, the fullest hands first: `刘慧 9/12`.
    pub load: Vec<(String, Role)>,
}

/// A follow-up on its rung.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub id: Id,
    pub subject: String,
    /// Its account's name where those of all are shown.
    pub account: String,
    pub urgent: bool,
    /// Whether its clock stands still because somebody stopped it.
    pub stopped: bool,
    pub role: Role,
    /// Share of the working days that are used.
    pub used: (i64, i64),
    /// `3/5 d`, or what it waits for.
    pub clock: String,
    pub due: String,
    pub who: String,
    pub moved: String,
    pub detail: String,
    pub position: Position,
}

/// A pairing on its rung.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub id: Id,
    pub who: String,
    /// Days since the last contact, of how many.
    pub cycle: String,
    pub role: Role,
    pub detail: String,
}

impl Waiting {
    pub fn len(&self) -> usize {
        self.items.len() + self.pairings.len()
    }
}

impl Widest {
    fn take(&mut self, item: &Item) {
        let parts = [
            (&mut self.subject, &item.subject),
            (&mut self.account, &item.account),
            (&mut self.who, &item.who),
            (&mut self.clock, &item.clock),
            (&mut self.due, &item.due),
            (&mut self.moved, &item.moved),
        ];
        for (most, text) in parts {
            *most = (*most).max(width(text) as u16);
        }
    }
}

impl Board {
    pub fn of(view: &View, sift: Sift) -> Self {
        let mut board = Self::default();
        let everything = ladder::positions(view.room, view.terms, view.now, None);
        let load = ladder::load(&everything);
        let here = |item: &FollowUp| view.account.is_none_or(|account| item.account == account);
        let mut items: Vec<_> = everything.into_iter().filter(|(item, _)| here(item)).collect();
        let all = items.len();
        items.retain(|(item, position)| sift.shows(item, position));
        board.hidden = all - items.len();
        items
            .sort_by_key(|(item, at)| (at.state.is_stopped(), !at.is_stuck(), -at.overdue_days, at.climbs_at, item.id));
        let mut standing: [BTreeSet<Id>; 3] = Default::default();
        for (item, position) in &items {
            let at = rung_of(position.step.as_ref().and_then(|rung| rung.ours.first()).copied());
            let item = self::item(view, item, position);
            board.widest.take(&item);
            let (Some(waiting), Some(standing)) = (board.rungs.get_mut(at), standing.get_mut(at)) else { continue };
            board.index.insert(item.id, (at, waiting.items.len()));
            waiting.urgent += usize::from(item.urgent);
            waiting.items.push(item);
            standing.extend(position.holder);
        }
        let cycles = Cycles::new(view.room, view.now);
        for pairing in pairings(view).filter(|pairing| sift.pairs(pairing)) {
            let at = rung_of(pairing.level);
            let (Some(waiting), Some(standing)) = (board.rungs.get_mut(at), standing.get_mut(at)) else { continue };
            waiting.pairings.push(pair(view, pairing, &cycles));
            standing.insert(pairing.member);
        }
        for (waiting, standing) in board.rungs.iter_mut().zip(standing) {
            waiting.load = hands(view, standing, &load);
        }
        let until = view.now.checked_add_days(Days::new(AHEAD)).unwrap_or(view.now);
        let coming = ladder::forecast(view.room, view.terms, view.now, until, view.account);
        let coming = coming.iter().filter(|one| board.index.contains_key(&one.id));
        board.coming = coming.map(|one| self::coming(view, one)).collect();
        board
    }

    /// An item that is shown.
    pub fn item(&self, id: Id) -> Option<&Item> {
        let (rung, row) = self.index.get(&id)?;
        self.rungs.get(*rung)?.items.get(*row)
    }

    pub fn is_empty(&self) -> bool {
        self.hidden == 0 && self.rungs.iter().all(|rung| rung.len() == 0)
    }
}

/// The rung of a level, from the top.
pub(super) const fn rung_of(level: Option<Level>) -> usize {
    match level {
        Some(Level::Executive) => 0,
        Some(Level::Manager) => 1,
        Some(Level::Rep | Level::Service | Level::Engineer) | None => 2,
    }
}

/// The pairings of the open account, or of all.
fn pairings<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Pairing> {
    let room = view.room;
    let of = move |account: Id| room.linked::<Seat>(account).filter(move |seat| seat.account == account);
    let accounts: Vec<Id> =
        view.account.map_or_else(|| room.all::<Account>().map(|one| one.id).collect(), |one| vec![one]);
    accounts.into_iter().flat_map(of).flat_map(move |seat| room.linked::<Pairing>(seat.id))
}

/// How much each of these has on hand, the fullest first.
fn hands(view: &View, standing: BTreeSet<Id>, load: &BTreeMap<Id, usize>) -> Vec<(String, Role)> {
    let mut all: Vec<_> = standing.into_iter().filter_map(|id| view.room.get::<Member>(id)).collect();
    let load = |member: &Member| load.get(&member.id).copied().unwrap_or(0);
    all.sort_by_key(|member| (std::cmp::Reverse(load(member)), member.id));
    let said = |member: &Member| {
        let (held, role) = laden(load(member), member.capacity);
        (format!("{} {held}", clean(&member.name)), role)
    };
    all.into_iter().map(said).collect()
}

pub(super) fn item(view: &View, item: &FollowUp, position: &Position) -> Item {
    let allowed = position.allowed.unwrap_or(position.used);
    let used = if position.is_stuck() { (1, 1) } else { (position.used, allowed) };
    let said = match position.state {
        State::Open if position.held => view.text.t("ladder-held"),
        State::Open => days_of(view, position.used, position.allowed),
        state => view.text.t(&format!("ladder-state-{}", state.code().replace('_', "-"))),
    };
    let late = position.overdue_days > 0;
    let role = match position.state {
        _ if late || position.is_stuck() => Role::Bad,
        State::Open if position.climbs_at.is_some_and(|at| soon(at, view.now)) => Role::Warn,
        State::Open => Role::Text,
        _ => Role::Dim,
    };
    let holder = position.holder.map_or_else(|| view.text.t("ladder-nobody"), |id| name(view, id));
    let facing: Vec<_> = position.counterparts.iter().take(3).map(|seat| name(view, *seat)).collect();
    let facing = if facing.is_empty() { view.text.t("ladder-nobody") } else { view.text.list(&facing) };
    let due = due(view, position);
    let moved = position.climbs.last().map(|climb| moved(view, climb, item, position)).unwrap_or_default();
    let kind = choice_label(view.text, "follow-up-kind", item.kind.unwrap_or(FollowUpKind::Other).code());
    let ends = position.climbs_at.map(|at| ends(view, at, position.rung == position.rungs));
    let who = format!("{holder} {} {facing}", both_ways(view));
    let account = account(view, item.account);
    let instead = position.stands_for.map(|absent| instead(view, absent));
    let disputed = position.held_by.map(|id| view.text.ta("ladder-held-by", &[("what", &name(view, id))]));
    let complaint = item.complaint.and_then(|id| view.room.get::<Complaint>(id));
    let clocks = complaint.and_then(|one| complaint::clocks(view.room, view.terms, one, view.now));
    let owed = ladder::open_amount(item, view.room, view.today());
    let owed = owed.map(|(open, currency)| view.text.ta("ladder-owed", &[("amount", &format::money(open, currency))]));
    let country = view.terms.country(view.room.get(item.account));
    let years = position.missing_years.iter().map(|year| (country, *year));
    let missing = (!position.missing_years.is_empty()).then(|| without_table(view, years));
    let detail = [
        Some(kind),
        account.clone(),
        Some(who.clone()),
        instead,
        owed,
        disputed,
        ends,
        Some(due.clone()),
        Some(moved.clone()),
        clocks.map(|clocks| told_clocks(view, &clocks)),
        missing,
    ];
    Item {
        id: item.id,
        account: account.unwrap_or_default(),
        subject: clean(&item.subject).into_owned(),
        urgent: late || position.is_stuck(),
        stopped: position.state.is_stopped() || position.held,
        role,
        used,
        clock: said,
        detail: joined(detail),
        due,
        who,
        moved,
        position: position.clone(),
    }
}

/// Which years of which countries have no table of days off.
pub(super) fn without_table<'a>(view: &View, missing: impl IntoIterator<Item = (&'a str, i32)>) -> String {
    let named: Vec<String> = missing.into_iter().map(|(country, year)| format!("{} {year}", clean(country))).collect();
    view.text.ta("ladder-no-table", &[("which", &view.text.list(&named))])
}

/// The name of an account where those of all are shown.
fn account(view: &View, id: Id) -> Option<String> {
    view.account.is_none().then(|| name(view, id))
}

/// For whom somebody stands in, and whether for good.
fn instead(view: &View, absent: Id) -> String {
    let left = view.room.get::<Member>(absent).and_then(|member| member.left_on).filter(|day| *day <= view.today());
    let name = name(view, absent);
    match left {
        Some(day) => view.text.ta("ladder-for-left", &[("name", &name), ("day", &self::day(day))]),
        None => view.text.ta("ladder-for-away", &[("name", &name)]),
    }
}

fn pair(view: &View, pairing: &Pairing, cycles: &Cycles) -> Pair {
    let seat = view.room.get::<Seat>(pairing.seat);
    let title = seat.filter(|seat| seat.person.is_some()).and_then(|seat| seat.title.as_deref());
    let theirs = [name(view, pairing.seat), clean(title.unwrap_or_default()).into_owned()].join(" ");
    let who = format!("{} {} {}", name(view, pairing.member), both_ways(view), theirs.trim_end());
    let cycle = cycles.of_pairing(pairing);
    let role = match cycle.light {
        Light::Green => Role::Good,
        Light::Yellow => Role::Warn,
        Light::Red => Role::Bad,
    };
    let sign = match cycle.light {
        Light::Green => "",
        Light::Yellow => " ~",
        Light::Red => " !",
    };
    let contact = match cycle.last {
        Some(last) => view.text.ta("ladder-last-contact", &[("when", &distance(view.text, last, view.today()))]),
        None => view.text.t("ladder-never-met"),
    };
    let (ideal, max) = (cycle.interval.ideal.to_string(), cycle.interval.max.to_string());
    // Nobody has been met for nought days: where there was no contact, the count is only since we know of them.
    let days = cycle.last.map_or_else(|| "–".to_owned(), |_| cycle.days.to_string());
    let every = view.text.ta("ladder-every", &[("ideal", &ideal), ("max", &max)]);
    let relation = |code| choice_label(view.text, "relationship", code);
    let depth = match (pairing.current, pairing.target) {
        (None, None) => None,
        (current, target) => {
            let now = current.map_or_else(|| "?".to_owned(), |one| relation(one.code()));
            Some(
                target
                    .filter(|one| Some(*one) != current)
                    .map_or(now.clone(), |one| format!("{now} → {}", relation(one.code()))),
            )
        }
    };
    let left =
        view.room.get::<Member>(pairing.member).and_then(|member| member.left_on).filter(|day| *day <= view.today());
    let left = left.map(|day| view.text.ta("ladder-member-left", &[("day", &self::day(day))]));
    let across = is_across(view, pairing, seat).then(|| view.text.t("ladder-across"));
    Pair {
        id: pairing.id,
        who,
        cycle: format!("{}{sign}", view.text.ta("ladder-days-of", &[("used", &days), ("allowed", &ideal)])),
        role,
        detail: joined([
            seat.and_then(|seat| account(view, seat.account)),
            left,
            across,
            depth,
            Some(contact),
            Some(every),
        ]),
    }
}

/// Whether a member meets somebody of another rung than the one the pairing, or the member, stands on.
fn is_across(view: &View, pairing: &Pairing, seat: Option<&Seat>) -> bool {
    use crate::model::choice::Layer;
    let theirs = match seat.and_then(|seat| seat.layer) {
        Some(Layer::Decision) => Level::Executive,
        Some(Layer::Management) => Level::Manager,
        Some(Layer::Operations) => Level::Rep,
        Some(Layer::Peripheral) | None => return false,
    };
    let rung = |level| match level {
        Level::Executive | Level::Manager => level,
        Level::Rep | Level::Service | Level::Engineer => Level::Rep,
    };
    let member = view.room.get::<Member>(pairing.member).and_then(|member| member.level);
    [pairing.level, member].into_iter().flatten().any(|level| rung(level) != theirs)
}

fn due(view: &View, position: &Position) -> String {
    let Some(due) = position.due else { return String::new() };
    if position.overdue_days > 0 {
        return view.text.ta("ladder-overdue", &[("days", &position.overdue_days.to_string())]);
    }
    view.text.ta("ladder-due", &[("when", &distance(view.text, due, view.today()))])
}

fn moved(view: &View, climb: &Climb, item: &FollowUp, position: &Position) -> String {
    let id = match climb.cause {
        Cause::Clock => "ladder-climbed",
        Cause::Amount => "ladder-climbed-amount",
        Cause::Up => "ladder-sent-up",
        Cause::Down => "ladder-sent-down",
    };
    let policy = view.terms.ladders.policy_of(item, view.room.get(item.account));
    let from = policy.rungs.get(climb.from - 1).and_then(|rung| rung.ours.first());
    let from = from.map(|level| choice_label(view.text, "level", level.code())).unwrap_or_default();
    view.text.ta(id, &[("day", &day(position.since.date_naive())), ("from", &from)])
}

fn ends(view: &View, at: DateTime<FixedOffset>, last: bool) -> String {
    let id = if last { "ladder-stuck-on" } else { "ladder-climbs-on" };
    view.text.ta(id, &[("day", &day(at.date_naive()))])
}

fn coming(view: &View, coming: &Coming) -> String {
    let holder = coming.holder.map_or_else(|| view.text.t("ladder-nobody"), |id| name(view, id));
    let subject = clean(&view.room.name(coming.id)).into_owned();
    let arrow = if view.theme.ascii { "->" } else { "→" };
    let of = account(view, coming.account).map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{} {subject}{of} {arrow} {holder}", day(coming.climb.at.date_naive()))
}

fn days_of(view: &View, used: i64, allowed: Option<i64>) -> String {
    match allowed {
        Some(allowed) => {
            view.text.ta("ladder-days-of", &[("used", &used.to_string()), ("allowed", &allowed.to_string())])
        }
        None => String::new(),
    }
}

/// Within a day: the next look may be too late.
fn soon(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
    let today: NaiveDate = now.date_naive();
    at.date_naive() <= today.succ_opt().unwrap_or(today)
}

fn name(view: &View, id: Id) -> String {
    clean(&view.room.name(id)).into_owned()
}

fn both_ways(view: &View) -> &'static str {
    if view.theme.ascii { "<>" } else { "↔" }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
