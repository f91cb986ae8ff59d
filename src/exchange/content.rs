//! The lines that vCard and iCalendar are made of: `GROUP.NAME;PARAMETER=VALUE:TEXT`, folded over several lines of the
//! file, between `BEGIN` and `END`. Every property knows its line and keeps its text as it was written.

mod words;

use encoding_rs::{Encoding, UTF_8};

pub(super) use self::words::{escaped, folded, split, unescaped};
use self::words::{is_of_scheme, misnamed, unquoted};
use super::encoding::{Odd, is_torn, odd, others};

/// How deep `BEGIN` may be nested in `BEGIN`; what is deeper is read as lines of the outer one.
const DEEPEST: usize = 8;

/// A line that says no more than this ends a file, of several that are read as one.
pub const FILE_ENDS: &[u8] = b"\x1c";

/// What stands between a `BEGIN` and its `END`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// `VCARD`, `VEVENT`, …
    pub(super) name: String,
    /// The line of its `BEGIN`, and its last one.
    pub(super) lines: (u64, u64),
    /// Whether its `END` was there.
    pub(super) closed: bool,
    /// Whether the file ended inside it.
    pub(super) cut: bool,
    pub(super) properties: Vec<Property>,
    pub(super) parts: Vec<Part>,
}

/// One line of content, unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) line: u64,
    /// The whole of it, as written.
    pub(super) text: String,
    /// Where its value begins.
    value: usize,
    /// `item1` in Apple's `item1.TEL`.
    pub(super) group: String,
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals; a bare one of version 2.1 is a `TYPE`.
    pub(super) params: Vec<(String, String)>,
}

/// A line of the file that belongs together, its bytes put together.
struct Logical {
    line: u64,
    bytes: Vec<u8>,
}

/// Every component on the outermost level.
pub(super) fn parse(bytes: &[u8]) -> Vec<Part> {
    let fallback = fallback(bytes);
    let mut found: Vec<Part> = Vec::new();
    let mut open: Vec<Part> = Vec::new();
    let mut last = 0;
    for Logical { line, bytes } in logical(bytes) {
        if bytes == FILE_ENDS {
            cut(&mut open, &mut found, last);
            continue;
        }
        last = line;
        let Some(property) = Property::read(line, &bytes, fallback) else {
            if let Some(property) = open.last_mut().and_then(|part| part.properties.last_mut()) {
                property.go_on(&decode(&bytes, fallback));
            }
            continue;
        };
        let value = property.raw().trim().to_uppercase();
        match property.name.as_str() {
            "BEGIN" if open.len() < DEEPEST => {
                // A card in a card is an agent's; anything else was not closed.
                let again =
                    value == "VCARD" && open.last().is_some_and(|part| part.name == "VCARD" && !part.has_agent());
                if again {
                    close(&mut open, &mut found, line - 1, false);
                }
                open.push(Part { name: value, lines: (line, line), ..Part::default() });
            }
            "END" if open.iter().any(|part| part.name == value) => {
                while let Some(name) = open.last().map(|part| part.name.clone()) {
                    close(&mut open, &mut found, line, name == value);
                    if name == value {
                        break;
                    }
                }
            }
            "BEGIN" | "END" => {}
            _ => {
                if let Some(part) = open.last_mut() {
                    part.properties.push(property);
                }
            }
        }
    }
    cut(&mut open, &mut found, last);
    found
}

/// The last lines of files that end after some words of what is in no component: the `BEGIN` of one that was cut.
pub(super) fn torn(bytes: &[u8], parts: &[Part]) -> Vec<u64> {
    let lines: Vec<(u64, bool)> = logical(bytes).map(|one| (one.line, one.bytes == FILE_ENDS)).collect();
    let last_of = |files: &[(u64, bool)]| files.iter().rev().find(|(_, ends)| !ends).map(|(line, _)| *line);
    let last = lines.split_inclusive(|(_, ends)| *ends).filter_map(last_of);
    let within = |line: &u64| {
        let before = parts.partition_point(|part| part.lines.0 <= *line);
        parts.get(before.wrapping_sub(1)).is_some_and(|part| part.lines.1 >= *line)
    };
    last.filter(|line| !within(line)).collect()
}

/// Closes what is open where a file ends.
fn cut(open: &mut Vec<Part>, found: &mut Vec<Part>, last: u64) {
    for part in &mut *open {
        part.cut = true;
    }
    while !open.is_empty() {
        close(open, found, last, false);
    }
}

fn close(open: &mut Vec<Part>, found: &mut Vec<Part>, line: u64, closed: bool) {
    let Some(mut part) = open.pop() else { return };
    part.lines.1 = line;
    part.closed = closed;
    match open.last_mut() {
        Some(outer) => outer.parts.push(part),
        None => found.push(part),
    }
}

