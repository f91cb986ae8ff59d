//! What comes back every year: birthdays, occasions, festivals, days off and make-up workdays.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Entry, EntryKind, Label, Span};
use crate::model::{Account, Anniversary, Id, Occasion};
use crate::rules::lunar::{festival, lunar_of, next_anniversary};
use crate::rules::workday::Calendar;

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

impl Span<'_> {
    /// Everything that comes back every year.
    pub(super) fn yearly(&mut self) {
        let mut rounds = Rounds { from: self.from, to: self.to, known: BTreeMap::new() };
        self.birthdays(&mut rounds);
        self.occasions(&mut rounds);
        self.days();
    }

    fn birthdays(&mut self, rounds: &mut Rounds) {
        for person in self.persons() {
            let Some(birthday) = person.birthday else { continue };
            for day in rounds.of(birthday) {
                let age = years(birthday, day).filter(|age| *age > 0);
                let id = if age.is_some() { "agenda-birthday-age" } else { "agenda-birthday" };
                let args = vec![("who", person.name.clone()), ("age", age.unwrap_or_default().to_string())];
                let entry = Entry::new(day, EntryKind::Birthday, Label::text(id, args));
                self.all.push(entry.of(person.id, Some(person.id)));
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
                self.all.push(entry.of(occasion.id, Some(who)));
            }
        }
    }

    /// Festivals, days off (a run of the same holiday is one entry) and make-up workdays.
    fn days(&mut self) {
        let calendar = self.calendar();
        let mut run: Option<Entry> = None;
        for day in self.from.iter_days().take_while(|day| *day <= self.to) {
            let holiday = calendar.holiday(day).map(|name| Label::Holiday(name.clone()));
            match (&mut run, holiday) {
                (Some(run), Some(label)) if run.label == label => run.end = day,
                (open, label) => {
                    self.all.extend(open.take());
                    *open = label.map(|label| Entry::new(day, EntryKind::Holiday, label));
                }
            }
            if calendar.is_makeup(day) {
                let label = Label::text("agenda-makeup-workday", Vec::new());
                self.all.push(Entry::new(day, EntryKind::MakeupWorkday, label));
            }
            if let Some(festival) = festival(day) {
                self.all.push(Entry::new(day, EntryKind::Festival, Label::text(festival.text_id(), Vec::new())));
            }
        }
        self.all.extend(run);
    }

    fn calendar(&self) -> Calendar {
        calendar(self.room, self.terms, self.scope)
    }
}

/// The working days of an account's country; over all accounts, of the country most of them are in.
pub fn calendar(room: &crate::edit::Room, terms: &crate::rules::Terms, scope: Option<Id>) -> Calendar {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    let accounts: Vec<&Account> = match scope {
        Some(account) => room.get(account).into_iter().collect(),
        None => room.all().collect(),
    };
    for account in accounts {
        *countries.entry(terms.country(Some(account))).or_default() += 1;
    }
    let most = countries.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country);
    terms.holidays.calendar(most.unwrap_or_else(|| terms.country(None)))
}
