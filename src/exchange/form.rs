//! The forms an export can have: those the command line takes are those the screens offer.

use super::address::Profile;

/// What an export in a form is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Records, whichever are chosen.
    Records,
    /// People, under the columns of a [`Profile`].
    People,
    /// The chart and the circle of one account.
    Drawing,
}

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its name, as `export --format` takes it.
    pub code: &'static str,
    /// The end of its file's name; empty where it is a folder.
    pub end: &'static str,
    /// What it is of.
    pub of: Of,
}

impl Form {
    const fn new(code: &'static str, end: &'static str, of: Of) -> Self {
        Self { code, end, of }
    }

    /// What can be chosen within it, by name.
    fn choices(self) -> Vec<String> {
        match self.of {
            Of::Records => vec![self.code.to_owned()],
            Of::People => Profile::CODES.map(str::to_owned).into(),
            Of::Drawing => ["org", "circle"].map(|picture| format!("{picture}-{}", self.code)).into(),
        }
    }
}

/// Every form.
pub const FORMS: [Form; 9] = [
    Form::new("html", "html", Of::Records),
    Form::new("csv", "csv", Of::People),
    Form::new("vcard", "vcf", Of::Records),
    Form::new("ical", "ics", Of::Records),
    Form::new("vdir", "", Of::Records),
    Form::new("ndjson", "ndjson", Of::Records),
    Form::new("svg", "svg", Of::Drawing),
    Form::new("mermaid", "mmd", Of::Drawing),
    Form::new("dot", "dot", Of::Drawing),
];

/// The names the command line takes; records a line go by two.
pub fn codes() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|form| form.code).chain(["json"])
}

/// What there is to choose from on the screens: each form, or each list and each drawing in it.
pub fn choices() -> Vec<(String, Form)> {
    FORMS.iter().flat_map(|form| form.choices().into_iter().map(|name| (name, *form))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Text};

    #[test]
    fn every_choice_has_a_name_in_every_language() {
        let all = choices();
        for name in ["hubspot", "dynamics", "original", "vdir", "ndjson", "circle-dot"] {
            assert!(all.iter().any(|(one, _)| one == name), "{name}");
        }
        for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
            for (name, _) in &all {
                assert!(Text::new(lang).has(&format!("export-form-{name}")), "{lang:?} {name}");
            }
        }
    }
}
