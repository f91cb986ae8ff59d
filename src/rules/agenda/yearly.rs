//! What comes back every year: birthdays, occasions and festivals with the reminders before them, days off and make-up
//! workdays.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{Entry, EntryKind, Label, Span};
use crate::edit::Room;
use crate::model::{Account, Anniversary, Id, Occasion, Person};
use crate::rules::Terms;
use crate::rules::festival::LEAD;
use crate::rules::lunar::{lunar_of, next_anniversary};
use crate::rules::workday::{Calendar, HolidayName};

/// The days of a window on which yearly dates come round. Few dates differ, and lunar ones are dear: each is worked out
/// once.
struct Rounds {
    from: NaiveDate,
    to: NaiveDate,
    known: BTreeMap<Anniversary, Vec<NaiveDate>>,
}

impl Rounds {
    fn of(&mut self, date: Anniversary) -> Vec<NaiveDate> {
        let (from, to) = (self.from, self.to);
        let every = match date {
            Anniversary::Solar { month, day, .. } => Anniversary::Solar { year: None, month, day },
            Anniversary::Lunar { month, day, leap, .. } => Anniversary::Lunar { year: None, month, day, leap },
        };
        let next = |from| next_anniversary(every, from).filter(|day| *day <= to);
        let days = self
            .known
            .entry(every)
            .or_insert_with(|| std::iter::successors(next(from), |day| next(day.succ_opt()?)).collect());
        days.iter().copied().filter(|day| years(date, *day).is_none_or(|years| years >= 0)).collect()
    }
}

/// How many years after it began a date comes round on `day`, counted in its own calendar.
pub fn years(date: Anniversary, day: NaiveDate) -> Option<i32> {
    let year = match date {
        Anniversary::Solar { .. } => day.year(),
        Anniversary::Lunar { .. } => lunar_of(day)?.year,
    };
    Some(year - date.year()?)
}

/// Days after the window in which dates are looked for whose reminders may fall into it.
fn reach(lead: i64) -> Days {
    // No holiday is a month long.
    Days::new(lead.max(0) as u64 * 2 + 31)
}

/// The furthest lead that is kept.
const FURTHEST_LEAD: i64 = 60;

