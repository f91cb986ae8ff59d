//! Insight into the whole business: classes of accounts and how they move, who may leave us and why, the key figures, and
//! what to worry about. Four views of one table; every line leads to its account.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;

use super::beside::Settles;
use super::grid::{Cell, Col, Grid, Group, Key as Order, Line};
use super::history::Source;
use super::listing::Listing;
use super::present::figures::{figure, named};
use super::{Key, View};
use crate::edit::Edit;
use crate::model::choice::{Stage, Support};
use crate::model::{Account, Id, Money};
use crate::rules::abc::{self, Base, Concentration};
use crate::rules::cycle::Cycles;
use crate::rules::rhythm::Level;
use crate::rules::span::Span;
use crate::rules::{churn, health, kpi, warnings};
use crate::text::clean;
use crate::text::format::money;
use crate::theme::Role;
use crate::widget::put;

/// Edits read at most for what support was; older ones are no news.
const MOST: u64 = 20_000;

/// What the table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Classes by sales, and what they were a year ago.
    #[default]
    Classes,
    /// The risk that accounts leave, beside their health and how much they mean.
    Churn,
    /// The key figures.
    Figures,
    /// Warnings.
    Warnings,
}

impl Mode {
    const ALL: [Self; 4] = [Self::Classes, Self::Churn, Self::Figures, Self::Warnings];

    const fn code(self) -> &'static str {
        match self {
            Self::Classes => "classes",
            Self::Churn => "churn",
            Self::Figures => "figures",
            Self::Warnings => "warnings",
        }
    }

    fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }
}

/// What settled lines depend on.
type Settled = (Key, Mode, Option<(usize, bool)>);

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Insight {
    grid: Grid,
    mode: Mode,
    settled: Option<Settled>,
    /// What support was before the news, and when that was read.
    before: BTreeMap<Id, Support>,
    read: Option<Key>,
    concentrations: Vec<(String, Concentration)>,
    /// The key figures, by their lines.
    figures: BTreeMap<Id, kpi::Kpi>,
    crown: Rect,
}

impl Insight {
    /// Shows the next view.
    pub fn next_mode(&mut self) {
        self.mode = self.mode.next();
    }

    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.grid.sort();
    }

    /// The key figure under the cursor.
    pub fn figure(&self) -> Option<&kpi::Kpi> {
        self.figures.get(&self.grid.current()?.key)
    }

    /// Reads how support was half a year ago off the edits since.
    pub fn read(&mut self, view: &View, source: &Source) {
        if self.mode != Mode::Churn || self.read == Some(view.key()) {
            return;
        }
        let since = view.now - TimeDelta::days(churn::NEWS.cast_signed());
        let newest = (1..=source.edits).rev().take(MOST as usize).filter_map(|n| (source.edit)(n));
        let news: Vec<Arc<Edit>> = newest.take_while(|edit| edit.at.millis >= since.timestamp_millis()).collect();
        self.before = churn::support_before(news.iter().map(AsRef::as_ref));
        self.read = Some(view.key());
        self.settled = None;
    }

    fn settle(&mut self, view: &View) {
        let wanted = (view.key(), self.mode, self.grid.sorted());
        if self.settled == Some(wanted) {
            return;
        }
        let span = Span::year(view.now);
        self.concentrations = abc::concentrations(view.room, Base::Sales, span);
        let all = if self.mode == Mode::Figures { kpi::all(view.room, view.terms, view.now) } else { Vec::new() };
        let (columns, lines) = match self.mode {
            Mode::Classes => classes(view, span),
            Mode::Churn => self.risks(view),
            Mode::Figures => figures(view, &all),
            Mode::Warnings => worries(view),
        };
        self.figures = all.into_iter().map(|one| (key_of(&one), one)).collect();
        self.grid.columns(columns);
        self.grid.set(vec![Group { title: String::new(), lines }]);
        self.settled = Some(wanted);
    }

    fn risks(&self, view: &View) -> (Vec<Col>, Vec<Line>) {
        let t = |id: &str| view.text.t(id);
        let columns = vec![
            Col::text(t("kind-account"), 14, 0),
            Col::number(t("insight-risk"), 6, 0),
            Col::fixed(t("insight-level"), 8, 1),
            Col::number(t("accounts-health"), 7, 2),
            Col::fixed(t("insight-weight"), 9, 4),
            Col::text(t("column-why"), 20, 3),
        ];
        let cycles = Cycles::new(view.room, view.now);
        let mut found: Vec<(&Account, churn::Churn)> = view
            .room
            .all::<Account>()
            .filter(|account| account.stage != Some(Stage::Lost))
            .map(|account| (account, churn::of_account(view.room, view.terms, account.id, &cycles, &self.before)))
            .collect();
        found.sort_by(|(_, a), (_, b)| b.balance.value().unwrap_or(-1.0).total_cmp(&a.balance.value().unwrap_or(-1.0)));
        let line = |(account, found): (&Account, churn::Churn)| {
            let role = match found.level() {
                Level::Alarm => Role::Bad,
                Level::Watch => Role::Warn,
                Level::Calm => Role::Text,
            };
            let level = match found.level() {
                Level::Alarm => "level-alarm",
                Level::Watch => "level-watch",
                Level::Calm => "level-calm",
            };
            let why: Vec<String> = found.reasons().iter().map(|part| view.text.problem(&part.note)).collect();
            let weight = |value: Option<u8>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let means = format!("{}/{}", weight(account.importance_to_us), weight(account.importance_to_them));
            let cells = vec![
                Cell::new(clean(&view.room.name(account.id)), Role::Text),
                number(found.balance.value(), role),
                Cell::new(t(level), role).by(Order::number(found.balance.value())),
                number(health::among(view.room, view.terms, account.id, view.now, &cycles).value(), Role::Text),
                Cell::new(means, Role::Dim),
                Cell::new(clean(&why.join(" · ")), Role::Dim),
            ];
            Line { key: account.id, record: Some(account.id), cells }
        };
        (columns, found.into_iter().map(line).collect())
    }

    /// How far the business hangs on few clients, currency by currency.
    fn hangs_on(&self, view: &View) -> (String, Role) {
        let said = self.concentrations.iter().map(|(currency, one)| {
            let args = [
                ("top", format!("{:.0}", one.top)),
                ("hhi", format!("{:.0}", one.hhi)),
                ("currency", currency.clone()),
            ];
            view.text.ta("insight-concentration", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
        });
        let danger = self.concentrations.iter().any(|(_, one)| one.is_dangerous());
        (said.collect::<Vec<_>>().join(" · "), if danger { Role::Warn } else { Role::Info })
    }
}

