//! The closed lists of codes that records choose from. A code is stored in English snake_case for ever; the label a
//! person sees is `choice-<set>-<code>` in the locale files.

use serde::{Deserialize, Serialize};

/// One closed list of codes.
#[derive(Debug, PartialEq, Eq)]
pub struct Choices {
    /// Name of the list, as in the ids of its texts.
    pub name: &'static str,
    /// The codes, in the order people expect to see them.
    pub codes: &'static [&'static str],
}

/// Declares an enum, its codes and its [`Choices`] in one place; serde alone would not give the list of codes.
macro_rules! choices {
    ($($(#[$meta:meta])* $set:ident $name:literal { $($variant:ident = $code:literal),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "a code explains itself and is defined in the field's own list")]
        pub enum $set { $(#[serde(rename = $code)] $variant),* }

        impl $set {
            /// Every value, in the order people expect to see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The list of codes, for the field tables.
            pub const CHOICES: Choices = Choices { name: $name, codes: &[$($code),*] };

            /// The stored code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl super::refers::Refers for $set {}
    )*};
}

choices! {
    /// Trade of an account.
    Industry "industry" { Government = "government", Education = "education", PublicUtilities = "public_utilities",
        Transport = "transport", Finance = "finance", Telecom = "telecom", Manufacturing = "manufacturing", Other = "other" }
    /// How far an account has come with us.
    Stage "stage" { Lead = "lead", Prospect = "prospect", Intent = "intent", Developed = "developed", Lost = "lost" }
    /// Standing of a developed account.
    Tier "tier" { Gold = "gold", Silver = "silver", Bronze = "bronze" }
    /// What moves an account.
    Temperament "temperament" { RelationshipMinded = "relationship_minded", BusinessOnly = "business_only" }
    /// What we are to an account.
    OurRole "our-role" { Outsider = "outsider", Approved = "approved", Vendor = "vendor", Preferred = "preferred",
        StrategicPartner = "strategic_partner" }
    /// Where on the map a seat stands, top down.
    Layer "layer" { Decision = "decision", Management = "management", Operations = "operations", Peripheral = "peripheral" }
    /// What a seat does for its house.
    Function "function" { User = "user", Technical = "technical", Finance = "finance", Procurement = "procurement",
        Executive = "executive", Other = "other" }
    /// Part a person plays in a purchase.
    BuyingRole "buying-role" { EconomicBuyer = "economic_buyer", Approver = "approver", DecisionMaker = "decision_maker",
        TechnicalBuyer = "technical_buyer", UserBuyer = "user_buyer", Champion = "champion", Coach = "coach",
        Influencer = "influencer", Gatekeeper = "gatekeeper", Blocker = "blocker", ExecutiveSponsor = "executive_sponsor",
        Legal = "legal" }
    /// How close to power.
    PoliticalStatus "political-status" { Outside = "outside", PoliticalStructure = "political_structure",
        InnerCircle = "inner_circle" }
    /// For or against us.
    Support "support" { Enemy = "enemy", NonSupporter = "non_supporter", Neutral = "neutral", Supporter = "supporter",
        Mentor = "mentor" }
    /// How a person sees the present state (Miller Heiman).
    Mode "mode" { Growth = "growth", Trouble = "trouble", EvenKeel = "even_keel", Overconfident = "overconfident" }
    /// How deep our contact goes.
    Coverage "coverage" { None = "none", Brief = "brief", Multiple = "multiple", InDepth = "in_depth" }
    /// Stance towards the new.
    Adaptability "adaptability" { Innovator = "innovator", Visionary = "visionary", Pragmatist = "pragmatist",
        Conservative = "conservative", Laggard = "laggard" }
    /// What weighs most in a person's decisions.
    DecisionOrientation "decision-orientation" { Price = "price", Quality = "quality", Relationship = "relationship",
        Innovation = "innovation", Risk = "risk" }
    /// How sure a judgement is.
    Confidence "confidence" { Confirmed = "confirmed", Assumed = "assumed", Rumour = "rumour" }
    /// Kind of a line in the influence circle.
    EdgeKind "edge-kind" { Influences = "influences", ConflictsWith = "conflicts_with", AllyOf = "ally_of",
        Gatekeeps = "gatekeeps", DottedTo = "dotted_to", Social = "social" }
    /// What a social tie rests on.
    SocialKind "social-kind" { Kin = "kin", Classmate = "classmate", HomeTown = "home_town",
        FormerColleague = "former_colleague", Friend = "friend" }
    /// Rung of our own people.
    Level "level" { Rep = "rep", Manager = "manager", Executive = "executive", Service = "service", Engineer = "engineer" }
    /// Depth of a relationship between a member and a seat.
    Relationship "relationship" { Vendor = "vendor", CredibleSource = "credible_source", ProblemSolver = "problem_solver",
        TrustedAdvisor = "trusted_advisor" }
    /// How a contact was made.
    Channel "channel" { Visit = "visit", HostedVisit = "hosted_visit", Call = "call", Message = "message",
        Introduction = "introduction" }
    /// What a follow-up is about; chooses its ladder.
    FollowUpKind "follow-up-kind" { Pursue = "pursue", Maintain = "maintain", Promise = "promise", Complaint = "complaint",
        Collection = "collection", Gift = "gift", Other = "other" }
    /// What people did to a follow-up.
    EventWhat "event-what" { Ack = "ack", Wait = "wait", Resume = "resume", Pause = "pause", Up = "up", Down = "down",
        Assign = "assign", Done = "done", Drop = "drop", Note = "note" }
    /// State of a visit.
    VisitStatus "visit-status" { Planned = "planned", Done = "done", Cancelled = "cancelled" }
    /// Part one of ours plays in a visit.
    VisitRole "visit-role" { Lead = "lead", Technical = "technical", Sponsor = "sponsor", NoteTaker = "note_taker" }
    /// Means of travel.
    Transport "transport" { Flight = "flight", Train = "train", Car = "car", Ship = "ship", Other = "other" }
    /// How sure a journey is.
    Firmness "firmness" { Firm = "firm", Likely = "likely", Rumour = "rumour" }
    /// Weight of a complaint.
    Severity "severity" { Low = "low", Medium = "medium", High = "high", Critical = "critical" }
    /// Kind of a need.
    NeedKind "need-kind" { BlindSpot = "blind_spot", PainPoint = "pain_point", SweetSpot = "sweet_spot" }
    /// Whose need it is.
    NeedLevel "need-level" { Organisational = "organisational", Personal = "personal" }
    /// Link of the chain from goals to obstacles.
    GoalKind "goal-kind" { Goal = "goal", Pressure = "pressure", Initiative = "initiative", Obstacle = "obstacle" }
    /// Quadrant of a SWOT.
    SwotKind "swot-kind" { Strength = "strength", Weakness = "weakness", Opportunity = "opportunity", Threat = "threat" }
    /// State of a white-space cell.
    WhiteSpaceState "white-space-state" { Owned = "owned", Potential = "potential", Lost = "lost", Competitor = "competitor" }
    /// State of a gift.
    GiftStatus "gift-status" { Planned = "planned", Approved = "approved", Given = "given" }
    /// How bad a line of Today is, the worst first.
    Grade "grade" { Stuck = "stuck", Now = "now", ThisWeek = "this_week", Watch = "watch" }
    /// Side of satisfaction a factor works on (Herzberg).
    SatisfactionClass "satisfaction-class" { Hygiene = "hygiene", Motivator = "motivator" }
}

impl Support {
    /// −2 for an enemy to +2 for a mentor (Altify).
    pub const fn value(self) -> i8 {
        match self {
            Self::Enemy => -2,
            Self::NonSupporter => -1,
            Self::Neutral => 0,
            Self::Supporter => 1,
            Self::Mentor => 2,
        }
    }

    /// The sign that stands beside or instead of a colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Enemy => "−−",
            Self::NonSupporter => "−",
            Self::Neutral => "0",
            Self::Supporter => "+",
            Self::Mentor => "++",
        }
    }
}

impl EdgeKind {
    /// Whether a line of this kind points from one to the other; allies, rivals and kin are so both ways.
    pub const fn is_directed(self) -> bool {
        matches!(self, Self::Influences | Self::Gatekeeps | Self::DottedTo)
    }
}

impl Level {
    /// The rung of the ladder a member of this level stands on, 1 to 3.
    pub const fn rung(self) -> usize {
        match self {
            Self::Rep | Self::Service | Self::Engineer => 1,
            Self::Manager => 2,
            Self::Executive => 3,
        }
    }
}

impl Layer {
    /// The rung whose natural counterpart this layer is, 1 to 3.
    pub const fn rung(self) -> usize {
        match self {
            Self::Operations | Self::Peripheral => 1,
            Self::Management => 2,
            Self::Decision => 3,
        }
    }
}
