//! Files out: export, and the bundled sample.

use std::path::Path;

use super::args;
use super::data::Outcome;
use super::desk::{Desk, Stop};
use super::names;
use super::out::say;
use super::status::Status;
use crate::command::export::{Put, page, put};
use crate::exchange::address::Profile;
use crate::exchange::chart::{self, Picture};
use crate::exchange::out::{Export, Shape, Written};
use crate::exchange::{Selection, sample, vcard};
use crate::model::{Kind, Problem};
use crate::report::Brief;
use crate::screen::present;
use crate::store::deliver::{deliver, unwritable};
use crate::store::folders::Left;

pub fn export(desk: &mut Desk, args: &args::Export) -> Outcome {
    // As a file that is read, a lone dash is none.
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let shape = shape(args)?;
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, args.account.as_deref())?;
    let Some(shape) = shape else {
        let (terms, text, now) = (&desk.terms, &desk.text, desk.now());
        let page = page(Brief { room, before: None, terms, text, now, personal: args.sensitive }, account)?;
        emit(desk, output, std::iter::once(page))?;
        return Ok(Status::Done);
    };
    let selection =
        Selection { kinds: args.kinds.clone(), account, sensitive: args.sensitive, table: args.from.clone() };
    let export = Export::new(room, shape, selection, desk.now());
    let export = if args.bom { export.marked() } else { export };
    let Put { homeless, withheld, left, .. } = match output {
        Some(path) => put(room, &export, path, &|id| desk.text.t(id))?,
        None if export.is_folder() => return Err(Problem::new("problem-usage-vdir-output").into()),
        None => {
            let Written { text, homeless, withheld } = export.write(&|id| desk.text.t(id))?;
            emit(desk, None, text)?;
            Put { bytes: 0, homeless, withheld, left: Left::default() }
        }
    };
    left.told().for_each(|problem| say(&desk.text.problem(&problem)));
    for said in present::homeless(&desk.text, &homeless.fields, homeless.counts()) {
        say(&said);
    }
    if withheld > 0 {
        say(&desk.text.ta("cli-withheld", &[("count", &withheld.to_string())]));
    }
    Ok(Status::Done)
}

/// What is to be written; `None` is a page to print.
fn shape(args: &args::Export) -> Result<Option<Shape>, Problem> {
    let profile = args.profile.as_deref().map(str::parse::<Profile>).transpose()?;
    if profile.is_some() && args.format != "csv" {
        return Err(Problem::new("problem-usage-profile-csv"));
    }
    if args.from.is_some() && profile != Some(Profile::Original) {
        return Err(Problem::new("problem-usage-from"));
    }
    let version = if args.vcard == "3.0" { vcard::Version::V3 } else { vcard::Version::V4 };
    let picture = if args.kinds.contains(&Kind::Edge) { Picture::Circle } else { Picture::Org };
    Ok(Some(match (args.format.as_str(), profile, args.kinds.as_slice()) {
        ("html", ..) => return Ok(None),
        ("csv", Some(profile), _) => Shape::List(profile),
        ("csv", None, [only]) => Shape::Table(*only),
        ("csv", ..) => return Err(Problem::new("problem-usage-csv-kind")),
        ("vcard", ..) => Shape::Cards(version),
        ("ical", ..) => Shape::Calendar,
        ("vdir", ..) => Shape::Folder(version),
        (format, ..) => match format.parse::<chart::Form>() {
            Ok(form) => Shape::Drawing(picture, form),
            Err(_) => Shape::Records,
        },
    }))
}

/// Writes text to a file, or to standard output.
fn emit(desk: &mut Desk, output: Option<&Path>, mut text: impl Iterator<Item = String>) -> Result<(), Stop> {
    match output {
        None => Ok(text.try_for_each(|piece| desk.out.raw(&piece))?),
        Some(path) => deliver(path, text).map_err(|error| unwritable(path, error).into()),
    }
}

pub fn sample(desk: &mut Desk) -> Outcome {
    desk.out.raw(&sample::render(desk.now()))?;
    Ok(Status::Done)
}
