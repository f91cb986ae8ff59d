//! YAML and JSON as values in which every object says on which line it begins. Nothing else is known here of what they hold:
//! a plain word of YAML is text as it stands there, for `007` is no number and `No` may be somebody; nor is a number of JSON reckoned, for it may be one of a phone.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_saphyr::{Location, NonFiniteFloatPolicy, Spanned};

/// The name under which an object says its line: no file has such a one.
pub(super) const LINE: &str = "\0line";

/// How deep YAML may be nested: twice the levels of any company, and what a small stack holds.
const DEEPEST: usize = 40;

/// A text as JSON or YAML, one value or several; else the line it cannot be read from on, 0 where that is not known.
pub(super) fn read(text: &str) -> Result<Value, u64> {
    let values: Result<Vec<Json>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
    if let Ok(Some(tree)) = values.map(one) {
        return Ok(tree.value(text, &mut braces(text), &mut numbers(text)));
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: DEEPEST },
        // Words like any other.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
    };
    // Its reader knows no lines that a CR alone ends.
    let ended = if text.contains('\n') { Cow::Borrowed(text) } else { Cow::Owned(text.replace('\r', "\n")) };
    match serde_saphyr::from_multiple_with_options::<Yaml>(&ended, options) {
        Ok(all) => one(all).map(|tree| tree.value(text, &mut std::iter::empty(), &mut std::iter::empty())).ok_or(0),
        Err(error) => Err(error.location().map_or(0, |place| place.line())),
    }
}

/// What stands in a text: of several values or documents a list, `None` where there is none.
fn one(mut all: Vec<impl Into<Tree>>) -> Option<Tree> {
    let last = all.pop()?.into();
    let all: Vec<Tree> = all.into_iter().map(Into::into).collect();
    Some(if all.is_empty() { last } else { Tree::List(all.into_iter().chain([last]).collect()) })
}

/// The lines on which the objects of a text in JSON begin, in their order.
fn braces(text: &str) -> impl Iterator<Item = u64> {
    let (mut line, mut before, mut within, mut escaped) = (1, b' ', false, false);
    text.bytes().filter_map(move |byte| {
        line += u64::from(byte == b'\r' || byte == b'\n' && before != b'\r');
        before = byte;
        if !escaped && byte == b'"' {
            within = !within;
        }
        escaped = within && !escaped && byte == b'\\';
        (byte == b'{' && !within).then_some(line)
    })
}

/// The numbers of a text in JSON as they are written, in their order.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let is_of = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
            rest = rest.get(at..)?;
            if let Some(word) = rest.strip_prefix('"') {
                rest = word;
                loop {
                    let end = rest.find(['"', '\\'])?;
                    let is_end = rest.get(end..)?.starts_with('"');
                    // What is escaped is no end, whatever it is.
                    let escaped = rest.get(end + 1..)?.chars().next().filter(|_| !is_end).map_or(0, char::len_utf8);
                    rest = rest.get(end + 1 + escaped..)?;
                    if is_end {
                        break;
                    }
                }
                continue;
            }
            let end = rest.find(|c: char| !is_of(c)).unwrap_or(rest.len());
            let (number, after) = rest.split_at_checked(end)?;
            rest = after;
            return Some(number);
        }
    })
}

/// What a file holds, in its order.
enum Tree {
    /// A text, or nothing.
    Leaf(Value),
    /// What the reader takes for something else: numbers, and yes or no.
    Taken(Value),
    /// The same by where it is written.
    Word(Range<usize>),
    List(Vec<Tree>),
    /// The line it begins on, 0 where its reader does not tell, and what it holds.
    Map(u64, Vec<(String, Tree)>),
}

impl Tree {
    /// The same where it is used, and where it is written: those are two places where an alias stands for it.
    fn placed(self, used: Location, written: Location) -> Self {
        match self {
            Self::Map(_, held) => Self::Map(used.line(), held),
            Self::Taken(value) => place(written).map_or(Self::Taken(value), Self::Word),
            other => other,
        }
    }

    /// The same as a value of `text`; lines that are not known are the next of `lines`, what a number is written as the
    /// next of `numbers`.
    fn value<'t>(
        self,
        text: &'t str,
        lines: &mut impl Iterator<Item = u64>,
        numbers: &mut impl Iterator<Item = &'t str>,
    ) -> Value {
        match self {
            Self::Taken(value) if value.is_number() => numbers.next().map_or(value, Value::from),
            Self::Leaf(value) | Self::Taken(value) => value,
            Self::Word(place) => text.get(place).unwrap_or_default().into(),
            Self::List(list) => list.into_iter().map(|one| one.value(text, lines, numbers)).collect(),
            Self::Map(line, held) => {
                let line = lines.next().unwrap_or(line);
                let mut map: Map<String, Value> =
                    held.into_iter().map(|(name, one)| (name, one.value(text, lines, numbers))).collect();
                map.insert(LINE.to_owned(), line.into());
                Value::Object(map)
            }
        }
    }
}

/// Which bytes of a text are at a place.
fn place(location: Location) -> Option<Range<usize>> {
    let (start, length) = (location.span().byte_offset()?, location.span().byte_len()?);
    Some(usize::try_from(start).ok()?..usize::try_from(start + length).ok()?)
}

/// One of JSON, which knows no lines.
struct Json(Tree);

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader(PhantomData::<Self>)).map(Self)
    }
}

impl From<Json> for Tree {
    fn from(Json(tree): Json) -> Self {
        tree
    }
}

/// One of YAML, with its line.
struct Yaml(Tree);

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value: Within(tree), referenced, defined } = Spanned::deserialize(deserializer)?;
        Ok(Self(tree.placed(referenced, defined)))
    }
}

