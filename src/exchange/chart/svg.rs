//! A chart as SVG: boxes and lines at places worked out here. The org chart is a row for each band, as wide as its widest;
//! the circle has the most influential in the middle, the others on rings around them.

use std::f64::consts::TAU;
use std::fmt::Write;

use super::{Chart, Picture, harmless, is_directed};
use crate::model::choice::EdgeKind;

/// A box.
const WIDE: f64 = 150.0;
const HIGH: f64 = 46.0;
/// Between boxes, and between bands.
const GAP: f64 = 24.0;
const BAND: f64 = 56.0;
/// Room for the title.
const TOP: f64 = 48.0;
/// Columns of letters a box holds; a Han character takes two.
const LETTERS: usize = 20;
/// Boxes in a row of a band; more go below.
const ROW: usize = 10;
/// Boxes on the first ring; each further one has as many more.
const RING: usize = 7;

pub(super) fn write(chart: &Chart) -> String {
    let (places, bands, width, height) = match chart.picture {
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
    for (name, y) in bands {
        writeln!(svg, "<text x=\"{GAP}\" y=\"{y:.0}\" fill=\"#666\">{}</text>", xml(&name)).ok();
        writeln!(svg, "<path d=\"M{GAP} {0:.0} H{1:.0}\" stroke=\"#ccc\"/>", y + 5.0, width - GAP).ok();
    }
    for link in &chart.links {
        let (Some(from), Some(to)) = (places.get(link.from), places.get(link.to)) else { continue };
        let line = match chart.picture {
            Picture::Org => elbow(*from, *to),
            Picture::Circle => straight(*from, *to),
        };
        let style = match link.kind {
            Some(EdgeKind::ConflictsWith) => "stroke=\"#c00\" stroke-dasharray=\"6 3\"",
            Some(EdgeKind::DottedTo) => "stroke=\"#666\" stroke-dasharray=\"2 3\"",
            Some(EdgeKind::Social) => "stroke=\"#099\" stroke-dasharray=\"6 3\"",
            Some(EdgeKind::AllyOf) => "stroke=\"#080\"",
            Some(EdgeKind::Influences | EdgeKind::Gatekeeps) | None => "stroke=\"#444\"",
        };
        let head = if link.kind.is_some() && is_directed(link.kind) { " marker-end=\"url(#to)\"" } else { "" };
        let thick = link.weight.clamp(1, 3);
        writeln!(
            svg,
            "<path d=\"{line}\" fill=\"none\" stroke-width=\"{thick}\" {style}{head}><title>{}</title></path>",
            xml(&link.label)
        )
        .ok();
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

/// The middles of the boxes, the bands with their heights, and how big the whole is.
type Laid = (Vec<(f64, f64)>, Vec<(String, f64)>, f64, f64);

fn rows(chart: &Chart) -> Laid {
    let widest = chart.bands.iter().map(|(_, band)| band.len().min(ROW)).max().unwrap_or(1).max(1) as f64;
    let width = (widest * (WIDE + GAP) + GAP).max(400.0);
    let mut places = vec![(0.0, 0.0); chart.nodes.len()];
    let (mut bands, mut y) = (Vec::new(), TOP);
    for (name, band) in &chart.bands {
        bands.push((name.clone(), y + 14.0));
        y += BAND / 2.0;
        for row in band.chunks(ROW) {
            let all = row.len() as f64 * (WIDE + GAP) - GAP;
            for (nth, at) in row.iter().enumerate() {
                if let Some(place) = places.get_mut(*at) {
                    *place = ((width - all) / 2.0 + WIDE / 2.0 + nth as f64 * (WIDE + GAP), y + HIGH / 2.0);
                }
            }
            y += HIGH + GAP;
        }
        y += BAND / 2.0;
    }
    (places, bands, width, y)
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
    (places, Vec::new(), middle * 2.0, TOP + middle * 2.0)
}

/// Down from a box, across, and down to the other.
fn elbow((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let (start, end) = (y + HIGH / 2.0, to_y - HIGH / 2.0);
    let turn = end - GAP / 2.0;
    format!("M{x:.0} {start:.0} V{turn:.0} H{to_x:.0} V{end:.0}")
}

/// From the edge of a box to the edge of another.
fn straight((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let (dx, dy) = (to_x - x, to_y - y);
    let scale = (WIDE / 2.0 / dx.abs().max(1e-9)).min(HIGH / 2.0 / dy.abs().max(1e-9)).min(0.5);
    format!("M{:.0} {:.0} L{:.0} {:.0}", x + dx * scale, y + dy * scale, to_x - dx * scale, to_y - dy * scale)
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
