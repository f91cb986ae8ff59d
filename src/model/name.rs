//! The name of a field, held once however often it stands in changes: those of the field tables are in the program, others
//! (columns of other programs, what a newer version wrote) are shared by those of a thread who say the same.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Kind;
use super::extra;
use super::field::{Field, Type};

/// A field's name. Equal, ordered and hashed as its text.
#[derive(Clone)]
pub enum Name {
    /// Of a field table.
    Known(&'static str),
    /// Any other.
    Kept(Arc<str>),
}

/// The names in all field tables.
static KNOWN: LazyLock<Names<&'static str>> = LazyLock::new(|| {
    let mut all = Names::default();
    for kind in Kind::ALL {
        gather(kind.fields(), &mut all);
    }
    all
});

/// Other names that a thread goes on sharing, so that a file of ten thousand columns leaves no more than these behind.
const SHARED: usize = 1024;
/// Bytes of a name that is shared.
const SHORT: usize = 64;

thread_local! {
    static KEPT: RefCell<Names<Arc<str>>> = RefCell::default();
}

fn gather(fields: &[Field], all: &mut Names<&'static str>) {
    for field in fields {
        all.insert(field.name);
        if let Type::Entries(parts) = field.ty {
            gather(parts, all);
        }
    }
}

impl Name {
    /// Its text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(text) => text,
            Self::Kept(text) => text,
        }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        // What has a point in it is a column or a basis, and no field of a table.
        match Some(text).filter(|text| !text.contains('.')).and_then(|text| KNOWN.get(text)) {
            Some(known) => Self::Known(known),
            None => Self::Kept(KEPT.with_borrow_mut(|kept| shared(kept, text))),
        }
    }
}

/// A set of names. They are looked up by the million, and all are short: what keeps others from choosing names that collide
/// would cost more than all the rest of it, and there are never more than [`SHARED`] of theirs.
type Names<T> = HashSet<T, BuildHasherDefault<Fnv>>;

/// FNV-1a over 64 bits.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }
}

fn shared(kept: &mut Names<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(one) = kept.get(text) {
        return one.clone();
    }
    let one: Arc<str> = text.into();
    if kept.len() < SHARED && text.len() <= SHORT {
        kept.insert(one.clone());
    }
    one
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.as_str().to_owned()
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Default for Name {
    fn default() -> Self {
        Self::Known("")
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Name {}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Name {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        extra::Name::deserialize(from).map(|extra::Name(text)| text.as_ref().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_has_is_not_held_again_and_what_none_has_is_shared() {
        assert!(matches!(Name::from("reports_to"), Name::Known("reports_to")));
        assert!(matches!(Name::from("support.source"), Name::Kept(_)));
        let kept = Name::from("salesforce.Title");
        let Name::Kept(first) = &kept else { panic!() };
        let Name::Kept(second) = Name::from("salesforce.Title".to_owned()) else { panic!() };
        assert!(Arc::ptr_eq(first, &second));
        let many: Vec<Name> = (0..2 * SHARED).map(|at| format!("csv.{at}").into()).collect();
        assert!(many.iter().enumerate().all(|(at, name)| *name == format!("csv.{at}")));
        assert_eq!(KEPT.with_borrow(Names::len), SHARED);
        assert_eq!(serde_json::to_string(&kept).unwrap(), "\"salesforce.Title\"");
        assert_eq!(serde_json::from_str::<Name>("\"notes\"").unwrap(), "notes");
    }
}
