//! What the calendar says: marks, lines, titles, short names of cities. Signs carry the meaning; colour only repeats it.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::Mode;
use crate::model::{Id, Travel, When};
use crate::rules::agenda::{Entry, EntryKind};
use crate::rules::cycle::Light;
use crate::rules::intercept::{Intercept, Parts};
use crate::rules::lunar::lunar_of;
use crate::rules::presence::{clocks, where_is};
use crate::rules::workday::Calendar;
use crate::rules::zone::Zone;
use crate::screen::View;
use crate::screen::present::{choice_label, distance, hours, light_role};
use crate::text::{Lang, clean, fit, width};
use crate::theme::{Role, Theme};

/// The sign of a kind of entry, one column wide: in Unicode, in ASCII.
pub const fn mark(kind: EntryKind, theme: &Theme) -> &'static str {
    let (sign, ascii) = match kind {
        EntryKind::Clash => ("!", "!"),
        EntryKind::Reminder => ("◇", "r"),
        EntryKind::Holiday => ("▣", "H"),
        EntryKind::MakeupWorkday => ("§", "W"),
        EntryKind::Festival => ("☼", "L"),
        EntryKind::Birthday => ("★", "B"),
        EntryKind::Occasion => ("☆", "O"),
        EntryKind::Visit => ("◆", "V"),
        EntryKind::NextVisit => ("◈", "v"),
        EntryKind::Deadline => ("▲", "^"),
        EntryKind::FollowUpDue => ("□", "F"),
        EntryKind::ReceivableDue => ("¤", "$"),
        EntryKind::CycleDue => ("○", "o"),
        EntryKind::Travel => ("»", ">"),
        EntryKind::Leave => ("–", "-"),
    };
    if theme.ascii { ascii } else { sign }
}

/// The sign of an entry: that of its kind; of a contact that is due, that of how the cycle stands.
pub const fn sign(entry: &Entry, theme: &Theme) -> &'static str {
    let (sign, ascii) = match entry.light {
        None => return mark(entry.kind, theme),
        Some(Light::Green) => ("○", "o"),
        Some(Light::Yellow) => ("◎", "%"),
        Some(Light::Red) => ("●", "@"),
    };
    if theme.ascii { ascii } else { sign }
}

/// How an entry looks.
pub fn role(entry: &Entry, today: NaiveDate) -> Role {
    match entry.kind {
        EntryKind::Clash => Role::Bad,
        EntryKind::CycleDue => entry.light.map_or(Role::Warn, light_role),
        EntryKind::Holiday => Role::Holiday,
        EntryKind::MakeupWorkday | EntryKind::Festival => Role::Dim,
        EntryKind::Birthday | EntryKind::Occasion | EntryKind::Reminder => Role::Info,
        EntryKind::Visit if entry.done => Role::Dim,
        EntryKind::Visit => Role::Accent,
        EntryKind::FollowUpDue | EntryKind::ReceivableDue | EntryKind::NextVisit if entry.day < today => Role::Bad,
        EntryKind::FollowUpDue
        | EntryKind::ReceivableDue
        | EntryKind::NextVisit
        | EntryKind::Deadline
        | EntryKind::Leave => Role::Warn,
        EntryKind::Travel => Role::Text,
    }
}

/// The field Enter edits; an entry without a record has none.
pub const fn main_field(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Clash => Some("depart"),
        EntryKind::Holiday | EntryKind::MakeupWorkday | EntryKind::Festival | EntryKind::Reminder => None,
        EntryKind::Birthday => Some("birthday"),
        EntryKind::Occasion => Some("what"),
        EntryKind::Visit => Some("objective"),
        EntryKind::NextVisit => Some("next_date"),
        EntryKind::Deadline => Some("subject"),
        EntryKind::FollowUpDue | EntryKind::ReceivableDue => Some("due"),
        EntryKind::CycleDue => Some("ideal_days"),
        EntryKind::Travel => Some("to_city"),
        EntryKind::Leave => Some("leave"),
    }
}

/// What an entry is called.
pub fn say(view: &View, entry: &Entry) -> String {
    let say = |id: &str, args: &[(&str, &str)]| view.text.ta(id, args);
    clean(&entry.label.said(view.text.lang().code(), &say)).into_owned()
}

