//! Our people on the command line: whom they face, and handing over what one of them has.

use std::path::Path;

use super::answers::print;
use super::args::{Handover as Args, Scope};
use super::columns::Column;
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::out::say;
use super::status::Status;
use crate::edit::Room;
use crate::exchange::pack::Pack;
use crate::model::Kind;
use crate::model::speak::{Bias, parse_day};
use crate::rules::handover::{Handover, Move, Wish};
use crate::rules::pairing;
use crate::screen::View;
use crate::screen::present::bond;
use crate::screen::present::handover::{alone_line, doubt_line, move_line, reason};
use crate::store::deliver::{deliver, unwritable};

const PAIRINGS: &[Column] = &[
    Column::text("account_name"),
    Column::text("person_name"),
    Column::yes("key_player"),
    Column::text("member_name"),
    Column::code("level", "choice-level"),
    Column::yes("cross_level"),
    Column::code("current", "choice-relationship"),
    Column::code("target", "choice-relationship"),
    Column::text("last_contact"),
    Column::text("days"),
    Column::code("light", "pairings-light"),
    Column::text("disagreement"),
];

pub fn pairings(desk: &mut Desk, args: &Scope) -> Outcome {
    let book = desk.look()?;
    let account = names::account(book.room(), args.account.as_deref())?;
    let view = desk.view(book.room());
    let rows = pairing::rows(book.room(), account, desk.now(), &|found| bond::disagreement(&view, found));
    print(desk, args.json.json, rows, PAIRINGS)
}

/// Hands over in one edit, says what moved and with what doubts, and prints the pack, written before anything moved.
pub fn handover(desk: &mut Desk, args: &Args) -> Outcome {
    let mut book = if args.dry_run { desk.look()? } else { desk.change()? };
    let room = book.room();
    let today = desk.now().date_naive();
    let left_on = args.left_on.as_deref().map(|text| parse_day(text, today, Bias::Future)).transpose()?;
    let wish = Wish {
        from: names::nearly(room, &[Kind::Member], &args.member)?,
        to: names::nearly(room, &[Kind::Member], &args.to)?,
        account: names::account(room, args.account.as_deref())?,
        left_on,
    };
    let handover = Handover::of(room, &desk.terms, desk.now(), wish)?;
    let told = lines(&desk.view(room), &handover);
    let pack = pack(desk, room, &handover, args.sensitive);
    let row = handover.row(room, !args.dry_run);
    let draft = handover.draft(room, &desk.terms, desk.now(), &reason(&desk.view(room), &wish), &|_| true)?;
    if let Some(path) = args.pack.as_deref().filter(|path| *path != Path::new("-")) {
        // The pack first: what cannot be written is known before anything moves.
        deliver(path, std::iter::once(pack.clone())).map_err(|error| unwritable(path, error))?;
    }
    let nothing = draft.is_empty();
    if !args.dry_run {
        book.commit(draft)?;
    }
    if args.json.json {
        desk.out.json(&row)?;
        return Ok(Status::Done);
    }
    for line in told {
        desk.out.line(&line)?;
    }
    let done = match (nothing, args.dry_run) {
        (true, _) => "handover-nothing",
        (false, true) => "handover-would",
        (false, false) => "handover-done",
    };
    let prints = match &args.pack {
        Some(path) => path == Path::new("-"),
        None => !args.dry_run,
    };
    if prints {
        desk.out.raw(&format!("\n{pack}"))?;
    }
    say(&desk.text.t(done));
    Ok(Status::Done)
}

/// What moves, what of it has no natural successor, and whom only the one who leaves knows.
fn lines(view: &View, handover: &Handover) -> Vec<String> {
    let text = view.text;
    let wish = handover.wish;
    let (from, to) = (view.room.name(wish.from), view.room.name(wish.to));
    let doubts = handover.doubtful().count().to_string();
    let counts =
        [("from", from.as_str()), ("to", &to), ("count", &handover.moves.len().to_string()), ("doubts", &doubts)]
            .map(|(name, value)| (name, value.to_owned()));
    let mut lines = vec![text.ta("handover-title", &counts.each_ref().map(|(name, value)| (*name, value.as_str())))];
    let one = |one: &Move| {
        let account = one.account.filter(|id| *id != one.id).map(|id| view.room.name(id));
        let merged = one.merged.then(|| text.t("handover-merged"));
        [Some(move_line(view, handover, one)), account, merged].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    lines.extend(handover.moves.iter().map(|each| format!("  {}", one(each))));
    if handover.doubtful().next().is_some() {
        lines.extend([String::new(), text.t("handover-no-successor")]);
    }
    for each in handover.doubtful() {
        let why: Vec<String> = each.doubts.iter().map(|doubt| doubt_line(view, wish.to, *doubt)).collect();
        lines.push(format!("  ! {}: {}", one(each), text.list(&why)));
    }
    if !handover.alone.is_empty() {
        let keys = handover.alone.iter().filter(|one| one.is_key).count().to_string();
        let count = handover.alone.len().to_string();
        let args = [("name", from.as_str()), ("count", &count), ("keys", &keys)];
        lines.extend([String::new(), text.ta("handover-only-known", &args)]);
    }
    lines.extend(handover.alone.iter().map(|one| format!("  ! {}", alone_line(view, one))));
    let load = [("name", to), ("before", handover.load.0.to_string()), ("after", handover.load.1.to_string())];
    lines.push(String::new());
    lines.push(text.ta("handover-load", &load.each_ref().map(|(name, value)| (*name, value.as_str()))));
    lines
}

fn pack(desk: &Desk, room: &Room, handover: &Handover, sensitive: bool) -> String {
    let say = |id: &str, args: &[(&str, &str)]| desk.text.ta(id, args);
    Pack { room, terms: &desk.terms, now: desk.now(), say: &say, sensitive }.markdown(handover)
}
