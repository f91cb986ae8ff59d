//! Quick capture: a line is typed, what it is understood as stands below it while it is typed, and what is not sure is
//! asked before it is saved.

use std::cell::OnceCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome};
use crate::edit::Room;
use crate::exchange::capture::{Answers, Capture, Doubt, Lexicon, Reading, read};
use crate::model::{Id, Kind, Problem};
use crate::overlay::{Item, Picker, Prompt};
use crate::screen::present::{kind_label, reading};
use crate::screen::{Place, View};
use crate::text::width;
use crate::theme::Role;
use crate::widget::{Input, frame, put};

/// The table.
pub const COMMANDS: &[Command] = &[Command::new("line-capture", |cx, _| {
    open(cx, "", Answers::new());
    Ok(())
})];

/// Examples shown until something is typed.
const EXAMPLES: usize = 5;

/// The line, and what it is understood as.
#[derive(Debug, Default)]
pub struct Quick {
    /// What is typed.
    pub input: Input,
    /// What was answered already; it holds for the line it was answered to.
    answers: Answers,
    answered: String,
    me: Option<Id>,
    lexicon: OnceCell<Lexicon>,
    reading: Option<(String, Reading)>,
    /// Why it is not taken.
    pub message: String,
    rows: Vec<(String, String, Role)>,
    block: Rect,
}

impl Quick {
    fn new(text: &str, answers: Answers, me: Option<Id>) -> Self {
        Self { input: Input::new(text), answers, answered: text.into(), me, ..Self::default() }
    }

    /// What the line is understood as.
    fn reading(&mut self, room: &Room, view: &View) -> Option<&Reading> {
        let text = self.input.text().to_owned();
        if text != self.answered {
            self.answers.clear();
        }
        if self.reading.as_ref().is_none_or(|(known, _)| *known != text) {
            let lexicon = self.lexicon.get_or_init(|| Lexicon::of(room, view.terms, view.today()));
            let (terms, now, account, me) = (view.terms, view.now, view.account, self.me);
            let capture = Capture { room, terms, now, account, me, lexicon };
            self.reading = Some((text.clone(), read(capture, &text, &self.answers)));
        }
        self.reading.as_ref().map(|(_, reading)| reading)
    }

    /// Settles where the box is, and what stands in it.
    pub fn layout(&mut self, screen: Rect, view: &View) {
        let cols = (screen.width * 3 / 4).clamp(60.min(screen.width), 96);
        self.rows = if self.input.text().trim().is_empty() { examples(view) } else { self.understood(view) };
        // High enough for a journey with all its fields, so that the box stands still while one types.
        let height = 19.min(screen.height.saturating_sub(1));
        let x = screen.x + (screen.width - cols) / 2;
        self.block = Rect { x, y: screen.y + (screen.height - height) / 3, width: cols, height };
        self.input.layout(self.field().width);
    }

    fn understood(&mut self, view: &View) -> Vec<(String, String, Role)> {
        let Some(read) = self.reading(view.room, view) else { return Vec::new() };
        let head = match read.target {
            Some(target) => format!("{} · {}", kind_label(view.text, read.kind), view.room.name(target)),
            None => kind_label(view.text, read.kind),
        };
        let fields =
            reading::rows(view, read.kind, &read.fields).into_iter().map(|(name, value)| (name, value, Role::Text));
        let doubts = read.doubts.iter().map(|doubt| ("?".to_owned(), asked(view, doubt), Role::Warn));
        [(head, String::new(), Role::Title)].into_iter().chain(doubts).chain(fields).collect()
    }

    /// Draws it; returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, view: &View) -> Position {
        let (theme, text) = (view.theme, view.text);
        let inside = frame(buf, self.block, &text.t("capture-title"), true, theme);
        let row = |y: u16| Rect { x: inside.x + 1, y: inside.y + y, width: inside.width.saturating_sub(2), height: 1 };
        let fits = inside.height.saturating_sub(3);
        let names = self.rows.iter().filter(|(_, value, _)| !value.is_empty()).map(|(name, ..)| width(name));
        let names = names.max().unwrap_or(0) as u16 + 2;
        for ((name, value, role), y) in self.rows.iter().zip(2..2 + fits) {
            let line = row(y);
            let label = if value.is_empty() || *role == Role::Warn { *role } else { Role::Heading };
            put(buf, line, name, theme.style(label));
            let indent = if *role == Role::Warn { 2 } else { names };
            let rest = Rect { x: line.x + indent, width: line.width.saturating_sub(indent), ..line };
            if !value.is_empty() {
                put(buf, rest, value, theme.style(*role));
            }
        }
        let asks = self.reading.as_ref().is_some_and(|(_, read)| !read.doubts.is_empty());
        let keys = text.t(if asks { "capture-keys-ask" } else { "capture-keys" });
        let last = row(inside.height.saturating_sub(1));
        match self.message.as_str() {
            "" => put(buf, last, &keys, theme.style(Role::KeyHint)),
            why => put(buf, last, why, theme.style(Role::Error)),
        };
        self.input.draw(buf, self.field(), theme, &text.t("capture-placeholder"))
    }

    /// Puts the caret where the line was clicked; false outside.
    pub fn click(&mut self, at: Position) -> bool {
        let field = self.field();
        if field.contains(at) {
            self.input.click(field, at.x);
        }
        field.contains(at)
    }

    fn field(&self) -> Rect {
        let Rect { x, y, width, .. } = self.block;
        Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: 1 }
    }
}

