//! `DATA/STORE`: which store this is, which device writes it, and which version of the format it has.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{backup, disk, migrate};
use crate::model::{Id, Problem};

/// The problem that the file says nothing. All it says is known from elsewhere, or is said anew.
pub(super) const UNREADABLE: &str = "problem-store-damaged-identity";

/// What `DATA/STORE` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Identity of the store; sled holds a copy, so that a folder that strayed in is not trusted.
    pub store: Id,
    /// Identity of this device in edit stamps.
    pub device: u32,
    /// Version of the format.
    pub schema: u16,
    /// How many edits the journal is known to hold: one that has fewer has lost some.
    #[serde(default)]
    pub floor: u64,
    /// The number of the edit by which somebody was erased last: copies that end before it may know them still.
    #[serde(default, skip_serializing_if = "is_none")]
    pub erased: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it on so")]
const fn is_none(number: &u64) -> bool {
    *number == 0
}

impl Identity {
    /// A new one.
    pub fn new(now: DateTime<FixedOffset>) -> Self {
        let [.., a, b, c, d] = Id::new(now).bytes();
        Self {
            store: Id::new(now),
            device: u32::from_be_bytes([a, b, c, d]),
            schema: migrate::SCHEMA,
            floor: 0,
            erased: 0,
        }
    }

    /// A new one; where the file was lost, the newest backup still knows which store it is and how much there was.
    fn again(data: &Path, now: DateTime<FixedOffset>) -> Self {
        let fresh = Self::new(now);
        let known = backup::list(data).iter().find_map(|path| backup::head(path).ok());
        known.map_or(fresh, |head| Self { store: head.store, floor: head.edits, ..fresh })
    }

    /// Reads the file; `None` where there is none yet. Refuses a store of a newer version.
    pub fn read(data: &Path) -> Result<Option<Self>, Problem> {
        let path = data.join("STORE");
        let Some(bytes) = disk::read(&path)? else { return Ok(None) };
        let found: Self =
            serde_json::from_slice(&bytes).map_err(|_| Problem::new(UNREADABLE).with("path", path.display()))?;
        if found.schema > migrate::SCHEMA {
            return Err(migrate::newer(found.schema));
        }
        Ok(Some(found))
    }

    /// Reads the file, makes it where there is none, and notes the present version.
    pub fn settle(data: &Path, now: DateTime<FixedOffset>) -> Result<Self, Problem> {
        let found = Self::read(data)?;
        let settled = Self { schema: migrate::SCHEMA, ..found.unwrap_or_else(|| Self::again(data, now)) };
        if found != Some(settled) {
            settled.save(data)?;
        }
        Ok(settled)
    }

    /// Forgets how many edits there were, before another journal takes the place of the one there is.
    pub fn lower(data: &Path) -> Result<(), Problem> {
        match Self::read(data) {
            Ok(Some(known)) if known.floor > 0 => Self { floor: 0, ..known }.save(data),
            // One that cannot be read is told of when the store is opened.
            _ => Ok(()),
        }
    }

    /// Writes the file.
    pub fn save(&self, data: &Path) -> Result<(), Problem> {
        let body = serde_json::to_vec(self).unwrap_or_default();
        disk::replace(&data.join("STORE"), &body)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::line::{self, tests::edit};
    use super::*;

    #[test]
    fn one_that_was_lost_is_that_of_the_newest_backup() {
        let dir = tempfile::tempdir().unwrap();
        let now: DateTime<FixedOffset> = "2026-10-20T09:00:00+08:00".parse().unwrap();
        disk::close_to_others(dir.path(), true).unwrap();
        let first = Identity::settle(dir.path(), now).unwrap();
        let journal = dir.path().join("journal");
        disk::make_dir(&journal).unwrap();
        let mut lines = String::new();
        for edits in 0..4 {
            fs::write(journal.join("000000000001.ndjson"), &lines).unwrap();
            backup::take(dir.path(), None, None, now + chrono::Duration::days(edits)).unwrap();
            fs::remove_file(dir.path().join("STORE")).unwrap();
            let again = Identity::settle(dir.path(), now).unwrap();
            assert_eq!((again.store, again.floor), (first.store, edits as u64));
            lines += &line::write(edits as u64 + 1, &edit(vec![]), None).unwrap();
        }
    }

    #[test]
    fn stays_the_same_and_refuses_a_newer_version() {
        let dir = tempfile::tempdir().unwrap();
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let first = Identity::settle(dir.path(), now).unwrap();
        assert_eq!(Identity::settle(dir.path(), now).unwrap(), first);
        let newer = Identity { schema: migrate::SCHEMA + 1, ..first };
        fs::write(dir.path().join("STORE"), serde_json::to_vec(&newer).unwrap()).unwrap();
        assert_eq!(Identity::settle(dir.path(), now).unwrap_err().id, "problem-store-newer");
        fs::write(dir.path().join("STORE"), "{").unwrap();
        assert_eq!(Identity::settle(dir.path(), now).unwrap_err().id, "problem-store-damaged-identity");
    }
}
