//! A fuzzy picker: type to narrow, arrows to choose, and, where it is allowed, a name that is not there creates it.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::{Choice, Item, beside};
use crate::find::{Hit, Index, fold};
use crate::text::wrap::wrap;
use crate::text::{clean, fit, width};
use crate::theme::{Role, Stroke, Theme};
use crate::widget::{Input, List, fill, frame, put, put_right, put_spans, scrollbar};

/// Rows below the list for what there is more to say, the line above them included.
const MORE: u16 = 9;

/// Matches kept for one query; nobody scrolls further than they can type.
const LIMIT: usize = 500;

/// Of so many of one name those are looked for who are told apart by what stands beside it.
const LIKELY: usize = 4000;

/// Words that are looked at then.
const WORDS: usize = 5;

/// Tells what can be chosen, once it is there.
pub type Later = Box<dyn Fn() -> Option<Choice>>;

/// A fuzzy picker.
pub struct Picker {
    title: String,
    items: Choice,
    index: Index,
    hits: Vec<Hit>,
    /// What is typed.
    pub input: Input,
    list: List,
    /// Where the value stands that is chosen for; `None` opens it in the middle.
    pub anchor: Option<Rect>,
    /// What to say before the typed name where a new one may be created (`create “…”`).
    create: Option<String>,
    /// Chosen so far, where several may be.
    marked: Option<BTreeSet<String>>,
    /// Whether something was marked or unmarked here.
    toggled: bool,
    /// Whether the cursor was moved.
    moved: bool,
    /// Whether items may be taken out.
    removes: bool,
    /// Whether paths of files are typed, which can be completed.
    completes: bool,
    /// Tells what can be chosen once it is there.
    later: Option<Later>,
    /// How long a key waits for what is found; the rest comes in as many slices as it takes.
    slice: Option<Duration>,
    /// Whether there are slices to come.
    searching: bool,
    /// Whether a choice was made that waits for what can be chosen.
    pub accepted: bool,
    /// What the cursor belongs on until it is moved.
    now: Option<String>,
    /// What to say where there is nothing to choose.
    empty: Option<String>,
    block: Rect,
    asked: Option<String>,
}

impl Picker {
    /// A picker of one item, the cursor on the item with the key `now`.
    pub fn new(title: impl Into<String>, items: impl Into<Choice>, now: Option<&str>, anchor: Option<Rect>) -> Self {
        let items = items.into();
        let index = items.index();
        let mut picker = Self {
            title: title.into(),
            items,
            index,
            hits: Vec::new(),
            input: Input::new(""),
            list: List::default(),
            anchor,
            create: None,
            marked: None,
            toggled: false,
            moved: false,
            removes: false,
            completes: false,
            later: None,
            slice: None,
            searching: false,
            accepted: false,
            now: now.map(str::to_owned),
            empty: None,
            block: Rect::default(),
            asked: None,
        };
        picker.search();
        picker.point();
        picker
    }

    /// The same, where what can be chosen comes later.
    #[must_use]
    pub fn later(self, later: Option<Later>) -> Self {
        Self { later, ..self }
    }

    /// Lets what is found come in slices of that length, for each of which but the first [`Self::search_on`] has to be called.
    pub const fn be_patient(&mut self, slice: Duration) {
        self.slice = Some(slice);
    }

    /// Whether more of what was typed may be found than is shown.
    pub const fn is_searching(&self) -> bool {
        self.searching
    }

    /// Finds more of what was typed.
    pub fn search_on(&mut self) {
        self.look(self.slice.map(|slice| Instant::now() + slice));
    }

    /// Finds all that is still to be found: what is chosen now is chosen of that.
    pub fn settle(&mut self) {
        if self.searching {
            self.look(None);
        }
    }

    /// Whether what can be chosen is still to come.
    pub const fn is_waiting(&self) -> bool {
        self.later.is_some()
    }

    /// Takes what can be chosen, once it is there; what was typed meanwhile is looked for.
    pub fn listen(&mut self) {
        let Some(items) = self.later.as_ref().and_then(|later| later()) else { return };
        self.later = None;
        self.set(items);
        self.search();
        self.point();
    }

