//! Writing a file on the screens: in which form, of the open account or of everything, with what is personal or without,
//! and where to.

use std::path::PathBuf;

use super::{Command, Cx, Outcome};
use crate::exchange::address::{self, Profile};
use crate::exchange::chart::{Form, Picture, chart};
use crate::exchange::{Selection, ical, ndjson, vcard};
use crate::model::{Account, Id, Kind, Problem};
use crate::overlay::Item;
use crate::report::{Brief, html};
use crate::store::deliver::{deliver, unwritable};

/// The table.
pub const COMMANDS: &[Command] = &[Command::new("export-open", |cx, _| choose(cx))];

/// A form, and the end of its file's name.
const FORMS: [(&str, &str); 12] = [
    ("html", "html"),
    ("contacts", "csv"),
    ("chinese", "csv"),
    ("google", "csv"),
    ("outlook", "csv"),
    ("salesforce", "csv"),
    ("vcard", "vcf"),
    ("ical", "ics"),
    ("ndjson", "ndjson"),
    ("org-svg", "svg"),
    ("circle-svg", "svg"),
    ("org-mermaid", "mmd"),
];

/// What is to be written.
#[derive(Clone, Copy)]
struct Wish {
    form: &'static str,
    end: &'static str,
    account: Option<Id>,
    sensitive: bool,
}

/// Drawings are of one account; contact lists and pages may be of all.
fn choose(cx: &mut Cx) -> Outcome {
    let account = cx.account().or_else(|| cx.room().account_of(cx.selected()?));
    let drawn = |form: &str| form.starts_with("org-") || form.starts_with("circle-");
    let forms = FORMS.iter().filter(|(form, _)| account.is_some() || !drawn(form));
    let items = forms.map(|(form, end)| Item::new(*form, cx.text.t(&format!("export-form-{form}")), *end)).collect();
    cx.pick(cx.text.t("export-ask-form"), items, move |cx, key| {
        let Some((form, end)) = FORMS.into_iter().find(|(form, _)| *form == key) else { return Ok(()) };
        let wish = Wish { form, end, account, sensitive: false };
        if drawn(form) {
            return personal(cx, wish);
        }
        let name = account.map(|id| cx.room().name(id)).unwrap_or_default();
        let first = account.map(|id| Item::new(id.to_string(), name, ""));
        let others = cx
            .items(Kind::Account)
            .into_iter()
            .filter(|item| Some(item.key.as_str()) != first.as_ref().map(|one| one.key.as_str()));
        let all = Item::new("", cx.text.t("export-all"), "");
        let items = first.iter().cloned().chain([all]).chain(others).collect();
        cx.pick(cx.text.t("export-ask-scope"), items, move |cx, key| {
            personal(cx, Wish { account: key.parse().ok(), ..wish })
        });
        Ok(())
    });
    Ok(())
}

/// What is personal goes out only where somebody says so.
fn personal(cx: &mut Cx, wish: Wish) -> Outcome {
    if wish.form.contains('-') {
        return place(cx, wish);
    }
    let items = ["without", "with"].map(|key| Item::new(key, cx.text.t(&format!("export-personal-{key}")), ""));
    cx.pick(cx.text.t("export-ask-personal"), items.into(), move |cx, key| {
        place(cx, Wish { sensitive: key == "with", ..wish })
    });
    Ok(())
}

fn place(cx: &mut Cx, wish: Wish) -> Outcome {
    let account = wish.account.and_then(|id| cx.room().get::<Account>(id)).map(|account| account.name.clone());
    let name = account.unwrap_or_else(|| "warroom".into());
    let bare = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    let name: String = name.chars().map(bare).collect();
    let name = format!("{}-{}.{}", name.trim_matches('-'), cx.today(), wish.end);
    cx.prompt(cx.text.t("export-ask-file"), &name, move |cx, typed| {
        let path = PathBuf::from(typed.trim());
        if path.as_os_str().is_empty() {
            return Err(Problem::new("problem-export-no-file"));
        }
        let write = move |cx: &mut Cx, path: &PathBuf| -> Outcome {
            let text = text(cx, wish)?;
            let bytes = text.len();
            deliver(path, std::iter::once(text)).map_err(|error| unwritable(path, error))?;
            let (said, size) = (path.display().to_string(), (bytes / 1024).max(1).to_string());
            cx.say(cx.text.ta("export-written", &[("path", &said), ("size", &size)]));
            Ok(())
        };
        if path.exists() {
            let question = cx.text.ta("export-ask-replace", &[("path", &path.display().to_string())]);
            cx.ask(question, move |cx| write(cx, &path));
            return Ok(());
        }
        write(cx, &path)
    });
    Ok(())
}

fn text(cx: &Cx, wish: Wish) -> Result<String, Problem> {
    let (room, now) = (cx.room(), cx.now());
    let mut selection = Selection { kinds: Vec::new(), account: wish.account, sensitive: wish.sensitive };
    let drawing = |picture, form| {
        let account = wish.account.ok_or_else(|| Problem::new("problem-usage-chart-account"))?;
        Ok(chart(room, account, picture, form, cx.today(), &|id| cx.text.t(id)))
    };
    match wish.form {
        "html" => {
            let (terms, text) = (&cx.terms, &cx.text);
            page(Brief { room, before: None, terms, text, now, personal: wish.sensitive }, wish.account)
        }
        "vcard" => {
            selection.kinds = vec![Kind::Person];
            Ok(vcard::cards(room, &selection, vcard::Version::V4).map(|(_, card)| card).collect())
        }
        "ical" => {
            selection.kinds = ical::KINDS.to_vec();
            Ok(ical::calendar(room, &selection, now))
        }
        "ndjson" => Ok(ndjson::lines(room, &selection).map(|line| line + "\n").collect()),
        "org-svg" => drawing(Picture::Org, Form::Svg),
        "circle-svg" => drawing(Picture::Circle, Form::Svg),
        "org-mermaid" => drawing(Picture::Org, Form::Mermaid),
        profile => address::write(room, profile.parse::<Profile>()?, &selection),
    }
}

/// The rooms of an account, or of every one, as one page to print: drawings, briefing, calendar, visits.
pub fn page(brief: Brief, account: Option<Id>) -> Result<String, Problem> {
    let (room, today) = (brief.room, brief.now.date_naive());
    let accounts: Vec<Id> = account.map_or_else(|| room.ids(Kind::Account).collect(), |one| vec![one]);
    let drawn = |id, picture| chart(room, id, picture, Form::Svg, today, &|id| brief.text.t(id));
    let papers = accounts
        .into_iter()
        .map(|id| brief.room(id, [Picture::Org, Picture::Circle].map(|picture| drawn(id, picture)).into()));
    Ok(html(&papers.collect::<Result<Vec<_>, _>>()?, brief.text.lang().code()))
}
