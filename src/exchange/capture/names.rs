//! Who is meant by a name: in full, by title (`张局`), given name, pinyin, initials; accounts by any of their names.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::forms::{Forms, Tier};
use super::line::Line;
use super::script::plain;
use crate::edit::Room;
use crate::find::{Keys, fold};
use crate::model::choice::Level;
use crate::model::{Account, Id, Member, Person, Seat};

/// People whose seats are looked up together.
const TOGETHER: usize = 1000;
/// Longest form, in characters.
const LONGEST: usize = 40;

/// Everybody and every account by what they are called.
#[derive(Debug, Default)]
pub(super) struct Names {
    people: Forms,
    /// Who is meant by each of their numbers.
    ids: Vec<Id>,
    accounts: HashMap<String, BTreeSet<Id>>,
    surnames: HashMap<char, Vec<u32>>,
    /// Who has a title, by the title alone.
    titles: HashMap<String, Vec<u32>>,
    /// Characters of the longest form that begins with one.
    longest: HashMap<char, usize>,
    /// Who sat somewhere once and does no longer.
    gone: HashSet<Id>,
    /// The one form that is asked for; all where none is.
    only: Option<String>,
}

/// Somebody who was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// First character and the one after the last.
    pub(super) at: (usize, usize),
    /// Who it can be; more than one, or none, is to be asked.
    pub(super) ids: Vec<Id>,
    /// Whether those are people it resembles, rather than people who are called so.
    pub(super) guess: bool,
    /// The account of that name.
    pub(super) account: Option<Id>,
}

/// What a Chinese title begins with when it is said after a surname, and the titles it stands for.
const TITLES: [(&str, &[&str]); 34] = [
    ("副总工", &["副总工"]),
    ("总工", &["总工程师"]),
    ("副总", &["副总"]),
    ("总监", &["总监"]),
    ("总编", &["总编辑", "总编"]),
    ("总", &["总经理", "总裁", "总监", "总编", "总工"]),
    ("董", &["董事长"]),
    ("局", &["局长"]),
    ("厅", &["厅长"]),
    ("处", &["处长"]),
    ("科", &["科长"]),
    ("部", &["部长"]),
    ("行", &["行长"]),
    ("院", &["院长"]),
    ("校", &["校长"]),
    ("社", &["社长"]),
    ("台", &["台长"]),
    ("所", &["所长"]),
    ("市", &["市长"]),
    ("队", &["队长"]),
    ("班", &["班长"]),
    ("主任", &["主任"]),
    ("主席", &["主席"]),
    ("主管", &["主管"]),
    ("书记", &["书记"]),
    ("经理", &["经理"]),
    ("工", &["工程师", "架构师"]),
    ("律", &["律师"]),
    ("书", &["书记"]),
    ("秘书", &["秘书"]),
    ("会计", &["会计"]),
    ("律师", &["法务", "律师"]),
    ("师傅", &["司机"]),
    ("老师", &["记者", "编辑", "校对"]),
];

/// Titles said before or instead of a first name in English.
const ENGLISH_TITLES: [&str; 7] = ["director", "president", "chairman", "chief", "manager", "secretary", "head"];

/// What a Chinese company's name ends in that people leave out, the longest first.
const LEGAL: [&str; 8] = ["股份有限公司", "有限责任公司", "集团公司", "有限公司", "总公司", "公司", "集团", "局"];
/// Characters of a name without that, from which on it is still a name.
const SHORTEST_BARE: usize = 4;

/// Surnames with two characters.
const LONG_SURNAMES: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "令狐", "皇甫", "尉迟", "长孙", "慕容", "公孙", "东方", "夏侯"];

/// Surnames before which a title makes a name even where nobody of the records has it.
const COMMON_SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏\
吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严覃武戴莫孔向汤";

/// What makes an ordinary word of a title with one character: 总结, 部门, 处理.
const GOES_ON: &str = "结部体共署门动程业政理作厂子以有谓湾北场区面势技学伍级";

/// Latin words that are no names, though somebody may be called so.
const NO_NAMES: &str = " to in on at by is it he me my we us no of or so up an as be do go if am pm re ok hi vs mr ms dr cc \
tv hr pr the for and may sun mon tue wed thu fri sat jan feb mar apr jun jul aug sep oct nov dec she you lie grant strand \
from not was are her his him its all any let see met new now out off per say set too via yes his lead has had will can head \
bin long fang dong song ran man pan tan tang gong kong lang an ai en er ge ha he hu ju ke la li lu ma na ni pa pi po qi se si su wu \
xi ya ye yi yu bo ba bi bu ca ce ci da de di du fa fo fu ga gu cny usd eur gbp nok sek hkd twd eom fyi asap tbc tbd ";

