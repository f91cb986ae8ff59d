//! A visit as it is told afterwards, step by step: what came of it, what they think now, whom one met for the first time,
//! what was promised, when one comes again. Every answer is a field of a record and saved as it is given: whoever leaves
//! in the middle goes on where they were.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::present::{agendum, choice_label, distance, label, line, moment};
use super::sections::{Section, Sections, WIDE, row};
use super::sheet::Row;
use super::{Key, Screen, Step, Target, View};
use crate::model::choice::VisitStatus;
use crate::model::field::Field;
use crate::model::{FollowUp, Id, Kind, Seat, Visit};
use crate::rules::visits::{first_met, met, untold};
use crate::text::{clean, format};
use crate::theme::Role;
use crate::widget::{put, put_wrapped};

/// Who was there and what came of it, in the order it is asked.
const CAME: [&str; 6] = ["ours", "theirs", "received_by", "content", "progress", "value"];
/// What may have changed in what somebody thinks.
const THINK: [&str; 3] = ["support", "mode", "coverage"];
/// What is asked of somebody new.
const NEW: [&str; 3] = ["title", "layer", "function"];
/// Rows above the steps.
const HEAD: u16 = 3;

/// The screen.
#[derive(Debug, Default)]
pub struct Debrief {
    sections: Sections,
    visit: Option<Id>,
    /// A record to go to, once it is known whether it is a visit.
    wanted: Option<Id>,
    /// Whether the last question was answered: then the next one is asked.
    answered: bool,
    settled: Option<(Key, Option<Id>)>,
    head: Vec<(String, Role)>,
    area: Rect,
}

impl Debrief {
    /// The steps and the cursor on them.
    pub const fn sections(&self) -> &Sections {
        &self.sections
    }

    /// The visit that is told.
    pub const fn visit(&self) -> Option<Id> {
        self.visit
    }

    /// Goes on to the next question.
    pub const fn go_on(&mut self) {
        self.answered = true;
    }

    /// Puts the cursor on a field of the visit.
    pub fn ask(&mut self, field: &str) {
        if let Some(visit) = self.visit {
            self.sections.select_field(visit, field);
        }
    }

    fn settle(&mut self, view: &View) {
        if let Some(id) = self.wanted.take() {
            match view.room.get::<Visit>(id) {
                Some(_) if self.visit != Some(id) => {
                    (self.visit, self.sections, self.settled) = (Some(id), Sections::default(), None);
                }
                _ => self.sections.select(id),
            }
        }
        let wanted = Some((view.key(), self.visit));
        if self.settled == wanted {
            return;
        }
        let fresh = self.settled.is_none();
        let visit = self.visit.and_then(|id| view.room.get::<Visit>(id));
        self.sections.set(visit.map(|visit| steps(view, visit)).unwrap_or_default(), &view.text.t("sections-empty"));
        self.head = visit.map(|visit| head(view, visit)).unwrap_or_default();
        if let Some(field) = visit.filter(|_| fresh).and_then(|visit| untold(visit).first().copied()) {
            self.ask(field);
        }
        self.settled = wanted;
    }
}

