//! Portfolios made up to measure with: so many people, ten to an account, with a chart, an influence circle, pairings, open
//! follow-ups, journeys, visits and invoices. The same number gives the same portfolio.

#![allow(clippy::unwrap_used, reason = "a benchmark stops where anything is wrong")]

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};
use warroom::edit::Draft;
use warroom::model::{Id, Kind};

/// People of an account.
pub const HOUSE: usize = 10;
/// Records of a draft, as imports have them.
const BATCH: usize = 1000;
/// Accounts one of ours looks after, and how many of us there are at most.
const LOAD: usize = 40;
const TEAM: usize = 200;

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "单", "曾", "欧阳", "司马", "Smith",
    "Müller", "Garcia", "Tanaka", "O'Neil", "Kim", "Rossi", "Novák",
];
const GIVEN: [&str; 24] = [
    "伟", "娜", "志强", "敏", "静", "海峰", "晓燕", "国栋", "建国", "文", "思雨", "子涵", "宇", "磊", "秀英", "俊杰",
    "Anna", "James", "Maria", "Yuki", "Pat", "Min", "Luca", "Eva",
];
const TRADES: [&str; 8] = ["电气", "机械", "石化", "药业", "Motors", "Steel", "Foods", "Bank"];
const CITIES: [&str; 12] =
    ["上海", "北京", "深圳", "广州", "成都", "武汉", "济南", "Berlin", "London", "Tokyo", "Singapore", "Paris"];
const TITLES: [&str; HOUSE] =
    ["总经理", "副总经理", "采购总监", "CFO", "IT经理", "Head of Purchasing", "工程师", "采购员", "Buyer", "文员"];
const LAYERS: [&str; HOUSE] = [
    "decision",
    "decision",
    "management",
    "management",
    "management",
    "management",
    "operations",
    "operations",
    "operations",
    "operations",
];

/// Numbers that look like chance (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ (x >> 31)) % sides as u64) as usize
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// The id of one of the records.
pub fn id(kind: Kind, nth: usize) -> Id {
    Id::named("portfolio", &format!("{kind} {nth}"))
}

/// Names of so many people, in their order.
pub fn names(people: usize) -> Vec<String> {
    let mut dice = Dice(people as u64);
    (0..people).map(|_| name(&mut dice)).collect()
}

fn name(dice: &mut Dice) -> String {
    let (surname, given) = (dice.one_of(&SURNAMES), dice.one_of(&GIVEN));
    if surname.is_ascii() || given.is_ascii() { format!("{given} {surname}") } else { format!("{surname}{given}") }
}

/// A portfolio as an import brings it, batch by batch.
pub fn drafts(people: usize, today: NaiveDate) -> Vec<Draft> {
    let mut pile = Pile { done: Vec::new(), draft: Draft::new("edit-import"), count: 0 };
    let accounts = people.div_ceil(HOUSE);
    let mut dice = Dice(accounts as u64);
    let team = accounts.div_ceil(LOAD).clamp(3, TEAM);
    for nth in 0..team {
        let level = ["rep", "rep", "manager", "executive"][nth % 4];
        let one =
            json!({ "name": name(&mut dice), "level": level, "base_city": dice.one_of(&CITIES), "capacity": 500 });
        pile.add(Kind::Member, nth, one);
    }
    let names = names(people);
    for account in 0..accounts {
        let of = Of { account, member: account % team, team, today };
        of.house(&mut pile, &mut dice);
        for (nth, name) in names.iter().enumerate().skip(account * HOUSE).take(HOUSE) {
            of.person(&mut pile, &mut dice, nth, name);
        }
        of.business(&mut pile, &mut dice, people);
    }
    pile.done.push(pile.draft);
    pile.done
}

struct Pile {
    done: Vec<Draft>,
    draft: Draft,
    count: usize,
}

impl Pile {
    fn add(&mut self, kind: Kind, nth: usize, fields: Value) {
        if self.count == BATCH {
            self.done.push(std::mem::replace(&mut self.draft, Draft::new("edit-import")));
            self.count = 0;
        }
        let fields: Map<String, Value> = fields.as_object().cloned().unwrap();
        self.draft.create(kind, id(kind, nth), fields).unwrap();
        self.count += 1;
    }
}

