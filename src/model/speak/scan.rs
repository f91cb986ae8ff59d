//! A reader over typed text: words from small tables, numbers in digits or Chinese numerals.

/// What is left to read; copies are cheap, so an alternative that fails costs nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a>(&'a str);

impl<'a> Scan<'a> {
    /// Reads [`fold`]ed text.
    pub(super) fn new(folded: &'a str) -> Self {
        Self(folded.trim())
    }

    /// Whether all of it was understood.
    pub(super) fn is_done(self) -> bool {
        self.0.trim_start().is_empty()
    }

    /// How many bytes are left.
    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// The last `left` bytes of it.
    pub(super) fn last(self, left: usize) -> Self {
        Self(self.0.len().checked_sub(left).and_then(|at| self.0.get(at..)).unwrap_or(self.0))
    }

    /// Whether a number before this would count something other than days: `5楼`, `5kg`.
    pub(super) fn counts_something(self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_alphanumeric() || "楼层室人个元万%".contains(c))
    }

    /// The first entry the text goes on with. A Latin word must end where the entry ends: `mon` is not read in `month`.
    pub(super) fn word<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Self)> {
        let text = self.0.trim_start();
        table.iter().find_map(|(word, meaning)| {
            let rest = text.strip_prefix(word)?;
            let cut = word.ends_with(|c: char| c.is_ascii_alphabetic())
                && rest.starts_with(|c: char| c.is_ascii_alphabetic());
            (!cut).then_some((*meaning, Self(rest)))
        })
    }

    /// What follows one of `words`.
    pub(super) fn eat(self, words: &[&str]) -> Option<Self> {
        words.iter().find_map(|word| self.word(&[(word, ())])).map(|((), rest)| rest)
    }

    /// What follows one of `words`, or the same text.
    pub(super) fn skip(self, words: &[&str]) -> Self {
        self.eat(words).unwrap_or(self)
    }

    /// A number of at most eight digits, or a Chinese numeral up to 九十九 (or digit by digit: 二〇二六).
    pub(super) fn number(self) -> Option<(u32, Self)> {
        let text = self.0.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, rest) = match text.strip_suffix(rest)? {
            "" => (None, text.trim_start_matches(|c| c == '十' || numeral(c).is_some())),
            digits => (Some(digits), rest),
        };
        let value = match digits {
            Some(digits) if digits.len() <= 8 => digits.parse().ok()?,
            Some(_) => return None,
            None => chinese(text.strip_suffix(rest)?)?,
        };
        Some((value, Self(rest)))
    }
}

fn chinese(text: &str) -> Option<u32> {
    let positional = |text: &str| text.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(numeral(c)?));
    match text.split_once('十') {
        None => (!text.is_empty()).then(|| positional(text))?,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { positional(tens)? };
            (tens < 10).then_some(tens * 10 + positional(ones).filter(|ones| *ones < 10)?)
        }
    }
}

fn numeral(c: char) -> Option<u32> {
    let value = match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

/// Full-width to ASCII, lower case, and the traditional forms of the words we know to the simplified ones.
pub(super) fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '後' => '后',
        '點' => '点',
        '週' => '周',
        '禮' => '礼',
        '兩' => '两',
        '號' => '号',
        '這' => '这',
        '個' => '个',
        '時' => '时',
        '現' => '现',
        '農' => '农',
        '曆' => '历',
        '陰' => '阴',
        '陽' => '阳',
        '舊' => '旧',
        '閏' => '闰',
        '臘' => '腊',
        other => other,
    };
    text.chars().map(plain).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_both_scripts() {
        for (text, value) in
            [("12日", 12), ("十二", 12), ("三十", 30), ("二〇二六年", 2026), ("两天", 2), ("二十三", 23)]
        {
            assert_eq!(Scan::new(text).number().unwrap().0, value, "{text}");
        }
        for text in ["", "x", "123456789", "十十"] {
            assert!(Scan::new(text).number().is_none(), "{text}");
        }
    }

    #[test]
    fn a_latin_word_ends_where_it_ends() {
        assert!(Scan::new("month").word(&[("mon", ())]).is_none());
        assert!(Scan::new("mon-tue").word(&[("mon", ())]).is_some());
    }

    #[test]
    fn width_and_script_are_folded() {
        assert_eq!(fold("２０２６／３　下週"), "2026/3 下周");
    }
}
