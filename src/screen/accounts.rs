//! The accounts: a table that is sorted, filtered, grouped and edited in place, under a strip that shows who carries the
//! business.

mod cells;
mod pareto;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::pareto::Pareto;
use super::beside::Settles;
use super::grid::{Grid, Group};
use super::listing::{Listing, seatless};
use super::{Key, View};
use crate::find::Filter;
use crate::model::Id;
use crate::model::choice::{Industry, Tier};
use crate::rules::summary;
use crate::theme::Role;
use crate::widget::put;

pub use cells::known_fields;

/// From this height on the strip stands above the table.
const TALL: u16 = 18;

/// By what the table is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Not at all.
    #[default]
    Nothing,
    /// Industry.
    Industry,
    /// Tier.
    Tier,
    /// Who of ours answers for it.
    Owner,
}

impl GroupBy {
    /// The next one, and after the last the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Nothing => Self::Industry,
            Self::Industry => Self::Tier,
            Self::Tier => Self::Owner,
            Self::Owner => Self::Nothing,
        }
    }

    /// The field it goes by.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Industry => Some("industry"),
            Self::Tier => Some("tier"),
            Self::Owner => Some("owner"),
        }
    }

    /// Where a group stands among the others: in the order of its list of codes, else by name; unset last.
    fn place(self, code: &str) -> usize {
        let codes = match self {
            Self::Industry => Industry::CHOICES.codes,
            Self::Tier => Tier::CHOICES.codes,
            Self::Nothing | Self::Owner => &[],
        };
        if code.is_empty() { usize::MAX } else { codes.iter().position(|one| *one == code).unwrap_or(codes.len()) }
    }
}

/// What the rows were settled for.
type Settled = (Key, String, GroupBy, Option<(usize, bool)>);

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    grid: Grid,
    pareto: Pareto,
    /// By what the table is divided.
    pub group: GroupBy,
    filter: Filter,
    expression: String,
    settled: Option<Settled>,
    shown: usize,
    all: usize,
    strip: Rect,
    notice: Rect,
}

impl Accounts {
    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.grid.sort();
    }

    /// Narrows the table to what an expression lets through.
    pub fn narrow(&mut self, expression: &str, filter: Filter) {
        expression.trim().clone_into(&mut self.expression);
        self.filter = filter;
    }

    /// Shows all again; false where nothing narrows the list.
    pub fn leave(&mut self) -> bool {
        let narrowed = !self.expression.is_empty();
        self.narrow("", Filter::default());
        narrowed
    }

    /// The expression that narrows the table.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    fn wanted(&mut self, view: &View) -> Settled {
        self.grid.sort_first(0);
        (view.key(), self.expression.clone(), self.group, self.grid.sorted())
    }

    fn settle(&mut self, view: &View) {
        let wanted = self.wanted(view);
        if self.settled.as_ref() == Some(&wanted) {
            return;
        }
        self.grid.columns(cells::columns(view));
        let rows = summary::all(view.room, view.terms, view.now);
        self.all = rows.len();
        self.pareto = Pareto::of(view);
        let shown: Vec<_> = rows.iter().filter(|row| cells::passes(view, &self.filter, row)).collect();
        self.shown = shown.len();
        let mut groups: Vec<((usize, String), Group)> = Vec::new();
        for row in shown {
            let (code, title) = cells::group(view, self.group, row);
            let place = (self.group.place(&code), code);
            let at = groups.iter().position(|(one, _)| *one == place).unwrap_or_else(|| {
                groups.push((place, Group { title, lines: Vec::new() }));
                groups.len() - 1
            });
            if let Some((_, group)) = groups.get_mut(at) {
                group.lines.push(cells::line(view, row));
            }
        }
        groups.sort_by(|(a, one), (b, other)| (a.0, &one.title).cmp(&(b.0, &other.title)));
        let counted = groups.into_iter().map(|(_, group)| match group.title.as_str() {
            "" => group,
            title => Group { title: format!("{title} {}", group.lines.len()), ..group },
        });
        self.grid.set(counted.collect());
        self.settled = Some(wanted);
    }

    fn notice(&self, view: &View) -> String {
        let mut parts = Vec::new();
        if !self.expression.is_empty() {
            let counts = [("shown", self.shown.to_string()), ("all", self.all.to_string())];
            let args = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
            parts.push(format!("/ {}  {}", self.expression, view.text.ta("accounts-shown", &args)));
        }
        if let Some(field) = self.group.field() {
            let by = super::present::label(view.text, crate::model::Kind::Account, field);
            parts.push(view.text.ta("accounts-grouped", &[("by", &by)]));
        }
        parts.join("  ·  ")
    }
}

