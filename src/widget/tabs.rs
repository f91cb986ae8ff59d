//! A row of tabs, each with the key that chooses it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{clear, put, put_spans};
use crate::text::{clean, width};
use crate::theme::{Role, Theme};

/// Draws `(key, label)` tabs into the first row of `area`; where they do not all fit, the selected one keeps its label,
/// and of the others the first ones, as far as there is room. Returns each tab's place, for clicks.
pub fn tabs<S: AsRef<str>>(buf: &mut Buffer, area: Rect, theme: &Theme, tabs: &[(S, S)], selected: usize) -> Vec<Rect> {
    let row = Rect { height: area.height.min(1), ..area };
    clear(buf, row, theme.style(Role::Status));
    let named = named(tabs, selected, area.width.into());
    let mut x = row.x;
    let mut places = Vec::with_capacity(tabs.len());
    for (at, (key, label)) in tabs.iter().enumerate() {
        let rest = Rect { x, width: row.right().saturating_sub(x), ..row };
        let (key, label) = (key.as_ref(), label.as_ref());
        let used = if at == selected {
            put(buf, rest, &format!(" {key} {label} "), theme.style(Role::Tab))
        } else if named.contains(&at) {
            let (hint, dim) = (theme.style(Role::KeyHint), theme.style(Role::Dim));
            put_spans(buf, rest, &[(format!(" {key} "), hint), (format!("{label} "), dim)])
        } else {
            put(buf, rest, &format!(" {key} "), theme.style(Role::KeyHint))
        };
        places.push(Rect { width: used, ..rest });
        x += used;
    }
    places
}

/// Which tabs have room for their labels.
fn named<S: AsRef<str>>(tabs: &[(S, S)], selected: usize, cols: usize) -> BTreeSet<usize> {
    let wide = |text: &S| width(&clean(text.as_ref()));
    let keys: usize = tabs.iter().map(|(key, _)| wide(key) + 2).sum();
    let mut left = cols.saturating_sub(keys);
    let mut named = BTreeSet::new();
    for at in [selected].into_iter().chain((0..tabs.len()).filter(|at| *at != selected)) {
        let label = tabs.get(at).map_or(0, |(_, label)| wide(label) + 1);
        if label <= left && named.insert(at) {
            left -= label;
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    #[test]
    fn narrow_rows_keep_the_selected_label() {
        let all = [("1", "地图"), ("2", "Circle"), ("3", "Ladder")];
        let drawn = |cols| {
            let mut buf = Buffer::empty(Rect::new(0, 0, cols, 1));
            let area = buf.area;
            let places = tabs(&mut buf, area, &Theme::default(), &all, 1);
            (snapshot::rows(&buf).remove(0), places.iter().map(|place| (place.x, place.width)).collect::<Vec<_>>())
        };
        assert_eq!(drawn(40), (" 1 地图  2 Circle  3 Ladder".into(), vec![(0, 8), (8, 10), (18, 10)]));
        assert_eq!(drawn(22), (" 1 地图  2 Circle  3".into(), vec![(0, 8), (8, 10), (18, 3)]));
        assert_eq!(drawn(20), (" 1  2 Circle  3".into(), vec![(0, 3), (3, 10), (13, 3)]));
    }
}
