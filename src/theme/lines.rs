//! The characters of lines, marks and bars, in Unicode and in ASCII.

/// A bit for each direction in which a line leaves a cell; together they choose the joint.
pub const ARMS_N: u8 = 1;
/// See [`ARMS_N`].
pub const ARMS_E: u8 = 2;
/// See [`ARMS_N`].
pub const ARMS_S: u8 = 4;
/// See [`ARMS_N`].
pub const ARMS_W: u8 = 8;

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// `┄┆`; joints are thin.
    Dashed,
    /// `─│┼`.
    #[default]
    Thin,
    /// `━┃╋`.
    Heavy,
    /// `═║╬`.
    Double,
}

/// One set of drawing characters; each takes one column.
#[derive(Debug)]
pub struct Lines {
    thin: [&'static str; 16],
    dashed: [&'static str; 16],
    heavy: [&'static str; 16],
    double: [&'static str; 16],
    /// Arrow heads that point north, east, south, west.
    pub arrows: [&'static str; 4],
    /// Sort marks: ascending, descending.
    pub sort: [&'static str; 2],
    /// A dot that is set and one that is not, for `n` of `m`.
    pub dots: [&'static str; 2],
    /// A bar's cell that is filled and one that is not.
    pub bar: [&'static str; 2],
    /// Heights of a sparkline, from lowest to highest.
    pub spark: &'static [&'static str],
    /// The thumb of a scrollbar and its track.
    pub scroll: [&'static str; 2],
    /// Stands where a text was cut.
    pub ellipsis: &'static str,
    /// Between the parts of a path and of a footer.
    pub separator: &'static str,
    /// Pieces of a rising and a falling slope.
    pub diagonal: [&'static str; 2],
    /// A dot of a dotted curve.
    pub point: &'static str,
}

impl Lines {
    /// The character whose line leaves in the directions of `arms` (a sum of [`ARMS_N`], [`ARMS_E`], [`ARMS_S`],
    /// [`ARMS_W`]).
    pub fn joint(&self, stroke: Stroke, arms: u8) -> &'static str {
        let set = match stroke {
            Stroke::Thin => &self.thin,
            Stroke::Dashed => &self.dashed,
            Stroke::Heavy => &self.heavy,
            Stroke::Double => &self.double,
        };
        set.get(usize::from(arms & 15)).copied().unwrap_or(" ")
    }

    /// Which stroke and arms a drawn character has; `None` if it is no line. Where several fit, as in ASCII, the one
    /// that keeps most arms.
    pub fn read(&self, symbol: &str) -> Option<(Stroke, u8)> {
        [Stroke::Thin, Stroke::Dashed, Stroke::Heavy, Stroke::Double].into_iter().find_map(|stroke| {
            (1..16).rev().find(|arms| self.joint(stroke, *arms) == symbol).map(|arms| (stroke, arms))
        })
    }

    /// A piece of horizontal line.
    pub fn horizontal(&self, stroke: Stroke) -> &'static str {
        self.joint(stroke, ARMS_E | ARMS_W)
    }

    /// A piece of vertical line.
    pub fn vertical(&self, stroke: Stroke) -> &'static str {
        self.joint(stroke, ARMS_N | ARMS_S)
    }
}

const ASCII_THIN: [&str; 16] = [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"];

/// Every terminal and font of today; all of them one column in `unicode-width`.
pub(super) const UNICODE: Lines = Lines {
    thin: [" ", "╵", "╶", "└", "╷", "│", "┌", "├", "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"],
    dashed: [" ", "╵", "╶", "└", "╷", "┆", "┌", "├", "╴", "┘", "┄", "┴", "┐", "┤", "┬", "┼"],
    heavy: [" ", "╹", "╺", "┗", "╻", "┃", "┏", "┣", "╸", "┛", "━", "┻", "┓", "┫", "┳", "╋"],
    double: [" ", "║", "═", "╚", "║", "║", "╔", "╠", "═", "╝", "═", "╩", "╗", "╣", "╦", "╬"],
    arrows: ["▲", "▶", "▼", "◀"],
    sort: ["▲", "▼"],
    dots: ["●", "○"],
    bar: ["█", "░"],
    spark: &["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    scroll: ["█", "│"],
    ellipsis: "…",
    separator: "›",
    diagonal: ["╱", "╲"],
    point: "·",
};

/// For terminals that lack these characters, or draw them two columns wide.
pub(super) const ASCII: Lines = Lines {
    thin: ASCII_THIN,
    dashed: [" ", ":", "-", "+", ":", ":", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
    heavy: [" ", "#", "=", "#", "#", "#", "#", "#", "=", "#", "=", "#", "#", "#", "#", "#"],
    double: [" ", "|", "=", "+", "|", "|", "+", "+", "=", "+", "=", "+", "+", "+", "+", "+"],
    arrows: ["^", ">", "v", "<"],
    sort: ["^", "v"],
    dots: ["*", "."],
    bar: ["#", "."],
    spark: &["_", ".", "-", "=", "^"],
    scroll: ["#", "|"],
    ellipsis: "~",
    separator: ">",
    diagonal: ["/", "\\"],
    point: ".",
};

/// What stands in ASCII for a mark in a text whose width terminals disagree about; `None` where nothing has to.
pub fn plain(symbol: &str) -> Option<&'static str> {
    const TWINS: &[(&str, &str)] = &[
        ("…", "~"),
        ("·", "."),
        ("–", "-"),
        ("—", "-"),
        ("−", "-"),
        ("×", "x"),
        ("◆", "*"),
        ("›", ">"),
        ("→", ">"),
        ("←", "<"),
        ("↔", "="),
        ("“", "\""),
        ("”", "\""),
        ("‘", "'"),
        ("’", "'"),
    ];
    TWINS.iter().find(|(mark, _)| *mark == symbol).map(|(_, twin)| *twin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn every_character_takes_one_column_and_ascii_is_ascii() {
        for (lines, ascii) in [(&UNICODE, false), (&ASCII, true)] {
            let joints = (0..16).flat_map(|arms| {
                [Stroke::Thin, Stroke::Dashed, Stroke::Heavy, Stroke::Double].map(|stroke| lines.joint(stroke, arms))
            });
            let marks = [lines.arrows.as_slice(), &lines.sort, &lines.dots, &lines.bar, lines.spark, &lines.scroll];
            for char in joints.chain(marks.concat()).chain([lines.ellipsis, lines.separator]) {
                assert_eq!(width(char), 1, "{char}");
                assert!(!ascii || char.is_ascii(), "{char}");
            }
        }
    }

    #[test]
    fn arms_choose_the_joint() {
        assert_eq!(UNICODE.joint(Stroke::Thin, ARMS_N | ARMS_E | ARMS_S), "├");
        assert_eq!(UNICODE.joint(Stroke::Heavy, ARMS_E | ARMS_S | ARMS_W), "┳");
        assert_eq!(ASCII.joint(Stroke::Thin, ARMS_E | ARMS_S), "+");
    }
}
