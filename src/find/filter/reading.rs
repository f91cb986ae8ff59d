//! Reading a filter expression: what was typed, cut into clauses, each with its field and what that is compared with.

use super::{Clause, Operand, Order, Test};
use crate::find::fold_char;
use crate::model::{PeriodKey, Problem, When};

/// Longer signs first.
const ORDERS: [(&str, Order); 5] =
    [(">=", Order::AtLeast), ("<=", Order::AtMost), (">", Order::More), ("<", Order::Less), ("=", Order::Equal)];

/// A clause as typed: characters, each with whether quotes protect it.
type Piece = Vec<(char, bool)>;

pub(super) fn split(text: &str) -> Result<Vec<Piece>, Problem> {
    let mut pieces = vec![Piece::new()];
    let mut quoted = false;
    for c in text.chars() {
        // Curly quotes are what a Chinese input method types.
        if matches!(c, '"' | '“' | '”' | '＂') {
            quoted = !quoted;
        } else if c.is_whitespace() && !quoted {
            pieces.push(Piece::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push((c, quoted));
        }
    }
    if quoted {
        return Err(Problem::new("problem-filter-quote-open").with("text", text));
    }
    pieces.retain(|piece| !piece.is_empty());
    Ok(pieces)
}

pub(super) fn clause(piece: Piece) -> Result<Clause, Problem> {
    let bare = |c: char, quoted: bool, wanted: char| !quoted && fold_char(c) == wanted;
    let (negated, piece) = match piece.split_first() {
        Some(((c, quoted), rest)) if bare(*c, *quoted, '-') && !rest.is_empty() => (true, rest),
        _ => (false, piece.as_slice()),
    };
    let colon = piece.iter().position(|(c, quoted)| bare(*c, *quoted, ':'));
    let field = colon.and_then(|at| piece.get(..at)).filter(|name| is_name(name));
    let (Some(at), Some(field)) = (colon, field) else {
        return Ok(Clause { negated, test: Test::Word(folded(piece)) });
    };
    let field = folded(field);
    let values = piece.get(at + 1..).unwrap_or_default();
    let test = match folded(values).as_str() {
        "" => return Err(Problem::new("problem-filter-value-missing").with("word", field)),
        "any" => Test::Any(field),
        "none" => return Ok(Clause { negated: !negated, test: Test::Any(field) }),
        _ => {
            let parts = values.split(|(c, quoted)| bare(*c, *quoted, ','));
            let operands =
                parts.filter(|part| !part.is_empty()).map(|part| operand(&field, part)).collect::<Result<_, _>>()?;
            Test::Field(field, operands)
        }
    };
    Ok(Clause { negated, test })
}

/// A field's name begins with a letter, so that `14:30` is a word.
fn is_name(piece: &[(char, bool)]) -> bool {
    piece.first().is_some_and(|(c, _)| c.is_alphabetic())
        && piece.iter().all(|(c, quoted)| !quoted && (c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))
}

fn operand(field: &str, part: &[(char, bool)]) -> Result<Operand, Problem> {
    let text = folded(part);
    let sign = ORDERS.into_iter().filter(|_| part.first().is_some_and(|(_, quoted)| !quoted));
    let signed = sign.into_iter().find_map(|(sign, order)| Some((order, text.strip_prefix(sign)?)));
    let (order, rest) = signed.map_or((Order::Equal, text.as_str()), |(order, rest)| (order, rest.trim()));
    if let Some(number) = amount(rest) {
        return Ok(signed.map_or(Operand::Digits(text.clone(), number), |(order, _)| Operand::Number(order, number)));
    }
    if let Ok(when) = rest.to_uppercase().parse::<When>() {
        return Ok(Operand::Days(order, when.day(), when.day()));
    }
    if let Ok(period) = rest.parse::<PeriodKey>() {
        return Ok(Operand::Days(order, period.first_day(), period.last_day()));
    }
    match signed {
        None => Ok(Operand::Contains(text)),
        Some((Order::Equal, _)) if !rest.is_empty() => Ok(Operand::Is(rest.to_owned())),
        Some(_) => Err(Problem::new("problem-filter-not-comparable").with("word", field).with("value", text)),
    }
}

/// A number, or a length in days: a month counts 30, a year 365.
fn amount(text: &str) -> Option<f64> {
    let days =
        [("d", 1.0), ("天", 1.0), ("w", 7.0), ("周", 7.0), ("m", 30.0), ("个月", 30.0), ("y", 365.0), ("年", 365.0)];
    let (number, unit) =
        days.iter().find_map(|(unit, days)| Some((text.strip_suffix(unit)?, *days))).unwrap_or((text, 1.0));
    // `inf` and `nan` are words.
    number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))
        .then(|| number.parse::<f64>().ok())?
        .map(|n| n * unit)
}

fn folded(piece: &[(char, bool)]) -> String {
    piece.iter().map(|(c, _)| fold_char(*c)).collect()
}
