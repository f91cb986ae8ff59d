//! The overlays on the screen, the topmost last, each with what happens when it is answered.

use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Map, Value};

use super::capture::Quick;
use super::form::{Form, Made};
use super::import::Offer;
use super::{Cx, Outcome};
use crate::edit::{Draft, Room};
use crate::model::Problem;
use crate::overlay::{Confirm, Explain, Page, Picker, Prompt};
use crate::screen::View;

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Text that was typed.
    Text(String),
    /// The key of an item that was chosen.
    Chosen(String),
    /// The keys of all that were chosen.
    Many(Vec<String>),
    /// The key of an item that is to go.
    Removed(String),
    /// A name that is to be created.
    New(String),
    /// Yes.
    Yes,
    /// The fields of a form.
    Fields(Map<String, Value>),
}

/// What happens with an answer. A refusal keeps the overlay open and says why, so it may be called again.
pub type Then = Box<dyn Fn(&mut Cx, Answer) -> Outcome>;

/// An overlay.
pub enum Layer {
    /// A line of text.
    Prompt(Prompt),
    /// Several lines.
    Page(Page),
    /// Something to choose.
    Picker(Box<Picker>),
    /// A question.
    Confirm(Confirm),
    /// A sum laid open.
    Explain(Explain),
    /// A form for a new record.
    Form(Box<Form>),
    /// A line that becomes a record.
    Capture(Box<Quick>),
    /// A file that is offered.
    Import(Box<Offer>),
}

impl Layer {
    /// The context whose keys act on it.
    pub const fn context(&self) -> &'static str {
        match self {
            Self::Prompt(_) | Self::Capture(_) => "prompt",
            Self::Page(_) => "page",
            Self::Picker(_) => "picker",
            Self::Confirm(_) => "confirm",
            Self::Explain(_) => "explain",
            Self::Form(_) => "form",
            Self::Import(offer) => offer.context(),
        }
    }

    /// What it says when it is accepted as it stands; `None` where there is nothing to accept.
    fn answer(&self) -> Option<Answer> {
        match self {
            Self::Prompt(prompt) => Some(Answer::Text(prompt.input.text().to_string())),
            // It answers for itself: `capture::accept`.
            Self::Capture(_) | Self::Import(_) => None,
            Self::Page(page) => Some(Answer::Text(page.area.text().to_string())),
            Self::Confirm(_) | Self::Explain(_) => Some(Answer::Yes),
            Self::Form(form) => Some(Answer::Fields(form.fields.clone())),
            Self::Picker(picker) => {
                if let Some(name) = picker.new_name() {
                    return Some(Answer::New(name.to_string()));
                }
                if picker.is_many() {
                    return Some(Answer::Many(picker.chosen()));
                }
                picker.current().map(|item| Answer::Chosen(item.key.clone()))
            }
        }
    }

    /// Says why what was typed is not taken, beside it; false where the message line has to.
    fn refuse(&mut self, why: String) -> bool {
        match self {
            Self::Prompt(prompt) => (prompt.message, prompt.refused) = (why, true),
            Self::Capture(quick) => quick.message = why,
            _ => return false,
        }
        true
    }

    /// Whether leaving it unanswered would lose what somebody wrote.
    fn is_touched(&self) -> bool {
        match self {
            Self::Page(page) => page.is_touched(),
            Self::Form(form) => form.is_touched(),
            Self::Capture(quick) => quick.is_touched(),
            Self::Prompt(_) | Self::Picker(_) | Self::Confirm(_) | Self::Explain(_) | Self::Import(_) => false,
        }
    }

    /// Where the field under its own cursor stands.
    pub fn stand(&self) -> Option<Rect> {
        match self {
            Self::Form(form) => form.target().map(|target| target.rect),
            Self::Capture(quick) => quick.target().map(|(.., target)| target.rect),
            _ => None,
        }
    }

    /// Goes with the value it was opened on: from where that stood to where it stands now.
    pub fn follow(&mut self, moved: &[(Option<Rect>, Option<Rect>)]) {
        let anchor = match self {
            Self::Prompt(prompt) => &mut prompt.anchor,
            Self::Picker(picker) => &mut picker.anchor,
            Self::Page(_)
            | Self::Confirm(_)
            | Self::Explain(_)
            | Self::Form(_)
            | Self::Capture(_)
            | Self::Import(_) => return,
        };
        let place = moved.iter().find(|(stood, stands)| stood.is_some() && stood == anchor && stands.is_some());
        if let Some((_, stands)) = place {
            *anchor = *stands;
        }
    }

    /// Settles its geometry.
    pub fn layout(&mut self, screen: Rect, view: &View) {
        match self {
            Self::Prompt(prompt) => prompt.layout(screen),
            Self::Page(page) => page.layout(screen),
            Self::Picker(picker) => picker.layout(screen),
            Self::Form(form) => form.layout(screen, view),
            Self::Capture(quick) => quick.layout(screen, view),
            Self::Import(offer) => offer.layout(screen, view),
            Self::Confirm(_) | Self::Explain(_) => {}
        }
    }

    /// Draws it; returns where the terminal's cursor belongs, if it wants one.
    pub fn draw(&self, buf: &mut Buffer, screen: Rect, view: &View) -> Option<Position> {
        match self {
            Self::Prompt(prompt) => Some(prompt.draw(buf, screen, view.theme)),
            Self::Page(page) => Some(page.draw(buf, view.theme)),
            Self::Capture(quick) => quick.draw(buf, view),
            Self::Picker(picker) => {
                let nothing =
                    if picker.is_waiting() || picker.is_searching() { "picker-waiting" } else { "picker-nothing" };
                Some(picker.draw(buf, view.theme, &view.text.t(nothing)))
            }
            Self::Confirm(confirm) => {
                confirm.draw(buf, screen, view.theme);
                None
            }
            Self::Explain(explain) => {
                explain.draw(buf, screen, view.theme);
                None
            }
            Self::Form(form) => {
                form.draw(buf, view);
                None
            }
            Self::Import(offer) => {
                offer.draw(buf, view);
                None
            }
        }
    }
}