impl Span<'_> {
    /// Everything that comes back every year.
    pub(super) fn yearly(&mut self) {
        let to = self.to.checked_add_days(reach(FURTHEST_LEAD)).unwrap_or(self.to);
        let mut rounds = Rounds { from: self.from, to, known: BTreeMap::new() };
        self.birthdays(&mut rounds);
        self.occasions(&mut rounds);
        self.festivals();
        for (nth, country) in countries(self.room, self.terms, self.scope).into_iter().enumerate() {
            self.days_off(&country, nth == 0);
        }
    }

    fn birthdays(&mut self, rounds: &mut Rounds) {
        // Of everybody, most have theirs at another time of the year.
        let last = self.to.checked_add_days(reach(LEAD)).unwrap_or(self.to);
        let rounds = RefCell::new(rounds);
        let is_near = |day: Anniversary| rounds.borrow_mut().of(day).iter().any(|day| *day <= last);
        let mut persons: Vec<Cow<'_, Person>> = if let Some(ids) = &self.concerned {
            ids.iter().filter_map(|id| self.room.get(*id)).map(Cow::Borrowed).collect()
        } else {
            let near = |day: &str| day.parse().map_or(true, is_near);
            self.room.each_where::<Person>("birthday", near).collect()
        };
        persons.sort_by_key(|person| person.id);
        for person in persons {
            let Some(birthday) = person.birthday else { continue };
            let days = rounds.borrow_mut().of(birthday);
            for day in days {
                let age = years(birthday, day).filter(|age| *age > 0);
                let id = if age.is_some() { "agenda-birthday-age" } else { "agenda-birthday" };
                let args = || vec![("who", person.name.clone()), ("age", age.unwrap_or_default().to_string())];
                let entry = Entry::new(day, EntryKind::Birthday, Label::text(id, args()));
                let entry = entry.of(person.id, Some(person.id));
                self.remind(&entry, LEAD, || self.room.account_of(person.id));
                self.all.push(entry);
            }
        }
    }

    fn occasions(&mut self, rounds: &mut Rounds) {
        for occasion in self.room.all::<Occasion>() {
            let Some(who) = occasion.person.or(occasion.account) else { continue };
            let concerned = occasion.person.is_some_and(|one| self.concerns(one))
                || occasion.account.is_some_and(|one| self.covers(one));
            let Some(date) = occasion.date.filter(|_| concerned) else { continue };
            let once = occasion.yearly == Some(false);
            // A date without a year can only be meant for every year.
            let wanted = |day: &NaiveDate| !once || years(date, *day).is_none_or(|years| years == 0);
            for day in rounds.of(date).into_iter().filter(wanted) {
                let args = vec![("who", self.room.name(who)), ("what", occasion.what.clone())];
                let entry = Entry::new(day, EntryKind::Occasion, Label::text("agenda-occasion", args));
                let entry = entry.of(occasion.id, Some(who));
                let lead = occasion.lead_working_days.unwrap_or(LEAD);
                self.remind(&entry, lead, || occasion.account.or_else(|| self.room.account_of(who)));
                self.all.push(entry);
            }
        }
    }

    /// Puts a reminder before an entry, as many working days of the account's country as it takes.
    fn remind(&mut self, entry: &Entry, lead: i64, account: impl Fn() -> Option<Id>) {
        let lead = lead.min(FURTHEST_LEAD);
        if lead <= 0
            || entry.day <= self.from
            || self.to.checked_add_days(reach(lead)).is_none_or(|last| entry.day > last)
        {
            return;
        }
        let calendar = self.terms.calendar_of(self.room, account().unwrap_or(Id::NIL));
        let day = calendar.add_workdays(entry.day, -(lead as i32));
        let label = Label::Ahead { days: lead, gift: false, what: Box::new(entry.label.clone()) };
        let reminder = Entry::new(day, EntryKind::Reminder, label);
        self.all.push(Entry { id: entry.id, who: entry.who, ..reminder });
    }

    /// Festivals kept in the countries looked at, and the days on which their gifts want to be thought of.
    fn festivals(&mut self) {
        let countries = countries(self.room, self.terms, self.scope);
        for festival in self.terms.festivals.all() {
            let Some(country) = countries.iter().find(|code| festival.is_kept_in(code)) else { continue };
            let calendar = self.terms.holidays.calendar(country);
            let gift = festival.gift.filter(|days| *days > 0);
            let last = self.to.checked_add_days(reach(gift.unwrap_or_default())).unwrap_or(self.to);
            let next = |from| festival.next(from).filter(|day| *day <= last);
            for day in std::iter::successors(next(self.from), |day| next(day.succ_opt()?)) {
                let label = Label::Named(festival.name.clone());
                if let Some(days) = gift {
                    let lead = calendar.add_workdays(day, -(days.min(FURTHEST_LEAD) as i32));
                    let label = Label::Ahead { days, gift: true, what: Box::new(label.clone()) };
                    self.all.push(Entry::new(lead, EntryKind::Reminder, label));
                }
                // A day off that says so by the same name needs no second word.
                let same = |name: &HolidayName| name.in_language("zh") == festival.name.in_language("zh");
                if !calendar.holiday(day).is_some_and(same) {
                    self.all.push(Entry::new(day, EntryKind::Festival, label));
                }
            }
        }
    }

    /// Days off (a run of the same holiday is one entry) and make-up workdays of a country. Those of other countries than
    /// most accounts are in bear its name.
    fn days_off(&mut self, country: &str, is_main: bool) {
        let calendar = self.terms.holidays.calendar(country);
        let of = |label: Label| {
            let country = self.terms.holidays.name(country).filter(|_| !is_main);
            country.map_or(label.clone(), |country| Label::Abroad { what: Box::new(label), country: country.clone() })
        };
        let mut found = Vec::new();
        let mut run: Option<Entry> = None;
        for day in self.from.iter_days().take_while(|day| *day <= self.to) {
            let holiday = calendar.holiday(day).map(|name| of(Label::Named(name.clone())));
            match (&mut run, holiday) {
                (Some(run), Some(label)) if run.label == label => run.end = day,
                (open, label) => {
                    found.extend(open.take());
                    *open = label.map(|label| Entry::new(day, EntryKind::Holiday, label));
                }
            }
            if calendar.is_makeup(day) {
                let label = of(Label::text("agenda-makeup-workday", Vec::new()));
                found.push(Entry::new(day, EntryKind::MakeupWorkday, label));
            }
        }
        found.extend(run);
        self.all.extend(found);
    }
}

/// The countries of an account, or of all, by code: the one most of them are in first.
pub fn countries(room: &Room, terms: &Terms, scope: Option<Id>) -> Vec<String> {
    let accounts: Vec<&Account> = match scope {
        Some(account) => room.get(account).into_iter().collect(),
        None => room.all().collect(),
    };
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for account in accounts {
        *counted.entry(terms.country(Some(account))).or_default() += 1;
    }
    let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
    for (country, count) in counted {
        *by_code.entry(terms.holidays.code(country)).or_default() += count;
    }
    let mut all: Vec<(String, usize)> = by_code.into_iter().collect();
    all.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then_with(|| a.cmp(b)));
    let all: Vec<String> = all.into_iter().map(|(code, _)| code).collect();
    if all.is_empty() { vec![terms.holidays.code(terms.country(None))] } else { all }
}

/// The working days of an account's country; over all accounts, of the country most of them are in.
pub fn calendar(room: &Room, terms: &Terms, scope: Option<Id>) -> Calendar {
    countries(room, terms, scope).first().map(|country| terms.holidays.calendar(country)).unwrap_or_default()
}

/// The years that lack a table, with the countries they lack it for.
pub fn missing(
    room: &Room,
    terms: &Terms,
    scope: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(i32, Vec<String>)> {
    let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for country in countries(room, terms, scope) {
        for year in terms.holidays.calendar(&country).missing_years(from..=to) {
            years.entry(year).or_default().push(country.clone());
        }
    }
    years.into_iter().collect()
}
