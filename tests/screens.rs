//! Every screen on the sample, as a person sees it: at three sizes, in English and Chinese, in colour, without colour,
//! in ASCII. And nowhere a word of another language.
//!
//! A screen that is meant to look different: `INSTA_UPDATE=always cargo test --test suite screens::`, then read the difference.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::demo;

use std::collections::BTreeSet;
use std::fmt::Write;

use demo::{Demo, SIZES};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthChar;
use warroom::app::setup;
use warroom::command::layer::Layer;
use warroom::model::choice::Level;
use warroom::model::field::{Field, Type};
use warroom::model::{Account, Kind, Member};
use warroom::screen::{Focus, Place, Step};
use warroom::text::Lang;
use warroom::widget::snapshot;

/// The account whose screens are shown: the director of the story sits here.
const ACCOUNT: &str = "山东电信";

/// Opens a screen, the account's own ones on [`ACCOUNT`].
fn open(demo: &mut Demo, place: Place) {
    let room = demo.app.cx.room();
    let account = room.all::<Account>().find(|account| room.name(account.id) == ACCOUNT).map(|account| account.id);
    demo.app.cx.screens.go(place, account.filter(|_| place.is_room()));
    demo.draw();
    if place == Place::Planner {
        plan(demo);
    }
}

/// A journey with so few meetings that the answer does not hang on the machine's speed.
fn plan(demo: &mut Demo) {
    let members: Vec<_> =
        demo.app.cx.room().all::<Member>().filter(|one| one.level == Some(Level::Executive)).collect();
    let members = members.iter().map(|member| member.id).collect();
    demo.app.cx.screens.planner.ask(|wish| {
        wish.cities = vec!["北京".into()];
        wish.members = members;
        wish.days = 3;
    });
    demo.draw();
    while demo.app.cx.screens.is_working() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        demo.draw();
    }
    // The cursor was on whatever was found before the journey was said.
    demo.app.cx.screens.step(Step::First);
    demo.draw();
}

fn named(lang: Lang, place: Place, (cols, _): (u16, u16)) -> String {
    format!("{}-{}-{cols}", place.name(), lang.code())
}

#[test]
fn every_screen_looks_as_it_did() {
    for (lang, size) in [Lang::En, Lang::ZhCn].into_iter().flat_map(|lang| SIZES.map(|size| (lang, size))) {
        let mut demo = Demo::new(lang, size);
        for place in Place::ALL {
            open(&mut demo, *place);
            insta::assert_snapshot!(named(lang, *place, size), demo.screen());
        }
    }
}

/// The styles too: what a colour says must be said without it.
#[test]
fn every_screen_can_be_read_without_colour() {
    let mut demo = Demo::themed(Lang::En, (120, 40), "mono");
    for place in Place::ALL {
        open(&mut demo, *place);
        let printed = snapshot::print(&demo.buf);
        assert!(
            demo.buf.content.iter().all(|cell| [cell.fg, cell.bg] == [ratatui::style::Color::Reset; 2]),
            "{printed}"
        );
        insta::assert_snapshot!(format!("{}-mono", place.name()), printed);
    }
}

#[test]
fn every_screen_can_be_drawn_in_ascii() {
    let data = strings(&Demo::new(Lang::En, (120, 40)));
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.app.cx.theme.ascii = true;
    let mut wrong = Vec::new();
    for place in Place::ALL {
        open(&mut demo, *place);
        let screen = demo.screen();
        // What terminals disagree about: one column in the West, two in the East.
        let doubtful = |char: char| char.width() != char.width_cjk() && !data.contains(char);
        let foreign: BTreeSet<char> = screen.chars().filter(|char| doubtful(*char)).collect();
        wrong.extend((!foreign.is_empty()).then(|| format!("{}: {foreign:?}", place.name())));
        insta::assert_snapshot!(format!("{}-ascii", place.name()), screen);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every text that somebody typed, of every record: it is shown as it is in every language.
fn strings(demo: &Demo) -> String {
    fn gather(fields: &mut dyn Iterator<Item = &Field>, record: &Map<String, Value>, out: &mut String) {
        for field in fields {
            let value = record.get(field.name).cloned().unwrap_or_default();
            let all = value.as_array().cloned().unwrap_or_else(|| vec![value]);
            for one in all {
                match (field.ty, &one) {
                    (Type::Text | Type::Long, Value::String(text)) => writeln!(out, "{text}").unwrap(),
                    (Type::Text, Value::Object(line)) => writeln!(out, "{}", line["value"]).unwrap(),
                    (Type::Money, Value::Object(money)) => writeln!(out, "{}", money["currency"]).unwrap(),
                    (Type::Entries(table), Value::Object(entry)) => gather(&mut table.iter(), entry, out),
                    _ => {}
                }
                // Where a judgement comes from, beside it.
                if let Some(Value::String(source)) = record.get(&format!("{}.source", field.name)) {
                    writeln!(out, "{source}").unwrap();
                }
            }
        }
    }
    let mut out = String::new();
    for (_, held) in demo.app.cx.room().everything() {
        if let Some(record) = &held.record {
            gather(&mut record.kind().fields().iter(), &record.to_map(), &mut out);
        }
    }
    out
}

/// The sentences of a language, without the names of the values put into them.
fn sentences(lang: Lang) -> String {
    let dir = format!("{}/assets/locales/{}", env!("CARGO_MANIFEST_DIR"), lang.code());
    let mut out = String::new();
    for file in std::fs::read_dir(dir).unwrap() {
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let said = if line.starts_with(' ') { Some(line) } else { line.split_once(" = ").map(|(_, said)| said) };
            let parts =
                said.unwrap_or_default().split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
            out.extend(parts);
            out.push('\n');
        }
    }
    out
}

/// Words no language has: the program's name, the names of keys, what keys are held with.
const EVERYWHERE: &str = "warroom enter esc tab space backspace delete insert left right up down home end pageup pagedown \
    ctrl alt shift plus Ctrl Enter Esc Tab ABC CNY UTC";

/// What keymaps say: it stands in the help, dim, to be written in keymaps.
fn bindings(demo: &Demo) -> String {
    let contexts = setup::contexts();
    let all = contexts.iter().flat_map(|context| demo.app.cx.keymap.bindings(context)).flat_map(|(_, run)| run);
    let said = all.flat_map(|binding| [Some(binding.command.as_str()), binding.arg.as_deref()]);
    said.flatten().collect::<Vec<_>>().join(" ")
}

/// Runs of characters that `is_ours`, at least `least` long.
fn runs(text: &str, least: usize, is_ours: impl Fn(char) -> bool) -> BTreeSet<&str> {
    text.split(|char| !is_ours(char)).filter(|run| run.chars().count() >= least).collect()
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9FFF}')
}

