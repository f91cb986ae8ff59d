//! Layer × function: who holds which kind of power on which level, and where nobody is known.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Map;
use super::face::{Attribute, Face};
use super::place::{BANDS, Band, Card, Plan};
use super::view::{layer_role, layer_text, notice};
use crate::model::choice::Function;
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{fit, pad, width};
use crate::theme::{Role, Stroke};
use crate::widget::{Canvas, put};

/// The least columns of a function.
const LEAST: i32 = 11;

/// The functions, and a last column for those whose function is unknown.
fn columns() -> impl Iterator<Item = Option<Function>> {
    Function::ALL.iter().copied().map(Some).chain([None])
}

/// Stands everybody in the cell of their layer and function, one below the other.
pub(super) fn plan<'a>(faces: impl Iterator<Item = &'a Face>, area: Rect) -> Plan {
    let count = columns().count() as i32;
    let cols = (i32::from(area.width) / count).max(LEAST);
    let mut cells: BTreeMap<(usize, usize), Vec<&Face>> = BTreeMap::new();
    for face in faces {
        let band = BANDS.iter().position(|layer| *layer == face.node.layer).unwrap_or_default();
        let column = columns().position(|function| function == face.function).unwrap_or_default();
        cells.entry((band, column)).or_default().push(face);
    }
    let (mut cards, mut bands) = (Vec::new(), Vec::new());
    let mut top = 1;
    for (band, layer) in BANDS.into_iter().enumerate() {
        let here = cells.range((band, 0)..(band + 1, 0));
        let (mut high, mut people) = (1, 0);
        for ((_, column), faces) in here {
            high = high.max(faces.len() as i32);
            people += faces.len();
            for (face, y) in faces.iter().zip(top + 1..) {
                let at = (*column as i32 * cols, y);
                cards.push(Card { id: face.node.id, at, size: (cols - 1, 1), band, folded: 0 });
            }
        }
        if layer.is_none() && people == 0 {
            continue;
        }
        bands.push(Band { layer, top, bottom: top + 1 + high, count: people });
        top += 1 + high;
    }
    Plan::scattered(cards, bands, (cols * count, top))
}

/// Draws it; the names of the functions stay on top.
pub(super) fn draw(map: &Map, buf: &mut Buffer, view: &View) {
    let (area, theme) = (map.area, view.theme);
    let cols = map.plan.size.0 / columns().count() as i32;
    let mut canvas = Canvas::new(buf, area, map.origin, theme);
    for band in &map.plan.bands {
        let right = map.origin.0 + i32::from(area.width);
        canvas.line((map.origin.0 - 1, band.top), (right, band.top), Stroke::Thin, theme.style(Role::Border));
        let name = format!(" {} {} ", view.text.t(layer_text(band.layer)), band.count);
        canvas.text((map.origin.0 + 1, band.top), area.width, &name, theme.style(layer_role(band.layer)));
    }
    for card in map.plan.seen(map.origin, area.width.into(), area.height.into()) {
        let Some(face) = map.faces.get(&card.id) else { continue };
        let (sign, role) = face.sign(map.attribute, view.text, theme);
        let room = card.size.0 as usize;
        let sign = fit(&sign, if map.attribute == Attribute::Leaning { 6 } else { 5 });
        let name = pad(&face.name, room.saturating_sub(width(&sign) + 1));
        let name_role = if face.vacant { Role::Dim } else { Role::Text };
        canvas.text(card.at, card.size.0 as u16, &name, theme.style(name_role));
        let at = (card.at.0 + (room.saturating_sub(width(&sign))) as i32, card.at.1);
        canvas.text(at, width(&sign) as u16, &sign, theme.style(role));
        if map.selected == Some(card.id) {
            let role = if view.focused { Role::Selected } else { Role::SelectedDim };
            canvas.fill(card.at, card.size.0 as u16, 1, theme.style(role));
        }
    }
    let top = Rect { height: area.height.min(1), ..area };
    put(buf, top, &" ".repeat(area.width.into()), theme.style(Role::Heading));
    let mut canvas = Canvas::new(buf, top, (map.origin.0, 0), theme);
    for (nth, function) in columns().enumerate() {
        let label = match function {
            Some(function) => choice_label(view.text, "function", function.code()),
            None => view.text.t("map-unknown"),
        };
        canvas.text((nth as i32 * cols, 0), (cols - 1) as u16, &label, theme.style(Role::Heading));
    }
    notice(map, buf, view);
}
