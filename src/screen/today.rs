//! Today: what to do now, this week, and what to watch, the most urgent first; every line says why it is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::View;
use super::grid::{Cell, Col, Grid, Group, Line};
use super::listing::{Listing, seatless};
use crate::model::{Account, Id};
use crate::rules::intercept::Intercept;
use crate::rules::today::{self, Counts, Entry, Told};
use crate::screen::present::agendum;
use crate::text::{Lang, clean};
use crate::theme::Role;
use crate::widget::{put, put_wrapped};

/// Rows below the lines for the one under the cursor, of which its columns may cut something, and the rows of the screen
/// from which on there is room for them.
const FOOT: (u16, u16) = (3, 12);

/// From this width on the people have a column of their own.
const WIDE: u16 = 110;

/// What no records and no hour are.
const NOTHING: (u64, i64) = (u64::MAX, i64::MIN);

/// The screen.
#[derive(Debug, Default)]
pub struct Today {
    grid: Grid,
    /// Everything there is, of all accounts and of everybody, put off or not.
    told: Option<Arc<Told>>,
    /// The records and the hour it is the answer for.
    heard: Option<(u64, i64)>,
    /// Whether an answer may be late: it is then worked out between two frames, not for one.
    patient: bool,
    /// Whether it is.
    late: bool,
    /// Whether the first answer may be late, too, and has not come.
    pending: bool,
    /// Where each line shown is in `all`, by its key.
    shown: BTreeMap<Id, usize>,
    /// Whose lines are shown alone.
    member: Option<Id>,
    /// Whether what is put off is shown, and that alone.
    asleep: bool,
    /// Whether the people have a column of their own.
    is_wide: bool,
    /// Whether there is no account yet that something could be due of.
    is_new: bool,
    /// What stands above the lines: whose they are, and how many are put off.
    head: String,
    /// Where the line under the cursor stands in full.
    foot: Rect,
    settled: Option<Settled>,
    counted: Option<(Counted, Counts)>,
}

/// What the lines shown hang on: the answer, the language, the width, whose they are, whether they are put off.
type Settled = ((u64, i64), Lang, u16, Option<Id>, bool);
/// What the counts hang on: the answer, the account, whose they are.
type Counted = ((u64, i64), Option<Id>, Option<Id>);

