//! Companies as vCards: those whose card was read. What the card said and still holds is written as it stood, what was
//! changed here in its place.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Card, Version};
use crate::edit::Room;
use crate::exchange::content::{Property, escaped, folded};
use crate::exchange::profile::intake::folded as alike;
use crate::exchange::vcard::companies::said;
use crate::exchange::vcard::remembered;
use crate::exchange::vcard::sketch::{Said, Sketch};
use crate::model::{Account, Kind, Record, value};

/// The card of a company; `None` where it never had one.
pub(in crate::exchange::vcard) fn company(room: &Room, account: &Account, version: Version) -> Option<String> {
    let old = remembered(room, account.id, None)?;
    let from = old.text("VERSION");
    let mut card = Card {
        sketch: Sketch::of(&old),
        verbatim: from.trim() == version.code(),
        old_style: from.trim() == "2.1",
        touched: false,
        lines: Vec::new(),
        old,
        version,
        sensitive: true,
        today: NaiveDate::default(),
    };
    card.company(account);
    let body: String = card.lines.iter().map(|line| folded(line)).collect();
    Some(format!("BEGIN:VCARD\r\nVERSION:{}\r\n{body}END:VCARD\r\n", version.code()))
}

impl Card {
    fn company(&mut self, account: &Account) {
        let record = Record::from(account.clone());
        let told = said(&self.old);
        let same = |fields: &[&str]| {
            told.iter().filter(|one| fields.contains(&one.field)).all(|one| holds(&record, account, one))
        };
        let text = |text: &Option<String>| text.as_deref().map(escaped).unwrap_or_default();
        let line = |name: &str, value: String| Some(format!("{name}:{value}")).filter(|_| !value.is_empty());
        let (named, address) = (same(&["name"]), same(&["addresses", "city", "region", "country"]));
        let name = escaped(&account.name);
        let street = account.addresses.first().map(|line| escaped(&line.value)).unwrap_or_default();
        let parts = [street, text(&account.city), text(&account.region), String::new(), text(&account.country)];
        let place = Some(parts.join(";")).filter(|parts| !parts.trim_matches(';').is_empty());
        let fresh = [
            ("FN", named, line("FN", name.clone())),
            ("ORG", named, line("ORG", name)),
            ("TEL", same(&["phone"]), line("TEL", text(&account.phone))),
            ("URL", same(&["website"]), line("URL", text(&account.website))),
            ("ADR", address, place.map(|parts| format!("ADR:;;{parts}"))),
            ("NOTE", same(&["notes"]), line("NOTE", text(&account.notes))),
        ];
        for (name, same, line) in fresh {
            let kept: Vec<Property> = self.old.all(name).cloned().collect();
            if !same {
                self.touched = true;
                self.lines.extend(line);
            }
            // All notes are one field; of what there are several, the first is the account's.
            let left = if same {
                0
            } else if name == "NOTE" {
                kept.len()
            } else {
                1
            };
            for one in kept.iter().skip(left) {
                self.put(one);
            }
        }
        let is_done =
            |one: &Property| ["VERSION", "REV", "FN", "ORG", "TEL", "URL", "ADR", "NOTE"].contains(&one.name.as_str());
        let rest: Vec<Property> = self.old.properties.iter().filter(|one| !is_done(one)).cloned().collect();
        for one in &rest {
            self.put(one);
        }
        // Version 3.0 wants the parts of a name, though a company has none.
        if self.version == Version::V3 && self.old.get("N").is_none() {
            self.lines.push("N:;;;;".to_owned());
        }
        if let Some(rev) = self.old.get("REV").cloned().filter(|_| !self.touched) {
            self.put(&rev);
        }
    }
}

/// Whether an account is as its card said; it may go by another of its names, and have more addresses.
fn holds(record: &Record, account: &Account, said: &Said) -> bool {
    let text = |one: &Value| one.get("value").unwrap_or(one).clone();
    if said.field == "name" {
        let aliases = account.aliases.iter().map(|line| line.value.as_str());
        let names = [Some(account.name.as_str()), account.short_name.as_deref()];
        let called = said.value.as_str().map(alike);
        return names.into_iter().flatten().chain(aliases).any(|name| Some(alike(name)) == called);
    }
    let now = record.value(said.field);
    if let Some(list) = said.value.as_array() {
        let here: Vec<Value> = now.as_array().into_iter().flatten().map(text).collect();
        return list.iter().all(|one| here.contains(&text(one)));
    }
    let Some(field) = Kind::Account.field(said.field) else { return true };
    value::check(&field, &said.value).map_or(true, |said| said == now)
}
