use super::*;

/// The bureau of DOMAIN §3, with strengths that no weight gives.
const LIN: usize = 0;
const ZHAO: usize = 1;
const CHEN: usize = 2;
const WANG: usize = 3;
const SUN: usize = 4;

fn id(n: usize) -> Id {
    Id::named("circle", &n.to_string())
}

fn bureau() -> Web {
    let people = [("Lin", 6), ("Zhao", 8), ("Chen", 10), ("Wang", 7), ("Sun", 4)];
    let players = people.iter().enumerate().map(|(at, (name, influence))| Player {
        seat: id(at),
        name: (*name).into(),
        layer: Some(if at == CHEN { Layer::Decision } else { Layer::Management }),
        influence: Some(*influence),
        support: None,
        coverage: None,
        is_key: false,
        authority: (u8::from(at == CHEN), at == CHEN, Some(*influence)),
    });
    let ours = ["rep", "manager"].iter().enumerate().map(|(at, name)| Ours {
        id: id(10 + at),
        name: (*name).into(),
        level: Some([Level::Rep, Level::Manager][at]),
    });
    let bond = |member, player, strength| Bond { member, player, level: None, strength };
    Web {
        players: players.collect(),
        ours: ours.collect(),
        bonds: vec![bond(0, SUN, 0.9), bond(1, WANG, 0.6)],
        lines: vec![
            (LIN, ZHAO, 0.8),
            (ZHAO, CHEN, 0.9),
            (WANG, CHEN, 0.5),
            (LIN, WANG, 0.4),
            (SUN, LIN, 0.7),
            (CHEN, ZHAO, 0.2),
        ],
    }
}

fn names(steps: &[Waypoint]) -> Vec<&str> {
    steps.iter().map(|step| step.name.as_str()).collect()
}

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
}

