//! One row of a list: somebody on a seat, or one of the two alone, and what its cells say today. What an import kept goes
//! back as it stood while nothing it says was changed here.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::columns::{What, has, is_open, own};
use super::days;
use super::names::{bare, birthday, in_chinese, parts, parts_told};
use super::phones::{placed, sort, word};
use super::places::{self, is_added_here, sources};
use super::{Profile, TABLES, keys};
use crate::edit::Room;
use crate::exchange::origin::{self, COLUMNS, Origins, ROW, is_of_us, kind};
use crate::exchange::profile::{POST, disclosed, each, folded, salesforce_id};
use crate::exchange::selection::Selection;
use crate::exchange::sheet::harmless;
use crate::exchange::{ext, since};
use crate::model::extra::Extra;
use crate::model::value::plain;
use crate::model::{Account, Id, Kind, Record, Seat};

/// A column: the name its cells are remembered under, and what it holds.
pub(super) type Column = (String, Option<What>);

/// What all rows of a list are of.
pub(super) struct Page<'a> {
    pub(super) room: &'a Room,
    pub(super) profile: Profile,
    pub(super) selection: Selection,
    /// How many on an account are called so.
    crowd: OnceCell<BTreeMap<(Id, String), usize>>,
    /// Whether cells of a column are nobody's secret, by source and column.
    open: RefCell<BTreeMap<(String, String), bool>>,
    /// Every table that was read.
    origins: OnceCell<Origins>,
    /// Where the people of the table sit that is meant.
    places: OnceCell<BTreeSet<Option<Id>>>,
    /// The one table whose rows are meant, by the name its cells are remembered under.
    pub(super) table: Option<String>,
    pub(super) today: NaiveDate,
}

impl<'a> Page<'a> {
    pub(super) fn new(room: &'a Room, profile: Profile, selection: Selection, today: NaiveDate) -> Self {
        let open = RefCell::new(BTreeMap::new());
        let (crowd, origins, places) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { room, profile, selection, crowd, open, origins, places, table: None, today }
    }

    /// The same of the rows of one table.
    pub(super) fn of_table(self, table: Option<String>) -> Self {
        Self { table, ..self }
    }

    /// Every table that was read.
    pub(super) fn origins(&self) -> &Origins {
        self.origins.get_or_init(|| Origins::of(self.room))
    }

    /// The columns, as they are written, of the table that a row with these came from; whoever remembers them may be of
    /// another account.
    pub(super) fn order(&self, source: &str, columns: &BTreeSet<String>) -> Option<&Vec<String>> {
        let has_all = |order: &Vec<String>| {
            let keys = keys(order);
            columns.iter().all(|column| keys.contains(column))
        };
        let orders = self.origins().iter().filter(|one| one.source == source).map(|one| &one.written);
        orders.into_iter().find(|order| has_all(order))
    }

