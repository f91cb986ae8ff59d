//! Every command by name. A command reads the room, moves screens, commits drafts and asks for effects; it never touches
//! the terminal, so each can be tested without one. Keymap, palette, footer, help and the key table read these tables.

pub mod accounts;
pub mod brief;
pub mod calendar;
pub mod capture;
pub mod circle;
pub mod cx;
pub mod debrief;
pub mod delete;
pub mod directory;
pub mod edit;
pub mod entries;
pub mod export;
pub mod form;
pub mod global;
pub mod handover;
pub mod history;
pub mod import;
pub mod insight;
pub mod intercept;
pub mod ladder;
pub mod layer;
pub mod map;
pub mod pairing;
pub mod past;
pub mod planner;
pub mod section;
pub mod sift;
pub mod team;
pub mod text;
pub mod today;
pub mod touch;
pub mod turn;
pub mod visits;

pub use cx::{Cx, Effect, Message};
pub use layer::{Answer, Layer, Layers, Then};

use crate::model::Problem;
use crate::text::Text;

/// What running a command gives: done, or a refusal that says why.
pub type Outcome = Result<(), Problem>;

/// One command.
pub struct Command {
    /// Its name, `noun-verb`, stable for ever.
    pub name: &'static str,
    /// Whether it takes an argument.
    pub arg: bool,
    /// What it is for.
    pub bent: Bent,
    /// Why it cannot run just now: a text id. Called per frame, so it looks and does not compute.
    pub blocked: fn(&Cx) -> Option<&'static str>,
    /// Does it.
    pub run: fn(&mut Cx, &str) -> Outcome,
}

/// What a command is for, which decides what becomes of it where records are looked at as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bent {
    /// To look: that can be done on any day, and is offered there.
    Looks,
    /// To change records: in the past it opens nothing that would be filled in for nothing.
    Changes,
    /// What may come to an edit, such as a field under the cursor, asks [`Cx::must_be_now`] itself.
    Either,
}

impl Command {
    /// A command without argument that can always run.
    pub const fn new(name: &'static str, run: fn(&mut Cx, &str) -> Outcome) -> Self {
        Self { name, arg: false, bent: Bent::Either, blocked: never, run }
    }

    /// One that only looks.
    pub const fn looking(name: &'static str, run: fn(&mut Cx, &str) -> Outcome) -> Self {
        Self { bent: Bent::Looks, ..Self::new(name, run) }
    }

    /// One that is there to change records.
    pub const fn changing(name: &'static str, run: fn(&mut Cx, &str) -> Outcome) -> Self {
        Self { bent: Bent::Changes, ..Self::new(name, run) }
    }

    /// The same, taking an argument.
    pub const fn with_arg(self) -> Self {
        Self { arg: true, ..self }
    }

    /// The same, blocked where `blocked` gives a reason.
    pub const fn unless(self, blocked: fn(&Cx) -> Option<&'static str>) -> Self {
        Self { blocked, ..self }
    }
}

fn never(_: &Cx) -> Option<&'static str> {
    None
}

/// Reasons that several commands share.
pub mod blocked {
    use super::Cx;

    /// Needs an open account.
    pub fn no_account(cx: &Cx) -> Option<&'static str> {
        cx.account().is_none().then_some("blocked-no-account")
    }

    /// Needs a record under the cursor.
    pub fn nothing_selected(cx: &Cx) -> Option<&'static str> {
        cx.selected().is_none().then_some("blocked-nothing-selected")
    }
}

/// The tables, one a room of commands.
const TABLES: &[&[Command]] = &[
    global::COMMANDS,
    edit::COMMANDS,
    text::COMMANDS,
    accounts::COMMANDS,
    calendar::COMMANDS,
    capture::COMMANDS,
    intercept::COMMANDS,
    sift::COMMANDS,
    circle::COMMANDS,
    ladder::COMMANDS,
    ladder::money::COMMANDS,
    today::COMMANDS,
    team::COMMANDS,
    map::COMMANDS,
    pairing::COMMANDS,
    touch::COMMANDS,
    section::COMMANDS,
    history::COMMANDS,
    handover::COMMANDS,
    planner::COMMANDS,
    brief::COMMANDS,
    insight::COMMANDS,
    past::COMMANDS,
    visits::COMMANDS,
    import::COMMANDS,
    export::COMMANDS,
    debrief::COMMANDS,
];

/// Every command.
pub fn all() -> impl Iterator<Item = &'static Command> {
    TABLES.iter().copied().flatten()
}

/// The command of that name.
pub fn find(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

/// What a command is called: the text of just this argument where there is one, else the command's own.
pub fn label(text: &Text, name: &str, arg: Option<&str>) -> String {
    let own = arg.map(|arg| format!("command-{name}-{}", arg.replace(['_', ' '], "-")));
    own.filter(|id| text.has(id)).map_or_else(|| text.t(&format!("command-{name}")), |id| text.t(&id))
}
