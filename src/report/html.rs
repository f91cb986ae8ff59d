//! Papers as one HTML file that needs nothing else and prints a meeting on a page of A4.

use super::{Block, Document};
use crate::text::clean;

const STYLE: &str = "@page{size:A4;margin:12mm}body{font:10pt/1.35 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;\
max-width:186mm;margin:0 auto;padding:8px;color:#111;background:#fff}article{break-after:page}article:last-child{break-after:auto}\
h1{font-size:15pt;margin:0 0 4pt}h2{font-size:11pt;margin:8pt 0 2pt;border-bottom:1px solid #888;break-after:avoid}\
h3{font-size:10pt;margin:6pt 0 1pt;break-after:avoid}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 8pt;margin:0}\
dt{font-weight:600}dd{margin:0}ul{margin:0;padding-left:14pt}figure{margin:4pt 0;break-inside:avoid}figure svg{max-width:100%;height:auto}\
@media print{body{font-size:8.5pt;padding:0}figure svg{max-height:120mm;width:auto}}";

/// Several papers in one page, each beginning on a new sheet.
pub fn html(papers: &[Document], lang: &str) -> String {
    // No paper of several stands for the others.
    let title = if let [only] = papers { escaped(&only.title) } else { "warroom".into() };
    let articles: String = papers.iter().map(article).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{articles}</body>\n</html>\n",
        escaped(lang)
    )
}

fn article(paper: &Document) -> String {
    let blocks: String = paper.blocks.iter().map(block).collect();
    format!("<article>\n<h1>{}</h1>\n{blocks}</article>\n", escaped(&paper.title))
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", escaped(text)),
        Block::Facts(facts) => {
            let fact = |(name, value): &(String, String)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(value).replace('\n', "<br>"))
            };
            format!("<dl>\n{}</dl>\n", facts.iter().map(fact).collect::<String>())
        }
        Block::Drawing(svg) => format!("<figure>{svg}</figure>\n"),
        Block::List(points) => {
            let point = |point: &String| format!("<li>{}</li>\n", escaped(point).replace('\n', "<br>"));
            format!("<ul>\n{}</ul>\n", points.iter().map(point).collect::<String>())
        }
    }
}

fn escaped(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_called_as_its_paper_and_one_of_several_as_none_of_them() {
        let paper = |title: &str| Document { title: title.into(), ..Document::default() };
        assert!(html(&[paper("A & B")], "en").contains("<title>A &amp; B</title>"));
        assert!(html(&[paper("A"), paper("B")], "en").contains("<title>warroom</title>"));
    }
}
