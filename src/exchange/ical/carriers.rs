//! Who writes calendars of journeys and stays, and the words of an absence.

/// Who takes people somewhere, or keeps their itineraries: in small letters and without blanks, as in [`squeezed`].
const CARRIERS: [&str; 76] = [
    "12306",
    "aegeanair",
    "airbaltic",
    "aircanada",
    "airchina",
    "airfrance",
    "alaskaair",
    "americanairlines",
    "amtrak",
    "austrian.com",
    "bahn.de",
    "britishairways",
    "brusselsairlines",
    "cathaypacific",
    "ceair",
    "concursolutions",
    "csair.com",
    "ctrip",
    "delta.com",
    "deltaairlines",
    "easyjet",
    "egencia",
    "emirates",
    "etihad",
    "eurostar",
    "eurowings",
    "expedia",
    "finnair",
    "fliggy",
    "flixbus",
    "flysas",
    "greyhound",
    "hacon",
    "hafas",
    "hainanairlines",
    "iberia.com",
    "itabus",
    "italotreno",
    "jetblue",
    "kayak",
    "kitinerary",
    "klm",
    "latamairlines",
    "lner.co.uk",
    "lufthansa",
    "megabus",
    "navan.com",
    "ns.nl",
    "oebb",
    "qantas",
    "qatarairways",
    "qunar",
    "renfe",
    "ryanair",
    "sbb.ch",
    "singaporeair",
    "sncf",
    "southwest.com",
    "springairlines",
    "stenaline",
    "swiss.com",
    "tallink",
    "tapairportugal",
    "thalys",
    "trainline",
    "trenitalia",
    "trip.com",
    "tripactions",
    "tripit",
    "tripsource",
    "turkishairlines",
    "united.com",
    "unitedairlines",
    "viarail",
    "vikingline",
    "vueling",
];

/// Who gives people a bed.
const HOSTS: [&str; 9] = [
    "accor.com",
    "agoda.com",
    "airbnb",
    "booking.com",
    "hilton.com",
    "hotels.com",
    "hrs.de",
    "ihg.com",
    "marriott.com",
];

/// Words of an absence.
const AWAY: [&str; 22] = [
    "out of office",
    "ooo",
    "vacation",
    "holiday",
    "on leave",
    "annual leave",
    "business trip",
    "travelling",
    "traveling",
    "away",
    "pto",
    "reise",
    "urlaub",
    "dienstreise",
    "出差",
    "休假",
    "请假",
    "年假",
    "請假",
    "度假",
    "外出",
    "旅行",
];

/// A text in small letters and without blanks, as [`is_carrier`] and [`is_host`] take it.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// Airlines that people call by their names and not by their codes, in small letters.
pub(super) const AIRLINES: [(&str, &str); 28] = [
    ("aer lingus", "EI"),
    ("air canada", "AC"),
    ("air china", "CA"),
    ("air france", "AF"),
    ("alaska", "AS"),
    ("american", "AA"),
    ("austrian", "OS"),
    ("british airways", "BA"),
    ("cathay pacific", "CX"),
    ("china eastern", "MU"),
    ("china southern", "CZ"),
    ("delta", "DL"),
    ("easyjet", "U2"),
    ("emirates", "EK"),
    ("etihad", "EY"),
    ("eurowings", "EW"),
    ("finnair", "AY"),
    ("iberia", "IB"),
    ("jetblue", "B6"),
    ("klm", "KL"),
    ("lufthansa", "LH"),
    ("qantas", "QF"),
    ("qatar", "QR"),
    ("ryanair", "FR"),
    ("singapore airlines", "SQ"),
    ("southwest", "WN"),
    ("turkish", "TK"),
    ("united", "UA"),
];

/// Whether who wrote a calendar takes people somewhere.
pub(super) fn is_carrier(writer: &str) -> bool {
    CARRIERS.iter().any(|name| writer.contains(name)) || is_host(writer)
}

/// Whether who wrote a calendar gives people a bed.
pub(super) fn is_host(writer: &str) -> bool {
    HOSTS.iter().any(|name| writer.contains(name))
}

/// Whether a title says that somebody is away.
pub(super) fn is_away(summary: &str) -> bool {
    has_word(summary, &AWAY)
}

/// Whether one of these words stands in a text; one in Latin letters only as a whole word.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
            let is_letter = |c: char| c.is_alphanumeric() && (c.is_ascii() || !is_ideograph(c));
            !word.chars().all(|c| !is_ideograph(c)) || ![before, after].into_iter().flatten().any(is_letter)
        })
    })
}

/// Whether a character is a word by itself.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
