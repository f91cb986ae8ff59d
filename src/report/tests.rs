use serde_json::{Value, json};

use super::*;
use crate::edit::Room;
use crate::model::Kind;
use crate::rules::Terms;
use crate::rules::fixture::{self, id};
use crate::text::{Lang, Text};

fn records() -> Vec<(Kind, &'static str, Value)> {
    vec![
        (Kind::Account, "a", json!({"name": "山东电信", "tier": "gold", "stage": "developed"})),
        (Kind::Member, "liu", json!({"name": "刘慧", "level": "manager"})),
        (Kind::Person, "li", json!({"name": "李娜", "likes": "theatre"})),
        (Kind::Seat, "li-seat", json!({"account": "@a", "person": "@li", "title": "主任", "support": "mentor"})),
        (Kind::Pairing, "pair", json!({"member": "@liu", "seat": "@li-seat", "level": "manager"})),
        (
            Kind::Need,
            "need",
            json!({"account": "@a", "seat": "@li-seat", "kind": "pain_point", "level": "personal",
            "text": "promotion"}),
        ),
        (
            Kind::Touch,
            "call",
            json!({"account": "@a", "member": "@liu", "seats": ["@li-seat"], "channel": "call",
            "at": "2026-10-01", "text": "samples"}),
        ),
        (
            Kind::FollowUp,
            "item",
            json!({"account": "@a", "subject": "send samples", "kind": "promise",
            "opened_at": "2026-10-12T09:00:00+08:00", "due": "2026-10-16"}),
        ),
        (
            Kind::Receivable,
            "bill",
            json!({"account": "@a", "number": "0034", "amount": "1200", "currency": "CNY",
            "issued": "2026-08-01", "due": "2026-09-01"}),
        ),
        (
            Kind::Visit,
            "visit",
            json!({"account": "@a", "status": "planned", "start": "2026-10-20T14:00:00+08:00",
            "city": "济南", "theirs": ["@li-seat"], "ours": [{"id": id("e"), "member": "@liu", "role": "lead"}]}),
        ),
    ]
}

fn brief(room: &Room, personal: bool, write: impl Fn(&Brief) -> Document) -> Document {
    let (terms, text) = (Terms::builtin(), Text::new(Lang::En));
    let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
    write(&Brief { room, before: None, terms: &terms, text: &text, now, personal })
}

#[test]
fn birthdays_stay_home_with_what_is_personal() {
    let mut all = records();
    all.iter_mut().filter(|(_, name, _)| *name == "li").for_each(|(.., fields)| fields["birthday"] = "10-29".into());
    let room = fixture::room(&all);
    let said = |personal| plain(&[brief(&room, personal, |brief| brief.room(id("a"), Vec::new()).unwrap())]);
    assert!(said(true).contains("李娜: birthday"), "{}", said(true));
    assert!(!said(false).contains("birthday"), "{}", said(false));
}

#[test]
fn a_briefing_says_what_is_on_record_and_names_what_is_not() {
    let room = fixture::room(&records());
    let paper = brief(&room, true, |brief| brief.visit(id("visit")).unwrap());
    let text = markdown(&[paper]);
    for fact in [
        "山东电信 · 济南 · 2026-10-20 14:00",
        "刘慧 (Lead)",
        "++ Mentor",
        "promotion (Pain point)",
        "2026-10-01 · Call · 刘慧: samples",
        "theatre",
        "send samples:",
        "4 days late",
        "0034: ¥1,200.00 · due 2026-09-01 · 49 days late",
        "What does 李娜 need for the organisation?",
        "Nothing is noted for: Objective",
    ] {
        assert!(text.contains(fact), "{fact} in\n{text}");
    }
    assert!(!text.contains("What does 李娜 want personally?"), "that is known");
    let withheld = plain(&[brief(&room, false, |brief| brief.visit(id("visit")).unwrap())]);
    assert!(!withheld.contains("theatre"));
    let account = plain(&[brief(&room, true, |brief| brief.account(id("a")).unwrap())]);
    assert!(account.contains("李娜 · 主任") && !account.contains("No next visit is planned"), "{account}");
}

#[test]
fn only_the_visits_of_the_day_are_in_its_pack() {
    let room = fixture::room(&records());
    let days = |day: &str| on_day(&room, day.parse().unwrap()).len();
    assert_eq!((days("2026-10-20"), days("2026-10-21")), (1, 0));
}

#[test]
fn what_is_written_in_a_record_never_becomes_markup() {
    let mut paper = Document { title: "<b>*x*</b>".into(), ..Document::default() };
    paper.section("A|B".into(), vec!["one\u{1b}[31m\ntwo <script>".into()]);
    assert_eq!(markdown(&[paper.clone()]), "# \\<b\\>\\*x\\*\\</b\\>\n\n## A\\|B\n\n- one\\[31m two \\<script\\>\n\n");
    let page = html(&[paper], "en");
    assert!(!page.contains("<script>") && !page.contains('\u{1b}') && page.contains("&lt;script&gt;"));
}