impl Settles for Accounts {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        Some(self.wanted(view)) == self.settled
    }

    fn take(&mut self, copy: Self) {
        let Self { grid, pareto, settled, shown, all, .. } = copy;
        self.grid.take(grid);
        *self = Self { pareto, settled, shown, all, ..std::mem::take(self) };
    }
}

impl Listing for Accounts {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(view);
        let strip = match area.height {
            _ if self.pareto.is_empty() => 0,
            TALL..30 => 6,
            30.. => 9,
            _ => 0,
        };
        let told = u16::from(!self.notice(view).is_empty()).min(area.height);
        let top = strip + told;
        self.strip = Rect { height: strip, ..area };
        self.notice = Rect { y: area.y + strip, height: told, ..area };
        Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area }
    }

    fn hint(&self) -> &'static str {
        if self.expression.is_empty() { "accounts-empty" } else { "accounts-none-match" }
    }

    fn said(&self, view: &View) -> String {
        let people = if self.expression.is_empty() { seatless(view) } else { None };
        people.unwrap_or_else(|| view.text.t(self.hint()))
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        self.pareto.draw(buf, self.strip, view, self.grid.selected());
        if self.notice.height > 0 {
            put(buf, self.notice, &self.notice(view), view.theme.style(Role::Info));
        }
    }

    fn crown_at(&self, at: Position) -> Option<Id> {
        self.pareto.at(self.strip, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{self, House, account};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    fn names(house: &House, screen: &mut Accounts) -> Vec<String> {
        let rows = snapshot::rows(&house.draw(screen, 120, 17));
        rows.iter().skip(1).filter_map(|row| row.split_whitespace().next().map(str::to_owned)).collect()
    }

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Accounts>(None, |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Accounts>(None);
    }

    #[test]
    fn a_filter_knows_fields_labels_names_pinyin_and_what_is_computed() {
        let house = House::new(Lang::En, None);
        for (expression, expected) in [
            ("shandong", vec![1]),
            ("sddx", vec![1]),
            ("bank", vec![3]),
            ("tier:silver", vec![3, 4]),
            ("abc:a -stage:lost tier:gold", vec![1, 6]),
            ("overdue:>7 city:济南", vec![1]),
            ("owner:陈晓东", vec![1, 2]),
        ] {
            let mut screen = Accounts::default();
            let filter = Filter::parse(expression).unwrap();
            filter.check(&known_fields()).unwrap();
            screen.narrow(expression, filter);
            screen.layout(Rect::new(0, 0, 120, 20), &house.view());
            let rows = summary::all(&house.room, house.view().terms, house.view().now);
            let passed = rows.iter().filter(|row| cells::passes(&house.view(), &screen.filter, row));
            let passed: Vec<Id> = passed.map(|row| row.account).collect();
            assert_eq!(passed, expected.into_iter().map(account).collect::<Vec<_>>(), "{expression}");
        }
    }

    #[test]
    fn groups_stand_in_the_order_of_their_codes() {
        let house = House::new(Lang::En, None);
        let mut screen = Accounts { group: GroupBy::Tier, ..Accounts::default() };
        let rows = names(&house, &mut screen);
        let at = |word: &str| rows.iter().position(|row| row == word).unwrap();
        assert!(at("Gold") < at("Silver") && at("Silver") < at("Bronze"), "{rows:?}");
    }

    #[test]
    fn every_field_column_is_edited_in_place() {
        let house = House::new(Lang::En, None);
        let mut screen = Accounts::default();
        house.draw(&mut screen, 200, 40);
        let mut fields = Vec::new();
        for _ in 0..20 {
            fields.extend(screen.target().map(|target| target.field));
            screen.step(Step::Right);
        }
        fields.dedup();
        assert_eq!(fields, ["name", "tier", "stage", "city", "industry", "owner"]);
    }
}
