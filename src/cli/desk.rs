//! What every command works at: the language, the options, the clock, the store, standard output.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset};

use super::out::{Out, say};
use super::status::Status;
use super::{args, passphrase};
use crate::app::setup;
use crate::clock::Clock;
use crate::config::{self, BadLine, Paths};
use crate::edit::Room;
use crate::model::Problem;
use crate::rules::Terms;
use crate::rules::terms::Home;
use crate::screen::View;
use crate::store::{Access, Book, Key, NO_STORE, Seal, user};
use crate::text::{KeyOf, Lang, Text};
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
    /// Whether nothing may be changed.
    pub read_only: bool,
    /// Holiday tables, ladder policies, regions and cities, the user's own laid over.
    pub terms: Terms,
    /// Standard output.
    pub out: Out,
    /// Whether the reader wants no colour, terminal or not.
    pub no_colour: bool,
    /// What is wrong in the user's own files.
    pub bad: Vec<BadLine>,
    /// The file whose first line is the passphrase.
    pub passphrase_file: Option<PathBuf>,
    /// The key that was opened last: nobody is asked twice.
    seal: RefCell<Option<Seal>>,
    theme: LazyLock<Theme>,
}

impl Desk {
    /// Settles everything; what is wrong in the user's own files is said and passed over.
    pub fn settle(given: &args::Options) -> Result<Self, (Lang, Problem)> {
        let first = config::Options::default().language(given.lang, &env);
        let refused = |problem| (first, problem);
        let paths = Paths::find(given.data.as_deref(), given.config.as_deref(), &|name| std::env::var_os(name));
        let paths = paths.map_err(refused)?;
        let (options, mut bad) = config::Options::load(&paths.options());
        let (base, own) = (options.keymap, paths.keymap());
        // Read only for a sentence that names a key.
        let keymap = LazyLock::new(move || setup::keys_of(setup::keymap(base, &[&own]).0));
        let keys: KeyOf = Arc::new(move |name, context| keymap(name, context));
        let text = Text::naming(options.language(given.lang, &env), keys);
        if let Some(problem) = paths.closed().map_err(|problem| (text.lang(), problem))? {
            tell(&text, &problem);
        }
        let running = options.time_zone.map_or(Clock::System, Clock::In);
        let clock = given.now.as_deref().map_or(Ok(running), |text| Clock::parse(text, options.time_zone));
        let clock = clock.map_err(|problem| (text.lang(), problem))?;
        let mut terms = terms(&paths, &mut bad);
        terms.home = Home { country: options.country.clone(), zone: options.time_zone };
        terms.clocks = options.time_zone.or_else(|| clock.zone());
        for BadLine { file, line, problem } in &bad {
            say(&format!("{file}:{line}: {}", text.problem(problem)));
        }
        let no_colour = env("NO_COLOR").is_some_and(|value| !value.is_empty());
        let out = Out::new(no_colour);
        Ok(Self {
            text,
            options,
            paths,
            clock,
            read_only: given.read_only,
            terms,
            out,
            no_colour,
            bad,
            passphrase_file: given.passphrase_file.clone(),
            seal: RefCell::default(),
            theme: LazyLock::new(Theme::default),
        })
    }

    /// Opens the store to write into it, also while the screens have it; makes it where there is none.
    pub fn make(&self) -> Result<Book, Problem> {
        self.made(Access::Shared)
    }

    /// Opens the store to have it for oneself; makes it where there is none.
    pub fn own(&self) -> Result<Book, Problem> {
        self.made(Access::ReadWrite)
    }

    /// Opens the store to change what is in it, also while the screens have it.
    pub fn change(&self) -> Result<Book, Problem> {
        // A slip in the name of the folder makes no store.
        if Book::is_in(&self.paths.data)? { self.make() } else { self.look() }
    }

    /// Opens the store to change it while nobody else has it.
    pub fn change_alone(&self) -> Result<Book, Problem> {
        if Book::is_in(&self.paths.data)? { self.own() } else { self.look() }
    }

    fn made(&self, wanted: Access) -> Result<Book, Problem> {
        let access = self.access(wanted);
        if access == wanted {
            config::make_private(&self.paths.data)?;
        }
        self.book(access)
    }

    /// Opens the store to look something up, also while the screens have it.
    pub fn look(&self) -> Result<Book, Problem> {
        self.book(self.access(Access::Glance))
    }

    /// Opens the store to see what is in all of it.
    pub fn inspect(&self) -> Result<Book, Problem> {
        self.book(self.access(Access::Inspect))
    }

    /// Opens the store to look at its journal alone.
    pub fn read(&self) -> Result<Book, Problem> {
        self.book(Access::ReadOnly)
    }

    /// Opens the store to try something out: where there is none, on nothing.
    pub fn attempt(&self) -> Result<Book, Problem> {
        match self.look() {
            Err(problem) if problem.id == NO_STORE => Ok(Book::in_memory(self.clock, &self.author())),
            opened => opened,
        }
    }

