//! What the title of a journey says: from where to where, by what and under which number; and of a stay, which hotel.
//!
//! Airlines, railways and those who keep itineraries write all of it on one line, each in an order of its own. So a title
//! is cut wherever the two ends can meet, and taken for a journey where a place stands on both sides of the cut.

use regex::Regex;

use super::carriers::{AIRLINES, has_word};
use super::places::Places;

/// What titles and timetables look like, made once.
pub(super) struct Rules {
    arrow: Option<Regex>,
    worded: Option<Regex>,
    worded_chinese: Option<Regex>,
    coded: Option<Regex>,
    head: Option<Regex>,
    goes_to: Option<Regex>,
    /// What is called a trip somewhere.
    trip: Option<Regex>,
    /// The ends, the start and the end of a part of a timetable.
    pub(super) way: Option<Regex>,
    pub(super) leaves: Option<Regex>,
    pub(super) comes: Option<Regex>,
    stay: Option<Regex>,
    check_in: Option<Regex>,
    /// The same also in two words, and how it ends.
    begins: Option<Regex>,
    ends: Option<Regex>,
    before_hotel: Option<Regex>,
    after_hotel: Option<Regex>,
    train: Option<Regex>,
    short_train: Option<Regex>,
    plain_train: Option<Regex>,
    flight: Option<Regex>,
    short_flight: Option<Regex>,
    long_flight: Option<Regex>,
    /// The name of an airline before the number alone.
    named_flight: Option<Regex>,
}

/// What stands between the ends where that alone makes no journey; the clearer first.
const BETWEEN: [&str; 14] =
    [" to ", " nach ", " a ", " à ", "飞往", "飛往", "开往", "開往", "至", "到", " — ", " – ", " - ", "-"];

/// The same within a word.
const DASHES: [&str; 3] = ["—", "–", "--"];

const FLIES: [&str; 10] = ["flight", "flug", "vol", "vuelo", "volo", "airlines", "boarding", "航班", "飞机", "飛機"];
const ROLLS: [&str; 21] = [
    "train", "zug", "zugfahrt", "bahn", "treno", "viaggio", "tren", "amtrak", "rail", "eurostar", "thalys", "高铁",
    "高鐵", "动车", "動車", "火车", "火車", "车次", "hbf", "hb", "gare",
];
const SAILS: [&str; 8] = ["ferry", "fähre", "traghetto", "cruise", "viking line", "stena line", "轮渡", "渡輪"];
const DRIVES: [&str; 8] = ["bus", "flixbus", "autobus", "autocar", "greyhound", "大巴", "客车", "客車"];

