//! Whom a list says to be inactive or gone: their seat is one of the past.

use serde_json::Value;

use super::headers::bare;
use super::intake::{Intake, Line};
use super::named::{shown, spelt};
use super::program::is_of_dynamics;
use crate::exchange::want::Want;
use crate::model::Problem;

/// What a column is called that may say how it stands with anything: that somebody is inactive it says in Dynamics alone.
const STATUS: [&str; 5] = ["status", "status reason", "contact status", "状态", "狀態"];
/// The same of one that says how it stands with somebody where they work, or with their account there.
const EMPLOYED: [&str; 18] = [
    "status read only",
    "employment status",
    "employee status",
    "worker status",
    "user status",
    "account status",
    "beschäftigungsstatus",
    "mitarbeiterstatus",
    "在职状态",
    "在職狀態",
    "员工状态",
    "員工狀態",
    "人员状态",
    "人員狀態",
    "账号状态",
    "帐号状态",
    "禁用状态",
    "启用状态",
];
/// The same of one that asks whether somebody is there.
const ENABLED: [&str; 6] = ["account enabled", "enabled", "active", "is active", "aktiv", "是否在职"];

/// What is said of whoever has left.
const LEFT: [&str; 24] = [
    "terminated",
    "left",
    "left company",
    "left the company",
    "no longer with company",
    "no longer with the company",
    "resigned",
    "retired",
    "dismissed",
    "former",
    "former employee",
    "ex-employee",
    "disabled",
    "deactivated",
    "ausgeschieden",
    "deaktiviert",
    "离职",
    "已离职",
    "離職",
    "已離職",
    "退休",
    "已退休",
    "禁用",
    "已禁用",
];
/// The same of whoever is not there, or of what is at rest.
const INACTIVE: [&str; 11] = [
    "inactive",
    "not active",
    "suspended",
    "obsolete",
    "非活动",
    "停用",
    "已停用",
    "非使用中",
    "inaktiv",
    "gesperrt",
    "不在职",
];
/// The same where the column asks.
const NO: [&str; 9] = ["false", "no", "n", "0", "nein", "non", "falsch", "faux", "否"];

/// A column that says so, and with which words.
pub(super) struct Status<'a> {
    pub(super) column: &'a str,
    words: Vec<&'static [&'static str]>,
}

impl Status<'_> {
    fn says_so(&self, cell: &str) -> bool {
        self.words.iter().any(|words| words.contains(&cell.trim().to_lowercase().as_str()))
    }
}

/// The columns of a table that say so.
pub(super) fn columns(header: &[String]) -> Vec<Status<'_>> {
    let is_dynamics = is_of_dynamics(header);
    let status = |column: &'_ String| -> Option<Vec<&'static [&'static str]>> {
        let name = shown(column).replace(['[', ']'], " ");
        let is_among =
            |names: &[&str]| [bare(&name), bare(&spelt(&name))].iter().any(|name| names.contains(&name.as_str()));
        match () {
            () if is_among(&ENABLED) => Some(vec![&LEFT, &INACTIVE, &NO]),
            () if is_among(&EMPLOYED) || is_dynamics && is_among(&STATUS) => Some(vec![&LEFT, &INACTIVE]),
            () if is_among(&STATUS) => Some(vec![&LEFT]),
            () => None,
        }
    };
    header.iter().filter_map(|column| Some(Status { column, words: status(column)? })).collect()
}

/// Ends a seat whose holder is inactive, and says so; one that was ended so goes on once the file says otherwise.
pub(super) fn end(intake: &mut Intake, seat: &mut Want, line: &Line, columns: &[Status], name: &str) {
    let record = intake.aside.record(seat.id);
    let said = |status: &Status| record.and_then(|record| record.extra().get(&line.key(status.column))?.as_str());
    let was = columns.iter().find(|status| said(status).is_some_and(|cell| status.says_so(cell)));
    let goes_on = record.is_none_or(|record| record.value("to").is_null());
    // By the cells it is known whether the file says something new.
    line.remember(seat, columns.iter().map(|status| status.column));
    let ends = seat.fields.get("to").is_some_and(|to| !to.value.is_null());
    if let Some(status) = columns.iter().find(|status| status.says_so(line.get(status.column))) {
        intake.note(seat.row, Problem::new("problem-import-inactive").with("name", name));
        // The file says that it ended, not when: before today.
        if !ends && goes_on {
            let yesterday = intake.now.date_naive().pred_opt();
            let yesterday = yesterday.map_or(Value::Null, |day| day.to_string().into());
            seat.set("to", yesterday, &[&line.key(status.column)]);
        }
    } else if let Some(status) = was.filter(|_| !ends) {
        seat.set("to", Value::Null, &[&line.key(status.column)]);
    }
}
