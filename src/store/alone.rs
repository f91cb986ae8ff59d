//! Where there are no private sockets: nobody is served, and nobody is asked.

use std::path::Path;

use super::Book;
use super::wire::Wish;
use crate::model::Problem;

/// Hears wishes elsewhere.
#[derive(Debug)]
pub enum Server {}

/// A wish elsewhere.
#[derive(Debug)]
pub enum Request {}

/// The program that has the store, elsewhere.
#[derive(Debug)]
pub enum Host {}

impl Book {
    /// Serves nobody.
    pub fn serve(&self, _: &Path, _: impl Fn() + Send + Sync + 'static) -> Result<Option<Server>, Problem> {
        Ok(None)
    }
}

impl Server {
    /// There is none.
    pub fn next(&self) -> Option<Request> {
        match *self {}
    }
}

impl Request {
    /// There is none.
    pub fn grant(self, _: &mut Book) {
        match self {}
    }
}

impl Host {
    /// There is none: the store is in use.
    pub fn find(_: &Path, in_use: Problem) -> Result<Self, Problem> {
        Err(in_use)
    }

    /// There is none.
    pub fn ask(&self, _: &Wish) -> Result<Option<u64>, Problem> {
        match *self {}
    }
}
