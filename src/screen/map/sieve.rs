//! Which seats a filter lets through: any field of seat and person, by code or by label, and a few words of the map's
//! own.

use serde_json::Value;

use super::face::Face;
use crate::find::Filter;
use crate::model::choice::Coverage;
use crate::model::field::Field;
use crate::model::{Kind, Problem};
use crate::screen::View;
use crate::screen::present::said;

/// Fields that only the map knows.
const OWN: [&str; 4] = ["uncovered", "unit", "vacant", "key_player"];

/// A filter expression, as typed and as read.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// What was typed.
    pub text: String,
    filter: Filter,
}

impl Sieve {
    /// Reads an expression such as `function:finance uncovered:yes`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let filter = Filter::parse(text)?;
        let known: Vec<&str> = fields().map(|(_, field)| field.name).chain(OWN).collect();
        filter.check(&known)?;
        Ok(Self { text: text.trim().to_owned(), filter })
    }

    /// Whether everybody passes.
    pub fn is_empty(&self) -> bool {
        self.filter.is_empty()
    }

    /// Whether a seat passes.
    pub fn passes(&self, view: &View, face: &Face) -> bool {
        let text = || format!("{} {} {}", face.name, face.title, face.unit);
        self.filter.matches(&|name| values(view, face, name), &text)
    }
}

fn fields() -> impl Iterator<Item = (Kind, &'static Field)> {
    let of = |kind: Kind| kind.open_fields().map(move |field| (kind, field));
    of(Kind::Seat).chain(of(Kind::Person))
}

fn values(view: &View, face: &Face, name: &str) -> Vec<Value> {
    let uncovered = matches!(face.coverage, None | Some(Coverage::None));
    match name {
        "uncovered" => return vec![uncovered.into()],
        "vacant" => return vec![face.vacant.into()],
        "key_player" => return vec![face.key_player.into()],
        "unit" => return vec![face.unit.clone().into()],
        _ => {}
    }
    let Some((kind, field)) = fields().find(|(_, field)| field.name == name) else { return Vec::new() };
    let record = match kind {
        Kind::Person => view.room.person_of(face.node.id).and_then(|person| view.room.record(person.id)),
        _ => view.room.record(face.node.id),
    };
    record.map(|record| said(view, field, &record.value(name))).unwrap_or_default()
}
