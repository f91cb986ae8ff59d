//! What columns are called in address books, in English and Chinese, and in the German and Japanese of Outlook and Google;
//! and what their words mean.

use super::named::shown;
use crate::model::choice::{BuyingRole, Function, Layer};

/// What a column of a contact list holds, and its names. Fields of a person or a seat also go by their own names.
const NAMES: [(&str, &[&str]); 39] = [
    (
        "name",
        &[
            "姓名",
            "名字",
            "联系人",
            "聯絡人",
            "联系人姓名",
            "name",
            "full name",
            "contact",
            "contact name",
            "氏名",
            "お名前",
            "名前",
            "vollständiger name",
            "全名",
            "フルネーム",
        ],
    ),
    ("first_name", &["名", "first name", "given name", "firstname", "vorname"]),
    ("last_name", &["姓", "last name", "family name", "surname", "lastname", "nachname", "familienname"]),
    (
        "account",
        &[
            "公司",
            "单位",
            "單位",
            "客户",
            "客戶",
            "公司名称",
            "公司名稱",
            "企业",
            "机构",
            "company",
            "account",
            "organisation",
            "organization",
            "company name",
            "account name",
            "employer",
            "organization name",
            "organization 1 - name",
            "associated company",
            "primary company",
            "所属公司",
            "客户名称",
            "会社",
            "会社名",
            "勤務先",
            "firma",
            "unternehmen",
            "firmenname",
        ],
    ),
    (
        "department",
        &[
            "部门",
            "部門",
            "科室",
            "处室",
            "department",
            "dept",
            "unit",
            "organization department",
            "organization 1 - department",
            "部署",
            "部署名",
            "abteilung",
        ],
    ),
    (
        "title",
        &[
            "职务",
            "職務",
            "职位",
            "職位",
            "岗位",
            "头衔",
            "title",
            "job title",
            "position",
            "role title",
            "organization title",
            "organization 1 - title",
            "役職",
            "役職名",
            "肩書き",
            "funktion",
            "berufsbezeichnung",
        ],
    ),
    (
        "manager",
        &[
            "上级",
            "上級",
            "直属上级",
            "直屬上級",
            "汇报对象",
            "匯報對象",
            "领导",
            "主管领导",
            "manager",
            "reports to",
            "supervisor",
            "reports_to",
            "manager's name",
            "manager name",
            "上司",
            "上司の名前",
            "vorgesetzter",
            "vorgesetzte",
            "name des/der vorgesetzten",
        ],
    ),
    (
        "phones",
        &[
            "手机",
            "手機",
            "电话",
            "電話",
            "手机号",
            "手機號",
            "联系电话",
            "座机",
            "办公电话",
            "phone",
            "mobile",
            "mobile phone",
            "phone number",
            "telephone",
            "tel",
            "cell",
            "work phone",
            "business phone",
            "business phone 2",
            "company main phone",
            "home phone",
            "phone 1 - value",
            "phone 2 - value",
            "phone 3 - value",
            "mobile phone number",
            "電話番号",
            "会社電話",
            "会社電話 2",
            "会社代表電話",
            "携帯電話",
            "携帯",
            "自宅電話",
            "telefon",
            "telefonnummer",
            "telefon geschäftlich",
            "telefon geschäftlich 2",
            "telefon firma",
            "telefon privat",
            "telefon (privat)",
            "mobil",
            "mobiltelefon",
            "handy",
            "telefon (geschäftlich)",
            "商务电话",
            "移动电话",
        ],
    ),
    (
        "emails",
        &[
            "邮箱",
            "郵箱",
            "电子邮件",
            "電子郵件",
            "邮件",
            "email",
            "e-mail",
            "email address",
            "mail",
            "e-mail address",
            "e-mail 2 address",
            "e-mail 3 address",
            "e-mail 1 - value",
            "e-mail 2 - value",
            "e-mail 3 - value",
            "email 2",
            "email address 2",
            "work email",
            "メール",
            "メールアドレス",
            "電子メール",
            "電子メール アドレス",
            "電子メール 2 アドレス",
            "電子メール 3 アドレス",
            "e-mail-adresse",
            "e-mail 2: adresse",
            "e-mail 3: adresse",
            "mailadresse",
        ],
    ),
    ("wechat", &["微信", "微信号", "微信號", "wechat"]),
    (
        "messengers",
        &[
            "qq",
            "whatsapp",
            "telegram",
            "skype",
            "line",
            "signal",
            "dingtalk",
            "钉钉",
            "messenger",
            "messengers",
            "即时通讯",
        ],
    ),
    ("layer", &["层级", "層級", "层次", "layer", "level"]),
    ("role", &["角色", "采购角色", "採購角色", "role", "buying role"]),
    (
        "birthday",
        &[
            "生日",
            "出生日期",
            "birthday",
            "birthdate",
            "date of birth",
            "誕生日",
            "生年月日",
            "geburtstag",
            "geburtsdatum",
            "民國生日",
            "生日(民國)",
            "生日（民國）",
            "出生日期(民國)",
            "出生日期（民國）",
            "出生年月日",
        ],
    ),
    ("lunar_birthday", &["lunar birthday", "农历生日", "農曆生日", "阴历生日", "陰曆生日"]),
    ("home_town", &["家乡", "家鄉", "籍贯", "籍貫", "hometown", "home town"]),
    (
        "home_city",
        &[
            "城市",
            "所在城市",
            "常驻城市",
            "city",
            "location",
            "business city",
            "address 1: city",
            "address 1 - city",
            "mailing city",
            "市区町村",
            "市区町村 (会社)",
            "ort",
            "stadt",
            "ort geschäftlich",
        ],
    ),
    ("likes", &["爱好", "愛好", "兴趣", "興趣", "hobbies", "interests", "likes"]),
    ("university", &["毕业院校", "畢業院校", "学校", "university", "school"]),
    ("family", &["家庭", "家人", "family"]),
    ("business_unit", &["事业部", "事業部", "business unit", "division"]),
    ("sports", &["运动", "運動", "sports"]),
    ("food", &["饮食", "飲食", "food"]),
    ("pets", &["宠物", "寵物", "pets"]),
    ("reading", &["阅读", "閱讀", "reading"]),
    ("last_holiday", &["上次度假", "last holiday"]),
    ("next_holiday", &["下次度假", "next holiday"]),
    ("goals_this_year", &["今年目标", "今年目標", "goals this year"]),
    ("ambitions", &["抱负", "抱負", "ambitions"]),
    ("taboos", &["忌讳", "忌諱", "taboos"]),
    ("time_zone", &["时区", "時區", "time zone"]),
    ("name_key", &["姓名拼音", "name key"]),
    ("buying_roles", &["buying roles"]),
    ("from", &["在任自", "in post from"]),
    ("to", &["在任至", "in post to"]),
    ("seat_notes", &["席位备注", "席位備註", "seat notes"]),
    (
        "notes",
        &[
            "备注",
            "備註",
            "说明",
            "說明",
            "notes",
            "note",
            "remarks",
            "comment",
            "comments",
            "メモ",
            "備考",
            "notizen",
            "bemerkung",
            "bemerkungen",
        ],
    ),
    (
        "id",
        &[
            "编号",
            "編號",
            "id",
            "contact id",
            "contactid",
            "external id",
            "record id",
            "record id - contact",
            "(do not modify) contact",
            "url",
            "profile url",
        ],
    ),
    ("honorific", &["称呼", "稱呼", "salutation", "honorific", "prefix", "name prefix", "敬称", "anrede"]),
];

