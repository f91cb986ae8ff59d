//! The map: the account's seats in four bands, with their lines of reporting.

pub mod place;
