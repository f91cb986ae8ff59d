//! How the program ends, for scripts.

use std::process::ExitCode;

use crate::model::Problem;

/// The exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Done = 0,
    /// What was asked for is wrong or was not found; rows were left out; a check found something.
    Wrong = 1,
    /// Wrong usage.
    Usage = 2,
    /// Another process has the store.
    InUse = 3,
    /// The store is damaged, or cannot be written.
    Damaged = 4,
}

impl Status {
    /// What a problem comes to.
    pub fn of(problem: &Problem) -> Self {
        match problem.id {
            "problem-store-in-use" | "problem-host-silent" => Self::InUse,
            "problem-db-refused" | "problem-db-full" | "problem-saved-but-closed" => Self::Damaged,
            id if id.starts_with("problem-not-saved") => Self::Damaged,
            id if id.starts_with("problem-store-damaged") => Self::Damaged,
            id if id.starts_with("problem-usage") => Self::Usage,
            _ => Self::Wrong,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
