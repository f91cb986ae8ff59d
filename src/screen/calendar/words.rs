//! What the calendar says: marks, lines, titles, short names of cities. Signs carry the meaning; colour only repeats it.

use chrono::{Datelike, NaiveDate};

use super::Mode;
use crate::rules::agenda::{Entry, EntryKind, Label};
use crate::rules::intercept::{Intercept, Parts};
use crate::rules::lunar::lunar_of;
use crate::rules::workday::Calendar;
use crate::screen::View;
use crate::screen::present::{choice_label, distance};
use crate::text::{Lang, clean, cut, width};
use crate::theme::{Role, Theme};

/// The sign of a kind of entry, one column wide: in Unicode, in ASCII.
pub const fn mark(kind: EntryKind, theme: &Theme) -> &'static str {
    let (sign, ascii) = match kind {
        EntryKind::Holiday => ("▣", "H"),
        EntryKind::MakeupWorkday => ("§", "W"),
        EntryKind::Festival => ("☼", "L"),
        EntryKind::Birthday => ("★", "B"),
        EntryKind::Occasion => ("☆", "O"),
        EntryKind::Visit => ("◆", "V"),
        EntryKind::Deadline => ("▲", "^"),
        EntryKind::FollowUpDue => ("□", "F"),
        EntryKind::ReceivableDue => ("¤", "$"),
        EntryKind::CycleDue => ("○", "o"),
        EntryKind::Travel => ("»", ">"),
    };
    if theme.ascii { ascii } else { sign }
}

/// How an entry looks.
pub fn role(entry: &Entry, today: NaiveDate) -> Role {
    match entry.kind {
        EntryKind::Holiday => Role::Holiday,
        EntryKind::MakeupWorkday | EntryKind::Festival => Role::Dim,
        EntryKind::Birthday | EntryKind::Occasion => Role::Info,
        EntryKind::Visit if entry.done => Role::Dim,
        EntryKind::Visit => Role::Accent,
        EntryKind::FollowUpDue | EntryKind::ReceivableDue | EntryKind::CycleDue if entry.day < today => Role::Bad,
        EntryKind::FollowUpDue | EntryKind::ReceivableDue | EntryKind::CycleDue | EntryKind::Deadline => Role::Warn,
        EntryKind::Travel => Role::Text,
    }
}

/// The field Enter edits; an entry without a record has none.
pub const fn main_field(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Holiday | EntryKind::MakeupWorkday | EntryKind::Festival => None,
        EntryKind::Birthday => Some("birthday"),
        EntryKind::Occasion => Some("what"),
        EntryKind::Visit => Some("objective"),
        EntryKind::Deadline => Some("subject"),
        EntryKind::FollowUpDue | EntryKind::ReceivableDue => Some("due"),
        EntryKind::CycleDue => Some("ideal_days"),
        EntryKind::Travel => Some("to_city"),
    }
}

/// What an entry is called.
pub fn say(view: &View, entry: &Entry) -> String {
    let said = match &entry.label {
        Label::Holiday(name) => name.in_language(view.text.lang().code()).to_owned(),
        Label::Text { id, args } => {
            let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            view.text.ta(id, &args)
        }
    };
    clean(&said).into_owned()
}

/// Sign and name, for a cell of few columns; the hour of a visit before it.
pub fn short(view: &View, entry: &Entry) -> String {
    let hour = entry
        .time
        .filter(|_| entry.kind == EntryKind::Visit)
        .map(|time| time.format("%H:%M ").to_string())
        .unwrap_or_default();
    format!("{} {hour}{}", mark(entry.kind, view.theme), say(view, entry))
}

/// An entry in full: sign, hour in its own zone and in ours, name, how long, how sure, done or not.
pub fn line(view: &View, entry: &Entry) -> String {
    let mut parts = vec![mark(entry.kind, view.theme).to_string()];
    if let Some(time) = entry.time {
        parts.push(time.format("%H:%M").to_string());
        if time.offset() != view.now.offset() {
            let ours = time.with_timezone(view.now.offset()).format("%H:%M").to_string();
            let ours = view.text.ta("calendar-our-time", &[("time", &ours)]);
            parts.push(format!("{} {}", time.format("%:z"), view.text.aside(&ours)));
        }
    }
    parts.push(say(view, entry));
    if entry.end > entry.day {
        parts.push(format!("{}–{}", entry.day.format("%m-%d"), entry.end.format("%m-%d")));
    }
    if let Some(firmness) = entry.firmness {
        parts.push(view.text.aside(&choice_label(view.text, "firmness", firmness.code())));
    }
    if entry.done {
        parts.push(view.text.aside(&choice_label(view.text, "visit-status", "done")));
    }
    parts.join(" ")
}

/// What stands over the days.
pub fn title(view: &View, mode: Mode, day: NaiveDate, (from, to): (NaiveDate, NaiveDate)) -> String {
    match mode {
        Mode::Month | Mode::Agenda => view.text.month_title(day.year(), day.month()),
        Mode::Week => {
            let week = day.iso_week();
            let days = format!("{}–{}", from.format("%m-%d"), to.format("%m-%d"));
            let args = [("week", &*week.week().to_string()), ("days", &*days)];
            format!("{} {}", view.text.month_title(day.year(), day.month()), view.text.ta("calendar-week", &args))
        }
        Mode::Presence => {
            format!(
                "{} {}–{}",
                view.text.month_title(day.year(), day.month()),
                from.format("%m-%d"),
                to.format("%m-%d")
            )
        }
    }
}

