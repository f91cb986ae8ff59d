//! The matrix on the sample.

use ratatui::layout::Rect;

use super::*;
use crate::screen::fixture::{self, House, account};
use crate::text::Lang;
use crate::widget::snapshot;

#[test]
fn an_account_looks_like_this() {
    fixture::shots::<Pairings>(Some(account(1)), |name, shown| insta::assert_snapshot!(format!("one-{name}"), shown));
}

#[test]
fn all_accounts_look_like_this() {
    fixture::shots::<Pairings>(None, |name, shown| insta::assert_snapshot!(format!("all-{name}"), shown));
}

#[test]
fn it_endures_every_size() {
    fixture::endure::<Pairings>(Some(account(1)));
    fixture::endure::<Pairings>(None);
}

#[test]
fn the_cursor_walks_every_cell_and_every_column_comes_into_view() {
    let house = House::new(Lang::ZhCn, None);
    let mut screen = Pairings::default();
    house.draw(&mut screen, 80, 24);
    let all = screen.heads.len();
    assert!(all > 8, "{all}");
    let mut seen = Vec::new();
    for _ in 0..all {
        let (_, seat) = screen.cell().unwrap();
        let shown = snapshot::rows(&house.draw(&mut screen, 80, 24)).join("\n");
        let cut = crate::text::cut(&house.room.name(seat), 4).to_owned();
        assert!(shown.contains(&cut), "{cut}\n{shown}");
        seen.push(seat);
        screen.step(Step::Right);
    }
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn a_record_puts_the_cursor_on_its_cell() {
    let house = House::new(Lang::En, None);
    let mut screen = Pairings::default();
    house.draw(&mut screen, 80, 24);
    let last = screen.matrix.pairs.values().next_back().cloned().unwrap();
    screen.select(last.pairing);
    house.draw(&mut screen, 80, 24);
    assert_eq!((screen.cell(), screen.selected()), (Some((last.member, last.seat)), Some(last.pairing)));
    let other = screen.heads.first().unwrap().seat;
    screen.select(other);
    house.draw(&mut screen, 80, 24);
    assert_eq!(screen.cell(), Some((last.member, other)));
}

#[test]
fn a_click_puts_the_cursor_on_the_cell_that_was_hit() {
    let house = House::new(Lang::En, Some(account(1)));
    let mut screen = Pairings::default();
    house.draw(&mut screen, 120, 36);
    let (second, rect) = screen.columns_in_view(screen.body).nth(1).unwrap();
    let row = screen.body.y + 1;
    assert!(screen.click(Position::new(rect.x + 1, row)));
    assert_eq!(screen.cell().unwrap().1, screen.heads[second].seat);
    assert!(!screen.click(Position::new(0, 300)));
}

#[test]
fn the_next_uncovered_goes_round() {
    let house = House::new(Lang::En, None);
    let mut screen = Pairings::default();
    house.draw(&mut screen, 80, 24);
    let bare = screen.heads.iter().filter(|head| head.uncovered).count();
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..bare {
        assert!(screen.next_uncovered());
        met.insert(screen.cell().unwrap().1);
    }
    assert_eq!(met.len(), bare);
    assert_eq!(met, screen.matrix.uncovered.iter().copied().collect());
    let empty = Rect::new(0, 0, 80, 24);
    let mut none = Pairings::default();
    none.layout(empty, &house.view());
    none.heads.clear();
    assert!(!none.next_uncovered());
}

#[test]
fn without_a_team_it_says_where_one_is_added() {
    let mut house = House::new(Lang::En, None);
    house.room = crate::edit::Room::default();
    let shown = snapshot::rows(&house.draw(&mut Pairings::default(), 80, 24)).join("\n");
    assert!(shown.contains("Go to the Team"), "{shown}");
}

#[test]
fn every_sign_of_the_legend_has_its_meaning_beside_it() {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = House::new(lang, None);
        for cols in 30..120 {
            let lines = draw::legend(&house.view(), cols);
            assert!(lines.iter().all(|line| !["!", "!!", "#"].iter().any(|sign| line.ends_with(sign))), "{lines:?}");
        }
    }
}
