//! What a disk may hold after a power cut, as files: of what was synced the last state, of everything else any mixture of
//! what it ever was. Only sled's files are of that kind; beyond the journal's synced end anything may stand.
#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::mangle::dice::Dice;

/// Bytes that a disk writes at a time.
const PAGE: usize = 4096;

/// Files of a store: by the path within it, what they hold.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A store as its files were once nothing was under way.
#[derive(Clone)]
pub struct Moment {
    /// The files.
    pub files: Files,
    /// How many edits were acknowledged.
    pub acked: usize,
}

/// Reads a folder. Its owner may be at work in it.
pub fn read(dir: &Path) -> Files {
    let mut all = Files::new();
    gather(dir, "", &mut all);
    all
}

fn gather(dir: &Path, within: &str, all: &mut Files) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), all);
        } else if let Ok(bytes) = fs::read(entry.path()) {
            all.insert(name, bytes);
        }
    }
}

/// Makes a folder that holds these files and nothing else.
pub fn lay(dir: &Path, files: &Files) {
    fs::remove_dir_all(dir).ok();
    warroom::config::make_private(dir).unwrap();
    for (name, bytes) in files {
        let path = dir.join(name);
        warroom::config::make_private(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The files below a folder.
fn below(files: &Files, folder: &str) -> Files {
    files
        .iter()
        .filter(|(name, _)| name.starts_with(folder))
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

/// What is there after a cut between the last of the moments that are `past` and the `next`, and how many edits it must
/// have at least.
pub fn cut(past: &[Moment], next: &Moment, dice: &mut Dice) -> (Files, usize) {
    let now = past.last().unwrap();
    let mut files = now.files.clone();
    let whole = tail(&mut files, now, next, dice);
    let known = if whole { past.iter().chain([next]).cloned().collect() } else { past.to_vec() };
    let seen: Vec<&Files> = known.iter().map(|moment| &moment.files).collect();
    tear_database(&mut files, &seen, dice);
    // Whole and put in its place by a rename that nobody waits for: whichever there ever was, or none.
    files.remove("snapshot");
    let ever: Vec<&Vec<u8>> = past.iter().chain([next]).filter_map(|moment| moment.files.get("snapshot")).collect();
    if dice.roll(4) > 0
        && let Some(bytes) = ever.get(dice.roll(ever.len().max(1)))
    {
        files.insert("snapshot".into(), (*bytes).clone());
    }
    // Put in its place by a rename before anything else is done: the last one, or the one that was coming.
    if dice.roll(2) == 0
        && let Some(coming) = next.files.get("STORE")
    {
        files.insert("STORE".into(), coming.clone());
    }
    match dice.roll(6) {
        0 => drop(files.insert("SESSION".into(), b".".to_vec())),
        1 => drop(files.insert("STORE.new".into(), b"{\"store\":\"".to_vec())),
        2 => drop(files.insert("backups/2026-10-20T090000.ndjson.gz.part".into(), chaff(900, dice))),
        _ => {}
    }
    (files, now.acked)
}

/// Puts something behind the synced end of the journal; true where it is the whole of what was being written.
fn tail(files: &mut Files, now: &Moment, next: &Moment, dice: &mut Dice) -> bool {
    let grown = next.files.iter().filter(|(name, _)| name.starts_with("journal/") && name.ends_with(".ndjson"));
    for (name, after) in grown {
        let before = now.files.get(name).cloned().unwrap_or_default();
        let Some(mut coming) = after.strip_prefix(&before[..]).filter(|coming| !coming.is_empty()) else { continue };
        let mut there = before;
        // Each line has a sync of its own: the cut comes in one of them.
        let ends: Vec<usize> = (1..=coming.len()).filter(|end| coming[end - 1] == b'\n').collect();
        let nth = dice.roll(ends.len());
        let begun = if nth == 0 { 0 } else { ends[nth - 1] };
        there.extend_from_slice(&coming[..begun]);
        coming = &coming[begun..ends[nth]];
        let upto = dice.roll(coming.len() + 1);
        match dice.roll(7) {
            0 => {}
            1 => there.extend_from_slice(&coming[..upto]),
            2 => there.resize(there.len() + upto, 0),
            3 => there.extend(chaff(upto, dice)),
            4 | 5 => there = pages(&there, coming, dice),
            _ => there.extend_from_slice(coming),
        }
        let whole = there == *after;
        files.insert(name.clone(), there);
        return whole;
    }
    false
}

/// What was being written, some of its pages not yet: those are zeros, or what the disk held there before.
fn pages(there: &[u8], coming: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut all = [there, coming].concat();
    let (begun, end) = (there.len(), all.len());
    let stale = dice.roll(2) == 0;
    for page in begun / PAGE..=end / PAGE {
        let (from, to) = ((page * PAGE).max(begun), ((page + 1) * PAGE).min(end));
        if from < to && dice.roll(3) == 0 {
            let other = if stale { chaff(to - from, dice) } else { vec![0; to - from] };
            all.splice(from..to, other);
        }
    }
    all
}

/// Bytes of which nobody knows what they were.
fn chaff(len: usize, dice: &mut Dice) -> Vec<u8> {
    (0..len).map(|_| if dice.roll(40) == 0 { b'\n' } else { dice.roll(256) as u8 }).collect()
}

/// Makes of sled's folder what it may be, knowing how it was.
pub fn tear_database(files: &mut Files, known: &[&Files], dice: &mut Dice) {
    files.retain(|name, _| !name.starts_with("db/"));
    let now = known.last().unwrap();
    let older = known[dice.roll(known.len())];
    match dice.roll(10) {
        0 => {}
        1 => files.extend(below(now, "db/")),
        2 => files.extend(below(older, "db/")),
        // Written anew, and cut between the names.
        3 => {
            let beside = |folder: &str| -> Files {
                below(older, "db/").into_iter().map(|(name, bytes)| (name.replacen("db", folder, 1), bytes)).collect()
            };
            files.extend(beside("db.old"));
            if dice.roll(2) == 0 {
                files.extend(beside("db.new"));
            } else {
                files.extend(mixed(known, dice));
            }
        }
        _ => files.extend(mixed(known, dice)),
    }
}

/// Each file of sled's as it once was, in part, or not at all.
fn mixed(known: &[&Files], dice: &mut Dice) -> Files {
    let names: BTreeSet<&String> = known.iter().flat_map(|files| files.keys()).collect();
    let mut all = Files::new();
    for name in names.into_iter().filter(|name| name.starts_with("db/")) {
        let once: Vec<&Vec<u8>> = known.iter().filter_map(|files| files.get(name)).collect();
        // The newer, the likelier.
        let back = dice.roll(once.len()).min(dice.roll(once.len()));
        let (new, old) = (once[once.len() - 1 - back], once[dice.roll(once.len())]);
        let bytes = match dice.roll(8) {
            0 => continue,
            1 => Vec::new(),
            2 => new[..dice.roll(new.len() + 1)].to_vec(),
            3 => new.clone(),
            _ => torn(new, old, dice),
        };
        all.insert(name.clone(), bytes);
    }
    all
}

/// A file of new, old and unwritten pages.
fn torn(new: &[u8], old: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (rarely, end) = (2 + dice.roll(20), new.len().max(old.len()));
    let page = |from: usize, dice: &mut Dice| -> Vec<u8> {
        let of = |bytes: &[u8]| bytes.get(from..bytes.len().min(from + PAGE)).unwrap_or_default().to_vec();
        match dice.roll(rarely) {
            0 => of(old),
            1 => vec![0; PAGE],
            _ => of(new),
        }
    };
    let mut all = Vec::with_capacity(end);
    for from in (0..end).step_by(PAGE) {
        all.resize(from, 0);
        all.extend(page(from, dice));
    }
    all
}

/// What is on the disk while a new journal takes the place of the old one under a `name`: whether it has its name yet,
/// and the files, from the first to the last.
pub fn exchange(before: &Files, after: &Files, name: &str, dice: &mut Dice) -> Vec<(bool, Files)> {
    let resealed = name == "journal.resealed";
    let moved = |folder: &str, to: &str, files: &Files| -> Files {
        below(files, folder).into_iter().map(|(name, bytes)| (name.replacen(folder, to, 1), bytes)).collect()
    };
    let without = |files: &Files, folders: &[&str]| -> Files {
        let stays = |name: &&String| !folders.iter().any(|folder| name.starts_with(folder));
        files.iter().filter(|(name, _)| stays(name)).map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
    };
    let cut = |files: Files, dice: &mut Dice| -> Files {
        files.into_iter().map(|(name, bytes)| (name, bytes[..dice.roll(bytes.len() + 1)].to_vec())).collect()
    };
    let staged = if resealed { moved("backups/", "backups.resealed/", after) } else { Files::new() };
    let mut all = Vec::new();
    // While it is written.
    let mut files = before.clone();
    files.extend(cut(staged.clone(), dice));
    all.push((false, files.clone()));
    files.extend(staged);
    files.extend(cut(moved("journal/", "journal.part/", after), dice));
    all.push((false, files.clone()));
    // It has its name; the floor is forgotten.
    let mut files = without(&files, &["journal.part/"]);
    files.extend(moved("journal/", &format!("{name}/"), after));
    let mut store: Value = serde_json::from_slice(&before["STORE"]).unwrap();
    let other: Value = serde_json::from_slice(&after["STORE"]).unwrap();
    // Where it is of another store, it brings the name of that along.
    if store["store"] == other["store"] {
        all.push((true, files.clone()));
    } else {
        store["store"] = other["store"].clone();
        let mut coming = files.clone();
        coming.insert(format!("{name}/STORE"), store.to_string().into_bytes());
        all.push((true, coming));
    }
    store["floor"] = 0.into();
    files.insert("STORE".into(), store.to_string().into_bytes());
    all.push((true, files.clone()));
    // Sled goes, file by file; then the old journal.
    for folder in ["db/", "journal/"] {
        let names: Vec<String> = below(&files, folder).into_keys().collect();
        if name == "journal.restored" {
            let aside = moved(folder, &format!("quarantine/{folder}"), &files);
            files.extend(aside);
        } else if let Some(first) = names.first() {
            files.remove(first);
            all.push((true, files.clone()));
        }
        files = without(&files, &[folder]);
        all.push((true, files.clone()));
    }
    // So do other things that were written under another key, while the backups are exchanged.
    if resealed {
        files = without(&files, &["quarantine/"]);
        let staged: Vec<String> = below(&files, "backups.resealed/").into_keys().collect();
        for name in staged {
            let bytes = files.remove(&name).unwrap();
            files.insert(name.replacen(".resealed", "", 1), bytes);
            all.push((true, files.clone()));
        }
    }
    let mut files = without(&files, &[name]);
    files.extend(below(after, "journal/"));
    all.push((true, files));
    for (_, files) in &mut all {
        if files.keys().any(|name| name.starts_with("db/")) {
            tear_database(files, &[before], dice);
        }
    }
    all
}
