//! What a command works with: the records to read, the screens to move, overlays to open, edits to commit.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

use super::directory::{self, Directory, Share};
use super::form::Form;
use super::layer::{Layer, Layers, Then};
use super::{Answer, Outcome};
use crate::clock::Clock;
use crate::config::{self, Options};
use crate::edit::{Draft, Edit, Room, Turn};
use crate::exchange::capture::writer;
use crate::exchange::{Batch, Summary, drafts, numbered_batches};
use crate::input::Keymap;
use crate::model::{Id, Kind, Problem};
use crate::overlay::{Choice, Confirm, Item, Later, Page, Picker, Prompt};
use crate::rules::Terms;
use crate::screen::history::Source;
use crate::screen::present::only_remembers;
use crate::screen::{Place, Screens, View};
use crate::store::{Book, Key, Request};
use crate::text::Text;
use crate::theme::Theme;

/// What only the app can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop, and come back with `fg`.
    Suspend,
    /// Put text on the clipboard.
    Copy(String),
    /// Write the text of the topmost page in the user's editor.
    Editor,
    /// Draw everything anew.
    Redraw,
    /// Hide the screens until the passphrase is typed.
    Lock,
    /// Write an option into the user's own options file.
    Remember(&'static str, String),
}

/// What the message line says until the next key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether it is a refusal.
    pub refused: bool,
    /// Whether `undo` takes back what it reports.
    pub undoable: bool,
}

/// The state that commands act on.
pub struct Cx {
    pub(super) book: Book,
    pub(super) clock: Clock,
    /// The records and the clock of now, while those of an earlier day are looked at.
    pub(super) present: Option<(Book, Clock)>,
    /// The screens and which of them is open.
    pub screens: Screens,
    /// The overlays.
    pub layers: Layers,
    /// The message line.
    pub message: Message,
    /// What the app is asked to do.
    pub effects: Vec<Effect>,
    /// The keymap in force.
    pub keymap: Keymap,
    /// The reader's language.
    pub text: Arc<Text>,
    /// The styles.
    pub theme: Theme,
    /// Holiday tables and the like.
    pub terms: Terms,
    /// The options in force.
    pub options: Options,
    /// Whom and what pickers offer.
    pub directory: Directory,
    /// The file they are remembered in; a demo has none.
    pub options_file: Option<PathBuf>,
    /// What a passphrase is tried on, where the store has one.
    pub key: Option<Key>,
}

impl Cx {
    /// The state at the start, on Today.
    pub fn new(
        book: Book,
        clock: Clock,
        options: Options,
        keymap: Keymap,
        text: impl Into<Arc<Text>>,
        theme: Theme,
        terms: Terms,
    ) -> Self {
        Self {
            key: book.key().cloned(),
            book,
            clock,
            present: None,
            screens: Screens::default(),
            layers: Layers::default(),
            message: Message::default(),
            effects: Vec::new(),
            keymap,
            text: text.into(),
            theme,
            terms,
            options,
            directory: Directory::default(),
            options_file: None,
        }
    }

    /// Which of ours works here, as far as that is known.
    pub fn me(&self) -> Option<Id> {
        writer(self.room(), self.options.own_name(self.book.author()))
    }

    /// Whose day Today begins with: theirs who said that they are the one. A name that edits are signed with says no such
    /// thing, for it may be that of an account of the machine.
    pub fn chosen(&self) -> Option<Id> {
        writer(self.room(), self.options.me.as_deref()?)
    }

    /// Writes an option into the user's own file. A demo forgets it.
    pub fn remember(&mut self, name: &str, value: &str) {
        let written = self.options_file.as_deref().map_or(Ok(()), |file| config::remember(file, name, value));
        if let Err(problem) = written {
            self.refuse(&problem);
        }
    }

    /// The records, to read.
    pub fn room(&self) -> &Room {
        self.book.room()
    }

    /// The store, for what reads more than records: history.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Lets go of what was unpacked of the records to be drawn.
    pub fn fold(&mut self) {
        self.book.fold();
    }

