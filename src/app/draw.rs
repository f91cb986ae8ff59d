//! One frame: the title, the tabs, the screen with its panel, the message line, the footer, and what lies on top.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};

use super::{App, footer, lock};
use crate::command::Cx;
use crate::command::circle::is_what_if;
use crate::command::text::{has_next_field, is_read_only};
use crate::input::{Continuation, Resolved};
use crate::model::{Account, choice::Stage};
use crate::rules::today::Counts;
use crate::screen::Place;
use crate::screen::present::choice_label;
use crate::text::wrap::wrap_ranges;
use crate::text::{Text, clean, fit, width};
use crate::theme::{Role, plain};
use crate::widget::hints::Hint;
use crate::widget::{clear, frame as panel, hints, put, put_right, put_wrapped, tabs};

/// Below this a sentence says that the terminal is too small.
const LEAST: (u16, u16) = (40, 10);

/// What a click can hit: where, and the command it runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    pub commands: Vec<(Rect, String, String)>,
    pub body: Rect,
}

/// Draws everything; returns where the terminal's cursor belongs.
pub(super) fn frame(app: &mut App, buf: &mut Buffer, area: Rect) -> Option<Position> {
    clear(buf, area, app.cx.theme.style(Role::Text));
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let (cols, rows) = (LEAST.0.to_string(), LEAST.1.to_string());
        let said = app.cx.text.ta("too-small", &[("cols", &cols), ("rows", &rows)]);
        put(buf, Rect { height: 1.min(area.height), ..area }, &said, app.cx.theme.style(Role::Warn));
        return None;
    }
    if app.is_locked() {
        return lock::draw(app, buf, area);
    }
    let row = |y: u16| Rect { y: area.y + y, height: 1, ..area };
    let mut spots = Spots::default();
    let counts = app.counts();
    let is_pending = app.cx.screens.today.is_pending();
    title(&app.cx, buf, row(0), (!is_pending).then_some(counts));
    tab_row(&app.cx, buf, row(1), &mut spots);
    spots.body = Rect { y: area.y + 2, height: area.height - 4, ..area };
    let (screens, layers, view) = app.cx.parts();
    let stood = screens.stands();
    screens.layout(spots.body, &view);
    let mut moved: Vec<_> = stood.into_iter().zip(screens.stands()).collect();
    for layer in layers.iter_mut() {
        let stood = layer.stand();
        layer.follow(&moved);
        layer.layout(spots.body, &view);
        moved.push((stood, layer.stand()));
    }
    let view = app.cx.view();
    app.cx.screens.view(buf, spots.body, &view);
    if let Some(day) = app.cx.looks_at().filter(|_| app.cx.room().is_bare()) {
        before_all(&app.cx, buf, spots.body, day);
    }
    let before = app.before.as_ref().filter(|before| app.is_first_shown() && before.fits(area));
    if let Some(before) = before {
        let above = Rect { height: area.height - 2, ..area };
        clear(buf, above, app.cx.theme.style(Role::Text));
        before.draw_rows(buf, above);
    }
    footer_row(app, buf, row(area.height - 1), &mut spots);
    let mut cursor = None;
    for layer in app.cx.layers.iter() {
        cursor = layer.draw(buf, spots.body, &view);
    }
    if let Some(before) = before.filter(|_| app.cx.message.text.is_empty()) {
        let said = app.cx.text.ta("today-before", &[("when", &before.when())]);
        put(buf, row(area.height - 2), &format!(" {said}"), app.cx.theme.style(Role::Info));
    } else {
        message(&app.cx, buf, row(area.height - 2));
    }
    which_key(app, buf, spots.body);
    if app.cx.theme.ascii {
        in_ascii(buf);
    }
    app.spots = spots;
    cursor
}

/// What there is to see of a day before the first record, on whatever screen.
fn before_all(cx: &Cx, buf: &mut Buffer, body: Rect, day: NaiveDate) {
    clear(buf, body, cx.theme.style(Role::Text));
    let said = cx.text.ta("past-before-all", &[("day", &day.to_string())]);
    let inside = body.inner(Margin::new(1, 1));
    put_wrapped(buf, inside, &said, cx.theme.style(Role::Dim));
}

