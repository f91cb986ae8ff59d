//! Numbers as little pictures made of characters: a bar, dots, a sparkline.

use crate::theme::Theme;

/// `n` of `of` as a bar of exactly `cols` columns; more than all is full. Something is never shown as nothing.
pub fn bar(theme: &Theme, n: f64, of: f64, cols: usize) -> String {
    let share = if of > 0.0 { (n / of).clamp(0.0, 1.0) } else { 0.0 };
    let filled = (share * cols as f64).round() as usize;
    let filled = if share > 0.0 { filled.max(1).min(cols) } else { 0 };
    let [full, empty] = theme.lines().bar;
    full.repeat(filled) + &empty.repeat(cols - filled)
}

/// `n` of `of` as dots: `●●●○`.
pub fn dots(theme: &Theme, n: usize, of: usize) -> String {
    let [set, unset] = theme.lines().dots;
    set.repeat(n.min(of)) + &unset.repeat(of.saturating_sub(n))
}

/// One column for each value, its height between the least and the greatest of them; a blank where there is none.
pub fn spark(theme: &Theme, values: &[Option<f64>]) -> String {
    let known = || values.iter().flatten().copied().filter(|value| value.is_finite());
    let (least, greatest) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let heights = theme.lines().spark;
    let height = |value: f64| {
        let share = if greatest > least { (value - least) / (greatest - least) } else { 0.5 };
        heights.get((share * (heights.len() - 1) as f64).round() as usize).copied().unwrap_or(" ")
    };
    values.iter().map(|value| value.filter(|value| value.is_finite()).map_or(" ", height)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_have_the_width_they_were_given() {
        let theme = Theme::default();
        assert_eq!(bar(&theme, 3.0, 10.0, 10), "███░░░░░░░");
        assert_eq!(bar(&theme, 0.01, 10.0, 4), "█░░░");
        assert_eq!(bar(&theme, 12.0, 10.0, 4), "████");
        assert_eq!(bar(&theme, 1.0, 0.0, 2), "░░");
        assert_eq!(bar(&theme, 1.0, 2.0, 0), "");
        assert_eq!(dots(&theme, 3, 4), "●●●○");
        assert_eq!(dots(&theme, 9, 4), "●●●●");
        assert_eq!(spark(&theme, &[Some(0.0), None, Some(7.0), Some(3.5), Some(f64::NAN)]), "▁ █▅ ");
        assert_eq!(spark(&theme, &[Some(2.0), Some(2.0)]), "▅▅");
    }

    #[test]
    fn ascii_stays_ascii() {
        let mut theme = Theme::default();
        theme.ascii = true;
        assert_eq!(
            bar(&theme, 1.0, 2.0, 4) + &dots(&theme, 1, 2) + &spark(&theme, &[Some(0.0), Some(1.0)]),
            "##..*._^"
        );
    }
}