impl Part {
    fn has_agent(&self) -> bool {
        self.properties.last().is_some_and(|last| last.name == "AGENT" && last.raw().trim().is_empty())
    }

    /// The first property of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.all(name).next()
    }

    /// Every property of that name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The text of the first property of that name; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).map(Property::text).unwrap_or_default()
    }

    /// The lines that are no property, and were meant for one.
    pub(super) fn misnamed(&self) -> Vec<&str> {
        self.properties.iter().filter(|one| one.is_misnamed()).map(|one| one.text.as_str()).collect()
    }

    /// The whole of it as it was, its lines not folded.
    pub(super) fn written(&self) -> String {
        let (begin, end) = (format!("BEGIN:{}", self.name), format!("END:{}", self.name));
        let lines = self.properties.iter().map(|one| one.text.clone()).chain(self.parts.iter().map(Self::written));
        [begin].into_iter().chain(lines).chain([end]).collect::<Vec<_>>().join("\n")
    }

    /// A component made of properties written before.
    pub(super) fn of<'a>(name: &str, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let read = |text: &str| Property::read(0, text.as_bytes(), UTF_8);
        Self { name: name.into(), properties: texts.into_iter().filter_map(read).collect(), ..Self::default() }
    }
}

impl Property {
    /// A line of content, or `None` where it is none.
    fn read(line: u64, bytes: &[u8], fallback: &'static Encoding) -> Option<Self> {
        let text = decode(bytes, fallback);
        let mut property = Self::split(line, text)?;
        let charset = property.param("CHARSET").and_then(|name| Encoding::for_label(name.trim().as_bytes()));
        if let Some(charset) = charset.filter(|charset| *charset != UTF_8 && std::str::from_utf8(bytes).is_err()) {
            property = Self::split(line, charset.decode_without_bom_handling(bytes).0.into_owned())?;
        }
        Some(property)
    }

    fn split(line: u64, text: String) -> Option<Self> {
        let mut quoted = false;
        let mut cuts = Vec::new();
        let mut end = None;
        for (at, c) in text.char_indices() {
            match c {
                '"' => quoted = !quoted,
                ';' if !quoted => cuts.push(at),
                // What stands before a double slash is the scheme of a name: Exchange writes `TZID=tzone://Microsoft/Utc`.
                ':' if !quoted && is_of_scheme(&text, at) => {}
                ':' if !quoted => {
                    end = Some(at);
                    break;
                }
                _ => {}
            }
        }
        // A quotation mark that stays open is no quotation.
        let end = end.or_else(|| text.find(':'))?;
        cuts.retain(|cut| *cut < end);
        cuts.push(end);
        let mut pieces = Vec::with_capacity(cuts.len());
        let mut from = 0;
        for cut in cuts {
            pieces.push(text.get(from..cut)?);
            from = cut + 1;
        }
        let (head, params) = pieces.split_first()?;
        let (group, name) = head.trim().rsplit_once('.').unwrap_or(("", head.trim()));
        let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        if !named {
            let name = misnamed(text.get(..end)?, text.get(end + 1..)?)?.to_owned();
            let params = text.get(name.len()..end)?.split([',', ';']).filter(|param| !param.is_empty());
            let params = params.map(parameter).collect();
            return Some(Self { line, value: end + 1, name, params, text, ..Self::default() });
        }
        let params = params.iter().map(|param| parameter(param)).collect();
        let (group, name) = (group.to_owned(), name.to_uppercase());
        Some(Self { line, value: end + 1, group, name, params, text })
    }

    /// Whether it has the form of a property and no name that one may have.
    pub(super) fn is_misnamed(&self) -> bool {
        let end = self.value.checked_sub(1);
        end.and_then(|end| misnamed(self.text.get(..end)?, self.raw())).is_some_and(|name| name == self.name)
    }

    /// A line that is no content of its own goes on with what was before it.
    fn go_on(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.is_binary() {
            self.text.push_str("\\n");
        }
        self.text.push_str(text);
    }

    /// The value as written.
    pub(super) fn raw(&self) -> &str {
        self.text.get(self.value..).unwrap_or_default()
    }

    /// The first value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its types, in small letters.
    pub(super) fn types(&self) -> Vec<String> {
        let types = self.params.iter().filter(|(name, _)| name == "TYPE");
        // Of several, each may be in quotation marks.
        types.flat_map(|(_, value)| value.split(',')).map(|one| one.trim().trim_matches('"').to_lowercase()).collect()
    }

    /// Whether one of its types is this.
    pub(super) fn is(&self, wanted: &str) -> bool {
        self.types().iter().any(|one| one == wanted)
    }

