//! Who of ours faces whom of theirs: every pairing with its cycle, how it is lived and whether it crosses levels; key
//! players whom nobody faces.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::behaviour::{self, Behaviour, Disagreement};
use super::cycle::{Cycle, Cycles};
use crate::edit::Room;
use crate::model::choice::{Layer, Level, Relationship};
use crate::model::{Id, Member, Pairing, Seat};

/// A pairing and what is computed of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The pairing.
    pub pairing: Id,
    /// One of ours.
    pub member: Id,
    /// One of theirs.
    pub seat: Id,
    /// The account of theirs.
    pub account: Id,
    /// The level it is on: its own, else that of the member.
    pub level: Option<Level>,
    /// What the relationship is said to be; `None` is unknown.
    pub current: Option<Relationship>,
    /// What it is to become.
    pub target: Option<Relationship>,
    /// The rungs of ours and theirs where they differ: allowed, and worth a word.
    pub crossing: Option<(Level, Layer)>,
    /// Whether it is with a key player.
    pub is_key: bool,
    /// The day the member left, where they have.
    pub left: Option<NaiveDate>,
    /// Last contact and interval.
    pub cycle: Cycle,
    /// How it is lived.
    pub lived: Behaviour,
    /// Where what is said of it and what is done disagree.
    pub disagreement: Option<Disagreement>,
}

/// Ours × theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Who of ours, executives first; those who left only where pairings are still theirs.
    pub ours: Vec<Id>,
    /// Who of theirs, account by account, the highest and most influential first.
    pub theirs: Vec<Id>,
    /// The pairings, by both.
    pub pairs: BTreeMap<(Id, Id), Pair>,
    /// Key players whom nobody who is still with us faces.
    pub uncovered: Vec<Id>,
}

/// Which of theirs a matrix shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// The key players.
    #[default]
    KeyPlayers,
    /// Key players, and whoever else somebody faces.
    Paired,
    /// Everybody who holds a seat.
    Everybody,
}

impl Columns {
    /// The next one, and after the last the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::KeyPlayers => Self::Paired,
            Self::Paired => Self::Everybody,
            Self::Everybody => Self::KeyPlayers,
        }
    }

    /// The code, as in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyPlayers => "key-players",
            Self::Paired => "paired",
            Self::Everybody => "everybody",
        }
    }
}

/// The levels of ours from the top down.
const LEVELS: [Level; 5] = [Level::Executive, Level::Manager, Level::Rep, Level::Service, Level::Engineer];

impl Matrix {
    /// The matrix of an account, or of all.
    pub fn of(room: &Room, account: Option<Id>, columns: Columns, now: DateTime<FixedOffset>) -> Self {
        let today = now.date_naive();
        let cycles = Cycles::new(room, now);
        let mut pairs = BTreeMap::new();
        let mut theirs: Vec<&Seat> = Vec::new();
        let mut uncovered = Vec::new();
        let held = |seat: &Seat| {
            account.is_none_or(|id| seat.account == id) && seat.person.is_some() && seat.is_current(today)
        };
        let counts = |seat: &Cow<'_, Seat>| {
            let shown = columns == Columns::Everybody || seat.is_key_player() || room.has_linked::<Pairing>(seat.id);
            shown && held(seat)
        };
        let mut ids: Vec<Id> = room.each_of::<Seat>(account).filter(counts).map(|seat| seat.id).collect();
        ids.sort_unstable();
        for seat in ids.into_iter().filter_map(|id| room.get::<Seat>(id)) {
            let all: Vec<Pair> =
                room.linked::<Pairing>(seat.id).filter_map(|pairing| pair(room, pairing, &cycles)).collect();
            let faced = all.iter().any(|pair| pair.left.is_none());
            let wanted = match columns {
                Columns::KeyPlayers => seat.is_key_player(),
                Columns::Paired => seat.is_key_player() || !all.is_empty(),
                Columns::Everybody => true,
            };
            if seat.is_key_player() && !faced {
                uncovered.push(seat.id);
            }
            if wanted {
                theirs.push(seat);
                pairs.extend(all.into_iter().map(|pair| ((pair.member, pair.seat), pair)));
            }
        }
        theirs.sort_by_key(|seat| {
            let layer = seat.layer.map_or(Layer::CHOICES.codes.len(), |layer| layer as usize);
            (seat.account, layer, Reverse(seat.influence), seat.id)
        });
        let mut ours: Vec<&Member> = room
            .all::<Member>()
            .filter(|one| left(one, today).is_none() || pairs.keys().any(|(member, _)| *member == one.id))
            .collect();
        let rank = |one: &Member| LEVELS.iter().position(|level| Some(*level) == one.level).unwrap_or(LEVELS.len());
        ours.sort_by_key(|one| (rank(one), left(one, today).is_some(), one.id));
        let ids = |seats: Vec<&Seat>| seats.into_iter().map(|seat| seat.id).collect();
        Self { ours: ours.into_iter().map(|one| one.id).collect(), theirs: ids(theirs), pairs, uncovered }
    }
}

