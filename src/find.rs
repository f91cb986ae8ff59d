//! Finding things by what people type: search keys (text, pinyin, initials), the best among many, filter expressions.
//!
//! Nothing here knows a record kind: keys are made from text, filters ask for values by field name.

pub mod catalog;
pub mod filter;
pub mod index;
pub mod keys;
mod mark;
mod word;

pub use crate::model::fold::{fold, fold_char};
pub use catalog::Catalog;
pub use filter::Filter;
pub use index::{Hit, Index};
pub use keys::Keys;
