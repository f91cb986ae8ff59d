//! Our people and what they do: members, pairings, touches, follow-ups, visits, travel.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::choice::{
    Channel, EventWhat, Firmness, FollowUpKind, Grade, Level, Relationship, Transport, VisitRole, VisitStatus,
};
use super::field::{DAY, LONG, TEXT, TEXTS, WHEN, choice, days, entries, int, link, links};
use super::list::Line;
use super::record::{Kind, entry, record};
use super::{Id, When};

record! {
    /// 我方人员: one of our team.
    Member {
        name: String = TEXT.required(),
        level: Option<Level> = choice(&Level::CHOICES).required(),
        base_city: Option<String> = TEXT,
        time_zone: Option<String> = TEXT,
        manager: Option<Id> = link(Kind::Member),
        deputy: Option<Id> = link(Kind::Member),
        email: Option<String> = TEXT,
        phone: Option<String> = TEXT,
        capacity: Option<i64> = int(0, 1000),
        languages: Vec<Line> = TEXTS,
        left_on: Option<NaiveDate> = DAY,
        leave: Vec<Leave> = entries(Leave::FIELDS),
    }
}

entry! {
    /// 休假: days off of one of ours; without a last day until further notice.
    Leave {
        from: Option<NaiveDate> = DAY.required(),
        to: Option<NaiveDate> = DAY,
        reason: Option<String> = TEXT,
    }
}

impl Member {
    /// The leave that somebody is on on a day.
    pub fn leave_on(&self, day: NaiveDate) -> Option<&Leave> {
        self.leave.iter().find(|one| one.from.is_some_and(|from| from <= day) && one.to.is_none_or(|to| day <= to))
    }
}

record! {
    /// 对口: one of ours ↔ one of theirs, on a level.
    Pairing {
        member: Id = link(Kind::Member).required(),
        seat: Id = link(Kind::Seat).required(),
        level: Option<Level> = choice(&Level::CHOICES).required(),
        current: Option<Relationship> = choice(&Relationship::CHOICES).judged(),
        target: Option<Relationship> = choice(&Relationship::CHOICES),
        ideal_days: Option<i64> = days(),
        max_days: Option<i64> = days(),
    }
}

record! {
    /// 接触: a contact that was made.
    Touch {
        account: Id = link(Kind::Account).required(),
        member: Id = link(Kind::Member).required(),
        seats: BTreeSet<Id> = links(Kind::Seat),
        at: Option<When> = WHEN.required(),
        channel: Option<Channel> = choice(&Channel::CHOICES),
        text: Option<String> = LONG,
    }
}

record! {
    /// 跟进: something open that climbs the ladder until it is done.
    FollowUp {
        account: Id = link(Kind::Account).required(),
        subject: String = TEXT.required(),
        kind: Option<FollowUpKind> = choice(&FollowUpKind::CHOICES),
        opened_at: Option<When> = WHEN.required(),
        due: Option<When> = WHEN,
        policy: Option<String> = TEXT,
        seat: Option<Id> = link(Kind::Seat),
        member: Option<Id> = link(Kind::Member),
        invoice: Option<Id> = link(Kind::Receivable),
        complaint: Option<Id> = link(Kind::Complaint),
        visit: Option<Id> = link(Kind::Visit),
        events: Vec<Event> = entries(Event::FIELDS),
    }
}

entry! {
    /// What somebody did to a follow-up, when and why.
    Event {
        at: Option<When> = WHEN.required(),
        by: Option<Id> = link(Kind::Member),
        what: Option<EventWhat> = choice(&EventWhat::CHOICES).required(),
        to: Option<Id> = link(Kind::Member),
        reason: Option<String> = TEXT,
    }
}

record! {
    /// 拜访: a visit, planned or done.
    Visit {
        account: Id = link(Kind::Account).required(),
        status: Option<VisitStatus> = choice(&VisitStatus::CHOICES).required(),
        start: Option<When> = WHEN.required(),
        end: Option<When> = WHEN,
        city: Option<String> = TEXT,
        place: Option<String> = TEXT,
        objective: Option<String> = TEXT,
        commitment_sought: Option<String> = TEXT,
        ours: Vec<Attendee> = entries(Attendee::FIELDS),
        theirs: BTreeSet<Id> = links(Kind::Seat),
        received_by: Option<Id> = link(Kind::Seat),
        content: Option<String> = LONG,
        progress: Option<String> = TEXT,
        value: Option<String> = TEXT,
        next_date: Option<NaiveDate> = DAY,
        debriefed_at: Option<When> = WHEN,
    }
}

entry! {
    /// One of ours at a visit.
    Attendee {
        member: Id = link(Kind::Member).required(),
        role: Option<VisitRole> = choice(&VisitRole::CHOICES),
    }
}

record! {
    /// 暂缓: a line of Today that is put off. `about` is the line's key; it comes back on the day `until`, or before it
    /// when it is worse than `grade` or no more `member`'s.
    Snooze {
        account: Option<Id> = link(Kind::Account),
        about: String = TEXT.required(),
        until: Option<NaiveDate> = DAY.required(),
        grade: Option<Grade> = choice(&Grade::CHOICES),
        member: Option<Id> = link(Kind::Member),
    }
}

record! {
    /// 行程: a journey of one of theirs (`person`) or one of ours (`member`). `depart` and `arrive` bound the way
    /// there; the stay lasts until `return`.
    Travel {
        person: Option<Id> = link(Kind::Person),
        member: Option<Id> = link(Kind::Member),
        from_city: Option<String> = TEXT,
        to_city: String = TEXT.required(),
        depart: Option<When> = WHEN.required(),
        arrive: Option<When> = WHEN.required(),
        r#return: Option<When> = WHEN,
        transport: Option<Transport> = choice(&Transport::CHOICES),
        number: Option<String> = TEXT,
        hotel: Option<String> = TEXT,
        purpose: Option<String> = TEXT,
        firmness: Option<Firmness> = choice(&Firmness::CHOICES),
        source: Option<String> = TEXT,
    }
}
