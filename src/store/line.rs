//! One line of the journal: `{"v":1,"n":12,"crc":"89abcdef","edit":{…}}`, where `v` is the version that wrote it, `n` its
//! number and `crc` the checksum of all three others. With a passphrase the edit is sealed: `"edit":"<base64>"`; a long one is
//! made small first, for what is sealed can be made no smaller.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::migrate;
use super::seal::{self, Seal};
use crate::edit::{Edit, Stamp, Turn};
use crate::model::{Id, Problem};

/// Edits of so many bytes are worth being made small.
const LONG: usize = 256;
/// What stands before one that is. No JSON begins so.
const SMALL: u8 = b'z';

/// How every line begins.
pub const BEGINS: &[u8] = b"{\"v\":";

/// A line whose checksum holds.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Version that wrote it.
    pub schema: u16,
    /// Its number; the first line of a store is number 1.
    pub n: u64,
    /// The edit, as JSON: an object, or the text that it is sealed in.
    edit: &'a str,
}

/// What opening needs to know of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Head {
    /// Identity of the edit.
    pub id: Id,
    /// Its stamp.
    pub at: Stamp,
    /// The group it belongs to.
    #[serde(default)]
    pub group: Option<Id>,
    /// Whether it takes one back or does one again.
    #[serde(default)]
    pub turn: Option<Turn>,
}

/// What an edit is called.
#[derive(Debug, Deserialize)]
pub struct Title {
    /// What was meant.
    pub label: String,
    /// What it is about.
    pub subject: String,
}

/// The line of an edit, with its line end.
pub fn write(n: u64, edit: &Edit, seal: Option<&Seal>) -> Result<String, Problem> {
    let edit = serde_json::to_string(edit).map_err(|error| Problem::new("problem-not-saved").with("why", error))?;
    put(migrate::SCHEMA, n, &edit, seal)
}

fn put(schema: u16, n: u64, edit: &str, seal: Option<&Seal>) -> Result<String, Problem> {
    let edit = match seal {
        Some(seal) => {
            let sealed = seal.seal(place(schema, n).as_bytes(), &small(edit))?;
            Cow::Owned(format!("\"{}\"", seal::text(&sealed)))
        }
        None => Cow::Borrowed(edit),
    };
    Ok(sound(schema, n, &edit))
}

/// The line of what stands for an edit.
pub fn sound(schema: u16, n: u64, edit: &str) -> String {
    let crc = checksum(schema, n, edit);
    format!("{{\"v\":{schema},\"n\":{n},\"crc\":\"{crc:08x}\",\"edit\":{edit}}}\n")
}

/// Reads a line with its line end; `None` where anything about it is wrong.
pub fn read(line: &[u8]) -> Option<Line<'_>> {
    let text = str::from_utf8(line).ok()?.strip_suffix("}\n")?;
    let (schema, text) = text.strip_prefix("{\"v\":")?.split_once(",\"n\":")?;
    let (n, text) = text.split_once(",\"crc\":\"")?;
    let (crc, edit) = text.split_once("\",\"edit\":")?;
    let line = Line { schema: schema.parse().ok()?, n: n.parse().ok()?, edit };
    let sound = crc.len() == 8 && u32::from_str_radix(crc, 16) == Ok(checksum(line.schema, line.n, edit));
    sound.then_some(line)
}

