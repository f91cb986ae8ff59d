//! Cities by whatever people call them: those of the records, and those of the table.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;

use super::script::plain;
use crate::edit::Room;
use crate::find::{Index, Keys};
use crate::model::{Account, Member, Person, Travel, Visit};
use crate::rules::city::{self, City};
use crate::rules::presence::city_key;

/// Longest form, in characters.
const LONGEST: usize = 24;

/// Every city by its forms.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Cities {
    /// Position in `all` by form.
    forms: HashMap<String, usize>,
    all: Vec<(String, Option<Tz>)>,
    /// First characters of the forms.
    firsts: HashSet<char>,
}

impl Cities {
    /// Those of the table, called as the records call them, else in letters that the file is written in that was `read`, and
    /// those only the records know.
    pub(in crate::exchange) fn of(room: &Room, table: &city::Cities, read: Option<&str>) -> Self {
        let mut cities = Self::default();
        for city in table.all() {
            let at = cities.all.len();
            let name = read.and_then(|text| latin(text, city)).or(city.names.first());
            cities.all.push((name.cloned().unwrap_or_default(), Some(city.zone)));
            for form in &city.names {
                cities.forms.entry(key(form)).or_insert(at);
            }
        }
        cities.firsts = cities.forms.keys().filter_map(|form| form.chars().next()).collect();
        for used in used(room) {
            cities.take(&used);
        }
        cities
    }

    /// One more that records are going to say; `false` where it is known.
    pub(in crate::exchange) fn learn(&mut self, used: &str) -> bool {
        let is_new = !self.forms.contains_key(&key(used));
        if is_new {
            self.take(used);
        }
        is_new
    }

    /// A city as the records write it: that is what it is called from now on.
    fn take(&mut self, used: &str) {
        let known = self.forms.get(&key(used)).copied();
        if let Some(city) = known.and_then(|at| self.all.get_mut(at)) {
            used.trim().clone_into(&mut city.0);
            return;
        }
        let at = self.all.len();
        self.all.push((used.trim().to_owned(), None));
        let spelt = Keys::of(used).pinyin().map(|pinyin| pinyin.replace(' ', ""));
        for form in [Some(key(used)), spelt].into_iter().flatten() {
            self.firsts.extend(form.chars().next());
            self.forms.entry(form).or_insert(at);
        }
    }

    /// The city a folded text begins with, and how many characters it takes.
    pub(in crate::exchange) fn begin(&self, text: &str) -> Option<(&str, usize)> {
        if !text.starts_with(|first| self.firsts.contains(&first)) {
            return None;
        }
        let chars: Vec<char> = text.chars().take(LONGEST).collect();
        (2..=chars.len()).rev().find_map(|len| {
            let form: String = chars.get(..len)?.iter().collect();
            let at = self.forms.get(&key(&form)).filter(|_| !form.ends_with(' '))?;
            let cut = chars
                .get(len)
                .zip(chars.get(len - 1))
                .is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric());
            self.all.get(*at).filter(|_| !cut).map(|(name, _)| (name.as_str(), len))
        })
    }

    /// What a city is called, by any of its forms.
    pub(in crate::exchange) fn named(&self, text: &str) -> Option<&str> {
        self.all.get(*self.forms.get(&key(text))?).map(|(name, _)| name.as_str())
    }

    /// The time zone of a city.
    pub(in crate::exchange) fn zone(&self, name: &str) -> Option<Tz> {
        self.all.get(*self.forms.get(&key(name))?)?.1
    }

    /// Names that resemble a text.
    pub(in crate::exchange) fn like(&self, text: &str, most: usize) -> Vec<String> {
        let forms: Vec<(&String, &usize)> = self.forms.iter().collect();
        let mut index = Index::new(forms.iter().map(|(form, _)| form.as_str()));
        let mut found: Vec<String> = Vec::new();
        for hit in index.search(text, most * 2) {
            let city = forms.get(hit.index).and_then(|(_, at)| self.all.get(**at));
            if let Some((name, _)) = city.filter(|(name, _)| !found.contains(name)) {
                found.push(name.clone());
            }
        }
        found.truncate(most);
        found
    }
}

/// The first name of a city without Han characters, for a text that has none. `SH` and its like are typed, and written by nobody.
fn latin<'c>(text: &str, city: &'c City) -> Option<&'c String> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut names = city.names.iter().filter(|name| !name.contains(is_han) && name.contains(char::is_lowercase));
    names.next().filter(|_| !text.contains(is_han))
}

fn key(text: &str) -> String {
    city_key(&plain(text)).replace([' ', '\''], "")
}

fn used(room: &Room) -> impl Iterator<Item = String> {
    let accounts = room.all::<Account>().filter_map(|one| one.city.as_deref());
    let homes = room.each::<Person>().filter_map(|one| one.home_city.clone());
    let bases = room.all::<Member>().filter_map(|one| one.base_city.as_deref());
    let visits = room.all::<Visit>().filter_map(|one| one.city.as_deref());
    let journeys =
        room.all::<Travel>().flat_map(|one| [Some(one.to_city.as_str()), one.from_city.as_deref()]).flatten();
    journeys.chain(visits).chain(accounts).chain(bases).map(str::to_owned).chain(homes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture;

    #[test]
    fn cities_are_known_by_the_table_and_called_as_the_records_do() {
        let table = city::Cities::builtin();
        let cities = Cities::of(&Room::default(), &table, None);
        for (text, found) in [
            ("beijing fri", Some(("北京", 7))),
            ("北京饭店", Some(("北京", 2))),
            ("北京市", Some(("北京", 3))),
            ("hong kong 3/12", Some(("香港", 9))),
            ("xi'an", Some(("西安", 5))),
            ("são paulo", Some(("São Paulo", 9))),
            ("伦敦", Some(("London", 2))),
            ("yorkshire", None),
            ("火星", None),
        ] {
            assert_eq!(cities.begin(&plain(text)), found, "{text}");
        }
        let room = fixture::room(&[
            (Kind::Person, "p", json!({"name": "张伟", "home_city": "Beijing"})),
            (Kind::Person, "q", json!({"name": "李娜", "home_city": "平遥"})),
        ]);
        let cities = Cities::of(&room, &table, None);
        assert_eq!((cities.named("北京"), cities.named("pingyao")), (Some("Beijing"), Some("平遥")));
        assert_eq!(cities.zone("北京"), Some(Tz::Asia__Shanghai));
        let read = |text| Cities::of(&Room::default(), &table, Some(text));
        let cities = read("London (LHR) - Beijing (PKX)");
        assert_eq!((cities.named("北京"), cities.named("上海")), (Some("Beijing"), Some("Shanghai")));
        assert_eq!((cities.named("香港"), cities.named("München")), (Some("Hong Kong"), Some("Munich")));
        assert_eq!(read("München Hbf").named("münchen"), Some("Munich"));
        let cities = read("北京–慕尼黑 MUC");
        assert_eq!(
            (cities.named("Munich"), cities.named("PEK"), cities.named("Shanghai")),
            (Some("Munich"), None, Some("上海"))
        );
        let named = Cities::of(&room, &table, Some("上海 Peking"));
        assert_eq!(named.named("peking"), Some("Beijing"), "what the records call it");
        let cities = Cities::of(&room, &table, None);
        assert!(cities.like("atlant", 3).contains(&"Atlanta".to_owned()));
    }
}
