//! What lists call a line of business, as one of ours.

use super::intake::Intake;
use crate::exchange::plan::OTHER_INDUSTRY;
use crate::model::Problem;
use crate::model::choice::Industry;

/// Words of industries, Salesforce's among them, that name one of ours; anything else is `other`.
const INDUSTRIES: [(&str, Industry); 46] = [
    ("government", Industry::Government),
    ("education", Industry::Education),
    ("universit", Industry::Education),
    ("bank", Industry::Finance),
    ("financ", Industry::Finance),
    ("insurance", Industry::Finance),
    ("telephone", Industry::Telecom),
    ("telecom", Industry::Telecom),
    ("communications", Industry::Telecom),
    ("electricity", Industry::PublicUtilities),
    ("utilit", Industry::PublicUtilities),
    ("energy", Industry::PublicUtilities),
    ("airline", Industry::Transport),
    ("rail", Industry::Transport),
    ("transport", Industry::Transport),
    ("freight", Industry::Transport),
    ("shipping", Industry::Transport),
    ("manufactur", Industry::Manufacturing),
    ("motor vehicle", Industry::Manufacturing),
    ("semiconductor", Industry::Manufacturing),
    ("machinery", Industry::Manufacturing),
    ("chemical", Industry::Manufacturing),
    ("政府", Industry::Government),
    ("机关", Industry::Government),
    ("教育", Industry::Education),
    ("学校", Industry::Education),
    ("高校", Industry::Education),
    ("银行", Industry::Finance),
    ("金融", Industry::Finance),
    ("保险", Industry::Finance),
    ("证券", Industry::Finance),
    ("电信", Industry::Telecom),
    ("通信", Industry::Telecom),
    ("電信", Industry::Telecom),
    ("电力", Industry::PublicUtilities),
    ("能源", Industry::PublicUtilities),
    ("水务", Industry::PublicUtilities),
    ("公用", Industry::PublicUtilities),
    ("交通", Industry::Transport),
    ("运输", Industry::Transport),
    ("物流", Industry::Transport),
    ("铁路", Industry::Transport),
    ("航空", Industry::Transport),
    ("制造", Industry::Manufacturing),
    ("製造", Industry::Manufacturing),
    ("汽车", Industry::Manufacturing),
];

pub(super) fn industry(text: &str) -> Option<Industry> {
    let text = text.to_lowercase();
    let retail = text.contains("retail");
    let found = INDUSTRIES.iter().find(|(word, _)| text.contains(word) && !retail).map(|(_, industry)| *industry);
    (!text.is_empty()).then_some(found.unwrap_or(Industry::Other))
}

/// Says of a word that names no industry of ours what it is taken for.
pub(super) fn note_industry(intake: &mut Intake, row: usize, said: &str) {
    const OTHER: [&str; 4] = ["other", "others", "其他", "其它"];
    let is_other = industry(said) == Some(Industry::Other) && !OTHER.contains(&said.to_lowercase().as_str());
    if is_other {
        intake.note(row, Problem::new(OTHER_INDUSTRY).with("text", said));
    }
}