impl Names {
    /// The names in the records.
    pub(super) fn of(room: &Room, today: NaiveDate) -> Self {
        Self::default().filled(room, today)
    }

    /// Who is called so, by the surest of the ways in which that can be meant.
    pub(super) fn called(room: &Room, today: NaiveDate, said: &str) -> Vec<Id> {
        let form = plain(said.trim());
        let names = Self { only: Some(form.clone()), ..Self::default() }.filled(room, today);
        let (_, ids) = names.surest(&form, false);
        names.likely(ids, &|_| false)
    }

    fn filled(self, room: &Room, today: NaiveDate) -> Self {
        let mut names = self;
        let mut near = room.aside();
        for (nth, person) in room.each::<Person>().enumerate() {
            // What is unpacked of some goes before that of the next.
            if nth.is_multiple_of(TOGETHER) {
                near = room.aside();
            }
            let seats: Vec<&Seat> = near.linked::<Seat>(person.id).collect();
            if !seats.is_empty() && seats.iter().all(|seat| !seat.is_current(today)) {
                names.gone.insert(person.id);
            }
            let titles: Vec<&str> = seats.iter().filter_map(|seat| seat.title.as_deref()).collect();
            for seat in seats.iter().filter(|seat| seat.is_current(today)) {
                let title = seat.title.as_deref().and_then(|title| title.split([' ', '（', '(']).next());
                if let Some(title) = title.filter(|title| title.chars().count() > 1) {
                    let number = names.number(person.id);
                    names.titles.entry(plain(title)).or_default().push(number);
                }
            }
            names.take(person.id, &person.name, person.name_key.as_deref(), person.honorific.as_deref(), &titles);
        }
        for member in room.all::<Member>() {
            if member.left_on.is_some_and(|left| left < today) {
                names.gone.insert(member.id);
            }
            let title = match member.level {
                Some(Level::Executive) => "总经理",
                Some(Level::Manager) => "经理",
                Some(Level::Engineer) => "工程师",
                _ => "",
            };
            names.take(member.id, &member.name, None, None, &[title]);
        }
        for account in room.all::<Account>() {
            let aliases = account.aliases.iter().map(|line| line.value.as_str());
            for name in aliases.chain([account.name.as_str()]).chain(account.short_name.as_deref()) {
                let folded = plain(name);
                // `Halvorsen Marine` is enough for Halvorsen Marine AS.
                let short =
                    folded.rsplit_once(' ').map(|(start, _)| start.to_owned()).filter(|start| start.contains(' '));
                // 山东电信 is enough for 山东电信局.
                let bare = LEGAL.iter().find_map(|end| folded.strip_suffix(end)).map(str::to_owned);
                let bare = bare.filter(|bare| bare.chars().count() >= SHORTEST_BARE);
                for form in
                    [Some(folded.clone()), short, bare].into_iter().flatten().filter(|form| form.chars().count() > 1)
                {
                    names.lengthen(&form);
                    names.accounts.entry(form).or_default().insert(account.id);
                }
            }
        }
        names.people = names.people.settled();
        names
    }

    fn put(&mut self, form: &str, id: Id, tier: Tier) {
        let form = plain(form.trim());
        if form.chars().count() < 2 || tier < Tier::Title && NO_NAMES.contains(&format!(" {form} ")) {
            return;
        }
        if self.only.as_ref().is_some_and(|only| *only != form) {
            return;
        }
        self.lengthen(&form);
        // Whatever somebody is called is put there at a time.
        let number = self.number(id);
        self.people.put(&form, number, tier);
    }

    /// The number of whoever is being put there.
    fn number(&mut self, id: Id) -> u32 {
        if self.ids.last() != Some(&id) {
            self.ids.push(id);
        }
        // No room holds so many.
        u32::try_from(self.ids.len() - 1).unwrap_or(u32::MAX)
    }

    /// Those whom a form fits in the surest way, and that.
    /// Whom a form means, and how surely. `Li Na` is who is written so before whoever is read so, where it `is_written` with
    /// the capital letter of a name.
    fn surest(&self, form: &str, is_written: bool) -> (Option<Tier>, Vec<Id>) {
        let all: Vec<_> = self.people.of(form).collect();
        let surest = all.iter().map(|(_, tier)| *tier).max();
        let least = surest.filter(|tier| is_written || *tier != Tier::Full).unwrap_or(Tier::Read);
        let numbers = all.iter().filter(|(_, tier)| *tier >= least).map(|(number, _)| *number);
        (surest, self.of_numbers(numbers))
    }

    fn of_numbers(&self, numbers: impl Iterator<Item = u32>) -> Vec<Id> {
        numbers.filter_map(|number| self.ids.get(number as usize).copied()).collect()
    }

