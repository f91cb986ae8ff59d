//! Persons, and companies that came as one, as vCards. What a card said and still holds is written as it stood in the file; what was changed here, and
//! persons who never were in one, anew.

mod birthday;
mod company;
mod media;

use chrono::NaiveDate;

use self::birthday::{bday, born};
pub(super) use self::company::company;

use super::private::{home_in, is_private};
use super::sketch::{APPLE, ASSISTANT, BIRTHDAYS, FAMILY, MANAGER, MESSAGES, Sketch, messenger, phone};
use super::{HOME, WAS, remembered, seated};
use crate::edit::Room;
use crate::exchange::address::{Sort, bare, parts_told};
use crate::exchange::content::{Part, Property, escaped, folded};
use crate::exchange::profile::intake::folded as alike;
use crate::exchange::selection::Selection;
use crate::exchange::since::{is_of_one_store, was};
use crate::exchange::want::is_as_said;
use crate::model::extra::Extra;
use crate::model::{Account, Kind, Person, Record, Seat, When};

/// How the group begins of what says a seat beside the first.
pub(super) const MORE: &str = "seat";
/// Until when a seat was theirs, of one that is no longer.
pub(super) const UNTIL: &str = "X-WARROOM-UNTIL";
/// The group of what tells programs without a lunar calendar of a lunar birthday.
pub(super) const LUNAR: &str = "lunar";

/// The versions that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// What most programs of today still want.
    V3,
    /// The current one.
    #[default]
    V4,
}

impl Version {
    const fn code(self) -> &'static str {
        match self {
            Self::V3 => "3.0",
            Self::V4 => "4.0",
        }
    }
}

/// The chosen persons, a card each, with the name of the file it may be kept in; with them the groups that came with one, and
/// the companies that came as one.
pub fn cards<'a>(
    room: &'a Room,
    selection: &'a Selection,
    version: Version,
    today: NaiveDate,
) -> impl Iterator<Item = (String, String)> + 'a {
    let persons = selection.records(room).into_iter().filter_map(|record| match record {
        Record::Person(person) => Some(&**person),
        _ => None,
    });
    let companies = Selection { kinds: vec![Kind::Account], ..selection.clone() }.records(room);
    let companies = companies.into_iter().filter_map(move |record| match record {
        Record::Account(account) => Some((account.id.to_string(), company(room, account, version)?)),
        _ => None,
    });
    let cards = persons.flat_map(move |person| {
        let own = (person.id.to_string(), card(room, person, selection.sensitive, version, today));
        std::iter::once(own).chain(super::groups::of(person))
    });
    cards.chain(companies)
}

pub(super) fn card(room: &Room, person: &Person, sensitive: bool, version: Version, today: NaiveDate) -> String {
    let mut seats: Vec<&Seat> = room.linked::<Seat>(person.id).filter(|seat| seat.person == Some(person.id)).collect();
    let is_from_card = |seat: &Seat| seat.extra.keys().any(|key| key.starts_with("vcard."));
    seats.sort_by_key(|seat| (!is_from_card(seat), seat.to.is_some(), seat.id));
    let seat = seats.first().copied();
    let old = remembered(room, person.id, seat.map(|seat| seat.id));
    let known = old.is_some();
    let old = old.unwrap_or_default();
    let from = old.text("VERSION");
    let mut card = Card {
        sketch: Sketch::of(&old),
        verbatim: from.trim() == version.code(),
        old_style: from.trim() == "2.1",
        touched: !known,
        lines: Vec::new(),
        old,
        version,
        sensitive,
        today,
    };
    card.person(person);
    if let Some(seat) = seat {
        card.seat(room, seat);
    }
    for (at, more) in seats.iter().enumerate().skip(1) {
        card.lines.push(format!("{MORE}{}.ORG:{}", at + 1, organisation(room, more)));
        if let Some(title) = &more.title {
            card.lines.push(format!("{MORE}{}.TITLE:{}", at + 1, escaped(title)));
        }
        if let Some(until) = more.to {
            card.lines.push(format!("{MORE}{}.{UNTIL}:{until}", at + 1));
        }
    }
    card.rest(person);
    // Which of several seats a card means, it says, and who heard of them from another store, how old that is.
    let is_heard_of = |id, extra: &Extra| extra.contains_key(was::KEY) || room.held(id).is_some_and(is_of_one_store);
    let is_heard_of =
        is_heard_of(person.id, &person.extra) || seats.iter().any(|seat| is_heard_of(seat.id, &seat.extra));
    if card.touched || card.is_withheld() || seats.len() > 1 || is_heard_of {
        let more = if sensitive { &["notes", "birthday"][..] } else { &["notes"] };
        let of_person = was::of(room, &person.clone().into(), more);
        let of_seats = seats.iter().zip(1..).map(|(seat, nth)| seated::of(room, seat, nth));
        let was = std::iter::once(of_person).chain(of_seats).chain((!sensitive).then(|| HOME.to_owned()));
        card.lines.push(format!("{WAS}:{}", escaped(&was.collect::<Vec<_>>().join(" "))));
    }
    let body: String = card.lines.iter().map(|line| folded(line)).collect();
    format!("BEGIN:VCARD\r\nVERSION:{}\r\n{body}END:VCARD\r\n", version.code())
}