    /// The moment it is.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The account whose screens are open.
    pub fn account(&self) -> Option<Id> {
        self.screens.account()
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<Id> {
        self.screens.selected()
    }

    /// The screens to move, and what they may look at.
    pub fn parts(&mut self) -> (&mut Screens, &mut Layers, View<'_>) {
        let view = View {
            room: self.book.room(),
            account: self.screens.account(),
            now: self.clock.now(),
            text: &self.text,
            theme: &self.theme,
            terms: &self.terms,
            focused: self.layers.is_empty() && !self.screens.inspector_focused(),
        };
        let book = &self.book;
        let source = Source { edits: book.edits(), edit: &|n| book.edit_at(n).ok() };
        self.screens.recall(&view, &source);
        (&mut self.screens, &mut self.layers, view)
    }

    /// What the screens may look at.
    pub fn view(&self) -> View<'_> {
        View {
            room: self.book.room(),
            account: self.screens.account(),
            now: self.clock.now(),
            text: &self.text,
            theme: &self.theme,
            terms: &self.terms,
            focused: self.layers.is_empty() && !self.screens.inspector_focused(),
        }
    }

    /// Saves a draft: the only way to write. Says what was done; a refusal comes back as it is and nothing changed.
    pub fn commit(&mut self, draft: Draft) -> Outcome {
        if draft.is_empty() {
            return Ok(());
        }
        let draft = self.layers.with_along(draft)?;
        let journeys =
            draft.changes.iter().filter(|change| change.kind == Kind::Travel).map(|change| change.id).collect();
        let invoices: Vec<Id> =
            draft.changes.iter().filter(|change| change.field == "payments").map(|one| one.id).collect();
        let known = self.book.troubles().len();
        let edit = self.book.commit(draft)?;
        self.leave_what_is_gone();
        // What was wrong with the database is seen when it is first written.
        let told =
            self.book.troubles().get(known..).unwrap_or_default().iter().map(|trouble| self.text.problem(trouble));
        let done = [self.describe(&edit)].into_iter().chain(told).collect::<Vec<_>>().join(" · ");
        let done =
            super::ladder::money::overpaid(self, &invoices).map_or(done.clone(), |said| format!("{done} · {said}"));
        let crossed = super::intercept::crossed(self, &journeys, &done);
        let text = crossed.or_else(|| super::intercept::announced(self, &journeys, &done)).unwrap_or(done);
        self.message = Message { text, refused: false, undoable: true };
        Ok(())
    }

    /// Saves several drafts as one step, which one undo takes back.
    pub fn commit_all(&mut self, drafts: Vec<Draft>) -> Outcome {
        self.book.commit_all(drafts)?;
        self.message = Message { text: String::new(), refused: false, undoable: true };
        Ok(())
    }

    /// Saves what was read from a file as one step; returns whether there is more to take back than what its files call
    /// what is here.
    pub fn import(&mut self, mut batches: Vec<Batch>, summary: Summary) -> Result<bool, Problem> {
        numbered_batches(&mut batches, summary);
        self.book.import(drafts(batches))?;
        let last = || self.book.edit_at(self.book.edits());
        let undoable = summary.is_news() || last().is_ok_and(|edit| !only_remembers(&edit));
        self.message = Message { text: String::new(), refused: false, undoable };
        Ok(undoable)
    }

    /// Does what another process wishes, and says what that was.
    pub fn grant(&mut self, request: Request) {
        let book = self.present.as_mut().map_or(&mut self.book, |(book, _)| book);
        let before = book.edits();
        request.grant(book);
        let count = book.edits() - before;
        let last = book.edit_at(book.edits());
        if count == 0 {
            return;
        }
        // What was worked out on the records as they were is worked out anew.
        let (room, now) = (book.aside(), self.clock.now());
        for layer in self.layers.iter_mut() {
            if let Layer::Import(offer) = layer
                && !offer.is_ended()
            {
                offer.change(|_| {}, &room, now);
            }
        }
        if self.present.is_none() {
            self.leave_what_is_gone();
        }
        // Where it cannot be read again, it was saved all the same.
        let Ok(edit) = last else { return };
        let what = crate::screen::present::step(&self.view(), &edit, count);
        let what = match edit.turn {
            None => what,
            Some(Turn::Undoes(_)) => self.text.ta("message-undone", &[("what", &what)]),
            Some(Turn::Redoes(_)) => self.text.ta("message-redone", &[("what", &what)]),
        };
        let text = self.text.ta("message-elsewhere", &[("who", &edit.author), ("what", &what)]);
        let undoable = self.layers.is_empty() && self.present.is_none() && edit.turn.is_none();
        self.message = Message { text, refused: false, undoable };
    }

