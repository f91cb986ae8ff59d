//! Tables as files hold them: bytes to text in whatever encoding, text to rows that know the line they begin on.

use std::collections::BTreeMap;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::lines::{after_line, ends};
use crate::model::Problem;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "a row is its cells")]
pub(super) struct Cells {
    /// The line of the file it begins on, counted from 1.
    pub(super) line: u64,
    /// The cells, trimmed.
    pub(super) cells: Vec<String>,
    /// The cells as they are written, where one of them is not trimmed.
    pub(super) written: Option<Box<[String]>>,
}

impl Cells {
    /// Cells as they are written.
    pub(super) fn new(line: u64, written: Vec<String>) -> Self {
        let cells: Vec<String> = written.iter().map(|cell| cell.trim().to_owned()).collect();
        let written = (cells != written).then(|| written.into());
        Self { line, cells, written }
    }

    /// The text of a column with the blanks around it.
    pub(super) fn written(&self, column: usize) -> &str {
        self.written.as_ref().map_or_else(|| self.get(column), |all| all.get(column).map_or("", String::as_str))
    }

    /// Takes a column out.
    pub(super) fn remove(&mut self, column: usize) {
        let mut written: Vec<String> = self.written.take().unwrap_or_default().into();
        for all in [&mut self.cells, &mut written] {
            if column < all.len() {
                all.remove(column);
            }
        }
        self.written = (!written.is_empty()).then(|| written.into());
    }

    /// The text of a column; empty where the row is shorter.
    pub(super) fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
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
    /// Whether the file says how long each row is: of text it does, a workbook leaves out what is empty.
    pub(super) is_text: bool,
}

impl Sheet {
    /// Whether it is more than a title or a few words: rows of several cells.
    pub(super) fn is_table(&self) -> bool {
        let is_row = |row: &&Cells| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
        self.rows.iter().filter(is_row).count() > 1
    }

    /// Rows of a single cell below headers of several: a footer of the program that wrote the table, no record.
    pub(super) fn stray(&self, header: &Cells) -> Vec<(u64, Problem)> {
        /// Columns below which one cell may well be a whole row.
        const FEW: usize = 2;
        let others = header.cells.iter().filter(|cell| !cell.is_empty()).count();
        let below = self.rows.iter().filter(|row| row.line > header.line && row.cells.len() == 1);
        let problem = || Problem::new("problem-import-short").with("count", 1).with("others", others);
        below.filter(|_| self.is_text && others > FEW).map(|row| (row.line, problem())).collect()
    }

    /// The last row, where it is shorter than every other from the headers on: the file has been cut there.
    pub(super) fn cut(&self, header: &Cells) -> Option<(u64, Problem)> {
        let (last, others) = self.rows.split_last().filter(|_| self.is_text)?;
        let mut others = others.iter().filter(|row| row.line >= header.line).map(|row| row.cells.len());
        let fewest = others.by_ref().min().filter(|fewest| last.cells.len() < *fewest)?;
        let problem = Problem::new("problem-import-short").with("count", last.cells.len()).with("others", fewest);
        (last.line > header.line && fewest > 1).then_some((last.line, problem))
    }
}

/// Text of bytes: by byte order mark, else UTF-16 or UTF-8 where it is that for certain, else the most likely encoding of a
/// file that has probably been written in China.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some(text) = utf32(bytes) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    utf16(bytes).unwrap_or_else(|| encoding(bytes).decode_without_bom_handling(bytes).0.into_owned())
}

/// Text in UTF-16 without a mark: half of each of its letters, digits and separators is a zero, and always the same half.
fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |half: usize| bytes.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (encoding, found) = match (zeros(0), zeros(1)) {
        (0, found) => (UTF_16LE, found),
        (found, 0) => (UTF_16BE, found),
        _ => return None,
    };
    let units = bytes.len() / 2;
    if found == 0 || found * 8 < units {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    // Where they are few, there have to be lines as well.
    (is_text && (found * 2 >= units || text.contains('\n'))).then(|| text.into_owned())
}

/// Text in UTF-32, which its mark tells; it begins like that of UTF-16, so it is looked for first.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (little, rest) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => (true, rest),
        [0, 0, 0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let unit = |four: &[u8]| {
        let four = <[u8; 4]>::try_from(four).unwrap_or_default();
        let code = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    Some(rest.chunks_exact(4).map(unit).collect())
}

/// The bytes of a file of lines of content, which have encodings of their own; where the whole is in UTF-16 or UTF-32, its
/// text.
pub(super) fn plain<'a>(bytes: &'a [u8], text: &'a str) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => text.as_bytes(),
        None if utf32(bytes).is_some() || utf16(bytes).is_some() => text.as_bytes(),
        _ => bytes,
    }
}

