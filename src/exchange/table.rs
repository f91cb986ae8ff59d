//! Tables as files hold them: rows that know the line they begin on.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::lines::{after_line, ends};
use super::profile::PREAMBLE;
use super::profile::nobody::join_heads;
use crate::model::Problem;

/// One row: a list of a hundred thousand has a million cells, so a row is one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// The line of the file it begins on, counted from 1.
    pub(super) line: u64,
    /// The cells as they are written, one behind the other.
    text: Box<str>,
    /// Where each of them ends.
    ends: Box<[u32]>,
}

impl Cells {
    /// Cells as they are written.
    pub(super) fn new<T: AsRef<str>>(line: u64, written: impl IntoIterator<Item = T>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in written {
            text.push_str(cell.as_ref());
            // No file of so many bytes is read.
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { line, text: text.into(), ends: ends.into() }
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a column with the blanks around it; empty where the row is shorter.
    pub(super) fn written(&self, column: usize) -> &str {
        let Some(end) = self.ends.get(column) else { return "" };
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        self.text.get(*start as usize..*end as usize).unwrap_or_default()
    }

    /// The same without them.
    pub(super) fn get(&self, column: usize) -> &str {
        self.written(column).trim()
    }

    /// The cells, trimmed.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|column| self.get(column))
    }

    /// The same, to be kept.
    pub(super) fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// Takes a column out.
    pub(super) fn remove(&mut self, column: usize) {
        let left = (0..self.len()).filter(|other| *other != column);
        *self = Self::new(self.line, left.map(|other| self.written(other)));
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// What a row says, wherever it stands and whatever blanks are around its cells.
#[derive(Clone, Copy)]
pub(super) struct Said<'a>(pub(super) &'a Cells);

impl PartialEq for Said<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().eq(other.0.iter())
    }
}

impl Eq for Said<'_> {}

impl Hash for Said<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|cell| cell.hash(state));
    }
}

/// All rows of a file, and what could not be read as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What it is called in its workbook.
    pub(super) name: String,
    /// The rows that hold something.
    pub(super) rows: Vec<Cells>,
    /// Lines that are no row, and why.
    pub(super) faults: Vec<(u64, Problem)>,
    /// On which line the row of a fault begins, where that is another one.
    pub(super) torn: BTreeMap<u64, u64>,
    /// Whether it is hidden from whoever looks into its workbook.
    pub(super) is_hidden: bool,
    /// What has to be said of cells that hold something and say nothing.
    pub(super) untold: Vec<Problem>,
    /// Whether the file says how long each row is: of text it does, a workbook leaves out what is empty.
    pub(super) is_text: bool,
    /// What stands between its cells and behind its rows (`;\r\n`); empty where that is a comma and LF, or it is no text.
    pub(super) form: String,
}

impl Sheet {
    /// Whether it is more than a title or a few words: rows of several cells.
    pub(super) fn is_table(&self) -> bool {
        let is_row = |row: &&Cells| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
        self.rows.iter().filter(is_row).count() > 1
    }

    /// Rows of a single cell below headers of several: a footer of the program that wrote the table, no record.
    pub(super) fn stray(&self, header: &Cells) -> Vec<(u64, Problem)> {
        /// Columns below which one cell may well be a whole row.
        const FEW: usize = 2;
        let others = header.iter().filter(|cell| !cell.is_empty()).count();
        let below = self.rows.iter().filter(|row| row.line > header.line && row.len() == 1);
        let problem = || Problem::new("problem-import-short").with("count", 1).with("others", others);
        below.filter(|_| self.is_text && others > FEW).map(|row| (row.line, problem())).collect()
    }

