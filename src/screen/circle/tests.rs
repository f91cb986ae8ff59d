use super::*;
use crate::edit::Room;
use crate::edit::{Held, Stamps};
use crate::model::{Kind, Record};
use crate::rules::Terms;
use crate::text::{Lang, Text};
use crate::theme::Theme;
use crate::widget::snapshot;

/// The bundled sample on one fixed day.
fn sample() -> Room {
    let text = crate::exchange::sample::render(now());
    Room::of(text.lines().map(|line| {
        let mut map: serde_json::Map<_, _> = serde_json::from_str(line).unwrap();
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let record = Record::from_map(kind, map).unwrap();
        (record.id(), Held { kind, record: Some(record), stamps: Stamps::default() })
    }))
}

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn id(text: &str) -> Id {
    format!("01900000-0000-7000-8000-{text}").parse().unwrap()
}

struct Stage {
    room: Room,
    text: Text,
    theme: Theme,
    terms: Terms,
    circle: Circle,
    area: Rect,
}

impl Stage {
    fn new(cols: u16, rows: u16, lang: Lang) -> Self {
        Self {
            room: sample(),
            text: Text::new(lang),
            theme: Theme::default(),
            terms: Terms::builtin(),
            circle: Circle::default(),
            area: Rect::new(0, 0, cols, rows),
        }
    }

    fn show(&mut self) -> Buffer {
        let view = View {
            room: &self.room,
            account: Some(id("0000000a0001")),
            now: now(),
            text: &self.text,
            theme: &self.theme,
            terms: &self.terms,
            focused: true,
        };
        self.circle.layout(self.area, &view);
        let mut buf = Buffer::empty(self.area);
        self.circle.view(&mut buf, &view);
        buf
    }
}

fn face(nth: &str) -> Id {
    id(&format!("0000000c{nth}"))
}

#[test]
fn the_circle_of_the_bureau() {
    for (name, lang) in [("en", Lang::En), ("zh-CN", Lang::ZhCn)] {
        for (cols, rows) in [(80, 24), (120, 40), (200, 60)] {
            let shown = snapshot::rows(&Stage::new(cols, rows, lang).show()).join("\n");
            insta::assert_snapshot!(format!("{name}-{cols}x{rows}"), shown);
        }
    }
}

#[test]
fn the_best_way_in_ascii() {
    let mut stage = Stage::new(80, 24, Lang::En);
    stage.theme.ascii = true;
    stage.show();
    stage.circle.next_route();
    insta::assert_snapshot!("path-ascii", snapshot::rows(&stage.show()).join("\n"));
}

#[test]
fn any_size_is_drawn_and_every_card_inside_its_chart() {
    for (cols, rows) in [(0, 0), (1, 1), (10, 3), (40, 10), (55, 20), (56, 12), (90, 20), (300, 100)] {
        let mut stage = Stage::new(cols, rows, Lang::ZhTw);
        stage.show();
        for step in [Step::Up, Step::Left, Step::Down, Step::Right, Step::PageDown, Step::Last, Step::Up, Step::First] {
            stage.circle.step(step);
            stage.show();
        }
        let chart = stage.circle.areas.chart;
        for one in &stage.circle.plan.placed {
            assert!(one.rect.right() <= chart.width && one.rect.bottom() <= chart.height, "{cols}×{rows}");
        }
    }
}

#[test]
fn arrows_walk_along_lines_and_down_into_the_list() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.show();
    let centre = stage.circle.centre().unwrap();
    assert_eq!((centre, stage.circle.selected()), (face("0001"), Some(centre)));
    stage.circle.step(Step::Down);
    stage.show();
    let next = stage.circle.person().unwrap();
    assert!(stage.circle.scene.lines.iter().any(|line| line.other(centre) == Some(next)), "along a line");
    stage.circle.step(Step::PageDown);
    stage.show();
    let line = stage.circle.selected().unwrap();
    assert!(stage.room.get::<crate::model::Edge>(line).is_some());
    let target = stage.circle.target().unwrap();
    assert_eq!((target.id, target.field), (line, "kind"));
    stage.circle.step(Step::Right);
    stage.show();
    assert_eq!(stage.circle.target().map(|target| target.field), Some("weight"));
    stage.circle.step(Step::Up);
    assert_eq!(stage.circle.part(), Part::Chart);
}

