//! The strategy for an account: our role, the chain from goals to obstacles and who cares, SWOT as a square where there
//! is room, competitors, needs and white space.

use std::collections::BTreeSet;

use super::View;
use super::folio::{Folio, Page};
use super::present::choice_label;
use super::sections::{Section, row, said};
use super::sheet::Row;
use crate::model::choice::{NeedKind, SwotKind, WhiteSpaceState};
use crate::model::{Account, Competitor, Goal, Id, Kind, Need, Record, Swot, WhiteSpace};
use crate::rules::{warnings, winwin};
use crate::text::pad;
use crate::theme::Role;
use crate::widget::dots;

/// What stands beside each other on top: how we are seen, and how much we mean to one another.
const ROLE: &[&str] = &["our_role", "temperament"];
const WEIGHT: &[&str] = &["importance_to_us", "importance_to_them"];

/// Deepest link of the chain that is still indented.
const DEEPEST: usize = 6;

/// The screen.
pub type Strategy = Folio<Plan>;

/// What stands in the strategy.
#[derive(Debug, Default)]
pub struct Plan;

impl Page for Plan {
    fn sections(view: &View, account: &Account) -> Vec<Section> {
        let account = account.id;
        let fields = |names: &[&str]| -> Vec<Row> {
            let found = names.iter().filter_map(|name| Kind::Account.field(name));
            found.map(|field| Row::Field { id: account, kind: Kind::Account, field }).collect()
        };
        let t = |id: &str| view.text.t(id);
        vec![
            Section::new(t("strategy-role"), fields(ROLE)),
            Section::new(t("strategy-weight"), fields(WEIGHT)).right(),
            swot(view, account, SwotKind::Strength).paired(),
            swot(view, account, SwotKind::Weakness).right(),
            swot(view, account, SwotKind::Opportunity).paired(),
            swot(view, account, SwotKind::Threat).right(),
            Section::new(t("strategy-goals"), goals(view, account))
                .adding(Kind::Goal, account)
                .given("kind", "goal")
                .paired(),
            Section::new(t("kinds-competitor"), competitors(view, account)).adding(Kind::Competitor, account).right(),
            Section::new(t("kinds-need"), needs(view, account)).adding(Kind::Need, account).paired(),
            Section::new(t("kinds-white-space"), white_space(view, account)).adding(Kind::WhiteSpace, account).right(),
            Section::new(t("strategy-win-win"), win_win(view, account)).paired(),
            Section::new(t("strategy-warnings"), worries(view, account)).right(),
        ]
    }
}

fn swot(view: &View, account: Id, kind: SwotKind) -> Section {
    let mine = view.room.linked::<Swot>(account).filter(|swot| swot.account == account && swot.kind == Some(kind));
    let [_, ahead, ..] = view.theme.lines().arrows;
    let rows = mine.map(|swot| {
        let evidence = swot.evidence.iter().map(|evidence| view.text.aside(evidence));
        let next = swot.next_action.iter().map(|next| {
            let said = swot.owner.map(|owner| view.text.pair(&view.room.name(owner), next));
            format!("{ahead} {}", said.as_ref().unwrap_or(next))
        });
        let parts: Vec<String> = [swot.text.clone()].into_iter().chain(evidence).chain(next).collect();
        row(swot.id, &parts.join(" "), Role::Text)
    });
    let title = choice_label(view.text, "swot-kind", kind.code());
    Section::new(title, rows.collect()).adding(Kind::Swot, account).given("kind", kind.code())
}

/// The chain as a tree: goals, under them their pressures, initiatives and obstacles, each with who cares.
fn goals(view: &View, account: Id) -> Vec<Row> {
    let all: Vec<&Goal> = view.room.linked::<Goal>(account).filter(|goal| goal.account == account).collect();
    let known: BTreeSet<Id> = all.iter().map(|goal| goal.id).collect();
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let roots = all.iter().filter(|goal| goal.parent.is_none_or(|parent| !known.contains(&parent)));
    for root in roots {
        branch(view, &all, root, 0, &mut seen, &mut rows);
    }
    // A ring that two laptops made has no root; each of its links is still shown.
    for goal in &all {
        branch(view, &all, goal, 0, &mut seen, &mut rows);
    }
    rows
}

fn branch(view: &View, all: &[&Goal], goal: &Goal, depth: usize, seen: &mut BTreeSet<Id>, rows: &mut Vec<Row>) {
    if !seen.insert(goal.id) {
        return;
    }
    let kind = goal.kind.map(|kind| choice_label(view.text, "goal-kind", kind.code())).unwrap_or_default();
    let who: Vec<String> =
        goal.who_cares.iter().map(|seat| view.room.name(*seat)).filter(|name| !name.is_empty()).collect();
    let who = if who.is_empty() { String::new() } else { format!("  [{}]", view.text.list(&who)) };
    let indent = "  ".repeat(depth.min(DEEPEST));
    let role = if depth == 0 { Role::Accent } else { Role::Text };
    rows.push(row(goal.id, &format!("{indent}{}{who}", view.text.pair(&kind, &goal.text)), role));
    for below in all.iter().filter(|one| one.parent == Some(goal.id)) {
        branch(view, all, below, depth + 1, seen, rows);
    }
}

fn competitors(view: &View, account: Id) -> Vec<Row> {
    let mine = view.room.linked::<Competitor>(account).filter(|one| one.account == account);
    let rows = mine.map(|rival| {
        let words = said(view, &Record::from(rival.clone()), &["products", "brand", "quote", "expected_bid", "plan"]);
        let warm: Vec<String> = rival
            .leanings
            .iter()
            .filter(|leaning| leaning.value.is_some_and(|value| value > 0))
            .map(|leaning| format!("{} +{}", view.room.name(leaning.seat), leaning.value.unwrap_or(0)))
            .collect();
        let warm = if warm.is_empty() { String::new() } else { format!("  [{}]", view.text.list(&warm)) };
        row(rival.id, &format!("{} {words}{warm}", pad(&rival.name, 14)), Role::Rival)
    });
    rows.collect()
}

