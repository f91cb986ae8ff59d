//! What people set in `config.toml`, and where their files are.
//!
//! A bad line is a [`BadLine`] and costs only itself. Of ours it knows the languages and how to say that something is
//! wrong; what an option does is the business of the room that reads it.

mod paths;

use std::io::Write;
use std::path::Path;

use chrono_tz::Tz;
use toml::de::{DeTable, DeValue};

use paths::private;
pub use paths::{Paths, make_private};

use crate::model::Problem;
use crate::text::Lang;

/// The name of the file of options inside the configuration directory.
pub const FILE: &str = "config.toml";

/// What can be set.
const KNOWN: [&str; 10] =
    ["lang", "theme", "keymap", "author", "me", "mouse", "ascii", "time_zone", "country", "lock_after_minutes"];

/// The options in force. Whatever a file does not mention is as in [`Options::default`].
///
/// ```
/// use warroom::config::Options;
/// let (options, bad) = Options::read("theme = \"dark\"\nmouse = \"yes\"", "config.toml");
/// assert_eq!(options.theme, "dark");
/// assert_eq!((bad.len(), bad[0].line), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language of the interface; unset, the locale of the environment decides.
    pub lang: Option<Lang>,
    /// A theme that comes with the program, or the name of a file `themes/NAME.toml` beside `config.toml`.
    pub theme: String,
    /// The keymap that the user's own `keymap.toml` is laid over.
    pub keymap: Base,
    /// Who the edits are by; unset, the name of the user in the environment.
    pub author: Option<String>,
    /// Which of ours works here, by name or id; unset, whoever goes by the name the edits are signed with, but Today is
    /// everybody's.
    pub me: Option<String>,
    /// Whether the mouse works; the terminal's own selection then needs Shift.
    pub mouse: bool,
    /// Whether lines are drawn in ASCII, for terminals that draw box characters with a doubtful width.
    pub ascii: bool,
    /// The time zone to live by; unset, that of the system.
    pub time_zone: Option<Tz>,
    /// The country whose days off count where an account names none.
    pub country: Option<String>,
    /// Minutes without a key after which the screens are hidden, where there is a passphrase; 0 for never.
    pub lock_after_minutes: Option<u32>,
}

/// The keymaps that come with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Arrow keys and mnemonics.
    #[default]
    Default,
    /// As in vi.
    Vim,
    /// As in Emacs.
    Emacs,
}

impl Base {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Default, Self::Vim, Self::Emacs];

    /// The name in `config.toml`, and of its file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Emacs => "emacs",
        }
    }
}

/// What is wrong in a line of a file of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: None,
            theme: "default".into(),
            keymap: Base::Default,
            author: None,
            me: None,
            mouse: false,
            ascii: false,
            time_zone: None,
            country: None,
            lock_after_minutes: None,
        }
    }
}

impl Options {
    /// Reads the text of an options file; `file` is what problems call it.
    pub fn read(text: &str, file: &str) -> (Self, Vec<BadLine>) {
        let mut options = Self::default();
        let mut bad: Vec<BadLine> = Vec::new();
        let mut report = |start: usize, problem| {
            let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
            // What a line that could not be read left behind means nothing.
            if bad.iter().all(|known| known.line != line) {
                bad.push(BadLine { file: file.to_owned(), line, problem });
            }
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let start = error.span().unwrap_or_default().start;
            report(start, Problem::new("problem-config-syntax").with("reason", error.message()));
        }
        for (name, value) in table.get_ref() {
            if let Err(problem) = options.set(name.get_ref(), value.get_ref()) {
                report(name.span().start, problem);
            }
        }
        bad.sort_by_key(|one| one.line);
        (options, bad)
    }

