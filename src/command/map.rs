//! Commands of the map: adding and placing seats, whom they report to, who sits there, and how the chart is shown.

use serde_json::{Map, Value};

use super::{Answer, Command, Cx, Outcome, blocked};
use crate::edit::Draft;
use crate::model::choice::Layer;
use crate::model::{Id, Kind, Problem, Seat};
use crate::overlay::Item;
use crate::screen::map::place::BANDS;
use crate::screen::present::choice_label;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("seat-add-beside", |cx, _| add_person(cx, Side::Beside)).unless(blocked::no_account),
    Command::changing("seat-add-below", |cx, _| add_person(cx, Side::Below)).unless(blocked::nothing_selected),
    Command::changing("seat-add-vacant", |cx, _| add_vacant(cx)).unless(blocked::no_account),
    Command::changing("seat-person", |cx, _| pick_person(cx)).unless(no_seat),
    Command::changing("seat-grab", |cx, _| grab(cx)).unless(no_seat),
    Command::new("seat-drop", |cx, _| drop(cx)).unless(nothing_grabbed),
    Command::new("seat-release", |cx, _| release(cx)).unless(nothing_grabbed),
    Command::new("seat-fold", |cx, _| fold(cx)).unless(no_reports),
    Command::new("seats-unfold", |cx, _| unfold(cx)).unless(nothing_folded),
    Command::changing("seat-travel", |cx, _| travel(cx)).unless(nobody),
    Command::changing("seat-visit", |cx, _| visit(cx)).unless(no_seat),
    Command::changing("seat-follow-up", |cx, _| follow_up(cx)).unless(no_seat),
    Command::changing("layer-up", |cx, _| shift_layer(cx, -1)).unless(no_seat),
    Command::changing("layer-down", |cx, _| shift_layer(cx, 1)).unless(no_seat),
    Command::changing("manager-pick", |cx, _| pick_manager(cx)).unless(no_seat),
    Command::looking("map-view-next", |cx, _| next_view(cx)),
    Command::looking("map-attribute-next", |cx, _| next_attribute(cx)),
    Command::looking("map-filter", |cx, _| ask_filter(cx)),
    Command::new("map-filter-set", |cx, text| cx.screens.map.set_filter(text)).with_arg(),
    Command::new("map-left-toggle", |cx, _| toggle_left(cx)),
];

/// Where a new seat goes, seen from the selected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Beside,
    Below,
}

fn seat(cx: &Cx) -> Option<&Seat> {
    cx.room().get(cx.selected()?)
}

fn no_seat(cx: &Cx) -> Option<&'static str> {
    seat(cx).is_none().then_some("blocked-no-seat")
}

fn nobody(cx: &Cx) -> Option<&'static str> {
    seat(cx).and_then(|seat| seat.person).is_none().then_some("blocked-nobody-there")
}

fn no_reports(cx: &Cx) -> Option<&'static str> {
    let reports = cx.selected().is_some_and(|id| cx.screens.map.has_reports(id));
    (!reports).then_some("blocked-no-reports")
}

fn nothing_grabbed(cx: &Cx) -> Option<&'static str> {
    (!cx.screens.map.is_grabbing()).then_some("blocked-nothing-grabbed")
}

/// The fields of a new seat on that side of the selected one.
fn beside(cx: &Cx, side: Side) -> Map<String, Value> {
    let (layer, manager) = match (seat(cx), side) {
        (None, _) => (Some(Layer::Decision), None),
        (Some(seat), Side::Beside) => (seat.layer, seat.reports_to),
        (Some(seat), Side::Below) => {
            let layer = match seat.layer {
                Some(Layer::Decision) => Some(Layer::Management),
                Some(Layer::Management | Layer::Operations) => Some(Layer::Operations),
                other => other,
            };
            (layer, Some(seat.id))
        }
    };
    let text = |name: &str, value: Option<String>| Some((name.to_owned(), Value::from(value?)));
    let fields = [
        text("account", cx.account().map(|id| id.to_string())),
        text("layer", layer.map(|layer| layer.code().to_owned())),
        text("reports_to", manager.map(|id| id.to_string())),
    ];
    fields.into_iter().flatten().collect()
}

