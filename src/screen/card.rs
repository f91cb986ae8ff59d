//! The profile card of an account: what is still missing on top, then company, people, figures, money, visits,
//! complaints, satisfaction, gifts and the review stamp; every field edited where it stands.

mod people;
mod trade;

use super::View;
use super::folio::{Folio, Page};
use super::present::{choice_label, distance, label, moment};
use super::sections::{Section, row, said};
use super::sheet::Row;
use crate::model::field::Field;
use crate::model::{Account, Id, Kind};
use crate::theme::Role;

/// The company facts a card must have before its account is more than a lead.
const MINIMUM: &[&str] =
    &["industry", "addresses", "city", "phone", "legal_representative", "founded", "headcount", "bank", "owner"];

/// Fields that stand in a section of their own.
const MONEY: &[&str] = &["credit_limit", "payment_terms_days", "bank", "bank_rating"];
const CYCLE: &[&str] = &["cycle_ideal_days", "cycle_max_days", "reviewed_at", "reviewed_by"];
/// What the strategy shows.
const STRATEGY: &[&str] = &["temperament", "our_role", "importance_to_us", "importance_to_them"];

/// Days after which a card wants to be looked through again.
const REVIEW_DAYS: i64 = 7;

/// The screen.
pub type Card = Folio<Profile>;

/// What stands on the card.
#[derive(Debug, Default)]
pub struct Profile;

impl Page for Profile {
    fn sections(view: &View, account: &Account) -> Vec<Section> {
        let missing = missing(view, account.id);
        let mut all = Vec::new();
        if !missing.is_empty() {
            let count = missing.len().to_string();
            let title = view.text.ta("card-missing", &[("count", &count)]);
            all.push(Section::new(title, fields(account.id, |field| missing.contains(&field.name))));
        }
        let own = |field: &Field| {
            let elsewhere = [MONEY, CYCLE, STRATEGY].iter().any(|list| list.contains(&field.name));
            !elsewhere && !missing.contains(&field.name)
        };
        all.push(Section::new(view.text.t("card-company"), fields(account.id, own)));
        all.extend(people::sections(view, account.id));
        all.push(trade::figures(view, account.id).right());
        let money = fields(account.id, |field| MONEY.contains(&field.name) && !missing.contains(&field.name));
        all.push(trade::money(view, account.id, money).right());
        all.push(review(view, account).right());
        all.push(trade::visits(view, account.id).right());
        all.push(trade::complaints(view, account.id).right());
        all.push(trade::satisfaction(view, account.id).right());
        all.push(people::gifts(view, account.id).right());
        all
    }
}

/// The minimum facts that are not filled in.
fn missing(view: &View, account: Id) -> Vec<&'static str> {
    let Some(record) = view.room.record(account) else { return Vec::new() };
    let map = record.to_map();
    MINIMUM.iter().copied().filter(|name| !map.contains_key(*name)).collect()
}

fn fields(account: Id, shown: impl Fn(&Field) -> bool) -> Vec<Row> {
    let all = Kind::Account.open_fields().filter(|field| shown(field));
    all.map(|field| Row::Field { id: account, kind: Kind::Account, field: *field }).collect()
}

/// When the card was looked through, how often somebody should call, and how that stands.
fn review(view: &View, account: &Account) -> Section {
    let days = account.reviewed_at.map(|at| (view.today() - at.day()).num_days());
    let (said, role) = match (days, account.reviewed_at) {
        (Some(days), Some(at)) => {
            let when = distance(view.text, at.day(), view.today());
            let late = days > REVIEW_DAYS;
            let text = view.text.ta(if late { "card-review-late" } else { "card-reviewed" }, &[("when", &when)]);
            (text, if late { Role::Warn } else { Role::Good })
        }
        _ => (view.text.t("card-never-reviewed"), Role::Warn),
    };
    let mut rows = vec![Row::Text(said, role)];
    rows.extend(fields(account.id, |field| CYCLE.contains(&field.name)));
    Section::new(view.text.t("card-review"), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Seat;
    use crate::screen::fixture::{self, House, account};
    use crate::screen::{Screen, Step};
    use crate::text::Lang;
    use crate::widget::snapshot;

    #[test]
    fn it_looks_like_this() {
        fixture::shots::<Card>(Some(account(1)), |name, shown| insta::assert_snapshot!(name, shown));
    }

    #[test]
    fn it_endures_every_size() {
        fixture::endure::<Card>(Some(account(1)));
        fixture::endure::<Card>(None);
    }

    #[test]
    fn what_is_missing_stands_on_top_and_nowhere_else() {
        let house = House::new(Lang::En, Some(account(5)));
        let view = house.view();
        let all = Profile::sections(&view, house.room.get(account(5)).unwrap());
        let missing = missing(&view, account(5));
        let name = |row: &Row| match row {
            Row::Field { field, .. } => Some(field.name),
            _ => None,
        };
        if missing.is_empty() {
            assert_eq!(all[0].title, view.text.t("card-company"));
            return;
        }
        assert_eq!(all[0].rows.iter().filter_map(name).collect::<Vec<_>>(), missing);
        let later: Vec<_> = all[1..].iter().flat_map(|section| section.rows.iter().filter_map(name)).collect();
        assert!(missing.iter().all(|name| !later.contains(name)), "{later:?}");
    }

    #[test]
    fn every_field_of_the_account_but_its_strategy_is_edited_here() {
        let house = House::new(Lang::En, Some(account(1)));
        let all = Profile::sections(&house.view(), house.room.get(account(1)).unwrap());
        let rows: Vec<_> = all.iter().flat_map(|section| &section.rows).collect();
        for field in Kind::Account.open_fields().filter(|field| !STRATEGY.contains(&field.name)) {
            let row = Row::Field { id: account(1), kind: Kind::Account, field: *field };
            assert_eq!(rows.iter().filter(|one| ***one == row).count(), 1, "{}", field.name);
        }
    }

    #[test]
    fn people_stand_by_layer_and_enter_on_a_field_finds_its_place() {
        let house = House::new(Lang::En, Some(account(1)));
        let mut screen = Card::default();
        let buf = house.draw(&mut screen, 120, 60);
        assert!(snapshot::rows(&buf).iter().any(|row| row.contains("Decision")));
        let seat = house.room.linked::<Seat>(account(1)).next().unwrap().id;
        screen.select(seat);
        assert_eq!((screen.selected(), screen.target()), (Some(seat), None));
        screen.step(Step::First);
        let target = screen.target().unwrap();
        assert_eq!((target.id, target.rect.height), (account(1), 1));
    }
}
