//! Pieces of a screen: plain structs that draw themselves into a [`Buffer`](ratatui::buffer::Buffer).
//!
//! They know [`theme`](crate::theme) and [`text`](crate::text), never a record, a command or a key. A widget with a
//! state settles it in `layout(&mut self, …)`; `draw(&self, …)` changes nothing but the buffer.

pub mod area;
pub mod canvas;
pub mod draft;
pub mod gauge;
pub mod hints;
pub mod input;
pub mod list;
pub mod month;
pub mod put;
pub mod scrollbar;
pub mod snapshot;
pub mod table;
pub mod tabs;
pub mod toast;

pub use area::Area;
pub use canvas::{Canvas, Way};
pub use draft::{Draft, Motion};
pub use gauge::{bar, dots, spark};
pub use hints::{Hint, hints};
pub use input::Input;
pub use list::List;
pub use month::Month;
pub use put::{clear, fill, frame, put, put_center, put_right, put_spans, put_wrapped, put_wrapped_center};
pub use scrollbar::scrollbar;
pub use table::{Align, Column, Table, Width};
pub use tabs::tabs;
pub use toast::toast;
