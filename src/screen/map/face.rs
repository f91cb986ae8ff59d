//! What a card says of a seat: read from the room once per edit, so that drawing reads no record.

use chrono::NaiveDate;

use super::place::Node;
use crate::find::Keys;
use crate::model::choice::{Coverage, Function, Support};
use crate::model::{Competitor, Id, Person, Seat, Typed};
use crate::rules::cycle::{self, Light};
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{Text, clean};
use crate::theme::{Role, Theme};
use crate::widget::dots;

/// The attribute that colours the cards and stands on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attribute {
    /// For or against us.
    #[default]
    Support,
    /// How deep our contact goes.
    Coverage,
    /// Mean of the four kinds of trust.
    Trust,
    /// Days since we last learnt anything.
    Freshness,
    /// Whom else they lean to.
    Leaning,
}

impl Attribute {
    /// In the order they are cycled.
    pub const ALL: [Self; 5] = [Self::Support, Self::Coverage, Self::Trust, Self::Freshness, Self::Leaning];

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL.into_iter().cycle().skip_while(|one| *one != self).nth(1).unwrap_or_default()
    }

    /// Id of its name.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Support => "map-attribute-support",
            Self::Coverage => "map-attribute-coverage",
            Self::Trust => "map-attribute-trust",
            Self::Freshness => "map-attribute-freshness",
            Self::Leaning => "map-attribute-leaning",
        }
    }
}

/// A seat as its card shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// What its place depends on.
    pub node: Node,
    /// Who sits there; `(vacant)` where nobody does.
    pub name: String,
    /// What they are called there.
    pub title: String,
    /// Department or business unit.
    pub unit: String,
    /// Nobody sits there.
    pub vacant: bool,
    /// Inside the political structure.
    pub key_player: bool,
    /// A key player whom we do not reach, or have not met for too long.
    pub warned: bool,
    /// What the seat does for its house.
    pub function: Option<Function>,
    /// Signs of the buying roles; the function's name where there are none.
    pub roles: String,
    /// Sign of the political status; empty where it is outside.
    pub status: String,
    /// For or against us.
    pub support: Option<Support>,
    /// How deep our contact goes.
    pub coverage: Option<Coverage>,
    /// 0–10.
    pub influence: Option<u8>,
    /// Mean of what is known, 0–5.
    trust: Option<f64>,
    /// Days since we last learnt anything, if we ever did.
    age: Option<i64>,
    /// The competitor they lean to most, and how far.
    leaning: Option<(String, i64)>,
}

/// Days after which what we know is growing old, and is old.
const AGES: [i64; 2] = [30, 90];

impl Face {
    /// Reads a seat.
    pub fn of(view: &View, seat: &Seat) -> Self {
        let text = view.text;
        let person = view.room.person_of(seat.id);
        let said = person.map(|person| &person.name).or(seat.person_text.as_ref());
        let name = said.map_or_else(|| text.t("map-vacant"), |name| clean(name).into_owned());
        let cycle = cycle::of_seat(view.room, seat, view.now);
        let unreached = matches!(seat.coverage, None | Some(Coverage::None)) || cycle.light == Light::Red;
        let or_empty = |text: &Option<String>| clean(text.as_deref().unwrap_or_default()).into_owned();
        Self {
            node: Node {
                id: seat.id,
                layer: seat.layer,
                manager: seat.reports_to,
                position: seat.position,
                name: person.map_or_else(|| seat.title.clone().unwrap_or_default(), sort_key),
            },
            name,
            title: or_empty(&seat.title),
            unit: or_empty(if seat.department.is_some() { &seat.department } else { &seat.business_unit }),
            vacant: seat.is_vacant(),
            key_player: seat.is_key_player(),
            warned: seat.is_key_player() && unreached,
            function: seat.function,
            roles: roles(text, seat),
            status: seat.political_status.filter(|_| seat.is_key_player()).map_or_else(String::new, |status| {
                text.t(&format!("choice-political-status-{}-sign", status.code().replace('_', "-")))
            }),
            support: seat.support,
            coverage: seat.coverage,
            influence: seat.influence,
            trust: trust(seat),
            age: learnt(view, seat, cycle.last).map(|day| (view.today() - day).num_days().max(0)),
            leaning: leaning(view, seat.id),
        }
    }

