//! What a file of ours says is held against what it went out with: what was changed there counts, what was changed here stays.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::was::{KEY, UNKNOWN, Was, as_of, by, cells, digests, is_by};
use super::{CREATED_AT, is_by_hand, is_of_one_store};
use crate::edit::Held;
use crate::exchange::ext;
use crate::exchange::origin::parts;
use crate::exchange::want::{Want, Wish};
use crate::model::Name;
use crate::model::field::Field;

impl Was<'_> {
    /// Whether a file says of a field what it went out with.
    fn is_untouched(&self, want: &Want, field: &Field, wish: &Wish) -> bool {
        self.has_cells(want, wish) || self.tells(field) && self.is(field, &wish.value)
    }

    /// What becomes of a wish; `before` is what the file that was read last went out with.
    fn verdict(&self, before: Option<&Self>, (field, wish): (&Field, &Wish), of: &Here, is_untouched: bool) -> Verdict {
        let Here { value: here, written, is_foreign, is_own, is_older, descends } = *of;
        let (by_hand, is_as_made) = (written == Written::ByHand, written == Written::AsMade);
        let is_told = self.tells(field);
        if !is_told && !is_untouched {
            return Verdict::Counts;
        }
        // Of what nobody has touched here since it was made, a card has all that became of it, and so has a list with room
        // for all.
        let is_heir = is_foreign && is_as_made && descends;
        if field.many && is_told && before.is_none() && is_heir && self.is_all_of(field) {
            return Verdict::Since(here.clone());
        }
        // Of what the file read last said later, an older one of that store has no news, nor has an older one of this store.
        let is_of_one = before.and_then(|before| before.by).zip(self.by).is_some_and(|(one, other)| one == other);
        let is_outdated = field.many && is_older && (is_of_one || !self.bases.contains_key(field.name));
        // What went out from here and comes back as it was is none either, whoever has changed it since.
        let is_nothing = wish.value.is_null() || wish.value.as_array().is_some_and(Vec::is_empty);
        // Nor is what was never filled in where it comes from.
        let is_blank = is_nothing && !self.bases.contains_key(field.name) && !self.times.contains_key(field.name);
        if is_told && (is_outdated || is_untouched && (is_own || is_blank)) {
            return Verdict::Falls;
        }
        if field.many && is_told {
            return Verdict::Since(self.base(field, wish, before, of));
        }
        let is_elsewhere = self.is_elsewhere(before, field);
        match (is_untouched, is_told && self.is(field, here)) {
            (true, true) => Verdict::Falls,
            (false, true) => Verdict::Since(here.clone()),
            // Of what was told since, an older file has no news.
            (true, false) if is_older && !by_hand && before.is_some() => Verdict::Falls,
            (_, false) if self.is_base(field, here) => Verdict::Since(here.clone()),
            // What comes from no cell is contested by nothing.
            (_, false) if by_hand && wish.cells.is_empty() => Verdict::Falls,
            // What nobody has touched here since it was made is only older.
            (_, false) if is_as_made && is_told => Verdict::Since(here.clone()),
            (_, false) if is_elsewhere && !by_hand && !is_older => Verdict::Counts,
            // Another store changed it, too.
            (true, false) if by_hand && is_foreign && self.bases.contains_key(field.name) => {
                Verdict::Since(wish.value.clone())
            }
            (true, false) if is_older || !is_elsewhere && (by_hand || before.is_some()) => Verdict::Falls,
            (true, false) if !is_elsewhere => Verdict::Counts,
            (_, false) => Verdict::Since(wish.value.clone()),
        }
    }

    /// Whether a wish comes from cells that say what they said.
    fn has_cells(&self, want: &Want, wish: &Wish) -> bool {
        let said = wish.cells.iter().filter_map(|cell| Some((parts(cell)?.1, want.cell(cell).as_str()?)));
        cells(said).is_some_and(|cells| self.cells.contains(&*format!("{cells:08x}")))
    }

    /// Whether a field is what it was before the store that says so changed it.
    pub(super) fn is_base(&self, field: &Field, value: &Value) -> bool {
        let base = self.bases.get(field.name);
        base.is_some_and(|base| digests(field, value, |_| true).iter().map(String::as_str).eq(base.iter().copied()))
    }

    /// Whether what it says of a field was written before what is here, by whomever that was written.
    fn is_before(&self, held: &Held, field: &Field, here: &Value) -> bool {
        let here = as_of(held, field, &digests(field, here, |_| true));
        self.times.get(field.name).zip(here).is_some_and(|(there, here)| *there < here)
    }

    /// Whether the file that was read last said something else of a field: its cells may be those of one still older.
    fn is_elsewhere(&self, before: Option<&Self>, field: &Field) -> bool {
        before.is_some_and(|before| !before.agrees(self, field))
    }

    /// Whether it says what is here of any field, and that this is so since later than was known here: what is older than
    /// that will be known for it.
    fn is_after_all(&self, held: &Held, map: &Map<String, Value>) -> bool {
        let fields = self.times.keys().filter_map(|name| held.kind.field(name));
        fields.into_iter().any(|field| self.is_after(held, &field, map.get(field.name).unwrap_or(&Value::Null)))
    }

    /// The same of one field.
    fn is_after(&self, held: &Held, field: &Field, here: &Value) -> bool {
        let known = as_of(held, field, &digests(field, here, |_| true));
        let later = |there: &i64| known.is_some_and(|known| known < *there);
        self.is(field, here) && self.times.get(field.name).is_some_and(later)
    }

    /// Whether another file says the same of a field.
    fn agrees(&self, other: &Self, field: &Field) -> bool {
        let said = |was: &Self| {
            let digests = was.fields.get(field.name).map(|digests| digests.join(","));
            digests.or_else(|| was.tells(field).then(String::new))
        };
        said(self).zip(said(other)).is_none_or(|(one, other)| one == other)
    }

    /// Which lines of a list go where the file has them no more, and stay away where it has them still: these were there
    /// in `before`, and here they are no more.
    fn base(&self, field: &Field, wish: &Wish, before: Option<&Self>, known: &Here) -> Value {
        let by_hand = known.written == Written::ByHand;
        // What cells said that another store wrote, this one may never have heard.
        let is_others = before.and_then(|before| before.by).zip(self.by).is_some_and(|(one, other)| one != other);
        let read = wish.base.as_ref().filter(|_| !is_others).and_then(|base| base.as_array());
        let read = read.into_iter().flatten().cloned();
        // What that store added since is new here.
        let told = self.bases.get(field.name);
        let then = match before {
            // Of what the file read last says that it stands for, an older one has no news.
            Some(before) => {
                let stood = before.bases.get(field.name).filter(|_| known.is_older);
                before.fields.get(field.name).into_iter().chain(told).chain(stood).flatten().copied().collect()
            }
            None if !by_hand => Vec::new(),
            None => match told {
                // What another store changed may never have been here.
                Some(base) if *base == [UNKNOWN] && known.is_foreign => Vec::new(),
                Some(base) if *base != [UNKNOWN] => base.clone(),
                _ => self.fields.get(field.name).cloned().unwrap_or_default(),
            },
        };
        let gone = lines(field, &wish.value, then);
        let of = |all: &BTreeMap<&str, Vec<&str>>| all.get(field.name).map(|all| all.join(",")).unwrap_or_default();
        let were = [of(&self.fields), of(&self.bases)].join(",");
        let there = lines(field, known.value, were.split(',').collect()).filter(|_| !self.is_cut);
        read.chain(there).chain(gone).collect()
    }
}

