//! The user's own editor, for long texts.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use crate::model::Problem;

/// The editor the user has chosen, as POSIX programs ask for it.
pub(super) fn command() -> String {
    let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    chosen.into_iter().find(|command| !command.trim().is_empty()).unwrap_or_else(|| "vi".into())
}

/// Lets `editor` change `text` in a file only this user can read, which is gone afterwards. `None` if the text is as
/// it was.
pub(super) fn edit(text: &str, editor: &str) -> Result<Option<String>, Problem> {
    let failed = |reason: &dyn std::fmt::Display| {
        Problem::new("problem-editor-failed").with("editor", editor).with("reason", reason)
    };
    let words = split(editor);
    let (program, args) = words.split_first().ok_or_else(|| failed(&"?"))?;
    let draft = Draft::create(text).map_err(|error| failed(&error))?;
    // What opens the store is nothing to those who are started from it.
    let mut command = Command::new(program);
    command.args(args).arg(&draft.path).env_remove("WARROOM_PASSPHRASE").env_remove("WARROOM_NEW_PASSPHRASE");
    let status = command.status().map_err(|error| failed(&error))?;
    if !status.success() {
        return Err(failed(&status));
    }
    let written = draft.read().map_err(|error| failed(&error))?;
    // Editors end a file with a line end; it is not the user's unless there was one.
    let ended = text.ends_with('\n');
    let written = written.strip_suffix('\n').filter(|_| !ended).unwrap_or(&written);
    Ok((written != text).then(|| written.to_owned()))
}

/// A file that is removed when it goes out of scope.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn create(text: &str) -> io::Result<Self> {
        // A user's runtime directory is private and in memory; the system's temporary one is neither.
        let dir = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|dir| dir.is_dir());
        let dir = dir.unwrap_or_else(env::temp_dir);
        let mut nth = 0;
        let (path, mut file) = loop {
            let path = dir.join(format!("warroom-{}-{nth}.txt", process::id()));
            match private(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && nth < 1000 => nth += 1,
                opened => break (path, opened?),
            }
        };
        let draft = Self { path };
        file.write_all(text.as_bytes())?;
        Ok(draft)
    }

    /// Read by name: many editors write a new file and put it in the place of the old one.
    fn read(&self) -> io::Result<String> {
        let mut text = String::new();
        File::open(&self.path)?.read_to_string(&mut text)?;
        Ok(text)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Words of a command line; quotes keep blanks together, a backslash keeps the next character as it is.
fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false; // inside a word
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        let literal = match (quote, char) {
            (None, ' ' | '\t') => {
                open = false;
                continue;
            }
            (Some(mark), _) if char == mark => {
                quote = None;
                continue;
            }
            (None, '"' | '\'') => {
                quote = Some(char);
                None
            }
            (None | Some('"'), '\\') => chars.next(),
            _ => Some(char),
        };
        if !open {
            words.push(String::new());
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.extend(literal);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_lines_are_split_as_a_shell_would() {
        assert_eq!(split("  code --wait "), ["code", "--wait"]);
        assert_eq!(split(r#""/my apps/ed" -c 'set nu' a\ b"#), ["/my apps/ed", "-c", "set nu", "a b"]);
        assert_eq!(split("a\"\"b ''"), ["ab", ""]);
        assert!(split("  ").is_empty());
    }

    #[test]
    fn the_editor_changes_the_text_and_the_file_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let told = dir.path().join("told");
        let script = format!(r#"sh -c 'printf %s "$0" > "{}"; sed -i s/one/two/ "$0"'"#, told.display());
        assert_eq!(edit("合同 one", &script).unwrap().as_deref(), Some("合同 two"));
        let file = fs::read_to_string(&told).unwrap();
        assert!(file.contains("warroom-") && !Path::new(&file).exists(), "{file}");
        assert_eq!(edit("same", "true").unwrap(), None);
        assert_eq!(edit("same", "sh -c 'echo >> \"$0\"'").unwrap(), None);
    }

    #[test]
    fn only_the_user_can_read_the_file() {
        let script = r#"sh -c 'test "$(stat -c %a "$0")" = 600'"#;
        assert_eq!(edit("secret", script).unwrap(), None);
    }

    #[test]
    fn an_editor_that_fails_changes_nothing() {
        assert_eq!(edit("text", "false").unwrap_err().id, "problem-editor-failed");
        assert_eq!(edit("text", "no-such-editor-anywhere").unwrap_err().id, "problem-editor-failed");
    }
}
