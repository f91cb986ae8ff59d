//! The line of quick capture as it lies on the screen: what is typed, and below it what it is understood as, field by
//! field, each of which can be corrected where it stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use crate::edit::Room;
use crate::exchange::capture::{Answers, Capture, Doubt, Lexicon, Reading, read};
use crate::model::field::Field;
use crate::model::{Id, Kind};
use crate::screen::present::reading;
use crate::screen::sheet::{Row, Sheet};
use crate::screen::{Step, Target, View};
use crate::theme::Role;
use crate::widget::{Input, frame, put};

/// Examples shown until something is typed.
const EXAMPLES: usize = 7;

/// Fields that were put right by hand: which record of the line, which field, and its value; `null` clears it.
pub type Fixes = BTreeMap<(usize, String), Value>;

/// The line, and what it is understood as.
#[derive(Debug, Default)]
pub struct Quick {
    /// What is typed.
    pub input: Input,
    /// What was answered already of the line as it was read last.
    answers: Answers,
    answered: String,
    /// Every answer to a doubt; it holds as long as the line leaves that doubt, about the same words.
    given: Vec<(Doubt, String)>,
    /// What was put right by hand; it holds while the line makes records of the same kind.
    fixes: Fixes,
    fixed: Option<Kind>,
    /// Lines that were pasted along with this one and are still to be taken.
    queue: Vec<String>,
    /// How many lines were pasted.
    pasted: usize,
    me: Option<Id>,
    /// From so many records on their names are learnt beside the screen.
    many: Option<usize>,
    /// Whether they are not learnt yet.
    late: bool,
    reading: Option<Reading>,
    /// Why it is not taken.
    pub message: String,
    sheet: Sheet,
    /// Whether the cursor is on the fields.
    below: bool,
    block: Rect,
}

impl Quick {
    /// An empty line; `me` is who writes.
    pub fn new(me: Option<Id>) -> Self {
        Self { me, ..Self::default() }
    }

    /// Lets the names of so many records be learnt beside the screen; somebody then has to ask whether they are late.
    /// `None` has it done while the line is read.
    pub const fn be_patient(&mut self, many: Option<usize>) {
        self.many = many;
    }

    /// Whether names are to be learnt beside the screen before the line can be read.
    pub fn is_late(&self, room: &Room, today: NaiveDate) -> bool {
        self.many.is_some_and(|many| room.count().0 >= many) && Lexicon::known(room, today).is_none()
    }

    /// What the line is understood as, with the answers and what was put right; `None` while names are being learnt.
    pub fn understand(&mut self, room: &Room, view: &View) -> Option<Reading> {
        if self.is_late(room, view.today()) {
            return None;
        }
        let text = self.input.text().to_owned();
        let lexicon = Lexicon::of(room, view.terms, view.today());
        let (terms, now, account, me) = (view.terms, view.now, view.account, self.me);
        let capture = Capture { room, terms, now, account, me, lexicon: &lexicon };
        if text != self.answered {
            self.answers = still_given(capture, &text, &self.given);
            self.answered.clone_from(&text);
        }
        let mut reading = read(capture, &text, &self.answers);
        if self.fixed.is_some_and(|kind| kind != reading.kind()) {
            self.fixes.clear();
            self.fixed = None;
        }
        for ((at, field), value) in &self.fixes {
            let Some(noted) = reading.noted.get_mut(*at) else { continue };
            match value {
                Value::Null => drop(noted.fields.remove(field)),
                value => drop(noted.fields.insert(field.clone(), value.clone())),
            }
        }
        Some(reading)
    }

    /// Notes the answer to a doubt.
    pub fn answer(&mut self, about: &str, given: Option<&str>) {
        let doubts = self.reading.iter().flat_map(|read| &read.doubts);
        let doubt = doubts.into_iter().find(|doubt| doubt.about == about).cloned();
        self.given.retain(|(other, _)| other.about != about);
        match given {
            Some(given) => {
                self.given.extend(doubt.map(|doubt| (doubt, given.to_owned())));
                self.answers.insert(about.into(), given.into());
            }
            None => drop(self.answers.remove(about)),
        }
    }

