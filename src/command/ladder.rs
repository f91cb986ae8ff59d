//! Commands of the ladder: follow-ups, what people do to them, and the pairings on its rungs.

use serde_json::{Map, Value, json};

use super::{Command, Cx, Outcome, blocked, edit};
use crate::edit::Draft;
use crate::model::choice::{self, EventWhat, FollowUpKind, Level};
use crate::model::{FollowUp, Id, Kind, Member, Pairing, Problem, Seat, When};
use crate::overlay::Item;
use crate::rules::ladder::{self, act, act::Act};
use crate::screen::present::{choice_label, label};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("follow-up-add", |cx, _| {
        add(cx);
        Ok(())
    })
    .unless(blocked::no_account),
    Command::new("follow-up-done", |cx, _| act(cx, EventWhat::Done)).unless(|cx| barred(cx, EventWhat::Done)),
    Command::new("follow-up-up", |cx, _| explain(cx, EventWhat::Up)).unless(|cx| barred(cx, EventWhat::Up)),
    Command::new("follow-up-down", |cx, _| explain(cx, EventWhat::Down)).unless(|cx| barred(cx, EventWhat::Down)),
    Command::new("follow-up-acknowledge", |cx, _| act(cx, EventWhat::Ack)).unless(|cx| barred(cx, EventWhat::Ack)),
    Command::new("follow-up-wait", |cx, _| act(cx, EventWhat::Wait)).unless(|cx| barred(cx, EventWhat::Wait)),
    Command::new("follow-up-pause", |cx, _| act(cx, EventWhat::Pause)).unless(|cx| barred(cx, EventWhat::Pause)),
    Command::new("follow-up-resume", |cx, _| act(cx, EventWhat::Resume)).unless(|cx| barred(cx, EventWhat::Resume)),
    Command::new("follow-up-assign", |cx, _| assign(cx)).unless(|cx| barred(cx, EventWhat::Assign)),
    Command::new("follow-up-drop", |cx, _| explain(cx, EventWhat::Drop)).unless(|cx| barred(cx, EventWhat::Drop)),
    Command::new("follow-up-note", |cx, _| explain(cx, EventWhat::Note)).unless(|cx| barred(cx, EventWhat::Note)),
    Command::new("pairing-add", |cx, _| pair(cx)).unless(blocked::no_account),
    Command::new("pairing-edit", |cx, _| {
        edit_pairing(cx);
        Ok(())
    })
    .unless(no_pairing),
    Command::new("ladder-filter", |cx, _| {
        filter(cx);
        Ok(())
    })
    .unless(blocked::no_account),
    Command::new("ladder-forecast", |cx, _| {
        cx.screens.ladder.toggle_forecast();
        Ok(())
    }),
];

/// Why nothing of the kind can be done to what is selected, as far as the screen knows where it stands.
fn barred(cx: &Cx, what: EventWhat) -> Option<&'static str> {
    let selected = cx.selected().filter(|id| cx.room().get::<FollowUp>(*id).is_some());
    let Some(id) = selected else { return Some("blocked-no-follow-up") };
    act::refusal(cx.screens.ladder.position(id)?, what)
}

fn no_pairing(cx: &Cx) -> Option<&'static str> {
    let selected = cx.selected().and_then(|id| cx.room().get::<Pairing>(id));
    selected.is_none().then_some("blocked-no-pairing")
}

fn selected(cx: &Cx) -> Result<Id, Problem> {
    cx.selected().ok_or_else(|| Problem::new("blocked-no-follow-up"))
}

/// The seat under the cursor: itself, or the one of the pairing.
fn seat_here(cx: &Cx) -> Option<Id> {
    let id = cx.selected()?;
    let paired = cx.room().get::<Pairing>(id).map(|pairing| pairing.seat);
    paired.or_else(|| cx.room().get::<Seat>(id).map(|seat| seat.id))
}

fn add(cx: &mut Cx) {
    let mut fields = Map::new();
    fields.insert("account".into(), json!(cx.account()));
    fields.insert("kind".into(), json!(cx.screens.ladder.filter().unwrap_or(FollowUpKind::Promise)));
    fields.insert("opened_at".into(), json!(When::Moment(cx.now())));
    if let Some(seat) = seat_here(cx) {
        fields.insert("seat".into(), json!(seat));
    }
    cx.form(Kind::FollowUp, fields);
}

fn act(cx: &mut Cx, what: EventWhat) -> Outcome {
    commit(cx, selected(cx)?, Act::new(what))
}

