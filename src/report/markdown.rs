//! Papers as Markdown (CommonMark).

use super::{Block, Document};

/// Several papers one after the other.
pub fn markdown(papers: &[Document]) -> String {
    let mut out = String::new();
    for paper in papers {
        out.extend(["# ", &escaped(&paper.title), "\n"]);
        for block in &paper.blocks {
            out.push('\n');
            match block {
                Block::Heading(level, text) => {
                    out.extend([&*"#".repeat(usize::from(*level)), " ", &escaped(text), "\n"]);
                }
                Block::Facts(facts) => {
                    for (name, value) in facts {
                        out.extend(["- **", &escaped(name), "**: ", &escaped(value), "\n"]);
                    }
                }
                Block::Drawing(_) => {}
                Block::List(points) => {
                    for point in points {
                        out.extend(["- ", &escaped(point), "\n"]);
                    }
                }
            }
        }
        out.push('\n');
    }
    out
}

/// A text so that it is read as it is written, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}