/// One account and whose it is.
struct Of {
    account: usize,
    member: usize,
    team: usize,
    today: NaiveDate,
}

impl Of {
    fn id(&self) -> Id {
        id(Kind::Account, self.account)
    }

    fn house(&self, pile: &mut Pile, dice: &mut Dice) {
        let name = format!("{}{} {}", dice.one_of(&CITIES), dice.one_of(&TRADES), self.account);
        let stage = ["developed", "developed", "intent", "prospect", "lead"][dice.roll(5)];
        let one = json!({ "name": name, "city": dice.one_of(&CITIES), "country": "CN", "stage": stage,
            "importance_to_us": dice.roll(11), "owner": id(Kind::Member, self.member) });
        pile.add(Kind::Account, self.account, one);
    }

    fn person(&self, pile: &mut Pile, dice: &mut Dice, nth: usize, name: &str) {
        let at = nth % HOUSE;
        let birthday = NaiveDate::from_ymd_opt(1955, 1, 1).unwrap() + Days::new(dice.roll(16_000) as u64);
        let line = |kind: &str, value: String| json!([{ "id": Id::named(kind, &nth.to_string()), "value": value }]);
        let one = json!({ "name": name, "home_city": dice.one_of(&CITIES), "birthday": birthday,
            "phones": line("phone", format!("+86 138 {nth:08}")), "emails": line("mail", format!("p{nth}@example.com")) });
        pile.add(Kind::Person, nth, one);
        let mut seat = json!({ "account": self.id(), "person": id(Kind::Person, nth), "title": TITLES[at],
            "layer": LAYERS[at], "influence": dice.roll(11),
            "support": dice.one_of(&["supporter", "neutral", "non_supporter", "mentor"]) });
        if at > 0 {
            seat["reports_to"] = json!(id(Kind::Seat, nth - at + (at - 1) / 3));
        }
        pile.add(Kind::Seat, nth, seat);
        if at > 0 {
            let other = nth - at + dice.roll(at);
            let line = json!({ "account": self.id(), "from": id(Kind::Seat, nth), "to": id(Kind::Seat, other),
                "kind": dice.one_of(&["influences", "ally_of"]), "weight": 1 + dice.roll(3) });
            pile.add(Kind::Edge, nth, line);
        }
        if at < 2 {
            let level = ["executive", "manager"][at];
            let pair = json!({ "member": id(Kind::Member, (self.member + at) % self.team), "seat": id(Kind::Seat, nth),
                "level": level });
            pile.add(Kind::Pairing, nth, pair);
        }
    }

    fn business(&self, pile: &mut Pile, dice: &mut Dice, people: usize) {
        let (first, city) = (self.account * HOUSE, dice.one_of(&CITIES));
        if first >= people {
            return;
        }
        let day = |dice: &mut Dice, from: usize, to: usize| {
            self.today - Days::new(from as u64) + Days::new(dice.roll(from + to) as u64)
        };
        for nth in 0..2 {
            let opened = day(dice, 30, 0);
            let one = json!({ "account": self.id(), "subject": format!("Offer {}", dice.roll(100_000)),
                "kind": dice.one_of(&["pursue", "promise", "other"]), "opened_at": opened, "member": id(Kind::Member, self.member) });
            pile.add(Kind::FollowUp, self.account * 2 + nth, one);
        }
        let leaves = day(dice, 20, 60);
        let trip = json!({ "person": id(Kind::Person, first), "to_city": city, "depart": leaves, "arrive": leaves,
            "return": leaves + Days::new(3) });
        pile.add(Kind::Travel, self.account, trip);
        let visit = json!({ "account": self.id(), "status": "planned", "start": day(dice, 5, 40), "city": city,
            "theirs": [id(Kind::Seat, first)], "ours": [{ "id": Id::named("ours", &first.to_string()), "member": id(Kind::Member, self.member) }] });
        pile.add(Kind::Visit, self.account, visit);
        let issued = day(dice, 90, 0);
        let invoice = json!({ "account": self.id(), "number": format!("R{}", self.account), "amount": format!("{}", 1000 + dice.roll(90_000)),
            "currency": "CNY", "issued": issued, "due": issued + Days::new(60) });
        pile.add(Kind::Receivable, self.account, invoice);
    }
}
