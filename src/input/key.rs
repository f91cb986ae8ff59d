//! One key press: how it comes from the terminal, how it is written in a keymap, how it is printed.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the key of that name")]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key with the modifiers held. Shift is part of the character: `shift+g` is `G`.
///
/// ```
/// use warroom::input::Key;
/// assert_eq!(Key::parse("shift+g").unwrap().to_string(), "G");
/// assert_eq!(Key::parse("alt+ctrl+x").unwrap().to_string(), "ctrl+alt+x");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt (or Option, or Meta) was held.
    pub alt: bool,
    /// Shift was held; never set beside a character.
    pub shift: bool,
}

/// Names of keys in a keymap file; of two for one key the first is printed.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("insert", Code::Insert),
    ("ins", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pgup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("pgdn", Code::PageDown),
    ("plus", Code::Char('+')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key of a terminal's event; `None` for a release, and for a key that has no name here.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let code = match event.code {
            KeyCode::Char(char) => Code::Char(char),
            KeyCode::F(number) => Code::F(number),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab | KeyCode::BackTab => Code::Tab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            KeyCode::Null => return Some(Self { ctrl: true, ..Self::plain(Code::Char(' ')) }),
            KeyCode::CapsLock
            | KeyCode::ScrollLock
            | KeyCode::NumLock
            | KeyCode::PrintScreen
            | KeyCode::Pause
            | KeyCode::Menu
            | KeyCode::KeypadBegin
            | KeyCode::Media(_)
            | KeyCode::Modifier(_) => return None,
        };
        let held = |modifier| event.modifiers.contains(modifier);
        let key = Self {
            code,
            ctrl: held(KeyModifiers::CONTROL),
            alt: held(KeyModifiers::ALT) || held(KeyModifiers::META),
            shift: held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
        };
        // What was typed before the terminal was taken comes as the line ends of files.
        let is_line_end = key == Self { ctrl: true, ..Self::plain(Code::Char('j')) };
        Some(if is_line_end { Self::plain(Code::Enter) } else { key.folded() })
    }

    /// Reads the notation of keymap files: `g`, `G`, `?`, `ctrl+x`, `shift+tab`, `space`, `f1`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        // A `+` that ends the text is the key itself, as in `ctrl++`.
        while let Some((modifier, after)) =
            rest.split_once('+').filter(|(before, after)| !before.is_empty() && !after.is_empty())
        {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "c" => key.ctrl = true,
                "alt" | "meta" | "option" | "a" => key.alt = true,
                "shift" | "s" => key.shift = true,
                _ => return None,
            }
            rest = after;
        }
        key.code = Code::parse(rest)?;
        Some(key.folded())
    }

    /// The key with a full-width character as its ASCII twin, for places where keys are commands: `？` is `?`.
    #[must_use]
    pub fn normalised(self) -> Self {
        let Code::Char(char) = self.code else { return self };
        let twin = match char {
            '\u{3000}' => ' ',
            '。' | '｡' => '.',
            '，' | '、' => ',',
            '【' | '「' => '[',
            '】' | '」' => ']',
            '《' | '〈' => '<',
            '》' | '〉' => '>',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '￥' => '$',
            '\u{FF01}'..='\u{FF5E}' => {
                // The full-width forms stand in the order of ASCII.
                char::from_u32(u32::from(char) - 0xFF01 + u32::from('!')).unwrap_or(char)
            }
            other => other,
        };
        Self { code: Code::Char(twin), ..self }
    }

    /// The character this key types where text is written; none if it is a command there.
    pub fn typed(self) -> Option<char> {
        match self.code {
            // AltGr arrives as control with alt on some terminals, and it types.
            Code::Char(char) if self.ctrl == self.alt => Some(char),
            _ => None,
        }
    }

    /// The key that a terminal sends the same bytes for, if this one cannot be told from it.
    pub fn ambiguous(self) -> Option<&'static str> {
        match self.code {
            Code::Char('i') if self.ctrl => Some("tab"),
            Code::Char('m') if self.ctrl => Some("enter"),
            Code::Char('[') if self.ctrl => Some("esc"),
            _ => None,
        }
    }

    /// Shift goes into the character; with control, letters are small.
    fn folded(mut self) -> Self {
        if let Code::Char(char) = self.code {
            let mut upper = char.to_uppercase();
            self.code = Code::Char(match (self.ctrl, self.shift, upper.next(), upper.next()) {
                (true, ..) => char.to_ascii_lowercase(),
                (false, true, Some(upper), None) => upper,
                _ => char,
            });
            self.shift = false;
        }
        self
    }
}