    /// Of the tables somebody came in, the one whose cells go out; `None` where they are of others than the one meant.
    fn source<'e>(
        &self,
        sources: &BTreeSet<String>,
        account: Option<Id>,
        mut extras: impl Iterator<Item = &'e Extra>,
    ) -> Option<String> {
        let all = || TABLES.into_iter().flat_map(|table| sources.iter().filter(move |source| kind(source) == table));
        match (self.profile, &self.table) {
            (Profile::Salesforce, _) => Some("salesforce".to_owned()),
            // Whoever was added here belongs to the table whose people are on the same account.
            (Profile::Original, table) if sources.is_empty() => {
                let is_theirs = is_added_here(extras) && self.places().contains(&account);
                is_theirs.then(|| table.clone().unwrap_or_else(|| "contacts".to_owned()))
            }
            (Profile::Original, Some(table)) => sources.contains(table).then(|| table.clone()),
            (Profile::Original, None) => all().next().cloned(),
            // What a program itself calls somebody is in the list that came from it.
            _ => {
                let number = own(self.profile).find(|(_, what)| *what == What::Id).map(|(name, _)| name);
                let keys = || all().filter(|source| kind(source) == "contacts");
                let extras: Vec<&Extra> = extras.by_ref().collect();
                let has = |source: &&String| {
                    number.is_some_and(|name| extras.iter().any(|one| one.contains_key(&format!("{source}.{name}"))))
                };
                Some(keys().find(has).map_or_else(|| "contacts".to_owned(), String::clone))
            }
        }
    }

    fn places(&self) -> &BTreeSet<Option<Id>> {
        self.places.get_or_init(|| places::of(self.room, self.table.as_deref()))
    }

    /// Whether what a table said in a column may leave the house whatever it is.
    fn is_open(&self, source: &str, column: &str, columns: &BTreeSet<String>) -> bool {
        let known = (source.to_owned(), column.to_owned());
        if let Some(open) = self.open.borrow().get(&known) {
            return *open;
        }
        let among = self.order(source, columns).map_or_else(|| columns.iter().cloned().collect(), |order| keys(order));
        let open = is_open(source, column, &among);
        self.open.borrow_mut().insert(known, open);
        open
    }

    /// Whether somebody's name tells whom of an account it means.
    fn is_told_by_name(&self, seat: &Seat) -> bool {
        let crowd = self.crowd.get_or_init(|| {
            let mut crowd = BTreeMap::new();
            for seat in self.room.each::<Seat>().filter(|seat| seat.person.is_some()) {
                *crowd.entry((seat.account, folded(&self.room.name(seat.id)))).or_insert(0) += 1;
            }
            crowd
        });
        crowd.get(&(seat.account, folded(&self.room.name(seat.id)))).is_none_or(|count| *count < 2)
    }
}