    /// The sign of an attribute, and how it looks. Every one is told by the sign alone.
    pub fn sign(&self, attribute: Attribute, text: &Text, theme: &Theme) -> (String, Role) {
        let unknown = || ("?".to_owned(), Role::Dim);
        match attribute {
            Attribute::Support => self.support.map_or_else(unknown, |support| {
                let role = match support {
                    Support::Enemy | Support::NonSupporter => Role::Bad,
                    Support::Neutral => Role::Text,
                    Support::Supporter | Support::Mentor => Role::Good,
                };
                let sign = support.sign();
                (if theme.ascii { sign.replace('−', "-") } else { sign.to_owned() }, role)
            }),
            Attribute::Coverage => self.coverage.map_or_else(unknown, |coverage| {
                let (depth, role) = match coverage {
                    Coverage::None => (0, Role::Bad),
                    Coverage::Brief => (1, Role::Warn),
                    Coverage::Multiple => (2, Role::Good),
                    Coverage::InDepth => (3, Role::Good),
                };
                (dots(theme, depth, 3), role)
            }),
            Attribute::Trust => self.trust.map_or_else(unknown, |trust| {
                let role = match trust {
                    low if low < 2.0 => Role::Bad,
                    middling if middling < 3.5 => Role::Warn,
                    _ => Role::Good,
                };
                (dots(theme, trust.round() as usize, 5), role)
            }),
            Attribute::Freshness => self.age.map_or_else(unknown, |days| {
                let role = match days {
                    days if days <= AGES[0] => Role::Good,
                    days if days <= AGES[1] => Role::Warn,
                    _ => Role::Bad,
                };
                (text.ta("map-age", &[("days", &days.to_string())]), role)
            }),
            Attribute::Leaning => self.leaning.as_ref().map_or_else(unknown, |(name, value)| {
                let role = match value {
                    1.. => Role::Rival,
                    0 => Role::Text,
                    _ => Role::Good,
                };
                (format!("{value:+} {name}"), role)
            }),
        }
    }
}

/// Sorts Chinese names by their sound.
fn sort_key(person: &Person) -> String {
    let keys = Keys::with_key(&person.name, person.name_key.as_deref());
    keys.pinyin().unwrap_or(keys.text()).to_owned()
}

fn roles(text: &Text, seat: &Seat) -> String {
    let signs: Vec<String> = seat
        .buying_roles
        .iter()
        .map(|role| text.t(&format!("choice-buying-role-{}-sign", role.code().replace('_', "-"))))
        .collect();
    match (signs.is_empty(), seat.function) {
        (true, Some(function)) => choice_label(text, "function", function.code()),
        _ => signs.join("·"),
    }
}

fn trust(seat: &Seat) -> Option<f64> {
    let all = [seat.trust_professional, seat.trust_expertise, seat.trust_personal, seat.trust_interest];
    let known: Vec<f64> = all.into_iter().flatten().map(f64::from).collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// The last day we learnt something: a contact, the date of a judgement, an edit.
fn learnt(view: &View, seat: &Seat, contact: Option<NaiveDate>) -> Option<NaiveDate> {
    let judged = Seat::FIELDS.iter().filter(|field| field.judged);
    let dates = judged.filter_map(|field| seat.extra.get(&format!("{}.as_of", field.name))?.as_str()?.parse().ok());
    let edited = seat.updated_at.or(seat.created_at).map(|when| when.day());
    dates.chain(contact).chain(edited).filter(|day| *day <= view.today()).max()
}

fn leaning(view: &View, seat: Id) -> Option<(String, i64)> {
    let all = view.room.linked::<Competitor>(seat).filter_map(|competitor| {
        let leaning = competitor.leanings.iter().find(|leaning| leaning.seat == seat)?;
        Some((clean(&competitor.name).into_owned(), leaning.value?))
    });
    all.max_by_key(|(_, value)| *value)
}
