//! What an import has to say of many rows that went in: told of the first, with the lines of the others behind it. What was
//! left out, or waits for a decision, is told row by row.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::{Plan, Row};
use crate::model::Problem;

/// Rows of which each is told by itself.
const FEW: usize = 3;
/// Ranges of lines that are named.
const NAMED: usize = 8;

/// What the same is: the problem, the field it costs, the sheet.
type Key = (&'static str, String, String);

/// What is said of more than a few rows, and the lines of those.
#[derive(Default)]
pub(super) struct Repeats {
    lines: BTreeMap<Key, Vec<u64>>,
}

/// How a problem of a row is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// As it is.
    Alone,
    /// As it is, and that it goes for so many more, on these lines.
    First(usize, String),
    /// Not again.
    Told,
}

impl Repeats {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut lines: BTreeMap<Key, Vec<u64>> = BTreeMap::new();
        for row in plan.rows.iter().filter(|row| may_repeat(row)) {
            for problem in &row.problems {
                lines.entry(key(row, problem)).or_default().push(row.line);
            }
        }
        lines.retain(|_, lines| lines.len() > FEW);
        Self { lines }
    }

    /// How a problem is told, each asked for in the order of the rows.
    pub(super) fn telling(&mut self, row: &Row, problem: &Problem) -> Telling {
        let lines = self.lines.get_mut(&key(row, problem)).filter(|_| may_repeat(row));
        match lines.map(std::mem::take).as_deref() {
            None => Telling::Alone,
            Some([_, others @ ..]) => Telling::First(others.len(), ranges(others)),
            Some([]) => Telling::Told,
        }
    }
}

fn may_repeat(row: &Row) -> bool {
    !row.is_left_out() && !row.is_contested()
}

fn key(row: &Row, problem: &Problem) -> Key {
    let dropped = problem.args.iter().find(|(name, _)| *name == "dropped").map(|(_, field)| field.clone());
    (problem.id, dropped.unwrap_or_default(), row.sheet.clone())
}

/// Lines as people write them: `3–7, 9`. Those of several files come in no order.
fn ranges(lines: &[u64]) -> String {
    let mut all: Vec<(u64, u64)> = Vec::new();
    for line in &lines.iter().copied().collect::<BTreeSet<u64>>() {
        match all.last_mut() {
            Some((_, last)) if *line <= *last + 1 => *last = *line,
            _ => all.push((*line, *line)),
        }
    }
    let told = all.iter().take(NAMED).map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    let told = told.collect::<Vec<_>>().join(", ");
    if all.len() > NAMED { told + ", …" } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Status;

    #[test]
    fn what_goes_for_many_rows_is_told_once_and_what_was_left_out_each_time() {
        let row = |line, status, id| Row { line, status, problems: vec![Problem::new(id)], ..Row::default() };
        let advice = [2, 3, 4, 9].map(|line| row(line, Status::Created, "problem-import-no-account"));
        let lost = [5, 6, 7, 8].map(|line| row(line, Status::Failed, "problem-import-no-name"));
        let few = [10, 11, 12].map(|line| row(line, Status::Created, "problem-import-role-noted"));
        let plan = Plan { rows: [&advice[..], &lost, &few].concat(), ..Plan::default() };
        let mut repeats = Repeats::of(&plan);
        let told: Vec<Telling> = plan.rows.iter().map(|row| repeats.telling(row, &row.problems[0])).collect();
        assert_eq!(told[..2], [Telling::First(3, "3–4, 9".to_owned()), Telling::Told]);
        assert!(told[2..4].iter().all(|told| *told == Telling::Told));
        assert!(told[4..].iter().all(|told| *told == Telling::Alone));
        assert_eq!(ranges(&[35, 5, 6, 5]), "5–6, 35");
        assert_eq!(ranges(&[1, 3, 5, 7, 9, 11, 13, 15, 17]), "1, 3, 5, 7, 9, 11, 13, 15, …");
    }
}
