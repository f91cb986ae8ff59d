//! Filter expressions: `tier:gold overdue:>7d city:北京,上海 -stage:lost "free words"`.
//!
//! Clauses are separated by spaces and must all hold; a leading `-` turns one round. A clause is `field:value`, with
//! `a,b` for alternatives, `> >= < <= =` before a number, a length (`7d 2w 3m 1y`, compared in days) or a date
//! (`2026-03-12`, `2026-03`, `2026Q1`), `field:none` and `field:any`. Anything else is a word the text must contain.
//! A text is also found by its pinyin, `name:zhang`.
//! Quotes keep spaces and commas together. Full-width punctuation is read as its ASCII twin.

mod reading;

use std::cell::LazyCell;
use std::fmt;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Keys, fold};
use crate::model::choice::Choices;
use crate::model::field::{Field, Type};
use crate::model::{PeriodKey, Problem, When};

/// A parsed expression; the empty one matches everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    clauses: Vec<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
struct Clause {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// The text contains this word.
    Word(String),
    /// The field holds something.
    Any(String),
    /// One of the field's values passes one of the operands.
    Field(String, Vec<Operand>),
}

#[derive(Clone, Debug, PartialEq)]
enum Operand {
    /// Folded text to be contained.
    Contains(String),
    /// Folded text to be the whole value.
    Is(String),
    Number(Order, f64),
    /// Digits without a sign: a number must equal them, a text (a phone number, say) contain them.
    Digits(String, f64),
    /// First and last day.
    Days(Order, NaiveDate, NaiveDate),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Filter {
    /// Reads an expression; the problem says which clause it cannot read.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let clauses = reading::split(text)?.into_iter().map(reading::clause).collect::<Result<_, _>>()?;
        Ok(Self { clauses })
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The fields it asks for, in order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().filter_map(|clause| match &clause.test {
            Test::Word(_) => None,
            Test::Any(field) | Test::Field(field, _) => Some(field.as_str()),
        })
    }

    /// The words it wants in the text, for a fuzzy search beside the filter.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().filter_map(|clause| match &clause.test {
            Test::Word(word) if !clause.negated => Some(word.as_str()),
            _ => None,
        })
    }

    /// Refuses the first field that is not among `known`.
    pub fn check(&self, known: &[&str]) -> Result<(), Problem> {
        let mistaken = self.clauses.iter().find_map(|clause| {
            let Test::Word(word) = &clause.test else { return None };
            let (field, value) = word.split_once('=')?;
            Some((known.iter().find(|one| **one == field)?, value))
        });
        if let Some((field, value)) = mistaken {
            return Err(Problem::new("problem-filter-equals").with("word", field).with("value", value));
        }
        let Some(field) = self.fields().find(|field| !known.contains(field)) else { return Ok(()) };
        let problem = Problem::new("problem-filter-field-unknown").with("word", field);
        Err(problem.with("fields", known.join(", ")).near(field, known.iter().copied()))
    }

    /// Refuses the first value that its field can never hold: a word that is none of its choices, a word for a number or a
    /// day. `field` gives the row of a field, `label` what a code is called.
    pub fn check_values(
        &self,
        field: &dyn Fn(&str) -> Option<Field>,
        label: &dyn Fn(&Choices, &str) -> String,
    ) -> Result<(), Problem> {
        self.clauses.iter().try_for_each(|clause| {
            let Test::Field(name, operands) = &clause.test else { return Ok(()) };
            let Some(row) = field(name) else { return Ok(()) };
            let wrong = operands.iter().find(|operand| !operand.fits(&row, label));
            wrong.map_or(Ok(()), |operand| Err(misfit(name, &row, operand)))
        })
    }

    /// Whether something passes: `get` gives the values of a field (none if it is unset), `text` what free words are looked
    /// up in, for which it is asked only where there are such.
    pub fn matches(&self, get: &dyn Fn(&str) -> Vec<Value>, text: &dyn Fn() -> String) -> bool {
        let text = LazyCell::new(|| fold(&text()));
        self.clauses.iter().all(|clause| {
            let holds = match &clause.test {
                Test::Word(word) => text.contains(word.as_str()),
                Test::Any(field) => get(field).iter().any(is_set),
                Test::Field(field, operands) => {
                    get(field).iter().any(|value| operands.iter().any(|operand| operand.accepts(value)))
                }
            };
            holds != clause.negated
        })
    }
}