    /// The last row, where it is shorter than every other from the headers on: the file has been cut there.
    pub(super) fn cut(&self, header: &Cells) -> Option<(u64, Problem)> {
        let (last, others) = self.rows.split_last().filter(|_| self.is_text)?;
        let mut others = others.iter().filter(|row| row.line >= header.line).map(Cells::len);
        let fewest = others.by_ref().min().filter(|fewest| last.len() < *fewest)?;
        let problem = Problem::new("problem-import-short").with("count", last.len()).with("others", fewest);
        (last.line > header.line && fewest > 1).then_some((last.line, problem))
    }
}

/// The rows of a text that may be a list of somebody's. One of very many lines with next to nothing in them is none, and each
/// row takes many times what it says: that is refused.
pub(super) fn checked(text: &str) -> Result<Sheet, Problem> {
    /// Lists of so many may well be.
    const MANY: usize = 1_200_000;
    /// Bytes that a line of them has at least.
    const FEW: usize = 24;
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    if lines > MANY && text.len() / lines < FEW {
        return Err(Problem::new("problem-import-no-list").with("count", lines));
    }
    let mut sheet = parse(text);
    join_heads(&mut sheet.rows, PREAMBLE);
    Ok(sheet)
}

/// Rows of comma-, semicolon- or tab-separated text; cells in quotes may run over several lines.
pub(super) fn parse(text: &str) -> Sheet {
    let delimiter = delimiter(text);
    let form = form(text, delimiter);
    let mut sheet = Sheet { is_text: true, form, ..Sheet::default() };
    let (mut rest, mut line) = (text, 1);
    // A quote that is never closed swallows what follows: its line is a fault, and reading goes on after it.
    while let Some((at, fault, first)) = read(rest, line, delimiter, &mut sheet) {
        if first < fault {
            sheet.torn.insert(fault, first);
        }
        sheet.faults.push((fault, Problem::new("problem-import-open-quote")));
        let tail = rest.get(at..).unwrap_or_default();
        line = fault + 1;
        rest = after_line(tail);
    }
    sheet
}

/// What stands between the cells of a text and behind its rows, where that is not what we write.
fn form(text: &str, delimiter: u8) -> String {
    let end = text.find(['\r', '\n']).and_then(|at| text.get(at..)).unwrap_or_default();
    let end = if end.starts_with("\r\n") { "\r\n" } else { "\n" };
    let form = format!("{}{end}", char::from(delimiter));
    if form == ",\n" { String::new() } else { form }
}

/// Rows as text of a form.
pub(super) fn write(rows: impl Iterator<Item = Vec<String>>, form: &str) -> String {
    let delimiter = form.bytes().next().unwrap_or(b',');
    let end = if form.ends_with("\r\n") { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).delimiter(delimiter).terminator(end).from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What stands above the headers of a table, as text of its form.
pub(super) fn above(rows: &[Cells], header: &Cells, form: &str) -> String {
    let blank = |from: u64, to: u64| {
        if form.ends_with("\r\n") { "\r\n" } else { "\n" }.repeat(to.saturating_sub(from) as usize)
    };
    let (mut text, mut next) = (String::new(), 1);
    for row in rows.iter().take_while(|row| row.line < header.line) {
        text += &blank(next, row.line);
        text += &write(std::iter::once((0..row.len()).map(|at| row.written(at).to_owned()).collect()), form);
        next = row.line + 1;
    }
    text + &blank(next, header.line)
}

/// Reads rows until the end, or until a quote that stays open: its offset, its line, and that of its row.
fn read(text: &str, first: u64, delimiter: u8, sheet: &mut Sheet) -> Option<(usize, u64, u64)> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text, at: 0, line: first };
    // The text is valid UTF-8 and rows may have any length, so no record is an error.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let (start, line) = lines.advance(start);
        let end = reader.position().byte() as usize;
        let row = text.get(start..end).unwrap_or_default();
        let is_short = sheet.rows.last().is_some_and(|before| record.len() < before.len());
        if let Some(quote) = open_quote(row, delimiter, is_short, end >= text.len()) {
            let passed = row.get(..quote).map_or(0, ends);
            return Some((start + quote, line + passed, line));
        }
        let cells = Cells::new(line, &record);
        if !cells.is_blank() {
            sheet.rows.push(cells);
        }
    }
    None
}