/// What bytes without a mark are written in: UTF-8 where they are valid, else the most likely encoding.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let european = |guess| if is_signs(bytes, guess) { WINDOWS_1252 } else { guess };
    // Whole in UTF-8 but for a torn character is still UTF-8; GB 18030 reads all that GBK does and more.
    match guess {
        _ if mostly_utf8(bytes) => UTF_8,
        guess if guess == GBK && is_big5(bytes) => BIG5,
        guess if guess == GBK && stands_alone(bytes) => match detector.guess(Some(b"de"), Utf8Detection::Deny) {
            guess if guess == GBK => WINDOWS_1252,
            guess => european(guess),
        },
        guess if guess == GBK => GB18030,
        guess => european(guess),
    }
}

/// Whether what might be GBK is Big5: that reads it whole, and GBK would need characters that nobody has agreed upon.
fn is_big5(bytes: &[u8]) -> bool {
    let (_, _, torn) = BIG5.decode(bytes);
    let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c) || c == '\u{fffd}';
    !torn && GB18030.decode(bytes).0.contains(private)
}

/// Whether most letters beyond ASCII have ASCII behind them: Chinese comes in pairs of high bytes, an umlaut alone.
fn stands_alone(bytes: &[u8]) -> bool {
    let (mut pairs, mut alone) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        let paired = !first.is_ascii() && others.first().is_some_and(|next| *next >= 0xa1);
        pairs += usize::from(paired);
        alone += usize::from(!first.is_ascii() && !paired);
        rest = if paired { others.get(1..).unwrap_or_default() } else { others };
    }
    alone > pairs
}

/// Whether all in which another code page differs is signs in Windows-1252, and no word in the other: `(£)`, not `(Ł)`. A file
/// that has a few signs and no more leads a guess astray.
fn is_signs(bytes: &[u8], guess: &'static Encoding) -> bool {
    /// What Unicode counts among the letters: micro, and the signs of ordinals.
    const NO_LETTERS: [char; 3] = ['µ', 'ª', 'º'];
    if !guess.is_single_byte() || guess == WINDOWS_1252 {
        return false;
    }
    let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0;
    let is_sign = |c: char| NO_LETTERS.contains(&c) || !c.is_alphabetic() && !c.is_control();
    let mut before = ' ';
    let (western, other) = (read(WINDOWS_1252), read(guess));
    let mut others = other.chars().peekable();
    // A byte is a character in both.
    western.chars().all(|western| {
        let Some(other) = others.next() else { return false };
        let beside = [before, others.peek().copied().unwrap_or(' ')];
        before = other;
        let is_of_word = other.is_alphabetic() && beside.iter().any(|c| c.is_alphabetic());
        western == other || is_sign(western) && !is_of_word
    })
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (torn, wide) = text.chars().fold((0usize, 0usize), |(torn, wide), c| match c {
        '\u{fffd}' => (torn + 1, wide),
        c if !c.is_ascii() => (torn, wide + 1),
        _ => (torn, wide),
    });
    wide > 20 * torn
}