impl Rules {
    pub(super) fn new() -> Self {
        let rule = |text: &str| Regex::new(text).ok();
        Self {
            arrow: rule(r"^(.+?)(?:\s*(?:➞|→|➔|⟶|->|–>|⇒|=>)\s*|\s+>\s+)(.+?)$"),
            worded: rule(r"(?i)(?:\bfrom|\bvon|\bde|\bda)\s+(.+?)\s+(?:to|nach|à|a)\s+(.+?)$"),
            worded_chinese: rule(
                r"^[从從由](.+?)(?:飞往|飛往|开往|開往|前往|至|到|去)(.+?)的(?:航班|飞机|飛機|火车|火車|高铁|高鐵|动车|動車|列车|列車|车票|車票|机票|機票)",
            ),
            coded: rule(r"\b([A-Z]{3})\s*[-–/]\s*([A-Z]{3})\b"),
            head: rule(
                r"(?i)^(?:(?:flight|flug|vol|vuelo|volo|train|zug|treno|bus|ferry|your|air|rail|航班|火车|高铁)\b[\s:：|-]*|[|:：-]\s*)+",
            ),
            goes_to: rule(
                r"(?i)^(?:(?:flight|train|bus|ferry)\s+to|(?:flug|zug|bus|fähre)\s+nach|(?:vol|train|bus)\s+(?:pour|à destination d[e’']\s?)|(?:vuelo|tren)\s+a)\s+(.+?)\s*(?:\([^)]*\d[^)]*\))?$|^[飞飛]往(.+?)的航班",
            ),
            trip: rule(
                r"(?i)^(?:.{0,40}\s)?(?:trip|journey|holidays?|vacation|getaway|tour|visit|(?:dienst)?reise|urlaub|ausflug|voyage|viaje|viaggio)\s+(?:to|in|nach|à|a|au|en)\s+(.+?)\s*$",
            ),
            way: rule(r"^\s*(.+?)\s*(?:➞|→|->)\s*(.+?)\s*$"),
            leaves: rule(r"(?i)(?:^|\s)(?:ab|dep\.?|departure|odj\.?)\s*(\d{1,2}):(\d{2})"),
            comes: rule(r"(?i)(?:^|\s)(?:an|arr\.?|arrival|příj\.?)\s*(\d{1,2}):(\d{2})"),
            stay: rule(
                r"(?i)\bhotel\b|\bstay at\b|\bcheck-?in\b|\blodging\b|\bunterkunft\b|\bhôtel\b|入住|酒店|宾馆|賓館|飯店|饭店|民宿",
            ),
            // Who checks in with somebody has a meeting.
            check_in: rule(r"(?i)^(?:hotel\s+)?check-?in(?:\s*[:：–—-]|\s+(?:at|hotel)\b)|^(?:酒店)?入住"),
            begins: rule(r"(?i)^(?:hotel\s+)?check[ -]?in(?:\s*[:：–—-]|\s+(?:at|hotel)\b)|^(?:酒店)?入住"),
            ends: rule(
                r"(?i)^(?:hotel\s+)?check[ -]?out(?:\s*[:：–—-]|\s+(?:at|from|hotel)\b)|^(?:酒店)?(?:退房|离店|離店)",
            ),
            before_hotel: rule(
                r"(?i)^(?:【[^】]{1,20}】\s*)?(?:[^:：]{1,20}[:：]|(?:your\s+)?stay at\b|(?:hotel\s+)?check[ -]?(?:in|out)(?:\s+(?:at|from))?\b\s*[–—-]?|(?:酒店)?(?:入住|退房|离店|離店))?\s*",
            ),
            after_hotel: rule(r"(?i)\s*(?:办理|辦理)?(?:入住|退房|离店|離店)$|\s+check[ -]?(?:in|out)$"),
            train: rule(
                r"(?i)(?:^|[^\p{L}\p{N}])(ICE|IC|EC|ECE|RJX|RJ|EN|NJ|RE|RB|IRE|TGV|TER|Ouigo|Intercités|AVE|AVLO|Alvia|Iryo|FR|IR|EST|THA|Thalys|Eurostar|Frecciarossa|Frecciargento|Frecciabianca|Italo|Acela|Northeast Regional)\s*(?:INOUI\s*)?(?:n[°ºo]\.?\s*)?(\d{1,5})(?:[^\p{L}\p{N}]|$)",
            ),
            short_train: rule(r"(?:^|[^\p{L}\p{N}])([GDCZTK])\s?(\d{1,5})次?(?:[^\p{L}\p{N}]|$)"),
            // By its number alone, which is none of a line.
            plain_train: rule(
                r"(?i)\b(?:train|zug|treno|tren)\s*(?:n[°ºo]\.?|nr\.?|#|:)?\s*(\d{1,5})(?:[^\p{L}\p{N}]|$)",
            ),
            flight: rule(r"(?:^|[^A-Za-z0-9])([A-Z][A-Z0-9]|[0-9][A-Z])\s?(\d{2,4})(?:[^A-Za-z0-9]|$)"),
            // A week and a quarter look like it, too.
            short_flight: rule(r"(?:^|[^A-Za-z0-9])([A-Z][A-Z0-9]|[0-9][A-Z])\s?(\d)(?:[^A-Za-z0-9]|$)"),
            long_flight: rule(
                r"(?:^|[^A-Za-z0-9])(EZY|EJU|EZS|RYR|DLH|BAW|AFR|KLM|SWR|AUA|WZZ|VLG|EWG|UAL|DAL|AAL)\s?(\d{1,4})(?:[^A-Za-z0-9]|$)",
            ),
            named_flight: rule(&format!(
                r"(?i)\b({})(?:\s+air\s?(?:lines|ways))?\s+(?:flight\s+)?(\d{{2,4}})(?:[^\p{{L}}\p{{N}}]|$)",
                AIRLINES.map(|(name, _)| name).join("|")
            )),
        }
    }