fn organisation(room: &Room, seat: &Seat) -> String {
    let account = room.get::<Account>(seat.account).map(|account| account.name.clone()).unwrap_or_default();
    let unit = seat.department.as_deref().map(escaped);
    [Some(escaped(&account)), unit].into_iter().flatten().collect::<Vec<_>>().join(";")
}

/// A card being written.
struct Card {
    old: Part,
    sketch: Sketch,
    version: Version,
    sensitive: bool,
    today: NaiveDate,
    /// Whether what is kept is written as it stood.
    verbatim: bool,
    /// Whether what is kept is of version 2.1, which has ways of its own.
    old_style: bool,
    /// Whether anything differs from what was read.
    touched: bool,
    lines: Vec<String>,
}

impl Card {
    fn person(&mut self, person: &Person) {
        let said = |sketch: &Sketch, field: &str| {
            let said = sketch.person.iter().find(|said| said.field == field);
            said.and_then(|said| said.value.as_str()).unwrap_or_default().to_owned()
        };
        let same = |sketch: &Sketch, field: &str, now: Option<&String>| {
            is_as_said(Kind::Person, field, &said(sketch, field), now.map(String::as_str))
        };
        let named = self.sketch.name == person.name && same(&self.sketch, "honorific", person.honorific.as_ref());
        let honorific = person.honorific.as_deref().unwrap_or_default();
        let prefix = escaped(honorific);
        let (given, family) = parts_told(&person.extra, bare(&person.name, honorific));
        let fresh = [
            ("FN", format!("FN:{}", escaped(&person.name))),
            ("N", format!("N:{};{};;{prefix};", escaped(&family), escaped(&given))),
        ];
        for (name, line) in fresh {
            // Of a card that had only one of the two the other is added where its version wants both.
            let kept = named && (self.verbatim || self.old.get(name).is_some());
            let is_changed = !named;
            self.keep_or(&[name], kept, || vec![line]);
            self.touched |= is_changed;
        }
        let key = same(&self.sketch, "name_key", person.name_key.as_ref());
        self.keep_or(&["X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"], key, || {
            person.name_key.iter().map(|key| format!("X-PHONETIC-LAST-NAME:{}", escaped(key))).collect()
        });
        // A card that came says of what sort its numbers are; of others the lists may have said it.
        let sort = |number: &str| Sort::told(&person.extra, number).map(|sort| format!("TEL;TYPE={}", sort.kind()));
        let tel = |number: &str| sort(number).unwrap_or_else(|| "TEL".into());
        self.list("TEL", person.phones.iter().map(|line| line.value.as_str()), phone, tel);
        self.list("EMAIL", person.emails.iter().map(|line| line.value.as_str()), Property::text, |_| "EMAIL".into());
        self.messengers(person.messengers.iter().map(|line| line.value.as_str()).collect());
        let city = same(&self.sketch, "home_city", person.home_city.as_ref());
        if let Some(city) = person.home_city.as_ref().filter(|_| !city) {
            let how = if self.version == Version::V4 { "PREF=1" } else { "TYPE=pref" };
            // Of several that are preferred the first is.
            self.lines.push(format!("ADR;{how}:;;;{};;;", escaped(city)));
        }
        self.touched |= !city;
        self.addresses(person.home_city.as_deref().filter(|_| city), city);
        let zone = same(&self.sketch, "time_zone", person.time_zone.as_ref());
        self.keep_or(&["TZ"], zone, || person.time_zone.iter().map(|zone| format!("TZ:{}", escaped(zone))).collect());
        let notes = same(&self.sketch, "notes", person.notes.as_ref());
        self.keep_or(&["NOTE"], notes, || person.notes.iter().map(|note| format!("NOTE:{}", escaped(note))).collect());
        if !self.sensitive {
            return;
        }
        // Cards that were read before say a lunar birthday without the year that stands beside it.
        let birthday = self.sketch.is_born(person.birthday);
        let (version, today) = (self.version, self.today);
        self.keep_where(is_of_birthday, birthday, || {
            person.birthday.map(|day| bday(day, version, today)).unwrap_or_default()
        });
        let family = same(&self.sketch, "family", person.family.as_ref());
        self.keep_or(&FAMILY, family, || {
            person.family.iter().map(|text| format!("RELATED;TYPE=kin;VALUE=text:{}", escaped(text))).collect()
        });
        let likes = same(&self.sketch, "likes", person.likes.as_ref());
        self.keep_or(&["HOBBY", "INTEREST"], likes, || {
            person.likes.iter().map(|text| format!("INTEREST:{}", escaped(text))).collect()
        });
    }

