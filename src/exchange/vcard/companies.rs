//! Cards of companies: each is an account, or says more of one that is here.

use serde_json::Value;

use super::seated::Seats;
use super::sketch::{Said, Sketch, line, phone};
use super::{Reader, SOURCE, groups, identity, known, remember, remembered};
use crate::exchange::content::{Part, Property};
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::exchange::want::Want;
use crate::model::{Account, Id, Kind, Problem};

/// Whether a card is one of a company: it says so, or it names nothing but a company.
pub(super) fn is_one(card: &Part) -> bool {
    let given = card.get("N").map(Property::parts).unwrap_or_default();
    let is_nameless = given.iter().all(|part| part.trim().is_empty()) && card.text("NICKNAME").trim().is_empty();
    // Apple shows somebody with a name by that of the company, too.
    let is_shown = card.text("X-ABSHOWAS").trim().eq_ignore_ascii_case("company");
    let is_alone = || {
        let called = card.get("FN").map(line).unwrap_or_default();
        let company = name(card);
        let works = ["TITLE", "ROLE"].iter().any(|name| !card.text(name).trim().is_empty());
        card.get("ORG").is_some() && !company.is_empty() && (called.is_empty() || called == company) && !works
    };
    groups::is_of_kind(card, "org") || is_nameless && (is_shown || is_alone())
}

/// What the company of such a card is called.
fn name(card: &Part) -> String {
    let sketch = Sketch::of(card);
    if sketch.company.is_empty() { sketch.name } else { sketch.company }
}

impl Reader<'_> {
    /// A card of a company. It comes before those of people, or these would make the account.
    pub(super) fn company(&mut self, row: usize, card: &Part) {
        let (name, ext_id) = (name(card), identity(card));
        if name.is_empty() {
            return self.intake.fail(row, Problem::new("problem-import-no-name"));
        }
        let room = self.intake.room;
        let known = self.intake.known.here(&ext_id).or_else(|| ext::own(&ext_id));
        let known = known.filter(|id| room.get::<Account>(*id).is_some());
        let id = known.or_else(|| self.intake.account_here(&name));
        let id = id.unwrap_or_else(|| Id::named("account", &folded(&name)));
        self.intake.lead(row, Kind::Account, id, &ext_id);
        if known::is_company_here(room, id, card) {
            return self.intake.listed(&name, id);
        }
        let before = remembered(room, id, None);
        let mut want = Want::new(row, Kind::Account, id);
        want.name_it(SOURCE, &ext_id);
        remember(room, &mut want, card, false, |_| true);
        let mut said = said(card);
        // An account that is here may go by another of its names.
        said.retain(|one| one.field != "name" || before.is_some() || room.record(id).is_none());
        self.fill(&mut want, &said, before.as_ref().map(self::said).as_deref(), false);
        self.intake.want(want);
        self.intake.listed(&name, id);
    }
}

/// What a card says of a company.
pub(super) fn said(card: &Part) -> Vec<Said> {
    let address = card.get("ADR").map(Property::parts).unwrap_or_default();
    let part = |at: usize| address.get(at).map_or("", |part| part.trim()).to_owned();
    let text = |text: String| if text.is_empty() { Value::Null } else { text.into() };
    let street = Some(part(2)).filter(|street| !street.is_empty());
    let notes: Vec<String> = card.all("NOTE").map(|note| note.text().trim().to_owned()).collect();
    vec![
        Said { field: "name", value: text(name(card)), names: &["FN", "ORG"] },
        Said { field: "phone", value: text(card.get("TEL").map(phone).unwrap_or_default()), names: &["TEL"] },
        Said { field: "website", value: text(card.text("URL").trim().to_owned()), names: &["URL"] },
        Said { field: "addresses", value: street.into_iter().map(Value::from).collect(), names: &["ADR"] },
        Said { field: "city", value: text(part(3)), names: &["ADR"] },
        Said { field: "region", value: text(part(4)), names: &["ADR"] },
        Said { field: "country", value: text(part(6)), names: &["ADR"] },
        Said { field: "notes", value: text(notes.join("\n\n")), names: &["NOTE"] },
    ]
}

impl Reader<'_> {
    /// The account a card is of: that of its name, or the one it was of when it went out from here, whatever that is called
    /// by now.
    pub(super) fn house(&mut self, row: usize, part: &Part, person: Id, company: &str) -> Option<Id> {
        if company.is_empty() {
            return self.intake.default_account(row);
        }
        let seats = Seats::of(part);
        let here = self.intake.account_here(company);
        let found = seats.found(self.intake.room, 1, person).filter(|found| here.is_none_or(|here| here == *found));
        Some(self.intake.house(company, row, found, &seats.house(1)))
    }
}
