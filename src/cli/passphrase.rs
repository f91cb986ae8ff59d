//! The passphrase: where it comes from, and setting, changing and removing it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::args::Passphrase;
use super::data::Outcome;
use super::desk::Desk;
use super::out::say;
use super::status::Status;
use crate::model::Problem;
use crate::store::{Book, Key, Seal, Strength, backup, receive};
use crate::term::secret::Hush;

/// So many wrong ones are enough.
const TRIES: usize = 3;

/// Where the passphrase is taken from where nobody can be asked.
const GIVEN: &str = "WARROOM_PASSPHRASE";
/// The same of a new one.
const NEW: &str = "WARROOM_NEW_PASSPHRASE";

/// Nobody has a longer line.
const MOST: u64 = 4096;

/// Sets, changes or removes the passphrase.
pub fn passphrase(desk: &mut Desk, command: &Passphrase) -> Outcome {
    let data = desk.paths.data.clone();
    let said = match command {
        Passphrase::Set => {
            if Book::key_of(&data)?.is_some() {
                return Err(Problem::new("problem-passphrase-there").into());
            }
            let book = desk.own()?;
            let new = new(desk, desk.passphrase_file.as_deref(), GIVEN)?;
            say(&desk.text.t("passphrase-working"));
            let gone = book.set_passphrase(&data, &new, Strength::default())?;
            list(desk, "passphrase-backups-gone", &gone)?;
            list(desk, "passphrase-strangers", &backup::strangers(&data))?;
            "passphrase-was-set"
        }
        Passphrase::Change { new_passphrase_file } => {
            needs_one(&data)?;
            let mut book = desk.change_alone()?;
            let new = new(desk, new_passphrase_file.as_deref(), NEW)?;
            let changed = book.change_passphrase(&data, &new, Strength::default())?;
            list(desk, "passphrase-backups-old", &changed.left)?;
            let said = desk.text.ta("passphrase-was-changed", &[("count", &changed.backups.to_string())]);
            desk.out.line(&said)?;
            return Ok(Status::Done);
        }
        Passphrase::Remove => {
            needs_one(&data)?;
            let book = desk.change_alone()?;
            say(&desk.text.t("passphrase-working"));
            list(desk, "passphrase-backups-gone", &book.remove_passphrase(&data)?)?;
            "passphrase-was-removed"
        }
    };
    desk.out.line(&desk.text.t(said))?;
    Ok(Status::Done)
}

fn needs_one(data: &Path) -> Result<(), Problem> {
    Book::key_of(data)?.map(drop).ok_or_else(|| Problem::new("problem-passphrase-none"))
}

/// Names files below a sentence, where there are any.
fn list(desk: &mut Desk, sentence: &str, paths: &[PathBuf]) -> io::Result<()> {
    if !paths.is_empty() {
        desk.out.line(&desk.text.t(sentence))?;
    }
    paths.iter().try_for_each(|path| desk.out.line(&format!("  {}", path.display())))
}

/// Opens a key: with the passphrase that was given, else with one that is asked for.
pub fn open(desk: &Desk, key: &Key) -> Result<Seal, Problem> {
    if let Some(passphrase) = given(desk, desk.passphrase_file.as_deref(), GIVEN)? {
        return key.open(&passphrase);
    }
    let hush = Hush::begin()?;
    let mut tries = 1;
    loop {
        let passphrase = hush.ask(&desk.text.t("passphrase-ask"))?;
        match key.open(&passphrase) {
            Err(problem) if problem.id == "problem-passphrase-wrong" && tries < TRIES => desk.tell(&problem),
            opened => return opened,
        }
        tries += 1;
    }
}

/// A new one: given, or typed twice alike.
fn new(desk: &Desk, file: Option<&Path>, name: &str) -> Result<Zeroizing<String>, Problem> {
    if let Some(passphrase) = given(desk, file, name)? {
        return Seal::takes(&passphrase).map(|()| passphrase);
    }
    let hush = Hush::begin()?;
    say(&desk.text.t("passphrase-advice"));
    let passphrase = hush.ask(&desk.text.t("passphrase-ask-new"))?;
    Seal::takes(&passphrase)?;
    let again = hush.ask(&desk.text.t("passphrase-ask-again"))?;
    if *passphrase == *again { Ok(passphrase) } else { Err(Problem::new("problem-passphrase-differs")) }
}

/// The first line of a file, else what the environment says.
fn given(desk: &Desk, file: Option<&Path>, name: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    let Some(path) = file else {
        let set = std::env::var(name).ok().filter(|set| !set.is_empty());
        return Ok(set.map(Zeroizing::new));
    };
    if path == Path::new("-") {
        return Err(Problem::new("problem-usage-passphrase-file"));
    }
    if let Some(problem) = receive::open_to_others(path) {
        desk.tell(&problem);
    }
    first_line(path).map(Some)
}

/// The first line of a file that has an end, and holds no more than a passphrase.
fn first_line(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let about = |id| Problem::new(id).with("path", path.display());
    let unreadable = |error: io::Error| about("problem-file-unreadable").failing(&error);
    if !receive::has_an_end(path, &path.metadata().map_err(unreadable)?) {
        return Err(about("problem-passphrase-file-special"));
    }
    // Of this size from the beginning: what grows leaves copies behind.
    let mut line = Zeroizing::new(String::with_capacity(MOST as usize));
    let file = File::open(path).map_err(unreadable)?;
    match BufReader::with_capacity(1, file.take(MOST)).read_line(&mut line) {
        Ok(len) if len as u64 == MOST && !line.ends_with('\n') => {
            return Err(about("problem-passphrase-file-long").with("most", MOST));
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => return Err(about("problem-passphrase-file-special")),
        read => read.map_err(unreadable)?,
    };
    let len = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(len);
    Ok(line)
}
