//! Screens of all accounts are settled beside what is shown, where that takes long: a copy of the screen is laid out on a
//! thread of its own, and the screen takes over the answers. Until then it shows what it had. Whoever has the terminal runs
//! the threads ([`Errand`]).

use chrono::{DateTime, FixedOffset};
use ratatui::layout::Rect;

use super::accounts::Accounts;
use super::calendar::Calendar;
use super::insight::Insight;
use super::ladder::Ladder;
use super::pairings::Pairings;
use super::team::Team;
use super::visits::Visits;
use super::{Place, Screen, Screens, View};
use crate::edit::Room;
use crate::model::Id;
use crate::rules::Terms;
use crate::text::Text;
use crate::theme::Theme;

/// From so many records on a screen of all accounts is settled beside: of fewer it takes no longer than a key may.
pub const MANY: usize = 20_000;

/// A screen whose answers are about all accounts.
pub(super) trait Settles: Screen {
    /// Whether its answers hold, so that to lay it out takes no time.
    fn is_settled(&mut self, area: Rect, view: &View) -> bool;

    /// Takes over the answers of a copy that was laid out; where the cursor is, stays.
    fn take(&mut self, copy: Self);
}

/// A copy of a screen.
#[derive(Debug)]
enum Copy {
    Accounts(Box<Accounts>),
    Calendar(Box<Calendar>),
    Insight(Box<Insight>),
    Ladder(Box<Ladder>),
    Pairings(Box<Pairings>),
    Team(Box<Team>),
    Visits(Box<Visits>),
}

impl Copy {
    fn screen(&mut self) -> &mut dyn Screen {
        match self {
            Self::Accounts(one) => &mut **one,
            Self::Calendar(one) => &mut **one,
            Self::Insight(one) => &mut **one,
            Self::Ladder(one) => &mut **one,
            Self::Pairings(one) => &mut **one,
            Self::Team(one) => &mut **one,
            Self::Visits(one) => &mut **one,
        }
    }
}

/// A screen that is to be settled, and for what.
#[derive(Debug)]
pub struct Errand {
    copy: Copy,
    area: Rect,
    account: Option<Id>,
}

impl Errand {
    /// Settles it.
    pub fn run(&mut self, room: &Room, now: DateTime<FixedOffset>, text: &Text, theme: &Theme, terms: &Terms) {
        let view = View { room, account: self.account, now, text, theme, terms, focused: true };
        self.copy.screen().layout(self.area, &view);
    }
}

impl Screens {
    /// Whether the open screen can be laid out without anybody waiting for it.
    pub(super) fn is_settled(&mut self, area: Rect, view: &View) -> bool {
        match self.place() {
            Place::Accounts => self.accounts.is_settled(area, view),
            Place::Agenda => self.calendar.is_settled(area, view),
            Place::Insight => self.insight.is_settled(area, view),
            Place::Rungs => self.ladder.is_settled(area, view),
            Place::Pairings => self.pairings.is_settled(area, view),
            Place::Team => self.team.is_settled(area, view),
            Place::Visits => self.visits.is_settled(area, view),
            _ => true,
        }
    }

    /// What would settle the open screen.
    pub(super) fn errand(&self, area: Rect, account: Option<Id>) -> Option<Errand> {
        let copy = match self.place() {
            Place::Accounts => Copy::Accounts(Box::new(self.accounts.clone())),
            Place::Agenda => Copy::Calendar(Box::new(self.calendar.clone())),
            Place::Insight => Copy::Insight(Box::new(self.insight.clone())),
            Place::Rungs => Copy::Ladder(Box::new(self.ladder.clone())),
            Place::Pairings => Copy::Pairings(Box::new(self.pairings.clone())),
            Place::Team => Copy::Team(Box::new(self.team.clone())),
            Place::Visits => Copy::Visits(Box::new(self.visits.clone())),
            _ => return None,
        };
        Some(Errand { copy, area, account })
    }