fn add_person(cx: &mut Cx, side: Side) -> Outcome {
    let fields = beside(cx, side);
    let title = match side {
        Side::Beside => "command-seat-add-beside",
        Side::Below => "command-seat-add-below",
    };
    let offer = cx.offer_all(Kind::Person, Vec::new());
    cx.pick_or_create(cx.text.t(title), offer, move |cx, answer| {
        let seat = Id::new(cx.now());
        let mut fields = fields.clone();
        let mut draft = Draft::new("edit-add");
        let Some((person, name)) = person_of(cx, answer) else { return Ok(()) };
        fields.insert("person".into(), person.to_string().into());
        draft.create(Kind::Seat, seat, fields)?;
        if let Some(name) = name {
            draft.create(Kind::Person, person, named(&name))?;
        }
        cx.commit(draft)?;
        cx.screens.map.select_new(seat);
        Ok(())
    });
    Ok(())
}

/// Who was chosen; with the name of somebody who is to be created.
fn person_of(cx: &Cx, answer: Answer) -> Option<(Id, Option<String>)> {
    match answer {
        Answer::Chosen(key) => Some((key.parse().ok()?, None)),
        Answer::New(name) => Some((Id::new(cx.now()), Some(name))),
        _ => None,
    }
}

fn named(name: &str) -> Map<String, Value> {
    Map::from_iter([("name".to_owned(), Value::from(name.trim()))])
}

/// A role we know exists, with nobody in it yet.
fn add_vacant(cx: &mut Cx) -> Outcome {
    let fields = beside(cx, Side::Beside);
    cx.prompt(cx.text.t("map-ask-vacant-title"), "", move |cx, title| {
        if title.trim().is_empty() {
            return Err(Problem::new("problem-vacant-seat-needs-title"));
        }
        let seat = Id::new(cx.now());
        let mut fields = fields.clone();
        fields.insert("title".into(), title.trim().into());
        let draft = Draft::adding(Kind::Seat, seat, fields)?;
        cx.commit(draft)?;
        cx.screens.map.select_new(seat);
        Ok(())
    });
    Ok(())
}

/// Puts somebody into the selected seat, or leaves it vacant.
fn pick_person(cx: &mut Cx) -> Outcome {
    let Some(seat) = cx.selected() else { return Ok(()) };
    let offer = cx.offer_all(Kind::Person, vec![Item::new("", cx.text.t("map-vacant"), "")]);
    cx.pick_or_create(cx.text.t("command-seat-person"), offer, move |cx, answer| {
        if answer == Answer::Chosen(String::new()) {
            let draft = Draft::setting(cx.room(), seat, "person", Value::Null)?;
            return cx.commit(draft);
        }
        let Some((person, name)) = person_of(cx, answer) else { return Ok(()) };
        let mut draft = Draft::new("edit-set").about(cx.room().name(seat));
        if let Some(name) = name {
            draft.create(Kind::Person, person, named(&name))?;
        }
        draft.set(cx.room(), seat, "person", person.to_string().into())?;
        cx.commit(draft)
    });
    Ok(())
}

/// Everybody on this map, to report to; and nobody.
fn pick_manager(cx: &mut Cx) -> Outcome {
    let Some((own, account)) = seat(cx).map(|seat| (seat.id, seat.account)) else { return Ok(()) };
    let room = cx.room();
    let seats = room.linked::<Seat>(account).filter(|seat| seat.account == account && seat.id != own);
    let current = seats.filter(|seat| seat.is_current(cx.today()));
    let mut rows: Vec<(usize, Item)> = current
        .map(|seat| {
            let layer = seat.layer.map(|layer| choice_label(&cx.text, "layer", layer.code()));
            let detail: Vec<String> = seat.title.iter().cloned().chain(layer).collect();
            let band = BANDS.iter().position(|layer| *layer == seat.layer).unwrap_or_default();
            (band, Item::new(seat.id.to_string(), room.name(seat.id), detail.join(" · ")))
        })
        .collect();
    rows.sort_by(|a, b| (a.0, &a.1.label).cmp(&(b.0, &b.1.label)));
    let mut items: Vec<Item> = rows.into_iter().map(|(_, item)| item).collect();
    items.push(Item::new("", cx.text.t("map-reports-to-nobody"), ""));
    let title = cx.text.ta("map-ask-manager", &[("name", &room.name(own))]);
    cx.pick(title, items, move |cx, key| {
        let value = if key.is_empty() { Value::Null } else { key.into() };
        let draft = Draft::setting(cx.room(), own, "reports_to", value)?;
        cx.commit(draft)
    });
    Ok(())
}