/// A pairing with what is computed of it; `None` where one of the two is gone.
pub fn pair(room: &Room, pairing: &Pairing, cycles: &Cycles) -> Option<Pair> {
    let seat = room.get::<Seat>(pairing.seat)?;
    let member = room.get::<Member>(pairing.member)?;
    let level = pairing.level.or(member.level);
    Some(Pair {
        pairing: pairing.id,
        member: member.id,
        seat: seat.id,
        account: seat.account,
        level,
        current: pairing.current,
        target: pairing.target,
        crossing: level.zip(seat.layer).filter(|(level, layer)| level.rung() != layer.rung()),
        is_key: seat.is_key_player(),
        left: left(member, cycles.now().date_naive()),
        cycle: cycles.of_pairing(pairing),
        lived: behaviour::of_pair(room, member.id, seat.id, cycles.now(), cycles.half_life(seat.account)),
        disagreement: behaviour::of_pairing(room, pairing, cycles),
    })
}

fn left(member: &Member, today: NaiveDate) -> Option<NaiveDate> {
    member.left_on.filter(|day| *day <= today)
}

/// Every pairing and every key player whom nobody faces, as rows of JSON; `said` words a disagreement.
pub fn rows(
    room: &Room,
    account: Option<Id>,
    now: DateTime<FixedOffset>,
    said: &dyn Fn(&Disagreement) -> String,
) -> Vec<Value> {
    let matrix = Matrix::of(room, account, Columns::Paired, now);
    let mut rows = Vec::new();
    for seat in &matrix.theirs {
        let facing = matrix.ours.iter().filter_map(|member| matrix.pairs.get(&(*member, *seat)));
        rows.extend(facing.map(|pair| row(room, pair, matrix.uncovered.contains(seat), said)));
        if matrix.uncovered.contains(seat) && !matrix.pairs.keys().any(|(_, one)| one == seat) {
            let account = room.account_of(*seat);
            rows.push(json!({
                "pairing": null, "member": null, "member_name": null,
                "seat": seat, "person_name": room.name(*seat),
                "account": account, "account_name": account.map(|id| room.name(id)),
                "key_player": true, "uncovered": true,
            }));
        }
    }
    rows
}