impl Today {
    /// The screen as it is at the start, with what was worked out.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { told: self.told, heard: self.heard, pending: self.pending, ..Self::default() }
    }

    /// What the line under the cursor says.
    pub fn entry(&self) -> Option<&Entry> {
        self.lines().get(*self.shown.get(&self.grid.current()?.key)?).map(Arc::as_ref)
    }

    /// Everything there is, as it was last worked out.
    pub fn told(&self) -> Option<Arc<Told>> {
        self.told.clone()
    }

    fn lines(&self) -> &[Arc<Entry>] {
        self.told.as_ref().map_or(&[], |told| told.lines())
    }

    /// The meeting that the line under the cursor proposes.
    pub fn meeting(&self) -> Option<&Intercept> {
        self.entry()?.meeting.as_deref()
    }

    /// Whose lines are shown alone.
    pub const fn member(&self) -> Option<Id> {
        self.member
    }

    /// Shows the lines of one of ours alone, or everybody's.
    pub const fn show_member(&mut self, member: Option<Id>) {
        self.member = member;
    }

    /// Whether what is put off is shown.
    pub const fn is_asleep(&self) -> bool {
        self.asleep
    }

    /// Shows what is put off, or what is not.
    pub const fn show_asleep(&mut self, asleep: bool) {
        self.asleep = asleep;
    }

    /// Takes back that only a part is shown; false where that is not so.
    pub const fn leave(&mut self) -> bool {
        let narrowed = self.asleep || self.member.is_some();
        if self.asleep {
            self.asleep = false;
        } else {
            self.member = None;
        }
        narrowed
    }

    /// How many lines there are of what the title counts, in the open account or in all.
    pub fn counts(&mut self, view: &View) -> Counts {
        let heard = self.listen(view);
        let wanted = (heard, view.account, self.member);
        if let Some((counted, counts)) = self.counted
            && counted == wanted
        {
            return counts;
        }
        let awake = self.lines().iter().map(Arc::as_ref).filter(|entry| entry.until.is_none() && self.is_theirs(entry));
        let counts = Counts::of(awake.filter(|entry| view.account.is_none() || entry.account == view.account));
        self.counted = Some((wanted, counts));
        counts
    }

    /// Whether answers may be late; somebody then has to call [`Self::hear`] or [`Self::catch_up`].
    pub const fn be_patient(&mut self, patient: bool) {
        self.patient = patient;
    }

    /// Has the first answer come late as well: there is much to look at.
    pub const fn begin_late(&mut self) {
        self.pending = true;
    }

    /// Whether there is no answer at all yet.
    pub const fn is_pending(&self) -> bool {
        self.pending
    }

    /// Whether what is shown is from before the last edit.
    pub const fn is_late(&self) -> bool {
        self.late
    }

    /// Works out everything there is.
    pub fn catch_up(&mut self, view: &View) {
        let told = match &self.told {
            Some(before) => before.after(view.room, view.terms, view.now),
            None => Told::of(view.room, view.terms, view.now),
        };
        self.hear((view.moment(), Arc::new(told)));
    }

    /// Takes everything there is, worked out elsewhere, with the records and the hour it is the answer for.
    pub fn hear(&mut self, (heard, told): ((u64, i64), Arc<Told>)) {
        (self.told, self.heard, self.late, self.pending) = (Some(told), Some(heard), false, false);
    }

    /// What everything there is is the answer for; it is worked out here unless that may be late.
    fn listen(&mut self, view: &View) -> (u64, i64) {
        let moment = view.moment();
        match self.heard {
            Some(heard) if heard == moment => {}
            Some(heard) if self.patient => {
                self.late = true;
                return heard;
            }
            None if self.pending => {
                self.late = true;
                return NOTHING;
            }
            _ => self.catch_up(view),
        }
        moment
    }

    fn is_theirs(&self, entry: &Entry) -> bool {
        self.member.is_none_or(|member| entry.is_for(member))
    }

    fn settle(&mut self, area: Rect, view: &View) {
        self.is_wide = area.width >= WIDE;
        let settled = (self.listen(view), view.text.lang(), area.width, self.member, self.asleep);
        if self.settled == Some(settled) {
            return;
        }
        let name = |id| view.text.t(id);
        let who = self.is_wide.then(|| Col::text(name("today-who"), 18, 0));
        let first = [Col::fixed(name("today-due"), 9, 2), Col::text(name("today-what"), 26, 0)];
        // Of what is left over, the reasons get the most: they are sentences.
        let why = 28 + area.width.saturating_sub(WIDE) / 2;
        let last = [Col::fixed(name("kind-account"), 14, 3), Col::text(name("today-why"), why, 1)];
        self.grid.columns(first.into_iter().chain(who).chain(last).collect());
        let mut groups: Vec<(String, Vec<Line>)> = Vec::new();
        let mut shown = BTreeMap::new();
        let mut put_off = 0;
        for (at, entry) in self.lines().iter().enumerate().filter(|(_, entry)| self.is_theirs(entry)) {
            put_off += usize::from(entry.until.is_some());
            if entry.until.is_some() != self.asleep {
                continue;
            }
            let line = Line { key: key(entry), record: entry.id(), cells: Vec::new() };
            shown.insert(line.key, at);
            let group = if self.asleep { "asleep".into() } else { entry.group.code().replace('_', "-") };
            match groups.last_mut().filter(|(last, _)| *last == group) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((group, vec![line])),
            }
        }
        let titled = groups.into_iter().map(|(group, lines)| {
            let title = view.text.t(&format!("today-group-{group}"));
            Group { title: format!("{title} {}", lines.len()), lines }
        });
        self.grid.set(titled.collect());
        self.shown = shown;
        self.head = self.heading(view, put_off);
        self.settled = Some(settled);
    }

    /// What stands above the lines, where not everything is shown.
    fn heading(&self, view: &View, put_off: usize) -> String {
        let only = self.member.map(|member| view.text.ta("today-only", &[("name", &view.room.name(member))]));
        let count = put_off.to_string();
        let rest = (put_off > 0 && !self.asleep).then(|| view.text.ta("today-put-off", &[("count", &count)]));
        only.into_iter().chain(rest).collect::<Vec<_>>().join(" · ")
    }
}

impl Listing for Today {
    fn grid(&self) -> &Grid {
        &self.grid
    }

    fn grid_mut(&mut self) -> &mut Grid {
        &mut self.grid
    }

    fn place(&mut self, area: Rect, view: &View) -> Rect {
        self.settle(area, view);
        self.is_new = self.grid.is_empty() && view.room.all::<Account>().next().is_none();
        let rows = u16::from(!self.head.is_empty()).min(area.height);
        let (foot, from) = FOOT;
        let foot = if area.height >= from && !self.grid.is_empty() { foot } else { 0 };
        self.foot = Rect { y: area.bottom() - foot, height: foot, ..area };
        Rect { y: area.y + rows, height: area.height - rows - foot, ..area }
    }

    fn word(&mut self, view: &View) {
        let (shown, wide) = (&self.shown, self.is_wide);
        let lines = self.told.as_ref().map_or(&[][..], |told| told.lines());
        let entry = |key| lines.get(*shown.get(&key)?);
        self.grid.word(|key| entry(key).map(|entry| cells(view, entry, wide)).unwrap_or_default());
    }

