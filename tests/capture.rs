//! One line that becomes a record: on the command line, and with `n` on the screens.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;
use crate::demo;

use common::Program;
use demo::Demo;
use serde_json::Value;
use warroom::text::Lang;

/// The line of the rules for every screen.
const LINE: &str = "张局 北京 3/12-3/15 CA1234 北京饭店 firm";

fn count(program: &Program, kind: &str) -> usize {
    program.json(&["list", kind]).as_array().unwrap().len()
}

#[test]
fn a_line_is_said_back_and_saved_and_undone() {
    let program = Program::with_sample();
    let before = count(&program, "travel");
    let said = program.ok(&["--lang", "zh-CN", "note", LINE]);
    for word in ["行程", "张伟", "北京", "2027-03-12", "2027-03-15", "CA1234", "北京饭店"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let found = program.json(&["where", "张伟", "--on", "2027-03-13"]);
    assert_eq!((&found["city"], &found["firmness"]), (&Value::from("北京"), &Value::from("firm")));
    program.ok(&["undo"]);
    assert_eq!(count(&program, "travel"), before);
}

#[test]
fn what_is_in_doubt_is_said_and_nothing_is_saved() {
    let program = Program::with_sample();
    let before = count(&program, "travel");
    let said = program.refused(&["--lang", "en", "note", "小王", "北京", "周五"]);
    assert!(said.contains("Who is “小王”?") && said.contains("王晓萌") && said.contains("王梓涵"), "{said}");
    let run = program.run(&["note", "小王 北京 周五", "--json"]);
    let read: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.status, &read["saved"]), (1, &Value::from(false)));
    assert_eq!(read["doubts"][0]["options"].as_array().unwrap().len(), 2);
    assert_eq!(count(&program, "travel"), before);
    let saved = program.json(&["note", "小王 北京 周五", "--account", "海岱晨报"]);
    assert_eq!((&saved["person_name"], &saved["saved"]), (&Value::from("王梓涵"), &Value::from(true)));
    assert_eq!(count(&program, "travel"), before + 1);
}

#[test]
fn a_dry_run_saves_nothing_and_a_birthday_changes_the_person() {
    let program = Program::with_sample();
    let read = program.json(&["note", "--dry-run", "郭班长生日农历五月初五"]);
    assert_eq!((&read["kind"], &read["birthday"]), (&Value::from("person"), &Value::from("lunar:05-05")));
    assert_eq!(program.json(&["show", "person", "郭磊"])["birthday"], Value::Null);
    program.ok(&["note", "郭班长生日农历五月初五"]);
    assert_eq!(program.json(&["show", "person", "郭磊"])["birthday"], "lunar:05-05");
}

#[test]
fn a_promise_takes_its_ladder_along() {
    let program = Program::with_sample();
    let saved = program.json(&["note", "答应李娜周五前送样品"]);
    assert_eq!((&saved["follow_up_kind"], &saved["due"]), (&Value::from("promise"), &Value::from("2026-10-23")));
    assert!(saved["policy"].is_string() && saved["opened_at"].is_string(), "{saved}");
}

#[test]
fn the_line_shows_what_it_is_understood_as_while_it_is_typed() {
    for (lang, words) in [(Lang::En, ["Journey", "张伟", "2027-03-15"]), (Lang::ZhCn, ["行程", "酒店", "2027-03-15"])]
    {
        for size in demo::SIZES {
            let mut demo = Demo::new(lang, size);
            let before = demo.dump();
            demo.press("n").typed(LINE);
            assert!(words.iter().all(|word| demo.says(word)), "{}", demo.screen());
            assert_eq!(demo.dump(), before, "nothing is saved yet");
            demo.press("enter");
            assert!(demo.app.cx.layers.is_empty() && demo.app.cx.message.undoable, "{}", demo.screen());
            demo.press("u");
            assert_eq!(demo.dump(), before);
        }
    }
}