    /// Whether it is what people want to be reached at first.
    pub(super) fn is_preferred(&self) -> bool {
        self.is("pref") || self.param("PREF").is_some()
    }

    fn is_quoted_printable(&self) -> bool {
        let said = self.param("ENCODING").is_some_and(|how| how.eq_ignore_ascii_case("quoted-printable"));
        said || self.is("quoted-printable")
    }

    pub(super) fn is_binary(&self) -> bool {
        let said = |how: &str| how.eq_ignore_ascii_case("base64") || how.eq_ignore_ascii_case("b");
        self.param("ENCODING").is_some_and(said) || self.is("base64")
    }

    /// The value as text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.plain(self.raw()))
    }

    /// The parts of the value between semicolons, as text.
    pub(super) fn parts(&self) -> Vec<String> {
        split(self.raw(), ';').into_iter().map(|part| unescaped(&self.plain(part))).collect()
    }

    /// A part of the value without its transfer encoding.
    fn plain(&self, part: &str) -> String {
        if !self.is_quoted_printable() {
            return part.to_owned();
        }
        let bytes = unquoted(part);
        let charset = self.param("CHARSET").and_then(|name| Encoding::for_label(name.trim().as_bytes()));
        match (charset, std::str::from_utf8(&bytes)) {
            (None, Ok(text)) => text.to_owned(),
            // GB 18030 reads all that GB 2312 does and more.
            (charset, _) => {
                let charset = charset.unwrap_or(encoding_rs::GB18030);
                let charset = if charset == encoding_rs::GBK { encoding_rs::GB18030 } else { charset };
                charset.decode_without_bom_handling(&bytes).0.into_owned()
            }
        }
    }
}

fn parameter(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or(("TYPE", text));
    let value = value.trim().trim_matches('"');
    let value = value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^");
    (name.trim().to_uppercase(), value)
}

fn decode(bytes: &[u8], fallback: &'static Encoding) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_torn(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => fallback.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// What lines are written in that are not UTF-8.
fn fallback(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Folding cuts through characters: only what is left then tells.
    let lines: Vec<Vec<u8>> = logical(bytes).map(|line| line.bytes).filter(|line| is_other(line)).collect();
    others(lines.iter().map(Vec::as_slice))
}

/// Whether a line is in another encoding than UTF-8.
fn is_other(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_err() && !is_torn(line)
}

/// The lines that are in another encoding than most, where they do not say so themselves.
pub(super) fn odd_lines(bytes: &[u8]) -> Vec<Odd> {
    let fallback = fallback(bytes);
    if fallback == UTF_8 {
        return Vec::new();
    }
    let says = |line: &[u8]| line.to_ascii_uppercase().windows(8).any(|part| part == b"CHARSET=");
    let lines = logical(bytes).filter(|line| !line.bytes.is_ascii() && !says(&line.bytes));
    odd(lines.map(|one| (one.line, Some(if is_other(&one.bytes) { fallback } else { UTF_8 }))))
}

/// Puts folded lines together, whatever ends them.
fn logical(bytes: &[u8]) -> impl Iterator<Item = Logical> {
    let mut physical = physical(bytes).peekable();
    std::iter::from_fn(move || {
        let (line, first) = physical.find(|(_, bytes)| !bytes.iter().all(u8::is_ascii_whitespace))?;
        let mut whole = first.to_vec();
        let quoted = is_quoted(first);
        loop {
            let soft = quoted && whole.last() == Some(&b'=');
            let next = physical.peek().map(|(_, next)| *next);
            match next {
                Some(next)
                    if soft
                        && next != FILE_ENDS
                        && !next.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"END:")) =>
                {
                    whole.pop();
                    whole.extend_from_slice(next);
                    physical.next();
                    if next.is_empty() {
                        break;
                    }
                }
                Some([b' ' | b'\t', next @ ..]) => {
                    whole.extend_from_slice(next);
                    physical.next();
                }
                _ => break,
            }
        }
        Some(Logical { line, bytes: whole })
    })
}

fn is_quoted(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.len() < line.len() && head.to_ascii_uppercase().windows(16).any(|part| part == b"QUOTED-PRINTABLE")
}

