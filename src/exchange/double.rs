//! Records that may mean the same: pairs with the evidence for each. It lists; merging is for people to ask for.
//!
//! Candidates come from buckets of equal keys (an address, a number, a name as it is read), so the work grows with the
//! records and not with their pairs. A key that many share, a switchboard's number, is no evidence.

mod alike;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

pub use self::alike::Alike;
pub(super) use self::alike::{Looks, alike};
use crate::edit::Room;
use crate::find::Keys;
use crate::model::list::Line;
use crate::model::{Account, Id, Kind, Member, Person, Seat, fold::fold};

/// Evidence from which on a pair is listed.
const ENOUGH: f64 = 2.0;
/// A key that more records share says nothing of any two of them.
const MOST_SHARING: usize = 6;
/// Digits of a number that count: what stands before them is how one dials from where.
const LOCAL_DIGITS: usize = 9;
/// A number with fewer digits is an extension.
const FEWEST_DIGITS: usize = 7;
/// What different birthdays take off.
const OTHER_BIRTHDAY: f64 = -1.5;

/// Endings of companies' names that say what they are in law and not who.
const LEGAL: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "集团公司",
    "集团",
    "集團",
    "公司",
    "incorporated",
    "inc",
    "corporation",
    "corp",
    "limited",
    "ltd",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "se",
    "sa",
    "sas",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "co",
    "company",
    "group",
    "holding",
    "holdings",
    "and",
    "the",
];

/// What speaks for two records being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The same e-mail address.
    Email,
    /// The same telephone number.
    Phone,
    /// The same messenger.
    Messenger,
    /// The same website.
    Website,
    /// The same name.
    Name,
    /// Names that are read the same, one in Latin letters.
    Reading,
    /// A name of one is an alias of the other.
    Alias,
    /// The same birthday.
    Birthday,
    /// A seat in the same account.
    Account,
    /// The same title.
    Title,
    /// The same address.
    Address,
}

impl Sign {
    /// The code, as in texts and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Messenger => "messenger",
            Self::Website => "website",
            Self::Name => "name",
            Self::Reading => "reading",
            Self::Alias => "alias",
            Self::Birthday => "birthday",
            Self::Account => "account",
            Self::Title => "title",
            Self::Address => "address",
        }
    }

    const fn weight(self) -> f64 {
        match self {
            Self::Email | Self::Alias => 2.0,
            Self::Phone | Self::Messenger | Self::Website => 1.5,
            Self::Name => 1.3,
            Self::Reading => 1.1,
            Self::Birthday | Self::Address => 1.0,
            Self::Account => 0.7,
            Self::Title => 0.3,
        }
    }

    /// Whether a shared key of it makes two records worth a look; the others only weigh.
    const fn leads(self) -> bool {
        !matches!(self, Self::Account | Self::Title | Self::Birthday)
    }
}

/// Two records that may mean the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Double {
    /// Their kind.
    pub kind: Kind,
    /// The older one, which a merge would keep.
    pub kept: Id,
    /// The newer one.
    pub gone: Id,
    /// The evidence, added up.
    pub score: f64,
    /// What speaks for it, with what they share.
    pub signs: BTreeMap<Sign, String>,
}

impl Double {
    /// The pair as JSON.
    pub fn row(&self, room: &Room) -> Value {
        let signs: Vec<Value> =
            self.signs.iter().map(|(sign, shared)| json!({"what": sign.code(), "value": shared})).collect();
        let account = |id| room.account_of(id).filter(|account| *account != id).map(|account| room.name(account));
        json!({
            "kind": self.kind, "score": (self.score * 10.0).round() / 10.0, "reasons": signs,
            "a": self.kept, "a_name": room.name(self.kept), "a_account_name": account(self.kept),
            "b": self.gone, "b_name": room.name(self.gone), "b_account_name": account(self.gone),
        })
    }
}

/// Likely doubles among accounts, persons and members, the likeliest first; those of `account` where one is given.
pub fn doubles(room: &Room, kinds: &[Kind], account: Option<Id>) -> Vec<Double> {
    let wanted = |kind: Kind| kinds.is_empty() || kinds.contains(&kind);
    let mut found = Vec::new();
    let looks: [(Kind, Look); 3] =
        [(Kind::Account, account_signs), (Kind::Person, person_signs), (Kind::Member, member_signs)];
    for (kind, look) in looks.into_iter().filter(|(kind, _)| wanted(*kind)) {
        let signs: BTreeMap<Id, Signs> = room.ids(kind).map(|id| (id, look(room, id))).collect();
        found.extend(pairs(kind, &signs));
    }
    let about = |id: Id| account.is_none() || room.account_of(id) == account;
    found.retain(|one| about(one.kept) || about(one.gone));
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.kept, a.gone).cmp(&(b.kept, b.gone))));
    found
}

