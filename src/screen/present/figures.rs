//! Key figures in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::rules::kpi::{Kpi, Unit};
use crate::text::Text;
use crate::text::format::money;

/// What a key figure is called.
pub fn named(text: &Text, kpi: &Kpi) -> String {
    text.t(&format!("kpi-{}", kpi.name.replace('_', "-")))
}

/// A key figure as people read it.
pub fn figure(text: &Text, kpi: &Kpi) -> String {
    let Some(value) = kpi.value else { return text.t("no-data") };
    let currency = kpi.currency.as_deref().unwrap_or_default();
    match kpi.unit {
        Unit::Money => money(Decimal::from_f64(value).unwrap_or_default(), currency),
        Unit::Percent => suffix(format!("{value:.1} %"), currency),
        Unit::Times => suffix(format!("{value:.1} ×"), currency),
        Unit::Count => format!("{value:.0}"),
    }
}

fn suffix(value: String, currency: &str) -> String {
    if currency.is_empty() { value } else { format!("{value} ({currency})") }
}
