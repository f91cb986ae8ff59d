//! Who may import whom: what the rooms of `src/` use is held against the table of the house.
#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test ends where anything is wrong")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may use. `model::Problem`, which only says what went wrong, may be used everywhere.
const TABLE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("clock", &[]),
    ("text", &[]),
    ("theme", &[]),
    ("input", &[]),
    ("term", &[]),
    // Languages are an option.
    ("config", &["text"]),
    ("edit", &["model"]),
    ("find", &["model", "edit"]),
    ("rules", &["model", "edit"]),
    // Edits are stamped with the time.
    ("store", &["model", "edit", "clock"]),
    ("exchange", &["model", "edit", "rules", "find"]),
    ("report", &["model", "edit", "rules", "text"]),
    ("widget", &["theme", "text"]),
    ("screen", &["model", "edit", "rules", "find", "widget", "theme", "text"]),
    // Pickers search.
    ("overlay", &["widget", "theme", "text", "find"]),
    (
        "command",
        &[
            "model", "edit", "rules", "find", "store", "exchange", "report", "input", "text", "theme", "config",
            "clock", "widget", "screen", "overlay",
        ],
    ),
    (
        "app",
        &[
            "model", "edit", "rules", "find", "store", "exchange", "report", "input", "text", "theme", "config",
            "clock", "widget", "screen", "overlay", "command", "term",
        ],
    ),
    // Of the screens, the command line has the words alone: `View`, `present`.
    (
        "cli",
        &[
            "model",
            "edit",
            "rules",
            "find",
            "store",
            "exchange",
            "report",
            "input",
            "text",
            "theme",
            "config",
            "clock",
            "command",
            "app",
            "screen::present",
            "term::secret",
            "screen::View",
        ],
    ),
    ("main", &[]),
];

/// What only some rooms may say.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["KeyCode::"], &["input", "term"]),
    (&["Color::"], &["theme"]),
    (&["Utc::now", "Local::now", "SystemTime::now"], &["clock"]),
    (&["sled::"], &["store"]),
];

/// A file of the product: its path below `src/`, its room, its lines that are neither comments nor tests.
struct Source {
    path: String,
    room: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let all: Vec<(String, String)> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(file).unwrap())
        })
        .collect();
    let tests: Vec<String> = all.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let product = all.into_iter().filter(|(path, _)| !tests.iter().any(|test| path.starts_with(test.as_str())));
    product
        .map(|(path, text)| {
            let room = path.split(['/', '.']).next().unwrap().to_owned();
            Source { path, room, code: product_code(&text) }
        })
        .collect()
}

/// Modules that exist for tests alone, as beginnings of paths: `rules/fixture`.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let parent = path.trim_end_matches(".rs");
    let lines: Vec<&str> = text.lines().collect();
    let gated = lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]").filter_map(|pair| {
        let words = pair[1].trim().strip_suffix(';')?;
        words.split_once("mod ").map(|(_, name)| name.to_owned())
    });
    gated.flat_map(|name| [format!("{parent}/{name}.rs"), format!("{parent}/{name}/")]).collect()
}

/// The text without comments and without items for tests.
fn product_code(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            // The item ends where its indentation comes back with a closing brace, or in one line.
            let indent = line.len() - line.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            let mut item = lines.by_ref().skip_while(|line| line.trim().starts_with("#["));
            if item.next().is_some_and(|first| first.ends_with('{')) {
                let _ = lines.by_ref().find(|line| *line == end);
            }
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// The paths below `crate::` that some code names, braces opened: `model::Id`, `model::Problem`.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let path: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
        match path.strip_suffix("::") {
            Some(start) => {
                let group = rest[path.len()..].trim_start_matches('{');
                let group = group.split(['}', ';']).next().unwrap();
                found.extend(group.split(',').map(|name| format!("{start}::{}", name.trim())));
            }
            None => found.push(path),
        }
    }
    found
}

#[test]
fn every_room_keeps_to_its_neighbours() {
    let mut wrong = Vec::new();
    for Source { path, room, code } in sources().iter().filter(|source| source.room != "lib") {
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| name == room) else {
            wrong.push(format!("{path}: no such room in the table"));
            continue;
        };
        for used in uses(code) {
            let first = used.split("::").next().unwrap();
            let own = first == room || !TABLE.iter().any(|(name, _)| *name == first);
            let fits = allowed.iter().any(|ok| used == *ok || used.starts_with(&format!("{ok}::")));
            if !own && !fits && used != "model::Problem" {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_words_are_said_in_their_room_alone() {
    let mut wrong = Vec::new();
    for Source { path, room, code } in sources() {
        for (words, rooms) in WORDS {
            if let Some(word) = words.iter().find(|word| says(&code, word)).filter(|_| !rooms.contains(&room.as_str()))
            {
                wrong.push(format!("{path} says {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a word occurs as itself and not as the end of a longer one.
fn says(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn the_reader_of_the_rooms_reads_right() {
    let code = product_code(
        "use crate::model::{Id, Problem};\n// crate::sled\n#[cfg(test)]\nmod tests {\n    use crate::app;\n}\nfn f() -> crate::edit::Room {}\n",
    );
    assert_eq!(uses(&code), ["model::Id", "model::Problem", "edit::Room"]);
    assert!(says("KeyCode::Char", "KeyCode::") && !says("MyKeyCode::Char", "KeyCode::"));
    assert_eq!(
        test_modules("rules.rs", "#[cfg(test)]\npub(crate) mod fixture;\n"),
        ["rules/fixture.rs", "rules/fixture/"]
    );
}