impl Code {
    fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        if let (Some(char), None) = (chars.next(), chars.next()) {
            return (!char.is_control()).then_some(Self::Char(char));
        }
        let name = text.to_ascii_lowercase();
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(*code);
        }
        let number = name.strip_prefix('f')?.parse().ok()?;
        (1..=24).contains(&number).then_some(Self::F(number))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl+"), (self.alt, "alt+"), (self.shift, "shift+")] {
            f.write_str(if held { name } else { "" })?;
        }
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (Code::Char('+'), _) => f.write_str("+"),
            (_, Some((name, _))) => f.write_str(name),
            (Code::Char(char), None) => write!(f, "{char}"),
            (Code::F(number), None) => write!(f, "f{number}"),
            (code, None) => write!(f, "{code:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn the_end_of_a_line_is_enter() {
        let typed = |event| Key::from_event(&event);
        let line_end = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL);
        assert_eq!(typed(line_end), Some(key("enter")));
        let other = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert_eq!(typed(other), Some(key("ctrl+alt+j")));
    }

    #[test]
    fn what_is_printed_is_read_back() {
        for (written, printed) in [
            ("g", "g"),
            ("G", "G"),
            ("shift+g", "G"),
            ("ctrl+X", "ctrl+x"),
            ("alt+G", "alt+G"),
            ("Shift+Tab", "shift+tab"),
            (" ", "space"),
            ("plus", "+"),
            ("ctrl++", "ctrl++"),
            ("F12", "f12"),
            ("pgdn", "pagedown"),
            ("？", "？"),
            ("ctrl+alt+delete", "ctrl+alt+delete"),
        ] {
            assert_eq!(key(written).to_string(), printed, "{written}");
            assert_eq!(key(printed), key(written));
        }
        for (name, code) in NAMES {
            assert_eq!(key(name).code, *code);
            assert_eq!(key(&key(name).to_string()).code, *code);
        }
    }

    #[test]
    fn nonsense_is_no_key() {
        for text in ["", "f0", "f25", "hyper+x", "abc", "ctrl+", "\u{1b}", "g g"] {
            assert_eq!(Key::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn events_fold_shift_into_the_character() {
        let event = |code, modifiers| Key::from_event(&KeyEvent::new(code, modifiers));
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(key("G")));
        assert_eq!(event(KeyCode::Char('g'), KeyModifiers::SHIFT), Some(key("G")));
        assert_eq!(event(KeyCode::Char('?'), KeyModifiers::SHIFT), Some(key("?")));
        assert_eq!(event(KeyCode::Char('X'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(key("ctrl+x")));
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::NONE), Some(key("shift+tab")));
        assert_eq!(event(KeyCode::Null, KeyModifiers::NONE), Some(key("ctrl+space")));
        assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE), None);
        let release = KeyEvent::new_with_kind(KeyCode::Char('g'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Key::from_event(&release), None);
    }

    #[test]
    fn full_width_keys_have_ascii_twins() {
        for (wide, ascii) in
            [("？", "?"), ("：", ":"), ("／", "/"), ("ｇ", "g"), ("。", "."), ("【", "["), ("\u{3000}", "space")]
        {
            assert_eq!(key(wide).normalised(), key(ascii), "{wide}");
        }
        assert_eq!(key("张").normalised(), key("张"));
    }

    #[test]
    fn only_characters_without_a_command_modifier_type() {
        assert_eq!(key("？").typed(), Some('？'));
        assert_eq!(key("ctrl+alt+@").typed(), Some('@'));
        assert_eq!((key("ctrl+a").typed(), key("alt+a").typed(), key("enter").typed()), (None, None, None));
    }
}
