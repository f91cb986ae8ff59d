//! Generic field values: what a field's table row makes of text that people type and of JSON that files bring.
//!
//! A value that left here fits its field: codes exist, numbers are in bounds, list entries have ids. References are ids
//! already; turning names into ids needs the room and happens above.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

use super::field::{Field, Type};
use super::speak::{self, Bias};
use super::{Anniversary, Id, Money, PeriodKey, Problem, When};

/// Reads what a person typed for `field`. Empty text, and `unknown` for a judgement, is null. `old` is the value it
/// replaces, so that lines of a list that stay keep their ids.
pub fn parse(field: &Field, text: &str, old: &Value, now: DateTime<FixedOffset>) -> Result<Value, Problem> {
    let text = text.trim();
    if text.is_empty() || (field.judged && text.eq_ignore_ascii_case("unknown")) {
        return Ok(Value::Null);
    }
    if text.starts_with('[') && field.many {
        let value = serde_json::from_str(text).map_err(|_| Problem::new("problem-not-a-list").with("text", text))?;
        return check(field, &value);
    }
    match field.ty {
        Type::Text if field.many => Ok(lines(text, old, now)),
        Type::Choice(_) | Type::Ref(_) if field.many => check(field, &split(text).map(Value::from).collect()),
        Type::Entries(_) => Err(Problem::new("problem-not-a-list").with("text", text)),
        Type::Day => speak::parse_day(text, now.date_naive(), Bias::Future).map(|day| json!(day)),
        Type::When => speak::parse_when(text, now, Bias::Future).map(|when| json!(when)),
        Type::Anniversary => speak::parse_anniversary(text).map(|day| json!(day)),
        Type::Int(..) | Type::Rating(_) => {
            let digits = text.replace([',', '，'], "");
            check(field, &Value::Number(digits.parse::<i64>().map_err(|_| not_a_number(field, text))?.into()))
        }
        Type::Decimal => check(field, &Value::from(text.replace([',', '，'], ""))),
        _ => check(field, &Value::from(text)),
    }
}

/// Letters of a name, a subject or a title.
const MOST_OF_NAME: usize = 200;
/// Letters of any other line.
const MOST_OF_LINE: usize = 1000;
/// Letters of a long text.
const MOST_OF_TEXT: usize = 100_000;

/// Holds a JSON value against `field` and returns it in its stored form, which most values have already.
pub fn fitted<'a>(field: &Field, value: &'a Value) -> Result<Cow<'a, Value>, Problem> {
    if stands(field, value) { Ok(Cow::Borrowed(value)) } else { check(field, value).map(Cow::Owned) }
}

/// Whether a value is in its stored form, where that is soon seen.
fn stands(field: &Field, value: &Value) -> bool {
    let short = |text: &str| within(field, text).is_ok() && !text.trim().is_empty();
    match (field.ty, value) {
        (Type::Text | Type::Long, Value::String(text)) if !field.many && !field.judged => short(text),
        (Type::Choice(choices), Value::String(text)) if !(field.many || field.judged && text == "unknown") => {
            choices.codes.contains(&text.as_str())
        }
        (Type::Ref(_), Value::String(text)) if !field.many => Id::is_stored_form(text),
        (Type::Text, Value::Array(many)) if field.many => {
            let is_line = |one: &Value| {
                let text = one.get("value").and_then(Value::as_str).filter(|text| short(text) && text.trim() == *text);
                let id = one.get("id").and_then(Value::as_str).filter(|id| Id::is_stored_form(id));
                text.is_some() && id.is_some() && one.as_object().is_some_and(|line| line.len() == 2)
            };
            // In order, and each once.
            many.iter().all(is_line)
                && !many.is_empty()
                && many.is_sorted_by(|one, other| entry_id(one) < entry_id(other))
        }
        _ => false,
    }
}

