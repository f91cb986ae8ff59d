//! Persons as vCards. What a card said and still holds is written as it stood in the file; what was changed here, and
//! persons who never were in one, anew.

use super::sketch::{ASSISTANT, BIRTHDAYS, FAMILY, MANAGER, Sketch, label, phone};
use super::{ABOUT_THE_CARD, remembered};
use crate::edit::Room;
use crate::exchange::content::{self, Part, Property, escaped, folded};
use crate::exchange::profile::intake::folded as alike;
use crate::exchange::selection::Selection;
use crate::model::{Account, Anniversary, Id, Person, Record, Seat, When};

/// How the group begins of what says a seat beside the first.
pub(super) const MORE: &str = "seat";

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

/// The chosen persons, a card each, with the name of the file it may be kept in.
pub fn cards<'a>(
    room: &'a Room,
    selection: &'a Selection,
    version: Version,
) -> impl Iterator<Item = (String, String)> + 'a {
    let persons = selection.records(room).into_iter().filter_map(|record| match record {
        Record::Person(person) => Some(&**person),
        _ => None,
    });
    persons.map(move |person| (person.id.to_string(), card(room, person, selection.sensitive, version)))
}

/// Whether a card is the one that would be written of a person today: it says nothing new.
pub(super) fn is_as_here(room: &Room, person: Id, part: &Part) -> bool {
    let Some(person) = room.get::<Person>(person) else { return false };
    // When and by what it was written says nothing of the person.
    let said = |part: &Part| {
        let about = part.properties.iter().filter(|one| !ABOUT_THE_CARD.contains(&one.name.as_str()));
        let mut all: Vec<String> = about.map(|one| one.text.clone()).collect();
        all.sort_unstable();
        all
    };
    let now = |sensitive, version| content::parse(card(room, person, sensitive, version).as_bytes());
    let versions = [Version::V4, Version::V3];
    let all = versions.into_iter().flat_map(|version| [now(false, version), now(true, version)]).flatten();
    part.parts.is_empty() && all.into_iter().any(|card| said(&card) == said(part))
}

