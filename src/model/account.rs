//! Accounts and what is known of their trade: figures, invoices, white space, competitors, satisfaction.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::choice::{
    GoalKind, Industry, OurRole, SatisfactionClass, Severity, Stage, SwotKind, Temperament, Tier, WhiteSpaceState,
};
use super::field::{
    DAY, DECIMAL, LONG, MONEY, PERIOD, TEXT, TEXTS, WHEN, choice, days, entries, int, link, links, rating,
};
use super::list::{Line, Money};
use super::record::{Kind, entry, record};
use super::{Id, PeriodKey, When};

record! {
    /// 客户: a client company.
    Account {
        name: String = TEXT.required(),
        short_name: Option<String> = TEXT,
        aliases: Vec<Line> = TEXTS,
        industry: Option<Industry> = choice(&Industry::CHOICES),
        stage: Option<Stage> = choice(&Stage::CHOICES),
        tier: Option<Tier> = choice(&Tier::CHOICES),
        temperament: Option<Temperament> = choice(&Temperament::CHOICES).judged(),
        our_role: Option<OurRole> = choice(&OurRole::CHOICES).judged(),
        importance_to_us: Option<u8> = rating(10).judged(),
        importance_to_them: Option<u8> = rating(10).judged(),
        parent: Option<Id> = link(Kind::Account),
        addresses: Vec<Line> = TEXTS,
        city: Option<String> = TEXT,
        region: Option<String> = TEXT,
        country: Option<String> = TEXT,
        time_zone: Option<String> = TEXT,
        phone: Option<String> = TEXT,
        website: Option<String> = TEXT,
        legal_representative: Option<String> = TEXT,
        founded: Option<String> = TEXT,
        headcount: Option<i64> = int(0, 100_000_000),
        bank: Option<String> = TEXT,
        credit_limit: Option<Money> = MONEY,
        payment_terms_days: Option<i64> = days(),
        bank_rating: Option<String> = TEXT,
        cycle_ideal_days: Option<i64> = days(),
        cycle_max_days: Option<i64> = days(),
        owner: Option<Id> = link(Kind::Member),
        reviewed_at: Option<When> = WHEN,
        reviewed_by: Option<String> = TEXT,
    }
}

record! {
    /// 期间: the figures of one month or quarter.
    Period {
        account: Id = link(Kind::Account).required(),
        period: Option<PeriodKey> = PERIOD.required(),
        sales: Option<Money> = MONEY,
        gross_profit: Option<Money> = MONEY,
        orders: Option<i64> = int(0, 1_000_000_000),
        orders_on_time: Option<i64> = int(0, 1_000_000_000),
        forecast: Option<Money> = MONEY,
        reason: Option<String> = TEXT,
        by_product: Vec<ProductSales> = entries(ProductSales::FIELDS),
    }
}

entry! {
    /// Sales of one product in a period.
    ProductSales {
        product: String = TEXT.required(),
        amount: Option<Money> = MONEY,
    }
}

record! {
    /// 应收: an invoice.
    Receivable {
        account: Id = link(Kind::Account).required(),
        number: String = TEXT.required(),
        amount: Option<Decimal> = DECIMAL.required(),
        currency: String = TEXT.required(),
        issued: Option<NaiveDate> = DAY.required(),
        due: Option<NaiveDate> = DAY,
        payments: Vec<Payment> = entries(Payment::FIELDS),
        disputed_by: Option<Id> = link(Kind::Complaint),
    }
}

entry! {
    /// A part or the whole of an invoice, paid.
    Payment {
        at: Option<NaiveDate> = DAY.required(),
        amount: Option<Decimal> = DECIMAL.required(),
    }
}

record! {
    /// 投诉: a complaint card.
    Complaint {
        account: Id = link(Kind::Account).required(),
        occurred_at: Option<When> = WHEN.required(),
        product: Option<String> = TEXT,
        content: String = LONG.required(),
        severity: Option<Severity> = choice(&Severity::CHOICES),
        course: Vec<CourseStep> = entries(CourseStep::FIELDS),
        first_answered_at: Option<When> = WHEN,
        result: Option<String> = LONG,
        resolved_at: Option<When> = WHEN,
        owner: Option<Id> = link(Kind::Member),
    }
}

entry! {
    /// One step in the course of a complaint.
    CourseStep {
        at: Option<When> = WHEN.required(),
        by: Option<Id> = link(Kind::Member),
        text: String = TEXT.required(),
    }
}

record! {
    /// 竞争对手: a competitor at one account.
    Competitor {
        account: Id = link(Kind::Account).required(),
        name: String = TEXT.required(),
        products: Option<String> = TEXT,
        brand: Option<String> = TEXT,
        quote: Option<Money> = MONEY,
        people: Option<String> = TEXT,
        expected_bid: Option<String> = TEXT,
        plan: Option<String> = LONG,
        leanings: Vec<Leaning> = entries(Leaning::FIELDS),
    }
}

entry! {
    /// How far a seat leans to a competitor, −2 to +2.
    Leaning {
        seat: Id = link(Kind::Seat).required(),
        value: Option<i64> = int(-2, 2),
    }
}

record! {
    /// 目标链: a goal, pressure, initiative or obstacle, and who cares.
    Goal {
        account: Id = link(Kind::Account).required(),
        kind: Option<GoalKind> = choice(&GoalKind::CHOICES).required(),
        parent: Option<Id> = link(Kind::Goal),
        text: String = TEXT.required(),
        who_cares: BTreeSet<Id> = links(Kind::Seat),
    }
}

record! {
    /// SWOT entry.
    Swot {
        account: Id = link(Kind::Account).required(),
        kind: Option<SwotKind> = choice(&SwotKind::CHOICES).required(),
        text: String = TEXT.required(),
        evidence: Option<String> = TEXT,
        owner: Option<Id> = link(Kind::Member),
        next_action: Option<String> = TEXT,
    }
}

record! {
    /// 空白区: business unit × product.
    WhiteSpace {
        account: Id = link(Kind::Account).required(),
        unit: String = TEXT.required(),
        product: String = TEXT.required(),
        state: Option<WhiteSpaceState> = choice(&WhiteSpaceState::CHOICES).required(),
        amount: Option<Money> = MONEY,
        competitor: Option<Id> = link(Kind::Competitor),
    }
}

record! {
    /// 满意度: one factor, expected against experienced.
    Satisfaction {
        account: Id = link(Kind::Account).required(),
        seat: Option<Id> = link(Kind::Seat),
        factor: String = TEXT.required(),
        class: Option<SatisfactionClass> = choice(&SatisfactionClass::CHOICES).required(),
        weight: Option<i64> = int(1, 10),
        expectation: Option<u8> = rating(5),
        experience: Option<u8> = rating(5),
        at: Option<NaiveDate> = DAY,
    }
}