fn number(value: Option<f64>, role: Role) -> Cell {
    Cell::new(value.map_or_else(|| "?".to_owned(), |value| format!("{value:.0}")), role).by(Order::number(value))
}

/// Classes by sales, the greatest first, with the class of the year before where it was another.
fn classes(view: &View, span: Span) -> (Vec<Col>, Vec<Line>) {
    let t = |id: &str| view.text.t(id);
    let columns = vec![
        Col::fixed(t("column-class"), 7, 0),
        Col::text(t("kind-account"), 14, 0),
        Col::number(t("kpi-sales"), 18, 1),
        Col::number(t("column-share"), 8, 2),
        Col::fixed(t("insight-bar"), 22, 4),
        Col::fixed(t("column-class-before"), 10, 3),
    ];
    let line = |row: &Value| {
        let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let account: Id = text("account").parse().ok()?;
        let sold: Option<Money> = serde_json::from_value(row.get("base")?.clone()).ok();
        let share = row.get("share").and_then(Value::as_f64);
        let (class, before) = (text("class"), text("class_before"));
        let moved = !before.is_empty() && before != class;
        let fell = moved && before < class;
        let [up, _, down, _] = view.theme.lines().arrows;
        let role = if fell {
            Role::Warn
        } else if moved {
            Role::Good
        } else {
            Role::Dim
        };
        let sign = if fell {
            down
        } else if moved {
            up
        } else {
            ""
        };
        let cells = vec![
            Cell::new(class, Role::Accent),
            Cell::new(clean(&view.room.name(account)), Role::Text),
            Cell::new(sold.map(|sum| money(sum.amount, &sum.currency)).unwrap_or_default(), Role::Text)
                .by(Order::number(share)),
            Cell::new(share.map(|share| format!("{share:.1}")).unwrap_or_default(), Role::Text)
                .by(Order::number(share)),
            Cell::new(crate::widget::bar(view.theme, share.unwrap_or(0.0), 100.0, 20), Role::Accent)
                .by(Order::number(share)),
            Cell::new(format!("{before} {sign}"), role),
        ];
        Some(Line { key: account, record: Some(account), cells })
    };
    (columns, abc::abc_rows(view.room, Base::Sales, span).iter().filter_map(line).collect())
}