/// The stack of overlays.
#[derive(Default)]
pub struct Layers {
    stack: Vec<(Layer, Then)>,
    /// Whom the form makes that is being answered.
    along: Vec<Made>,
    /// How long a key waits for what pickers find.
    slice: Option<Duration>,
    /// From so many records on their names are learnt beside the line of quick capture.
    many: Option<usize>,
}

impl Layers {
    /// Puts an overlay on top.
    pub fn push(&mut self, mut layer: Layer, then: Then) {
        if let (Layer::Picker(picker), Some(slice)) = (&mut layer, self.slice) {
            picker.be_patient(slice);
        }
        if let Layer::Capture(quick) = &mut layer {
            quick.be_patient(self.many);
        }
        self.stack.push((layer, then));
    }

    /// Lets what pickers find come in slices of that length; somebody then has to call [`search`].
    pub const fn be_patient(&mut self, slice: Duration) {
        self.slice = Some(slice);
    }

    /// Lets names be learnt beside the screen where there are so many records; somebody then has to look whether
    /// [`Self::are_names_late`]. `None` has it done while the line is read.
    pub fn learn_beside(&mut self, many: Option<usize>) {
        self.many = many;
        for layer in self.iter_mut() {
            if let Layer::Capture(quick) = layer {
                quick.be_patient(many);
            }
        }
    }

    /// Whether a line of quick capture waits for the names of the records.
    pub fn are_names_late(&self, room: &Room, today: NaiveDate) -> bool {
        self.iter().any(|layer| matches!(layer, Layer::Capture(quick) if quick.is_late(room, today)))
    }

    /// The overlay on top.
    pub fn top(&self) -> Option<&Layer> {
        self.stack.last().map(|(layer, _)| layer)
    }

    /// The overlay on top, to act on.
    pub fn top_mut(&mut self) -> Option<&mut Layer> {
        self.stack.last_mut().map(|(layer, _)| layer)
    }

    /// Takes the topmost overlay off, to be put back.
    pub fn take(&mut self) -> Option<(Layer, Then)> {
        self.stack.pop()
    }

    /// Takes the topmost overlay away unanswered.
    pub fn cancel(&mut self) {
        self.stack.pop();
    }

    /// Takes all of them away unanswered.
    pub fn clear(&mut self) {
        self.stack.clear();
    }

    /// Every overlay, the topmost last.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Layer> {
        self.stack.iter_mut().map(|(layer, _)| layer)
    }

    /// Every overlay, the topmost last.
    pub fn iter(&self) -> impl Iterator<Item = &Layer> {
        self.stack.iter().map(|(layer, _)| layer)
    }

    /// Whether the overlay on top works something out beside what it shows.
    pub fn is_working(&self) -> bool {
        matches!(self.top(), Some(Layer::Import(offer)) if offer.is_working())
    }

    /// Whether the overlay on top has not found all that was typed.
    pub fn is_searching(&self) -> bool {
        matches!(self.top(), Some(Layer::Picker(picker)) if picker.is_searching())
    }

    /// Whether something was said yes to that is saved as soon as that has been drawn.
    pub fn is_about_to_save(&self) -> bool {
        self.iter().any(|layer| matches!(layer, Layer::Import(offer) if offer.is_going()))
    }

    /// Takes whom the form makes that is being answered.
    pub fn along(&mut self) -> Vec<Made> {
        std::mem::take(&mut self.along)
    }

    /// A draft with those of them that it speaks of.
    pub fn with_along(&mut self, mut draft: Draft) -> Result<Draft, Problem> {
        for made in self.along() {
            let id = made.id.to_string();
            if draft.changes.iter().any(|change| change.after.to_string().contains(&id)) {
                made.make(&mut draft)?;
            }
        }
        Ok(draft)
    }

    /// Whether nothing lies on the screen.
    pub fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }
}

