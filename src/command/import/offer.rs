//! A file that is offered: read beside the screen, its rows with what would become of each, the record under the cursor,
//! and the way it is read. Nothing is changed until somebody says so.

mod head;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use head::Head;

use super::rows::role_of;
use crate::edit::Room;
use crate::exchange::{
    Batch, DateOrder, ENCODINGS, Format, OnConflict, Options, Plan, Rejects, Row, Summary, called, columns, form,
    read_all, rejects,
};
use crate::model::Problem;
use crate::screen::{Step, View};
use crate::store::receive::Input;
use crate::text::clean;
use crate::theme::Role;
use crate::widget::{List, fill, frame, put, scrollbar};

/// Rows for the record under the cursor, at least and at most.
const RECORD: (u16, u16) = (6, 14);

/// Columns that can be explained, and what each is read as.
type Columns = Vec<(String, Option<String>)>;

/// A file being read.
#[derive(Debug)]
struct Reading {
    worker: Option<JoinHandle<(Columns, Result<Plan, Problem>)>>,
    done: Arc<AtomicUsize>,
    total: Arc<AtomicUsize>,
}

/// How far it is.
#[derive(Debug)]
enum Stage {
    Reading(Reading),
    Read(Box<Plan>),
    Refused(Problem),
    /// Somebody said yes, and it is drawn before it is saved; whether it was.
    Going(Box<Plan>, bool),
    /// It is done, and what was said of it; the rows can still be read.
    Done(Box<Plan>, Report),
}

/// What is said of an import that is over.
#[derive(Debug)]
pub struct Report {
    /// In words.
    pub said: String,
    /// How many edits there were when it was saved; `None` where nothing was.
    pub saved: Option<u64>,
}

/// All that was chosen by one name.
type Files = Arc<Vec<Input>>;

/// The file.
#[derive(Debug)]
pub struct Offer {
    pub(super) name: String,
    pub(super) files: Files,
    /// Files of a folder that are not read.
    unread: Vec<String>,
    options: Options,
    /// Those of the first of its files, once it is read.
    columns: Columns,
    stage: Stage,
    list: List,
    block: Rect,
    head: Head,
}

impl Offer {
    /// Files that were chosen by one name: one, or those of a folder.
    pub fn new(
        name: String,
        files: Vec<Input>,
        options: Options,
        room: &Arc<Room>,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let files = Arc::new(files);
        let stage = begin(&files, &name, &options, room, now);
        let (list, block, head) = (List::default(), Rect::default(), Head::default());
        Self { name, files, unread: Vec::new(), options, columns: Vec::new(), stage, list, block, head }
    }

    /// The same, where others are not read.
    #[must_use]
    pub fn passing(self, unread: Vec<String>) -> Self {
        Self { unread, ..self }
    }

    /// The first of its files.
    fn first(&self) -> Option<(&str, &[u8])> {
        self.files.first().map(|input| (input.name.as_str(), input.bytes.as_slice()))
    }

    /// Its columns that can be explained: none of those that are known by the program they come from.
    pub fn columns(&self) -> &[(String, Option<String>)] {
        &self.columns
    }

    /// Reads it in another way.
    pub fn change(&mut self, change: impl FnOnce(&mut Options), room: &Arc<Room>, now: DateTime<FixedOffset>) {
        change(&mut self.options);
        self.stage = begin(&self.files, &self.name, &self.options, room, now);
    }

    /// Whether something goes on beside the screen.
    pub const fn is_working(&self) -> bool {
        matches!(self.stage, Stage::Reading(_) | Stage::Going(..))
    }

    /// Whether somebody said yes and it is not saved yet.
    pub const fn is_going(&self) -> bool {
        matches!(self.stage, Stage::Going(..))
    }

    /// Takes the plan, once it is there.
    pub fn listen(&mut self) {
        let Stage::Reading(reading) = &mut self.stage else { return };
        let Some(worker) = reading.worker.take_if(|worker| worker.is_finished()) else { return };
        let broke_off = |_| (Vec::new(), Err(Problem::new("problem-import-broke-off")));
        let (columns, plan) = worker.join().unwrap_or_else(broke_off);
        self.columns = columns;
        self.stage = plan.map_or_else(Stage::Refused, |plan| Stage::Read(Box::new(plan)));
    }

    /// Says yes to the plan.
    pub fn accept(&mut self) -> Result<(), Problem> {
        let waiting = Stage::Refused(Problem::new("problem-import-still-reading"));
        match std::mem::replace(&mut self.stage, waiting) {
            Stage::Read(plan) => {
                self.stage = Stage::Going(plan, false);
                Ok(())
            }
            Stage::Refused(problem) => {
                self.stage = Stage::Refused(problem.clone());
                Err(problem)
            }
            other => {
                self.stage = other;
                Err(Problem::new("problem-import-still-reading"))
            }
        }
    }