fn is_set(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty() && text != UNKNOWN,
        Value::Array(list) => list.iter().any(is_set),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// What a judgement says that nobody has made.
pub const UNKNOWN: &str = "unknown";

/// What a field of yes and no may be compared with.
const YES_OR_NO: [&str; 2] = ["yes", "no"];

/// What is wrong with an operand that does not fit its field.
fn misfit(name: &str, row: &Field, operand: &Operand) -> Problem {
    let problem = |id| Problem::new(id).with("word", name).with("value", operand);
    match row.ty {
        // A list without a name of its own has no labels either.
        Type::Choice(choices) if choices.name.is_empty() => {
            problem("problem-filter-choice").with("choices", choices.codes.join(", "))
        }
        Type::Choice(choices) => {
            problem("problem-filter-choice").with("list", choices.name).with("choices", choices.codes.join(" "))
        }
        Type::Bool => problem("problem-filter-choice").with("choices", YES_OR_NO.join(", ")),
        Type::Day | Type::When | Type::Period => problem("problem-filter-day"),
        _ => problem("problem-filter-number"),
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contains(text) | Self::Is(text) | Self::Digits(text, _) => f.write_str(text),
            Self::Number(_, number) => write!(f, "{number}"),
            Self::Days(_, first, _) => write!(f, "{first}"),
        }
    }
}

impl Operand {
    /// Whether a field of this row can ever hold what is asked for.
    fn fits(&self, row: &Field, label: &dyn Fn(&Choices, &str) -> String) -> bool {
        let word = match self {
            Self::Contains(text) | Self::Is(text) | Self::Digits(text, _) => Some(text.as_str()),
            Self::Number(..) | Self::Days(..) => None,
        };
        if row.judged && word == Some(UNKNOWN) {
            return true;
        }
        let has = |text: &str, wanted: &str| match self {
            Self::Is(_) => fold(text) == wanted,
            _ => fold(text).contains(wanted),
        };
        let is_number = matches!(self, Self::Number(..) | Self::Digits(..));
        match row.ty {
            Type::Choice(choices) => word.is_some_and(|word| {
                let labelled = |code: &str| !choices.name.is_empty() && has(&label(choices, code), word);
                choices.codes.iter().any(|code| has(code, word) || labelled(code))
            }),
            Type::Bool => word.is_some_and(|word| YES_OR_NO.iter().any(|one| has(one, word))),
            Type::Int(..) | Type::Rating(_) | Type::Decimal => is_number,
            // A currency is a word.
            Type::Money => is_number || word.is_some_and(|word| word.chars().all(char::is_alphabetic)),
            Type::Day | Type::When | Type::Period => match self {
                Self::Days(..) => true,
                Self::Digits(text, _) => text.chars().all(|c| c.is_ascii_digit()),
                _ => false,
            },
            Type::Text | Type::Long | Type::Anniversary | Type::Ref(_) | Type::Entries(_) => true,
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Array(list)) => list.iter().any(|value| self.accepts(value)),
            (_, Value::Object(map)) => map.values().any(|value| self.accepts(value)),
            (Self::Contains(wanted), _) => {
                written(value).is_some_and(|text| text.contains(wanted) || is_read(&text, wanted))
            }
            (Self::Is(wanted), _) => written(value).is_some_and(|text| text == *wanted),
            (Self::Digits(_, number), Value::Number(_)) => value.as_f64() == Some(*number),
            (Self::Digits(wanted, _), _) => written(value).is_some_and(|text| text.contains(wanted)),
            (Self::Number(order, wanted), _) => {
                number(value).is_some_and(|number| order.holds(&number, wanted, wanted))
            }
            (Self::Days(order, first, last), _) => day(value).is_some_and(|day| order.holds(&day, first, last)),
        }
    }
}

impl Order {
    /// How a value stands to a span from `first` to `last`, which are the same for a number.
    fn holds<T: PartialOrd>(self, value: &T, first: &T, last: &T) -> bool {
        match self {
            Self::Less => value < first,
            Self::AtMost => value <= last,
            Self::Equal => first <= value && value <= last,
            Self::AtLeast => value >= first,
            Self::More => value > last,
        }
    }
}

/// Whether a text in Han characters is read so: `zhang`, `zhangjg`.
fn is_read(text: &str, wanted: &str) -> bool {
    let is_pinyin = wanted.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
    is_pinyin && !text.is_ascii() && Keys::of(text).is_read(wanted)
}

fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(fold(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number, a decimal kept as text, or the amount of `1200.00 CNY`.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.split_whitespace().next()?.parse().ok(),
        _ => None,
    }
}

