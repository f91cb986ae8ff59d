//! Fields as data: what a field is called, holds and may hold. The inspector, forms, `add` and `set`, CSV columns,
//! filters, history and redaction all read these tables.

use super::choice::{Choices, Confidence};
use super::record::{Kind, bare};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// One line of text.
    Text,
    /// Text of any length (Markdown).
    Long,
    /// A whole number between two bounds, both allowed.
    Int(i64, i64),
    /// An exact decimal number.
    Decimal,
    /// An amount with its currency.
    Money,
    /// A calendar day.
    Day,
    /// A day or a moment.
    When,
    /// A day that comes back every year, solar or lunar.
    Anniversary,
    /// A month or a quarter.
    Period,
    /// A judgement between 0 and this, or unknown.
    Rating(u8),
    /// Yes or no.
    Bool,
    /// One of a closed list of codes.
    Choice(&'static Choices),
    /// Another record, by id.
    Ref(Kind),
    /// Small records inside the record, each with an id of its own.
    Entries(&'static [Field]),
}

/// One row of a field table. Made with the constants and builders below, named by the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in code, on the command line, in JSON and in filters.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// A record without it is refused.
    pub required: bool,
    /// Personal; stays home from prints and exports unless asked for.
    pub sensitive: bool,
    /// A judgement: unset means "unknown", and it takes confidence, source and date.
    pub judged: bool,
    /// Holds any number of values.
    pub many: bool,
    /// Written by the program, not by people.
    pub auto: bool,
    /// Text id of the unit, where there is one.
    pub unit: Option<&'static str>,
}

/// One line of text.
pub const TEXT: Field = Field::of(Type::Text);
/// Text of any length.
pub const LONG: Field = Field::of(Type::Long);
/// An exact decimal number.
pub const DECIMAL: Field = Field::of(Type::Decimal);
/// An amount with its currency.
pub const MONEY: Field = Field::of(Type::Money);
/// A calendar day.
pub const DAY: Field = Field::of(Type::Day);
/// A day or a moment.
pub const WHEN: Field = Field::of(Type::When);
/// A day that comes back every year.
pub const ANNIVERSARY: Field = Field::of(Type::Anniversary);
/// A month or a quarter.
pub const PERIOD: Field = Field::of(Type::Period);
/// Yes or no.
pub const BOOL: Field = Field::of(Type::Bool);
/// Any number of lines of text.
pub const TEXTS: Field = Field { many: true, ..TEXT };

/// A whole number from `min` to `max`.
pub const fn int(min: i64, max: i64) -> Field {
    Field::of(Type::Int(min, max))
}

/// A number of days.
pub const fn days() -> Field {
    Field { unit: Some("unit-days"), ..int(0, 3650) }
}

/// A judgement from 0 to `max`.
pub const fn rating(max: u8) -> Field {
    Field::of(Type::Rating(max))
}

/// One of a closed list.
pub const fn choice(of: &'static Choices) -> Field {
    Field::of(Type::Choice(of))
}

/// Any number out of a closed list.
pub const fn set(of: &'static Choices) -> Field {
    Field { many: true, ..choice(of) }
}

/// Another record.
pub const fn link(kind: Kind) -> Field {
    Field::of(Type::Ref(kind))
}

/// Any number of other records.
pub const fn links(kind: Kind) -> Field {
    Field { many: true, ..link(kind) }
}

/// Small records inside the record.
pub const fn entries(of: &'static [Field]) -> Field {
    Field { many: true, ..Field::of(Type::Entries(of)) }
}

impl Field {
    const fn of(ty: Type) -> Self {
        Self { name: "", ty, required: false, sensitive: false, judged: false, many: false, auto: false, unit: None }
    }

    /// The row with its name; tables call it with the name of the struct's field, which may be a raw identifier.
    pub const fn named(self, name: &'static str) -> Self {
        Self { name: bare(name), ..self }
    }

    /// A record without it is refused.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Personal.
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// A judgement.
    pub const fn judged(self) -> Self {
        Self { judged: true, ..self }
    }

    /// Written by the program.
    pub const fn auto(self) -> Self {
        Self { auto: true, ..self }
    }

    /// Id of its label in the locale files when `kind` has no wording of its own.
    pub fn text_id(&self) -> String {
        format!("field-{}", self.name.replace('_', "-"))
    }
}

/// What every judgement may carry beside its value, as `support.confidence` and so on.
pub const BASIS: [Field; 3] =
    [choice(&Confidence::CHOICES).named("confidence"), TEXT.named("source"), DAY.named("as_of")];
