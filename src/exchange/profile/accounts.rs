//! Lists of accounts without their people: an account is known by the number a program gives it, else by its name.

use std::collections::{BTreeMap, BTreeSet};

use super::headers::{self, is_everywhere, meaning};
use super::industries::{industry, note_industry};
use super::intake::{Intake, Line, Table, folded};
use super::mapped::{joins, one_each, unknown_target};
use super::named::{as_field, shown};
use crate::exchange::ext;
use crate::exchange::import::Options;
use crate::exchange::want::Want;
use crate::model::field::Type;
use crate::model::{Id, Kind, Member, Problem};

/// Under what name its cells are remembered.
pub(super) const SOURCE: &str = "accounts";

/// What a column of such a list holds, and its names. Fields of an account also go by their own names; what a company is
/// called is what lists of people call it.
const NAMES: [(&str, &[&str]); 20] = [
    ("industry", &["industry", "sector", "行业", "行業", "所属行业"]),
    (
        "website",
        &[
            "website",
            "web site",
            "website url",
            "company domain name",
            "domain",
            "homepage",
            "网站",
            "網站",
            "网址",
            "官网",
        ],
    ),
    (
        "headcount",
        &[
            "employees",
            "headcount",
            "number of employees",
            "numberofemployees",
            "no. of employees",
            "员工数",
            "員工數",
            "人数",
            "员工人数",
        ],
    ),
    ("founded", &["founded", "year founded", "year started", "成立时间", "成立日期", "成立年份"]),
    ("legal_representative", &["legal representative", "法人", "法人代表", "法定代表人"]),
    ("bank", &["bank", "开户银行", "開戶銀行", "开户行"]),
    ("short_name", &["short name", "简称", "簡稱", "公司简称", "客户简称"]),
    ("aliases", &["aliases", "also known as", "别名", "曾用名"]),
    ("parent", &["parent", "parent account", "parent company", "上级公司", "母公司", "上级单位", "集团"]),
    (
        "id",
        &[
            "account id",
            "company id",
            "account number",
            "record id",
            "record id - company",
            "(do not modify) account",
            "编号",
            "客户编号",
            "客戶編號",
            "id",
        ],
    ),
    (
        "phone",
        &["phone", "telephone", "tel", "phone number", "main phone", "电话", "電話", "联系电话", "公司电话", "总机"],
    ),
    (
        "addresses",
        &[
            "address",
            "street",
            "street address",
            "billing street",
            "billing address",
            "address 1: street 1",
            "address 1",
            "地址",
            "公司地址",
            "注册地址",
        ],
    ),
    ("city", &["city", "billing city", "address 1: city", "town", "城市", "所在城市"]),
    (
        "region",
        &[
            "state",
            "region",
            "province",
            "state/region",
            "billing state",
            "billing state/province",
            "address 1: state/province",
            "省份",
            "省",
            "地区",
            "地區",
        ],
    ),
    ("country", &["country", "country/region", "billing country", "address 1: country/region", "国家", "國家"]),
    ("time_zone", &["time zone", "时区", "時區"]),
    ("owner", &["account owner", "company owner", "owner", "负责人", "負責人", "客户经理", "客戶經理"]),
    ("stage", &["lifecycle stage", "客户阶段"]),
    ("notes", &["notes", "description", "remarks", "备注", "備註", "说明"]),
    ("type", &["type", "account type", "客户类型"]),
];

/// Columns that no list of people has for them: a list with a name and one of these is of accounts.
const TELLING: [&str; 8] =
    ["industry", "website", "headcount", "founded", "legal_representative", "bank", "parent", "credit_limit"];

/// What a column is called that bears nothing but a name.
const NAME: [&str; 3] = ["name", "名称", "名稱"];

/// Targets with a reader of their own.
const SPECIAL: [&str; 7] = ["name", "id", "parent", "owner", "industry", "stage", "type"];

/// What a column holds, among others.
fn target(options: &Options, column: &str) -> Option<String> {
    let said = options.map.iter().find(|(name, _)| name == shown(column)).map(|(_, field)| field.clone());
    // People are explained to sit in an account; here it is what is listed.
    let said = said.map(|field| if field == "account" { "name".to_owned() } else { meant(&field).to_owned() });
    said.or_else(|| named(column).map(str::to_owned)).filter(|target| !target.is_empty())
}

