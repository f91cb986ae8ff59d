//! Briefings on the command line.

use std::io::Write;

use super::args::{Brief as Args, Daypack, Paper};
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::status::Status;
use crate::model::speak::{Bias, parse_day};
use crate::model::{Id, Kind, Problem, Record, Visit};
use crate::report::{Brief, Document, html, markdown, on_day, pdf, plain, when_last_met};
use crate::store::Book;

pub fn brief(desk: &mut Desk, args: &Args) -> Outcome {
    let book = desk.look()?;
    let about = names::nearly(book.room(), &[Kind::Account, Kind::Visit], &args.about)?;
    let paper = paper(desk, &book, about, &args.paper)?;
    write(desk, &[paper], &args.paper)
}

pub fn daypack(desk: &mut Desk, args: &Daypack) -> Outcome {
    let today = desk.now().date_naive();
    let on = args.on.as_deref().map_or(Ok(today), |text| parse_day(text, today, Bias::Future))?;
    let book = desk.look()?;
    let visits: Vec<Id> = on_day(book.room(), on).iter().map(|visit| visit.id).collect();
    if visits.is_empty() {
        desk.out.line(&desk.text.ta("brief-none-today", &[("day", &on.to_string())]))?;
        return Ok(Status::Done);
    }
    let papers = visits.into_iter().map(|id| paper(desk, &book, id, &args.paper));
    let papers: Vec<Document> = papers.collect::<Result<_, Problem>>()?;
    write(desk, &papers, &args.paper)
}

fn paper(desk: &Desk, book: &Book, about: Id, args: &Paper) -> Result<Document, Problem> {
    let room = book.room();
    let account = room.get::<Visit>(about).map_or(about, |visit| visit.account);
    let before = when_last_met(room, account, desk.now(), book.history())?;
    let brief = Brief {
        room,
        before: before.as_ref().map(|(then, room)| (*then, room)),
        terms: &desk.terms,
        text: &desk.text,
        now: desk.now(),
        personal: !args.no_personal,
    };
    match room.record(about) {
        Some(Record::Visit(_)) => brief.visit(about),
        _ => brief.account(about),
    }
}

fn write(desk: &mut Desk, papers: &[Document], args: &Paper) -> Outcome {
    if args.format == "pdf" {
        if desk.out.is_terminal() {
            return Err(Problem::new("problem-brief-pdf").into());
        }
        desk.out.sink().write_all(&pdf(papers, desk.text.lang()))?;
        return Ok(Status::Done);
    }
    let written = match args.format.as_str() {
        "html" => html(papers, desk.text.lang().code()),
        "txt" => plain(papers),
        _ => markdown(papers),
    };
    written.trim_end().lines().try_for_each(|line| desk.out.line(line))?;
    Ok(Status::Done)
}
