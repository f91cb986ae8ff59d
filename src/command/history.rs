//! Commands of the history: finding a change, and bringing back what was before it.

use serde_json::Value;

use super::{Command, Cx, Outcome};
use crate::edit::{Change, Draft, EXISTS, Edit};
use crate::find::Filter;
use crate::model::Problem;
use crate::model::value::entry_id;
use crate::screen::Place;
use crate::screen::history::{FIELDS, History, What};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("history-filter", |cx, _| filter(cx)).unless(elsewhere),
    Command::changing("history-restore", |cx, _| restore(cx)).unless(no_change),
];

fn history(cx: &mut Cx) -> Option<&mut History> {
    match cx.screens.place() {
        Place::History => Some(&mut cx.screens.history),
        Place::Journal => Some(&mut cx.screens.journal),
        _ => None,
    }
}

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (!matches!(cx.screens.place(), Place::History | Place::Journal)).then_some("blocked-no-history")
}

fn no_change(cx: &Cx) -> Option<&'static str> {
    let history = match cx.screens.place() {
        Place::History => &cx.screens.history,
        Place::Journal => &cx.screens.journal,
        _ => return elsewhere(cx),
    };
    history.is_empty().then_some("blocked-nothing-selected")
}

fn filter(cx: &mut Cx) -> Outcome {
    let now = history(cx).map(|history| history.expression().to_owned()).unwrap_or_default();
    cx.prompt(cx.text.t("history-filter-title"), &now, |cx, text| {
        let filter = Filter::parse(&text)?;
        filter.check(FIELDS)?;
        if let Some(history) = history(cx) {
            history.narrow(&text, filter);
        }
        Ok(())
    });
    Ok(())
}

/// Brings back what was before the change under the cursor, as a new edit.
fn restore(cx: &mut Cx) -> Outcome {
    let (edit, at, what) = history(cx).and_then(|history| history.current()).ok_or_else(nothing)?;
    let change = edit.changes.get(at).ok_or_else(nothing)?;
    let draft = match what {
        What::Added => {
            if cx.room().record(change.id).is_none() {
                return Err(Problem::new("problem-history-same"));
            }
            let question = cx.text.ta("ask-history-added", &[("name", &cx.room().name(change.id))]);
            cx.ask(question, |cx| {
                cx.run("record-delete", "");
                Ok(())
            });
            return Ok(());
        }
        What::Set => set_back(cx, change)?,
        What::Deleted => bring_back(cx, &edit),
    };
    if draft.is_empty() {
        return Err(Problem::new("problem-history-same"));
    }
    cx.commit(draft)
}

fn nothing() -> Problem {
    Problem::new("blocked-nothing-selected")
}

fn set_back(cx: &Cx, change: &Change) -> Result<Draft, Problem> {
    let room = cx.room();
    let mut draft = Draft::new("edit-restore").about(room.name(change.id));
    let value = match change.entry {
        None => change.before.clone(),
        Some(entry) => {
            let now = room.record(change.id).map(|record| record.value(&change.field)).unwrap_or_default();
            let others = now.as_array().into_iter().flatten().filter(|one| entry_id(one) != entry).cloned();
            others.chain((!change.before.is_null()).then(|| change.before.clone())).collect::<Vec<Value>>().into()
        }
    };
    draft.set(room, change.id, &change.field, value)?;
    Ok(draft)
}

