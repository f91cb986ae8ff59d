//! Putting the program together from options and files: language, theme, keymap.

use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::command::{self, Cx};
use crate::config::{BadLine, Base, Options, Paths};
use crate::input::Keymap;
use crate::model::Problem;
use crate::overlay::Item;
use crate::rules::Terms;
use crate::screen::Place;
use crate::store::Book;
use crate::text::{KeyOf, Lang, Text};
use crate::theme::Theme;

/// The keymap everything else is laid over.
const DEFAULT: &str = include_str!("../../keymaps/default.toml");
const VIM: &str = include_str!("../../keymaps/vim.toml");
const EMACS: &str = include_str!("../../keymaps/emacs.toml");

/// Contexts around those of the screens, the widest first.
const OUTER: &[&str] = &["global", "room"];
/// Contexts inside them: another view of the ladder, the panel, something held, an overlay.
const INNER: &[&str] = &[
    "forecast",
    "receivables",
    "complaints",
    "inspector",
    "grab",
    "prompt",
    "path",
    "picker",
    "form",
    "import",
    "imported",
    "page",
    "confirm",
    "explain",
    "text",
];

/// The keymap in force: the default, the base the user chose, their own file, and one more if it is named.
pub fn keymap(base: Base, files: &[&Path]) -> (Keymap, Vec<BadLine>) {
    let mut layers = vec![("keymaps/default.toml".to_string(), DEFAULT.to_string())];
    match base {
        Base::Default => {}
        Base::Vim => layers.push(("keymaps/vim.toml".into(), VIM.into())),
        Base::Emacs => layers.push(("keymaps/emacs.toml".into(), EMACS.into())),
    }
    let mut bad = Vec::new();
    for file in files {
        let name = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => layers.push((name, text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                let problem = Problem::new("problem-config-unreadable").failing(&error);
                bad.push(BadLine { file: name, line: 1, problem });
            }
        }
    }
    let layers: Vec<(&str, &str)> = layers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let known = |name: &str| command::find(name).map(|command| command.arg);
    let (keymap, wrong) = Keymap::load(&layers, &known, &contexts());
    bad.extend(wrong.into_iter().map(|one| BadLine { file: one.file, line: one.line, problem: one.problem }));
    (keymap, bad)
}

/// Tells which key sentences name for a command: the easiest in the widest context that has one.
pub fn keys_of(keymap: Keymap) -> KeyOf {
    let contexts = contexts();
    Arc::new(move |command, context| {
        let (name, arg) = command.split_once(' ').map_or((command, None), |(name, arg)| (name, Some(arg)));
        let fits = contexts.iter().filter(|one| context.is_none_or(|wanted| wanted == **one));
        fits.into_iter().find_map(|context| keymap.keys_for(name, arg, &[context]).into_iter().next())
    })
}

/// Every context a keymap may speak of, in the order in which one reads about them.
pub fn contexts() -> Vec<&'static str> {
    let screens = Place::ALL.iter().map(|place| place.name());
    OUTER.iter().copied().chain(screens).chain(INNER.iter().copied()).collect()
}

/// The theme in force: `NO_COLOR` asks for the one that emits no colour.
pub fn theme(options: &Options, paths: &Paths, no_color: bool) -> (Theme, Vec<BadLine>) {
    let mut bad = Vec::new();
    let named = if no_color { "mono" } else { &options.theme };
    let mut theme = Theme::named(named).unwrap_or_else(|| {
        let file = paths.theme(named);
        let read =
            std::fs::read_to_string(&file).map_err(|error| Problem::new("problem-config-unreadable").failing(&error));
        read.and_then(|text| Theme::load(&text)).unwrap_or_else(|problem| {
            bad.push(BadLine { file: file.display().to_string(), line: 1, problem });
            Theme::default()
        })
    });
    theme.ascii |= options.ascii;
    (theme, bad)
}

/// What commands act on, put together, and what is wrong in the user's files of keys and colours.
pub fn assemble(
    book: Book,
    clock: Clock,
    options: Options,
    lang: Lang,
    terms: Terms,
    paths: &Paths,
    no_color: bool,
) -> (Cx, Vec<BadLine>) {
    let own = paths.keymap();
    let (keymap, mut bad) = keymap(options.keymap, &[&own]);
    let (theme, wrong) = theme(&options, paths, no_color);
    bad.extend(wrong);
    let trouble = book.troubles().first().or(book.closed()).cloned();
    let text = Text::naming(lang, keys_of(keymap.clone()));
    let mut cx = Cx::new(book, clock, options, keymap, text, theme, terms);
    let chosen = cx.chosen();
    cx.screens.today.show_member(chosen);
    if let Some(trouble) = trouble {
        cx.refuse(&trouble);
    }
    (cx, bad)
}

/// Says what is wrong in files of the user's: one thing on the message line, several as a list to look through.
pub fn complain(cx: &mut Cx, bad: &[BadLine]) {
    let said = |BadLine { file, line, problem }: &BadLine| format!("{file}:{line}: {}", cx.text.problem(problem));
    let lines: Vec<String> = bad.iter().map(said).collect();
    match lines.as_slice() {
        [] => {}
        [only] => protest(cx, only),
        several => {
            let file = |line: &BadLine| line.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            let short = |line: &BadLine| format!("{}:{}: {}", file(line), line.line, cx.text.problem(&line.problem));
            let items = several.iter().zip(bad).map(|(whole, line)| Item::new(whole.as_str(), short(line), ""));
            let (title, items) = (cx.text.t("problems-in-files"), items.collect());
            cx.pick(title, items, |cx, whole| {
                protest(cx, whole);
                Ok(())
            });
        }
    }
}

fn protest(cx: &mut Cx, line: &str) {
    cx.say(line);
    cx.message.refused = true;
}
