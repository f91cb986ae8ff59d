//! Reads a style as a theme file writes it: `bold cyan on #102030`.

use ratatui::style::{Color, Modifier, Style};

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
