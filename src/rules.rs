//! Pure answers at a given `now`, computed from records and never stored.
//!
//! No clock, no disk and no terminal here: whatever changes with time takes the time as a parameter.

pub mod abc;
pub mod ageing;
pub mod agenda;
pub mod behaviour;
pub mod circle;
pub mod cycle;
pub mod figures;
#[cfg(test)]
pub(crate) mod fixture;
pub mod graph;
pub mod handover;
pub mod intercept;
pub mod ladder;
pub mod lunar;
pub mod pairing;
pub mod presence;
pub mod region;
pub mod satisfaction;
pub mod summary;
pub mod terms;
pub mod today;
pub mod workday;
pub mod zone;

pub use terms::Terms;
