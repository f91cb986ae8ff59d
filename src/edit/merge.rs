//! Making one record of two that mean the same: a draft in which one stays, takes over what the other knew, and stands in
//! its place wherever that was pointed to. Nobody is merged for looking alike; somebody asks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Draft, Room};
use crate::model::field::{BASIS, Field, Type};
use crate::model::{Id, Kind, Problem, Record, fold::fold};

/// The label of the edit that merges.
pub const MERGE: &str = "edit-merge";

/// Under what name somebody keeps who became part of them, a line each: the id, and after a blank the name. By that a list
/// that still has both is read.
pub const MERGED: &str = "merged_here";

/// Who became part of whoever keeps these lines.
pub fn merged(lines: &Value) -> impl Iterator<Item = (Id, &str)> {
    let lines = lines.as_array().into_iter().flatten().filter_map(Value::as_str);
    lines.filter_map(|line| line.split_once(' ')).filter_map(|(id, name)| Some((id.parse().ok()?, name)))
}

/// A merge, worked out and not yet done.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The changes.
    pub draft: Draft,
    /// Fields in which the one that goes said something else: name, what stays, what is lost but to the history.
    pub overruled: Vec<(&'static str, Value, Value)>,
    /// Other records that became one with their like: pairings of the same two, seats of the same person.
    pub followed: usize,
}

impl Merge {
    /// Works out how `gone` becomes part of `kept`; refuses records of different kinds.
    pub fn of(room: &Room, kept: Id, gone: Id) -> Result<Self, Problem> {
        let one = live(room, kept)?;
        let other = live(room, gone)?;
        if kept == gone {
            return Err(Problem::new("problem-merge-itself").with("name", room.name(kept)));
        }
        if one.kind() != other.kind() {
            let problem = Problem::new("problem-merge-kinds").with("kind", one.kind());
            return Err(problem.with("other", other.kind()).with("name", room.name(gone)));
        }
        let twins = Twins::of(room, kept, gone);
        let overruled = overruled(one, other);
        let mut draft = Draft::new(MERGE).about(room.name(kept));
        for (id, after) in twins.touched(room) {
            write(&mut draft, room, id, &after)?;
        }
        for id in twins.leaving() {
            draft.remove(room, id);
        }
        Ok(Self { draft, overruled, followed: twins.heirs.len() - 1 })
    }
}

fn live(room: &Room, id: Id) -> Result<&Record, Problem> {
    room.record(id).ok_or_else(|| Problem::new("problem-gone").with("kind", id))
}

/// Which records go, and who takes their place.
struct Twins {
    /// Who goes, and who stays for them.
    heirs: BTreeMap<Id, Id>,
    /// Lines that would lead from a record to itself.
    loops: BTreeSet<Id>,
}

impl Twins {
    fn of(room: &Room, kept: Id, gone: Id) -> Self {
        let mut twins = Self { heirs: BTreeMap::from([(gone, kept)]), loops: BTreeSet::new() };
        let mut open = vec![(gone, kept)];
        while let Some((gone, kept)) = open.pop() {
            for one in room.referrers(gone) {
                if twins.leaves(one.id()) {
                    continue;
                }
                if twins.is_loop(one) {
                    twins.loops.insert(one.id());
                } else if let Some(like) = twins.like(room, one, kept) {
                    twins.heirs.insert(one.id(), like);
                    open.push((one.id(), like));
                }
            }
        }
        twins
    }

    fn leaves(&self, id: Id) -> bool {
        self.heirs.contains_key(&id) || self.loops.contains(&id)
    }

    fn leaving(&self) -> impl Iterator<Item = Id> {
        self.heirs.keys().chain(&self.loops).copied()
    }

    /// Who stands for a record after the merge.
    fn heir(&self, mut id: Id) -> Id {
        while let Some(next) = self.heirs.get(&id) {
            id = *next;
        }
        id
    }

    fn is_loop(&self, record: &Record) -> bool {
        matches!(record, Record::Edge(edge) if self.heir(edge.from) == self.heir(edge.to))
    }

    /// Another record about `kept` that says of the same ones the same as `one` will.
    fn like(&self, room: &Room, one: &Record, kept: Id) -> Option<Id> {
        let fits = |other: &&Record| other.id() != one.id() && !self.leaves(other.id()) && self.alike(one, other);
        room.referrers(kept).find(fits).map(Record::id)
    }

