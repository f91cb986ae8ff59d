//! What went wrong, as a value: the id of a sentence in the locale files and what to put into it.

use std::fmt;
use std::io::{self, ErrorKind};

use super::near::nearest;

/// Something a person can act on. Every room returns it; only `text` turns it into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the sentence in `assets/locales/*/…ftl`, e.g. `problem-reporting-cycle`.
    pub id: &'static str,
    /// Named values for the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without arguments yet.
    pub const fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The same with one more named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Problem {
    /// The same with why a file operation failed: `fault`, which the text `fault` tells in words, and what the system says.
    #[must_use]
    pub fn failing(self, error: &io::Error) -> Self {
        let fault = match error.kind() {
            ErrorKind::NotFound => "missing",
            ErrorKind::IsADirectory => "folder",
            ErrorKind::NotADirectory => "no-folder",
            ErrorKind::AlreadyExists => "there",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "forbidden",
            kind if is_full(kind) => "full",
            ErrorKind::InvalidData => "no-text",
            _ => "other",
        };
        self.with("fault", fault).saying("reason", error)
    }

    /// The same with what the system says of a failure, without the number it has there.
    #[must_use]
    pub fn saying(self, name: &'static str, error: impl fmt::Display) -> Self {
        self.with(name, reason(error))
    }

    /// The same with which of the words there are somebody most likely meant by the one that is not; `none` where
    /// nothing is like it.
    #[must_use]
    pub fn near<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.with("near", nearest(typed, known).unwrap_or("none"))
    }
}

/// Whether a disk takes no more, or none from this user, or no more of one file.
pub const fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}

/// What the system says of a failure, without the number it has there.
fn reason(error: impl fmt::Display) -> String {
    let said = error.to_string();
    let number = |at: &usize| {
        said.get(at + NUMBER.len()..).is_some_and(|rest| rest.trim_end_matches(')').parse::<i32>().is_ok())
    };
    match said.rfind(NUMBER).filter(number) {
        Some(at) => said.get(..at).unwrap_or_default().to_owned(),
        None => said,
    }
}

/// How the standard library puts it.
const NUMBER: &str = " (os error ";

impl fmt::Display for Problem {
    /// For logs and tests; people read `Text::problem`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)?;
        self.args.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_by_its_kind_and_without_its_number() {
        let error = std::fs::read_to_string(env!("CARGO_MANIFEST_DIR")).unwrap_err();
        assert!(error.to_string().contains("os error"), "{error}");
        let problem = Problem::new("problem-x").failing(&error);
        assert!(problem.args.contains(&("fault", "folder".into())), "{problem}");
        assert!(!problem.to_string().contains("os error"), "{problem}");
        assert_eq!(reason("it (os error of a kind) is"), "it (os error of a kind) is");
    }
}
