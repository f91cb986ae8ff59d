//! Whom Dynamics says to be inactive: their seat is one of the past.

use serde_json::Value;

use super::intake::{Intake, Line};
use super::named::shown;
use super::program::is_of_dynamics;
use crate::exchange::want::Want;
use crate::model::Problem;

/// What the column is called.
const STATUS: [&str; 4] = ["status", "status reason", "状态", "狀態"];
/// What it says of them.
const INACTIVE: [&str; 6] = ["inactive", "非活动", "停用", "非使用中", "已停用", "inaktiv"];

/// The column of a table that says so.
pub(super) fn column(header: &[String]) -> Option<&str> {
    let is_status = |column: &&String| STATUS.contains(&shown(column).trim().to_lowercase().as_str());
    header.iter().filter(|_| is_of_dynamics(header)).find(is_status).map(String::as_str)
}

fn says_so(cell: &str) -> bool {
    INACTIVE.contains(&cell.trim().to_lowercase().as_str())
}

/// Ends a seat whose holder is inactive, and says so; one that was ended so goes on once the file says otherwise.
pub(super) fn end(intake: &mut Intake, seat: &mut Want, line: &Line, column: &str, name: &str) {
    let cell = line.key(column);
    let is_inactive = says_so(line.get(column));
    let record = intake.aside.record(seat.id);
    let was = record.and_then(|record| record.extra().get(&cell)?.as_str()).is_some_and(says_so);
    let goes_on = record.is_none_or(|record| record.value("to").is_null());
    // By the cell it is known whether the file says something new.
    line.remember(seat, [column]);
    let ends = seat.fields.get("to").is_some_and(|to| !to.value.is_null());
    if is_inactive {
        intake.note(seat.row, Problem::new("problem-import-inactive").with("name", name));
        // The file says that it ended, not when: before today.
        if !ends && goes_on {
            let yesterday = intake.now.date_naive().pred_opt();
            seat.set("to", yesterday.map_or(Value::Null, |day| day.to_string().into()), &[&cell]);
        }
    } else if was && !ends {
        seat.set("to", Value::Null, &[&cell]);
    }
}