/// What a header means.
pub(in crate::exchange) fn meaning(header: &str) -> Option<&'static str> {
    let header = shown(header).trim_matches(['*', ' ', ':', '：']).to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&header.as_str())).map(|(target, _)| *target)
}

/// The same among others: beside a job title, a title is how somebody is addressed; and what Dynamics knows a record by
/// stands in the first of its columns that say, in whatever language, that they are not to be touched.
pub(in crate::exchange) fn meaning_among(header: &str, all: &[String]) -> Option<&'static str> {
    let is = |column: &str, name: &str| shown(column).trim().eq_ignore_ascii_case(name);
    if all.first().is_some_and(|first| first == header) && is_of_dynamics(all) {
        return Some("id");
    }
    match meaning(header)? {
        "title" if is(header, "title") && all.iter().any(|other| is(other, "job title")) => Some("honorific"),
        other => Some(other),
    }
}

/// Whether columns begin like those of a list of Dynamics': `(Do Not Modify) Contact`, `(Do Not Modify) Row Checksum`, ….
fn is_of_dynamics(all: &[String]) -> bool {
    let warning = |column: &String| column.strip_prefix('(').and_then(|rest| Some(rest.split_once(") ")?.0.to_owned()));
    let mut warnings = all.iter().take(3).map(warning);
    let first = warnings.next().flatten();
    first.is_some() && warnings.len() == 2 && warnings.all(|other| other == first)
}

/// Whether what an id column says means the same person in every file: it is of a program that numbers all its contacts,
/// or looks like no number that anybody else would give.
pub(super) fn is_everywhere(column: &str, id: &str) -> bool {
    const OF_PROGRAMS: [&str; 5] =
        ["record id", "record id - contact", "(do not modify) contact", "url", "profile url"];
    let column = column.trim().to_lowercase();
    let is_long = id.len() >= 15 && id.bytes().any(|byte| byte.is_ascii_digit());
    OF_PROGRAMS.contains(&column.as_str())
        || is_long && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        || id.contains("://")
}

/// What columns are known to hold.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(target, _)| *target)
}

/// What columns are often called.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|(_, names)| names.iter().copied())
}

/// The targets there are beside fields.
pub(super) fn is_target(name: &str) -> bool {
    NAMES.iter().any(|(target, _)| *target == name)
}

/// Whether a text stands where nothing is said.
pub(super) fn is_nothing(text: &str) -> bool {
    ["", "-", "--", "—", "/", "n/a", "无", "無", "暂无", "none"].contains(&text.trim().to_lowercase().as_str())
}

/// Whether a line is that of the totals.
pub(super) fn is_total(name: &str) -> bool {
    ["合计", "合計", "总计", "總計", "小计", "小計", "total", "grand total", "subtotal"]
        .contains(&name.trim().to_lowercase().as_str())
}

/// A contact list: a name, and something else that is understood.
pub(super) fn knows(header: &[String]) -> bool {
    let found: Vec<&str> = header.iter().filter_map(|column| meaning(column)).collect();
    found.len() > 1 && ["name", "last_name", "first_name"].iter().any(|name| found.contains(name))
}

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
