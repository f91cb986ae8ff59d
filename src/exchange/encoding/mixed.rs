//! Files in which somebody put lines of one encoding under those of another, or cells beside such: a list that a program wrote,
//! and what was added to it by hand.

use encoding_rs::{Encoding, UTF_8};

use super::{encoding, stands_alone};

/// A line in another encoding than most of its file, and the name of that.
pub(in crate::exchange) type Odd = (u64, &'static str);

/// The encoding of a line; none of plain ASCII, which every one reads the same.
type Own = Option<&'static Encoding>;

/// What a line says of its encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Nothing: it is plain ASCII.
    Nothing,
    /// It is UTF-8 beyond doubt, perhaps with a torn character.
    Utf8,
    /// It can be read as UTF-8; so can a short word of Chinese in another encoding.
    Perhaps,
    /// It is another one: whether its high bytes stand alone tells which kind.
    Other(bool),
}

impl Says {
    fn of(line: &[u8]) -> Self {
        match std::str::from_utf8(line) {
            Ok(_) if line.is_ascii() => Self::Nothing,
            // Three bytes for a letter are no accident.
            Ok(text) if text.chars().any(|c| c.len_utf8() > 2) => Self::Utf8,
            Ok(_) => Self::Perhaps,
            // Where the whole file ends in the midst of a letter it was cut.
            Err(error) if error.error_len().is_none() && has_letters(line, error.valid_up_to()) => Self::Utf8,
            Err(_) if is_torn(line) => Self::Utf8,
            Err(_) => Self::Other(stands_alone(line)),
        }
    }
}

/// Whether there is more than ASCII before a place.
fn has_letters(line: &[u8], end: usize) -> bool {
    line.get(..end).is_some_and(|line| !line.is_ascii())
}

/// Whether a line that is not quite UTF-8 still is it, but for a character that was cut.
pub(in crate::exchange) fn is_torn(line: &[u8]) -> bool {
    let Err(error) = std::str::from_utf8(line.trim_ascii_end()) else { return false };
    let text = String::from_utf8_lossy(line);
    let torn = text.matches('\u{fffd}').count();
    let wide = text.chars().filter(|c| c.len_utf8() > 2 && *c != '\u{fffd}').count();
    wide > 2 * torn || wide > 0 && error.error_len().is_none()
}

/// A line, or a cell of one, with its end, and the number of the line.
type Piece<'a> = (u64, &'a [u8]);

/// The pieces of a file that is in several encodings, each with its own.
pub(super) fn mixed(bytes: &[u8]) -> Option<(Vec<Piece<'_>>, Vec<Own>)> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let mut rest = bytes;
    let mut pieces = Vec::new();
    for number in 1.. {
        if rest.is_empty() {
            break;
        }
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).map_or(rest.len(), |end| end + 1);
        let end = if rest.get(end - 1..=end) == Some(b"\r\n") { end + 1 } else { end };
        let (line, after) = rest.split_at(end);
        // A file that was cut may end in the midst of a letter.
        let is_whole = !after.is_empty() || line.ends_with(b"\n") || line.ends_with(b"\r");
        match cells(line).filter(|_| is_whole) {
            Some(cells) => pieces.extend(cells.into_iter().map(|cell| (number, cell))),
            None => pieces.push((number, line)),
        }
        rest = after;
    }
    let own = each_by_its_own(&pieces.iter().map(|(_, piece)| *piece).collect::<Vec<_>>())?;
    Some((pieces, own))
}

/// The cells of a line of which one is UTF-8 and another is not. What parts cells is within a letter in no encoding of files.
fn cells(line: &[u8]) -> Option<Vec<&[u8]>> {
    if std::str::from_utf8(line).is_ok() {
        return None;
    }
    let cells: Vec<&[u8]> = line.split_inclusive(|byte| matches!(byte, b',' | b';' | b'\t')).collect();
    let is_utf8 = |cell: &&[u8]| !cell.is_ascii() && std::str::from_utf8(cell).is_ok();
    let is_other = |cell: &&[u8]| std::str::from_utf8(cell).is_err();
    (cells.iter().any(is_utf8) && cells.iter().any(is_other)).then_some(cells)
}

/// The encoding of each line, where they have several or it is UTF-8 with torn characters.
fn each_by_its_own(lines: &[&[u8]]) -> Option<Vec<Own>> {
    let all: Vec<Says> = lines.iter().map(|line| Says::of(line)).collect();
    let count = |what: fn(&Says) -> bool| all.iter().filter(|says| what(says)).count();
    let sure = count(|says| *says == Says::Utf8);
    let perhaps = count(|says| *says == Says::Perhaps);
    let other = count(|says| matches!(says, Says::Other(_)));
    if other == 0 && sure > 0 {
        return Some(vec![Some(UTF_8); lines.len()]);
    }
    if other == 0 || sure + perhaps == 0 {
        return None;
    }
    let of = |alone: bool| {
        let such = lines.iter().zip(&all).filter(|(_, says)| **says == Says::Other(alone));
        others(such.map(|(line, _)| *line))
    };
    let [paired, alone] = [false, true].map(of);
    // Beside letters of one byte each, nothing looks like UTF-8 by accident.
    let is_single = count(|says| *says == Says::Other(false)) == 0 && alone.is_single_byte();
    let is_utf8 = is_single || sure > 0 && sure + perhaps >= other || perhaps > 2 * other;
    if sure == 0 && !is_utf8 {
        return None;
    }
    let own = |says: &Says| match says {
        Says::Nothing => None,
        Says::Utf8 => Some(UTF_8),
        Says::Perhaps => Some(if is_utf8 { UTF_8 } else { paired }),
        Says::Other(is_alone) => Some(if *is_alone { alone } else { paired }),
    };
    Some(all.iter().map(own).collect())
}