fn row(room: &Room, pair: &Pair, uncovered: bool, said: &dyn Fn(&Disagreement) -> String) -> Value {
    let cycle = &pair.cycle;
    json!({
        "pairing": pair.pairing,
        "member": pair.member,
        "member_name": room.name(pair.member),
        "seat": pair.seat,
        "person_name": room.name(pair.seat),
        "account": pair.account,
        "account_name": room.name(pair.account),
        "level": pair.level,
        "layer": room.get::<Seat>(pair.seat).and_then(|seat| seat.layer),
        "cross_level": pair.crossing.is_some(),
        "key_player": pair.is_key,
        "uncovered": uncovered,
        "member_left_on": pair.left,
        "current": pair.current,
        "target": pair.target,
        "ideal_days": cycle.interval.ideal,
        "max_days": cycle.interval.max,
        "last_contact": cycle.last,
        "never_met": cycle.last.is_none(),
        "days": cycle.last.map(|_| cycle.days),
        "urgency": cycle.urgency,
        "light": cycle.last.map_or("never", |_| cycle.light.code()),
        "due": cycle.last.and_then(|last| last.checked_add_signed(chrono::TimeDelta::days(cycle.interval.ideal))),
        "behaviour": pair.lived.row(),
        "disagreement": pair.disagreement.as_ref().map(said),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    fn house() -> Room {
        let seat = |layer: &str, status: &str, influence: u8| json!({"account": "@a", "person": "@p", "layer": layer, "political_status": status, "influence": influence});
        let pair = |member: &str, seat: &str, level: &str| json!({"member": member, "seat": seat, "level": level});
        room(&[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Person, "p", json!({"name": "P"})),
            (Kind::Member, "gone", json!({"name": "旧", "level": "executive", "left_on": "2026-10-20"})),
            (Kind::Member, "idle", json!({"name": "闲", "level": "rep", "left_on": "2026-10-01"})),
            (Kind::Member, "rep", json!({"name": "销", "level": "rep"})),
            (Kind::Member, "boss", json!({"name": "总", "level": "executive"})),
            (Kind::Seat, "clerk", seat("operations", "outside", 9)),
            (Kind::Seat, "chief", seat("decision", "inner_circle", 7)),
            (Kind::Seat, "head", seat("decision", "inner_circle", 9)),
            (Kind::Seat, "lost", seat("management", "political_structure", 5)),
            (
                Kind::Seat,
                "left",
                json!({"account": "@a", "person": "@p", "political_status": "inner_circle", "to": "2026-10-01"}),
            ),
            (Kind::Seat, "vacant", json!({"account": "@a", "political_status": "inner_circle"})),
            (Kind::Pairing, "right", pair("@boss", "@head", "executive")),
            (Kind::Pairing, "cross", pair("@rep", "@head", "rep")),
            (Kind::Pairing, "base", pair("@rep", "@clerk", "rep")),
            (Kind::Pairing, "old", pair("@gone", "@lost", "executive")),
            (
                Kind::Touch,
                "t",
                json!({"account": "@a", "member": "@boss", "seats": ["@head"], "at": "2026-10-10", "channel": "call"}),
            ),
        ])
    }

    #[test]
    fn rows_go_by_level_and_columns_by_layer_and_influence() {
        let room = house();
        let matrix = Matrix::of(&room, Some(id("a")), Columns::KeyPlayers, now());
        assert_eq!(matrix.ours, [id("boss"), id("gone"), id("rep")]);
        assert_eq!(matrix.theirs, [id("head"), id("chief"), id("lost")]);
        // Whom only somebody who left faces is faced by nobody.
        let mut uncovered = matrix.uncovered.clone();
        uncovered.sort_unstable();
        let mut expected = [id("chief"), id("lost")];
        expected.sort_unstable();
        assert_eq!(uncovered, expected);
        let wider = Matrix::of(&room, None, Columns::Paired, now());
        assert_eq!(wider.theirs, [id("head"), id("chief"), id("lost"), id("clerk")]);
    }

    #[test]
    fn a_pairing_across_levels_is_flagged_and_one_on_its_level_is_not() {
        let room = house();
        let matrix = Matrix::of(&room, None, Columns::Paired, now());
        let crossing = |member: &str, seat: &str| matrix.pairs[&(id(member), id(seat))].crossing;
        assert_eq!(crossing("rep", "head"), Some((Level::Rep, Layer::Decision)));
        assert_eq!(crossing("gone", "lost"), Some((Level::Executive, Layer::Management)));
        assert_eq!((crossing("boss", "head"), crossing("rep", "clerk")), (None, None));
    }

    #[test]
    fn rows_say_what_is_computed_and_list_whom_nobody_faces() {
        let room = house();
        let rows = rows(&room, Some(id("a")), now(), &|_| "said".into());
        let of = |name: &str| rows.iter().find(|row| row["pairing"] == json!(id(name))).unwrap();
        let right = of("right");
        assert_eq!(
            (&right["last_contact"], &right["days"], &right["light"]),
            (&json!("2026-10-10"), &json!(10), &json!("green"))
        );
        assert_eq!((&right["never_met"], &right["cross_level"]), (&json!(false), &json!(false)));
        let x = right["behaviour"]["x"].as_f64().unwrap();
        assert!((x - 0.5_f64.powf(10.0 / 90.0)).abs() < 1e-9);
        assert_eq!((&of("cross")["never_met"], &of("cross")["last_contact"]), (&json!(true), &Value::Null));
        let bare = rows.iter().find(|row| row["pairing"].is_null()).unwrap();
        assert_eq!((&bare["seat"], &bare["uncovered"]), (&json!(id("chief")), &json!(true)));
        assert_eq!(of("old")["uncovered"], json!(true));
        assert_eq!(rows.len(), 5);
    }
}
