//! What a person reads: display width, cleaning, and sentences in their language.
//!
//! No colour, no key and no record lives here; of ours it knows only [`Problem`], to turn it into a sentence. Which key a
//! sentence names is asked of whoever has the keymap: `{ KEY("account-add") }`.

pub mod format;
pub mod lang;
mod seams;
mod sentences;
mod sources;
pub mod width;
pub mod wrap;

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};

pub use lang::Lang;
pub use width::{clean, cut, fit, pad, pad_left, width};
pub use wrap::{wrap, wrap_ranges};

use self::sentences::Sentences;
use crate::model::Problem;

/// Tells the key of a command with its argument, in the context that is named or else wherever it has one.
pub type KeyOf = Arc<dyn Fn(&str, Option<&str>) -> Option<String> + Send + Sync>;

/// Every sentence of the program in one language: each language has them all.
///
/// ```
/// use warroom::text::{Lang, Text};
/// let text = Text::new(Lang::En);
/// assert_eq!(text.t("no-such-id"), "no-such-id");
/// ```
pub struct Text {
    lang: Lang,
    sentences: Sentences,
    keys: KeyOf,
}

impl Text {
    /// The embedded sentences of `lang`. Where they name a key they name its command.
    pub fn new(lang: Lang) -> Self {
        Self::naming(lang, Arc::new(|_, _| None))
    }

    /// The same, with what tells the keys that sentences name. A command without one goes by its name.
    pub fn naming(lang: Lang, keys: KeyOf) -> Self {
        Self { lang, sentences: Sentences::of(lang, &keys), keys }
    }

    /// The same sentences in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Self {
        Self::naming(lang, self.keys.clone())
    }

    /// The language asked for.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether some sentence has this id.
    pub fn has(&self, id: &str) -> bool {
        self.sentences.has(id)
    }

    /// The sentence `id`; the id itself where there is none.
    pub fn t(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// The sentence `id` with named values; a value that is a plain number also chooses plural forms.
    pub fn ta(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.format(id, Some(&args.iter().map(|&(name, value)| (name, value_of(value))).collect()))
    }

    /// The name of the kind of record with this code, where it has one.
    pub fn kind(&self, code: &str) -> Option<String> {
        self.named(&format!("kind-{}", code.replace('_', "-")))
    }

    /// The label of the field with this code, where it has one: that of the kind before the one all kinds share.
    pub fn field(&self, kind: Option<&str>, code: &str) -> Option<String> {
        let own = kind.and_then(|kind| self.named(&format!("field-{kind}-{code}").replace('_', "-")));
        own.or_else(|| self.named(&format!("field-{code}").replace('_', "-")))
    }

    /// Things one after another: `a, b`.
    pub fn list(&self, parts: &[String]) -> String {
        parts.join(&self.t("word-and"))
    }

    /// Something and what is said of it: `name: value`.
    pub fn pair(&self, name: &str, value: &str) -> String {
        self.ta("word-pair", &[("name", name), ("value", value)])
    }

    /// A remark in brackets.
    pub fn aside(&self, text: &str) -> String {
        self.ta("word-aside", &[("text", text)])
    }

    /// The sentence of a problem with kinds and fields by their names.
    pub fn problem(&self, problem: &Problem) -> String {
        self.sentence(problem.id, problem)
    }

    /// The same where a key does what an option of the command line does: a text of its own (`…-on-screen`) names it.
    pub fn problem_on_screen(&self, problem: &Problem) -> String {
        let own = format!("{}-on-screen", problem.id);
        self.sentence(if self.has(&own) { &own } else { problem.id }, problem)
    }

    /// The same of what is over, where no key helps any more: a text of its own (`…-done`) says what does.
    pub fn problem_when_done(&self, problem: &Problem) -> String {
        let own = format!("{}-done", problem.id);
        if self.has(&own) { self.sentence(&own, problem) } else { self.problem_on_screen(problem) }
    }

    /// Whether a key of the screens helps with a problem.
    pub fn names_a_key(&self, problem: &Problem) -> bool {
        self.has(&format!("{}-on-screen", problem.id))
    }

    fn sentence(&self, id: &str, problem: &Problem) -> String {
        let kind = problem.args.iter().find_map(|(name, value)| (*name == "kind").then_some(value.as_str()));
        let choices = self.choices(problem);
        let args = problem.args.iter().map(|arg| self.said(kind, arg)).chain(choices);
        self.format(id, Some(&args.collect()))
    }

    /// A day of the lunar calendar as people write it, of how it is stored: `lunar:08-15`. `None` of anything else.
    pub fn lunar(&self, stored: &str) -> Option<String> {
        let date = stored.strip_prefix("lunar:")?.replace("-leap", &self.t("word-leap"));
        Some(self.ta("word-lunar", &[("date", &date)]))
    }

    /// The sentence of a problem as the command line says it: kinds and fields by the codes one types there.
    pub fn problem_in_codes(&self, problem: &Problem) -> String {
        let choices = self.choices(problem);
        let args = problem.args.iter().map(|(name, value)| (*name, value_of(start_of(value)))).chain(choices);
        self.format(problem.id, Some(&args.collect()))
    }

    /// What could have been chosen, in words, each with the code one may type where that is another word.
    fn choices(&self, problem: &Problem) -> Option<(&'static str, FluentValue<'static>)> {
        let arg = |wanted| problem.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let (list, codes) = (arg("list")?, arg("choices")?);
        let one = |code: &str| {
            let label = self.t(&format!("choice-{list}-{}", code.replace('_', "-")));
            if label.eq_ignore_ascii_case(code) {
                return code.to_owned();
            }
            self.ta("word-choice", &[("label", &label), ("code", code)])
        };
        let all: Vec<String> = codes.split(' ').map(one).collect();
        Some(("choices", self.list(&all).into()))
    }

    /// One value of a problem's sentence; a code that has no name stays as it is.
    fn said<'a>(
        &self,
        kind: Option<&str>,
        (name, value): &'a (&'static str, String),
    ) -> (&'static str, FluentValue<'a>) {
        let label = match *name {
            "kind" | "wanted" | "found" => self.kind(value),
            "field" | "first" | "second" => self.field(kind, value),
            "here" | "there" => self.lunar(value),
            _ => None,
        };
        (name, label.map_or_else(|| value_of(start_of(value)), FluentValue::from))
    }

    fn named(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.t(id))
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        self.sentences.say(id, args).map_or_else(|| id.to_owned(), seams::closed)
    }
}

