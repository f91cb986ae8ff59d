//! `DATA/LOCK`: one process at a time, and who it is. The operating system lets go of it when the process ends, however
//! it ends.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::{Seek, Write};
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::disk;
use crate::model::Problem;

/// The lock, held as long as this lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Holder {
    pid: u32,
    user: String,
    host: String,
    since: String,
    version: String,
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub fn take(data: &Path, now: DateTime<FixedOffset>) -> Result<Self, Problem> {
        let path = data.join("LOCK");
        let refuse = |error: &std::io::Error| disk::problem(&path, error);
        let mut file = disk::private().read(true).write(true).open(&path).map_err(|error| refuse(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(&path)),
            Err(TryLockError::Error(error)) => return Err(refuse(&error)),
        }
        let body = serde_json::to_vec(&Holder::here(now)).unwrap_or_default();
        let mut write = || {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(&body)
        };
        write().map_err(|error| refuse(&error))?;
        Ok(Self { _file: file })
    }
}

impl Holder {
    fn here(now: DateTime<FixedOffset>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| env::var(name).ok()).unwrap_or_else(|| "?".into());
        let host = fs::read_to_string("/etc/hostname").map(|name| name.trim().to_string());
        Self {
            pid: std::process::id(),
            user: first(&["USER", "LOGNAME", "USERNAME"]),
            host: host.unwrap_or_else(|_| first(&["HOSTNAME", "COMPUTERNAME"])),
            since: now.to_rfc3339(),
            version: env!("CARGO_PKG_VERSION").into(),
        }
    }
}

fn in_use(path: &Path) -> Problem {
    let body = fs::read(path).unwrap_or_default();
    let holder: Holder = serde_json::from_slice(&body).unwrap_or_default();
    let since = DateTime::parse_from_rfc3339(&holder.since);
    Problem::new("problem-store-in-use")
        .with("pid", holder.pid)
        .with("since", since.map_or(holder.since, |since| since.format("%H:%M").to_string()))
        .with("user", holder.user)
        .with("host", holder.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_learns_who_has_it() {
        let dir = tempfile::tempdir().unwrap();
        let now = "2026-10-20T09:05:00+08:00".parse().unwrap();
        let lock = Lock::take(dir.path(), now).unwrap();
        let refused = Lock::take(dir.path(), now).unwrap_err();
        assert_eq!(refused.id, "problem-store-in-use");
        assert!(refused.args.contains(&("pid", std::process::id().to_string())), "{refused}");
        assert!(refused.args.contains(&("since", "09:05".into())), "{refused}");
        drop(lock);
        // A program that another test starts holds for a moment, until it runs, whatever is open here.
        let freed = (0..500).any(|_| {
            let taken = Lock::take(dir.path(), now).is_ok();
            if !taken {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            taken
        });
        assert!(freed);
    }
}
