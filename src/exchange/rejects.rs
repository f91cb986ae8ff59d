//! The user's own rows back: what an import left out, as the file had it, with why beside it, to be mended and read again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::import::{Format, Options, contained};
use super::lines::lines;
use super::plan::{Plan, Row};
use super::table::{Cells, Sheet};
use super::{content, encoding, ical, org, profile, table, xlsx};
use crate::model::Problem;

/// The column, or key, that says why.
pub(super) const ERROR: &str = "ERROR";

/// Rows that were left out, as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejects {
    /// The sheet of a workbook they are of.
    pub sheet: String,
    /// The file.
    pub text: String,
}

impl Rejects {
    /// The same table with tabs between its cells.
    #[must_use]
    pub fn with_tabs(self) -> Self {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.text.as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
        // What was written a moment ago can be read, and writing into memory cannot fail.
        for record in reader.records().flatten() {
            let _ = writer.write_record(&record);
        }
        let text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok());
        Self { text: text.unwrap_or_default(), sheet: self.sheet }
    }
}

/// A file like the one that was read, of the rows that the plan left out; of a workbook, one for every sheet with such
/// rows, since each has headers of its own. `say` turns a problem into a sentence.
pub fn rejects(
    bytes: &[u8],
    name: &str,
    options: &Options,
    plan: &Plan,
    say: impl Fn(&Problem) -> String,
) -> Vec<Rejects> {
    contained(|| Ok(written(bytes, name, options, plan, say))).unwrap_or_else(|_| vec![Rejects::default()])
}

/// Whether a text is what an import has written of rows it left out.
pub fn are_rejects(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let is_column = head.rsplit([',', '\t']).next().is_some_and(|cell| cell.trim().trim_matches('"') == ERROR);
    let (property, key) = (format!("X-{ERROR}:"), format!("\"{ERROR}\":"));
    is_column || text.lines().any(|line| line.starts_with(&property)) || head.contains(&key)
}

fn written(bytes: &[u8], name: &str, options: &Options, plan: &Plan, say: impl Fn(&Problem) -> String) -> Vec<Rejects> {
    let bytes = &*encoding::as_said(bytes, options.encoding);
    let text = encoding::decode(bytes);
    let why = |row: &Row| row.problems.iter().map(&say).collect::<Vec<_>>().join(" ");
    let of = |sheet: &str| -> BTreeMap<u64, String> {
        let rows = plan.rows.iter().filter(|row| row.is_to_mend() && (row.sheet.is_empty() || row.sheet == sheet));
        rows.map(|row| (row.line, why(row))).collect()
    };
    let left_out = of("");
    let text = match options.format.unwrap_or_else(|| Format::guess(name, &text)) {
        Format::Ndjson => ndjson(&text, &left_out),
        Format::Csv => {
            let sheet = table::parse(&text);
            csv(&sheet, &text, profile::header(&sheet.rows, options), &left_out)
        }
        Format::Xlsx => {
            let sheets = xlsx::sheets(bytes).unwrap_or_default();
            let tables = sheets.iter().filter_map(|sheet| {
                let mut left_out = of(&sheet.name);
                let why = left_out.values().next()?.clone();
                let known = profile::header(&sheet.rows, &profile::of_sheet(&sheets, sheet, options));
                // Of a sheet that nobody knows all is given back, and its first row is the one with the headers.
                if known.is_none() {
                    left_out = sheet.rows.iter().skip(1).map(|row| (row.line, why.clone())).collect();
                }
                let header = known.or(sheet.rows.first());
                Some(Rejects { sheet: sheet.name.clone(), text: csv(sheet, "", header, &left_out) })
            });
            let tables: Vec<Rejects> = tables.collect();
            return if tables.is_empty() { vec![Rejects::default()] } else { tables };
        }
        Format::Org => {
            // Several may stand on one line: people are told apart by their turn, which is the number of no line.
            const TURNS: u64 = 1 << 32;
            let mut sheet = org::sheet(&text).unwrap_or_default();
            sheet.rows.sort_by_key(|row| row.line);
            for (turn, row) in (TURNS..).zip(&mut sheet.rows) {
                row.line = turn;
            }
            let faults: BTreeSet<u64> = sheet.faults.iter().map(|(line, _)| *line).collect();
            let (broken, whole): (Vec<&Row>, Vec<&Row>) = plan.rows.iter().partition(|row| faults.contains(&row.line));
            let turns = (TURNS + 1..).zip(whole).filter(|(_, row)| row.is_to_mend());
            let all = turns.map(|(turn, row)| (turn, why(row))).chain(broken.iter().map(|row| (row.line, why(row))));
            csv(&sheet, &text, profile::header(&sheet.rows, options), &all.collect())
        }
        Format::Ical if ical::are_reservations(&text) => reservations(&text, &left_out),
        Format::Vcard | Format::Ical => parts(&text, &left_out),
    };
    vec![Rejects { sheet: String::new(), text }]
}

