//! Pure answers at a given `now`, computed from records and never stored.
//!
//! No clock, no disk and no terminal here: whatever changes with time takes the time as a parameter.

pub mod abc;
pub mod ageing;
pub mod agenda;
pub mod balance;
pub mod behaviour;
pub mod churn;
pub mod circle;
pub mod city;
pub mod complaint;
pub mod contents;
pub mod cycle;
pub mod festival;
pub mod figures;
#[cfg(test)]
pub(crate) mod fixture;
pub mod graph;
pub mod handover;
pub mod health;
pub mod intercept;
pub mod kpi;
pub mod ladder;
pub mod lazily;
pub mod lunar;
pub mod pairing;
pub mod plan;
pub mod portions;
pub mod presence;
pub mod receivables;
pub mod region;
pub mod rhythm;
pub mod satisfaction;
pub mod scope;
pub mod since;
pub mod span;
pub mod summary;
mod table;
pub mod terms;
pub mod today;
pub mod tour;
pub mod transfer;
pub mod typed;
pub mod visits;
pub mod warnings;
pub mod winwin;
pub mod workday;
pub mod zone;

pub use terms::Terms;
