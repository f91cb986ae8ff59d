//! Journeys with several legs: which day belongs to which city.

use std::ops::Range;

use super::days::Piece;
use crate::model::speak::Point;

/// What a city is to a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// They leave from there.
    From,
    /// They go there.
    To,
    /// They come home.
    Home,
}

/// A city where it stands.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    pub(super) name: String,
    pub(super) at: Range<usize>,
    pub(super) role: Role,
}

/// The way to one city and the stay there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leg {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    /// When it begins and ends, where that is said; the way on ends it otherwise.
    pub(super) first: Option<Point>,
    pub(super) last: Option<Point>,
    /// What said when, where it is not clear which day is meant.
    pub(super) vague: Option<Range<usize>>,
    /// Where in the line it begins.
    pub(super) at: usize,
}

enum Token<'a> {
    City(&'a Stop),
    Day(&'a Piece),
}

/// The legs of a journey to several cities. Days stand before their cities or after them, as the first one does; a leg
/// whose day nobody can tell has none. One leg leaves from where the one before it went, unless they came home in between.
pub(super) fn legs(stops: &[Stop], pieces: &[Piece]) -> Vec<Leg> {
    let mut tokens: Vec<(usize, Token)> = stops.iter().map(|stop| (stop.at.start, Token::City(stop))).collect();
    tokens.extend(pieces.iter().map(|piece| (piece.at.start, Token::Day(piece))));
    tokens.sort_by_key(|(at, _)| *at);
    let day_first = tokens.iter().find_map(|(_, token)| match token {
        Token::Day(piece) => piece.stretch.from.day.map(|_| true),
        Token::City(stop) => (stop.role == Role::To).then_some(false),
    });
    let day_first = day_first == Some(true);
    let mut legs: Vec<Leg> = Vec::new();
    let (mut day, mut from): (Option<&Piece>, Option<&Stop>) = (None, None);
    let mut homeward = false;
    for (at, token) in tokens {
        match token {
            Token::City(stop) if stop.role == Role::From => from = Some(stop),
            Token::City(stop) if stop.role == Role::To => {
                let before = legs.last().filter(|_| !homeward).and_then(|leg| leg.to.clone());
                let mut leg = Leg { to: Some(stop.name.clone()), at, ..Leg::default() };
                leg.from = from.take().map(|from| from.name.clone()).or(before);
                homeward = false;
                if let Some(day) = day.take() {
                    leg.at = day.at.start.min(at);
                    leg.begin(day);
                }
                legs.push(leg);
            }
            Token::City(_) => {
                homeward = true;
                if let Some((last, day)) = legs.last_mut().zip(day.take()) {
                    last.end(day);
                }
            }
            Token::Day(piece) if piece.stretch.from.day.is_none() => {
                let time = piece.stretch.from.time;
                let point = legs.last_mut().and_then(|leg| leg.first.as_mut());
                if let Some(point) = point.filter(|point| point.time.is_none()) {
                    point.time = time;
                }
            }
            Token::Day(piece) => match legs.last_mut() {
                Some(last) if piece.ends || homeward => last.end(piece),
                Some(last) if !day_first && last.first.is_none() => last.begin(piece),
                _ => day = Some(piece),
            },
        }
    }
    // A day that is left over belongs to the last city or to none.
    if let Some((last, piece)) = legs.last_mut().zip(day) {
        last.vague = Some(piece.at.clone());
    }
    join(&mut legs);
    legs
}

impl Leg {
    fn begin(&mut self, piece: &Piece) {
        self.first = Some(piece.stretch.from);
        self.last = piece.stretch.to;
        self.vague = piece.stretch.vague.then(|| piece.at.clone());
    }

    fn end(&mut self, piece: &Piece) {
        self.last = Some(piece.stretch.from);
        if piece.stretch.vague {
            self.vague = Some(piece.at.clone());
        }
    }
}

/// Where one leg ends when the next one begins, the way on says so; a leg that begins later begins at home.
fn join(legs: &mut [Leg]) {
    let starts: Vec<_> = legs.iter().skip(1).map(|leg| leg.first.and_then(|point| point.day)).collect();
    let mut apart = Vec::new();
    for (leg, next) in legs.iter_mut().zip(&starts) {
        let last = leg.last.and_then(|point| point.day);
        let gap = last.zip(*next).map(|(last, next)| (next - last).num_days());
        if gap.is_some_and(|gap| (0..=1).contains(&gap)) {
            leg.last = None;
        }
        apart.push(gap.is_some_and(|gap| gap > 1));
    }
    for (leg, apart) in legs.iter_mut().skip(1).zip(apart) {
        if apart {
            leg.from = None;
        }
    }
}