    fn set(&mut self, items: Choice) {
        self.index = items.index();
        self.items = items;
    }

    /// Puts the cursor on what is chosen now, or on the first.
    fn point(&mut self) {
        let is_it = |hit: &Hit| self.item(hit).is_some_and(|item| Some(&item.key) == self.now.as_ref());
        let row = self.now.as_ref().and_then(|_| self.hits.iter().position(is_it));
        self.list.select(row.unwrap_or(0));
    }

    /// The same, of any number of items, these chosen already.
    #[must_use]
    pub fn many(mut self, chosen: impl IntoIterator<Item = String>) -> Self {
        self.marked = Some(chosen.into_iter().collect());
        self
    }

    /// The same, where a name that is not there may be created.
    #[must_use]
    pub fn creating(mut self, offer: impl Into<String>) -> Self {
        self.create = Some(offer.into());
        self
    }

    /// The same, where an item may be taken out of the list it is of.
    #[must_use]
    pub fn removing(self) -> Self {
        Self { removes: true, ..self }
    }

    /// The same, of files, whose paths may be completed.
    #[must_use]
    pub fn completing(self) -> Self {
        Self { completes: true, ..self }
    }

    /// The same, with what to say where there is nothing to choose and nothing is typed.
    #[must_use]
    pub fn or_else_saying(self, text: impl Into<String>) -> Self {
        Self { empty: Some(text.into()), ..self }
    }

    /// Whether paths of files are typed, which can be completed.
    pub const fn completes(&self) -> bool {
        self.completes
    }

    /// Goes on from a text that was completed, with what it may become.
    pub fn go_on(&mut self, text: &str, items: Vec<Item>) {
        self.set(items.into());
        self.input = Input::new(text);
        self.asked = None;
        self.retyped();
    }

    /// The key of the item under the cursor, where it may be taken out.
    pub fn removable(&self) -> Option<&str> {
        self.current().filter(|item| self.removes && !item.key.is_empty()).map(|item| item.key.as_str())
    }

    /// What was found, the best first.
    pub fn shown(&self) -> impl Iterator<Item = &Item> {
        self.hits.iter().filter_map(|hit| self.item(hit))
    }

    /// Whether several may be chosen.
    pub const fn is_many(&self) -> bool {
        self.marked.is_some()
    }

    /// Finds the matches of what was typed, and gives up what was looked for before. Called after every change; what is
    /// left then is found before anything is chosen ([`Self::settle`]), so that Enter never takes a stale choice.
    pub fn retyped(&mut self) {
        if self.asked.as_deref() != Some(self.input.text()) {
            self.accepted = false;
            self.search();
            self.list.first();
        }
    }

    /// Settles the geometry.
    pub fn layout(&mut self, screen: Rect) {
        let widest =
            self.items.iter().take(LIMIT).map(|item| width(&item.label) + width(&item.detail) + 4).max().unwrap_or(0);
        let cols = (widest as u16 + 4).clamp(30, 100.max(screen.width / 4 * 3)).max(width(&self.title) as u16 + 8);
        let rows = (self.items.len() as u16).saturating_add(1).clamp(4, 14.max(screen.height / 2));
        self.block = beside(screen, self.anchor, cols, rows + 3 + self.more_rows());
        let inside = self.inside();
        self.input.layout(inside.width.saturating_sub(2));
        self.list.layout(self.rows(), self.rows_area().height);
    }

    /// Moves the cursor by rows.
    pub fn step(&mut self, by: isize) {
        self.settle();
        self.moved = true;
        self.list.step(by);
    }

    /// Moves the cursor by pages.
    pub fn page(&mut self, by: isize) {
        self.settle();
        self.list.page(by);
    }

    /// Marks or unmarks the item under the cursor, where several may be chosen.
    pub fn toggle(&mut self) {
        self.settle();
        let Some(key) = self.current().map(|item| item.key.clone()) else { return };
        self.toggled = true;
        if let Some(marked) = &mut self.marked
            && !marked.remove(&key)
        {
            marked.insert(key);
        }
        self.list.step(1);
    }

