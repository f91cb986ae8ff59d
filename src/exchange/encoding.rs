//! Bytes to text, in whatever encoding they are written; where lines of one file are written in several, each by its own.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1254,
};

mod mixed;

use self::mixed::mixed;
pub(super) use self::mixed::{Odd, is_torn, odd, others};
use super::lines::after_line;
use super::xlsx;
use crate::model::Problem;

/// Text of bytes: by byte order mark, else UTF-16 or UTF-8 where it is that for certain, else the most likely encoding of a
/// file that has probably been written in China.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    decoded(bytes).text
}

/// A text, and how it was read.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// Lines that are in another encoding than most: each is read by its own.
    pub(super) odd: Vec<Odd>,
    /// What all of it was taken to be written in, where nothing in the file says so.
    pub(super) guess: Option<&'static str>,
}

impl<'a> Decoded<'a> {
    const fn sure(text: Cow<'a, str>) -> Self {
        Self { text, odd: Vec::new(), guess: None }
    }
}

/// The same, and how it was read.
pub(super) fn decoded(bytes: &[u8]) -> Decoded<'_> {
    let read = as_written(bytes);
    match uncommented(&read.text) {
        Some(bare) => Decoded { text: bare.into(), ..read },
        None => read,
    }
}

/// The encodings that are offered where a guess went wrong: what files of other parts of the world are written in.
pub const OFFERED: [&Encoding; 9] =
    [GB18030, BIG5, SHIFT_JIS, EUC_KR, WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, WINDOWS_1254, MACINTOSH];

/// The encoding of a name as programs spell it.
pub fn named(name: &str) -> Result<&'static Encoding, Problem> {
    // What is in UTF-32 says so itself.
    let is_utf32 = ["utf-32", "utf32"].iter().any(|one| name.trim().to_lowercase().starts_with(one));
    let known = if is_utf32 { Some(UTF_8) } else { Encoding::for_label(name.trim().as_bytes()) };
    let no_such = || {
        let all: Vec<String> = OFFERED.iter().map(|one| one.name().to_lowercase()).collect();
        Problem::new("problem-usage-encoding").with("text", name).with("encodings", all.join(" "))
    };
    known.ok_or_else(no_such)
}

/// The bytes of a file in UTF-8, where somebody has said what they are in; a mark of the file's own knows better.
pub(super) fn as_said<'a>(bytes: &'a [u8], said: Option<&'static Encoding>) -> Cow<'a, [u8]> {
    match said {
        Some(said) if !bytes.starts_with(xlsx::MAGIC) && utf32(bytes).is_none() => match said.decode(bytes).0 {
            Cow::Borrowed(text) => text.as_bytes().into(),
            Cow::Owned(text) => text.into_bytes().into(),
        },
        _ => bytes.into(),
    }
}

/// A text without the comments that programs put before JSON, which itself knows none; what follows stays on its line.
fn uncommented(text: &str) -> Option<String> {
    let (mut rest, mut count) = (text, 0);
    while rest.starts_with("//") {
        (rest, count) = (after_line(rest), count + 1);
    }
    let is_json = count > 0 && rest.trim_start().starts_with(['{', '[']);
    is_json.then(|| "\n".repeat(count) + rest)
}

fn as_written(bytes: &[u8]) -> Decoded<'_> {
    if let Some(text) = utf32(bytes) {
        return Decoded::sure(text.into());
    }
    let bytes = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            return Decoded::sure(whole(encoding, bytes.get(mark..).unwrap_or_default()));
        }
        Some((_, mark)) => bytes.get(mark..).unwrap_or_default(),
        None => match utf16(bytes) {
            Some(text) => return Decoded::sure(text.into()),
            None => bytes,
        },
    };
    let Some((pieces, own)) = mixed(bytes) else {
        let guess = encoding(bytes);
        let said = Some(guess.name()).filter(|_| guess != UTF_8);
        return Decoded { guess: said, ..Decoded::sure(whole(guess, bytes)) };
    };
    let text: String = pieces.iter().zip(&own).map(|((_, piece), own)| whole(own.unwrap_or(UTF_8), piece)).collect();
    Decoded { odd: odd(pieces.into_iter().map(|(line, _)| line).zip(own)), ..Decoded::sure(text.into()) }
}

fn whole<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// Text in UTF-16 without a mark: half of each of its letters, digits and separators is a zero, and the same half, but for a few
/// characters of Chinese (一).
fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |half: usize| bytes.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (encoding, found) = match (zeros(0), zeros(1)) {
        (few, found) if few * 2 <= found => (UTF_16LE, found),
        (found, few) if few * 2 <= found => (UTF_16BE, found),
        _ => return None,
    };
    let units = bytes.len() / 2;
    if found == 0 || found * 8 < units {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    // Where they are few, there have to be lines as well.
    (is_text && (found * 2 >= units || text.contains('\n'))).then(|| text.into_owned())
}

