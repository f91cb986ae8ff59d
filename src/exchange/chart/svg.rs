//! A chart as SVG: boxes and lines. The org chart is a row or more for each band, its lines run around the cards ([`route`](super::route));
//! the circle has the most influential in the middle, the others on rings around them.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::TAU;
use std::fmt::Write;

use super::route::{GAP, HIGH, WIDE, route};
use super::{Chart, Picture, harmless, is_directed};
use crate::model::choice::EdgeKind;

/// Room for the title.
const TOP: f64 = 48.0;
/// What a column of a band's name takes.
const LETTER: f64 = 7.5;
/// From the end of a row to the rule with which the next band begins.
const RULE: f64 = 10.0;
/// In which a boss's lines are drawn, so that the eye can follow them where they cross others.
const INKS: [&str; 5] = ["#444", "#1f5fa8", "#a8431f", "#2a7d3f", "#7d3f9c"];
/// Columns of letters a box holds; a Han character takes two.
const LETTERS: usize = 20;
/// Boxes in a row of a band; more go below.
const ROW: usize = 10;
/// Boxes on the first ring; each further one has as many more.
const RING: usize = 7;

pub(super) fn write(chart: &Chart) -> String {
    let Laid { places, bands, lines, forks, width, height } = match chart.picture {
        Picture::Org => rows(chart),
        Picture::Circle => rings(chart),
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"sans-serif\" font-size=\"13\">\n\
         <defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">\
         <path d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{GAP}\" y=\"28\" font-size=\"18\" font-weight=\"bold\">{}</text>\n",
        xml(&chart.title)
    );
    // Writing into a string cannot fail.
    for (name, rule, y) in bands {
        writeln!(svg, "<text x=\"{GAP}\" y=\"{y:.0}\" fill=\"#666\">{}</text>", xml(&name)).ok();
        writeln!(svg, "<path d=\"M{GAP} {rule:.0} H{:.0}\" stroke=\"#ddd\"/>", width - GAP).ok();
    }
    let bosses: BTreeSet<usize> = chart.links.iter().map(|link| link.from).collect();
    let inks: BTreeMap<usize, &str> = bosses.into_iter().zip(INKS.into_iter().cycle()).collect();
    let ink = |boss: usize| inks.get(&boss).copied().unwrap_or_default();
    for (link, line) in chart.links.iter().zip(&lines) {
        let line = path(line);
        let style = match link.kind {
            Some(EdgeKind::ConflictsWith) => "stroke=\"#c00\" stroke-dasharray=\"6 3\"".to_owned(),
            Some(EdgeKind::DottedTo) => "stroke=\"#666\" stroke-dasharray=\"2 3\"".to_owned(),
            Some(EdgeKind::Social) => "stroke=\"#099\" stroke-dasharray=\"6 3\"".to_owned(),
            Some(EdgeKind::AllyOf) => "stroke=\"#080\"".to_owned(),
            Some(EdgeKind::Influences | EdgeKind::Gatekeeps) => "stroke=\"#444\"".to_owned(),
            // Where several of one boss lie on each other they would look thicker without crisp edges.
            None => format!("stroke=\"{}\" shape-rendering=\"crispEdges\"", ink(link.from)),
        };
        let head = if is_directed(link.kind) { " marker-end=\"url(#to)\"" } else { "" };
        let thick = link.weight.clamp(1, 3);
        writeln!(
            svg,
            "<path d=\"{line}\" fill=\"none\" stroke-width=\"{thick}\" {style}{head}><title>{}</title></path>",
            xml(&link.label)
        )
        .ok();
    }
    for (boss, (x, y)) in &forks {
        writeln!(svg, "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"2.5\" fill=\"{}\"/>", ink(*boss)).ok();
    }
    for (node, (x, y)) in chart.nodes.iter().zip(&places) {
        let dashed = if node.is_vacant { " stroke-dasharray=\"4 3\"" } else { "" };
        let (left, top, middle) = (x - WIDE / 2.0, y - HIGH / 2.0, *x);
        writeln!(svg, "<rect x=\"{left:.0}\" y=\"{top:.0}\" width=\"{WIDE}\" height=\"{HIGH}\" rx=\"6\" fill=\"#f6f8fa\" stroke=\"#444\"{dashed}/>").ok();
        writeln!(
            svg,
            "<text x=\"{middle:.0}\" y=\"{:.0}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
            y - 3.0,
            xml(&cut(&node.name))
        )
        .ok();
        writeln!(
            svg,
            "<text x=\"{middle:.0}\" y=\"{:.0}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#555\">{}</text>",
            y + 14.0,
            xml(&cut(&node.title))
        )
        .ok();
    }
    svg + "</svg>\n"
}

