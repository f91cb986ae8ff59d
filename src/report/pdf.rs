//! Papers as PDF on A4. Latin letters are in Helvetica, which every reader has; any others in the font for Chinese that
//! readers bring along (Adobe's standard ones are named and not embedded), so a paper of a page is a few kilobytes.

use encoding_rs::WINDOWS_1252;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Block, Document};
use crate::text::Lang;

/// A4, in points, and its margins.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 40.0;
/// Height of a line, as a multiple of its letters.
const LEADING: f32 = 1.35;
/// How far a heading of Chinese is thickened, as a share of its letters: there is no bold of that font.
const THICK: f32 = 0.03;

/// Widths of Helvetica's letters from blank to tilde, in thousandths (Adobe's metrics); any other is taken for 556.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// Several papers, each beginning on a new page.
pub fn pdf(papers: &[Document], lang: Lang) -> Vec<u8> {
    let mut pages = Vec::new();
    for paper in papers {
        let mut sheet = Sheet::default();
        sheet.paragraph(&paper.title, 15.0, true, 0.0);
        paper.blocks.iter().for_each(|block| sheet.block(block));
        pages.extend(sheet.pages());
    }
    let title = papers.first().map(|paper| paper.title.clone()).unwrap_or_default();
    bound(&pages, &title, lang)
}

/// A line where it stands.
struct Line {
    y: f32,
    x: f32,
    size: f32,
    bold: bool,
    text: String,
}

/// Pages being filled from the top.
#[derive(Default)]
struct Sheet {
    full: Vec<Vec<Line>>,
    lines: Vec<Line>,
    /// How much of the page is used.
    used: f32,
}

impl Sheet {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(2, text) => {
                self.gap(6.0);
                self.paragraph(text, 11.0, true, 0.0);
            }
            Block::Heading(_, text) => {
                self.gap(3.0);
                self.paragraph(text, 10.0, true, 0.0);
            }
            Block::Facts(facts) => {
                for (name, value) in facts {
                    self.paragraph(&format!("{name}: {value}"), 9.0, false, 0.0);
                }
            }
            Block::List(points) => {
                for point in points {
                    self.paragraph(&format!("• {point}"), 9.0, false, 8.0);
                }
            }
            // A drawing needs a page that can draw.
            Block::Drawing(_) => {}
        }
    }

    fn gap(&mut self, points: f32) {
        self.used += points;
    }

    fn paragraph(&mut self, text: &str, size: f32, bold: bool, indent: f32) {
        let width = PAGE.0 - 2.0 * MARGIN - indent;
        for line in text.lines().flat_map(|line| wrapped(line, width / size)) {
            let height = size * LEADING;
            if self.used + height > PAGE.1 - 2.0 * MARGIN {
                self.full.push(std::mem::take(&mut self.lines));
                self.used = 0.0;
            }
            self.used += height;
            let y = PAGE.1 - MARGIN - self.used;
            self.lines.push(Line { y, x: MARGIN + indent, size, bold, text: line });
        }
    }

    fn pages(mut self) -> Vec<Vec<Line>> {
        self.full.push(self.lines);
        self.full
    }
}

/// A text in lines of so many ems: Latin words stay whole, Chinese breaks anywhere.
fn wrapped(text: &str, ems: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in words(text) {
        let long: f32 = word.chars().map(em).sum();
        if used + long > ems && !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0.0;
        }
        for letter in word.chars() {
            if line.is_empty() && letter == ' ' {
                continue;
            }
            if used + em(letter) > ems {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += em(letter);
        }
    }
    lines.push(line);
    lines
}

/// What may not be broken: a word with the blank after it, a Chinese letter.
fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        match all.last_mut().filter(|_| open && latin(letter).is_some()) {
            Some(word) => word.push(letter),
            None => all.push(letter.to_string()),
        }
        open = letter != ' ' && latin(letter).is_some();
    }
    all
}

/// The byte of a letter that Helvetica has.
fn latin(letter: char) -> Option<u8> {
    // Signs that no font at hand has, by one that all have.
    let letter = if matches!(letter, '−' | '↔' | '→' | '←') { '–' } else { letter };
    let mut place = [0; 4];
    let text: &str = letter.encode_utf8(&mut place);
    let (bytes, _, missing) = WINDOWS_1252.encode(text);
    bytes.first().copied().filter(|_| !missing && bytes.len() == 1)
}

/// How wide a letter is, in ems.
fn em(letter: char) -> f32 {
    if latin(letter).is_none() {
        return 1.0;
    }
    let known = (letter as usize).checked_sub(32).and_then(|at| WIDTHS.get(at));
    f32::from(known.copied().unwrap_or(556)) / 1000.0
}

