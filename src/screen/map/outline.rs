//! The tree as a list: one row a seat, indented under its manager, with the judgements in columns.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Map;
use super::face::{Attribute, Face};
use super::place::Forest;
use super::view::layer_role;
use crate::model::{Id, Kind};
use crate::screen::View;
use crate::screen::present::{choice_label, label};
use crate::theme::{ARMS_E, ARMS_N, ARMS_S, Role, Stroke, Theme};
use crate::widget::{Column, Table, Width, scrollbar};

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Id,
    /// For each level of indent, whether the line goes on below.
    rails: Vec<bool>,
    folded: usize,
}

/// The rows and their table.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) rows: Vec<Row>,
    pub(super) table: Table,
}

/// The columns after the name.
#[derive(Clone, Copy)]
enum Cell {
    Name,
    Title,
    Layer,
    Roles,
    Support,
    Influence,
    Coverage,
    Status,
    Attribute,
}

const CELLS: [Cell; 9] = [
    Cell::Name,
    Cell::Title,
    Cell::Layer,
    Cell::Roles,
    Cell::Support,
    Cell::Influence,
    Cell::Coverage,
    Cell::Status,
    Cell::Attribute,
];

impl Outline {
    /// Lists everybody in the forest.
    pub(super) fn set(&mut self, forest: &Forest, view: &View, attribute: Attribute) {
        self.rows = rows(forest);
        self.table.columns = CELLS.iter().filter_map(|cell| column(*cell, view, attribute)).collect();
    }

    pub(super) fn layout(&mut self, area: Rect, selected: Option<Id>) {
        self.table.layout(area, self.rows.len());
        if let Some(row) = self.rows.iter().position(|row| Some(row.id) == selected) {
            self.table.list.select(row);
        }
    }

    pub(super) fn current(&self) -> Option<Id> {
        self.rows.get(self.table.list.selected()?).map(|row| row.id)
    }

    pub(super) fn draw(&self, map: &Map, buf: &mut Buffer, view: &View) {
        self.table.draw(buf, map.area, view.theme, view.focused, |row, column| {
            let Some((row, face)) = self.rows.get(row).and_then(|row| Some((row, map.faces.get(&row.id)?))) else {
                return (String::new(), Style::new());
            };
            let passes = map.sieve.is_empty() || map.passing.contains(&row.id);
            let (text, role) = CELLS.get(column).map_or_else(Default::default, |cell| {
                let (text, role) = content(*cell, row, face, map.attribute, view);
                (text, Some(role))
            });
            let role = role.filter(|_| passes).unwrap_or(Role::Dim);
            (text, view.theme.style(role))
        });
        scrollbar(buf, map.area, view.theme, &self.table.list);
    }
}

fn rows(forest: &Forest) -> Vec<Row> {
    let last: BTreeSet<Id> = forest.walk().filter_map(|(id, _)| forest.reports(id).last().copied()).collect();
    let mut rails: Vec<bool> = Vec::new();
    forest
        .walk()
        .map(|(id, depth)| {
            rails.truncate(depth.saturating_sub(1));
            if depth > 0 {
                rails.push(!last.contains(&id));
            }
            Row { id, rails: rails.clone(), folded: forest.folded(id) }
        })
        .collect()
}

fn column(cell: Cell, view: &View, attribute: Attribute) -> Option<Column> {
    let text = view.text;
    let field = |name| label(text, Kind::Seat, name);
    Some(match cell {
        Cell::Name => Column::text(text.t("map-column-name"), Width::Flex(22), 0),
        Cell::Title => Column::text(field("title"), Width::Flex(8), 5),
        Cell::Layer => Column::text(field("layer"), Width::Fixed(10), 6),
        Cell::Roles => Column::text(field("buying_roles"), Width::Fixed(11), 4),
        Cell::Support => Column::text(field("support"), Width::Fixed(7), 1),
        Cell::Influence => Column::number(field("influence"), 9, 3),
        Cell::Coverage => Column::text(field("coverage"), Width::Fixed(8), 2),
        Cell::Status => Column::text(text.t("map-column-status"), Width::Fixed(6), 5),
        Cell::Attribute => match attribute {
            Attribute::Support | Attribute::Coverage => return None,
            other => Column::text(text.t(other.text_id()), Width::Fixed(10), 1),
        },
    })
}

fn content(cell: Cell, row: &Row, face: &Face, attribute: Attribute, view: &View) -> (String, Role) {
    let sign = |attribute| face.sign(attribute, view.text, view.theme);
    match cell {
        Cell::Name => {
            let mut name = rails(&row.rails, view.theme) + &face.name;
            if face.key_player {
                name.push_str(if view.theme.ascii { " *" } else { " ◆" });
            }
            if row.folded > 0 {
                name = format!("{name} +{}", row.folded);
            }
            (name, if face.vacant { Role::Dim } else { Role::Text })
        }
        Cell::Title => (face.title.clone(), Role::Text),
        Cell::Layer => {
            let known = face.node.layer.map(|layer| choice_label(view.text, "layer", layer.code()));
            (known.unwrap_or_else(|| "?".to_owned()), layer_role(face.node.layer))
        }
        Cell::Roles => (face.roles.clone(), Role::Text),
        Cell::Support => sign(Attribute::Support),
        Cell::Influence => (face.influence.map_or_else(|| "?".to_owned(), |of| of.to_string()), Role::Text),
        Cell::Coverage => sign(Attribute::Coverage),
        Cell::Status => (format!("{}{}", face.status, if face.warned { " !" } else { "" }), Role::Text),
        Cell::Attribute => sign(attribute),
    }
}

/// `│  ├─ `.
fn rails(levels: &[bool], theme: &Theme) -> String {
    let lines = theme.lines();
    let Some((own, above)) = levels.split_last() else { return String::new() };
    let mut text = String::new();
    for goes_on in above {
        text.push_str(if *goes_on { lines.vertical(Stroke::Thin) } else { " " });
        text.push_str("  ");
    }
    let arms = if *own { ARMS_N | ARMS_E | ARMS_S } else { ARMS_N | ARMS_E };
    text.push_str(lines.joint(Stroke::Thin, arms));
    text.push_str(lines.horizontal(Stroke::Thin));
    text.push(' ');
    text
}