impl Line<'_> {
    /// The edit, up to date.
    pub fn edit(&self, seal: Option<&Seal>) -> serde_json::Result<Edit> {
        let mut edit = serde_json::from_str(&self.json(seal)?)?;
        migrate::upgrade(self.schema, &mut edit);
        Ok(edit)
    }

    /// What opening needs of it. The changes stand last, and a quotation mark inside a text is escaped: what is before them
    /// is read alone.
    pub fn head<H: DeserializeOwned>(&self, seal: Option<&Seal>) -> serde_json::Result<H> {
        let edit = self.json(seal)?;
        match edit.split_once(",\"changes\":[") {
            Some((head, _)) => serde_json::from_str(&format!("{head}}}")),
            None => serde_json::from_str(&edit),
        }
    }

    /// Whether it says nothing without a key.
    pub fn is_sealed(&self) -> bool {
        self.edit.starts_with('"')
    }

    /// The same line under another key, or under none.
    pub fn anew(&self, from: Option<&Seal>, to: Option<&Seal>) -> Result<String, Problem> {
        let damaged = || Problem::new("problem-store-damaged-edit").with("number", self.n);
        let edit = self.json(from).map_err(|error| damaged().with("why", error))?;
        put(self.schema, self.n, &edit, to)
    }

    /// The edit as JSON. One that is sealed is not read without the key, nor one that is not with it: nobody without the
    /// passphrase can add to what is sealed.
    pub fn json(&self, seal: Option<&Seal>) -> serde_json::Result<Cow<'_, str>> {
        let text = self.edit.strip_prefix('"').and_then(|edit| edit.strip_suffix('"'));
        let opened = match (seal, text) {
            (None, None) => Some(Cow::Borrowed(self.edit)),
            (Some(seal), Some(text)) => seal::bytes(text)
                .and_then(|bytes| seal.open(place(self.schema, self.n).as_bytes(), &bytes))
                .and_then(large)
                .map(Cow::Owned),
            _ => None,
        };
        opened.ok_or_else(|| serde::de::Error::custom("sealed"))
    }
}

/// An edit as few bytes: as it is, or behind [`SMALL`] deflated.
fn small(edit: &str) -> Cow<'_, [u8]> {
    if edit.len() < LONG {
        return Cow::Borrowed(edit.as_bytes());
    }
    let mut deflater = DeflateEncoder::new(vec![SMALL], Compression::fast());
    let deflated = deflater.write_all(edit.as_bytes()).and_then(|()| deflater.finish());
    match deflated {
        Ok(bytes) if bytes.len() < edit.len() => Cow::Owned(bytes),
        _ => Cow::Borrowed(edit.as_bytes()),
    }
}

/// The edit again; `None` where that is none.
fn large(bytes: Vec<u8>) -> Option<String> {
    let Some((&SMALL, deflated)) = bytes.split_first() else { return String::from_utf8(bytes).ok() };
    let mut edit = String::new();
    DeflateDecoder::new(deflated).read_to_string(&mut edit).ok()?;
    Some(edit)
}

fn checksum(schema: u16, n: u64, edit: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(place(schema, n).as_bytes());
    hasher.update(edit.as_bytes());
    hasher.finalize()
}

