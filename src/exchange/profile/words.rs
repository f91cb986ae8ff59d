//! What words in the columns of address books mean: layers, parts in a purchase, functions.

use crate::model::choice::{BuyingRole, Function, Layer};

/// What parts in a purchase are called in lists in Chinese.
pub(in crate::exchange) const CALLED: [(&str, BuyingRole); 12] = [
    ("经济决策者", BuyingRole::EconomicBuyer),
    ("审批人", BuyingRole::Approver),
    ("决策者", BuyingRole::DecisionMaker),
    ("技术把关者", BuyingRole::TechnicalBuyer),
    ("使用者", BuyingRole::UserBuyer),
    ("支持推动者", BuyingRole::Champion),
    ("教练", BuyingRole::Coach),
    ("影响者", BuyingRole::Influencer),
    ("守门人", BuyingRole::Gatekeeper),
    ("阻碍者", BuyingRole::Blocker),
    ("高层支持者", BuyingRole::ExecutiveSponsor),
    ("法务", BuyingRole::Legal),
];

const LAYERS: [(&str, Layer); 13] = [
    ("决策", Layer::Decision),
    ("決策", Layer::Decision),
    ("高层", Layer::Decision),
    ("decision", Layer::Decision),
    ("管理", Layer::Management),
    ("中层", Layer::Management),
    ("management", Layer::Management),
    ("操作", Layer::Operations),
    ("执行", Layer::Operations),
    ("基层", Layer::Operations),
    ("operation", Layer::Operations),
    ("外围", Layer::Peripheral),
    ("peripheral", Layer::Peripheral),
];

/// The layer a word means.
pub(super) fn layer(text: &str) -> Option<Layer> {
    let text = text.to_lowercase().replace('圍', "围").replace('層', "层");
    LAYERS.iter().find(|(word, _)| text.contains(word)).map(|(_, layer)| *layer)
}

/// Words that clearly name a part in a purchase, a function, or both.
const ROLES: [(&str, Option<BuyingRole>, Option<Function>); 26] = [
    ("决策", Some(BuyingRole::DecisionMaker), None),
    ("決策", Some(BuyingRole::DecisionMaker), None),
    ("拍板", Some(BuyingRole::DecisionMaker), None),
    ("decision maker", Some(BuyingRole::DecisionMaker), None),
    ("economic buyer", Some(BuyingRole::EconomicBuyer), None),
    ("财务审批", Some(BuyingRole::Approver), Some(Function::Finance)),
    ("財務審批", Some(BuyingRole::Approver), Some(Function::Finance)),
    ("审批", Some(BuyingRole::Approver), None),
    ("approver", Some(BuyingRole::Approver), None),
    ("技术", Some(BuyingRole::TechnicalBuyer), Some(Function::Technical)),
    ("技術", Some(BuyingRole::TechnicalBuyer), Some(Function::Technical)),
    ("technical", Some(BuyingRole::TechnicalBuyer), Some(Function::Technical)),
    ("使用", Some(BuyingRole::UserBuyer), Some(Function::User)),
    ("user", Some(BuyingRole::UserBuyer), Some(Function::User)),
    ("采购", None, Some(Function::Procurement)),
    ("採購", None, Some(Function::Procurement)),
    ("procurement", None, Some(Function::Procurement)),
    ("教练", Some(BuyingRole::Coach), None),
    ("coach", Some(BuyingRole::Coach), None),
    ("champion", Some(BuyingRole::Champion), None),
    ("影响", Some(BuyingRole::Influencer), None),
    ("influencer", Some(BuyingRole::Influencer), None),
    ("守门", Some(BuyingRole::Gatekeeper), None),
    ("gatekeeper", Some(BuyingRole::Gatekeeper), None),
    ("反对", Some(BuyingRole::Blocker), None),
    ("法务", Some(BuyingRole::Legal), None),
];

/// What a role's name says, part by part of a list; `None` for a part that says nothing we know.
pub(super) fn role(text: &str) -> Option<(Option<BuyingRole>, Option<Function>)> {
    let text = text.to_lowercase().replace('_', " ");
    let code = BuyingRole::ALL.iter().find(|role| role.code().replace('_', " ") == text).copied();
    let code = code.or_else(|| CALLED.iter().find(|(name, _)| *name == text).map(|(_, role)| *role));
    let word = || ROLES.iter().find(|(word, ..)| text.contains(word)).map(|(_, role, function)| (*role, *function));
    code.map(|code| (Some(code), None)).or_else(word)
}
