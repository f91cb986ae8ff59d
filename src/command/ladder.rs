//! Commands of the ladder: follow-ups, what people do to them, and the pairings on its rungs. Money and complaints are in
//! `money`.

pub mod money;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Answer, Command, Cx, Outcome, blocked, edit};
use crate::edit::Draft;
use crate::model::choice::{self, EventWhat, FollowUpKind, Level};
use crate::model::{FollowUp, Id, Kind, Member, Pairing, Problem, Record, Seat, When};
use crate::overlay::Item;
use crate::rules::ladder::{self, act, act::Act};
use crate::screen::Place;
use crate::screen::ladder::{Mode, Sift};
use crate::screen::present::{choice_label, laden};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("follow-up-add", |cx, _| {
        add(cx);
        Ok(())
    })
    .unless(nowhere),
    Command::changing("follow-up-done", |cx, _| act(cx, EventWhat::Done)).unless(|cx| barred(cx, EventWhat::Done)),
    Command::changing("follow-up-up", |cx, _| explain(cx, EventWhat::Up)).unless(|cx| barred(cx, EventWhat::Up)),
    Command::changing("follow-up-down", |cx, _| explain(cx, EventWhat::Down)).unless(|cx| barred(cx, EventWhat::Down)),
    Command::changing("follow-up-acknowledge", |cx, _| act(cx, EventWhat::Ack)).unless(|cx| barred(cx, EventWhat::Ack)),
    Command::changing("follow-up-wait", |cx, _| act(cx, EventWhat::Wait)).unless(|cx| barred(cx, EventWhat::Wait)),
    Command::changing("follow-up-pause", |cx, _| act(cx, EventWhat::Pause)).unless(|cx| barred(cx, EventWhat::Pause)),
    Command::changing("follow-up-resume", |cx, _| act(cx, EventWhat::Resume))
        .unless(|cx| barred(cx, EventWhat::Resume)),
    Command::changing("follow-up-assign", |cx, _| assign(cx)).unless(|cx| barred(cx, EventWhat::Assign)),
    Command::changing("follow-up-drop", |cx, _| explain(cx, EventWhat::Drop)).unless(|cx| barred(cx, EventWhat::Drop)),
    Command::changing("follow-up-note", |cx, _| explain(cx, EventWhat::Note)).unless(|cx| barred(cx, EventWhat::Note)),
    Command::new("follow-up-mark", |cx, _| {
        cx.screens.ladder.mark();
        Ok(())
    })
    .unless(no_follow_up),
    Command::new("follow-up-mark-all", |cx, _| {
        cx.screens.ladder.mark_all();
        Ok(())
    })
    .unless(off_rungs),
    Command::changing("pairing-add", |cx, _| pair(cx)).unless(no_account),
    Command::changing("pairing-edit", |cx, _| {
        edit_pairing(cx);
        Ok(())
    })
    .unless(no_pairing),
    Command::looking("ladder-filter", |cx, _| {
        sift_by_kind(cx);
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("ladder-filter-person", |cx, _| {
        sift_by_person(cx);
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("ladder-forecast", |cx, _| {
        let now = cx.screens.ladder.mode();
        cx.screens.ladder.set_mode(if now == Mode::Forecast { Mode::Items } else { Mode::Forecast });
        Ok(())
    })
    .unless(elsewhere),
    Command::new("ladder-view", view).with_arg(),
    Command::looking("ladder-view-next", |cx, _| {
        cx.screens.ladder.set_mode(cx.screens.ladder.mode().next());
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("ladder-sort", |cx, _| {
        cx.screens.ladder.sort();
        Ok(())
    })
    .unless(elsewhere),
];

fn view(cx: &mut Cx, name: &str) -> Outcome {
    let mode = Mode::ALL.into_iter().find(|mode| mode.code() == name);
    let mode = mode.ok_or_else(|| Problem::new("problem-no-such-place").with("name", name))?;
    if !matches!(cx.screens.place(), Place::Ladder | Place::Rungs) {
        cx.screens.go(Place::Rungs, None);
    }
    cx.screens.ladder.set_mode(mode);
    Ok(())
}

/// Whether the ladder is open and has the keys.
fn is_here(cx: &Cx) -> bool {
    matches!(cx.screens.place(), Place::Ladder | Place::Rungs) && !cx.screens.inspector_focused()
}

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (!is_here(cx)).then_some("blocked-not-ladder")
}

/// Needs an account, or the ladder of all of them.
fn nowhere(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).and(blocked::no_account(cx))
}

/// Needs an account: the open one, or that of whom the cursor is on.
fn no_account(cx: &Cx) -> Option<&'static str> {
    nowhere(cx).filter(|_| account(cx).is_none())
}

/// Marks are only on the rungs, where they can be seen.
fn off_rungs(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| (cx.screens.ladder.mode() != Mode::Items).then_some("blocked-not-rungs"))
}

fn no_follow_up(cx: &Cx) -> Option<&'static str> {
    let selected = cx.selected().and_then(|id| cx.room().get::<FollowUp>(id));
    off_rungs(cx).or_else(|| selected.is_none().then_some("blocked-no-follow-up"))
}

