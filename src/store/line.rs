//! One line of the journal: `{"v":1,"n":12,"crc":"89abcdef","edit":{…}}`, where `v` is the version that wrote it, `n` its
//! number and `crc` the checksum of all three others.

use serde::Deserialize;

use super::migrate;
use crate::edit::{Edit, Stamp, Turn};
use crate::model::Id;

/// A line whose checksum holds.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Version that wrote it.
    pub schema: u16,
    /// Its number; the first line of a store is number 1.
    pub n: u64,
    /// The edit, as JSON.
    edit: &'a str,
}

/// What opening needs to know of an edit.
#[derive(Debug, Deserialize)]
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

/// The line of an edit, with its line end.
pub fn write(n: u64, edit: &Edit) -> serde_json::Result<String> {
    let (schema, edit) = (migrate::SCHEMA, serde_json::to_string(edit)?);
    let crc = checksum(schema, n, &edit);
    Ok(format!("{{\"v\":{schema},\"n\":{n},\"crc\":\"{crc:08x}\",\"edit\":{edit}}}\n"))
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
    pub fn edit(&self) -> serde_json::Result<Edit> {
        let mut edit = serde_json::from_str(self.edit)?;
        migrate::upgrade(self.schema, &mut edit);
        Ok(edit)
    }

    /// What opening needs of it. The changes stand last, and a quotation mark inside a text is escaped: what is before them
    /// is read alone.
    pub fn head(&self) -> serde_json::Result<Head> {
        match self.edit.split_once(",\"changes\":[") {
            Some((head, _)) => serde_json::from_str(&format!("{head}}}")),
            None => serde_json::from_str(self.edit),
        }
    }
}

fn checksum(schema: u16, n: u64, edit: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(format!("{schema} {n} ").as_bytes());
    hasher.update(edit.as_bytes());
    hasher.finalize()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::edit::Change;

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
        let line = write(12, &edit(vec![])).unwrap().into_bytes();
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
        let line = write(1, &edit(vec![])).unwrap().into_bytes();
        assert!((0..line.len()).all(|end| read(&line[..end]).is_none()));
    }
}