#[test]
fn computed_rank_against_declared() {
    let ranks = bureau().influence();
    let expected = [("Lin", 1.0, 4), ("Sun", 0.8862, 5), ("Zhao", 0.8141, 2), ("Wang", 0.6906, 3), ("Chen", 0.6176, 1)];
    for (at, (one, (name, computed, declared))) in ranks.iter().zip(expected).enumerate() {
        near(one.computed.unwrap(), computed);
        assert_eq!((one.name.as_str(), one.computed_rank, one.declared_rank), (name, Some(at + 1), Some(declared)));
        assert_eq!(one.hidden, matches!(name, "Lin" | "Sun" | "Chen"), "{name}");
    }
    assert_eq!((ranks[0].gap(), ranks[4].gap()), (3, -4));
    // Lin lies between Sun and everybody else; nobody lies on half as many routes.
    assert_eq!(ranks.iter().filter(|one| one.broker).map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Lin"]);
}

#[test]
fn a_tie_hides_nobody() {
    let mut web = bureau();
    // Everybody moves one other and is moved by one: a ring.
    let count = web.players.len();
    web.lines = (0..count).map(|at| (at, (at + 1) % count, 1.0)).collect();
    assert!(web.influence().iter().all(|one| !one.hidden && one.gap() == 0));
    web.players[CHEN].influence = None;
    let ranks = web.influence();
    assert_eq!((ranks[4].name.as_str(), ranks[4].declared_rank, ranks[4].hidden), ("Chen", None, false));
}

#[test]
fn without_lines_nobody_s_influence_is_known() {
    let mut web = bureau();
    web.lines.clear();
    let ranks = web.influence();
    assert!(ranks.iter().all(|one| (one.computed, one.computed_rank, one.hidden) == (None, None, false)));
    assert!(ranks.iter().any(|one| one.declared_rank == Some(1)), "what is declared stays");
}

#[test]
fn the_best_way_and_two_others() {
    let mut web = bureau();
    assert_eq!(web.decision_maker(), Some(id(CHEN)));
    let routes = web.routes(id(CHEN));
    let expected: [(&[&str], f64); 3] = [
        (&["rep", "Sun", "Lin", "Zhao", "Chen"], 0.4536),
        (&["manager", "Wang", "Chen"], 0.3),
        (&["rep", "Sun", "Lin", "Wang", "Chen"], 0.1260),
    ];
    assert_eq!(routes.len(), 3);
    for (route, (steps, strength)) in routes.iter().zip(expected) {
        assert_eq!(names(&route.steps), steps);
        near(route.strength, strength);
    }
    web.players[LIN].support = Some(Support::Enemy);
    near(web.routes(id(CHEN))[0].strength, 0.3);
    web.players[WANG].support = Some(Support::NonSupporter);
    near(web.routes(id(CHEN))[0].strength, 0.09);
    web.players[CHEN].support = Some(Support::Enemy);
    near(web.routes(id(CHEN))[0].strength, 0.09);
}

#[test]
fn where_no_way_leads_the_missing_link_is_named() {
    let mut web = bureau();
    web.bonds.truncate(1);
    web.players[LIN].support = Some(Support::Enemy);
    assert!(web.routes(id(CHEN)).is_empty());
    let missing = web.missing_link(id(CHEN)).unwrap();
    // Sun, whom the rep knows well, on Chen: .9 · ⅓; the rep on anybody would be weaker.
    assert_eq!((missing.from.name.as_str(), missing.to.name.as_str()), ("Sun", "Chen"));
    near(missing.strength, 0.3);
    web.bonds.clear();
    let missing = web.missing_link(id(CHEN)).unwrap();
    // The manager's level is Zhao's: .2 · .9 is more than the half of .2 for Chen, a level too high.
    assert_eq!((missing.from.name.as_str(), missing.to.name.as_str()), ("manager", "Zhao"));
    assert_eq!(Web::default().missing_link(id(CHEN)), None);
}

#[test]
fn whom_we_must_not_lose() {
    let mut web = bureau();
    let fragility = web.fragility();
    assert!(fragility.reached && fragility.cuts.is_empty());
    web.bonds.truncate(1);
    assert_eq!(names(&web.fragility().cuts), ["rep", "Sun", "Lin"]);
    web.bonds.clear();
    assert!(!web.fragility().reached);
}

#[test]
fn a_key_player_who_knows_one_of_us_hangs_by_a_thread() {
    let mut web = bureau();
    web.players[SUN].is_key = true;
    web.players[CHEN].is_key = true;
    let threads = web.fragility().single_threads;
    assert_eq!(threads.len(), 1);
    assert_eq!((threads[0].name.as_str(), threads[0].member_name.as_str()), ("Sun", "rep"));
    web.bonds.push(Bond { member: 1, player: SUN, level: None, strength: 0.5 });
    assert!(web.fragility().single_threads.is_empty());
}

#[test]
fn support_is_weighed_by_influence() {
    let mut web = bureau();
    let support = [Support::Supporter, Support::NonSupporter, Support::Neutral, Support::Neutral, Support::Mentor];
    for (player, support) in web.players.iter_mut().zip(support) {
        player.support = Some(support);
    }
    let net = web.net_support();
    near(net.value.unwrap(), 0.0857);
    near(net.known, 1.0);
    web.players[CHEN].support = None;
    let net = web.net_support();
    near(net.value.unwrap(), 0.12);
    near(net.known, 25.0 / 35.0);
    assert_eq!((net.counted(), net.parts.len()), (4, 5));
    // Whose influence is unknown counts for nothing, and is counted among those who are not.
    web.players[ZHAO].influence = None;
    let net = web.net_support();
    assert_eq!((net.counted(), net.parts.len()), (3, 5));
    assert_eq!(Web::default().net_support(), Score::default());
}

#[test]
fn coverage_needs_depth_and_the_right_level() {
    let mut web = bureau();
    for (at, coverage) in [(CHEN, Coverage::Brief), (ZHAO, Coverage::Multiple), (WANG, Coverage::InDepth)] {
        web.players[at].coverage = Some(coverage);
        web.players[at].is_key = true;
    }
    web.bonds = vec![
        Bond { member: 0, player: ZHAO, level: Some(Level::Rep), strength: 0.5 },
        Bond { member: 1, player: WANG, level: Some(Level::Manager), strength: 0.5 },
    ];
    let coverage = web.coverage();
    assert!((coverage.value.unwrap() - 50.67).abs() < 0.005);
    near(coverage.known, 1.0);
    web.players[CHEN].coverage = None;
    near(web.coverage().known, 15.0 / 25.0);
}

fn room(records: serde_json::Value) -> Room {
    let mut draft = crate::edit::Draft::default();
    for record in records.as_array().unwrap() {
        let mut fields = record.as_object().unwrap().clone();
        let kind = fields.remove("record").unwrap().as_str().unwrap().parse().unwrap();
        draft.create(kind, fields["id"].as_str().unwrap().parse().unwrap(), fields).unwrap();
    }
    let edit = crate::edit::Edit {
        id: Id::NIL,
        at: crate::edit::Stamp::default(),
        when: now().into(),
        author: String::new(),
        label: String::new(),
        subject: String::new(),
        reason: None,
        group: None,
        turn: None,
        changes: draft.changes,
    };
    let mut room = Room::default();
    let prepared = room.prepare(edit).unwrap();
    room.absorb(prepared);
    room
}

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

#[test]
fn records_become_a_circle() {
    let [account, chair, office, gone, rep] = [0, 1, 2, 3, 4].map(|n| id(n).to_string());
    let edge = |n, from: &str, to: &str, kind: &str, weight: i64| {
        serde_json::json!({"record": "edge", "id": id(n).to_string(), "account": account, "from": from, "to": to,
            "kind": kind, "weight": weight})
    };
    let room = room(serde_json::json!([
        {"record": "account", "id": account, "name": "A", "tier": "gold"},
        {"record": "seat", "id": chair, "account": account, "title": "Chair", "layer": "decision", "support": "enemy"},
        {"record": "seat", "id": office, "account": account, "title": "Office", "layer": "management"},
        {"record": "seat", "id": gone, "account": account, "title": "Gone", "to": "2026-10-19"},
        {"record": "member", "id": rep, "name": "Rep", "level": "rep"},
        {"record": "pairing", "id": id(5).to_string(), "member": rep, "seat": office, "level": "rep",
            "current": "trusted_advisor"},
        {"record": "touch", "id": id(6).to_string(), "account": account, "member": rep, "seats": [office],
            "at": "2026-08-21", "channel": "hosted_visit"},
        edge(7, &office, &chair, "influences", 2),
        edge(8, &gone, &chair, "influences", 3),
        edge(9, &chair, &office, "social", 3),
    ]));
    let web = Web::of(&room, id(0), now(), &Sandbox::default());
    assert_eq!((web.players.len(), web.lines.len()), (2, 1));
    let routes = web.routes(id(1));
    assert_eq!(names(&routes[0].steps), ["Rep", "Office", "Chair"]);
    // Sixty days after a hosted visit: x = 2, lived to 39.35 %.
    near(routes[0].strength, (0.5 + (1.0 - (-0.5_f64).exp()) / 2.0) * 2.0 / 3.0);
    near(web.net_support().known, 0.0);

    let without = Sandbox { gone: [id(4)].into(), ..Sandbox::default() };
    assert!(Web::of(&room, id(0), now(), &without).routes(id(1)).is_empty());
    let sour = Sandbox { support: [(id(2), Support::NonSupporter)].into(), ..Sandbox::default() };
    let changed = Web::of(&room, id(0), now(), &sour).routes(id(1));
    near(changed[0].strength, routes[0].strength * 0.3);
}