    /// Takes several lines at once: the first stands in the line, the others follow one by one.
    pub fn queue(&mut self, mut lines: Vec<String>) {
        self.pasted = lines.len();
        let first = if lines.is_empty() { String::new() } else { lines.remove(0) };
        self.queue = lines;
        self.put(&first);
    }

    /// Puts the next pasted line into the field; false where there is none.
    pub fn next_line(&mut self) -> bool {
        if self.queue.is_empty() {
            return false;
        }
        let next = self.queue.remove(0);
        self.put(&next);
        true
    }

    fn put(&mut self, text: &str) {
        self.input = Input::new(text);
        self.answers.clear();
        self.given.clear();
        self.fixes.clear();
        (self.fixed, self.below) = (None, false);
        self.message.clear();
    }

    /// Whether something would be lost with it.
    pub fn is_touched(&self) -> bool {
        !self.input.text().trim().is_empty() || !self.queue.is_empty()
    }

    /// Whether there is a field to be put right.
    pub fn has_fields(&self) -> bool {
        !self.sheet.is_empty()
    }

    /// Whether the cursor is on the fields.
    pub const fn is_below(&self) -> bool {
        self.below
    }

    /// Moves the cursor: from the line into the fields, and from the first of them back.
    pub fn step(&mut self, step: Step) {
        let up = matches!(step, Step::Up | Step::PageUp);
        if !self.below {
            self.below = !up && !self.sheet.is_empty();
            if self.below {
                self.sheet.step(Step::First);
            }
            return;
        }
        let before = self.sheet.row();
        self.sheet.step(step);
        self.below = !(up && self.sheet.row() == before);
    }

    /// Puts the cursor back into the line; false where it is there already.
    pub fn leave(&mut self) -> bool {
        std::mem::take(&mut self.below)
    }

    /// The field under the cursor, whose it is, and where its value stands.
    pub fn target(&self) -> Option<(Kind, Field, Target)> {
        match self.sheet.current()? {
            Row::Field { kind, field, .. } => Some((*kind, *field, self.sheet.target()?)),
            _ => None,
        }
    }

    /// The value of a field as it is understood.
    pub fn value(&self, id: Id, field: &str) -> Value {
        let noted = self.reading.as_ref().and_then(|read| read.noted.get(place(id)?));
        noted.and_then(|noted| noted.fields.get(field)).cloned().unwrap_or_default()
    }

    /// Puts a field right.
    pub fn fix(&mut self, id: Id, field: &str, value: Value) {
        let Some(at) = place(id) else { return };
        self.fixes.insert((at, field.into()), value);
        self.fixed = self.reading.as_ref().map(Reading::kind);
    }

    /// Settles where the box is, and what stands in it.
    pub fn layout(&mut self, screen: Rect, view: &View) {
        let cols = (screen.width * 3 / 4).clamp(60.min(screen.width), 96);
        let late = self.is_late(view.room, view.today());
        if std::mem::replace(&mut self.late, late) && !late {
            self.message.clear();
        }
        let learning = late.then(|| Row::Text(view.text.t("capture-learning"), Role::Info));
        let rows = if self.input.text().trim().is_empty() { examples(view) } else { self.understood(view) };
        self.sheet.set(learning.into_iter().chain(rows).collect());
        self.below &= !late && !self.sheet.is_empty();
        // High enough for a journey with all its fields, so that the box stands still while one types.
        let height = (self.sheet.len() as u16 + 5).max(19).min(screen.height.saturating_sub(1));
        let x = screen.x + (screen.width - cols) / 2;
        self.block = Rect { x, y: screen.y + (screen.height - height) / 3, width: cols, height };
        self.input.layout(self.field().width);
        let field = self.field();
        let under = Rect { y: field.y + 2, height: height.saturating_sub(5), ..field };
        self.sheet.layout(under, view);
    }