/// A day in full: weekday, date, how far it is, its lunar date, and whether it is worked.
pub fn day_line(view: &View, day: NaiveDate, workdays: &Calendar) -> String {
    let weekday = view.text.weekday(day.weekday());
    let date = view.text.ta("calendar-day", &[("weekday", &*weekday), ("date", &*day.to_string())]);
    let mut parts = vec![date, distance(view.text, day, view.today())];
    parts.extend(lunar_full(view, day).filter(|_| view.text.lang() != Lang::En));
    if !workdays.is_workday(day) {
        parts.push(view.text.t("calendar-day-off"));
    }
    parts.join(" · ")
}

fn lunar_full(view: &View, day: NaiveDate) -> Option<String> {
    let lunar = lunar_of(day)?;
    let id = if lunar.leap { "lunar-date-leap" } else { "lunar-date" };
    let month = view.text.t(&format!("lunar-month-{}", lunar.month));
    let of_month = view.text.t(&format!("lunar-day-{}", lunar.day));
    Some(view.text.ta(id, &[("month", &month), ("day", &of_month)]))
}

/// The lunar day as almanacs print it beside the solar one: the month on its first day. For readers of Chinese.
pub fn lunar_short(view: &View, day: NaiveDate) -> Option<String> {
    let lunar = lunar_of(day).filter(|_| view.text.lang() != Lang::En)?;
    let id = if lunar.day == 1 { format!("lunar-month-{}", lunar.month) } else { format!("lunar-day-{}", lunar.day) };
    Some(view.text.t(&id))
}

/// The sign of a day: a day off, a weekend, a make-up workday; blank for an ordinary one.
pub fn day_sign(view: &View, day: NaiveDate, workdays: &Calendar) -> String {
    if workdays.is_makeup(day) {
        return view.text.t("calendar-sign-makeup");
    }
    match (workdays.holiday(day).is_some(), workdays.is_workday(day)) {
        (true, _) => view.text.t("calendar-sign-holiday"),
        (false, false) => if view.theme.ascii { "." } else { "·" }.to_owned(),
        (false, true) => String::new(),
    }
}

/// A proposal in words: who, where, when and how sure; why; and what they like, which only those at the screen see.
pub fn intercept_line(view: &View, meeting: &Intercept) -> String {
    let say = |id: &str, args: &[(&str, &str)]| view.text.ta(id, args);
    let likes = view.room.person_of(meeting.seat).and_then(|person| person.likes.as_deref());
    let likes = likes.map(|likes| say("intercept-likes", &[("likes", likes)]));
    let why: Vec<String> = meeting.why(view.room, &say).into_iter().chain(likes).collect();
    let pair = format!("{} ↔ {}", view.room.name(meeting.member), view.room.name(meeting.seat));
    let what =
        format!("{pair} {} {} {}", meeting.city, intercept_days(meeting), view.text.aside(&say(meeting.sure(), &[])));
    clean(&view.text.pair(&what, &why.join(" · "))).into_owned()
}

/// The days of a proposal.
pub fn intercept_days(meeting: &Intercept) -> String {
    let from = meeting.from.format("%m-%d").to_string();
    if meeting.to > meeting.from { format!("{from}–{}", meeting.to.format("%m-%d")) } else { from }
}

/// The numbers a proposal's worth is the product of.
pub fn intercept_score(view: &View, meeting: &Intercept) -> String {
    let number = |value: f64| format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let Parts { days, urgency, rung, firmness, place, class } = meeting.parts;
    let parts = [("days", days), ("urgency", urgency), ("rung", rung), ("firmness", firmness), ("place", place)];
    let args: Vec<(&str, String)> = parts
        .into_iter()
        .chain([("class", class), ("score", meeting.score())])
        .map(|(name, one)| (name, number(one)))
        .collect();
    let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    view.text.ta("intercept-score", &args)
}

/// Cities with an abbreviation everybody knows; others are cut.
const SHORT: &[(&str, &str)] = &[
    ("北京", "京"),
    ("上海", "沪"),
    ("天津", "津"),
    ("重庆", "渝"),
    ("广州", "穗"),
    ("深圳", "深"),
    ("南京", "宁"),
    ("成都", "蓉"),
    ("杭州", "杭"),
    ("武汉", "汉"),
    ("福州", "榕"),
    ("昆明", "昆"),
    ("香港", "港"),
    ("澳门", "澳"),
];

/// A city in at most `cols` columns: in full, by its abbreviation, or as much of it as fits.
pub fn short_city(city: &str, cols: usize) -> String {
    let city = clean(city);
    let name = city.trim().trim_end_matches('市');
    if width(name) <= cols {
        return name.to_owned();
    }
    let known = SHORT.iter().find(|(full, short)| *full == name && width(short) <= cols);
    known.map_or_else(|| cut(name, cols).trim_end().to_owned(), |(_, short)| (*short).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_cut_to_fit() {
        assert_eq!(short_city("北京市", 4), "北京");
        assert_eq!(short_city("北京", 2), "京");
        assert_eq!(short_city("济南", 2), "济");
        assert_eq!(short_city("Beijing", 2), "Be");
        assert_eq!(short_city("乌鲁木齐", 3), "乌");
    }

    #[test]
    fn every_mark_takes_one_column() {
        let (rich, mut plain) = (Theme::default(), Theme::default());
        plain.ascii = true;
        for kind in
            [EntryKind::Holiday, EntryKind::Visit, EntryKind::Travel, EntryKind::ReceivableDue, EntryKind::Festival]
        {
            assert_eq!((width(mark(kind, &rich)), width(mark(kind, &plain))), (1, 1), "{kind:?}");
            assert!(mark(kind, &plain).is_ascii());
        }
    }
}
