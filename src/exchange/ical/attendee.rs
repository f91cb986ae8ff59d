//! How a calendar names whoever takes part in a visit, and says who of ours that is.

use super::guests::ROLE;
use super::people;
use super::tasks::MEMBER;
use crate::exchange::content::Part;
use crate::model::Id;
use crate::model::choice::{Level, VisitRole};

/// The parameter that says on which rung one of ours stands.
pub(super) const LEVEL: &str = "X-WARROOM-LEVEL";

/// On which rung one of ours stands, as it is said beside who it is.
pub(super) fn on_rung(level: Option<Level>) -> String {
    level.map(|level| format!(";{LEVEL}={}", level.code())).unwrap_or_default()
}

/// Somebody who takes part.
pub(super) struct Attendee {
    pub(super) id: Id,
    pub(super) is_ours: bool,
    pub(super) level: Option<Level>,
    pub(super) role: Option<VisitRole>,
    pub(super) name: String,
    pub(super) emails: Vec<String>,
}

impl Attendee {
    /// Whether an event names them already.
    pub(super) fn is_named(&self, part: &Part) -> bool {
        let emails: Vec<&str> = self.emails.iter().map(String::as_str).collect();
        people::names(part, self.id, &self.name, &emails)
    }

    pub(super) fn line(&self) -> String {
        let name: String = self.name.chars().filter(|c| !c.is_control() && *c != '"').collect();
        let address = self.emails.first().map(|email| email.split_whitespace().collect::<String>());
        let address = address.filter(|email| !email.is_empty()).map(|email| format!("mailto:{email}"));
        let ours = if self.is_ours { format!(";{MEMBER}={}{}", self.id, on_rung(self.level)) } else { String::new() };
        let role = self.role.map(|role| format!(";{ROLE}={}", role.code())).unwrap_or_default();
        format!(
            "ATTENDEE;CN=\"{name}\"{ours}{role}:{}",
            address.unwrap_or_else(|| format!("{}{}", people::URN, self.id))
        )
    }
}