/// Words on the screen that neither the language nor the data has. What was cut, or half covered by a box, is known by what is left of it.
fn foreign(demo: &Demo, lang: Lang, known: &str) -> Vec<String> {
    let screen = demo.screen();
    let found = if lang == Lang::En {
        runs(&screen, 1, is_han).into_iter().filter(|run| !known.contains(*run)).collect::<Vec<_>>()
    } else {
        runs(&screen, 3, |char| char.is_ascii_alphabetic()).into_iter().filter(|run| !known.contains(*run)).collect()
    };
    found.into_iter().map(str::to_string).collect()
}

/// The test of the test: it would find a label that was forgotten.
#[test]
fn a_forgotten_label_is_found() {
    let mut demo = Demo::new(Lang::ZhCn, (120, 40));
    let known = [&strings(&demo), &sentences(Lang::ZhCn), EVERYWHERE].concat();
    assert_eq!(foreign(&demo, Lang::ZhCn, &known), Vec::<String>::new());
    demo.app.cx.say("unplaced: 2");
    demo.draw();
    assert_eq!(foreign(&demo, Lang::ZhCn, &known), ["unplaced"]);
}

#[test]
fn no_screen_speaks_another_language() {
    let mut wrong = BTreeSet::new();
    for lang in Lang::ALL {
        let mut demo = Demo::new(lang, (200, 60));
        let known = [&strings(&demo), "\n", &sentences(lang), "\n", EVERYWHERE].concat();
        let in_help = [&known, "\n", &bindings(&demo)].concat();
        let mut look = |demo: &Demo, where_: &str| {
            let found = foreign(demo, lang, if where_.starts_with("help") { &in_help } else { &known });
            if !found.is_empty() {
                wrong.insert(format!("{} {where_}: {}", lang.code(), found.join(", ")));
            }
        };
        for place in Place::ALL {
            open(&mut demo, *place);
            look(&demo, place.name());
            demo.app.cx.screens.focus(Focus::Inspector);
            demo.draw();
            look(&demo, &format!("{} with its panel", place.name()));
            demo.app.cx.screens.focus(Focus::Screen);
            demo.press("?");
            look(&demo, &format!("help of {}", place.name()));
            demo.press("esc");
        }
        for kind in Kind::ALL {
            demo.app.cx.form(*kind, Map::new());
            demo.draw();
            look(&demo, &format!("form of {kind}"));
            demo.press("esc");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Why a form does not take what was typed hides no other field of it.
#[test]
fn a_refusal_stands_where_no_field_is() {
    for lang in [Lang::En, Lang::ZhCn] {
        let mut demo = Demo::new(lang, (80, 24));
        demo.app.cx.form(Kind::Complaint, Map::new());
        demo.draw();
        let before: Vec<String> = demo.screen().lines().map(str::to_owned).collect();
        let field = Kind::Complaint.field("occurred_at").unwrap();
        let Some(Layer::Form(form)) = demo.app.cx.layers.top_mut() else { panic!("a form") };
        form.sheet.select(form.id, Some(field.name));
        demo.draw();
        demo.press("enter").typed("someday soon").press("enter");
        let screen = demo.screen();
        let kept = before.iter().filter(|line| screen.lines().any(|shown| shown == line.as_str())).count();
        assert!(kept + 4 >= before.len(), "{screen}");
        insta::assert_snapshot!(format!("refusal-{}-80", lang.code()), screen);
    }
}

#[test]
fn a_value_asked_for_by_its_name_is_the_one_that_is_written() {
    let demo = Demo::new(Lang::En, SIZES[0]);
    for (_, held) in demo.app.cx.room().everything() {
        let Some(record) = &held.record else { continue };
        let written = record.to_map();
        let names = record.kind().fields().iter().map(|field| field.name).chain(["id", "nobody's"]);
        let names = names.chain(record.extra().keys());
        for name in names {
            assert_eq!(record.value(name), written.get(name).cloned().unwrap_or_default(), "{name} of {record:?}");
        }
    }
}
