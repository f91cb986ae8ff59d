//! Every reader of the program on what nobody would write: files and lines that are cut, flipped, doubled and stuffed, with
//! seeds that are the same every time. A reader says what is wrong; it never panics, never hangs, takes no more memory than
//! what it reads is worth, and nothing it says moves a terminal.
//!
//! A short run is part of every `cargo test`; a long one is
//! `WARROOM_FUZZ_SECONDS=600 cargo test --release --test suite fuzz:: -- --ignored`, with other inputs for each `WARROOM_FUZZ_SEED`. What
//! was once found lies in `tests/corpus/fuzz/READER/` and is tried first, and mangled with the rest.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::mangle;

use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use mangle::{Dice, fixtures, mangled};
use serde_json::Value;
use warroom::app::setup;
use warroom::clock::Clock;
use warroom::command;
use warroom::config;
use warroom::edit::{Draft, Room};
use warroom::exchange::address::{self, Profile};
use warroom::exchange::capture::{self, Answers, Capture, Lexicon};
use warroom::exchange::{Options, Selection, columns, ical, ndjson, read, rejects, sample, sheet, vcard};
use warroom::find::{Catalog, Filter, Index, Keys};
use warroom::input::{Key, Keymap};
use warroom::model::speak::{Bias, parse_anniversary, parse_day, parse_range, parse_time, parse_when};
use warroom::model::{Id, Kind, Problem};
use warroom::rules::Terms;
use warroom::store::{Book, probe};
use warroom::text::{Lang, Text, clean};
use warroom::theme::Theme;

/// How long one input may take. A build that is not optimised is ten times slower, and others may want the machine.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Bytes of one input.
const LONGEST: usize = 64 << 10;
/// How much memory all of them may take at most, beyond what was there before.
const MEMORY: u64 = 512 << 20;
/// How long the short run lasts.
const SHORT: Duration = Duration::from_secs(7);

/// Something that reads: what it is tried on, and what it says, in sentences.
struct Reader {
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    run: fn(&[u8]) -> Vec<String>,
}

