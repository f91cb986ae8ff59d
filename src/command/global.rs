//! Commands that work everywhere: moving, going places, undo, the palette, help.

use std::sync::Arc;

use super::directory::Share;
use super::{Command, Cx, Effect, Outcome, blocked};
use crate::model::{Id, Kind, Problem};
use crate::overlay::Item;
use crate::screen::present::kind_label;
use crate::screen::{Focus, Place, Step};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::looking("quit", |cx, _| {
        cx.effect(Effect::Quit);
        Ok(())
    }),
    Command::new("suspend", |cx, _| {
        cx.effect(Effect::Suspend);
        Ok(())
    }),
    Command::new("redraw", |cx, _| {
        cx.effect(Effect::Redraw);
        Ok(())
    }),
    Command::new("lock", |cx, _| {
        cx.effect(Effect::Lock);
        Ok(())
    })
    .unless(|cx| cx.key.is_none().then_some("blocked-no-passphrase")),
    Command::new("undo", |cx, _| undo(cx)),
    Command::new("redo", |cx, _| redo(cx)),
    Command::looking("palette", |cx, _| palette(cx)),
    Command::looking("help", |cx, _| help(cx)),
    Command::looking("find", |cx, _| find(cx)),
    Command::new("go", go).with_arg(),
    Command::looking("go-back", |cx, _| back(cx)),
    Command::new("go-forward", |cx, _| forward(cx)),
    Command::looking("account-open", |cx, _| open_account(cx)).unless(blocked::nothing_selected),
    Command::looking("record-open", |cx, _| reveal(cx)).unless(nowhere_else),
    Command::looking("focus-next", |cx, _| focus_next(cx)),
    Command::new("inspector-toggle", |cx, _| {
        // With the keys the panel is always shown: it gives them back to be hidden.
        cx.screens.inspector_hidden = cx.screens.inspector_focused() || !cx.screens.inspector_hidden;
        cx.screens.focus(Focus::Screen);
        Ok(())
    }),
    Command::new("cursor-up", |cx, _| step(cx, Step::Up)),
    Command::new("cursor-down", |cx, _| step(cx, Step::Down)),
    Command::new("cursor-left", |cx, _| step(cx, Step::Left)),
    Command::new("cursor-right", |cx, _| step(cx, Step::Right)),
    Command::new("cursor-page-up", |cx, _| step(cx, Step::PageUp)),
    Command::new("cursor-page-down", |cx, _| step(cx, Step::PageDown)),
    Command::new("cursor-first", |cx, _| step(cx, Step::First)),
    Command::new("cursor-last", |cx, _| step(cx, Step::Last)),
    Command::new("theme-set", theme).with_arg(),
    Command::new("theme-pick", |cx, _| pick_theme(cx)),
    Command::new("language-pick", |cx, _| pick_language(cx)),
];

fn step(cx: &mut Cx, step: Step) -> Outcome {
    cx.screens.step(step);
    Ok(())
}

/// Takes the last edit back; in the planner first what was asked for since the plan was saved, in a what-if its last step
/// and nothing that is saved.
fn undo(cx: &mut Cx) -> Outcome {
    if cx.screens.place() == Place::Planner && cx.screens.planner.take_back() {
        cx.say(cx.text.t("planner-taken-back"));
        return Ok(());
    }
    if super::circle::is_what_if(cx) {
        let said = if cx.screens.circle.step_back() { "circle-step-taken-back" } else { "circle-no-step" };
        cx.say(cx.text.t(said));
        return Ok(());
    }
    cx.undo()
}

/// Does what was taken back again; in a what-if its step.
fn redo(cx: &mut Cx) -> Outcome {
    if super::circle::is_what_if(cx) {
        let said = if cx.screens.circle.step_again() { "circle-step-again" } else { "circle-no-step-again" };
        cx.say(cx.text.t(said));
        return Ok(());
    }
    cx.redo()
}

