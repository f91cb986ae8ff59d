//! What a card says in our terms: the fields of a person and of a seat, each with the properties it comes from. Pure, so
//! that the card of the last import can be read again beside the new one.

use serde_json::{Value, json};

use super::dates::birthday;
use crate::exchange::content::{Part, Property, split};
use crate::exchange::given::whole_name;
use crate::model::{Anniversary, half_of_a_day};

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) field: &'static str,
    pub(super) value: Value,
    /// The properties it comes from.
    pub(super) names: &'static [&'static str],
}

/// A card in our terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sketch {
    pub(super) name: String,
    pub(super) person: Vec<Said>,
    pub(super) seat: Vec<Said>,
    pub(super) company: String,
    pub(super) title: String,
    /// The manager, and the property that says so.
    pub(super) manager: Option<(String, String)>,
    pub(super) assistants: Vec<String>,
    pub(super) days: Vec<(String, Anniversary, String)>,
    /// Properties whose dates could not be read.
    pub(super) strange: Vec<String>,
}

/// Who somebody's manager is, as the makers of address books write it.
pub(super) const MANAGER: [&str; 7] = [
    "X-MANAGER",
    "X-MANAGERSNAME",
    "X-MS-MANAGER",
    "X-EVOLUTION-MANAGER",
    "X-KADDRESSBOOK-X-MANAGERSNAME",
    "X-MANAGERS-NAME",
    "X-ANDROID-MANAGER",
];

/// Who somebody's assistant is.
pub(super) const ASSISTANT: [&str; 7] = [
    "X-ASSISTANT",
    "X-MS-ASSISTANT",
    "X-EVOLUTION-ASSISTANT",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME",
    "X-ASSISTANTS-NAME",
    "X-ANDROID-ASSISTANT",
    "AGENT",
];

/// Families and spouses.
pub(super) const FAMILY: [&str; 8] = [
    "X-SPOUSE",
    "X-MS-SPOUSE",
    "X-EVOLUTION-SPOUSE",
    "X-KADDRESSBOOK-X-SPOUSESNAME",
    "X-CHILD",
    "X-CHILDREN",
    "X-MS-CHILD",
    "X-SPOUSE-NAME",
];

const MESSENGERS: [(&str, &str); 16] = [
    ("X-WECHAT", "wechat"),
    ("X-WEIXIN", "wechat"),
    ("X-QQ", "qq"),
    ("X-TENCENTQQ", "qq"),
    ("X-SKYPE", "skype"),
    ("X-SKYPE-USERNAME", "skype"),
    ("X-MS-IMADDRESS", ""),
    ("X-AIM", "aim"),
    ("X-ICQ", "icq"),
    ("X-JABBER", "xmpp"),
    ("X-MSN", "msn"),
    ("X-YAHOO", "yahoo"),
    ("X-GOOGLE-TALK", "gtalk"),
    ("X-WHATSAPP", "whatsapp"),
    ("X-LINE", "line"),
    ("X-TELEGRAM", "telegram"),
];

pub(super) const BIRTHDAYS: [&str; 7] =
    ["BDAY", "X-ALTBDAY", "ALTBDAY", "X-LUNAR-BIRTHDAY", "X-LUNARBIRTHDAY", "X-LUNAR-BDAY", "X-ANDROID-CUSTOM"];
pub(super) const MESSAGES: &[&str] = &[
    "IMPP",
    "X-WECHAT",
    "X-WEIXIN",
    "X-QQ",
    "X-TENCENTQQ",
    "X-SKYPE",
    "X-SKYPE-USERNAME",
    "X-MS-IMADDRESS",
    "X-AIM",
    "X-ICQ",
    "X-JABBER",
    "X-MSN",
    "X-YAHOO",
    "X-GOOGLE-TALK",
    "X-WHATSAPP",
    "X-LINE",
    "X-TELEGRAM",
];

/// Whether a property says something of somebody's place in a company.
pub(super) fn is_of_seat(property: &Property) -> bool {
    let name = property.name.as_str();
    matches!(name, "ORG" | "TITLE" | "ROLE" | "X-DEPARTMENT" | "X-MS-OFFICE")
        || MANAGER.contains(&name)
        || ASSISTANT.contains(&name)
}

