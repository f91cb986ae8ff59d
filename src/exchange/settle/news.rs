//! What a file says that it did not say the last time: only that counts.

use serde_json::{Map, Value};

use crate::exchange::want::{Want, Wish};
use crate::model::field::Type;
use crate::model::{Name, When};

/// The same moment on the clock of another zone is nothing new.
pub(super) fn leave_clocks(want: &mut Want, map: &Map<String, Value>) {
    for (name, wish) in want.fields.iter_mut() {
        if want.kind.field(name).is_none_or(|field| field.ty != Type::When) {
            continue;
        }
        let moment = |value: &Value| value.as_str().and_then(|text| text.parse::<When>().ok());
        if let Some(here) =
            map.get(&**name).filter(|here| moment(here).is_some_and(|here| Some(here) == moment(&wish.value)))
        {
            wish.value = here.clone();
        }
    }
}

/// Drops what the file already said last time. What was never filled in here was not read then: its column is only now
/// explained, or understood.
pub(super) fn keep_news(
    want: &mut Want,
    map: Option<&Map<String, Value>>,
    is_written: impl Fn(&Map<String, Value>, &Name) -> bool,
) {
    let Some(map) = map else { return };
    let now_found = is_found_now(want, map);
    let is_read_now = |name: &Name| now_found && name.starts_with("reports_to") || !is_written(map, name);
    let old: Vec<Name> = want
        .fields
        .iter()
        .filter(|(name, wish)| !is_read_now(name) && is_old(want, wish, map))
        .map(|(name, _)| name.clone())
        .collect();
    want.fields.retain(|name, _| !old.contains(name));
    // What its cells said when they were last read, nobody took from them.
    for (_, wish) in want.fields.iter_mut().filter(|(name, _)| !is_written(map, name)) {
        wish.base = None;
    }
}

fn is_old(want: &Want, wish: &Wish, map: &Map<String, Value>) -> bool {
    let same = |cell: &Name| map.get(&**cell).unwrap_or(&Value::Null) == want.cell(cell);
    !wish.anew && !wish.cells.is_empty() && wish.cells.iter().all(same)
}

/// Whether a manager who was only a name until now is in the file or the room this time.
fn is_found_now(want: &Want, map: &Map<String, Value>) -> bool {
    let open = map.contains_key("reports_to_text") && !map.contains_key("reports_to");
    open && !want.cell("reports_to").is_null()
}
