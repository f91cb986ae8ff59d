//! The lines of many accounts, gathered portion by portion.

use std::sync::Arc;

use super::Entry;
use super::look::{Look, Sight};
use crate::model::Id;
use crate::rules::portions;

/// Their lines, in no order to rely on; `size` accounts at a time.
pub(super) fn gathered(sight: Sight, accounts: &[Id], size: usize) -> Vec<Arc<Entry>> {
    portions::answered(sight.room, accounts, size, |room, portion| {
        let mut lines = Vec::new();
        Look::new(Sight { room, ..sight }, portion, false).gather(&mut lines);
        // Collected, they would keep the room of the lines themselves.
        let mut told = Vec::with_capacity(lines.len());
        told.extend(lines.into_iter().map(Arc::new));
        told
    })
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::super::look::Almanac;
    use super::*;
    use crate::edit::Room;
    use crate::model::Kind;
    use crate::rules::Terms;
    use crate::rules::fixture::{id, room};

    /// Three accounts, with people who sit in two of them.
    pub(in super::super) fn houses() -> Room {
        let mut records = vec![
            (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "base_city": "上海"})),
            (Kind::Member, "boss", json!({"name": "陈总", "level": "executive", "base_city": "上海"})),
            (
                Kind::Travel,
                "trip",
                json!({"member": "@rep", "to_city": "北京", "depart": "2026-10-26", "return": "2026-10-28"}),
            ),
            (Kind::Occasion, "ours", json!({"what": "team day", "date": "2026-10-22"})),
        ];
        for (at, name) in ["a", "b", "c"].into_iter().enumerate() {
            let of = |what: &str| -> &'static str { format!("{what} {name}").leak() };
            let to = |what: &str| format!("@{what} {name}");
            records.extend([
                (Kind::Account, of("account"), json!({"name": name, "tier": "gold", "owner": "@boss"})),
                (Kind::Person, of("chief"), json!({"name": name, "birthday": "1966-10-23", "home_city": "北京"})),
                (
                    Kind::Seat,
                    of("seat"),
                    json!({"account": to("account"), "person": to("chief"), "political_status": "inner_circle",
                        "layer": "decision", "support.as_of": "2026-01-05"}),
                ),
                (
                    Kind::FollowUp,
                    of("item"),
                    json!({"account": to("account"), "subject": name, "due": format!("2026-10-1{at}"),
                        "opened_at": "2026-10-01T10:00:00+08:00"}),
                ),
                (
                    Kind::Travel,
                    of("journey"),
                    json!({"person": to("chief"), "to_city": "深圳", "depart": format!("2026-10-2{at}"),
                        "return": "2026-10-24"}),
                ),
                (
                    Kind::Occasion,
                    of("day"),
                    json!({"person": to("chief"), "what": name, "date": format!("2026-10-2{}", at + 1)}),
                ),
                (
                    Kind::Complaint,
                    of("noise"),
                    json!({"account": to("account"), "content": name, "occurred_at": "2026-10-16"}),
                ),
            ]);
        }
        for (name, account, whose) in [("second", "@account c", "@chief a"), ("third", "@account a", "@chief b")] {
            records.push((
                Kind::Seat,
                name,
                json!({"account": account, "person": whose, "political_status": "inner_circle", "layer": "decision"}),
            ));
        }
        records.push((Kind::Pairing, "pair", json!({"member": "@rep", "seat": "@seat b", "level": "rep"})));
        room(&records)
    }

    #[test]
    fn portions_say_what_all_say_and_everybody_has_one_birthday() {
        let (room, terms) = (houses(), Terms::builtin());
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let almanac = Almanac::new(&room, &terms, now);
        let sight = Sight { room: &room, terms: &terms, now, almanac: &almanac };
        let accounts: Vec<Id> = room.ids(Kind::Account).collect();
        let told = |size: usize| {
            let mut all = gathered(sight, &accounts, size);
            all.sort_by_key(|line| line.key());
            all
        };
        let whole = told(accounts.len());
        assert_eq!(told(1), whole);
        assert_eq!(told(2), whole);
        let keys: Vec<String> = whole.iter().map(|line| line.key()).collect();
        for line in ["birthday", "journey", "occasion", "follow_up", "complaint", "meeting", "judgement"] {
            assert!(keys.iter().any(|key| key.starts_with(line)), "{line} {keys:#?}");
        }
        assert!(keys.is_sorted_by(|one, other| one < other), "{keys:#?}");
        // Alone, an account tells of everybody who sits there.
        let alone = super::super::everything(
            &room,
            &terms,
            "2026-10-20T09:00:00+08:00".parse().unwrap(),
            Some(id("account c")),
        );
        let born: Vec<_> =
            alone.iter().filter(|line| line.topic == super::super::Topic::Birthday).filter_map(Entry::id).collect();
        assert_eq!(born.len(), 2, "{born:?}");
    }
}