/// A number only where printing it gives back the very text: `0034` and `1e5` stay what the user typed.
/// No value of a problem's sentence is longer, in characters.
const LONGEST: usize = 4000;

/// As much of a value as a sentence can bear: what a file holds may be megabytes long.
fn start_of(value: &str) -> &str {
    value.char_indices().nth(LONGEST).and_then(|(end, _)| value.get(..end)).unwrap_or(value)
}

fn value_of(value: &str) -> FluentValue<'_> {
    let exact = value.parse::<i32>().is_ok_and(|number| number.to_string() == value);
    if exact { FluentValue::try_number(value) } else { FluentValue::String(Cow::Borrowed(value)) }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::{ast, parser};

    use super::*;

    /// `id → area` of one language; a second definition of an id is an error.
    fn ids(lang: Lang) -> (BTreeMap<String, &'static str>, Vec<String>) {
        let mut ids = BTreeMap::new();
        let mut errors = Vec::new();
        for &(area, source) in sources::of(lang) {
            let resource = parser::parse(source).unwrap_or_else(|(resource, broken)| {
                errors.extend(broken.iter().map(|error| format!("{}/{area}.ftl: {error}", lang.code())));
                resource
            });
            for entry in &resource.body {
                let id = match entry {
                    ast::Entry::Message(message) => message.id.name.to_owned(),
                    ast::Entry::Term(term) => format!("-{}", term.id.name),
                    _ => continue,
                };
                if let Some(other) = ids.insert(id.clone(), area) {
                    errors.push(format!("{}: `{id}` is in {other}.ftl and in {area}.ftl", lang.code()));
                }
            }
        }
        (ids, errors)
    }

    #[test]
    fn sentences_name_the_keys_of_the_keymap_in_force() {
        let keys: KeyOf = Arc::new(|command, context| match (command, context) {
            ("account-add", None) => Some("F7".into()),
            ("overlay-accept", Some("confirm")) => Some("j".into()),
            _ => None,
        });
        for lang in Lang::ALL {
            let text = Text::naming(lang, keys.clone());
            assert!(text.t("accounts-empty").contains("F7"), "{}", text.t("accounts-empty"));
            assert!(text.t("confirm-keys").starts_with("j ") && text.t("confirm-keys").contains("overlay-cancel"));
            let empty = text.in_language(Lang::En).t("accounts-empty");
            assert!(empty.starts_with("No accounts yet. Press F7 to add one, or import-open to read"), "{empty}");
        }
    }

    #[test]
    fn every_file_parses_and_no_id_is_defined_twice() {
        let errors: Vec<_> = Lang::ALL.into_iter().flat_map(|lang| ids(lang).1).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    #[test]
    fn every_language_has_one_kind_of_quotation_marks() {
        for (lang, others) in [(Lang::En, "「」"), (Lang::ZhCn, "「」"), (Lang::ZhTw, "“”")] {
            for &(area, source) in sources::of(lang) {
                let odd = source.lines().find(|line| line.contains(|c| others.contains(c)));
                assert_eq!(odd, None, "{}/{area}.ftl", lang.code());
            }
        }
    }

    #[test]
    fn every_language_has_the_same_ids() {
        let all: BTreeMap<_, _> = Lang::ALL.into_iter().flat_map(|lang| ids(lang).0).collect();
        let missing: BTreeSet<_> = Lang::ALL
            .into_iter()
            .flat_map(|lang| {
                let here = ids(lang).0;
                all.iter()
                    .filter(move |(id, _)| !here.contains_key(*id))
                    .map(move |(id, area)| format!("{}/{area}.ftl lacks {id}", lang.code()))
            })
            .collect();
        assert!(missing.is_empty(), "{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn no_file_on_disk_is_left_out() {
        for lang in Lang::ALL {
            let dir = format!("{}/assets/locales/{}", env!("CARGO_MANIFEST_DIR"), lang.code());
            let on_disk: BTreeSet<_> =
                std::fs::read_dir(dir).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            let listed: BTreeSet<_> = sources::of(lang).iter().map(|(area, _)| format!("{area}.ftl")).collect();
            assert_eq!(on_disk, listed);
        }
    }

    /// Big5 holds what is written in Taiwan; of the simplified characters only those that are old characters, too.
    #[test]
    fn traditional_texts_have_no_simplified_characters() {
        let old = "万与丰么价优体党厂坏复宁岭怀怜惊愿扑扰据机极柜洁痒确离种筑网胜腊荐虫触踊适里霉";
        let simplified = |char: char| {
            let (_, _, unmappable) = encoding_rs::BIG5.encode(char.encode_utf8(&mut [0; 4]));
            unmappable || old.contains(char)
        };
        assert!("这国办机".chars().all(simplified) && !"這國辦機".chars().any(simplified));
        for (area, source) in sources::of(Lang::ZhTw) {
            let is_han = |char: &char| ('\u{4e00}'..='\u{9fff}').contains(char);
            let found: Vec<_> = source.chars().filter(is_han).filter(|char| simplified(*char)).collect();
            assert!(found.is_empty(), "zh-TW/{area}.ftl: {found:?}");
        }
    }

    #[test]
    fn an_unknown_id_is_shown_as_it_is() {
        let text = Text::new(Lang::ZhTw);
        assert_eq!(text.t("nothing-like-this"), "nothing-like-this");
        assert!(!text.has("nothing-like-this"));
        assert_eq!(text.problem(&Problem::new("nothing-like-this").with("a", 1)), "nothing-like-this");
    }

    #[test]
    fn values_are_put_in_without_isolation_marks() {
        assert_eq!(Text::new(Lang::En).ta("month-title", &[("name", "May"), ("year", "2026")]), "May 2026");
        assert_eq!(Text::new(Lang::ZhCn).ta("month-title", &[("name", "5月"), ("year", "2026")]), "2026年5月");
    }

    #[test]
    fn a_problem_names_kinds_and_fields_as_the_screens_do() {
        let problem = Problem::new("problem-required").with("kind", "visit").with("field", "content");
        assert_eq!(Text::new(Lang::ZhCn).problem(&problem), "拜访必须填写“会谈内容”。");
        assert_eq!(Text::new(Lang::ZhTw).problem_in_codes(&problem), "visit 必須填寫「content」。");
        let range = Problem::new("problem-range-backwards").with("first", "2026-03-12").with("last", "2026-03-10");
        assert!(Text::new(Lang::En).problem(&range).contains("begins on 2026-03-12"));
    }

    #[test]
    fn a_problem_names_lunar_days_as_the_screens_do() {
        let problem = Problem::new("problem-import-changed-here").with("kind", "person").with("field", "birthday");
        let problem = problem.with("here", "lunar:08-15").with("there", "1962-lunar");
        let said = Text::new(Lang::ZhCn).problem_on_screen(&problem);
        assert!(said.contains("农历 08-15") && !said.contains("lunar:"), "{said}");
        assert_eq!(Text::new(Lang::En).lunar("lunar:1962-04-01-leap").as_deref(), Some("lunar 1962-04-01 (leap)"));
    }

    #[test]
    fn a_problem_names_keys_on_the_screens_and_options_elsewhere() {
        let problem = Problem::new("problem-import-date-order").with("text", "03/04/26");
        let text = Text::new(Lang::En);
        assert!(
            text.problem(&problem).contains("--date-order dmy")
                && text.problem_on_screen(&problem).contains("with import-dates")
        );
        let other = Problem::new("problem-required").with("kind", "visit").with("field", "content");
        assert_eq!(text.problem_on_screen(&other), text.problem(&other));
    }

    #[test]
    fn a_problem_names_choices_with_their_codes() {
        let problem = Problem::new("problem-unknown-choice")
            .with("text", "x")
            .with("list", "level")
            .with("choices", "rep engineer");
        for said in [Text::problem, Text::problem_in_codes] {
            assert_eq!(said(&Text::new(Lang::En), &problem), "“x” is none of: rep, Presales engineer (engineer).");
            assert_eq!(said(&Text::new(Lang::ZhCn), &problem), "“x”不在可选项中：销售（rep）、售前（engineer）。");
        }
    }

    #[test]
    fn only_plain_numbers_become_numbers() {
        let long = "张".repeat(LONGEST + 1);
        assert_eq!((start_of("张三"), start_of(&long).chars().count()), ("张三", LONGEST));
        assert!(matches!(value_of("12"), FluentValue::Number(_)));
        assert!(matches!(value_of("-3"), FluentValue::Number(_)));
        for text in ["0034", "1e5", "inf", "+86", "12.50", "99999999999", "张伟", ""] {
            assert!(matches!(value_of(text), FluentValue::String(_)), "{text}");
        }
    }
}
