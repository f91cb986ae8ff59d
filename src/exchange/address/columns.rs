//! What the columns of each program are called and hold.

use super::Profile;
use crate::exchange::origin::kind;
use crate::exchange::profile::{FUNCTION, POST, SENIOR, as_field, meaning_among};
use crate::model::Kind;

/// What a column holds; of lists, the nth line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Name,
    First,
    Middle,
    Last,
    Honorific,
    Account,
    Title,
    Manager,
    Layer,
    Roles,
    Phone(usize),
    /// The telephone that somebody carries along.
    Mobile,
    /// The telephone where somebody lives.
    Home,
    Email(usize),
    WeChat,
    Messengers,
    Birthday,
    Lunar,
    Notes,
    SeatNotes,
    Id,
    AccountId,
    ManagerId,
    /// Of what sort the telephone or the address in another column is.
    Sort(&'static Self),
    /// What stands in another column, in the program's own word, where something does.
    Label(&'static str, &'static Self),
    /// A field that is written as it is.
    Field(&'static str),
    /// The nth day to remember.
    Day(usize),
    /// What it is.
    DayLabel(usize),
    /// The day that is called so.
    Anniversary,
}

use What::{
    Account as Company, AccountId, Anniversary, Birthday, Day, DayLabel, Email, Field, First, Home, Honorific,
    Id as Number, Label, Last, Layer, Lunar, Manager, ManagerId, Messengers, Middle, Mobile, Name, Notes, Phone, Roles,
    SeatNotes, Sort, Title, WeChat,
};

const CITY: What = Field("home_city");
const DEPARTMENT: What = Field("department");

impl What {
    /// Whose field it holds, and which.
    pub(super) fn field(self) -> Option<(Kind, &'static str)> {
        let of = |name| [Kind::Person, Kind::Seat].into_iter().find(|kind| kind.field(name).is_some()).zip(Some(name));
        match self {
            Name | First | Middle | Last => Some((Kind::Person, "name")),
            Honorific => Some((Kind::Person, "honorific")),
            Company => Some((Kind::Seat, "account")),
            Title => Some((Kind::Seat, "title")),
            Manager | ManagerId => Some((Kind::Seat, "reports_to")),
            Layer => Some((Kind::Seat, "layer")),
            Roles => Some((Kind::Seat, "buying_roles")),
            Phone(_) | Mobile | Home => Some((Kind::Person, "phones")),
            Email(_) => Some((Kind::Person, "emails")),
            WeChat | Messengers => Some((Kind::Person, "messengers")),
            Birthday | Lunar => Some((Kind::Person, "birthday")),
            Notes => Some((Kind::Person, "notes")),
            SeatNotes => Some((Kind::Seat, "notes")),
            Field(name) => of(name),
            Number | AccountId | Sort(_) | Label(..) | Day(_) | DayLabel(_) | Anniversary => None,
        }
    }

    /// Whether it is personal.
    pub(super) fn is_sensitive(self) -> bool {
        let is_day = matches!(self, Day(_) | DayLabel(_) | Anniversary);
        is_day || self.field().and_then(|(kind, name)| kind.field(name)).is_some_and(|field| field.sensitive)
    }
}

/// Columns that are always there, in a list of plain ones; the others are where somebody has something in them.
pub(super) const ALWAYS: [What; 12] =
    [Name, Company, DEPARTMENT, Title, Manager, Layer, CITY, Phone(0), Email(0), Birthday, Notes, Number];

/// What our lists call a birthday of the lunar calendar; the column of birthdays then has the day it falls on next.
pub(in crate::exchange) const LUNAR: &str = "Lunar Birthday";

/// Columns of our plain lists, as those in English call them and those in Chinese; a day of the lunar calendar has none in
/// Chinese, where the birthday says it in words.
const PLAIN: &[(What, [&str; 2])] = &[
    (Name, ["Name", "姓名"]),
    (Honorific, ["Salutation", "称呼"]),
    (Company, ["Company", "公司"]),
    (Field("business_unit"), ["Business unit", "事业部"]),
    (DEPARTMENT, ["Department", "部门"]),
    (Title, ["Title", "职务"]),
    (Manager, ["Reports to", "上级"]),
    (Layer, ["Layer", "层级"]),
    (Roles, ["Buying roles", "角色"]),
    (CITY, ["City", "城市"]),
    (Phone(0), ["Phone", "手机"]),
    (Email(0), ["Email", "邮箱"]),
    (WeChat, ["WeChat", "微信"]),
    (Messengers, ["Messengers", "即时通讯"]),
    (Birthday, ["Birthday", "生日"]),
    (Lunar, [LUNAR, ""]),
    (Notes, ["Notes", "备注"]),
    (SeatNotes, ["Seat notes", "席位备注"]),
    (Field("family"), ["Family", "家庭"]),
    (Field("home_town"), ["Hometown", "家乡"]),
    (Field("university"), ["University", "毕业院校"]),
    (Field("likes"), ["Likes", "爱好"]),
    (Field("taboos"), ["Taboos", "忌讳"]),
    (Field("sports"), ["Sports", "运动"]),
    (Field("food"), ["Food", "饮食"]),
    (Field("pets"), ["Pets", "宠物"]),
    (Field("reading"), ["Reading", "阅读"]),
    (Field("last_holiday"), ["Last holiday", "上次度假"]),
    (Field("next_holiday"), ["Next holiday", "下次度假"]),
    (Field("goals_this_year"), ["Goals this year", "今年目标"]),
    (Field("ambitions"), ["Ambitions", "抱负"]),
    (Field("time_zone"), ["Time zone", "时区"]),
    (Field("name_key"), ["Name key", "姓名拼音"]),
    (Field("from"), ["In post from", "在任自"]),
    (Field("to"), ["In post to", "在任至"]),
    (Field("function"), ["function", "function"]),
    (Field("political_status"), ["political_status", "political_status"]),
    (Field("influence"), ["influence", "influence"]),
    (Field("support"), ["support", "support"]),
    (Field("mode"), ["mode", "mode"]),
    (Field("coverage"), ["coverage", "coverage"]),
    (Field("adaptability"), ["adaptability", "adaptability"]),
    (Field("decision_orientation"), ["decision_orientation", "decision_orientation"]),
    (Field("trust_professional"), ["trust_professional", "trust_professional"]),
    (Field("trust_expertise"), ["trust_expertise", "trust_expertise"]),
    (Field("trust_personal"), ["trust_personal", "trust_personal"]),
    (Field("trust_interest"), ["trust_interest", "trust_interest"]),
    (Number, ["ID", "编号"]),
];
const GOOGLE: &[(&str, What)] = &[
    ("Name Prefix", Honorific),
    ("First Name", First),
    ("Last Name", Last),
    ("Organization Name", Company),
    ("Organization Title", Title),
    ("Organization Department", DEPARTMENT),
    ("E-mail 1 - Value", Email(0)),
    ("E-mail 2 - Value", Email(1)),
    ("Phone 1 - Value", Phone(0)),
    ("Phone 2 - Value", Phone(1)),
    ("Address 1 - City", CITY),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
    ("Notes", Notes),
];
const OUTLOOK: &[(&str, What)] = &[
    ("Title", Honorific),
    ("First Name", First),
    ("Last Name", Last),
    ("Company", Company),
    ("Department", DEPARTMENT),
    ("Job Title", Title),
    ("Manager's Name", Manager),
    ("Business Phone", Phone(0)),
    ("Mobile Phone", Mobile),
    ("E-mail Address", Email(0)),
    ("E-mail 2 Address", Email(1)),
    ("Business City", CITY),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
    ("Notes", Notes),
];
const HUBSPOT: &[(&str, What)] = &[
    ("Record ID", Number),
    ("First Name", First),
    ("Last Name", Last),
    ("Email", Email(0)),
    ("Phone Number", Phone(0)),
    ("Mobile Phone Number", Mobile),
    ("Job Title", Title),
    ("Company Name", Company),
    ("City", CITY),
];
const DYNAMICS: &[(&str, What)] = &[
    ("(Do Not Modify) Contact", Number),
    ("First Name", First),
    ("Last Name", Last),
    ("Job Title", Title),
    ("Company Name", Company),
    ("Department", DEPARTMENT),
    ("Manager", Manager),
    ("Business Phone", Phone(0)),
    ("Mobile Phone", Mobile),
    ("Email", Email(0)),
    ("Address 1: City", CITY),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
];
const SALESFORCE: &[(&str, What)] = &[
    ("Id", Number),
    ("AccountId", AccountId),
    ("Account.Name", Company),
    ("Salutation", Honorific),
    ("FirstName", First),
    ("LastName", Last),
    ("Title", Title),
    ("Department", DEPARTMENT),
    ("ReportsToId", ManagerId),
    ("Phone", Phone(0)),
    ("MobilePhone", Mobile),
    ("Email", Email(0)),
    ("MailingCity", CITY),
    ("Birthdate", Birthday),
    (LUNAR, Lunar),
];
/// What else is read of Salesforce's own files.
const ALSO_SALESFORCE: &[(&str, What)] = &[("Name", Name), ("Level__c", Layer)];
/// Columns that follow those above where somebody has something in them.
const SELDOM: &[(Profile, &str, What)] = &[
    (Profile::Google, "E-mail 3 - Value", Email(2)),
    (Profile::Google, "E-mail 1 - Label", Sort(&Email(0))),
    (Profile::Google, "E-mail 2 - Label", Sort(&Email(1))),
    (Profile::Google, "E-mail 3 - Label", Sort(&Email(2))),
    (Profile::Google, "Phone 1 - Label", Sort(&Phone(0))),
    (Profile::Google, "Phone 2 - Label", Sort(&Phone(1))),
    (Profile::Google, "Phone 3 - Label", Sort(&Phone(2))),
    (Profile::Google, "Phone 3 - Value", Phone(2)),
    (Profile::Google, "Relation 1 - Label", Label("Manager", &Manager)),
    (Profile::Google, "Relation 1 - Value", Manager),
    (Profile::Google, "Custom Field 1 - Label", Label("WeChat", &WeChat)),
    (Profile::Google, "Custom Field 1 - Value", WeChat),
    (Profile::Google, "Event 1 - Label", DayLabel(0)),
    (Profile::Google, "Event 1 - Value", Day(0)),
    (Profile::Google, "Event 2 - Label", DayLabel(1)),
    (Profile::Google, "Event 2 - Value", Day(1)),
    (Profile::Outlook, "E-mail 3 Address", Email(2)),
    (Profile::Outlook, "Business Phone 2", Phone(1)),
    (Profile::Outlook, "Other Phone", Phone(2)),
    (Profile::Outlook, "Hobby", Field("likes")),
    (Profile::Outlook, "Home Phone", Home),
    (Profile::Outlook, "Anniversary", Anniversary),
    (Profile::Hubspot, "Salutation", Honorific),
    (Profile::Hubspot, "Date of Birth", Birthday),
    (Profile::Dynamics, "Salutation", Honorific),
    (Profile::Dynamics, "Business Phone 2", Phone(1)),
    (Profile::Dynamics, "Description", Notes),
    (Profile::Dynamics, "Home Phone", Home),
    (Profile::Dynamics, "Anniversary", Anniversary),
    (Profile::Salesforce, "OtherPhone", Phone(1)),
    (Profile::Salesforce, "Description", Notes),
    (Profile::Salesforce, "HomePhone", Home),
];
const ORGANOGRAM: &[(&str, What)] = &[
    ("Name", Name),
    ("Job Title", Title),
    ("Organisation", Company),
    ("Unit", DEPARTMENT),
    ("Contact Phone", Phone(0)),
    ("Contact E-mail", Email(0)),
    (SENIOR, Manager),
    ("Notes", SeatNotes),
];

/// The columns a program looks for.
pub(super) fn own(profile: Profile) -> impl Iterator<Item = (&'static str, What)> {
    let (plain, theirs): (Option<usize>, &[(&str, What)]) = match profile {
        Profile::Contacts => (Some(0), &[]),
        Profile::Chinese => (Some(1), &[]),
        Profile::Google => (None, GOOGLE),
        Profile::Outlook => (None, OUTLOOK),
        Profile::Hubspot => (None, HUBSPOT),
        Profile::Dynamics => (None, DYNAMICS),
        Profile::Salesforce => (None, SALESFORCE),
        Profile::Original => (None, &[]),
    };
    let named = move |(what, names): &(What, [&'static str; 2])| Some((*names.get(plain?)?, *what));
    let ours = PLAIN.iter().filter_map(named).filter(|(name, _)| !name.is_empty());
    let seldom = SELDOM.iter().filter(move |(whose, ..)| *whose == profile).map(|(_, name, what)| (*name, *what));
    ours.chain(theirs.iter().copied()).chain(seldom)
}

/// Whether a column of a list is there only where somebody has something in it.
pub(super) fn is_seldom(profile: Profile, name: &str, what: What) -> bool {
    match profile {
        Profile::Contacts | Profile::Chinese => !ALWAYS.contains(&what),
        _ => what == Lunar || SELDOM.iter().any(|(whose, column, _)| *whose == profile && *column == name),
    }
}

/// Whether there is a column for that.
pub(super) fn has(profile: Profile, what: What) -> bool {
    own(profile).any(|(_, one)| one == what)
}

/// What each of these columns holds.
pub(super) fn told(profile: Profile, keys: Vec<String>) -> Vec<(String, Option<What>)> {
    let has = |name: &str| keys.iter().any(|key| key == name);
    let (is_salesforce, is_organogram) = (has("Id") && has("LastName"), has(POST) && has(SENIOR));
    let (mut phones, mut emails) = (0, 0);
    let named = |list: &[(&str, What)], key: &str| list.iter().find(|(name, _)| *name == key).map(|(_, what)| *what);
    let mut what = |key: &str| match profile {
        Profile::Original if is_organogram => named(ORGANOGRAM, key),
        Profile::Original if is_salesforce => of_salesforce(key),
        Profile::Original => managed(key, &keys, &mut phones, &mut emails),
        _ => own(profile).find(|(name, _)| *name == key).map(|(_, what)| what),
    };
    let all: Vec<Option<What>> = keys.iter().map(|key| what(key)).collect();
    keys.into_iter().zip(all).collect()
}

/// Whether what a table says in a column of that name is nobody's secret: what it holds leaves the house in any case, or
/// is what the program itself calls somebody.
pub(in crate::exchange) fn is_open(source: &str, column: &str, among: &[String]) -> bool {
    let named = |list: &[(&str, What)]| list.iter().find(|(name, _)| *name == column).map(|(_, what)| *what);
    let what = match kind(source) {
        "salesforce" => of_salesforce(column),
        "organogram" => named(ORGANOGRAM),
        _ if meaning_among(column, among) == Some("id") => Some(Number),
        _ => managed(column, among, &mut 0, &mut 0),
    };
    what.is_some_and(|what| !what.is_sensitive())
}

/// What a column of Salesforce's own files holds.
fn of_salesforce(key: &str) -> Option<What> {
    own(Profile::Salesforce).chain(ALSO_SALESFORCE.iter().copied()).find(|(name, _)| *name == key).map(|(_, what)| what)
}

/// What a column of somebody's list holds, as far as we manage it.
fn managed(key: &str, keys: &[String], phones: &mut usize, emails: &mut usize) -> Option<What> {
    let nth = |count: &mut usize| {
        *count += 1;
        *count - 1
    };
    let field = |name: &str| {
        let fields = [Kind::Person, Kind::Seat].into_iter().flat_map(Kind::open_fields);
        fields.map(|field| field.name).find(|field| *field == name)
    };
    let by_name = |key: &str| (key != "kind").then(|| field(key)).flatten();
    Some(match meaning_among(key, keys).or_else(|| by_name(&as_field(key)))? {
        "name" => Name,
        "first_name" => First,
        "middle_name" => Middle,
        "last_name" => Last,
        "account" => Company,
        "title" => Title,
        "manager" => Manager,
        "phones" => Phone(nth(phones)),
        "emails" => Email(nth(emails)),
        "birthday" => Birthday,
        "notes" => Notes,
        "honorific" => Honorific,
        "layer" => Layer,
        "role" => Roles,
        "wechat" => WeChat,
        "messengers" => Messengers,
        "seat_notes" => SeatNotes,
        "id" => return None,
        other => Field(field(other).filter(|name| !["reports_to", "person"].contains(name))?),
    })
}

/// What a post of an organogram is for: the notes of its seat begin with it.
pub(super) const DUTY: &str = FUNCTION;
