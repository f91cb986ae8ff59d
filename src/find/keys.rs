//! What a text can be found by: itself, and its pinyin with every reading of its heteronyms.
//!
//! A pinyin form is written syllable by syllable (`zhang jian guo`); its initials are a subsequence of it, so one form
//! serves `zhangjianguo`, `zhangjg` and `zjg`.

use pinyin::ToPinyinMulti;

use super::fold;

/// More forms than this are not worth their memory.
const MOST_FORMS: usize = 16;

/// Texts with more Han characters than this are no names; they get their commonest reading only.
const LONGEST_NAME: usize = 8;

/// Han characters in a full name with a two-character surname: 解放军总医院 is no Mr Xiè.
const LONGEST_FULL_NAME: usize = 4;

/// Surnames read differently from the commonest reading of their characters, longest first. More than one reading:
/// families differ.
const SURNAMES: [(&str, &[&str]); 28] = [
    ("尉迟", &["yu chi"]),
    ("万俟", &["mo qi"]),
    ("单于", &["chan yu", "shan yu"]),
    ("澹台", &["tan tai"]),
    ("长孙", &["zhang sun"]),
    ("令狐", &["ling hu"]),
    ("欧阳", &["ou yang"]),
    ("单", &["shan"]),
    ("單", &["shan"]),
    ("曾", &["zeng"]),
    ("查", &["zha"]),
    ("解", &["xie"]),
    ("仇", &["qiu"]),
    ("区", &["ou"]),
    ("區", &["ou"]),
    ("朴", &["piao"]),
    ("盖", &["ge"]),
    ("蓋", &["ge"]),
    ("覃", &["qin", "tan"]),
    ("乐", &["yue", "le"]),
    ("樂", &["yue", "le"]),
    ("翟", &["zhai"]),
    ("缪", &["miao"]),
    ("繆", &["miao"]),
    ("种", &["chong"]),
    ("牟", &["mou", "mu"]),
    ("谌", &["chen", "shen"]),
    ("隗", &["wei", "kui"]),
];

/// The ways one text can be found; made once, kept beside the record's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    text: Box<str>,
    forms: Box<[Box<str>]>,
}

impl Keys {
    /// Keys of a text; a name's surname is read as a surname first.
    pub fn of(text: &str) -> Self {
        Self::with_key(text, None)
    }

    /// The same with a pronunciation somebody entered (`shan tian fang`), which comes first.
    pub fn with_key(text: &str, key: Option<&str>) -> Self {
        let folded = fold(text);
        let mut forms: Vec<Box<str>> = Vec::new();
        let entered = key.map(|key| fold(key.trim())).filter(|key| !key.is_empty());
        for form in entered.into_iter().chain(readings(&folded)) {
            if !forms.iter().any(|known| **known == *form) {
                forms.push(form.into());
            }
        }
        Self { text: folded.into(), forms: forms.into() }
    }

    /// The folded text, character for character that of the original.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the text is most likely read, syllable by syllable: to sort by. `None` for a text without Han characters.
    pub fn pinyin(&self) -> Option<&str> {
        self.forms.first().map(AsRef::as_ref)
    }

    /// The first letters of its syllables.
    pub fn initials(&self) -> Option<String> {
        self.pinyin().map(|form| form.split(' ').filter_map(|syllable| syllable.chars().next()).collect())
    }

    /// Whether what was typed is how the text is read aloud: from one of its syllables on, the last one perhaps cut
    /// short, or all its initials.
    pub fn is_read(&self, typed: &str) -> bool {
        let typed: String = fold(typed).split_whitespace().collect();
        let reads = |form: &str| {
            let syllables: Vec<&str> = form.split(' ').collect();
            let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
            let from = |at: usize| syllables.get(at..).is_some_and(|rest| rest.concat().starts_with(&typed));
            initials == typed || (0..syllables.len()).any(from)
        };
        !typed.is_empty() && self.forms.iter().any(|form| reads(form))
    }

    /// Everything it can be matched against, the text first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.text).chain(self.forms.iter().map(AsRef::as_ref))
    }
}