    /// Reads an options file; that there is none is no problem.
    pub fn load(path: &Path) -> (Self, Vec<BadLine>) {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::read(&text, &file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Self::default(), Vec::new()),
            Err(error) => {
                let problem = Problem::new("problem-config-unreadable").failing(&error);
                (Self::default(), vec![BadLine { file, line: 1, problem }])
            }
        }
    }

    /// The language to speak: the one asked for, else the option, else the locale of the environment.
    pub fn language(&self, asked: Option<Lang>, env: &dyn Fn(&str) -> Option<String>) -> Lang {
        let [all, messages, lang] = ["LC_ALL", "LC_MESSAGES", "LANG"].map(env);
        let environment = || Lang::from_env(all.as_deref(), messages.as_deref(), lang.as_deref());
        asked.or(self.lang).unwrap_or_else(environment)
    }

    /// Who the edits are by: the option, else the user of the environment, else the account of the system.
    pub fn signature(
        &self,
        env: &dyn Fn(&str) -> Option<String>,
        account: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        let user = || ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(env).find(|name| !name.is_empty());
        self.author.clone().or_else(user).or_else(account)
    }

    /// The name that one of ours goes by who works here: the option, else the name that edits are signed with.
    pub fn own_name<'a>(&'a self, author: &'a str) -> &'a str {
        self.me.as_deref().unwrap_or(author)
    }

    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Result<(), Problem> {
        match name {
            "lang" => self.lang = Some(one_of(name, value, &Lang::ALL, Lang::code)?),
            "keymap" => self.keymap = one_of(name, value, &Base::ALL, Base::code)?,
            "theme" => self.theme = text(name, value)?,
            "author" => self.author = Some(text(name, value)?),
            "me" => self.me = Some(text(name, value)?),
            "mouse" => self.mouse = yes_or_no(name, value)?,
            "ascii" => self.ascii = yes_or_no(name, value)?,
            "time_zone" => self.time_zone = Some(zone(name, value)?),
            "country" => self.country = Some(text(name, value)?),
            "lock_after_minutes" => self.lock_after_minutes = Some(number(name, value)?),
            _ => {
                let problem = Problem::new("problem-config-option").with("name", name);
                return Err(problem.with("known", KNOWN.join(", ")).near(name, KNOWN));
            }
        }
        Ok(())
    }
}

/// Writes one option into an options file: its line is replaced, or put on top where there is none; everything else
/// stays as it is.
pub fn remember(path: &Path, name: &str, value: &str) -> Result<(), Problem> {
    let unwritable = |error: std::io::Error| Problem::new("problem-config-unwritable").failing(&error);
    let old = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unwritable(error)),
    };
    if let Some(dir) = path.parent().filter(|dir| !dir.exists()) {
        make_private(dir)?;
    }
    private(path).and_then(|mut file| file.write_all(with_option(&old, name, value).as_bytes())).map_err(unwritable)
}

/// The text of an options file with one option set.
fn with_option(old: &str, name: &str, value: &str) -> String {
    let line = format!("{name} = {}", toml::Value::from(value));
    let sets = |old: &&str| old.split_once('=').is_some_and(|(key, _)| key.trim() == name);
    let table = old.lines().position(|line| line.trim_start().starts_with('[')).unwrap_or(usize::MAX);
    let place = old.lines().take(table).position(|line| sets(&line));
    let mut lines: Vec<&str> = old.lines().collect();
    match place.and_then(|at| lines.get_mut(at)) {
        Some(known) => *known = &line,
        None => lines.insert(0, &line),
    }
    lines.join("\n") + "\n"
}

fn text(name: &str, value: &DeValue<'_>) -> Result<String, Problem> {
    let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
    text.map(str::to_owned).ok_or_else(|| Problem::new("problem-config-text").with("name", name))
}

fn zone(name: &str, value: &DeValue<'_>) -> Result<Tz, Problem> {
    let zone = text(name, value)?;
    zone.parse().map_err(|_| Problem::new("problem-time-zone").with("zone", zone))
}

fn number(name: &str, value: &DeValue<'_>) -> Result<u32, Problem> {
    let number = value.as_integer().and_then(|number| number.as_str().parse().ok());
    number.ok_or_else(|| Problem::new("problem-config-number").with("name", name))
}

fn yes_or_no(name: &str, value: &DeValue<'_>) -> Result<bool, Problem> {
    value.as_bool().ok_or_else(|| Problem::new("problem-config-bool").with("name", name))
}

