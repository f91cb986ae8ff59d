//! The team: who we are, how much each of us has on hand, and who stands in for whom; every field edited in place.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::View;
use super::beside::Settles;
use super::grid::{Cell, Col, Grid, Group, Key, Line};
use super::listing::Listing;
use super::present::{label, laden, present};
use crate::model::choice::Level;
use crate::model::{Account, Id, Kind, Member, Pairing, Travel};
use crate::rules::ladder;
use crate::text::clean;
use crate::theme::Role;
use crate::widget::bar;

/// Columns of the bar that shows how full somebody's hands are.
const BAR: usize = 6;

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Team {
    grid: Grid,
    settled: Option<(super::Key, Option<(usize, bool)>)>,
}

impl Team {
    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.grid.sort();
    }

    fn settle(&mut self, view: &View) {
        let wanted = (view.key(), self.grid.sorted());
        if self.settled == Some(wanted) {
            return;
        }
        let name = |field| label(view.text, Kind::Member, field);
        let t = |id| view.text.t(id);
        self.grid.columns(vec![
            Col::text(name("name"), 14, 0).of("name"),
            Col::fixed(name("level"), 10, 1).of("level"),
            Col::fixed(t("team-load"), 15, 2),
            Col::fixed(name("capacity"), 10, 7).of("capacity"),
            Col::text(name("base_city"), 9, 3).of("base_city"),
            Col::text(t("team-journey"), 11, 5),
            Col::text(name("deputy"), 12, 4).of("deputy"),
            Col::text(name("manager"), 12, 5).of("manager"),
            Col::number(t("kinds-account"), 8, 6),
            Col::number(t("kinds-pairing"), 8, 8),
            Col::text(name("phone"), 12, 9).of("phone"),
            Col::text(name("languages"), 12, 10).of("languages"),
            Col::fixed(name("left_on"), 10, 11).of("left_on"),
        ]);
        let all = ladder::positions(view.room, view.terms, view.now, None);
        let load = ladder::load(&all);
        let mut orphans: BTreeMap<Id, usize> = BTreeMap::new();
        for absent in all.iter().filter_map(|(_, position)| position.stands_for) {
            *orphans.entry(absent).or_default() += 1;
        }
        let gone = |member: &&Member| member.left_on.is_some_and(|day| day < view.today());
        let count = |of: &BTreeMap<Id, usize>, id: Id| of.get(&id).copied().unwrap_or(0);
        let has_left = |member: &Member| member.left_on.is_some_and(|day| day <= view.today());
        let line = |member: &Member| match count(&orphans, member.id) {
            // What is still in the name of one who left waits to be handed over.
            left @ 1.. if has_left(member) => line(view, member, waiting(view, left)),
            _ => line(view, member, loaded(view, member, count(&load, member.id))),
        };
        let (left, here): (Vec<&Member>, Vec<&Member>) = view.room.all::<Member>().partition(gone);
        let mut groups = vec![Group { title: String::new(), lines: here.into_iter().map(line).collect() }];
        if !left.is_empty() {
            groups.push(Group { title: t("team-left"), lines: left.into_iter().map(line).collect() });
        }
        self.grid.set(groups);
        self.settled = Some(wanted);
    }
}

impl Settles for Team {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        self.settled == Some((view.key(), self.grid.sorted()))
    }

    fn take(&mut self, copy: Self) {
        self.grid.take(copy.grid);
        self.settled = copy.settled;
    }
}

impl Listing for Team {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(view);
        area
    }

    fn hint(&self) -> &'static str {
        "team-empty"
    }
}

fn line(view: &View, member: &Member, load: Cell) -> Line {
    let id = member.id;
    let owned = view.room.linked::<Account>(id).filter(|account| account.owner == Some(id)).count();
    let paired = view.room.linked::<Pairing>(id).count();
    let count = |n: usize| Cell::new(n.to_string(), Role::Text).by(Key::Number(n as f64));
    let rank = member.level.and_then(|level| Level::ALL.iter().position(|one| *one == level));
    let cells = vec![
        field(view, id, "name"),
        field(view, id, "level").by(Key::number(rank.map(|rank| rank as f64))),
        load,
        field(view, id, "capacity").by(Key::number(member.capacity.map(|n| n as f64))),
        field(view, id, "base_city"),
        journey(view, member),
        field(view, id, "deputy"),
        field(view, id, "manager"),
        count(owned),
        count(paired),
        field(view, id, "phone"),
        field(view, id, "languages"),
        field(view, id, "left_on"),
    ];
    Line { key: id, record: Some(id), cells }
}

/// Follow-ups on hand against what somebody can hold; the sign says it without colour.
fn loaded(view: &View, member: &Member, load: usize) -> Cell {
    let (said, role) = laden(load, member.capacity);
    let capacity = member.capacity.filter(|most| *most > 0);
    let bar = capacity.map(|most| bar(view.theme, load as f64, most as f64, BAR) + " ").unwrap_or_default();
    Cell::new(bar + &said, role).by(Key::Number(load as f64))
}

/// What somebody who left has still to hand over.
fn waiting(view: &View, count: usize) -> Cell {
    let said = view.text.ta("team-to-hand-over", &[("count", &count.to_string())]);
    Cell::new(format!("! {said}"), Role::Bad).by(Key::Number(count as f64))
}

/// The journey somebody is on, else the next one: the day and the city.
fn journey(view: &View, member: &Member) -> Cell {
    let today = view.today();
    let ends = |travel: &Travel| travel.r#return.or(travel.arrive).or(travel.depart).map(|end| end.day());
    let own = view.room.linked::<Travel>(member.id).filter(|travel| travel.member == Some(member.id));
    let ahead = own.filter(|travel| ends(travel).is_some_and(|end| end >= today));
    let next = ahead.filter_map(|travel| Some((travel.depart?.day(), travel))).min_by_key(|(day, _)| *day);
    let Some((day, travel)) = next else { return Cell::new("", Role::Text) };
    let role = if day <= today { Role::Accent } else { Role::Text };
    Cell::new(format!("{} {}", day.format("%m-%d"), clean(&travel.to_city)), role).by(Key::Text(day.to_string()))
}

fn field(view: &View, id: Id, name: &str) -> Cell {
    let found = Kind::Member.field(name).zip(view.room.record(id));
    let shown = found.map(|(field, record)| present(view, &field, &record.value(name)));
    Cell::new(shown.unwrap_or_default(), Role::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{self, House};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Team>(None, |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Team>(None);
    }

    #[test]
    fn the_load_is_what_each_holds_and_sorting_by_it_puts_the_least_first() {
        let house = House::new(Lang::En, None);
        let mut screen = Team::default();
        house.draw(&mut screen, 120, 20);
        let all: usize = ladder::positions(&house.room, house.view().terms, house.view().now, None)
            .iter()
            .filter(|(_, position)| position.holder.is_some())
            .count();
        screen.step(Step::Right);
        screen.step(Step::Right);
        screen.sort();
        let rows = snapshot::rows(&house.draw(&mut screen, 120, 20));
        let loads: Vec<usize> = rows
            .iter()
            .filter_map(|row| row.split_whitespace().find_map(|word| word.split_once('/')?.0.parse().ok()))
            .collect();
        assert_eq!(loads.iter().sum::<usize>(), all);
        assert!(loads.is_sorted(), "{loads:?}");
    }
}