pub(super) fn named(column: &str) -> Option<&'static str> {
    let name = shown(column).trim_matches(['*', ' ', ':', '：']).to_lowercase();
    if NAME.contains(&name.as_str()) || meaning(column) == Some("account") {
        return Some("name");
    }
    let known = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(target, _)| *target);
    known.or_else(|| home(&as_field(column)))
}

/// The field of an account that a column is filled into, by its name alone.
pub(in crate::exchange) fn field(column: &str) -> Option<&'static str> {
    named(column).filter(|target| !["id", "type"].contains(target))
}

/// A field of an account that a list can fill.
fn home(name: &str) -> Option<&'static str> {
    let fills = |ty: Type| !matches!(ty, Type::Ref(_) | Type::Entries(_));
    Kind::Account.open_fields().find(|row| row.name == name && fills(row.ty)).map(|row| row.name)
}

/// A list that names companies and nobody in them.
pub(super) fn knows(header: &[String]) -> bool {
    let of_people = ["name", "first_name", "last_name", "title", "department", "manager", "birthday", "role", "layer"];
    let is_bare = |column: &String| NAME.contains(&shown(column).trim().to_lowercase().as_str());
    let people = header.iter().filter(|column| !is_bare(column)).filter_map(|column| meaning(column));
    if people.into_iter().any(|target| of_people.contains(&target)) {
        return false;
    }
    let found: BTreeSet<&str> = header.iter().filter_map(|column| named(column)).collect();
    let names_companies = header.iter().any(|column| meaning(column) == Some("account"));
    let is_telling = TELLING.iter().any(|target| found.contains(target));
    // A bare name beside a company is somebody's, and so is one beside an address.
    let has_address = || header.iter().any(|column| meaning(column) == Some("emails"));
    if header.iter().any(is_bare) && (names_companies || has_address()) {
        return false;
    }
    found.contains("name") && if names_companies { found.len() > 1 } else { is_telling }
}

/// Whether the user explains a list of accounts: a company, and nobody's name.
pub(super) fn is_explained(options: &Options, header: &[String]) -> bool {
    let said = |column: &String| options.map.iter().find(|(name, _)| name == column).map(|(_, field)| field.as_str());
    let names_somebody = header.iter().any(|column| {
        let target = said(column).map(headers::meant).or_else(|| meaning(column));
        target.is_some_and(|target| headers::OF_NAMES.contains(&target))
    });
    !names_somebody && header.iter().any(|column| target(options, column).as_deref() == Some("name"))
}

/// Holds what the user explained against the columns there are and the fields an account has.
pub(super) fn check(options: &Options, header: &[String]) -> Result<(), Problem> {
    for (column, field) in &options.map {
        if !header.contains(column) {
            let columns = super::told(header);
            return Err(Problem::new("problem-import-no-column").with("column", column).with("columns", columns));
        }
        if !means(field) {
            return Err(unknown_target(field, targets(), words()));
        }
    }
    one_each(options, |target| joins(Kind::Account, target))
}

/// What somebody means who explains a column so: a field, or what such columns are often called.
pub(super) fn meant(word: &str) -> &str {
    let is_known = word.is_empty() || word == "account" || targets().contains(&word);
    if is_known { word } else { named(word).unwrap_or(word) }
}

/// Whether what a column is explained as is something a list of accounts can say, or nothing.
pub(super) fn means(word: &str) -> bool {
    let field = meant(word);
    ["", "account"].contains(&field) || targets().contains(&field)
}

/// What columns are often called.
fn words() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|(_, names)| names.iter().copied()).chain(NAME)
}

/// What a column can be read as.
fn targets() -> Vec<&'static str> {
    let named = std::iter::once("name").chain(NAMES.iter().map(|(target, _)| *target));
    let mut all: Vec<&'static str> = named.collect();
    let fields = Kind::Account.open_fields().map(|field| field.name).filter(|name| home(name).is_some());
    all.extend(fields.filter(|name| *name != "name" && NAMES.iter().all(|(target, _)| target != name)));
    all
}

