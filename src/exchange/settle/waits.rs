//! What a want points to: what is nowhere is taken out of it, what is still to come has to wait.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Desk;
use crate::exchange::plan::DELETED_HERE;
use crate::exchange::want::{Want, Wish};
use crate::model::field::{Field, Type};
use crate::model::{Id, Kind, Name, Problem, record, value};

/// What of a want has to wait for others.
pub(super) struct Waits {
    pub(super) fields: BTreeSet<Name>,
    /// Whether all of those are here by now.
    pub(super) all_here: bool,
}

impl Desk {
    /// Takes references to nothing out of a want and says so; tells which fields have to wait. A required reference to
    /// nothing is refused.
    pub(super) fn references(&mut self, want: &mut Want) -> Result<Waits, Problem> {
        let mut waits = Waits { fields: BTreeSet::new(), all_here: true };
        let mut problems = Vec::new();
        for (name, wish) in want.fields.iter_mut() {
            let Some(field) = want.kind.field(name) else { continue };
            if !matches!(field.ty, Type::Ref(_) | Type::Entries(_)) {
                continue;
            }
            // What cannot be without it is not there at all.
            let left_out = |problem: Problem| if field.required { problem } else { problem.with("dropped", name) };
            let mut gone = BTreeSet::new();
            for target in record::pointed_to(&field, &wish.value) {
                let kind = self.scratch.kind(target);
                match kind.or_else(|| self.pending.get(&target).copied()) {
                    None => {
                        gone.insert(target);
                        let problem = Problem::new("problem-dangling").with("kind", want.kind);
                        let problem = left_out(problem.with("field", name).with("id", target));
                        let why = self.refused.get(&target).filter(|why| field.required || why.id != DELETED_HERE);
                        problems.push(why.cloned().unwrap_or(problem));
                    }
                    Some(found) if wrong_kind(&field, found) => {
                        gone.insert(target);
                        let Type::Ref(wanted) = field.ty else { continue };
                        let problem = Problem::new("problem-wrong-kind").with("kind", want.kind);
                        problems
                            .push(left_out(problem.with("field", name).with("wanted", wanted).with("found", found)));
                    }
                    Some(found) if kind.is_none() || (found == want.kind && !field.required) => {
                        waits.all_here &= kind.is_some();
                        waits.fields.insert(name.clone());
                    }
                    Some(_) => {}
                }
            }
            if gone.is_empty() {
                continue;
            }
            if field.required {
                return Err(problems.pop().unwrap_or(Problem::new("problem-dangling")));
            }
            wish.value = prune(&field, std::mem::take(&mut wish.value), &gone);
        }
        for problem in problems {
            self.note(want.row, problem);
        }
        Ok(waits)
    }
}

/// The part of a want that has to wait: the fields themselves, and everything else that comes from the same cells, so
/// that the cells are not remembered where the fields are refused.
pub(super) fn put_aside(want: &mut Want, waiting: &BTreeSet<Name>) -> Option<Want> {
    if waiting.is_empty() {
        return None;
    }
    let cells: BTreeSet<Name> =
        waiting.iter().filter_map(|name| want.fields.get(name)).flat_map(|wish| wish.cells.iter().cloned()).collect();
    let stays = |name: &Name, wish: &Wish| {
        !waiting.contains(name) && !cells.contains(name) && !wish.cells.iter().any(|cell| cells.contains(cell))
    };
    let (now, late) = std::mem::take(&mut want.fields).into_iter().partition(|(name, wish)| stays(name, wish));
    want.fields = now;
    Some(Want { row: want.row, kind: want.kind, id: want.id, fields: late, gone: false })
}

fn wrong_kind(field: &Field, found: Kind) -> bool {
    matches!(field.ty, Type::Ref(wanted) if wanted != found)
}

/// A value without the references to `gone`; an entry that cannot be without them goes too.
fn prune(field: &Field, value: Value, gone: &BTreeSet<Id>) -> Value {
    let is_gone =
        |value: &Value| value.as_str().and_then(|text| text.parse().ok()).is_some_and(|id| gone.contains(&id));
    match value {
        Value::Array(many) => many
            .into_iter()
            .filter(|one| !is_gone(one))
            .map(|mut one| {
                if let Some(entry) = one.as_object_mut() {
                    entry.retain(|name, value| name == "id" || !is_gone(value));
                }
                one
            })
            .filter(|one| value::check(field, &Value::Array(vec![one.clone()])).is_ok())
            .collect(),
        one if is_gone(&one) => Value::Null,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::Room;
    use crate::exchange::import::{Options, read};
    use crate::exchange::plan::{Plan, Status};
    use crate::model::{Id, Seat};

    fn plan(lines: &[String]) -> Plan {
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let text = lines.join("\n");
        read(text.as_bytes(), "x.ndjson", &Options::default(), &Room::default(), now, &mut |_, _| {}).unwrap()
    }

    #[test]
    fn who_answers_to_somebody_goes_in_at_one_stroke_and_without_him_where_that_is_refused() {
        let id = |name: &str| Id::named("test", name);
        let account = |name: &str| format!(r#"{{"kind":"account","id":"{}","name":"{name}"}}"#, id(name));
        let seat = |name: &str, account: &str, rest: &str| {
            format!(r#"{{"kind":"seat","id":"{}","account":"{}","title":"{name}"{rest}}}"#, id(name), id(account))
        };
        let to = |name: &str| format!(r#","reports_to":"{}""#, id(name));
        let mut lines = vec![account("a"), account("b"), seat("boss", "a", ""), seat("one", "a", &to("boss"))];
        let done = plan(&lines);
        assert_eq!(done.batches[0].pieces.len(), lines.len());
        assert_eq!(done.after.get::<Seat>(id("one")).unwrap().reports_to, Some(id("boss")));
        lines.push(seat("stranger", "b", &to("boss")));
        let done = plan(&lines);
        assert_eq!(done.after.get::<Seat>(id("stranger")).unwrap().reports_to, None);
        let row = done.rows.last().unwrap();
        assert_eq!((row.status, row.problems[0].id), (Status::Created, "problem-manager-elsewhere"));
    }
}
