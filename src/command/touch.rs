//! A contact made, logged in one line from wherever somebody of theirs stands: a call, a message, a visit.

use serde_json::{Value, json};

use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome, blocked};
use crate::edit::Draft;
use crate::exchange::touch::read;
use crate::model::{Id, Kind, Member, Pairing, Person, Problem, Record, Seat};
use crate::overlay::{Item, Prompt};
use crate::screen::Place;
use crate::screen::present::choice_label;

/// The table.
pub const COMMANDS: &[Command] = &[Command::changing("touch-add", |cx, _| start(cx)).unless(nobody)];

/// Who met whom, as far as the cursor says.
#[derive(Clone, Debug, Default)]
struct Meeting {
    member: Option<Id>,
    seats: Vec<Id>,
    account: Option<Id>,
}

fn nobody(cx: &Cx) -> Option<&'static str> {
    blocked::nothing_selected(cx).and(blocked::no_account(cx))
}

/// Asks whom it was with, and who of ours, where that is not plain; then how and about what.
fn start(cx: &mut Cx) -> Outcome {
    let meeting = meant(cx);
    if meeting.seats.is_empty() {
        return pick_seat(cx, meeting);
    }
    let meeting = Meeting { member: meeting.member.or_else(|| usual(cx, &meeting)), ..meeting };
    if meeting.member.is_none() {
        return pick_member(cx, meeting);
    }
    ask(cx, meeting)
}

/// Whom the cursor is on.
fn meant(cx: &Cx) -> Meeting {
    let room = cx.room();
    let account = cx.account();
    if super::pairing::is_here(cx)
        && let Some((member, seat)) = cx.screens.pairings.cell()
    {
        return Meeting { member: Some(member), seats: vec![seat], account: room.account_of(seat) };
    }
    if cx.screens.place() == Place::Today
        && let Some(meeting) = cx.screens.today.meeting()
    {
        return Meeting { member: Some(meeting.member), seats: vec![meeting.seat], account: Some(meeting.account) };
    }
    let Some(id) = cx.selected() else { return Meeting { account, ..Meeting::default() } };
    let account = account.or_else(|| room.account_of(id));
    let (member, seats) = match room.record(id) {
        Some(Record::Seat(seat)) => (None, vec![seat.id]),
        Some(Record::Pairing(pairing)) => (Some(pairing.member), vec![pairing.seat]),
        Some(Record::Person(person)) => (None, seat_of(cx, person, account).into_iter().collect()),
        Some(Record::FollowUp(item)) => (None, item.seat.into_iter().collect()),
        Some(Record::Visit(visit)) => (None, visit.theirs.iter().copied().collect()),
        Some(Record::Need(need)) => (None, need.seat.into_iter().collect()),
        Some(Record::Touch(touch)) => (Some(touch.member), touch.seats.iter().copied().collect()),
        Some(Record::Travel(travel)) => {
            let person = travel.person.and_then(|id| room.get::<Person>(id));
            (travel.member, person.and_then(|person| seat_of(cx, person, account)).into_iter().collect())
        }
        Some(Record::Member(member)) => (Some(member.id), Vec::new()),
        _ => (None, Vec::new()),
    };
    let first = seats.first().and_then(|seat| room.account_of(*seat));
    Meeting { member, seats, account: first.or(account) }
}

/// The seat of a person, in the account that is meant where they sit there.
fn seat_of(cx: &Cx, person: &Person, account: Option<Id>) -> Option<Id> {
    let mut seats: Vec<&Seat> =
        cx.room().linked::<Seat>(person.id).filter(|seat| seat.is_current(cx.today())).collect();
    seats.sort_by_key(|seat| Some(seat.account) != account);
    seats.first().map(|seat| seat.id)
}

