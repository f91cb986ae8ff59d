//! The cursor, sorting and what is edited, on a grid of two groups.

use super::*;

fn line(name: &str, size: Option<f64>) -> Line {
    let cells = vec![
        Cell::new(name, Role::Text),
        Cell::new(size.map(|size| size.to_string()).unwrap_or_default(), Role::Text).by(Key::number(size)),
    ];
    Line { key: Id::named("line", name), record: Some(Id::named("record", name)), cells }
}

fn grid() -> Grid {
    let mut grid = Grid::default();
    grid.columns(vec![Col::text("Name", 6, 0).of("name"), Col::number("Size", 6, 1)]);
    grid.set(groups());
    grid.layout(Rect::new(0, 0, 30, 10));
    grid
}

fn groups() -> Vec<Group> {
    let lines = vec![line("张伟", Some(1.0)), line("Bo", None), line("安娜", Some(3.0))];
    vec![Group { title: "One".into(), lines }, Group { title: "Two".into(), lines: vec![line("Zed", Some(2.0))] }]
}

fn names(grid: &Grid) -> Vec<&str> {
    let name = |row: &usize| grid.line(*row).map(|line| line.cells[0].text.as_str());
    (0..grid.len()).filter_map(|row| name(&row)).collect()
}

#[test]
fn the_cursor_passes_headings_and_stays_on_its_line() {
    let mut grid = grid();
    assert_eq!(grid.selected(), Some(Id::named("record", "张伟")));
    grid.step(Step::Up);
    assert_eq!(grid.selected(), Some(Id::named("record", "张伟")));
    grid.step(Step::Last);
    assert_eq!(grid.selected(), Some(Id::named("record", "Zed")));
    grid.step(Step::Up);
    assert_eq!(grid.selected(), Some(Id::named("record", "安娜")));
    grid.sort();
    grid.set(groups());
    grid.layout(Rect::new(0, 0, 30, 10));
    assert_eq!(grid.selected(), Some(Id::named("record", "安娜")));
}

#[test]
fn groups_are_sorted_in_themselves_and_what_is_missing_comes_last() {
    let mut grid = grid();
    grid.sort();
    grid.set(groups());
    assert_eq!(names(&grid), ["安娜", "Bo", "张伟", "Zed"]);
    grid.step(Step::Right);
    for expected in [["张伟", "安娜", "Bo", "Zed"], ["安娜", "张伟", "Bo", "Zed"]] {
        grid.sort();
        grid.set(groups());
        assert_eq!(names(&grid), expected);
    }
}

#[test]
fn only_fields_are_edited_and_only_columns_in_view_are_reached() {
    let mut grid = grid();
    let target = grid.target().unwrap();
    assert_eq!((target.field, target.rect.y), ("name", 2));
    grid.step(Step::Right);
    assert_eq!(grid.target(), None);
    grid.layout(Rect::new(0, 0, 8, 10));
    assert_eq!(grid.target().map(|target| target.field), Some("name"));
}

#[test]
fn a_line_that_vanished_leaves_the_cursor_near_and_a_new_one_takes_it() {
    let mut grid = grid();
    grid.step(Step::Last);
    grid.set(vec![Group { title: String::new(), lines: vec![line("Bo", None)] }]);
    grid.layout(Rect::new(0, 0, 30, 10));
    assert_eq!(grid.selected(), Some(Id::named("record", "Bo")));
    grid.select(Id::named("line", "Zed"));
    grid.set(groups());
    grid.layout(Rect::new(0, 0, 30, 10));
    assert_eq!(grid.selected(), Some(Id::named("record", "Zed")));
    grid.set(Vec::new());
    grid.layout(Rect::new(0, 0, 30, 10));
    assert_eq!((grid.selected(), grid.target()), (None, None));
}
