//! What the values of a record point to, told field by field, without making a map of the record first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::list::{Line, Money};
use super::{Anniversary, Id, PeriodKey, When};

/// References found so far: the record's field, and whom it names.
pub type Found = Vec<(&'static str, Id)>;

/// A value that may point to records.
pub trait Refers {
    /// Adds what this value of `field` points to. Most values point to nothing.
    fn refer(&self, _field: &'static str, _found: &mut Found) {}
}

impl Refers for Id {
    fn refer(&self, field: &'static str, found: &mut Found) {
        if !self.is_nil() {
            found.push((field, *self));
        }
    }
}

impl<T: Refers> Refers for Option<T> {
    fn refer(&self, field: &'static str, found: &mut Found) {
        if let Some(one) = self {
            one.refer(field, found);
        }
    }
}

impl<T: Refers> Refers for Vec<T> {
    fn refer(&self, field: &'static str, found: &mut Found) {
        for one in self {
            one.refer(field, found);
        }
    }
}

impl<T: Refers> Refers for BTreeSet<T> {
    fn refer(&self, field: &'static str, found: &mut Found) {
        for one in self {
            one.refer(field, found);
        }
    }
}

macro_rules! points_to_nothing {
    ($($ty:ty),*) => { $(impl Refers for $ty {})* };
}

points_to_nothing!(String, bool, u8, i64, f64, Decimal, NaiveDate, When, Money, Anniversary, PeriodKey, Line);
