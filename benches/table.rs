//! How the promises of speed, memory and size hold as a store grows: `cargo bench --bench table`, with the numbers of people
//! after `--` where others than ten and a hundred thousand are wanted (`-- 1000000`). Prints one Markdown table.
//!
//! What is told is the median of several runs; ratios compare with what was measured in the same run.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark stops where anything is wrong, and prints"
)]

mod brute;
#[path = "../examples/portfolio.rs"]
#[allow(dead_code, reason = "as a program of its own it writes to standard output")]
mod portfolio;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use warroom::clock::Clock;
use warroom::edit::{Draft, Room};
use warroom::exchange::import::Options;
use warroom::exchange::{Batch, Selection, ndjson, read};
use warroom::find::{Catalog, Index, Keys, fold};
use warroom::model::{Id, Kind, Seat};
use warroom::rules::today::Told;
use warroom::rules::{Terms, intercept, today, warnings};
use warroom::store::{Access, Book};

const NOW: &str = "2026-10-20T09:00:00+08:00";
const SIZES: [usize; 2] = [10_000, 100_000];
/// People of an account.
const HOUSE: usize = 10;
const RUNS: usize = 5;
/// What somebody types, key by key: names, companies, cities, titles, numbers, what nobody has.
const TYPED: [&str; 12] = [
    "王志强",
    "北京电信 王",
    "上海",
    "处长 李",
    "grace garcia",
    "london manager",
    "a",
    "e",
    "13900012",
    "p123@ex",
    "xqzj",
    "novak 深圳",
];
/// The same in pinyin and initials.
const PINYIN: [&str; 8] = ["zhangjg", "wzq", "ouyang", "shan", "zhang jian guo", "beijing wang", "dianxin77", "z j"];
/// Of a search that takes longer, what was found after so long is shown.
const SLICE: Duration = Duration::from_millis(6);
/// So many people are scored one by one to see whether the best of a search are the best; of more, fewer keys are held against that.
const CHECKED: usize = 10_000;
const LIMIT: usize = 64;

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if wanted.is_empty() { SIZES.to_vec() } else { wanted };
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for people in &sizes {
        eprintln!("{people} people …");
        for (at, (promise, value)) in measure(*people).into_iter().enumerate() {
            if lines.len() == at {
                lines.push((promise, Vec::new()));
            }
            lines[at].1.push(value);
        }
    }
    let heads: Vec<String> = sizes.iter().map(|people| format!("{people} people")).collect();
    println!("| promise | {} |\n| --- | {}", heads.join(" | "), "--- | ".repeat(heads.len()));
    for (promise, values) in lines {
        println!("| {promise} | {} |", values.join(" | "));
    }
    let binary = fs::metadata(env!("CARGO_BIN_EXE_warroom")).unwrap().len();
    println!("\nThe program: {:.1} MiB.", mib(binary));
}

/// Each promise and what came of it, for a portfolio of so many people.
fn measure(people: usize) -> Vec<(String, String)> {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut table = Vec::new();
    let mut tell = |promise: &str, value: String| table.push((promise.to_owned(), value));
    let mut file = Vec::new();
    portfolio::write(&mut file, people.div_ceil(HOUSE), HOUSE);

    let mut book = open(&data);
    let now = book.clock().now();
    let (took, ()) = timed(|| {
        let plan = read(&file, "all.ndjson", &Options::default(), book.room(), now, &mut |_, _| {}).unwrap();
        book.import(plan.batches.iter().map(Batch::draft)).unwrap();
        book.flush().unwrap();
    });
    drop(file);
    // By name there are several.
    let somebody = book.room().ids(Kind::Person).nth(people / 2).unwrap().to_string();
    let records = book.room().everything().count();
    tell("records", records.to_string());
    tell("import them (NDJSON), durable", format!("{:.0} records/s", records as f64 / took.as_secs_f64()));
    let bytes: u64 = ndjson::lines(book.room(), &Selection::default()).map(|line| line.len() as u64 + 1).sum();
    let all = size_of(&data);
    tell("store, × the records as NDJSON", format!("{:.1} ×, {:.0} MiB", all as f64 / bytes as f64, mib(all)));
    drop(book);

    // The first opening after a bulk load writes sled's log snapshot.
    drop(open(&data));
    let sled =
        median(|| timed(|| sled::Config::new().path(data.join("db")).cache_capacity(64 << 20).open().unwrap()).0);
    let opened = median(|| timed(|| open(&data)).0);
    tell("open sled alone", ms(sled));
    tell("open the store", format!("{}, {:.1} × sled", ms(opened), ratio(opened, sled)));
    for command in [&["today"][..], &["where", &somebody], &["list", "account", "--filter", "stage:developed"]] {
        let mut peak = 0;
        let took = median(|| {
            let (took, most) = run(&data, command);
            peak = most.max(peak);
            took
        });
        let told = format!("{}, {:.1} × sled, {:.0} MiB at most", ms(took), ratio(took, sled), mib(peak));
        tell(&format!("`warroom {}`", command[0]), told);
    }

    let mut book = open(&data);
    let terms = Terms::builtin();
    let room = book.room();
    tell("Today, of all accounts", ms(median(|| timed(|| today::today(room, &terms, now, None)).0)));
    tell("warnings, of all accounts", ms(median(|| timed(|| warnings::all(room, &terms, now, None)).0)));
    tell(
        "meetings to be had (intercepts)",
        ms(median(|| timed(|| intercept::upcoming(room, &terms, now, None, 60).count()).0)),
    );
    let told = Told::of(room, &terms, now);
    let item = room.ids(Kind::FollowUp).nth(people / 20).unwrap();
    book.commit(Draft::setting(book.room(), item, "due", json!("2026-10-21")).unwrap()).unwrap();
    let room = book.room();
    tell("Today again, after an edit", ms(median(|| timed(|| told.after(room, &terms, now)).0)));
    let (commit, append) = commits(&mut book, dir.path());
    tell("save one edit", format!("{}, {:.1} × append + fdatasync", ms(commit), ratio(commit, append)));
    for (promise, value) in keystrokes(&everybody(book.room())) {
        tell(promise, value);
    }
    table
}