/// What lines are in that are not UTF-8.
pub(in crate::exchange) fn others<'a>(lines: impl Iterator<Item = &'a [u8]>) -> &'static Encoding {
    encoding(&lines.collect::<Vec<_>>().join(&b'\n'))
}

/// The lines in another encoding than most of those that say one.
pub(in crate::exchange) fn odd(lines: impl Iterator<Item = (u64, Option<&'static Encoding>)>) -> Vec<Odd> {
    let all: Vec<(u64, &'static Encoding)> = lines.filter_map(|(line, own)| Some((line, own?))).collect();
    let count = |encoding: &'static Encoding| all.iter().filter(|(_, own)| *own == encoding).count();
    let most = all.iter().map(|(_, own)| *own).max_by_key(|own| (count(own), *own == UTF_8));
    let odd = all.iter().filter(|(_, own)| Some(*own) != most);
    odd.map(|(line, own)| (*line, own.name())).collect()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GB18030, WINDOWS_1252};

    use super::*;
    use crate::exchange::encoding::Decoded;

    fn decoded(bytes: &[u8]) -> (String, Vec<Odd>) {
        let Decoded { text, odd, .. } = super::super::decoded(bytes);
        (text.into_owned(), odd)
    }

    const CHINESE: &str = "王强,北方电力,采购经理\n";
    const GERMAN: &str = "Jörg Müller,Bäcker & Söhne,Köln\n";

    fn file(lines: &[(&'static Encoding, &str)]) -> Vec<u8> {
        lines.iter().flat_map(|(encoding, text)| encoding.encode(text).0.into_owned()).collect()
    }

    #[test]
    fn each_line_is_read_by_its_own_encoding() {
        let head = (UTF_8, "姓名,公司,职务\n");
        for (lines, expected) in [
            (vec![head, (UTF_8, CHINESE), (GB18030, CHINESE)], vec![(3, "gb18030")]),
            (vec![head, (UTF_8, GERMAN), (WINDOWS_1252, GERMAN), (UTF_8, CHINESE)], vec![(3, "windows-1252")]),
            (
                vec![(UTF_8, "Name,City\n"), (UTF_8, GERMAN), (UTF_8, GERMAN), (WINDOWS_1252, GERMAN)],
                vec![(4, "windows-1252")],
            ),
            (
                vec![head, (UTF_8, CHINESE), (GB18030, CHINESE), (WINDOWS_1252, GERMAN)],
                vec![(3, "gb18030"), (4, "windows-1252")],
            ),
            (vec![(GB18030, head.1), (GB18030, CHINESE), (GB18030, CHINESE), (UTF_8, CHINESE)], vec![(4, "UTF-8")]),
        ] {
            let text: String = lines.iter().map(|(_, text)| *text).collect();
            assert_eq!(decoded(&file(&lines)), (text, expected));
        }
    }

    #[test]
    fn cells_of_one_line_are_read_by_their_own_too() {
        let row = |cells: &[(&'static Encoding, &str)]| -> Vec<u8> {
            let cells: Vec<Vec<u8>> = cells.iter().map(|(one, text)| one.encode(text).0.into_owned()).collect();
            [cells.join(&b','), b"\r\n".to_vec()].concat()
        };
        let head = b"Name,Company,Title\r\n".to_vec();
        let rows = [
            head.clone(),
            row(&[(UTF_8, "Zoë A"), (UTF_8, "Mx"), (WINDOWS_1252, "Café")]),
            row(&[(WINDOWS_1252, "Müller B"), (UTF_8, "Mx"), (UTF_8, "Chef")]),
            row(&[(WINDOWS_1252, "Réné C"), (UTF_8, "Mx"), (UTF_8, "Député")]),
        ];
        let bytes = rows.concat();
        let (text, odd) = decoded(&bytes);
        assert_eq!(&*text, "Name,Company,Title\r\nZoë A,Mx,Café\r\nMüller B,Mx,Chef\r\nRéné C,Mx,Député\r\n");
        assert!(!odd.is_empty());
        let rows = [head, row(&[(UTF_8, "王强"), (GB18030, "北方电力"), (UTF_8, "采购经理")])].concat();
        assert_eq!(&*decoded(&rows).0, "Name,Company,Title\r\n王强,北方电力,采购经理\r\n");
    }

    #[test]
    fn what_is_in_one_encoding_is_read_as_one() {
        // Words of Chinese that might be UTF-8, too.
        let short = "姓名,公司\n联通,公司\n联通,A\n王强,北方电力\n李娜,南方银行\n";
        assert_eq!(decoded(&file(&[(GB18030, short)])), (short.to_owned(), vec![]));
        let torn = ["姓名,公司\n张建国,山东电".as_bytes(), &"信".as_bytes()[..2]].concat();
        let (text, odd) = decoded(&torn);
        assert_eq!((&*text, odd.len()), ("姓名,公司\n张建国,山东电\u{fffd}", 0), "torn");
        let cut = ["Name,City\nJörg Müller,Köln\nÄnne Sö".as_bytes(), &[0xc3]].concat();
        let (text, odd) = decoded(&cut);
        assert_eq!((&*text, odd.len()), ("Name,City\nJörg Müller,Köln\nÄnne Sö\u{fffd}", 0), "cut");
        let lines = GERMAN.repeat(50);
        assert_eq!(decoded(&file(&[(WINDOWS_1252, &lines)])), (lines.clone(), vec![]));
    }
}
