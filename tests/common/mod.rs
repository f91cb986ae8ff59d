//! The real program, run on a store of its own.
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

pub mod records;
pub mod stores;
pub mod terminal;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use warroom::clock::Clock;
use warroom::store::{Access, Book, Key};

/// A file of our own making.
pub fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A file of the shared data, where that folder lies beside the project: read beside one of our own, never in its place.
pub fn shared(name: &str) -> Option<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let found = ["../shared/data", "../../shared/data"].iter().map(|folder| format!("{root}/{folder}/{name}"));
    found.into_iter().find(|path| Path::new(path).exists())
}

/// The moment it is in tests, unless they say otherwise: a Tuesday.
pub const NOW: &str = "2026-10-20T09:00+08:00";

/// A store, and the program on it.
pub struct Program {
    dir: TempDir,
    now: &'static str,
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Program {
    /// On an empty store.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), now: NOW }
    }

    /// On the bundled sample.
    pub fn with_sample() -> Self {
        let program = Self::new();
        let sample = program.ok(&["sample"]);
        let run = program.fed(&["import", "-"], sample.as_bytes());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
        program
    }

    /// At another moment.
    pub fn at(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    /// Where it keeps its records.
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Where it looks for options.
    pub fn config(&self) -> PathBuf {
        self.dir.path().join("config")
    }

    /// A file beside the store.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        warroom::config::make_private(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The command, not yet started, in an environment that decides nothing.
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
        command.env_clear().env("USER", "lina").env("WARROOM_DATA", self.data()).env("WARROOM_CONFIG", self.config());
        command.args(["--now", self.now]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it.
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        told(self.command(args).output().unwrap())
    }

    /// Runs it with something on standard input.
    pub fn fed<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        told(child.wait_with_output().unwrap())
    }

    /// Runs it, expects success and returns what it printed.
    pub fn ok<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let run = self.run(args);
        assert_eq!(
            run.status,
            0,
            "{:?} {}",
            args.iter().map(|arg| arg.as_ref().to_owned()).collect::<Vec<_>>(),
            run.err
        );
        run.out
    }

    /// Runs it with `--json`, expects success and returns what it printed.
    pub fn json<S: AsRef<OsStr>>(&self, args: &[S]) -> Value {
        let args: Vec<&OsStr> = args.iter().map(AsRef::as_ref).chain([OsStr::new("--json")]).collect();
        serde_json::from_str(&self.ok(&args)).unwrap()
    }

    /// Runs it, expects a refusal and returns what it said.
    pub fn refused<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let run = self.run(args);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{run:?}");
        run.err
    }
}

fn told(output: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// Whether bytes hold a word: much faster than to hold each window of them against it.
pub fn holds(bytes: &[u8], word: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(word)
}

/// Opens a store that was just let go of, where it has a passphrase with that. A program that another test starts holds for
/// a moment, until it runs, whatever is open here: locks too.
pub fn open(data: &Path, clock: Clock, pass: &str) -> Book {
    opened(data, clock, pass, Access::ReadWrite)
}

/// The same, as the screens open it.
pub fn session(data: &Path, clock: Clock) -> Book {
    opened(data, clock, "", Access::Session)
}

fn opened(data: &Path, clock: Clock, pass: &str, access: Access) -> Book {
    for _ in 0..500 {
        match Book::unlock(data, clock, "tester", access, &mut |key: &Key| key.open(pass)) {
            Err(problem) if ["problem-store-in-use", "problem-db-refused"].contains(&problem.id) => {
                thread::sleep(Duration::from_millis(10));
            }
            opened => return opened.unwrap(),
        }
    }
    panic!("somebody keeps {}", data.display())
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    warroom::config::make_private(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
