//! What the ladder shows, in the reader's words: three rungs with their items and pairings, and what will climb.
//!
//! Gathered once per edit, hour and language; nothing here knows where on the screen it will stand.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::model::choice::{FollowUpKind, Level};
use crate::model::{FollowUp, Id, Member, Pairing, Seat};
use crate::rules::cycle::{self, Light};
use crate::rules::ladder::{self, Cause, Climb, Coming, Position, State};
use crate::screen::View;
use crate::screen::present::{choice_label, distance};
use crate::text::{clean, format::day};
use crate::theme::Role;

/// How far the forecast looks ahead, in days.
const AHEAD: u64 = 30;

/// The rungs as the screen shows them, top down.
pub(super) const RUNGS: [Level; 3] = [Level::Executive, Level::Manager, Level::Rep];

/// Everything the screen shows of one account.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    pub rungs: [Waiting; 3],
    pub coming: Vec<String>,
    /// Items of other kinds than the one asked for.
    pub hidden: usize,
}

/// One rung: what waits there and who faces whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    pub items: Vec<Item>,
    pub pairings: Vec<Pair>,
}

/// A follow-up on its rung.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub id: Id,
    pub subject: String,
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

impl Board {
    pub fn of(view: &View, filter: Option<FollowUpKind>) -> Self {
        let mut board = Self::default();
        let Some(account) = view.account else { return board };
        let mut items = ladder::positions(view.room, view.terms, view.now, Some(account));
        let all = items.len();
        items.retain(|(item, _)| filter.is_none_or(|kind| item.kind.unwrap_or(FollowUpKind::Other) == kind));
        board.hidden = all - items.len();
        items
            .sort_by_key(|(item, at)| (at.state.is_stopped(), !at.is_stuck(), -at.overdue_days, at.climbs_at, item.id));
        for (item, position) in &items {
            let level = position.step.as_ref().and_then(|rung| rung.ours.first()).copied();
            board.rung(level).items.push(self::item(view, item, position));
        }
        let seats = view.room.linked::<Seat>(account).filter(|seat| seat.account == account);
        for pairing in seats.flat_map(|seat| view.room.linked::<Pairing>(seat.id)) {
            board.rung(pairing.level).pairings.push(pair(view, pairing));
        }
        let until = view.now.checked_add_days(Days::new(AHEAD)).unwrap_or(view.now);
        let shown = |coming: &&Coming| items.iter().any(|(item, _)| item.id == coming.id);
        let coming = ladder::forecast(view.room, view.terms, view.now, until, Some(account));
        board.coming = coming.iter().filter(shown).map(|one| self::coming(view, one)).collect();
        board
    }

    pub fn is_empty(&self) -> bool {
        self.hidden == 0 && self.rungs.iter().all(|rung| rung.len() == 0)
    }

    fn rung(&mut self, level: Option<Level>) -> &mut Waiting {
        let [executive, manager, rep] = &mut self.rungs;
        match level {
            Some(Level::Executive) => executive,
            Some(Level::Manager) => manager,
            Some(Level::Rep | Level::Service | Level::Engineer) | None => rep,
        }
    }
}

fn item(view: &View, item: &FollowUp, position: &Position) -> Item {
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
    let detail = [Some(kind), Some(who.clone()), ends, Some(due.clone()), Some(moved.clone())];
    Item {
        id: item.id,
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

fn pair(view: &View, pairing: &Pairing) -> Pair {
    let seat = view.room.get::<Seat>(pairing.seat);
    let title = seat.filter(|seat| seat.person.is_some()).and_then(|seat| seat.title.as_deref());
    let theirs = [name(view, pairing.seat), clean(title.unwrap_or_default()).into_owned()].join(" ");
    let who = format!("{} {} {}", name(view, pairing.member), both_ways(view), theirs.trim_end());
    let cycle = cycle::of_pairing(view.room, pairing, view.now);
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
        detail: joined([left, across, depth, Some(contact), Some(every)]),
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
        Cause::Up => "ladder-sent-up",
        Cause::Down => "ladder-sent-down",
    };
    let policy = view.terms.ladders.policy_of(item);
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
    format!("{} {subject} {arrow} {holder}", day(coming.climb.at.date_naive()))
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
