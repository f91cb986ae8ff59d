//! The planner on the sample.

use super::*;
use crate::screen::fixture::{self, House};
use crate::screen::{Screen, Step};
use crate::text::Lang;
use crate::widget::snapshot;

/// A journey with so few meetings that all tours are looked at: the answer does not hang on the machine's speed.
fn small(house: &House) -> Planner {
    let named = |name: &str| house.room.all::<Member>().find(|member| member.name == name).map(|member| member.id);
    let wish = Wish {
        cities: vec!["北京".into()],
        from: "2026-10-26".parse().unwrap(),
        days: 3,
        members: ["陈总", "孙悦"].into_iter().filter_map(named).collect(),
        ..Wish::default()
    };
    Planner { wish: Some(wish), ..Planner::default() }
}

/// A screen whose search is over.
fn found(house: &House, screen: &mut Planner, size: (u16, u16)) -> Vec<String> {
    loop {
        let buf = house.draw(screen, size.0, size.1);
        if !screen.is_searching() {
            return snapshot::rows(&buf);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn it_looks_like_this() {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = House::new(lang, None);
        for size in [(80, 20), (120, 36), (200, 56)] {
            let mut screen = small(&house);
            let rows = found(&house, &mut screen, size).join("\n");
            insta::assert_snapshot!(format!("{}-{}x{}", lang.code(), size.0, size.1), rows);
            screen.toggle_board();
            let rows = found(&house, &mut screen, size).join("\n");
            insta::assert_snapshot!(format!("board-{}-{}x{}", lang.code(), size.0, size.1), rows);
        }
    }
}

#[test]
fn it_endures_every_size() {
    fixture::endure::<Planner>(None);
}

#[test]
fn what_is_fixed_stays_and_what_is_left_out_goes() {
    let house = House::new(Lang::En, None);
    let mut screen = small(&house);
    let size = (120, 36);
    found(&house, &mut screen, size);
    let first = screen.stop().cloned().expect("the cursor is on the first stop");
    let free = screen.wish().and_then(|wish| wish.beside(first.slot, 1)).expect("there is a next half day");
    screen.fix(&first.seats, Some(free));
    found(&house, &mut screen, size);
    let moved = screen.plan().and_then(|plan| plan.stops.iter().find(|stop| stop.seats == first.seats)).cloned();
    // Where everybody is taken then, it says that it cannot be.
    assert!(moved.is_none_or(|stop| stop.slot == free && stop.fixed));
    assert!(screen.leave(), "what was fixed is forgotten");
    screen.ask(|wish| wish.dropped.extend(first.seats.iter().copied()));
    found(&house, &mut screen, size);
    let plan = screen.plan().expect("others are met");
    assert!(!plan.stops.iter().any(|stop| stop.seats.iter().any(|seat| first.seats.contains(seat))));
    assert!(screen.leave() && !screen.leave());
}

#[test]
fn leaving_a_stop_out_goes_on_to_the_next_and_at_the_end_back() {
    let house = House::new(Lang::En, None);
    let mut screen = small(&house);
    let size = (120, 36);
    found(&house, &mut screen, size);
    let all = screen.plan().map(|plan| plan.stops.clone()).unwrap_or_default();
    assert!(all.len() > 2, "{}", all.len());
    screen.drop_stop();
    found(&house, &mut screen, size);
    assert_eq!(screen.stop().map(|stop| &stop.seats), Some(&all[1].seats));
    let last = screen.plan().and_then(|plan| plan.stops.last()).and_then(|stop| stop.seats.first()).copied().unwrap();
    screen.select(last);
    found(&house, &mut screen, size);
    screen.drop_stop();
    found(&house, &mut screen, size);
    assert!(screen.stop().is_some_and(|stop| !stop.seats.contains(&last)), "{:?}", screen.unmet());
}

#[test]
fn no_cities_is_no_plan_and_says_so() {
    let house = House::new(Lang::En, None);
    let mut screen = small(&house);
    found(&house, &mut screen, (80, 20));
    screen.ask(|wish| {
        wish.cities.clear();
        wish.members.clear();
    });
    let rows = found(&house, &mut screen, (80, 20));
    screen.step(Step::Down);
    assert!(rows.iter().any(|row| row.contains("no cities yet")), "{rows:?}");
}

#[test]
fn the_mark_of_what_is_fixed_is_there_at_every_width() {
    for lang in [Lang::En, Lang::ZhCn] {
        let house = House::new(lang, None);
        let mut screen = small(&house);
        found(&house, &mut screen, (80, 20));
        let first = screen.stop().cloned().expect("the cursor is on the first stop");
        screen.fix(&first.seats, Some(first.slot));
        for size in [(80, 20), (120, 36)] {
            let rows = found(&house, &mut screen, size);
            assert!(rows.iter().any(|row| row.contains(" * ")), "{rows:?}");
        }
    }
}