    /// The item under the cursor; `None` on the row that creates.
    pub fn current(&self) -> Option<&Item> {
        self.item(self.hits.get(self.list.selected()?)?)
    }

    /// Keys of everything chosen, in the order of the items: what is marked, and the item under the cursor where
    /// somebody looked for it without marking any.
    pub fn chosen(&self) -> Vec<String> {
        let nothing = self.marked.as_ref().is_none_or(BTreeSet::is_empty);
        let meant = !self.toggled && (!self.input.text().trim().is_empty() || self.moved && nothing);
        let here = self.current().filter(|_| meant).map(|item| &item.key);
        let is_chosen =
            |key: &&String| Some(*key) == here || self.marked.as_ref().is_some_and(|set| set.contains(*key));
        self.items.iter().map(|item| &item.key).filter(is_chosen).cloned().collect()
    }

    /// The name to create, where the cursor is on the row that does.
    pub fn new_name(&self) -> Option<&str> {
        let name = self.input.text().trim();
        let offered = self.create.is_some() && !name.is_empty() && self.list.selected() == Some(self.hits.len());
        offered.then_some(name)
    }

    /// Selects the row that was clicked; false outside.
    pub fn click(&mut self, at: Position) -> bool {
        match self.list.at(self.rows_area(), at) {
            Some(row) => {
                let meant = self.hits.get(row).map(|hit| hit.index);
                self.settle();
                let row = self.hits.iter().position(|hit| Some(hit.index) == meant).unwrap_or(row);
                self.list.select(row);
                true
            }
            None => false,
        }
    }

