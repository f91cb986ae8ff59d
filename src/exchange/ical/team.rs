//! Who of ours a calendar names that was written here: they come before all that names them.

use std::collections::BTreeMap;

use super::attendee::LEVEL;
use super::people::People;
use super::write::PRODUCER;
use super::{OF, WHO, tasks};
use crate::edit::{Room, gone};
use crate::exchange::content::{self, Part, Property};
use crate::exchange::import::Options;
use crate::exchange::plan::Row;
use crate::exchange::waiting::{Presses, Waiting};
use crate::exchange::want::Want;
use crate::model::choice::Level;
use crate::model::{Id, Kind, Problem};

/// Where somebody is named, and by what.
struct Named {
    line: u64,
    name: String,
    email: Option<String>,
    level: Option<Level>,
}

/// Those of ours whom a calendar of ours names and who are nobody here: a row and a want each.
pub(in crate::exchange) fn team(bytes: &[u8], options: &Options, room: &Room) -> (Vec<Row>, Vec<Waiting>) {
    let is_ours = bytes.windows(PRODUCER.len()).any(|text| text == PRODUCER.as_bytes());
    let parts = if is_ours { content::parse(bytes) } else { Vec::new() };
    let mut all: BTreeMap<Id, Named> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.text("PRODID").trim() == PRODUCER).flat_map(|part| &part.parts) {
        for property in &part.properties {
            let Some((id, named)) = named(part, property, options) else { continue };
            let (email, level) = (named.email.clone(), named.level);
            let one = all.entry(id).or_insert(named);
            one.email = one.email.take().or(email);
            one.level = one.level.or(level);
        }
    }
    let people = People::of(room);
    let is_new = |id: Id, one: &Named| {
        // Who was deleted here stays so.
        gone::is_free(room, id) && people.who(&one.name, one.email.as_deref().unwrap_or_default()).is_none()
    };
    let mut presses = Presses::default();
    let new = all.into_iter().filter(|(id, one)| is_new(*id, one)).enumerate().map(|(at, (id, one))| {
        let mut row = Row::at(one.line);
        row.leads(Kind::Member, id);
        row.problems.push(Problem::new("problem-import-team-made").with("name", &one.name));
        let mut want = Want::new(at, Kind::Member, id);
        want.set("name", one.name, &[]);
        want.set("level", one.level.unwrap_or(Level::Rep).code(), &[]);
        if let Some(email) = one.email {
            want.set("email", email, &[]);
        }
        (row, presses.wait(want))
    });
    new.unzip()
}

/// Who of ours a property names.
fn named(part: &Part, property: &Property, options: &Options) -> Option<(Id, Named)> {
    let line = property.line;
    let (id, name, email) = match property.name.as_str() {
        "ATTENDEE" => {
            let address = property.text().trim().to_owned();
            let email = address.strip_prefix("mailto:").map(str::to_owned);
            (property.param(tasks::MEMBER)?.to_owned(), property.param("CN")?.to_owned(), email)
        }
        tasks::MEMBER => match property.param(OF) {
            Some(id) => (id.to_owned(), property.text(), None),
            // Whose the journeys are says the user.
            None if options.who.is_some() => return None,
            None => (property.text(), part.text(WHO), None),
        },
        _ => return None,
    };
    let id = id.trim().parse::<Id>().ok().filter(|id| !id.is_nil())?;
    let name = name.trim().to_owned();
    let level = property.param(LEVEL).and_then(|said| Level::ALL.iter().find(|one| one.code() == said.trim()).copied());
    (!name.is_empty()).then_some((id, Named { line, name, email, level }))
}
