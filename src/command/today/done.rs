//! Ticking off: what it means that a line is done depends on where it comes from.

use chrono::{Days, NaiveDate, SubsecRound};
use serde_json::{Map, Value, json};

use super::{called, line};
use crate::command::ladder::money;
use crate::command::{Cx, Outcome, debrief};
use crate::edit::Draft;
use crate::model::choice::{Channel, EventWhat, Grade, VisitStatus};
use crate::model::{Complaint, Id, Kind, Problem, Record, Seat, Travel, Visit, When};
use crate::overlay::Item;
use crate::rules::ladder::act::Act;
use crate::rules::today::snooze::put_off;
use crate::rules::today::{Entry, Topic, stale_judgements};
use crate::rules::visits::met;
use crate::screen::present::choice_label;

/// Ticks off the line under the cursor.
pub(super) fn done(cx: &mut Cx) -> Outcome {
    let entry = line(cx)?;
    let Some(id) = entry.id() else { return Err(Problem::new("problem-today-table")) };
    match entry.topic {
        Topic::FollowUp => {
            let act = Act { by: cx.me(), ..Act::new(EventWhat::Done) };
            let draft = act.draft(cx.room(), &cx.terms, id, cx.now())?;
            cx.commit(draft)
        }
        Topic::Complaint => {
            let answered = cx.room().get::<Complaint>(id).is_some_and(|one| one.first_answered_at.is_some());
            if answered { money::close(cx) } else { money::answer(cx) }
        }
        Topic::Receivable => money::pay(cx),
        Topic::Visit if entry.due.is_some_and(|day| day > cx.today()) => Err(Problem::new("problem-today-visit-ahead")),
        Topic::Visit | Topic::Debrief => debrief::open(cx, id),
        Topic::Agreed => {
            plan_again(cx, id);
            Ok(())
        }
        Topic::Contact => contact(cx, &entry),
        Topic::Meeting => Err(Problem::new("problem-today-meeting")),
        Topic::Journey => {
            let back = cx.room().get::<Travel>(id).and_then(|travel| travel.r#return.or(travel.arrive));
            seen(cx, &entry, back.map(|when| when.day()), Draft::new("edit-today-seen"))
        }
        Topic::Birthday | Topic::Occasion => {
            let mut draft = Draft::new("edit-today-seen");
            wish(cx, &entry, &mut draft)?;
            seen(cx, &entry, entry.due, draft)
        }
        Topic::Festival => seen(cx, &entry, entry.due, Draft::new("edit-today-seen")),
        Topic::Gift => {
            let mut draft = Draft::new("edit-gift-given").about(called(cx, &entry));
            draft.set(cx.room(), id, "status", "given".into())?;
            draft.set(cx.room(), id, "on", json!(cx.today()))?;
            cx.commit(draft)
        }
        Topic::Review => {
            let draft = reviewed(cx, id)?;
            cx.commit(draft)
        }
        Topic::Judgement => confirm(cx, &entry),
        Topic::Table => Err(Problem::new("problem-today-table")),
    }
}

/// Notes that the card of an account was looked through, now and by whom.
pub fn reviewed(cx: &Cx, account: Id) -> Result<Draft, Problem> {
    let mut draft = Draft::new("edit-review").about(cx.room().name(account));
    draft.set(cx.room(), account, "reviewed_at", now(cx))?;
    draft.set(cx.room(), account, "reviewed_by", cx.book().author().into())?;
    Ok(draft)
}

/// This moment, to the second.
pub fn now(cx: &Cx) -> Value {
    json!(When::Moment(cx.now().trunc_subsecs(0)))
}

/// What comes back by itself next time stays away until its day is over.
fn seen(cx: &mut Cx, entry: &Entry, day: Option<NaiveDate>, draft: Draft) -> Outcome {
    let day = day.unwrap_or_else(|| cx.today()).max(cx.today());
    let until = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let mut draft = draft.about(called(cx, entry));
    put_off(&mut draft, cx.room(), entry, until, Grade::Stuck, Id::new(cx.now()))?;
    cx.commit(draft)
}

/// Notes good wishes as a contact, where there is somebody who sent them to somebody.
fn wish(cx: &Cx, entry: &Entry, draft: &mut Draft) -> Outcome {
    let member = cx.me().filter(|me| entry.is_for(*me)).or(entry.ours.first().copied());
    let seats = entry.theirs.iter().flat_map(|person| cx.room().linked::<Seat>(*person));
    let seat = seats.into_iter().find(|seat| Some(seat.account) == entry.account).map(|seat| seat.id);
    let (Some(member), Some(account), Some(seat)) = (member, entry.account, seat) else { return Ok(()) };
    let text = crate::screen::present::agendum::what(&cx.view(), entry);
    touch(cx, draft, account, member, &[seat], Channel::Message, Some(&text))
}

fn touch(
    cx: &Cx,
    draft: &mut Draft,
    account: Id,
    member: Id,
    seats: &[Id],
    channel: Channel,
    text: Option<&str>,
) -> Outcome {
    let fields = [
        ("account", json!(account)),
        ("member", json!(member)),
        ("seats", json!(seats)),
        ("at", now(cx)),
        ("channel", json!(channel)),
        ("text", json!(text)),
    ];
    let set = fields.into_iter().filter(|(_, value)| !value.is_null());
    let fields: Map<String, Value> = set.map(|(name, value)| (name.to_owned(), value)).collect();
    draft.create(Kind::Touch, Id::new(cx.now()), fields)
}

/// Asks how they were in touch, and notes it.
fn contact(cx: &mut Cx, entry: &Entry) -> Outcome {
    let whom = match entry.id().and_then(|id| cx.room().record(id)) {
        Some(Record::Pairing(pairing)) => Some((pairing.member, vec![pairing.seat])),
        Some(Record::Account(account)) => cx.me().or(account.owner).map(|member| (member, Vec::new())),
        _ => None,
    };
    let (Some((member, seats)), Some(account)) = (whom, entry.account) else {
        return Err(Problem::new("problem-today-nobody"));
    };
    let name = called(cx, entry);
    let item = |channel: &Channel| Item::new(channel.code(), choice_label(&cx.text, "channel", channel.code()), "");
    let channels = [Channel::Call, Channel::Message, Channel::Visit, Channel::HostedVisit, Channel::Introduction];
    let items = channels.iter().map(item).collect();
    cx.pick(cx.text.ta("today-ask-channel", &[("name", &name)]), items, move |cx, code| {
        let channel = channels.into_iter().find(|channel| channel.code() == code).unwrap_or(Channel::Call);
        let mut draft = Draft::new("edit-today-touch").about(&name);
        touch(cx, &mut draft, account, member, &seats, channel, None)?;
        cx.commit(draft)
    });
    Ok(())
}

/// The form of the visit that was agreed on at another: the same people, in the same place, on the day agreed.
fn plan_again(cx: &mut Cx, id: Id) {
    let Some(visit) = cx.room().get::<Visit>(id) else { return };
    let ours =
        visit.ours.iter().map(|one| json!({"id": Id::after(one.id, cx.now()), "member": one.member, "role": one.role}));
    let given = [
        ("account", json!(visit.account)),
        ("status", json!(VisitStatus::Planned)),
        ("start", json!(visit.next_date)),
        ("city", json!(visit.city)),
        ("place", json!(visit.place)),
        ("ours", ours.collect()),
        ("theirs", json!(met(visit))),
    ];
    let given = given.into_iter().filter(|(_, value)| !value.is_null());
    let given = given.map(|(name, value)| (name.to_owned(), value)).collect();
    cx.form(Kind::Visit, given);
}

/// What we think of these key players is still what we think: the judgements are of today.
fn confirm(cx: &mut Cx, entry: &Entry) -> Outcome {
    let mut draft = Draft::new("edit-today-judged").about(called(cx, entry));
    for seat in entry.theirs.iter().filter_map(|id| cx.room().get::<Seat>(*id)) {
        for (field, _) in stale_judgements(seat, cx.today()) {
            draft.set(cx.room(), seat.id, &format!("{field}.as_of"), json!(cx.today()))?;
        }
    }
    cx.commit(draft)
}