/// The lines of a list that have one of these digests.
fn lines<'v>(field: &Field, value: &'v Value, then: Vec<&str>) -> impl Iterator<Item = Value> + use<'v> {
    let is_one = |line: &&Value| {
        let digests = digests(field, &Value::Array(vec![(*line).clone()]), |_| true);
        digests.first().is_some_and(|digest| then.contains(&digest.as_str()))
    };
    value.as_array().into_iter().flatten().filter(is_one).cloned().collect::<Vec<_>>().into_iter()
}

/// A field as it is here.
struct Here<'a> {
    value: &'a Value,
    written: Written,
    /// Whether the file is of another store.
    is_foreign: bool,
    /// Whether it says that it is of this one.
    is_own: bool,
    /// Whether the file has what it went out with, and that is older than what is here.
    is_older: bool,
    /// Whether both stores have their record from one.
    descends: bool,
}

/// How a field came to be what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It was not written since its record was made.
    AsMade,
    /// Somebody changed it.
    ByHand,
    /// A file changed it.
    ByFile,
}

impl Written {
    fn of(held: &Held, name: &str) -> Self {
        match held.stamp(name) {
            stamp if stamp.is_none_or(|stamp| stamp <= held.stamps.base) => Self::AsMade,
            _ if is_by_hand(held, name) => Self::ByHand,
            _ => Self::ByFile,
        }
    }
}

