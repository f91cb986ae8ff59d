//! The briefing on the screen: of the visit under the cursor or of the stop that was saved as one, else of the account, to be
//! read, copied or opened in an editor.

use super::layer::Layer;
use super::{Command, Cx, Outcome};
use crate::model::{Account, Id, Visit};
use crate::overlay::Page;
use crate::report::{Brief, plain, when_last_met};
use crate::screen::Place;

/// The table.
pub const COMMANDS: &[Command] = &[Command::looking("brief-open", |cx, _| open(cx)).unless(nobody)];

fn about(cx: &Cx) -> Option<Id> {
    let planned = || cx.screens.planner.visit().filter(|_| cx.screens.place() == Place::Planner);
    let visit = cx.selected().into_iter().chain(planned()).find(|id| cx.room().get::<Visit>(*id).is_some());
    let account = || cx.account().or_else(|| cx.room().account_of(cx.selected()?));
    visit.or_else(account).filter(|id| cx.room().record(*id).is_some())
}

fn nobody(cx: &Cx) -> Option<&'static str> {
    about(cx).is_none().then_some("blocked-no-account")
}

fn open(cx: &mut Cx) -> Outcome {
    let Some(about) = about(cx) else { return Ok(()) };
    let room = cx.room();
    let account = room.get::<Visit>(about).map_or(about, |visit| visit.account);
    let before = when_last_met(room, account, cx.now(), cx.book().history())?;
    let brief = Brief {
        room,
        before: before.as_ref().map(|(then, room)| (*then, room)),
        terms: &cx.terms,
        text: &cx.text,
        now: cx.now(),
        personal: true,
    };
    let paper = if room.get::<Account>(about).is_some() { brief.account(about) } else { brief.visit(about) }?;
    let title = paper.title.clone();
    let mut page = Page::read(title, plain(&[paper]).trim_end());
    page.message = cx.text.t("handover-pack-keys");
    cx.layers.push(Layer::Page(page), Box::new(|_, _| Ok(())));
    Ok(())
}
