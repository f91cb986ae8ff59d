//! Papers as plain text, wrapped to the width of a letter.

use super::{Block, Document};
use crate::text::{width, wrap};

/// Columns of a line.
const WIDTH: usize = 78;

/// Several papers one after the other.
pub fn plain(papers: &[Document]) -> String {
    let mut out = String::new();
    for paper in papers {
        line(&mut out, &paper.title);
        line(&mut out, &"=".repeat(width(&paper.title).min(WIDTH)));
        for block in &paper.blocks {
            match block {
                Block::Heading(level, text) => {
                    out.push('\n');
                    line(&mut out, text);
                    if *level <= 2 {
                        line(&mut out, &"-".repeat(width(text).min(WIDTH)));
                    }
                }
                Block::Facts(facts) => {
                    for (name, value) in facts {
                        hanging(&mut out, &format!("{name}: "), value);
                    }
                }
                Block::Drawing(_) => {}
                Block::List(points) => points.iter().for_each(|point| hanging(&mut out, "* ", point)),
            }
        }
        out.push('\n');
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// A text behind its mark, its further lines below its beginning.
fn hanging(out: &mut String, mark: &str, text: &str) {
    let indent = width(mark).min(WIDTH / 3);
    for (at, part) in wrap(text, WIDTH.saturating_sub(indent)).iter().enumerate() {
        let lead = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
        line(out, &format!("{lead}{part}"));
    }
}