/// Lines and their numbers: CR LF, LF or CR ends one.
fn physical(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut rest = Some(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest.filter(|text| !text.is_empty())?;
        number += 1;
        let end = text.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let (line, tail) = end.map_or((text, None), |end| {
            let after = if text.get(end..end + 2) == Some(b"\r\n") { end + 2 } else { end + 1 };
            (text.get(..end).unwrap_or_default(), text.get(after..))
        });
        rest = tail;
        Some((number, line))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> Property {
        let parts = parse(format!("BEGIN:VCARD\n{text}\nEND:VCARD\n").as_bytes());
        parts[0].properties[0].clone()
    }

    #[test]
    fn a_line_is_taken_apart() {
        let line = one("item1.TEL;type=CELL;TYPE=\"work,voice\";X=a^nb:+1\\;2:3");
        assert_eq!((line.group.as_str(), line.name.as_str(), line.line), ("item1", "TEL", 2));
        assert_eq!(line.types(), ["cell", "work", "voice"]);
        assert_eq!((line.param("X"), line.raw(), line.text().as_str()), (Some("a\nb"), "+1\\;2:3", "+1;2:3"));
        assert_eq!(one("ADR;WORK:a\\;b;c\\n").parts(), ["a;b", "c\n"]);
    }

    #[test]
    fn lines_are_put_together_however_they_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["BEGIN:VCARD", "NOTE:one", "  two", "END:VCARD", ""].join(end);
            let parts = parse(text.as_bytes());
            assert_eq!((parts[0].text("NOTE").as_str(), parts[0].lines, parts[0].closed), ("one two", (1, 4), true));
        }
        let cut = "BEGIN:VCARD\r\nFN:张\r\n\r\nEND:VCARD\r\n".as_bytes().to_vec();
        let at = cut.iter().position(|byte| *byte >= 0x80).unwrap() + 1;
        let folded = [&cut[..at], b"\r\n ", &cut[at..]].concat();
        assert_eq!(parse(&folded)[0].text("FN"), "张", "folded in the middle of a character");
        assert_eq!(one("NOTE:a\n  ").text(), "a ", "folded before a blank at the end");
        assert_eq!(one("NOTE:a\n \n b").text(), "ab", "folded with nothing on one of the lines");
    }

    #[test]
    fn quoted_printable_in_whatever_encoding() {
        let line = one("N;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CD=F5;=C7=BF=\n;;;");
        assert_eq!(line.parts(), ["王", "强", "", "", ""]);
        assert_eq!(one("NOTE;QUOTED-PRINTABLE:a=3Bb=\nc=0D=0Ad").text(), "a;bc\nd");
        assert_eq!(one("FN;ENCODING=QUOTED-PRINTABLE:=CD=F5=C7=BF").text(), "王强");
        let (gbk, ..) = encoding_rs::GBK.encode("BEGIN:VCARD\nFN;CHARSET=GBK:王强\nEND:VCARD\n");
        assert_eq!(parse(&gbk)[0].text("FN"), "王强");
    }

    #[test]
    fn a_line_with_the_form_of_a_property_is_none_of_the_one_before() {
        let text = "BEGIN:VCARD\nADR;TYPE=HOME:;;1;T;;42553\nLABEL,TYPE=HOME:a\nX-GOOGLE TALK;TYPE=WORK:gt\nX-GOOGLE TALK:gt\nEND:VCARD\n";
        let parts = parse(text.as_bytes());
        let told: Vec<_> =
            parts[0].properties.iter().map(|one| (one.name.as_str(), one.raw(), one.is_misnamed())).collect();
        assert_eq!(
            told,
            [
                ("ADR", ";;1;T;;42553", false),
                ("LABEL", "a", true),
                ("X-GOOGLE TALK", "gt", true),
                ("X-GOOGLE TALK", "gt", true)
            ]
        );
        assert!(parts[0].properties[1].is("home"));
        for rest in ["and so on, he said: yes", "X-RAY ROOM: here", "AGENDA, ITEMS: all", "QUJD+/="] {
            let parts = parse(format!("BEGIN:VCARD\nNOTE:a\n{rest}\nEND:VCARD\n").as_bytes());
            assert_eq!(parts[0].text("NOTE"), format!("a\n{rest}"));
        }
    }

    #[test]
    fn what_is_not_closed_is_known() {
        let parts = parse(b"BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\nBEGIN:VCARD\nFN:c\n");
        let told: Vec<_> = parts.iter().map(|part| (part.text("FN"), part.closed, part.cut)).collect();
        assert_eq!(told, [("a".into(), false, false), ("b".into(), true, false), ("c".into(), false, true)]);
        let agent = parse(b"BEGIN:VCARD\nFN:a\nAGENT:\nBEGIN:VCARD\nFN:b\nEND:VCARD\nEND:VCARD\n");
        assert_eq!((agent.len(), agent[0].parts[0].text("FN").as_str()), (1, "b"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&[b"BEGIN:VCARD\n", bytes.as_slice(), b"\nEND:VCARD"].concat());
        }

        #[test]
        fn what_is_written_is_read(text in "[a-z\\\\,;:\n 五\"=]{0,120}") {
            let line = folded(&format!("NOTE:{}", escaped(&text)));
            prop_assert_eq!(one(line.trim_end_matches("\r\n")).text(), text);
        }
    }
}