/// Sign and name for a cell of so many columns. What does not fit in full says whom or what it is about, where texts have
/// that apart (`…-cell`), for the sign says already of which kind it is; the hour of a visit and all of a city only where
/// that leaves the name whole.
pub fn cell(view: &View, entry: &Entry, cols: usize) -> String {
    let bare = |city| format!("{} {}", sign(entry, view.theme), name(view, entry, city));
    let [full, timed] = [say(view, entry), name(view, entry, usize::MAX)].map(|name| short_as(view, entry, &name));
    let shorter = CITY_IN_CELL.into_iter().map(bare);
    let mut all = [full, timed].into_iter().chain(shorter);
    all.find(|text| width(text) <= cols).unwrap_or_else(|| bare(usize::MAX))
}

/// Columns of a city: all of it, else as many as there is room for.
const CITY_IN_CELL: [usize; 6] = [usize::MAX, 6, 5, 4, 3, 2];

/// What an entry is about, a city in at most so many columns. On the calendar of one account its name alone says nothing of
/// an invoice, or of what was agreed on; a visit has its hour.
fn name(view: &View, entry: &Entry, city_cols: usize) -> String {
    let here = view.account.map(|account| view.room.name(account));
    let say = |id: &str, args: &[(&str, &str)]| {
        let city = args.iter().find(|(name, _)| *name == "city").map(|(_, city)| short_city(city, city_cols));
        let arg = |(name, value): &(_, _)| (*name, city.as_deref().filter(|_| *name == "city").unwrap_or(*value));
        let args: Vec<(&str, &str)> = args.iter().map(arg).collect();
        let is_of_account = matches!(entry.kind, EntryKind::NextVisit | EntryKind::ReceivableDue);
        let names_it = |(name, value): &(&str, &str)| *name == "account" && here.as_deref() == Some(*value);
        let is_here = is_of_account && args.iter().any(names_it);
        let own = format!("{id}-cell");
        view.text.ta(if view.text.has(&own) && !is_here { &own } else { id }, &args)
    };
    clean(&entry.label.said(view.text.lang().code(), &say)).into_owned()
}

/// Sign and name; the hour of a visit before it.
fn short_as(view: &View, entry: &Entry, name: &str) -> String {
    let hour = entry
        .time
        .filter(|_| entry.kind == EntryKind::Visit)
        .map(|time| time.format("%H:%M ").to_string())
        .unwrap_or_default();
    format!("{} {hour}{name}", sign(entry, view.theme))
}

/// The hour an entry has on one of its days: a journey has those of its departure, its arrival and its way back.
pub fn time_on(entry: &Entry, day: NaiveDate) -> Option<DateTime<FixedOffset>> {
    let Some(clocks) = &entry.clocks else { return entry.time.filter(|_| entry.day == day) };
    let hours = [clocks.depart, clocks.arrive, clocks.back].into_iter().flatten();
    let mut hours = hours.filter_map(|when| match when {
        When::Moment(moment) => Some(moment),
        When::Day(_) => None,
    });
    hours.find(|moment| moment.date_naive() == day)
}

/// Sign, hour on that day and name, for a cell of the week of so many columns. What does not fit in full says whom or what it
/// is about, as in [`cell`]; the hour only where that leaves something of the name.
pub fn timed(view: &View, entry: &Entry, day: NaiveDate, cols: usize) -> String {
    let time = time_on(entry, day).filter(|_| entry.clocks.is_some() || entry.kind == EntryKind::Visit);
    let Some(time) = time else { return cell(view, entry, cols) };
    let is = |when: Option<When>| when == Some(When::Moment(time));
    let clocks = entry.clocks.as_ref();
    let back = clocks.is_some_and(|clocks| is(clocks.back) && !is(clocks.depart) && !is(clocks.arrive));
    let mark = match (back, view.theme.ascii) {
        (false, _) => sign(entry, view.theme),
        (true, false) => "«",
        (true, true) => "<",
    };
    let days = clocks.and_then(|clocks| clocks.depart).map_or(0, |depart| (day - depart.day()).num_days());
    let later = if days == 0 || back { String::new() } else { hours::day_mark(view, days) };
    let head = format!("{mark} {}{later}", time.format("%H:%M"));
    let full = format!("{head} {}", say(view, entry));
    let brief = |head: &str| {
        let all = CITY_IN_CELL.map(|city| format!("{head} {}", name(view, entry, city)));
        let whole = || format!("{head} {}", name(view, entry, usize::MAX));
        all.into_iter().find(|text| width(text) <= cols).unwrap_or_else(whole)
    };
    match cols {
        _ if width(&full) <= cols => full,
        HOUR_IN_CELL.. => brief(&head),
        _ => brief(mark),
    }
}

/// From so many columns on, a cell of the week has an hour and something of the name behind it.
const HOUR_IN_CELL: usize = 14;