impl Sketch {
    /// Whether it says that birthday, be it without the year of a lunar one.
    pub(super) fn is_born(&self, birthday: Option<Anniversary>) -> bool {
        let said = self.person.iter().find(|one| one.field == "birthday").and_then(|one| one.value.as_str());
        let said = said.and_then(|text| text.parse::<Anniversary>().ok());
        let without = said.map(|day| match day {
            Anniversary::Lunar { month, day, leap, .. } => Anniversary::Lunar { year: None, month, day, leap },
            solar @ Anniversary::Solar { .. } => solar,
        });
        birthday == said || birthday == without
    }

    pub(super) fn of(card: &Part) -> Self {
        let mut sketch = Self::default();
        let org = preferred(card, "ORG").map(|org| {
            let mut parts = org.parts().into_iter().map(|part| part.trim().to_owned());
            (parts.next().unwrap_or_default(), parts.filter(|part| !part.is_empty()).collect::<Vec<_>>())
        });
        let (company, units) = org.unwrap_or_default();
        let department = Some(units.join(" / ")).filter(|text| !text.is_empty());
        let department = department.unwrap_or_else(|| card.text("X-DEPARTMENT").trim().to_owned());
        sketch.title = preferred(card, "TITLE").or_else(|| preferred(card, "ROLE")).map(line).unwrap_or_default();
        sketch.name = name(card, &company);
        sketch.company = company;
        sketch.say("name", text(&sketch.name.clone()), &["FN", "N"]);
        let given = card.get("N").map(Property::parts).unwrap_or_default();
        sketch.say("honorific", text(given.get(3).map_or("", |prefix| prefix.trim())), &["N"]);
        let spoken = |name| card.text(name).trim().to_owned();
        let key = [spoken("X-PHONETIC-LAST-NAME"), spoken("X-PHONETIC-FIRST-NAME")].join(" ");
        sketch.say("name_key", text(key.trim()), &["X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"]);
        sketch.say("phones", lines(card, "TEL", phone), &["TEL"]);
        sketch.say("emails", lines(card, "EMAIL", Property::text), &["EMAIL"]);
        sketch.say("messengers", messengers(card), MESSAGES);
        sketch.say("home_city", text(&city(card)), &["ADR"]);
        let zone = card.text("TZ");
        let zone = Some(zone.trim()).filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok()).unwrap_or_default();
        sketch.say("time_zone", text(zone), &["TZ"]);
        let notes: Vec<String> = card.all("NOTE").map(|note| note.text().trim().to_owned()).collect();
        sketch.say("notes", text(notes.join("\n\n").trim()), &["NOTE"]);
        sketch.relations(card);
        sketch.say_days(card);
        sketch.seat.push(Said { field: "department", value: text(&department), names: &["ORG", "X-DEPARTMENT"] });
        sketch
    }

    fn say(&mut self, field: &'static str, value: Value, names: &'static [&'static str]) {
        self.person.push(Said { field, value, names });
    }

    fn relations(&mut self, card: &Part) {
        let mut family = Vec::new();
        for property in &card.properties {
            let name = property.name.as_str();
            let said = line(property);
            if said.is_empty() {
                continue;
            }
            let android = super::dates::relation(property);
            let said = android.as_ref().map_or(said, |(_, who)| who.clone());
            let label = android.as_ref().map_or_else(|| label(card, property), |(what, _)| (*what).to_owned());
            let kinds = property.types();
            let is = |words: &[&str]| words.iter().any(|word| label == *word || kinds.iter().any(|kind| kind == word));
            let named = android.is_some() || matches!(name, "RELATED" | "X-ABRELATEDNAMES" | "X-RELATION");
            if MANAGER.contains(&name)
                || named && is(&["manager", "x-manager", "boss", "supervisor", "上级", "经理", "主管"])
            {
                self.manager.get_or_insert((said, name.to_owned()));
            } else if ASSISTANT.contains(&name)
                || named && is(&["assistant", "x-assistant", "agent", "secretary", "助理", "秘书"])
            {
                self.assistants.push(said);
            } else if FAMILY.contains(&name) || named && is_family(&label, &kinds) {
                let role = match name {
                    _ if named && !label.is_empty() => label.clone(),
                    _ if named => kinds.first().cloned().unwrap_or_default(),
                    "X-CHILD" | "X-CHILDREN" | "X-MS-CHILD" => "child".into(),
                    _ => "spouse".into(),
                };
                // An export of ours says that they are of the family, and all else in words.
                family.push(if role == "kin" { said } else { format!("{role}: {said}") });
            }
        }
        self.say(
            "family",
            text(&family.join("; ")),
            &[
                "RELATED",
                "X-ABRELATEDNAMES",
                "X-SPOUSE",
                "X-MS-SPOUSE",
                "X-CHILD",
                "X-MS-CHILD",
                "X-EVOLUTION-SPOUSE",
                "X-KADDRESSBOOK-X-SPOUSESNAME",
                "X-ANDROID-CUSTOM",
            ],
        );
        let likes: Vec<String> =
            card.properties.iter().filter(|one| matches!(one.name.as_str(), "HOBBY" | "INTEREST")).map(line).collect();
        self.say("likes", text(&likes.join("; ")), &["HOBBY", "INTEREST"]);
    }

    fn say_days(&mut self, card: &Part) {
        let mut born: Option<Anniversary> = None;
        let mut solar: Option<(Anniversary, String)> = None;
        for property in card.properties.iter().filter(|one| !one.raw().trim().is_empty()) {
            let name = property.name.as_str();
            let is_birthday = BIRTHDAYS.contains(&name) && super::dates::is_birthday(property);
            let day = birthday(property);
            if is_birthday {
                if let Some(day @ Anniversary::Solar { .. }) = day {
                    solar.get_or_insert_with(|| (day, property.text.clone()));
                }
                match day {
                    // Who names a lunar day keeps that one.
                    Some(day) if born.is_none() || matches!(day, Anniversary::Lunar { .. }) => born = Some(day),
                    Some(_) => {}
                    // Less than a day is kept, and shown where the day would be.
                    None if half_of_a_day(property.raw().trim()).is_some() => {}
                    None => self.strange.push(property.text.clone()),
                }
            } else if let Some(day) = super::dates::lunar_label(name, &label(card, property)) {
                // The day it falls on this year is another in the next.
                born.get_or_insert(day);
            } else if super::dates::is_day(property) {
                let what = match labelled(card, property) {
                    _ if name == "X-ANDROID-CUSTOM" => super::dates::event_name(property),
                    label if label.is_empty() => "anniversary".to_owned(),
                    label => label,
                };
                match day {
                    Some(day) => self.days.push((capital(&what), day, property.text.clone())),
                    None => self.strange.push(property.text.clone()),
                }
            }
        }
        // The solar day beside a lunar one says the year, and is a day of its own where it is another.
        if let (Some(lunar @ Anniversary::Lunar { .. }), Some((day, text))) = (born, solar) {
            let (whole, is_same) = super::dates::with_year(lunar, day);
            born = Some(whole);
            if !is_same {
                self.days.push(("Birthday".to_owned(), day, text));
            }
        }
        self.say("birthday", born.map_or(Value::Null, |day| json!(day)), &BIRTHDAYS);
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether a label, or one of the kinds of a property, is that of family.
pub(in crate::exchange) fn is_family(label: &str, kinds: &[String]) -> bool {
    const WORDS: [&str; 20] = [
        "spouse",
        "husband",
        "wife",
        "partner",
        "child",
        "son",
        "daughter",
        "parent",
        "mother",
        "father",
        "sibling",
        "brother",
        "sister",
        "kin",
        "sweetheart",
        "父亲",
        "母亲",
        "配偶",
        "儿子",
        "女儿",
    ];
    WORDS.iter().any(|word| label == *word || kinds.iter().any(|kind| kind == word))
}

/// What Apple's `X-ABLabel` of the same group says, in small letters: `_$!<Manager>!$_` is `manager`.
pub(super) fn label(card: &Part, property: &Property) -> String {
    labelled(card, property).to_lowercase()
}

/// The same as it is written.
fn labelled(card: &Part, property: &Property) -> String {
    let labels = || card.all("X-ABLABEL").find(|label| label.group == property.group);
    let label = Some(property).filter(|one| !one.group.is_empty()).and_then(|_| labels()).map(Property::text);
    let label = label.unwrap_or_default();
    label.trim().trim_start_matches("_$!<").trim_end_matches(">!$_").to_owned()
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// A value on one line.
pub(super) fn line(property: &Property) -> String {
    property.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn preferred<'a>(card: &'a Part, name: &str) -> Option<&'a Property> {
    let filled = || card.all(name).filter(|one| !line(one).trim_matches(';').is_empty());
    filled().find(|one| one.is_preferred()).or_else(|| filled().next())
}

fn name(card: &Part, company: &str) -> String {
    let whole = preferred(card, "FN").map(line).unwrap_or_default();
    let parts = card.get("N").map(Property::parts).unwrap_or_default();
    let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
    let (family, given, middle) = (part(0), part(1), part(2));
    let put = whole_name(family, given, middle);
    let nick = || card.text("NICKNAME").trim().to_owned();
    let other = |name| preferred(card, name).map(line).unwrap_or_default();
    [whole, put, nick(), company.to_owned(), other("EMAIL"), other("TEL")]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

/// The place of a line among those of its list, as its program puts it; the last where nothing says so.
fn preference(line: &Property) -> u32 {
    let said = line.param("PREF").and_then(|place| place.trim().parse().ok());
    said.unwrap_or(if line.is_preferred() { 1 } else { u32::MAX })
}

/// The lines of a list, those first that come first there.
fn lines(card: &Part, name: &str, value: impl Fn(&Property) -> String) -> Value {
    let mut found: Vec<String> = Vec::new();
    let mut all: Vec<&Property> = card.all(name).collect();
    all.sort_by_key(|one| preference(one));
    for one in all.into_iter().map(|one| value(one).trim().to_owned()).filter(|one| !one.is_empty()) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found.into()
}

/// A number as people dial it.
pub(super) fn phone(tel: &Property) -> String {
    let number = tel.text();
    let Some(number) = number.trim().strip_prefix("tel:") else { return number.trim().to_owned() };
    let mut parts = number.split(';');
    let number = parts.next().unwrap_or_default();
    let said = |name: &str| parts.clone().find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    // A number that is dialled within some place says which.
    let before = said("phone-context").filter(|place| place.starts_with('+') && !number.starts_with('+'));
    let extension = said("ext").map(|extension| format!(" ext. {extension}")).unwrap_or_default();
    before.map(|place| format!("{place}-")).unwrap_or_default() + number + &extension
}

fn messengers(card: &Part) -> Value {
    let mut found: Vec<String> = Vec::new();
    for value in card.properties.iter().filter_map(messenger) {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found.into()
}

/// The scheme of services that have none: `IMPP;X-SERVICE-TYPE=WeChat:x-apple:name`.
pub(super) const APPLE: &str = "x-apple:";

/// A way to write to somebody, as people write it: `wechat:name`, `WeChat name`.
pub(super) fn messenger(property: &Property) -> Option<String> {
    let said = Some(property.text().trim().to_owned()).filter(|said| !said.is_empty())?;
    if let Some((_, service)) = MESSENGERS.iter().find(|(name, _)| *name == property.name) {
        return Some(if service.is_empty() { said } else { format!("{service}:{said}") });
    }
    if property.name != "IMPP" {
        return None;
    }
    let service = property.param("X-SERVICE-TYPE").map(str::trim).filter(|service| !service.is_empty());
    Some(match (said.get(..APPLE.len()), service) {
        (Some(head), _) if head.eq_ignore_ascii_case(APPLE) => {
            let handle = unpercented(said.get(APPLE.len()..).unwrap_or_default());
            match service {
                Some(service) if service.eq_ignore_ascii_case("wechat") => format!("wechat:{handle}"),
                Some(service) => format!("{service} {handle}"),
                None => handle,
            }
        }
        (_, Some(service)) if !said.contains(':') => format!("{}:{said}", service.to_lowercase()),
        _ => said,
    })
}

/// A text without the hexadecimal of a URI.
fn unpercented(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.first_chunk::<2>().filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        let code = code.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The city somebody works in, else lives in.
fn city(card: &Part) -> String {
    let filled = |one: &&Property| split(one.raw(), ';').get(3).is_some_and(|city| !city.trim().is_empty());
    let all = || card.all("ADR").filter(filled);
    // What is said to be neither, and to come first, comes first.
    let is_first = |one: &&Property| one.is_preferred() && !one.is("home") && !one.is("work");
    let found = all().find(|one| one.param("PREF").is_some()).or_else(|| all().find(is_first));
    let found = found.or_else(|| all().find(|one| one.is("work"))).or_else(|| all().find(|one| one.is_preferred()));
    let parts = found.or_else(|| all().next()).map(Property::parts).unwrap_or_default();
    parts.get(3).map(|city| city.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}