    /// What is to be saved now that it has been drawn that it will be, and the file's name.
    pub fn take_over(&mut self) -> Option<(Vec<Batch>, String)> {
        let Stage::Going(plan, drawn) = &mut self.stage else { return None };
        if !std::mem::replace(drawn, true) {
            return None;
        }
        let batches = std::mem::take(&mut plan.batches);
        Some((batches, self.file().to_owned()))
    }

    /// What it is called, here as in the history.
    fn file(&self) -> &str {
        name_of(&self.files, &self.name)
    }

    /// Whether a row of it is left out, or goes in with something to be said of it.
    pub fn is_flawed(&self) -> bool {
        self.plan().is_some_and(|plan| plan.rows.iter().any(|row| row.is_left_out() || !row.problems.is_empty()))
    }

    /// The context whose keys act on it.
    pub const fn context(&self) -> &'static str {
        if self.is_ended() { "imported" } else { "import" }
    }

    /// It is over, as is said: the rows with something to be said of them stay to be read.
    pub fn end(&mut self, report: Report) {
        let waiting = Stage::Refused(Problem::new("problem-import-still-reading"));
        self.stage = match std::mem::replace(&mut self.stage, waiting) {
            Stage::Going(mut plan, _) => {
                plan.rows.retain(|row| row.is_left_out() || !row.problems.is_empty());
                Stage::Done(plan, report)
            }
            other => other,
        };
        self.list = List::default();
    }

    /// Whether it is saved, and only its report is shown.
    pub const fn is_ended(&self) -> bool {
        matches!(self.stage, Stage::Done(..))
    }

    /// Why it cannot be read, where it cannot.
    pub const fn refusal(&self) -> Option<&Problem> {
        match &self.stage {
            Stage::Refused(problem) => Some(problem),
            _ => None,
        }
    }

    /// How many edits there were when it was over and had saved something.
    pub const fn saved(&self) -> Option<u64> {
        match self.stage {
            Stage::Done(_, Report { saved, .. }) => saved,
            _ => None,
        }
    }

    /// Whether it is a table, whose columns can be explained.
    pub fn is_table(&self) -> bool {
        let is_table = |form| matches!(form, Format::Csv | Format::Xlsx | Format::Org);
        self.first().is_some_and(|(name, bytes)| is_table(form(bytes, name, &self.options)))
    }

    /// Whether a calendar is among its files, with journeys that are somebody's.
    pub fn is_calendar(&self) -> bool {
        self.files.iter().any(|input| form(&input.bytes, &input.name, &self.options) == Format::Ical)
    }

    /// How many rows are left out that should go in.
    pub fn left_out(&self) -> usize {
        self.plan().map_or(0, |plan| plan.rows.iter().filter(|row| row.is_to_mend()).count())
    }

    /// A name for the file of the rows that are left out, how many they are, and what goes into it.
    pub fn rejects(&self, say: impl Fn(&Problem) -> String) -> Result<(String, usize, Vec<Rejects>), Problem> {
        let plan = self.plan().ok_or_else(|| Problem::new("problem-import-still-reading"))?;
        let count = self.left_out();
        let [Input { name, bytes, .. }] = self.files.as_slice() else {
            return Err(Problem::new("problem-import-rejects-folder"));
        };
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "csv"));
        // Of a workbook they are tables.
        let end = if form(bytes, name, &self.options) == Format::Xlsx { "csv" } else { end };
        Ok((format!("{stem}-rejects.{end}"), count, rejects(bytes, name, &self.options, plan, say)))
    }

    /// How many rows end how.
    pub fn summary(&self) -> Summary {
        self.plan().map(|plan| plan.summary).unwrap_or_default()
    }

    /// How many of the new people may be here already.
    pub fn alike(&self) -> usize {
        self.plan().map_or(0, |plan| plan.alike.count)
    }

    fn plan(&self) -> Option<&Plan> {
        match &self.stage {
            Stage::Read(plan) | Stage::Going(plan, _) | Stage::Done(plan, _) => Some(plan),
            Stage::Reading(_) | Stage::Refused(_) => None,
        }
    }

    /// The row under the cursor, and what it is of.
    pub fn current(&self) -> Option<(&Plan, &Row)> {
        let plan = self.plan()?;
        Some((plan, plan.rows.get(self.list.selected()?)?))
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step) {
        match step {
            Step::Up => self.list.step(-1),
            Step::Down => self.list.step(1),
            Step::PageUp => self.list.page(-1),
            Step::PageDown => self.list.page(1),
            Step::Wheel(rows) => self.list.step(rows.into()),
            Step::First => self.list.first(),
            Step::Last => self.list.last(),
            Step::Left | Step::Right => {}
        }
    }

    /// Puts the cursor where it was clicked; false where no row is.
    pub fn click(&mut self, at: Position) -> bool {
        let row = self.list.at(self.rows(), at);
        if let Some(row) = row {
            self.list.select(row);
        }
        row.is_some()
    }

    /// Settles where it is.
    pub fn layout(&mut self, screen: Rect, view: &View) {
        let inset = u16::from(screen.width > 100) * 2;
        self.block = Rect { x: screen.x + inset, width: screen.width.saturating_sub(2 * inset), ..screen };
        self.head = self.heading(view);
        let rows = self.plan().map_or(0, |plan| plan.rows.len());
        self.list.layout(rows, self.rows().height);
    }

    fn inside(&self) -> Rect {
        let Rect { x, y, width, height } = self.block;
        Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height.saturating_sub(2) }
    }

    /// Below the summary, above the record, which gets what the rows do not need.
    fn rows(&self) -> Rect {
        let inside = self.inside();
        let (least, most) = RECORD;
        let below =
            ((inside.height / 3).clamp(least, most) + 1).min(inside.height.saturating_sub(self.head.rows() + 1));
        let rows = self.plan().map_or(0, |plan| u16::try_from(plan.rows.len()).unwrap_or(u16::MAX));
        let height = inside.height.saturating_sub(self.head.rows() + below).min(rows.max(1));
        Rect { y: inside.y + self.head.rows(), height, ..inside }
    }

    /// Draws it.
    pub fn draw(&self, buf: &mut Buffer, view: &View) {
        let theme = view.theme;
        frame(buf, self.block, &view.text.ta("import-title", &[("name", &clean(self.file()))]), true, theme);
        let inside = self.inside();
        self.draw_head(buf, view);
        let Some(plan) = self.plan() else { return };
        for (at, area) in self.list.rows(self.rows()) {
            let Some(row) = plan.rows.get(at) else { continue };
            put(buf, area, &self.told(view, plan, row), theme.style(role_of(row)));
            if self.list.selected() == Some(at) {
                fill(buf, area, theme.style(Role::Selected));
            }
        }
        scrollbar(buf, self.rows(), theme, &self.list);
        if let Some((plan, current)) = self.current() {
            let top = self.rows().bottom() + 1;
            let area = Rect { y: top, height: inside.bottom().saturating_sub(top), ..inside };
            self.draw_row(buf, area, view, plan, current);
        }
    }
}

