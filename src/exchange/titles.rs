//! The layer a job title speaks of, by the table in `assets/titles.toml`.

use serde::Deserialize;

use crate::model::choice::Layer;

const FILE: &str = include_str!("../../assets/titles.toml");

/// The table, read.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Titles {
    titles: Vec<Words>,
}

#[derive(Clone, Debug, Deserialize)]
struct Words {
    layer: Layer,
    words: Vec<String>,
}

impl Titles {
    /// The embedded table; a test holds it to be sound.
    pub(super) fn load() -> Self {
        toml::from_str(FILE).unwrap_or_default()
    }

    /// The layer of a title, where the table is sure.
    pub(super) fn layer(&self, title: &str) -> Option<Layer> {
        let title = title.to_lowercase();
        let table = self.titles.iter().find(|table| table.words.iter().any(|word| holds(&title, word)))?;
        Some(table.layer)
    }
}

/// Whether `word` stands in `title`; one in Latin letters only as a whole word.
fn holds(title: &str, word: &str) -> bool {
    title.match_indices(word).any(|(at, _)| {
        let before = title.get(..at).and_then(|text| text.chars().next_back());
        let after = title.get(at + word.len()..).and_then(|text| text.chars().next());
        !word.is_ascii() || ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_knows_when_it_is_not_sure() {
        let titles = Titles::load();
        for (title, layer) in [
            ("Director of Sales", Some(Layer::Decision)),
            ("Deputy Director", Some(Layer::Management)),
            ("Director General", Some(Layer::Decision)),
            ("Sales Manager", Some(Layer::Management)),
            ("CEO", Some(Layer::Decision)),
            ("Administrator", Some(Layer::Operations)),
            ("Head of Finance", Some(Layer::Management)),
            ("Headmaster", None),
            ("Special Adviser", None),
            ("局长", Some(Layer::Decision)),
            ("总经理", Some(Layer::Decision)),
            ("副总经理", Some(Layer::Management)),
            ("总工程师", Some(Layer::Management)),
            ("工程师", Some(Layer::Operations)),
            ("秘书长", Some(Layer::Decision)),
            ("局长秘书", Some(Layer::Peripheral)),
            ("司机", Some(Layer::Peripheral)),
            ("主管", None),
            ("", None),
        ] {
            assert_eq!(titles.layer(title), layer, "{title}");
        }
    }
}