    /// The number of a train or flight, and which it is.
    pub(super) fn number(&self, text: &str) -> (&'static str, String) {
        let find = |rule: &Option<Regex>| {
            let caught = rule.as_ref()?.captures(text)?;
            Some((caught.get(1)?.as_str().to_owned(), caught.get(2)?.as_str().to_owned()))
        };
        // Codes of airports say it, whatever trains are called like the airline.
        let coded = self.coded.as_ref().is_some_and(|coded| coded.is_match(text));
        let flies = coded || has_word(text, &FLIES) || text.to_lowercase().contains("airport");
        // A quarter of a year looks like a flight.
        let is_year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let flight = find(&self.flight).filter(|(_, number)| flies || !is_year(number));
        let named = || {
            let (name, number) = find(&self.named_flight).filter(|(_, number)| !is_year(number))?;
            let (_, code) = AIRLINES.iter().find(|(airline, _)| name.eq_ignore_ascii_case(airline))?;
            Some(((*code).to_owned(), number))
        };
        // An airline that is named may have the letters of a train.
        let is_airlines = |code: &str| AIRLINES.iter().any(|(name, own)| *own == code && has_word(text, &[*name]));
        let train = find(&self.train).filter(|(line, _)| !is_airlines(line));
        let flight = flight.or_else(|| find(&self.long_flight)).or_else(named);
        // A terminal looks like a train.
        let short = find(&self.short_train).filter(|(_, number)| flight.is_none() || number.len() > 1);
        let short = short.map(|(line, number)| ("train", line + &number));
        let train = train.map(|(line, number)| ("train", format!("{line} {number}"))).or(short);
        let flight = flight.map(|(line, number)| ("flight", line + &number));
        let (first, second) = if flies { (flight, train) } else { (train, flight) };
        first.or(second).unwrap_or_default()
    }

    /// The number of a flight that has but one digit: it is one where two airports stand beside it.
    fn short_flight(&self, places: &Places, text: &str) -> Option<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let mut codes = words.filter(|word| word.len() == 3 && places.airport(word).is_some());
        let first = codes.next()?;
        codes.find(|code| *code != first)?;
        let caught = self.short_flight.as_ref()?.captures(text)?;
        Some(format!("{}{}", caught.get(1)?.as_str(), caught.get(2)?.as_str()))
    }

    /// A text without such a number.
    fn without_number(&self, text: &str) -> String {
        let mut rest = text.to_owned();
        for rule in [&self.train, &self.long_flight, &self.flight, &self.named_flight, &self.short_train] {
            let caught = rule.as_ref().and_then(|rule| rule.captures(&rest));
            let range = caught.and_then(|caught| Some(caught.get(1)?.start()..caught.get(2)?.end()));
            if let Some(range) = range {
                let after = rest.get(range.end..).unwrap_or_default();
                let after = after.strip_prefix('次').unwrap_or(after).to_owned();
                rest = format!("{} {after}", rest.get(..range.start).unwrap_or_default());
            }
        }
        rest
    }
}

/// What an event says.
pub(super) struct Told<'a> {
    pub(super) summary: &'a str,
    pub(super) more: &'a str,
    pub(super) location: &'a str,
    /// Whether who wrote it takes people somewhere.
    pub(super) by_carrier: bool,
}

/// What a title says.
#[derive(Debug, PartialEq)]
pub(super) struct Title {
    /// The places as they stand there.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) transport: Option<&'static str>,
    pub(super) number: String,
}