/// The records that lines and edits are read against, and what comes with them.
struct Desk {
    room: Room,
    terms: Terms,
    lexicon: Lexicon,
    text: Text,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let lines = sample::render(now());
    let mut book = Book::in_memory(clock(), "fuzz");
    let plan = read(lines.as_bytes(), "sample.ndjson", &Options::default(), book.room(), now(), &mut |_, _| {});
    book.commit_all(plan.unwrap().drafts().unwrap()).unwrap();
    let (room, terms) = (book.room().clone(), Terms::builtin());
    let lexicon = Lexicon::of(&room, &terms, now().date_naive());
    Desk { room, terms, lexicon, text: Text::new(Lang::ZhCn) }
});

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn clock() -> Clock {
    Clock::parse("2026-10-20T09:00+08:00", None).unwrap()
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files of a folder, or a file.
fn files(name: &str) -> Vec<Vec<u8>> {
    let path = root(name);
    let listing = fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<PathBuf> =
        if path.is_file() { vec![path] } else { listing.filter(|path| path.is_file()).collect() };
    all.sort();
    all.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The first column of the lines that capture is tried on.
fn lines() -> Vec<Vec<u8>> {
    let corpus = ["capture", "capture-fresh", "capture-later", "capture-unseen"];
    let all = corpus.iter().flat_map(|name| files(&format!("tests/corpus/{name}.tsv")));
    let lines = all.flat_map(|file| {
        let text = String::from_utf8(file).unwrap();
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').next().unwrap().into())
            .collect::<Vec<_>>()
    });
    lines.filter(|line: &Vec<u8>| !line.is_empty()).collect()
}

fn words(all: &[&str]) -> Vec<Vec<u8>> {
    all.iter().map(|word| word.as_bytes().to_vec()).collect()
}

fn readers() -> Vec<Reader> {
    let named = |end: &str| -> Vec<Vec<u8>> {
        fixtures(now()).into_iter().filter(|(name, _)| name.ends_with(end)).map(|(_, bytes)| bytes).collect()
    };
    let draft = || {
        let fields =
            serde_json::json!({"name": "张伟", "phones": ["+86 531"], "birthday": "lunar:05-05", "x": {"y": [1.5]}});
        let Value::Object(fields) = fields else { panic!("a map") };
        Draft::adding(Kind::Person, Id::named("fuzz", "1"), fields).unwrap().because(Some("why not".into()))
    };
    let mut book = Book::in_memory(clock(), "fuzz");
    let edit = probe::edit_of(&book.commit(draft()).unwrap()).into_bytes();
    let records = DESK.room.everything().step_by(25).map(|(_, held)| probe::value_of(&held)).collect();
    let line = [&b"{\"v\":1,\"n\":1,\"crc\":\"00000000\",\"edit\":"[..], &edit, b"}\n"].concat();
    let people = Selection { kinds: vec![Kind::Person], account: None, sensitive: true, table: None };
    let list = |code: &&str| address::write(&DESK.room, code.parse().ok()?, &people, now().date_naive()).ok();
    let lists = Profile::CODES.iter().filter_map(list).map(|text| text.into_bytes().into_iter().take(6000).collect());
    let keymaps = files("keymaps");
    let themes = files("assets/themes");
    let tables = ["regions", "transfers", "warnings", "cities", "festivals"];
    let tables = tables.iter().flat_map(|name| files(&format!("assets/{name}.toml"))).chain(files("assets/holidays"));
    let tables = tables.map(|bytes| bytes.into_iter().take(3000).collect()).collect();
    vec![
        Reader { name: "ndjson", seeds: named(".ndjson"), run: |bytes| import(bytes, "a.ndjson") },
        Reader {
            name: "csv",
            seeds: named(".csv").into_iter().chain(lists).collect(),
            run: |bytes| import(bytes, "a.csv"),
        },
        Reader { name: "vcard", seeds: named(".vcf"), run: |bytes| import(bytes, "a.vcf") },
        Reader { name: "ical", seeds: named(".ics"), run: |bytes| import(bytes, "a.ics") },
        Reader { name: "xlsx", seeds: named(".xlsx"), run: |bytes| import(bytes, "a.xlsx") },
        Reader { name: "yaml", seeds: named(".yaml"), run: |bytes| import(bytes, "a.yaml") },
        Reader { name: "json", seeds: named(".json"), run: |bytes| import(bytes, "a.json") },
        Reader { name: "any", seeds: fixtures(now()).into_iter().map(|(_, bytes)| bytes).collect(), run: anything },
        Reader { name: "capture", seeds: lines(), run: note },
        Reader {
            name: "filter",
            seeds: words(&[
                "tier:gold overdue:>7d -stage:lost",
                "name:\"山东 电信\" city:北京,济南",
                "owner: due:<=2026-10-20",
                "amount:>=1,200.00 -notes:x y",
            ]),
            run: filter,
        },
        Reader {
            name: "dates",
            seeds: words(&[
                "3/12-3/15",
                "下周三 14:30",
                "tomorrow at 9pm",
                "lunar:05-05",
                "农历五月初五",
                "2026-10-20..2026-11-03",
                "in 3 weeks",
                "end of next month",
                "周五下午三点半",
                "2026W43",
                "闰六月初三",
                "12/30-1/2",
                "Q3 2026",
                "09:00+08:00",
                "last friday",
                "月底",
            ]),
            run: dates,
        },
        Reader { name: "keymap", seeds: keymaps, run: keymap },
        Reader { name: "theme", seeds: themes, run: theme },
        Reader {
            name: "config",
            seeds: words(&[
                "lang = \"zh-CN\"\ntheme = \"dark\"\nmouse = true\ntime_zone = \"Asia/Shanghai\"\nlock_after_minutes = 5\n",
            ]),
            run: |bytes| {
                let (options, bad) = config::Options::read(&String::from_utf8_lossy(bytes), "config.toml");
                bad.into_iter().map(|one| said(&one.problem)).chain([format!("{options:?}")]).collect()
            },
        },
        Reader { name: "ladders", seeds: files("assets/ladders.toml"), run: ladders },
        Reader { name: "tables", seeds: tables, run: merges },
        Reader { name: "line", seeds: vec![line, edit.clone()], run: |bytes| vec![probe::line(bytes)] },
        Reader {
            name: "edit",
            seeds: vec![edit],
            run: |bytes| vec![outcome(probe::edit(&String::from_utf8_lossy(bytes), &Room::default()))],
        },
        Reader { name: "value", seeds: records, run: |bytes| vec![outcome(probe::value(bytes))] },
        Reader {
            name: "wish",
            seeds: vec![probe::wish_of(draft(), clock())],
            run: |bytes| {
                // The length made right half of the time.
                let body = bytes.get(4..).unwrap_or_default();
                let sound = [&(body.len() as u32).to_be_bytes()[..], body].concat();
                [bytes, &sound].map(|bytes| outcome(probe::wish(bytes, &Room::default(), clock()))).into()
            },
        },
        Reader {
            name: "keys",
            seeds: words(&[
                "ctrl+x",
                "alt+shift+f12",
                "\"",
                "space",
                "张",
                "ctrl+alt+del",
                "pageup",
                "梁静 liangjing lj",
            ]),
            run: |bytes| {
                let text = String::from_utf8_lossy(bytes);
                let keys = Keys::with_key(&text, text.get(1..));
                let mut index = Index::over([Catalog::new([(&*text, text.get(1..))]).into()], &[]);
                let hits = index.search(&text, 3).len() + index.positions(0).len();
                vec![format!("{:?} {hits} {:?}", Key::parse(&text), keys.initials())]
            },
        },
    ]
}

fn said(problem: &Problem) -> String {
    DESK.text.problem(problem)
}

fn outcome(done: Result<String, Problem>) -> String {
    done.unwrap_or_else(|problem| said(&problem))
}

/// Reads a file in every way there is, and writes what came of it.
fn import(bytes: &[u8], name: &str) -> Vec<String> {
    let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
    let mut all: Vec<String> = columns(bytes, name, &options)
        .into_iter()
        .flat_map(|(column, field)| [column, field.unwrap_or_default()])
        .collect();
    let plan = match read(bytes, name, &options, &Room::default(), now(), &mut |_, _| {}) {
        Ok(plan) => plan,
        Err(problem) => {
            assert_ne!(problem.id, "problem-import-broke-off", "a panic inside");
            all.push(said(&problem));
            return all;
        }
    };
    all.extend(rejects(bytes, name, &options, &plan, said).into_iter().map(|rejects| rejects.text));
    all.extend(plan.rows.iter().flat_map(|row| &row.problems).map(said));
    let every = Selection { kinds: Kind::ALL.to_vec(), account: None, sensitive: true, table: None };
    all.extend(ndjson::lines(&plan.after, &every));
    all.extend(vcard::cards(&plan.after, &every, vcard::Version::V4, now().date_naive()).map(|(_, card)| card));
    all.push(ical::calendar(&plan.after, &every, now()));
    all.push(sheet::write(&plan.after, Kind::Person, &every));
    all
}

/// Reads a file under names that promise something else.
fn anything(bytes: &[u8]) -> Vec<String> {
    let names = ["a.csv", "a.vcf", "a.ics", "a.ndjson", "a.yaml", "a.xlsx", "a.bin"];
    let at = bytes.len() % names.len();
    import(bytes, names.get(at).copied().unwrap_or("a"))
}

fn note(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let Desk { room, terms, lexicon, .. } = &*DESK;
    let capture = Capture { room, terms, now: now(), account: None, me: None, lexicon };
    let reading = capture::read(capture, &text, &Answers::new());
    let draft = reading.draft(room, terms, &mut (0..).map(|n| Id::named("note", &format!("{n}"))), now());
    let spans = reading.spans.iter().map(|(_, words)| words.clone());
    spans.chain([outcome(draft.map(|draft| format!("{draft:?}")))]).collect()
}

fn filter(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let filter = match Filter::parse(&text) {
        Ok(filter) => filter,
        Err(problem) => return vec![said(&problem)],
    };
    let known = filter.check(&["name", "tier", "amount"]).map_or_else(|problem| said(&problem), |()| String::new());
    let values = [Value::from("gold"), Value::from(7), Value::from("2026-10-20"), Value::Null];
    let passes = filter.matches(&|_| values.to_vec(), &|| text.to_string());
    vec![known, format!("{passes} {:?}", filter.words().collect::<Vec<_>>())]
}

fn dates(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let today = now().date_naive();
    let mut all = vec![outcome(parse_time(&text).map(|time| time.to_string()))];
    all.push(outcome(parse_anniversary(&text).map(|day| day.to_string())));
    for bias in [Bias::Future, Bias::Past] {
        all.push(outcome(parse_day(&text, today, bias).map(|day| day.to_string())));
        all.push(outcome(parse_when(&text, now(), bias).map(|when| format!("{when:?}"))));
        all.push(outcome(parse_range(&text, today, bias).map(|range| format!("{range:?}"))));
    }
    all
}

fn keymap(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let known = |name: &str| command::find(name).map(|command| command.arg);
    let (keymap, bad) = Keymap::load(&[("keymap.toml", &text)], &known, &setup::contexts());
    let bound = setup::contexts().into_iter().map(|context| keymap.bindings(context).count()).sum::<usize>();
    bad.into_iter().map(|one| said(&one.problem)).chain([bound.to_string()]).collect()
}

fn theme(bytes: &[u8]) -> Vec<String> {
    vec![outcome(Theme::load(&String::from_utf8_lossy(bytes)).map(|theme| format!("{theme:?}")))]
}

fn ladders(bytes: &[u8]) -> Vec<String> {
    let mut terms = Terms::builtin();
    terms.merge_ladders(&String::from_utf8_lossy(bytes)).iter().map(said).collect()
}

fn merges(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut terms = Terms::builtin();
    let all = [
        terms.merge_regions(&text),
        terms.merge_transfers(&text),
        terms.merge_warnings(&text),
        terms.merge_cities(&text),
        terms.merge_festivals(&text),
        terms.merge_holidays(&text),
    ];
    all.into_iter().filter_map(|one| one.err().as_ref().map(said)).collect()
}

/// What could move a cursor, reorder a row or hide.
fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Tries a reader on one input; `None` where all is well.
fn try_one(run: fn(&[u8]) -> Vec<String>, bytes: &Arc<Vec<u8>>) -> Option<String> {
    let (send, heard) = channel();
    let input = bytes.clone();
    let work = move || {
        let done = catch_unwind(AssertUnwindSafe(|| run(&input)));
        let told = done.map(|all| all.into_iter().find(|said| clean(said).chars().any(is_harmful)));
        send.send(told.map_err(|_| ())).ok();
    };
    thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap();
    match heard.recv_timeout(PATIENCE) {
        Ok(Ok(None)) => None,
        Ok(Ok(Some(said))) => Some(format!("says what moves a terminal: {said:?}")),
        Ok(Err(())) | Err(RecvTimeoutError::Disconnected) => Some("panics".into()),
        Err(RecvTimeoutError::Timeout) => Some(format!("takes longer than {PATIENCE:?}")),
    }
}

/// The most memory this process ever had; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or_default() << 10
}

/// Keeps an input that went wrong where somebody finds it.
fn fail(reader: &str, bytes: &[u8], what: &str) -> ! {
    let path = env::temp_dir().join(format!("fuzz-{reader}-{:08x}", crc32fast::hash(bytes)));
    fs::write(&path, bytes).unwrap();
    panic!("{reader} {what}. The input is {}: mend it and keep it in tests/corpus/fuzz/{reader}/", path.display());
}

/// Tries every reader for its share of the time.
fn run(whole: Duration, seed: u64) {
    LazyLock::force(&DESK);
    let readers = readers();
    let share = whole / readers.len() as u32;
    let before = peak();
    for Reader { name, mut seeds, run } in readers {
        let found = files(&format!("tests/corpus/fuzz/{name}"));
        seeds.extend(found);
        assert!(!seeds.is_empty(), "{name} is tried on nothing");
        let until = Instant::now() + share;
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ seed << 32 ^ u64::from(crc32fast::hash(name.as_bytes())));
        let (mut tries, mut last) = (0_usize, 0);
        while tries < 3 || Instant::now() < until {
            let seed = seeds.get(dice.roll(seeds.len())).cloned().unwrap_or_default();
            let mut bytes = mangled(&seed, &mut dice);
            bytes.truncate(LONGEST);
            last = bytes.len();
            let bytes = Arc::new(bytes);
            if let Some(what) = try_one(run, &bytes) {
                fail(name, &bytes, &what);
            }
            tries += 1;
        }
        let grown = peak().saturating_sub(before);
        assert!(grown < MEMORY, "{name} takes {grown} bytes of memory, the last time for {last}");
        eprintln!("{name}: {tries} tries");
    }
}

