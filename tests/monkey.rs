//! Random keys, pastes, clicks and sizes: nothing panics, no frame is broken, and undo brings the start back.

#![allow(clippy::panic, reason = "a test ends where anything is wrong")]

use crate::demo;

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::buffer::{Buffer, CellWidth};

use demo::Demo;
use warroom::input::{Key, keymap};
use warroom::text::Lang;

/// A die that falls the same way every time it is thrown from the same seed (SplitMix64).
struct Die(u64);

impl Die {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.throw(all.len())].clone()
    }

    fn between(&mut self, least: u16, most: u16) -> u16 {
        least + self.throw((most - least + 1).into()) as u16
    }
}

const MOVES: &[&str] = &[
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "tab",
    "shift+tab",
    "h",
    "j",
    "k",
    "l",
    "backspace",
];

const WORDS: &[&str] = &[
    "a",
    "7",
    "张",
    "ö",
    "👩‍💻",
    "？",
    " ",
    "-",
    "@",
    "/",
    "today",
    "+3d",
    "下周三",
    "12",
    "gold",
    "yes",
    "tier:gold",
    "14:30",
    "3/12-3/15 CA1234",
    "0.5",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "e\u{301}",
    "ﷺ",
    "\u{202e}abc",
];

/// Texts that somebody could paste, or slip into somebody's clipboard.
fn pasted(die: &mut Die) -> String {
    match die.throw(9) {
        0 => "\u{1b}[2J\u{1b}]0;gone\u{7}\u{9b}31m".into(),
        1 => "invoice\u{202e}fdp.exe\u{2066}\u{200b}\u{feff}".into(),
        2 => "👨‍👩‍👧‍👦🏳️‍🌈🇨🇳❤️👍🏽".repeat(9),
        3 => "one\r\ntwo\rthree\n\nfour\t五".into(),
        4 => "\0\u{7f}\u{85}\u{2028}".into(),
        5 => "e\u{301}".repeat(400),
        6 => "王".repeat(300),
        7 => "張偉 北京 3/12-3/15 CA1234 北京饭店 firm".into(),
        _ => "x".repeat(die.of(&[1, 1000, 70_000])),
    }
}

/// One thing that a user, a cat or a window manager may do; in words, for the report of a failure.
fn act(demo: &mut Demo, die: &mut Die) -> String {
    match die.throw(100) {
        0..30 => press(demo, die.of(MOVES)),
        30..58 => {
            let contexts = demo.app.cx.contexts();
            let keymap = &demo.app.cx.keymap;
            let chords: Vec<String> = contexts
                .iter()
                .flat_map(|context| keymap.bindings(context))
                .map(|(chord, _)| keymap::print(chord))
                .collect();
            press(demo, &die.of(&chords))
        }
        58..72 => {
            let word = die.of(WORDS);
            demo.typed(word);
            format!("type {word:?}")
        }
        72..82 => press(demo, "enter"),
        82..88 => press(demo, "esc"),
        88..91 => {
            let text = pasted(die);
            demo.paste(&text);
            format!("paste {:?}…", text.chars().take(12).collect::<String>())
        }
        91..97 => {
            let click = MouseEventKind::Down(MouseButton::Left);
            let kind = die.of(&[click, click, click, MouseEventKind::ScrollUp, MouseEventKind::ScrollDown]);
            // Now and then outside: the terminal may have been resized since.
            let (x, y) = (die.between(0, demo.area.width + 2), die.between(0, demo.area.height + 2));
            demo.mouse(kind, x, y);
            format!("{kind:?} at {x},{y}")
        }
        _ => {
            let (cols, rows) = match die.throw(3) {
                0 => die.of(&demo::SIZES),
                1 => (die.between(40, 300), die.between(10, 100)),
                _ => (die.between(1, 60), die.between(1, 16)),
            };
            demo.resize(cols, rows);
            format!("resize to {cols}×{rows}")
        }
    }
}

fn press(demo: &mut Demo, keys: &str) -> String {
    demo.press(keys);
    keys.to_string()
}