impl From<Yaml> for Tree {
    fn from(Yaml(tree): Yaml) -> Self {
        tree
    }
}

/// What stands on a line of YAML.
struct Within(Tree);

impl<'de> Deserialize<'de> for Within {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader(PhantomData::<Yaml>)).map(Self)
    }
}

/// Reads a value whose parts are read as `Part`.
struct Reader<Part>(PhantomData<Part>);

impl<'de, Part: Deserialize<'de> + Into<Tree>> Visitor<'de> for Reader<Part> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Taken(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Taken(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Taken(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Taken(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Leaf(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element::<Part>()? {
            all.push(one.into());
        }
        Ok(Tree::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some((name, one)) = map.next_entry::<String, Part>()? {
            all.push((name, one.into()));
        }
        Ok(Tree::Map(0, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name in a text, with the line of what it names.
    fn lines(text: &str) -> Vec<(String, u64)> {
        fn gather(value: &Value, all: &mut Vec<(String, u64)>) {
            match value {
                Value::Array(list) => list.iter().for_each(|one| gather(one, all)),
                Value::Object(map) => {
                    let name = map.get("name").and_then(Value::as_str).map(str::to_owned);
                    all.extend(name.zip(map.get(LINE).and_then(Value::as_u64)));
                    map.values().for_each(|one| gather(one, all));
                }
                _ => {}
            }
        }
        let mut all = Vec::new();
        gather(&read(text).unwrap(), &mut all);
        all.sort();
        all
    }

    #[test]
    fn every_object_knows_the_line_it_begins_on() {
        let yaml = "# a list\ncompany: X\npeople:\n  - name: A\n    note: |\n      - name: none\n      {\n\n  - {name: B, reports: [\n      {name: C}]}\nz:\n  name: Z\na:\n  name: D\n";
        let expected =
            [("A", 4), ("B", 9), ("C", 10), ("D", 14), ("Z", 12)].map(|(name, line)| (name.to_owned(), line));
        assert_eq!(lines(yaml), expected);
        let json = "{\"company\": \"{\\\"\",\n\t\"z\": {\n\"name\": \"Z\", \"value\": 1},\n\"a\": [{\"name\": \"A\"},\n\n{\"value\": {}, \"name\": \"\\\\\"},\r\n{\"name\": \"B\"}]}";
        let expected = [("A", 4), ("B", 7), ("Z", 2), ("\\", 6)].map(|(name, line)| (name.to_owned(), line));
        assert_eq!(lines(json), expected);
        for end in ["\r", "\r\n"] {
            assert_eq!(lines(&json.replace("\r\n", "\n").replace('\n', end)), expected);
            assert_eq!(lines(&yaml.replace('\n', end)).len(), 5);
            assert_eq!(lines(&yaml.replace('\n', end)).first(), Some(&("A".to_owned(), 4)));
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_and_no_more() {
        for count in [15, 60, 120, 5000] {
            let list = "[".repeat(count) + &"]".repeat(count);
            assert_eq!(read(&list).is_ok(), count < 128, "{count}");
            let block: String = (0..count).fold(String::new(), |text, at| text + &" ".repeat(at) + "a:\n");
            assert_eq!(read(&block).is_ok(), count < DEEPEST, "{count}");
        }
    }

    #[test]
    fn what_is_read_is_what_others_read() {
        fn bare(value: Value) -> Value {
            match value {
                Value::Array(list) => list.into_iter().map(bare).collect(),
                Value::Object(map) => {
                    map.into_iter().filter(|(name, _)| name != LINE).map(|(k, v)| (k, bare(v))).collect()
                }
                Value::Number(number) => number.to_string().into(),
                other => other,
            }
        }
        for text in [
            "{\"a\": [1, -2, 2.5, true, null, \"x\"], \"b\": {\"value\": {\"value\": 1}}}",
            "a: ['1', x, ~, null, \"yes\"]\n2: &b {c: d}\ne: *b\n",
            "just words",
        ] {
            let plain = serde_json::from_str::<Value>(text).ok().or_else(|| serde_saphyr::from_str(text).ok());
            assert_eq!(read(text).ok().map(bare), plain.map(bare), "{text}");
        }
        assert_eq!(read("a: [1, 2"), Err(1));
    }

    #[test]
    fn numbers_of_json_are_text_as_it_is_written() {
        let json = r#"{"a\"1": 1.50, "b": [12345678901234567890123, -0, {"c": "7\\", "d": 1e3}], "e": 1.50}"#;
        let value = read(json).unwrap();
        let said = [&value["a\"1"], &value["b"][0], &value["b"][1], &value["b"][2]["d"], &value["e"]];
        assert_eq!(said, ["1.50", "12345678901234567890123", "-0", "1e3", "1.50"]);
        assert_eq!(value["b"][2]["c"], "7\\");
    }

    #[test]
    fn plain_words_of_yaml_are_text_as_it_is_written() {
        let words = "007 0531 +4930123 No yes true 1.50 1e3 0x1F 1_000 .inf .nan 12345678901234567890123 -0";
        let text = |value: &Value| value.as_str().map(str::to_owned);
        for word in words.split(' ') {
            for yaml in [
                format!("ü: {word}\n"),
                format!("ü:   {word}   # so\r\nb: 1\r\n"),
                format!("{{ü: {word}, b: 1}}"),
                format!("a: &x {word}\nü: *x\n"),
            ] {
                assert_eq!(read(&yaml).unwrap().get("ü").and_then(text).as_deref(), Some(word), "{yaml}");
            }
        }
        for nothing in ["", "~", "null"] {
            assert_eq!(read(&format!("a: {nothing}\n")).unwrap().get("a"), Some(&Value::Null), "{nothing}");
        }
    }
}
