//! The only way a record changes: a [`Draft`] of field changes becomes an [`Edit`], the [`Room`] prepares it, the guards
//! hold it against the rules of the house, the store keeps it, the room absorbs it.
//!
//! Nothing here touches the disk, the clock or the terminal.

pub mod draft;
pub mod gone;
pub mod guard;
pub mod history;
pub mod merge;
pub mod room;

mod answers;
mod called;
mod change;
mod held;
mod packed;
mod press;
mod stock;
mod written;

pub use change::{Change, DELETED, EXISTS, Edit, Stamp, Turn};
pub use draft::Draft;
pub use gone::Gone;
pub use held::{Held, Stamps};
pub use history::History;
pub use merge::Merge;
pub use packed::Packed;
pub use press::{Press, Pressed};
pub use room::{Prepared, Room};
pub use stock::{Image, Packer, Parcel, Shelf};
