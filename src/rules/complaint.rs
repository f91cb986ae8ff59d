//! The two clocks of a complaint: until a first answer, and until it is resolved. What clients cannot bear is delay, so
//! how long a first answer took is a number of its own.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::Terms;
use super::zone::{self, Zone};
use crate::edit::Room;
use crate::model::choice::FollowUpKind;
use crate::model::{Account, Complaint, Id, When};

/// Working days to answer in, and to resolve in, where the ladder of complaints says nothing of them.
const ANSWER: i64 = 1;
const RESOLVE: i64 = 3;

/// How a complaint stands against its clocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Clocks {
    /// Minutes a first answer took, or has been owed so far.
    pub answer_minutes: i64,
    /// Whether there was one; a complaint that is resolved owes none.
    pub answered: bool,
    /// By when it should be there.
    pub answer_by: DateTime<FixedOffset>,
    /// Whether it came, or is, too late.
    pub answer_late: bool,
    /// Minutes it took to resolve it, or has taken so far.
    pub resolve_minutes: i64,
    /// By when it should be resolved.
    pub resolve_by: DateTime<FixedOffset>,
    /// Whether it was, or is, too late.
    pub resolve_late: bool,
    /// Working days since it occurred, until it was resolved.
    pub used: i64,
}

/// The clocks of a complaint, in working days of the account's country and on its own clock; `None` where nobody knows
/// when it occurred.
pub fn clocks(room: &Room, terms: &Terms, complaint: &Complaint, now: DateTime<FixedOffset>) -> Option<Clocks> {
    let account = room.get::<Account>(complaint.account);
    let zone = terms.zone_of(account).map_or_else(|| zone::of_writer(complaint.occurred_at, now), Zone::Named);
    let occurred = zone.moment(complaint.occurred_at?);
    let policy = terms.ladders.policy(FollowUpKind::Complaint, account);
    let rung = policy.rungs.first();
    let calendar = terms.calendar_of(room, complaint.account);
    let by = |days: i64| zone.end_of(calendar.add_workdays(occurred.date_naive(), days as i32));
    let ended = |at: Option<When>| at.map(|at| zone.moment(at)).filter(|at| *at <= now);
    let resolved = ended(complaint.resolved_at);
    let answered = ended(complaint.first_answered_at).or(resolved);
    let (answer, resolve) = (answered.unwrap_or(now), resolved.unwrap_or(now));
    let answer_by = by(rung.and_then(|rung| rung.answer).unwrap_or(ANSWER));
    let resolve_by = by(rung.and_then(|rung| rung.days).unwrap_or(RESOLVE));
    Some(Clocks {
        answer_minutes: (answer - occurred).num_minutes().max(0),
        answered: answered.is_some(),
        answer_late: answer > answer_by,
        answer_by,
        resolve_minutes: (resolve - occurred).num_minutes().max(0),
        resolve_late: resolve > resolve_by,
        resolve_by,
        used: calendar.workdays_between(occurred.date_naive(), zone.local(resolve).date_naive()).max(0),
    })
}

/// Complaints as rows, of one account or of all: those open first, the latest of them first.
pub fn complaint_rows(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Value> {
    let here = |one: &&Complaint| account.is_none_or(|account| one.account == account);
    let mut all: Vec<&Complaint> = room.all::<Complaint>().filter(here).collect();
    all.sort_by_key(|one| (one.resolved_at.is_some(), std::cmp::Reverse(one.occurred_at), one.id));
    all.into_iter().map(|one| row(room, one, clocks(room, terms, one, now))).collect()
}

fn row(room: &Room, one: &Complaint, clocks: Option<Clocks>) -> Value {
    let of = |pick: fn(&Clocks) -> Value| clocks.as_ref().map(pick);
    let step = |step: &crate::model::CourseStep| json!({ "at": step.at, "by": step.by, "by_name": step.by.map(|by| room.name(by)), "text": step.text });
    json!({
        "id": one.id,
        "account": one.account,
        "account_name": room.name(one.account),
        "content": one.content,
        "product": one.product,
        "severity": one.severity,
        "occurred_at": one.occurred_at,
        "state": if one.resolved_at.is_some() { "closed" } else { "open" },
        "first_answered_at": one.first_answered_at,
        "first_answer_minutes": of(|clocks| clocks.answered.then_some(clocks.answer_minutes).into()),
        "waiting_minutes": of(|clocks| (!clocks.answered).then_some(clocks.answer_minutes).into()),
        "answer_by": of(|clocks| json!(When::Moment(clocks.answer_by))),
        "answer_late": of(|clocks| clocks.answer_late.into()),
        "resolved_at": one.resolved_at,
        "resolve_by": of(|clocks| json!(When::Moment(clocks.resolve_by))),
        "resolve_late": of(|clocks| clocks.resolve_late.into()),
        "used_days": of(|clocks| clocks.used.into()),
        "result": one.result,
        "owner": one.owner,
        "owner_name": one.owner.map(|owner| room.name(owner)),
        "course": one.course.iter().map(step).collect::<Vec<_>>(),
    })
}

/// The middle of how long first answers took, in minutes, and of how many.
pub fn usual_answer(all: &[Clocks]) -> Option<(i64, usize)> {
    let mut took: Vec<i64> = all.iter().filter(|one| one.answered).map(|one| one.answer_minutes).collect();
    took.sort_unstable();
    took.get(took.len() / 2).map(|middle| (*middle, took.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn clocks_of(fields: Value, now: &str) -> Clocks {
        let mut fields = fields;
        fields["account"] = "@a".into();
        fields["content"] = "noise".into();
        let room = room(&[(Kind::Account, "a", json!({"name": "A", "country": "CN"})), (Kind::Complaint, "c", fields)]);
        clocks(&room, &Terms::builtin(), room.get(id("c")).unwrap(), now.parse().unwrap()).unwrap()
    }

    #[test]
    fn an_answer_is_owed_within_a_working_day_and_an_end_within_three() {
        // Wednesday before the national week: the next working day is Thursday 8 October.
        let fields = json!({"occurred_at": "2026-09-30T16:00:00+08:00"});
        let open = clocks_of(fields.clone(), "2026-10-08T12:00:00+08:00");
        assert_eq!((open.answered, open.answer_late, open.answer_minutes), (false, false, (7 * 24 + 20) * 60));
        assert_eq!(open.answer_by.to_rfc3339(), "2026-10-08T23:59:59+08:00");
        assert_eq!(open.resolve_by.to_rfc3339(), "2026-10-10T23:59:59+08:00");
        let late = clocks_of(fields.clone(), "2026-10-12T12:00:00+08:00");
        assert_eq!((late.answer_late, late.resolve_late, late.used), (true, true, 4));
        let mut done = fields;
        done["first_answered_at"] = "2026-09-30T17:30:00+08:00".into();
        done["resolved_at"] = "2026-10-09T10:00:00+08:00".into();
        done["result"] = "replaced".into();
        let done = clocks_of(done, "2026-12-01T12:00:00+08:00");
        assert_eq!((done.answered, done.answer_minutes, done.answer_late), (true, 90, false));
        assert_eq!((done.resolve_late, done.used), (false, 2));
        assert_eq!(usual_answer(&[done, late]), Some((90, 1)));
        assert_eq!(usual_answer(&[]), None);
    }
}
