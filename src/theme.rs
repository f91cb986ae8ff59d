//! How things look: a style for each role, and the characters lines are drawn with.
//!
//! Screens name roles, never colours; only this room says `Color::`. Themes are data files under `assets/themes`.

pub mod lines;
pub mod role;
mod style;

use std::collections::BTreeMap;

use ratatui::style::Style;
use serde::Deserialize;
use toml::Spanned;

pub use lines::{ARMS_E, ARMS_N, ARMS_S, ARMS_W, Lines, Stroke, plain};
pub use role::Role;
pub use style::Ink;

use crate::model::Problem;

/// The themes that come with the program: `(name, text of the file)`, the default first.
const BUILT_IN: &[(&str, &str)] = &[
    ("default", include_str!("../assets/themes/default.toml")),
    ("dark", include_str!("../assets/themes/dark.toml")),
    ("light", include_str!("../assets/themes/light.toml")),
    ("mono", include_str!("../assets/themes/mono.toml")),
    ("high-contrast", include_str!("../assets/themes/high-contrast.toml")),
];

/// A style for every [`Role`], and whether lines are drawn in ASCII.
///
/// ```
/// use warroom::theme::{Role, Theme};
/// let theme = Theme::load("base = \"dark\"\n[styles]\naccent = \"bold #ff8800\"").unwrap();
/// assert_ne!(theme.style(Role::Accent), Theme::default().style(Role::Accent));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    /// Draw with ASCII alone, for terminals whose line characters are missing or of doubtful width.
    pub ascii: bool,
}

/// A theme file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    base: Option<Spanned<String>>,
    #[serde(default)]
    ascii: bool,
    #[serde(default)]
    styles: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Theme {
    /// The names [`Theme::named`] knows, the default first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// A theme that comes with the program.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::read(text, Self::plain()).ok()
    }

    /// Reads a user's own theme: what it does not mention is as in its `base`, or else as in the default theme.
    pub fn load(text: &str) -> Result<Self, Problem> {
        Self::read(text, Self::default())
    }

    /// The style of a role; drawn over another it changes only what it mentions.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The characters lines, marks and bars are drawn with.
    pub const fn lines(&self) -> &'static Lines {
        if self.ascii { &lines::ASCII } else { &lines::UNICODE }
    }

    const fn plain() -> Self {
        Self { styles: [Style::new(); Role::ALL.len()], ascii: false }
    }

    fn read(text: &str, start: Self) -> Result<Self, Problem> {
        let line =
            |span: std::ops::Range<usize>| text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
        let file: File = toml::from_str(text).map_err(|error| {
            Problem::new("problem-theme-file")
                .with("line", line(error.span().unwrap_or_default()))
                .with("reason", error.message())
        })?;
        let mut theme = match &file.base {
            None => start,
            Some(base) => Self::named(base.get_ref()).ok_or_else(|| {
                Problem::new("problem-theme-base").with("line", line(base.span())).with("name", base.get_ref())
            })?,
        };
        theme.ascii |= file.ascii;
        for (name, words) in &file.styles {
            let role = Role::parse(name.get_ref()).ok_or_else(|| {
                Problem::new("problem-theme-role").with("line", line(name.span())).with("name", name.get_ref())
            })?;
            let style = style::parse(words.get_ref()).map_err(|word| {
                Problem::new("problem-theme-style").with("line", line(words.span())).with("word", word)
            })?;
            if let Some(place) = theme.styles.get_mut(role as usize) {
                *place = style;
            }
        }
        Ok(theme)
    }
}

impl Default for Theme {
    /// The sixteen colours of the terminal, so that it follows the user's own palette.
    fn default() -> Self {
        Self::named("default").unwrap_or_else(Self::plain)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::*;

    #[test]
    fn every_built_in_theme_names_every_role() {
        for (name, text) in BUILT_IN {
            let theme = Theme::read(text, Theme::plain()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            let file: File = toml::from_str(text).unwrap();
            let named: Vec<_> = file.styles.keys().map(|key| key.get_ref().as_str()).collect();
            let missing: Vec<_> = Role::ALL.iter().filter(|role| !named.contains(&role.name())).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
            assert!(!theme.ascii);
        }
    }

    #[test]
    fn the_mono_theme_emits_no_colour() {
        let mono = Theme::named("mono").unwrap();
        assert!(Role::ALL.iter().all(|role| mono.style(*role).fg.is_none() && mono.style(*role).bg.is_none()));
        assert!(mono.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn the_default_theme_keeps_to_the_terminals_own_colours() {
        let theme = Theme::default();
        for style in Role::ALL.iter().map(|role| theme.style(*role)) {
            for color in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{color}");
            }
        }
    }

    #[test]
    fn what_a_file_does_not_mention_is_as_in_its_base() {
        let theme = Theme::load("base = \"light\"\nascii = true\n[styles]\nbad = \"bold white on #102030\"").unwrap();
        assert_eq!(theme.style(Role::Good), Theme::named("light").unwrap().style(Role::Good));
        assert_eq!(theme.style(Role::Bad).bg, Some(Color::Rgb(0x10, 0x20, 0x30)));
        assert_eq!(theme.lines().horizontal(Stroke::Thin), "-");
    }

    #[test]
    fn a_bad_file_says_what_and_where() {
        for (text, id, line) in [
            ("base = \"dusk\"", "problem-theme-base", "1"),
            ("[styles]\n\nacent = \"red\"", "problem-theme-role", "3"),
            ("[styles]\naccent = \"rad\"", "problem-theme-style", "2"),
            ("[styles]\naccent =", "problem-theme-file", "2"),
            ("colors = 3", "problem-theme-file", "1"),
        ] {
            let problem = Theme::load(text).unwrap_err();
            assert_eq!((problem.id, problem.args[0].1.as_str()), (id, line), "{problem}");
        }
    }
}
