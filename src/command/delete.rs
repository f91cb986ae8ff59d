//! Deleting a record: what goes with it, and what stays without it, is told: before, where it is much, else afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cx, Outcome};
use crate::edit::{Draft, EXISTS};
use crate::model::{Id, Kind};
use crate::screen::present::kind_label;
use crate::text::Text;

/// Deletes a record; asks first where more than `most` records go at once.
pub fn delete(cx: &mut Cx, id: Id, most: usize) -> Outcome {
    let draft = Draft::deleting(cx.room(), id)?;
    let toll = Toll::of(&draft, id);
    let told = toll.told(&cx.text);
    if toll.gone.len() < most {
        return commit(cx, draft, &told);
    }
    let question = cx.text.ta("ask-delete-many", &[("name", &cx.room().name(id)), ("told", &told)]);
    cx.ask(question, move |cx| {
        let draft = Draft::deleting(cx.room(), id)?;
        commit(cx, draft, &told)
    });
    Ok(())
}

fn commit(cx: &mut Cx, draft: Draft, told: &str) -> Outcome {
    cx.commit(draft)?;
    cx.message.text.push_str(told);
    Ok(())
}

/// What a deletion comes to beside the record itself.
struct Toll {
    gone: BTreeMap<Id, Kind>,
    stays: BTreeMap<Id, Kind>,
}

impl Toll {
    fn of(draft: &Draft, id: Id) -> Self {
        let gone: BTreeSet<Id> = draft.changes.iter().filter(|one| one.field == EXISTS).map(|one| one.id).collect();
        let others = draft.changes.iter().filter(|one| one.id != id).map(|one| (one.id, one.kind));
        let (gone, stays) = others.partition(|(one, _)| gone.contains(one));
        Self { gone, stays }
    }

    /// What goes along, and what no longer names it, by kinds: how a sentence goes on that begins with the record.
    fn told(&self, text: &Text) -> String {
        let counted = |all: &BTreeMap<Id, Kind>| {
            let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
            for kind in all.values() {
                *counts.entry(*kind).or_default() += 1;
            }
            let parts: Vec<_> =
                counts.iter().map(|(kind, count)| format!("{} {count}", kind_label(text, *kind))).collect();
            text.list(&parts)
        };
        let parts = [("delete-goes", &self.gone), ("delete-stays", &self.stays)];
        let parts = parts.into_iter().filter(|(_, all)| !all.is_empty());
        parts.map(|(id, all)| text.ta(id, &[("count", &all.len().to_string()), ("what", &counted(all))])).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::fixture::{id, room};
    use crate::text::Lang;

    #[test]
    fn what_goes_and_what_stays_is_counted_by_kind() {
        let edge = |from: &str, to: &str| json!({"account": "@a", "from": from, "to": to, "kind": "influences"});
        let room = room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Member, "m", json!({"name": "M"})),
            (Kind::Seat, "x", json!({"account": "@a", "title": "X"})),
            (Kind::Seat, "y", json!({"account": "@a", "title": "Y", "reports_to": "@x"})),
            (Kind::Edge, "e", edge("@x", "@y")),
            (Kind::Edge, "f", edge("@y", "@x")),
            (Kind::Pairing, "p", json!({"member": "@m", "seat": "@x"})),
        ]);
        let told = |name| {
            let draft = Draft::deleting(&room, id(name)).unwrap();
            Toll::of(&draft, id(name)).told(&Text::new(Lang::En))
        };
        let said = ", and with it 3 records (Influence line 2, Pairing 1); 1 other no longer names it (Seat 1)";
        assert_eq!(told("x"), said);
        assert_eq!(told("e"), "");
    }
}