    fn hint(&self) -> &'static str {
        match (self.asleep, self.member) {
            _ if self.pending => "today-pending",
            (true, _) => "today-none-asleep",
            (false, Some(_)) => "today-empty-member",
            (false, None) if self.is_new => "today-new",
            (false, None) => "today-empty",
        }
    }

    fn said(&self, view: &View) -> String {
        let people = if self.hint() == "today-new" { seatless(view) } else { None };
        people.unwrap_or_else(|| view.text.t(self.hint()))
    }

    fn crown(&self, buf: &mut Buffer, view: &View) {
        if !self.head.is_empty() {
            let area = self.grid.area();
            let row = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
            put(buf, row, &clean(&self.head), view.theme.style(Role::Accent));
        }
        if let Some(entry) = self.entry() {
            let said = [agendum::narrow(view, entry), agendum::why(view, entry)].map(|said| clean(&said).into_owned());
            put_wrapped(buf, self.foot, &format!("› {}", said.join("\n")), view.theme.style(Role::Info));
        }
    }
}

fn cells(view: &View, entry: &Entry, wide: bool) -> Vec<Cell> {
    let overdue = entry.due.is_some_and(|due| due < view.today());
    let role = match entry.group {
        today::Group::Now if overdue => Role::Bad,
        today::Group::Now => Role::Warn,
        today::Group::ThisWeek => Role::Text,
        today::Group::Watch => Role::Dim,
    };
    let account = entry.account.map(|id| view.room.name(id)).unwrap_or_default();
    let when = Cell::new(entry.until.or(entry.due).map(|due| agendum::when(view, due)).unwrap_or_default(), role);
    let what = if wide { agendum::what(view, entry) } else { agendum::narrow(view, entry) };
    let who = wide.then(|| Cell::new(agendum::who(view, entry), Role::Theirs));
    let account = Cell::new(clean(&account).into_owned(), Role::Theirs);
    let why = Cell::new(agendum::why(view, entry), role);
    [when, Cell::new(what, Role::Text)].into_iter().chain(who).chain([account, why]).collect()
}

/// The key of a line of the grid.
fn key(entry: &Entry) -> Id {
    Id::named("today", &entry.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Room;
    use crate::model::Kind;
    use crate::screen::accounts::Accounts;
    use crate::screen::fixture::{self, House};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Today>(None, |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Today>(None);
    }

    #[test]
    fn a_late_answer_shows_what_it_knew_until_it_catches_up() {
        let mut house = House::new(Lang::En, None);
        let mut screen = Today::default();
        screen.be_patient(true);
        let before = snapshot::rows(&house.draw(&mut screen, 120, 36));
        assert!(!screen.is_late(), "the first one is waited for");
        house.room = Room::default();
        assert_eq!(house.room.version(), 0);
        house.hours = 1;
        assert_eq!(snapshot::rows(&house.draw(&mut screen, 120, 36)).len(), before.len());
        assert!(screen.is_late() && screen.entry().is_some());
        screen.catch_up(&house.view());
        assert!(snapshot::rows(&house.draw(&mut screen, 120, 36))[0].contains("Nothing"));
        assert!(!screen.is_late());
    }

    #[test]
    fn nothing_to_do_is_said() {
        let mut house = House::new(Lang::En, None);
        house.room = Room::default();
        let mut screen = Today::default();
        let shown = snapshot::rows(&house.draw(&mut screen, 80, 20));
        assert!(shown[0].contains("Nothing is here yet"), "{shown:?}");
        assert!(
            shown.join(" ").contains("import-open") && shown.join(" ").contains("“warroom import FILE”"),
            "{shown:?}"
        );
        assert_eq!(screen.selected(), None);
    }

    #[test]
    fn people_without_an_account_are_told_of_and_what_to_read() {
        let mut house = House::new(Lang::En, None);
        let person = |name: &'static str| (Kind::Person, name, serde_json::json!({ "name": name }));
        house.room = crate::rules::fixture::room(&[person("Ada"), person("Bo")]);
        for screen in [&mut Today::default() as &mut dyn Screen, &mut Accounts::default()] {
            let shown = snapshot::rows(&house.draw(screen, 120, 20)).join(" ");
            assert!(shown.contains("2 people are here without a seat") && shown.contains("import-open"), "{shown}");
        }
    }

    #[test]
    fn every_line_stands_for_a_record() {
        let house = House::new(Lang::En, None);
        let mut screen = Today::default();
        house.draw(&mut screen, 120, 30);
        let lines = today::today(&house.room, house.view().terms, house.view().now, None).len();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..lines {
            seen.insert(screen.grid.current().map(|line| line.key).unwrap());
            let is_table = screen.entry().is_some_and(|entry| entry.topic == today::Topic::Table);
            assert!(is_table || screen.selected().is_some_and(|id| house.room.record(id).is_some()));
            screen.step(Step::Down);
        }
        assert_eq!(seen.len(), lines);
    }
}
