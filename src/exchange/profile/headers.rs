//! What columns are called in address books, in English and Chinese, and in the German and Japanese of Outlook and Google; and
//! what a column of a list is read as: what the user says, what it is called, the field it is named after.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::mapped::joins;
use super::named::{as_field, shown, spelt};
use super::program::{is_of_dynamics, is_of_outlook};
use crate::exchange::import::Options;
use crate::model::Kind;
use crate::model::field::Type;

/// What a column of a contact list holds, and its names. Fields of a person or a seat also go by their own names.
const NAMES: [(&str, &str); 43] = [
    (
        "name",
        "姓名|名字|联系人|聯絡人|联系人姓名|name|full name|contact|contact name|氏名|お名前|名前|\
         vollständiger name|全名|フルネーム|contact person|full names|fullname|display name|person|联系人名称|\
         聯絡人姓名",
    ),
    (
        "first_name",
        "名|first name|given name|firstname|vorname|forename|forenames|first names|given names|christian name",
    ),
    (
        "last_name",
        "姓|last name|family name|surname|lastname|nachname|familienname|姓氏|surnames|last names|family names",
    ),
    (
        "middle_name",
        "middle name|middlename|middle names|additional name|zweiter vorname|weitere vornamen|中间名|中間名|ミドル ネーム",
    ),
    (
        "account",
        "公司|单位|單位|客户|客戶|公司名称|公司名稱|企业|机构|company|account|organisation|organization|\
         company name|account name|employer|organization name|organization 1 - name|associated company|\
         primary company|所属公司|客户名称|会社|会社名|勤務先|firma|unternehmen|firmenname|client|client name|\
         customer|customer name|related company|organisation name|business name|company / organisation|工作单位|所在单位|\
         所属单位|单位名称|單位名稱|所在公司|任职单位|客户单位|企业名称|企業名稱",
    ),
    (
        "department",
        "部门|部門|科室|处室|department|dept|unit|organization department|organization 1 - department|部署|\
         部署名|abteilung|所属部门|所屬部門|部门名称|部門名稱|所在部门|department name|dept name",
    ),
    (
        "title",
        "职务|職務|职位|職位|岗位|头衔|title|job title|position|role title|organization title|\
         organization 1 - title|役職|役職名|肩書き|funktion|berufsbezeichnung|職稱|頭銜|designation|job position|\
         position title|职务名称|岗位名称|现任职务|job role",
    ),
    (
        "manager",
        "上级|上級|直属上级|直屬上級|汇报对象|匯報對象|领导|主管领导|manager|reports to|supervisor|reports_to|\
         manager's name|manager name|上司|上司の名前|vorgesetzter|vorgesetzte|name des/der vorgesetzten|经理姓名|\
         經理姓名|主管名稱|主管姓名|主管|直屬主管|直属主管|上級主管|上级主管|直接上级|直接上級|上级姓名|上級姓名|\
         直属领导|直屬領導|領導|经理|經理|line manager|reporting to|report to|reporting manager|汇报上级|\
         上级领导|reports to (name)|supervisor id|manager id|reports to id|parent id|manager number|\
         manager employee id|supervisor employee id|manager email|manager e-mail|manager's email|manager email address|manager upn|manager user principal name|\
         manager login|manager dn|supervisor email|line manager email|reports to email|上级邮箱|主管邮箱|直属上级邮箱|\
         上级工号|上級工號|上级编号|直属上级工号|直接上级工号|主管工号",
    ),
    (
        "phones",
        "手机|手機|电话|電話|手机号|手機號|联系电话|座机|办公电话|phone|mobile|mobile phone|phone number|\
         phone numbers|telephone|tel|cell|work phone|business phone|business phones|business phone 2|\
         company main phone|home phone|home phones|phone 1 - value|phone 2 - value|phone 3 - value|\
         mobile phone number|電話番号|会社電話|会社電話 2|会社代表電話|携帯電話|携帯|自宅電話|telefon|\
         telefonnummer|telefon geschäftlich|telefon geschäftlich 2|telefon firma|telefon privat|telefon (privat)|\
         mobil|mobiltelefon|handy|telefon (geschäftlich)|商务电话|移动电话|商务电话 2|单位主要电话|住宅电话|\
         住宅电话 2|家庭电话|其他电话|商務電話|商務電話 2|公司代表線|行動電話|住家電話|住家電話 2|其他電話|\
         home phone 2|other phone|手机号码|手機號碼|电话号码|電話號碼|联系手机|聯絡電話|联系号码|办公室电话|\
         公司电话|固定电话|固话|行动电话|cellular|cellular phone|cellphone|cell phone|cell number|mobile number|\
         mobile no|mobile nr|mob|phone no|telephone no|telephone number|tel no|tel work|tel mobile|tel home|\
         tel office|work tel|office tel|office phone|office telephone|direct phone|direct line|direct dial|\
         landline|work mobile|business mobile|contact number|contact phone|phone work|phone mobile|phone home|\
         phone office|work number|work phone number|business telephone|mobile telephone|phone 1|phone 2|phone1|\
         phone2|telephone numbers|mobile phones|office number",
    ),
    (
        "emails",
        "邮箱|郵箱|电子邮件|電子郵件|邮件|email|e-mail|email address|mail|e-mail address|e-mail 2 address|\
         e-mail 3 address|e-mail 1 - value|e-mail 2 - value|e-mail 3 - value|email 2|email address 2|work email|\
         メール|メールアドレス|電子メール|電子メール アドレス|電子メール 2 アドレス|電子メール 3 アドレス|\
         e-mail-adresse|e-mail 2: adresse|e-mail 3: adresse|mailadresse|电子邮件地址|电子邮件 2 地址|\
         电子邮件 3 地址|電子郵件地址|電子郵件 2 地址|電子郵件 3 地址|电子邮箱|電子郵箱|邮箱地址|郵箱地址|\
         邮件地址|emails|e-mails|email id|email addresses|business email|email work|work e-mail|personal email|\
         mail address|email1|email 1|email2|alternate email address|alternate email addresses|other mails",
    ),
    ("wechat", "微信|微信号|微信號|wechat"),
    ("messengers", "qq|whatsapp|telegram|skype|line|signal|dingtalk|钉钉|messenger|messengers|即时通讯"),
    ("layer", "层级|層級|层次|layer|level"),
    ("role", "角色|采购角色|採購角色|role|buying role"),
    (
        "birthday",
        "生日|出生日期|birthday|birthdate|date of birth|誕生日|生年月日|geburtstag|geburtsdatum|民國生日|\
         生日(民國)|生日（民國）|出生日期(民國)|出生日期（民國）|出生年月日|dob|birth date|birth day",
    ),
    ("lunar_birthday", "lunar birthday|农历生日|農曆生日|阴历生日|陰曆生日"),
    ("home_town", "家乡|家鄉|籍贯|籍貫|hometown|home town"),
    (
        "home_city",
        "城市|所在城市|常驻城市|city|location|business city|address 1: city|address 1 - city|mailing city|\
         市区町村|市区町村 (会社)|ort|stadt|ort geschäftlich|商务地址 市/县|住宅地址 市/县|商務 - 市/鎮|\
         住家 - 市/鎮|home city",
    ),
    ("likes", "爱好|愛好|兴趣|興趣|兴趣爱好|興趣愛好|hobby|hobbies|interests|likes"),
    ("university", "毕业院校|畢業院校|学校|university|school"),
    ("family", "家庭|家人|family"),
    ("business_unit", "事业部|事業部|business unit|division"),
    ("sports", "运动|運動|sports"),
    ("food", "饮食|飲食|food"),
    ("pets", "宠物|寵物|pets"),
    ("reading", "阅读|閱讀|reading"),
    ("last_holiday", "上次度假|last holiday"),
    ("next_holiday", "下次度假|next holiday"),
    ("goals_this_year", "今年目标|今年目標|goals this year"),
    ("ambitions", "抱负|抱負|ambitions"),
    ("taboos", "忌讳|忌諱|taboos"),
    ("time_zone", "时区|時區|time zone"),
    ("name_key", "姓名拼音|name key"),
    ("buying_roles", "buying roles"),
    ("from", "在任自|in post from"),
    (
        "to",
        "在任至|in post to|termination date|last day|last working day|leaving date|离职日期|離職日期|austrittsdatum",
    ),
    ("vacant", "vacant|is vacant|position status|post status|空缺|是否空缺"),
    ("is_company", "is a company|is company|ist ein unternehmen|est une société|es una compañía|是公司|是一个公司"),
    (
        "account_id",
        "account id|account name id|company id|organization id|organisation id|related company id|\
         primary associated company id|associated company ids|associated company id|公司编号|公司id",
    ),
    ("seat_notes", "席位备注|席位備註|seat notes"),
    (
        "notes",
        "备注|備註|说明|說明|notes|note|remarks|comment|comments|メモ|備考|notizen|bemerkung|bemerkungen|附注|\
         附註|記事|description|描述|beschreibung|备注信息|remark",
    ),
    (
        "id",
        "编号|編號|id|contact id|contactid|external id|record id|record id - contact|(do not modify) contact|url|\
         profile url|employee id|employee #|employee no|employee number|staff id|staff no|staff number|\
         personnel number|user id|userid|员工userid|工号|工號|员工编号|員工編號|员工号|帐号|账号|帳號|personalnummer",
    ),
    ("honorific", "称呼|稱呼|salutation|honorific|prefix|name prefix|敬称|anrede|称谓|稱謂|英文称谓|中文称谓"),
];

