//! A screen that is nothing but sections on the open account; its [`Page`] says which.

use std::marker::PhantomData;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::sections::{Section, Sections};
use super::{Key, Screen, Step, Target, View};
use crate::model::{Account, Id};
use crate::theme::Role;
use crate::widget::put_wrapped;

/// What stands on a folio.
pub trait Page {
    /// The sections on an account.
    fn sections(view: &View, account: &Account) -> Vec<Section>;
}

/// The screen.
#[derive(Debug, Default)]
pub struct Folio<P> {
    sections: Sections,
    settled: Option<Key>,
    shown: Option<Id>,
    area: Rect,
    page: PhantomData<P>,
}

impl<P: Page> Folio<P> {
    /// Its sections and the cursor on them.
    pub const fn sections(&self) -> &Sections {
        &self.sections
    }

    fn settle(&mut self, view: &View) {
        if self.settled == Some(view.key()) {
            return;
        }
        if self.shown != view.account {
            self.sections = Sections::default();
            self.shown = view.account;
        }
        let account = view.account.and_then(|id| view.room.get::<Account>(id));
        let sections = account.map(|account| P::sections(view, account)).unwrap_or_default();
        self.sections.set(sections, &view.text.t("sections-empty"));
        self.settled = Some(view.key());
    }
}

impl<P: Page> Screen for Folio<P> {
    fn layout(&mut self, area: Rect, view: &View) {
        self.area = area;
        self.settle(view);
        let inset = u16::from(area.width > 2);
        self.sections.layout(Rect { x: area.x + inset, width: area.width.saturating_sub(inset), ..area }, view);
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        if view.account.is_none() {
            return put_wrapped(
                buf,
                self.area,
                &view.text.t("blocked-no-account"),
                view.theme.style(Role::Placeholder),
            );
        }
        self.sections.draw(buf, view);
    }

    fn step(&mut self, step: Step) {
        self.sections.step(step);
    }

    fn selected(&self) -> Option<Id> {
        self.sections.selected()
    }

    fn target(&self) -> Option<Target> {
        self.sections.target()
    }

    fn select(&mut self, id: Id) {
        self.sections.select(id);
    }

    /// It wants the width; the panel comes when it is asked for.
    fn inspected(&self) -> bool {
        false
    }

    fn click(&mut self, at: Position) -> bool {
        self.sections.click(at)
    }
}
