//! From which program's address book a list is, told by what no other program calls its columns.

use super::headers::{meaning, meaning_among};
use super::named::shown;

/// What no other program calls its columns than Outlook, in the languages in which it calls a salutation a title.
const OUTLOOK: [&str; 19] = [
    "e-mail address",
    "e-mail 2 address",
    "e-mail 3 address",
    "manager's name",
    "business phone",
    "business phone 2",
    "business city",
    "home city",
    "company main phone",
    "电子邮件 2 地址",
    "電子郵件地址",
    "電子郵件 2 地址",
    "電子郵件 3 地址",
    "商務電話",
    "商務電話 2",
    "商務 - 市/鎮",
    "行動電話",
    "公司代表線",
    "主管名稱",
];

/// Whether columns are what is left of Outlook's: a name in its parts, and two that are called so nowhere else.
pub(super) fn is_of_outlook(all: &[String]) -> bool {
    let mut own = all.iter().filter(|column| OUTLOOK.contains(&shown(column).trim().to_lowercase().as_str()));
    let others = || all.iter().filter(|column| meaning(column) != Some("title"));
    let has = |name: &str| others().any(|column| meaning_among(column, all) == Some(name));
    let is_parted = || (has("first_name") || has("last_name")) && !has("name");
    own.next().is_some() && own.next().is_some() && is_parted()
}

/// Whether columns begin like those of a list of Dynamics': `(Do Not Modify) Contact`, `(Do Not Modify) Row Checksum`, ….
pub(super) fn is_of_dynamics(all: &[String]) -> bool {
    let warning = |column: &String| column.strip_prefix('(').and_then(|rest| Some(rest.split_once(") ")?.0.to_owned()));
    let mut warnings = all.iter().take(3).map(warning);
    let first = warnings.next().flatten();
    first.is_some() && warnings.len() == 2 && warnings.all(|other| other == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_outlook_is_one_whatever_columns_are_gone_and_a_list_with_titles_is_none() {
        let title = |columns: &str| {
            let all: Vec<String> = columns.split(',').map(str::to_owned).collect();
            all.iter()
                .find_map(|column| meaning_among(column, &all).filter(|what| ["title", "honorific"].contains(what)))
        };
        for columns in [
            "Title,First Name,Last Name,Company,Manager's Name,Business Phone,E-mail Address",
            "First Name,Last Name,Title,E-mail Address,E-mail 2 Address",
            "頭銜,名字,姓氏,公司,商務電話,電子郵件地址",
        ] {
            assert_eq!(title(columns), Some("honorific"), "{columns}");
        }
        for columns in [
            "Title,First Name,Last Name,Company,Email,Business Phone",
            "Name,Title,Business Phone,E-mail Address",
            "頭銜,姓名,公司,電話",
            "Title,First Name,Last Name,Email Address,Mobile Phone",
        ] {
            assert_eq!(title(columns), Some("title"), "{columns}");
        }
    }
}
