//! Which account a table means by a name: of several that are called so, the one that its rows are on already.

use std::collections::BTreeMap;

use serde_json::Value;

use super::folded;
use super::intake::Intake;
use crate::edit::Room;
use crate::exchange::since::house::Said;
use crate::exchange::want::Want;
use crate::model::extra::Extra;
use crate::model::{Account, Id, Kind, Record, Seat};

/// The accounts of every name, the one that is meant first.
pub(super) struct Houses(BTreeMap<String, Vec<Id>>);

impl Houses {
    /// Those that are here, by all they are called; the oldest of a name is meant.
    pub(super) fn of(room: &Room) -> Self {
        let mut all: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for account in room.all::<Account>() {
            let names = [Some(account.name.as_str()), account.short_name.as_deref()].into_iter().flatten();
            for name in names.chain(account.aliases.iter().map(|alias| alias.value.as_str())) {
                let called = all.entry(folded(name)).or_insert_with(|| Vec::with_capacity(1));
                if !called.contains(&account.id) {
                    called.push(account.id);
                }
            }
        }
        Self(all)
    }

    /// Has the names of a table mean the accounts it was read into, whatever others came since that are called so.
    pub(super) fn prefer(&mut self, room: &Room, source: &str) {
        let mut room = room.aside();
        for (name, called) in &mut self.0 {
            // What a list has made is its own under another name, too.
            let made = made_by(name);
            if !called.contains(&made) && room.held(made).is_some_and(|held| held.kind == Kind::Account) {
                called.push(made);
            }
            if called.len() > 1 {
                room.fold();
                called.sort_by_cached_key(|id| std::cmp::Reverse(remembered(&room, *id, source, name)));
            }
        }
    }

    /// The account of that name that is here or in the file.
    pub(super) fn get(&self, name: &str) -> Option<Id> {
        self.0.get(name)?.first().copied()
    }

    /// Has one be known by a name that nobody has.
    pub(super) fn add(&mut self, name: String, id: Id) {
        self.0.entry(name).or_insert_with(|| vec![id]);
    }
}

/// What an account is known by that a list has named and nobody else.
pub(super) fn made_by(name: &str) -> Id {
    Id::named("account", name)
}

/// How many of the records of an account remember cells of a table that say its name, and how many any cells of it: a table
/// of people who all sit on one account need not say where.
fn remembered(room: &Room, account: Id, source: &str, name: &str) -> (usize, usize) {
    let seats = room.linked::<Seat>(account).filter(|seat| seat.account == account).map(|seat| &seat.extra);
    let (mut saying, mut all) = (0, 0);
    for extra in seats.chain(room.record(account).map(Record::extra)) {
        let mut cells = cells(extra, source).peekable();
        all += usize::from(cells.peek().is_some());
        saying += usize::from(cells.filter_map(Value::as_str).any(|cell| folded(cell) == name));
    }
    (saying, all)
}

/// What a record remembers of a table, where it stood in it included.
fn cells<'e>(extra: &'e Extra, source: &str) -> impl Iterator<Item = &'e Value> {
    let of_table = move |name: &str| name.strip_prefix(source).is_some_and(|rest| rest.starts_with('.'));
    extra.iter().filter(move |(name, _)| of_table(name)).map(|(_, value)| value)
}
/// The cell in which an account remembers what a file of ours called it.
const CALLED: &str = "house.=name";

/// Names an account: with a cell of its own that is told from what somebody wrote here.
fn called(name: &str) -> impl FnOnce(&mut Want) {
    let name = name.trim();
    move |want| {
        want.set(CALLED, name, &[]);
        want.set("name", name, &[CALLED]);
    }
}