/// Texts too do without the marks whose width terminals disagree about.
fn in_ascii(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if let Some(plain) = plain(cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

fn title(cx: &Cx, buf: &mut Buffer, row: Rect, counts: Option<Counts>) {
    let theme = &cx.theme;
    let place = cx.text.t(&format!("place-{}", cx.screens.place().name()));
    let account = cx.account().and_then(|id| cx.room().get::<Account>(id));
    let name = account.map(|account| clean(&cx.room().name(account.id)).into_owned());
    let arrow = theme.lines().separator;
    let path: Vec<&str> = ["warroom"].into_iter().chain(name.as_deref()).chain([place.as_str()]).collect();
    let mut left = put(buf, row, &format!(" {}", path.join(&format!(" {arrow} "))), theme.style(Role::Title));
    if let Some(day) = cx.looks_at() {
        let said = format!("  {}", cx.text.ta("title-as-it-was", &[("day", &day.to_string())]));
        let room = Rect { x: row.x + left, width: row.width.saturating_sub(left), ..row };
        left += put(buf, room, &said, theme.style(Role::Warn));
    }
    let room = Rect { x: row.x + left + 2, width: row.width.saturating_sub(left + 3), ..row };
    // Where there is no room for all of it, the meetings go first, then everything.
    let said = counts.map_or_else(|| vec![cx.text.t("title-pending")], |counts| counted(&cx.text, counts));
    let said = said.iter().find(|said| width(said) <= room.width.into()).map_or("", String::as_str);
    let used = put_right(buf, room, said, theme.style(if said.starts_with('!') { Role::Warn } else { Role::Dim }));
    let room = Rect { width: room.width.saturating_sub(used + 3), ..room };
    put_right(buf, room, &account.map(|account| standing(cx, account)).unwrap_or_default(), theme.style(Role::Dim));
}

/// How many things are due and how many meetings are possible, then the same in fewer words.
fn counted(text: &Text, counts: Counts) -> Vec<String> {
    let due = match counts.due {
        0 => text.t("title-nothing-due"),
        count => text.ta("title-due", &[("count", &count.to_string())]),
    };
    let meetings = (counts.meetings > 0).then(|| text.ta("title-meetings", &[("count", &counts.meetings.to_string())]));
    let full = meetings.map(|meetings| format!("{due} · {meetings}"));
    full.into_iter().chain([due]).collect()
}

/// Tier and stage of the open account.
fn standing(cx: &Cx, account: &Account) -> String {
    let tier = account.tier.map(|tier| choice_label(&cx.text, "tier", tier.code()));
    let stage = account.stage.map(|stage: Stage| choice_label(&cx.text, "stage", stage.code()));
    tier.into_iter().chain(stage).collect::<Vec<_>>().join(" · ")
}

fn tab_row(cx: &Cx, buf: &mut Buffer, row: Rect, spots: &mut Spots) {
    let here = cx.screens.place();
    let places = if here.is_room() { Place::ROOMS } else { Place::TOPS };
    let contexts = cx.screen_contexts();
    let shown: Vec<(String, String)> = places
        .iter()
        .map(|place| {
            let key = cx.keymap.keys_for("go", Some(place.name()), &contexts).into_iter().next().unwrap_or_default();
            (key, cx.text.t(&format!("place-{}", place.name())))
        })
        .collect();
    let selected = places.iter().position(|place| *place == here).unwrap_or(usize::MAX);
    let rects = tabs(buf, row, &cx.theme, &shown, selected);
    spots.commands.extend(rects.into_iter().zip(places).map(|(rect, place)| (rect, "go".into(), place.name().into())));
}

/// The message line; what does not fit takes lines above it, so that nobody has to guess its end.
fn message(cx: &Cx, buf: &mut Buffer, row: Rect) {
    const MOST: usize = 4;
    let role = if cx.message.refused { Role::Error } else { Role::Info };
    let hint = cx.keymap.keys_for("undo", None, &["global"]).first().filter(|_| cx.message.undoable).map(|key| {
        let hint = cx.text.ta("message-undo-hint", &[("key", key)]);
        put_right(buf, row, &hint, cx.theme.style(Role::Dim))
    });
    let cols = row.width.saturating_sub(2 + hint.map_or(0, |cols| cols + 1));
    let said = clean(&cx.message.text);
    let rows = wrap_ranges(&said, cols.into());
    // Of what is longer still, the last line shows that it goes on.
    let line = |(nth, row): (usize, &Range<usize>)| {
        let end = if nth + 1 == MOST { said.len() } else { row.end };
        said.get(row.start..end).unwrap_or_default().trim_end()
    };
    let lines: Vec<&str> = rows.iter().enumerate().take(MOST).map(line).collect();
    for (line, up) in lines.iter().rev().zip(0..) {
        let place = Rect { y: row.y - up, ..row };
        if up > 0 {
            clear(buf, place, cx.theme.style(Role::Status));
        }
        put(buf, Rect { width: cols + 1, ..place }, &format!(" {}", fit(line, cols.into())), cx.theme.style(role));
    }
}

fn footer_row(app: &App, buf: &mut Buffer, row: Rect, spots: &mut Spots) {
    let cx = &app.cx;
    let contexts = cx.contexts();
    let mut shown = Vec::new();
    let mut commands = Vec::new();
    // While a card is held, only what is done with it matters.
    let held = contexts.first() == Some(&"grab");
    let mode: &[_] = match (cx.looks_at(), is_what_if(cx)) {
        _ if !cx.layers.is_empty() => &[],
        (_, true) => footer::WHAT_IF,
        (Some(_), _) if cx.screens.is_at_door() => footer::DOOR,
        (Some(_), _) => footer::PAST,
        (None, _) => &[],
    };
    let first = contexts.first().into_iter().flat_map(|context| mode.iter().map(move |row| (*context, row)));
    let offered =
        first.chain(contexts.iter().flat_map(|context| footer::of(context).iter().map(move |row| (*context, row))));
    let offered = offered.filter(|(context, (name, _))| !held || *context == "grab" || footer::ALWAYS.contains(name));
    for (name, arg) in offered.map(|(_, row)| row) {
        let wanted = Some(*arg).filter(|arg| !arg.is_empty());
        let Some(key) = cx.keymap.keys_for(name, wanted, &contexts).into_iter().next() else { continue };
        let blocked = crate::command::find(name).is_none_or(|command| (command.blocked)(cx).is_some());
        let leads_nowhere = *name == "overlay-next" && !has_next_field(cx);
        // What is only read has nothing to accept.
        let leads_nowhere = leads_nowhere || *name == "overlay-accept" && is_read_only(cx);
        let is_past = cx.looks_at().is_some() && !footer::looks(name);
        if blocked || is_past || leads_nowhere || commands.contains(&(*name, *arg)) {
            continue;
        }
        let rank = if footer::ALWAYS.contains(name) { 0 } else { shown.len() as u8 };
        shown.push(Hint { key, label: cx.command_label(name, wanted), rank });
        commands.push((*name, *arg));
    }
    let places = hints::hints(buf, row, &cx.theme, &shown);
    spots.commands.extend(places.into_iter().filter_map(|(at, rect)| {
        let (name, arg) = commands.get(at)?;
        Some((rect, (*name).to_string(), (*arg).to_string()))
    }));
}

/// After the first key of a chord: what may follow.
fn which_key(app: &App, buf: &mut Buffer, body: Rect) {
    let cx = &app.cx;
    if app.pending.is_empty() {
        return;
    }
    let Resolved::Pending(next) = cx.keymap.resolve(&cx.contexts(), &app.pending) else { return };
    let rows: Vec<(String, String)> = next
        .iter()
        .map(|(key, to)| {
            let label = match to {
                Continuation::Run(bindings) => bindings
                    .first()
                    .map(|binding| cx.command_label(&binding.command, binding.arg.as_deref()))
                    .unwrap_or_default(),
                Continuation::More(label) => label.as_deref().map_or_else(|| "…".into(), |id| cx.text.t(id)),
            };
            (key.to_string(), label)
        })
        .collect();
    let keys = rows.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let widest = rows.iter().map(|(_, label)| width(label)).max().unwrap_or(0);
    let (cols, height) = ((keys + widest + 6) as u16, rows.len() as u16 + 2);
    let block = Rect {
        x: body.right().saturating_sub(cols).max(body.x),
        y: body.bottom().saturating_sub(height).max(body.y),
        width: cols.min(body.width),
        height: height.min(body.height),
    };
    let title = crate::input::keymap::print(&app.pending);
    let inside = panel(buf, block, &title, true, &cx.theme);
    for ((key, label), y) in rows.iter().zip(inside.y..inside.bottom()) {
        let line = Rect { x: inside.x + 1, y, width: inside.width.saturating_sub(1), height: 1 };
        put(buf, line, key, cx.theme.style(Role::KeyHint));
        let left = (keys + 2) as u16;
        put(
            buf,
            Rect { x: line.x + left, width: line.width.saturating_sub(left), ..line },
            label,
            cx.theme.style(Role::Text),
        );
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;
    use serde_json::json;

    use super::App;
    use crate::app::setup::keymap;
    use crate::clock::Clock;
    use crate::command::Cx;
    use crate::config::{Base, Options};
    use crate::edit::Draft;
    use crate::model::Kind;
    use crate::rules::Terms;
    use crate::rules::fixture::{fields, id};
    use crate::screen::Place;
    use crate::store::Book;
    use crate::text::{Lang, Text};
    use crate::theme::Theme;

    #[test]
    fn a_day_before_the_first_record_asks_nobody_to_add_one() {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let (book, keymap) = (Book::in_memory(clock, "tester"), keymap(Base::Default, &[]).0);
        let cx =
            Cx::new(book, clock, Options::default(), keymap, Text::new(Lang::En), Theme::default(), Terms::builtin());
        let mut app = App::new(cx);
        let shown = |app: &mut App, place| {
            app.cx.screens.go(place, None);
            let area = Rect::new(0, 0, 100, 30);
            let mut buf = Buffer::empty(area);
            app.frame(&mut buf, area);
            buf.content.iter().map(Cell::symbol).collect::<String>()
        };
        assert!(shown(&mut app, Place::Accounts).contains("No accounts yet"));
        let add = Draft::adding(Kind::Account, id("a"), fields(json!({"name": "Acme"}))).unwrap();
        app.cx.commit(add).unwrap();
        app.cx.look_back("2026-10-19T23:59:59+08:00".parse().unwrap()).unwrap();
        for place in Place::TOPS {
            let screen = shown(&mut app, *place);
            assert!(screen.contains("Nothing was recorded by 2026-10-19"), "{place:?} {screen}");
            assert!(!screen.contains("yet. Press"), "{place:?} {screen}");
        }
        app.cx.come_back();
        assert!(shown(&mut app, Place::Accounts).contains("Acme"));
    }

    #[test]
    fn a_long_message_takes_rows_above_it() {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let (book, keymap) = (Book::in_memory(clock, "tester"), keymap(Base::Default, &[]).0);
        let cx =
            Cx::new(book, clock, Options::default(), keymap, Text::new(Lang::En), Theme::default(), Terms::builtin());
        let mut app = App::new(cx);
        let area = Rect::new(0, 0, 80, 24);
        let mut shown = |said: String| {
            app.cx.say(said);
            let mut buf = Buffer::empty(area);
            app.frame(&mut buf, area);
            let row = |y| (0..80).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>().trim_end().to_owned();
            [row(21), row(22)]
        };
        let words = |count: usize| vec!["word"; count].join(" ");
        assert_eq!(shown(words(3)), [String::new(), format!(" {}", words(3))]);
        assert_eq!(shown(words(20)), [15, 5].map(|count| format!(" {}", words(count))));
        let [_, last] = shown(words(90));
        assert!(last.ends_with('…'), "{last}");
    }
}