/// Reads a title; `None` where it is none of a journey.
pub(super) fn read(places: &Places, said: &Told) -> Option<Title> {
    let rules = &places.rules;
    let summary = said.summary.lines().next()?.trim();
    let whole = format!("{summary}\n{}", said.more);
    let short = || rules.short_flight(places, summary).map(|number| ("flight", number));
    let (mut kind, mut number) =
        Some(rules.number(summary)).filter(|(kind, _)| !kind.is_empty()).or_else(short).unwrap_or_default();
    let is_numbered = !number.is_empty();
    if !is_numbered {
        (kind, number) = rules.number(&whole);
    }
    let bare = rules.without_number(summary);
    let known = |(from, to): &(String, String)| places.city(from).is_some() && places.city(to).is_some();
    let is_way = |ends: &(String, String)| known(ends) || !number.is_empty() || said.by_carrier;
    // Railways write below it when the train leaves and when it comes.
    let says = |rule: &Option<Regex>| rule.as_ref().is_some_and(|rule| rule.is_match(said.more));
    let is_timed = says(&rules.leaves) && says(&rules.comes);
    let is_meant = is_numbered || said.by_carrier || means(summary).is_some() || is_timed;
    let is_told = is_meant || !number.is_empty() && means(&whole).is_some();
    let cut = |rule: &Option<Regex>| {
        let caught = rule.as_ref()?.captures(&bare)?;
        Some(sides(places, caught.get(1)?.as_str(), caught.get(2)?.as_str()))
    };
    let joined = || {
        let all = BETWEEN.iter().chain(&DASHES).flat_map(|mark| bare.match_indices(mark));
        all.filter_map(|(at, mark)| {
            let (left, right) = (bare.get(..at)?, bare.get(at + mark.len()..)?);
            Some((last_place(places, left)?, first_place(places, right)?))
        })
        .find(|(from, to)| places.city(from) != places.city(to))
    };
    // Who takes people somewhere means by two names a way, though one of them is known to nobody else.
    let parted = || {
        let bare = rules.head.as_ref()?.replace(&bare, "").into_owned();
        if trip(places, &bare).is_some() {
            return None;
        }
        let mark = BETWEEN.iter().find(|mark| mark.starts_with(' ') && bare.matches(*mark).count() == 1)?;
        let (left, right) = bare.split_once(mark)?;
        let ends = sides(places, left, right);
        let is_name = |name: &str| !name.is_empty() && name.split_whitespace().count() < 5;
        let one_known = places.city(&ends.0).is_some() || places.city(&ends.1).is_some();
        Some(ends).filter(|(from, to)| one_known && is_name(from) && is_name(to))
    };
    let goes_to = || {
        let caught = rules.goes_to.as_ref()?.captures(summary)?;
        let to = caught.get(1).or_else(|| caught.get(2))?.as_str();
        let from = places.city_within(said.location)?;
        Some((from, first_place(places, to).unwrap_or_else(|| to.trim().to_owned())))
    };
    let found = cut(&rules.arrow).filter(is_way).or_else(|| cut(&rules.worded).filter(is_way));
    let found = found.or_else(|| cut(&rules.worded_chinese).filter(is_way));
    let found = found.or_else(|| cut(&rules.coded).filter(known));
    let found = found.or_else(|| Some(()).filter(|()| is_told).and_then(|()| joined())).or_else(goes_to);
    let found = found.or_else(|| Some(()).filter(|()| said.by_carrier).and_then(|()| parted()));
    let (from, to) = found.filter(|(from, to)| !from.is_empty() && !to.is_empty())?;
    let transport = means(summary).or(Some(kind).filter(|kind| !kind.is_empty())).or_else(|| means(&whole));
    // A bus and a ship have numbers of their own, which look like those of flights.
    let transport = if is_numbered && matches!(transport, Some("flight" | "train")) { Some(kind) } else { transport };
    if number.is_empty() && transport == Some("train") {
        let caught = rules.plain_train.as_ref().and_then(|rule| rule.captures(&whole));
        number = caught.and_then(|caught| Some(caught.get(1)?.as_str().to_owned())).unwrap_or_default();
    }
    Some(Title { from, to, transport, number })
}

