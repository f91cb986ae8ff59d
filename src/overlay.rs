//! What lies on top of a screen: a one-line editor, a picker, a page of text to write, a question, a sum laid open.
//!
//! Overlays get their items as data and give back what was typed or chosen; they know no record and no command.

pub mod choice;
pub mod confirm;
pub mod curtain;
pub mod explain;
pub mod page;
pub mod picker;
pub mod prompt;

pub use choice::{Choice, Item, Part};
pub use confirm::Confirm;
pub use curtain::Curtain;
pub use explain::Explain;
pub use page::Page;
pub use picker::{Later, Picker};
pub use prompt::Prompt;

use ratatui::layout::Rect;

/// A rectangle of this size, beside `anchor` (below it where there is room, else above) or in the middle of `screen`.
fn beside(screen: Rect, anchor: Option<Rect>, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    let Some(anchor) = anchor else {
        let x = screen.x + (screen.width - width) / 2;
        return Rect { x, y: screen.y + (screen.height - height) / 3, width, height };
    };
    let below = screen.bottom().saturating_sub(anchor.bottom());
    let above = anchor.y.saturating_sub(screen.y);
    let y = if below >= height {
        anchor.bottom()
    } else if above >= height {
        anchor.y - height
    } else {
        screen.bottom() - height
    };
    // The screen may have shrunk since the anchor was there.
    let (right, bottom) = (screen.right() - width, screen.bottom() - height);
    Rect { x: anchor.x.min(right).max(screen.x), y: y.min(bottom).max(screen.y), width, height }
}
