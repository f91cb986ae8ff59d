//! A made-up portfolio of any size, as records one a line: people with Chinese and Latin names on org charts, who
//! moves whom, pairings, follow-ups, journeys, visits, invoices and months of sales.
//!
//! `cargo run --release --example portfolio -- 1000 10 | warroom --data DIR import -` fills a store with a thousand
//! accounts of ten people each. The same numbers give the same records, whenever and wherever it runs.
#![allow(clippy::expect_used, reason = "a generator stops where anything is wrong")]

use std::io::{BufWriter, Write};

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};
use warroom::model::Id;

/// The day everything is told from: the tests' day, so that `--now 2026-10-20` looks at it.
const TODAY: (i32, u32, u32) = (2026, 10, 20);
/// Accounts each of ours looks after.
const ACCOUNTS_A_MEMBER: usize = 40;
/// Seats right under one manager.
const REPORTS: usize = 4;

const SURNAMES: &[&str] =
    &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "单", "仇", "欧阳"];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "建国", "海峰",
    "国栋", "志强", "晓燕", "慧", "文斌", "雪",
];
const FIRST: &[&str] =
    &["Ann", "Ben", "Clara", "David", "Eva", "Frank", "Grace", "Henry", "Ivy", "Jack", "Nora", "Tom"];
const LAST: &[&str] = &["Lee", "Smith", "Novak", "Garcia", "Müller", "Tanaka", "Okafor", "Rossi", "Silva", "Brown"];
const CITIES: &[&str] = &["北京", "上海", "广州", "深圳", "济南", "成都", "武汉", "西安", "London", "New York"];
const TRADES: &[&str] = &["电信", "银行", "重工", "报业", "电力", "物流", "医药", "Energy", "Retail", "Motors"];
const TITLES: [&[&str]; 3] = [&["局长", "President"], &["处长", "Manager", "主任"], &["专员", "Clerk", "工程师"]];
const LAYERS: [&str; 3] = ["decision", "management", "operations"];
const FUNCTIONS: &[&str] = &["executive", "technical", "procurement", "finance", "user", "other"];

/// Numbers that look like chance and are the same every time (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        high as usize % bound.max(1)
    }

    fn of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A day so many days before or after today.
    fn day(&mut self, before: u64, after: u64) -> NaiveDate {
        let (year, month, day) = TODAY;
        let today = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        today - Days::new(before) + Days::new(self.below((before + after + 1) as usize) as u64)
    }

    fn name(&mut self) -> String {
        if self.below(4) == 0 {
            return format!("{} {}", self.of(FIRST), self.of(LAST));
        }
        let surname = self.of(SURNAMES);
        if self.below(2) == 0 {
            format!("{surname}{}", self.of(GIVEN))
        } else {
            format!("{surname}{}{}", self.of(GIVEN), self.of(GIVEN))
        }
    }
}

/// Writes records and names them.
struct Out<W: Write>(W);

impl<W: Write> Out<W> {
    fn record(&mut self, kind: &str, id: Id, mut fields: Value) {
        fields["kind"] = json!(kind);
        fields["id"] = json!(id);
        serde_json::to_writer(&mut self.0, &fields).expect("written");
        self.0.write_all(b"\n").expect("written");
    }
}

fn id(kind: &str, nth: usize) -> Id {
    Id::named(kind, &nth.to_string())
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let [accounts, people] = sizes[..] else {
        eprintln!("Say how many accounts, and how many people each: portfolio 1000 10");
        std::process::exit(2);
    };
    write(BufWriter::new(std::io::stdout().lock()), accounts, people);
}

/// Writes a portfolio of so many accounts with so many people each.
///
/// # Panics
/// Where it cannot be written.
pub fn write(to: impl Write, accounts: usize, people: usize) {
    let mut out = Out(to);
    let members = team(&mut out, accounts.div_ceil(ACCOUNTS_A_MEMBER).max(8));
    for account in 0..accounts {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (account as u64 + 1));
        company(&mut out, &mut dice, account, members);
        chart(&mut out, &mut dice, account, people, members);
        work(&mut out, &mut dice, account, people, members);
        money(&mut out, &mut dice, account);
    }
    out.0.flush().expect("written");
}

/// Our own people: every fortieth leads all, every eighth a team.
fn team(out: &mut Out<impl Write>, members: usize) -> usize {
    for nth in 0..members {
        let mut dice = Dice(0x1234_5678_9abc_def1 ^ (nth as u64 + 1));
        let (level, manager) = match nth {
            nth if nth % 40 == 0 => ("executive", None),
            nth if nth % 8 == 0 => ("manager", Some(nth / 40 * 40)),
            nth => ("rep", Some(nth / 8 * 8)),
        };
        let mut member =
            json!({ "name": format!("{} {nth}", dice.name()), "level": level, "base_city": dice.of(CITIES) });
        if let Some(manager) = manager {
            member["manager"] = json!(id("member", manager));
        }
        out.record("member", id("member", nth), member);
    }
    members
}

fn company(out: &mut Out<impl Write>, dice: &mut Dice, nth: usize, members: usize) {
    let city = dice.of(CITIES);
    let stage = dice.of(&["developed", "developed", "prospect", "lead"]);
    let mut account = json!({ "name": format!("{city}{}{nth}", dice.of(TRADES)), "city": city, "stage": stage,
        "country": "CN", "owner": id("member", nth % members) });
    if stage == "developed" {
        account["tier"] = json!(dice.of(&["gold", "silver", "bronze"]));
    }
    out.record("account", id("account", nth), account);
}