    fn alike(&self, one: &Record, other: &Record) -> bool {
        let same = |a: Id, b: Id| self.heir(a) == self.heir(b);
        let both = |a: Option<Id>, b: Option<Id>| a.zip(b).is_some_and(|(a, b)| same(a, b));
        match (one, other) {
            (Record::Pairing(a), Record::Pairing(b)) => same(a.member, b.member) && same(a.seat, b.seat),
            (Record::Edge(a), Record::Edge(b)) => same(a.from, b.from) && same(a.to, b.to) && a.kind == b.kind,
            (Record::Seat(a), Record::Seat(b)) => {
                both(a.person, b.person)
                    && same(a.account, b.account)
                    && one_title(a.title.as_deref(), b.title.as_deref())
            }
            (Record::Period(a), Record::Period(b)) => same(a.account, b.account) && a.period == b.period,
            (Record::Receivable(a), Record::Receivable(b)) => same(a.account, b.account) && a.number == b.number,
            (Record::WhiteSpace(a), Record::WhiteSpace(b)) => {
                same(a.account, b.account) && a.unit == b.unit && a.product == b.product
            }
            _ => false,
        }
    }

    /// Every record that stays and changes, as it will be.
    fn touched(&self, room: &Room) -> BTreeMap<Id, Map<String, Value>> {
        let mut after: BTreeMap<Id, Map<String, Value>> = BTreeMap::new();
        for id in self.leaving() {
            let pointing = room.referrers(id).map(Record::id).filter(|other| !self.leaves(*other));
            for other in pointing.chain([self.heir(id)]).filter(|other| !self.leaves(*other)) {
                if let Some(record) = room.record(other) {
                    after.entry(other).or_insert_with(|| record.to_map());
                }
            }
        }
        for (id, map) in &mut after {
            if let Some(kind) = room.record(*id).map(Record::kind) {
                self.redirect(*id, kind, map);
            }
        }
        for gone in self.heirs.keys() {
            let (heir, Some(record)) = (self.heir(*gone), room.record(*gone)) else { continue };
            let mut theirs = record.to_map();
            self.redirect(heir, record.kind(), &mut theirs);
            if let Some(map) = after.get_mut(&heir) {
                let line = format!("{gone} {}", room.name(*gone));
                take_over(record.kind(), map, theirs);
                if record.kind() == Kind::Person {
                    let before = map.remove(MERGED).unwrap_or_else(|| Value::Array(Vec::new()));
                    map.insert(MERGED.into(), united(&before, vec![Value::from(line)].into()));
                }
            }
        }
        after
    }

    /// Lets a record point to who stays; one that would point to itself points to nobody.
    fn redirect(&self, id: Id, kind: Kind, map: &mut Map<String, Value>) {
        for field in kind.fields() {
            if let Some(value) = map.get_mut(field.name) {
                self.point(id, field, value);
            }
        }
        map.retain(|_, value| !value.is_null());
    }

    fn point(&self, id: Id, field: &Field, value: &mut Value) {
        match (value, field.ty) {
            (Value::Array(many), Type::Ref(_)) => many.iter_mut().for_each(|one| self.point(id, field, one)),
            (Value::Array(many), Type::Entries(fields)) => {
                for entry in many.iter_mut().filter_map(Value::as_object_mut) {
                    for field in fields {
                        if let Some(value) = entry.get_mut(field.name) {
                            self.point(id, field, value);
                        }
                    }
                }
            }
            (value, Type::Ref(_)) => {
                if let Some(target) = value.as_str().and_then(|text| text.parse().ok()).map(|old| self.heir(old)) {
                    *value = if target == id { Value::Null } else { target.to_string().into() };
                }
            }
            _ => {}
        }
    }
}

/// Whether two seats of one person are one: the same title, or one of them has none.
fn one_title(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |title: Option<&str>| fold(title.unwrap_or_default().trim());
    let (one, other) = (plain(one), plain(other));
    one == other || one.is_empty() || other.is_empty()
}

/// Fields of which there is one value, and both records have another.
fn overruled(kept: &Record, gone: &Record) -> Vec<(&'static str, Value, Value)> {
    let (kept, gone, kind) = (kept.to_map(), gone.to_map(), kept.kind());
    let fields = kind.open_fields().filter(|field| !field.many && field.ty != Type::Long);
    let differ = fields.filter_map(|field| {
        let (stays, lost) = (kept.get(field.name)?, gone.get(field.name)?);
        (stays != lost).then(|| (field.name, stays.clone(), lost.clone()))
    });
    differ.collect()
}