    /// Gives a screen the answers of an errand that was run, whether or not it is still open.
    pub fn take(&mut self, done: Errand) {
        self.rest();
        match done.copy {
            Copy::Accounts(copy) => self.accounts.take(*copy),
            Copy::Calendar(copy) => self.calendar.take(*copy),
            Copy::Insight(copy) => self.insight.take(*copy),
            Copy::Ladder(copy) => self.ladder.take(*copy),
            Copy::Pairings(copy) => self.pairings.take(*copy),
            Copy::Team(copy) => self.team.take(*copy),
            Copy::Visits(copy) => self.visits.take(*copy),
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use serde_json::json;

    use super::*;
    use crate::edit::Draft;
    use crate::screen::Step;
    use crate::screen::fixture::{House, account};
    use crate::text::Lang;
    use crate::widget::snapshot;

    const AREA: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

    fn drawn(screens: &mut Screens, house: &House) -> Vec<String> {
        let mut buf = Buffer::empty(AREA);
        screens.layout(AREA, &house.view());
        screens.view(&mut buf, AREA, &house.view());
        snapshot::rows(&buf)
    }

    fn run(screens: &mut Screens, house: &House) {
        let mut errand = screens.errand_to_run().unwrap();
        let View { room, now, text, theme, terms, .. } = house.view();
        errand.run(room, now, text, theme, terms);
        screens.take(errand);
    }

    #[test]
    fn what_is_settled_beside_is_what_would_be_settled_at_once() {
        let house = House::new(Lang::En, None);
        for place in
            [Place::Accounts, Place::Agenda, Place::Insight, Place::Rungs, Place::Pairings, Place::Team, Place::Visits]
        {
            let (mut at_once, mut beside) = (Screens::default(), Screens::default());
            beside.be_patient(Some(1));
            at_once.go(place, None);
            beside.go(place, None);
            let waiting = drawn(&mut beside, &house);
            assert!(beside.is_late() && waiting[0].contains('…'), "{place:?}: {waiting:#?}");
            assert_eq!((beside.selected(), beside.target()), (None, None), "{place:?}");
            run(&mut beside, &house);
            assert_eq!(drawn(&mut beside, &house), drawn(&mut at_once, &house), "{place:?}");
            assert!(!beside.is_late() && beside.errand_to_run().is_none(), "{place:?}");
        }
    }

    #[test]
    fn what_was_is_shown_until_the_answers_are_there_and_the_cursor_stays() {
        let mut house = House::new(Lang::En, None);
        let mut screens = Screens::default();
        screens.inspector_hidden = true;
        screens.be_patient(Some(1));
        screens.go(Place::Accounts, None);
        drawn(&mut screens, &house);
        run(&mut screens, &house);
        let before = drawn(&mut screens, &house);
        let renamed = Draft::setting(&house.room, account(3), "name", json!("海河银行")).unwrap();
        house.room = house.room.foreseen(renamed).unwrap();
        let stale = drawn(&mut screens, &house);
        assert!(screens.is_late());
        assert_eq!(stale[1..20], before[1..20]);
        // The cursor moves while the answers are worked out for where it was.
        let mut errand = screens.errand_to_run().unwrap();
        screens.step(Step::Down);
        screens.step(Step::Down);
        let here = screens.selected();
        let View { room, now, text, theme, terms, .. } = house.view();
        errand.run(room, now, text, theme, terms);
        screens.take(errand);
        let after = drawn(&mut screens, &house);
        assert!(!screens.is_late() && after.iter().any(|row| row.contains("海河银行")));
        assert_eq!(screens.selected(), here);
        // Answers to what is no longer asked are not taken for those to what is.
        screens.accounts.sort();
        drawn(&mut screens, &house);
        let mut early = screens.errand_to_run().unwrap();
        let View { room, now, text, theme, terms, .. } = house.view();
        early.run(room, now, text, theme, terms);
        screens.accounts.group = screens.accounts.group.next();
        screens.take(early);
        drawn(&mut screens, &house);
        assert!(screens.is_late());
    }
}