    fn lengthen(&mut self, form: &str) {
        if let Some(first) = form.chars().next() {
            let longest = self.longest.entry(first).or_default();
            *longest = form.chars().count().min(LONGEST).max(*longest);
        }
    }

    fn take(&mut self, id: Id, name: &str, key: Option<&str>, honorific: Option<&str>, titles: &[&str]) {
        let name = name.trim();
        self.put(name, id, Tier::Full);
        let keys = Keys::with_key(name, key);
        match keys.pinyin() {
            Some(pinyin) if name.chars().all(|c| !c.is_ascii()) => {
                self.take_chinese(id, name, pinyin, titles);
                if let Some(called) = honorific {
                    self.put(called, id, Tier::Full);
                    if let Some(pinyin) = Keys::of(called).pinyin() {
                        self.put(pinyin, id, Tier::Given);
                        self.put(&pinyin.replace(' ', ""), id, Tier::Given);
                    }
                }
                if let Some(initials) = keys.initials() {
                    self.put(&initials, id, Tier::Initials);
                }
            }
            _ => self.take_latin(id, name, honorific),
        }
    }

    fn take_chinese(&mut self, id: Id, name: &str, pinyin: &str, titles: &[&str]) {
        let long = LONG_SURNAMES.iter().any(|surname| name.starts_with(surname));
        let cut = name.char_indices().nth(if long { 2 } else { 1 }).map_or(name.len(), |(at, _)| at);
        let (surname, given) = name.split_at(cut);
        for (said, meant) in TITLES {
            let fits = |title: &&&str| meant.iter().any(|one| title.contains(one));
            for title in titles.iter().filter(fits) {
                self.put(&format!("{surname}{said}"), id, Tier::Title);
                for whole in meant.iter().filter(|whole| title.contains(*whole)) {
                    self.put(&format!("{surname}{whole}"), id, Tier::Title);
                }
            }
        }
        for little in ["小", "老"] {
            self.put(&format!("{little}{surname}"), id, Tier::Surname);
        }
        if given.chars().count() > 1 {
            self.put(given, id, Tier::Given);
        }
        if let Some(first) = surname.chars().next() {
            let number = self.number(id);
            self.surnames.entry(first).or_default().push(number);
        }
        let syllables: Vec<&str> = pinyin.split(' ').collect();
        let (family, given) = syllables.split_at(if long { 2 } else { 1 }.min(syllables.len()));
        let (family, joined) = (family.concat(), given.concat());
        for form in
            [format!("{family} {joined}"), format!("{family}{joined}"), format!("{joined} {family}"), pinyin.to_owned()]
        {
            self.put(&form, id, Tier::Read);
        }
        self.put(&family, id, Tier::Surname);
        if given.len() > 1 {
            self.put(&joined, id, Tier::Given);
        }
        for polite in ["mr", "ms", "mrs", "miss", "dr"] {
            self.put(&format!("{polite} {family}"), id, Tier::Title);
        }
        let titles: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        for said in ENGLISH_TITLES.iter().filter(|said| titles.iter().any(|title| title.contains(**said))) {
            // `Director Zhang` is the director rather than the deputy of that name.
            let tier = if titles.iter().any(|title| title.contains("deputy")) { Tier::Surname } else { Tier::Title };
            self.put(&format!("{said} {family}"), id, tier);
        }
    }