/// How to see what a record is known by.
type Look = fn(&Room, Id) -> Signs;

/// What a record is known by: sign, key to compare, and how it is written.
type Signs = BTreeMap<(Sign, String), String>;

fn pairs(kind: Kind, all: &BTreeMap<Id, Signs>) -> Vec<Double> {
    let mut buckets: BTreeMap<&(Sign, String), Vec<Id>> = BTreeMap::new();
    for (id, signs) in all {
        for key in signs.keys() {
            buckets.entry(key).or_default().push(*id);
        }
    }
    let mut candidates: BTreeSet<(Id, Id)> = BTreeSet::new();
    for ((sign, _), ids) in &buckets {
        if sign.leads() && ids.len() <= MOST_SHARING {
            let pairs =
                ids.iter().enumerate().flat_map(|(at, one)| ids.iter().skip(at + 1).map(|other| (*one, *other)));
            candidates.extend(pairs);
        }
    }
    let telling = |key: &(Sign, String)| !key.0.leads() || buckets.get(key).is_none_or(|ids| ids.len() <= MOST_SHARING);
    let judged = candidates.into_iter().filter_map(|(kept, gone)| {
        let (one, other) = (all.get(&kept)?, all.get(&gone)?);
        let shared = one.iter().filter(|(key, _)| other.contains_key(*key) && telling(key));
        let mut signs: BTreeMap<Sign, String> = shared.map(|((sign, _), said)| (*sign, said.clone())).collect();
        // The same name is read the same, and is said once.
        if signs.contains_key(&Sign::Name) {
            signs.remove(&Sign::Reading);
            signs.remove(&Sign::Alias);
        }
        let born = |signs: &Signs| signs.keys().find(|(sign, _)| *sign == Sign::Birthday).map(|(_, day)| day.clone());
        let apart = born(one).zip(born(other)).is_some_and(|(one, other)| one != other);
        let score = signs.keys().map(|sign| sign.weight()).sum::<f64>() + if apart { OTHER_BIRTHDAY } else { 0.0 };
        (score >= ENOUGH).then_some(Double { kind, kept, gone, score, signs })
    });
    judged.collect()
}

fn person_signs(room: &Room, id: Id) -> Signs {
    let mut signs = Signs::new();
    let Some(person) = room.get::<Person>(id) else { return signs };
    names(&mut signs, &person.name, person.name_key.as_deref());
    lines(&mut signs, Sign::Email, &person.emails, &|text| Some(fold(text)));
    lines(&mut signs, Sign::Phone, &person.phones, &number);
    lines(&mut signs, Sign::Messenger, &person.messengers, &|text| Some(fold(text)));
    if let Some(day) = &person.birthday {
        note(&mut signs, Sign::Birthday, Some(day.to_string()), &day.to_string());
    }
    for seat in room.linked::<Seat>(id) {
        note(&mut signs, Sign::Account, Some(seat.account.to_string()), &room.name(seat.account));
        if let Some(title) = &seat.title {
            note(&mut signs, Sign::Title, Some(letters(title)), title);
        }
    }
    signs
}

fn account_signs(room: &Room, id: Id) -> Signs {
    let mut signs = Signs::new();
    let Some(account) = room.get::<Account>(id) else { return signs };
    // The same company, whatever it is in law: one name is enough.
    for name in
        std::iter::once(&account.name).chain(&account.short_name).chain(account.aliases.iter().map(|line| &line.value))
    {
        note(&mut signs, Sign::Alias, company(name), name);
    }
    if let Some(phone) = &account.phone {
        note(&mut signs, Sign::Phone, number(phone), phone);
    }
    if let Some(site) = &account.website {
        note(&mut signs, Sign::Website, host(site), site);
    }
    lines(&mut signs, Sign::Address, &account.addresses, &|text| Some(letters(text)));
    signs
}

fn member_signs(room: &Room, id: Id) -> Signs {
    let mut signs = Signs::new();
    let Some(member) = room.get::<Member>(id) else { return signs };
    // We are few: one name is enough.
    note(&mut signs, Sign::Alias, Some(letters(&member.name)), &member.name);
    signs
}

fn note(signs: &mut Signs, sign: Sign, key: Option<String>, said: &str) {
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        signs.insert((sign, key), said.to_owned());
    }
}

fn lines(signs: &mut Signs, sign: Sign, lines: &[Line], key: &dyn Fn(&str) -> Option<String>) {
    for line in lines {
        note(signs, sign, key(line.value.trim()), &line.value);
    }
}