/// Updating, skipping, adding beside; and round again.
pub(super) fn next_conflict(options: &mut Options) {
    options.on_conflict = match options.on_conflict {
        OnConflict::Update => OnConflict::Skip,
        OnConflict::Skip => OnConflict::New,
        OnConflict::New => OnConflict::Update,
    };
}

/// As the file tells, the day first, the month first; and round again.
pub(super) fn next_dates(options: &mut Options) {
    options.date_order = match options.date_order {
        None => Some(DateOrder::Dmy),
        Some(DateOrder::Dmy) => Some(DateOrder::Mdy),
        Some(DateOrder::Mdy) => None,
    };
}

/// As it looks, or in an encoding that files are written in; and round again.
pub(super) fn next_encoding(options: &mut Options) {
    let next = options.encoding.map_or(Some(0), |now| ENCODINGS.iter().position(|one| *one == now).map(|at| at + 1));
    options.encoding = next.and_then(|next| ENCODINGS.get(next)).copied();
}

/// What files are called that were chosen by one name: where they are read as one, as that is, else as their folder.
fn name_of<'n>(files: &'n Files, name: &'n str) -> &'n str {
    match files.as_slice() {
        [only] => called(&only.name),
        _ => called(name.trim_end_matches(['/', '\\'])),
    }
}

/// Begins to read a file on a thread of its own.
fn begin(files: &Files, name: &str, options: &Options, room: &Arc<Room>, now: DateTime<FixedOffset>) -> Stage {
    let (done, total) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let file = name_of(files, name).to_owned();
    let (files, options, room) = (files.clone(), options.clone(), room.clone());
    let (told, of) = (done.clone(), total.clone());
    let work = move || {
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|input| (input.name.as_str(), input.bytes.as_slice())).collect();
        let columns = files.first().map(|(name, bytes)| columns(bytes, name, &options)).unwrap_or_default();
        let plan = read_all(&files, &file, &options, &room, now, &mut |at, all| {
            told.store(at, Ordering::Relaxed);
            of.store(all, Ordering::Relaxed);
        });
        (columns, plan)
    };
    match thread::Builder::new().name("import".into()).spawn(work) {
        Ok(worker) => Stage::Reading(Reading { worker: Some(worker), done, total }),
        Err(error) => Stage::Refused(Problem::new("problem-import-thread").failing(&error)),
    }
}
