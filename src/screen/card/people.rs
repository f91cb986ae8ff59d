//! The people of the card, by layer, and what was given to them.

use super::{Section, View, choice_label, row, said};
use crate::model::choice::{GiftStatus, Layer};
use crate::model::{Gift, Id, Kind, Record, Seat};
use crate::screen::sheet::Row;
use crate::text::pad;
use crate::theme::Role;

/// Columns of the sign of support, and of a name.
const SIGN: usize = 3;
const NAME: usize = 16;

/// A section a layer that has anybody in it, and one for those who stand in none.
pub(super) fn sections(view: &View, account: Id) -> Vec<Section> {
    let today = view.today();
    let all = view.room.linked::<Seat>(account).filter(|seat| seat.account == account && seat.is_current(today));
    let seats: Vec<&Seat> = all.collect();
    let count = seats.len().to_string();
    let people =
        Section::new(view.text.ta("card-people", &[("count", &count)]), Vec::new()).adding(Kind::Seat, account);
    let layers = Layer::ALL.iter().copied().map(Some).chain([None]);
    let mut rows = Vec::new();
    for layer in layers {
        let mut here: Vec<&Seat> = seats.iter().copied().filter(|seat| seat.layer == layer).collect();
        if here.is_empty() {
            continue;
        }
        here.sort_by_key(|seat| (std::cmp::Reverse(seat.influence), seat.id));
        let name =
            layer.map_or_else(|| view.text.t("card-unplaced"), |layer| choice_label(view.text, "layer", layer.code()));
        rows.push(Row::Text(format!("{name} {}", here.len()), Role::Heading));
        rows.extend(here.into_iter().map(|seat| person(view, seat)));
    }
    vec![Section { rows, ..people }]
}

/// `++ 张伟  局长 · 领导`: a vacant seat says so.
fn person(view: &View, seat: &Seat) -> Row {
    let sign = seat.support.map_or("?", crate::model::choice::Support::sign);
    let person = view.room.person_of(seat.id).map(|person| &person.name);
    let name = person.or(seat.person_text.as_ref()).cloned().unwrap_or_else(|| view.text.t("card-vacant"));
    let record = view.room.record(seat.id);
    let rest = record.map(|record| said(view, record, &["title", "department", "buying_roles"])).unwrap_or_default();
    let key = if seat.is_key_player() { "◆" } else { " " };
    let role = match seat.support.map_or(0, crate::model::choice::Support::value) {
        1.. => Role::Good,
        0 => Role::Text,
        _ => Role::Bad,
    };
    row(seat.id, &format!("{}{key} {} {rest}", pad(sign, SIGN), pad(&name, NAME)), role)
}

/// Gifts, the newest first.
pub(super) fn gifts(view: &View, account: Id) -> Section {
    let mut all: Vec<&Gift> = view.room.linked::<Gift>(account).filter(|gift| gift.account == account).collect();
    all.sort_by_key(|gift| (std::cmp::Reverse(gift.on), gift.id));
    let rows = all.into_iter().map(|gift| {
        let words = said(view, &Record::from(gift.clone()), &["on", "status", "person", "what", "value", "reason"]);
        row(gift.id, &words, if gift.status == Some(GiftStatus::Given) { Role::Dim } else { Role::Text })
    });
    Section::new(view.text.t("kinds-gift"), rows.collect()).adding(Kind::Gift, account)
}
