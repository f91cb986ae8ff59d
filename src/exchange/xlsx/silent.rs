//! Cells of a sheet that hold something and say nothing: formulas whose result is not in the workbook, for the program that
//! wrote it reckons nothing, and errors. They are looked for in the text of the sheet: of a formula nothing else is wanted, and
//! what reads formulas unfolds those that go over many cells, as many as somebody writes there.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::{MOST, number};
use crate::model::Problem;

/// How many cells a sentence names.
const NAMED: usize = 5;

/// What has to be said of the nth sheet of a workbook.
pub(super) fn told(book: &[u8], nth: usize) -> Vec<Problem> {
    let Some(sheet) = sheet(book, nth) else { return Vec::new() };
    let (mut silent, mut errors, mut error, mut is_reckoned) = (Vec::new(), Vec::new(), "", false);
    for cell in sheet.split("<c ").skip(1).filter_map(Cell::of) {
        match (cell.is_error, cell.value.is_empty()) {
            (true, _) => {
                error = if errors.is_empty() { cell.value } else { error };
                errors.push(cell.name);
            }
            (false, true) if cell.is_formula => silent.push(cell.name),
            (false, is_empty) => is_reckoned |= cell.is_formula && !is_empty,
        }
    }
    // Where any of them has a result all were reckoned, and the others come to nothing.
    silent.retain(|_| !is_reckoned);
    let said = |id: &'static str, cells: &[&str]| {
        let named: Vec<&str> = cells.iter().take(NAMED).copied().collect();
        let more = if cells.len() > NAMED { ", …" } else { "" };
        let problem = Problem::new(id).with("count", cells.len()).with("cells", named.join(", ") + more);
        (!cells.is_empty()).then_some(problem)
    };
    let errors = said("problem-import-cell-errors", &errors).map(|problem| problem.with("error", error));
    said("problem-import-no-results", &silent).into_iter().chain(errors).collect()
}

/// A cell, as it is written.
struct Cell<'a> {
    name: &'a str,
    value: &'a str,
    is_formula: bool,
    is_error: bool,
}

impl<'a> Cell<'a> {
    /// One that holds something, from behind the name of its element on.
    fn of(text: &'a str) -> Option<Self> {
        let (head, rest) = text.split_once('>').filter(|(head, _)| !head.ends_with('/'))?;
        let within = rest.split_once("</c>")?.0;
        let value = within.split_once("<v>").and_then(|(_, rest)| rest.split_once("</v>"));
        Some(Self {
            name: attribute(head, "r")?,
            value: value.map_or("", |(value, _)| value.trim()),
            is_formula: within.contains("<f>") || within.contains("<f ") || within.contains("<f/"),
            is_error: attribute(head, "t") == Some("e"),
        })
    }
}

/// The text of the nth sheet.
fn sheet(book: &[u8], nth: usize) -> Option<String> {
    let (sheets, places) = (part(book, "xl/workbook.xml")?, part(book, "xl/_rels/workbook.xml.rels")?);
    let id = attribute(sheets.split("<sheet ").nth(nth + 1)?, "r:id")?;
    let place = places.split("<Relationship ").find(|place| attribute(place, "Id") == Some(id))?;
    let path = attribute(place, "Target")?;
    part(book, &path.strip_prefix('/').map_or_else(|| format!("xl/{path}"), str::to_owned))
}

/// What an element says under a name.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let head = element.split_once('>').map_or(element, |(head, _)| head);
    let mut all = head.split_whitespace().filter_map(|word| word.split_once("=\""));
    all.find(|(own, _)| *own == name).and_then(|(_, value)| Some(value.split_once('"')?.0))
}

/// The text of a part of an archive.
fn part(archive: &[u8], name: &str) -> Option<String> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const HEAD: usize = 46;
    let is_it = |at: &usize| {
        let entry = archive.get(*at..).unwrap_or_default();
        let (head, length) = (entry.starts_with(ENTRY), number(entry, 28, 2) as usize);
        head && entry.get(HEAD..HEAD + length) == Some(name.as_bytes())
    };
    let entry = archive.get((0..archive.len()).find(is_it)?..)?;
    let local = archive.get(number(entry, 42, 4) as usize..)?;
    let data = local.get(30 + (number(local, 26, 2) + number(local, 28, 2)) as usize..)?;
    let mut text = Vec::new();
    match number(entry, 10, 2) {
        0 => text.extend(data.get(..number(entry, 20, 4) as usize)?),
        _ => drop(DeflateDecoder::new(data).take(MOST).read_to_end(&mut text).ok()?),
    }
    String::from_utf8(text).ok()
}
