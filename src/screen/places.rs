//! Which screen is open, where the cursor was before, and the way back.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::accounts::Accounts;
use super::beside::Errand;
use super::calendar::Calendar;
use super::card::Card;
use super::circle::Circle;
use super::debrief::Debrief;
use super::history::{History, Source};
use super::insight::Insight;
use super::inspector::Inspector;
use super::ladder::Ladder;
use super::map::Map;
use super::pairings::Pairings;
use super::place::{Focus, Place};
use super::planner::Planner;
use super::strategy::Strategy;
use super::team::Team;
use super::today::Today;
use super::trail::{Jump, Trail};
use super::visits::Visits;
use super::{Key, Screen, Step, Target, View};
use crate::edit::Room;
use crate::model::Id;
use crate::theme::Role;
use crate::widget::put_right;

/// Which screen, of which account, in which place.
type Laid = (Place, Option<Id>, Rect);

/// From this width on there is room for the panel beside every screen.
const AMPLE: u16 = 170;

/// Columns the panel keeps where a screen needs some of its own.
const LEAST_PANEL: u16 = 40;

/// All screens, and which of them is open.
#[derive(Debug, Default)]
pub struct Screens {
    place: Place,
    account: Option<Id>,
    focus: Focus,
    trail: Trail,
    /// Columns the screen has of the panel's, and for what they were worked out.
    spared: u16,
    shared: Option<(Place, Rect, Key)>,
    /// From how many records on the screens of all accounts may be settled beside what is shown.
    many: Option<usize>,
    /// The screen that is not settled yet, and whether it has nothing to show until then.
    late: Option<(Place, bool)>,
    /// What would settle it, and whether something is settled beside already: then that is waited for first.
    errand: Option<Errand>,
    busy: bool,
    /// For what the screen that is shown was laid out last.
    laid: Option<Laid>,
    /// Whether the panel is shown where there is room.
    pub inspector_hidden: bool,
    /// The panel beside the screen.
    pub inspector: Inspector,
    /// The table of accounts.
    pub accounts: Accounts,
    /// The chart of an account's people.
    pub map: Map,
    /// The influence circle of the open account.
    pub circle: Circle,
    /// The ladder, of one account or of all.
    pub ladder: Ladder,
    /// What is due.
    pub today: Today,
    /// Our own people.
    pub team: Team,
    /// Who of ours faces whom, in one account or in all.
    pub pairings: Pairings,
    /// The team visit.
    pub planner: Planner,
    /// The whole business.
    pub insight: Insight,
    /// The profile card of an account.
    pub card: Card,
    /// The strategy for an account.
    pub strategy: Strategy,
    /// The calendar, of one account or of all.
    pub calendar: Calendar,
    /// The visits, of one account or of all.
    pub visits: Visits,
    /// A visit as it is told afterwards.
    pub debrief: Debrief,
    /// The past of an account.
    pub history: History,
    /// The past of everything.
    pub journal: History,
}

impl Screens {
    /// The open screen.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The account whose screens are open; on the table of accounts, none.
    pub fn account(&self) -> Option<Id> {
        self.account.filter(|_| self.place.is_room())
    }

    /// The account opened last, for coming back to it.
    pub const fn last_account(&self) -> Option<Id> {
        self.account
    }

