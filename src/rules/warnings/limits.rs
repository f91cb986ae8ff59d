//! From when on each rule warns.

use serde::{Deserialize, Deserializer};

use crate::model::Problem;

const BUILTIN: &str = include_str!("../../../assets/warnings.toml");

/// The table, a line for each rule; a rule without a limit does not warn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "each line is explained in assets/warnings.toml")]
pub struct Limits {
    pub no_decision_maker: bool,
    pub no_opponent: bool,
    #[serde(deserialize_with = "limit")]
    pub key_players_not_supportive: Option<i64>,
    pub outnumbered: bool,
    pub decision_maker_never_met: bool,
    #[serde(deserialize_with = "limit")]
    pub champion_silent: Option<i64>,
    pub single_thread: bool,
    pub personal_need_unknown: bool,
    pub key_player_uncovered: bool,
    pub cycle_red: bool,
    #[serde(deserialize_with = "limit")]
    pub card_not_reviewed: Option<i64>,
    pub complaint_unanswered: bool,
    #[serde(deserialize_with = "limit")]
    pub money_overdue: Option<i64>,
    #[serde(deserialize_with = "limit")]
    pub one_client: Option<i64>,
}

impl Limits {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        toml::from_str(BUILTIN).unwrap_or_default()
    }

    /// The built-in table with a user's own lines laid over it.
    pub fn load(text: &str) -> Result<Self, Problem> {
        let wrong = |error: toml::de::Error| {
            let start = error.span().unwrap_or_default().start;
            let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
            Problem::new("problem-config-syntax").with("line", line).with("reason", error.message())
        };
        let own: toml::Table = toml::from_str(text).map_err(wrong)?;
        // Read by itself first: so the line that is wrong is known.
        toml::from_str::<Self>(text).map_err(wrong)?;
        let mut all: toml::Table = toml::from_str(BUILTIN).map_err(wrong)?;
        all.extend(own);
        all.try_into().map_err(wrong)
    }
}

/// A number, or `false` for a rule that is turned off.
fn limit<'de, D: Deserializer<'de>>(value: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Number(i64),
        Off(bool),
    }
    match Given::deserialize(value) {
        Ok(Given::Number(number @ 0..)) => Ok(Some(number)),
        Ok(Given::Off(false)) => Ok(None),
        _ => Err(serde::de::Error::custom("a number from 0 on, or false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_lines_are_laid_over_ours() {
        let all = Limits::builtin();
        assert_eq!((all.champion_silent, all.card_not_reviewed, all.one_client), (Some(30), Some(7), Some(30)));
        assert!(all.no_opponent && all.cycle_red && all.single_thread);
        let own = Limits::load("champion_silent = 45\ncycle_red = false\none_client = false\n").unwrap();
        let expected = Limits { champion_silent: Some(45), cycle_red: false, one_client: None, ..all };
        assert_eq!(own, expected);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, line) in [
            ("\nchampion_silent = \"x\"", "2"),
            ("dragon = true", "1"),
            ("cycle_red =", "1"),
            ("money_overdue = -1", "1"),
        ] {
            let problem = Limits::load(text).unwrap_err();
            assert!(problem.args.contains(&("line", line.to_owned())), "{text}: {problem}");
        }
    }
}
