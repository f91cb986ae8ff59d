//! What an event says of itself at length, as a text: booking systems and some calendars write HTML there, or only an
//! alternative in HTML. The record keeps the lines of the calendar as they came.

use super::travel::one_line;
use crate::exchange::content::Part;
use crate::exchange::ext;

/// Where descriptions stand, and under which names a record keeps them.
pub(super) const CELLS: [&str; 2] = ["ical.DESCRIPTION", "ical.X-ALT-DESC"];

/// Elements whose marks are taken out. What else stands between angle brackets may be an address or a word.
const ELEMENTS: [&str; 45] = [
    "!doctype",
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "html-blob",
    "i",
    "img",
    "li",
    "link",
    "meta",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "table",
    "td",
    "title",
    "tr",
    "u",
    "ul",
];
/// Elements that begin a line and end one.
const BLOCKS: [&str; 16] =
    ["blockquote", "center", "div", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "table", "ul"];
/// The same, that stand in such.
const LINES: [&str; 4] = ["li", "p", "pre", "tr"];
/// Elements whose text nobody is meant to read.
const HIDDEN: [&str; 4] = ["head", "script", "style", "title"];
/// No character has a longer name or number.
const LONGEST: usize = 32;
/// What is written with a name for want of a key.
const NAMED: [(&str, char); 31] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("euro", '€'),
    ("pound", '£'),
    ("bull", '•'),
    ("middot", '·'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("deg", '°'),
];

/// The description of a component. What was written here is a text, whatever it looks like.
pub(super) fn text(part: &Part) -> String {
    let said = part.text("DESCRIPTION");
    if part.get("X-WARROOM-KIND").is_some() && ext::own(part.text("UID").trim()).is_some() {
        return said;
    }
    plain(&if said.trim().is_empty() { part.text("X-ALT-DESC") } else { said })
}

/// The words of a text that may be HTML; of any other, the text as it is.
fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut page = Page::default();
    let mut rest = text;
    // How much stands from the end of the last comment on: what begins there has none.
    let last = text.rfind("-->").map_or(text.len(), |at| text.len() - at);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, mark) = rest.split_at(at);
        page.say(before);
        rest = if mark.starts_with("<!--")
            && mark.len() > last
            && let Some((_, after)) = mark.split_once("-->")
        {
            page.is_marked = true;
            after
        } else if let Some((tag, after)) = tag(mark) {
            page.mark(&tag);
            // The line that such a tag ends is ended already.
            if tag.breaks() { after.strip_prefix('\n').unwrap_or(after) } else { after }
        } else if let Some((said, after)) = entity(mark) {
            page.say(said.encode_utf8(&mut [0; 4]));
            after
        } else {
            let after = mark.get(1..).unwrap_or_default();
            page.say(mark.get(..1).unwrap_or_default());
            after
        };
    }
    page.say(rest);
    page.done()
}

/// `<a href="…">`.
struct Tag<'a> {
    name: String,
    closes: bool,
    inside: &'a str,
}

impl Tag<'_> {
    fn breaks(&self) -> bool {
        let name = self.name.as_str();
        name == "br" || BLOCKS.contains(&name) || LINES.contains(&name)
    }

    /// Where a link leads.
    fn link(&self) -> Option<String> {
        let at = self.inside.to_ascii_lowercase().find("href")?;
        let said = self.inside.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = said.chars().next().filter(|one| matches!(one, '"' | '\''));
        let link = match quote {
            Some(quote) => said.split(quote).nth(1)?,
            None => said.split_whitespace().next()?,
        };
        let link = plain(link.trim());
        (link.starts_with("http") || link.starts_with("tel:")).then_some(link)
    }
}

/// The tag that a text begins with, and what comes behind it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let (inside, after) = text.strip_prefix('<').and_then(|text| text.split_at_checked(text.find(['<', '>'])?))?;
    let after = after.strip_prefix('>')?;
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let is_name = |one: char| one.is_ascii_alphanumeric() || matches!(one, '!' | '-');
    let end = inside.find(|one| !is_name(one)).unwrap_or(inside.len());
    let (name, inside) = inside.split_at(end);
    let name = name.to_ascii_lowercase();
    let more = inside.trim().trim_end_matches('/');
    let is_tag = ELEMENTS.contains(&name.as_str()) && (more.is_empty() || more.contains('=') || name == "!doctype");
    is_tag.then_some((Tag { name, closes, inside }, after))
}

/// The character that a text begins with the name or the number of, and what comes behind it.
fn entity(text: &str) -> Option<(char, &str)> {
    let text = text.strip_prefix('&')?;
    let (name, after) = text.split_at_checked(text.bytes().take(LONGEST).position(|byte| byte == b';')?)?;
    let after = after.strip_prefix(';')?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let said = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16),
        Some(digits) => number(digits, 10),
        None => NAMED.iter().find(|(one, _)| *one == name).map(|(_, said)| *said),
    };
    let said = said.filter(|one| !one.is_control() || matches!(one, '\n' | '\t'))?;
    Some((said, after))
}