/// What a header means, be it written as programs write the names of their fields: `displayName` is `Display Name`.
pub(in crate::exchange) fn meaning(header: &str) -> Option<&'static str> {
    // `WeChat` is one word.
    literally(header).or_else(|| literally(&spelt(shown(header))))
}

/// What a header means as it is written.
pub(in crate::exchange) fn literally(header: &str) -> Option<&'static str> {
    MEANINGS.get(&bare(shown(header))).copied()
}

/// What every name means, by its words alone.
static MEANINGS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let all = NAMES.iter().flat_map(|(target, names)| names.split('|').map(|name| (bare(name), *target)));
    // Of two that are alike without their signs, the first counts.
    all.rev().filter(|(name, _)| !name.is_empty()).collect()
});

/// The words of a header, without the signs that lists set them apart with: `Tel. (work)*`.
pub(super) fn bare(header: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || "*:：.,()（）#_-/'’".contains(c);
    header.to_lowercase().split(is_sign).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same among others: beside a job title, a title is how somebody is addressed; beside a surname, 名字 is the given name;
/// and what Dynamics knows a record by stands in the first of its columns that say, in whatever language, that they are not to
/// be touched.
pub(in crate::exchange) fn meaning_among(header: &str, all: &[String]) -> Option<&'static str> {
    let is = |column: &str, name: &str| shown(column).trim().eq_ignore_ascii_case(name);
    if all.first().is_some_and(|first| first == header) && is_of_dynamics(all) {
        return Some("id");
    }
    let beside = |name: &str, other: &str| is(header, name) && all.iter().any(|column| is(column, other));
    // Whom Entra gives no mailbox still signs in with an address.
    let is_sole_address = || !all.iter().any(|column| meaning(column) == Some("emails"));
    if bare(&spelt(shown(header))) == "user principal name" && is_sole_address() {
        return Some("emails");
    }
    let is_salutation = |title: &str, job: &str| beside(title, job) || is(header, title) && is_of_outlook(all);
    match meaning(header)? {
        // Beside a bank it is the number of an account there.
        "id" if header.ends_with(['号', '號'])
            && all.iter().any(|other| BANKS.iter().any(|bank| other.contains(bank))) =>
        {
            None
        }
        "title" if is_salutation("title", "job title") || is_salutation("頭銜", "職稱") => Some("honorific"),
        "name" if beside("名字", "姓氏") || beside("名字", "姓") => Some("first_name"),
        other => Some(other),
    }
}

