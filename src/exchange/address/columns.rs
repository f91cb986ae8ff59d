//! The columns that other programs look for, and what each of them holds.

use super::Profile;

/// What a column holds; of lists, the nth line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Name,
    First,
    Last,
    Honorific,
    Account,
    Department,
    Title,
    Manager,
    Layer,
    Phone(usize),
    Email(usize),
    City,
    Birthday,
    /// The same in our notation, where it is a lunar one: no program has a field for that.
    Lunar,
    Notes,
    Id,
    AccountId,
    ManagerId,
}

use What::{
    Account as Company, AccountId, Birthday, City, Department, Email, First, Honorific, Id as Number, Last, Layer,
    Lunar, Manager, ManagerId, Name, Notes, Phone, Title,
};

/// What lists call a birthday of the lunar calendar; the column of birthdays then has the day it falls on next.
pub(in crate::exchange) const LUNAR: &str = "Lunar Birthday";

const CONTACTS: &[(&str, What)] = &[
    ("Name", Name),
    ("Company", Company),
    ("Department", Department),
    ("Title", Title),
    ("Reports to", Manager),
    ("Layer", Layer),
    ("City", City),
    ("Phone", Phone(0)),
    ("Email", Email(0)),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
    ("Notes", Notes),
    ("ID", Number),
];
const CHINESE: &[(&str, What)] = &[
    ("姓名", Name),
    ("公司", Company),
    ("部门", Department),
    ("职务", Title),
    ("上级", Manager),
    ("层级", Layer),
    ("城市", City),
    ("手机", Phone(0)),
    ("邮箱", Email(0)),
    ("生日", Birthday),
    ("备注", Notes),
    ("编号", Number),
];
const GOOGLE: &[(&str, What)] = &[
    ("Name Prefix", Honorific),
    ("First Name", First),
    ("Last Name", Last),
    ("Organization Name", Company),
    ("Organization Title", Title),
    ("Organization Department", Department),
    ("E-mail 1 - Value", Email(0)),
    ("E-mail 2 - Value", Email(1)),
    ("Phone 1 - Value", Phone(0)),
    ("Phone 2 - Value", Phone(1)),
    ("Address 1 - City", City),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
    ("Notes", Notes),
];
const OUTLOOK: &[(&str, What)] = &[
    ("Title", Honorific),
    ("First Name", First),
    ("Last Name", Last),
    ("Company", Company),
    ("Department", Department),
    ("Job Title", Title),
    ("Manager's Name", Manager),
    ("Business Phone", Phone(0)),
    ("Mobile Phone", Phone(1)),
    ("E-mail Address", Email(0)),
    ("E-mail 2 Address", Email(1)),
    ("Business City", City),
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
    ("Mobile Phone Number", Phone(1)),
    ("Job Title", Title),
    ("Company Name", Company),
    ("City", City),
];
const DYNAMICS: &[(&str, What)] = &[
    ("(Do Not Modify) Contact", Number),
    ("First Name", First),
    ("Last Name", Last),
    ("Job Title", Title),
    ("Company Name", Company),
    ("Department", Department),
    ("Manager", Manager),
    ("Business Phone", Phone(0)),
    ("Mobile Phone", Phone(1)),
    ("Email", Email(0)),
    ("Address 1: City", City),
    ("Birthday", Birthday),
    (LUNAR, Lunar),
];
pub(super) const SALESFORCE: &[(&str, What)] = &[
    ("Id", Number),
    ("AccountId", AccountId),
    ("Account.Name", Company),
    ("Salutation", Honorific),
    ("FirstName", First),
    ("LastName", Last),
    ("Title", Title),
    ("Department", Department),
    ("ReportsToId", ManagerId),
    ("Phone", Phone(0)),
    ("MobilePhone", Phone(1)),
    ("Email", Email(0)),
    ("MailingCity", City),
    ("Birthdate", Birthday),
    (LUNAR, Lunar),
];

/// The columns a program looks for.
pub(super) const fn own(profile: Profile) -> &'static [(&'static str, What)] {
    match profile {
        Profile::Contacts => CONTACTS,
        Profile::Chinese => CHINESE,
        Profile::Google => GOOGLE,
        Profile::Outlook => OUTLOOK,
        Profile::Hubspot => HUBSPOT,
        Profile::Dynamics => DYNAMICS,
        Profile::Salesforce => SALESFORCE,
        Profile::Original => &[],
    }
}