/// A name as it is written, and as it is read; the words of a Latin one in any order.
fn names(signs: &mut Signs, name: &str, key: Option<&str>) {
    note(signs, Sign::Name, Some(letters(name)), name);
    let read = Keys::with_key(name, key);
    let read = read.pinyin().map_or_else(|| read.text().to_owned(), str::to_owned);
    let mut words: Vec<&str> = read.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // 张建国 is Zhang Jianguo and Jianguo Zhang.
    let words = match words.as_mut_slice() {
        [] | [_] => return,
        [one, other] => {
            let (first, second) = if one <= other { (one, other) } else { (other, one) };
            format!("{first} {second}")
        }
        [surname, given @ ..] => {
            let given = given.concat();
            let (first, second) =
                if **surname <= *given { ((*surname).to_owned(), given) } else { (given, (*surname).to_owned()) };
            format!("{first} {second}")
        }
    };
    note(signs, Sign::Reading, Some(words), name);
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The end of a telephone number.
fn number(text: &str) -> Option<String> {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(LOCAL_DIGITS);
    (digits.len() >= FEWEST_DIGITS).then(|| digits.iter().skip(from).collect())
}

/// The host of an address, without `www`.
fn host(url: &str) -> Option<String> {
    let url = fold(url.trim());
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// A company's name without what it is in law.
fn company(name: &str) -> Option<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !LEGAL.contains(word));
    let mut left = words.collect::<String>();
    while let Some(shorter) = LEGAL.iter().filter(|end| !end.is_ascii()).find_map(|end| left.strip_suffix(end)) {
        left.truncate(shorter.len());
    }
    let left = if left.is_empty() { letters(name) } else { left };
    (!left.is_empty()).then_some(left)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::fixture::{id, room};

    fn found(room: &Room) -> Vec<(Id, Id, Vec<&'static str>)> {
        let row = |one: Double| {
            (one.kept.min(one.gone), one.kept.max(one.gone), one.signs.keys().map(|sign| sign.code()).collect())
        };
        doubles(room, &[], None).into_iter().map(row).collect()
    }

    fn pair(one: &str, other: &str) -> (Id, Id) {
        (id(one).min(id(other)), id(one).max(id(other)))
    }

    #[test]
    fn a_shared_address_or_name_in_one_account_is_a_likely_double() {
        let line = |text: &str| json!([{"id": id(text), "value": text}]);
        let all = room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Person, "p", json!({"name": "张建国", "emails": line("Z@a.example")})),
            (Kind::Person, "q", json!({"name": "J. Zhang", "emails": line("z@a.example")})),
            (Kind::Person, "r", json!({"name": "李娜"})),
            (Kind::Person, "t", json!({"name": "李娜"})),
            (Kind::Person, "u", json!({"name": "李娜"})),
            (Kind::Seat, "rs", json!({"account": "@a", "person": "@r"})),
            (Kind::Seat, "ts", json!({"account": "@a", "person": "@t"})),
        ]);
        let found = found(&all);
        assert_eq!(found.len(), 2, "{found:?}: a namesake elsewhere is no double");
        assert!(found.iter().any(|(one, other, signs)| (*one, *other) == pair("p", "q") && *signs == ["email"]));
        assert!(
            found.iter().any(|(one, other, signs)| (*one, *other) == pair("r", "t") && *signs == ["name", "account"])
        );
    }

    #[test]
    fn names_are_compared_as_they_are_read_in_whatever_order() {
        let line = |text: &str| json!([{"id": id(text), "value": text}]);
        let all = room(&[
            (Kind::Person, "p", json!({"name": "张建国", "phones": line("+86 138 0013 8000")})),
            (Kind::Person, "q", json!({"name": "Jianguo Zhang", "phones": line("13800138000")})),
        ]);
        let found = found(&all);
        assert_eq!(found.first().map(|(.., signs)| signs.clone()), Some(vec!["phone", "reading"]), "{found:?}");
    }

    #[test]
    fn a_switchboard_and_another_birthday_speak_against_it() {
        let line = |text: &str| json!([{"id": id(text), "value": text}]);
        let shared = |name: &str| json!({"name": name, "phones": line("010-5550 3000")});
        let names = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七"];
        let all = room(&names.map(|name| (Kind::Person, name, shared(name))));
        assert_eq!(found(&all), []);
        let born = |day: &str| json!({"name": "李娜", "phones": line("13800138000"), "birthday": day});
        let all = room(&[(Kind::Person, "p", born("05-01")), (Kind::Person, "q", born("06-01"))]);
        assert_eq!(found(&all), []);
    }

    #[test]
    fn companies_are_one_whatever_they_are_in_law() {
        for (one, other) in
            [("Acme Ltd.", "ACME Group, Inc"), ("北方银行股份有限公司", "北方银行"), ("Müller GmbH & Co. KG", "Muller")]
        {
            assert_eq!(company(one), company(other), "{one} {other}");
        }
        assert_ne!(company("北方银行"), company("南方银行"));
        assert_eq!(company("Group"), Some("group".into()));
    }
}
