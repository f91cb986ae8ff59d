//! Pieces of a screen: plain structs that draw themselves into a [`Buffer`](ratatui::buffer::Buffer).
//!
//! They know [`theme`](crate::theme) and [`text`](crate::text), never a record, a command or a key. A widget with a
//! state settles it in `layout(&mut self, …)`; `draw(&self, …)` changes nothing but the buffer.

pub mod area;
pub mod draft;
pub mod input;
pub mod list;
pub mod put;
pub mod snapshot;
pub mod table;

pub use area::Area;
pub use draft::{Draft, Motion};
pub use input::Input;
pub use list::List;
pub use put::{clear, fill, frame, put, put_center, put_right, put_spans};
pub use table::{Align, Column, Table, Width};
