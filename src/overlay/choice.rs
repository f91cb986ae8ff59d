//! What a picker lets somebody choose among: items with what they are found by, in parts that several pickers may share.

use std::sync::Arc;

use crate::find::{Catalog, Index};

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is given back.
    pub key: String,
    /// What is shown and searched.
    pub label: String,
    /// What stands dim at the right.
    pub detail: String,
    /// What is said below the list while the cursor is on it.
    pub more: String,
    /// What it is found by beside its label, and not shown for.
    pub also: Vec<String>,
}

impl Item {
    /// An item.
    pub fn new(key: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), detail: detail.into(), more: String::new(), also: Vec::new() }
    }

    /// The same, with more to say while the cursor is on it.
    #[must_use]
    pub fn with_more(self, more: impl Into<String>) -> Self {
        Self { more: more.into(), ..self }
    }
}

/// Some items, worked out once. A copy shares them.
#[derive(Clone, Debug, Default)]
pub struct Part {
    items: Arc<[Item]>,
    catalog: Arc<Catalog>,
    /// Whether there is more to say of some.
    has_more: bool,
    /// What stands behind the details of them all.
    word: String,
}

impl Part {
    /// These items.
    pub fn new(mut items: Vec<Item>) -> Self {
        let found = items.iter().map(|item| (item.label.as_str(), item.also.iter().map(String::as_str)));
        let catalog = Arc::new(Catalog::new(found));
        // The catalog has it now.
        for item in &mut items {
            item.also = Vec::new();
        }
        let has_more = items.iter().any(|item| !item.more.is_empty());
        Self { items: items.into(), catalog, has_more, word: String::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The same, with a word that says what they are.
    #[must_use]
    pub fn called(self, word: impl Into<String>) -> Self {
        Self { word: word.into(), ..self }
    }
}

/// All there is to choose among.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    parts: Vec<Part>,
    /// Which come before all others where nothing else decides, in their order.
    first: Vec<u32>,
}

impl Choice {
    /// These, and a part behind them.
    #[must_use]
    pub fn and(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The same, where some come first: the numbers of theirs, ascending.
    #[must_use]
    pub fn first(self, first: Vec<u32>) -> Self {
        Self { first, ..self }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| part.items.iter())
    }

    /// The item of that number, and the word for such.
    pub(super) fn get(&self, mut at: usize) -> Option<(&Item, &str)> {
        for part in &self.parts {
            match part.items.get(at) {
                Some(item) => return Some((item, &part.word)),
                None => at -= part.items.len(),
            }
        }
        None
    }

    /// What finds them.
    pub(super) fn index(&self) -> Index {
        Index::over(self.parts.iter().map(|part| Arc::clone(&part.catalog)), &self.first)
    }

    /// Whether there is more to say of some.
    pub(super) fn has_more(&self) -> bool {
        self.parts.iter().any(|part| part.has_more)
    }
}

impl From<Vec<Item>> for Choice {
    fn from(items: Vec<Item>) -> Self {
        Self::default().and(Part::new(items))
    }
}
