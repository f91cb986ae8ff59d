//! Commands that act on the topmost overlay: typing, choosing, accepting, leaving.

use super::layer::{self, Layer};
use super::{Command, Cx, Effect, Outcome};
use crate::model::Problem;
use crate::screen::Step;
use crate::widget::draft::{Draft, Motion};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("overlay-accept", |cx, _| layer::accept(cx)),
    Command::new("overlay-save", |cx, _| layer::save(cx)),
    Command::new("overlay-cancel", |cx, _| {
        layer::cancel(cx);
        Ok(())
    }),
    Command::new("overlay-next", |cx, _| accept_and_step(cx, Step::Down)),
    Command::new("overlay-previous", |cx, _| accept_and_step(cx, Step::Up)),
    Command::new("overlay-up", |cx, _| step(cx, Step::Up)),
    Command::new("overlay-down", |cx, _| step(cx, Step::Down)),
    Command::new("overlay-page-up", |cx, _| step(cx, Step::PageUp)),
    Command::new("overlay-page-down", |cx, _| step(cx, Step::PageDown)),
    Command::new("overlay-toggle", |cx, _| {
        if let Some(Layer::Picker(picker)) = cx.layers.top_mut() {
            picker.toggle();
        }
        Ok(())
    })
    .unless(one_only),
    Command::new("overlay-complete", |cx, _| super::import::complete(cx)),
    Command::new("overlay-remove", |cx, _| layer::remove(cx)).unless(nothing_to_remove),
    Command::new("overlay-editor", |cx, _| {
        if matches!(cx.layers.top(), Some(Layer::Page(_))) {
            cx.effect(Effect::Editor);
        }
        Ok(())
    }),
    Command::new("form-edit", |cx, _| super::edit::edit_form_field(cx, None)),
    Command::new("text-newline", |cx, _| {
        writable(cx)?;
        if let Some(Layer::Page(page)) = cx.layers.top_mut() {
            page.area.draft.insert("\n");
        }
        Ok(())
    }),
    Command::new("text-left", |cx, _| go(cx, Motion::Left)),
    Command::new("text-right", |cx, _| go(cx, Motion::Right)),
    Command::new("text-word-left", |cx, _| go(cx, Motion::WordLeft)),
    Command::new("text-word-right", |cx, _| go(cx, Motion::WordRight)),
    Command::new("text-home", |cx, _| go(cx, Motion::Home)),
    Command::new("text-end", |cx, _| go(cx, Motion::End)),
    Command::new("text-erase-left", |cx, _| write(cx, |draft| draft.erase(Motion::Left))),
    Command::new("text-erase-right", |cx, _| write(cx, |draft| draft.erase(Motion::Right))),
    Command::new("text-erase-word", |cx, _| write(cx, |draft| draft.kill(Motion::WordLeft))),
    Command::new("text-kill-to-end", |cx, _| write(cx, |draft| draft.kill(Motion::End))),
    Command::new("text-kill-to-start", |cx, _| write(cx, |draft| draft.kill(Motion::Home))),
    Command::new("text-yank", |cx, _| write(cx, Draft::yank)),
];

/// A page that is there to be read takes no letters.
fn writable(cx: &Cx) -> Outcome {
    if is_read_only(cx) { Err(Problem::new("problem-page-fixed")) } else { Ok(()) }
}

/// Marking needs a picker of several.
fn one_only(cx: &Cx) -> Option<&'static str> {
    let many = matches!(cx.layers.top(), Some(Layer::Picker(picker)) if picker.is_many());
    (!many).then_some("blocked-one-only")
}

/// Taking out needs a list, and the cursor on one of its entries.
fn nothing_to_remove(cx: &Cx) -> Option<&'static str> {
    let entry = matches!(cx.layers.top(), Some(Layer::Picker(picker)) if picker.removable().is_some());
    (!entry).then_some("blocked-nothing-to-remove")
}

