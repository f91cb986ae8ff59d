//! Today: what to do now, this week, and what to watch, the most urgent first; every line says why it is there.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::grid::{Cell, Col, Grid, Group, Line};
use super::listing::Listing;
use super::{Key, View};
use crate::model::Id;
use crate::rules::intercept::Intercept;
use crate::rules::today::{self, Entry};
use crate::screen::present::agendum;
use crate::text::clean;
use crate::theme::Role;

/// From this width on the people have a column of their own.
const WIDE: u16 = 110;

/// The screen.
#[derive(Debug, Default)]
pub struct Today {
    grid: Grid,
    /// What each line says, by its key.
    entries: BTreeMap<Id, Entry>,
    settled: Option<(Key, bool)>,
}

impl Today {
    /// What the line under the cursor says.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(&self.grid.current()?.key)
    }

    /// The meeting that the line under the cursor proposes.
    pub fn meeting(&self) -> Option<&Intercept> {
        self.entry()?.meeting.as_deref()
    }

    fn settle(&mut self, area: Rect, view: &View) {
        let settled = (view.key(), area.width >= WIDE);
        if self.settled == Some(settled) {
            return;
        }
        let name = |id| view.text.t(id);
        let wide = area.width >= WIDE;
        let who = wide.then(|| Col::text(name("today-who"), 18, 0));
        let first = [Col::fixed(name("today-due"), 9, 2), Col::text(name("today-what"), 26, 0)];
        let last = [Col::fixed(name("kind-account"), 14, 3), Col::text(name("today-why"), 28, 1)];
        self.grid.columns(first.into_iter().chain(who).chain(last).collect());
        let mut groups: Vec<(today::Group, Vec<Line>)> = Vec::new();
        self.entries.clear();
        for entry in today::today(view.room, view.terms, view.now, None) {
            let line = line(view, &entry, wide);
            let (key, group) = (line.key, entry.group);
            match groups.last_mut().filter(|(last, _)| *last == group) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((group, vec![line])),
            }
            self.entries.insert(key, entry);
        }
        let titled = groups.into_iter().map(|(group, lines)| {
            let title = view.text.t(&format!("today-group-{}", group.code().replace('_', "-")));
            Group { title: format!("{title} {}", lines.len()), lines }
        });
        self.grid.set(titled.collect());
        self.settled = Some(settled);
    }
}

impl Listing for Today {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(area, view);
        area
    }

    fn hint(&self) -> &'static str {
        "today-empty"
    }
}

fn line(view: &View, entry: &Entry, wide: bool) -> Line {
    let overdue = entry.due.is_some_and(|due| due < view.today());
    let role = match entry.group {
        today::Group::Now if overdue => Role::Bad,
        today::Group::Now => Role::Warn,
        today::Group::ThisWeek => Role::Text,
        today::Group::Watch => Role::Dim,
    };
    let account = entry.account.map(|id| view.room.name(id)).unwrap_or_default();
    let when = Cell::new(entry.due.map(|due| agendum::when(view, due)).unwrap_or_default(), role);
    let what = if wide { agendum::what(view, entry) } else { agendum::line(view, entry) };
    let who = wide.then(|| Cell::new(agendum::who(view, entry), Role::Theirs));
    let account = Cell::new(clean(&account).into_owned(), Role::Theirs);
    let why = Cell::new(agendum::why(view, entry), role);
    let cells = [when, Cell::new(what, Role::Text)].into_iter().chain(who).chain([account, why]).collect();
    Line { key: key(entry), record: entry.id(), cells }
}

/// The key of a line of the grid.
fn key(entry: &Entry) -> Id {
    Id::named("today", &entry.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Room;
    use crate::screen::fixture::{self, House};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Today>(None, |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Today>(None);
    }

    #[test]
    fn nothing_to_do_is_said() {
        let mut house = House::new(Lang::En, None);
        house.room = Room::default();
        let mut screen = Today::default();
        let shown = snapshot::rows(&house.draw(&mut screen, 80, 20));
        assert!(shown[0].contains("Nothing"), "{shown:?}");
        assert_eq!(screen.selected(), None);
    }

    #[test]
    fn every_line_stands_for_a_record() {
        let house = House::new(Lang::En, None);
        let mut screen = Today::default();
        house.draw(&mut screen, 120, 30);
        let lines = today::today(&house.room, house.view().terms, house.view().now, None).len();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..lines {
            seen.insert(screen.grid.current().map(|line| line.key).unwrap());
            let is_table = screen.entry().is_some_and(|entry| entry.topic == today::Topic::Table);
            assert!(is_table || screen.selected().is_some_and(|id| house.room.record(id).is_some()));
            screen.step(Step::Down);
        }
        assert_eq!(seen.len(), lines);
    }
}