    /// The name of the context of the open screen's keys, which depends on what it is doing.
    pub const fn context(&self) -> &'static str {
        match self.place {
            Place::Map => self.map.context(),
            Place::Agenda => Place::Calendar.name(),
            Place::Pairs => Place::Pairings.name(),
            Place::Calls => Place::Visits.name(),
            Place::Ladder | Place::Rungs => self.ladder.context(),
            other => other.name(),
        }
    }

    /// Whether the panel has the keys.
    pub fn inspector_focused(&self) -> bool {
        self.focus == Focus::Inspector
    }

    /// Gives the keys to the screen or to the panel.
    pub const fn focus(&mut self, focus: Focus) {
        self.focus = focus;
    }

    /// The screens as they are at the start, for one of ours or for nobody; what Today has worked out stays.
    pub fn anew(&mut self, member: Option<Id>) {
        let mut today = std::mem::take(&mut self.today).anew();
        today.show_member(member);
        *self = Self { today, inspector_hidden: self.inspector_hidden, many: self.many, ..Self::default() };
    }

    /// Opens a screen, remembering where it came from.
    pub fn go(&mut self, place: Place, account: Option<Id>) {
        let here = self.here();
        if here.place != place || (place.is_room() && here.account != account.or(self.account)) {
            self.trail.leave(here);
        }
        self.stand(place, account);
    }

    /// Opens a screen without remembering where it came from.
    fn stand(&mut self, place: Place, account: Option<Id>) {
        self.place = place;
        self.account = account.or(self.account);
        self.focus = Focus::Screen;
    }

    /// Opens a screen of the past; the ways of today wait until one comes home.
    pub fn set_out(&mut self, place: Place, account: Option<Id>) {
        let here = self.here();
        self.trail.set_out(here);
        self.stand(place, account);
    }

    /// Comes back from the past to where one was.
    pub fn come_home(&mut self) {
        if let Some(jump) = self.trail.come_home() {
            self.land(jump);
        }
    }

    /// Whether the next step back leads from the past to today: out of a what-if or the panel it does not.
    pub fn is_at_door(&self) -> bool {
        let is_within = self.inspector_focused() || self.place == Place::Circle && self.circle.is_sandbox();
        self.trail.is_at_door() && !is_within
    }

    /// Opens the screen where a record is at home, with the cursor on it.
    pub fn reveal(&mut self, room: &Room, id: Id) {
        let Some(kind) = room.record(id).map(crate::model::Record::kind) else { return };
        let account = room.account_of(id);
        let home = Place::home(kind);
        let place = match (home, account) {
            // One of ours travels for several accounts.
            (Place::Calendar, None) => Place::Agenda,
            (home, None) if home.is_room() => self.place,
            (home, _) => home,
        };
        self.go(place, account);
        self.select(id);
    }

    /// One step back; false at the start, and where the past was entered.
    pub fn back(&mut self) -> bool {
        if self.inspector_focused() {
            if !self.inspector.back() {
                self.focus = Focus::Screen;
            }
            return true;
        }
        if self.is_at_door() {
            return false;
        }
        if self.leave() {
            return true;
        }
        let here = self.here();
        let Some(jump) = self.trail.back(here) else { return false };
        self.land(jump);
        true
    }

    /// Takes back what the open screen narrowed or marked; false where that is nothing.
    fn leave(&mut self) -> bool {
        match self.place {
            Place::Today => self.today.leave(),
            Place::Circle => self.circle.leave(),
            Place::Ladder | Place::Rungs => self.ladder.leave(),
            Place::Calendar | Place::Agenda => self.calendar.leave(),
            Place::Accounts => self.accounts.leave(),
            Place::Map => self.map.leave(),
            Place::Planner => self.planner.leave(),
            Place::Visits | Place::Calls => self.visits.leave(),
            Place::History => self.history.leave(),
            Place::Journal => self.journal.leave(),
            _ => false,
        }
    }

    /// Lets the screens of all accounts be settled beside what is shown where there are so many records; somebody then has
    /// to run the errands. `None` has it done while it is laid out.
    pub const fn be_patient(&mut self, many: Option<usize>) {
        (self.many, self.busy) = (many, false);
    }

    /// What is to be run for the open screen, and given back by [`Self::take`].
    pub fn errand_to_run(&mut self) -> Option<Errand> {
        let errand = self.errand.take();
        self.busy |= errand.is_some();
        errand
    }

    /// Notes that nothing is run any more.
    pub(super) const fn rest(&mut self) {
        self.busy = false;
    }

    /// Whether the open screen works something out beside what it shows.
    pub fn is_working(&self) -> bool {
        self.place == Place::Planner && self.planner.is_searching()
    }

    /// One step forward again; false at the end.
    pub fn forward(&mut self) -> bool {
        let here = self.here();
        let Some(jump) = self.trail.forward(here) else { return false };
        self.land(jump);
        true
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<Id> {
        match self.focus {
            Focus::Screen => self.open()?.selected(),
            Focus::Inspector => self.inspector.selected(),
        }
    }

    /// The field under the cursor.
    pub fn target(&self) -> Option<Target> {
        match self.focus {
            Focus::Screen => self.open()?.target(),
            Focus::Inspector => self.inspector.target(),
        }
    }

    /// Where a field of a record stands just now, if it is in view: on the screen, else in the panel.
    pub fn locate(&mut self, id: Id, field: &str) -> Option<Rect> {
        let here = self.target_shown().filter(|target| target.id == id && target.field == field);
        if let Some(target) = here {
            return Some(target.rect);
        }
        if !self.inspector.is_in_view() {
            return None;
        }
        self.inspector.select_field(id, field);
        self.inspector.target().filter(|target| (target.id, target.field) == (id, field)).map(|target| target.rect)
    }

    /// Where the fields under the screen's cursor and under the panel's stand.
    pub fn stands(&self) -> [Option<Rect>; 2] {
        [self.target_shown(), self.inspector.target()].map(|target| target.map(|target| target.rect))
    }

    fn target_shown(&self) -> Option<Target> {
        self.open()?.target()
    }

    /// Puts the screen's cursor on a record.
    pub fn select(&mut self, id: Id) {
        self.current_mut().select(id);
    }

    /// Moves the cursor that has the keys.
    pub fn step(&mut self, step: Step) {
        match self.focus {
            Focus::Screen if self.open().is_some() => self.current_mut().step(step),
            Focus::Screen => {}
            Focus::Inspector => self.inspector.step(step),
        }
    }

    /// Lets the open screen read what it shows of the past.
    pub fn recall(&mut self, view: &View, source: &Source) {
        match self.place {
            Place::History => self.history.read(view, source),
            Place::Journal => self.journal.read(view, source),
            Place::Insight => self.insight.read(view, source),
            _ => {}
        }
    }

    /// Settles the screen and the panel. A screen that lacks a few columns gets them of the panel's.
    pub fn layout(&mut self, area: Rect, view: &View) {
        let (screen, panel) = self.parts(area);
        let waits = self.many.is_some_and(|many| view.room.count().0 >= many);
        if waits && !self.is_settled(screen, view) {
            self.late = Some((self.place, self.laid != Some((self.place, self.account(), screen))));
            self.errand = if self.busy { None } else { self.errand(screen, view.account) };
            self.inspector.show(self.open().and_then(Screen::selected));
            return self.inspector.layout(panel, view);
        }
        (self.late, self.errand) = (None, None);
        let key = (self.place, area, view.key());
        if self.shared != Some(key) {
            self.shared = Some(key);
            self.spared = 0;
            let (screen, panel) = self.parts(area);
            self.current_mut().layout(screen, view);
            let most = panel.width.saturating_sub(LEAST_PANEL);
            self.spared = Some(self.current().lacks()).filter(|lacks| *lacks <= most).unwrap_or(0);
        }
        let (screen, panel) = self.parts(area);
        self.current_mut().layout(screen, view);
        self.laid = Some((self.place, self.account(), screen));
        let selected = self.current().selected();
        self.inspector.show(selected);
        self.inspector.layout(panel, view);
    }

    /// Whether the open screen shows what was, or nothing yet.
    pub fn is_late(&self) -> bool {
        self.late.is_some_and(|(place, _)| place == self.place)
    }

    /// The open screen, if it has something to show.
    fn open(&self) -> Option<&dyn Screen> {
        (self.late != Some((self.place, true))).then(|| self.current())
    }

    /// Draws the screen and the panel.
    pub fn view(&self, buf: &mut Buffer, area: Rect, view: &View) {
        let (screen, panel) = self.split(area);
        if let Some(open) = self.open().filter(|_| screen.width > 0) {
            open.view(buf, view);
        }
        if self.is_late() && screen.width > 0 && screen.height > 0 {
            put_right(buf, Rect { height: 1, ..screen }, &view.text.t("screen-late"), view.theme.style(Role::Warn));
        }
        if panel.width > 0 {
            self.inspector.view(buf, view, self.inspector_focused());
        }
    }

    /// Gives a click to the screen or the panel, whichever it hit, and the keys with it.
    pub fn click(&mut self, area: Rect, at: Position) -> bool {
        let (screen, panel) = self.split(area);
        if panel.contains(at) {
            self.focus = Focus::Inspector;
            return self.inspector.click(at);
        }
        let hit = screen.contains(at) && self.open().is_some() && self.current_mut().click(at);
        if hit {
            self.focus = Focus::Screen;
        }
        hit
    }

    /// The screen's part and the panel's. On a narrow terminal whoever has the keys gets all of it.
    fn split(&self, area: Rect) -> (Rect, Rect) {
        let none = Rect { width: 0, ..area };
        let focused = self.inspector_focused();
        if area.width < 100 {
            return if focused { (none, area) } else { (area, none) };
        }
        let wanted = self.current().inspected() || area.width >= AMPLE;
        if !focused && (self.inspector_hidden || !wanted) {
            return (area, none);
        }
        let cols = (area.width / 3).clamp(36, 64).saturating_sub(self.spared);
        let screen = Rect { width: area.width - cols, ..area };
        (screen, Rect { x: screen.right(), width: cols, ..area })
    }

    /// The same to lay out in: a screen that the panel covers stays as it was, for one comes back to where one was in it.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let (screen, panel) = self.split(area);
        (if screen.width == 0 { area } else { screen }, panel)
    }

    /// Where one is.
    fn here(&self) -> Jump {
        Jump { place: self.place, account: self.account, selected: self.current().selected() }
    }

    /// Forgets an account that is gone, and the ways back to it; whoever was in its room stands among all accounts.
    pub fn forget(&mut self, gone: Id) {
        self.trail.forget(gone);
        if self.account() == Some(gone) {
            self.land(Jump { place: Place::Accounts, account: None, selected: None });
        } else if self.account == Some(gone) {
            self.account = None;
        }
    }

    /// Comes to where one was.
    fn land(&mut self, jump: Jump) {
        self.place = jump.place;
        self.account = jump.account;
        self.focus = Focus::Screen;
        if let Some(id) = jump.selected {
            self.select(id);
        }
    }

    fn current(&self) -> &dyn Screen {
        match self.place {
            Place::Today => &self.today,
            Place::Team => &self.team,
            Place::Pairings | Place::Pairs => &self.pairings,
            Place::Planner => &self.planner,
            Place::Visits | Place::Calls => &self.visits,
            Place::Debrief => &self.debrief,
            Place::Insight => &self.insight,
            Place::Card => &self.card,
            Place::Strategy => &self.strategy,
            Place::Calendar | Place::Agenda => &self.calendar,
            Place::History => &self.history,
            Place::Journal => &self.journal,
            Place::Accounts => &self.accounts,
            Place::Map => &self.map,
            Place::Circle => &self.circle,
            Place::Ladder | Place::Rungs => &self.ladder,
        }
    }

    fn current_mut(&mut self) -> &mut dyn Screen {
        match self.place {
            Place::Today => &mut self.today,
            Place::Team => &mut self.team,
            Place::Pairings | Place::Pairs => &mut self.pairings,
            Place::Planner => &mut self.planner,
            Place::Visits | Place::Calls => &mut self.visits,
            Place::Debrief => &mut self.debrief,
            Place::Insight => &mut self.insight,
            Place::Card => &mut self.card,
            Place::Strategy => &mut self.strategy,
            Place::Calendar | Place::Agenda => &mut self.calendar,
            Place::History => &mut self.history,
            Place::Journal => &mut self.journal,
            Place::Accounts => &mut self.accounts,
            Place::Map => &mut self.map,
            Place::Circle => &mut self.circle,
            Place::Ladder | Place::Rungs => &mut self.ladder,
        }
    }
}
