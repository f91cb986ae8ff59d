use super::*;
use crate::edit::Room;
use crate::edit::room::{Held, Stamps};
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

#[test]
#[ignore]
fn look() {
    let (cols, rows) = (std::env::var("C").unwrap().parse().unwrap(), std::env::var("R").unwrap().parse().unwrap());
    let mut stage = Stage::new(cols, rows, if std::env::var("L").is_ok() { Lang::ZhCn } else { Lang::En });
    stage.theme.ascii = std::env::var("A").is_ok();
    stage.show();
    if std::env::var("P").is_ok() {
        stage.circle.next_route();
    }
    println!("{}", snapshot::rows(&stage.show()).join("\n"));
}
