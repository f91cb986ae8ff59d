//! Their people: persons, the seats they hold, the lines between seats, needs, gifts, occasions and notes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::choice::{
    Adaptability, BuyingRole, Confidence, Coverage, DecisionOrientation, EdgeKind, Function, GiftStatus, Layer, Mode,
    NeedKind, NeedLevel, PoliticalStatus, SocialKind, Support,
};
use super::field::{ANNIVERSARY, BOOL, DAY, DECIMAL, LONG, TEXT, TEXTS, WHEN, choice, int, link, rating, set};
use super::list::Line;
use super::record::{Kind, Record, record};
use super::{Anniversary, Id, When};

record! {
    /// 人: a human being, whatever seats they hold.
    Person {
        name: String = TEXT.required(),
        honorific: Option<String> = TEXT,
        name_key: Option<String> = TEXT,
        phones: Vec<Line> = TEXTS,
        emails: Vec<Line> = TEXTS,
        messengers: Vec<Line> = TEXTS,
        home_city: Option<String> = TEXT,
        time_zone: Option<String> = TEXT,
        birthday: Option<Anniversary> = ANNIVERSARY.sensitive(),
        family: Option<String> = TEXT.sensitive(),
        home_town: Option<String> = TEXT.sensitive(),
        university: Option<String> = TEXT.sensitive(),
        sports: Option<String> = TEXT.sensitive(),
        food: Option<String> = TEXT.sensitive(),
        pets: Option<String> = TEXT.sensitive(),
        reading: Option<String> = TEXT.sensitive(),
        last_holiday: Option<String> = TEXT.sensitive(),
        next_holiday: Option<String> = TEXT.sensitive(),
        goals_this_year: Option<String> = TEXT.sensitive(),
        ambitions: Option<String> = TEXT.sensitive(),
        likes: Option<String> = TEXT.sensitive(),
        taboos: Option<String> = TEXT.sensitive(),
    }
}

record! {
    /// 席位: a place on one account's map, held by a person or vacant.
    Seat {
        account: Id = link(Kind::Account).required(),
        person: Option<Id> = link(Kind::Person),
        person_text: Option<String> = TEXT,
        title: Option<String> = TEXT,
        department: Option<String> = TEXT,
        business_unit: Option<String> = TEXT,
        layer: Option<Layer> = choice(&Layer::CHOICES),
        function: Option<Function> = choice(&Function::CHOICES).judged(),
        reports_to: Option<Id> = link(Kind::Seat),
        reports_to_text: Option<String> = TEXT,
        buying_roles: BTreeSet<BuyingRole> = set(&BuyingRole::CHOICES).judged(),
        political_status: Option<PoliticalStatus> = choice(&PoliticalStatus::CHOICES).judged(),
        influence: Option<u8> = rating(10).judged(),
        support: Option<Support> = choice(&Support::CHOICES).judged(),
        mode: Option<Mode> = choice(&Mode::CHOICES).judged(),
        coverage: Option<Coverage> = choice(&Coverage::CHOICES).judged(),
        adaptability: Option<Adaptability> = choice(&Adaptability::CHOICES).judged(),
        decision_orientation: Option<DecisionOrientation> = choice(&DecisionOrientation::CHOICES).judged(),
        trust_professional: Option<u8> = rating(5).judged(),
        trust_expertise: Option<u8> = rating(5).judged(),
        trust_personal: Option<u8> = rating(5).judged(),
        trust_interest: Option<u8> = rating(5).judged(),
        from: Option<NaiveDate> = DAY,
        to: Option<NaiveDate> = DAY,
        position: Option<f64> = DECIMAL.auto(),
    }
}

impl Seat {
    /// Key player: somebody inside the political structure or the inner circle (Altify).
    pub fn is_key_player(&self) -> bool {
        matches!(self.political_status, Some(PoliticalStatus::PoliticalStructure | PoliticalStatus::InnerCircle))
    }

    /// Whether nobody sits there: somebody may whom a file does not name.
    pub const fn is_vacant(&self) -> bool {
        self.person.is_none() && self.person_text.is_none()
    }

    /// Whether the seat is held on that day: somebody who left stays in history only.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        self.to.is_none_or(|to| to >= today)
    }
}

record! {
    /// 关系: a line of the influence circle between two seats of one account.
    Edge {
        account: Id = link(Kind::Account).required(),
        from: Id = link(Kind::Seat).required(),
        to: Id = link(Kind::Seat).required(),
        kind: Option<EdgeKind> = choice(&EdgeKind::CHOICES).required(),
        weight: Option<i64> = int(1, 3),
        social_kind: Option<SocialKind> = choice(&SocialKind::CHOICES),
        confidence: Option<Confidence> = choice(&Confidence::CHOICES),
        source: Option<String> = TEXT,
        as_of: Option<NaiveDate> = DAY,
    }
}

record! {
    /// 需求: what an account or a person in it needs.
    Need {
        account: Id = link(Kind::Account).required(),
        seat: Option<Id> = link(Kind::Seat),
        kind: Option<NeedKind> = choice(&NeedKind::CHOICES).required(),
        level: Option<NeedLevel> = choice(&NeedLevel::CHOICES),
        text: String = TEXT.required(),
        met: Option<u8> = rating(5),
        answer: Option<String> = TEXT,
    }
}

record! {
    /// 礼品: a gift planned, approved or given.
    Gift {
        account: Id = link(Kind::Account).required(),
        person: Id = link(Kind::Person).required(),
        what: String = TEXT.required(),
        value: Option<Decimal> = DECIMAL,
        currency: Option<String> = TEXT,
        status: Option<GiftStatus> = choice(&GiftStatus::CHOICES),
        on: Option<NaiveDate> = DAY,
        reason: Option<String> = TEXT,
    }
}

record! {
    /// 纪念日: a day to remember for a person or an account.
    Occasion {
        person: Option<Id> = link(Kind::Person),
        account: Option<Id> = link(Kind::Account),
        what: String = TEXT.required(),
        date: Option<Anniversary> = ANNIVERSARY.required(),
        yearly: Option<bool> = BOOL,
        lead_working_days: Option<i64> = int(0, 60),
    }
}

impl Record {
    /// Whether the whole of it is personal, as a birthday is: another day of somebody's life, or of their family's.
    pub const fn is_personal(&self) -> bool {
        matches!(self, Self::Occasion(one) if one.person.is_some())
    }
}

record! {
    /// 笔记: something dated, in Markdown.
    Note {
        account: Option<Id> = link(Kind::Account),
        person: Option<Id> = link(Kind::Person),
        at: Option<When> = WHEN,
        text: String = LONG.required(),
    }
}