/// What is in the names of cells that a reader makes of what it reads out of many.
const OWN_CELL: &str = ".=";

/// What becomes of a wish.
enum Verdict {
    /// It counts as any other.
    Counts,
    /// It is no news.
    Falls,
    /// It counts as a change of this.
    Since(Value),
}

/// Holds what a file says against what it went out with, where it went out from a store of ours. What was changed only there
/// counts, whenever it was written here; what was changed only here stays, and what was changed on both sides is contested.
/// What the file says that the one before it did not, a colleague's store said in between: that counts unless somebody
/// changed it here by hand.
pub(in crate::exchange) fn heed(want: &mut Want, held: Option<&Held>, map: Option<&Map<String, Value>>) {
    // A record that says when it was made and changed is held against that: what its store remembers of a file that it has
    // read is none of this one's business.
    if map.is_some() && want.fields.get(CREATED_AT).is_some_and(|wish| wish.cells.is_empty()) {
        want.fields.remove(KEY);
        return;
    }
    let said = want.fields.get(KEY).map(|wish| wish.value.clone());
    let (Some(Value::String(said)), Some(held), Some(map)) = (said, held, map) else { return forget_personal(want) };
    let last = map.get(KEY).and_then(Value::as_str);
    let (was, before) = (Was::of(&said, want.kind), last.map(|last| Was::of(last, want.kind)));
    let (mut tells, mut older) = (last.is_some(), Vec::new());
    let descends = is_of_one_store(held);
    let is_own = was.by.is_some_and(|by| Some(by) == self::by(held).split('=').next_back());
    let is_foreign = was.by.is_some() && !is_own;
    // Who was not here when it was read may be here by now.
    let wishes = want.fields.iter().filter(|(_, wish)| !wish.anew);
    let names: Vec<Name> = wishes.map(|(name, _)| name.clone()).collect();
    leave_guess(want, &was);
    for name in names {
        let (Some(field), Some(wish)) = (want.kind.field(&name), want.fields.get(&name)) else { continue };
        let here = map.get(&*name).unwrap_or(&Value::Null);
        let is_untouched = was.is_untouched(want, &field, wish);
        let is_older = is_foreign && is_untouched && was.is_before(held, &field, here);
        let is_news = !is_untouched || is_foreign && !is_older && !was.is(&field, here);
        tells |= is_news && was.tells(&field);
        older.extend(is_older.then_some(field.name));
        let is_elsewhere = was.is_elsewhere(before.as_ref(), &field);
        let of = Here { value: here, written: Written::of(held, &name), is_foreign, is_own, is_older, descends };
        match was.verdict(before.as_ref(), (&field, wish), &of, is_untouched) {
            Verdict::Counts => {
                let Some(wish) = want.fields.get_mut(&name) else { continue };
                wish.anew |= is_elsewhere;
            }
            Verdict::Falls => {
                let cells = want.fields.remove(&name).map(|wish| wish.cells).unwrap_or_default();
                // What was made for this alone is nothing to remember.
                let is_its_own = |cell: &&Name| cell.contains(OWN_CELL);
                cells.iter().filter(is_its_own).for_each(|cell| drop(want.fields.remove(cell)));
            }
            Verdict::Since(base) => {
                let Some(wish) = want.fields.get_mut(&name) else { continue };
                // What is empty there has no cell that tells the news.
                let has_cells = wish.cells.iter().any(|cell| map.contains_key(&**cell));
                let is_nothing = wish.value.is_null() || wish.value.as_array().is_some_and(Vec::is_empty);
                // Nor has what is set back to what its cells said once.
                let is_answer = was.is_base(&field, here);
                wish.anew = is_elsewhere || is_answer || is_nothing && !here.is_null() && !has_cells && !was.is_cut;
                wish.base = Some(Box::new(base));
            }
        }
    }
    tells |= is_foreign && was.is_after_all(held, map);
    if let Some((last, wish)) = last.zip(want.fields.get_mut(KEY)) {
        wish.value = with_words_of(last, &said, &older).into();
    }
    // A store remembers the last file that told it something, not its own.
    if !tells {
        want.fields.remove(KEY);
        // Nor what it wrote there itself.
        if was.is_whole && is_all_here(want, map) {
            let kind = want.kind;
            want.fields.retain(|name, _| kind.field(name).is_some() || ext::is_key(name));
        }
    }
    forget_personal(want);
}

