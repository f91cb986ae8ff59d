use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;

use super::*;
use crate::app::frame::Frame;
use crate::app::setup::keymap;
use crate::clock::Clock;
use crate::command::Cx;
use crate::config::{Base, Options};
use crate::edit::Draft;
use crate::input::Key;
use crate::model::{Account, Kind, Note, Person};
use crate::rules::fixture::{fields, id};
use crate::store::Book;
use crate::text::{Lang, Text};
use crate::theme::Theme;

const LEARNING: &str = "Learning the names";
const REFUSED: &str = "still being learnt";

/// A store with one person, which is many enough for names to be learnt beside the screen.
fn app() -> App {
    let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
    let (book, keymap) = (Book::in_memory(clock, "tester"), keymap(Base::Default, &[]).0);
    let mut cx =
        Cx::new(book, clock, Options::default(), keymap, Text::new(Lang::En), Theme::default(), Terms::builtin());
    cx.commit(Draft::adding(Kind::Person, id("p"), fields(json!({"name": "张伟"}))).unwrap()).unwrap();
    cx.layers.learn_beside(Some(1));
    App::new(cx)
}

fn press(app: &mut App, keys: &str) {
    keys.split(' ').for_each(|key| app.key(Key::parse(key).unwrap()));
}

fn typed(app: &mut App, text: &str) {
    app.paste(text);
}

fn shown(app: &mut App) -> String {
    let area = Rect::new(0, 0, 100, 30);
    let mut buf = Buffer::empty(area);
    app.frame(&mut buf, area);
    buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
}

/// Goes round until the names are there.
fn wait(app: &mut App) {
    let until = Instant::now() + Duration::from_secs(60);
    while app.beside.names.is_some() || app.cx.layers.are_names_late(app.cx.book().room(), app.cx.today()) {
        assert!(Instant::now() < until, "they never come");
        app.catch_up();
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn notes(app: &App) -> usize {
    app.cx.room().all::<Note>().count()
}

#[test]
fn a_line_is_typed_while_names_are_learnt_and_read_when_they_are_there() {
    let mut app = app();
    press(&mut app, "n");
    assert!(shown(&mut app).contains(LEARNING), "{}", shown(&mut app));
    typed(&mut app, "zhangwei likes tea");
    press(&mut app, "enter");
    let screen = shown(&mut app);
    assert!(screen.contains(REFUSED) && screen.contains("zhangwei likes tea"), "{screen}");
    assert_eq!(notes(&app), 0);
    wait(&mut app);
    let screen = shown(&mut app);
    assert!(!screen.contains(LEARNING) && !screen.contains(REFUSED) && screen.contains('张'), "{screen}");
    press(&mut app, "enter");
    assert_eq!((notes(&app), app.cx.layers.is_empty()), (1, true));
    // A note has no name: the names that are there are still those of the records.
    press(&mut app, "n");
    assert!(!shown(&mut app).contains(LEARNING), "{}", shown(&mut app));
}

#[test]
fn who_leaves_the_line_meanwhile_leaves_nothing_behind() {
    let mut app = app();
    press(&mut app, "n");
    app.catch_up();
    assert!(app.beside.names.is_some());
    press(&mut app, "esc");
    let before = shown(&mut app);
    while app.beside.names.is_some() {
        app.catch_up();
    }
    assert_eq!((shown(&mut app), app.cx.layers.is_empty()), (before, true));
}

#[test]
fn names_are_learnt_again_once_somebody_was_added() {
    let mut app = app();
    press(&mut app, "n");
    wait(&mut app);
    press(&mut app, "esc");
    let add = Draft::adding(Kind::Person, id("q"), fields(json!({"name": "Zoe Quill"}))).unwrap();
    app.cx.commit(add).unwrap();
    press(&mut app, "n");
    typed(&mut app, "Zoe Quill likes tea");
    assert!(shown(&mut app).contains(LEARNING));
    wait(&mut app);
    shown(&mut app);
    press(&mut app, "enter");
    let about: Vec<_> = app.cx.room().all::<Note>().map(|note| note.person).collect();
    assert_eq!(about, [Some(id("q"))]);
    assert_eq!(app.cx.room().all::<Person>().count(), 2);
}

/// A store with something to do, of which the first list may come late.
fn with_something_due() -> App {
    let mut app = app();
    let record = |kind, name: &str, value| Draft::adding(kind, id(name), fields(value)).unwrap();
    let account = record(Kind::Account, "a", json!({"name": "Haihe Power"}));
    let late =
        json!({"account": id("a"), "subject": "Send the quotation", "due": "2026-10-15", "opened_at": "2026-10-01"});
    app.cx.commit_all(vec![account, record(Kind::FollowUp, "f", late)]).unwrap();
    app
}

#[test]
fn the_screens_are_there_before_what_there_is_to_do() {
    let area = Rect::new(0, 0, 100, 30);
    let mut left = with_something_due();
    let frame = Frame::of(&mut left, area).unwrap();
    let mut app = with_something_due();
    app.cx.screens.today.be_patient(true);
    app.cx.screens.today.begin_late();
    assert!(shown(&mut app).contains("is being worked out") && !shown(&mut app).contains("nothing due"));
    // Where it is known how it looked, that is shown, and what is typed on it finds nothing that may no longer be so.
    app.before = Some(frame.clone());
    let screen = shown(&mut app);
    assert!(screen.contains("Send the quotation") && screen.contains("as of 2026-10-20 09:00"), "{screen}");
    assert!(frame.is_still_true(&mut app, area));
    let edits = app.cx.book().edits();
    press(&mut app, "j x enter");
    assert_eq!((app.cx.book().edits(), app.cx.layers.is_empty()), (edits, true));
    // Everything else goes on, and leaving keeps what was known.
    press(&mut app, "g a");
    let screen = shown(&mut app);
    assert!(screen.contains("Haihe Power") && !screen.contains("as of 2026-10-20"), "{screen}");
    assert!(app.cx.room().all::<Account>().next().is_some() && Frame::of(&mut app, area).is_none());
    press(&mut app, "g t");
    app.catch_up();
    let until = Instant::now() + Duration::from_secs(60);
    while app.cx.screens.today.is_pending() {
        assert!(Instant::now() < until, "it never comes");
        app.catch_up();
        std::thread::sleep(Duration::from_millis(2));
    }
    let screen = shown(&mut app);
    assert!(screen.contains("Send the quotation") && !screen.contains("as of"), "{screen}");
    assert!(app.cx.screens.today.entry().is_some() && Frame::of(&mut app, area) == Some(frame));
}
