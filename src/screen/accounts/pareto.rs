//! The strip above the accounts: a bar for each account's share of sales, the greatest first, and the curve of what they
//! make up together.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rust_decimal::Decimal;

use crate::model::Id;
use crate::rules::abc::{self, Base, Class, Concentration, Share};
use crate::screen::View;
use crate::screen::present::short_money;
use crate::text::{clean, fit};
use crate::theme::Role;
use crate::widget::{fill, put, put_center};

/// Columns kept for the figures beside the bars.
const FIGURES: u16 = 26;

#[derive(Clone, Debug)]
struct Bar {
    account: Id,
    name: String,
    class: Option<Class>,
    share: f64,
    /// Per cent of the total with this one.
    together: f64,
}

/// The strip. It shows the currency that most accounts are billed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Pareto {
    bars: Vec<Bar>,
    total: String,
    concentration: Option<Concentration>,
}

impl Pareto {
    /// The strip of all accounts.
    pub(super) fn of(view: &View) -> Self {
        let mut shares = abc::shares(view.room, Base::Sales, view.now).to_vec();
        let Some(currency) = shares.first().map(|share| share.amount.currency.clone()) else { return Self::default() };
        shares.retain(|share| share.amount.currency == currency);
        let amounts: Vec<Decimal> = shares.iter().map(|share| share.amount.amount).collect();
        let total = amounts.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
        let mut together = 0.0;
        let bar = |Share { account, share, class, .. }: Share| {
            together += share.max(0.0);
            Bar { account, name: clean(&view.room.name(account)).into_owned(), class, share, together }
        };
        Self {
            bars: shares.into_iter().map(bar).collect(),
            total: short_money(view.text, total, &currency),
            concentration: abc::concentration(&amounts),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// The account whose bar was clicked.
    pub(super) fn at(&self, area: Rect, at: Position) -> Option<Id> {
        let hit = self.slots(area).find(|(_, slot)| slot.contains(at));
        hit.map(|(bar, _)| bar.account)
    }

    /// Each bar with its share of the width.
    fn slots(&self, area: Rect) -> impl Iterator<Item = (&Bar, Rect)> {
        let figures = if area.width >= 2 * FIGURES { FIGURES } else { 0 };
        let room = area.width.saturating_sub(figures);
        let cols = (room / (self.bars.len() as u16).max(1)).clamp(3, 14);
        let fits = usize::from(room / cols);
        let place = move |nth: usize| Rect { x: area.x + nth as u16 * cols, width: cols - 1, ..area };
        self.bars.iter().take(fits).enumerate().map(move |(nth, bar)| (bar, place(nth)))
    }

    pub(super) fn draw(&self, buf: &mut Buffer, area: Rect, view: &View, selected: Option<Id>) {
        // One row for the names, one left blank below.
        if area.height < 4 {
            return;
        }
        let rows = area.height - 2;
        let theme = view.theme;
        // Among a thousand accounts the greatest may have less than one in a hundred.
        let highest = self.bars.iter().map(|bar| bar.share).fold(f64::MIN_POSITIVE, f64::max);
        for (bar, slot) in self.slots(area) {
            let role = if selected == Some(bar.account) { Role::Accent } else { Role::Dim };
            draw_bar(buf, slot, rows, bar.share / highest, view, role);
            let mark = rows - 1 - (bar.together / 100.0 * f64::from(rows - 1)).round().min(f64::from(rows - 1)) as u16;
            let [dot, _] = theme.lines().dots;
            put_center(buf, Rect { y: slot.y + mark, height: 1, ..slot }, dot, theme.style(Role::Info));
            let letter = bar.class.map_or("", Class::code);
            let name = fit(&bar.name, usize::from(slot.width).saturating_sub(2));
            let foot = Rect { y: area.y + rows, height: 1, ..slot };
            put(buf, foot, &format!("{letter} {name}"), theme.style(Role::Text));
            if selected == Some(bar.account) {
                fill(buf, foot, theme.style(Role::Accent));
            }
        }
        self.figures(buf, area, view);
    }

    fn figures(&self, buf: &mut Buffer, area: Rect, view: &View) {
        let Some(found) = self.concentration.filter(|_| area.width >= 2 * FIGURES) else { return };
        let (top, hhi) = (format!("{:.0}", found.top), format!("{:.0}", found.hhi));
        let danger = if found.is_dangerous() { Role::Bad } else { Role::Text };
        let [dot, _] = view.theme.lines().dots;
        let said = [
            (view.text.ta("accounts-year", &[("total", &self.total)]), Role::Title),
            (view.text.ta("accounts-top", &[("share", &top)]), danger),
            (view.text.ta("accounts-hhi", &[("hhi", &hhi)]), danger),
            (format!("{dot} {}", view.text.t("accounts-together")), Role::Info),
        ];
        let column = Rect { x: area.right() - FIGURES + 2, width: FIGURES - 2, height: 1, ..area };
        for ((words, role), y) in said.iter().zip(area.y..area.bottom()) {
            put(buf, Rect { y, ..column }, words, view.theme.style(*role));
        }
    }
}

fn draw_bar(buf: &mut Buffer, slot: Rect, rows: u16, height: f64, view: &View, role: Role) {
    let lines = view.theme.lines();
    let steps = lines.spark.len();
    let filled = (height.clamp(0.0, 1.0) * f64::from(rows) * steps as f64).round() as usize;
    for up in 0..rows {
        let left = filled.saturating_sub(usize::from(up) * steps).min(steps);
        let glyph = match left.checked_sub(1) {
            None => continue,
            Some(at) if at + 1 == steps => lines.bar[0],
            Some(at) => lines.spark.get(at).copied().unwrap_or(" "),
        };
        let row = Rect { y: slot.y + rows - 1 - up, height: 1, ..slot };
        put(buf, row, &glyph.repeat(usize::from(slot.width)), view.theme.style(role));
    }
}
