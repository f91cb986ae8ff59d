//! Complaints, and money that came in.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::names::Mention;
use super::{Capture, Line, Read, Reader, marks};
use crate::model::speak::Bias;
use crate::model::{Id, Kind, Receivable};

/// Whether a line names an invoice, or somebody's account and an amount.
pub(super) fn is_payment(capture: &Capture, line: &Line, mentions: &[Mention]) -> bool {
    let mut line = line.clone();
    let invoice = !invoices(capture, &mut line).is_empty();
    // What is received need not be money.
    let vague = line.find(&["收到", "received"]).is_some() && marks::amount(&mut line.clone(), true).is_none();
    invoice && !vague || mentions.iter().any(|one| one.account.is_some()) && marks::amount(&mut line, false).is_some()
}

/// The invoices whose number stands in a line, claimed: in full, or the end of it (`0034` of `SD-0034`).
fn invoices(capture: &Capture, line: &mut Line) -> Vec<Id> {
    for at in line.starts() {
        let free = line.free(at);
        let token: String = free.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let token = token.trim_end_matches('-');
        if token.len() < 3 || !token.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let end = at + token.chars().count();
        let counted = line.word_after(end, &["万", "千", "元", "块", "k"]).is_some();
        let named = |one: &&Receivable| {
            let number = one.number.to_lowercase();
            let part = number.strip_suffix(token).is_some_and(|head| head.ends_with(|c: char| !c.is_ascii_digit()));
            number == token || part && !counted
        };
        let found: Vec<Id> = capture.room.all::<Receivable>().filter(named).map(|one| one.id).collect();
        if !found.is_empty() {
            line.claim_with("invoice", at..end, &["发票", "invoice", "for", "账单", "单号"], &["号"]);
            return found;
        }
    }
    Vec::new()
}

fn open(one: &Receivable) -> Decimal {
    one.amount.unwrap_or_default() - one.payments.iter().filter_map(|payment| payment.amount).sum::<Decimal>()
}

impl Reader<'_> {
    /// A complaint: it keeps the words in which it was made, and who made it among them.
    pub(super) fn complaint(&mut self, mentions: Vec<Mention>) -> Read {
        let mut line = Line::new(&self.line.said(0..self.line.len()));
        let bias = Bias::Past;
        let _ = super::days::When::of(&mut line, self.today(), bias, self.capture.terms);
        let content = line.rest(&["on"]);
        self.cast(mentions, false);
        let when = self.days(bias);
        self.settle_account();
        if let Some((Some(at), _)) = self.settled(&when) {
            let at = self.moment(at, self.zone(None, self.cast.theirs.first().copied()));
            self.set("occurred_at", json!(at));
        }
        self.set("content", content);
        let words = self.words;
        let graded = [("critical", &words.critical), ("high", &words.grave), ("low", &words.slight)];
        if let Some((code, _)) = graded.iter().find(|(_, list)| self.line.find(list).is_some()) {
            self.set("severity", *code);
        }
        (Kind::Complaint, None)
    }

    /// A payment: added to its invoice, where it is clear which and how much, and no more than is open.
    pub(super) fn payment(&mut self, mentions: Vec<Mention>) -> Read {
        let room = self.capture.room;
        let words = self.words;
        let mut found = invoices(&self.capture, &mut self.line);
        let in_full = self.line.find(&words.in_full).is_some();
        marks::drop_words(&mut self.line, &words.paid);
        self.cast(mentions, false);
        let when = self.days(Bias::Past);
        let amount = marks::amount(&mut self.line, true);
        let account = self.cast.account.or_else(|| self.account_of_theirs());
        // An invoice of somebody else than the line names is not the one that is meant.
        if let Some(account) = account {
            found.retain(|id| room.get::<Receivable>(*id).is_some_and(|one| one.account == account));
        }
        if found.is_empty() {
            let due = room.all::<Receivable>().filter(|one| Some(one.account) == account && open(one) > Decimal::ZERO);
            found = due.map(|one| one.id).collect();
            found.sort();
            // Even of one invoice nobody said that it is the one.
            found.extend(found.first().copied().filter(|_| found.len() == 1));
        }
        let answer = self.answers.get("invoice").and_then(|answer| answer.parse().ok());
        let invoice = if let [one] = found.as_slice() { Some(*one) } else { answer };
        let invoice = invoice.and_then(|id| room.get::<Receivable>(id));
        if invoice.is_none() {
            found.dedup();
            self.doubt("invoice", "", found.iter().map(ToString::to_string).collect());
        }
        let left = invoice.map(open);
        let said = amount.as_ref().and_then(|(amount, _)| amount.parse::<Decimal>().ok());
        let said = said.or_else(|| left.filter(|_| in_full));
        let answer = self.answers.get("amount").and_then(|answer| answer.trim().parse::<Decimal>().ok());
        let foreign = amount.as_ref().and_then(|(_, currency)| *currency).zip(invoice.map(|one| one.currency.as_str()));
        let foreign = foreign.is_some_and(|(said, owed)| said != owed);
        let too_much = |amount: &Decimal| left.is_some_and(|left| *amount > left);
        let value = answer.or_else(|| said.filter(|amount| !foreign && !too_much(amount)));
        let value = value.filter(|amount| *amount > Decimal::ZERO);
        if value.is_none() {
            let options = left.filter(|left| *left > Decimal::ZERO).map(|left| left.to_string()).into_iter().collect();
            self.doubt("amount", amount.map(|(amount, _)| amount).unwrap_or_default(), options);
        }
        let bounds = self.settled(&when);
        let day = bounds.map(|(from, _)| from.and_then(|from| from.day).unwrap_or_else(|| self.today()));
        if let Some((day, value)) = day.zip(value) {
            let entry: Value = json!({"id": Id::new(self.capture.now), "at": day, "amount": value});
            self.set("payments", json!([entry]));
        }
        let rest = self.line.rest(&words.small);
        let kept = invoice.and_then(|one| one.notes.clone());
        let notes = kept.into_iter().chain([rest.clone()]).filter(|text| !text.is_empty()).collect::<Vec<_>>();
        if !rest.is_empty() {
            self.set("notes", notes.join("\n"));
        }
        (Kind::Receivable, invoice.map(|one| one.id))
    }
}
