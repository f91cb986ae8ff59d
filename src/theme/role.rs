//! What a piece of the screen *is*; themes decide how that looks.

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a piece of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$role,)*];

            /// Its name in a theme file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

// A table of three columns that must not drift apart: documentation, variant, name in the file.
roles! {
    /// Ordinary text.
    Text = "text",
    /// Text that matters less.
    Dim = "dim",
    /// What should catch the eye first.
    Accent = "accent",
    /// The title of a screen, panel or section.
    Title = "title",
    /// Column headings and field labels.
    Heading = "heading",
    /// Frames and dividers.
    Border = "border",
    /// The frame of the panel that has the keys.
    BorderFocus = "border-focus",
    /// The selected row or card.
    Selected = "selected",
    /// The selection of a panel that does not have the keys.
    SelectedDim = "selected-dim",
    /// Rows or cards marked for a common action.
    Marked = "marked",
    /// Favourable, in time, supporting.
    Good = "good",
    /// Needs attention.
    Warn = "warn",
    /// Unfavourable, overdue, against us.
    Bad = "bad",
    /// Neutral notice.
    Info = "info",
    /// An error message.
    Error = "error",
    /// A key in the footer, in help and in which-key.
    KeyHint = "key-hint",
    /// Letters that matched what was typed.
    Match = "match",
    /// A text field.
    Input = "input",
    /// What an empty text field asks for.
    Placeholder = "placeholder",
    /// The selected tab.
    Tab = "tab",
    /// The footer and status lines.
    Status = "status",
    /// The decision layer.
    Decision = "decision",
    /// The management layer.
    Management = "management",
    /// The operations layer.
    Operations = "operations",
    /// The peripheral layer.
    Peripheral = "peripheral",
    /// Our own people.
    Ours = "ours",
    /// The client's people.
    Theirs = "theirs",
    /// A competitor's people and marks.
    Rival = "rival",
    /// Lines of reporting.
    Reports = "reports",
    /// Lines of influence.
    Influence = "influence",
    /// A weekend day.
    Weekend = "weekend",
    /// A public holiday.
    Holiday = "holiday",
    /// The present day.
    Today = "today",
}

impl Role {
    /// The role of that name in a theme file.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}
