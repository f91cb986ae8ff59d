//! What every command works at: the language, the options, the clock, the store, standard output.

use std::io;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::args;
use super::out::{Out, say};
use crate::clock::Clock;
use crate::config::{self, BadLine, Paths};
use crate::edit::Room;
use crate::model::Problem;
use crate::rules::Terms;
use crate::rules::terms::Home;
use crate::screen::View;
use crate::store::{Access, Book};
use crate::text::{Lang, Text};
use crate::theme::Theme;

/// Why a command stops before its end.
pub enum Stop {
    /// The user has to do something about it.
    Problem(Problem),
    /// Standard output takes no more.
    Output(io::Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Everything that the options of every command settle.
pub struct Desk {
    /// The reader's language.
    pub text: Text,
    /// The options in force.
    pub options: config::Options,
    /// Where the files are.
    pub paths: Paths,
    /// The time.
    pub clock: Clock,
    /// Whether anything may be changed.
    pub access: Access,
    /// Holiday tables, ladder policies, regions and cities, the user's own laid over.
    pub terms: Terms,
    /// Standard output.
    pub out: Out,
    /// Whether the reader wants no colour, terminal or not.
    pub no_colour: bool,
    /// What is wrong in the user's own files.
    pub bad: Vec<BadLine>,
    theme: Theme,
}

impl Desk {
    /// Settles everything; what is wrong in the user's own files is said and passed over.
    pub fn settle(given: &args::Options) -> Result<Self, (Lang, Problem)> {
        let first = config::Options::default().language(given.lang, &env);
        let refused = |problem| (first, problem);
        let paths = Paths::find(given.data.as_deref(), given.config.as_deref(), &|name| std::env::var_os(name));
        let paths = paths.map_err(refused)?;
        let (options, mut bad) = config::Options::load(&paths.options());
        let text = Text::new(options.language(given.lang, &env));
        let running = options.time_zone.map_or(Clock::System, Clock::In);
        let clock = given.now.as_deref().map_or(Ok(running), |text| Clock::parse(text, options.time_zone));
        let clock = clock.map_err(|problem| (text.lang(), Problem { id: "problem-usage-now", ..problem }))?;
        let mut terms = terms(&paths, &mut bad);
        terms.home = Home { country: options.country.clone(), zone: options.time_zone };
        for BadLine { file, line, problem } in &bad {
            say(&format!("{file}:{line}: {}", text.problem(problem)));
        }
        let access = if given.read_only { Access::ReadOnly } else { Access::ReadWrite };
        let no_colour = env("NO_COLOR").is_some_and(|value| !value.is_empty());
        let out = Out::new(no_colour);
        Ok(Self { text, options, paths, clock, access, terms, out, no_colour, bad, theme: Theme::default() })
    }

    /// Opens the store; what was wrong with it but does not stand in the way is said.
    pub fn open(&self) -> Result<Book, Problem> {
        if self.access == Access::ReadWrite {
            config::make_private(&self.paths.data)?;
        }
        let book = Book::open(&self.paths.data, self.clock, &self.author(), self.access)?;
        let closed = book.closed().filter(|_| self.access == Access::ReadWrite);
        for problem in book.troubles().iter().chain(closed) {
            self.tell(problem);
        }
        Ok(book)
    }

    /// Who edits are by.
    pub fn author(&self) -> String {
        self.options.signature(&env)
    }

    /// The moment it is.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    /// What values are put into words with.
    pub fn view<'a>(&'a self, room: &'a Room) -> View<'a> {
        let Self { text, theme, terms, .. } = self;
        View { room, account: None, now: self.now(), text, theme, terms, focused: false }
    }

    /// Says on standard error what is wrong.
    pub fn tell(&self, problem: &Problem) {
        tell(&self.text, problem);
    }
}

/// Says on standard error what is wrong.
pub fn tell(text: &Text, problem: &Problem) {
    say(&format!("warroom: {}", text.problem_in_codes(problem)));
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The tables the rules are tuned by, with the user's own laid over them.
fn terms(paths: &Paths, bad: &mut Vec<BadLine>) -> Terms {
    let mut terms = Terms::builtin();
    let mut take = |path: &Path, merge: &mut dyn FnMut(&str) -> Result<(), Problem>| {
        let problem = match std::fs::read_to_string(path) {
            Ok(text) => merge(&text).err(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => Some(Problem::new("problem-config-unreadable").with("reason", error)),
        };
        if let Some(problem) = problem {
            let line = problem.args.iter().find(|(name, _)| *name == "line").and_then(|(_, line)| line.parse().ok());
            bad.push(BadLine { file: path.display().to_string(), line: line.unwrap_or(1), problem });
        }
    };
    take(&paths.ladders(), &mut |text| terms.merge_ladders(text));
    take(&paths.regions(), &mut |text| terms.merge_regions(text));
    take(&paths.cities(), &mut |text| terms.merge_cities(text));
    let tables = std::fs::read_dir(paths.holidays()).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut tables: Vec<_> = tables.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    tables.sort();
    for table in tables {
        take(&table, &mut |text| terms.merge_holidays(text));
    }
    terms
}