    fn understood(&mut self, view: &View) -> Vec<Row> {
        self.reading = self.understand(view.room, view);
        let Some(read) = &self.reading else { return Vec::new() };
        let mut rows: Vec<Row> =
            read.doubts.iter().map(|doubt| Row::Text(format!("? {}", asked(view, doubt)), Role::Warn)).collect();
        for (at, noted) in read.noted.iter().enumerate() {
            rows.push(Row::Heading(reading::heading(view, noted.kind, noted.target)));
            let shown = noted.kind.fields().iter().filter(|field| noted.fields.contains_key(field.name) && !field.auto);
            rows.extend(shown.map(|field| Row::Field { id: named(at), kind: noted.kind, field: *field }));
        }
        rows
    }

    /// Draws it; returns where the terminal's cursor belongs, while that is in the line.
    pub fn draw(&self, buf: &mut Buffer, view: &View) -> Option<Position> {
        let (theme, text) = (view.theme, view.text);
        let title = match self.pasted {
            0 | 1 => text.t("capture-title"),
            all => {
                let at = all - self.queue.len();
                text.ta("capture-title-of", &[("at", &at.to_string()), ("all", &all.to_string())])
            }
        };
        let inside = frame(buf, self.block, &title, true, theme);
        let cursor = self.below.then_some(Role::Selected);
        self.sheet.draw(buf, view, cursor, &|id, field| self.value(id, field.name));
        let asks = self.reading.as_ref().is_some_and(|read| !read.doubts.is_empty());
        let keys = match (self.below, asks, self.late || self.input.text().trim().is_empty()) {
            (true, ..) => "capture-keys-below",
            (false, _, true) => "capture-keys-empty",
            (false, true, _) => "capture-keys-ask",
            (false, false, _) => "capture-keys",
        };
        let last = Rect { y: inside.bottom().saturating_sub(1), ..self.field() };
        match self.message.as_str() {
            "" => put(buf, last, &text.t(keys), theme.style(Role::KeyHint)),
            why => put(buf, last, why, theme.style(Role::Error)),
        };
        let caret = self.input.draw(buf, self.field(), theme, &text.t("capture-placeholder"));
        (!self.below).then_some(caret)
    }

    /// Puts the caret or the cursor where it was clicked; false where nothing is.
    pub fn click(&mut self, at: Position) -> bool {
        let field = self.field();
        if field.contains(at) {
            self.input.click(field, at.x);
            self.below = false;
            return true;
        }
        self.below = self.sheet.click(at);
        self.below
    }

    /// Scrolls what it is understood as.
    pub fn scroll(&mut self, rows: i16) {
        self.sheet.step(Step::Wheel(rows));
    }

    fn field(&self) -> Rect {
        let Rect { x, y, width, .. } = self.block;
        Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: 1 }
    }
}

/// Which answers hold for a line: those to doubts that it leaves, about the words they were answered of. An answer may bring
/// up another doubt that was answered, too.
fn still_given(capture: Capture, text: &str, given: &[(Doubt, String)]) -> Answers {
    let mut answers = Answers::new();
    for _ in given {
        let doubts = read(capture, text, &answers).doubts;
        let asked = |one: &Doubt| doubts.iter().any(|doubt| (&doubt.about, &doubt.said) == (&one.about, &one.said));
        let before = answers.len();
        answers.extend(
            given.iter().filter(|(doubt, _)| asked(doubt)).map(|(doubt, by)| (doubt.about.clone(), by.clone())),
        );
        if answers.len() == before {
            break;
        }
    }
    answers
}

/// Stands for a record of the line on the sheet, before it has an id of its own.
fn named(at: usize) -> Id {
    Id::named("capture", &at.to_string())
}

/// Which record of the line that is.
fn place(id: Id) -> Option<usize> {
    (0..64).find(|at| named(*at) == id)
}

fn examples(view: &View) -> Vec<Row> {
    let one = |at: usize| Row::Text(view.text.t(&format!("capture-example-{at}")), Role::Dim);
    [Row::Text(view.text.t("capture-examples"), Role::Dim)].into_iter().chain((1..=EXAMPLES).map(one)).collect()
}

/// A doubt and its options in one line.
fn asked(view: &View, doubt: &Doubt) -> String {
    let options: Vec<String> = doubt.options.iter().map(|key| reading::option(view, key).0).collect();
    let question = reading::question(view, doubt.topic(), &doubt.said);
    if options.is_empty() { question } else { format!("{question}  {}", options.join(" · ")) }
}
