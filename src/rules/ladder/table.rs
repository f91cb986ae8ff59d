//! Which policy a new follow-up takes along: `ladders.toml`, the program's own with the user's laid over it, by kind and
//! for single accounts.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::policy::Policy;
use crate::edit::Room;
use crate::model::choice::FollowUpKind;
use crate::model::{Account, FollowUp, Problem};

const BUILTIN: &str = include_str!("../../../assets/ladders.toml");

/// The table of the file in which accounts have ladders of their own.
const ACCOUNTS: &str = "account";

type ByKind = BTreeMap<FollowUpKind, Policy>;

/// The policies that new follow-ups take along.
#[derive(Clone, Debug, Default)]
pub struct Ladders {
    kinds: ByKind,
    /// Those of single accounts, by what the file calls them.
    accounts: BTreeMap<String, ByKind>,
}

impl Ladders {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        Self::load(BUILTIN).0
    }

    /// Reads a file like `assets/ladders.toml`, and what is wrong in it, each with its line. A bad line costs only
    /// itself.
    pub fn load(text: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader { text, bad: Vec::new() };
        let mut all = Self::default();
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let problem = Problem::new("problem-config-syntax").with("reason", error.message());
            reader.refuse(error.span().unwrap_or_default().start, problem);
        }
        for (name, value) in table.get_ref() {
            match value.get_ref() {
                DeValue::Table(accounts) if name.get_ref() == ACCOUNTS => {
                    for (account, policies) in accounts {
                        let DeValue::Table(policies) = policies.get_ref() else {
                            let problem = Problem::new("problem-ladder-account").with("name", account.get_ref());
                            reader.refuse(account.span().start, problem);
                            continue;
                        };
                        let of = all.accounts.entry(fold(account.get_ref())).or_default();
                        for (kind, policy) in policies {
                            of.extend(reader.policy((kind.get_ref(), kind.span().start), policy.get_ref()));
                        }
                    }
                }
                policy => all.kinds.extend(reader.policy((name.get_ref(), name.span().start), policy)),
            }
        }
        reader.bad.sort_by_key(|(at, _)| *at);
        (all, reader.bad.into_iter().map(|(_, problem)| problem).collect())
    }

    /// Takes over what another file says; kinds and accounts it does not mention stay.
    pub fn merge(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        for (account, policies) in other.accounts {
            self.accounts.entry(account).or_default().extend(policies);
        }
    }

    /// The policy of a kind, for an account that may have one of its own.
    pub fn policy(&self, kind: FollowUpKind, account: Option<&Account>) -> Policy {
        let own = account.and_then(|account| self.of_account(account)?.get(&kind));
        own.or_else(|| self.kinds.get(&kind)).cloned().unwrap_or_default()
    }

    /// The policy an item stands under: the one it took along, or that of its kind where it has none that can be read.
    pub fn policy_of(&self, item: &FollowUp, account: Option<&Account>) -> Policy {
        let own = item.policy.as_deref().and_then(|text| text.parse().ok());
        own.unwrap_or_else(|| self.policy(item.kind.unwrap_or(FollowUpKind::Other), account))
    }

    /// Those with ladders of their own that are no account of the records.
    pub fn strangers(&self, room: &Room) -> Vec<&str> {
        if self.accounts.is_empty() {
            return Vec::new();
        }
        let known: BTreeSet<String> = room.all::<Account>().flat_map(goes_by).collect();
        self.accounts.keys().map(String::as_str).filter(|name| !known.contains(*name)).collect()
    }

    /// What the file says of an account, by its id, its name, its short name or another it goes by.
    fn of_account(&self, account: &Account) -> Option<&ByKind> {
        if self.accounts.is_empty() {
            return None;
        }
        goes_by(account).find_map(|name| self.accounts.get(&name))
    }
}

/// What the file may call an account: its id, its name, its short name, another it goes by.
fn goes_by(account: &Account) -> impl Iterator<Item = String> {
    let names = [Some(&account.name), account.short_name.as_ref()].into_iter().flatten();
    let aliases = account.aliases.iter().map(|alias| &alias.value);
    std::iter::once(account.id.to_string()).chain(names.chain(aliases).map(|name| fold(name)))
}

/// Reads values, and keeps what is wrong with where it stands.
struct Reader<'a> {
    text: &'a str,
    bad: Vec<(usize, Problem)>,
}