/// Where an edit stands.
fn place(schema: u16, n: u64) -> String {
    format!("{schema} {n} ")
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::edit::Change;
    use crate::model::Kind;

    /// An edit with these changes.
    pub fn edit(changes: Vec<Change>) -> Edit {
        Edit {
            id: Id::named("edit", "1"),
            at: Stamp { millis: 1_792_458_000_000, count: 0, device: 7 },
            when: "2026-10-20T09:00:00+08:00".parse().unwrap(),
            author: "陈晨".into(),
            label: "edit-set".into(),
            subject: String::new(),
            reason: None,
            group: None,
            turn: None,
            changes,
        }
    }

    #[test]
    fn no_single_flipped_bit_goes_unseen() {
        let line = write(12, &edit(vec![]), None).unwrap().into_bytes();
        assert_eq!(read(&line).map(|line| line.n), Some(12));
        for at in 0..line.len() {
            for bit in 0..8 {
                let mut flipped = line.clone();
                flipped[at] ^= 1 << bit;
                // A hex digit of the checksum in the other case is the same checksum.
                let same = flipped.eq_ignore_ascii_case(&line) && (21..29).contains(&at);
                assert!(read(&flipped).is_none() || same, "byte {at} bit {bit}");
            }
        }
    }

    #[test]
    fn no_part_of_a_line_is_a_line() {
        let line = write(1, &edit(vec![]), None).unwrap().into_bytes();
        assert!((0..line.len()).all(|end| read(&line[..end]).is_none()));
    }

    #[test]
    fn a_sealed_line_tells_nothing_without_the_key_and_stands_only_where_it_stood() {
        let (seal, edit) = (Seal::new().unwrap(), edit(vec![]));
        let text = write(3, &edit, Some(&seal)).unwrap();
        assert!(!text.contains("陈晨") && !text.contains("edit-set"), "{text}");
        let line = read(text.as_bytes()).unwrap();
        assert!(line.is_sealed() && line.edit(None).is_err());
        assert_eq!(line.edit(Some(&seal)).unwrap(), edit);
        assert!(Line { n: 4, ..line }.edit(Some(&seal)).is_err(), "moved to another place");
        let clear = line.anew(Some(&seal), None).unwrap();
        assert_eq!(clear, write(3, &edit, None).unwrap());
        let clear = read(clear.as_bytes()).unwrap();
        assert!(clear.edit(Some(&seal)).is_err(), "what nobody sealed is not taken for sealed");
    }

    #[test]
    fn a_long_edit_is_sealed_small_and_one_that_is_not_small_is_read_too() {
        let seal = Seal::new().unwrap();
        let change = |n: usize| Change {
            kind: Kind::Person,
            id: Id::named("person", &n.to_string()),
            field: "home_city".into(),
            entry: None,
            before: serde_json::Value::Null,
            after: "北京".into(),
            seen: None,
        };
        let edit = edit((0..500).map(change).collect());
        let (clear, sealed) = (write(3, &edit, None).unwrap(), write(3, &edit, Some(&seal)).unwrap());
        assert!(sealed.len() * 2 < clear.len(), "{} → {}", clear.len(), sealed.len());
        assert_eq!(read(sealed.as_bytes()).unwrap().edit(Some(&seal)).unwrap(), edit);
        let whole = seal.seal(place(2, 3).as_bytes(), serde_json::to_string(&edit).unwrap().as_bytes()).unwrap();
        let whole = sound(2, 3, &format!("\"{}\"", seal::text(&whole)));
        assert_eq!(read(whole.as_bytes()).unwrap().edit(Some(&seal)).unwrap(), edit);
    }

    /// The bytes on people's disks, of every version there was. Never change one.
    #[test]
    fn golden() {
        let read = |text: &str| read(format!("{text}\n").as_bytes()).unwrap().edit(None).unwrap();
        let [one, two] = GOLDEN.map(read);
        assert_eq!(one, two);
        let fields: Vec<_> = two.changes.iter().map(|change| (change.field.as_str(), change.after.clone())).collect();
        assert_eq!(fields, [("exists", true.into()), ("home_city", "北京".into()), ("name", "王强".into())]);
        assert_eq!(write(7, &two, None).unwrap(), format!("{}\n", GOLDEN[1]), "the version that is written");
    }

    const GOLDEN: [&str; 2] = [
        r#"{"v":1,"n":7,"crc":"5cf9a6f8","edit":{"id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c001","at":"1792458000000-0-00000007","when":"2026-10-20T09:00:00+08:00","author":"陈晨","label":"edit-add","changes":[{"kind":"person","id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c002","field":"exists","after":true},{"kind":"person","id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c002","field":"home_city","after":"北京"},{"kind":"person","id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c002","field":"name","after":"王强"}]}}"#,
        r#"{"v":2,"n":7,"crc":"81fedcb6","edit":{"id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c001","at":"1792458000000-0-00000007","when":"2026-10-20T09:00:00+08:00","author":"陈晨","label":"edit-add","changes":[{"kind":"person","id":"c6d0f0a5-5a8e-58d6-8a53-0a35e8a1c002","new":{"home_city":"北京","name":"王强"}}]}}"#,
    ];
}