pub(super) fn read(intake: &mut Intake, table: &Table) {
    let columns = Columns::read(intake.options, table.header);
    let mut given: BTreeMap<Id, String> = BTreeMap::new();
    let mut parents = Vec::new();
    for line in table.lines() {
        let row = intake.row(line.number());
        let name = columns.get(&line, "name");
        if name.is_empty() {
            intake.fail(row, Problem::new("problem-import-no-account-name"));
            continue;
        }
        let number = columns.number(&line);
        let id = identify(intake, name, number, &mut given);
        intake.lead(row, Kind::Account, id, if number.is_empty() { name } else { number });
        let mut want = Want::new(row, Kind::Account, id);
        if !number.is_empty() && ext::own(number) != Some(id) {
            want.name_it(SOURCE, number);
        }
        line.remember_rest(&mut want, &[]);
        line.place(&mut want);
        fill(intake, &columns, &line, &mut want);
        for called in [name, columns.get(&line, "short_name")].into_iter().filter(|called| !called.is_empty()) {
            intake.listed(called, id);
        }
        let parent = columns.get(&line, "parent").to_owned();
        let (cell, want) = (columns.keys(&line, "parent"), intake.want(want));
        if !parent.is_empty() {
            parents.push((want, parent, cell));
        }
    }
    for (want, parent, cell) in parents {
        let Some(parent) = intake.account_here(&parent) else { continue };
        let cells: Vec<&str> = cell.iter().map(String::as_str).collect();
        intake.change(want, |want| {
            if want.id != parent {
                want.set("parent", parent.to_string(), &cells);
            }
        });
    }
}

/// Which columns hold what.
struct Columns<'a>(BTreeMap<String, Vec<&'a str>>);

impl<'a> Columns<'a> {
    fn read(options: &Options, header: &'a [String]) -> Self {
        let mut of: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
        for column in header {
            if let Some(target) = target(options, column) {
                of.entry(target).or_default().push(column);
            }
        }
        // Beside a company, a bare name is that of something else.
        if let Some(names) = of.get_mut("name").filter(|names| names.len() > 1) {
            names.sort_by_key(|column| meaning(column) != Some("account"));
        }
        Self(of)
    }

    fn all(&self, target: &str) -> &[&'a str] {
        self.0.get(target).map_or(&[], Vec::as_slice)
    }

    /// What the first filled column of a target says.
    fn get<'l>(&self, line: &Line<'l>, target: &str) -> &'l str {
        self.all(target).iter().map(|column| line.get(column)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn keys(&self, line: &Line, target: &str) -> Vec<String> {
        self.all(target).iter().map(|column| line.key(column)).collect()
    }

    /// The number by which a program knows the account everywhere; one of a list of its own says nothing elsewhere.
    fn number<'l>(&self, line: &Line<'l>) -> &'l str {
        let of_program = |column: &str| {
            let column = shown(column).trim().to_lowercase();
            matches!(column.as_str(), "record id" | "record id - company" | "(do not modify) account" | "account id")
        };
        let numbers = self.all("id").iter().map(|column| (*column, line.get(column)));
        let known =
            numbers.filter(|(column, text)| !text.is_empty() && (of_program(column) || is_everywhere(column, text)));
        known.map(|(_, text)| text).next().unwrap_or_default()
    }
}

/// The account of that number; else that of the name, unless another number of the file or of before goes by it.
fn identify(intake: &Intake, name: &str, number: &str, given: &mut BTreeMap<Id, String>) -> Id {
    let own = ext::own(number).filter(|id| intake.aside.held(*id).is_none_or(|held| held.kind == Kind::Account));
    let by_name = || {
        let here = intake.account_here(name)?;
        let key = ext::key(SOURCE);
        let other = intake.aside.record(here).and_then(|record| record.extra().get(&key));
        let is_free = other.is_none() && given.get(&here).is_none_or(|taken| taken == number);
        (number.is_empty() || is_free).then_some(here)
    };
    let new = || {
        let by_name = Id::named("account", &folded(name));
        let is_taken = intake.aside.held(by_name).is_some() || given.contains_key(&by_name);
        if !number.is_empty() && is_taken { Id::named(SOURCE, number) } else { by_name }
    };
    let known = Some(number).filter(|number| !number.is_empty()).and_then(|number| intake.known.here(number));
    // Numbers of other programs look like ours: an account of that name is here before one of such a number.
    let held = own.filter(|id| intake.aside.held(*id).is_some());
    let id = known.or(held).or_else(by_name).or(own).unwrap_or_else(new);
    given.entry(id).or_insert_with(|| number.to_owned());
    id
}

