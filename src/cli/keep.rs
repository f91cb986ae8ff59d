//! Keeping and forgetting: backups, bringing them back, and erasing a person.

use serde_json::json;

use super::args::{Backup, Erase, Restore};
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::out::{confirmed, say};
use super::status::Status;
use crate::config;
use crate::model::Problem;
use crate::screen::present::label;
use crate::store::{backup, restore};

/// Texts that still name somebody, listed one by one up to this many.
const MOST: usize = 20;

/// Writes a backup; also while the screens are open.
pub fn backup(desk: &mut Desk, args: &Backup) -> Outcome {
    let (path, taken) = backup::take(&desk.paths.data, args.file.as_deref(), None, desk.now())?;
    let bytes = std::fs::metadata(&path).map(|known| known.len()).unwrap_or_default();
    if args.json.json {
        desk.out.json(&json!({"file": path, "edits": taken.edits, "bytes": bytes, "at": taken.at}))?;
        return Ok(Status::Done);
    }
    let said = [("path", path.display().to_string()), ("edits", taken.edits.to_string()), ("size", size(bytes))];
    desk.out.line(&desk.text.ta("keep-backed-up", &said.each_ref().map(|(name, value)| (*name, value.as_str()))))?;
    Ok(Status::Done)
}

/// Brings a backup back and says what it could not.
pub fn restore(desk: &mut Desk, args: &Restore) -> Outcome {
    if desk.read_only {
        return Err(Problem::new("problem-read-only").into());
    }
    config::make_private(&desk.paths.data)?;
    let wish = restore::Wish { only: args.only, lay_open: args.lay_open };
    let done = {
        let Desk { paths, clock, .. } = &*desk;
        restore::restore(&paths.data, args.file.as_deref(), wish, *clock, &desk.author(), &mut |key| desk.unlock(key))?
    };
    // Opening it proves it, and builds what is derived.
    let book = if done.panicked { desk.read() } else { desk.own() }?;
    let (edits, records) = (book.edits(), book.room().everything().filter(|(_, held)| held.record.is_some()).count());
    for path in &done.unsound {
        desk.tell(&Problem::new("problem-backup-unsound-skipped").with("path", path.display()));
    }
    if done.erased && done.taken > 0 {
        desk.tell(&Problem::new("problem-restore-erased"));
    }
    if done.laid_open && done.taken > 0 {
        desk.tell(&Problem::new("problem-restore-open"));
    }
    if done.sealed && done.taken > 0 {
        desk.tell(&Problem::new("problem-restore-sealed"));
    }
    if !done.counted {
        desk.tell(&Problem::new("problem-restore-uncounted"));
    }
    if args.json.json {
        let (file, at) = done.source.as_ref().map(|(file, backup)| (file, backup.at)).unzip();
        desk.out.json(&json!({
            "file": file, "at": at, "edits": edits, "from_backup": done.in_backup(), "taken": done.taken,
            "erased_since": done.erased, "followed": done.followed, "recovered": done.recovered, "lost": done.lost,
            "gone": done.gone, "counted": done.counted, "records": records, "unsound": done.unsound,
        }))?;
        return Ok(Status::Done);
    }
    let (path, at) = match &done.source {
        Some((file, backup)) => (file.clone(), backup.at.format("%Y-%m-%d %H:%M").to_string()),
        None => (backup::folder(&desk.paths.data), String::new()),
    };
    let sentence = match &done {
        done if done.taken > 0 || done.unlocked => "keep-restored",
        done if done.has_mended() => "keep-mended",
        done if done.gone > 0 => "keep-restored-short",
        done if done.source.is_none() => "keep-nothing-missing",
        _ => "keep-nothing-to-restore",
    };
    let said = [
        ("path", path.display().to_string()),
        ("at", at),
        ("edits", edits.to_string()),
        ("backup", done.in_backup().to_string()),
        ("followed", done.followed.to_string()),
        ("gone", if done.gone == 0 && !done.counted { "unknown".into() } else { done.gone.to_string() }),
        ("records", records.to_string()),
        ("before", if done.fresh { "none" } else { "some" }.to_owned()),
    ];
    desk.out.line(&desk.text.ta(sentence, &said.each_ref().map(|(name, value)| (*name, value.as_str()))))?;
    if done.recovered > 0 {
        desk.out.line(&desk.text.ta("keep-recovered", &[("count", &done.recovered.to_string())]))?;
    }
    Ok(Status::Done)
}

/// Erases a person, and says what of them others still hold.
pub fn erase(desk: &mut Desk, args: &Erase) -> Outcome {
    let book = desk.change_alone()?;
    let (person, name) = names::ever(&book, &args.person)?;
    if !args.yes && !args.json.json && !confirmed(&desk.text.ta("keep-ask-erase", &[("name", &name)]), false) {
        say(&desk.text.t("keep-not-erased"));
        return Ok(Status::Done);
    }
    let done = book.erase(&desk.paths.data, person)?;
    let book = desk.own()?;
    let room = book.room();
    if args.json.json {
        let mentions: Vec<_> = done.mentions.iter().map(|(id, field)| json!({"kind": room.record(*id).map(crate::model::Record::kind), "id": id, "field": field})).collect();
        desk.out.json(&json!({
            "erased": person, "records": done.records, "edits": done.edits, "mentions": mentions,
            "backups": done.backups, "quarantine": done.quarantine,
        }))?;
        return Ok(Status::Done);
    }
    let counts = [("name", name), ("records", done.records.to_string()), ("edits", done.edits.to_string())];
    desk.out.line(&desk.text.ta("keep-erased", &counts.each_ref().map(|(name, value)| (*name, value.as_str()))))?;
    if !done.mentions.is_empty() {
        desk.out.line(&desk.text.ta("keep-mentions", &[("count", &done.mentions.len().to_string())]))?;
    }
    for (id, field) in done.mentions.iter().take(MOST) {
        let Some(record) = room.record(*id) else { continue };
        let kind = record.kind();
        desk.out.line(&format!("  {kind} {id} {} ({})", label(&desk.text, kind, field), room.name(*id)))?;
    }
    if !done.backups.is_empty() {
        desk.out.line(&desk.text.t("keep-backups-hold"))?;
    }
    for path in done.backups.iter().chain(&done.quarantine) {
        desk.out.line(&format!("  {}", path.display()))?;
    }
    Ok(Status::Done)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
