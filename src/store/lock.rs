//! `DATA/LOCK`: one process at a time, and who it is. The operating system lets go of it when the process ends, however
//! it ends.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::{Seek, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::disk;
use crate::model::Problem;

/// The lock, held as long as this lives.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// How long somebody means to hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stay {
    /// To work as long as somebody likes: whoever comes meanwhile is sent away.
    #[default]
    Long,
    /// To do one thing: whoever comes to work waits for that.
    Work,
    /// To look something up: whoever comes to work waits for that, and whoever comes to look does without.
    Brief,
}

/// How often, and after what pause, somebody who comes to work asks again while somebody else is soon done.
const PATIENCE: (usize, Duration) = (200, Duration::from_millis(10));

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Holder {
    pid: u32,
    stay: Stay,
    user: String,
    host: String,
    since: String,
    version: String,
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub fn take(data: &Path, now: DateTime<FixedOffset>, stay: Stay) -> Result<Self, Problem> {
        let path = data.join("LOCK");
        let refuse = |error: &std::io::Error| disk::problem(&path, error);
        disk::plain(&path)?;
        let mut file = disk::private().read(true).write(true).open(&path).map_err(|error| refuse(&error))?;
        let (mut patience, pause) = PATIENCE;
        let mut stayed = false;
        loop {
            let holder = match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => Holder::read(&path),
                Err(TryLockError::Error(error)) => return Err(refuse(&error)),
            };
            let stays = !holder.is_soon_gone();
            if stay == Stay::Brief || patience == 0 || (stays && stayed) {
                return Err(holder.in_use());
            }
            // Once is not enough: what a killed process left is read until the next has written down who it is.
            stayed = stays;
            patience -= 1;
            thread::sleep(pause);
        }
        let body = serde_json::to_vec(&Holder::here(now, stay)).unwrap_or_default();
        let mut write = || {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(&body)
        };
        write().map_err(|error| refuse(&error))?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Whoever comes next is not taken for this one.
        self.file.set_len(0).ok();
    }
}

impl Holder {
    fn here(now: DateTime<FixedOffset>, stay: Stay) -> Self {
        Self {
            pid: std::process::id(),
            stay,
            user: set(&["USER", "LOGNAME", "USERNAME"]).or_else(user).unwrap_or_default(),
            host: host(),
            since: now.to_rfc3339(),
            version: env!("CARGO_PKG_VERSION").into(),
        }
    }

    fn read(path: &Path) -> Self {
        let body = fs::read(path).unwrap_or_default();
        let known: Self = serde_json::from_slice(&body).unwrap_or_default();
        // What one that was killed left says nothing of who has it now.
        if known.host == host() && !lives(known.pid) { Self::default() } else { known }
    }

    /// One that does not stay, or that has not yet written down who it is.
    fn is_soon_gone(&self) -> bool {
        self.stay != Stay::Long || self.pid == 0
    }

    fn in_use(self) -> Problem {
        let since = DateTime::parse_from_rfc3339(&self.since);
        let who: Vec<_> = [self.user, self.host].into_iter().filter(|part| !part.is_empty()).collect();
        Problem::new("problem-store-in-use")
            .with("pid", self.pid)
            .with("since", since.map_or(self.since, |since| since.format("%H:%M").to_string()))
            .with("who", who.join("@"))
    }
}

fn set(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| env::var(name).ok().filter(|set| !set.is_empty()))
}

/// What this machine is called.
fn host() -> String {
    let named = fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_string());
    named.or_else(|| set(&["HOSTNAME", "COMPUTERNAME"])).unwrap_or_default()
}

/// Whether a process of this machine is still there.
#[cfg(unix)]
fn lives(pid: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
const fn lives(_: u32) -> bool {
    true
}

/// The name of the account this process runs under, where the system keeps them in files.
#[cfg(unix)]
pub fn user() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let number = fs::metadata("/proc/self").ok()?.uid().to_string();
    let accounts = fs::read_to_string("/etc/passwd").ok()?;
    accounts.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == number).then(|| name.to_owned())
    })
}

/// The same where it does not.
#[cfg(not(unix))]
pub fn user() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_learns_who_has_it() {
        let dir = tempfile::tempdir().unwrap();
        let now = "2026-10-20T09:05:00+08:00".parse().unwrap();
        let lock = Lock::take(dir.path(), now, Stay::Long).unwrap();
        let refused = Lock::take(dir.path(), now, Stay::Long).unwrap_err();
        assert_eq!(refused.id, "problem-store-in-use");
        assert!(refused.args.contains(&("pid", std::process::id().to_string())), "{refused}");
        assert!(refused.args.contains(&("since", "09:05".into())), "{refused}");
        drop(lock);
        // A program that another test starts holds for a moment, until it runs, whatever is open here.
        let freed = (0..500).any(|_| {
            let taken = Lock::take(dir.path(), now, Stay::Long).is_ok();
            if !taken {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            taken
        });
        assert!(freed);
    }

    #[cfg(unix)]
    #[test]
    fn one_that_was_killed_is_not_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("LOCK");
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        let holder = |pid| Holder { pid, ..Holder::here("2026-10-20T09:05:00+08:00".parse().unwrap(), Stay::Long) };
        for (pid, named) in [(child.id(), 0), (std::process::id(), std::process::id()), (1, 1)] {
            fs::write(&path, serde_json::to_vec(&holder(pid)).unwrap()).unwrap();
            assert_eq!(Holder::read(&path).pid, named);
        }
        let elsewhere = Holder { host: "another machine".into(), ..holder(child.id()) };
        fs::write(&path, serde_json::to_vec(&elsewhere).unwrap()).unwrap();
        assert_eq!(Holder::read(&path).pid, child.id(), "what runs there nobody here knows");
    }

    #[test]
    fn whoever_works_waits_for_whoever_is_soon_done() {
        let dir = tempfile::tempdir().unwrap();
        let now = "2026-10-20T09:05:00+08:00".parse().unwrap();
        for stay in [Stay::Brief, Stay::Work] {
            let first = Lock::take(dir.path(), now, stay).unwrap();
            assert_eq!(Lock::take(dir.path(), now, Stay::Brief).unwrap_err().id, "problem-store-in-use");
            let worker = thread::spawn({
                let data = dir.path().to_owned();
                move || Lock::take(&data, now, Stay::Work)
            });
            thread::sleep(PATIENCE.1 * 3);
            drop(first);
            worker.join().unwrap().unwrap();
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_left_out() {
        let said = |user: &str, host: &str| {
            let holder = Holder { pid: 7, user: user.into(), host: host.into(), ..Holder::default() };
            holder.in_use().args.into_iter().find(|(name, _)| *name == "who").unwrap().1
        };
        assert_eq!([said("lina", "vm"), said("", "vm"), said("lina", "")], ["lina@vm", "vm", "lina"]);
    }
}