/// An entry in full: sign, name, hours in their own zones and in ours, how long, how sure, done or not.
pub fn line(view: &View, entry: &Entry) -> String {
    let mut parts = vec![sign(entry, view.theme).to_string()];
    let journey = entry.clocks.as_ref().map(|clocks| hours::hours(view, clocks)).unwrap_or_default();
    parts.extend(entry.time.filter(|_| entry.clocks.is_none()).map(|time| hours::hour(view, time)));
    parts.push(say(view, entry));
    if !journey.is_empty() {
        parts.push(format!("· {journey}"));
    }
    let back_said = entry.clocks.as_ref().is_some_and(|clocks| clocks.back.is_some_and(|back| back.is_moment()));
    if entry.end > entry.day && !back_said {
        parts.push(format!("{}–{}", entry.day.format("%m-%d"), entry.end.format("%m-%d")));
    }
    if let Some(light) = entry.light {
        parts.push(view.text.aside(&view.text.t(&format!("calendar-light-{}", light.code()))));
    }
    if let Some(firmness) = entry.firmness {
        parts.push(view.text.aside(&choice_label(view.text, "firmness", firmness.code())));
    }
    if entry.done {
        parts.push(view.text.aside(&choice_label(view.text, "visit-status", "done")));
    }
    parts.join(" ")
}

/// Where somebody is on a day, where that is not told by an entry: the city, how sure, its clocks where they are not ours.
pub fn whereabouts(view: &View, who: Id, day: NaiveDate) -> String {
    let stay = where_is(view.room, view.terms, who, day);
    let journey = stay.travel.map(|id| view.room.name(id)).unwrap_or_default();
    let place = match (stay.under_way, &stay.city) {
        (true, _) => view.text.ta("calendar-under-way", &[("journey", &journey)]),
        (false, Some(city)) => city.clone(),
        (false, None) => return String::new(),
    };
    let mut parts = vec![view.text.pair(&view.room.name(who), &place)];
    let noon = Zone::Fixed(*view.now.offset()).at(day, NaiveTime::MIN) + TimeDelta::hours(12);
    let there = stay.zone.map(|zone| noon.with_timezone(&zone).fixed_offset());
    if let Some(there) = there.filter(|there| there.offset() != noon.offset() && !stay.under_way) {
        let ours = view.text.ta("calendar-our-time", &[("time", "12:00")]);
        parts.push(format!("{} · {} {}", hours::zone(view, there), there.format("%H:%M"), view.text.aside(&ours)));
    }
    clean(&parts.join(" · ")).into_owned()
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

/// A proposal in full: the reason, the journeys it hangs on with their hours, the numbers.
pub fn intercept_more(view: &View, meeting: &Intercept) -> String {
    let journey = |id: Id| {
        let travel = view.room.get::<Travel>(id)?;
        let hours = hours::hours(view, &clocks(view.room, view.terms, travel));
        let name = [Some(view.room.name(id)), travel.number.clone(), travel.hotel.clone()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(if hours.is_empty() { name } else { format!("{name} · {hours}") })
    };
    let journeys = [meeting.their_travel, meeting.our_travel].into_iter().flatten().filter_map(journey);
    let mut lines = vec![intercept_line(view, meeting)];
    lines.extend(journeys);
    lines.push(intercept_score(view, meeting));
    lines.join("\n")
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

/// Cities with an abbreviation everybody knows.
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

/// A city in at most `cols` columns: in full, by its abbreviation, or as much of it as fits with a mark that there is more.
pub fn short_city(city: &str, cols: usize) -> String {
    let whole = city_in(city, usize::MAX);
    let known = SHORT.iter().find(|(full, short)| *full == whole && width(&whole) > cols && width(short) <= cols);
    known.map_or_else(|| city_in(city, cols), |(_, short)| (*short).to_owned())
}

/// The same without abbreviations: one letter that stands alone is no city to everybody.
pub fn city_in(city: &str, cols: usize) -> String {
    fit(clean(city).trim().trim_end_matches('市'), cols)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_cut_to_fit() {
        assert_eq!(short_city("北京市", 4), "北京");
        assert_eq!(short_city("北京", 2), "京");
        assert_eq!(short_city("济南", 2), "…");
        assert_eq!(short_city("Beijing", 3), "Be…");
        assert_eq!(short_city("乌鲁木齐", 3), "乌…");
        assert_eq!(["北京市", "上海"].map(|city| city_in(city, 4)), ["北京", "上海"]);
        assert_eq!([2, 3].map(|cols| city_in("北京", cols)), ["…", "北…"]);
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