/// Rows of comma-, semicolon- or tab-separated text; cells in quotes may run over several lines.
pub(super) fn parse(text: &str) -> Sheet {
    let delimiter = delimiter(text);
    let mut sheet = Sheet { is_text: true, ..Sheet::default() };
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
        let is_short = sheet.rows.last().is_some_and(|before| record.len() < before.cells.len());
        if let Some(quote) = open_quote(row, delimiter, is_short, end >= text.len()) {
            let passed = row.get(..quote).map_or(0, ends);
            return Some((start + quote, line + passed, line));
        }
        let cells = Cells::new(line, record.iter().map(str::to_owned).collect());
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
        parse(text).rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn umlauts_are_no_chinese_however_many_there_are() {
        let text = "Jörg Müller,Köln,Bäcker\n".repeat(200);
        let (bytes, ..) = WINDOWS_1252.encode(&text);
        assert_eq!(decode(&bytes), text);
        let text = "王强,北京,采购经理\n".repeat(200);
        let (bytes, ..) = GBK.encode(&text);
        assert_eq!(decode(&bytes), text);
    }

    #[test]
    fn signs_of_windows_1252_are_no_letters_of_another_page() {
        use encoding_rs::{IBM866, ISO_8859_2, KOI8_R, WINDOWS_1250, WINDOWS_1251};
        for text in [
            "Post Unique Reference,Actual Pay Floor (£),Total Pay (£)\n1,5000,6000\n",
            "Name,Notes\nAda,costs £5m\nBob,\"£ 20, 5 £\"\n",
            "Name,Notes\nAda,25° © ® µ ½\n",
            "Name,Notes\nAda,3 × 4 ÷ 2 ± ¼ ³ €5\n",
            "Name,Notes\nJürgen Müller,£5\n",
        ] {
            assert_eq!(decode(&WINDOWS_1252.encode(text).0), text);
        }
        let polish = "Name,City\nŁukasz Nowak,Łódź\nMichał Żak,Kraków\n";
        let initial = "Name,City\nMichał Wiśniewski,Łódź\nJ. Ł. Nowak,Kraków\n";
        let russian = "Имя,Должность\nИван Петров,директор и я\nО. Бендер,\"«Рога», № 5\"\n";
        for (encoding, text) in [
            (WINDOWS_1250, polish),
            (WINDOWS_1250, initial),
            (WINDOWS_1250, "Name,City\nMichał,Warszawa\n"),
            (ISO_8859_2, polish),
            (WINDOWS_1251, russian),
            (KOI8_R, "Имя,Должность\nИван Петров,директор и я\n"),
            (IBM866, "Имя,Должность\nИван Петров,директор и я\n"),
        ] {
            assert_eq!(decode(&encoding.encode(text).0), text, "{}", encoding.name());
        }
    }

    #[test]
    fn every_encoding_of_a_chinese_table_reads_the_same() {
        let text = "姓名,公司\r\n单于飞,山东电信局\r\n";
        let utf16 = |little: bool| -> Vec<u8> {
            let mark = [0xfeff_u16];
            let units = mark.into_iter().chain(text.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        let utf32 = |little: bool| -> Vec<u8> {
            let units = ['\u{feff}'].into_iter().chain(text.chars()).map(|c| c as u32);
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        for little in [true, false] {
            let bare = utf16(little).split_off(2);
            assert_eq!((decode(&bare).as_str(), plain(&bare, text)), (text, text.as_bytes()));
        }
        assert_eq!(super::utf16(b"MZ\0\x01\0\x02\0\x03"), None, "a program");
        assert_eq!(super::utf16(b"Name,Company\nAda,One\n"), None);
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        for bytes in [text.as_bytes(), &marked, &gbk, &utf16(true), &utf16(false), &utf32(true), &utf32(false)] {
            assert_eq!(decode(bytes), text);
        }
        let western = "Name,Company,City\r\nJürgen Müller,Société Générale,Zürich\r\nÅsa Öberg,Café Noël,Malmö\r\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        assert_eq!(decode(&bytes), western);
        let taiwan = "姓名,公司,職務\r\n陳志明,台灣電信股份有限公司,總經理\r\n林淑芬,國泰銀行,資訊處處長\r\n";
        let (bytes, _, _) = encoding_rs::BIG5.encode(taiwan);
        assert_eq!(decode(&bytes), taiwan);
        let (rare, _, _) = encoding_rs::GB18030.encode("姓名,公司\n赵𠀀,山东电信局计费中心\n");
        assert_eq!(decode(&rare), "姓名,公司\n赵𠀀,山东电信局计费中心\n");
        let mut torn = "姓名,公司,部门,职务,上级,手机,邮箱,微信,层级,角色\n张建国,山东电信局".as_bytes().to_vec();
        torn.pop();
        assert!(decode(&torn).starts_with("姓名,公司"));
    }

    #[test]
    fn rows_know_the_line_they_begin_on() {
        let text = "a,b\n\n1,\"x\ny\"\r\n\r\n,,\n2,z\n3\n";
        let expected = [row(1, &["a", "b"]), row(3, &["1", "x\ny"]), row(7, &["2", "z"]), row(8, &["3"])];
        assert_eq!(lines(text), expected);
        for end in ["\r", "\r\n"] {
            let text = "a;b\n\n1;\"x,\ny,\"\n2;\"open\n3;z\n".replace('\n', end);
            let sheet = parse(&text);
            let told: Vec<(u64, usize)> = sheet.rows.iter().map(|row| (row.line, row.cells.len())).collect();
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
            let _ = parse(&decode(&bytes));
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
            let read: Vec<_> = parse(&text).rows.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(read, wanted);
        }
    }
}
