//! What somebody most likely meant by a word that is none of those there are.

/// Slips allowed for each so many letters, and one more.
const LETTERS_A_SLIP: usize = 4;

/// The known word with the fewest slips (a letter wrong, missing, too many, or two swapped) from what was typed; `None`
/// where each would take too many.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = plain(typed);
    let allowed = typed.len() / LETTERS_A_SLIP + 1;
    let scored = known.into_iter().filter_map(|word| {
        let whole = plain(word);
        // Half a word is no slip: `importance` means one that begins so.
        let begun = typed.len() > 2 && whole.starts_with(&typed);
        let slips = if begun { 1 } else { slips(&typed, &whole) };
        (slips <= allowed && slips < typed.len()).then_some((slips, word))
    });
    scored.min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// Whether one slip makes a word of what was typed.
pub fn is_slip(typed: &str, word: &str) -> bool {
    slips(&plain(typed), &plain(word)) == 1
}

fn plain(word: &str) -> Vec<char> {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The distance in slips, a row of the usual table at a time.
fn slips(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX);
    for (i, c) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, d) in other.iter().enumerate() {
            let mut best = (at(&row, j) + usize::from(c != d)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(d) && other.get(j - 1) == Some(c);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    at(&row, other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_and_other_words_are_not() {
        let known = ["lang", "theme", "keymap", "author", "reports_to", "home_city", "importance_to_us"];
        for (typed, meant) in [
            ("laung", Some("lang")),
            ("tehme", Some("theme")),
            ("kemap", Some("keymap")),
            ("Author", Some("author")),
            ("report-to", Some("reports_to")),
            ("homecity", Some("home_city")),
            ("importance", Some("importance_to_us")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn the_distance_counts_a_swap_once() {
        let slips = |one: &str, other: &str| slips(&plain(one), &plain(other));
        assert_eq!((slips("ab", "ba"), slips("abc", "ca"), slips("", "abc"), slips("kitten", "sitting")), (1, 3, 3, 3));
    }
}