/// Gives `map` what the one who goes knew beyond it: fields that were empty, entries that lists lacked, notes.
fn take_over(kind: Kind, map: &mut Map<String, Value>, gone: Map<String, Value>) {
    if kind == Kind::Account {
        keep_names(map, &gone);
    }
    let before = map.clone();
    for (name, theirs) in gone.into_iter().filter(|(name, _)| name != "id") {
        let own = before.get(&name);
        let field = kind.field(&name);
        let after = match (own, field) {
            // The basis of a judgement goes with it.
            (_, Some(_)) if judged_by(&name).is_some_and(|judged| before.contains_key(judged)) => continue,
            (_, Some(field)) if field.auto => continue,
            (None, _) if kind.other_of(&name).is_some_and(|other| before.contains_key(other)) => continue,
            (None, _) => theirs,
            (Some(own), Some(field)) if field.many => united(own, theirs),
            (Some(own), Some(field)) if field.ty == Type::Long => joined(own, &theirs),
            (Some(own), None) if name.starts_with("ext.") => set(own, &theirs),
            (Some(own), None) if name == MERGED => united(own, theirs),
            (Some(_), _) => continue,
        };
        map.insert(name, after);
    }
}

/// The judgement that a basis such as `support.source` is of.
fn judged_by(name: &str) -> Option<&str> {
    let (judged, part) = name.split_once('.')?;
    BASIS.iter().any(|basis| basis.name == part).then_some(judged)
}

/// What the account that goes was called, people will still look for.
fn keep_names(map: &mut Map<String, Value>, gone: &Map<String, Value>) {
    let called = |map: &Map<String, Value>| -> Vec<String> {
        let aliases = map.get("aliases").and_then(Value::as_array).into_iter().flatten();
        let aliases = aliases.filter_map(|line| line.get("value"));
        ["name", "short_name"]
            .iter()
            .filter_map(|name| map.get(*name))
            .chain(aliases)
            .filter_map(Value::as_str)
            .map(fold)
            .collect()
    };
    let known =
        [called(map), called(&Map::from_iter(gone.get("aliases").map(|list| ("aliases".to_owned(), list.clone()))))]
            .concat();
    let new = ["name", "short_name"].iter().filter_map(|name| gone.get(*name)?.as_str());
    let new: BTreeSet<&str> = new.filter(|name| !known.contains(&fold(name))).collect();
    if new.is_empty() {
        return;
    }
    let old = map.get("aliases").and_then(Value::as_array).cloned().unwrap_or_default();
    let lines = new.into_iter().map(|name| serde_json::json!({"id": Id::named("line", name), "value": name}));
    map.insert("aliases".into(), old.into_iter().chain(lines).collect());
}

/// A list with the entries of another that it lacks; what they say counts, not their ids.
fn united(own: &Value, theirs: Value) -> Value {
    let says = |entry: &Value| match entry {
        Value::Object(map) => Value::Object(
            map.iter().filter(|(name, _)| *name != "id").map(|(name, value)| (name.clone(), value.clone())).collect(),
        ),
        other => other.clone(),
    };
    let (Value::Array(own), Value::Array(theirs)) = (own, theirs) else { return own.clone() };
    let known: Vec<Value> = own.iter().map(says).collect();
    let new = theirs.into_iter().filter(|entry| !known.contains(&says(entry)));
    own.iter().cloned().chain(new).collect()
}

/// Two texts as paragraphs, unless one says it all.
fn joined(own: &Value, theirs: &Value) -> Value {
    let (one, other) = (own.as_str().unwrap_or_default(), theirs.as_str().unwrap_or_default());
    if one.contains(other) {
        return own.clone();
    }
    if other.contains(one) {
        return theirs.clone();
    }
    format!("{one}\n\n{other}").into()
}

/// Ids in other programs: text where there is one, a list where there are several.
fn set(own: &Value, theirs: &Value) -> Value {
    let many = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let mut all = many(own);
    let new: Vec<Value> = many(theirs).into_iter().filter(|one| !all.contains(one)).collect();
    all.extend(new);
    match <[Value; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(all) => all.into(),
    }
}