/// Holds a JSON value against `field` and returns it in its stored form.
pub fn check(field: &Field, value: &Value) -> Result<Value, Problem> {
    if value.is_null() || (field.judged && value.as_str() == Some("unknown")) {
        return Ok(Value::Null);
    }
    if !field.many {
        return one(field, value);
    }
    let Value::Array(many) = value else {
        return check(field, &Value::Array(vec![value.clone()]));
    };
    let mut checked = match field.ty {
        Type::Text => lines_of(field, many)?,
        _ => many.iter().map(|value| one(field, value)).collect::<Result<Vec<_>, _>>()?,
    };
    match field.ty {
        Type::Choice(choices) => checked.sort_by_key(|value| choices.codes.iter().position(|code| value == code)),
        Type::Ref(_) => checked.sort_by(|a, b| a.as_str().cmp(&b.as_str())),
        _ => checked.sort_by_key(entry_id),
    }
    checked.dedup();
    Ok(if checked.is_empty() { Value::Null } else { Value::Array(checked) })
}

/// The id of an entry in a list; nil where it has none.
pub fn entry_id(entry: &Value) -> Id {
    entry.get("id").and_then(Value::as_str).and_then(|text| text.parse().ok()).unwrap_or(Id::NIL)
}

fn one(field: &Field, value: &Value) -> Result<Value, Problem> {
    match field.ty {
        Type::Text if field.many => line(field, value, 0),
        Type::Text | Type::Long => match value {
            Value::String(text) if text.trim().is_empty() => Ok(Value::Null),
            Value::String(text) => within(field, text).map(|()| value.clone()),
            Value::Number(number) => Ok(number.to_string().into()),
            _ => Err(unfit(field, value)),
        },
        Type::Int(min, max) => whole(field, value, min, max),
        Type::Rating(max) => whole(field, value, 0, max.into()),
        // A position among siblings is the one decimal that is no amount and stays a JSON number.
        Type::Decimal if field.auto => {
            let number = value.as_f64().or_else(|| plain(value).parse().ok()).filter(|number: &f64| number.is_finite());
            number.map(|number| json!(number)).ok_or_else(|| unfit(field, value))
        }
        Type::Decimal => match value {
            Value::Object(money) => {
                money.get("amount").map_or_else(|| Err(unfit(field, value)), |amount| one(field, amount))
            }
            _ => read::<Decimal>(&plain(value)).map_err(|_| not_a_number(field, &plain(value))),
        },
        Type::Money => match value {
            Value::Object(_) => serde_json::from_value::<Money>(value.clone()).map_err(|_| unfit(field, value)),
            _ => plain(value).parse::<Money>(),
        }
        .map(|money| json!(money)),
        Type::Day => When::from_str(&plain(value)).map(|when| json!(when.day())),
        Type::When => read::<When>(&plain(value)),
        Type::Anniversary => read::<Anniversary>(&plain(value)),
        Type::Period => read::<PeriodKey>(&plain(value)),
        Type::Bool => match plain(value).as_str() {
            "true" | "yes" | "y" | "1" | "是" => Ok(true.into()),
            "false" | "no" | "n" | "0" | "否" => Ok(false.into()),
            _ => Err(unfit(field, value)),
        },
        Type::Choice(choices) => {
            let wanted = plain(value).trim().to_lowercase().replace([' ', '-'], "_");
            choices.codes.iter().find(|code| **code == wanted).map(|code| Value::from(*code)).ok_or_else(|| {
                Problem::new("problem-unknown-choice")
                    .with("text", plain(value))
                    .with("list", choices.name)
                    .with("choices", choices.codes.join(" "))
            })
        }
        Type::Ref(_) => plain(value).parse::<Id>().map(|id| id.to_string().into()),
        Type::Entries(fields) => entry(fields, value),
    }
}

fn entry(fields: &[Field], value: &Value) -> Result<Value, Problem> {
    let Value::Object(given) = value else {
        return Err(Problem::new("problem-not-a-list").with("text", value));
    };
    let mut checked = Map::new();
    for (name, value) in given {
        let value = match fields.iter().find(|field| field.name == name) {
            Some(field) => check(field, value)?,
            None => value.clone(),
        };
        if !value.is_null() {
            checked.insert(name.clone(), value);
        }
    }
    if let Some(missing) = fields.iter().find(|field| field.required && !checked.contains_key(field.name)) {
        return Err(Problem::new("problem-entry-required").with("field", missing.name));
    }
    // The same content always gets the same id, so that reading a file twice changes nothing; one that is given may be
    // written in capitals.
    let id = Some(entry_id(value)).filter(|id| !id.is_nil());
    let id = id.unwrap_or_else(|| Id::named("entry", &value.to_string()));
    checked.insert("id".into(), id.to_string().into());
    Ok(Value::Object(checked))
}

