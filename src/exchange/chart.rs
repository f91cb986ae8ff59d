//! An account's org chart and influence circle for others to draw: Mermaid, Graphviz and SVG.
//!
//! What stands in a chart is worked out once ([`Chart`]); each format only writes it down, with its own way of making text
//! harmless.

mod route;
mod svg;

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::edit::Room;
use crate::model::choice::{EdgeKind, Layer};
use crate::model::{Account, Edge, Id, Problem, Seat};

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Who reports to whom, band by band.
    Org,
    /// Who moves whom.
    Circle,
}

/// In which language of drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Mermaid's flowchart.
    Mermaid,
    /// Graphviz's DOT.
    Dot,
    /// SVG.
    Svg,
}

impl FromStr for Form {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text {
            "mermaid" => Ok(Self::Mermaid),
            "dot" => Ok(Self::Dot),
            "svg" => Ok(Self::Svg),
            _ => Err(Problem::new("problem-usage-format").with("text", text).with("formats", "mermaid dot svg")),
        }
    }
}

/// Turns a text id into words.
pub type Say<'a> = &'a dyn Fn(&str) -> String;

/// Somebody in a chart.
#[derive(Clone, Debug)]
struct Node {
    seat: Id,
    /// The name in the drawing: `n1`, `n2`, …
    key: String,
    name: String,
    title: String,
    layer: Option<Layer>,
    influence: u8,
    is_vacant: bool,
}

/// A line in a chart.
#[derive(Clone, Debug)]
struct Link {
    from: usize,
    to: usize,
    kind: Option<EdgeKind>,
    weight: i64,
    label: String,
}

/// What is drawn.
#[derive(Clone, Debug)]
struct Chart {
    title: String,
    picture: Picture,
    nodes: Vec<Node>,
    links: Vec<Link>,
    /// Bands with somebody in them, top down: name, and who.
    bands: Vec<(String, Vec<usize>)>,
}

/// A chart of an account, as text.
pub fn chart(room: &Room, account: Id, picture: Picture, form: Form, today: NaiveDate, say: Say) -> String {
    let chart = Chart::of(room, account, picture, today, say);
    match form {
        Form::Mermaid => mermaid(&chart),
        Form::Dot => dot(&chart),
        Form::Svg => svg::write(&chart),
    }
}

impl Chart {
    fn of(room: &Room, account: Id, picture: Picture, today: NaiveDate, say: Say) -> Self {
        let mut seats: Vec<&Seat> =
            room.linked::<Seat>(account).filter(|seat| seat.account == account && seat.is_current(today)).collect();
        let place = |layer: Option<Layer>| layer.map_or(Layer::ALL.len(), |layer| layer as usize);
        let order = |seat: &Seat| seat.position.unwrap_or(f64::MAX);
        seats.sort_by(|a, b| {
            (place(a.layer))
                .cmp(&place(b.layer))
                .then_with(|| order(a).total_cmp(&order(b)))
                .then_with(|| a.id.cmp(&b.id))
        });
        let node = |(at, seat): (usize, &&Seat)| {
            let named = seat.person.map(|id| room.name(id));
            let name = named.or_else(|| seat.person_text.clone()).unwrap_or_default();
            Node {
                seat: seat.id,
                key: format!("n{}", at + 1),
                is_vacant: name.is_empty(),
                name: if name.is_empty() { say("map-vacant") } else { name },
                title: seat.title.clone().unwrap_or_default(),
                layer: seat.layer,
                influence: seat.influence.unwrap_or(0),
            }
        };
        let nodes: Vec<Node> = seats.iter().enumerate().map(node).collect();
        let at: BTreeMap<Id, usize> = nodes.iter().enumerate().map(|(at, node)| (node.seat, at)).collect();
        let links = match picture {
            Picture::Org => seats
                .iter()
                .filter_map(|seat| Some((*at.get(&seat.reports_to?)?, *at.get(&seat.id)?)))
                .map(|(from, to)| Link { from, to, kind: None, weight: 1, label: String::new() })
                .collect(),
            Picture::Circle => {
                let link = |edge: &Edge| {
                    let kind = edge.kind?;
                    let label = say(&format!("choice-edge-kind-{}", kind.code().replace('_', "-")));
                    let (from, to) = (*at.get(&edge.from)?, *at.get(&edge.to)?);
                    Some(Link { from, to, kind: Some(kind), weight: edge.weight.unwrap_or(1), label })
                };
                room.linked::<Edge>(account).filter(|edge| edge.account == account).filter_map(link).collect()
            }
        };
        let mut bands: Vec<(String, Vec<usize>)> = Vec::new();
        for (number, one) in nodes.iter().enumerate() {
            let name = match one.layer {
                Some(layer) => say(&format!("choice-layer-{}", layer.code())),
                None => say("chart-unplaced"),
            };
            match bands.last_mut().filter(|(last, _)| *last == name) {
                Some((_, band)) => band.push(number),
                None => bands.push((name, vec![number])),
            }
        }
        let title = room.get::<Account>(account).map(|account| account.name.clone()).unwrap_or_default();
        Self { title, picture, nodes, links, bands }
    }

    fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The number of the band in which somebody stands.
    fn band(&self, at: usize) -> Option<usize> {
        self.bands.iter().position(|(_, band)| band.contains(&at))
    }

    fn key(&self, at: usize) -> &str {
        self.node(at).map_or("", |node| node.key.as_str())
    }
}

/// Whether a line goes one way.
const fn is_directed(kind: Option<EdgeKind>) -> bool {
    !matches!(kind, Some(EdgeKind::ConflictsWith | EdgeKind::AllyOf | EdgeKind::Social))
}

fn mermaid(chart: &Chart) -> String {
    let mut lines = vec![format!("---\ntitle: \"{}\"\n---", yaml(&chart.title))];
    lines.push(format!("flowchart {}", if chart.picture == Picture::Org { "TB" } else { "LR" }));
    let node = |at: &usize| {
        let Some(node) = chart.node(*at) else { return String::new() };
        let text = [node.name.as_str(), &node.title].into_iter().filter(|text| !text.is_empty()).map(entities);
        let text = text.collect::<Vec<_>>().join("<br/>");
        let [open, close] = if node.is_vacant { ["([", "])"] } else { ["[", "]"] };
        format!("    {}{open}\"{text}\"{close}", node.key)
    };
    for (number, (name, band)) in chart.bands.iter().enumerate() {
        if chart.picture == Picture::Org {
            lines.push(format!("  subgraph b{number}[\"{}\"]", entities(name)));
            lines.extend(band.iter().map(node));
            lines.push("  end".into());
        } else {
            lines.extend(band.iter().map(node));
        }
    }
    for link in &chart.links {
        let arrow = match link.kind {
            Some(EdgeKind::Influences | EdgeKind::Gatekeeps) if link.weight >= 3 => "==>",
            None | Some(EdgeKind::Influences | EdgeKind::Gatekeeps) => "-->",
            Some(EdgeKind::DottedTo) => "-.->",
            Some(EdgeKind::ConflictsWith) => "x--x",
            Some(EdgeKind::AllyOf | EdgeKind::Social) => "---",
        };
        let label = if link.label.is_empty() { String::new() } else { format!("|\"{}\"|", entities(&link.label)) };
        lines.push(format!("  {} {arrow}{label} {}", chart.key(link.from), chart.key(link.to)));
    }
    lines.join("\n") + "\n"
}

/// Whether a character means only itself: none that controls, nor one that turns what follows around, beyond the name it is in.
fn is_harmless(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text of such; where a line ends in it there is a blank.
fn harmless(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).filter(|c| is_harmless(*c))
}

/// Text inside Mermaid's quotes: everything that means something to it as a character's number.
fn entities(text: &str) -> String {
    let one = |c: char| if "\"#&<>;`[]{}()|\\".contains(c) { format!("#{};", c as u32) } else { c.to_string() };
    harmless(text).map(one).collect()
}

