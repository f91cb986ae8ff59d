//! A row of tabs, each with the key that chooses it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{clear, put, put_spans};
use crate::text::{clean, width};
use crate::theme::{Role, Theme};

/// Draws `(key, label)` tabs into the first row of `area`; where they do not all fit, the selected one and the first ones
/// are there, and for those left out between two of them the key they begin with and a mark. Returns each tab's place, for
/// clicks.
pub fn tabs<S: AsRef<str>>(buf: &mut Buffer, area: Rect, theme: &Theme, tabs: &[(S, S)], selected: usize) -> Vec<Rect> {
    let row = Rect { height: area.height.min(1), ..area };
    clear(buf, row, theme.style(Role::Status));
    let named = named(tabs, selected, area.width.into());
    let (hint, dim) = (theme.style(Role::KeyHint), theme.style(Role::Dim));
    let mut x = row.x;
    let mut places = Vec::with_capacity(tabs.len());
    for (at, (key, label)) in tabs.iter().enumerate() {
        let rest = Rect { x, width: row.right().saturating_sub(x), ..row };
        let (key, label) = (key.as_ref(), label.as_ref());
        let used = if at == selected {
            put(buf, rest, &format!(" {key} {label} "), theme.style(Role::Tab))
        } else if named.contains(&at) {
            put_spans(buf, rest, &[(format!(" {key} "), hint), (format!("{label} "), dim)])
        } else if at == 0 || named.contains(&(at - 1)) {
            put_spans(buf, rest, &[(format!(" {} ", first(key)), hint), ("… ".into(), dim)])
        } else {
            0
        };
        places.push(Rect { width: used, ..rest });
        x += used;
    }
    places
}

/// The key that a chord begins with.
fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// Which tabs there is room for: the selected one, and of the others the first ones.
fn named<S: AsRef<str>>(tabs: &[(S, S)], selected: usize, cols: usize) -> BTreeSet<usize> {
    let wide = |text: &S| width(&clean(text.as_ref()));
    let needs = |named: &BTreeSet<usize>| {
        let tab = |(at, (key, label)): (usize, &(S, S))| match at {
            _ if named.contains(&at) => wide(key) + wide(label) + 3,
            _ if at == 0 || named.contains(&(at - 1)) => width(&clean(first(key.as_ref()))) + 4,
            _ => 0,
        };
        tabs.iter().enumerate().map(tab).sum::<usize>()
    };
    let mut named: BTreeSet<usize> = (selected < tabs.len()).then_some(selected).into_iter().collect();
    // The mark of a gap may be all that has no room.
    let all: BTreeSet<usize> = (0..tabs.len()).collect();
    if needs(&all) <= cols {
        return all;
    }
    for at in (0..tabs.len()).filter(|at| *at != selected) {
        let more: BTreeSet<usize> = named.iter().copied().chain([at]).collect();
        if needs(&more) > cols {
            break;
        }
        named = more;
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
        assert_eq!(drawn(23), (" 1 地图  2 Circle  3 …".into(), vec![(0, 8), (8, 10), (18, 5)]));
        assert_eq!(drawn(20), (" 1 …  2 Circle  3 …".into(), vec![(0, 5), (5, 10), (15, 5)]));
    }

    #[test]
    fn what_has_no_room_is_one_mark_and_no_keys_without_words() {
        let all = [("g t", "Today"), ("g a", "Accounts"), ("g r", "Ladder"), ("g c", "Calendar"), ("g i", "Insight")];
        let drawn = |cols, selected| {
            let mut buf = Buffer::empty(Rect::new(0, 0, cols, 1));
            let area = buf.area;
            tabs(&mut buf, area, &Theme::default(), &all, selected);
            snapshot::rows(&buf).remove(0)
        };
        assert_eq!(drawn(45, 0), " g t Today  g a Accounts  g r Ladder  g …");
        assert_eq!(drawn(45, 4), " g t Today  g a Accounts  g …  g i Insight");
        assert_eq!(drawn(64, 0), " g t Today  g a Accounts  g r Ladder  g c Calendar  g i Insight");
    }
}
