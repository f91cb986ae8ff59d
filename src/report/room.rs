//! The whole room of an account on paper: its drawings, the briefing, what is on the calendar, the visits there were.

use std::cmp::Reverse;

use chrono::Days;

use super::words::moment;
use super::{Block, Brief, Document};
use crate::model::choice::VisitStatus;
use crate::model::{Account, Id, Kind, Problem, Visit};
use crate::rules::agenda::{Entry, agenda};
use crate::text::format;

/// Days of the calendar ahead.
const AHEAD: u64 = 60;
/// Visits that were made.
const VISITS: usize = 20;

impl Brief<'_> {
    /// Everything an account team hangs on the wall; `drawings` are SVG elements.
    pub fn room(&self, id: Id, drawings: Vec<String>) -> Result<Document, Problem> {
        let mut paper = self.account(id)?;
        paper.title = self.room.get::<Account>(id).map(|account| account.name.clone()).unwrap_or_default();
        let drawings = drawings.into_iter().map(Block::Drawing);
        paper.blocks.splice(0..0, drawings);
        paper.section(self.text.t("room-calendar"), self.ahead(id));
        paper.section(self.text.t("room-visits"), self.made(id));
        Ok(paper)
    }

    fn ahead(&self, account: Id) -> Vec<String> {
        let today = self.now.date_naive();
        let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let say = |id: &str, args: &[(&str, &str)]| self.text.ta(id, args);
        let all = agenda(self.room, self.terms, self.now, Some(account), today, last);
        // A birthday, another day of somebody's life, and what reminds of one, is personal.
        let is_of_life = |entry: &Entry| {
            let record = entry.id.and_then(|id| self.room.record(id));
            record.is_some_and(|record| record.kind() == Kind::Person || record.is_personal())
        };
        let all = all.iter().filter(|entry| self.personal || !is_of_life(entry));
        let said = all.map(|entry| {
            let until = if entry.end > entry.day { format!("–{}", format::day(entry.end)) } else { String::new() };
            format!("{}{until} {}", format::day(entry.day), entry.label.said(self.text.lang().code(), &say))
        });
        said.collect()
    }

    fn made(&self, account: Id) -> Vec<String> {
        let made = |visit: &&Visit| visit.account == account && visit.status == Some(VisitStatus::Done);
        let mut all: Vec<&Visit> = self.room.linked::<Visit>(account).filter(made).collect();
        all.sort_by_key(|visit| (Reverse(visit.start), visit.id));
        let said = all.into_iter().take(VISITS).map(|visit| {
            let host = visit.received_by.map(|seat| self.room.name(seat));
            let next = visit.next_date.map(|day| self.text.ta("room-next", &[("day", &day.to_string())]));
            let parts = [host, visit.content.clone(), visit.progress.clone(), next];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            self.text.pair(&visit.start.map(moment).unwrap_or_default(), &parts.join(" · "))
        });
        said.collect()
    }
}