impl Reader<'_> {
    fn refuse(&mut self, at: usize, problem: Problem) {
        let line = self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        // What a line that could not be read left behind means nothing.
        if self.bad.iter().all(|(known, _)| *known != line) {
            self.bad.push((line, problem.with("line", line)));
        }
    }

    fn policy(&mut self, (kind, at): (&str, usize), value: &DeValue<'_>) -> Option<(FollowUpKind, Policy)> {
        let Some(known) = FollowUpKind::ALL.iter().copied().find(|known| known.code() == kind) else {
            let kinds: Vec<_> = FollowUpKind::ALL.iter().map(|kind| kind.code()).collect();
            let problem = Problem::new("problem-ladder-kind").with("name", kind).with("known", kinds.join(", "));
            self.refuse(at, problem);
            return None;
        };
        let Some(text) = value.as_str() else {
            self.refuse(at, Problem::new("problem-config-text").with("name", kind));
            return None;
        };
        match text.parse() {
            Ok(policy) => Some((known, policy)),
            Err(problem) => {
                self.refuse(at, problem);
                None
            }
        }
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::model::choice::{Function, Level};
    use crate::rules::fixture::{id, room};
    use crate::rules::ladder::Theirs;

    fn lines(text: &str) -> Vec<(String, &'static str)> {
        let line = |problem: &Problem| problem.args.iter().find(|(name, _)| *name == "line").unwrap().1.clone();
        Ladders::load(text).1.iter().map(|problem| (line(problem), problem.id)).collect()
    }

    #[test]
    fn every_kind_has_a_ladder_and_it_reads_back() {
        let (all, bad) = Ladders::load(BUILTIN);
        assert_eq!(bad, []);
        for kind in FollowUpKind::ALL {
            let policy = &all.kinds[kind];
            assert_eq!(policy.to_string().parse::<Policy>().as_ref(), Ok(policy));
        }
        let collection = all.policy(FollowUpKind::Collection, None);
        assert!(collection.from_due);
        assert_eq!(collection.rungs[1].theirs, [Theirs::Function(Function::Finance)]);
        let complaint = all.policy(FollowUpKind::Complaint, None);
        assert_eq!((complaint.rungs[0].answer, complaint.rungs[0].days), (Some(1), Some(3)));
        assert_eq!((complaint.rung_of(Level::Rep), complaint.rung_of(Level::Executive)), (Some(0), Some(2)));
    }

    #[test]
    fn a_users_file_changes_what_it_mentions_for_all_or_for_one_account() {
        let room = room(&[
            (
                Kind::Account,
                "a",
                json!({"name": "山东电信", "short_name": "SDT", "aliases": [{"id": id("x"), "value": "Shandong"}]}),
            ),
            (Kind::Account, "b", json!({"name": "Beta"})),
        ]);
        let days = |all: &Ladders, kind, account: &str| all.policy(kind, room.get(id(account))).rungs[0].days;
        let own = |name: &str| {
            let mut all = Ladders::builtin();
            let text = format!(
                "gift = 'rep:operations:2d executive:decision'\n[account.{name}]\ngift = 'rep:operations:1d executive:decision'"
            );
            let (read, bad) = Ladders::load(&text);
            assert_eq!(bad, []);
            all.merge(read);
            all
        };
        for name in ["\"山东电信\"", "sdt", "shandong", &id("a").to_string()] {
            let all = own(name);
            assert_eq!((days(&all, FollowUpKind::Gift, "a"), days(&all, FollowUpKind::Gift, "b")), (Some(1), Some(2)));
            assert_eq!(days(&all, FollowUpKind::Pursue, "a"), Some(5), "what it does not mention stays");
        }
    }

    #[test]
    fn a_bad_line_costs_only_itself_and_says_where_it_is() {
        let text = "\nbirthday = 'rep:operations'\n\ngift = 'rep'\npursue = 3\nother = 'rep:operations:9d executive:decision'\n[account.Acme]\nmaintain = 'x'\n[account]\nBeta = 1\n";
        let found = lines(text);
        let known = [
            ("2", "problem-ladder-kind"),
            ("4", "problem-ladder-policy"),
            ("5", "problem-config-text"),
            ("8", "problem-ladder-policy"),
        ];
        for (line, id) in known {
            assert!(found.contains(&(line.to_owned(), id)), "{line} {found:?}");
        }
        let (all, _) = Ladders::load(text);
        assert_eq!(all.policy(FollowUpKind::Other, None).rungs[0].days, Some(9));
        assert_eq!(lines("gift = 'rep:operations'\nother = \n"), [("2".to_owned(), "problem-config-syntax")]);
        assert_eq!(lines("account.Acme = 3"), [("1".to_owned(), "problem-ladder-account")]);
    }
}