/// The people of one account on their seats, who reports to whom, who moves whom, and who of ours faces the first three.
fn chart(out: &mut Out<impl Write>, dice: &mut Dice, account: usize, people: usize, members: usize) {
    for at in 0..people {
        let nth = account * people + at;
        let born =
            NaiveDate::from_ymd_opt(1960 + dice.below(35) as i32, 1 + dice.below(12) as u32, 1 + dice.below(28) as u32);
        let name = dice.name();
        let phone = format!("139{:08}", nth % 100_000_000);
        let mut person = json!({ "name": name, "home_city": dice.of(CITIES),
            "phones": [{ "id": id("phone", nth), "value": phone }],
            "emails": [{ "id": id("email", nth), "value": format!("p{nth}@example.org") }] });
        if dice.below(3) == 0 {
            person["birthday"] = json!(born);
        }
        out.record("person", id("person", nth), person);

        let depth = usize::from(at > 0) + usize::from(at > REPORTS);
        let mut seat = json!({ "account": id("account", account), "person": id("person", nth), "layer": LAYERS[depth],
            "title": dice.of(TITLES[depth]), "function": dice.of(FUNCTIONS), "influence": 10 - 3 * depth,
            "support": dice.of(&["non_supporter", "neutral", "neutral", "supporter", "mentor"]) });
        if at > 0 {
            seat["reports_to"] = json!(id("seat", account * people + (at - 1) / REPORTS));
        }
        if at < 3 {
            seat["political_status"] = json!("inner_circle");
        }
        out.record("seat", id("seat", nth), seat);

        if at > 0 {
            let other = account * people + dice.below(at);
            let kind = dice.of(&["influences", "influences", "ally_of", "conflicts_with"]);
            out.record(
                "edge",
                id("edge", nth),
                json!({ "account": id("account", account), "from": id("seat", nth), "to": id("seat", other),
                "edge_kind": kind, "weight": 1 + dice.below(3) }),
            );
        }
        if at < 3 {
            let level = ["executive", "manager", "rep"][at];
            let ours = [account % members / 40 * 40, account % members / 8 * 8, account % members][at];
            out.record(
                "pairing",
                id("pairing", nth),
                json!({ "member": id("member", ours), "seat": id("seat", nth), "level": level }),
            );
        }
        if dice.below(5) == 0 {
            let depart = dice.day(60, 60);
            let (from, to) = (dice.of(CITIES), dice.of(CITIES));
            out.record(
                "travel",
                id("travel", nth),
                json!({ "person": id("person", nth), "from_city": from, "to_city": to,
                "depart": depart, "arrive": depart, "return": depart + Days::new(1 + dice.below(5) as u64),
                "firmness": dice.of(&["firm", "likely", "rumour"]) }),
            );
        }
    }
}

/// Two open follow-ups, a visit that was, one to come, and a call.
fn work(out: &mut Out<impl Write>, dice: &mut Dice, account: usize, people: usize, members: usize) {
    let (owner, seat) = (id("member", account % members), id("seat", account * people + dice.below(people)));
    for at in 0..2 {
        let nth = account * 2 + at;
        let opened = dice.day(40, 0);
        let kind = dice.of(&["promise", "pursue", "maintain", "gift", "other"]);
        out.record(
            "follow_up",
            id("follow_up", nth),
            json!({ "account": id("account", account), "seat": seat,
            "subject": format!("{} {nth}", dice.of(&["样品", "Quote", "合同", "Demo"])), "follow_up_kind": kind,
            "opened_at": opened, "due": dice.day(20, 30) }),
        );
        let when = if at == 0 { dice.day(90, 0).pred_opt() } else { dice.day(0, 60).succ_opt() };
        let ours = json!([{ "id": id("attendee", nth), "member": owner, "role": "lead" }]);
        let mut visit = json!({ "account": id("account", account), "start": when, "city": dice.of(CITIES), "theirs": [seat],
            "ours": ours, "status": "planned", "objective": "年度框架" });
        if at == 0 {
            visit["status"] = json!("done");
            visit["received_by"] = json!(seat);
            visit["content"] = json!("谈价格与交期。");
        }
        out.record("visit", id("visit", nth), visit);
    }
    out.record(
        "touch",
        id("touch", account),
        json!({ "account": id("account", account), "seats": [seat], "member": owner,
        "at": dice.day(60, 0), "channel": dice.of(&["call", "message"]) }),
    );
}

/// One invoice and a year of months.
fn money(out: &mut Out<impl Write>, dice: &mut Dice, account: usize) {
    let issued = dice.day(120, 0);
    out.record("receivable", id("receivable", account), json!({ "account": id("account", account), "number": format!("R{account}"),
        "amount": format!("{}.00", 10_000 + dice.below(900_000)), "currency": "CNY", "issued": issued, "due": issued + Days::new(60) }));
    for month in 1..=9 {
        let first = NaiveDate::from_ymd_opt(TODAY.0, month, 1).expect("a day");
        let sales = 1000 + dice.below(100_000);
        out.record("period", id("period", account * 12 + month as usize), json!({ "account": id("account", account),
            "period": format!("{}-{:02}", first.year(), first.month()), "sales": { "amount": format!("{sales}.00"), "currency": "CNY" },
 "gross_profit": { "amount": format!("{}.00", sales / 3), "currency": "CNY" } }));
    }
}
