//! Words by which lists say that nobody has a post, and which rows do. Which seat is meant is told in `vacancies.rs`.

use super::columns::{Columns, name};
use super::headers::is_nothing;
use super::intake::{Line, folded};

/// What stands for a name where there is none.
const WORDS: [&str; 73] = [
    "vacant",
    "vacancy",
    "vacant position",
    "vacant post",
    "vacant role",
    "vacant seat",
    "position vacant",
    "post vacant",
    "currently vacant",
    "open",
    "open position",
    "open post",
    "open role",
    "open headcount",
    "open req",
    "open requisition",
    "position open",
    "unfilled",
    "unfilled position",
    "to be hired",
    "to be filled",
    "to be appointed",
    "to be named",
    "to be announced",
    "to be confirmed",
    "to be determined",
    "to be defined",
    "to be recruited",
    "not yet filled",
    "vakant",
    "vakanz",
    "unbesetzt",
    "nicht besetzt",
    "noch unbesetzt",
    "noch offen",
    "offen",
    "offene stelle",
    "offene position",
    "stelle vakant",
    "vakante stelle",
    "zu besetzen",
    "neu zu besetzen",
    "poste vacant",
    "poste à pourvoir",
    "à pourvoir",
    "a pourvoir",
    "non pourvu",
    "vacante",
    "puesto vacante",
    "por cubrir",
    "posto vacante",
    "vacature",
    "вакансия",
    "вакантно",
    "空缺",
    "空缺中",
    "空缺职位",
    "空缺職位",
    "职位空缺",
    "職位空缺",
    "待定",
    "待招",
    "待招聘",
    "待聘",
    "招聘中",
    "招募中",
    "虚位",
    "虛位",
    "暂缺",
    "暫缺",
    "空岗",
    "空席",
    "募集中",
];
/// The same in letters, with or without points.
const LETTERS: [&str; 5] = ["nn", "tbd", "tba", "tbh", "tbc"];
/// Those of the words that are names, too: whoever can be reached is called so.
const NAMES: [&str; 2] = ["open", "offen"];
/// What a column says that asks whether something is so.
const YES: [&str; 12] = ["true", "yes", "y", "1", "x", "ja", "oui", "sí", "wahr", "vrai", "是", "✓"];

/// Whether a name is that of nobody. Whoever has one of the words among their names is somebody.
pub(in crate::exchange) fn is_vacant(name: &str) -> bool {
    let bare = bare(name);
    WORDS.contains(&bare.to_lowercase().as_str()) || is_letters(&bare)
}

/// A name without what it is set apart with: `(vacant)`, `*TBD*`.
fn bare(name: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || "()[]{}<>（）【】〈〉*-–—_:：.!?\"'".contains(c);
    let words = name.trim_matches(is_sign).split(|c: char| c.is_whitespace() || c == '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `N.N.`, `TBD`, `tbd`: not `Tba`, which may be a name.
fn is_letters(bare: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '.' | '/');
    let letters: String = bare.chars().filter(|c| !is_between(*c)).collect();
    let is_loud = letters.chars().all(char::is_uppercase) || letters.chars().all(char::is_lowercase);
    is_loud && LETTERS.contains(&letters.to_lowercase().as_str())
}

/// Whether a row is a post that nobody has: it says so, calls nobody by a name, or has a
/// title and whom it reports to and nobody who can be reached.
pub(super) fn is_post(columns: &Columns, line: &Line) -> bool {
    let told = columns.get(line, "vacant");
    if is_yes(told) || is_vacant(told) {
        return true;
    }
    let name = name(columns, line);
    let can_be_reached = || columns.faces(line).any(|face| !is_nothing(&face));
    if is_nothing(&name) {
        let is_titled = !is_nothing(columns.get(line, "title"));
        return is_titled && has_a_place(columns, line) && !can_be_reached() && !columns.is_ours(line);
    }
    is_vacant(&name) && !(NAMES.contains(&folded(&name).as_str()) && can_be_reached())
}

/// Whether a row has a place in an order of who reports to whom; in any other list somebody's name is missing.
fn has_a_place(columns: &Columns, line: &Line) -> bool {
    let has = |target| !columns.get(line, target).is_empty();
    has("manager") || !columns.all("manager").is_empty() && has("id")
}

/// Whether a cell says yes.
pub(super) fn is_yes(cell: &str) -> bool {
    YES.contains(&cell.trim().to_lowercase().as_str())
}

/// What a post is called: where it is told to be vacant, what stands where a name could may be its title.
pub(super) fn title(columns: &Columns, line: &Line) -> String {
    let said = columns.get(line, "title");
    if !is_nothing(said) {
        return said.to_owned();
    }
    let name = name(columns, line);
    if is_nothing(&name) || is_vacant(&name) { String::new() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_from_whoever_has_such_a_word_among_their_names() {
        for name in [
            "N.N.",
            "N. N.",
            "NN",
            "n.n.",
            "TBD",
            "tba",
            "T.B.H.",
            "Vacant",
            "(vacant)",
            "[VACANT]",
            "*Vacancy*",
            "Open",
            "Open position",
            "open  Position",
            "Unfilled",
            "To be hired",
            "空缺",
            "（待定）",
            "招聘中",
            "虚位",
            "vakant",
            "Unbesetzt",
            "Poste vacant",
            "N/N",
        ] {
            assert!(is_vacant(name), "{name}");
        }
        for name in [
            "",
            "Open Jane",
            "Jane Open",
            "Vacant, Paul",
            "Tba",
            "Nn",
            "Nina Nord",
            "N. Nguyen",
            "Kiss Tba",
            "Dr. N.N. Rao",
            "Vacanti",
            "Ann Vacant",
            "虚位王",
            "-",
        ] {
            assert!(!is_vacant(name), "{name}");
        }
    }
}