/// The quote in a row's text that opens a cell and is not closed: at the end of the file none comes any more; before it,
/// what should close it has something other than a separator behind it, and the cell runs over lines or the row is short.
/// Within a line of as many cells as others, that is only a quote that was not doubled.
fn open_quote(row: &str, delimiter: u8, is_short: bool, is_last: bool) -> Option<usize> {
    if !row.contains('"') {
        return None;
    }
    let (mut opened, mut begins) = (None, true);
    let mut bytes = row.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let next = bytes.peek().map(|(_, next)| *next);
        match (byte, opened) {
            (b'"', Some(_)) if next == Some(b'"') => drop(bytes.next()),
            (b'"', Some(quote)) => {
                let is_closed = next.is_none_or(|next| next == delimiter || next.is_ascii_whitespace());
                let runs_on = row.get(quote..at).is_some_and(|cell| cell.contains(['\r', '\n']));
                if !is_closed && (runs_on || is_short) {
                    return Some(quote);
                }
                opened = None;
            }
            (b'"', None) if begins => opened = Some(at),
            _ => {}
        }
        begins = opened.is_none() && (byte == delimiter || matches!(byte, b'\r' | b'\n'));
    }
    opened.filter(|_| is_last)
}

/// Counts physical lines up to an offset.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The offset at which the row at `start` really begins, blank lines skipped, and its line.
    fn advance(&mut self, start: usize) -> (usize, u64) {
        let rest = self.text.get(start..).unwrap_or_default();
        let begin = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        self.line += self.text.get(self.at..begin).map_or(0, ends);
        self.at = begin;
        (begin, self.line)
    }
}

