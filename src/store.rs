//! The store: every edit becomes a line of the journal, synced before it counts as saved; sled holds the records beside
//! it for speed and can always be rebuilt. [`Book`] is all that other rooms see.
//!
//! The disk format is known here alone, and so is sled. No rule about records lives here.

#[cfg(not(unix))]
mod alone;
#[cfg(unix)]
mod ask;
mod attempt;
pub mod backup;
mod book;
mod check;
mod codec;
mod compact;
pub mod deliver;
pub mod disk;
mod erase;
pub mod folders;
pub mod frame;
mod identity;
mod journal;
mod kept;
mod later;
mod line;
mod lock;
mod log;
mod migrate;
mod open;
mod pen;
pub mod probe;
pub mod receive;
mod recover;
mod reseal;
pub mod restore;
mod seal;
#[cfg(unix)]
mod serve;
mod share;
mod shown;
mod snapshot;
#[cfg(unix)]
mod socket;
mod state;
mod swap;
mod takeback;
#[cfg(test)]
mod tests;
mod trees;
mod wire;

#[cfg(not(unix))]
use alone::Host;
#[cfg(not(unix))]
pub use alone::{Request, Server};
#[cfg(unix)]
use ask::Host;
pub use book::Book;
pub use check::Finding;
pub use erase::{ERASE, Erased};
pub use lock::user;
pub use open::{Access, Ask, NO_STORE};
pub use reseal::Changed;
pub use seal::{Key, Seal, Strength};
#[cfg(unix)]
pub use serve::{Request, Server};
pub use trees::is_contained;
