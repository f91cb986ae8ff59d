//! The records as they were on a day, and what changed between two days.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::layer::Layer;
use super::{Bent, Command, Cx, Outcome};
use crate::clock::Clock;
use crate::edit::Room;
use crate::model::speak::{Bias, parse_day, parse_range};
use crate::model::{Account, Id, Problem};
use crate::overlay::Page;
use crate::rules::since::changes;
use crate::screen::Place;
use crate::store::Book;

/// The table.
pub const COMMANDS: &[Command] =
    &[Command::looking("as-it-was", |cx, _| as_it_was(cx)), Command::looking("changes-between", |cx, _| between(cx))];

/// Why nothing is changed in the past.
const CLOSED: &str = "blocked-as-it-was";

impl Cx {
    /// Why a command cannot run that would change the past.
    pub fn closed(&self, command: &Command) -> Option<&'static str> {
        (self.looks_at().is_some() && command.bent == Bent::Changes).then_some(CLOSED)
    }

    /// Refuses to go on to an edit while the past is looked at.
    pub fn must_be_now(&self) -> Outcome {
        if self.looks_at().is_some() { Err(Problem::new(CLOSED)) } else { Ok(()) }
    }

    /// Shows the records as they were at a moment, as of that moment; nothing can be changed meanwhile.
    pub fn look_back(&mut self, then: DateTime<FixedOffset>) -> Outcome {
        self.come_back();
        let room = self.room().as_it_was(then.timestamp_millis(), self.book.history())?;
        let why = Problem::new("problem-as-it-was").with("day", then.date_naive());
        let clock = Clock::Fixed(then);
        let shown = Book::to_look_at(room, clock, self.book.author(), why);
        self.directory.forget();
        let (book, clock) = (std::mem::replace(&mut self.book, shown), std::mem::replace(&mut self.clock, clock));
        self.present = Some((book, clock));
        let account = self.screens.last_account().filter(|id| self.room().record(*id).is_some());
        let place = match (self.screens.place(), account) {
            // What was done since is what the history is of, and the visit of a debriefing may have come since.
            (Place::History, _) => Place::Accounts,
            (Place::Journal | Place::Debrief, Some(_)) => Place::Map,
            (place, None) if place.is_room() => Place::Accounts,
            (place, _) => place,
        };
        self.screens.set_out(place, account);
        Ok(())
    }

    /// Back to now and to the screen one left it on; false where that is shown already.
    pub fn come_back(&mut self) -> bool {
        let Some((book, clock)) = self.present.take() else { return false };
        (self.book, self.clock) = (book, clock);
        self.screens.come_home();
        self.leave_what_is_gone();
        self.directory.forget();
        true
    }

    /// The day that is looked at, where it is not today.
    pub fn looks_at(&self) -> Option<NaiveDate> {
        self.present.is_some().then(|| self.today())
    }
}

/// The end of a day, which is when its changes are done.
fn end_of(cx: &Cx, day: NaiveDate) -> Result<DateTime<FixedOffset>, Problem> {
    let end = day.and_hms_opt(23, 59, 59).and_then(|end| end.and_local_timezone(*cx.now().offset()).single());
    end.ok_or_else(|| Problem::new("problem-day-unreadable").with("text", day))
}

/// Asks for a day and shows the open screen as it was at its end; again, comes back.
fn as_it_was(cx: &mut Cx) -> Outcome {
    if cx.come_back() {
        cx.say(cx.text.t("message-back-to-now"));
        return Ok(());
    }
    cx.prompt(cx.text.t("past-ask-day"), "", |cx, text| {
        let day = parse_day(&text, cx.today(), Bias::Past)?;
        if day >= cx.today() {
            return Err(Problem::new("problem-past-not-past").with("day", day));
        }
        let then = end_of(cx, day)?;
        cx.look_back(then)?;
        cx.say(cx.text.ta("message-as-it-was", &[("day", &day.to_string())]));
        Ok(())
    });
    Ok(())
}

/// Asks for two days and tells what changed between them, in the open account or in all.
fn between(cx: &mut Cx) -> Outcome {
    cx.prompt(cx.text.t("past-ask-days"), "", |cx, text| {
        let (from, to) = parse_range(&text, cx.today(), Bias::Past)?;
        // One day alone: what changed since.
        let to = if from == to { cx.today() } else { to.min(cx.today()) };
        let (then, until) = (end_of(cx, from)?, end_of(cx, to)?);
        let old = cx.room().as_it_was(then.timestamp_millis(), cx.book().history())?;
        let new = cx.room().as_it_was(until.timestamp_millis(), cx.book().history())?;
        let told = told(cx, (&old, then), (&new, until.min(cx.now())));
        let days = [("from", from.to_string()), ("to", to.to_string())];
        let title = cx.text.ta("past-title", &days.each_ref().map(|(name, value)| (*name, value.as_str())));
        let mut page = Page::read(title, if told.is_empty() { cx.text.t("since-nothing") } else { told }.as_str());
        page.message = cx.text.t("handover-pack-keys");
        cx.layers.push(Layer::Page(page), Box::new(|_, _| Ok(())));
        Ok(())
    });
    Ok(())
}

/// What changed, account by account.
fn told(cx: &Cx, old: (&Room, DateTime<FixedOffset>), new: (&Room, DateTime<FixedOffset>)) -> String {
    let accounts: Vec<Id> = match cx.account() {
        Some(account) => vec![account],
        None => new.0.all::<Account>().map(|account| account.id).collect(),
    };
    let mut lines = Vec::new();
    for account in accounts {
        let said = changes(old, new, &cx.terms, account);
        if said.is_empty() {
            continue;
        }
        if cx.account().is_none() {
            lines.push(new.0.name(account));
        }
        lines.extend(said.iter().map(|one| format!("  · {}", cx.text.problem(one))));
    }
    lines.join("\n")
}
