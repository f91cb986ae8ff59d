//! Everybody and everything that can be chosen by name, ready to be searched. It is worked out beside the screen, and once
//! for as long as the records stay what they are: of a hundred thousand people that takes a while.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crate::edit::Room;
use crate::model::list::Line;
use crate::model::{Id, Kind, Person, Record, Seat};
use crate::overlay::{Choice, Item, Later, Part};

/// So long a key waits for what is being worked out. What takes longer comes later.
const SOON: Duration = Duration::from_millis(20);

/// The records of one kind, in the order of their names; found by those, or by all that is known of them, too.
#[derive(Debug)]
struct List {
    part: Part,
    /// The account of each.
    homes: Vec<Option<Id>>,
}

/// A list and the records it is of; empty until it is worked out.
#[derive(Debug)]
struct Entry {
    version: u64,
    list: Arc<OnceLock<List>>,
    /// The one before, which is better than none.
    before: Option<Arc<OnceLock<List>>>,
}

/// Which list: of what kind, and whether its records are found by more than their names.
type Of = (Kind, bool);

/// What was worked out so far.
#[derive(Debug, Default)]
pub struct Directory {
    entries: BTreeMap<Of, Entry>,
    /// Called from the thread that worked something out; without it nothing comes later.
    wake: Option<fn()>,
}

/// What somebody may choose among, one behind the other.
#[derive(Clone, Debug)]
pub enum Share {
    /// Every record of a kind, by name, with or without what stands beside it: where a name that is not there may be meant,
    /// nobody else may be found for it.
    All(Kind),
    /// The same, found by all that is known of them, with a word that says what they are.
    Known(Kind, String),
    /// Something else.
    These(Vec<Item>),
}

impl Share {
    const fn of(&self) -> Option<Of> {
        match self {
            Self::All(kind) => Some((*kind, false)),
            Self::Known(kind, _) => Some((*kind, true)),
            Self::These(_) => None,
        }
    }
}

impl Directory {
    /// Lets what takes long come later; `wake` has somebody look for it then.
    pub const fn be_patient(&mut self, wake: fn()) {
        self.wake = Some(wake);
    }

    /// What there is of some shares, records of an account first; and what tells the whole later where that is not all.
    pub fn offer(&mut self, room: &Arc<Room>, shares: Vec<Share>, here: Option<Id>) -> (Choice, Option<Later>) {
        let wanted = shares.iter().filter_map(Share::of);
        let (lists, begun): (Lists, Vec<_>) = wanted
            .map(|of| {
                let (list, ready) = self.list(room, of);
                ((of, list), ready)
            })
            .unzip();
        // All are waited for together.
        let until = Instant::now() + SOON;
        for ready in begun.into_iter().flatten() {
            let rest = until.saturating_duration_since(Instant::now());
            // One that never comes was told of by its thread.
            ready.recv_timeout(if self.wake.is_some() { rest } else { Duration::MAX }).ok();
        }
        if let Some(choice) = put_together(&shares, &lists, here) {
            return (choice, None);
        }
        let before = self.entries.iter().filter_map(|(of, entry)| {
            let filled = entry.list.get().map(|_| &entry.list);
            Some((*of, filled.or(entry.before.as_ref())?.clone()))
        });
        let stale = put_together(&shares, &before.collect(), here).unwrap_or_default();
        (stale, Some(Box::new(move || put_together(&shares, &lists, here))))
    }

    /// Forgets all of it: the records are to be others, which may be numbered like these.
    pub fn forget(&mut self) {
        self.entries.clear();
    }

    /// A list: the one that is there, or one that is begun, and what tells when that is done.
    fn list(&mut self, room: &Arc<Room>, of: Of) -> (Arc<OnceLock<List>>, Option<Receiver<()>>) {
        let version = room.version();
        let known = self.entries.remove(&of);
        let before = match known {
            Some(known) if known.version == version => {
                return (self.entries.entry(of).or_insert(known).list.clone(), None);
            }
            Some(known) if known.list.get().is_some() => Some(known.list),
            other => other.and_then(|known| known.before),
        };
        let list = Arc::new(OnceLock::new());
        self.entries.insert(of, Entry { version, list: list.clone(), before });
        let (room, filled, wake) = (room.clone(), list.clone(), self.wake);
        let (done, ready) = channel();
        let work = move || {
            filled.get_or_init(|| listed(&room, of));
            drop(room);
            done.send(()).ok();
            if let Some(wake) = wake {
                wake();
            }
        };
        if thread::Builder::new().name("directory".into()).spawn(work.clone()).is_err() {
            work();
        }
        (list, Some(ready))
    }
}

