//! What went wrong, as a value: the id of a sentence in the locale files and what to put into it.

use std::fmt;

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
    /// The same with which of the words there are somebody most likely meant by the one that is not; `none` where
    /// nothing is like it.
    #[must_use]
    pub fn near<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.with("near", nearest(typed, known).unwrap_or("none"))
    }
}

impl fmt::Display for Problem {
    /// For logs and tests; people read `Text::problem`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)?;
        self.args.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Problem {}
