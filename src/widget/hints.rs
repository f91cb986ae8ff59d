//! The footer: the most useful keys of the moment, as many as fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{clear, put};
use crate::text::{clean, width};
use crate::theme::{Role, Theme};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is printed on the screen.
    pub key: String,
    /// What it does, in few words.
    pub label: String,
    /// Where there is no room for all, the highest number is left out first.
    pub rank: u8,
}

/// Draws hints into the first row of `area` in the given order; returns which were drawn, and where, for clicks.
pub fn hints(buf: &mut Buffer, area: Rect, theme: &Theme, hints: &[Hint]) -> Vec<(usize, Rect)> {
    const GAP: usize = 2;
    let cols = |hint: &Hint| width(&clean(&hint.key)) + 1 + width(&clean(&hint.label));
    let row = Rect { height: area.height.min(1), ..area };
    clear(buf, row, theme.style(Role::Status));
    let mut order: Vec<_> = hints.iter().enumerate().collect();
    order.sort_by_key(|(_, hint)| hint.rank);
    let mut room = usize::from(area.width) + GAP;
    let mut kept: Vec<_> = order
        .into_iter()
        .map_while(|(at, hint)| {
            room = room.checked_sub(cols(hint) + GAP)?;
            Some((at, hint))
        })
        .collect();
    kept.sort_by_key(|(at, _)| *at);
    let mut x = area.x;
    let mut places = Vec::with_capacity(kept.len());
    for (at, hint) in kept {
        let place = Rect { x, width: cols(hint) as u16, ..row };
        let key = put(buf, place, &hint.key, theme.style(Role::KeyHint));
        let label = Rect { x: x + key + 1, width: place.width - key - 1, ..place };
        put(buf, label, &hint.label, theme.style(Role::Dim));
        places.push((at, place));
        x += place.width + GAP as u16;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    #[test]
    fn the_least_useful_go_first_and_the_order_stays() {
        let all = [("⏎", "编辑", 0), ("r", "reports to", 3), ("v", "拜访", 1)];
        let all = all.map(|(key, label, rank)| Hint { key: key.into(), label: label.into(), rank });
        let drawn = |cols| {
            let mut buf = Buffer::empty(Rect::new(0, 0, cols, 1));
            let area = buf.area;
            let places = hints(&mut buf, area, &Theme::default(), &all);
            (snapshot::rows(&buf).remove(0), places.into_iter().map(|(at, _)| at).collect::<Vec<_>>())
        };
        assert_eq!(drawn(40), ("⏎ 编辑  r reports to  v 拜访".into(), vec![0, 1, 2]));
        assert_eq!(drawn(27), ("⏎ 编辑  v 拜访".into(), vec![0, 2]));
        assert_eq!(drawn(7), ("⏎ 编辑".into(), vec![0]));
        assert_eq!(drawn(5), (String::new(), vec![]));
    }
}
