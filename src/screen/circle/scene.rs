//! What the circle shows, worked out once per change: faces, lines, answers and where everybody stands.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Size;

use super::place::{Card, Plan, distances, place};
use crate::model::choice::{Confidence, EdgeKind, Function, Support};
use crate::model::{Edge, Id, Seat};
use crate::rules::circle::{Fragility, Influence, Missing, Route, Sandbox, Score, Web, Who};
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{clean, cut, width};

/// Columns of the widest card.
const WIDEST: usize = 16;

/// Functions clockwise from the top; whoever has none known stands among the others.
const SECTORS: [Function; 6] = [
    Function::Executive,
    Function::Technical,
    Function::User,
    Function::Other,
    Function::Procurement,
    Function::Finance,
];

/// One of theirs as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    pub name: String,
    pub title: String,
    pub support: Option<Support>,
    pub influence: Option<u8>,
    /// Index into the sectors.
    pub sector: usize,
    /// Whether the sandbox takes them away.
    pub gone: bool,
    /// Whether losing them cuts us off, or they hang by one thread.
    pub fragile: bool,
}

impl Face {
    /// What stands behind the name: whether they are gone or fragile, and their support.
    pub fn signs(&self, ascii: bool) -> String {
        let support = match self.support {
            _ if self.gone => {
                if ascii {
                    "x"
                } else {
                    "✗"
                }
            }
            None => "?",
            Some(support) => support.sign(),
        };
        let support = if ascii { support.replace('−', "-") } else { support.to_owned() };
        if self.fragile { format!("!{support}") } else { support }
    }
}

/// A line as drawn and listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: Id,
    pub from: Id,
    pub to: Id,
    pub kind: EdgeKind,
    pub weight: i64,
    pub confidence: Option<Confidence>,
    pub notes: String,
}

impl Line {
    /// The other end.
    pub fn other(&self, one: Id) -> Option<Id> {
        if self.from == one { Some(self.to) } else { (self.to == one).then_some(self.from) }
    }
}

/// The figures of a circle, as they are or as the sandbox has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    pub net: Score,
    pub coverage: Score,
    /// Strength of the best way to the decision maker.
    pub best: Option<f64>,
}

/// Everything the screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub faces: BTreeMap<Id, Face>,
    pub lines: Vec<Line>,
    pub ranks: Vec<Influence>,
    pub fragility: Fragility,
    pub goal: Option<Id>,
    pub routes: Vec<Route>,
    pub missing: Option<Missing>,
    pub figures: Figures,
    /// The figures without the sandbox, where there is one.
    pub before: Option<Figures>,
}

impl Scene {
    /// The circle of an account; lines of other kinds than `only` are left out.
    pub fn of(view: &View, account: Id, sandbox: Option<&Sandbox>, only: Option<EdgeKind>) -> Self {
        let supposed = sandbox.cloned().unwrap_or_default();
        let web = Web::of(view.room, account, view.now, &supposed);
        let fragility = web.fragility();
        let weak: BTreeSet<Id> = fragility
            .cuts
            .iter()
            .map(|cut| cut.who.id())
            .chain(fragility.single_threads.iter().map(|thread| thread.seat))
            .collect();
        let seats = view.room.linked::<Seat>(account);
        let here = seats.filter(|seat| seat.account == account && seat.is_current(view.today()));
        let faces: BTreeMap<Id, Face> =
            here.map(|seat| (seat.id, face(view, seat, &supposed, weak.contains(&seat.id)))).collect();
        let lines = view.room.linked::<Edge>(account).filter_map(|edge| line(edge, &faces));
        let lines = lines.filter(|line| only.is_none_or(|only| line.kind == only)).collect();
        let goal = web.decision_maker();
        let routes = goal.map(|goal| web.routes(goal)).unwrap_or_default();
        let missing = goal.filter(|_| routes.is_empty()).and_then(|goal| web.missing_link(goal));
        let before = sandbox.map(|_| {
            let web = Web::of(view.room, account, view.now, &Sandbox::default());
            figures(&web, &web.decision_maker().map(|goal| web.routes(goal)).unwrap_or_default())
        });
        let figures = figures(&web, &routes);
        Self { faces, lines, ranks: web.influence(), fragility, goal, routes, missing, figures, before }
    }

    /// Who stands in the centre when nobody was chosen: who decides, else who has most influence.
    pub fn first(&self) -> Option<Id> {
        self.goal.or_else(|| self.ranks.first().map(|one| one.seat)).or_else(|| self.faces.keys().next().copied())
    }