#[test]
fn what_is_not_sure_is_asked_and_leaving_the_question_keeps_the_line() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("n").typed("小王 北京 下周").press("enter");
    assert!(demo.says("王梓涵"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.says("小王 北京 下周"), "{}", demo.screen());
    demo.press("enter").typed("zihan").press("enter");
    assert!(demo.says("Which day is “下周”?"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
    demo.typed("someday").press("enter");
    assert!(demo.says("“someday” is not a day"), "{}", demo.screen());
    demo.press("ctrl+u").typed("10-28").press("enter");
    assert!(demo.says("王梓涵") && demo.says("2026-10-28") && demo.dump() == before, "shown first: {}", demo.screen());
    demo.press("enter");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    let added = demo.dump();
    let new = added.iter().find(|record| !before.contains(record)).unwrap();
    assert!(new.contains("2026-10-28") && new.contains("北京"), "{new}");
    assert!(demo.app.cx.message.text.contains("王梓涵"), "{}", demo.app.cx.message.text);
}

#[test]
fn an_answer_holds_while_its_words_stand_in_the_line() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("n").typed("小王 北京 10-28").press("enter").typed("zihan").press("enter");
    assert!(demo.says("王梓涵") && !demo.says("Who is"), "{}", demo.screen());
    demo.typed(" CA1234");
    assert!(demo.says("王梓涵") && demo.says("CA1234") && !demo.says("Who is"), "{}", demo.screen());
    demo.press("home delete");
    assert!(!demo.says("Who is “小王”"), "{}", demo.screen());
    demo.typed("小");
    assert!(demo.says("王梓涵") && !demo.says("Who is"), "the same words again: {}", demo.screen());
}

#[test]
fn an_empty_line_is_refused_where_it_stands() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("n enter");
    assert!(demo.says("Write something first"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.app.cx.layers.is_empty());
}

#[test]
fn several_travellers_are_several_journeys_and_one_undo() {
    let program = Program::with_sample();
    let before = count(&program, "travel");
    let saved = program.json(&["note", "张局和李主任周三去上海"]);
    let names: Vec<_> = saved.as_array().unwrap().iter().map(|one| one["person_name"].clone()).collect();
    assert_eq!(names, ["张伟", "李娜"]);
    assert_eq!(count(&program, "travel"), before + 2);
    program.ok(&["undo"]);
    assert_eq!(count(&program, "travel"), before);
}

#[test]
fn lines_from_standard_input_are_taken_one_by_one_and_those_in_doubt_said_again() {
    let program = Program::with_sample();
    let (travels, complaints) = (count(&program, "travel"), count(&program, "complaint"));
    let lines = "张局下周三去北京\n\n李娜投诉交货晚了\n小王 北京 周五\n0034 到款 5万\n";
    let run = program.fed(&["--lang", "zh-CN", "note", "-", "--json"], lines.as_bytes());
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("小王 北京 周五") && run.err.contains("王梓涵"), "{}", run.err);
    let rows: Value = serde_json::from_str(&run.out).unwrap();
    let saved: Vec<_> = rows.as_array().unwrap().iter().map(|row| (&row["line"], &row["saved"])).collect();
    let said = |line: &str, saved| (Value::from(line), Value::from(saved));
    let wanted = [
        said("张局下周三去北京", true),
        said("李娜投诉交货晚了", true),
        said("小王 北京 周五", false),
        said("0034 到款 5万", true),
    ];
    assert_eq!(saved, wanted.iter().map(|(line, saved)| (line, saved)).collect::<Vec<_>>());
    assert_eq!(count(&program, "travel"), travels + 1);
    assert_eq!(count(&program, "complaint"), complaints + 1);
    let paid = program.json(&["show", "receivable", "SD-0034"]);
    assert_eq!(paid["payments"].as_array().unwrap().len(), 2, "{paid}");
}

#[test]
fn what_is_understood_wrong_is_corrected_where_it_stands() {
    for size in demo::SIZES {
        let mut demo = Demo::new(Lang::En, size);
        let before = demo.dump();
        demo.press("n").typed("张局和李主任 北京 3/12-3/15 北京饭店").press("tab");
        assert!(demo.says("Esc back to the line"), "{}", demo.screen());
        // Down to the hotel of the first journey, past who, where and when.
        demo.press("down down down down").typed("Grand Hyatt").press("enter");
        assert!(demo.says("Grand Hyatt"), "{}", demo.screen());
        assert_eq!(demo.dump(), before, "nothing is saved yet");
        demo.press("esc enter");
        assert!(demo.app.cx.layers.is_empty() && demo.app.cx.message.undoable, "{}", demo.screen());
        let added: Vec<_> = demo.dump().into_iter().filter(|record| !before.contains(record)).collect();
        assert_eq!(added.len(), 2, "{added:?}");
        assert_eq!(added.iter().filter(|record| record.contains("Grand Hyatt")).count(), 1, "{added:?}");
        demo.press("u");
        assert_eq!(demo.dump(), before);
    }
}

#[test]
fn somebody_new_is_added_from_the_question_who_it_is() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("n").typed("Jo Newman to London fri").press("enter");
    assert!(demo.says("create “Jo Newman”"), "{}", demo.screen());
    demo.press("enter").typed("Calderbrook").press("enter");
    assert!(demo.says("Traveller (theirs)") && demo.says("London"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    let added: Vec<_> = demo.dump().into_iter().filter(|record| !before.contains(record)).collect();
    assert_eq!(added.len(), 3, "a person, their seat and the journey: {added:?}");
}

#[test]
fn pasted_lines_are_offered_one_after_the_other_and_none_is_dropped_unasked() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump().len();
    // Terminals send line ends as carriage returns.
    demo.press("n").paste("张局下周三去北京\r李娜投诉交货晚了\r\n记得带雨伞\n");
    demo.draw();
    assert!(demo.says("One line, 1 of 3") && demo.says("张局下周三去北京"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.says("One line, 2 of 3") && demo.says("李娜投诉交货晚了"), "{}", demo.screen());
    demo.press("ctrl+u enter");
    assert!(demo.says("One line, 3 of 3"), "an empty line is passed over: {}", demo.screen());
    demo.press("esc n");
    assert!(demo.says("记得带雨伞"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    assert_eq!(demo.dump().len(), before + 2);
}

#[test]
fn a_misspelt_day_is_asked_about_and_whoever_is_written_so_comes_first() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    program.ok(&["add", "person", "name=李娜"]);
    program.ok(&["add", "seat", "account=Acme", "person=李娜", "title=CEO"]);
    let refused = program.refused(&["--lang", "en", "note", "visit 李娜 tomorow 10am"]);
    assert!(refused.contains("tomorow"), "{refused}");
    assert_eq!(count(&program, "visit"), 0);
    let member = program.ok(&["add", "member", "name=Li Na", "level=rep"]);
    let journey = program.json(&["note", "Li Na to Oslo 2026-12-01", "--dry-run"]);
    assert_eq!((&journey["member"], &journey["person"]), (&Value::from(member.trim()), &Value::Null), "{journey}");
    // Written small, it may be either.
    assert!(program.refused(&["--lang", "en", "note", "li na to Oslo 2026-12-01"]).contains("李娜"));
}
