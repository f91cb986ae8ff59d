//! The screen on the bundled sample, drawn at the three sizes people use, and its cursor.

use super::settle::shares;
use super::*;
use crate::edit::Room;
use crate::model::choice::FollowUpKind;
use crate::screen::fixture::{House, account};
use crate::text::Lang;
use crate::widget::snapshot;

fn house(lang: Lang) -> House {
    House::new(lang, Some(account(1)))
}

#[test]
fn it_looks_like_this() {
    for lang in [Lang::En, Lang::ZhCn] {
        for (width, height) in [(80, 20), (120, 36), (200, 56)] {
            let buf = house(lang).draw(&mut Ladder::default(), width, height);
            insta::assert_snapshot!(format!("{}-{width}x{height}", lang.code()), snapshot::print(&buf));
        }
    }
}

#[test]
fn that_of_all_accounts_looks_like_this() {
    crate::screen::fixture::shots::<Ladder>(None, |name, shown| insta::assert_snapshot!(format!("all-{name}"), shown));
}

#[test]
fn the_other_views_look_like_this() {
    for (mode, account) in [
        (Mode::Forecast, None),
        (Mode::Forecast, Some(account(1))),
        (Mode::Receivables, None),
        (Mode::Complaints, None),
        (Mode::Complaints, Some(account(2))),
    ] {
        for lang in [Lang::En, Lang::ZhCn] {
            let house = House::new(lang, account);
            for (width, height) in [(80, 20), (120, 36), (200, 56)] {
                let mut screen = Ladder::default();
                screen.set_mode(mode);
                let rows = snapshot::rows(&house.draw(&mut screen, width, height)).join("\n");
                let of = if account.is_some() { "one" } else { "all" };
                insta::assert_snapshot!(format!("{}-{of}-{}-{width}x{height}", mode.code(), lang.code()), rows);
            }
        }
    }
}

#[test]
fn the_other_views_endure_every_size_and_every_step() {
    for mode in Mode::ALL {
        for (width, height) in [(0, 0), (1, 1), (3, 2), (40, 10), (61, 7), (119, 9), (300, 100)] {
            for account in [None, Some(account(1)), Some(Id::named("test", "gone"))] {
                let house = House::new(Lang::ZhCn, account);
                let mut screen = Ladder::default();
                screen.set_mode(mode);
                for step in [Step::Down, Step::Right, Step::PageDown, Step::Last, Step::Left, Step::Up, Step::Wheel(-3)]
                {
                    house.draw(&mut screen, width, height);
                    screen.step(step);
                }
                screen.click(Position::new(width / 2, height / 2));
                house.draw(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn the_forecast_has_every_climb_under_whom_it_comes_to() {
    let house = House::new(Lang::En, None);
    let mut screen = Ladder::default();
    screen.set_mode(Mode::Forecast);
    house.draw(&mut screen, 200, 60);
    let view = house.view();
    let until = view.now.checked_add_days(chrono::Days::new(gather::AHEAD)).unwrap();
    let coming = rules::forecast(view.room, view.terms, view.now, until, None);
    let holders: BTreeSet<_> = coming.iter().map(|one| one.holder).collect();
    assert!(coming.len() > 10);
    assert_eq!(screen.pages[0].grid.len(), coming.len() + holders.len());
    assert!(screen.target().is_none_or(|target| target.field == "subject"));
}

#[test]
fn what_waits_on_the_rungs_is_found_from_any_view() {
    let house = house(Lang::En);
    let mut screen = Ladder::default();
    house.draw(&mut screen, 120, 36);
    let id = screen.selected().unwrap();
    screen.set_mode(Mode::Receivables);
    house.draw(&mut screen, 120, 36);
    let invoice = screen.selected().unwrap();
    screen.select(invoice);
    house.draw(&mut screen, 120, 36);
    assert_eq!((screen.mode(), screen.selected()), (Mode::Receivables, Some(invoice)));
    screen.select(id);
    house.draw(&mut screen, 120, 36);
    assert_eq!((screen.mode(), screen.selected()), (Mode::Items, Some(id)));
}

#[test]
fn every_size_is_drawn_and_every_item_can_be_reached() {
    let house = house(Lang::ZhCn);
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
    let house = house(Lang::En);
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
    let house = house(Lang::En);
    let mut screen = Ladder::default();
    screen.set_sift(Sift { kind: Some(FollowUpKind::Collection), person: None });
    let rows = snapshot::rows(&house.draw(&mut screen, 120, 36)).join("\n");
    assert!(rows.contains("only Collection (+7)"), "{rows}");
    assert!(!rows.contains("Framework"), "{rows}");
}

#[test]
fn whom_an_item_faces_stands_on_its_line_at_every_width() {
    for account in [None, Some(account(1))] {
        for width in [80, 120, 200] {
            let house = House::new(Lang::ZhCn, account);
            let mut screen = Ladder::default();
            let buf = house.draw(&mut screen, width, 36);
            let items = screen.panes[2].columns[0].area;
            let row = &snapshot::rows(&buf)[usize::from(items.y)];
            let column: String = row.chars().take(usize::from(items.width)).collect();
            assert!(column.contains('↔'), "{width}: {row}");
        }
    }
}

#[test]
fn a_filter_narrows_the_other_views_too() {
    let house = House::new(Lang::En, None);
    let lines = |mode: Mode, sift: Sift| {
        let mut screen = Ladder::default();
        screen.set_mode(mode);
        screen.set_sift(sift);
        let rows = snapshot::rows(&house.draw(&mut screen, 200, 60)).join("\n");
        (screen.page().map_or(0, |page| page.grid.len()), rows.contains("only "))
    };
    let view = house.view();
    let holder = rules::positions(view.room, view.terms, view.now, None)
        .into_iter()
        .find_map(|(item, position)| position.holder.filter(|_| item.invoice.is_some()));
    let one = Sift { kind: None, person: holder };
    let kind = Sift { kind: Some(FollowUpKind::Complaint), person: None };
    for mode in [Mode::Forecast, Mode::Receivables, Mode::Complaints] {
        let (all, said) = lines(mode, Sift::default());
        assert!(all > 0 && !said, "{mode:?}");
        for sift in [one, kind] {
            let (some, said) = lines(mode, sift);
            assert!(some < all && said, "{mode:?} {sift:?}: {some} of {all}");
        }
    }
    assert!(lines(Mode::Receivables, one).0 > 0);
}

#[test]
fn an_empty_ladder_says_what_to_press() {
    let mut house = house(Lang::En);
    house.room = Room::default();
    for account in [None, Some(Id::named("test", "new"))] {
        house.account = account;
        let rows = snapshot::rows(&house.draw(&mut Ladder::default(), 80, 20)).join("\n");
        assert!(rows.contains("follow-up-add adds a follow-up"), "{rows}");
    }
}

#[test]
fn a_click_selects_what_stands_there() {
    let house = house(Lang::En);
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