type Lists = BTreeMap<Of, Arc<OnceLock<List>>>;

/// Lists and other things one behind the other; `None` while a list is missing.
fn put_together(shares: &[Share], lists: &Lists, here: Option<Id>) -> Option<Choice> {
    let (mut choice, mut first, mut count) = (Choice::default(), Vec::new(), 0);
    for share in shares {
        let part = match share {
            Share::These(items) => Part::new(items.clone()),
            Share::All(_) | Share::Known(..) => {
                let list = lists.get(&share.of()?)?.get()?;
                let near = list.homes.iter().zip(count..).filter(|(home, _)| here.is_some() && **home == here);
                first.extend(near.map(|(_, at)| at));
                match share {
                    Share::Known(_, word) => list.part.clone().called(word.as_str()),
                    _ => list.part.clone(),
                }
            }
        };
        count += part.len() as u32;
        choice = choice.and(part);
    }
    Some(choice.first(first))
}

/// The items of a kind, those of an account first.
pub fn items(room: &Room, kind: Kind, here: Option<Id>) -> Vec<Item> {
    let all = named(room, (kind, false));
    let (near, far): (Vec<_>, Vec<_>) = all.into_iter().partition(|(home, _)| here.is_some() && *home == here);
    near.into_iter().chain(far).map(|(_, item)| item).collect()
}

fn listed(room: &Room, of: Of) -> List {
    let (homes, items) = named(room, of).into_iter().unzip();
    List { part: Part::new(items), homes }
}

/// Every live record of a kind that has a name, in the order of those, and the account of each.
fn named(room: &Room, (kind, known): Of) -> Vec<(Option<Id>, Item)> {
    let item = |id| {
        let (home, name) = (room.account_of(id), room.name(id));
        let also = if known { known_by(room, id) } else { Vec::new() };
        (home, Item { also, ..Item::new(id.to_string(), name, detail(room, id, home)) })
    };
    let mut all: Vec<(Option<Id>, Item)> =
        room.ids(kind).map(item).filter(|(_, item)| !item.label.is_empty()).collect();
    all.sort_by(|(_, a), (_, b)| a.label.cmp(&b.label));
    all
}

/// What tells somebody from others of that name: title and company. A vacant seat is called by its title already.
fn detail(room: &Room, id: Id, home: Option<Id>) -> String {
    let seat = room.get::<Seat>(id).or_else(|| room.linked::<Seat>(id).next());
    let title = seat.and_then(|seat| seat.title.clone()).filter(|title| *title != room.name(id));
    let account = home.filter(|home| *home != id).map(|home| room.name(home));
    title.into_iter().chain(account).collect::<Vec<_>>().join(" · ")
}

