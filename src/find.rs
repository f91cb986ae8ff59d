//! Finding things by what people type: search keys (text, pinyin, initials), fuzzy ranking, filter expressions.
//!
//! Nothing here knows a record kind: keys are made from text, filters ask for values by field name.

pub mod filter;
pub mod keys;
pub mod rank;

pub use crate::model::fold::{fold, fold_char};
pub use filter::Filter;
pub use keys::Keys;
pub use rank::{Hit, Index, rank};