fn card(room: &Room, person: &Person, sensitive: bool, version: Version) -> String {
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
    }
    card.rest(person);
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
        let same =
            |sketch: &Sketch, field: &str, now: Option<&String>| said(sketch, field) == now.map_or("", String::as_str);
        let complete = self.verbatim || self.old.get("FN").is_some() && self.old.get("N").is_some();
        let named =
            complete && self.sketch.name == person.name && same(&self.sketch, "honorific", person.honorific.as_ref());
        self.keep_or(&["FN", "N"], named, || {
            let prefix = person.honorific.as_deref().map(escaped).unwrap_or_default();
            let (given, family) = match person.name.rsplit_once(' ') {
                Some((given, family)) if person.name.is_ascii() => (given, family),
                _ => ("", person.name.as_str()),
            };
            vec![
                format!("FN:{}", escaped(&person.name)),
                format!("N:{};{};;{prefix};", escaped(family), escaped(given)),
            ]
        });
        let key = same(&self.sketch, "name_key", person.name_key.as_ref());
        self.keep_or(&["X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"], key, || {
            person.name_key.iter().map(|key| format!("X-PHONETIC-LAST-NAME:{}", escaped(key))).collect()
        });
        self.list("TEL", person.phones.iter().map(|line| line.value.as_str()), phone);
        self.list("EMAIL", person.emails.iter().map(|line| line.value.as_str()), Property::text);
        let before = self.sketch.person.iter().find(|said| said.field == "messengers").map(|said| said.value.clone());
        let before: Vec<String> = before.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default();
        for line in person.messengers.iter().filter(|line| !before.contains(&line.value)) {
            self.touched = true;
            self.lines.push(format!("IMPP:{}", escaped(&line.value)));
        }
        let city = same(&self.sketch, "home_city", person.home_city.as_ref());
        self.keep_or(&["ADR"], true, Vec::new);
        if let Some(city) = person.home_city.as_ref().filter(|_| !city) {
            self.touched = true;
            let how = if self.version == Version::V4 { "PREF=1" } else { "TYPE=pref" };
            self.lines.push(format!("ADR;{how}:;;;{};;;", escaped(city)));
        }
        let zone = same(&self.sketch, "time_zone", person.time_zone.as_ref());
        self.keep_or(&["TZ"], zone, || person.time_zone.iter().map(|zone| format!("TZ:{}", escaped(zone))).collect());
        let notes = same(&self.sketch, "notes", person.notes.as_ref());
        self.keep_or(&["NOTE"], notes, || person.notes.iter().map(|note| format!("NOTE:{}", escaped(note))).collect());
        if !self.sensitive {
            return;
        }
        let born = person.birthday.map(|day| day.to_string());
        let birthday = same(&self.sketch, "birthday", born.as_ref());
        let version = self.version;
        self.keep_or(&BIRTHDAYS, birthday, || person.birthday.map(|day| bday(day, version)).into_iter().collect());
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
        let titled = self.sketch.title == seat.title.as_deref().unwrap_or_default();
        self.keep_or(&["TITLE"], titled, || {
            seat.title.iter().map(|title| format!("TITLE:{}", escaped(title))).collect()
        });
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
            let done =
                DONE.contains(&name) || BIRTHDAYS.contains(&name) || FAMILY.contains(&name) || MANAGER.contains(&name);
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
        let personal =
            |name: &str| BIRTHDAYS.contains(&name) || FAMILY.contains(&name) || matches!(name, "HOBBY" | "INTEREST");
        let all = &self.old.properties;
        !self.sensitive && all.iter().any(|one| personal(&one.name) || self.stays_home(one))
    }

    /// Whether a property is nobody else's business.
    fn stays_home(&self, one: &Property) -> bool {
        if self.sensitive {
            return false;
        }
        let related = |one: &Property| {
            let is_work = ["manager", "assistant", "agent", "x-manager", "x-assistant"];
            let label = label(&self.old, one);
            matches!(one.name.as_str(), "RELATED" | "X-ABRELATEDNAMES" | "X-RELATION")
                && !is_work.iter().any(|word| one.is(word) || label == *word)
        };
        let labels_such = one.name == "X-ABLABEL"
            && self
                .old
                .properties
                .iter()
                .any(|other| other.group == one.group && !other.group.is_empty() && related(other));
        let name = one.name.as_str();
        related(one) || labels_such || matches!(name, "BIRTHPLACE" | "DEATHDATE" | "DEATHPLACE" | "GENDER" | "X-GENDER")
    }

    /// What is kept under these names where it still holds; else what is written anew.
    fn keep_or(&mut self, names: &[&str], same: bool, fresh: impl FnOnce() -> Vec<String>) {
        if same {
            let kept: Vec<Property> =
                self.old.properties.iter().filter(|one| names.contains(&one.name.as_str())).cloned().collect();
            for one in &kept {
                self.put(one);
            }
            return;
        }
        self.touched = true;
        self.lines.extend(fresh());
    }

    /// A list of values: those that were there as they stood, the others anew.
    fn list<'v>(&mut self, name: &str, values: impl Iterator<Item = &'v str>, of: impl Fn(&Property) -> String) {
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
            self.lines.push(format!("{name}:{}", escaped(value)));
        }
    }

    /// A property that is kept: as it stood where the version is the same, else put into this one's ways.
    fn put(&mut self, one: &Property) {
        if self.verbatim {
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
        let media = types.iter().find(|kind| matches!(kind.as_str(), "jpeg" | "jpg" | "png" | "gif" | "webp")).cloned();
        let value = match (one.is_binary(), self.version) {
            (true, version) => {
                let data = whole(one.raw());
                types.clear();
                if version == Version::V4 {
                    format!("data:image/{};base64,{data}", media.as_deref().unwrap_or("jpeg"))
                } else {
                    params.push("ENCODING=b".into());
                    types.extend(media.map(|kind| kind.to_uppercase()));
                    data
                }
            }
            (false, Version::V3) if one.name == "TEL" => escaped(&phone(one)),
            _ if self.old_style && matches!(one.name.as_str(), "N" | "ADR" | "ORG") => {
                one.parts().iter().map(|part| escaped(part)).collect::<Vec<_>>().join(";")
            }
            _ if self.old_style && one.name != "URL" => escaped(&one.text()),
            _ => one.raw().to_owned(),
        };
        params.extend(types.iter().map(|kind| format!("TYPE={kind}")));
        let dropped = ["TYPE", "PREF", "ENCODING", "CHARSET"];
        let moved = self.version == Version::V3 && one.name == "TEL";
        let kept =
            one.params.iter().filter(|(name, _)| !(dropped.contains(&name.as_str()) || moved && name == "VALUE"));
        params.extend(kept.map(|(name, value)| format!("{name}={}", quoted(value))));
        let name = if one.name == "LABEL" && self.version == Version::V4 { "X-LABEL" } else { one.name.as_str() };
        let group = if one.group.is_empty() { String::new() } else { format!("{}.", one.group) };
        let head: Vec<&str> = std::iter::once(name).chain(params.iter().map(String::as_str)).collect();
        self.lines.push(format!("{group}{}:{value}", head.join(";")));
    }
}

/// Bytes in base 64 as any reader takes them: the letters of whole bytes, filled up to fours. What a card that was cut has
/// beyond them is no byte.
fn whole(raw: &str) -> String {
    let mut data: String = raw.split_whitespace().collect();
    data.truncate(data.trim_end_matches('=').len());
    if data.len() % 4 == 1 {
        data.pop();
    }
    let missing = data.len().next_multiple_of(4) - data.len();
    data + &"=".repeat(missing)
}

fn quoted(value: &str) -> String {
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if value.contains([';', ':', ',']) { format!("\"{value}\"") } else { value }
}

fn bday(day: Anniversary, version: Version) -> String {
    match (day, version) {
        (Anniversary::Lunar { .. }, _) => {
            format!("X-LUNAR-BIRTHDAY:{}", day.to_string().trim_start_matches("lunar:"))
        }
        (Anniversary::Solar { year: Some(year), month, day }, Version::V4) => {
            format!("BDAY:{year:04}{month:02}{day:02}")
        }
        (Anniversary::Solar { year: None, month, day }, Version::V4) => format!("BDAY:--{month:02}{day:02}"),
        (Anniversary::Solar { year: Some(year), month, day }, Version::V3) => {
            format!("BDAY:{year:04}-{month:02}-{day:02}")
        }
        (Anniversary::Solar { year: None, month, day }, Version::V3) => {
            format!("BDAY;X-APPLE-OMIT-YEAR=1604:1604-{month:02}-{day:02}")
        }
    }
}
