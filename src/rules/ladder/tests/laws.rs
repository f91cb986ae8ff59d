//! What must hold whatever happens: looking changes nothing, an item is always on one rung, the forecast is the future.

use proptest::prelude::*;

use super::*;

const WHATS: [&str; 10] = ["ack", "wait", "resume", "pause", "up", "down", "assign", "done", "drop", "note"];

/// Hours after the opening, and what was done then.
fn deeds() -> impl Strategy<Value = Vec<(i64, usize)>> {
    prop::collection::vec((-48i64..60 * 24, 0usize..WHATS.len()), 0..8)
}

fn after(hours: i64) -> DateTime<FixedOffset> {
    at(OPENED) + chrono::TimeDelta::hours(hours)
}

/// The events, in the order given, which is not that of their moments.
fn events(deeds: &[(i64, usize)]) -> Value {
    let event = |(nth, (hours, what)): (usize, &(i64, usize))| {
        json!({"id": Id::named("e", &nth.to_string()), "at": after(*hours).to_rfc3339(), "what": WHATS[*what],
            "to": "@second"})
    };
    deeds.iter().enumerate().map(event).collect::<Vec<_>>().into()
}

/// An item of some kind with these events, about an invoice that may be disputed and paid, and people who come and go.
fn world(kind: usize, deeds: &[(i64, usize)], due: i64, paid: Option<i64>, away: &[(i64, i64)]) -> Room {
    let day = |hours: i64| after(hours).date_naive().to_string();
    let kind = crate::model::choice::FollowUpKind::ALL[kind].code();
    let item = json!({"kind": kind, "opened_at": OPENED, "invoice": "@bill", "events": events(deeds)});
    let payments = paid.map(|hours| json!([{"at": day(hours), "amount": "100"}]));
    let mut more = vec![
        (
            Kind::Receivable,
            "bill",
            json!({"account": "@acme", "number": "1", "amount": "100", "currency": "CNY", "issued": "2026-07-01",
                "due": day(due), "payments": payments.unwrap_or(json!([])), "disputed_by": "@dispute"}),
        ),
        (
            Kind::Complaint,
            "dispute",
            json!({"account": "@acme", "content": "x", "occurred_at": day(due + 100), "resolved_at": day(due + 200),
                "result": "y"}),
        ),
    ];
    let leave: Vec<_> = away
        .iter()
        .map(|(from, len)| json!({"id": Id::named("l", &from.to_string()), "from": day(*from), "to": day(from + len)}))
        .collect();
    more.push((
        Kind::Member,
        "rep",
        json!({"name": "a", "level": "rep", "manager": "@manager", "deputy": "@second", "leave": leave.clone()}),
    ));
    more.push((
        Kind::Member,
        "manager",
        json!({"name": "b", "level": "manager", "manager": "@boss", "deputy": "@boss", "leave": leave}),
    ));
    let both = [house(item), room(&more)];
    Room::of(both.iter().flat_map(|room| room.everything().map(|(id, held)| (id, held.clone()))))
}

proptest! {
    /// Looking at any moments on the way changes nothing, and an item is on exactly one rung of its ladder.
    #[test]
    fn ticking_often_is_ticking_once(
        kind in 0usize..7,
        happened in deeds(),
        due in -60 * 24i64..40 * 24,
        paid in prop::option::of(-30 * 24i64..60 * 24),
        looks in prop::collection::vec(-70 * 24i64..60 * 24, 0..20),
    ) {
        let room = world(kind, &happened, due, paid, &[]);
        let terms = Terms::builtin();
        let item: &FollowUp = room.get(id("item")).unwrap();
        let policy = terms.ladders.policy_of(item, None);
        let end = after(61 * 24);
        let cast = Cast::of(&room, &terms, item.account, end);
        let (once, start) = walk(item, &policy, &cast, &room, end);
        let zone = cast.zone(item);
        let mut ticked = Walk::new(&policy, &cast.calendar, zone, start);
        let mut steps: Vec<_> =
            happenings(item, &policy, &room, zone, start).into_iter().map(|(at, what)| (at, Some(what))).collect();
        steps.extend(looks.iter().map(|hours| (after(*hours), None)));
        steps.sort_by_key(|(at, _)| *at);
        for (at, what) in steps {
            ticked.advance(at);
            prop_assert!(ticked.rung < policy.rungs.len());
            if let Some(what) = what {
                ticked.take(what, at);
            }
        }
        ticked.advance(end);
        prop_assert_eq!(ticked.climbs.clone(), once.climbs.clone());
        prop_assert_eq!((ticked.rung, ticked.state, ticked.used, ticked.since), (once.rung, once.state, once.used, once.since));
        prop_assert_eq!(ticked.runs_out(), once.runs_out());
        if let Some(last) = once.climbs.last() {
            prop_assert_eq!(last.to, once.rung + 1);
        }
    }

    /// Whatever is done in whatever order: one rung, climbs that join and never go back in time or before the opening.
    #[test]
    fn events_in_any_order_leave_an_item_somewhere(
        kind in 0usize..7,
        happened in deeds(),
        due in -60 * 24i64..40 * 24,
        now in 0i64..120 * 24,
    ) {
        let room = world(kind, &happened, due, None, &[]);
        let stand = position(room.get(id("item")).unwrap(), &room, &Terms::builtin(), after(now));
        prop_assert!((1..=stand.rungs).contains(&stand.rung));
        prop_assert!(stand.step.is_some() && stand.holder.is_some());
        prop_assert!(stand.climbs.iter().all(|climb| climb.at >= at(OPENED) && climb.at <= after(now)));
        prop_assert!(stand.climbs.windows(2).all(|pair| pair[0].at <= pair[1].at && pair[0].to == pair[1].from));
        prop_assert!(stand.climbs.iter().all(|climb| climb.from != climb.to && climb.to <= stand.rungs));
        prop_assert_eq!(stand.climbs_at.is_some(), stand.state == State::Open && !stand.held && stand.allowed.is_some());
        prop_assert!(stand.climbs_at.is_none_or(|at| at > after(now)));
        prop_assert!(stand.allowed.is_none_or(|allowed| stand.used <= allowed) || stand.climbs_at.is_none());
    }

    /// The forecast says what one would see at any later moment, and who would hold it then.
    #[test]
    fn the_forecast_is_what_comes_if_nobody_acts(
        kind in 0usize..7,
        happened in deeds(),
        due in -20 * 24i64..40 * 24,
        away in prop::collection::vec((0i64..90 * 24, 0i64..30 * 24), 0..3),
        now in 0i64..30 * 24,
        ahead in 0i64..90 * 24,
    ) {
        let happened: Vec<_> = happened.into_iter().filter(|(hours, _)| *hours <= now).collect();
        let room = world(kind, &happened, due, None, &away);
        let terms = Terms::builtin();
        let item: &FollowUp = room.get(id("item")).unwrap();
        let (now, until) = (after(now), after(now + ahead));
        let coming = forecast(&room, &terms, now, until, None);
        let then = position(item, &room, &terms, until);
        let later: Vec<_> = then.climbs.iter().filter(|climb| climb.at > now).copied().collect();
        prop_assert_eq!(coming.iter().map(|one| one.climb).collect::<Vec<_>>(), later);
        for one in coming {
            let there = position(item, &room, &terms, one.climb.at);
            prop_assert_eq!((there.rung, there.holder, there.stands_for), (one.climb.to, one.holder, one.stands_for));
        }
    }
}