    fn take_latin(&mut self, id: Id, name: &str, honorific: Option<&str>) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let (Some(first), Some(last), true) = (words.first(), words.last(), words.len() > 1) else { return };
        self.put(first, id, Tier::Given);
        self.put(last, id, Tier::Given);
        let polite: &[&str] = match honorific.map(|called| fold(called).replace('.', "")).as_deref() {
            Some("mr") => &["mr"],
            Some("ms" | "mrs" | "miss") => &["ms", "mrs", "miss"],
            Some("dr") => &["dr", "mr", "ms"],
            _ => &["mr", "ms", "mrs", "dr"],
        };
        for polite in polite {
            self.put(&format!("{polite} {last}"), id, Tier::Title);
        }
    }

    /// Everybody named in a line, claimed there.
    pub(super) fn mentions(&self, line: &mut Line, near: &dyn Fn(Id) -> bool) -> Vec<Mention> {
        let mut found = Vec::new();
        for at in line.starts() {
            if !line.is_free(at) {
                continue;
            }
            let free: Vec<char> = line.free(at).chars().collect();
            let Some((len, mention)) = self.begin(line, at, &free, near) else { continue };
            let field = if mention.ids.is_empty() && mention.account.is_some() { "account" } else { "who" };
            line.claim(field, at..at + len);
            found.push(mention);
        }
        if found.iter().all(|one: &Mention| one.ids.is_empty() && !one.guess) {
            found.extend(self.titled(line, near));
        }
        found
    }

    /// Somebody who is named by title alone: on the open account it is clear who that is, elsewhere it is asked.
    fn titled(&self, line: &mut Line, near: &dyn Fn(Id) -> bool) -> Option<Mention> {
        for at in line.starts() {
            let free: Vec<char> = line.free(at).chars().take(12).collect();
            for len in (2..=free.len()).rev().filter(|len| line.ends(at + len)) {
                let form: String = free.get(..len)?.iter().collect();
                let Some(all) = self.titles.get(&form) else { continue };
                let all = self.of_numbers(all.iter().copied());
                let here: Vec<Id> = all.iter().copied().filter(|id| near(*id)).collect();
                let sure = here.len() == 1;
                let ids = if here.is_empty() { all } else { here };
                line.claim("who", at..at + len);
                return Some(Mention { at: (at, at + len), ids, guess: !sure, account: None });
            }
        }
        None
    }

    fn begin(&self, line: &Line, at: usize, free: &[char], near: &dyn Fn(Id) -> bool) -> Option<(usize, Mention)> {
        let longest = free.first().and_then(|first| self.longest.get(first)).copied().unwrap_or(0);
        for len in (2..=free.len().min(longest)).rev().filter(|len| line.ends(at + len)) {
            let form: String = free.get(..len)?.iter().collect();
            // 海岱晨报社庆 is the day of 海岱晨报, and not of its 社; HMA-3310 is an invoice.
            let numbered = free.get(len) == Some(&'-') && free.get(len + 1).is_some_and(char::is_ascii_digit);
            if free.get(len) == Some(&'庆') || numbered {
                continue;
            }
            let account = self.accounts.get(&form).filter(|ids| ids.len() == 1).and_then(|ids| ids.first().copied());
            let is_written = line.typed(at).is_some_and(char::is_uppercase);
            let (best, mut ids) = self.surest(&form, is_written);
            // A surname alone is a name only where it is written like one.
            let plain =
                best == Some(Tier::Surname) && form.is_ascii() && line.typed(at).is_some_and(char::is_lowercase);
            if plain {
                ids.clear();
            }
            if ids.is_empty() && account.is_none() {
                continue;
            }
            let ids = self.likely(ids, near);
            // `梁静行长`: the title after a name is part of it; that after a title is somebody else's, `许行长秘书`.
            let titled = TITLES
                .iter()
                .any(|(said, meant)| form.ends_with(said) || meant.iter().any(|title| form.ends_with(title)));
            let after: String = free.get(len..).unwrap_or_default().iter().take(4).collect();
            let title = TITLES
                .iter()
                .flat_map(|(_, meant)| *meant)
                .filter(|title| !ids.is_empty() && !titled && after.starts_with(**title));
            let len = len + title.map(|title| title.chars().count()).max().unwrap_or(0);
            return Some((len, Mention { at: (at, at + len), ids, guess: false, account }));
        }
        self.unknown(at, free)
    }

    /// Those of the open account, else those still there.
    fn likely(&self, ids: Vec<Id>, near: &dyn Fn(Id) -> bool) -> Vec<Id> {
        let here: Vec<Id> = ids.iter().copied().filter(|id| !self.gone.contains(id)).collect();
        let ids = if here.is_empty() { ids } else { here };
        let near: Vec<Id> = ids.iter().copied().filter(|id| near(*id)).collect();
        if near.is_empty() { ids } else { near }
    }

    /// A surname with a title nobody of that name has: somebody is meant, and it is to be asked who.
    fn unknown(&self, at: usize, free: &[char]) -> Option<(usize, Mention)> {
        let (first, rest) = free.split_first()?;
        let rest: String = rest.iter().collect();
        let known = self.surnames.get(first);
        if known.is_none() && !COMMON_SURNAMES.contains(*first) {
            return None;
        }
        let said =
            TITLES.iter().flat_map(|(said, meant)| meant.iter().chain([said])).filter(|said| rest.starts_with(**said));
        let said = said.max_by_key(|said| said.chars().count())?;
        let after = rest.chars().nth(said.chars().count());
        if said.chars().count() == 1 && after.is_some_and(|c| GOES_ON.contains(c)) {
            return None;
        }
        let len = 1 + said.chars().count();
        let mut ids = self.of_numbers(known.into_iter().flatten().copied());
        ids.retain(|id| !self.gone.contains(id));
        ids.sort_unstable();
        Some((len, Mention { at: (at, at + len), ids, guess: true, account: None }))
    }
}
