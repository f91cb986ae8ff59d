//! Files as nobody wrote them: what happens to bytes by accident or on purpose, the same with every run of a seed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::format_collect, reason = "files of a test are short to write that way")]

pub mod dice;

pub use dice::Dice;
use warroom::exchange::sample;

/// What readers stumble over.
const STUFFING: [&str; 40] = [
    "\"",
    "\0",
    "\r",
    "\u{feff}",
    ";",
    "BEGIN:VEVENT\n",
    "{",
    "- &a [*a]\n",
    "\n",
    "\t",
    "[",
    "}",
    "]",
    "=",
    ":",
    ",",
    "'",
    "\\",
    "\\u0000",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{200b}",
    "\u{85}",
    "é",
    "张",
    "𠀀",
    "İ",
    "ß",
    "٣",
    "½",
    "-",
    "0",
    "99999999999999999999",
    "-1",
    "1e999",
    "9999-12-31",
    "0000-00-00",
    "2/29",
    "闰六月初三",
    "null",
];

/// People as YAML.
const TEAM: &str = "company: Nordkvist\npeople:\n  - {slug: a, name: Vera, title: CEO}\n  - slug: b\n    name: Jonas\n    title: IT\n    reports_to: a\n";
/// The same as JSON.
const STAFF: &str =
    r#"[{"id":"a","company":"Nordkvist","name":"Vera","title":"CEO","reports":[{"id":"b","name":"Jonas"}]}]"#;

/// Every file that readers are tried on, by name.
pub fn fixtures(now: chrono::DateTime<chrono::FixedOffset>) -> Vec<(String, Vec<u8>)> {
    let root = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let files = [root.clone(), format!("{root}/series")];
    let files = files.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten());
    let mut all: Vec<(String, Vec<u8>)> = files
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    all.sort();
    let lines: String = sample::render(now).lines().step_by(40).map(|line| format!("{line}\n")).collect();
    all.push(("sample.ndjson".into(), lines.into_bytes()));
    all.push(("team.yaml".into(), TEAM.into()));
    all.push(("staff.json".into(), STAFF.into()));
    all
}

/// A file that something happened to.
pub fn mangled(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(bytes.len());
        match dice.roll(8) {
            0 => bytes.truncate(at),
            1 => {
                for _ in 0..=dice.roll(20) {
                    let at = dice.roll(bytes.len());
                    let flip = 1_u8 << dice.roll(8);
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= flip;
                    }
                }
            }
            2 => {
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let line = lines[dice.roll(lines.len())..].first().copied().unwrap_or_default();
                for _ in 0..=dice.roll(4) {
                    let to = dice.roll(lines.len() + 1);
                    lines.insert(to, line);
                }
                bytes = lines.concat();
            }
            3 => {
                let piece: Vec<u8> = (0..dice.roll(40)).map(|_| dice.roll(256) as u8).collect();
                bytes.splice(at..at, piece);
            }
            4 => {
                let end = (at + dice.roll(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                // A piece of it at another place, over and over: what is nested or counted becomes more.
                let piece: Vec<u8> = bytes.iter().skip(at).take(dice.roll(60)).copied().collect();
                let to = dice.roll(bytes.len() + 1);
                bytes.splice(to..to, piece.repeat(1 + dice.roll(50)));
            }
            _ => {
                let what = STUFFING.get(dice.roll(STUFFING.len())).copied().unwrap_or_default();
                let end = (at + dice.roll(4)).min(bytes.len());
                bytes.splice(at..end, what.bytes());
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}