    /// Opens a key with the passphrase.
    pub fn unlock(&self, key: &Key) -> Result<Seal, Problem> {
        if let Some(seal) = self.seal.borrow().as_ref().filter(|seal| seal.id() == key.id()) {
            return Ok(seal.clone());
        }
        let seal = passphrase::open(self, key)?;
        *self.seal.borrow_mut() = Some(seal.clone());
        Ok(seal)
    }

    /// What a problem comes to for scripts; trouble with the disk the store is on is trouble with the store.
    pub fn status(&self, problem: &Problem) -> Status {
        let disk = problem.id.starts_with("problem-disk-") || problem.id == "problem-config-directory";
        let here =
            problem.args.iter().any(|(name, path)| *name == "path" && Path::new(path).starts_with(&self.paths.data));
        if disk && here { Status::Damaged } else { Status::of(problem) }
    }

    fn access(&self, wanted: Access) -> Access {
        if self.read_only { Access::ReadOnly } else { wanted }
    }

    fn book(&self, access: Access) -> Result<Book, Problem> {
        let ask = &mut |key: &Key| self.unlock(key);
        let book = Book::unlock(&self.paths.data, self.clock, &self.author(), access, ask)?;
        self.tell_of(&book, access);
        Ok(book)
    }

    /// How the screens open the store, for a thread of its own: the passphrase is asked for now.
    pub fn opening(&self) -> Result<impl FnOnce() -> Result<Book, Problem> + Send + 'static, Problem> {
        let access = self.access(Access::Session);
        if access == Access::Session {
            config::make_private(&self.paths.data)?;
        }
        let seal = Book::key_of(&self.paths.data)?.map(|key| self.unlock(&key)).transpose()?;
        let (data, clock, author) = (self.paths.data.clone(), self.clock, self.author());
        Ok(move || {
            // Where there was no passphrase a moment ago, and there is now, it is asked for the next time.
            let ask = &mut |_: &Key| seal.clone().ok_or_else(|| Problem::new("problem-usage-passphrase"));
            Book::unlock(&data, clock, &author, access, ask)
        })
    }

    /// Says what was wrong with the book that the screens are about to show.
    pub fn tell_of_own(&self, book: &Book) {
        self.tell_of(book, self.access(Access::Session));
    }

    /// What was wrong with a book but does not stand in the way is said.
    fn tell_of(&self, book: &Book, access: Access) {
        let fresh = |problem: &&Problem| !book.troubles().contains(problem);
        let is_to_write = [Access::ReadWrite, Access::Session, Access::Shared].contains(&access);
        let closed = book.closed().filter(|_| is_to_write).filter(fresh);
        if is_to_write && self.signature().is_none() {
            self.tell(&Problem::new("problem-author-unknown").with("path", self.paths.options().display()));
        }
        for problem in book.troubles().iter().chain(closed) {
            self.tell(problem);
        }
        for account in self.terms.ladders.strangers(book.room()) {
            self.tell(&Problem::new("problem-ladder-stranger").with("account", account));
        }
    }

    /// Who edits are by.
    pub fn author(&self) -> String {
        self.signature().unwrap_or_else(|| "warroom".to_owned())
    }

    fn signature(&self) -> Option<String> {
        self.options.signature(&env, user)
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
    let mut take = |path: &Path, merge: &mut dyn FnMut(&str) -> Vec<Problem>| {
        let problems = match std::fs::read_to_string(path) {
            Ok(text) => merge(&text),
            // Where the folder is none, that was said of the options already.
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => Vec::new(),
            Err(error) => vec![Problem::new("problem-config-unreadable").failing(&error)],
        };
        for problem in problems {
            let line = problem.args.iter().find(|(name, _)| *name == "line").and_then(|(_, line)| line.parse().ok());
            bad.push(BadLine { file: path.display().to_string(), line: line.unwrap_or(1), problem });
        }
    };
    take(&paths.ladders(), &mut |text| terms.merge_ladders(text));
    take(&paths.regions(), &mut |text| terms.merge_regions(text).err().into_iter().collect());
    take(&paths.transfers(), &mut |text| terms.merge_transfers(text).err().into_iter().collect());
    take(&paths.warnings(), &mut |text| terms.merge_warnings(text).err().into_iter().collect());
    take(&paths.cities(), &mut |text| terms.merge_cities(text).err().into_iter().collect());
    take(&paths.festivals(), &mut |text| terms.merge_festivals(text).err().into_iter().collect());
    let tables = std::fs::read_dir(paths.holidays()).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut tables: Vec<_> = tables.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    tables.sort();
    for table in tables {
        take(&table, &mut |text| terms.merge_holidays(text).err().into_iter().collect());
    }
    terms
}