/// What stands where.
struct Laid {
    /// The middles of the boxes.
    places: Vec<(f64, f64)>,
    /// The bands: how each is called, where it begins, and where its name stands.
    bands: Vec<(String, f64, f64)>,
    /// The corners of the lines.
    lines: Vec<Vec<(f64, f64)>>,
    /// Where which boss's lines branch.
    forks: Vec<(usize, (f64, f64))>,
    width: f64,
    height: f64,
}

fn rows(chart: &Chart) -> Laid {
    let (mut rows, mut first) = (Vec::new(), Vec::new());
    for (name, band) in &chart.bands {
        first.push((name, rows.len()));
        rows.extend(band.chunks(ROW).map(<[usize]>::to_vec));
    }
    // The names of the bands stand beside the cards, where no line runs.
    let names = chart.bands.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
    let links: Vec<(usize, usize)> = chart.links.iter().map(|link| (link.from, link.to)).collect();
    let routed = route(&rows, &links, (GAP + names as f64 * LETTER, TOP));
    let place = |at: usize| routed.places.get(&at).copied().unwrap_or_default();
    let height_of = |row: usize| {
        let card = rows.get(row).and_then(|row| row.first());
        card.map_or(0.0, |card| place(*card).1)
    };
    let band = |(name, row): &(&String, usize)| {
        ((*name).clone(), routed.gaps.get(*row).copied().unwrap_or_default() + RULE, height_of(*row) + 5.0)
    };
    Laid {
        places: (0..chart.nodes.len()).map(place).collect(),
        bands: first.iter().map(band).collect(),
        width: routed.right.max(400.0),
        height: routed.bottom,
        lines: routed.lines,
        forks: routed.forks,
    }
}

fn rings(chart: &Chart) -> Laid {
    let mut order: Vec<usize> = (0..chart.nodes.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(chart.node(*at).map_or(0, |node| node.influence)));
    let mut places = vec![(0.0, 0.0); chart.nodes.len()];
    let (mut ring, mut left) = (0_usize, order.as_slice());
    let mut around = Vec::new();
    while !left.is_empty() {
        let fits = if ring == 0 { 1 } else { RING * ring };
        let (here, rest) = left.split_at(fits.min(left.len()));
        around.push(here);
        (left, ring) = (rest, ring + 1);
    }
    let step = (WIDE + GAP) * 1.15;
    let middle = around.len().saturating_sub(1) as f64 * step + WIDE / 2.0 + GAP;
    for (ring, here) in around.iter().enumerate() {
        for (nth, at) in here.iter().enumerate() {
            let angle = TAU * nth as f64 / here.len() as f64 - TAU / 4.0;
            if let Some(place) = places.get_mut(*at) {
                *place = (middle + angle.cos() * step * ring as f64, TOP + middle + angle.sin() * step * ring as f64);
            }
        }
    }
    let place = |at: usize| places.get(at).copied().unwrap_or_default();
    let lines = chart.links.iter().map(|link| straight(place(link.from), place(link.to))).collect();
    Laid { places, bands: Vec::new(), lines, forks: Vec::new(), width: middle * 2.0, height: TOP + middle * 2.0 }
}

/// From the edge of a box to the edge of another.
fn straight((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> Vec<(f64, f64)> {
    let (dx, dy) = (to_x - x, to_y - y);
    let scale = (WIDE / 2.0 / dx.abs().max(1e-9)).min(HIGH / 2.0 / dy.abs().max(1e-9)).min(0.5);
    vec![(x + dx * scale, y + dy * scale), (to_x - dx * scale, to_y - dy * scale)]
}

fn path(line: &[(f64, f64)]) -> String {
    let corner = |(nth, (x, y)): (usize, &(f64, f64))| format!("{}{x:.0} {y:.0}", if nth == 0 { 'M' } else { 'L' });
    line.iter().enumerate().map(corner).collect::<Vec<_>>().join(" ")
}

/// How many columns of letters a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn cut(text: &str) -> String {
    let mut columns = 0;
    let fits = |c: &char| {
        columns += if c.is_ascii() { 1 } else { 2 };
        columns <= LETTERS
    };
    let shown: String = text.chars().take_while(fits).collect();
    if shown.len() < text.len() { format!("{shown}…") } else { shown }
}

fn xml(text: &str) -> String {
    let mut safe = String::new();
    for c in harmless(text) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}