fn commit(cx: &mut Cx, id: Id, act: Act) -> Outcome {
    let draft = act.draft(cx.room(), &cx.terms, id, cx.now())?;
    cx.commit(draft)
}

/// Asks for the reason first.
fn explain(cx: &mut Cx, what: EventWhat) -> Outcome {
    let id = selected(cx)?;
    let title = match what {
        EventWhat::Note => cx.text.ta("ladder-ask-note", &[("name", &cx.room().name(id))]),
        _ => cx.text.ta("ladder-ask-why", &[("name", &cx.room().name(id))]),
    };
    cx.prompt(title, "", move |cx, reason| commit(cx, id, Act::new(what).because(reason)));
    Ok(())
}

fn assign(cx: &mut Cx) -> Outcome {
    let id = selected(cx)?;
    let title = cx.text.ta("ladder-ask-whom", &[("name", &cx.room().name(id))]);
    let items = members(cx);
    cx.pick(title, items, move |cx, key| commit(cx, id, Act::new(EventWhat::Assign).to(key.parse()?)));
    Ok(())
}

/// Who is with us, with level and load: how many follow-ups wait on them, of how many they can carry.
fn members(cx: &Cx) -> Vec<Item> {
    let (room, today) = (cx.room(), cx.today());
    let waiting = ladder::positions(room, &cx.terms, cx.now(), None);
    let item = |member: &Member| {
        let load = waiting.iter().filter(|(_, position)| position.holder == Some(member.id)).count();
        let capacity = member.capacity.map(|most| format!("/{most}")).unwrap_or_default();
        let level = member.level.map(|level| choice_label(&cx.text, "level", level.code())).unwrap_or_default();
        Item::new(member.id.to_string(), &member.name, format!("{level} {}{load}{capacity}", cx.theme.lines().sort[0]))
    };
    room.all::<Member>().filter(|one| one.left_on.is_none_or(|day| day > today)).map(item).collect()
}