/// The text being typed, wherever it is.
pub fn draft(cx: &mut Cx) -> Option<&mut Draft> {
    match cx.layers.top_mut()? {
        Layer::Prompt(prompt) => {
            prompt.refused = false;
            prompt.message.clear();
            Some(&mut prompt.input.draft)
        }
        Layer::Picker(picker) => Some(&mut picker.input.draft),
        Layer::Capture(quick) => {
            quick.message.clear();
            (!quick.is_below()).then_some(&mut quick.input.draft)
        }
        Layer::Page(page) => Some(&mut page.area.draft),
        Layer::Confirm(_) | Layer::Explain(_) | Layer::Form(_) | Layer::Import(_) => None,
    }
}

/// Whether what is on top is a page that is only read.
pub fn is_read_only(cx: &Cx) -> bool {
    matches!(cx.layers.top(), Some(Layer::Page(page)) if page.fixed)
}

/// Whether there is a field to go on to from what is typed: a question in a box of its own stands alone.
pub fn has_next_field(cx: &Cx) -> bool {
    match cx.layers.top() {
        Some(Layer::Prompt(prompt)) => prompt.anchor.is_some(),
        Some(Layer::Capture(quick)) => quick.has_fields(),
        _ => true,
    }
}

/// Types text into the topmost overlay. On a form, and below the line of quick capture, it opens the field under the cursor and goes on there.
pub fn insert(cx: &mut Cx, text: &str) -> Outcome {
    if matches!(cx.layers.top(), Some(Layer::Form(_))) {
        return super::edit::edit_form_field(cx, Some(text));
    }
    if matches!(cx.layers.top(), Some(Layer::Capture(quick)) if quick.is_below()) {
        return super::capture::edit_field(cx, Some(text));
    }
    write(cx, |draft| draft.insert(text))
}

fn write(cx: &mut Cx, act: impl FnOnce(&mut Draft)) -> Outcome {
    writable(cx)?;
    with(cx, act)
}

fn with(cx: &mut Cx, act: impl FnOnce(&mut Draft)) -> Outcome {
    if let Some(draft) = draft(cx) {
        act(draft);
    }
    if let Some(Layer::Picker(picker)) = cx.layers.top_mut() {
        picker.retyped();
    }
    Ok(())
}

fn go(cx: &mut Cx, motion: Motion) -> Outcome {
    with(cx, |draft| draft.go(motion))
}

fn step(cx: &mut Cx, step: Step) -> Outcome {
    let rows: isize = match step {
        Step::Up | Step::PageUp => -1,
        _ => 1,
    };
    let page = matches!(step, Step::PageUp | Step::PageDown);
    match cx.layers.top_mut() {
        Some(Layer::Picker(picker)) if page => picker.page(rows),
        Some(Layer::Picker(picker)) => picker.step(rows),
        Some(Layer::Page(area)) => area.area.step(if page { rows * 10 } else { rows }),
        Some(Layer::Form(form)) => form.sheet.step(step),
        Some(Layer::Prompt(_)) => return accept_and_step(cx, step),
        Some(Layer::Capture(quick)) => quick.step(step),
        Some(Layer::Import(offer)) => offer.step(step),
        Some(Layer::Confirm(_) | Layer::Explain(_)) | None => {}
    }
    Ok(())
}

/// Leaves a one-line editor the way the cursor goes: it saves if valid, else stays open and says why.
fn accept_and_step(cx: &mut Cx, way: Step) -> Outcome {
    match cx.layers.top() {
        Some(Layer::Form(_) | Layer::Capture(_)) => return step(cx, way),
        Some(Layer::Prompt(_)) => {}
        _ => return Ok(()),
    }
    let depth = cx.layers.iter().count();
    layer::accept(cx)?;
    if cx.layers.iter().count() >= depth {
        return Ok(());
    }
    match cx.layers.top_mut() {
        // An accepted field of a form has moved the cursor down already.
        Some(Layer::Form(form)) if way == Step::Up => {
            form.sheet.step(Step::Up);
            form.sheet.step(Step::Up);
        }
        Some(Layer::Capture(quick)) => quick.step(way),
        Some(_) => {}
        None => cx.screens.step(way),
    }
    Ok(())
}