/// Has an account be what a row of another kind of list says of it.
pub(super) fn fill_from(intake: &mut Intake, header: &[String], line: &Line, want: &mut Want) {
    fill(intake, &Columns::read(intake.options, header), line, want);
}

fn fill(intake: &mut Intake, columns: &Columns, line: &Line, want: &mut Want) {
    let keys = |target: &str| columns.keys(line, target);
    let strs = |keys: &[String]| -> Vec<String> { keys.to_vec() };
    for (target, names) in &columns.0 {
        if SPECIAL.contains(&target.as_str()) {
            continue;
        }
        let mut texts = names.iter().map(|column| line.get(column)).filter(|text| !text.is_empty());
        let is_listed = joins(Kind::Account, target);
        let text =
            if is_listed { texts.collect::<Vec<_>>().join("\n") } else { texts.next().unwrap_or_default().into() };
        let text = if target == "headcount" { count(&text) } else { text };
        let cells = strs(&keys(target));
        intake.set(want, target, &text, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let code = |field: &str, text: &str| {
        let field = Kind::Account.field(field)?;
        let Type::Choice(choices) = field.ty else { return None };
        let text = text.to_lowercase().replace(' ', "_");
        choices.codes.iter().find(|code| **code == text).map(|code| (*code).to_owned())
    };
    let said = columns.get(line, "industry");
    let own = code("industry", said);
    if own.is_none() {
        note_industry(intake, want.row, said);
    }
    let mut set = |target: &str, field: &str, value: Option<String>| {
        let cells = keys(target);
        if let Some(value) = value {
            want.set(field, value, &cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
    };
    set("name", "name", Some(columns.get(line, "name").to_owned()));
    set("industry", "industry", own.or_else(|| industry(said).map(|found| found.code().to_owned())));
    for column in ["stage", "type"] {
        let said = columns.get(line, column);
        let found = code("stage", said).or_else(|| super::salesforce::stage(said).map(|stage| stage.code().to_owned()));
        set(column, "stage", found);
    }
    let owner = folded(columns.get(line, "owner"));
    let member = intake.room.all::<Member>().find(|member| !owner.is_empty() && folded(&member.name) == owner);
    let is_nobody = !headers::is_nothing(&owner) && member.is_none();
    set("owner", "owner", member.map(|member| member.id.to_string()));
    if is_nobody {
        let problem = Problem::new("problem-import-owner").with("name", columns.get(line, "name"));
        intake.note(want.row, problem.with("owner", columns.get(line, "owner")));
    }
}

/// A number of people, without what stands around it: `1,200`, `约300人`. Of a range, the text stays what it is.
fn count(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, ',' | '，' | '约' | '人' | '+' | ' ')).collect();
    if bare.bytes().all(|byte| byte.is_ascii_digit()) { bare } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn a_list_of_companies_is_told_from_one_of_people() {
        for text in [
            "Company,Industry,City,Website,Phone",
            "公司名称,行业,城市",
            "Record ID,Company name,Company owner,Phone Number,City,Country/Region,Industry",
            "(Do Not Modify) Account,(Do Not Modify) Row Checksum,Account Name,Main Phone,Address 1: City,Primary Contact",
            "Id,Name,Industry,Phone,Website",
            "名称,行业,电话",
        ] {
            assert!(knows(&header(text)), "{text}");
        }
        for text in [
            "Name,Company,Phone",
            "姓名,公司,电话",
            "Name,Phone,Email",
            "Company,Contact,Phone",
            "First Name,Last Name,Company,Industry",
            "Company,Job Title,Phone",
            "Name,Company,Industry",
            "Company",
            "Total,42",
        ] {
            assert!(!knows(&header(text)), "{text}");
        }
    }

    #[test]
    fn a_number_of_people_is_read_out_of_what_stands_around_it() {
        assert_eq!(["1,200", "约300人", "51-200", ""].map(count), ["1200", "300", "51-200", ""]);
    }
}