fn examples(view: &View) -> Vec<(String, String, Role)> {
    let one = |at: usize| (String::new(), view.text.t(&format!("capture-example-{at}")), Role::Dim);
    [(view.text.t("capture-examples"), String::new(), Role::Dim)].into_iter().chain((1..=EXAMPLES).map(one)).collect()
}

/// A doubt and its options in one line.
fn asked(view: &View, doubt: &Doubt) -> String {
    let options: Vec<String> = doubt.options.iter().map(|key| reading::option(view, key).0).collect();
    let question = reading::question(view, doubt.topic(), &doubt.said);
    if options.is_empty() { question } else { format!("{question}  {}", options.join(" · ")) }
}

/// Opens the line with this text.
fn open(cx: &mut Cx, text: &str, answers: Answers) {
    let me = cx.me();
    let quick = Quick::new(text, answers.clone(), me);
    let answered = text.to_owned();
    let then: Then = Box::new(move |cx, answer| {
        let Answer::Text(text) = answer else { return Ok(()) };
        let answers = if text == answered { answers.clone() } else { Answers::new() };
        take(cx, &text, answers)
    });
    cx.layers.push(Layer::Capture(Box::new(quick)), then);
}

fn understand(cx: &Cx, text: &str, answers: &Answers) -> Reading {
    let lexicon = Lexicon::of(cx.room(), &cx.terms, cx.today());
    let (terms, now, account) = (&cx.terms, cx.now(), cx.account());
    let me = cx.me();
    read(Capture { room: cx.room(), terms, now, account, me, lexicon: &lexicon }, text, answers)
}

/// Saves what the line says, or asks the first thing that is not sure.
fn take(cx: &mut Cx, text: &str, answers: Answers) -> Outcome {
    if text.trim().is_empty() {
        return Err(Problem::new("problem-capture-empty"));
    }
    let read = understand(cx, text, &answers);
    if let Some(doubt) = read.doubts.first() {
        // The line stays open below the question: leaving the question comes back to it.
        open(cx, text, answers.clone());
        ask(cx, doubt, text.to_owned(), answers);
        return Ok(());
    }
    save(cx, &read)
}

fn save(cx: &mut Cx, read: &Reading) -> Outcome {
    let id = Id::new(cx.now());
    let draft = read.draft(cx.room(), &cx.terms, id, cx.now())?;
    if draft.is_empty() {
        cx.say(cx.text.t("capture-already"));
        return Ok(());
    }
    cx.commit(draft)?;
    if cx.screens.place() == Place::home(read.kind) {
        cx.screens.select(read.target.unwrap_or(id));
    }
    Ok(())
}

fn ask(cx: &mut Cx, doubt: &Doubt, text: String, answers: Answers) {
    let view = cx.view();
    let title = reading::question(&view, doubt.topic(), &doubt.said);
    let near: Vec<Item> = doubt.options.iter().map(|key| item(&view, key)).collect();
    let kinds: &[Kind] = match doubt.topic() {
        "who" => &[Kind::Person, Kind::Member],
        "account" => &[Kind::Account],
        "member" => &[Kind::Member],
        _ => &[],
    };
    let all = kinds.iter().flat_map(|kind| cx.items(*kind));
    let all: Vec<Item> = all.filter(|one| !doubt.options.contains(&one.key)).collect();
    let about = doubt.about.clone();
    let then: Then = Box::new(move |cx, answer| {
        let (Answer::Chosen(given) | Answer::New(given) | Answer::Text(given)) = answer else { return Ok(()) };
        let mut answers = answers.clone();
        answers.insert(about.clone(), given.clone());
        // An answer that settles nothing leaves the question open.
        if understand(cx, &text, &answers).doubts.first().is_some_and(|doubt| doubt.about == about) {
            return Err(Problem::new("problem-day-unreadable").with("text", given));
        }
        cx.layers.cancel();
        let done = take(cx, &text, answers.clone());
        if done.is_err() {
            open(cx, &text, answers);
        }
        done.or_else(|problem| {
            cx.refuse(&problem);
            Ok(())
        })
    });
    let typed = matches!(doubt.topic(), "when" | "date" | "what");
    if typed && near.is_empty() {
        cx.layers.push(Layer::Prompt(Prompt::new(title, "", None)), then);
        return;
    }
    let mut picker = Picker::new(title, near.into_iter().chain(all).collect(), None, None);
    if typed || doubt.topic() == "city" {
        picker = picker.creating(cx.text.t("capture-use"));
    }
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
}

fn item(view: &View, key: &str) -> Item {
    let (label, detail) = reading::option(view, key);
    Item::new(key, label, detail)
}