/// The font for Chinese that readers have for a language: its name, encoding and order of letters.
const fn chinese(lang: Lang) -> (&'static [u8], &'static [u8], &'static [u8], i32) {
    match lang {
        Lang::ZhTw => (b"MSung-Light", b"UniCNS-UTF16-H", b"CNS1", 7),
        Lang::En | Lang::ZhCn => (b"STSong-Light", b"UniGB-UTF16-H", b"GB1", 5),
    }
}

/// Pages bound to a file.
fn bound(pages: &[Vec<Line>], title: &str, lang: Lang) -> Vec<u8> {
    let mut next = 0;
    let mut id = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, info) = (id(), id(), id());
    let (plain, bold, wide, cid, descriptor) = (id(), id(), id(), id(), id());
    let sheets: Vec<(Ref, Ref)> = pages.iter().map(|_| (id(), id())).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids(sheets.iter().map(|(page, _)| *page)).count(sheets.len() as i32);
    pdf.document_info(info).title(TextStr(title)).creator(TextStr("warroom"));
    for (font, name) in [(plain, &b"Helvetica"[..]), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    let (name, encoding, order, supplement) = chinese(lang);
    pdf.type0_font(wide).base_font(Name(name)).encoding_predefined(Name(encoding)).descendant_font(cid);
    pdf.cid_font(cid)
        .subtype(CidFontType::Type0)
        .base_font(Name(name))
        .system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(order), supplement })
        .font_descriptor(descriptor)
        .default_width(1000.0);
    pdf.font_descriptor(descriptor)
        .name(Name(name))
        .flags(FontFlags::SERIF | FontFlags::SYMBOLIC)
        .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(880.0)
        .stem_v(93.0);
    for (lines, (page, content)) in pages.iter().zip(&sheets) {
        let mut leaf = pdf.page(*page);
        leaf.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(*content);
        let mut resources = leaf.resources();
        let mut fonts = resources.fonts();
        fonts.pair(Name(b"P"), plain).pair(Name(b"B"), bold).pair(Name(b"W"), wide);
        fonts.finish();
        resources.finish();
        leaf.finish();
        pdf.stream(*content, &drawn(lines));
    }
    pdf.finish()
}

fn drawn(lines: &[Line]) -> Vec<u8> {
    let mut content = Content::new();
    for line in lines {
        content.begin_text();
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, line.x, line.y]);
        let mut rest = line.text.as_str();
        while let Some(first) = rest.chars().next() {
            let is_latin = latin(first).is_some();
            let end = rest.char_indices().find(|(_, letter)| latin(*letter).is_some() != is_latin);
            let (run, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            rest = after;
            if is_latin {
                content.set_text_rendering_mode(TextRenderingMode::Fill);
                content.set_font(Name(if line.bold { b"B" } else { b"P" }), line.size);
                let bytes: Vec<u8> = run.chars().filter_map(latin).collect();
                content.show(Str(&bytes));
            } else {
                let mode = if line.bold { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
                content.set_text_rendering_mode(mode).set_line_width(line.size * THICK);
                content.set_font(Name(b"W"), line.size);
                let bytes: Vec<u8> = run.encode_utf16().flat_map(u16::to_be_bytes).collect();
                content.show(Str(&bytes));
            }
        }
        content.end_text();
    }
    content.finish().into_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_the_page_and_words_stay_whole() {
        let lines = wrapped("The quick brown fox jumps over the lazy dog", 8.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.chars().map(em).sum::<f32>() <= 8.0), "{lines:?}");
        assert_eq!(lines.join(" "), "The quick brown fox jumps over the lazy dog");
        assert_eq!(wrapped("山东电信局长张伟", 3.0), ["山东电", "信局长", "张伟"]);
        let long = "x".repeat(40);
        assert_eq!(wrapped(&long, 5.0).concat(), long);
        assert_eq!(wrapped("", 5.0), [""]);
    }

    #[test]
    fn a_long_paper_takes_several_pages_and_each_paper_begins_on_its_own() {
        let points = (0..200).map(|nth| format!("点 {nth} Zürich")).collect();
        let paper = Document { title: "北京 briefing".into(), blocks: vec![Block::List(points)] };
        for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
            let file = pdf(&[paper.clone(), paper.clone()], lang);
            assert!(file.starts_with(b"%PDF-") && file.ends_with(b"%%EOF"));
            let text = String::from_utf8_lossy(&file);
            let count = text.matches("/Type /Page\n").count().max(text.matches("/Type /Page ").count());
            assert_eq!(count % 2, 0, "{count}");
            assert!(count >= 6, "{count}");
        }
    }
}
