//! What a record is called and whose it is, as far as it says so itself; what others say is asked of whoever knows them.

use crate::model::{Id, Record};

/// The account a record belongs to, where `account` tells whose those are that it points to. A person points to nobody.
pub(super) fn belongs(record: &Record, account: &dyn Fn(Id) -> Option<Id>) -> Option<Id> {
    match record {
        Record::Account(one) => Some(one.id),
        Record::Pairing(one) => account(one.seat),
        Record::Travel(one) => account(one.person?),
        other => other.references().into_iter().find(|(field, _)| *field == "account").map(|(_, id)| id),
    }
}

/// What people call a record, where `name` tells what those are called that it points to.
pub(super) fn called(record: &Record, name: &dyn Fn(Id) -> String) -> String {
    match record {
        Record::Account(one) => one.short_name.clone().unwrap_or_else(|| one.name.clone()),
        Record::Person(one) => one.name.clone(),
        Record::Member(one) => one.name.clone(),
        Record::Seat(one) => {
            let person = one.person.map(name).filter(|person| !person.is_empty());
            person.or_else(|| one.title.clone()).unwrap_or_default()
        }
        Record::Edge(one) => format!("{} → {}", name(one.from), name(one.to)),
        Record::Pairing(one) => format!("{} ↔ {}", name(one.member), name(one.seat)),
        Record::FollowUp(one) => one.subject.clone(),
        Record::Visit(one) => {
            let about = one.objective.clone().unwrap_or_else(|| name(one.account));
            one.start.map_or_else(|| about.clone(), |start| format!("{} {about}", start.day()))
        }
        Record::Touch(one) => one.text.clone().unwrap_or_else(|| name(one.member)),
        Record::Travel(one) => {
            let who = one.person.or(one.member).map(name).unwrap_or_default();
            format!("{who} → {}", one.to_city)
        }
        Record::Receivable(one) => one.number.clone(),
        Record::Competitor(one) => one.name.clone(),
        Record::Period(one) => one.period.map(|key| key.to_string()).unwrap_or_default(),
        Record::WhiteSpace(one) => format!("{} × {}", one.unit, one.product),
        Record::Gift(one) => one.what.clone(),
        Record::Occasion(one) => one.what.clone(),
        Record::Satisfaction(one) => one.factor.clone(),
        Record::Complaint(one) => one.content.clone(),
        Record::Need(one) => one.text.clone(),
        Record::Goal(one) => one.text.clone(),
        Record::Swot(one) => one.text.clone(),
        Record::Snooze(one) => {
            let subject = one.about.split(':').nth(1).and_then(|id| id.parse().ok()).map(name);
            subject.filter(|name| !name.is_empty()).unwrap_or_else(|| one.about.clone())
        }
        Record::Note(one) => one.text.lines().next().unwrap_or_default().to_string(),
    }
}