fn open(data: &Path) -> Book {
    Book::open(data, Clock::parse(NOW, None).unwrap(), "bench", Access::ReadWrite).unwrap()
}

/// How long a command takes as a whole process, and the most memory it was seen to have.
fn run(data: &Path, command: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["--lang", "en", "--now", NOW, "--data"])
        .arg(data)
        .args(command)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or_default() * 1024);
        std::thread::sleep(Duration::from_micros(500));
    }
    (start.elapsed(), peak)
}

/// The median of saving one edit, and of appending and syncing as many bytes as it wrote.
fn commits(book: &mut Book, dir: &Path) -> (Duration, Duration) {
    let journal = |data: &Path| size_of(&data.join("journal"));
    let before = journal(&dir.join("data"));
    let ids: Vec<Id> = book.room().ids(Kind::Person).step_by(7).take(100).collect();
    let mut each = |id: &Id| {
        let edit = Draft::setting(book.room(), *id, "home_city", json!(format!("C{id}"))).unwrap();
        timed(|| book.commit(edit).unwrap()).0
    };
    let commit = median_of(ids.iter().map(&mut each).collect());
    let bytes = vec![b'x'; ((journal(&dir.join("data")) - before) / ids.len() as u64) as usize];
    let mut file = File::create(dir.join("bare")).unwrap();
    let append = || {
        timed(|| {
            file.write_all(&bytes).unwrap();
            file.sync_data().unwrap();
        })
        .0
    };
    (commit, median_of(std::iter::repeat_with(append).take(100).collect()))
}

/// Everybody's name, and what else leads there, in the order of the names.
fn everybody(room: &Room) -> Vec<(String, Vec<String>)> {
    let one = |seat: &Seat| {
        let person = room.person_of(seat.id)?;
        let lines = person.phones.iter().chain(&person.emails).map(|line| line.value.clone());
        let also = seat.title.iter().chain(&person.home_city).cloned().chain([room.name(seat.account)]).chain(lines);
        Some((person.name.clone(), also.collect()))
    };
    let mut all: Vec<_> = room.all::<Seat>().filter_map(one).collect();
    all.sort();
    all
}

/// Keys of searches over everybody, each against the matcher over every field of everybody.
fn keystrokes(people: &[(String, Vec<String>)]) -> Vec<(&'static str, String)> {
    let plain: Vec<_> = people.iter().map(|(name, also)| brute::Item::new(name, also)).collect();
    let found = || people.iter().map(|(name, also)| (name.as_str(), also.iter().map(String::as_str)));
    let (built, catalog) = timed(|| Catalog::new(found()).into());
    let mut index = Index::over([catalog], &[]);
    let (mut ours, mut first, mut pinyin, mut brute) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let checked = people.len().div_ceil(CHECKED);
    let (mut same, mut held) = (0, 0);
    for query in TYPED.iter().chain(&PINYIN) {
        for end in query.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let typed = query.get(..end).unwrap();
            let (shown, is_done) = timed(|| {
                index.begin(typed, LIMIT);
                let is_done = index.go_on(Some(Instant::now() + SLICE));
                index.hits();
                is_done
            });
            let (rest, hits) = timed(|| {
                index.go_on(None);
                index.hits()
            });
            let took = if is_done { shown } else { shown + rest };
            first.push(shown);
            ours.push(took);
            if PINYIN.contains(query) {
                pinyin.push(took);
            }
            brute.push(timed(|| brute::scored(&plain, typed, LIMIT)).0);
            if ours.len().is_multiple_of(checked) {
                let best = brute::best(&plain, typed, LIMIT);
                held += 1;
                same += usize::from(best.into_iter().eq(hits.iter().map(|hit| (hit.score, hit.index))));
            }
        }
    }
    let worst = |all: &[Duration]| all.iter().max().copied().unwrap_or_default();
    let (typical, typical_brute) = (median_of(ours.clone()), median_of(brute.clone()));
    let against = |ours, brute| format!("{}, 1/{:.0}", ms(ours), ratio(brute, ours));
    vec![
        ("all people ready to be searched", ms(built)),
        (
            "keystroke of a search, typical",
            format!("{} of SkimMatcherV2 over every field", against(typical, typical_brute)),
        ),
        ("keystroke of a search, slowest", against(worst(&ours), worst(&brute))),
        ("the same in pinyin, slowest", ms(worst(&pinyin))),
        ("until a search shows something, slowest", ms(worst(&first))),
        ("searches whose best 64 are the best of all", format!("{same} of {held}")),
    ]
}

fn size_of(path: &Path) -> u64 {
    let entries = fs::read_dir(path).unwrap().flatten();
    entries
        .map(|entry| if entry.path().is_dir() { size_of(&entry.path()) } else { entry.metadata().unwrap().len() })
        .sum()
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = run();
    (start.elapsed(), done)
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    median_of((0..RUNS).map(|_| run()).collect())
}

fn median_of(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn ms(took: Duration) -> String {
    let millis = took.as_secs_f64() * 1e3;
    if millis < 10.0 { format!("{millis:.2} ms") } else { format!("{millis:.0} ms") }
}

fn ratio(of: Duration, to: Duration) -> f64 {
    of.as_secs_f64() / to.as_secs_f64()
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
