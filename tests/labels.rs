//! Every kind, field and code has a label in every language.

use warroom::model::Kind;
use warroom::model::field::{BASIS, Field, Type};
use warroom::text::{Lang, Text};

fn labels(field: &Field, found: &mut Vec<String>) {
    found.push(field.text_id());
    found.extend(field.unit.map(str::to_owned));
    match field.ty {
        Type::Choice(choices) => {
            let label = |code: &&str| format!("choice-{}-{}", choices.name, code.replace('_', "-"));
            found.extend(choices.codes.iter().map(label));
        }
        Type::Entries(fields) => fields.iter().for_each(|field| labels(field, found)),
        _ => {}
    }
}

#[test]
fn nothing_is_shown_by_its_code() {
    let mut wanted = vec!["field-id".to_owned()];
    for kind in Kind::ALL {
        let name = kind.code().replace('_', "-");
        wanted.extend([format!("kind-{name}"), format!("kinds-{name}")]);
        kind.fields().iter().chain(&BASIS).for_each(|field| labels(field, &mut wanted));
    }
    let english = Text::new(Lang::En);
    let missing: Vec<_> = wanted.into_iter().filter(|id| !english.has(id)).collect();
    // That the other languages have what English has is the text room's own test.
    assert!(missing.is_empty(), "{missing:?}");
}