/// Where a trip goes that a title calls one: `Trip to London`.
pub(super) fn trip(places: &Places, title: &str) -> Option<String> {
    let caught = places.rules.trip.as_ref()?.captures(title)?;
    Some(caught.get(1)?.as_str().to_owned())
}

/// By what words a text says one goes.
fn means(text: &str) -> Option<&'static str> {
    let all: [(&[&str], &str); 4] = [(&SAILS, "ship"), (&DRIVES, "other"), (&FLIES, "flight"), (&ROLLS, "train")];
    all.into_iter().find(|(words, _)| has_word(text, words)).map(|(_, kind)| kind)
}

/// Both sides of what is surely a way: the places nearest to it, else what stands there.
fn sides(places: &Places, left: &str, right: &str) -> (String, String) {
    let head = |text: &str| {
        let text = text.rsplit_once(": ").map_or(text, |(_, rest)| rest);
        let bare = places.rules.head.as_ref().map(|head| head.replace(text.trim(), "").into_owned());
        bare.unwrap_or_else(|| text.to_owned()).trim().to_owned()
    };
    let from = last_place(places, left).unwrap_or_else(|| head(left));
    (from, first_place(places, right).unwrap_or_else(|| right.trim().to_owned()))
}

/// The place a text ends with, from the first word on that begins one.
fn last_place(places: &Places, text: &str) -> Option<String> {
    let text = text.trim();
    // A code at the end says it best.
    let code = text.rsplit_once('(').map_or(text, |(_, code)| code).trim_end_matches(')').trim();
    let starts = text.char_indices().filter(|(at, _)| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && c != '\'')
    });
    if places.airport(code).is_some() && text.ends_with(')') {
        let from = text.rsplit_once('(').map_or(text, |(name, _)| name).trim();
        let name = from.rsplit([':', '|']).next().unwrap_or(from).trim();
        return Some(if name.is_empty() { code.to_owned() } else { format!("{name} ({code})") });
    }
    let mut found = starts.filter_map(|(at, _)| text.get(at..)).filter(|rest| places.city(rest).is_some());
    found.next().map(str::to_owned)
}

/// The place a text begins with.
fn first_place(places: &Places, text: &str) -> Option<String> {
    let whole = text.trim();
    let parted = |marks: &[char]| whole.split(marks).next().unwrap_or(whole).trim().to_owned();
    let shorter = [whole.to_owned(), parted(&['|', '·', ';', ',']), parted(&[' ', '|', '·', ';', ','])];
    let place = shorter.into_iter().find(|text| places.city(text).is_some())?;
    Some(place.split([',', '|', '·']).next().unwrap_or(&place).trim().to_owned())
}

/// The hotel that a title names: its word says so, or who wrote it has beds and there are nights.
pub(super) fn hotel(places: &Places, summary: &str, by_host: bool, nights: bool) -> Option<String> {
    let rules = &places.rules;
    let is = |rule: &Option<Regex>| rule.as_ref().is_some_and(|rule| rule.is_match(summary));
    if !(nights && (is(&rules.stay) || by_host) || is(&rules.check_in)) {
        return None;
    }
    Some(bare_hotel(rules, summary))
}

/// Whether a title is of the hour in which a stay begins, or of that in which one ends, and in which hotel. To check in may
/// mean anything else: either needs the other, or somebody who keeps itineraries.
pub(super) fn check(places: &Places, summary: &str) -> Option<(bool, String)> {
    let rules = &places.rules;
    let is = |rule: &Option<Regex>| rule.as_ref().is_some_and(|rule| rule.is_match(summary.trim()));
    let begins = is(&rules.begins);
    (begins || is(&rules.ends)).then(|| (begins, bare_hotel(rules, summary)))
}

