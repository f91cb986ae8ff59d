//! Writing a file on the screens: in which form, of the open account or of everything, with what is personal or without,
//! and where to.

use std::path::{Path, PathBuf};

use super::{Command, Cx, Outcome};
use crate::edit::Room;
use crate::exchange::address::{Homeless, Profile};
use crate::exchange::chart::{self, Picture, Say, chart};
use crate::exchange::form::{self, Form, Of};
use crate::exchange::out::{Export, Shape, Written};
use crate::exchange::{Selection, vcard};
use crate::model::{Account, Id, Kind, Problem};
use crate::overlay::Item;
use crate::report::{Brief, html};
use crate::screen::present::homeless as homeless_said;
use crate::store::deliver::{deliver, unwritable};
use crate::store::folders::{Left, folder};

/// The table.
pub const COMMANDS: &[Command] = &[Command::new("export-open", |cx, _| choose(cx))];

/// What is to be written.
#[derive(Clone)]
struct Wish {
    /// Which of the choices.
    what: String,
    form: Form,
    account: Option<Id>,
    sensitive: bool,
}

/// Drawings are of one account; contact lists and pages may be of all.
fn choose(cx: &mut Cx) -> Outcome {
    let account = cx.account().or_else(|| cx.room().account_of(cx.selected()?));
    let all = form::choices().into_iter().filter(|(_, form)| account.is_some() || form.of != Of::Drawing);
    let items = all
        .map(|(what, form)| {
            let name = cx.text.t(&format!("export-form-{what}"));
            let end = (!form.end.is_empty()).then(|| format!(".{}", form.end));
            let also = [form.code.to_owned()].into_iter().chain(end).collect();
            Item { also, ..Item::new(what, name, form.end) }
        })
        .collect();
    cx.pick(cx.text.t("export-ask-form"), items, move |cx, key| {
        let Some((what, form)) = form::choices().into_iter().find(|(what, _)| what == key) else { return Ok(()) };
        let wish = Wish { what, form, account, sensitive: false };
        if form.of == Of::Drawing {
            return personal(cx, wish);
        }
        // Where no account is open, the one under the cursor is one of many.
        let first = cx.account().map(|id| Item::new(id.to_string(), cx.room().name(id), ""));
        let others = cx
            .items(Kind::Account)
            .into_iter()
            .filter(|item| Some(item.key.as_str()) != first.as_ref().map(|one| one.key.as_str()));
        let all = Item::new("", cx.text.t("export-all"), "");
        let items = first.iter().cloned().chain([all]).chain(others).collect();
        cx.pick(cx.text.t("export-ask-scope"), items, move |cx, key| {
            personal(cx, Wish { account: key.parse().ok(), ..wish.clone() })
        });
        Ok(())
    });
    Ok(())
}

/// What is personal goes out only where somebody says so.
fn personal(cx: &mut Cx, wish: Wish) -> Outcome {
    if wish.form.of == Of::Drawing {
        return place(cx, wish);
    }
    let items = ["without", "with"].map(|key| Item::new(key, cx.text.t(&format!("export-personal-{key}")), ""));
    cx.pick(cx.text.t("export-ask-personal"), items.into(), move |cx, key| {
        place(cx, Wish { sensitive: key == "with", ..wish.clone() })
    });
    Ok(())
}

fn place(cx: &mut Cx, wish: Wish) -> Outcome {
    let account = wish.account.and_then(|id| cx.room().get::<Account>(id)).map(|account| account.name.clone());
    let name = account.unwrap_or_else(|| "warroom".into());
    let bare = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    let name: String = name.chars().map(bare).collect();
    let end = if wish.form.end.is_empty() { String::new() } else { format!(".{}", wish.form.end) };
    let name = format!("{}-{}{end}", name.trim_matches('-'), cx.today());
    let title = cx.text.t("export-ask-file");
    to_file(cx, title, &name, move |cx, path| {
        let Put { bytes, homeless, left: there, .. } = written(cx, &wish, path)?;
        let (said, size) = (whole(path), (bytes / 1024).max(1).to_string());
        let done = cx.text.ta("export-written", &[("path", &said), ("size", &size)]);
        let left = homeless_said(&cx.text, &homeless.fields, homeless.counts());
        let there = there.told().map(|problem| cx.text.problem(&problem));
        let all: Vec<_> = std::iter::once(done).chain(there).chain(left).collect();
        cx.say(all.join(" "));
        Ok(())
    });
    Ok(())
}

/// Where a file is, seen from everywhere.
pub(super) fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Asks where to write, and before something is replaced.
pub(super) fn to_file(
    cx: &mut Cx,
    title: String,
    name: &str,
    write: impl Fn(&mut Cx, &Path) -> Outcome + Clone + 'static,
) {
    cx.prompt(title, name, move |cx, typed| {
        let path = PathBuf::from(typed.trim());
        if path.as_os_str().is_empty() {
            return Err(Problem::new("problem-export-no-file"));
        }
        let write = write.clone();
        if path.exists() {
            let question = cx.text.ta("export-ask-replace", &[("path", &path.display().to_string())]);
            cx.ask(question, move |cx| write(cx, &path));
            return Ok(());
        }
        write(cx, &path)
    });
}