/// One of theirs, on a seat where there is one.
pub(super) struct Row {
    pub(super) seat: Option<Id>,
    pub(super) who: Option<Id>,
    pub(super) person: Map<String, Value>,
    pub(super) sits: Map<String, Value>,
    /// What an import kept of the file it read, by column.
    pub(super) kept: Map<String, Value>,
    /// The columns that file had and said something in.
    pub(super) columns: BTreeSet<String>,
    /// All its columns as they are written, where this row is the one that remembers them.
    pub(super) order: Vec<String>,
    /// The table it is of, by the name its cells are remembered under.
    pub(super) source: String,
    /// All the tables it came in.
    pub(super) sources: BTreeSet<String>,
    /// What the others of them said.
    others: Vec<String>,
    /// The line it was on there.
    pub(super) place: Option<u64>,
    /// Fields that are no longer as the file told them.
    changed: BTreeSet<(Kind, &'static str)>,
}

impl Row {
    pub(super) fn of(page: &Page, seat: Option<&Seat>, who: Option<Id>) -> Option<Self> {
        let (room, profile) = (page.room, page.profile);
        let ids = [who, seat.map(|seat| seat.id)];
        let records = ids.map(|id| room.record(id?));
        let extras = || records.into_iter().flatten().map(Record::extra);
        let sources = sources(extras());
        let source = page.source(&sources, seat.map(|seat| seat.account), extras())?;
        let source = source.as_str();
        // Of what stays home the columns are known all the same: what they say that is nobody's secret is written.
        let named = |source: &str, name: &str| {
            let (_, column) = origin::parts(name).filter(|(of, column)| *of == source && !is_of_us(column))?;
            Some(column.to_owned())
        };
        let columns_of = |source: &str| -> BTreeSet<String> {
            extras().flat_map(|extra| extra.keys().filter_map(|name| named(source, name)).collect::<Vec<_>>()).collect()
        };
        let mut columns = columns_of(source);
        let is_post = |seat| profile == Profile::Original && places::is_post(seat, source);
        if who.is_none() && !seat.is_some_and(is_post) {
            return None;
        }
        // Nor is there a row in one for whoever has no post any more, or had this one before somebody else.
        let is_row = |seat: &Seat| seat.to.is_none() || places::has_cells(seat, source);
        if kind(source) == "organogram" && !seat.is_some_and(is_row) {
            return None;
        }
        if source == "salesforce" && !columns.is_empty() {
            columns.insert("Id".to_owned());
        }
        let order = extras().find_map(|extra| extra.get(&format!("{source}.{COLUMNS}"))?.as_array());
        let order = order.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let other = |name: &str| {
            named(source, name).is_none() && origin::parts(name).is_some_and(|(of, _)| sources.contains(of))
        };
        let cells = extras().flat_map(Extra::iter).filter(|(name, _)| sources.len() > 1 && other(name));
        // What somebody remembers of all rows and the seat of its own, the other rows said.
        let of_seat = |name: &str| seat.is_some_and(|seat| seat.extra.contains_key(name));
        let person = who.and_then(|id| room.record(id)).map(Record::extra);
        let shared = person.into_iter().flat_map(Extra::iter).filter(|(name, _)| of_seat(name));
        let others = cells.chain(shared).filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect();
        let place = extras().filter_map(|extra| extra.get(&format!("{source}.{ROW}"))?.as_u64()).next_back();
        let told = |id: Option<Id>, kind: Kind| -> Vec<(Kind, &'static str)> {
            let held = id.and_then(|id| room.held(id)).filter(|_| profile == Profile::Original);
            held.map(since::changed).into_iter().flatten().map(|name| (kind, name)).collect()
        };
        let [who_is, sits_at] = ids;
        let mut changed: BTreeSet<_> =
            [told(who_is, Kind::Person), told(sits_at, Kind::Seat)].concat().into_iter().collect();
        changed.extend(seat.filter(|seat| places::is_told_vacant(seat, source)).map(|_| (Kind::Person, "name")));
        let [person, sits] =
            records.map(|record| record.map(|record| page.selection.fields(room, record)).unwrap_or_default());
        let kept = person.iter().chain(&sits).filter_map(|(name, value)| Some((named(source, name)?, value.clone())));
        let mut kept: Map<String, Value> = kept.collect();
        // What another program calls somebody says nothing of them.
        let number = records.into_iter().flatten().find_map(|record| record.extra().get("salesforce.Id"));
        kept.extend(number.filter(|_| source == "salesforce").map(|number| ("Id".to_owned(), number.clone())));
        // Nor do cells that say what is written anyway, or the name.
        let named_so: Vec<&str> = person.get("name").and_then(Value::as_str).into_iter().collect();
        let hidden = extras().filter(|_| !page.selection.sensitive).flat_map(Extra::iter);
        let all = hidden.filter_map(|(name, value)| Some((named(source, name)?, value)));
        let leaves = all.filter(|(column, value)| {
            value.as_str().is_some_and(|cell| named_so.contains(&cell)) || page.is_open(source, column, &columns)
        });
        let leaves: Vec<(String, Value)> = leaves.map(|(column, value)| (column, value.clone())).collect();
        kept.extend(leaves);
        let (seat, source) = (seat.map(|seat| seat.id), source.to_owned());
        Some(Self { seat, who, person, sits, kept, columns, order, source, sources, others, place, changed })
    }

    /// What the row says in these columns.
    pub(super) fn cells(&self, page: &Page, columns: &[Column]) -> Vec<String> {
        let (phones, emails) = (self.lines(page, "phones", columns), self.lines(page, "emails", columns));
        let first = |what: What| columns.iter().position(|(_, other)| *other == Some(what));
        let cell = |(at, (key, what)): (usize, &Column)| {
            let (written, kept) = (self.written(key), self.kept(key));
            let Some(what) = *what else { return harmless(written.to_owned()) };
            let text = match what {
                What::Phone(_) | What::Mobile | What::Home => phones.get(key).cloned().unwrap_or_default(),
                What::Email(_) => emails.get(key).cloned().unwrap_or_default(),
                What::Sort(of) => {
                    let beside = columns.iter().find(|(_, what)| *what == Some(*of));
                    let line = beside.and_then(|(key, _)| phones.get(key).or_else(|| emails.get(key)));
                    line.map_or_else(String::new, |line| word(page.room, self.who, line, page.selection.sensitive))
                }
                What::Label(_, of) if self.now(page, *of).is_empty() => String::new(),
                What::Label(word, _) => word.to_owned(),
                _ if !self.is_withheld(key) && self.goes_back(page, what, kept) => written.to_owned(),
                // Of several columns of one field, the first says it.
                _ if first(what) != Some(at) => self.beside(page, what, written),
                _ => self.now(page, what),
            };
            harmless(text)
        };
        columns.iter().enumerate().map(cell).collect()
    }

