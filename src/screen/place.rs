//! The screens there are by name, and who has the keys.

use crate::model::Kind;

/// The screens there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is documented in its own module")]
pub enum Place {
    Accounts,
    Map,
    Circle,
    Ladder,
    /// The ladder of all accounts.
    Rungs,
    #[default]
    Today,
    Team,
    /// The pairings of all accounts.
    Pairings,
    Planner,
    /// Classes, risks, figures and warnings of all accounts.
    Insight,
    Card,
    Strategy,
    Calendar,
    /// The calendar of all accounts.
    Agenda,
    History,
    /// The pairings of an account.
    Pairs,
    /// The visits of all accounts.
    Visits,
    /// The visits of an account.
    Calls,
    /// A visit as it is told afterwards.
    Debrief,
    Journal,
}

impl Place {
    /// Every screen.
    pub const ALL: &'static [Self] = &[
        Self::Today,
        Self::Accounts,
        Self::Rungs,
        Self::Agenda,
        Self::Team,
        Self::Pairings,
        Self::Planner,
        Self::Visits,
        Self::Insight,
        Self::Journal,
        Self::Map,
        Self::Circle,
        Self::Ladder,
        Self::Calendar,
        Self::Card,
        Self::Strategy,
        Self::History,
        Self::Pairs,
        Self::Calls,
        Self::Debrief,
    ];
    /// The screens of all accounts, in the order of their tabs.
    pub const TOPS: &'static [Self] = &[
        Self::Today,
        Self::Accounts,
        Self::Rungs,
        Self::Agenda,
        Self::Visits,
        Self::Planner,
        Self::Team,
        Self::Pairings,
        Self::Insight,
    ];
    /// The screens inside an account, in the order of their tabs.
    pub const ROOMS: &'static [Self] = &[
        Self::Map,
        Self::Circle,
        Self::Ladder,
        Self::Calendar,
        Self::Card,
        Self::Strategy,
        Self::History,
        Self::Pairs,
        Self::Calls,
    ];

    /// The name of its context in keymaps, of its title's text and of its command (`go-map`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Map => "map",
            Self::Circle => "circle",
            Self::Ladder => "ladder",
            Self::Rungs => "rungs",
            Self::Today => "today",
            Self::Team => "team",
            Self::Pairings => "pairings",
            Self::Planner => "planner",
            Self::Insight => "insight",
            Self::Pairs => "pairs",
            Self::Visits => "visits",
            Self::Calls => "calls",
            Self::Debrief => "debrief",
            Self::Card => "card",
            Self::Strategy => "strategy",
            Self::Calendar => "calendar",
            Self::Agenda => "agenda",
            Self::History => "history",
            Self::Journal => "journal",
        }
    }

    /// Whether it belongs to one account.
    pub fn is_room(self) -> bool {
        // A debriefing has no tab: it is opened on a visit.
        Self::ROOMS.contains(&self) || self == Self::Debrief
    }

    /// The screen of an account on which a record of this kind is at home.
    pub const fn home(kind: Kind) -> Self {
        match kind {
            Kind::Seat => Self::Map,
            Kind::Edge => Self::Circle,
            Kind::FollowUp | Kind::Pairing => Self::Ladder,
            Kind::Goal | Kind::Swot | Kind::Need | Kind::Competitor | Kind::WhiteSpace => Self::Strategy,
            Kind::Account | Kind::Period | Kind::Receivable | Kind::Complaint | Kind::Satisfaction | Kind::Gift => {
                Self::Card
            }
            Kind::Member => Self::Team,
            Kind::Snooze => Self::Today,
            Kind::Visit | Kind::Travel | Kind::Occasion => Self::Calendar,
            _ => Self::Accounts,
        }
    }
}

/// Who has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The screen.
    #[default]
    Screen,
    /// The panel beside it.
    Inspector,
}