fn back(cx: &mut Cx) -> Outcome {
    if !cx.screens.back() {
        let said = if cx.come_back() { "message-back-to-now" } else { "message-nowhere-back" };
        cx.say(cx.text.t(said));
    }
    Ok(())
}

fn forward(cx: &mut Cx) -> Outcome {
    if !cx.screens.forward() {
        cx.say(cx.text.t("message-nowhere-forward"));
    }
    Ok(())
}

/// There is nowhere to go where the record under the cursor is at home on this very screen.
fn nowhere_else(cx: &Cx) -> Option<&'static str> {
    let Some(id) = cx.selected() else { return Some("blocked-nothing-selected") };
    let kind = cx.room().record(id)?.kind();
    let place = cx.screens.place();
    // Another view of a screen, such as a forecast, is not where it is at home.
    let here = !cx.screens.inspector_focused() && Place::home(kind) == place && cx.screens.context() == place.name();
    (here && cx.room().account_of(id) == cx.account()).then_some("blocked-at-home")
}

fn go(cx: &mut Cx, name: &str) -> Outcome {
    let place = Place::ALL.iter().copied().find(|place| place.name() == name);
    let Some(place) = place else { return Err(Problem::new("problem-no-such-place").with("name", name)) };
    let here = match cx.account() {
        Some(account) => Some(account),
        // On a screen of all accounts, the room of the account under the cursor opens, else the last one.
        None => cx.selected().and_then(|id| cx.room().account_of(id)).or(cx.screens.last_account()),
    };
    if place.is_room() && here.is_none() {
        return Err(Problem::new("blocked-no-account"));
    }
    // Where pairings are, so is the one, or the one of ours or theirs, that the cursor was on.
    let about = cx.selected().filter(|_| matches!(place, Place::Pairings | Place::Pairs));
    cx.screens.go(place, here);
    if let Some(id) = about {
        cx.screens.select(id);
    }
    Ok(())
}

/// Opens the account of the record under the cursor.
fn open_account(cx: &mut Cx) -> Outcome {
    let account = cx.selected().and_then(|id| cx.room().account_of(id));
    let account = account.ok_or_else(|| Problem::new("blocked-no-account"))?;
    enter(cx, account);
    Ok(())
}

/// Opens the first screen of an account.
pub(super) fn enter(cx: &mut Cx, account: Id) {
    cx.screens.go(Place::ROOMS.first().copied().unwrap_or_default(), Some(account));
}

/// Goes to the record under the cursor where it is at home.
fn reveal(cx: &mut Cx) -> Outcome {
    let Some(id) = cx.selected() else { return Ok(()) };
    cx.reveal(id);
    Ok(())
}

fn focus_next(cx: &mut Cx) -> Outcome {
    let focus = if cx.screens.inspector_focused() { Focus::Screen } else { Focus::Inspector };
    cx.screens.focus(focus);
    Ok(())
}

/// Every command that can run, by name; those that take an argument with each that a key here gives them.
fn palette(cx: &mut Cx) -> Outcome {
    let contexts = cx.contexts();
    let shown = super::all()
        .filter(|command| !is_typing(command.name) && cx.closed(command).is_none() && (command.blocked)(cx).is_none());
    let items = shown.flat_map(|command| {
        let args = if command.arg { given(cx, &contexts, command.name) } else { vec![None] };
        args.into_iter().map(|arg| item(cx, &contexts, command.name, arg.as_deref())).collect::<Vec<_>>()
    });
    let items = items.collect();
    run_picked(cx, "command-palette", items)
}

fn item(cx: &Cx, contexts: &[&str], name: &str, arg: Option<&str>) -> Item {
    let full = [name].into_iter().chain(arg).collect::<Vec<_>>().join(" ");
    let keys = cx.keymap.keys_for(name, arg, contexts).join("  ");
    let label = cx.command_label(name, arg);
    let said = if label == full { label } else { format!("{label}  {full}") };
    Item::new(full.as_str(), said, keys)
}

