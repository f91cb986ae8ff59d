//! The little book: a representative hears where the director is going, and it becomes a meeting that nobody forgets.
//! On a real terminal, from a note of the journey to the calendar after a restart.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;

use common::Program;
use common::terminal::Terminal;
use serde_json::Value;

const DOWN: &str = "\x1b[B";

/// A bureau in Jinan and its director; our general manager in Beijing, who is due to see him; the representative who
/// knows the office, and is due there too.
fn bureau() -> Program {
    let program = Program::new();
    for record in [
        &["account", "name=山东省信息局", "short_name=信息局", "country=CN", "stage=developed", "tier=gold"][..],
        &["person", "name=张伟", "home_city=济南", "likes=theatre"],
        &["person", "name=小王", "home_city=济南"],
        &[
            "seat",
            "account=山东省信息局",
            "person=张伟",
            "title=局长",
            "layer=decision",
            "political_status=inner_circle",
        ],
        &["seat", "account=山东省信息局", "person=小王", "title=秘书", "layer=operations"],
        &["member", "name=陈总", "level=executive", "base_city=北京"],
        &["member", "name=小陈", "level=rep", "base_city=济南"],
        &["pairing", "member=陈总", "seat=张伟", "level=executive", "ideal_days=21", "max_days=30"],
        &["pairing", "member=小陈", "seat=小王", "level=rep", "ideal_days=14", "max_days=21"],
        &["touch", "account=山东省信息局", "member=陈总", "seats=张伟", "at=2026-09-15", "channel=call"],
        &["touch", "account=山东省信息局", "member=小陈", "seats=小王", "at=2026-08-03", "channel=call"],
        // The director speaks all of Wednesday: of his three days in Beijing two are free.
        &["visit", "account=山东省信息局", "status=planned", "start=2026-10-21", "theirs=张伟", "objective=大会发言"],
    ] {
        program.ok(&[&["add"], record].concat());
    }
    program
}

/// What the text of a row is at `key`.
fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn a_journey_that_was_heard_of_becomes_a_meeting() {
    let program = bureau();
    let at_home = ("小陈".to_owned(), "小王".to_owned(), "济南".to_owned());
    assert_eq!(proposals(&program), std::slice::from_ref(&at_home), "two who can meet any day");

    // “He is in Beijing from Wednesday to Friday, flight CA1234, at the Beijing Hotel.”
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Today").send("ga").see("Name").send("\r").see("DECISION").see("张伟");
    terminal
        .send("n")
        .see("One line")
        .send("张局 北京 10/21-10/23 CA1234 北京饭店 firm")
        .see("Traveller (theirs)  张伟")
        .see("Firm ");
    // The program says at once what that makes possible.
    terminal.send("\r").see("陈总 can meet 张伟 in 北京, 10-22–10-23: I to see");
    leave(terminal);
    let meeting = ("陈总".to_owned(), "张伟".to_owned(), "北京".to_owned());
    assert_eq!(proposals(&program), [meeting, at_home.clone()], "one on top, and it is this one");

    // It is on Today. Two of his three days are free, and he likes the theatre; one key makes it a planned visit.
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Meet in 北京").send("I").see("Enter plans one");
    terminal.see("2 working days").see("likes theatre").see("last contact 35 d ago, ideally every 21 d");
    terminal.send("\r").see("Planned: 陈总 ↔ 张伟 北京 2026-10-22").see("张伟 likes theatr");
    // A week later the technical exchange.
    terminal.send("\x7f").send("D").see("Go to which day?").send("2026-10-29\r").see("Th 2026-10-29");
    terminal.send("v").see("New: Visit").send(&DOWN.repeat(3)).send("\r技术交流\r").see("技术交流");
    terminal.send("\x13").see("undo: u");
    leave(terminal);

    // Whoever opens it next finds all of it.
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Today").send("ga").see("Name").send("\r").see("DECISION").send("4\t\t").see("[Agenda]");
    terminal.see("CA1234").see("Stay in touch with 张伟").see("技术交流");
    leave(terminal);
    assert_eq!(proposals(&program), [at_home], "what is planned is proposed no more");
    let visits = program.json(&["list", "visit"]);
    let planned = visits.as_array().unwrap().iter().find(|visit| text(visit, "start") == "2026-10-22").unwrap();
    assert_eq!((text(planned, "status"), text(planned, "city")), ("planned", "北京"));
    assert_eq!((planned["ours"].as_array().unwrap().len(), planned["theirs"].as_array().unwrap().len()), (1, 1));
    assert!(text(planned, "objective").contains("张伟"), "{planned}");
    for fact in ["张伟 likes theatre", "last contact 35 d ago", "CA1234", "北京饭店"] {
        assert!(text(planned, "notes").contains(fact), "{fact}: {planned}");
    }
    // What he likes does not leave the house with an export that nobody asked for it.
    let open = program.run(&["export", "visit"]).out;
    assert!(open.contains("技术交流") && !open.contains("theatre"), "{open}");
}

fn leave(mut terminal: Terminal) {
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

/// Who could meet whom where, the best chance first.
fn proposals(program: &Program) -> Vec<(String, String, String)> {
    let rows = program.json(&["intercepts"]);
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| (text(row, "member_name").into(), text(row, "person_name").into(), text(row, "city").into()))
        .collect()
}