    fn seat(&mut self, room: &Room, seat: &Seat) {
        let account = room.get::<Account>(seat.account);
        let names = account.into_iter().flat_map(|account| {
            let aliases = account.aliases.iter().map(|line| line.value.as_str());
            [Some(account.name.as_str()), account.short_name.as_deref()].into_iter().flatten().chain(aliases)
        });
        let company = alike(&self.sketch.company);
        let unit = self.sketch.seat.iter().find(|said| said.field == "department");
        let unit = unit.and_then(|said| said.value.as_str()).unwrap_or_default();
        let same = names.into_iter().any(|name| alike(name) == company)
            && unit == seat.department.as_deref().unwrap_or_default();
        self.keep_or(&["ORG", "X-DEPARTMENT"], same, || vec![format!("ORG:{}", organisation(room, seat))]);
        let titled = is_as_said(Kind::Seat, "title", &self.sketch.title, seat.title.as_deref());
        self.keep_or(&["TITLE"], titled, || {
            seat.title.iter().map(|title| format!("TITLE:{}", escaped(title))).collect()
        });
        if let Some(until) = seat.to {
            self.lines.push(format!("{UNTIL}:{until}"));
            self.touched = true;
        }
        let manager =
            seat.reports_to.map(|id| room.name(id)).or_else(|| seat.reports_to_text.clone()).unwrap_or_default();
        let said = self.sketch.manager.as_ref().map_or("", |(name, _)| name.as_str());
        // One named by the UID of a card is not named.
        let managed = alike(said) == alike(&manager) || !manager.is_empty() && said.contains("urn:");
        let related = self.sketch.manager.as_ref().is_some_and(|(_, name)| !MANAGER.contains(&name.as_str()));
        self.keep_or(&MANAGER, managed || related && said == manager, || {
            Some(manager)
                .filter(|name| !name.is_empty())
                .map(|name| format!("X-MANAGER:{}", escaped(&name)))
                .into_iter()
                .collect()
        });
    }

    /// Everything the card had that no field holds, and what tells whose card it is.
    fn rest(&mut self, person: &Person) {
        const DONE: [&str; 17] = [
            "VERSION",
            "FN",
            "N",
            "X-PHONETIC-LAST-NAME",
            "X-PHONETIC-FIRST-NAME",
            "TEL",
            "EMAIL",
            "ADR",
            "TZ",
            "NOTE",
            "HOBBY",
            "INTEREST",
            "ORG",
            "X-DEPARTMENT",
            "TITLE",
            "REV",
            "UID",
        ];
        let placed = |name: &str| self.lines.iter().any(|line| line.contains(name));
        let seated = placed("ORG") || placed("TITLE");
        let is_done = |one: &Property| {
            let name = one.name.as_str();
            let of_seat = matches!(name, "ORG" | "X-DEPARTMENT" | "TITLE") || MANAGER.contains(&name);
            let written = DONE.contains(&name) || MESSAGES.contains(&name) || FAMILY.contains(&name);
            let done = written || is_of_birthday(one) || MANAGER.contains(&name);
            done && (seated || !of_seat)
        };
        let rest: Vec<Property> =
            self.old.properties.iter().filter(|one| !is_done(one) && !self.stays_home(one)).cloned().collect();
        for property in rest {
            self.put(&property);
        }
        match self.old.get("UID").cloned() {
            Some(uid) => self.put(&uid),
            // By what it says it is known no more where some of that stays home.
            None if self.touched || !self.verbatim || self.is_withheld() => {
                self.lines.push(format!("UID:urn:uuid:{}", person.id));
            }
            None => {}
        }
        let stamp = person.updated_at.or(person.created_at);
        match (self.old.get("REV").cloned(), stamp) {
            (Some(rev), _) if !self.touched => self.put(&rev),
            (_, Some(When::Moment(moment))) if self.touched => {
                self.lines.push(format!("REV:{}", moment.to_utc().format("%Y%m%dT%H%M%SZ")));
            }
            _ => {}
        }
    }

