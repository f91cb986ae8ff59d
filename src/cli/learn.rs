//! Learning the program: fields, keys, completions, the manual page.

use std::io::Write;

use clap_complete::Shell;
use serde_json::{Value, json};

use super::args::Fields;
use super::data::Outcome;
use super::desk::Desk;
use super::help;
use super::status::Status;
use crate::model::Kind;
use crate::model::field::{Field, Type};
use crate::screen::present::label;

pub fn fields(desk: &mut Desk, args: &Fields) -> Outcome {
    let kinds = args.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let all = || kinds.iter().flat_map(|kind| kind.fields().iter().map(move |field| (*kind, field)));
    if args.json.json {
        let rows: Vec<Value> = all().map(|(kind, field)| field_json(desk, kind, field)).collect();
        desk.out.array(rows)?;
        return Ok(Status::Done);
    }
    let heads =
        ["kind", "field", "label", "type", "marks", "values"].map(|head| desk.text.t(&format!("column-{head}")));
    let rows: Vec<Vec<String>> = all()
        .filter(|(_, field)| !field.auto)
        .map(|(kind, field)| {
            let name = label(&desk.text, kind, field.name);
            let (kind, field_name) = (kind.code().to_owned(), field.name.to_owned());
            vec![kind, field_name, name, type_name(field), marks(desk, field), allowed(field)]
        })
        .collect();
    desk.out.table(&heads, &rows)?;
    Ok(Status::Done)
}

pub fn completions(desk: &mut Desk, shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::for_shells(&desk.text), "warroom", &mut script);
    desk.out.sink().write_all(&script)?;
    Ok(Status::Done)
}

pub fn man(desk: &mut Desk) -> Outcome {
    let mut command = help::command(&desk.text);
    clap_mangen::Man::new(command.clone()).render(desk.out.sink())?;
    let mut page = String::from(".SH EVERY COMMAND\n");
    let page_of = |name: &str, help: &str| format!(".SS \"{name}\"\n.nf\n{}.fi\n", unformatted(help));
    for sub in command.get_subcommands_mut().filter(|sub| sub.get_name() != "help") {
        let help = sub.render_long_help().to_string();
        page += &page_of(sub.get_name(), &help);
    }
    desk.out.sink().write_all(page.as_bytes())?;
    Ok(Status::Done)
}

/// Text that troff shows as it is: its own signs mean nothing.
fn unformatted(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A full stop or an apostrophe at the start of a line would be a command.
        let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        format!("{guard}{line}\n")
    };
    text.lines().map(line).collect()
}

fn field_json(desk: &Desk, kind: Kind, field: &Field) -> Value {
    let mut row = part_json(field);
    row["kind"] = kind.code().into();
    row["label"] = label(&desk.text, kind, field.name).into();
    row
}

fn part_json(field: &Field) -> Value {
    let (choices, refers, parts, range) = match field.ty {
        Type::Choice(choices) => (Some(choices.codes), None, None, None),
        Type::Ref(kind) => (None, Some(kind), None, None),
        Type::Entries(fields) => (None, None, Some(fields.iter().map(part_json).collect::<Vec<_>>()), None),
        Type::Int(min, max) => (None, None, None, Some([min, max])),
        Type::Rating(max) => (None, None, None, Some([0, max.into()])),
        _ => (None, None, None, None),
    };
    json!({
        "field": field.name, "type": type_name(field), "choices": choices, "refers_to": refers, "entry": parts,
        "range": range, "required": field.required, "sensitive": field.sensitive, "judged": field.judged,
        "many": field.many, "auto": field.auto,
    })
}

/// The code of a type; a list is written with brackets.
fn type_name(field: &Field) -> String {
    let name = match field.ty {
        Type::Text => "text",
        Type::Long => "long",
        Type::Int(..) => "int",
        Type::Decimal => "decimal",
        Type::Money => "money",
        Type::Day => "day",
        Type::When => "when",
        Type::Anniversary => "anniversary",
        Type::Period => "period",
        Type::Rating(_) => "rating",
        Type::Bool => "bool",
        Type::Choice(_) => "choice",
        Type::Ref(_) => "ref",
        Type::Entries(_) => "entries",
    };
    if field.many { format!("{name}[]") } else { name.to_owned() }
}

fn marks(desk: &Desk, field: &Field) -> String {
    let marks = [("required", field.required), ("judged", field.judged), ("sensitive", field.sensitive)];
    let said = marks.into_iter().filter(|(_, set)| *set).map(|(mark, _)| desk.text.t(&format!("cli-mark-{mark}")));
    said.collect::<Vec<_>>().join(", ")
}

/// What may stand in a field: its codes, its bounds, what it refers to, the fields of its entries.
fn allowed(field: &Field) -> String {
    match field.ty {
        Type::Choice(choices) => choices.codes.join(" "),
        Type::Ref(kind) => format!("→ {kind}"),
        Type::Int(min, max) => format!("{min}…{max}"),
        Type::Rating(max) => format!("0…{max}"),
        Type::Entries(fields) => {
            let parts = fields.iter().map(|part| format!("{}{}", part.name, if part.required { "*" } else { "" }));
            format!("{{{}}}", parts.collect::<Vec<_>>().join(" "))
        }
        Type::Money => "1200.00 CNY".into(),
        Type::Day => "2026-03-12".into(),
        Type::When => "2026-03-12T14:30+08:00".into(),
        Type::Anniversary => "1962-05-12 05-12 lunar:05-05".into(),
        Type::Period => "2026-09 2026Q3".into(),
        Type::Bool => "yes no".into(),
        Type::Text | Type::Long | Type::Decimal => String::new(),
    }
}
