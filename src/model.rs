//! The records of the trade as plain serde data, and the tables that describe their fields.
//!
//! No input or output, no clock, no terminal lives here, and no rule beyond a record's own validity.

pub mod problem;

pub use problem::Problem;