    /// Whether anything of what was read stays home.
    fn is_withheld(&self) -> bool {
        self.old.properties.iter().any(|one| self.stays_home(one))
    }

    /// Whether a property is nobody else's business.
    fn stays_home(&self, one: &Property) -> bool {
        !self.sensitive && is_private(&self.old, one)
    }

    /// What is kept under these names where it still holds; else what is written anew.
    fn keep_or(&mut self, names: &[&str], same: bool, fresh: impl FnOnce() -> Vec<String>) {
        self.keep_where(|one| names.contains(&one.name.as_str()), same, fresh);
    }

    /// The same of properties that are told in another way.
    fn keep_where(&mut self, is: impl Fn(&Property) -> bool, same: bool, fresh: impl FnOnce() -> Vec<String>) {
        if same {
            let kept: Vec<Property> = self.old.properties.iter().filter(|one| is(one)).cloned().collect();
            for one in &kept {
                self.put(one);
            }
            return;
        }
        self.touched = true;
        self.lines.extend(fresh());
    }

    /// Addresses as they stood, but for one that is nothing but the city somebody was in until that was changed here; of one
    /// that stays home the city, where that is the one somebody is known to be in.
    fn addresses(&mut self, city: Option<&str>, is_as_told: bool) {
        let (home, open): (Vec<Property>, Vec<Property>) =
            self.old.all("ADR").cloned().partition(|one| self.stays_home(one));
        let is_city =
            |one: &Property| one.parts().iter().enumerate().all(|(at, part)| at == 3 || part.trim().is_empty());
        for one in open.iter().filter(|one| is_as_told || !is_city(one)) {
            self.put(one);
        }
        let is_in = |one: &Property| one.parts().get(3).map(|said| said.trim()) == city;
        if let Some(city) = city.filter(|_| home.iter().any(is_in) && !open.iter().any(is_in)) {
            self.lines.push(home_in(&escaped(city)));
        }
    }