/// Needs by kind, then by level: what they do not see, what hurts, what they long for.
fn needs(view: &View, account: Id) -> Vec<Row> {
    let mut all: Vec<&Need> = view.room.linked::<Need>(account).filter(|need| need.account == account).collect();
    all.sort_by_key(|need| (need.kind, need.level, need.id));
    let mut rows = Vec::new();
    for kind in NeedKind::ALL {
        let mut here = all.iter().filter(|need| need.kind == Some(*kind)).peekable();
        if here.peek().is_some() {
            rows.push(Row::Text(choice_label(view.text, "need-kind", kind.code()), Role::Heading));
        }
        rows.extend(here.map(|need| {
            let level = need.level.map(|level| choice_label(view.text, "need-level", level.code())).unwrap_or_default();
            let met = need.met.map_or_else(|| pad("?", 5), |met| dots(view.theme, met.into(), 5));
            let whose = need.seat.map(|seat| view.text.pair(&view.room.name(seat), &need.text));
            let said = whose.as_ref().unwrap_or(&need.text);
            let [_, ahead, ..] = view.theme.lines().arrows;
            let answer = need.answer.as_ref().map(|answer| format!(" {ahead} {answer}")).unwrap_or_default();
            row(need.id, &format!("{met} {} {said}{answer}", pad(&level, 14)), Role::Text)
        }));
    }
    rows
}

/// White space by business unit: what we have, what we could have, what others have.
fn white_space(view: &View, account: Id) -> Vec<Row> {
    let mine = view.room.linked::<WhiteSpace>(account).filter(|cell| cell.account == account);
    let mut all: Vec<&WhiteSpace> = mine.collect();
    all.sort_by(|a, b| (&a.unit, &a.product, a.id).cmp(&(&b.unit, &b.product, b.id)));
    let rows = all.into_iter().map(|cell| {
        let words = said(view, &Record::from(cell.clone()), &["state", "amount", "competitor"]);
        let role = match cell.state {
            Some(WhiteSpaceState::Owned) => Role::Good,
            Some(WhiteSpaceState::Potential) => Role::Accent,
            Some(WhiteSpaceState::Competitor) => Role::Rival,
            Some(WhiteSpaceState::Lost) | None => Role::Dim,
        };
        row(cell.id, &format!("{} {} {words}", pad(&cell.unit, 14), pad(&cell.product, 14)), role)
    });
    rows.collect()
}

/// What each key player gains, for the house and for themselves; whoever of the inner circle gains least decides.
fn win_win(view: &View, account: Id) -> Vec<Row> {
    let found = winwin::of_account(view.room, account, view.now);
    let loser = found.loser().map(|(gain, _)| gain.seat);
    let gained = |value: Option<f64>| match value {
        Some(value) => dots(view.theme, value.round() as usize, 5),
        None => pad("?", 5),
    };
    let rows = found.gains.iter().map(|gain| {
        let value = gain.value().map_or_else(|| "?".to_owned(), |value| format!("{value:.2}"));
        let (organisational, personal) = (gained(gain.organisational), gained(gain.personal));
        let args = [("name", pad(&gain.name, 14)), ("house", organisational), ("self", personal), ("value", value)];
        let said = view.text.ta("strategy-gain", &args.each_ref().map(|(name, value)| (*name, value.as_str())));
        let role = if loser == Some(gain.seat) { Role::Warn } else { Role::Text };
        row(gain.seat, &if loser == Some(gain.seat) { format!("{said} !") } else { said }, role)
    });
    rows.collect()
}

fn worries(view: &View, account: Id) -> Vec<Row> {
    let found = warnings::all(view.room, view.terms, view.now, Some(account));
    found.iter().map(|one| row(one.record.1, &view.text.problem(&one.why), Role::Warn)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{self, House, account};
    use crate::text::Lang;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Strategy>(Some(account(1)), |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Strategy>(Some(account(1)));
        fixture::endure::<Strategy>(None);
    }

    #[test]
    fn every_record_of_the_strategy_is_on_it() {
        let house = House::new(Lang::En, Some(account(1)));
        let view = house.view();
        let all = Plan::sections(&view, house.room.get(account(1)).unwrap());
        let shown: BTreeSet<Id> = all
            .iter()
            .flat_map(|section| &section.rows)
            .filter_map(|row| match row {
                Row::Record { id, .. } => Some(*id),
                _ => None,
            })
            .collect();
        for kind in [Kind::Goal, Kind::Swot, Kind::Need, Kind::Competitor, Kind::WhiteSpace] {
            let mine = house.room.ids(kind).filter(|id| house.room.account_of(*id) == Some(account(1)));
            let mine: Vec<Id> = mine.collect();
            assert!(!mine.is_empty() && mine.iter().all(|id| shown.contains(id)), "{kind}");
        }
    }

    #[test]
    fn a_quadrant_knows_what_is_added_to_it() {
        let house = House::new(Lang::En, Some(account(1)));
        let all = Plan::sections(&house.view(), house.room.get(account(1)).unwrap());
        let kinds: Vec<_> = all.iter().filter_map(|section| section.adds.as_ref()?.1.get("kind")?.as_str()).collect();
        assert_eq!(kinds, ["strength", "weakness", "opportunity", "threat", "goal"]);
    }
}