    /// Draws the picker; returns where the terminal's cursor belongs.
    /// `nothing` is said where no item matches.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme, nothing: &str) -> Position {
        let inside = frame(buf, self.block, &self.title, true, theme);
        let line = Rect { height: 1.min(inside.height), ..inside };
        put(buf, line, "> ", theme.style(Role::KeyHint));
        let field = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
        let cursor = self.input.draw(buf, field, theme, "");
        if self.rows() == 0 {
            let nothing = self.empty.as_deref().filter(|_| self.items.len() == 0).unwrap_or(nothing);
            let area = self.rows_area().intersection(inside);
            for (line, y) in wrap(nothing, area.width.into()).into_iter().zip(area.y..area.bottom()) {
                put(buf, Rect { y, height: 1, ..area }, line, theme.style(Role::Dim));
            }
        }
        for (row, area) in self.list.rows(self.rows_area()) {
            self.draw_row(buf, area, theme, row);
            if self.list.selected() == Some(row) {
                fill(buf, area, theme.style(Role::Selected));
            }
        }
        scrollbar(buf, self.rows_area(), theme, &self.list);
        self.draw_more(buf, theme);
        cursor
    }

    /// What there is more to say of the item under the cursor, under a line.
    fn draw_more(&self, buf: &mut Buffer, theme: &Theme) {
        let inside = self.inside();
        let height = self.more_rows().min(inside.height);
        let block = Rect { y: inside.bottom() - height, height, ..inside };
        let Some(item) = self.current().filter(|_| height > 1) else { return };
        let line = theme.lines().horizontal(Stroke::Thin).repeat(block.width.into());
        put(buf, Rect { height: 1, ..block }, &line, theme.style(Role::Dim));
        let rows = wrap(&item.more, block.width.into());
        for (row, y) in rows.into_iter().zip(block.y + 1..block.bottom()) {
            put(buf, Rect { y, height: 1, ..block }, row, theme.style(Role::Text));
        }
    }

    /// Rows taken by what there is more to say.
    fn more_rows(&self) -> u16 {
        if self.items.has_more() { MORE } else { 0 }
    }

    fn draw_row(&self, buf: &mut Buffer, area: Rect, theme: &Theme, row: usize) {
        let Some((hit, (item, word))) = self.hits.get(row).and_then(|hit| Some((hit, self.items.get(hit.index)?)))
        else {
            if let Some(offer) = &self.create {
                let text = format!("+ {offer} “{}”", clean(self.input.text().trim()));
                put(buf, area, &text, theme.style(Role::Accent));
            }
            return;
        };
        let mark = match &self.marked {
            Some(marked) if marked.contains(&item.key) => "[x] ",
            Some(_) => "[ ] ",
            None => "",
        };
        let left = put(buf, area, mark, theme.style(Role::KeyHint));
        let mut at = 0;
        let room = Rect { x: area.x + left, width: area.width.saturating_sub(left), ..area };
        // A long label leaves the detail its place, if that is a short one, and says by its end that there is more.
        let detail =
            [item.detail.as_str(), word].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let wide = width(&detail) as u16;
        let kept = if wide > 0 && wide <= room.width / 4 { wide + 2 } else { 0 };
        let lit = self.index.positions(hit.index);
        let label = fit(&clean(&item.label), usize::from(room.width - kept));
        let spans: Vec<_> = label
            .graphemes(true)
            .map(|grapheme| {
                let chars = at..at + grapheme.chars().count();
                at = chars.end;
                let role = if lit.iter().any(|at| chars.contains(at)) { Role::Match } else { Role::Text };
                (grapheme, theme.style(role))
            })
            .collect();
        let used = put_spans(buf, room, &spans) + 2;
        let rest = Rect { x: room.x + used.min(room.width), width: room.width.saturating_sub(used), ..room };
        put_right(buf, rest, &detail, theme.style(Role::Dim));
    }

    fn search(&mut self) {
        self.index.begin(self.input.text().trim(), LIMIT);
        self.asked = Some(self.input.text().to_string());
        self.search_on();
    }

    /// Goes on with a search, to its end or until then.
    fn look(&mut self, until: Option<Instant>) {
        self.searching = !self.index.go_on(until);
        self.hits = self.index.hits();
        if self.hits.is_empty() && !self.searching {
            self.hits = self.told_apart();
        }
        self.list.layout(self.rows(), self.rows_area().height);
    }

    /// Who is called by some of the words that were typed and told from others of that name by the rest, which stand beside
    /// the name: nobody new is meant then.
    fn told_apart(&mut self) -> Vec<Hit> {
        let typed = fold(self.input.text());
        let words: Vec<&str> = typed.split_whitespace().take(WORDS).collect();
        for at in 1..words.len() {
            let (head, tail) = words.split_at(at);
            for (name, beside) in [(head, tail), (tail, head)] {
                let mut hits = self.index.search(&name.join(" "), LIKELY);
                hits.retain(|hit| {
                    let detail = self.item(hit).map(|item| fold(&item.detail)).unwrap_or_default();
                    beside.iter().all(|word| holds(&detail, word))
                });
                if !hits.is_empty() {
                    hits.truncate(LIMIT);
                    return hits;
                }
            }
        }
        Vec::new()
    }

    fn rows(&self) -> usize {
        let creates = self.create.is_some() && !self.input.text().trim().is_empty();
        self.hits.len() + usize::from(creates)
    }

    fn item(&self, hit: &Hit) -> Option<&Item> {
        self.items.get(hit.index).map(|(item, _)| item)
    }

    fn inside(&self) -> Rect {
        let Rect { x, y, width, height } = self.block;
        Rect { x: x + 1, y: y + 1, width: width.saturating_sub(2), height: height.saturating_sub(2) }
    }

    fn rows_area(&self) -> Rect {
        let inside = self.inside();
        Rect { y: inside.y + 1, height: inside.height.saturating_sub(1 + self.more_rows()), ..inside }
    }
}

/// Whether a text holds a word that says something: letters of a new name stand within words by chance.
fn holds(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let least = if word.chars().all(is_letter) { 3 } else { 2 };
    let begins =
        |at: usize| !(word.starts_with(is_letter) && text.get(..at).is_some_and(|head| head.ends_with(is_letter)));
    word.chars().count() >= least && text.match_indices(word).any(|(at, _)| begins(at))
}
