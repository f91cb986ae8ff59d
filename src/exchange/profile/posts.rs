//! Somebody of whom a list has several rows, one for each seat: what lines the later rows have of them the first has, too.

use serde_json::Value;

use super::intake::Intake;
use crate::exchange::want::Want;

/// Fields of a person in which every line counts.
const LINES: [&str; 3] = ["phones", "emails", "messengers"];

/// Adds to what is wanted of somebody the lines that a later row has and none before it.
pub(super) fn gather(intake: &mut Intake, first: usize, later: &Want) {
    let told = |field: &&str| later.fields.get(field).and_then(|wish| wish.value.as_array()).cloned();
    let more: Vec<(&str, Vec<Value>)> = LINES.iter().filter_map(|field| Some((*field, told(field)?))).collect();
    if more.is_empty() {
        return;
    }
    intake.revise(first, |want| {
        for (field, lines) in &more {
            let Some(Value::Array(all)) = want.fields.get_mut(field).map(|wish| &mut wish.value) else { continue };
            for line in lines {
                if !all.iter().any(|known| text(known) == text(line)) {
                    all.push(line.clone());
                }
            }
        }
    });
}

fn text(line: &Value) -> &Value {
    line.get("value").unwrap_or(line)
}
