//! How the parts of a name make a name: `Åsa Öberg`, but 张建国.

/// A name of its parts. Only where all is in Chinese characters, kana or hangul does the family come first, and no blank between.
pub(super) fn whole_name(family: &str, given: &str, middle: &str) -> String {
    let parts = [family, given, middle].map(str::trim);
    let is_joined = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let [family, given, middle] = parts;
    if !family.is_empty() && !given.is_empty() && parts.iter().all(|part| part.chars().all(is_joined)) {
        return parts.concat();
    }
    [given, middle, family].join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_comes_first_where_people_write_it_so() {
        let made = |family, given| whole_name(family, given, "");
        assert_eq!([made("张", "建国"), made("김", "민준"), made("山田", "はな")], ["张建国", "김민준", "山田はな"]);
        assert_eq!(
            [made("Öberg", "Åsa"), made("Петров", "Иван"), made("Ő", "Ágnes")],
            ["Åsa Öberg", "Иван Петров", "Ágnes Ő"]
        );
        assert_eq!([made("王", "Anna"), made("", "建国"), made("King", "")], ["Anna 王", "建国", "King"]);
        assert_eq!(whole_name("de la Cruz", "José", "María"), "José María de la Cruz");
    }
}