impl Intake<'_> {
    /// The account of that name: one that is here, or a new one.
    pub(in crate::exchange) fn account(&mut self, name: &str, row: usize) -> Id {
        self.account_as(name, made_by(&folded(name)), row)
    }

    /// The account of that name; `id` is what a new one is known by.
    pub(in crate::exchange) fn account_as(&mut self, name: &str, id: Id, row: usize) -> Id {
        let folded = folded(name);
        if let Some(id) = self.houses.get(&folded) {
            self.named.entry(id).and_modify(|rows| rows.push(row));
            return id;
        }
        self.houses.add(folded, id);
        if self.aside.get::<Account>(id).is_none() {
            let mut want = Want::new(row, Kind::Account, id);
            want.set("name", name.trim(), &[]);
            self.named.insert(id, vec![row]);
            self.want(want);
        }
        id
    }

    /// Has a new account remember that a list of people has named it so.
    pub(in crate::exchange) fn named_by_people(&mut self, id: Id, name: &str) {
        self.change_new(id, called(name));
    }

    /// Has an account remember the number that a list of people gives it (`known_as` is the list, and the number), and what it
    /// is called there.
    pub(super) fn known_by(&mut self, id: Id, name: &str, known_as: (&str, &str), row: usize) {
        if self.aside.get::<Account>(id).is_none() {
            self.name_new(id, known_as.0, known_as.1);
            return self.named_by_people(id, name);
        }
        let mut want = Want::new(row, Kind::Account, id);
        want.name_it(known_as.0, known_as.1);
        want.set(CALLED, name.trim(), &[]);
        self.want(want);
    }

    /// Has an account that is here be called what a list of people now calls the one of its number, unless a list of accounts
    /// says what it is called (`is_listed` tells its cells).
    pub(in crate::exchange) fn rename(&mut self, id: Id, name: &str, row: usize, is_listed: impl Fn(&str) -> bool) {
        let Some(account) = self.aside.get::<Account>(id) else { return };
        let names =
            std::iter::once(account.name.as_str()).chain(account.aliases.iter().map(|alias| alias.value.as_str()));
        let is_called = names.into_iter().any(|known| folded(known) == folded(name));
        if name.is_empty() || is_called || account.extra.keys().any(is_listed) {
            return;
        }
        let mut want = Want::new(row, Kind::Account, id);
        called(name)(&mut want);
        self.want(want);
    }

    /// The account of that name that is here or in the file.
    pub(in crate::exchange) fn account_here(&self, name: &str) -> Option<Id> {
        self.houses.get(&folded(name))
    }

    /// Has later rows know an account of the file by its name.
    pub(in crate::exchange) fn listed(&mut self, name: &str, id: Id) {
        self.houses.add(folded(name), id);
    }

    /// The account of rows that name none, as the user said.
    pub(in crate::exchange) fn default_account(&mut self, row: usize) -> Option<Id> {
        let name = self.options.account.clone()?;
        Some(self.account(&name, row))
    }

    /// The account that a file of ours names and says the identity of, `found` where it is here: whatever it is called here,
    /// it is called as the file says where that was changed there.
    pub(in crate::exchange) fn house(&mut self, name: &str, row: usize, found: Option<Id>, said: &Said) -> Id {
        let here = self.account_here(name);
        let is_called = said.is_called(name);
        let is_account = |id: &Id| self.aside.held(*id).is_none_or(|held| held.kind == Kind::Account);
        let named = said.id.filter(|id| is_called && is_account(id));
        let is_here = |id: &Id| self.aside.get::<Account>(*id).is_some();
        // Another name than the file went out with is that of another account.
        let found = found.filter(|_| is_called || said.id.is_none()).or(named.filter(is_here));
        let Some(id) = found else {
            let new = named.filter(|_| here.is_none());
            let id = self.account_as(name, new.unwrap_or_else(|| made_by(&folded(name))), row);
            if Some(id) == new {
                self.change_new(id, |want| want.was(&said.was));
            }
            return id;
        };
        if here.is_none() {
            self.houses.add(folded(name), id);
        }
        // It may go by that name here, too, beside the one it has.
        let is_others = here.is_some_and(|here| here != id);
        if is_called && !is_others && self.aside.name(id) != name.trim() {
            let mut want = Want::new(row, Kind::Account, id);
            want.was(&said.was);
            called(name)(&mut want);
            self.want(want);
        } else if is_called && !is_others {
            self.hear_of(row, Kind::Account, id, &said.was);
        }
        id
    }
}