/// Leaves the topmost overlay unanswered; asks first where that would lose what was written in it.
pub fn cancel(cx: &mut Cx) {
    if let Some(Layer::Capture(quick)) = cx.layers.top_mut()
        && quick.leave()
    {
        return;
    }
    if !cx.layers.top().is_some_and(Layer::is_touched) {
        let is_import = matches!(cx.layers.top(), Some(Layer::Import(offer)) if !offer.is_ended());
        cx.layers.cancel();
        if is_import {
            cx.say(cx.text.t("import-cancelled"));
        }
        return;
    }
    cx.ask(cx.text.t("ask-discard"), |cx| {
        cx.layers.cancel();
        Ok(())
    });
}

/// Answers the topmost overlay as it stands. A refusal leaves it open with the reason in it.
pub fn accept(cx: &mut Cx) -> Outcome {
    match cx.layers.top_mut() {
        Some(Layer::Capture(_)) => return super::capture::accept(cx),
        // Of what is still to come, nobody can say yet what was meant.
        Some(Layer::Picker(picker)) if picker.is_waiting() => {
            picker.accepted = true;
            return Ok(());
        }
        Some(Layer::Picker(picker)) => picker.settle(),
        _ => {}
    }
    let Some(answer) = cx.layers.top().and_then(Layer::answer) else { return Ok(()) };
    give(cx, answer)
}

/// The same, and the form that is filled in with it.
pub fn save(cx: &mut Cx) -> Outcome {
    let depth = cx.layers.stack.len();
    accept(cx)?;
    let is_taken = cx.layers.stack.len() < depth;
    if is_taken && matches!(cx.layers.top(), Some(Layer::Form(_))) { accept(cx) } else { Ok(()) }
}

/// Shows what was worked out meanwhile in the picker on top. A choice that was made before it was there is made now.
pub fn listen(cx: &mut Cx) {
    let Some(Layer::Picker(picker)) = cx.layers.top_mut() else { return };
    if !picker.is_waiting() {
        return;
    }
    picker.listen();
    if !picker.is_waiting() && std::mem::take(&mut picker.accepted) {
        cx.run("overlay-accept", "");
    }
}

/// Finds more of what was typed in the picker on top.
pub fn search(cx: &mut Cx) {
    if let Some(Layer::Picker(picker)) = cx.layers.top_mut() {
        picker.search_on();
    }
}

/// Takes the entry under the cursor out of the list that the topmost picker shows.
pub fn remove(cx: &mut Cx) -> Outcome {
    if let Some(Layer::Picker(picker)) = cx.layers.top_mut() {
        picker.settle();
    }
    match cx.layers.top() {
        Some(Layer::Picker(picker)) => match picker.removable() {
            Some(key) => give(cx, Answer::Removed(key.to_owned())),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn give(cx: &mut Cx, answer: Answer) -> Outcome {
    let Some((mut layer, then)) = cx.layers.stack.pop() else { return Ok(()) };
    let depth = cx.layers.stack.len();
    if let Layer::Form(form) = &layer {
        cx.layers.along.clone_from(&form.made);
    }
    let outcome = then(cx, answer);
    cx.layers.along.clear();
    if let Err(problem) = outcome {
        if !layer.refuse(cx.text.problem_on_screen(&problem)) {
            cx.refuse(&problem);
        }
        cx.layers.stack.insert(depth, (layer, then));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;
    use crate::app::setup::keymap;
    use crate::clock::Clock;
    use crate::config::{Base, Options};
    use crate::overlay::Item;
    use crate::rules::Terms;
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    #[test]
    fn who_chooses_before_the_list_is_there_gets_what_was_meant() {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let (book, keymap) = (Book::in_memory(clock, "tester"), keymap(Base::Default, &[]).0);
        let mut cx =
            Cx::new(book, clock, Options::default(), keymap, Text::new(Lang::En), Theme::default(), Terms::builtin());
        let is_there = Rc::new(Cell::new(false));
        let ready = is_there.clone();
        let whole = move || ready.get().then(|| vec![Item::new("z", "张伟", ""), Item::new("w", "王芳", "")].into());
        let offer = (crate::overlay::Choice::default(), Some(Box::new(whole) as crate::overlay::Later));
        cx.pick_or_create("", offer, |cx, answer| {
            cx.say(format!("{answer:?}"));
            Ok(())
        });
        crate::command::text::insert(&mut cx, "wf").unwrap();
        cx.run("overlay-accept", "");
        listen(&mut cx);
        assert_eq!((cx.message.text.as_str(), cx.layers.is_empty()), ("", false), "nobody new is made meanwhile");
        is_there.set(true);
        listen(&mut cx);
        assert_eq!((cx.message.text.as_str(), cx.layers.is_empty()), ("Chosen(\"w\")", true));
    }
}
