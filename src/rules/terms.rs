//! What the rules are tuned by: data files that come with the program and that a user may replace.

use super::workday::Holidays;

/// Holiday tables and, in time, everything else that is a table rather than a rule.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Days off and make-up workdays, per country and year.
    pub holidays: Holidays,
}

impl Terms {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self { holidays: Holidays::builtin() }
    }
}