    /// A list of values: those that were there as they stood, the others anew under what `head` says of each.
    fn list<'v>(
        &mut self,
        name: &str,
        values: impl Iterator<Item = &'v str>,
        of: impl Fn(&Property) -> String,
        head: impl Fn(&str) -> String,
    ) {
        let mut left: Vec<&str> = values.collect();
        let now = left.clone();
        for one in self.old.all(name).cloned().collect::<Vec<_>>() {
            let value = of(&one);
            if value.trim().is_empty() || now.contains(&value.trim()) {
                left.retain(|other| *other != value.trim());
                self.put(&one);
            } else {
                self.touched = true;
            }
        }
        for value in left {
            self.touched = true;
            self.lines.push(format!("{}:{}", head(value), escaped(value)));
        }
    }

    /// Ways to write to somebody: those that were there as they stood, the others each as a URI.
    fn messengers(&mut self, now: Vec<&str>) {
        let mut left = now.clone();
        for one in self.old.properties.clone().iter().filter(|one| MESSAGES.contains(&one.name.as_str())) {
            // As it is read now, or was read before.
            let said = [messenger(one), Some(one.text().trim().to_owned())];
            let mut said = said.into_iter().flatten().filter(|text| now.contains(&text.as_str())).peekable();
            if messenger(one).is_none() || said.peek().is_some() {
                said.for_each(|text| left.retain(|other| *other != text));
                self.put(one);
            } else {
                self.touched = true;
            }
        }
        for value in left {
            self.touched = true;
            self.lines.push(impp(value));
        }
    }

    /// A property that is kept: as it stood where the version is the same, else put into this one's ways.
    fn put(&mut self, one: &Property) {
        // A line that is no property is none in any version.
        if self.verbatim || one.is_misnamed() {
            self.lines.push(one.text.clone());
            return;
        }
        if ASSISTANT.contains(&one.name.as_str()) && one.raw().trim().is_empty() {
            return;
        }
        let mut types: Vec<String> = one.types().into_iter().filter(|kind| !kind.is_empty()).collect();
        types.retain(|kind| !matches!(kind.as_str(), "quoted-printable" | "base64" | "internet"));
        let mut params: Vec<String> = Vec::new();
        if one.is_preferred() {
            types.retain(|kind| kind != "pref");
            params.push(if self.version == Version::V4 { "PREF=1".into() } else { "TYPE=pref".into() });
        }
        if let Some(lines) = born(one, self.version, self.today) {
            // What is said of a lunar day beside it may be kept, too.
            let is_beside = |line: &String| self.old.properties.iter().any(|other| other.text == *line && other != one);
            let lines: Vec<String> = lines.into_iter().filter(|line| !is_beside(line)).collect();
            self.lines.extend(lines);
            return;
        }
        let data = media::of(one);
        let value = match (&data, self.version) {
            (Some(data), Version::V4) => {
                types.clear();
                data.as_uri()
            }
            (Some(data), Version::V3) => {
                params.push("ENCODING=b".into());
                types = data.kind().into_iter().collect();
                data.base64.clone()
            }
            (None, Version::V3) if one.name == "TEL" => escaped(&phone(one)),
            _ if self.old_style && matches!(one.name.as_str(), "N" | "ADR" | "ORG" | "X-ANDROID-CUSTOM") => {
                one.parts().iter().map(|part| escaped(part)).collect::<Vec<_>>().join(";")
            }
            _ if self.old_style && one.name != "URL" => escaped(&one.text()),
            _ => one.raw().to_owned(),
        };
        // Version 3.0 takes a picture for its bytes unless it says otherwise.
        let is_link =
            data.is_none() && matches!(one.name.as_str(), "PHOTO" | "LOGO" | "SOUND") && value.contains("://");
        if is_link && self.version == Version::V3 && one.param("VALUE").is_none() {
            params.push("VALUE=uri".into());
        }
        params.extend(types.iter().map(|kind| format!("TYPE={}", quoted(kind))));
        let dropped = ["TYPE", "PREF", "ENCODING", "CHARSET"];
        let called = one.params.iter().find_map(android_label);
        let moved = self.version == Version::V3 && one.name == "TEL" || data.is_some();
        let is_named = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let is_kept = |name: &str| {
            is_named(name) && !dropped.contains(&name) && !(moved && matches!(name, "VALUE" | "MEDIATYPE"))
        };
        let kept = one.params.iter().filter(|(name, _)| is_kept(name));
        params.extend(kept.map(|(name, value)| format!("{name}={}", quoted(value))));
        let name = if one.name == "LABEL" && self.version == Version::V4 { "X-LABEL" } else { one.name.as_str() };
        let group = match &called {
            Some(_) => format!("android{}.", self.lines.len()),
            None if one.group.is_empty() => String::new(),
            None => format!("{}.", one.group),
        };
        let head: Vec<&str> = std::iter::once(name).chain(params.iter().map(String::as_str)).collect();
        self.lines.push(format!("{group}{}:{value}", head.join(";")));
        self.lines.extend(called.map(|label| format!("{group}X-ABLabel:{}", escaped(&label))));
    }
}

/// What Android calls a number in the place of a type: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E6=80=BB)`.
fn android_label((name, value): &(String, String)) -> Option<String> {
    name.strip_prefix("X-CUSTOM(")?;
    let text = value.rsplit(',').next().unwrap_or(value).trim_end_matches(')');
    let line = format!("X-ABLabel;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{text}");
    let label = Part::of("VCARD", [line.as_str()]).properties.first().map(Property::text);
    label.filter(|label| !label.trim().is_empty())
}

/// Whether a property says when somebody was born.
fn is_of_birthday(one: &Property) -> bool {
    one.group == LUNAR || BIRTHDAYS.contains(&one.name.as_str()) && super::dates::is_birthday(one)
}

/// A way to write to somebody as a URI: as it is where it is one, else as Apple writes services without a scheme.
fn impp(value: &str) -> String {
    let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_uri = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_scheme);
    if is_uri && value.chars().all(|c| c.is_ascii_graphic()) {
        return format!("IMPP:{value}");
    }
    let (service, handle) = value.split_once(' ').unwrap_or(("", value));
    let service: String = service.chars().filter(|c| !c.is_control() && *c != '"').collect();
    let service =
        Some(service).filter(|name| !name.is_empty()).map(|name| format!(";X-SERVICE-TYPE={}", quoted(&name)));
    format!("IMPP{}:{APPLE}{}", service.unwrap_or_default(), percent(handle))
}

/// The bytes of a text that no URI has as they are, in hexadecimal.
fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@' | b'+');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn quoted(value: &str) -> String {
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if value.contains([';', ':', ',']) { format!("\"{value}\"") } else { value }
}
