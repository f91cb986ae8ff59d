//! A line of Today in words: what is to be done, who of ours and of theirs it is about, and why.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::{Id, Problem};
use crate::rules::today::{Entry, Topic};
use crate::screen::View;
use crate::text::{clean, format};

/// Names said of one side; more are counted.
const NAMES: usize = 3;

/// What is to be done.
pub fn what(view: &View, entry: &Entry) -> String {
    sentence(view, &entry.what)
}

/// Why it is here.
pub fn why(view: &View, entry: &Entry) -> String {
    sentence(view, &entry.why)
}

/// Who of ours and whom of theirs it is about: `刘慧 ↔ 叶青`. Empty where it is about nobody.
pub fn who(view: &View, entry: &Entry) -> String {
    sides(view, &entry.ours, &entry.theirs)
}

/// Ours and theirs by name.
pub fn sides(view: &View, ours: &[Id], theirs: &[Id]) -> String {
    match (ours, theirs) {
        ([], []) => String::new(),
        (ours, []) => names(view, ours),
        ([], theirs) => format!("? ↔ {}", names(view, theirs)),
        (ours, theirs) => format!("{} ↔ {}", names(view, ours), names(view, theirs)),
    }
}

/// What is to be done and who it is about, in one.
pub fn line(view: &View, entry: &Entry) -> String {
    let (what, who) = (what(view, entry), who(view, entry));
    if who.is_empty() { what } else { view.text.ta("today-line", &[("what", &what), ("who", &who)]) }
}

/// The same where there is room for little more. Whose birthday it is stands there already: where they work says more.
pub fn narrow(view: &View, entry: &Entry) -> String {
    match entry.account.filter(|_| entry.topic == Topic::Birthday) {
        Some(account) => {
            let account = clean(&view.room.name(account)).into_owned();
            view.text.ta("today-line", &[("what", &what(view, entry)), ("who", &account)])
        }
        None => line(view, entry),
    }
}

/// When, with the year and the weekday.
pub fn date(view: &View, day: NaiveDate) -> String {
    format!("{day} {}", view.text.weekday(chrono::Datelike::weekday(&day)))
}

/// When: the day with its weekday.
pub fn when(view: &View, day: NaiveDate) -> String {
    let weekday = view.text.weekday(chrono::Datelike::weekday(&day));
    format!("{} {weekday}", format::day(day))
}

fn names(view: &View, ids: &[Id]) -> String {
    let all: Vec<String> = ids.iter().map(|id| view.room.name(*id)).filter(|name| !name.is_empty()).collect();
    let (first, rest) = all.split_at(all.len().min(NAMES));
    let said = view.text.list(first);
    if rest.is_empty() {
        return if said.is_empty() { "?".into() } else { clean(&said).into_owned() };
    }
    let (more, count) = (rest.len().to_string(), all.len().to_string());
    let said = view.text.ta("today-names", &[("names", &said), ("more", &more), ("count", &count)]);
    clean(&said).into_owned()
}

/// A sentence of the rules in the reader's words: amounts in their form, festivals by their names.
fn sentence(view: &View, problem: &Problem) -> String {
    let said = |(name, value): &(&'static str, String)| match *name {
        "festival" => {
            let festival = view.terms.festivals.get(value);
            let said = festival.map_or(value.as_str(), |one| one.name.in_language(view.text.lang().code()));
            (*name, said.to_owned())
        }
        "amount" => (*name, amount(value)),
        _ => (*name, value.clone()),
    };
    let args = problem.args.iter().map(said).collect();
    clean(&view.text.problem(&Problem { id: problem.id, args })).into_owned()
}

fn amount(value: &str) -> String {
    let (number, currency) = value.split_once(' ').unwrap_or((value, ""));
    number.parse::<Decimal>().map_or_else(|_| value.to_owned(), |number| format::money(number, currency))
}
