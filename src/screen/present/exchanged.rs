//! What an import changes in a list, told as one: an entry that goes where one comes was exchanged for it.

use crate::edit::Change;

/// The same changes, where of a list that loses one entry and gets one both are one change.
pub fn exchanged(changes: &[Change]) -> Vec<Change> {
    let comes = |one: &Change| one.entry.is_some() && one.before.is_null();
    let goes = |one: &Change| one.entry.is_some() && one.after.is_null();
    let only = |of: &Change, is: &dyn Fn(&Change) -> bool| {
        let mut all = changes.iter().filter(|one| one.id == of.id && one.field == of.field && is(one));
        all.next().filter(|_| all.next().is_none())
    };
    let pair = |one: &Change| only(one, &goes).zip(only(one, &comes));
    let told = |one: &Change| match pair(one) {
        Some((old, _)) if comes(one) => Some(Change { before: old.before.clone(), ..one.clone() }),
        Some(_) if goes(one) => None,
        _ => Some(one.clone()),
    };
    changes.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::{Id, Kind};

    #[test]
    fn one_that_goes_for_one_that_comes_is_one_change() {
        let id = |name: &str| Id::named("test", name);
        let change = |field: &str, entry: &str, before: Value, after: Value| Change {
            kind: Kind::Person,
            id: id("p"),
            field: field.into(),
            entry: Some(id(entry)),
            before,
            after,
            seen: None,
        };
        let [old, new, more] = ["1", "2", "3"].map(|value| json!({"value": value}));
        let goes = change("phones", "a", old.clone(), Value::Null);
        let comes = change("phones", "b", Value::Null, new.clone());
        let mail = change("emails", "c", Value::Null, more.clone());
        let told = exchanged(&[goes.clone(), comes.clone(), mail.clone()]);
        assert_eq!(
            told.iter().map(|one| (&one.before, &one.after)).collect::<Vec<_>>(),
            [(&old, &new), (&Value::Null, &more)]
        );
        let third = change("phones", "d", Value::Null, more);
        assert_eq!(exchanged(&[goes, comes, third]).len(), 3, "nobody knows which of the two it is");
    }
}
