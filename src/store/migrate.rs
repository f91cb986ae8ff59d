//! Versions of the format. The journal is the truth and keeps every edit as it was written; an older one is brought up to
//! date, change by change, whenever it is read. Sled is not migrated: it is rebuilt.

use crate::edit::{Change, Edit};
use crate::model::Problem;

/// Brings one change from a version to the next.
type Step = fn(&mut Change);

/// The step from version 1 to 2, from 2 to 3, and so on. Never remove one.
///
/// 2: a record that comes to be is written as a whole; changes that were written one by one are read as ever.
const STEPS: &[Step] = &[|_| {}];

/// The version that this program writes.
pub const SCHEMA: u16 = STEPS.len() as u16 + 1;

/// Brings an edit that was written by version `from` up to date.
pub fn upgrade(from: u16, edit: &mut Edit) {
    climb(STEPS, from, edit);
}

fn climb(steps: &[Step], from: u16, edit: &mut Edit) {
    for step in steps.iter().skip(usize::from(from).saturating_sub(1)) {
        edit.changes.iter_mut().for_each(step);
    }
}

/// The refusal of what only a newer program understands.
pub fn newer(found: u16) -> Problem {
    Problem::new("problem-store-newer").with("found", found).with("known", SCHEMA)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind};

    #[test]
    fn an_old_edit_climbs_every_step_above_it_and_no_other() {
        let steps: &[Step] = &[
            |change| change.field = format!("{}2", change.field).into(),
            |change| change.field = format!("{}3", change.field).into(),
        ];
        let after = |from| {
            let change = Change {
                kind: Kind::Person,
                id: Id::MAX,
                field: "name".into(),
                entry: None,
                before: serde_json::Value::Null,
                after: "王强".into(),
                seen: None,
            };
            let mut edit = super::super::line::tests::edit(vec![change]);
            climb(steps, from, &mut edit);
            edit.changes[0].field.clone()
        };
        assert_eq!([after(1), after(2), after(3)], ["name23", "name3", "name"]);
    }
}
