//! Cards of groups, lists of other cards, and of places: there is no record for them. The first person of their file keeps
//! them, else who is in them, and they go back beside the cards, as they were.

use std::collections::BTreeMap;

use super::{Reader, bare, identity};
use crate::edit::Room;
use crate::exchange::content::{self, Part, folded};
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::plan::{GROUP_CARD, PLACE_CARD};
use crate::exchange::want::{NO_ROW, Want};
use crate::model::{Id, Kind, Person, Problem};

/// Under what name a person keeps them.
const GROUPS: &str = "vcard.=groups";

/// Where cards say what they are; Apple writes a version that has no word for it.
const KINDS: [&str; 2] = ["KIND", "X-ADDRESSBOOKSERVER-KIND"];

/// Where the card of a group says who is in it.
const MEMBERS: [&str; 2] = ["MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"];

/// A card that makes no record.
pub(super) struct Left {
    row: usize,
    /// What is said of it.
    problem: Problem,
    /// What it is known by.
    uid: String,
    text: String,
    /// Who of those that are here is in it first.
    member: Option<Id>,
}

/// Whether a card says that it is of this kind.
pub(super) fn is_of_kind(part: &Part, kind: &str) -> bool {
    KINDS.iter().any(|name| part.text(name).trim().eq_ignore_ascii_case(kind))
}

/// Whether a card is one of a group or a place.
pub(super) fn is_left_out(part: &Part) -> bool {
    is_of_kind(part, "group") || is_of_kind(part, "location")
}

/// Whether this is under what a record keeps others or where it came from, and no property of its card.
pub(super) fn is_kept(name: &str) -> bool {
    name.starts_with("vcard.=")
}

/// What a folder calls the card of a group that has no name of its own.
fn called(part: &Part) -> Id {
    Id::named("vcard:group", &identity(part))
}

/// A card without the name that only its file in a folder of ours gave it.
fn without_own_uid(part: &Part) -> Part {
    let mut bare = part.clone();
    bare.properties.retain(|one| one.name != "UID");
    if identity(part) == called(&bare).to_string() { bare } else { part.clone() }
}

/// The cards of the groups that somebody keeps, by what a file of each may be called.
pub(super) fn of(person: &Person) -> impl Iterator<Item = (String, String)> + '_ {
    let texts = person.extra.get(GROUPS).into_iter().flat_map(ext::ids);
    texts
        .flat_map(|text| content::parse(text.as_bytes()))
        .map(|part| (called(&part).to_string(), part.written().lines().map(folded).collect()))
}

/// What is kept, by whom and by what each is known.
pub(super) type Kept = BTreeMap<Id, BTreeMap<String, String>>;

impl Reader<'_> {
    /// A card of a group or a place: there is nothing to be said of one that is kept already, word for word.
    pub(super) fn group(&mut self, row: usize, part: &Part) {
        let own = without_own_uid(part);
        let (uid, text) = (identity(&own), own.written());
        if let Some((id, _)) = self.kept.iter().find(|(_, kept)| kept.get(&uid) == Some(&text)) {
            return self.intake.lead(row, Kind::Person, *id, "");
        }
        let what = if is_of_kind(part, "group") { GROUP_CARD } else { PLACE_CARD };
        let problem = Problem::new(what).with("name", part.text("FN"));
        let members = MEMBERS.iter().flat_map(|name| part.all(name)).map(|one| bare(&one.text()).to_owned());
        let is_person = |id: &Id| self.intake.room.get::<Person>(*id).is_some();
        let member = members.filter_map(|uid| self.intake.known.here(&uid)).find(is_person);
        self.groups.push(Left { row, problem, uid, text, member });
    }

    /// Has those of this file be kept: each by whoever keeps an older version of it, else by the first person of the file; where
    /// that has no person, by who is in it, else by the first who is here. Who reads it without changing what is here, keeps nothing either. One that nobody keeps is lost.
    pub(super) fn keep_groups(&mut self) {
        let keeps = self.intake.options.on_conflict == OnConflict::Update;
        let mut news = Kept::new();
        let somebody = self.intake.room.ids(Kind::Person).min();
        for Left { row, problem, uid, text, member } in std::mem::take(&mut self.groups) {
            let owner = self.kept.iter().find(|(_, kept)| kept.contains_key(&uid)).map(|(id, _)| *id);
            let Some(id) = owner.or(self.first).or(member).or(somebody).filter(|_| keeps) else {
                self.intake.fail(row, problem);
                continue;
            };
            self.intake.skip(row, problem);
            let here = || self.kept.get(&id).cloned().unwrap_or_default();
            news.entry(id).or_insert_with(here).insert(uid, text);
        }
        for (id, all) in news {
            let row = if Some(id) == self.first { self.first_row } else { NO_ROW };
            let mut want = Want::new(row, Kind::Person, id);
            want.set(GROUPS, all.into_values().collect::<Vec<_>>(), &[]);
            self.intake.want(want);
        }
    }
}

/// What is kept in a room.
pub(super) fn here(room: &Room) -> Kept {
    let parts = |text: &str| content::parse(text.as_bytes()).into_iter().map(|part| (identity(&part), part.written()));
    room.keeping(GROUPS).map(|(id, kept)| (id, ext::ids(&kept).flat_map(parts).collect())).collect()
}
