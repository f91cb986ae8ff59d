//! One line of the list.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::edit::Room;
use crate::model::{Id, Kind, Problem};
use crate::rules::intercept::Intercept;

/// When a line wants to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Today.
    Now,
    /// Within seven days.
    ThisWeek,
    /// Nothing to do yet but to know of it.
    Watch,
}

impl Group {
    /// The code, as in JSON; the heading is `today-group-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::ThisWeek => "this_week",
            Self::Watch => "watch",
        }
    }

    /// Where a day falls: today or earlier is now, within a week this week.
    pub(super) fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match (day - today).num_days() {
            ..=0 => Self::Now,
            1..=7 => Self::ThisWeek,
            _ => Self::Watch,
        }
    }
}

/// Where a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A follow-up on its ladder.
    FollowUp,
    /// A complaint that waits for its first answer or its end.
    Complaint,
    /// An invoice that is late.
    Receivable,
    /// A visit that is planned.
    Visit,
    /// A visit of which nobody has said how it went.
    Debrief,
    /// A day on which we agreed to come again, with no visit planned yet.
    Agreed,
    /// A contact that is due.
    Contact,
    /// A meeting that a journey makes possible.
    Meeting,
    /// A journey of a key player.
    Journey,
    /// A birthday.
    Birthday,
    /// Another day to remember.
    Occasion,
    /// A festival for which gifts have to be thought of.
    Festival,
    /// A gift that is planned.
    Gift,
    /// A card that wants to be looked through.
    Review,
    /// What we think of people, and have not checked for long.
    Judgement,
    /// A year without a table of holidays.
    Table,
}

impl Topic {
    /// The code, in keys and for what is no record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Complaint => "complaint",
            Self::Receivable => "receivable",
            Self::Visit => "visit",
            Self::Debrief => "debrief",
            Self::Agreed => "agreed",
            Self::Contact => "contact",
            Self::Meeting => "meeting",
            Self::Journey => "journey",
            Self::Birthday => "birthday",
            Self::Occasion => "occasion",
            Self::Festival => "festival",
            Self::Gift => "gift",
            Self::Review => "review",
            Self::Judgement => "judgement",
            Self::Table => "holidays",
        }
    }
}

/// One line. `what` and `why` are sentences: a text id and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it comes from.
    pub topic: Topic,
    /// Under which heading it stands.
    pub group: Group,
    /// What it is about.
    pub what: Problem,
    /// Why it is here.
    pub why: Problem,
    /// The record to jump to.
    pub subject: Option<(Kind, Id)>,
    /// What tells it from other lines of its subject: a festival, a city, a country and year.
    pub mark: String,
    /// Its account.
    pub account: Option<Id>,
    /// Who of ours has to see to it.
    pub ours: Box<[Id]>,
    /// Whom of theirs it is about.
    pub theirs: Box<[Id]>,
    /// The day it is, or was, due.
    pub due: Option<NaiveDate>,
    /// The sum of the parts.
    pub urgency: f64,
    /// What makes it urgent; the label is `today-part-…`.
    pub parts: Box<[(&'static str, f64)]>,
    /// The meeting it proposes.
    pub meeting: Option<Box<Intercept>>,
    /// The day it comes back, where somebody put it off.
    pub until: Option<NaiveDate>,
}

/// What a line is about, before its urgency is summed up.
pub(super) struct About {
    pub topic: Topic,
    pub group: Group,
    pub what: Problem,
    pub why: Problem,
    pub subject: Option<(Kind, Id)>,
    pub account: Option<Id>,
    pub ours: Vec<Id>,
    pub theirs: Vec<Id>,
    pub due: Option<NaiveDate>,
}

impl Entry {
    pub(super) fn new(about: About, parts: Vec<(&'static str, f64)>, urgency: f64) -> Self {
        let About { topic, group, mut what, mut why, subject, account, ours, theirs, due } = about;
        // There are as many lines as there is to do: none takes more than it says.
        what.args.shrink_to_fit();
        why.args.shrink_to_fit();
        let (ours, theirs, parts) = (ours.into(), theirs.into(), parts.into());
        let (mark, meeting, until) = (String::new(), None, None);
        Self { topic, group, what, why, subject, mark, account, ours, theirs, due, urgency, parts, meeting, until }
    }

    /// The same, told from others of its subject.
    pub(super) fn marked(self, mark: impl Into<String>) -> Self {
        Self { mark: mark.into(), ..self }
    }

    /// What stays the same while the line says the same thing of the same subject: no two lines share it.
    pub fn key(&self) -> String {
        let subject = self.id().map(|id| id.to_string());
        let marks = (!self.mark.is_empty()).then(|| self.mark.clone());
        [self.topic.code().to_owned()].into_iter().chain(subject).chain(marks).collect::<Vec<_>>().join(":")
    }

    /// The record to jump to.
    pub fn id(&self) -> Option<Id> {
        self.subject.map(|(_, id)| id)
    }

    /// Whether it is a rung with no time left and nowhere to climb.
    pub fn is_stuck(&self) -> bool {
        self.parts.iter().any(|(name, _)| *name == "stuck")
    }

    /// Whether one of ours has to see to it.
    pub fn is_for(&self, member: Id) -> bool {
        self.ours.contains(&member)
    }

    /// What decides between lines of the same urgency: the earlier day, then what never changes.
    pub(super) fn tie(&self) -> (bool, Option<NaiveDate>, Topic, Option<Id>, &str) {
        (self.due.is_none(), self.due, self.topic, self.id(), &self.mark)
    }

    /// The line in the shape the command line promises, its sentences already worded.
    pub fn row(&self, room: &Room, what: &str, why: &str) -> Value {
        let parts: serde_json::Map<_, _> =
            self.parts.iter().map(|(name, part)| ((*name).into(), json!(part))).collect();
        json!({
            "group": self.group.code(),
            "what": what,
            "why": why,
            "kind": self.subject.map_or(self.topic.code(), |(kind, _)| kind.code()),
            "id": self.id(),
            "account": self.account,
            "account_name": self.account.map(|id| room.name(id)),
            "due": self.due,
            "urgency": self.urgency,
            "parts": parts,
        })
    }
}

/// How many lines there are of what a title has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What is to be done now; meetings that are only possible are not.
    pub due: usize,
    /// Meetings that journeys make possible.
    pub meetings: usize,
}

impl Counts {
    /// Counts lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Entry>) -> Self {
        lines.into_iter().fold(Self::default(), |Self { due, meetings }, line| match (line.topic, line.group) {
            (Topic::Meeting, _) => Self { due, meetings: meetings + 1 },
            (_, Group::Now) => Self { due: due + 1, meetings },
            _ => Self { due, meetings },
        })
    }
}
