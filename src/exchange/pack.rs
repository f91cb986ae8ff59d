//! The handover pack: what somebody who takes over has to know of the accounts that come to them, as Markdown. It says
//! only what the records say, with their dates; what is personal is in it only if asked for.

mod account;

use chrono::{DateTime, FixedOffset};

use crate::edit::Room;
use crate::model::Id;
use crate::rules::Terms;
use crate::rules::handover::{Handover, What};

/// How a text of the locale files is said.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

/// What a pack is written from.
#[derive(Clone, Copy)]
pub struct Pack<'a> {
    /// The records as they are before the handover.
    pub room: &'a Room,
    /// Holiday tables, ladders.
    pub terms: &'a Terms,
    /// The moment it is.
    pub now: DateTime<FixedOffset>,
    /// The reader's words.
    pub say: Say<'a>,
    /// With what is personal: families, likes, taboos, birthdays.
    pub sensitive: bool,
}

impl Pack<'_> {
    /// The pack of a handover.
    pub fn markdown(&self, handover: &Handover) -> String {
        let wish = handover.wish;
        let (from, to) = (self.room.name(wish.from), self.room.name(wish.to));
        let mut out = Lines::default();
        let day = self.now.date_naive().to_string();
        out.heading(1, &self.t("pack-title", &[("from", &from), ("to", &to), ("day", &day)]));
        out.line(&self.t("pack-counts", &[("count", &handover.moves.len().to_string())]));
        let doubtful: Vec<String> = handover.doubtful().map(|one| self.move_of(one.what, one.id)).collect();
        out.section(2, &self.t("handover-no-successor", &[]), &doubtful);
        let alone = handover.alone.iter().map(|one| {
            let last = one.last.map_or_else(|| self.t("pairings-never", &[]), |day| day.to_string());
            let key = if one.is_key { "◆ " } else { "" };
            format!("{key}{} · {} · {last}", self.room.name(one.seat), self.room.name(one.account))
        });
        out.section(2, &self.t("pack-only-known", &[("name", &from)]), &alone.collect::<Vec<_>>());
        let mut accounts: Vec<Id> = handover.moves.iter().filter_map(|one| one.account).collect();
        accounts.extend(handover.alone.iter().map(|one| one.account));
        accounts.sort_unstable();
        accounts.dedup();
        for account in accounts {
            self.account(&mut out, account, wish.from);
        }
        let team = handover.moves.iter().filter(|one| matches!(one.what, What::Deputy | What::Manager));
        out.section(2, &self.t("pack-team", &[]), &team.map(|one| self.move_of(one.what, one.id)).collect::<Vec<_>>());
        out.text()
    }

    fn move_of(&self, what: What, id: Id) -> String {
        let account = self.room.account_of(id).filter(|account| *account != id).map(|account| self.room.name(account));
        let kind = self.t(&format!("handover-what-{}", what.code().replace('_', "-")), &[]);
        [kind, self.room.name(id)].into_iter().chain(account).collect::<Vec<_>>().join(" · ")
    }

    fn t(&self, id: &str, args: &[(&str, &str)]) -> String {
        (self.say)(id, args)
    }

    fn choice(&self, set: &str, code: &str) -> String {
        self.t(&format!("choice-{set}-{}", code.replace('_', "-")), &[])
    }
}

/// Markdown as it is written, line by line.
#[derive(Debug, Default)]
struct Lines(Vec<String>);

impl Lines {
    fn heading(&mut self, level: usize, title: &str) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend([format!("{} {}", "#".repeat(level), escaped(title)), String::new()]);
    }

    fn line(&mut self, text: &str) {
        self.0.push(escaped(text));
    }

    /// Points under a heading; none where there is nothing to say.
    fn section(&mut self, level: usize, title: &str, points: &[String]) {
        if points.is_empty() {
            return;
        }
        self.heading(level, title);
        self.0.extend(points.iter().map(|point| format!("- {}", escaped(point))));
    }

    fn text(&self) -> String {
        self.0.join("\n") + "\n"
    }
}

/// A text so that it is read as it was written, on one line, and cannot move a cursor.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => out.extend(['\\', letter]),
            blank if blank.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests;