/// Text in UTF-32, which its mark tells, or that nothing else is whole in fours; it begins like that of UTF-16, so it is
/// looked for first.
fn utf32(bytes: &[u8]) -> Option<String> {
    let read = |rest: &[u8], number: fn([u8; 4]) -> u32| -> Option<String> {
        rest.as_chunks().0.iter().map(|four| char::from_u32(number(*four))).collect()
    };
    let marked = |rest: &[u8], number: fn([u8; 4]) -> u32| -> String {
        let char = |four: &[u8; 4]| char::from_u32(number(*four)).unwrap_or(char::REPLACEMENT_CHARACTER);
        rest.as_chunks().0.iter().map(char).collect()
    };
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(marked(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(marked(rest, u32::from_be_bytes)),
        _ => {
            let is_text =
                |text: &String| !text.is_empty() && !text.chars().any(|c| c.is_control() && !c.is_whitespace());
            [u32::from_le_bytes, u32::from_be_bytes].into_iter().find_map(|number| read(bytes, number).filter(is_text))
        }
    }
}

/// The bytes of a file of lines of content, which have encodings of their own; where the whole is in UTF-16 or UTF-32, its
/// text.
pub(super) fn plain<'a>(bytes: &'a [u8], text: &'a str) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => text.as_bytes(),
        None if utf32(bytes).is_some() || utf16(bytes).is_some() => text.as_bytes(),
        _ => bytes,
    }
}

/// What bytes without a mark are written in: UTF-8 where they are valid, else the most likely encoding.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let european = |guess| if is_signs(bytes, guess) { WINDOWS_1252 } else { guess };
    // Whole in UTF-8 but for a torn character is still UTF-8; GB 18030 reads all that GBK does and more.
    match guess {
        _ if mostly_utf8(bytes) => UTF_8,
        guess if guess == GBK && is_big5(bytes) => BIG5,
        guess if guess == GBK && stands_alone(bytes) => match detector.guess(Some(b"de"), Utf8Detection::Deny) {
            guess if guess == GBK => WINDOWS_1252,
            guess => european(guess),
        },
        guess if guess == GBK => GB18030,
        guess => european(guess),
    }
}

/// Whether what might be GBK is Big5: that reads it whole, and GBK would need characters that nobody has agreed upon.
fn is_big5(bytes: &[u8]) -> bool {
    let (_, _, torn) = BIG5.decode(bytes);
    let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c) || c == '\u{fffd}';
    !torn && GB18030.decode(bytes).0.contains(private)
}

/// Whether most letters beyond ASCII have ASCII behind them: Chinese comes in pairs of high bytes, an umlaut alone.
fn stands_alone(bytes: &[u8]) -> bool {
    let (mut pairs, mut alone) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        let paired = !first.is_ascii() && others.first().is_some_and(|next| *next >= 0xa1);
        pairs += usize::from(paired);
        alone += usize::from(!first.is_ascii() && !paired);
        rest = if paired { others.get(1..).unwrap_or_default() } else { others };
    }
    alone > pairs
}