#[test]
fn nearly_every_line_is_followed_by_an_arrow_and_the_opposite_one_leads_back() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.show();
    let people: Vec<Id> = stage.circle.plan.placed.iter().map(|one| one.id).collect();
    // Of more than four lines no arrow can follow all.
    let (mut led, mut ends) = (0, 0);
    for from in people {
        let linked: Vec<Id> = stage.circle.scene.lines.iter().filter_map(|line| line.other(from)).collect();
        let reached: std::collections::BTreeSet<Id> = Step::ARROWS
            .into_iter()
            .filter_map(|step| {
                (stage.circle.selected, stage.circle.part, stage.circle.came) = (Some(from), Part::Chart, None);
                stage.circle.walk(step);
                let to = stage.circle.selected.filter(|to| *to != from)?;
                stage.circle.walk(step.back()?);
                assert_eq!(stage.circle.selected, Some(from), "there and back");
                Some(to).filter(|to| linked.contains(to))
            })
            .collect();
        led += reached.len();
        ends += linked.iter().collect::<std::collections::BTreeSet<_>>().len().min(4);
    }
    assert!(led * 10 >= ends * 9, "{led} of {ends}");
}

#[test]
fn a_click_selects_a_card_or_a_row() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.show();
    let (chart, other) = (stage.circle.areas.chart, stage.circle.plan.placed[3]);
    assert!(stage.circle.click(Position::new(chart.x + other.rect.x, chart.y + other.rect.y)));
    assert_eq!(stage.circle.selected(), Some(other.id));
    let ranks = stage.circle.areas.ranks;
    assert!(stage.circle.click(Position::new(ranks.x + 3, ranks.y + 2)));
    assert_eq!((stage.circle.part(), stage.circle.person()), (Part::Ranks, Some(stage.circle.scene.ranks[0].seat)));
}

#[test]
fn a_what_if_changes_the_figures_and_nothing_else() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.show();
    let before = stage.circle.scene.figures.clone();
    stage.circle.toggle_sandbox();
    stage.circle.select(face("0003"));
    stage.show();
    stage.circle.toggle_gone();
    let shown = snapshot::rows(&stage.show());
    assert!(shown[0].contains("WHAT IF") && shown[0].contains('→'), "{}", shown[0]);
    assert_eq!(stage.circle.scene.before.as_ref(), Some(&before));
    assert_ne!(stage.circle.scene.figures, before);
    stage.circle.toggle_gone();
    stage.circle.sway(-1);
    stage.circle.sway(-9);
    stage.show();
    assert_eq!(stage.circle.scene.faces[&face("0003")].support, Some(Support::Enemy));
    stage.circle.toggle_sandbox();
    stage.show();
    assert_eq!(stage.circle.scene.figures, before);
}

#[test]
fn somebody_who_vanished_leaves_the_cursor_somewhere() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.circle.select(face("0005"));
    stage.show();
    stage.circle.recentre();
    assert_eq!(stage.circle.centre(), Some(face("0005")));
    stage.room =
        Room::of(stage.room.everything().filter(|(id, _)| *id != face("0005")).map(|(id, held)| (id, held.clone())));
    stage.circle.settled = None;
    stage.show();
    assert_eq!((stage.circle.centre(), stage.circle.selected()), (Some(face("0001")), Some(face("0001"))));
}

#[test]
fn ways_and_sandbox_are_left_one_after_the_other() {
    let mut stage = Stage::new(120, 40, Lang::En);
    stage.show();
    stage.circle.toggle_sandbox();
    stage.circle.next_route();
    assert!(stage.circle.leave() && stage.circle.is_sandbox());
    assert!(stage.circle.leave() && !stage.circle.is_sandbox());
    assert!(!stage.circle.leave());
}

#[test]
fn an_empty_circle_says_in_full_how_it_fills() {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
        let mut stage = Stage::new(80, 20, lang);
        stage.room = Room::default();
        let rows = snapshot::rows(&stage.show());
        assert_eq!(bare(&rows.join(" ")), bare(&stage.text.t("circle-empty")));
    }
}
