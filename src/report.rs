//! Papers for people on the way: a briefing as data, and what it looks like as Markdown, plain text and HTML.
//!
//! A paper says only what the records say, with their dates; what they do not say is named as a gap. No file and no
//! terminal here.

mod brief;
mod html;
mod markdown;
mod pdf;
mod plain;
mod room;
mod words;

#[cfg(test)]
mod tests;

pub use self::brief::{Brief, on_day, when_last_met};
pub use self::html::html;
pub use self::markdown::markdown;
pub use self::pdf::pdf;
pub use self::plain::plain;

use crate::text::clean;

/// A paper. Nothing in it could move a cursor or hide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its heading.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, 2 a section's and 3 one below it.
    Heading(u8, String),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// Points.
    List(Vec<String>),
    /// A drawing, as the SVG element it is; only pages can show it.
    Drawing(String),
}

impl Document {
    fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, clean(&text.into()).into_owned()));
    }

    fn facts(&mut self, facts: Vec<(String, String)>) {
        if !facts.is_empty() {
            let fact = |(name, value): (String, String)| (clean(&name).into_owned(), clean(&value).into_owned());
            self.blocks.push(Block::Facts(facts.into_iter().map(fact).collect()));
        }
    }

    fn list(&mut self, points: Vec<String>) {
        self.blocks.push(Block::List(points.iter().map(|point| clean(point).into_owned()).collect()));
    }

    /// A section with points; none where there is nothing to say.
    fn section(&mut self, title: String, points: Vec<String>) {
        if !points.is_empty() {
            self.heading(2, title);
            self.list(points);
        }
    }
}