/// What was written.
#[derive(Debug)]
pub struct Put {
    /// How much it is.
    pub bytes: usize,
    /// What has no place in it.
    pub homeless: Homeless,
    /// Of how many records something is left out because it is personal.
    pub withheld: usize,
    /// What became of files of a folder that others had changed.
    pub left: Left,
}

/// Writes an export to its file, or into its folder. `say` words what a drawing is labelled with.
pub fn put(room: &Room, export: &Export, path: &Path, say: Say) -> Result<Put, Problem> {
    let Written { text, homeless, withheld } = export.write(say)?;
    let (mut bytes, mut left) = (0, Left::default());
    if export.is_folder() {
        let is_gone = |id| room.held(id).is_some_and(|held| held.record.is_none());
        for (end, files) in export.files() {
            left = left + folder(path, end, files.inspect(|(_, text)| bytes += text.len()), &is_gone)?;
        }
    } else {
        deliver(path, text.inspect(|piece| bytes += piece.len())).map_err(|error| unwritable(path, error))?;
    }
    Ok(Put { bytes, homeless, withheld, left })
}

/// Writes what was chosen.
fn written(cx: &Cx, wish: &Wish, path: &Path) -> Result<Put, Problem> {
    let (room, terms, text, now) = (cx.room(), &cx.terms, &cx.text, cx.now());
    let Wish { what, form, account, sensitive } = wish;
    let drawing = |picture, form: Form| Ok::<_, Problem>(Shape::Drawing(picture, form.code.parse()?));
    let shape = match (what.as_str(), form.of) {
        ("html", _) => {
            let page = page(Brief { room, before: None, terms, text, now, personal: *sensitive }, *account)?;
            let bytes = page.len();
            deliver(path, std::iter::once(page)).map_err(|error| unwritable(path, error))?;
            return Ok(Put { bytes, homeless: Homeless::default(), withheld: 0, left: Left::default() });
        }
        ("vcard", _) => Shape::Cards(vcard::Version::V4),
        ("ical", _) => Shape::Calendar,
        ("vdir", _) => Shape::Folder(vcard::Version::V4),
        ("ndjson", _) => Shape::Records,
        (what, Of::Drawing) if what.starts_with("circle-") => drawing(Picture::Circle, *form)?,
        (_, Of::Drawing) => drawing(Picture::Org, *form)?,
        (what, _) => Shape::List(what.parse::<Profile>()?),
    };
    let selection = Selection { account: *account, sensitive: *sensitive, ..Selection::default() };
    put(room, &Export::new(room, shape, selection, now), path, &|id| text.t(id))
}

/// The rooms of an account, or of every one, as one page to print: drawings, briefing, calendar, visits.
pub fn page(brief: Brief, account: Option<Id>) -> Result<String, Problem> {
    let (room, today) = (brief.room, brief.now.date_naive());
    let accounts: Vec<Id> = account.map_or_else(|| room.ids(Kind::Account).collect(), |one| vec![one]);
    let drawn = |id, picture| chart(room, id, picture, chart::Form::Svg, today, &|id| brief.text.t(id));
    let papers = accounts
        .into_iter()
        .map(|id| brief.room(id, [Picture::Org, Picture::Circle].map(|picture| drawn(id, picture)).into()));
    Ok(html(&papers.collect::<Result<Vec<_>, _>>()?, brief.text.lang().code()))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use serde_json::json;

    use super::*;
    use crate::app::setup::keymap;
    use crate::clock::Clock;
    use crate::command::Layer;
    use crate::config::{Base, Options};
    use crate::edit::Draft;
    use crate::rules::Terms;
    use crate::rules::fixture::{fields, id};
    use crate::screen::Place;
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    /// What is offered first to be written, from that screen.
    fn first(place: Place) -> String {
        let clock = Clock::Fixed("2026-10-20T09:00:00+08:00".parse().unwrap());
        let mut book = Book::in_memory(clock, "tester");
        for name in ["acme", "bank"] {
            book.commit(Draft::adding(Kind::Account, id(name), fields(json!({ "name": name }))).unwrap()).unwrap();
        }
        let keymap = keymap(Base::Default, &[]).0;
        let (text, theme) = (Text::new(Lang::En), Theme::default());
        let mut cx = Cx::new(book, clock, Options::default(), keymap, text, theme, Terms::builtin());
        cx.screens.go(place, Some(id("bank")));
        let (screens, _, view) = cx.parts();
        screens.layout(Rect::new(0, 0, 120, 36), &view);
        screens.select(id("bank"));
        assert_eq!(cx.selected().or(cx.account()), Some(id("bank")));
        cx.run("export-open", "");
        crate::command::text::insert(&mut cx, "ndjson").unwrap();
        cx.run("overlay-accept", "");
        let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("no scope: {}", cx.message.text) };
        picker.shown().next().map(|item| item.label.clone()).unwrap_or_default()
    }

    #[test]
    fn all_accounts_stand_first_where_none_is_open() {
        assert_eq!(first(Place::Accounts), "all accounts");
        assert_eq!(first(Place::Card), "bank");
    }
}