/// Which visit it is, and how far it is told.
fn head(view: &View, visit: &Visit) -> Vec<(String, Role)> {
    let ours: Vec<Id> = visit.ours.iter().map(|one| one.member).collect();
    let parts = [
        visit.start.map(|start| moment(&start)),
        visit.city.clone(),
        Some(agendum::sides(view, &ours, &met(visit))),
        visit.objective.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let missing = untold(visit);
    let state = match visit.debriefed_at {
        Some(at) => (view.text.ta("debrief-closed", &[("day", &at.day().to_string())]), Role::Good),
        None if visit.start.is_some_and(|start| start.day() > view.today()) => {
            (view.text.t("debrief-ahead"), Role::Dim)
        }
        None if missing.is_empty() => (view.text.t("debrief-ready"), Role::Good),
        None => {
            let names: Vec<String> = missing.iter().map(|name| label(view.text, Kind::Visit, name)).collect();
            (view.text.ta("debrief-missing", &[("what", &view.text.list(&names))]), Role::Warn)
        }
    };
    vec![(clean(&parts.join(" · ")).into_owned(), Role::Text), state]
}

/// The questions.
fn steps(view: &View, visit: &Visit) -> Vec<Section> {
    let t = |id| view.text.t(id);
    let missing = untold(visit);
    let asked = |name: &&str| {
        let field = Kind::Visit.field(name)?;
        let required = field.required || missing.contains(name);
        Some(Row::Field { id: visit.id, kind: Kind::Visit, field: Field { required, ..field } })
    };
    let came = Section::new(t("debrief-came"), CAME.iter().filter_map(asked).collect());
    let think = Section::new(t("debrief-think"), met(visit).into_iter().flat_map(|seat| opinion(view, seat)).collect());
    let new = Section::new(t("debrief-new"), newcomers(view, visit)).adding(Kind::Seat, visit.account);
    let promised = Section::new(t("debrief-promised"), promises(view, visit)).adding(Kind::FollowUp, visit.account);
    let next = [&"next_date"].into_iter().filter_map(asked).chain(planned(view, visit)).collect();
    let next = Section::new(t("debrief-next"), next);
    let close = Section::new(t("debrief-close"), vec![Row::Add(t("debrief-close-how"))]);
    [came, think, new, promised, next, close]
        .into_iter()
        .filter(|section| !section.rows.is_empty() || section.adds.is_some())
        .collect()
}

fn fields(seat: Id, names: [&'static str; 3]) -> impl Iterator<Item = Row> {
    let field = move |name| Some(Row::Field { id: seat, kind: Kind::Seat, field: Kind::Seat.field(name)? });
    names.into_iter().filter_map(field)
}

/// What one of theirs thinks, as far as we know.
fn opinion(view: &View, seat: Id) -> Vec<Row> {
    let name = Row::Text(clean(&called(view, seat)).into_owned(), Role::Theirs);
    std::iter::once(name).chain(fields(seat, THINK)).collect()
}

fn called(view: &View, seat: Id) -> String {
    let title = view.room.get::<Seat>(seat).and_then(|seat| seat.title.clone());
    [Some(view.room.name(seat)), title].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Those at the visit whom we had not met before it.
fn newcomers(view: &View, visit: &Visit) -> Vec<Row> {
    let seats: Vec<&Seat> = first_met(view.room, visit).into_iter().filter_map(|id| view.room.get(id)).collect();
    let rows = |seat: &Seat| {
        std::iter::once(row(seat.id, &view.room.name(seat.id), Role::Theirs))
            .chain(fields(seat.id, NEW))
            .collect::<Vec<_>>()
    };
    seats.into_iter().flat_map(rows).collect()
}

/// What was promised at the visit.
fn promises(view: &View, visit: &Visit) -> Vec<Row> {
    let of_it = |item: &&FollowUp| item.visit == Some(visit.id);
    let said = |item: &FollowUp| {
        let due =
            item.due.map(|due| view.text.ta("ladder-due", &[("when", &distance(view.text, due.day(), view.today()))]));
        let parts: Vec<String> = std::iter::once(item.subject.clone()).chain(due).collect();
        row(item.id, &parts.join(" · "), Role::Text)
    };
    view.room.linked::<FollowUp>(visit.id).filter(of_it).map(said).collect()
}

/// The visits after this one that are planned already.
fn planned(view: &View, visit: &Visit) -> Vec<Row> {
    let ahead = |other: &&Visit| {
        other.account == visit.account && other.status == Some(VisitStatus::Planned) && other.start > visit.start
    };
    let mut all: Vec<&Visit> = view.room.linked::<Visit>(visit.account).filter(ahead).collect();
    all.sort_by_key(|other| (other.start, other.id));
    let said = |other: &Visit| {
        let when = other.start.map(|start| format::day(start.day())).unwrap_or_default();
        let status = choice_label(view.text, "visit-status", VisitStatus::Planned.code());
        row(other.id, &format!("{when} {status} · {}", line(view, other.id)), Role::Dim)
    };
    all.into_iter().map(said).collect()
}

impl Screen for Debrief {
    fn layout(&mut self, area: Rect, view: &View) {
        self.settle(view);
        let head = HEAD.min(area.height);
        // In one column one question comes after the other.
        let body = Rect { y: area.y + head, height: area.height - head, width: area.width.min(WIDE - 1), ..area };
        self.area = area;
        let inset = u16::from(body.width > 2);
        self.sections.layout(Rect { x: body.x + inset, width: body.width.saturating_sub(inset), ..body }, view);
        if std::mem::take(&mut self.answered) {
            self.sections.step(Step::Down);
        }
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        if self.visit.and_then(|id| view.room.get::<Visit>(id)).is_none() {
            return put_wrapped(buf, self.area, &view.text.t("debrief-none"), view.theme.style(Role::Placeholder));
        }
        for ((said, role), y) in self.head.iter().zip(self.area.y..self.area.bottom()) {
            let row = Rect { x: self.area.x + 1, y, width: self.area.width.saturating_sub(1), height: 1 };
            put(buf, row.intersection(self.area), said, view.theme.style(*role));
        }
        self.sections.draw(buf, view);
    }

    fn step(&mut self, step: Step) {
        self.sections.step(step);
    }

    fn selected(&self) -> Option<Id> {
        self.sections.selected().or(self.visit)
    }

    fn target(&self) -> Option<Target> {
        self.sections.target()
    }

    fn select(&mut self, id: Id) {
        self.wanted = Some(id);
    }

    /// It wants the width; the panel comes when it is asked for.
    fn inspected(&self) -> bool {
        false
    }

    fn click(&mut self, at: Position) -> bool {
        self.sections.click(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{House, account};
    use crate::text::Lang;
    use crate::widget::snapshot;

    fn made(house: &House) -> Id {
        let mut all: Vec<&Visit> = house.room.linked::<Visit>(account(1)).collect();
        all.retain(|visit| visit.account == account(1) && visit.status == Some(VisitStatus::Done));
        all.iter().max_by_key(|visit| (visit.start, visit.id)).unwrap().id
    }

    #[test]
    fn it_looks_like_this() {
        for lang in [Lang::En, Lang::ZhCn] {
            let house = House::new(lang, Some(account(1)));
            for (width, height) in [(80, 20), (120, 36)] {
                let mut screen = Debrief::default();
                screen.select(made(&house));
                let shown = snapshot::rows(&house.draw(&mut screen, width, height)).join("\n");
                insta::assert_snapshot!(format!("{}-{width}x{height}", lang.code()), shown);
            }
        }
    }

    #[test]
    fn it_endures_every_size() {
        crate::screen::fixture::endure::<Debrief>(Some(account(1)));
        let house = House::new(Lang::ZhCn, Some(account(1)));
        for (width, height) in [(0, 0), (1, 1), (3, 2), (40, 4), (300, 100)] {
            let mut screen = Debrief::default();
            screen.select(made(&house));
            house.draw(&mut screen, width, height);
            screen.step(Step::Last);
            house.draw(&mut screen, width, height);
        }
    }

    #[test]
    fn where_there_is_nothing_to_show_the_hint_is_all_there() {
        let bare = |text: &str| text.replace([' ', '\n'], "");
        for lang in Lang::ALL {
            let mut house = House::new(lang, None);
            house.room = crate::edit::Room::default();
            let screens: [(&mut dyn Screen, &str); 4] = [
                (&mut Debrief::default(), "debrief-none"),
                (&mut crate::screen::card::Card::default(), "blocked-no-account"),
                (&mut crate::screen::strategy::Strategy::default(), "blocked-no-account"),
                (&mut crate::screen::map::Map::default(), "map-empty"),
            ];
            for (screen, id) in screens {
                let shown = snapshot::rows(&house.draw(screen, 34, 18)).join(" ");
                let shown = shown.replace('─', "");
                assert!(bare(&shown).contains(&bare(&house.text.t(id))), "{id} {shown}");
            }
        }
    }

    #[test]
    fn it_begins_with_what_is_not_told_and_goes_on_after_an_answer() {
        let house = House::new(Lang::En, Some(account(1)));
        let planned =
            house.room.linked::<Visit>(account(1)).find(|one| one.status == Some(VisitStatus::Planned)).unwrap();
        let mut screen = Debrief::default();
        screen.select(planned.id);
        house.draw(&mut screen, 120, 36);
        let first = untold(planned)[0];
        assert_eq!(screen.target().map(|target| target.field), Some(first));
        let at = CAME.iter().position(|name| *name == first).unwrap();
        screen.go_on();
        house.draw(&mut screen, 120, 36);
        assert_eq!(screen.target().map(|target| target.field), CAME.get(at + 1).copied());
    }
}
