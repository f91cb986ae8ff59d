//! Reading and writing other people's files, and the bundled sample.
//!
//! Every reader turns a file into what it wants of the records (`want`), `settle` holds that against the room, and out
//! comes a [`Plan`]: drafts to commit and a row for every line. A dry run is the same plan, not committed. Nothing here
//! opens a file, asks the time or writes to a terminal.
//!
//! What a foreign file said is kept, cell by cell, under `<source>.<Column>` beside the fields it fills (`salesforce.Title`);
//! lists of one kind that are not the same list have sources of their own (`contacts#2.Ort`, see `origin`).
//! A cell that still says what it said before changes nothing, so an import never takes back what people edited since;
//! a cell that changed in the file sets its fields again, unless they were changed here, too: then they stay and the row
//! says so. What the other program calls a record is kept beside them (`ext.salesforce`), so that it is found again.

pub mod address;
pub mod capture;
pub mod chart;
pub mod double;
pub mod form;
mod given;
pub mod ical;
pub mod import;
pub mod ndjson;
pub mod out;
pub mod pack;
pub mod plan;
pub mod sample;
pub mod selection;
pub mod sheet;
pub mod touch;
pub mod vcard;

mod content;
mod encoding;
mod ext;
mod folder;
mod foreign;
mod lines;
mod order;
mod org;
mod origin;
mod profile;
mod rejects;
mod settle;
mod since;
mod table;
mod titles;
mod waiting;
mod want;
mod xlsx;

pub use content::FILE_ENDS;
pub use encoding::{OFFERED as ENCODINGS, named as encoding_of};
pub use import::{Format, OnConflict, Options, called, columns, form, place, read, read_all};
pub use plan::{Batch, Plan, Row, Status, Summary, drafts, numbered_batches};
pub use profile::dates::DateOrder;
pub use profile::mapped::explained;
pub use profile::targets;
pub use rejects::{Rejects, are_rejects, rejects};
pub use selection::Selection;
