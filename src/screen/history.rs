//! The history: every change, newest first, read from the journal a page at a time. Of one account in its room, of
//! everything in the journal of all.

mod lines;

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::grid::{Col, Grid, Group, Line};
use super::listing::Listing;
use super::{Key, View};
use crate::edit::{Edit, Gone};
use crate::find::Filter;
use crate::theme::Role;
use crate::widget::put;

pub use lines::{FIELDS, What};

/// Rows read beyond those in view.
const PAGE: usize = 200;

/// Edits read in one go at most, so that a filter nothing passes does not hold the screen.
const MOST: usize = 5000;

/// Where edits are read from.
pub struct Source<'a> {
    /// How many there are.
    pub edits: u64,
    /// The nth of them, counted from 1; `None` where it cannot be read.
    pub edit: &'a dyn Fn(u64) -> Option<Arc<Edit>>,
}

/// One change, as a row.
#[derive(Clone, Debug)]
struct Item {
    edit: Arc<Edit>,
    at: usize,
    what: What,
    day: NaiveDate,
    line: Line,
}

type Settled = (Key, String);

/// The screen.
#[derive(Debug, Default)]
pub struct History {
    grid: Grid,
    items: Vec<Item>,
    /// Number of the oldest edit read; those before it are read when the cursor comes near.
    oldest: u64,
    /// Names and accounts of what was deleted.
    gone: Gone,
    filter: Filter,
    expression: String,
    settled: Option<Settled>,
    notice: Rect,
}

impl History {
    /// Narrows the list to what an expression lets through.
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

    /// The expression that narrows the list.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// The change under the cursor: its edit, its place in it, and what it did.
    pub fn current(&self) -> Option<(Arc<Edit>, usize, What)> {
        let key = self.grid.current()?.key;
        let item = self.items.iter().find(|item| item.line.key == key)?;
        Some((item.edit.clone(), item.at, item.what))
    }

    /// Whether no change is listed.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Reads as many edits as the view needs; nothing where it has them.
    pub fn read(&mut self, view: &View, source: &Source) {
        let wanted_key = (view.key(), self.expression.clone());
        let mut wanted = self.grid.end() + PAGE;
        let anew = self.settled.as_ref() != Some(&wanted_key);
        if anew {
            wanted = wanted.max(self.items.len());
            self.items.clear();
            self.gone = Gone::default();
            self.oldest = source.edits + 1;
            self.settled = Some(wanted_key);
            self.grid.columns(columns(view));
        }
        let before = self.items.len();
        let mut budget = MOST;
        while self.items.len() < wanted && self.oldest > 1 && budget > 0 {
            self.oldest -= 1;
            budget -= 1;
            if let Some(edit) = (source.edit)(self.oldest) {
                self.take(view, &edit);
            }
        }
        if anew || self.items.len() > before {
            self.show(view);
        }
    }

    fn take(&mut self, view: &View, edit: &Arc<Edit>) {
        self.gone.remember(view.room, edit);
        for (at, what) in lines::rows(edit) {
            let Some(change) = edit.changes.get(at) else { continue };
            let told = lines::told(view, change, &self.gone);
            if view.account.is_some_and(|account| told.account != Some(account)) {
                continue;
            }
            let line = lines::line(view, edit, at, what, &told, &self.gone);
            if lines::passes(&self.filter, edit, change, &line) {
                self.items.push(Item { edit: edit.clone(), at, what, day: edit.when.day(), line });
            }
        }
    }

    fn show(&mut self, view: &View) {
        let mut groups: Vec<(NaiveDate, Group)> = Vec::new();
        for item in &self.items {
            let line = item.line.clone();
            if let Some((_, group)) = groups.last_mut().filter(|(day, _)| *day == item.day) {
                group.lines.push(line);
                continue;
            }
            let title = format!("{} · {}", item.day, super::present::distance(view.text, item.day, view.today()));
            groups.push((item.day, Group { title, lines: vec![line] }));
        }
        self.grid.set(groups.into_iter().map(|(_, group)| group).collect());
    }
}

fn columns(view: &View) -> Vec<Col> {
    let t = |id| view.text.t(id);
    vec![
        Col::fixed(t("history-when"), 5, 2),
        Col::fixed(t("history-who"), 10, 3),
        Col::text(t("history-record"), 16, 1),
        Col::text(t("history-change"), 30, 0),
        Col::text(t("history-why"), 14, 4),
    ]
}