/// What columns of banks have in their names.
const BANKS: [&str; 5] = ["bank", "Bank", "银行", "銀行", "开户"];

/// Whether a column says by a number whom somebody reports to.
pub(super) fn is_of_number(column: &str) -> bool {
    let words = bare(&spelt(shown(column)));
    ["id", "number", "工号", "工號", "编号"].iter().any(|end| words.ends_with(end))
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

/// What columns a name stands in, whole or in parts.
pub(super) const OF_NAMES: [&str; 4] = ["name", "first_name", "middle_name", "last_name"];

/// What columns are known to hold.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(target, _)| *target)
}

/// What columns are often called.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|(_, names)| names.split('|'))
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

/// Whose field a name is, if a table can fill it.
pub(super) fn home(name: &str) -> Option<Kind> {
    field(name).map(|(home, _)| home)
}

/// The field that a column is named after, if a table can fill it, and whose it is.
fn field(column: &str) -> Option<(Kind, &'static str)> {
    let name = as_field(column);
    let fills = |kind: Kind| kind.open_fields().find(|row| row.name == name && !matches!(row.ty, Type::Ref(_)));
    [Kind::Person, Kind::Seat].into_iter().find_map(|kind| Some((kind, fills(kind)?.name)))
}

/// Whether several columns may say one thing together.
pub(super) fn is_joined(target: &str) -> bool {
    ["wechat", "messengers"].contains(&target) || home(target).is_some_and(|kind| joins(kind, target))
}

/// What somebody means who explains a column so: a field, or what such columns are often called.
pub(super) fn meant(word: &str) -> &str {
    if word.is_empty() || is_target(word) || home(word).is_some() { word } else { meaning(word).unwrap_or(word) }
}

/// Whether what a column is explained as is something a list of people can say, or nothing.
pub(in crate::exchange) fn means(word: &str) -> bool {
    let field = meant(word);
    field.is_empty() || is_target(field) || home(field).is_some()
}

/// What a column is read as; `None` where it is only kept, as are those that are explained as nothing.
pub(super) fn target<'a>(options: &'a Options, column: &str, header: &[String]) -> Option<&'a str> {
    let said = options.map.iter().find(|(name, _)| name == shown(column)).map(|(_, field)| field.as_str());
    // What the user says of one column counts before the names of others, where it holds one thing only.
    let is_taken = |target: &&str| !is_joined(target) && options.map.iter().any(|(_, field)| meant(field) == *target);
    let named = || meaning_among(column, header).or_else(|| field(column).map(|(_, name)| name));
    said.or_else(|| named().filter(|target| !is_taken(target))).filter(|target| !target.is_empty())
}

/// What a column can be read as: what lists have columns for, then any other field of a person or a seat.
pub(super) fn targets() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = all().collect();
    for kind in [Kind::Person, Kind::Seat] {
        let fields = kind.open_fields().filter(|row| !matches!(row.ty, Type::Ref(_) | Type::Entries(_)));
        for field in fields.map(|row| row.name) {
            if !all.contains(&field) {
                all.push(field);
            }
        }
    }
    all
}