fn yaml(text: &str) -> String {
    harmless(text).flat_map(|c| if "\"\\".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}

fn dot(chart: &Chart) -> String {
    let mut lines = vec![format!("digraph {} {{", quoted(&chart.title))];
    // With ranks of the whole and not of each cluster the bands stand below one another.
    let direction = if chart.picture == Picture::Org { "TB, newrank=true" } else { "LR" };
    lines.push(format!("  graph [label={}, labelloc=t, rankdir={direction}];", quoted(&chart.title)));
    lines.push("  node [shape=box, style=rounded, fontname=\"sans-serif\"];".into());
    lines.push("  edge [fontname=\"sans-serif\", fontsize=10];".into());
    let node = |at: &usize| {
        let Some(node) = chart.node(*at) else { return String::new() };
        let label = if node.title.is_empty() { node.name.clone() } else { format!("{}\n{}", node.name, node.title) };
        let vacant = if node.is_vacant { ", style=dashed" } else { "" };
        format!("    {} [label={}{vacant}];", node.key, quoted(&label))
    };
    for (number, (name, band)) in chart.bands.iter().enumerate() {
        if chart.picture == Picture::Org {
            lines.push(format!("  subgraph cluster_{number} {{"));
            lines.push(format!("    label={};", quoted(name)));
            lines.extend(band.iter().map(node));
            lines.push("  }".into());
        } else {
            lines.extend(band.iter().map(node));
        }
    }
    if chart.picture == Picture::Org {
        // Something unseen stands between two bands: below all of the one, above all of the other.
        for (number, two) in chart.bands.windows(2).enumerate() {
            let [(_, upper), (_, lower)] = two else { continue };
            let unseen = "[style=invis, weight=0]";
            lines.push(format!("  below{number} [shape=point, style=invis];"));
            lines.extend(upper.iter().map(|at| format!("  {} -> below{number} {unseen};", chart.key(*at))));
            lines.extend(lower.iter().map(|at| format!("  below{number} -> {} {unseen};", chart.key(*at))));
        }
    }
    for link in &chart.links {
        let style = match link.kind {
            Some(EdgeKind::DottedTo) => ", style=dotted",
            Some(EdgeKind::ConflictsWith) => ", style=dashed, color=red",
            Some(EdgeKind::Social) => ", style=dashed",
            _ => "",
        };
        let direction = if is_directed(link.kind) { "" } else { ", dir=none" };
        // A line from below must not turn the bands around.
        let is_upward = chart.picture == Picture::Org && chart.band(link.from) > chart.band(link.to);
        let free = if is_upward { ", constraint=false" } else { "" };
        let label = quoted(&link.label);
        let (from, to) = (chart.key(link.from), chart.key(link.to));
        lines.push(format!(
            "  {from} -> {to} [label={label}, penwidth={}{style}{direction}{free}];",
            link.weight.clamp(1, 3)
        ));
    }
    lines.push("}".into());
    lines.join("\n") + "\n"
}

/// A quoted string of DOT.
fn quoted(text: &str) -> String {
    let mut safe = String::from('"');
    for c in text.chars().filter(|c| is_harmless(*c) || *c == '\n') {
        match c {
            '"' | '\\' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            other => safe.push(other),
        }
    }
    safe.push('"');
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn drawn(picture: Picture, form: Form) -> String {
        let all = room(&[
            (Kind::Account, "a", json!({"name": "A \"B\" <c>"})),
            (Kind::Person, "p", json!({"name": "张\"伟]\u{1b}[31m"})),
            (Kind::Person, "q", json!({"name": "Ann & Bob"})),
            (
                Kind::Seat,
                "s",
                json!({"account": "@a", "person": "@p", "title": "局长", "layer": "decision", "influence": 9}),
            ),
            (Kind::Seat, "t", json!({"account": "@a", "person": "@q", "layer": "management", "reports_to": "@s"})),
            (Kind::Seat, "u", json!({"account": "@a", "title": "Clerk", "layer": "operations", "reports_to": "@t"})),
            (Kind::Seat, "x", json!({"account": "@a", "title": "Gone", "to": "2020-01-01"})),
            (Kind::Edge, "e", json!({"account": "@a", "from": "@t", "to": "@s", "kind": "influences", "weight": 3})),
            (Kind::Edge, "f", json!({"account": "@a", "from": "@t", "to": "@u", "kind": "conflicts_with"})),
        ]);
        chart(&all, id("a"), picture, form, "2026-10-20".parse().unwrap(), &|id| id.to_owned())
    }

    #[test]
    fn nothing_in_a_name_can_break_out_of_a_drawing() {
        for form in [Form::Mermaid, Form::Dot, Form::Svg] {
            for picture in [Picture::Org, Picture::Circle] {
                let text = drawn(picture, form);
                assert!(!text.contains('\u{1b}'), "{text}");
                assert!(text.contains("局长") && !text.contains("Gone"), "{text}");
            }
        }
        let mermaid = drawn(Picture::Org, Form::Mermaid);
        assert!(mermaid.contains("张#34;伟#93;#91;31m<br/>局长"), "{mermaid}");
        assert!(mermaid.contains("n1 --> n2") && mermaid.contains("n2 --> n3"), "{mermaid}");
        let dot = drawn(Picture::Circle, Form::Dot);
        assert!(dot.contains("n2 -> n1") && dot.contains("penwidth=3") && dot.contains("dir=none"), "{dot}");
        let svg = drawn(Picture::Org, Form::Svg);
        assert_eq!(svg.matches("marker-end").count(), 2, "{svg}");
        let bands = drawn(Picture::Org, Form::Dot);
        assert!(bands.contains("n1 -> below0") && bands.contains("below0 -> n2"), "{bands}");
        assert!(svg.starts_with("<svg") && svg.contains("Ann &amp; Bob") && !svg.contains("<c>"), "{svg}");
    }
}