fn one_of<T: Copy>(name: &str, value: &DeValue<'_>, all: &[T], code: fn(T) -> &'static str) -> Result<T, Problem> {
    let found = value.as_str().and_then(|text| all.iter().copied().find(|one| code(*one) == text));
    found.ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|one| code(*one)).collect();
        Problem::new("problem-config-choice").with("name", name).with("known", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_is_read() {
        let text = "# mine\nlang = \"zh-TW\"\ntheme = \"mono\"\nkeymap = \"vim\"\nauthor = \"李娜\"\nme = \"娜\"\nmouse = true\nascii = true\ntime_zone = \"Europe/Berlin\"\ncountry = \"DE\"\nlock_after_minutes = 5\n";
        let (options, bad) = Options::read(text, "config.toml");
        assert_eq!(bad, []);
        let wanted = Options {
            lang: Some(Lang::ZhTw),
            theme: "mono".into(),
            keymap: Base::Vim,
            author: Some("李娜".into()),
            me: Some("娜".into()),
            mouse: true,
            ascii: true,
            time_zone: Some(Tz::Europe__Berlin),
            country: Some("DE".into()),
            lock_after_minutes: Some(5),
        };
        assert_eq!(options, wanted);
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let text = "lang = \"fr\"\ncolour = 3\nmouse = 1\ntheme = \nauthor = \" \"\nascii = true\nkeymap = \"vi\"\ntime_zone = \"Mars\"\nlock_after_minutes = -1";
        let (options, bad) = Options::read(text, "c.toml");
        let found: Vec<_> = bad.iter().map(|one| (one.line, one.problem.id)).collect();
        assert_eq!(
            found,
            [
                (1, "problem-config-choice"),
                (2, "problem-config-option"),
                (3, "problem-config-bool"),
                (4, "problem-config-syntax"),
                (5, "problem-config-text"),
                (7, "problem-config-choice"),
                (8, "problem-time-zone"),
                (9, "problem-config-number"),
            ]
        );
        assert_eq!(options, Options { ascii: true, ..Options::default() });
    }

    #[test]
    fn the_environment_has_the_last_word() {
        let env = |name: &str| match name {
            "LANG" => Some("zh_TW.UTF-8".to_owned()),
            "USER" => Some("lina".to_owned()),
            _ => None,
        };
        let mut options = Options::default();
        assert_eq!(
            (options.language(None, &env), options.signature(&env, || None).as_deref()),
            (Lang::ZhTw, Some("lina"))
        );
        let nobody = |account: Option<&str>| options.signature(&|_| None, || account.map(str::to_owned));
        assert_eq!((nobody(Some("wei")).as_deref(), nobody(None)), (Some("wei"), None));
        options.lang = Some(Lang::En);
        options.author = Some("李娜".into());
        assert_eq!(
            (options.language(None, &env), options.signature(&env, || None).as_deref()),
            (Lang::En, Some("李娜"))
        );
        assert_eq!(options.language(Some(Lang::ZhCn), &env), Lang::ZhCn);
    }

    #[test]
    fn an_option_is_written_where_it_stands_or_on_top() {
        assert_eq!(with_option("", "me", "陈\"伟"), "me = '陈\"伟'\n");
        let old = "# mine\ntheme = \"dark\"\nme  = \"a\"  # who\n\n[later]\nme = 1\n";
        assert_eq!(with_option(old, "me", "b"), "# mine\ntheme = \"dark\"\nme = \"b\"\n\n[later]\nme = 1\n");
        assert_eq!(with_option("theme = \"dark\"", "me", "b"), "me = \"b\"\ntheme = \"dark\"\n");
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new").join(FILE);
        remember(&path, "me", "陈伟").unwrap();
        remember(&path, "me", "李娜").unwrap();
        assert_eq!(Options::load(&path).0.me.as_deref(), Some("李娜"));
    }

    #[test]
    fn no_file_is_no_problem() {
        assert_eq!(Options::load(Path::new("/nowhere/at/all.toml")), (Options::default(), Vec::new()));
    }
}