/// What is wrong with a frame.
fn flaw(buf: &Buffer) -> Option<String> {
    for y in buf.area.top()..buf.area.bottom() {
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            if symbol.chars().any(char::is_control) {
                return Some(format!("a control character {symbol:?} at {x},{y}"));
            }
            let cols = symbol.cell_width();
            if cols == 2 && (x + 1 >= buf.area.right() || buf[(x + 1, y)].symbol() != " ") {
                return Some(format!("half of {symbol:?} at {x},{y}"));
            }
            if cols > 2 {
                return Some(format!("{symbol:?} is {cols} columns wide at {x},{y}"));
            }
            x += cols.max(1);
        }
    }
    None
}

fn check(demo: &Demo) -> Result<(), String> {
    if let Some(flaw) = flaw(&demo.buf) {
        return Err(flaw);
    }
    match demo.cursor {
        Some(at) if !demo.area.contains(at) => Err(format!("the caret is outside, at {at}")),
        _ => Ok(()),
    }
}

/// Plays for `steps`, then undoes everything; tells how it came to what is wrong.
fn play(lang: Lang, seed: u64, steps: usize) {
    let mut die = Die(seed);
    let mut demo = Demo::new(lang, die.of(&demo::SIZES));
    let before = demo.dump();
    let mut done: Vec<String> = Vec::new();
    for _ in 0..steps {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(&mut demo, &mut die)));
        demo.app.cx.effects.clear();
        let wrong = match tried {
            Ok(what) => {
                done.push(what);
                check(&demo).err()
            }
            Err(_) => Some("it panicked in what came next".into()),
        };
        if let Some(wrong) = wrong {
            let from = done.len().saturating_sub(40);
            panic!("{lang:?}, seed {seed}: {wrong}; after:\n{}\n\n{}", done[from..].join(", "), demo.screen());
        }
    }
    while !demo.app.cx.layers.is_empty() {
        demo.app.cx.layers.cancel();
    }
    demo.resize(80, 24);
    let edits = demo.app.cx.book().edits();
    for _ in 0..edits {
        if let Err(problem) = demo.app.cx.undo() {
            let from = done.len().saturating_sub(40);
            panic!("{lang:?}, seed {seed}: an edit cannot be undone: {problem}; after:\n{}", done[from..].join(", "));
        }
        // Of many records it is asked.
        if !demo.app.cx.layers.is_empty() {
            demo.app.cx.run("overlay-accept", "");
        }
    }
    assert!(demo.dump() == before, "{lang:?}, seed {seed}: undo does not bring the start back");
}

#[test]
fn a_few_hundred_random_keys_break_nothing() {
    for (lang, seed) in [(Lang::En, 1), (Lang::ZhCn, 2)] {
        play(lang, seed, 250);
    }
}

/// `WARROOM_SEED=7 cargo test --test suite monkey:: -- --ignored` plays that one alone.
#[test]
#[ignore = "long: minutes of random keys"]
fn a_hundred_thousand_random_keys_break_nothing() {
    // Some keys write files where one is.
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(elsewhere.path()).expect("a folder to be in");
    let seeds = match std::env::var("WARROOM_SEED") {
        Ok(seed) => vec![seed.parse().expect("a number")],
        Err(_) => (100..140).collect(),
    };
    for seed in seeds {
        play(if seed % 2 == 0 { Lang::En } else { Lang::ZhCn }, seed, 2500);
    }
}

#[test]
fn a_line_of_a_megabyte_is_shown_and_refused() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    demo.press("g a i");
    demo.paste(&"张x".repeat(250_000));
    demo.press("left enter");
    assert_eq!(check(&demo), Ok(()));
    assert!(demo.says("at most 200 characters") && demo.dump() == before, "{}", demo.screen());
    demo.press("ctrl+u").typed("Short").press("enter");
    assert!(demo.dump() != before, "{}", demo.screen());
    demo.press("u");
    assert!(demo.dump() == before);
}

#[test]
fn a_key_is_parsed_as_the_keymap_prints_it() {
    let demo = Demo::new(Lang::En, (80, 24));
    for context in warroom::app::setup::contexts() {
        for (chord, _) in demo.app.cx.keymap.bindings(context) {
            for key in chord {
                assert_eq!(Key::parse(&key.to_string()), Some(*key));
            }
        }
    }
}