fn day(value: &Value) -> Option<NaiveDate> {
    let text = value.as_str()?;
    let period = || text.parse().ok().map(|key: PeriodKey| key.first_day());
    text.parse().ok().map(|when: When| when.day()).or_else(period)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn get(field: &str) -> Vec<Value> {
        match field {
            "tier" => vec![json!("gold")],
            "phone" => vec![json!("13800138000")],
            "city" => vec![json!("北京市")],
            "stage" => vec![json!("developed")],
            "overdue" => vec![json!(10)],
            "sales" => vec![json!("1200.00 CNY")],
            "due" => vec![json!("2026-03-12")],
            "start" => vec![json!("2026-03-12T23:30:00+08:00")],
            "roles" => vec![json!(["coach", "champion"])],
            "note" => vec![json!("a, b")],
            "empty" => vec![json!(""), Value::Null],
            _ => Vec::new(),
        }
    }

    fn passes(text: &str) -> bool {
        Filter::parse(text).unwrap().matches(&get, &|| "城建局 City Works, Room 14:30".into())
    }

    #[test]
    fn what_should_pass_passes() {
        for text in [
            "",
            "tier:gold",
            "TIER：Gold",
            "tier:gold,silver",
            "city:北京 -stage:lost overdue:>7d",
            "city:beijing",
            "city:jing",
            "city:bjs",
            "overdue:10",
            "phone:138",
            "sales:=1200",
            "overdue:>1w",
            "overdue:<=10",
            "overdue:<1m",
            "sales:>=1200",
            "due:2026-03-12",
            "due:2026-03",
            "due:2026q1",
            "due:>2026-02",
            "due:<2026-04-01",
            "due:<=2026-03",
            "start:2026-03-12",
            "roles:champion",
            "roles:=coach",
            "note:\"a, b\"",
            "empty:none",
            "missing:none",
            "-missing:any",
            "tier:any",
            "works 城建",
            "\"city works\"",
            "“city works”",
            "-village",
            "14:30",
        ] {
            assert!(passes(text), "{text}");
        }
    }

    #[test]
    fn what_should_not_pass_does_not() {
        for text in [
            "tier:silver",
            "-tier:gold",
            "city:上海",
            "overdue:>10",
            "overdue:1",
            "phone:=138",
            "sales:=120",
            "sales:<1200",
            "due:>2026-03",
            "due:<2026-03",
            "due:>2026-03-12",
            "tier:=gol",
            "empty:any",
            "tier:none",
            "missing:x",
            "village",
            "works -城建",
        ] {
            assert!(!passes(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, id) in [
            ("tier:", "problem-filter-value-missing"),
            ("tier:>gold", "problem-filter-not-comparable"),
            ("tier:=", "problem-filter-not-comparable"),
            ("city:\"北京", "problem-filter-quote-open"),
        ] {
            assert_eq!(Filter::parse(text).unwrap_err().id, id, "{text}");
        }
    }

    #[test]
    fn a_value_that_a_field_can_never_hold_is_refused() {
        use crate::model::Kind;
        let check = |kind: Kind, text: &str| {
            let label = |_: &Choices, code: &str| if code == "gold" { "黄金".to_owned() } else { code.to_owned() };
            Filter::parse(text).unwrap().check_values(&|name| kind.field(name), &label).map_err(|problem| problem.id)
        };
        for (kind, text) in [
            (Kind::Account, "tier:gold,silver -stage:=lost tier:黄金 industry:public tier:any our_role:unknown"),
            (Kind::Account, "importance_to_us:>7 credit_limit:>1000 credit_limit:cny headcount:300 founded:1998"),
            (Kind::Account, "name:platinum reviewed_at:>2026-01 reviewed_at:2026 colour:red words"),
            (Kind::Seat, "influence:unknown support:mentor buying_roles:champion"),
            (Kind::Period, "period:2026Q3 period:>2026-03"),
        ] {
            assert_eq!(check(kind, text), Ok(()), "{text}");
        }
        for (kind, text, id) in [
            (Kind::Account, "tier:platinum", "problem-filter-choice"),
            (Kind::Account, "tier:gold,platinum", "problem-filter-choice"),
            (Kind::Account, "-tier:=gol", "problem-filter-choice"),
            (Kind::Account, "tier:>3", "problem-filter-choice"),
            (Kind::Account, "tier:unknown", "problem-filter-choice"),
            (Kind::Account, "importance_to_us:high", "problem-filter-number"),
            (Kind::Account, "headcount:2026-03-12", "problem-filter-number"),
            (Kind::Account, "reviewed_at:soon", "problem-filter-day"),
            (Kind::Account, "reviewed_at:>7d", "problem-filter-day"),
            (Kind::Period, "period:spring", "problem-filter-day"),
        ] {
            assert_eq!(check(kind, text), Err(id), "{text}");
        }
    }

    #[test]
    fn unknown_fields_are_reported() {
        let filter = Filter::parse("tier:gold colour:red words").unwrap();
        assert_eq!(filter.fields().collect::<Vec<_>>(), ["tier", "colour"]);
        assert_eq!(filter.words().collect::<Vec<_>>(), ["words"]);
        let problem = filter.check(&["tier", "city"]).unwrap_err();
        assert!(problem.args.contains(&("word", "colour".to_owned())));
        assert_eq!(filter.check(&["tier", "colour"]), Ok(()));
        let equals = Filter::parse("tier=gold").unwrap();
        assert_eq!(equals.check(&["tier"]).unwrap_err().id, "problem-filter-equals");
        assert_eq!(equals.check(&["city"]), Ok(()), "no field: a word");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in "[a-z0-9:：,<>=\\-\" “”dwmq北.]{0,24}") {
            if let Ok(filter) = Filter::parse(&text) {
                filter.matches(&get, &|| text.clone());
            }
        }
    }
}