/// Whether follow-ups are marked that the next thing is done to.
fn are_marked(cx: &Cx) -> bool {
    is_here(cx) && cx.screens.ladder.mode() == Mode::Items && !cx.screens.ladder.marks().is_empty()
}

/// Why nothing of the kind can be done to what is selected, as far as the screen knows where it stands.
fn barred(cx: &Cx, what: EventWhat) -> Option<&'static str> {
    if are_marked(cx) {
        return None;
    }
    let selected = cx.selected().filter(|id| cx.room().get::<FollowUp>(*id).is_some());
    let Some(id) = selected else { return Some("blocked-no-follow-up") };
    act::refusal(cx.screens.ladder.position(id)?, what)
}

fn no_pairing(cx: &Cx) -> Option<&'static str> {
    let selected = cx.selected().and_then(|id| cx.room().get::<Pairing>(id));
    selected.is_none().then_some("blocked-no-pairing")
}

/// What a command acts on: the follow-ups that are marked, else the one under the cursor.
fn meant(cx: &Cx) -> Result<Vec<Id>, Problem> {
    if are_marked(cx) {
        return Ok(cx.screens.ladder.marks().iter().copied().collect());
    }
    cx.selected().map(|id| vec![id]).ok_or_else(|| Problem::new("blocked-no-follow-up"))
}

/// One of them by name, several by their count.
fn called(cx: &Cx, items: &[Id]) -> String {
    match items {
        [one] => cx.room().name(*one),
        many => cx.text.ta("ladder-follow-ups", &[("count", &many.len().to_string())]),
    }
}

/// The member who leaves that the cursor is on: themselves, or through a follow-up or a pairing that is still theirs.
pub(super) fn meant_member(cx: &Cx) -> Option<Id> {
    let id = cx.selected()?;
    let through = match cx.room().record(id)? {
        Record::Member(member) => return Some(member.id),
        Record::Pairing(pairing) => pairing.member,
        Record::FollowUp(item) => ladder::position(item, cx.room(), &cx.terms, cx.now()).stands_for?,
        _ => return None,
    };
    cx.room().get::<Member>(through).filter(|member| member.left_on.is_some()).map(|member| member.id)
}

/// The account it is about: the open one, else that of the record under the cursor.
fn account(cx: &Cx) -> Option<Id> {
    cx.account().or_else(|| cx.room().account_of(cx.selected()?))
}

/// The seat under the cursor: itself, or the one of the pairing.
fn seat_here(cx: &Cx) -> Option<Id> {
    let id = cx.selected()?;
    let paired = cx.room().get::<Pairing>(id).map(|pairing| pairing.seat);
    paired.or_else(|| cx.room().get::<Seat>(id).map(|seat| seat.id))
}

/// The form of a new follow-up, filled in from what the cursor is on: whom it is about, or which invoice or complaint.
fn add(cx: &mut Cx) {
    let mut fields = Map::new();
    if let Some(account) = account(cx) {
        fields.insert("account".into(), json!(account));
    }
    fields.insert("kind".into(), json!(cx.screens.ladder.sift().kind.unwrap_or(FollowUpKind::Promise)));
    fields.insert("opened_at".into(), json!(When::Moment(cx.now())));
    match cx.selected().and_then(|id| cx.room().record(id)) {
        Some(Record::Receivable(invoice)) => {
            fields.insert("kind".into(), json!(FollowUpKind::Collection));
            fields.insert("invoice".into(), json!(invoice.id));
            fields.insert("subject".into(), json!(invoice.number));
        }
        Some(Record::Complaint(complaint)) => {
            fields.insert("kind".into(), json!(FollowUpKind::Complaint));
            fields.insert("complaint".into(), json!(complaint.id));
            fields.insert("subject".into(), json!(complaint.content.lines().next()));
        }
        _ => {}
    }
    if let Some(seat) = seat_here(cx) {
        fields.insert("seat".into(), json!(seat));
    }
    cx.form(Kind::FollowUp, fields);
}

fn act(cx: &mut Cx, what: EventWhat) -> Outcome {
    let items = meant(cx)?;
    commit(cx, items, Act::new(what))
}