/// For each character of a form the character of the text it stands for; empty where nobody can say.
pub(super) fn origins(text: &str, form: &str) -> Vec<usize> {
    if form == text {
        return (0..form.chars().count()).collect();
    }
    let mut origins = Vec::with_capacity(form.len());
    let mut rest = form.chars().peekable();
    for (at, c) in text.chars().enumerate() {
        // A space the text does not have parts syllables; it belongs to the syllable it precedes.
        if c != ' ' && rest.next_if_eq(&' ').is_some() {
            origins.push(at);
        }
        if is_read(c) {
            origins.extend(std::iter::from_fn(|| rest.next_if(|c| *c != ' ')).map(|_| at));
        } else if rest.next_if_eq(&c).is_some() {
            origins.push(at);
        }
    }
    if rest.next().is_some() { Vec::new() } else { origins }
}

/// A bit for each letter and digit, the others hashed onto the remaining 28: what a text lacks it cannot match.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().filter(|c| *c != ' ').fold(0, |mask, c| mask | 1 << bit(c))
}

/// Which bit is a character's.
pub(super) const fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 - '0' as u32,
        _ => 36 + (c as u32).wrapping_mul(0x9E37_79B1) % 28,
    }
}

fn is_read(c: char) -> bool {
    c.to_pinyin_multi().is_some()
}

/// The readings of a folded text, the likeliest first; none if it has no Han characters.
pub(super) fn readings(folded: &str) -> Vec<String> {
    let han = folded.chars().filter(|c| is_read(*c)).count();
    if han == 0 {
        return Vec::new();
    }
    let surname = SURNAMES.iter().find(|(surname, _)| han <= LONGEST_FULL_NAME && folded.starts_with(surname));
    let Some((surname, read)) = surname else {
        return spell(folded, han);
    };
    let given = folded.strip_prefix(surname).unwrap_or_default();
    let tails = if is_all_latin(given) { vec![given.to_owned()] } else { spell(given, han) };
    // As the characters are read elsewhere it is looked for, too; but nobody means Mr 仇 by `ju`.
    let likeliest = write(surname, surname.chars().filter_map(|c| syllables(c).into_iter().next()));
    let read = read.iter().copied().chain([likeliest.as_str()]);
    read.flat_map(|read| tails.iter().map(move |tail| join(read, tail))).take(MOST_FORMS).collect()
}

fn is_all_latin(text: &str) -> bool {
    !text.chars().any(is_read)
}

fn join(surname: &str, tail: &str) -> String {
    let space = if tail.is_empty() || tail.starts_with(' ') { "" } else { " " };
    format!("{surname}{space}{tail}")
}

/// All combinations of readings, or, where they would be too many, each character's alternatives one at a time.
fn spell(text: &str, han: usize) -> Vec<String> {
    let choices: Vec<Vec<String>> = text.chars().map(syllables).collect();
    let write = |pick: &mut dyn FnMut(usize, &[String]) -> usize| {
        let picked = choices.iter().enumerate().filter_map(|(at, choice)| choice.get(pick(at, choice)));
        write(text, picked)
    };
    let likeliest = write(&mut |_, _| 0);
    if han > LONGEST_NAME {
        return vec![likeliest];
    }
    let product = choices.iter().try_fold(1usize, |n, choice| n.checked_mul(choice.len()));
    if let Some(n @ ..=MOST_FORMS) = product {
        let numbered = |mut number: usize| {
            write(&mut |_, choice| {
                let digit = number % choice.len();
                number /= choice.len();
                digit
            })
        };
        return (0..n).map(numbered).collect();
    }
    let others = choices.iter().enumerate().flat_map(|(at, choice)| (1..choice.len()).map(move |other| (at, other)));
    let one = |(changed, other)| write(&mut |at, _| if at == changed { other } else { 0 });
    std::iter::once(likeliest.clone()).chain(others.map(one)).take(MOST_FORMS).collect()
}

/// The readings of a character without tones; of anything but a Han character, itself.
fn syllables(c: char) -> Vec<String> {
    let Some(multi) = c.to_pinyin_multi() else { return vec![c.to_string()] };
    let mut all: Vec<String> = Vec::new();
    for reading in multi {
        let plain = reading.plain();
        // 吕 is typed lv, or lu by those who cannot find the ü.
        let spelt = if plain.contains('ü') {
            vec![plain.replace('ü', "v"), plain.replace('ü', "u")]
        } else {
            vec![plain.to_owned()]
        };
        for syllable in spelt {
            if !all.contains(&syllable) {
                all.push(syllable);
            }
        }
    }
    all
}

