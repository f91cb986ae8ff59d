//! What stands in the table of accounts: the columns, a line for each account, and what a filter may ask of it.

use serde_json::Value;

use super::GroupBy;
use crate::find::{Filter, Keys};
use crate::model::field::{Field, Type};
use crate::model::{Account, Id, Kind};
use crate::rules::ageing::Ageing;
use crate::rules::summary::{COMPUTED, Summary};
use crate::screen::View;
use crate::screen::grid::{Cell, Col, Key, Line};
use crate::screen::present::{label, light_role, light_sign, present, said};
use crate::theme::Role;

/// Everything a filter may ask of an account.
pub fn known_fields() -> Vec<&'static str> {
    Kind::Account.open_fields().map(|field| field.name).chain(COMPUTED.iter().map(|field| field.name)).collect()
}

/// The columns.
pub(super) fn columns(view: &View) -> Vec<Col> {
    let name = |field| label(view.text, Kind::Account, field);
    let t = |id| view.text.t(id);
    vec![
        Col::text(name("name"), 13, 0).of("name"),
        Col::fixed(name("tier"), 7, 1).of("tier"),
        Col::fixed(t("accounts-abc"), 4, 2),
        Col::fixed(name("stage"), 9, 3).of("stage"),
        Col::number(t("accounts-health"), 6, 8),
        Col::fixed(t("accounts-next"), 8, 4),
        Col::fixed(t("accounts-open"), 8, 5),
        Col::number(t("accounts-overdue"), 16, 6),
        Col::number(t("accounts-silent"), 8, 7),
        Col::number(t("accounts-people"), 6, 9),
        Col::text(name("city"), 8, 10).of("city"),
        Col::text(name("industry"), 12, 11).of("industry"),
        Col::text(name("owner"), 10, 12).of("owner"),
    ]
}

/// The line of an account, in the order of [`columns`].
pub(super) fn line(view: &View, row: &Summary) -> Line {
    let lights = (light_sign(row.cycle.light), light_role(row.cycle.light));
    let cells = vec![
        field(view, row.account, "name"),
        field(view, row.account, "tier"),
        Cell::new(row.class.map_or("", |class| class.code()), Role::Accent),
        field(view, row.account, "stage"),
        health(row),
        next_visit(view, row, lights),
        open(view, row),
        overdue(view, row),
        silent(view, row, lights),
        Cell::new(row.people.to_string(), Role::Text).by(Key::Number(row.people as f64)),
        field(view, row.account, "city"),
        field(view, row.account, "industry"),
        field(view, row.account, "owner"),
    ];
    Line { key: row.account, record: Some(row.account), cells }
}

/// The group an account falls into: its code and its title.
pub(super) fn group(view: &View, by: GroupBy, row: &Summary) -> (String, String) {
    let Some(name) = by.field() else { return (String::new(), String::new()) };
    let value = view.room.record(row.account).map(|record| record.value(name)).unwrap_or_default();
    let code = value.as_str().unwrap_or_default().to_owned();
    let shown = Kind::Account.field(name).map(|field| present(view, &field, &value)).unwrap_or_default();
    (code, if shown.is_empty() { view.text.t("accounts-ungrouped") } else { shown })
}

/// Whether a filter lets an account through; its words are looked for in names and their pinyin.
pub(super) fn passes(view: &View, filter: &Filter, row: &Summary) -> bool {
    if filter.is_empty() {
        return true;
    }
    let (Some(record), Some(account)) = (view.room.record(row.account), view.room.get::<Account>(row.account)) else {
        return false;
    };
    let map = record.to_map();
    let stored = |name: &str| Some(said(view, &Kind::Account.field(name)?, map.get(name)?));
    let get = |name: &str| row.computed(name).map_or_else(|| stored(name).unwrap_or_default(), |value| vec![value]);
    filter.matches(&get, &|| words(account))
}

fn words(account: &Account) -> String {
    let names = [Some(&account.name), account.short_name.as_ref()].into_iter().flatten();
    let names = names.chain(account.aliases.iter().map(|alias| &alias.value));
    let forms = names.flat_map(|name| {
        let keys = Keys::of(name);
        let joined = keys.pinyin().map(|pinyin| pinyin.replace(' ', ""));
        [Some(name.clone()), joined, keys.initials()]
    });
    forms.flatten().collect::<Vec<_>>().join("\n")
}

fn field(view: &View, id: Id, name: &str) -> Cell {
    let Some((field, record)) = Kind::Account.field(name).zip(view.room.record(id)) else {
        return Cell::new("", Role::Text);
    };
    let value = record.value(name);
    let cell = Cell::new(present(view, &field, &value), Role::Text);
    match place(&field, &value) {
        Some(place) => cell.by(Key::Number(place as f64)),
        None => cell,
    }
}

/// The place of a code in its list, by which choices are sorted.
fn place(field: &Field, value: &Value) -> Option<usize> {
    let Type::Choice(choices) = field.ty else { return None };
    choices.codes.iter().position(|code| value == code)
}

/// Out of a hundred; what is below half is worth a look.
fn health(row: &Summary) -> Cell {
    let role = match row.health {
        Some(value) if value < 40.0 => Role::Bad,
        Some(value) if value < 60.0 => Role::Warn,
        Some(_) => Role::Good,
        None => Role::Dim,
    };
    let shown = row.health.map_or_else(|| "?".into(), |value| format!("{value:.0}"));
    Cell::new(shown, role).by(Key::number(row.health))
}

fn next_visit(view: &View, row: &Summary, (sign, role): (&str, Role)) -> Cell {
    let day = row.next_visit.map_or_else(|| "–".into(), crate::text::format::day);
    let days = row.next_visit.map(|day| (day - view.today()).num_days() as f64);
    Cell::new(format!("{sign} {day}").trim_start(), role).by(Key::number(days))
}

fn silent(view: &View, row: &Summary, (sign, role): (&str, Role)) -> Cell {
    let days = view.text.ta("accounts-days", &[("days", &row.cycle.days.to_string())]);
    let shown = if row.cycle.last.is_some() { format!("{sign} {days}").trim_start().into() } else { sign.to_owned() };
    Cell::new(shown, role).by(Key::number(row.cycle.last.map(|_| row.cycle.days as f64)))
}

fn open(view: &View, row: &Summary) -> Cell {
    let [up, ..] = view.theme.lines().arrows;
    let mut shown = if row.open > 0 { row.open.to_string() } else { String::new() };
    if row.climbed > 0 {
        shown = format!("{shown} {up}{}", row.climbed);
    }
    if row.stuck > 0 {
        shown = format!("{shown} !{}", row.stuck);
    }
    let role = match (row.stuck, row.climbed) {
        (1.., _) => Role::Bad,
        (0, 1..) => Role::Warn,
        (0, 0) => Role::Text,
    };
    Cell::new(shown, role).by(Key::Number(row.open as f64))
}

fn overdue(view: &View, row: &Summary) -> Cell {
    let days = row.days_late();
    if days == 0 {
        return Cell::new("", Role::Text).by(Key::None);
    }
    let late = row.debts.iter().filter(|debt| debt.days > 0);
    let sums: Vec<String> = late.map(|debt| amount(view, debt)).collect();
    let days_text = view.text.ta("accounts-days", &[("days", &days.to_string())]);
    let role = if days > 30 { Role::Bad } else { Role::Warn };
    Cell::new(format!("{} {days_text}", sums.join("+")), role).by(Key::Number(days as f64))
}

fn amount(view: &View, debt: &Ageing) -> String {
    crate::screen::present::short_money(view.text, debt.overdue(), &debt.currency)
}