/// Refuses a text that is longer than its field may hold: no name has thousands of letters, and a
/// whole book is no note.
fn within(field: &Field, text: &str) -> Result<(), Problem> {
    let most = match field.ty {
        Type::Long => MOST_OF_TEXT,
        _ if matches!(field.name, "name" | "short_name" | "subject" | "title") => MOST_OF_NAME,
        _ => MOST_OF_LINE,
    };
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    let id = if field.ty == Type::Long { "problem-text-too-long" } else { "problem-line-too-long" };
    Err(Problem::new(id).with("field", field.name).with("length", length).with("most", most))
}

/// Lines with ids. Lists are in the order of those, so that of two people each can add a line and both have one list; a
/// line that comes without an id gets one that keeps its place, and the same at every reading.
fn lines_of(field: &Field, many: &[Value]) -> Result<Vec<Value>, Problem> {
    let (mut all, mut said) = (Vec::with_capacity(many.len()), BTreeSet::new());
    for (place, value) in many.iter().enumerate() {
        let line = line(field, value, place)?;
        let is_new = said.insert(plain(line.get("value").unwrap_or(&Value::Null)));
        if is_new || !entry_id(value).is_nil() {
            all.push(line);
        }
    }
    Ok(all)
}

fn line(field: &Field, value: &Value, place: usize) -> Result<Value, Problem> {
    let text = value.get("value").unwrap_or(value);
    let Value::String(text) = text else {
        return Err(Problem::new("problem-not-a-list").with("text", value));
    };
    within(field, text)?;
    let id = Some(entry_id(value)).filter(|id| !id.is_nil()).unwrap_or_else(|| Id::placed(place, text));
    Ok(json!({ "id": id, "value": text.trim() }))
}

fn lines(text: &str, old: &Value, now: DateTime<FixedOffset>) -> Value {
    let old: &[Value] = old.as_array().map_or(&[], Vec::as_slice);
    let says = |line: &Value, text: &str| line.get("value").and_then(Value::as_str) == Some(text);
    let typed: Vec<&str> = split(text).collect();
    // A line that was reworded keeps its id, too: the first that is gone becomes the first that is new.
    let mut gone = old.iter().filter(|line| !typed.iter().any(|text| says(line, text))).map(entry_id);
    let mut lines: Vec<Value> = typed
        .iter()
        .map(|text| match old.iter().find(|line| says(line, text)) {
            Some(kept) => kept.clone(),
            None => json!({ "id": gone.next().unwrap_or_else(|| Id::new(now)), "value": text }),
        })
        .collect();
    lines.sort_by_key(entry_id);
    Value::Array(lines)
}

/// The parts of a list as people write one: `a, b`, `a；b`, or a line each.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', ';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn whole(field: &Field, value: &Value, min: i64, max: i64) -> Result<Value, Problem> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok(),
        _ => value.as_i64(),
    };
    let number = number.ok_or_else(|| not_a_number(field, &plain(value)))?;
    if !(min..=max).contains(&number) {
        let problem = Problem::new("problem-out-of-range").with("field", field.name).with("value", number);
        return Err(problem.with("min", min).with("max", max));
    }
    Ok(Value::Number(Number::from(number)))
}

/// Reads a type that is one string in files, and returns that string in its one stored form.
fn read<T: FromStr + ToString>(text: &str) -> Result<Value, T::Err> {
    text.parse::<T>().map(|value| value.to_string().into())
}

/// A value as text, without quotes: for messages, filters, CSV cells and editors.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(many) => many.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(map) => match (map.get("value"), map.get("amount"), map.get("currency")) {
            (Some(value), ..) if map.len() == 2 => plain(value),
            (_, Some(amount), Some(currency)) => format!("{} {}", plain(amount), plain(currency)),
            _ => map
                .iter()
                .filter(|(name, _)| *name != "id")
                .map(|(_, value)| plain(value))
                .collect::<Vec<_>>()
                .join(" "),
        },
        other => other.to_string(),
    }
}