/// Joins one syllable per character, with a space wherever a Han character begins or ends.
fn write(text: &str, syllables: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut form = String::new();
    let mut after_han = false;
    for (c, syllable) in text.chars().zip(syllables) {
        let han = is_read(c);
        if (han || after_han) && c != ' ' && !form.is_empty() && !form.ends_with(' ') {
            form.push(' ');
        }
        form.push_str(syllable.as_ref());
        after_han = han;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        Keys::of(text).forms().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn a_name_is_read_from_any_syllable_on_or_by_its_initials() {
        let keys = Keys::of("曾晓东");
        for typed in ["zengxiaodong", "Zeng", "zeng xiao", "xiaodong", "dong", "zxd", "zengx"] {
            assert!(keys.is_read(typed), "{typed}");
        }
        for typed in ["", " ", "eng", "zx", "zengdong", "xiaozeng", "zxdd"] {
            assert!(!keys.is_read(typed), "{typed}");
        }
        assert!(!Keys::of("Zoe Xu").is_read("zx"));
    }

    #[test]
    fn a_name_is_spelt_syllable_by_syllable() {
        let keys = Keys::of("张建国");
        assert_eq!((keys.pinyin(), keys.initials().as_deref()), (Some("zhang jian guo"), Some("zjg")));
        assert_eq!(Keys::of("Lin").pinyin(), None);
        assert_eq!(Keys::of("IBM中国").pinyin(), Some("ibm zhong guo"));
        assert_eq!(Keys::of("解放军总医院").pinyin(), Some("jie fang jun zong yi yuan"));
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, pinyin) in [
            ("单田芳", "shan tian fang"),
            ("曾国藩", "zeng guo fan"),
            ("查良镛", "zha liang yong"),
            ("解晓东", "xie xiao dong"),
            ("仇英", "qiu ying"),
            ("区先生", "ou xian sheng"),
            ("尉迟恭", "yu chi gong"),
            ("万俟雪", "mo qi xue"),
            ("朴树", "piao shu"),
            ("盖叫天", "ge jiao tian"),
            ("翟天", "zhai tian"),
            ("缪伟", "miao wei"),
            ("种师道", "chong shi dao"),
            ("单", "shan"),
        ] {
            assert_eq!(Keys::of(name).pinyin(), Some(pinyin), "{name}");
        }
    }

    #[test]
    fn every_reading_is_kept() {
        let fly = forms("单于飞");
        assert!(fly.contains(&"chan yu fei".into()) && fly.contains(&"shan yu fei".into()), "{fly:?}");
        assert!(forms("乐乐").contains(&"yue le".into()) && forms("乐乐").contains(&"le le".into()));
        assert!(forms("覃辉").contains(&"tan hui".into()));
        assert!(forms("重庆长安").contains(&"chong qing chang an".into()));
        assert!(
            forms("吕布").contains(&"lv bu".into()) && forms("吕布").contains(&"lu bu".into()),
            "{:?}",
            forms("吕布")
        );
    }

    #[test]
    fn an_entered_key_comes_first() {
        let keys = Keys::with_key("曾卓", Some("Ceng Zhuo"));
        assert_eq!(keys.pinyin(), Some("ceng zhuo"));
        assert!(keys.forms().any(|form| form == "zeng zhuo"));
    }

    #[test]
    fn origins_lead_back_to_the_text() {
        assert_eq!(Keys::of("IBM 中国").pinyin(), Some("ibm zhong guo"));
        assert_eq!(origins("ibm 中国", "ibm zhong guo"), [0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5]);
        assert_eq!(origins("x中y", "x zhong y"), [0, 1, 1, 1, 1, 1, 1, 2, 2]);
    }

    #[test]
    fn a_long_text_stays_small() {
        assert!(forms(&"重行长乐".repeat(50)).len() == 1);
        assert!(forms("重行长乐重行").len() <= MOST_FORMS);
    }
}
