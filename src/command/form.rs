//! The form of a new record: its fields on a sheet, kept in a draft until it is saved as one edit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Map, Value};

use crate::edit::{Draft, Room};
use crate::model::field::Field;
use crate::model::{Id, Kind, Problem, When};
use crate::rules::presence::where_is;
use crate::screen::present::{kind_label, label};
use crate::screen::sheet::{Row, Sheet};
use crate::screen::{Target, View};
use crate::theme::Role;
use crate::widget::{frame, put};

/// A record of which there is a name and no more.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its kind.
    pub kind: Kind,
    /// The id it will have.
    pub id: Id,
    /// What it is called.
    pub name: String,
}

impl Made {
    /// Makes it.
    pub fn make(&self, draft: &mut Draft) -> Result<(), Problem> {
        draft.create(self.kind, self.id, Map::from_iter([("name".to_owned(), Value::from(self.name.as_str()))]))
    }
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// The kind of the record.
    pub kind: Kind,
    /// The id it will have.
    pub id: Id,
    /// The field whose entry it is, where it is not a record.
    list: Option<Field>,
    /// What it is called, where that is not by its kind.
    title: Option<String>,
    /// What is filled in so far.
    pub fields: Map<String, Value>,
    /// What was filled in when it opened.
    given: Map<String, Value>,
    /// Who was named for its fields and is not here yet: they are saved with it, or not at all.
    pub made: Vec<Made>,
    /// The rows and the cursor.
    pub sheet: Sheet,
    /// The fields, in the order of the rows.
    shown: Vec<Field>,
    /// Whose journey it is, and the city they are in: a new journey begins there, as long as nobody typed another.
    begins: (Option<Value>, Option<Value>),
    /// Whether it asks field after field, as for an entry that is added to a list.
    asks: bool,
    block: Rect,
}

impl Form {
    /// A form with these fields filled in, the cursor on the first required one that is not.
    pub fn new(kind: Kind, id: Id, fields: Map<String, Value>) -> Self {
        // What was done to a follow-up is not known before there is one.
        let mut shown: Vec<Field> =
            kind.open_fields().filter(|field| (kind, field.name) != (Kind::FollowUp, "events")).copied().collect();
        shown.sort_by_key(|field| !field.required);
        Self::of(kind, None, &shown, id, fields)
    }

    /// A form for an entry in a list of a record of `kind`.
    pub fn of_entry(kind: Kind, list: Field, table: &[Field], id: Id, fields: Map<String, Value>) -> Self {
        Self::of(kind, Some(list), table, id, fields)
    }

    /// A form of some fields alone, under a title of its own.
    pub fn of_fields(kind: Kind, id: Id, names: &[&str], fields: Map<String, Value>, title: String) -> Self {
        let shown: Vec<Field> = names.iter().filter_map(|name| kind.field(name)).collect();
        Self { title: Some(title), ..Self::of(kind, None, &shown, id, fields) }
    }

    fn of(kind: Kind, list: Option<Field>, shown: &[Field], id: Id, fields: Map<String, Value>) -> Self {
        let mut sheet = Sheet::default();
        sheet.set(shown.iter().map(|field| Row::Field { id, kind, field: *field }).collect());
        let missing = shown.iter().find(|field| field.required && !fields.contains_key(field.name));
        let first = missing.or_else(|| shown.iter().find(|field| !fields.contains_key(field.name)));
        if let Some(first) = first {
            sheet.select(id, Some(first.name));
        }
        let (given, shown) = (fields.clone(), shown.to_vec());
        let begins = (traveller(&fields), fields.get("from_city").cloned());
        let (made, block) = (Vec::new(), Rect::default());
        Self { kind, id, list, title: None, given, made, fields, sheet, shown, begins, asks: false, block }
    }

    /// The same, asking field after field.
    #[must_use]
    pub fn asking(self, asks: bool) -> Self {
        Self { asks, ..self }
    }

    /// Whether it asks field after field.
    pub const fn asks(&self) -> bool {
        self.asks
    }

    /// Puts the cursor on the next field after `last`, or of all, that nothing stands in.
    pub fn next_unfilled(&mut self, last: Option<&str>) -> Option<Field> {
        let past = self.shown.iter().position(|field| Some(field.name) == last).map_or(0, |at| at + 1);
        let next = self.shown.iter().skip(past).find(|field| !self.fields.contains_key(field.name)).copied()?;
        self.sheet.select(self.id, Some(next.name));
        Some(next)
    }

    /// Whether something was filled in, changed or cleared since it opened.
    pub fn is_touched(&self) -> bool {
        self.fields != self.given
    }