    /// An edit in words: `张伟 → support: + supporter`.
    pub fn describe(&self, edit: &Edit) -> String {
        crate::screen::present::edit(&self.view(), edit)
    }

    /// The contexts whose keys are active, the innermost first.
    pub fn contexts(&self) -> Vec<&'static str> {
        match self.layers.top() {
            Some(layer @ (Layer::Confirm(_) | Layer::Explain(_) | Layer::Form(_) | Layer::Import(_))) => {
                vec![layer.context()]
            }
            Some(Layer::Picker(picker)) if picker.completes() => vec!["path", "picker", "text"],
            Some(layer) => vec![layer.context(), "text"],
            None => self.screen_contexts(),
        }
    }

    /// The same, as if no overlay lay on the screen.
    pub fn screen_contexts(&self) -> Vec<&'static str> {
        let place = self.screens.place();
        let inner = if self.screens.inspector_focused() { "inspector" } else { self.screens.context() };
        [inner].into_iter().chain(place.is_room().then_some("room")).chain(["global"]).collect()
    }

    /// Runs a command by name. A refusal is said on the message line.
    pub fn run(&mut self, name: &str, arg: &str) {
        let Some(command) = super::find(name) else { return };
        // A sum that is laid open makes way for whatever is done next.
        if matches!(self.layers.top(), Some(Layer::Explain(_))) && !name.starts_with("overlay-") {
            self.layers.cancel();
        }
        if let Some(reason) = self.closed(command).or_else(|| (command.blocked)(self)) {
            self.message = Message { text: self.text.t(reason), refused: true, undoable: false };
            return;
        }
        if let Err(problem) = (command.run)(self, arg) {
            self.refuse(&problem);
        }
    }

    /// What a command is called in the reader's language.
    pub fn command_label(&self, name: &str, arg: Option<&str>) -> String {
        // A sum that is laid open has nothing to accept: one goes from it to what it is of.
        if name == "overlay-accept" && matches!(self.layers.top(), Some(Layer::Explain(_))) {
            return self.text.t("explain-goes");
        }
        // From the line of quick capture one goes to what it was understood as.
        if name == "overlay-next"
            && let Some(Layer::Capture(quick)) = self.layers.top()
        {
            return self.text.t(if quick.is_below() { "capture-tab-below" } else { "capture-tab" });
        }
        // Where the past was entered, and by its own key anywhere in it, one comes back to today.
        if self.looks_at().is_some()
            && (name == "as-it-was" || name == "go-back" && self.layers.is_empty() && self.screens.is_at_door())
        {
            return self.text.t("past-leave");
        }
        super::label(&self.text, name, arg)
    }

    /// Opens the screen where a record is at home, with the cursor on it.
    pub fn reveal(&mut self, id: Id) {
        let room = self.book.room();
        self.screens.reveal(room, id);
    }

    /// Says something on the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Message { text: text.into(), refused: false, undoable: false };
    }

    /// Says by text id why something does not work.
    pub fn refuse(&mut self, problem: &Problem) {
        self.message = Message { text: self.text.problem_on_screen(problem), refused: true, undoable: false };
    }

    /// Asks the app for something.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks for a line of text, in a box.
    pub fn prompt(
        &mut self,
        title: impl Into<String>,
        text: &str,
        then: impl Fn(&mut Self, String) -> Outcome + 'static,
    ) {
        let then: Then = Box::new(move |cx, answer| match answer {
            Answer::Text(text) => then(cx, text),
            _ => Ok(()),
        });
        self.layers.push(Layer::Prompt(Prompt::new(title, text, None)), then);
    }

    /// Asks for several lines.
    pub fn page(
        &mut self,
        title: impl Into<String>,
        text: &str,
        then: impl Fn(&mut Self, String) -> Outcome + 'static,
    ) {
        let then: Then = Box::new(move |cx, answer| match answer {
            Answer::Text(text) => then(cx, text),
            _ => Ok(()),
        });
        let mut page = Page::new(title, text);
        page.message = self.text.t("page-keys");
        self.layers.push(Layer::Page(page), then);
    }

    /// Lets one item be chosen; `then` gets its key.
    pub fn pick(
        &mut self,
        title: impl Into<String>,
        items: Vec<Item>,
        then: impl Fn(&mut Self, &str) -> Outcome + 'static,
    ) {
        self.pick_of(title, (items.into(), None), then);
    }

    /// The same of what is offered.
    pub fn pick_of(
        &mut self,
        title: impl Into<String>,
        (choice, later): (Choice, Option<Later>),
        then: impl Fn(&mut Self, &str) -> Outcome + 'static,
    ) {
        let then: Then = Box::new(move |cx, answer| match answer {
            Answer::Chosen(key) => then(cx, &key),
            _ => Ok(()),
        });
        self.layers.push(Layer::Picker(Box::new(Picker::new(title, choice, None, None).later(later))), then);
    }

    /// Lets one item be chosen or a new one be named: `then` gets [`Answer::Chosen`] or [`Answer::New`].
    pub fn pick_or_create(
        &mut self,
        title: impl Into<String>,
        (choice, later): (Choice, Option<Later>),
        then: impl Fn(&mut Self, Answer) -> Outcome + 'static,
    ) {
        let picker = Picker::new(title, choice, None, None).later(later).creating(self.text.t("word-create"));
        self.layers.push(Layer::Picker(Box::new(picker)), Box::new(then));
    }

    /// Asks a question that many records hang on.
    pub fn ask(&mut self, question: impl Into<String>, then: impl Fn(&mut Self) -> Outcome + 'static) {
        let confirm = Confirm { question: question.into(), keys: self.text.t("confirm-keys") };
        self.layers.push(Layer::Confirm(confirm), Box::new(move |cx, _| then(cx)));
    }

    /// Opens the form of a new record, and saves it as one edit; the cursor of the screen goes to it.
    pub fn form(&mut self, kind: Kind, fields: Map<String, Value>) {
        self.form_then(kind, fields, |_, _| Ok(()));
    }

    /// The same; `then` gets the id once it is saved.
    pub fn form_then(
        &mut self,
        kind: Kind,
        fields: Map<String, Value>,
        then: impl Fn(&mut Self, Id) -> Outcome + 'static,
    ) {
        let id = Id::new(self.now());
        let save: Then = Box::new(move |cx, answer| {
            let Answer::Fields(mut fields) = answer else { return Ok(()) };
            cx.terms.complete(cx.room(), kind, &mut fields, cx.now());
            cx.commit(Draft::adding(kind, id, fields)?)?;
            // Where such a record does not stand, the cursor stays on whom it is about.
            let place = cx.screens.place();
            if !place.is_room() || place == Place::home(kind) {
                cx.screens.select(id);
            }
            then(cx, id)
        });
        self.layers.push(Layer::Form(Box::new(Form::new(kind, id, fields))), save);
    }

    /// What there is to choose among of some shares, and what tells the rest of it where that comes later.
    pub fn offer(&mut self, shares: Vec<Share>) -> (Choice, Option<Later>) {
        let here = self.account();
        self.offer_in(shares, here)
    }

    /// The same, records of some account first.
    pub fn offer_in(&mut self, shares: Vec<Share>, here: Option<Id>) -> (Choice, Option<Later>) {
        self.directory.offer(&self.book.aside(), shares, here)
    }

    /// The same of every record of a kind, and of something else behind them.
    pub fn offer_all(&mut self, kind: Kind, others: Vec<Item>) -> (Choice, Option<Later>) {
        self.offer(vec![Share::All(kind), Share::These(others)])
    }

    /// A picker's items for every live record of a kind, those of the open account first.
    pub fn items(&self, kind: Kind) -> Vec<Item> {
        directory::items(self.room(), kind, self.account())
    }
}