/// One band up or down; below the last are those without a layer.
fn shift_layer(cx: &mut Cx, by: isize) -> Outcome {
    let Some((id, layer)) = seat(cx).map(|seat| (seat.id, seat.layer)) else { return Ok(()) };
    let band = BANDS.iter().position(|one| *one == layer).unwrap_or_default();
    let layer = band.checked_add_signed(by).and_then(|band| BANDS.get(band));
    let layer = layer.ok_or_else(|| Problem::new("problem-no-such-band").with("name", cx.room().name(id)))?;
    let draft = Draft::setting(cx.room(), id, "layer", layer.map(Layer::code).into())?;
    cx.commit(draft)
}

fn grab(cx: &mut Cx) -> Outcome {
    cx.screens.map.grab();
    let name = cx.selected().map(|id| cx.room().name(id)).unwrap_or_default();
    cx.say(cx.text.ta("message-grabbed", &[("name", &name)]));
    Ok(())
}

/// Saves the place a grabbed card was moved to, as one edit.
fn drop(cx: &mut Cx) -> Outcome {
    let Some(drop) = cx.screens.map.release() else { return Ok(()) };
    let room = cx.room();
    let mut draft = Draft::new("edit-seat-move").about(room.name(drop.seat));
    draft.set(room, drop.seat, "layer", drop.layer.map(Layer::code).into())?;
    for (seat, position) in drop.positions {
        draft.set(room, seat, "position", position.into())?;
    }
    cx.commit(draft)
}

fn release(cx: &mut Cx) -> Outcome {
    cx.screens.map.release();
    Ok(())
}

fn fold(cx: &mut Cx) -> Outcome {
    cx.screens.map.toggle_fold();
    Ok(())
}

fn nothing_folded(cx: &Cx) -> Option<&'static str> {
    (!cx.screens.map.is_folded()).then_some("blocked-nothing-folded")
}

fn unfold(cx: &mut Cx) -> Outcome {
    cx.screens.map.unfold_all();
    Ok(())
}

fn next_view(cx: &mut Cx) -> Outcome {
    let mode = cx.screens.map.next_mode();
    cx.say(cx.text.t(mode.text_id()));
    Ok(())
}

fn next_attribute(cx: &mut Cx) -> Outcome {
    let attribute = cx.text.t(cx.screens.map.next_attribute().text_id());
    cx.say(cx.text.ta("map-attribute-shown", &[("attribute", &attribute)]));
    Ok(())
}

fn toggle_left(cx: &mut Cx) -> Outcome {
    let shown = cx.screens.map.toggle_left();
    cx.say(cx.text.t(if shown { "map-left-shown" } else { "map-left-hidden" }));
    Ok(())
}

/// Asks for a filter; nothing typed shows everybody again.
fn ask_filter(cx: &mut Cx) -> Outcome {
    let before = cx.screens.map.filter().to_owned();
    cx.prompt(cx.text.t("map-ask-filter"), &before, |cx, text| cx.screens.map.set_filter(&text));
    Ok(())
}

/// A journey of whoever sits there.
fn travel(cx: &mut Cx) -> Outcome {
    let person = seat(cx).and_then(|seat| seat.person);
    let fields = person.map(|id| ("person".to_owned(), id.to_string().into())).into_iter().collect();
    cx.form(Kind::Travel, fields);
    Ok(())
}

/// A visit to whoever sits there.
fn visit(cx: &mut Cx) -> Outcome {
    let Some(seat) = seat(cx) else { return Ok(()) };
    let fields = [
        ("account", Value::from(seat.account.to_string())),
        ("theirs", vec![seat.id.to_string()].into()),
        ("status", "planned".into()),
    ];
    cx.form(Kind::Visit, fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect());
    Ok(())
}

/// Something to follow up with whoever sits there.
fn follow_up(cx: &mut Cx) -> Outcome {
    let Some(seat) = seat(cx) else { return Ok(()) };
    let fields = [
        ("account", seat.account.to_string()),
        ("seat", seat.id.to_string()),
        ("kind", "pursue".to_owned()),
        ("opened_at", cx.now().to_rfc3339()),
    ];
    cx.form(Kind::FollowUp, fields.map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect());
    Ok(())
}
