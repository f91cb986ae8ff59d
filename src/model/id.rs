//! Identity of records, of entries in lists and of edits.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Uuid};

use super::Problem;

/// A UUID: version 7 where we make it, any version where an import brings it. Never changed, never reused.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

thread_local! {
    /// Tells ids of the same millisecond apart, in the order they were made: what a UUIDv7 has its counter for.
    static COUNTER: ContextV7 = const { ContextV7::new() };
}

impl Id {
    /// Nothing; what a reference holds before it is set.
    pub const NIL: Self = Self(Uuid::nil());
    /// The greatest id, for range ends.
    pub const MAX: Self = Self(Uuid::max());

    /// A fresh id. Ids made one after the other on a thread sort in that order, also where the clock stands still.
    pub fn new(now: DateTime<FixedOffset>) -> Self {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        COUNTER.with(|counter| {
            Self(Uuid::new_v7(uuid::Timestamp::from_unix(counter, seconds, now.timestamp_subsec_nanos())))
        })
    }

    /// A fresh id that sorts after `last`, also where the clock stands still.
    pub fn after(last: Self, now: DateTime<FixedOffset>) -> Self {
        let next = Self(Uuid::from_u128(last.0.as_u128().wrapping_add(1)));
        Self::new(now).max(next)
    }

    /// An id that always comes out the same for the same text: the identity of something another program named.
    pub fn named(source: &str, name: &str) -> Self {
        Self(uuid::Builder::from_custom_bytes(hash(source, name).to_be_bytes()).into_uuid())
    }

    /// The same for a line of a list: those of earlier places sort first, and all of them before any [`Id::new`].
    pub fn placed(place: usize, text: &str) -> Self {
        let mut bytes = hash("line", text).to_be_bytes();
        // The first two bytes of a fresh id are well above 255 places for as long as clocks tell the truth.
        let [first, second, ..] = &mut bytes;
        (*first, *second) = (0, u8::try_from(place).unwrap_or(u8::MAX));
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Whether a text is an id as it is written: small letters, with hyphens.
    pub fn is_stored_form(text: &str) -> bool {
        text.len() == 36 && !text.bytes().any(|byte| byte.is_ascii_uppercase()) && Uuid::try_parse(text).is_ok()
    }

    /// Whether nothing is meant.
    pub fn is_nil(self) -> bool {
        self.0.is_nil()
    }

    /// The sixteen bytes, in the order ids sort.
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    /// The id of these sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }
}

/// FNV-1a over 128 bits; stable across versions, which std's hashers do not promise.
fn hash(source: &str, name: &str) -> u128 {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let bytes = source.bytes().chain([0x1f]).chain(name.bytes());
    bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    })
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Uuid::parse_str(text).map(Self).map_err(|_| Problem::new("problem-not-an-id").with("text", text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_after_the_other_sorts_so_in_the_same_instant() {
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let ids: Vec<_> =
            std::iter::successors(Some(Id::new(now)), |last| Some(Id::after(*last, now))).take(50).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let ids: Vec<_> = std::iter::repeat_with(|| Id::new(now)).take(1000).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn lines_that_were_read_sort_by_their_place_and_before_those_that_are_added() {
        let fresh = Id::new("2026-10-20T09:00:00+08:00".parse().unwrap());
        let ids: Vec<_> =
            (0..300).map(|place| Id::placed(place, &place.to_string())).take(256).chain([fresh]).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(Id::placed(100_000, "x") < fresh);
        assert_eq!(Id::placed(1, "x"), Id::placed(1, "x"));
    }

    #[test]
    fn a_name_always_gives_the_same_id() {
        assert_eq!(Id::named("salesforce", "001"), Id::named("salesforce", "001"));
        assert_ne!(Id::named("salesforce", "001"), Id::named("salesforce", "002"));
        assert_ne!(Id::named("a", "bc"), Id::named("ab", "c"));
    }
}