/// What was read so far.
#[derive(Default)]
struct Page {
    text: String,
    /// Whether there were tags at all: lines are tidied only then.
    is_marked: bool,
    /// Whether it is a page, in which the ends of lines say nothing.
    is_whole: bool,
    hidden: Option<String>,
    /// Where the link began that is open, and where it leads.
    link: Option<(usize, String)>,
}

impl Page {
    fn say(&mut self, said: &str) {
        if self.hidden.is_some() {
            return;
        }
        if self.is_whole {
            self.text.push_str(&said.replace(['\n', '\r'], " "));
        } else {
            self.text.push_str(said);
        }
    }

    fn mark(&mut self, tag: &Tag) {
        self.is_marked = true;
        let name = tag.name.as_str();
        if self.hidden.is_some() {
            self.hidden.take_if(|hidden| tag.closes && hidden == name);
            return;
        }
        match (name, tag.closes) {
            ("html" | "body", false) => self.is_whole = true,
            ("br", _) => self.text.push('\n'),
            ("td", true) => self.text.push(' '),
            ("a", false) => self.link = tag.link().map(|link| (self.text.len(), link)),
            ("a", true) => self.end_link(),
            (hidden, false) if HIDDEN.contains(&hidden) => self.hidden = Some(hidden.to_owned()),
            _ if tag.breaks() => self.end_line(),
            _ => {}
        }
        if name == "li" && !tag.closes {
            self.text.push_str("- ");
        }
    }

    fn end_line(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Where a link leads is said where its words do not.
    fn end_link(&mut self) {
        let Some((begin, link)) = self.link.take() else { return };
        let shown = self.text.get(begin..).unwrap_or_default().trim();
        let bare = link.trim_end_matches('/').rsplit_once("//").map_or(link.as_str(), |(_, bare)| bare);
        if !shown.contains(bare) && !link.contains(shown) || shown.is_empty() {
            let space = if shown.is_empty() { "" } else { " " };
            let said = if shown.is_empty() { link } else { format!("({link})") };
            self.text.push_str(space);
            self.text.push_str(&said);
        }
    }

    /// Without blanks at the ends of lines and more than one empty line.
    fn done(self) -> String {
        if !self.is_marked {
            return self.text;
        }
        let mut lines: Vec<String> = Vec::new();
        for line in self.text.lines() {
            let line = if self.is_whole { one_line(line) } else { line.trim().to_owned() };
            if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(line);
            }
        }
        lines.join("\n").trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_its_words() {
        let booking = "<p>Booking <b>XK7&nbsp;&amp; 9</b><br>Gate &lt;12&gt;</p><ul><li>Bag&#58; 23 kg</li><li>Seat</li></ul>\
                       See <a href=\"https://rail.example/t?a=1&amp;b=2\">your ticket</a>.";
        let said =
            "Booking XK7 & 9\nGate <12>\n- Bag: 23 kg\n- Seat\nSee your ticket (https://rail.example/t?a=1&b=2).";
        assert_eq!(plain(booking), said);
        let page = "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head>\n<body>\n<p>One\nline</p>\n\n\n<p>Two</p></body></html>";
        assert_eq!(plain(page), "One line\nTwo");
        assert_eq!(plain("<A HREF='https://a.example/'>a.example</A><br />x"), "a.example\nx");
    }

    #[test]
    fn what_is_no_html_stays_as_it_is() {
        for text in [
            "a < b && c > d",
            "Bo <bo@lind.example>",
            "<https://a.example/x>\n\n\n  y ",
            "R&D; x",
            "x <b or c> y",
            "&#xD800; &#7;",
        ] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("Fish &amp; chips\n\n\n 1 "), "Fish & chips\n\n\n 1 ");
        for torn in ["<", "&", "<a href", "</", "<!--", "<p", "&#;", "<a href=>x</a>", "<a href=\">x", "<li", "<head>x"]
        {
            plain(torn);
        }
        // Where it takes longer than its length says, this test does not end.
        for torn in ["<", "&", "<!--", "<a href=", "&#"] {
            assert_eq!(plain(&torn.repeat(300_000)).len(), torn.len() * 300_000);
        }
        assert_eq!(plain("x<!-- a <b> --> y<!-- z"), "x y<!-- z");
    }

    #[test]
    fn what_was_written_here_is_a_text_and_an_alternative_stands_in() {
        let part = |lines: &[&str]| Part::of("VEVENT", lines.iter().copied());
        let id = "UID:0192f0c1-2345-7abc-8def-0123456789ab";
        assert_eq!(text(&part(&[id, "X-WARROOM-KIND:visit", "DESCRIPTION:<b>x</b> &amp;"])), "<b>x</b> &amp;");
        assert_eq!(text(&part(&["UID:1", "DESCRIPTION:<b>x</b> &amp;"])), "x &");
        assert_eq!(text(&part(&["UID:1", "X-ALT-DESC;FMTTYPE=text/html:<p>Hello</p>"])), "Hello");
    }
}