    /// What another column of a field says where the first says what it is today: what it said while nothing was changed.
    fn beside(&self, page: &Page, what: What, kept: &str) -> String {
        let stays = page.profile == Profile::Original && self.is_told(what.field());
        if stays { kept.to_owned() } else { String::new() }
    }

    /// What a cell said, with the blanks around it.
    fn written(&self, key: &str) -> &str {
        self.kept.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn kept(&self, key: &str) -> &str {
        self.written(key).trim()
    }

    /// Whether the file said something that stays home: what is nobody's secret of it is said anew.
    pub(super) fn is_withheld(&self, key: &str) -> bool {
        self.columns.contains(key) && !self.kept.contains_key(key)
    }

    fn text(&self, field: &str) -> String {
        let value = self.person.get(field).or_else(|| self.sits.get(field));
        value.map(plain).unwrap_or_default()
    }

    /// The lines of a list of theirs.
    pub(super) fn all(&self, field: &str) -> Vec<String> {
        let lines = self.person.get(field).and_then(Value::as_array).into_iter().flatten();
        lines.filter_map(|line| line.get("value").map(plain)).collect()
    }

    /// The name, without what is said of it in a column of its own.
    fn name(&self, page: &Page) -> String {
        let (name, honorific) = (self.text("name"), self.text("honorific"));
        if has(page.profile, What::Honorific) { bare(&name, &honorific).to_owned() } else { name }
    }

    /// Given name and family name.
    fn parts(&self, page: &Page) -> (String, String) {
        let (name, record) = (self.name(page), self.who.and_then(|id| page.room.record(id)));
        record.map_or_else(|| parts(&name), |record| parts_told(record.extra(), &name))
    }

    /// Whether a field is as the file told it.
    fn is_told(&self, field: Option<(Kind, &'static str)>) -> bool {
        !self.columns.is_empty() && field.is_none_or(|field| !self.changed.contains(&field))
    }

    /// Lines of a list, by column: those a column had stay in it, the others are in the columns that are free; what has
    /// no column of its own is beside the last, where several may stand in one.
    fn lines(&self, page: &Page, field: &'static str, columns: &[Column]) -> BTreeMap<String, String> {
        let is_one = |what: &Option<What>| match what {
            Some(What::Phone(_) | What::Mobile | What::Home) => field == "phones",
            Some(What::Email(_)) => field == "emails",
            _ => false,
        };
        let own = || columns.iter().filter(|(_, what)| is_one(what));
        let keys = own().map(|(key, _)| key.as_str());
        let is_original = page.profile == Profile::Original;
        if is_foreign(page.profile) {
            let mut all = self.all(field);
            let mut cells: BTreeMap<String, String> = BTreeMap::new();
            // What came from a column of that name goes back there.
            for key in own().map(|(key, _)| key) {
                let said = folded(self.kept(key));
                if let Some(at) = all.iter().position(|line| !said.is_empty() && folded(line) == said) {
                    cells.insert(key.clone(), all.remove(at));
                }
            }
            let free = || own().filter(|(key, _)| !cells.contains_key(key));
            let whats = free().filter_map(|(_, what)| *what);
            let placed = placed(whats, all.iter().collect(), |number| sort(page.room, self.who, number));
            let placed = placed.into_iter().map(|line| line.cloned().unwrap_or_default());
            let others: Vec<(String, String)> = free().map(|(key, _)| key.clone()).zip(placed).collect();
            cells.extend(others);
            return cells;
        }
        let mut cells: Vec<(&str, String)> =
            keys.map(|key| (key, if is_original { self.written(key).to_owned() } else { String::new() })).collect();
        let mut all = self.all(field);
        let says = |cell: &str, line: &str| folded(cell).contains(&folded(line));
        let is_said = |cells: &[(&str, String)], line: &str| cells.iter().any(|(_, cell)| says(cell, line));
        // Of several tables, each has what it had and what was added here.
        if is_original {
            all.retain(|line| is_said(&cells, line) || !self.others.iter().any(|cell| says(cell, line)));
        }
        let is_whole = all.iter().all(|line| is_said(&cells, line));
        if !(is_original && is_whole && self.is_told(Some((Kind::Person, field)))) {
            for (_, cell) in &mut cells {
                let here = |one: &str| all.iter().any(|line| folded(line) == folded(one));
                if each(cell).next().is_none() || !each(cell).all(here) {
                    cell.clear();
                }
            }
            let mut rest: Vec<&String> = all.iter().filter(|line| !is_said(&cells, line)).collect();
            rest.reverse();
            for (_, cell) in cells.iter_mut().filter(|(_, cell)| cell.is_empty()) {
                *cell = rest.pop().cloned().unwrap_or_default();
            }
            let may_join = matches!(page.profile, Profile::Contacts | Profile::Chinese)
                || kind(&self.source) == "contacts" && is_original;
            if let Some((_, last)) = cells.last_mut().filter(|_| may_join) {
                while let Some(line) = rest.pop() {
                    *last = format!("{last}; {line}");
                }
            }
        }
        cells.into_iter().map(|(key, cell)| (key.to_owned(), cell)).collect()
    }

    /// Whether what was kept of a column is what it says today, in the file's own way.
    fn goes_back(&self, page: &Page, what: What, kept: &str) -> bool {
        // What a program itself calls somebody; ids of ours of one moment begin alike.
        let known = || salesforce_id(kept) == salesforce_id(&self.now(page, what));
        let is_plain = matches!(page.profile, Profile::Contacts | Profile::Chinese);
        match what {
            What::Id if kind(&self.source) == "contacts" => !kept.is_empty() && !is_plain,
            // Where nobody sits, nothing here says otherwise.
            What::AccountId if self.seat.is_none() && page.profile == Profile::Original => true,
            // The account of a whole file is no cell of it.
            What::AccountId if page.profile == Profile::Original && self.is_told_there(page.room) => true,
            What::Id | What::AccountId => !kept.is_empty() && known(),
            What::ManagerId if page.profile != Profile::Original => !kept.is_empty() && known(),
            _ if page.profile != Profile::Original => false,
            What::Name if self.seat.is_some() && self.who.is_none() => self.is_told(Some((Kind::Seat, "person"))),
            What::Account if kind(&self.source) == "organogram" && disclosed(kept).is_none() => {
                self.is_told(what.field())
            }
            What::Account if self.source != "salesforce" && !kept.is_empty() => self.is_called(page.room, kept),
            What::Account if kept.is_empty() && self.is_told_there(page.room) => true,
            What::Manager | What::ManagerId => {
                let fields = ["reports_to", "reports_to_text"];
                let is_said = !kept.is_empty() && folded(kept) == folded(&self.now(page, what));
                is_said || fields.into_iter().all(|field| self.is_told(Some((Kind::Seat, field))))
            }
            What::Roles => {
                ["buying_roles", "function"].into_iter().all(|field| self.is_told(Some((Kind::Seat, field))))
            }
            _ => self.is_told(what.field()) || !kept.is_empty() && folded(kept) == folded(&self.now(page, what)),
        }
    }

    /// Whether the table has a row of the seat, which is at the account it was made at.
    fn is_told_there(&self, room: &Room) -> bool {
        let held = self.seat.and_then(|id| room.held(id));
        self.place.is_some() && held.is_some_and(|held| held.stamp("account") == held.stamp("created_at"))
    }

    /// Whether the account goes by that name.
    fn is_called(&self, room: &Room, name: &str) -> bool {
        let account = self.seat.and_then(|id| room.get::<Account>(room.get::<Seat>(id)?.account));
        let names = account.into_iter().flat_map(|account| {
            let aliases = account.aliases.iter().map(|alias| alias.value.as_str());
            std::iter::once(account.name.as_str()).chain(account.short_name.as_deref()).chain(aliases)
        });
        names.into_iter().any(|one| folded(one) == folded(name))
    }

    /// What a column says today.
    pub(super) fn now(&self, page: &Page, what: What) -> String {
        let room = page.room;
        let seat = self.seat.and_then(|id| room.get::<Seat>(id));
        let above = seat.and_then(|seat| seat.reports_to);
        let external = |id: Id| {
            let known = room.record(id).and_then(|record| external(record, &self.source));
            known.unwrap_or_else(|| id.to_string())
        };
        let person = |seat: Id| room.get::<Seat>(seat).and_then(|seat| seat.person);
        let is_chinese = page.profile == Profile::Chinese;
        let in_words = |text: String| if is_chinese { in_chinese(&text) } else { text };
        match what {
            What::Name => self.text("name"),
            What::First => self.parts(page).0,
            What::Last => self.parts(page).1,
            // It is written with the first.
            What::Middle => String::new(),
            What::Honorific => self.text("honorific"),
            What::Account => {
                seat.and_then(|seat| room.get::<Account>(seat.account)).map(|one| one.name.clone()).unwrap_or_default()
            }
            What::Title => self.text("title"),
            What::Layer => in_words(self.text("layer")),
            What::Birthday if is_chinese => in_chinese(&self.text("birthday")),
            What::Birthday => birthday(page, self.text("birthday")),
            What::Lunar => Some(self.text("birthday")).filter(|day| day.starts_with("lunar:")).unwrap_or_default(),
            What::Roles => {
                let roles = self.sits.get("buying_roles").and_then(Value::as_array).into_iter().flatten();
                roles.map(|role| in_words(plain(role))).collect::<Vec<_>>().join(if is_chinese { "、" } else { ", " })
            }
            What::Manager => self.manager(page, above),
            What::Phone(_) | What::Mobile | What::Home | What::Email(_) | What::Sort(_) | What::Label(..) => {
                String::new()
            }
            What::WeChat => self.wechat().unwrap_or_default(),
            What::Messengers => {
                let first = self.wechat().map(|name| format!("wechat:{name}"));
                let others = self.all("messengers").into_iter().filter(|one| Some(one) != first.as_ref());
                others.collect::<Vec<_>>().join("; ")
            }
            What::Notes => self.notes(page),
            What::SeatNotes => self.seat_notes(),
            What::Id => self.who.map(external).unwrap_or_default(),
            What::AccountId => seat.map(|seat| external(seat.account)).unwrap_or_default(),
            What::ManagerId => above.and_then(person).map(external).unwrap_or_default(),
            What::Field(field) => self.text(field),
            What::DayLabel(nth) => {
                days::nth(room, self.who, nth).map(|(what, _)| days::label(&what)).unwrap_or_default()
            }
            What::Day(nth) => days::nth(room, self.who, nth).map(|(_, day)| birthday(page, day)).unwrap_or_default(),
            What::Anniversary => days::anniversary(room, self.who).unwrap_or_default(),
        }
    }

    /// Whom a seat reports to, as the table says it: by name, which may be that of nobody here, by number where the name
    /// is that of several, or by the number of the post.
    fn manager(&self, page: &Page, above: Option<Id>) -> String {
        let seat = above.and_then(|id| page.room.get::<Seat>(id));
        let Some(seat) = seat else {
            let text = self.sits.get("reports_to_text").map(plain).unwrap_or_default();
            return if text.is_empty() && kind(&self.source) == "organogram" { "XX".to_owned() } else { text };
        };
        let post = || seat.extra.get(&format!("{}.{POST}", self.source)).map(plain);
        let is_plain = matches!(page.profile, Profile::Contacts | Profile::Chinese);
        match seat.person {
            _ if kind(&self.source) == "organogram" => post().unwrap_or_else(|| page.room.name(seat.id)),
            Some(person) if is_plain && !page.is_told_by_name(seat) => person.to_string(),
            _ => page.room.name(seat.id),
        }
    }

    /// The first name in WeChat.
    fn wechat(&self) -> Option<String> {
        self.all("messengers").iter().find_map(|one| Some(one.strip_prefix("wechat:")?.trim().to_owned()))
    }
}

/// Whether a list is for another program, with that program's columns.
pub(super) const fn is_foreign(profile: Profile) -> bool {
    !matches!(profile, Profile::Contacts | Profile::Chinese | Profile::Original)
}

/// What another program calls a record.
fn external(record: &Record, source: &str) -> Option<String> {
    let known = record.extra().get(&format!("ext.{source}"))?;
    ext::ids(known).next().map(str::to_owned)
}