fn unfit(field: &Field, value: &Value) -> Problem {
    Problem::new("problem-unfit-value").with("field", field.name).with("text", plain(value))
}

fn not_a_number(field: &Field, text: &str) -> Problem {
    Problem::new("problem-not-a-number").with("field", field.name).with("text", text)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    fn typed(kind: Kind, field: &str, text: &str) -> Result<Value, Problem> {
        parse(&kind.field(field).unwrap(), text, &Value::Null, now())
    }

    #[test]
    fn judgements_know_unknown() {
        assert_eq!(typed(Kind::Seat, "influence", "unknown").unwrap(), Value::Null);
        assert_eq!(typed(Kind::Seat, "influence", "7").unwrap(), json!(7));
        assert_eq!(typed(Kind::Seat, "influence", "11").unwrap_err().id, "problem-out-of-range");
        assert_eq!(typed(Kind::Seat, "support.confidence", "Assumed").unwrap(), json!("assumed"));
        assert_eq!(typed(Kind::Seat, "support", "friendly").unwrap_err().id, "problem-unknown-choice");
    }

    #[test]
    fn lines_without_ids_stay_in_their_order_and_each_is_there_once() {
        let field = Kind::Person.field("phones").unwrap();
        let said = |list: &Value| {
            let lines = list.as_array().unwrap().iter();
            lines.map(|line| line["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let phones = ["+46 8", "030 1", "+46 8", "1", "0"];
        let read = check(&field, &json!(phones)).unwrap();
        assert_eq!(said(&read), ["+46 8", "030 1", "1", "0"]);
        assert_eq!(check(&field, &read).unwrap(), read);
        assert_eq!(check(&field, &json!(phones)).unwrap(), read);
    }

    #[test]
    fn an_entry_is_known_by_its_id_however_that_is_written() {
        let field = Kind::Complaint.field("course").unwrap();
        let entry = |id: &str| json!([{"id": id, "text": "listened", "at": "2026-10-12"}]);
        let [capital, small] = ["A1900000-0000-7000-8000-000000EE00C6", "a1900000-0000-7000-8000-000000ee00c6"];
        assert_eq!(check(&field, &entry(capital)), check(&field, &entry(small)));
    }

    #[test]
    fn lists_keep_the_ids_of_lines_that_stay() {
        let field = Kind::Person.field("phones").unwrap();
        let first = parse(&field, "138, 139", &Value::Null, now()).unwrap();
        let second = parse(&field, "139，140，141", &first, now()).unwrap();
        let id =
            |list: &Value, text: &str| list.as_array().unwrap().iter().find(|line| line["value"] == text).map(entry_id);
        assert_eq!(id(&first, "139"), id(&second, "139"));
        assert_eq!(id(&second, "140"), id(&first, "138"), "reworded, not another one");
        assert_eq!(second.as_array().map(Vec::len), Some(3));
    }

    #[test]
    fn a_text_has_a_length_that_is_refused_with_a_sentence() {
        assert!(typed(Kind::Account, "name", &"长".repeat(200)).is_ok());
        for (field, length) in [("name", 201), ("website", 1001), ("notes", 100_001)] {
            let problem = typed(Kind::Account, field, &"长".repeat(length)).unwrap_err();
            assert!(problem.id.ends_with("too-long"), "{field}: {problem:?}");
        }
        assert!(check(&Kind::Person.field("phones").unwrap(), &json!(["1".repeat(1001)])).is_err());
        assert!(typed(Kind::Account, "notes", &"长".repeat(9000)).is_ok());
    }

    #[test]
    fn stored_forms_are_one() {
        assert_eq!(
            typed(Kind::Account, "credit_limit", "1,200.00 cny").unwrap(),
            json!({"amount":"1200.00","currency":"CNY"})
        );
        assert_eq!(typed(Kind::Seat, "buying_roles", "champion, approver").unwrap(), json!(["approver", "champion"]));
        assert_eq!(typed(Kind::Period, "period", "2026Q3").unwrap(), json!("2026Q3"));
    }
}
