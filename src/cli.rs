//! The command line: every number of the screens for scripts, and every way to change a record.
//!
//! Here arguments become calls and endings become exit statuses; what a command does is in the rooms below, which build
//! the same drafts and ask the same rules as the screens.

mod answers;
mod args;
mod brief;
mod care;
mod columns;
mod data;
mod desk;
mod doubles;
mod export;
mod figures;
mod help;
mod import;
mod interruption;
mod keep;
mod keys;
mod learn;
mod misuse;
mod names;
mod note;
mod out;
mod passphrase;
mod plan;
mod rungs;
mod screens;
mod shape;
mod status;
mod team;
mod wish;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use self::data::Outcome;
use self::desk::{Desk, Stop, tell};
use self::out::say;
use self::status::Status;
use crate::model::Problem;
use crate::text::Text;
use crate::{exchange, store};

/// Says where a panic happened, and nothing of what it was about.
pub fn confess(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    say(&format!("warroom {version}: a mistake of the program at {place}. What was saved is safe."));
}

/// Runs the program with these arguments and says how it ended.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_quiet();
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match Args::try_parse_from(&args) {
        Ok(args) => args,
        // Help and version come this way, too.
        Err(said) => {
            misuse::tell(&said, &args);
            return if said.use_stderr() { Status::Usage } else { Status::Done }.into();
        }
    };
    let mut desk = match Desk::settle(&args.options) {
        Ok(desk) => desk,
        Err((lang, problem)) => {
            tell(&Text::new(lang), &problem);
            return Status::of(&problem).into();
        }
    };
    let done = dispatch(args.command, &mut desk).and_then(|status| {
        desk.out.flush()?;
        Ok(status)
    });
    match done {
        Ok(status) => status,
        // Whoever reads has seen enough.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Status::Done,
        Err(Stop::Output(error)) => {
            desk.tell(&Problem::new("problem-output").failing(&error));
            Status::Wrong
        }
        Err(Stop::Problem(problem)) => {
            // What was found before the trouble is shown before the trouble.
            desk.out.flush().ok();
            desk.tell(&problem);
            desk.status(&problem)
        }
    }
    .into()
}

/// Has nothing said of panics that become sentences.
fn keep_quiet() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !exchange::import::is_contained() && !store::is_contained(info) {
            report(info);
        }
    }));
}

fn dispatch(command: Option<Command>, desk: &mut Desk) -> Outcome {
    let Some(command) = command else { return screens::open(desk) };
    match command {
        Command::Demo => screens::demo(desk),
        Command::Import(args) => import::import(desk, &args),
        Command::Export(args) => export::export(desk, &args),
        Command::Sample => export::sample(desk),
        Command::List(args) => data::list(desk, &args),
        Command::Show(args) => data::show(desk, &args),
        Command::Add(args) => data::add(desk, &args),
        Command::Set(args) => data::set(desk, &args),
        Command::Rm(args) => data::rm(desk, &args),
        Command::Note(args) => note::note(desk, &args),
        Command::Undo => care::undo(desk),
        Command::Redo => care::redo(desk),
        Command::History(args) => care::history(desk, &args),
        Command::Check(args) => care::check(desk, &args),
        Command::Where(args) => answers::location(desk, &args),
        Command::Intercepts(args) => answers::intercepts(desk, &args),
        Command::Ladder(args) => rungs::ladder(desk, &args),
        Command::Forecast(args) => rungs::forecast(desk, &args),
        Command::Receivables(args) => rungs::receivables(desk, &args),
        Command::Complaints(args) => rungs::complaints(desk, &args),
        Command::Pairings(args) => team::pairings(desk, &args),
        Command::Handover(args) => team::handover(desk, &args),
        Command::Dedupe(args) => doubles::dedupe(desk, &args),
        Command::Merge(args) => doubles::merge(desk, &args),
        Command::Backup(args) => keep::backup(desk, &args),
        Command::Restore(args) => keep::restore(desk, &args),
        Command::Erase(args) => keep::erase(desk, &args),
        Command::Passphrase(command) => passphrase::passphrase(desk, &command),
        Command::Path(args) => answers::path(desk, &args),
        Command::Coverage(args) => answers::coverage(desk, &args),
        Command::Influence(args) => answers::influence(desk, &args),
        Command::Fragility(args) => answers::fragility(desk, &args),
        Command::Plan(args) => plan::plan(desk, &args),
        Command::Brief(args) => brief::brief(desk, &args),
        Command::Daypack(args) => brief::daypack(desk, &args),
        Command::Fields(args) => learn::fields(desk, &args),
        Command::Completions { shell } => learn::completions(desk, shell),
        Command::Man => learn::man(desk),
        Command::Abc(args) => figures::abc(desk, &args),
        Command::Health(args) => figures::health(desk, &args),
        Command::Churn(args) => figures::churn(desk, &args),
        Command::Kpi(args) => figures::kpi(desk, args),
        Command::Warnings(args) => figures::warnings(desk, &args),
        Command::Today(args) => answers::today(desk, &args),
        Command::Keys(args) => keys::keys(desk, &args),
        Command::Keymap(args) => keys::keymap(desk, &args),
    }
}