/// What somebody or an account is known by beside the name.
fn known_by(room: &Room, id: Id) -> Vec<String> {
    let lines = |lines: &[Line]| lines.iter().map(|line| line.value.clone()).collect::<Vec<_>>();
    let person = |one: &Person| {
        let numbers: Vec<String> = one.phones.iter().map(|line| bare(&line.value)).collect();
        [numbers, lines(&one.emails), one.home_city.iter().chain(&one.honorific).cloned().collect()].concat()
    };
    match room.record(id) {
        Some(Record::Account(one)) => {
            [one.name.clone()].into_iter().chain(one.city.clone()).chain(lines(&one.aliases)).collect()
        }
        Some(Record::Seat(seat)) => {
            let own = seat.title.clone().into_iter().chain(seat.department.clone()).chain([room.name(seat.account)]);
            own.chain(room.person_of(id).map(person).unwrap_or_default()).collect()
        }
        Some(Record::Member(one)) => one.base_city.clone().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A number of a phone as somebody types it from memory: its digits.
fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::app::setup::keymap;
    use crate::clock::Clock;
    use crate::command::Cx;
    use crate::config::{Base, Options};
    use crate::edit::Draft;
    use crate::overlay::Picker;
    use crate::rules::Terms;
    use crate::rules::fixture::{after, fields, id, room};
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    fn house() -> Arc<Room> {
        Arc::new(room(&[
            (Kind::Account, "a", json!({"name": "海河", "city": "天津"})),
            (Kind::Account, "b", json!({"name": "Acme"})),
            (Kind::Person, "p", json!({"name": "张伟", "phones": [{"id": "@l", "value": "138 0000"}]})),
            (Kind::Person, "q", json!({"name": "Zoe"})),
            (Kind::Seat, "s", json!({"account": "@a", "person": "@p", "title": "总监"})),
            (Kind::Seat, "t", json!({"account": "@b", "person": "@q"})),
        ]))
    }

    /// What a picker of a choice shows for what is typed.
    fn found(choice: Choice, typed: &str) -> Vec<String> {
        let mut picker = Picker::new("", choice, None, None);
        picker.input = crate::widget::Input::new(typed);
        picker.retyped();
        picker.shown().map(|item| item.label.clone()).collect()
    }

    #[test]
    fn whoever_belongs_to_the_open_account_comes_first_and_others_follow_by_name() {
        let mut directory = Directory::default();
        let all = |kind| Share::Known(kind, String::new());
        let shares = vec![all(Kind::Account), all(Kind::Seat), Share::These(vec![Item::new("", "nobody", "")])];
        let (choice, later) = directory.offer(&house(), shares.clone(), Some(id("a")));
        assert!(later.is_none(), "who does not wait has all of it at once");
        assert_eq!(found(choice.clone(), ""), ["海河", "张伟", "Acme", "Zoe", "nobody"]);
        for (typed, who) in [("zw", "张伟"), ("1380", "张伟"), ("总监", "张伟"), ("天津", "海河"), ("nob", "nobody")]
        {
            assert_eq!(found(choice.clone(), typed), [who], "{typed}");
        }
        let (choice, _) = directory.offer(&house(), shares, None);
        assert_eq!(found(choice, ""), ["Acme", "海河", "Zoe", "张伟", "nobody"]);
        let (choice, _) = directory.offer(&house(), vec![Share::All(Kind::Account)], None);
        assert_eq!(found(choice, "天津"), [""; 0], "who names somebody new is shown nobody else");
    }

    #[test]
    fn a_vacant_seat_is_called_by_its_title_once() {
        let room = room(&[
            (Kind::Account, "a", json!({"name": "Acme"})),
            (Kind::Seat, "v", json!({"account": "@a", "title": "Security Officer"})),
        ]);
        assert_eq!(
            (room.name(id("v")), detail(&room, id("v"), Some(id("a")))),
            ("Security Officer".into(), "Acme".into())
        );
    }

    #[test]
    fn what_is_late_shows_what_it_was_before_and_then_what_it_is() {
        let mut directory = Directory::default();
        let (before, shares) = (house(), vec![Share::All(Kind::Person)]);
        directory.offer(&before, shares.clone(), None);
        let draft = Draft::setting(&before, id("q"), "name", json!("Anna")).unwrap();
        let now = Arc::new(after(&before, draft));
        // As if the thread were still at work: nobody fills this one.
        let list = directory.entries.remove(&(Kind::Person, false)).map(|known| known.list);
        let waiting = Entry { version: now.version(), list: Arc::default(), before: list };
        let filled = waiting.list.clone();
        directory.entries.insert((Kind::Person, false), waiting);
        let (choice, later) = directory.offer(&now, shares, None);
        let later = later.unwrap();
        assert_eq!((found(choice, ""), later().is_none()), (vec!["Zoe".to_owned(), "张伟".to_owned()], true));
        filled.set(listed(&now, (Kind::Person, false))).unwrap();
        assert_eq!(found(later().unwrap(), ""), ["Anna", "张伟"]);
        let (_, later) = directory.offer(&now, vec![Share::All(Kind::Person)], None);
        assert!(later.is_none(), "it is worked out once");
    }

    #[test]
    fn who_was_there_on_another_day_is_not_taken_for_who_is_there() {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let (book, keymap) = (Book::in_memory(clock, "tester"), keymap(Base::Default, &[]).0);
        let (text, theme) = (Text::new(Lang::En), Theme::default());
        let mut cx = Cx::new(book, clock, Options::default(), keymap, text, theme, Terms::builtin());
        let add = |cx: &mut Cx, name: &str| {
            cx.commit(Draft::adding(Kind::Person, id(name), fields(json!({"name": name}))).unwrap()).unwrap();
        };
        let all = |cx: &mut Cx| found(cx.offer_all(Kind::Person, Vec::new()).0, "");
        add(&mut cx, "Ada");
        cx.look_back("2026-10-19T09:00:00+08:00".parse().unwrap()).unwrap();
        let past = cx.room().version();
        assert_eq!(all(&mut cx), [""; 0]);
        cx.come_back();
        add(&mut cx, "Bob");
        assert_eq!((cx.room().version(), all(&mut cx)), (past, vec!["Ada".to_owned(), "Bob".to_owned()]));
    }
}
