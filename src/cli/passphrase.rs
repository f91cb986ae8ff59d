//! The passphrase: where it comes from, and setting, changing and removing it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use zeroize::Zeroizing;

use super::args::Passphrase;
use super::data::Outcome;
use super::desk::Desk;
use super::out::say;
use super::status::Status;
use crate::model::Problem;
use crate::store::{Book, Key, Seal, Strength};
use crate::term::secret::Hush;

/// So many wrong ones are enough.
const TRIES: usize = 3;

/// Where the passphrase is taken from where nobody can be asked.
const GIVEN: &str = "WARROOM_PASSPHRASE";
/// The same of a new one.
const NEW: &str = "WARROOM_NEW_PASSPHRASE";

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
            tell_gone(desk, &book.set_passphrase(&data, &new, Strength::default())?)?;
            "passphrase-was-set"
        }
        Passphrase::Change { new_passphrase_file } => {
            needs_one(&data)?;
            let book = desk.change_alone()?;
            let new = new(desk, new_passphrase_file.as_deref(), NEW)?;
            book.change_passphrase(&data, &new, Strength::default())?;
            "passphrase-was-changed"
        }
        Passphrase::Remove => {
            needs_one(&data)?;
            let book = desk.change_alone()?;
            say(&desk.text.t("passphrase-working"));
            tell_gone(desk, &book.remove_passphrase(&data)?)?;
            "passphrase-was-removed"
        }
    };
    desk.out.line(&desk.text.t(said))?;
    Ok(Status::Done)
}

fn needs_one(data: &Path) -> Result<(), Problem> {
    Book::key_of(data)?.map(drop).ok_or_else(|| Problem::new("problem-passphrase-none"))
}

fn tell_gone(desk: &mut Desk, gone: &[std::path::PathBuf]) -> std::io::Result<()> {
    if !gone.is_empty() {
        desk.out.line(&desk.text.t("passphrase-backups-gone"))?;
    }
    gone.iter().try_for_each(|path| desk.out.line(&format!("  {}", path.display())))
}

/// Opens a key: with the passphrase that was given, else with one that is asked for.
pub fn open(desk: &Desk, key: &Key) -> Result<Seal, Problem> {
    if let Some(passphrase) = given(desk.passphrase_file.as_deref(), GIVEN)? {
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
    if let Some(passphrase) = given(file, name)? {
        return Seal::takes(&passphrase).map(|()| passphrase);
    }
    let hush = Hush::begin()?;
    let passphrase = hush.ask(&desk.text.t("passphrase-ask-new"))?;
    Seal::takes(&passphrase)?;
    let again = hush.ask(&desk.text.t("passphrase-ask-again"))?;
    if *passphrase == *again { Ok(passphrase) } else { Err(Problem::new("problem-passphrase-differs")) }
}

/// The first line of a file, else what the environment says.
fn given(file: Option<&Path>, name: &str) -> Result<Option<Zeroizing<String>>, Problem> {
    let Some(path) = file else {
        let set = std::env::var(name).ok().filter(|set| !set.is_empty());
        return Ok(set.map(Zeroizing::new));
    };
    if path == Path::new("-") {
        return Err(Problem::new("problem-usage-passphrase-file"));
    }
    let mut line = Zeroizing::new(String::new());
    let read = File::open(path).and_then(|file| BufReader::new(file).read_line(&mut line));
    read.map_err(|error| Problem::new("problem-file-unreadable").with("path", path.display()).with("reason", error))?;
    let len = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(len);
    Ok(Some(line))
}
