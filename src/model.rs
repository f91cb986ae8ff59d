//! The records of the trade as plain serde data, and the tables that describe their fields.
//!
//! No input or output, no clock, no terminal lives here, and no rule beyond a record's own validity. A new field is one
//! line in its record (`account`, `people`, `team`) and its text in the locale files.

pub mod choice;
pub mod extra;
pub mod field;
pub mod fold;
pub mod list;
pub mod problem;
pub mod record;
pub mod refers;
pub mod speak;
pub mod subject;
pub mod value;
pub mod when;

mod account;
mod id;
mod name;
pub mod near;
mod people;
mod team;

pub use account::{
    Account, Competitor, Complaint, CourseStep, Goal, Leaning, Payment, Period, ProductSales, Receivable, Satisfaction,
    Swot, WhiteSpace,
};
pub use id::Id;
pub use list::{Line, Money};
pub use name::Name;
pub use people::{Edge, Gift, Need, Note, Occasion, Person, Seat};
pub use problem::Problem;
pub use record::{Kind, Record, Typed};
pub use team::{Attendee, Event, FollowUp, Leave, Member, Pairing, Snooze, Touch, Travel, Visit};
pub use when::{Anniversary, PeriodKey, When, half_of_a_day};