    /// The lines of one person: those that start there, those that end there, the rest; the heaviest first.
    pub fn lines_of(&self, id: Id) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.lines.iter().filter(|line| line.other(id).is_some()).collect();
        let group = |line: &Line| if line.kind.is_directed() { u8::from(line.from != id) } else { 2 };
        lines.sort_by_key(|line| (group(line), line.kind, std::cmp::Reverse(line.weight), line.id));
        lines
    }

    /// How a person stands to the centre: (influences it, is influenced by it).
    pub fn ways(&self, id: Id, centre: Id) -> (bool, bool) {
        let directed = || self.lines.iter().filter(|line| line.kind.is_directed());
        let leads = |from, to| directed().any(|line| line.from == from && line.to == to);
        (leads(id, centre), leads(centre, id))
    }

    /// The hops of a way between their people, for drawing it.
    pub fn hops(&self, nth: usize) -> Vec<(Id, Id)> {
        let Some(route) = self.routes.get(nth) else { return Vec::new() };
        let theirs: Vec<Id> =
            route.steps.iter().filter(|step| matches!(step.who, Who::Seat(_))).map(|step| step.who.id()).collect();
        theirs.iter().copied().zip(theirs.iter().copied().skip(1)).collect()
    }

    /// Where everybody stands around `centre`: cards as high as the area allows without turning anybody into initials.
    pub fn plan(&self, view: &View, size: Size, centre: Id) -> Plan {
        let own = self.faces.get(&centre).map_or(0, |face| width(&face.name).max(width(&face.title).min(WIDEST)));
        let own = Size::new((own as u16 + 8).min(size.width), 3.min(size.height));
        let labels = if size.width < 48 { BTreeMap::new() } else { labels(view) };
        let heights = [(4, 90, 40), (3, 60, 26), (1, 0, 0)];
        let fitting = heights.into_iter().filter(|(_, cols, rows)| size.width >= *cols && size.height >= *rows);
        let mut best = Plan::default();
        for (rows, ..) in fitting {
            let cards = self.cards(centre, rows);
            best = place(size, (centre, own), &cards, rows, &labels);
            if best.more == 0 && best.placed.iter().all(|placed| !placed.brief) {
                break;
            }
        }
        best
    }

    fn cards(&self, centre: Id, rows: u16) -> Vec<Card> {
        let near = distances(centre, self.lines.iter().map(|line| (line.from, line.to)));
        let outer = near.values().max().copied().unwrap_or(0) + 1;
        let frame = if rows > 1 { 2 } else { 0 };
        let card = |(id, face): (&Id, &Face)| {
            let (moves, moved) = self.ways(*id, centre);
            let name = width(&face.name).clamp(4, WIDEST - 4) + usize::from(moves) + usize::from(moved);
            let name = name + 1 + width(&face.signs(false));
            let text = if rows > 3 { name.max(width(&face.title).min(WIDEST)) } else { name };
            Card {
                id: *id,
                ring: near.get(id).copied().unwrap_or(outer),
                sector: face.sector,
                cols: text as u16 + frame,
                initials: width(&initials(&face.name)).max(1) as u16,
            }
        };
        let mut cards: Vec<(Option<u8>, Card)> =
            self.faces.iter().filter(|(id, _)| **id != centre).map(|one| (one.1.influence, card(one))).collect();
        cards.sort_by_key(|(influence, card)| (std::cmp::Reverse(*influence), card.id));
        cards.into_iter().map(|(_, card)| card).collect()
    }
}

fn figures(web: &Web, routes: &[Route]) -> Figures {
    Figures { net: web.net_support(), coverage: web.coverage(), best: routes.first().map(|route| route.strength) }
}

fn face(view: &View, seat: &Seat, sandbox: &Sandbox, fragile: bool) -> Face {
    let name = view.room.name(seat.id);
    Face {
        name: match (clean(&name), seat.person) {
            (name, _) if name.is_empty() => "?".into(),
            (name, Some(_)) => name.into_owned(),
            // A vacant seat goes by its title.
            (title, None) => format!("({title})"),
        },
        title: clean(seat.title.as_deref().unwrap_or_default()).into_owned(),
        support: sandbox.support.get(&seat.id).copied().or(seat.support),
        influence: seat.influence,
        sector: sector(seat.function.unwrap_or(Function::Other)),
        gone: sandbox.gone.contains(&seat.id),
        fragile,
    }
}

fn line(edge: &Edge, faces: &BTreeMap<Id, Face>) -> Option<Line> {
    (faces.contains_key(&edge.from) && faces.contains_key(&edge.to)).then_some(())?;
    Some(Line {
        id: edge.id,
        from: edge.from,
        to: edge.to,
        kind: edge.kind?,
        weight: edge.weight.unwrap_or(1).clamp(1, 3),
        confidence: edge.confidence,
        notes: edge.notes.clone().unwrap_or_default(),
    })
}

fn sector(function: Function) -> usize {
    SECTORS.iter().position(|one| *one == function).unwrap_or_default()
}

/// The name of a sector.
pub fn sector_name(view: &View, sector: usize) -> String {
    SECTORS.get(sector).map(|function| choice_label(view.text, "function", function.code())).unwrap_or_default()
}

fn labels(view: &View) -> BTreeMap<usize, u16> {
    (0..SECTORS.len()).map(|sector| (sector, width(&sector_name(view, sector)) as u16)).collect()
}

/// A family name's one character, or the first letters of two words.
pub fn initials(name: &str) -> String {
    let first = cut(name, 2);
    if width(first) > first.chars().count() {
        return first.to_owned();
    }
    name.split_whitespace().take(2).map(|word| cut(word, 1)).collect()
}
