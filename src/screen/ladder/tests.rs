//! The screen on the bundled sample, drawn at the three sizes people use, and its cursor.

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;

use super::*;
use crate::edit::Room;
use crate::edit::room::{Held, Stamps};
use crate::exchange::sample;
use crate::model::{Kind, Record};
use crate::rules::Terms;
use crate::text::{Lang, Text};
use crate::theme::Theme;
use crate::widget::snapshot;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn sample() -> Room {
    Room::of(sample::render(now()).lines().map(|line| {
        let mut map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let record = Record::from_map(kind, map).unwrap();
        (record.id(), Held { kind, record: Some(record), stamps: Stamps::default() })
    }))
}

struct House {
    room: Room,
    text: Text,
    theme: Theme,
    terms: Terms,
    account: Option<Id>,
}

impl House {
    fn new(lang: Lang) -> Self {
        let account = "01900000-0000-7000-8000-0000000a0001".parse().ok();
        Self { room: sample(), text: Text::new(lang), theme: Theme::default(), terms: Terms::builtin(), account }
    }

    fn view(&self) -> View<'_> {
        View {
            room: &self.room,
            account: self.account,
            now: now(),
            text: &self.text,
            theme: &self.theme,
            terms: &self.terms,
            focused: true,
        }
    }

    fn draw(&self, screen: &mut Ladder, width: u16, height: u16) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        screen.layout(buf.area, &self.view());
        screen.view(&mut buf, &self.view());
        buf
    }
}

#[test]
fn it_looks_like_this() {
    for lang in [Lang::En, Lang::ZhCn] {
        for (width, height) in [(80, 20), (120, 36), (200, 56)] {
            let buf = House::new(lang).draw(&mut Ladder::default(), width, height);
            insta::assert_snapshot!(format!("{}-{width}x{height}", lang.code()), snapshot::print(&buf));
        }
    }
}

#[test]
fn every_size_is_drawn_and_every_item_can_be_reached() {
    let house = House::new(Lang::ZhCn);
    for (width, height) in [(0, 0), (1, 1), (38, 6), (40, 10), (50, 20), (91, 9), (92, 13), (300, 100)] {
        let mut screen = Ladder::default();
        house.draw(&mut screen, width, height);
        let all: Vec<_> = screen.places().filter_map(|place| screen.row(place).map(Row::id)).collect();
        assert_eq!(all.len(), screen.board.rungs.iter().map(gather::Waiting::len).sum::<usize>());
        for id in &all {
            screen.select(*id);
            house.draw(&mut screen, width, height);
            assert_eq!(screen.selected(), Some(*id));
        }
        screen.step(Step::First);
        let mut seen = 1;
        let mut at = screen.selected();
        loop {
            screen.step(Step::Down);
            if screen.selected() == at {
                break;
            }
            (at, seen) = (screen.selected(), seen + 1);
        }
        assert!(seen >= screen.board.rungs.iter().map(|rung| rung.items.len()).sum::<usize>(), "{width}x{height}");
    }
}

#[test]
fn a_vanished_item_leaves_the_cursor_where_it_was() {
    let house = House::new(Lang::En);
    let mut screen = Ladder::default();
    house.draw(&mut screen, 120, 36);
    screen.step(Step::Last);
    screen.step(Step::Left);
    let place = screen.place;
    screen.cursor = Some(Id::named("test", "gone"));
    house.draw(&mut screen, 120, 36);
    assert_eq!(screen.place, place);
    assert_eq!(screen.selected(), screen.row(place).map(Row::id));
}

#[test]
fn a_filter_shows_one_kind_and_counts_the_rest() {
    let house = House::new(Lang::En);
    let mut screen = Ladder::default();
    screen.set_filter(Some(FollowUpKind::Collection));
    let rows = snapshot::rows(&house.draw(&mut screen, 120, 36)).join("\n");
    assert!(rows.contains("only Collection (+7)"), "{rows}");
    assert!(!rows.contains("Framework"), "{rows}");
}

#[test]
fn an_empty_ladder_says_what_to_press() {
    let mut house = House::new(Lang::En);
    house.account = None;
    let rows = |house: &House| snapshot::rows(&house.draw(&mut Ladder::default(), 80, 20)).join("\n");
    assert!(rows(&house).contains("Open an account"));
    (house.room, house.account) = (Room::default(), Some(Id::named("test", "new")));
    assert!(rows(&house).contains("f adds a follow-up"));
}

#[test]
fn a_click_selects_what_stands_there() {
    let house = House::new(Lang::En);
    let mut screen = Ladder::default();
    house.draw(&mut screen, 120, 36);
    let area = screen.panes[1].columns[0].area;
    assert!(screen.click(Position::new(area.x + 4, area.y)));
    assert_eq!((screen.place.rung, screen.place.row), (1, 0));
    assert!(!screen.click(Position::new(0, 0)));
    assert_eq!(screen.target().map(|target| target.field), Some("subject"));
}

#[test]
fn room_is_shared_fairly() {
    assert_eq!(shares(9, [1, 1, 20]), [1, 1, 7]);
    assert_eq!(shares(9, [20, 20, 20]), [3, 3, 3]);
    assert_eq!(shares(0, [1, 1, 1]), [0, 0, 0]);
    assert_eq!(shares(30, [1, 1, 1]).iter().sum::<u16>(), 30);
}
