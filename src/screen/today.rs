//! Today: what to do now, this week, and what to watch, the most urgent first; every line says why it is there.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::grid::{Cell, Col, Grid, Group, Line};
use super::listing::Listing;
use super::{Key, View};
use crate::model::Id;
use crate::rules::intercept::Intercept;
use crate::rules::today::{self, Entry};
use crate::text::{clean, format};
use crate::theme::Role;

/// The screen.
#[derive(Debug, Default)]
pub struct Today {
    grid: Grid,
    /// The lines that propose a meeting, by their key.
    meetings: BTreeMap<Id, Intercept>,
    settled: Option<Key>,
}

impl Today {
    /// The meeting that the line under the cursor proposes.
    pub fn meeting(&self) -> Option<&Intercept> {
        self.meetings.get(&self.grid.current()?.key)
    }

    fn settle(&mut self, view: &View) {
        if self.settled == Some(view.key()) {
            return;
        }
        let name = |id| view.text.t(id);
        self.grid.columns(vec![
            Col::fixed(name("today-due"), 9, 2),
            Col::text(name("today-what"), 30, 0),
            Col::fixed(name("kind-account"), 14, 3),
            Col::text(name("today-why"), 28, 1),
        ]);
        let mut groups: Vec<(today::Group, Vec<Line>)> = Vec::new();
        self.meetings.clear();
        for entry in today::today(view.room, view.terms, view.now, None) {
            let line = line(view, &entry);
            if let Some(meeting) = &entry.meeting {
                self.meetings.insert(line.key, Intercept::clone(meeting));
            }
            match groups.last_mut().filter(|(group, _)| *group == entry.group) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((entry.group, vec![line])),
            }
        }
        let titled = groups.into_iter().map(|(group, lines)| {
            let title = view.text.t(&format!("today-group-{}", group.code().replace('_', "-")));
            Group { title: format!("{title} {}", lines.len()), lines }
        });
        self.grid.set(titled.collect());
        self.settled = Some(view.key());
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
        self.settle(view);
        area
    }

    fn hint(&self) -> &'static str {
        "today-empty"
    }
}

fn line(view: &View, entry: &Entry) -> Line {
    let overdue = entry.due.is_some_and(|due| due < view.today());
    let due = entry.due.map(|due| {
        let weekday = view.text.weekday(chrono::Datelike::weekday(&due));
        format!("{} {weekday}", format::day(due))
    });
    let role = match entry.group {
        today::Group::Now if overdue => Role::Bad,
        today::Group::Now => Role::Warn,
        today::Group::ThisWeek => Role::Text,
        today::Group::Watch => Role::Dim,
    };
    let account = entry.account.map(|id| view.room.name(id)).unwrap_or_default();
    let said = |problem| clean(&view.text.problem(problem)).into_owned();
    let cells = vec![
        Cell::new(due.unwrap_or_default(), role),
        Cell::new(said(&entry.what), Role::Text),
        Cell::new(clean(&account).into_owned(), Role::Theirs),
        Cell::new(said(&entry.why), role),
    ];
    // One record may be there for two reasons.
    Line { key: Id::named(entry.why.id, &entry.id.to_string()), record: Some(entry.id), cells }
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
            assert!(screen.selected().is_some_and(|id| house.room.record(id).is_some()));
            screen.step(Step::Down);
        }
        assert_eq!(seen.len(), lines);
    }
}