/// Who of ours it will have been: whoever writes, else the only one who is paired with them.
fn usual(cx: &Cx, meeting: &Meeting) -> Option<Id> {
    let room = cx.room();
    let here = |id: &Id| room.get::<Member>(*id).is_some_and(|one| one.left_on.is_none_or(|day| day > cx.today()));
    let paired = meeting.seats.iter().flat_map(|seat| room.linked::<Pairing>(*seat)).map(|pairing| pairing.member);
    let mut paired: Vec<Id> = paired.filter(here).collect();
    paired.sort_unstable();
    paired.dedup();
    let only = if let [one] = *paired { Some(one) } else { None };
    cx.me().filter(here).or(only)
}

fn pick_seat(cx: &mut Cx, meeting: Meeting) -> Outcome {
    let (room, today, account) = (cx.room(), cx.today(), meeting.account);
    let held = |seat: &&Seat| {
        seat.person.is_some() && seat.is_current(today) && account.is_none_or(|account| seat.account == account)
    };
    let item = |seat: &Seat| {
        let place = Some(room.name(seat.account)).filter(|_| account.is_none());
        let detail: Vec<String> = seat.title.clone().into_iter().chain(place).collect();
        Item::new(seat.id.to_string(), room.name(seat.id), detail.join(" · "))
    };
    let items: Vec<Item> = room.all::<Seat>().filter(held).map(item).collect();
    if items.is_empty() {
        return Err(Problem::new("problem-touch-nobody"));
    }
    cx.pick(cx.text.t("touch-ask-theirs"), items, move |cx, key| {
        let seat: Id = key.parse()?;
        let meeting = Meeting { seats: vec![seat], account: cx.room().account_of(seat), ..meeting.clone() };
        match meeting.member.or_else(|| usual(cx, &meeting)) {
            Some(member) => ask(cx, Meeting { member: Some(member), ..meeting }),
            None => pick_member(cx, meeting),
        }
    });
    Ok(())
}

fn pick_member(cx: &mut Cx, meeting: Meeting) -> Outcome {
    let today = cx.today();
    let with_us = cx.room().all::<Member>().filter(|one| one.left_on.is_none_or(|day| day > today));
    let item = |one: &Member| {
        let level = one.level.map(|level| choice_label(&cx.text, "level", level.code())).unwrap_or_default();
        Item::new(one.id.to_string(), &one.name, level)
    };
    let items: Vec<Item> = with_us.map(item).collect();
    if items.is_empty() {
        return Err(Problem::new("problem-touch-no-member"));
    }
    cx.pick(cx.text.t("touch-ask-ours"), items, move |cx, key| {
        ask(cx, Meeting { member: Some(key.parse()?), ..meeting.clone() })
    });
    Ok(())
}

fn ask(cx: &mut Cx, meeting: Meeting) -> Outcome {
    let (Some(member), Some(account)) = (meeting.member, meeting.account) else { return Ok(()) };
    let names: Vec<String> = meeting.seats.iter().map(|seat| cx.room().name(*seat)).collect();
    let who = format!("{} ↔ {}", cx.room().name(member), cx.text.list(&names));
    let mut prompt = Prompt::new(cx.text.ta("touch-ask", &[("who", &who)]), "", None);
    prompt.message = cx.text.t("touch-hint");
    let then: Then = Box::new(move |cx, answer| {
        let Answer::Text(line) = answer else { return Ok(()) };
        let contact = read(&line, cx.now())?;
        let mut fields = serde_json::Map::new();
        let text = Some(contact.text).filter(|text| !text.is_empty());
        let known: [(&str, Value); 6] = [
            ("account", json!(account)),
            ("member", json!(member)),
            ("seats", json!(meeting.seats)),
            ("channel", json!(contact.channel)),
            ("at", json!(contact.at)),
            ("text", json!(text)),
        ];
        fields
            .extend(known.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.into(), value)));
        cx.terms.complete(cx.room(), Kind::Touch, &mut fields, cx.now());
        let mut draft = Draft::new("edit-touch")
            .about(format!("{who} · {}", choice_label(&cx.text, "channel", contact.channel.code())));
        draft.create(Kind::Touch, Id::new(cx.now()), fields)?;
        cx.commit(draft)
    });
    cx.layers.push(Layer::Prompt(prompt), then);
    Ok(())
}