/// By what a key figure is known.
fn key_of(one: &kpi::Kpi) -> Id {
    Id::named("kpi", &format!("{}{}", one.name, one.currency.as_deref().unwrap_or_default()))
}

fn figures(view: &View, all: &[kpi::Kpi]) -> (Vec<Col>, Vec<Line>) {
    let t = |id: &str| view.text.t(id);
    let columns = vec![
        Col::text(t("insight-measure"), 24, 0),
        Col::number(t("insight-value"), 24, 0),
        Col::number(t("insight-known"), 8, 1),
    ];
    let line = |one: &kpi::Kpi| Line {
        key: key_of(one),
        record: None,
        cells: vec![
            Cell::new(named(view.text, one), Role::Text),
            Cell::new(figure(view.text, one), if one.value.is_some() { Role::Accent } else { Role::Dim }),
            Cell::new(format!("{:.0} %", 100.0 * one.known()), Role::Dim),
        ],
    };
    (columns, all.iter().map(line).collect())
}

fn worries(view: &View) -> (Vec<Col>, Vec<Line>) {
    let t = |id: &str| view.text.t(id);
    let columns = vec![
        Col::text(t("kind-account"), 14, 0),
        Col::text(t("insight-about"), 14, 1),
        Col::text(t("column-why"), 30, 0),
    ];
    let line = |one: warnings::Warning| {
        let about = if one.record.1 == one.account { String::new() } else { view.room.name(one.record.1) };
        let cells = vec![
            Cell::new(clean(&view.room.name(one.account)), Role::Text),
            Cell::new(clean(&about), Role::Text),
            Cell::new(clean(&view.text.problem(&one.why)), Role::Warn),
        ];
        let key = Id::named("warning", &format!("{}{}{}", one.rule, one.account, one.record.1));
        Line { key, record: Some(one.record.1), cells }
    };
    (columns, warnings::all(view.room, view.terms, view.now, None).into_iter().map(line).collect())
}

impl Settles for Insight {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        self.settled == Some((view.key(), self.mode, self.grid.sorted()))
    }

    fn take(&mut self, copy: Self) {
        self.grid.take(copy.grid);
        (self.settled, self.concentrations, self.figures) = (copy.settled, copy.concentrations, copy.figures);
    }
}

impl Listing for Insight {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(view);
        // The views by name and a blank row; above the classes, how far the business hangs on few.
        let rows = if self.mode == Mode::Classes { 3 } else { 2 }.min(area.height);
        self.crown = Rect { height: rows, ..area };
        Rect { y: area.y + rows, height: area.height - rows, ..area }
    }

    /// Its lines are sentences; the panel comes when it is asked for.
    fn wants_panel(&self) -> bool {
        false
    }

    fn hint(&self) -> &'static str {
        if self.mode == Mode::Warnings { "warnings-none" } else { "insight-empty" }
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        let row = |y: u16| Rect { y: self.crown.y + y, height: 1, ..self.crown }.intersection(self.crown);
        let names = Mode::ALL.map(|mode| {
            let name = view.text.t(&format!("insight-{}", mode.code()));
            if mode == self.mode { (format!("[{name}]"), Role::Accent) } else { (format!(" {name} "), Role::Dim) }
        });
        let spans: Vec<_> = names.into_iter().map(|(name, role)| (name, view.theme.style(role))).collect();
        crate::widget::put_spans(buf, row(0), &spans);
        if self.mode == Mode::Classes {
            let (said, role) = self.hangs_on(view);
            put(buf, row(1), &said, view.theme.style(role));
        }
    }
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
        for lang in [Lang::En, Lang::ZhCn] {
            let house = House::new(lang, None);
            for (width, height) in [(80, 20), (120, 36), (200, 56)] {
                let mut screen = Insight::default();
                for mode in Mode::ALL {
                    let rows = snapshot::rows(&house.draw(&mut screen, width, height)).join("\n");
                    insta::assert_snapshot!(format!("{}-{}-{width}x{height}", mode.code(), lang.code()), rows);
                    screen.next_mode();
                }
            }
        }
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Insight>(None);
    }

    #[test]
    fn every_line_of_an_account_leads_to_it() {
        let house = House::new(Lang::En, None);
        let mut screen = Insight::default();
        for mode in [Mode::Classes, Mode::Churn, Mode::Warnings] {
            screen.mode = mode;
            house.draw(&mut screen, 120, 36);
            screen.step(Step::First);
            let id = screen.selected().expect("the sample has some");
            assert!(house.room.record(id).is_some(), "{mode:?}");
        }
    }
}