/// One of ours, then one of theirs; the seat under the cursor is taken as meant.
fn pair(cx: &mut Cx) -> Outcome {
    let Some(account) = cx.account() else { return Err(Problem::new("blocked-no-account")) };
    let meant = cx.selected().filter(|id| cx.room().get::<Seat>(*id).is_some());
    let items = members(cx);
    cx.pick(cx.text.t("ladder-ask-ours"), items, move |cx, key| {
        let member: Id = key.parse()?;
        if let Some(seat) = meant {
            return join(cx, member, seat);
        }
        pick_seat(cx, account, member);
        Ok(())
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
    let fields = ["member", "level", "current", "target", "ideal_days", "max_days"];
    let items = fields.map(|field| Item::new(field, label(&cx.text, Kind::Pairing, field), "")).into();
    let title = cx.selected().map(|id| cx.room().name(id)).unwrap_or_default();
    cx.pick(title, items, edit::edit_named);
}

fn filter(cx: &mut Cx) {
    let kinds = FollowUpKind::ALL.iter().map(|kind| kind.code());
    let items = kinds.map(|code| Item::new(code, choice_label(&cx.text, "follow-up-kind", code), ""));
    let all = Item::new("", cx.text.t("ladder-all-kinds"), "");
    let items = std::iter::once(all).chain(items).collect();
    cx.pick(cx.text.t("command-ladder-filter"), items, |cx, code| {
        let kind = FollowUpKind::ALL.iter().copied().find(|kind| kind.code() == code);
        cx.screens.ladder.set_filter(kind);
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::setup::keymap;
    use crate::clock::Clock;
    use crate::command::Layer;
    use crate::config::{Base, Options};
    use crate::overlay::Item;
    use crate::rules::Terms;
    use crate::rules::fixture::{fields, id};
    use crate::screen::{Place, Screen};
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    /// The ladder of an account with a rep and a director, and one item in its second day.
    fn cx() -> Cx {
        let clock = Clock::Fixed("2026-10-20T09:00:00+08:00".parse().unwrap());
        let mut book = Book::in_memory(clock, "tester");
        let mut draft = Draft::new("edit-import");
        for (kind, name, value) in [
            (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "capacity": 4})),
            (Kind::Member, "boss", json!({"name": "陈总", "level": "executive"})),
            (Kind::Account, "acme", json!({"name": "Acme", "owner": "@rep"})),
            (Kind::Seat, "director", json!({"account": "@acme", "title": "局长", "layer": "decision"})),
            (
                Kind::FollowUp,
                "item",
                json!({"account": "@acme", "subject": "sample", "kind": "promise",
                "opened_at": "2026-10-19T09:00:00+08:00"}),
            ),
        ] {
            draft.create(kind, id(name), fields(value)).unwrap();
        }
        book.commit(draft).unwrap();
        let keymap = keymap(Base::Default, &[]).0;
        let (text, theme) = (Text::new(Lang::En), Theme::default());
        let mut cx = Cx::new(book, clock, Options::default(), keymap, text, theme, Terms::builtin());
        cx.screens.go(Place::Ladder, Some(id("acme")));
        settle(&mut cx);
        cx
    }

    fn settle(cx: &mut Cx) {
        let (screens, layers, view) = cx.parts();
        let area = ratatui::layout::Rect::new(0, 0, 120, 36);
        screens.ladder.layout(area, &view);
        layers.iter_mut().for_each(|layer| layer.layout(area, &view));
    }

    fn events(cx: &Cx) -> Vec<EventWhat> {
        let item: &FollowUp = cx.room().get(id("item")).unwrap();
        item.events.iter().filter_map(|event| event.what).collect()
    }

    fn answer(cx: &mut Cx, typed: &str) {
        crate::command::text::insert(cx, typed).unwrap();
        settle(cx);
        cx.run("overlay-accept", "");
        assert!(!cx.message.refused, "{}", cx.message.text);
        settle(cx);
    }

    #[test]
    fn the_clock_is_stopped_and_goes_on() {
        let mut cx = cx();
        assert_eq!(cx.selected(), Some(id("item")));
        cx.run("follow-up-resume", "");
        assert!(cx.message.refused && events(&cx).is_empty());
        for name in ["follow-up-wait", "follow-up-resume", "follow-up-acknowledge", "follow-up-done"] {
            cx.run(name, "");
            assert!(!cx.message.refused, "{name}: {}", cx.message.text);
            settle(&mut cx);
        }
        assert_eq!(events(&cx), [EventWhat::Wait, EventWhat::Resume, EventWhat::Ack, EventWhat::Done]);
        assert_eq!(cx.message.text, "Done: sample");
        cx.undo().unwrap();
        assert_eq!(events(&cx).len(), 3);
    }

    #[test]
    fn sending_up_asks_why_and_keeps_the_answer() {
        let mut cx = cx();
        cx.run("follow-up-up", "");
        answer(&mut cx, "out of reach");
        let item: &FollowUp = cx.room().get(id("item")).unwrap();
        assert_eq!(item.events[0].reason.as_deref(), Some("out of reach"));
        assert_eq!(cx.screens.ladder.position(id("item")).map(|position| position.rung), Some(2));
    }

    #[test]
    fn assigning_and_pairing_choose_people_by_load() {
        let mut cx = cx();
        let shown: Vec<Item> = members(&cx);
        assert_eq!(shown[0].detail, "Rep ▲1/4");
        cx.run("follow-up-assign", "");
        answer(&mut cx, "陈总");
        assert_eq!(cx.screens.ladder.position(id("item")).and_then(|position| position.holder), Some(id("boss")));
        cx.run("pairing-add", "");
        answer(&mut cx, "陈总");
        answer(&mut cx, "局长");
        let pairing = cx.room().all::<Pairing>().next().unwrap();
        assert_eq!((pairing.member, pairing.seat, pairing.level), (id("boss"), id("director"), Some(Level::Executive)));
        assert_eq!(cx.selected(), Some(pairing.id));
        let twice = join(&mut cx, id("boss"), id("director")).unwrap_err();
        assert_eq!(twice.id, "problem-paired-already");
    }

    #[test]
    fn a_new_follow_up_takes_its_ladder_along() {
        let mut cx = cx();
        cx.run("follow-up-add", "");
        let Some(Layer::Form(form)) = cx.layers.top_mut() else { panic!("no form") };
        form.fields.extend(fields(json!({"subject": "invoice", "kind": "collection"})));
        cx.run("overlay-accept", "");
        let new = cx.room().all::<FollowUp>().find(|one| one.subject == "invoice").unwrap();
        assert_eq!(new.policy.as_deref(), Some("due rep:operations:10d manager:finance:10d executive:decision"));
        assert_eq!(cx.selected(), Some(new.id));
    }

    #[test]
    fn every_command_has_a_key_and_its_words() {
        let cx = cx();
        for command in COMMANDS {
            assert!(!cx.keymap.keys_for(command.name, None, &["ladder"]).is_empty(), "{}", command.name);
            assert!(
                cx.text.has(&format!("command-{}", command.name))
                    && cx.text.has(&format!("command-{}-help", command.name))
            );
        }
    }
}
