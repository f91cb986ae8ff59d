//! Of what sort a telephone is, as the files said that told of it: by the column a number stood in, the label beside it, or the
//! type on a card.

use crate::exchange::ext::ids;
use crate::exchange::origin::parts;
use crate::exchange::profile::{each, shown};
use crate::model::extra::Extra;

/// What a telephone is for; of a number that is several, the first of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) enum Sort {
    /// One that somebody carries along.
    Mobile,
    /// One where they live.
    Home,
    /// One where they work.
    Work,
}

/// What is no telephone that people are called on.
const OTHERS: [&str; 6] = ["fax", "传真", "傳真", "ファックス", "pager", "传呼"];
/// Words for each sort, in names of columns, labels and types of cards.
const WORDS: [(Sort, &[&str]); 3] = [
    (
        Sort::Mobile,
        &["mob", "handy", "cell", "iphone", "手机", "手機", "移动", "移動", "行动", "行動", "携帯", "natel"],
    ),
    (Sort::Home, &["home", "privat", "住宅", "家庭", "家里", "住家", "自宅"]),
    (
        Sort::Work,
        &[
            "work",
            "business",
            "office",
            "company",
            "direct",
            "geschäft",
            "firma",
            "büro",
            "dienst",
            "办公",
            "辦公",
            "公司",
            "单位",
            "單位",
            "工作",
            "商务",
            "商務",
            "会社",
        ],
    ),
];

impl Sort {
    /// What such words mean.
    fn of(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let found = || WORDS.iter().find(|(_, words)| has(words)).map(|(sort, _)| *sort);
        (!has(&OTHERS)).then(found).flatten()
    }

    /// What a number is by the files that somebody came in.
    pub(in crate::exchange) fn told(extra: &Extra, number: &str) -> Option<Self> {
        let is_it = |text: &str| is_one_number(text, number);
        let said = |(name, value)| {
            let (source, column) = parts(name)?;
            let cell = |text: &str| match source {
                "vcard" if column == "TEL" => {
                    text.split_once(':').filter(|(_, value)| is_it(value)).map(|(kinds, _)| kinds.to_owned())
                }
                "vcard" => None,
                _ => each(text).any(is_it).then(|| shown(column).to_owned()),
            };
            ids(value).filter_map(cell).filter_map(|words| Self::of(&words)).min()
        };
        label(extra, number).and_then(Self::of).or_else(|| extra.iter().filter_map(said).min())
    }

    /// What Google calls it.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Mobile => "Mobile",
            Self::Home => "Home",
            Self::Work => "Work",
        }
    }

    /// What cards call it.
    pub(in crate::exchange) const fn kind(self) -> &'static str {
        match self {
            Self::Mobile => "cell",
            Self::Home => "home",
            Self::Work => "work",
        }
    }
}

/// What a file said in the column beside that of a number or an address, as Google's do.
pub(super) fn label<'r>(extra: &'r Extra, line: &str) -> Option<&'r str> {
    let is_it =
        |text: &str| if line.contains('@') { text.eq_ignore_ascii_case(line) } else { is_one_number(text, line) };
    let beside = |name: &str| {
        let of = name.strip_suffix(" - Value")?;
        [" - Label", " - Type"].iter().find_map(|end| extra.get(&format!("{of}{end}"))?.as_str())
    };
    let has = |value| ids(value).flat_map(each).any(is_it);
    let mut found = extra.iter().filter(|(name, value)| name.ends_with(" - Value") && has(value));
    found.find_map(|(name, _)| beside(name)).map(str::trim).filter(|label| !label.is_empty())
}

fn is_one_number(one: &str, other: &str) -> bool {
    let digits = digits(one);
    !digits.is_empty() && digits == self::digits(other)
}

pub(super) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_labels_and_types_say_of_what_sort_a_number_is() {
        for (words, sort) in [
            ("Mobile Phone", Some(Sort::Mobile)),
            ("Work Mobile", Some(Sort::Mobile)),
            ("TEL;TYPE=CELL,VOICE", Some(Sort::Mobile)),
            ("HomePhone", Some(Sort::Home)),
            ("Telefon (privat)", Some(Sort::Home)),
            ("item1.TEL;type=HOME;type=pref", Some(Sort::Home)),
            ("Business Phone 2", Some(Sort::Work)),
            ("办公电话", Some(Sort::Work)),
            ("Work Fax", None),
            ("Phone", None),
            ("TEL;VALUE=uri;TYPE=voice", None),
        ] {
            assert_eq!(Sort::of(words), sort, "{words}");
        }
    }
}
