//! From events to commands: chords, typing, pastes and clicks.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::App;
use crate::command::{Layer, capture, layer, text};
use crate::input::{Key, Resolved};
use crate::screen::Step;

/// Rows that one notch of the wheel scrolls.
const NOTCH: i16 = 3;

/// A key: the next of a chord, a command, or typing.
pub(super) fn press(app: &mut App, key: Key) {
    app.cx.message = crate::command::Message::default();
    let here = (app.cx.screens.place(), app.cx.account());
    let contexts = app.cx.contexts();
    let typing =
        matches!(app.cx.layers.top(), Some(Layer::Prompt(_) | Layer::Page(_) | Layer::Picker(_) | Layer::Capture(_)));
    app.pending.push(if typing { key } else { key.normalised() });
    match app.cx.keymap.resolve(&contexts, &app.pending) {
        Resolved::Run(bindings) => {
            app.pending.clear();
            for binding in bindings {
                app.cx.run(&binding.command, binding.arg.as_deref().unwrap_or_default());
            }
        }
        Resolved::Pending(_) => {}
        Resolved::Unbound => unbound(app, key),
    }
    // The next key may be there before the next frame: it finds the screen as it will be seen.
    if here != (app.cx.screens.place(), app.cx.account()) && !app.spots.body.is_empty() {
        let (screens, _, view) = app.cx.parts();
        screens.layout(app.spots.body, &view);
    }
}

/// What no binding wants is typed where something can be typed, and else says so.
fn unbound(app: &mut App, key: Key) {
    let chord = std::mem::take(&mut app.pending);
    if let (Some(char), [_], true) = (key.typed(), chord.as_slice(), !app.cx.layers.is_empty()) {
        if let Err(problem) = text::insert(&mut app.cx, &char.to_string()) {
            app.cx.refuse(&problem);
        }
        return;
    }
    if app.cx.layers.is_empty() {
        let keys = crate::input::keymap::print(&chord);
        let said = app.cx.text.ta("message-unbound", &[("keys", &keys)]);
        app.cx.say(said);
    }
}

/// Pasted text goes where text goes, and is never taken for keys.
pub(super) fn paste(app: &mut App, pasted: &str) {
    app.pending.clear();
    if capture::paste(&mut app.cx, pasted) {
        return;
    }
    let lines = matches!(app.cx.layers.top(), Some(Layer::Page(_)));
    let text = if lines { pasted.replace("\r\n", "\n").replace('\r', "\n") } else { pasted.replace(['\r', '\n'], " ") };
    if app.cx.layers.is_empty() {
        app.cx.say(app.cx.text.t("message-nowhere-to-paste"));
    } else if let Err(problem) = text::insert(&mut app.cx, text.trim_end()) {
        app.cx.refuse(&problem);
    }
}

/// A click selects, on a tab or a footer hint it acts; the wheel scrolls.
pub(super) fn mouse(app: &mut App, event: MouseEvent) {
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::ScrollUp => scroll(app, -NOTCH),
        MouseEventKind::ScrollDown => scroll(app, NOTCH),
        MouseEventKind::Down(MouseButton::Left) => click(app, at),
        _ => {}
    }
}

fn scroll(app: &mut App, rows: i16) {
    match app.cx.layers.top_mut() {
        Some(Layer::Picker(picker)) => picker.step(rows.into()),
        Some(Layer::Page(page)) => page.area.step(rows.into()),
        Some(Layer::Form(form)) => form.sheet.step(Step::Wheel(rows)),
        Some(Layer::Capture(line)) => line.scroll(rows),
        Some(Layer::Import(offer)) => offer.step(Step::Wheel(rows)),
        Some(_) => {}
        None => app.cx.screens.step(Step::Wheel(rows)),
    }
}

fn click(app: &mut App, at: Position) {
    app.pending.clear();
    if let Some(layer) = app.cx.layers.top_mut() {
        let hit = match layer {
            Layer::Picker(picker) => picker.click(at),
            Layer::Prompt(prompt) => prompt.click(at),
            Layer::Capture(quick) => quick.click(at),
            Layer::Page(page) => page.click(at),
            Layer::Form(form) => form.click(at),
            Layer::Import(offer) => offer.click(at),
            Layer::Confirm(_) | Layer::Explain(_) => false,
        };
        if hit
            && matches!(app.cx.layers.top(), Some(Layer::Picker(picker)) if !picker.is_many())
            && let Err(problem) = layer::accept(&mut app.cx)
        {
            app.cx.refuse(&problem);
        }
        return;
    }
    let spots = app.spots.clone();
    if let Some((_, command, arg)) = spots.commands.iter().find(|(rect, ..)| rect.contains(at)) {
        app.cx.run(command, arg);
        return;
    }
    app.cx.screens.click(spots.body, at);
}