/// Notes what of a record becomes another.
fn write(draft: &mut Draft, room: &Room, id: Id, after: &Map<String, Value>) -> Result<(), Problem> {
    let Some(record) = room.record(id) else { return Ok(()) };
    let before = record.to_map();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let value = after.get(name).cloned().unwrap_or_default();
        if before.get(name) == Some(&value) {
            continue;
        }
        if record.kind().field(name).is_some() {
            draft.set(room, id, name, value)?;
        } else {
            draft.keep(room, id, name, value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::fixture::{after, id, room};

    fn two() -> Room {
        room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Member, "m", json!({"name": "Ours"})),
            (Kind::Person, "p", json!({"name": "张伟", "phones": [{"id": "@l1", "value": "138"}], "ext.vcard": "x"})),
            (
                Kind::Person,
                "q",
                json!({
                    "name": "Zhang Wei", "phones": [{"id": "@l2", "value": "138"}, {"id": "@l3", "value": "139"}],
                    "likes": "tea", "notes": "met in Hangzhou", "ext.vcard": "y",
                }),
            ),
            (Kind::Seat, "s", json!({"account": "@a", "person": "@p", "title": "Director"})),
            (
                Kind::Seat,
                "t",
                json!({"account": "@a", "person": "@q", "support": "supporter", "support.source": "Ours"}),
            ),
            (Kind::Seat, "u", json!({"account": "@a", "title": "Clerk", "reports_to": "@t"})),
            (Kind::Pairing, "x", json!({"member": "@m", "seat": "@s", "level": "rep"})),
            (Kind::Pairing, "y", json!({"member": "@m", "seat": "@t", "level": "rep", "notes": "golf"})),
            (Kind::Edge, "e", json!({"account": "@a", "from": "@s", "to": "@t", "kind": "influences", "weight": 2})),
            (Kind::Edge, "f", json!({"account": "@a", "from": "@u", "to": "@t", "kind": "influences", "weight": 1})),
            (
                Kind::Travel,
                "j",
                json!({"person": "@q", "to_city": "上海", "depart": "2026-10-22", "arrive": "2026-10-22"}),
            ),
        ])
    }

    #[test]
    fn two_persons_become_one_with_their_seats_pairings_and_lines() {
        let all = two();
        let merge = Merge::of(&all, id("p"), id("q")).unwrap();
        assert_eq!(merge.overruled, [("name", json!("张伟"), json!("Zhang Wei"))]);
        assert_eq!(merge.followed, 2, "a seat and a pairing");
        let then = after(&all, merge.draft);
        let person = then.record(id("p")).unwrap().to_map();
        let phones: Vec<&Value> = person["phones"].as_array().unwrap().iter().map(|line| &line["value"]).collect();
        assert_eq!(phones.len(), 2, "{phones:?}");
        assert_eq!((&person["likes"], &person["notes"]), (&json!("tea"), &json!("met in Hangzhou")));
        assert_eq!(person["ext.vcard"], json!(["x", "y"]));
        let seat = then.record(id("s")).unwrap().to_map();
        assert_eq!((&seat["support"], &seat["support.source"]), (&json!("supporter"), &json!("Ours")));
        assert_eq!(then.record(id("u")).unwrap().value("reports_to"), json!(id("s")));
        assert_eq!(then.record(id("x")).unwrap().value("notes"), json!("golf"));
        assert_eq!(then.record(id("f")).unwrap().value("to"), json!(id("s")));
        assert_eq!(then.record(id("j")).unwrap().value("person"), json!(id("p")));
        for gone in ["q", "t", "y", "e"] {
            assert!(then.record(id(gone)).is_none(), "{gone}");
        }
    }

    #[test]
    fn an_account_keeps_the_names_of_the_one_that_goes_and_a_parent_is_not_itself() {
        let all = room(&[
            (Kind::Account, "a", json!({"name": "北方银行", "parent": "@b"})),
            (Kind::Account, "b", json!({"name": "Northern Bank", "short_name": "NB", "parent": "@c"})),
            (Kind::Account, "c", json!({"name": "Group"})),
            (Kind::Period, "p", json!({"account": "@a", "period": "2026Q1", "orders": 3})),
            (Kind::Period, "q", json!({"account": "@b", "period": "2026Q1", "orders_on_time": 2})),
        ]);
        let then = after(&all, Merge::of(&all, id("a"), id("b")).unwrap().draft);
        let map = then.record(id("a")).unwrap().to_map();
        let aliases: BTreeSet<&str> =
            map["aliases"].as_array().unwrap().iter().filter_map(|line| line["value"].as_str()).collect();
        assert_eq!(aliases, BTreeSet::from(["NB", "Northern Bank"]));
        assert_eq!(map.get("parent"), Some(&json!(id("c"))));
        let period = then.record(id("p")).unwrap().to_map();
        assert_eq!((&period["orders"], &period["orders_on_time"]), (&json!(3), &json!(2)));
        assert!(then.record(id("q")).is_none());
    }

    #[test]
    fn unlike_things_are_not_merged() {
        let all = two();
        assert_eq!(Merge::of(&all, id("p"), id("p")).unwrap_err().id, "problem-merge-itself");
        assert_eq!(Merge::of(&all, id("p"), id("s")).unwrap_err().id, "problem-merge-kinds");
    }
}
