//! Days to remember that a card has beside the birthday: each is a record of its own.

use serde_json::json;

use super::Reader;
use super::sketch::Sketch;
use crate::exchange::want::Want;
use crate::model::{Id, Kind};

impl Reader<'_> {
    /// Wants the days of a card.
    pub(super) fn days(&mut self, row: usize, (ext_id, person): (&str, Id), sketch: &Sketch) {
        for (what, day, text) in &sketch.days {
            let id = Id::named("vcard:day", &format!("{ext_id}/{what}"));
            let mut want = Want::new(row, Kind::Occasion, id);
            want.set("vcard.DATE", text.as_str(), &[]);
            for (field, value) in
                [("person", json!(person)), ("what", json!(what)), ("date", json!(day)), ("yearly", json!(true))]
            {
                want.set(field, value, &["vcard.DATE"]);
            }
            self.intake.want(want);
            // A calendar of ours that came first could only make a note of it.
            if let Some(note) = self.notes.remove(&id.to_string()) {
                let mut want = Want::new(row, Kind::Note, note);
                want.gone = true;
                self.intake.want(want);
            }
        }
    }
}