impl Listing for History {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, _view: &View) -> Rect {
        let told = u16::from(!self.expression.is_empty()).min(area.height);
        self.notice = Rect { height: told, ..area };
        Rect { y: area.y + told, height: area.height - told, ..area }
    }

    fn hint(&self) -> &'static str {
        if self.expression.is_empty() { "history-empty" } else { "history-none-match" }
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        put(buf, self.notice, &format!("/ {}", self.expression), view.theme.style(Role::Info));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::edit::{Change, EXISTS, Stamp};
    use crate::model::{Id, Kind, When};
    use crate::screen::fixture::{House, account, now};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    fn change(kind: Kind, id: Id, field: &str, before: Value, after: Value) -> Change {
        Change { kind, id, field: field.into(), entry: None, before, after, seen: None }
    }

    fn edit(nth: u32, label: &str, reason: Option<&str>, changes: Vec<Change>) -> Arc<Edit> {
        let when = now() - chrono::TimeDelta::hours(30 - i64::from(nth));
        Arc::new(Edit {
            id: Id::named("edit", &nth.to_string()),
            at: Stamp::default(),
            when: When::Moment(when),
            author: "刘慧".into(),
            label: label.into(),
            subject: "山东电信".into(),
            reason: reason.map(str::to_owned),
            group: None,
            turn: None,
            changes,
        })
    }

    /// Five edits: two of the first account, one of another, one that adds and one that deletes.
    fn past() -> Vec<Arc<Edit>> {
        let one = account(1);
        let (new, old) = (Id::named("note", "new"), Id::named("note", "old"));
        vec![
            edit(
                1,
                "edit-set",
                Some("客户来电"),
                vec![change(Kind::Account, one, "tier", json!("silver"), json!("gold"))],
            ),
            edit(2, "edit-set", None, vec![change(Kind::Account, account(2), "phone", Value::Null, json!("0531"))]),
            edit(
                3,
                "edit-add",
                None,
                vec![
                    change(Kind::Note, new, EXISTS, Value::Null, json!(true)),
                    change(Kind::Note, new, "account", Value::Null, json!(one)),
                    change(Kind::Note, new, "created_by", Value::Null, json!("刘慧")),
                ],
            ),
            edit(
                4,
                "edit-delete",
                None,
                vec![
                    change(Kind::Note, old, "text", json!("Old words"), Value::Null),
                    change(Kind::Note, old, "account", json!(one), Value::Null),
                    change(Kind::Note, old, EXISTS, json!(true), Value::Null),
                ],
            ),
            edit(28, "edit-set", None, vec![change(Kind::Account, one, "phone", json!("1"), json!("2"))]),
        ]
    }

    fn read(house: &House, screen: &mut History, past: &[Arc<Edit>]) -> String {
        let source = Source { edits: past.len() as u64, edit: &|n| past.get(n as usize - 1).cloned() };
        screen.read(&house.view(), &source);
        snapshot::rows(&house.draw(screen, 120, 16)).join("\n")
    }

    #[test]
    fn it_looks_like_this() {
        for lang in [Lang::En, Lang::ZhCn] {
            let house = House::new(lang, None);
            for (width, height) in [(80, 20), (120, 36), (200, 56)] {
                let mut screen = History::default();
                read(&house, &mut screen, &past());
                let shown = snapshot::rows(&house.draw(&mut screen, width, height)).join("\n");
                insta::assert_snapshot!(format!("{}-{width}x{height}", lang.code()), shown);
            }
        }
    }

    #[test]
    fn an_account_shows_its_own_past_also_of_what_is_gone() {
        let house = House::new(Lang::En, Some(account(1)));
        let mut screen = History::default();
        let shown = read(&house, &mut screen, &past());
        assert!(shown.contains("Old words") && shown.contains("Silver → Gold") && !shown.contains("0531"), "{shown}");
        // The note added is not in the room and no deletion tells whose it was: it is of no account.
        assert_eq!(screen.items.len(), 3);
        let (edit, at, what) = screen.current().unwrap();
        assert_eq!((edit.changes[at].field.as_str(), what), ("phone", What::Set));
    }

    #[test]
    fn it_is_narrowed_by_words_and_by_fields() {
        let house = House::new(Lang::En, None);
        for (expression, left) in
            [("客户来电", 1), ("kind:note", 2), ("field:phone", 2), ("silver -who:chen", 1), ("x9", 0)]
        {
            let mut screen = History::default();
            let filter = Filter::parse(expression).unwrap();
            filter.check(FIELDS).unwrap();
            screen.narrow(expression, filter);
            read(&house, &mut screen, &past());
            assert_eq!(screen.items.len(), left, "{expression}");
        }
    }

    #[test]
    fn old_edits_are_read_when_the_cursor_comes_near() {
        let house = House::new(Lang::En, None);
        let one = |n: u64| {
            let words = (json!(n.to_string()), json!((n + 1).to_string()));
            edit(1, "edit-set", None, vec![change(Kind::Account, account(1), "phone", words.0, words.1)])
        };
        let read_so_far = std::cell::Cell::new(0);
        let source = Source {
            edits: 100_000,
            edit: &|n| {
                read_so_far.set(read_so_far.get() + 1);
                Some(one(n))
            },
        };
        let mut screen = History::default();
        screen.read(&house.view(), &source);
        house.draw(&mut screen, 100, 30);
        let first = read_so_far.get();
        assert!(first <= PAGE + 40, "{first}");
        screen.read(&house.view(), &source);
        assert!(read_so_far.get() <= first + 40);
        screen.step(Step::Last);
        house.draw(&mut screen, 100, 30);
        screen.read(&house.view(), &source);
        assert!(read_so_far.get() >= first + PAGE / 2);
    }

    #[test]
    fn it_endures_every_size() {
        crate::screen::fixture::endure::<History>(Some(account(1)));
    }
}
