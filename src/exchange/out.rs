//! What goes out, in every form but a page to print: one way for the command line and the screens. Where it is written to is
//! the business of whoever asks for it.

use chrono::{DateTime, FixedOffset};

use super::address::{self, Homeless, Profile};
use super::chart::{self, Picture, Say, chart};
use super::selection::Selection;
use super::{ical, ndjson, sheet, vcard};
use crate::edit::Room;
use crate::model::{Kind, Problem};

/// What an export looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Records of one kind, every field a column.
    Table(Kind),
    /// A contact list with the columns of a program.
    List(Profile),
    /// Cards of persons and companies.
    Cards(vcard::Version),
    /// A calendar.
    Calendar,
    /// A folder with a card or an event in each file.
    Folder(vcard::Version),
    /// All there is of records, one a line.
    Records,
    /// A drawing of one account.
    Drawing(Picture, chart::Form),
}

/// An export, not yet written.
#[derive(Debug)]
pub struct Export<'a> {
    room: &'a Room,
    shape: Shape,
    selection: Selection,
    now: DateTime<FixedOffset>,
    mark: &'static str,
}

/// What is written.
#[allow(missing_debug_implementations, reason = "what is still to be written cannot be looked at")]
pub struct Written<'a> {
    /// The text, piece by piece.
    pub text: Box<dyn Iterator<Item = String> + 'a>,
    /// What has no place in it.
    pub homeless: Homeless,
    /// Of how many records something is left out because it is personal.
    pub withheld: usize,
}

/// What is written into a folder: names without their end, and what is in each.
pub type Files<'a> = Box<dyn Iterator<Item = (String, String)> + 'a>;

impl<'a> Export<'a> {
    /// The chosen records in a shape, as they are at a moment.
    pub fn new(room: &'a Room, shape: Shape, mut selection: Selection, now: DateTime<FixedOffset>) -> Self {
        match shape {
            Shape::Table(kind) => selection.kinds = vec![kind],
            Shape::Cards(_) => selection.kinds = vec![Kind::Person],
            Shape::Calendar if selection.kinds.is_empty() => selection.kinds = ical::KINDS.to_vec(),
            _ => {}
        }
        Self { room, shape, selection, now, mark: "" }
    }

    /// The same; a table begins with the mark without which spreadsheets do not take it for UTF-8.
    #[must_use]
    pub const fn marked(mut self) -> Self {
        self.mark = "\u{feff}";
        self
    }

    /// Whether it is a folder with [files](Self::files) rather than one text.
    pub const fn is_folder(&self) -> bool {
        matches!(self.shape, Shape::Folder(_))
    }

    /// Its text; that of a folder is of its [`Export::files`]. `say` words what a drawing is labelled with.
    pub fn write(&self, say: Say) -> Result<Written<'_>, Problem> {
        let Self { room, shape, selection, now, mark } = self;
        let today = now.date_naive();
        let text: Box<dyn Iterator<Item = String>> = match *shape {
            Shape::List(profile) => {
                let address::Told { text, homeless, withheld } = address::write_told(room, profile, selection, today)?;
                return Ok(Written { text: whole((*mark).to_owned() + &text), homeless, withheld });
            }
            Shape::Drawing(picture, form) => {
                let account = selection.account.ok_or_else(|| Problem::new("problem-usage-chart-account"))?;
                let text = whole(chart(room, account, picture, form, today, say));
                return Ok(Written { text, homeless: Homeless::default(), withheld: 0 });
            }
            Shape::Table(kind) => whole((*mark).to_owned() + &sheet::write(room, kind, selection)),
            Shape::Cards(version) => Box::new(vcard::cards(room, selection, version, today).map(|(_, card)| card)),
            Shape::Calendar => whole(ical::calendar(room, selection, *now)),
            Shape::Folder(_) => Box::new(std::iter::empty()),
            Shape::Records => Box::new(ndjson::lines(room, selection).map(|line| line + "\n")),
        };
        let withheld = selection.withheld(room, |kind, name| self.has(kind, name));
        Ok(Written { text, homeless: self.homeless(), withheld })
    }

    /// What it is as files in a folder, by the end of their names.
    pub fn files(&self) -> Vec<(&'static str, Files<'_>)> {
        let Shape::Folder(version) = self.shape else { return Vec::new() };
        let cards = vcard::files(self.room, &self.selection, version, self.now.date_naive());
        let events = ical::files(self.room, &self.selection, self.now);
        vec![("vcf", Box::new(cards)), ("ics", Box::new(events))]
    }

    fn homeless(&self) -> Homeless {
        match self.shape {
            Shape::Calendar | Shape::Folder(_) => Homeless::of_calendar(self.room, &self.selection),
            _ => Homeless::default(),
        }
    }

    /// Whether the shape has room for a field: what it has none for would not be in it with all that is personal either.
    fn has(&self, kind: Kind, name: &str) -> bool {
        match self.shape {
            Shape::Table(_) => kind.field(name).is_some(),
            Shape::Cards(_) | Shape::Folder(_) => kind.field(name).is_some() || name.starts_with("vcard."),
            Shape::Calendar => kind != Kind::Person || name == "birthday",
            _ => true,
        }
    }
}

fn whole(text: String) -> Box<dyn Iterator<Item = String>> {
    Box::new(std::iter::once(text))
}