/// Whether all in which another code page differs is signs in Windows-1252, and no word in the other: `(£)`, not `(Ł)`. A file
/// that has a few signs and no more leads a guess astray.
fn is_signs(bytes: &[u8], guess: &'static Encoding) -> bool {
    /// What Unicode counts among the letters: micro, and the signs of ordinals.
    const NO_LETTERS: [char; 3] = ['µ', 'ª', 'º'];
    if !guess.is_single_byte() || guess == WINDOWS_1252 {
        return false;
    }
    let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0;
    let is_sign = |c: char| NO_LETTERS.contains(&c) || !c.is_alphabetic() && !c.is_control();
    let mut before = ' ';
    let (western, other) = (read(WINDOWS_1252), read(guess));
    let mut others = other.chars().peekable();
    // A byte is a character in both.
    western.chars().all(|western| {
        let Some(other) = others.next() else { return false };
        let beside = [before, others.peek().copied().unwrap_or(' ')];
        before = other;
        let is_of_word = other.is_alphabetic() && beside.iter().any(|c| c.is_alphabetic());
        western == other || is_sign(western) && !is_of_word
    })
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (torn, wide) = text.chars().fold((0usize, 0usize), |(torn, wide), c| match c {
        '\u{fffd}' => (torn + 1, wide),
        c if !c.is_ascii() => (torn, wide + 1),
        _ => (torn, wide),
    });
    wide > 20 * torn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_are_no_chinese_however_many_there_are() {
        let text = "Jörg Müller,Köln,Bäcker\n".repeat(200);
        let (bytes, ..) = WINDOWS_1252.encode(&text);
        assert_eq!(decode(&bytes), text);
        let text = "王强,北京,采购经理\n".repeat(200);
        let (bytes, ..) = GBK.encode(&text);
        assert_eq!(decode(&bytes), text);
    }

    #[test]
    fn signs_of_windows_1252_are_no_letters_of_another_page() {
        use encoding_rs::{IBM866, ISO_8859_2, KOI8_R, WINDOWS_1250, WINDOWS_1251};
        for text in [
            "Post Unique Reference,Actual Pay Floor (£),Total Pay (£)\n1,5000,6000\n",
            "Name,Notes\nAda,costs £5m\nBob,\"£ 20, 5 £\"\n",
            "Name,Notes\nAda,25° © ® µ ½\n",
            "Name,Notes\nAda,3 × 4 ÷ 2 ± ¼ ³ €5\n",
            "Name,Notes\nJürgen Müller,£5\n",
        ] {
            assert_eq!(decode(&WINDOWS_1252.encode(text).0), text);
        }
        let polish = "Name,City\nŁukasz Nowak,Łódź\nMichał Żak,Kraków\n";
        let initial = "Name,City\nMichał Wiśniewski,Łódź\nJ. Ł. Nowak,Kraków\n";
        let russian = "Имя,Должность\nИван Петров,директор и я\nО. Бендер,\"«Рога», № 5\"\n";
        for (encoding, text) in [
            (WINDOWS_1250, polish),
            (WINDOWS_1250, initial),
            (WINDOWS_1250, "Name,City\nMichał,Warszawa\n"),
            (ISO_8859_2, polish),
            (WINDOWS_1251, russian),
            (KOI8_R, "Имя,Должность\nИван Петров,директор и я\n"),
            (IBM866, "Имя,Должность\nИван Петров,директор и я\n"),
        ] {
            assert_eq!(decode(&encoding.encode(text).0), text, "{}", encoding.name());
        }
    }

    #[test]
    fn every_encoding_of_a_chinese_table_reads_the_same() {
        let text = "姓名,公司\r\n单于飞,山东电信局\r\n";
        let utf16 = |little: bool| -> Vec<u8> {
            let mark = [0xfeff_u16];
            let units = mark.into_iter().chain(text.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        let utf32 = |little: bool| -> Vec<u8> {
            let units = ['\u{feff}'].into_iter().chain(text.chars()).map(|c| c as u32);
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        for little in [true, false] {
            let bare = utf16(little).split_off(2);
            assert_eq!((&*decode(&bare), plain(&bare, text)), (text, text.as_bytes()));
            let bare = utf32(little).split_off(4);
            assert_eq!((&*decode(&bare), plain(&bare, text)), (text, text.as_bytes()));
        }
        assert_eq!(named("UTF-32LE"), Ok(encoding_rs::UTF_8));
        let one = "姓名,公司\n丁一,一汽\n";
        let bare: Vec<u8> = one.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bare), one);
        assert_eq!(super::utf16(b"MZ\0\x01\0\x02\0\x03"), None, "a program");
        assert_eq!(super::utf16(b"Name,Company\nAda,One\n"), None);
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        for bytes in [text.as_bytes(), &marked, &gbk, &utf16(true), &utf16(false), &utf32(true), &utf32(false)] {
            assert_eq!(decode(bytes), text);
        }
        let western = "Name,Company,City\r\nJürgen Müller,Société Générale,Zürich\r\nÅsa Öberg,Café Noël,Malmö\r\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        assert_eq!(decode(&bytes), western);
        let taiwan = "姓名,公司,職務\r\n陳志明,台灣電信股份有限公司,總經理\r\n林淑芬,國泰銀行,資訊處處長\r\n";
        let (bytes, _, _) = encoding_rs::BIG5.encode(taiwan);
        assert_eq!(decode(&bytes), taiwan);
        let (rare, _, _) = encoding_rs::GB18030.encode("姓名,公司\n赵𠀀,山东电信局计费中心\n");
        assert_eq!(decode(&rare), "姓名,公司\n赵𠀀,山东电信局计费中心\n");
        let mut torn = "姓名,公司,部门,职务,上级,手机,邮箱,微信,层级,角色\n张建国,山东电信局".as_bytes().to_vec();
        torn.pop();
        assert!(decode(&torn).starts_with("姓名,公司"));
    }
}