/// Everything the edit deleted, and what it took away from records that stayed, unless they have changed since.
fn bring_back(cx: &Cx, edit: &Edit) -> Draft {
    let room = cx.room();
    let mut draft = Draft::new("edit-restore").about(edit.subject.clone());
    let dead = |change: &Change| room.record(change.id).is_none();
    let went = |change: &Change| edit.changes.iter().any(|one| one.id == change.id && one.field == EXISTS);
    let untouched = |change: &Change| {
        let now = room.record(change.id).map(|record| record.value(&change.field)).unwrap_or_default();
        change.entry.is_none() && now == change.after
    };
    let back = edit.inverse().into_iter().filter(|inverse| {
        let original = inverse.inverse();
        if went(&original) { dead(&original) } else { untouched(&original) }
    });
    draft.changes = back.collect();
    draft
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use serde_json::json;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Options;
    use crate::input::Keymap;
    use crate::model::{Account, Id, Kind, Seat};
    use crate::rules::Terms;
    use crate::screen::Step;
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    /// An account with a chief and a clerk who reports to the chief; three changes; its history open.
    fn opened() -> (Cx, Id, [Id; 2]) {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let mut book = Book::in_memory(clock, "test");
        let id = |name: &str| Id::named("test", name);
        let (account, chief, clerk) = (id("account"), id("chief"), id("clerk"));
        let map = |value: Value| value.as_object().cloned().unwrap();
        let mut draft = Draft::new("edit-import");
        draft.create(Kind::Account, account, map(json!({"name": "A"}))).unwrap();
        draft.create(Kind::Seat, chief, map(json!({"account": account, "title": "Chief"}))).unwrap();
        draft
            .create(Kind::Seat, clerk, map(json!({"account": account, "title": "Clerk", "reports_to": chief})))
            .unwrap();
        book.commit(draft).unwrap();
        for phone in ["1", "2"] {
            book.commit(Draft::setting(book.room(), account, "phone", json!(phone)).unwrap()).unwrap();
        }
        let aliases = json!([{"id": id("x"), "value": "x"}, {"id": id("y"), "value": "y"}]);
        book.commit(Draft::setting(book.room(), account, "aliases", aliases).unwrap()).unwrap();
        book.commit(Draft::deleting(book.room(), chief).unwrap()).unwrap();
        let (text, theme) = (Text::new(Lang::En), Theme::default());
        let mut cx = Cx::new(book, clock, Options::default(), Keymap::default(), text, theme, Terms::builtin());
        cx.screens.go(Place::History, Some(account));
        settle(&mut cx);
        (cx, account, [chief, clerk])
    }

    fn settle(cx: &mut Cx) {
        let (screens, _, view) = cx.parts();
        screens.layout(Rect::new(0, 0, 90, 30), &view);
    }

    /// Restores the change that a filter finds.
    fn restore_found(cx: &mut Cx, expression: &str) {
        cx.screens.history.narrow(expression, Filter::parse(expression).unwrap());
        settle(cx);
        cx.screens.step(Step::First);
        cx.run("history-restore", "");
        cx.screens.history.narrow("", Filter::default());
        settle(cx);
    }

    #[test]
    fn an_old_value_comes_back_as_a_new_edit() {
        let (mut cx, account, _) = opened();
        let before = cx.book().edits();
        restore_found(&mut cx, "\"1 → 2\"");
        assert_eq!(cx.room().get::<Account>(account).unwrap().phone.as_deref(), Some("1"));
        assert_eq!(cx.book().edits(), before + 1);
        restore_found(&mut cx, "\"1 → 2\"");
        assert!(cx.message.refused);
        assert_eq!(cx.book().edits(), before + 1);
    }

    #[test]
    fn of_a_list_only_the_entry_is_taken_back() {
        let (mut cx, account, _) = opened();
        restore_found(&mut cx, "\"added x\"");
        let aliases: Vec<_> =
            cx.room().get::<Account>(account).unwrap().aliases.iter().map(|one| one.value.clone()).collect();
        assert_eq!(aliases, ["y"]);
    }

    #[test]
    fn what_was_deleted_comes_back_with_its_lines() {
        let (mut cx, _, [chief, clerk]) = opened();
        assert_eq!(cx.room().get::<Seat>(clerk).unwrap().reports_to, None);
        restore_found(&mut cx, "deleted");
        assert!(!cx.message.refused, "{}", cx.message.text);
        assert_eq!(cx.room().get::<Seat>(chief).unwrap().title.as_deref(), Some("Chief"));
        assert_eq!(cx.room().get::<Seat>(clerk).unwrap().reports_to, Some(chief));
    }

    #[test]
    fn what_was_added_goes() {
        let (mut cx, _, [_, clerk]) = opened();
        restore_found(&mut cx, "added Clerk");
        assert!(cx.room().get::<Seat>(clerk).is_some(), "it asks first");
        cx.run("overlay-accept", "");
        assert!(cx.room().get::<Seat>(clerk).is_none());
    }
}
