//! What the files of an import come to together, for people and for programs.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value};

use crate::cli::args::Import;
use crate::cli::desk::Desk;
use crate::cli::doubles::pairs;
use crate::cli::status::Status;
use crate::exchange::double::Alike;
use crate::exchange::{Plan, Row, Summary};
use crate::model::Kind;
use crate::screen::present::made;

/// The sum of plans.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many rows ended how.
    pub summary: Summary,
    /// Files that could not be read.
    pub unread: usize,
    /// Rows that went in with something left out of them.
    pub flawed: usize,
    /// Rows for which all is refused where all or nothing is asked for.
    pub amiss: usize,
    /// Rows of which a part stays out because it was changed here.
    contested: usize,
    /// How many records of each kind are new.
    new: BTreeMap<Kind, usize>,
    alike: Alike,
    /// Columns that mean nothing here and are kept.
    kept: Vec<String>,
    /// The encoding that was guessed first.
    guess: Option<&'static str>,
}

impl Tally {
    /// One file that could not be read.
    pub(super) fn lost() -> Self {
        Self { unread: 1, ..Self::default() }
    }

    /// Counts a plan in.
    pub(super) fn add(&mut self, plan: &mut Plan) {
        let count = |is: fn(&Row) -> bool| plan.rows.iter().filter(|row| is(row)).count();
        self.flawed += count(|row| !row.is_left_out() && !row.problems.is_empty());
        self.amiss += count(Row::is_amiss);
        self.contested += count(Row::is_contested);
        self.summary = self.summary.plus(plan.summary);
        for (kind, count) in &plan.made {
            *self.new.entry(*kind).or_insert(0) += count;
        }
        self.alike = std::mem::take(&mut self.alike).and(std::mem::take(&mut plan.alike));
        for column in &plan.kept {
            if !self.kept.contains(column) {
                self.kept.push(column.clone());
            }
        }
        self.guess = self.guess.or(plan.encoding);
    }

    /// A row of which a part stays out, because it was changed here, stays out in that part however often it is read.
    pub(super) const fn status(&self) -> Status {
        let left = self.summary.skipped + self.summary.failed + self.unread + self.contested;
        if left > 0 { Status::Wrong } else { Status::Done }
    }

    /// Says it; where all was refused for some, nothing went in.
    pub(super) fn tell(&self, desk: &mut Desk, args: &Import, is_refused: bool) -> io::Result<()> {
        if args.json {
            return desk.out.json(&self.json(is_refused));
        }
        let Summary { created, updated, unchanged, skipped, failed } = self.summary;
        let counts = [
            ("created", created),
            ("updated", updated),
            ("unchanged", unchanged),
            ("left", skipped + failed),
            ("flawed", self.flawed),
        ]
        .map(|(name, count)| (name, count.to_string()));
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        let is_foreseen = args.dry_run || is_refused;
        let line = desk.text.ta(if is_foreseen { "cli-would-import" } else { "cli-imported" }, &counts);
        let parts = [line, made(&desk.text, &self.new)].into_iter().filter(|part| !part.is_empty());
        desk.out.line(&parts.collect::<Vec<_>>().join(" — "))?;
        if !self.kept.is_empty() {
            desk.out.line(&desk.text.ta("import-kept-columns", &[("columns", &desk.text.list(&self.kept))]))?;
        }
        if let Some(guess) = self.guess {
            desk.out.line(&desk.text.ta("cli-import-encoding", &[("encoding", guess)]))?;
        }
        if self.alike.count > 0 && !is_refused {
            desk.out.line(&desk.text.ta("import-alike", &[("count", &self.alike.count.to_string())]))?;
            desk.out.line(&pairs(&desk.text, &self.alike))?;
        }
        Ok(())
    }

    /// The last line that programs get.
    pub(super) fn json(&self, is_refused: bool) -> Value {
        let said = if is_refused { self.summary.held_back() } else { self.summary };
        let mut total = said.json();
        total["summary"]["flawed"] = self.flawed.into();
        if self.unread > 0 {
            total["summary"]["unread"] = self.unread.into();
        }
        if self.alike.count > 0 && !is_refused {
            total["summary"]["alike"] = self.alike.count.into();
        }
        if !self.kept.is_empty() {
            total["summary"]["kept"] = self.kept.clone().into();
        }
        if let Some(guess) = self.guess {
            total["summary"]["encoding"] = guess.to_lowercase().into();
        }
        let new = self.new.iter().filter(|_| !is_refused);
        let new = new.map(|(kind, count)| (kind.code().to_owned(), Value::from(*count)));
        total["new"] = new.collect::<Map<String, Value>>().into();
        total
    }
}
