//! The visits, of one account or of all (访问履历卡): when, who received us, what was said, how it went on, when one comes
//! again. What is planned stands first, then what is not told yet, then what was; of one person alone on request.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::View;
use super::beside::Settles;
use super::grid::{Cell, Col, Grid, Group, Line};
use super::listing::Listing;
use super::present::hours::stamp;
use super::present::{label, present};
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Record, Visit};
use crate::rules::visits;
use crate::text::{clean, width};
use crate::theme::Role;
use crate::widget::put;

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Visits {
    grid: Grid,
    who: Option<Id>,
    head: String,
    settled: Option<Settled>,
}

/// What the lines hang on: records and so on, the sorting, whose they are.
type Settled = (super::Key, Option<(usize, bool)>, Option<Id>);

/// Under which heading a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Planned,
    Untold,
    Made,
    Cancelled,
}

impl Part {
    const ALL: [Self; 4] = [Self::Planned, Self::Untold, Self::Made, Self::Cancelled];

    fn of(visit: &Visit, view: &View) -> Self {
        match visit.status {
            _ if visits::is_untold(visit, view.today()) => Self::Untold,
            Some(VisitStatus::Cancelled) => Self::Cancelled,
            Some(VisitStatus::Done) => Self::Made,
            _ => Self::Planned,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Planned => "visits-planned",
            Self::Untold => "visits-untold",
            Self::Made => "visits-made",
            Self::Cancelled => "visits-cancelled",
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Planned => Role::Accent,
            Self::Untold => Role::Warn,
            Self::Made => Role::Text,
            Self::Cancelled => Role::Dim,
        }
    }
}

impl Visits {
    /// Shows the visits of one person, seat or member alone, or all.
    pub const fn show_of(&mut self, who: Option<Id>) {
        self.who = who;
    }

    /// Whose visits are shown alone.
    pub const fn who(&self) -> Option<Id> {
        self.who
    }

    /// Shows all again; false where that is so already.
    pub const fn leave(&mut self) -> bool {
        self.who.take().is_some()
    }

    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.grid.sort();
    }

    fn wanted(&self, view: &View) -> Settled {
        (view.key(), self.grid.sorted(), self.who)
    }

    fn settle(&mut self, view: &View) {
        let wanted = self.wanted(view);
        if self.settled == Some(wanted) {
            return;
        }
        let name = |field| label(view.text, Kind::Visit, field);
        let account = view.account.is_none().then(|| Col::text(view.text.t("kind-account"), 12, 1));
        let last = [
            Col::text(name("received_by"), 12, 2).of("received_by"),
            Col::text(name("ours"), 14, 6),
            // What a visit is for says most of it, above all of one that is still ahead.
            Col::text(name("objective"), 22, 0).of("objective"),
            Col::text(name("content"), 20, 4).of("content"),
            Col::text(name("progress"), 14, 5).of("progress"),
            Col::fixed(name("next_date"), 10, 3).of("next_date"),
        ];
        let mut all: Vec<&Visit> = match (self.who, view.account) {
            (Some(who), _) => visits::with(view.room, who),
            (None, Some(account)) => view.room.linked(account).collect(),
            (None, None) => view.room.all().collect(),
        };
        all.retain(|visit| view.account.is_none_or(|account| visit.account == account));
        all.sort_by_key(|visit| (std::cmp::Reverse(visit.start), visit.id));
        // Where clocks differ, the column has room to say so.
        let stamps = all.iter().filter_map(|visit| visit.start).map(|start| width(&stamp(view, &start)));
        let first = [Col::fixed(name("start"), stamps.max().unwrap_or_default().max(16) as u16, 0).of("start")];
        self.grid.columns(first.into_iter().chain(account).chain(last).collect());
        let mut groups = Vec::new();
        for part in Part::ALL {
            let mut of: Vec<&&Visit> = all.iter().filter(|visit| Part::of(visit, view) == part).collect();
            if part == Part::Planned {
                of.reverse();
            }
            let lines: Vec<Line> = of.into_iter().map(|visit| line(view, visit, part)).collect();
            if !lines.is_empty() {
                groups.push(Group { title: format!("{} {}", view.text.t(part.title()), lines.len()), lines });
            }
        }
        self.grid.set(groups);
        let name = self.who.map(|who| view.room.name(who));
        self.head = name.map(|name| view.text.ta("visits-of", &[("name", &name)])).unwrap_or_default();
        self.settled = Some(wanted);
    }
}

fn line(view: &View, visit: &Visit, part: Part) -> Line {
    let record = Record::from(visit.clone());
    let said = |name: &str| {
        let field = Kind::Visit.field(name);
        field.map(|field| present(view, &field, &record.value(name)).replace('\n', " ")).unwrap_or_default()
    };
    let when = visit.start.map(|start| stamp(view, &start)).unwrap_or_default();
    let account = view.account.is_none().then(|| view.room.name(visit.account));
    let account = account.map(|name| Cell::new(clean(&name).into_owned(), Role::Theirs));
    let members: Vec<String> = visit.ours.iter().map(|one| view.room.name(one.member)).collect();
    let names = ["received_by", "ours", "objective", "content", "progress", "next_date"];
    let rest = names.into_iter().map(|name| match name {
        "received_by" => Cell::new(said(name), Role::Theirs),
        "ours" => Cell::new(clean(&view.text.list(&members)).into_owned(), Role::Text),
        _ => Cell::new(said(name), Role::Text),
    });
    let cells = std::iter::once(Cell::new(when, part.role())).chain(account).chain(rest).collect();
    Line { key: visit.id, record: Some(visit.id), cells }
}

impl Settles for Visits {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        self.settled == Some(self.wanted(view))
    }

    fn take(&mut self, copy: Self) {
        self.grid.take(copy.grid);
        (self.head, self.settled) = (copy.head, copy.settled);
    }
}

impl Listing for Visits {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(view);
        let rows = u16::from(!self.head.is_empty()).min(area.height);
        Rect { y: area.y + rows, height: area.height - rows, ..area }
    }

    fn hint(&self) -> &'static str {
        if self.who.is_some() { "visits-none-with" } else { "visits-none" }
    }

    fn wants_panel(&self) -> bool {
        false
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        if !self.head.is_empty() {
            let area = self.grid.area();
            let row = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
            put(buf, row, &clean(&self.head), view.theme.style(Role::Accent));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{self, House, account};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Visits>(Some(account(1)), |name, shown| insta::assert_snapshot!(name, shown));
        fixture::shots::<Visits>(None, |name, shown| insta::assert_snapshot!(format!("all-{name}"), shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Visits>(Some(account(1)));
        fixture::endure::<Visits>(None);
    }

    #[test]
    fn of_one_person_only_their_visits_are_shown_and_it_is_said() {
        let house = House::new(Lang::En, None);
        let host = house.room.all::<Visit>().find_map(|visit| visit.received_by).unwrap();
        let mut screen = Visits::default();
        screen.show_of(Some(host));
        let rows = snapshot::rows(&house.draw(&mut screen, 160, 60));
        assert!(rows[0].contains(&house.room.name(host)), "{rows:?}");
        let known = visits::with(&house.room, host);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..known.len() {
            seen.extend(screen.selected());
            screen.step(Step::Down);
        }
        assert_eq!(seen, known.iter().map(|visit| visit.id).collect());
        assert!(screen.leave() && !screen.leave());
    }
}
