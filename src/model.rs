//! The records of the trade as plain serde data, and the tables that describe their fields.
//!
//! No input or output, no clock, no terminal lives here, and no rule beyond a record's own validity.

pub mod problem;
pub mod speak;
pub mod when;

pub use problem::Problem;
pub use when::{Anniversary, PeriodKey, When};
