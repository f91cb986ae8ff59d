//! What an import is called, from its report to the history and its undo: its file, how many records came and changed, and
//! which of several edits it is.

use std::fmt;

/// What stands between the parts.
const BETWEEN: &str = " · ";

/// The name of an import, as its edits carry it: `list.csv · +12 ~3 · 1/2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The names of its files.
    pub name: String,
    /// How many records are new, and how many changed; older edits do not say.
    pub counts: Option<[usize; 2]>,
    /// The number of the edit, and of how many: `1/2`.
    pub part: Option<String>,
}

impl Subject {
    /// The name in a text.
    pub fn read(text: &str) -> Self {
        let (rest, part) = cut(text, |end| {
            let (nth, all) = end.split_once('/')?;
            (number(nth).is_some() && number(all).is_some()).then(|| end.to_owned())
        });
        let (name, counts) = cut(rest, |end| {
            let (new, changed) = end.strip_prefix('+')?.split_once(" ~")?;
            Some([number(new)?, number(changed)?])
        });
        Self { name: name.to_owned(), counts, part }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some([new, changed]) = self.counts {
            write!(f, "{BETWEEN}+{new} ~{changed}")?;
        }
        self.part.as_ref().map_or(Ok(()), |part| write!(f, "{BETWEEN}{part}"))
    }
}

fn cut<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> (&str, Option<T>) {
    let found = text.rsplit_once(BETWEEN).and_then(|(rest, end)| Some((rest, read(end)?)));
    found.map_or((text, None), |(rest, found)| (rest, Some(found)))
}

fn number(text: &str) -> Option<usize> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (text, name, counts, part) in [
            ("a.csv", "a.csv", None, None),
            ("a.csv · 2/19", "a.csv", None, Some("2/19")),
            ("a.csv, b.csv +3 · +12 ~0 · 1/2", "a.csv, b.csv +3", Some([12, 0]), Some("1/2")),
            ("a · b.csv · +1 ~2", "a · b.csv", Some([1, 2]), None),
            ("", "", None, None),
        ] {
            let expected = Subject { name: name.to_owned(), counts, part: part.map(str::to_owned) };
            assert_eq!(Subject::read(text), expected);
            assert_eq!(expected.to_string(), text);
        }
    }
}