fn ndjson(text: &str, left_out: &BTreeMap<u64, String>) -> String {
    let lines = (1..).zip(lines(text)).filter_map(|(number, line)| Some((line, left_out.get(&number)?)));
    let told = |(line, why): (&str, &String)| match serde_json::from_str::<Map<String, Value>>(line) {
        Ok(mut map) => {
            map.insert(ERROR.into(), why.as_str().into());
            Value::Object(map).to_string() + "\n"
        }
        Err(_) => format!("{line}\n"),
    };
    lines.map(told).collect()
}

/// Reservations of an itinerary, known by their places in it.
fn reservations(text: &str, left_out: &BTreeMap<u64, String>) -> String {
    let told = |(place, mut one): (u64, Value)| {
        one[ERROR] = left_out.get(&place)?.as_str().into();
        Some(one)
    };
    let all: Vec<Value> = (1..).zip(ical::reservations(text)).filter_map(told).collect();
    format!("{}\n", Value::from(all))
}

/// Cards as the file had them; one that says why it was left out is read like any other.
fn parts(text: &str, left_out: &BTreeMap<u64, String>) -> String {
    let lines: Vec<&str> = lines(text).collect();
    let mut out = String::new();
    let whole = content::parse(text.as_bytes());
    let inner = whole.iter().flat_map(|part| &part.parts);
    for part in whole.iter().chain(inner) {
        let Some(why) = left_out.get(&part.lines.0) else { continue };
        let wrapped = part.name.starts_with('V') && !matches!(part.name.as_str(), "VCARD" | "VCALENDAR");
        if wrapped {
            out.push_str("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        }
        let (first, last) = (part.lines.0.saturating_sub(1) as usize, part.lines.1 as usize);
        for (at, line) in lines.get(first..last.min(lines.len())).unwrap_or_default().iter().enumerate() {
            out.push_str(line);
            out.push_str("\r\n");
            if at == 0 {
                out += &content::folded(&format!("X-{ERROR}:{}", content::escaped(why)));
            }
        }
        if !part.closed {
            out.extend(["END:", &part.name, "\r\n"]);
        }
        if wrapped {
            out.push_str("END:VCALENDAR\r\n");
        }
    }
    out
}

fn csv(sheet: &Sheet, text: &str, header: Option<&Cells>, left_out: &BTreeMap<u64, String>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // What was said of a row the last time does not stand beside what is said now.
    let said = header.and_then(|header| header.iter().position(|cell| cell == ERROR));
    let written =
        |row: &&Cells| header.is_some_and(|header| header.line == row.line) || left_out.contains_key(&row.line);
    let width = sheet.rows.iter().filter(written).map(Cells::len).max().unwrap_or(0);
    let told = header.map(|header| (header, ERROR));
    let rows = sheet.rows.iter().filter_map(|row| Some((row, left_out.get(&row.line)?.as_str())));
    for (row, why) in told.into_iter().chain(rows) {
        let cells = row.iter().chain(std::iter::repeat(""));
        let cells = cells.take(width.max(row.len())).enumerate().filter(|(at, _)| Some(*at) != said);
        // Writing into memory cannot fail.
        let _ = writer.write_record(cells.map(|(_, cell)| cell).chain([why]));
    }
    let all: Vec<&str> = lines(text).collect();
    for (line, _) in &sheet.faults {
        let first = sheet.torn.get(line).unwrap_or(line);
        let broken = all.get((*first as usize).saturating_sub(1)..*line as usize).unwrap_or_default().join("\n");
        let _ = writer.write_record([broken.as_str(), left_out.get(line).map_or("", String::as_str)]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
