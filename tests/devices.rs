//! Cards as telephones, mail programs and address books of the web write them: nothing lost, nothing mangled, and what
//! nobody has touched goes out as it came.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/devices/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn values(list: &Value) -> Vec<&str> {
    let mut all: Vec<&str> = list.as_array().into_iter().flatten().filter_map(|one| one["value"].as_str()).collect();
    all.sort_unstable();
    all
}

/// Lines of content, their folding undone, in order.
fn content(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace("\n ", "");
    let mut lines: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    lines.sort();
    lines
}

/// What a card brings: the person, the seat, whom they report to, other days.
struct Card {
    file: &'static str,
    name: &'static str,
    phones: &'static [&'static str],
    emails: &'static [&'static str],
    messengers: &'static [&'static str],
    /// Fields of the person.
    person: &'static [(&'static str, &'static str)],
    /// Account, department, title, manager.
    seat: [&'static str; 4],
    days: &'static [(&'static str, &'static str)],
}

const CARDS: [Card; 12] = [
    Card {
        file: "ios17.vcf",
        name: "林晓燕",
        phones: &["+86 138 0000 1111", "010-5555 0101"],
        emails: &["lin@example.cn", "xiaoyan.lin@example.com"],
        messengers: &["QQ 10086123", "skype:lin.xy", "wechat:linxy_82"],
        person: &[
            ("birthday", "lunar:1982-06-26"),
            ("family", "child: 林小宝"),
            ("home_city", "北京市"),
            ("name_key", "Lin Xiaoyan"),
            ("notes", "喜欢爬山\n不喝酒"),
        ],
        seat: ["海岸传媒集团", "编辑部", "编辑部主任", "周启明"],
        days: &[("Anniversary", "2010-05-01")],
    },
    Card {
        file: "android14.vcf",
        name: "陈国栋",
        phones: &["+8613900002222", "01088880000"],
        emails: &["chen.gd@example.com"],
        messengers: &["qq:20202020"],
        person: &[("birthday", "1975-12-01"), ("family", "spouse: 陈太太"), ("notes", "第一行\n第二行；有分号; 和=号")],
        seat: ["华北机械股份有限公司", "采购部第二采购科综合物资与设备组", "采购经理", ""],
        days: &[],
    },
    Card {
        file: "outlook365.vcf",
        name: "王建平",
        phones: &["+86 (21) 5555-0303", "+86 137 0000 3333"],
        emails: &["wangjp@example.org"],
        messengers: &["wangjp@im.example.org"],
        person: &[
            ("birthday", "1970-03-14"),
            ("family", "spouse: 赵敏"),
            ("home_city", "上海"),
            ("honorific", "博士"),
            ("notes", "谈价格找他\n\n不要打电话"),
        ],
        seat: ["东海港务局", "技术处", "处长", "李局长"],
        days: &[("Anniversary", "2005-05-20")],
    },
    Card {
        file: "nokia.vcf",
        name: "Jörg Müller",
        phones: &["+491701234567", "+49401234"],
        emails: &["joerg@example.de"],
        messengers: &[],
        person: &[("home_city", "Hamburg")],
        seat: ["Nordhafen AG", "Einkauf", "Leiter Einkauf & Überwachung", ""],
        days: &[],
    },
    Card {
        file: "huawei.vcf",
        name: "赵工（设备科）",
        phones: &["0532-88880000,8012", "15000004444"],
        emails: &[],
        messengers: &["wechat:zhaogong79"],
        person: &[("birthday", "lunar:1979-07-18")],
        seat: ["青岛轨道设备厂", "", "工程师", ""],
        days: &[],
    },
    Card {
        file: "xiaomi.vcf",
        name: "钱多多",
        phones: &["021-66660000", "18600005555"],
        emails: &["qian@163.example"],
        messengers: &["qq:30303030"],
        person: &[("birthday", "lunar:1985-01-15"), ("notes", "大客户, 重点跟进")],
        seat: ["临港物流有限公司", "", "财务总监", ""],
        days: &[],
    },
    Card {
        file: "google.vcf",
        name: "Dr. Maria José García-López",
        phones: &["+34 600 000 666", "+34 910 000 777"],
        emails: &["maria@example.es", "mj@example.es"],
        messengers: &["gtalk:mj"],
        person: &[
            ("birthday", "1979-07-04"),
            ("family", "spouse: Luis"),
            ("home_city", "Madrid"),
            ("honorific", "Dr."),
            ("notes", "Prefiere el correo.\nLlamar tarde."),
        ],
        seat: ["Ferrovías del Sur S.A.", "", "Directora de Compras", ""],
        days: &[("Alta", "2015-06-01")],
    },
    Card {
        file: "thunderbird.vcf",
        name: "Øystein Bakke",
        phones: &["+4790000888"],
        emails: &["oystein@example.no"],
        messengers: &["matrix:u/oystein:example.no"],
        person: &[
            ("birthday", "05-17"),
            ("home_city", "Bergen"),
            ("notes", "Snakker tysk; liker ski"),
            ("time_zone", "Europe/Oslo"),
        ],
        seat: ["Fjordkraft Rederi", "Innkjøp", "Innkjøpssjef", ""],
        days: &[("Anniversary", "2012-08-25")],
    },
    Card {
        file: "nextcloud.vcf",
        name: "Ágnes Szabó",
        phones: &["+36 1 555 0999", "+36 30 555 0999"],
        emails: &["agnes@example.hu"],
        messengers: &["whatsapp:+36305550999"],
        person: &[("birthday", "1988-11-03"), ("family", "spouse: Szabó Gábor"), ("home_city", "Budapest")],
        seat: ["Duna Logisztika Zrt.", "", "Beszerzési vezető", "Nagy Péter"],
        days: &[],
    },
    Card {
        file: "notes.vcf",
        name: "Bjarne Hansen",
        phones: &["+45 20 00 00 10", "+45 33 00 00 10", "+45 33 00 00 11"],
        emails: &["bjarne@example.dk"],
        messengers: &[],
        person: &[("family", "spouse: Inge"), ("home_city", "Aarhus"), ("honorific", "Mr")],
        seat: ["Kattegat Færger A/S", "IT", "IT-chef", ""],
        days: &[],
    },
    Card {
        file: "netease.vcf",
        name: "孙丽华",
        phones: &["13300007777"],
        emails: &["sunlh@163.example"],
        messengers: &[],
        person: &[("home_city", "天津"), ("notes", "网易邮箱导出")],
        seat: ["渤海化工", "销售部", "销售代表", ""],
        days: &[],
    },
    Card {
        file: "qqmail.vcf",
        name: "吴敏",
        phones: &["13600008888"],
        emails: &["wumin@qq.example"],
        messengers: &["qq:40404040"],
        person: &[("birthday", "1990-02-03"), ("notes", "QQ邮箱导出")],
        seat: ["江城出版社", "", "", ""],
        days: &[],
    },
];

