//! Where a sentence and what is put into it meet: Chinese and Latin letters have a blank between them, whoever is named.

/// The marks that stand around a value in a sentence.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A sentence without the marks, and with a blank at those where Chinese and Latin letters meet. What a value says itself
/// stays as it is.
pub fn closed(sentence: String) -> String {
    if !sentence.contains(MARKS) {
        return sentence;
    }
    let mut said = String::with_capacity(sentence.len());
    let mut last = ' ';
    let mut seam = false;
    for letter in sentence.chars() {
        if MARKS.contains(&letter) {
            seam = true;
            continue;
        }
        let meet = is_chinese(last) && is_latin(letter) || is_latin(last) && is_chinese(letter);
        if std::mem::take(&mut seam) && meet {
            said.push(' ');
        }
        said.push(letter);
        last = letter;
    }
    said
}

const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Letters and no digits: with those, sentences say themselves what they want.
fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && letter < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use crate::text::{Lang, Text};

    #[test]
    fn a_name_in_latin_letters_has_blanks_around_it_in_a_chinese_sentence() {
        for lang in [Lang::ZhCn, Lang::ZhTw] {
            let text = Text::new(lang);
            let said = |name: &str| text.ta("agenda-birthday", &[("who", name)]);
            assert_eq!(said("Erik"), "Erik 生日");
            assert_eq!(said("张伟"), "张伟生日");
            assert_eq!(said("A公司"), "A公司生日");
            assert_eq!(text.pair("Erik", "王Li"), "Erik：王Li");
        }
        assert_eq!(Text::new(Lang::En).ta("agenda-birthday", &[("who", "张伟")]), "张伟: birthday");
    }
}
