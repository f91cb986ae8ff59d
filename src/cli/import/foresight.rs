//! What an import would change of records that are here, row by row, the old beside the new.

use std::io;

use crate::cli::desk::Desk;
use crate::edit::Room;
use crate::exchange::{Plan, Row};
use crate::screen::present;
use crate::store::receive::Input;

/// Rows that are told, and changes of each; programs get all.
const ROWS: usize = 20;
const CHANGES: usize = 5;

/// Says it for reading; `after` is the room as it would be.
pub(super) fn tell(desk: &mut Desk, after: &Room, plans: &[(&Input, Plan)]) -> io::Result<()> {
    let all = || plans.iter().flat_map(|(file, plan)| plan.rows.iter().map(|row| (*file, row)));
    let changing = || all().filter(|(_, row)| !row.changes.is_empty());
    let told: Vec<String> = changing().take(ROWS).flat_map(|(file, row)| lines(desk, after, file, row)).collect();
    told.iter().try_for_each(|line| desk.out.line(line))?;
    let more = changing().count().saturating_sub(ROWS);
    if more > 0 {
        desk.out.line(&desk.text.ta("cli-more-rows", &[("count", &more.to_string())]))?;
    }
    Ok(())
}

/// `list.csv:3: 张伟 · Title: CIO → CTO`.
fn lines(desk: &Desk, after: &Room, file: &Input, row: &Row) -> Vec<String> {
    let (name, line) = file.place(row.line);
    let sheet = if row.sheet.is_empty() { String::new() } else { format!("{}: ", row.sheet) };
    let place = format!("{name}:{line}: {sheet}");
    let view = desk.view(after);
    let changes = present::exchanged::exchanged(&row.changes);
    let told = changes.iter().take(CHANGES);
    let told = told.map(|change| format!("{place}{} · {}", after.name(change.id), present::foreseen(&view, change)));
    let more = changes.len().saturating_sub(CHANGES);
    let more = (more > 0).then(|| desk.text.ta("import-more", &[("count", &more.to_string())]));
    told.chain(more.map(|more| format!("{place}{more}"))).collect()
}