    /// Fills in a field, or clears it. Somebody who is to arrive on the day they leave still does when that day changes;
    /// of two fields of which only one can be set, the other is cleared.
    pub fn fill(&mut self, field: &str, value: Value) {
        if let Some(other) = self.kind.other_of(field).filter(|_| self.list.is_none() && !value.is_null()) {
            self.fields.remove(other);
        }
        let old = match value {
            Value::Null => self.fields.remove(field),
            _ => self.fields.insert(field.into(), value.clone()),
        };
        if field == "depart" && !value.is_null() && self.fields.get("arrive") == old.as_ref() {
            self.fields.insert("arrive".into(), value);
        }
    }

    /// Lets a new journey begin where its traveller is once that is somebody else.
    fn follow(&mut self, view: &View) {
        let who = traveller(&self.fields);
        if self.kind != Kind::Travel || who == self.begins.0 || view.room.record(self.id).is_some() {
            return;
        }
        let is_typed = self.fields.get("from_city") != self.begins.1.as_ref();
        self.begins.0.clone_from(&who);
        let Some(id) = who.and_then(|who| who.as_str()?.parse::<Id>().ok()).filter(|_| !is_typed) else { return };
        let depart = self.fields.get("depart").and_then(|day| serde_json::from_value::<When>(day.clone()).ok());
        let city = where_is(view.room, view.terms, id, depart.map_or(view.today(), |when| when.day())).city;
        self.begins.1 = city.map(Value::from);
        match &self.begins.1 {
            Some(city) => self.fields.insert("from_city".into(), city.clone()),
            None => self.fields.remove("from_city"),
        };
    }

    /// The field under the cursor, and where its value stands.
    pub fn target(&self) -> Option<Target> {
        self.sheet.target()
    }

    /// Settles where the box is.
    pub fn layout(&mut self, screen: Rect, view: &View) {
        self.follow(view);
        let cols = (screen.width * 3 / 4).clamp(40.min(screen.width), 90);
        let rows = (self.sheet.len() as u16 + 4).min(screen.height.saturating_sub(2));
        let (x, y) =
            (screen.x + screen.width.saturating_sub(cols) / 2, screen.y + screen.height.saturating_sub(rows) / 2);
        self.block = Rect { x, y, width: cols.min(screen.width), height: rows };
        let Rect { x, y, width, height } = self.block;
        let inside = Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height.saturating_sub(3) };
        self.sheet.layout(inside, view);
    }

    /// Draws the form.
    pub fn draw(&self, buf: &mut Buffer, view: &View) {
        let title = match (&self.title, self.list) {
            (Some(title), _) => title.clone(),
            (None, Some(list)) => label(view.text, self.kind, list.name),
            (None, None) => view.text.ta("form-title", &[("kind", &kind_label(view.text, self.kind))]),
        };
        let inside = frame(buf, self.block, &title, true, view.theme);
        let values = |_: Id, field: &Field| self.fields.get(field.name).cloned().unwrap_or(Value::Null);
        let ahead = self.ahead(view.room);
        let ahead = View { room: ahead.as_ref().unwrap_or(view.room), ..*view };
        self.sheet.draw(buf, &ahead, Some(Role::Selected), &values);
        let last = Rect {
            x: inside.x + 1,
            y: inside.bottom().saturating_sub(1),
            height: 1,
            width: inside.width.saturating_sub(2),
        };
        put(buf, last, &view.text.t("form-keys"), view.theme.style(Role::KeyHint));
    }

    /// The room with whom it makes, where it makes anybody: they are shown by their names.
    fn ahead(&self, room: &Room) -> Option<Room> {
        let mut draft = Draft::new("edit-add");
        self.made.iter().try_for_each(|made| made.make(&mut draft)).ok()?;
        if self.made.is_empty() { None } else { room.foreseen(draft).ok() }
    }

    /// Selects the row that was clicked; false outside.
    pub fn click(&mut self, at: Position) -> bool {
        self.sheet.click(at)
    }
}

/// Whose journey it is.
fn traveller(fields: &Map<String, Value>) -> Option<Value> {
    ["person", "member"].into_iter().find_map(|field| fields.get(field)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrival_follows_the_departure_until_it_has_a_day_of_its_own() {
        let days = |depart: &str, arrive: &str| {
            Map::from_iter([("depart".into(), depart.into()), ("arrive".into(), arrive.into())])
        };
        let mut form = Form::new(Kind::Travel, Id::NIL, days("2026-10-20", "2026-10-20"));
        form.fill("depart", "2026-10-23".into());
        assert_eq!(form.fields, days("2026-10-23", "2026-10-23"));
        form.fill("arrive", "2026-10-24".into());
        form.fill("depart", "2026-10-22".into());
        assert_eq!(form.fields, days("2026-10-22", "2026-10-24"));
        form.fill("arrive", Value::Null);
        assert_eq!(form.fields.get("arrive"), None);
    }
}