#[test]
fn what_was_found_once_is_read_or_refused_and_so_is_what_is_sound() {
    for Reader { name, seeds, run } in readers() {
        for bytes in files(&format!("tests/corpus/fuzz/{name}")).into_iter().chain(seeds.into_iter().take(20)) {
            let bytes = Arc::new(bytes);
            if let Some(what) = try_one(run, &bytes) {
                fail(name, &bytes, &what);
            }
        }
    }
}

#[test]
fn whatever_happens_to_a_file_or_a_line_it_is_read_or_refused() {
    run(SHORT, 0);
}

#[test]
#[ignore = "takes as long as WARROOM_FUZZ_SECONDS says"]
fn for_as_long_as_one_likes() {
    let [seconds, seed] = ["WARROOM_FUZZ_SECONDS", "WARROOM_FUZZ_SEED"]
        .map(|name| env::var(name).ok().and_then(|text| text.parse().ok()));
    run(Duration::from_secs(seconds.unwrap_or(60)), seed.unwrap_or(0));
}

#[test]
fn the_harness_sees_what_it_is_there_for() {
    let input = Arc::new(b"x".to_vec());
    assert!(try_one(|_| panic!("on purpose"), &input).is_some_and(|what| what.contains("panics")));
    assert!(try_one(|_| vec!["a\u{1b}[2J\u{202e}b".into()], &input).is_none(), "it is cleaned");
    assert!(is_harmful('\u{1b}') && is_harmful('\u{202e}') && !is_harmful('张'));
}