/// Does it to one follow-up, or to several in one edit; many are asked about first.
fn commit(cx: &mut Cx, items: Vec<Id>, act: Act) -> Outcome {
    if let [one] = *items {
        let draft = act.draft(cx.room(), &cx.terms, one, cx.now())?;
        cx.commit(draft)?;
        cx.screens.ladder.unmark();
        return Ok(());
    }
    if items.len() <= edit::ASK_ABOVE {
        return commit_all(cx, &items, &act);
    }
    let count = items.len().to_string();
    let question = cx.text.ta("ladder-ask-many", &[("what", &command_of(cx, act.what)), ("count", &count)]);
    cx.ask(question, move |cx| commit_all(cx, &items, &act));
    Ok(())
}

fn commit_all(cx: &mut Cx, items: &[Id], act: &Act) -> Outcome {
    let (draft, left) = act::draft_all(act, cx.room(), &cx.terms, items, cx.now())?;
    cx.commit(draft)?;
    cx.screens.ladder.unmark();
    if left > 0 {
        let rest = cx.text.ta("ladder-left-as-they-are", &[("count", &left.to_string())]);
        cx.message.text = format!("{} · {rest}", cx.message.text);
    }
    Ok(())
}

/// What the command is called that does it.
fn command_of(cx: &Cx, what: EventWhat) -> String {
    let name = match what {
        EventWhat::Ack => "follow-up-acknowledge",
        EventWhat::Wait => "follow-up-wait",
        EventWhat::Resume => "follow-up-resume",
        EventWhat::Pause => "follow-up-pause",
        EventWhat::Up => "follow-up-up",
        EventWhat::Down => "follow-up-down",
        EventWhat::Assign => "follow-up-assign",
        EventWhat::Done => "follow-up-done",
        EventWhat::Drop => "follow-up-drop",
        EventWhat::Note => "follow-up-note",
    };
    cx.command_label(name, None)
}

/// Asks for the reason first.
fn explain(cx: &mut Cx, what: EventWhat) -> Outcome {
    let items = meant(cx)?;
    let id = if what == EventWhat::Note { "ladder-ask-note" } else { "ladder-ask-why" };
    let title = cx.text.ta(id, &[("name", &called(cx, &items))]);
    cx.prompt(title, "", move |cx, reason| commit(cx, items.clone(), Act::new(what).because(reason)));
    Ok(())
}

fn assign(cx: &mut Cx) -> Outcome {
    let items = meant(cx)?;
    let title = cx.text.ta("ladder-ask-whom", &[("name", &called(cx, &items))]);
    let team = members(cx);
    cx.pick(title, team, move |cx, key| commit(cx, items.clone(), Act::new(EventWhat::Assign).to(key.parse()?)));
    Ok(())
}

/// Who is with us, with level and load: how many follow-ups wait on them, of how many they can carry.
pub(super) fn members(cx: &Cx) -> Vec<Item> {
    let (room, today) = (cx.room(), cx.today());
    let load = ladder::load(&ladder::positions(room, &cx.terms, cx.now(), None));
    let item = |member: &Member| {
        let (load, _) = laden(load.get(&member.id).copied().unwrap_or(0), member.capacity);
        let level = member.level.map(|level| choice_label(&cx.text, "level", level.code())).unwrap_or_default();
        Item::new(member.id.to_string(), &member.name, format!("{level} {}{load}", cx.theme.lines().sort[0]))
    };
    room.all::<Member>().filter(|one| one.left_on.is_none_or(|day| day > today)).map(item).collect()
}

/// One of ours, then one of theirs; the seat under the cursor is taken as meant.
fn pair(cx: &mut Cx) -> Outcome {
    if cx.room().ids(Kind::Member).next().is_none() {
        // Nobody can be chosen: the first of ours is added, and goes on to be paired where an account is open.
        let account = account(cx);
        cx.form_then(Kind::Member, Map::new(), move |cx, member| {
            if let Some(account) = account {
                pick_seat(cx, account, member);
            }
            Ok(())
        });
        return Ok(());
    }
    let account = account(cx).ok_or_else(|| Problem::new("blocked-no-account"))?;
    let meant = cx.selected().filter(|id| cx.room().get::<Seat>(*id).is_some());
    let items = members(cx);
    let face = move |cx: &mut Cx, member: Id| {
        if let Some(seat) = meant {
            return join(cx, member, seat);
        }
        pick_seat(cx, account, member);
        Ok(())
    };
    cx.pick_or_create(cx.text.t("ladder-ask-ours"), (items.into(), None), move |cx, answer| match answer {
        Answer::Chosen(key) => face(cx, key.parse()?),
        Answer::New(name) => {
            cx.form_then(Kind::Member, Map::from_iter([("name".into(), name.into())]), face);
            Ok(())
        }
        _ => Ok(()),
    });
    Ok(())
}