/// The arguments that the keys of these contexts give to a command.
fn given(cx: &Cx, contexts: &[&str], name: &str) -> Vec<Option<String>> {
    let bindings = contexts.iter().flat_map(|context| cx.keymap.bindings(context)).flat_map(|(_, run)| run);
    let mut args: Vec<_> =
        bindings.filter(|binding| binding.command == name).map(|binding| binding.arg.clone()).collect();
    args.sort();
    args.dedup();
    args
}

/// Exactly what is active here: every key, and what it does; Enter runs it.
fn help(cx: &mut Cx) -> Outcome {
    let mut items = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for context in cx.contexts() {
        for (chord, bindings) in cx.keymap.bindings(context) {
            let keys = crate::input::keymap::print(chord);
            let Some(first) = bindings.first().filter(|_| seen.insert(keys.clone())) else { continue };
            if of_offers(context) && super::all().any(|one| one.name == first.command && (one.blocked)(cx).is_some()) {
                continue;
            }
            let help = format!("command-{}-help", first.command);
            // With its argument a command says more in its name than in its help.
            let told = first.arg.is_none() && cx.text.has(&help);
            let said = if told { cx.text.t(&help) } else { cx.command_label(&first.command, first.arg.as_deref()) };
            let full = [first.command.as_str()].into_iter().chain(first.arg.as_deref()).collect::<Vec<_>>().join(" ");
            let short = cx.command_label(&first.command, first.arg.as_deref());
            let item = Item::new(full.as_str(), format!("{keys}  {said}"), full.as_str());
            items.push(Item { also: vec![short, full], ..item });
        }
    }
    run_picked(cx, "command-help", items)
}

/// Whether a context is that of a file that is offered: a folder of cards has no columns, nor a table a traveller, and will
/// not have any later.
fn of_offers(context: &str) -> bool {
    ["import", "imported"].contains(&context)
}

fn run_picked(cx: &mut Cx, title: &str, items: Vec<Item>) -> Outcome {
    cx.pick(cx.text.t(title), items, |cx, key| {
        let (name, arg) = key.split_once(' ').unwrap_or((key, ""));
        cx.run(name, arg);
        Ok(())
    });
    Ok(())
}

/// Whether a command only means something while an overlay is open.
pub fn is_typing(name: &str) -> bool {
    ["text-", "overlay-", "form-"].iter().any(|prefix| name.starts_with(prefix))
}

/// Anybody and any account, by name, pinyin or initials, and by what is known of them: title, company, city, number, address.
fn find(cx: &mut Cx) -> Outcome {
    let kinds = [Kind::Account, Kind::Seat, Kind::Member];
    let shares = kinds.map(|kind| Share::Known(kind, kind_label(&cx.text, kind))).into();
    let (title, offer) = (cx.text.t("command-find"), cx.offer(shares));
    cx.pick_of(title, offer, |cx, key| {
        cx.reveal(key.parse::<Id>()?);
        Ok(())
    });
    Ok(())
}

fn theme(cx: &mut Cx, name: &str) -> Outcome {
    let theme =
        crate::theme::Theme::named(name).ok_or_else(|| Problem::new("problem-no-such-theme").with("name", name))?;
    let ascii = cx.options.ascii || theme.ascii;
    cx.theme = theme;
    cx.theme.ascii = ascii;
    Ok(())
}

fn pick_theme(cx: &mut Cx) -> Outcome {
    let items = crate::theme::Theme::names().map(|name| Item::new(name, name, "")).collect();
    cx.pick(cx.text.t("command-theme-pick"), items, theme);
    Ok(())
}

fn pick_language(cx: &mut Cx) -> Outcome {
    let items = crate::text::Lang::ALL.iter().map(|lang| {
        let own = crate::text::Text::new(*lang).t("language-own-name");
        Item::new(lang.code(), own, lang.code())
    });
    let items = items.collect();
    cx.pick(cx.text.t("command-language-pick"), items, |cx, code| {
        if let Some(lang) = crate::text::Lang::parse(code) {
            cx.text = Arc::new(cx.text.in_language(lang));
        }
        Ok(())
    });
    Ok(())
}
