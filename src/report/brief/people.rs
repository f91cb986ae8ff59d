//! Whom one meets: where they stand, what they want, when one last had to do with them.

use std::cmp::Reverse;

use crate::model::choice::{Channel, NeedLevel, VisitStatus};
use crate::model::{Need, Pairing, Record, Seat, Touch, Visit, When};
use crate::report::Document;
use crate::report::words::{basis, choice, choices, moment};

use super::Brief;

/// How many of the last contacts are told.
const CONTACTS: usize = 3;

impl Brief<'_> {
    /// Somebody of theirs; what is not known of them becomes a question or a gap.
    pub(super) fn person(
        &self,
        paper: &mut Document,
        seat: &Seat,
        questions: &mut Vec<String>,
        gaps: &mut Vec<String>,
    ) {
        let name = self.room.name(seat.id);
        let heading: Vec<String> =
            [Some(name.clone()), seat.title.clone(), seat.department.clone()].into_iter().flatten().collect();
        paper.heading(3, heading.join(" · "));
        let mut facts = self.stands(seat);
        facts.extend(self.agenda(seat, NeedLevel::Organisational));
        facts.extend(self.agenda(seat, NeedLevel::Personal));
        facts.extend(self.personal(seat));
        paper.facts(facts);
        let contacts = self.contacts(seat);
        if contacts.is_empty() {
            gaps.push(self.text.ta("brief-gap-never-met", &[("name", &name)]));
        } else {
            paper.heading(3, self.text.ta("brief-contacts", &[("name", &name)]));
            paper.list(contacts);
        }
        self.unknowns(seat, &name, questions, gaps);
    }

    fn stands(&self, seat: &Seat) -> Vec<(String, String)> {
        let record = Record::Seat(Box::new(seat.clone()));
        let mut facts = Vec::new();
        for (field, set) in [
            ("layer", "layer"),
            ("function", "function"),
            ("buying_roles", "buying-role"),
            ("political_status", "political-status"),
        ] {
            let said = choices(self.text, set, &record.value(field));
            let said =
                (!said.is_empty()).then(|| format!("{} {}", self.text.list(&said), basis(self.text, &record, field)));
            facts.extend(self.fact_of("seat", field, said.map(|said| said.trim().to_owned())));
        }
        let (sign, label) = match seat.support {
            Some(support) => (support.sign(), support.code()),
            None => ("?", "unknown"),
        };
        let said = format!("{sign} {} {}", choice(self.text, "support", label), basis(self.text, &record, "support"));
        facts.extend(self.fact_of("seat", "support", Some(said.trim().to_owned())));
        let influence = seat.influence.map(|value| format!("{value}/10 {}", basis(self.text, &record, "influence")));
        facts.extend(self.fact_of("seat", "influence", influence.map(|said| said.trim().to_owned())));
        let paired: Vec<String> = self
            .room
            .linked::<Pairing>(seat.id)
            .map(|pairing| match pairing.level {
                Some(level) => format!(
                    "{} {}",
                    self.room.name(pairing.member),
                    self.text.aside(&choice(self.text, "level", level.code()))
                ),
                None => self.room.name(pairing.member),
            })
            .collect();
        facts.extend((!paired.is_empty()).then(|| (self.text.t("brief-paired"), self.text.list(&paired))));
        facts
    }

    /// What they want for their house, or for themselves.
    fn agenda(&self, seat: &Seat, level: NeedLevel) -> Option<(String, String)> {
        let need = |need: &Need| {
            let kind = need.kind.map(|kind| choice(self.text, "need-kind", kind.code()));
            let met = need.met.map(|met| self.text.ta("brief-met", &[("met", &met.to_string())]));
            let answer = need.answer.clone().map(|answer| self.text.ta("brief-answer", &[("answer", &answer)]));
            let parts: Vec<String> = [kind, met, answer].into_iter().flatten().collect();
            if parts.is_empty() {
                need.text.clone()
            } else {
                format!("{} {}", need.text, self.text.aside(&parts.join(" · ")))
            }
        };
        let all = self.room.linked::<Need>(seat.id).filter(|one| one.seat == Some(seat.id) && one.level == Some(level));
        let all: Vec<String> = all.map(need).collect();
        let label = match level {
            NeedLevel::Organisational => "brief-agenda-organisational",
            NeedLevel::Personal => "brief-agenda-personal",
        };
        (!all.is_empty()).then(|| (self.text.t(label), all.join("; ")))
    }

    fn personal(&self, seat: &Seat) -> Vec<(String, String)> {
        let Some(person) = self.room.person_of(seat.id).filter(|_| self.personal) else { return Vec::new() };
        let marked = |(label, value): (String, String)| {
            (format!("{label} {}", self.text.aside(&self.text.t("brief-personal"))), value)
        };
        let told = [("likes", &person.likes), ("taboos", &person.taboos)];
        told.into_iter().filter_map(|(field, value)| self.fact_of("person", field, value.clone())).map(marked).collect()
    }

    /// The last contacts, the newest first. A visit and what was noted of it on its day are one, as in the score of behaviour;
    /// what either says stands there.
    fn contacts(&self, seat: &Seat) -> Vec<String> {
        let mut all: Vec<(When, String)> = Vec::new();
        let touches = self.room.linked::<Touch>(seat.id).filter(|touch| touch.seats.contains(&seat.id));
        let mut touches: Vec<(When, &Touch)> = touches.filter_map(|touch| Some((touch.at?, touch))).collect();
        for visit in self.room.linked::<Visit>(seat.id).filter(|visit| visit.status == Some(VisitStatus::Done)) {
            let Some(start) = visit.start else { continue };
            let ours: Vec<String> = visit.ours.iter().map(|one| self.room.name(one.member)).collect();
            let mut about = visit.content.clone().or_else(|| visit.objective.clone()).unwrap_or_default();
            let is_of_it = |(at, touch): &mut (When, &Touch)| {
                at.day() == start.day() && matches!(touch.channel, Some(Channel::Visit | Channel::HostedVisit))
            };
            for text in touches.extract_if(.., is_of_it).filter_map(|(_, touch)| touch.text.as_deref()) {
                if text.contains(&about) {
                    text.clone_into(&mut about);
                } else if !about.contains(text) {
                    about = format!("{about} · {text}");
                }
            }
            all.push((start, self.contact(start, &self.text.t("kind-visit"), &ours, &about)));
        }
        for (at, touch) in touches {
            let channel = touch.channel.map(|one| choice(self.text, "channel", one.code())).unwrap_or_default();
            let about = touch.text.clone().unwrap_or_default();
            all.push((at, self.contact(at, &channel, &[self.room.name(touch.member)], &about)));
        }
        all.retain(|(at, _)| at.day() <= self.now.date_naive());
        all.sort_by_key(|(at, _)| Reverse(at.day()));
        all.into_iter().take(CONTACTS).map(|(_, said)| said).collect()
    }

    fn contact(&self, at: When, how: &str, ours: &[String], about: &str) -> String {
        let head = [moment(at), how.to_owned(), self.text.list(ours)];
        let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
        let head = head.join(" · ");
        if about.is_empty() { head } else { self.text.pair(&head, about) }
    }

    fn unknowns(&self, seat: &Seat, name: &str, questions: &mut Vec<String>, gaps: &mut Vec<String>) {
        let ask = |id: &str| self.text.ta(id, &[("name", name)]);
        if seat.support.is_none() {
            questions.push(ask("brief-ask-support"));
        }
        let needs =
            |level| self.room.linked::<Need>(seat.id).any(|one| one.seat == Some(seat.id) && one.level == Some(level));
        if !needs(NeedLevel::Organisational) {
            questions.push(ask("brief-ask-organisational"));
        }
        if !needs(NeedLevel::Personal) {
            questions.push(ask("brief-ask-personal"));
        }
        let unanswered =
            self.room.linked::<Need>(seat.id).filter(|one| one.seat == Some(seat.id) && one.answer.is_none());
        questions
            .extend(unanswered.map(|need| self.text.ta("brief-ask-answer", &[("name", name), ("need", &need.text)])));
        let mut unknown = Vec::new();
        for (field, known) in [
            ("buying_roles", !seat.buying_roles.is_empty()),
            ("influence", seat.influence.is_some()),
            ("layer", seat.layer.is_some()),
        ] {
            if !known {
                unknown.push(self.label("seat", field));
            }
        }
        if !self.room.linked::<Pairing>(seat.id).any(|pairing| pairing.seat == seat.id) {
            unknown.push(self.text.t("brief-paired"));
        }
        if !unknown.is_empty() {
            gaps.push(self.text.ta("brief-gap-person", &[("name", name), ("what", &self.text.list(&unknown))]));
        }
    }
}
