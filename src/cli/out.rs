//! What goes to standard output: lines, tables, JSON. Nothing from data moves a terminal's cursor, and colour is for
//! terminals alone.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use crossterm::style::Stylize;
use serde_json::Value;

use crate::text::{clean, fit, pad, pad_left, width, wrap};

/// Columns of blanks between two columns of a table.
const GAP: usize = 2;

/// No column of a table is made narrower than this to fit a terminal; rather, the last ones are left out.
const NARROWEST: usize = 10;

/// Standard output.
pub struct Out {
    sink: BufWriter<Stdout>,
    terminal: bool,
    colour: bool,
}

impl Out {
    /// Standard output as it is; `no_colour` is the reader's wish.
    pub fn new(no_colour: bool) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self { sink: BufWriter::new(stdout), terminal, colour: terminal && !no_colour }
    }

    /// Whether somebody looks at it.
    pub const fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Writes a line, clean: who reads it may hand it to a terminal. There it is one line; elsewhere it has those it has.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        if self.terminal {
            return writeln!(self.sink, "{}", clean(text));
        }
        text.split('\n').try_for_each(|line| writeln!(self.sink, "{}", clean(line)))
    }

    /// Writes a heading.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = clean(text);
        if self.colour { writeln!(self.sink, "{}", text.as_ref().bold()) } else { writeln!(self.sink, "{text}") }
    }

    /// Writes text that ends its own lines, as it is; a terminal gets it clean.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        if self.terminal {
            return text.lines().try_for_each(|line| self.line(line));
        }
        self.sink.write_all(text.as_bytes())
    }

    /// Writes one JSON value on a line.
    pub fn json(&mut self, value: &Value) -> io::Result<()> {
        let text = value.to_string();
        writeln!(self.sink, "{}", if self.terminal { clean(&text) } else { text.as_str().into() })
    }

    /// Writes a JSON array, an entry a line, each as it comes.
    pub fn array(&mut self, rows: impl IntoIterator<Item = impl ToString>) -> io::Result<()> {
        let mut open = "[\n";
        for row in rows {
            let row = row.to_string();
            write!(self.sink, "{open}{}", if self.terminal { clean(&row) } else { row.as_str().into() })?;
            open = ",\n";
        }
        self.sink.write_all(if open == "[\n" { b"[]\n" } else { b"\n]\n" })
    }

    /// Writes a table whose columns are as wide as what stands in them; numbers stand at the right. Where a terminal is
    /// narrower, the widest columns give way.
    pub fn table(&mut self, heads: &[String], rows: &[Vec<String>]) -> io::Result<()> {
        let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
        let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(AsRef::as_ref);
        let mut widths: Vec<usize> = heads
            .iter()
            .enumerate()
            .map(|(at, head)| cells(at).map(width).max().unwrap_or(0).max(width(head)))
            .collect();
        if let Some(columns) = self.columns() {
            shrink(&mut widths, columns);
        }
        // Thousands, signs of currencies and of per cent do not make a number a word.
        let bare = |cell: &str| cell.replace([',', '%', ' ', '¥', '$', '€', '£'], "");
        let numeric = |at| cells(at).all(|cell| cell.is_empty() || bare(cell).parse::<f64>().is_ok());
        let numeric: Vec<bool> = (0..widths.len()).map(numeric).collect();
        let written = |cells: &mut dyn Iterator<Item = &str>| {
            let padded = cells
                .zip(widths.iter().zip(&numeric))
                .map(|(cell, (width, numeric))| if *numeric { pad_left(cell, *width) } else { pad(cell, *width) });
            padded.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        self.heading(&written(&mut heads.iter().map(String::as_str)))?;
        rows.iter().try_for_each(|row| writeln!(self.sink, "{}", written(&mut row.iter().map(AsRef::as_ref))))
    }

    /// Writes pairs below each other, the second ones aligned; a terminal breaks long ones.
    pub fn pairs(&mut self, pairs: &[(String, String)]) -> io::Result<()> {
        let column = pairs.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let room = self.columns().map(|columns| columns.saturating_sub(column + GAP).max(NARROWEST));
        for (name, value) in pairs {
            let mut name = name.as_str();
            for line in value.lines().map(clean) {
                for part in room.map_or(vec![line.as_ref()], |room| wrap(&line, room)) {
                    writeln!(self.sink, "{}{}{part}", pad(name, column), " ".repeat(GAP))?;
                    name = "";
                }
            }
        }
        Ok(())
    }

    /// Writes what was buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }

    /// The bytes, for what others write.
    pub fn sink(&mut self) -> &mut impl Write {
        &mut self.sink
    }

    fn columns(&self) -> Option<usize> {
        if !self.terminal {
            return None;
        }
        crossterm::terminal::size().ok().map(|(columns, _)| columns.into())
    }
}

/// Leaves out the last columns that cannot fit even narrowed, then takes from the widest until all fit.
fn shrink(widths: &mut Vec<usize>, columns: usize) {
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + widths.len().saturating_sub(1) * GAP;
    let narrowed = |widths: &[usize]| widths.iter().map(|width| *width.min(&NARROWEST)).collect::<Vec<_>>();
    while widths.len() > 1 && total(&narrowed(widths)) > columns {
        widths.pop();
    }
    while total(widths) > columns {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST) else { return };
        *widest -= 1;
    }
}

/// A message to standard error, clean; nobody is left to tell where that fails.
pub fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    text.lines().for_each(|line| drop(writeln!(stderr, "{}", clean(line))));
}

/// Whether a person at a terminal agrees; a script is not asked. `unless_no` takes a bare Enter for a yes.
pub fn confirmed(question: &str, unless_no: bool) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return true;
    }
    let mut stderr = io::stderr().lock();
    write!(stderr, "{question} ").and_then(|()| stderr.flush()).ok();
    let mut answer = String::new();
    if io::stdin().read_line(&mut answer).is_err() || answer.is_empty() {
        return false;
    }
    match answer.trim().chars().next() {
        Some('n' | 'N' | '否') => false,
        Some('y' | 'Y' | '是') => true,
        _ => unless_no,
    }
}

/// One line that the next replaces, for progress; only where standard error is a terminal.
pub fn progress(text: Option<&str>) {
    let mut stderr = io::stderr().lock();
    if !stderr.is_terminal() {
        return;
    }
    let shown = text.map(|text| fit(&clean(text), 78)).unwrap_or_default();
    write!(stderr, "\r{}\r{shown}", " ".repeat(78)).and_then(|()| stderr.flush()).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_terminal_costs_width_first_and_columns_last() {
        let fitted = |columns| {
            let mut widths = vec![10, 40, 20];
            shrink(&mut widths, columns);
            widths
        };
        assert_eq!(fitted(80), [10, 40, 20]);
        assert_eq!(fitted(60), [10, 26, 20]);
        assert_eq!(fitted(34), [10, 10, 10]);
        assert_eq!(fitted(33), [10, 21]);
        assert_eq!(fitted(5), [10]);
    }
}