fn pick_seat(cx: &mut Cx, account: Id, member: Id) {
    let (room, today) = (cx.room(), cx.today());
    let seats = room.linked::<Seat>(account).filter(|seat| seat.account == account && seat.is_current(today));
    let item = |seat: &Seat| {
        let layer = seat.layer.map(|layer| choice_label(&cx.text, "layer", layer.code()));
        let title = seat.title.clone().filter(|_| seat.person.is_some());
        let detail: Vec<_> = title.into_iter().chain(layer).collect();
        Item::new(seat.id.to_string(), room.name(seat.id), detail.join(" · "))
    };
    let items = seats.map(item).collect();
    let title = cx.text.ta("ladder-ask-theirs", &[("name", &room.name(member))]);
    cx.pick(title, items, move |cx, key| join(cx, member, key.parse()?));
}

fn join(cx: &mut Cx, member: Id, seat: Id) -> Outcome {
    let known = cx.room().linked::<Pairing>(seat).find(|one| one.member == member).map(|one| one.id);
    if let Some(known) = known {
        cx.screens.select(known);
        return Err(Problem::new("problem-paired-already").with("name", cx.room().name(known)));
    }
    let room = cx.room();
    let level = room.get::<Member>(member).and_then(|one| one.level);
    let level = level.or_else(|| room.get::<Seat>(seat).map(rung_of)).unwrap_or(Level::Rep);
    let fields = json!({ "member": member, "seat": seat, "level": level });
    let Value::Object(fields) = fields else { return Ok(()) };
    let id = Id::new(cx.now());
    let draft = Draft::adding(Kind::Pairing, id, fields)?;
    cx.commit(draft)?;
    cx.screens.select(id);
    Ok(())
}

/// The rung that faces a seat.
const fn rung_of(seat: &Seat) -> Level {
    match seat.layer {
        Some(choice::Layer::Decision) => Level::Executive,
        Some(choice::Layer::Management) => Level::Manager,
        Some(choice::Layer::Operations | choice::Layer::Peripheral) | None => Level::Rep,
    }
}

fn edit_pairing(cx: &mut Cx) {
    let Some(id) = cx.selected() else { return };
    let fields = ["member", "level", "current", "target", "ideal_days", "max_days"];
    let items = fields.iter().filter_map(|name| edit::listed(cx, id, &Kind::Pairing.field(name)?)).collect();
    let title = cx.room().name(id);
    cx.pick(title, items, edit::edit_named);
}

fn sift_by_kind(cx: &mut Cx) {
    let kinds = FollowUpKind::ALL.iter().map(|kind| kind.code());
    let items = kinds.map(|code| Item::new(code, choice_label(&cx.text, "follow-up-kind", code), ""));
    let all = Item::new("", cx.text.t("ladder-all-kinds"), "");
    let items = std::iter::once(all).chain(items).collect();
    cx.pick(cx.text.t("command-ladder-filter"), items, |cx, code| {
        let kind = FollowUpKind::ALL.iter().copied().find(|kind| kind.code() == code);
        cx.screens.ladder.set_sift(Sift { kind, ..cx.screens.ladder.sift() });
        Ok(())
    });
}

/// Ours with their load, then theirs: those of the open account, or those that any follow-up names.
fn sift_by_person(cx: &mut Cx) {
    let (room, today) = (cx.room(), cx.today());
    let seats: BTreeSet<Id> = match cx.account() {
        Some(account) => {
            let of = room.linked::<Seat>(account).filter(|seat| seat.account == account && seat.is_current(today));
            of.map(|seat| seat.id).collect()
        }
        None => room.all::<FollowUp>().filter_map(|item| item.seat).collect(),
    };
    let theirs = seats.into_iter().filter_map(|id| room.get::<Seat>(id)).map(|seat| {
        let account = room.name(seat.account);
        let parts = seat.title.clone().into_iter().chain(cx.account().is_none().then_some(account));
        Item::new(seat.id.to_string(), room.name(seat.id), parts.collect::<Vec<_>>().join(" · "))
    });
    let everybody = Item::new("", cx.text.t("ladder-everybody"), "");
    let items = std::iter::once(everybody).chain(members(cx)).chain(theirs).collect();
    cx.pick(cx.text.t("command-ladder-filter-person"), items, |cx, key| {
        let person = if key.is_empty() { None } else { Some(key.parse()?) };
        cx.screens.ladder.set_sift(Sift { person, ..cx.screens.ladder.sift() });
        Ok(())
    });
}

#[cfg(test)]
mod tests;