/// Whether a program holds what a card says.
fn assert_is(program: &Program, card: &Card, how: &str) {
    const FIELDS: [&str; 8] =
        ["birthday", "family", "home_city", "honorific", "name_key", "notes", "time_zone", "likes"];
    let people = program.json(&["list", "person"]);
    let one = &people[0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    assert_eq!((people.as_array().unwrap().len(), text(&one["name"]).as_str()), (1, card.name), "{} {how}", card.file);
    for (field, told) in [("phones", card.phones), ("emails", card.emails), ("messengers", card.messengers)] {
        assert_eq!(values(&one[field]), told, "{field} {} {how}", card.file);
    }
    for field in FIELDS {
        let told = card.person.iter().find(|(name, _)| *name == field).map_or("", |(_, told)| told);
        assert_eq!(text(&one[field]), told, "{field} {} {how}", card.file);
    }
    let seat = &program.json(&["list", "seat"])[0];
    let sits = ["account_name", "department", "title", "reports_to_text"].map(|field| text(&seat[field]));
    assert_eq!(sits, card.seat, "{} {how}", card.file);
    let days = program.json(&["list", "occasion"]);
    let days: Vec<(String, String)> =
        days.as_array().unwrap().iter().map(|day| (text(&day["what"]), text(&day["date"]))).collect();
    let days: Vec<(&str, &str)> = days.iter().map(|(what, date)| (what.as_str(), date.as_str())).collect();
    assert_eq!(days, card.days, "{} {how}", card.file);
}

#[test]
fn nothing_is_lost_on_the_way_in_or_out() {
    for card in &CARDS {
        let path = fixture(card.file);
        let program = Program::new();
        let run = program.run(&["import", &path, "--json"]);
        assert_eq!(run.status, 0, "{}: {run:?}", card.file);
        assert_is(&program, card, "");
        let read = std::fs::read(&path).unwrap();
        for version in ["3.0", "4.0"] {
            let out = program.ok(&["export", "--format", "vcard", "--vcard", version, "--sensitive"]);
            if let Ok(text) = std::str::from_utf8(&read)
                && text.contains(&format!("VERSION:{version}"))
            {
                let (mut before, after) = (content(text), content(&out));
                before.retain(|line| !after.contains(line));
                assert_eq!(before, Vec::<String>::new(), "{} {version}", card.file);
            }
            // Names and parameters as the standard has them.
            for line in content(&out) {
                let head = line.split(':').next().unwrap().to_owned();
                let names = head.split(';').map(|part| part.split('=').next().unwrap());
                assert!(
                    names.into_iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)))
                );
            }
            let away = Program::new();
            let file = away.file("a.vcf", &out);
            away.run(&["import", file.to_str().unwrap()]);
            assert_is(&away, card, version);
            let file = program.file("a.vcf", &out);
            let back = program.run(&["import", file.to_str().unwrap(), "--json"]).out;
            let total: Value = serde_json::from_str(back.lines().last().unwrap()).unwrap();
            assert_eq!(total["summary"]["unchanged"], json!(1), "{} {version}: {back}", card.file);
        }
    }
}

#[test]
fn a_new_birthday_takes_nothing_else_of_android_along() {
    let program = Program::new();
    program.ok(&["import", &fixture("android14.vcf")]);
    program.ok(&["set", "person", "陈国栋", "birthday=1976-01-02"]);
    let out = program.ok(&["export", "--format", "vcard", "--vcard", "3.0", "--sensitive"]);
    assert!(out.contains("nickname;Dong;1;") && out.contains("BDAY:1976-01-02"), "{out}");
    // Its family stays home where personal fields do.
    let out = program.ok(&["export", "--format", "vcard", "--vcard", "3.0"]);
    assert!(out.contains("nickname") && !out.contains("陈太太"), "{out}");
}