/// The name of a hotel without the words around it.
fn bare_hotel(rules: &Rules, summary: &str) -> String {
    let without = |rule: &Option<Regex>, text: &str| {
        rule.as_ref().map_or_else(|| text.to_owned(), |rule| rule.replace(text, "").trim().to_owned())
    };
    let bare = Some(without(&rules.after_hotel, &without(&rules.before_hotel, summary.trim())));
    bare.filter(|name| !name.is_empty()).unwrap_or_else(|| summary.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Room;

    fn title(places: &Places, summary: &str) -> Option<(String, String, String)> {
        let said = Told { summary, more: "", location: "", by_carrier: false };
        read(places, &said).map(|title| (places.called(&title.from), places.called(&title.to), title.number))
    }

    #[test]
    fn both_ends_stand_in_a_title_in_whatever_order() {
        let places = Places::of(&Room::default(), &[]);
        for (summary, from, to, number) in [
            ("Flight LH2030 Munich (MUC) - Hamburg (HAM)", "Munich", "Hamburg", "LH2030"),
            ("LH 400 | Frankfurt - New York", "Frankfurt", "New York", "LH400"),
            ("LH455 SFO to FRA", "San Francisco", "Frankfurt", "LH455"),
            ("Ryanair flight FR 8551 Dublin to Berlin", "Dublin", "Berlin", "FR8551"),
            ("Ryanair FR1234 Dublin (DUB) - Berlin (BER)", "Dublin", "Berlin", "FR1234"),
            ("Delta 123 JFK to LAX", "New York", "Los Angeles", "DL123"),
            ("British Airways 117: London to New York", "London", "New York", "BA117"),
            ("United Airlines flight 58 SFO - FRA", "San Francisco", "Frankfurt", "UA58"),
            ("EZY8471 London Gatwick to Geneva", "London", "Geneva", "EZY8471"),
            ("AVE 03142 MADRID PUERTA DE ATOCHA - BARCELONA SANTS", "Madrid", "Barcelona", "AVE 03142"),
            ("G7次 北京南-上海虹桥", "北京", "上海", "G7"),
            ("CA1501 北京首都T3-上海虹桥T2", "北京", "上海", "CA1501"),
            ("航班 9C8801 上海虹桥飞往大连", "上海", "大连", "9C8801"),
            ("从北京到上海的航班 (MU 5102)", "北京", "上海", "MU5102"),
            ("從台北到高雄的高鐵", "台北", "高雄", ""),
            ("FRA-EWR", "Frankfurt", "Newark", ""),
        ] {
            let told = Some((from.to_owned(), to.to_owned(), number.to_owned()));
            assert_eq!(title(&places, summary), told, "{summary}");
        }
    }

    #[test]
    fn when_it_leaves_and_comes_tells_a_train() {
        let places = Places::of(&Room::default(), &[]);
        let more = "IC 1 (713)\nBasel ab 09:02 Gl. 32\nBern an 10:01 Gl. 5";
        let read = |summary, more| read(&places, &Told { summary, more, location: "", by_carrier: false });
        let title = read("Basel - Bern", more).unwrap();
        assert_eq!((title.from.as_str(), title.transport, title.number.as_str()), ("Basel", Some("train"), "IC 1"));
        assert_eq!(read("Basel - Bern", "From 09:02 on"), None);
        assert_eq!(read("Zürich HB - Bern", "").unwrap().transport, Some("train"));
    }

    #[test]
    fn a_meeting_is_no_journey() {
        let places = Places::of(&Room::default(), &[]);
        for summary in [
            "Berlin - Munich alignment",
            "Training for the Berlin to Hamburg team",
            "Call: Paris / London",
            "From idea to product",
            "Jour fixe 北京-上海",
            "Q3 2026 Berlin - Munich alignment",
            "Delta 2026 Berlin - Munich alignment",
            "United 44 review",
            "Handover to Ada",
        ] {
            assert_eq!(title(&places, summary), None, "{summary}");
        }
    }
}