/// The separator that stands in most of the first lines, and there most often, outside of quotes; a comma where none does.
fn delimiter(text: &str) -> u8 {
    const LINES: usize = 10;
    const ALL: [char; 4] = [',', '\t', ';', '|'];
    let mut counts = vec![[0_usize; ALL.len()]];
    let mut within = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_end = c == '\n' || c == '\r' && chars.peek() != Some(&'\n');
        match c {
            '"' => within = !within,
            _ if is_end && !within && counts.len() == LINES => break,
            _ if is_end && !within => counts.push([0; ALL.len()]),
            _ if within => {}
            c => {
                let count = counts.last_mut().zip(ALL.iter().position(|one| *one == c));
                count.and_then(|(line, at)| line.get_mut(at)).into_iter().for_each(|count| *count += 1);
            }
        }
    }
    let of = |at: usize| counts.iter().filter_map(move |line| line.get(at).copied());
    let score = |at: usize| (of(at).filter(|count| *count > 0).count(), of(at).max().unwrap_or(0));
    let best = (0..ALL.len()).rev().max_by_key(|at| score(*at)).filter(|at| score(*at).0 > 0);
    best.and_then(|at| u8::try_from(*ALL.get(at)?).ok()).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        parse(text).rows.into_iter().map(|row| (row.line, row.to_vec())).collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn millions_of_lines_that_say_nothing_are_no_list() {
        let why = checked(&"a,b\n".repeat(1_300_000)).map(|sheet| sheet.rows.len()).unwrap_err();
        assert_eq!(why.id, "problem-import-no-list");
        assert_eq!(checked("a,b\nc,d\n").map(|sheet| sheet.rows.len()), Ok(2));
    }

    #[test]
    fn rows_know_the_line_they_begin_on() {
        let text = "a,b\n\n1,\"x\ny\"\r\n\r\n,,\n2,z\n3\n";
        let expected = [row(1, &["a", "b"]), row(3, &["1", "x\ny"]), row(7, &["2", "z"]), row(8, &["3"])];
        assert_eq!(lines(text), expected);
        for end in ["\r", "\r\n"] {
            let text = "a;b\n\n1;\"x,\ny,\"\n2;\"open\n3;z\n".replace('\n', end);
            let sheet = parse(&text);
            let told: Vec<(u64, usize)> = sheet.rows.iter().map(|row| (row.line, row.len())).collect();
            assert_eq!(told, [(1, 2), (3, 2), (6, 2)], "{text:?}");
            assert_eq!(sheet.faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5], "{text:?}");
        }
    }

    #[test]
    fn a_quote_left_open_costs_its_own_line_only() {
        let sheet = parse("a,b\n1,\"open\n2,fine\n3,\"also fine\"\n");
        assert_eq!(sheet.faults, [(2, Problem::new("problem-import-open-quote"))]);
        assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3, 4]);
        assert_eq!(lines("a,5\" pipe\n1,2\n").len(), 2);
        assert_eq!(lines("a,5\" pipe\n1,2\"").len(), 2, "a quote within a cell opens nothing");
        for cut in ["a,b\n1,x\n2,\"cut", "a,b\n1,x\n2,\"", "a,b\n1,x\n2,\"a \"\"word"] {
            assert_eq!(parse(cut).faults, [(3, Problem::new("problem-import-open-quote"))], "{cut}");
        }
        assert_eq!(parse("a,b\n1,\"a \"\"word\"\"\"").faults, []);
    }

    #[test]
    fn the_line_of_an_open_quote_is_told_wherever_the_next_quote_is() {
        let open = |text: &str| {
            let sheet = parse(text);
            let faults: Vec<u64> = sheet.faults.iter().map(|(line, _)| *line).collect();
            (faults, sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>())
        };
        let all = "\"a\",\"b\"\n\"1\",\"x\ny\"\n\"2\",\"y\"\n\"3\",\"z\"\n";
        assert_eq!(open(all), (vec![], vec![1, 2, 4, 5]));
        assert_eq!(open(&all.replace("\"2\"", "\"2")), (vec![4], vec![1, 2, 5]), "closed by the next cell");
        assert_eq!(open(&all.replace("\"y\"\n\"3", "\"y\n\"3")), (vec![4], vec![1, 2, 5]), "closed by the next row");
        assert_eq!(open("a,b\n1,\"x\n2,\"y\"\n3,z\n"), (vec![2], vec![1, 3, 4]));
        assert_eq!(
            open("a,b,c\n1,\"x\ny\",\"z\n2,y,z\n"),
            (vec![3], vec![1, 4]),
            "where it opens, not where its row does"
        );
        assert_eq!(open("a,b\n1,\"say \"hi\" there\"\n2,y\n"), (vec![], vec![1, 2, 3]), "only not doubled");
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(lines("a;b,c;d\n1;2;3\n")[1], row(2, &["1", "2", "3"]));
        assert_eq!(lines("a\tb\n1\t2\n")[1], row(2, &["1", "2"]));
        assert_eq!(lines("a|b\n1|2\n")[1], row(2, &["1", "2"]));
        assert_eq!(lines("a;b\n1;x, y, z\n2;\"p, q, r\"\n")[1], row(2, &["1", "x, y, z"]));
        assert_eq!(lines("a,b\n1,\"x;y;z\"\n2,\"p\n;q;;r\"\n")[1], row(2, &["1", "x;y;z"]));
        assert_eq!(lines("alone\nx\n")[1], row(2, &["x"]));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&crate::exchange::encoding::decode(&bytes));
        }

        #[test]
        fn what_is_written_is_read(rows in proptest::collection::vec(proptest::collection::vec("[a-z\",;\n 五]{0,6}", 2..4), 1..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trim = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            let wanted: Vec<_> = rows.iter().map(trim).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
            prop_assume!(delimiter(&text) == b',');
            let read: Vec<_> = parse(&text).rows.into_iter().map(|row| row.to_vec()).collect();
            prop_assert_eq!(read, wanted);
        }
    }
}
