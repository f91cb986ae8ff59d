//! Who of theirs and who of ours a line is about, and on which account.

use super::Reader;
use super::names::Mention;
use crate::model::choice::EdgeKind;
use crate::model::{Account, Edge, Id, Kind, Member, Pairing, Seat};

/// Those a line is about.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Persons of theirs.
    pub(super) theirs: Vec<Id>,
    /// Members of ours.
    pub(super) ours: Vec<Id>,
    /// All of them in the order of the line; `None` for one of whom it is still to be asked who that is.
    pub(super) named: Vec<Option<Id>>,
    /// The account that was named.
    pub(super) account: Option<Id>,
    /// Whether it is still to be asked who somebody is.
    pub(super) open: bool,
    /// Whether whoever writes is there, too.
    pub(super) together: bool,
    /// Whether they say so of themselves.
    pub(super) and_me: bool,
}

impl Reader<'_> {
    /// Settles who is meant. `people`: an account's name that is a person's, too, means the person.
    pub(super) fn cast(&mut self, mentions: Vec<Mention>, people: bool) {
        let named = |mention: &Mention| mention.account.filter(|_| mention.ids.is_empty() || !people);
        self.cast.account = mentions.iter().find_map(named);
        let mut asked = 0;
        if let Some(and_me) = self.line.find(&self.words.and_me) {
            self.cast.and_me = true;
            let end = self.line.back(and_me.end);
            // `和我一起`: the word goes; what joins it to a name goes with the name.
            self.line.use_up(and_me.start..end);
        }
        for mut mention in mentions {
            let (start, mut end) = mention.at;
            if let Some(aide) = self.line.word_after(end, &self.words.aide).filter(|_| !mention.ids.is_empty()) {
                end = aide.end;
                self.line.claim("who", start..end);
                mention.ids = self.aides(&mention.ids);
                mention.guess = mention.ids.len() != 1;
            }
            let together = self.line.word_before(start, &self.words.together).is_some();
            self.drop_before(start);
            if let Some(tail) = self.line.word_after(end, &["'s", "’s"]) {
                self.line.use_up(tail);
            }
            if named(&mention).is_some() {
                continue;
            }
            let ids = self.within(mention.ids);
            let id = match ids.as_slice() {
                [one] if !mention.guess => Some(*one),
                _ => {
                    asked += 1;
                    let about = if asked > 1 { format!("who{asked}") } else { "who".into() };
                    let said = self.line.said(start..end);
                    self.answered(about, said, ids)
                }
            };
            if let Some(id) = id {
                self.add(id, together);
            } else {
                self.cast.named.push(None);
                self.cast.open = true;
            }
        }
    }

    /// Who keeps the door of somebody: their secretary, their assistant.
    fn aides(&self, of: &[Id]) -> Vec<Id> {
        let room = self.capture.room;
        let seats = of.iter().flat_map(|person| room.linked::<Seat>(*person)).map(|seat| seat.id);
        let gates = seats.flat_map(|seat| room.linked::<Edge>(seat).filter(move |edge| edge.to == seat));
        let gates = gates.filter(|edge| edge.kind == Some(EdgeKind::Gatekeeps));
        let mut all: Vec<Id> = gates.filter_map(|edge| room.get::<Seat>(edge.from)?.person).collect();
        all.dedup();
        all
    }

    /// Uses up the small word that leads to a name.
    fn drop_before(&mut self, start: usize) {
        if let Some(lead) = self.line.word_before(start, &self.words.lead) {
            self.line.use_up(lead);
        }
    }

    /// Those of the account that was named, if there are any.
    fn within(&self, ids: Vec<Id>) -> Vec<Id> {
        let Some(account) = self.cast.account else { return ids };
        let here: Vec<Id> = ids.iter().copied().filter(|id| self.capture.seat_on(*id, account).is_some()).collect();
        if here.is_empty() { ids } else { here }
    }

    /// Who was answered; without an answer it is asked.
    pub(super) fn answered(&mut self, about: String, said: String, ids: Vec<Id>) -> Option<Id> {
        let answer: Option<Id> = self.answers.get(&about).and_then(|answer| answer.parse().ok());
        let answer = answer.filter(|id| self.capture.room.record(*id).is_some());
        if answer.is_none() {
            let options = ids.iter().map(ToString::to_string).collect();
            self.doubt(&about, said, options);
        }
        answer
    }

    fn add(&mut self, id: Id, together: bool) {
        let ours = self.capture.room.get::<Member>(id).is_some();
        let list = if ours { &mut self.cast.ours } else { &mut self.cast.theirs };
        // Of ours the first says whether whoever writes is there, too: `with James`, but `Anna and James`.
        if ours && list.is_empty() {
            self.cast.together = together;
        }
        if !list.contains(&id) {
            list.push(id);
            self.cast.named.push(Some(id));
        }
    }

    /// Asks who, where nobody was named and somebody has to be.
    pub(super) fn ask_who(&mut self, said: String) {
        if self.cast.open || !self.cast.named.is_empty() {
            return;
        }
        let near = self.resembling(&said);
        match self.answered("who".into(), said, near) {
            Some(id) => self.add(id, false),
            None => self.cast.open = true,
        }
    }

    fn resembling(&self, said: &str) -> Vec<Id> {
        if said.is_empty() {
            return Vec::new();
        }
        let room = self.capture.room;
        let all: Vec<Id> = room.ids(Kind::Person).chain(room.ids(Kind::Member)).collect();
        let names: Vec<String> = all.iter().map(|id| room.name(*id)).collect();
        let hits = crate::find::Index::new(names.iter().map(String::as_str)).search(said, 5);
        hits.into_iter().filter_map(|hit| all.get(hit.index).copied()).collect()
    }

    /// The account all of theirs have a seat on, if there is one and only one, the open one first.
    pub(super) fn account_of_theirs(&self) -> Option<Id> {
        match self.common_accounts().as_slice() {
            [one] => Some(*one),
            many => self.capture.account.filter(|open| many.contains(open)),
        }
    }

    fn common_accounts(&self) -> Vec<Id> {
        let Some((first, others)) = self.cast.theirs.split_first() else { return Vec::new() };
        let all = |account: &Id| others.iter().all(|one| self.capture.seat_on(*one, *account).is_some());
        self.capture.accounts_of(*first).into_iter().filter(all).collect()
    }

    /// The account of a record that needs one; it is asked where nobody can tell.
    pub(super) fn settle_account(&mut self) -> Option<Id> {
        let open = self.capture.account.filter(|_| self.cast.theirs.is_empty() && !self.cast.open);
        let answer = self.answers.get("account").and_then(|answer| answer.parse().ok());
        let account = self.cast.account.or_else(|| self.account_of_theirs()).or(answer).or(open);
        match account.filter(|id| self.capture.room.get::<Account>(*id).is_some()) {
            Some(account) => self.set("account", serde_json::json!(account)),
            None if self.cast.open => {}
            None => {
                let options = self.common_accounts().iter().map(ToString::to_string).collect();
                let said: Vec<_> = self.cast.theirs.iter().map(|one| self.capture.room.name(*one)).collect();
                self.doubt("account", said.join(" "), options);
            }
        }
        account
    }

    /// The seats of theirs on an account.
    pub(super) fn seats(&self, account: Option<Id>) -> Vec<Id> {
        let Some(account) = account else { return Vec::new() };
        self.cast.theirs.iter().filter_map(|one| self.capture.seat_on(*one, account)).collect()
    }

    /// Which of ours did it: who is named, else who writes; it is asked where nobody can tell, those who look after the
    /// seats first.
    pub(super) fn settle_member(&mut self, seats: &[Id]) -> Option<Id> {
        let known = self.cast.ours.first().copied().or(self.capture.me);
        let answer = || self.answers.get("member").and_then(|answer| answer.parse().ok());
        let member = known.or_else(answer).filter(|id| self.capture.room.get::<Member>(*id).is_some());
        if member.is_none() {
            let room = self.capture.room;
            let paired = seats.iter().flat_map(|seat| room.linked::<Pairing>(*seat)).map(|pairing| pairing.member);
            let mut options: Vec<String> = paired.map(|id| id.to_string()).collect();
            options.dedup();
            self.doubt("member", "", options);
        }
        member
    }
}