/// Whether a file of another store says what is here, and that it is so since later than was known.
pub(in crate::exchange) fn is_later(held: Option<&Held>, said: &str) -> bool {
    let Some((held, record)) = held.and_then(|held| Some((held, held.record.as_ref()?))) else { return false };
    let was = Was::of(said, held.kind);
    let is_foreign = was.by.is_some_and(|by| Some(by) != self::by(held).split('=').next_back());
    is_foreign && was.is_after_all(held, &record.to_map())
}

/// What a file says its record was like, but of some fields what the one before it said.
fn with_words_of(last: &str, said: &str, fields: &[&str]) -> String {
    let is_of_them = |word: &&str| {
        let name = word.split_once('=').and_then(|(field, _)| field.split_once('/')).map(|(_, name)| name);
        name.is_some_and(|name| fields.contains(&name))
    };
    let (said, last) = (said.split_whitespace(), last.split_whitespace());
    said.filter(|word| !is_of_them(word)).chain(last.filter(is_of_them)).collect::<Vec<_>>().join(" ")
}

/// What is remembered tells no digest of what stays home.
fn forget_personal(want: &mut Want) {
    let kind = want.kind;
    let is_open = |word: &&str| {
        let name = word.split_once('=').and_then(|(field, _)| field.split_once('/')).map(|(_, name)| name);
        name.and_then(|name| kind.field(name)).is_some_and(|field| !field.sensitive) || is_by(word)
    };
    if let Some(wish) = want.fields.get_mut(KEY) {
        let open: Vec<&str> = wish.value.as_str().unwrap_or_default().split(' ').filter(is_open).collect();
        wish.value = open.join(" ").into();
    }
}

/// Where a title is what it was, nothing is guessed from it anew.
fn leave_guess(want: &mut Want, was: &Was) {
    let Some((field, title)) = want.kind.field("title").zip(want.fields.get("title")) else { return };
    if was.is_untouched(want, &field, title) {
        let cells = title.cells.clone();
        let is_guess = |wish: &Wish| wish.cells.iter().any(|cell| cells.contains(cell));
        want.fields.retain(|name, wish| !(name.starts_with("layer") && is_guess(wish)));
    }
}

/// Whether all that is left of a want is here.
fn is_all_here(want: &Want, map: &Map<String, Value>) -> bool {
    let is_here = |(name, wish): (&Name, &Wish)| {
        let here = map.get(&**name).unwrap_or(&Value::Null);
        let said = |value: &Value| want.kind.field(name).map(|field| digests(&field, value, |_| true));
        wish.value == *here || said(&wish.value) == said(here)
    };
    want.fields.iter().filter(|(name, _)| want.kind.field(name).is_some()).all(is_here)
}
