//! The calendar of the bundled sample in its four views, at the sizes people use, and its cursor.

use super::*;
use crate::model::{Person, Travel};
use crate::screen::fixture::{House, account, now};
use crate::widget::snapshot;

fn house(lang: Lang) -> House {
    House::new(lang, Some(account(1)))
}

fn shown(house: &House, mode: Mode) -> Calendar {
    let mut screen = Calendar::default();
    screen.set_mode(mode);
    house.draw(&mut screen, 120, 36);
    screen
}

#[test]
fn it_looks_like_this() {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = house(lang);
        for mode in Mode::ALL {
            for (width, height) in [(80, 20), (120, 36), (200, 56)] {
                let mut screen = Calendar::default();
                screen.set_mode(mode);
                let buf = house.draw(&mut screen, width, height);
                let name = format!("{}-{}-{width}x{height}", mode.code(), lang.code());
                insta::assert_snapshot!(name, snapshot::rows(&buf).join("\n"));
            }
        }
    }
}

#[test]
fn over_all_accounts_everybody_is_on_the_board() {
    let mut house = house(Lang::En);
    house.account = None;
    let mut screen = Calendar::default();
    screen.set_mode(Mode::Presence);
    insta::assert_snapshot!("presence-all-120x36", snapshot::rows(&house.draw(&mut screen, 120, 36)).join("\n"));
}

#[test]
fn every_size_and_place_of_the_cursor_can_be_drawn() {
    let mut house = house(Lang::ZhTw);
    house.theme.ascii = true;
    let steps =
        [Step::Down, Step::Right, Step::PageDown, Step::Up, Step::Last, Step::Wheel(3), Step::PageUp, Step::Left];
    for mode in Mode::ALL {
        let mut screen = Calendar::default();
        screen.set_mode(mode);
        for (width, height) in [(0, 0), (1, 1), (7, 3), (40, 10), (300, 100), (58, 12)] {
            for step in steps {
                screen.step(step);
                house.draw(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn the_cursor_walks_days_and_entries() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Month);
    assert_eq!(screen.day(), now().date_naive());
    screen.step(Step::Right);
    screen.step(Step::Right);
    assert_eq!(screen.day().to_string(), "2026-10-22");
    screen.step(Step::PageDown);
    assert_eq!(screen.day().to_string(), "2026-11-22");
    screen.step(Step::First);
    assert_eq!(screen.day().to_string(), "2026-11-01");
}

#[test]
fn every_view_keeps_the_day_even_one_without_entries() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Month);
    let october = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap().iter_days().take(31);
    let empty: Vec<_> = october.clone().filter(|day| !screen.by_day.contains_key(day)).collect();
    assert!(!empty.is_empty(), "the sample leaves some days of the month free");
    for day in october {
        screen.go_to(day);
        for _ in Mode::ALL {
            house.draw(&mut screen, 120, 36);
            assert_eq!(screen.day(), day, "{:?}", screen.mode());
            screen.next_mode();
        }
    }
}

#[test]
fn in_the_agenda_left_and_right_go_from_day_to_day_with_entries() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Agenda);
    let from = screen.day();
    let mut seen = Vec::new();
    for _ in 0..3 {
        screen.step(Step::Right);
        house.draw(&mut screen, 120, 36);
        assert_eq!(screen.entry().map(|entry| entry.day), Some(screen.day()));
        seen.push(screen.day());
    }
    assert!(from < seen[0] && seen.is_sorted() && seen[0] < seen[2]);
    screen.step(Step::Left);
    assert_eq!(screen.day(), seen[1]);
}

#[test]
fn selecting_a_record_goes_to_its_day_and_enter_has_its_place() {
    let house = house(Lang::En);
    let travel = house
        .room
        .all::<Travel>()
        .find(|travel| travel.person.is_some_and(|person| house.room.account_of(person) == house.account));
    let travel = travel.expect("the sample's director travels").clone();
    for mode in Mode::ALL {
        let mut screen = shown(&house, mode);
        screen.select(travel.id);
        house.draw(&mut screen, 120, 36);
        assert_eq!(screen.day(), travel.depart.unwrap().day(), "{mode:?}");
        assert_eq!(screen.selected(), Some(travel.id), "{mode:?}");
        let target = screen.target().unwrap();
        assert_eq!((target.id, target.field), (travel.id, "to_city"));
        assert!(target.rect.width > 10 && target.rect.bottom() <= 36);
    }
}

#[test]
fn the_lunar_day_stands_beside_the_number_of_its_own() {
    for lang in [Lang::ZhCn, Lang::ZhTw] {
        let house = house(lang);
        for (width, height) in [(80, 21), (120, 37), (200, 57)] {
            let mut screen = shown(&house, Mode::Month);
            let rows = snapshot::rows(&house.draw(&mut screen, width, height));
            let text = rows.join("\n");
            for day in ["12 初三", "[20] 十一", "21 十二"] {
                assert!(text.contains(day), "{lang:?} {width} {day}\n{text}");
            }
        }
    }
}

#[test]
fn a_row_of_the_board_is_a_person() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Presence);
    screen.step(Step::Down);
    house.draw(&mut screen, 120, 36);
    let who = screen.who().expect("a person");
    assert!(house.room.get::<Person>(who).is_some());
}

#[test]
fn nothing_is_worked_out_again_while_nothing_changed() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Month);
    let before = screen.entries.as_ptr();
    screen.step(Step::Right);
    house.draw(&mut screen, 120, 36);
    assert_eq!(screen.entries.as_ptr(), before);
}

#[test]
fn a_click_lands_on_its_day() {
    let house = house(Lang::En);
    let mut screen = shown(&house, Mode::Month);
    assert!(screen.click(Position::new(1, 2)));
    assert_eq!(screen.day().to_string(), "2026-09-28");
}

#[test]
fn a_week_names_whose_birthday_it_is_also_where_it_is_narrow() {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = house(lang);
        let mut screen = Calendar::default();
        screen.set_mode(Mode::Week);
        let rows = snapshot::rows(&house.draw(&mut screen, 80, 24));
        for named in ["★ 李娜", "◇ 刘洋", "◆ 山东"] {
            assert!(rows.iter().any(|row| row.contains(named)), "{named}: {rows:?}");
        }
    }
}

#[test]
fn what_is_remarked_of_days_off_is_never_cut() {
    for (lang, cols) in [(Lang::En, 80), (Lang::En, 60), (Lang::ZhCn, 60), (Lang::En, 200)] {
        let house = house(lang);
        for mode in Mode::ALL {
            let mut screen = Calendar::default();
            screen.set_mode(mode);
            screen.go_to("2028-01-28".parse().unwrap());
            let rows = snapshot::rows(&house.draw(&mut screen, cols, 24));
            let end = if lang == Lang::En { "only weekends are off" } else { "只算周末" };
            assert!(rows.join(" ").contains(end), "{mode:?} {cols}: {rows:?}");
        }
    }
}
