//! Reads a style as a theme file writes it (`bold cyan on #102030`), and holds one as a kept frame does.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Serialize};

/// Words are modifiers, a colour, and `on` with a background; `plain` says nothing. The first word not understood is
/// the error.
pub(super) fn parse(words: &str) -> Result<Style, &str> {
    let mut style = Style::new();
    let mut background = false;
    for word in words.split_whitespace() {
        if background {
            style = style.bg(color(word).ok_or(word)?);
            background = false;
        } else if word == "on" {
            background = true;
        } else if let Some(modifier) = modifier(word) {
            style = style.add_modifier(modifier);
        } else if word != "plain" {
            style = style.fg(color(word).ok_or(word)?);
        }
    }
    if background { Err("on") } else { Ok(style) }
}

fn modifier(word: &str) -> Option<Modifier> {
    Some(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underline" => Modifier::UNDERLINED,
        "reverse" => Modifier::REVERSED,
        "strike" => Modifier::CROSSED_OUT,
        _ => return None,
    })
}

/// A name of the sixteen (`red`, `light-red`, `dark-gray`), `default`, a number of the 256, or `#rrggbb`.
fn color(word: &str) -> Option<Color> {
    if word == "default" { Some(Color::Reset) } else { word.parse().ok() }
}

/// How a cell looks, as a file can hold it: letters, background, modifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ink(String, String, u16);

impl Ink {
    /// That of a cell.
    pub fn of(cell: &Cell) -> Self {
        Self(cell.fg.to_string(), cell.bg.to_string(), cell.modifier.bits())
    }

    /// The style that looks like it. A colour nobody knows is the terminal's own.
    pub fn style(&self) -> Style {
        let colour = |name: &str| name.parse().unwrap_or(Color::Reset);
        let style = Style::new().fg(colour(&self.0)).bg(colour(&self.1));
        style.add_modifier(Modifier::from_bits_truncate(self.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_style() {
        assert_eq!(parse("plain"), Ok(Style::new()));
        assert_eq!(parse("bold red"), Ok(Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)));
        assert_eq!(
            parse("on 238 underline"),
            Ok(Style::new().bg(Color::Indexed(238)).add_modifier(Modifier::UNDERLINED))
        );
        assert_eq!(parse("dark-gray on default"), Ok(Style::new().fg(Color::DarkGray).bg(Color::Reset)));
        assert_eq!(parse("bold blinking"), Err("blinking"));
        assert_eq!(parse("red on"), Err("on"));
    }
}
