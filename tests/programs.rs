//! Tables as other programs write them beyond names and numbers: Outlook in Chinese, people who are inactive in Dynamics,
//! columns that mean nothing here; and that what is written for them is read again as it was.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::Program;

fn import(program: &Program, name: &str, text: &str) -> Vec<Value> {
    let file = program.file(name, text);
    let run = program.run(&["import", file.to_str().unwrap(), "--json"]);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The only record of a kind.
fn only(program: &Program, kind: &str) -> Value {
    let all = program.json(&["list", kind]);
    let [one] = all.as_array().unwrap().as_slice() else { panic!("{all}") };
    program.json(&["show", kind, one["id"].as_str().unwrap()])
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap_or_else(|| panic!("{list}")).iter().map(|one| one["value"].as_str().unwrap()).collect()
}

#[test]
fn outlook_is_read_in_both_scripts_and_goes_back() {
    let simplified = "英文称谓,名,姓,中文称谓,单位,部门,职务,商务地址 市/县,商务电话,住宅电话,移动电话,电子邮件地址,\
                      电子邮件 2 地址,附注,纪念日,经理姓名,配偶,生日,助理的姓名\n\
                      ,三,张,先生,甲公司,采购部,经理,成都,028-1,028-2,139,a@b.example,c@b.example,钓鱼,2001/2/3,李四,\
                      王 芳,1970/5/6,小周\n";
    let traditional = "頭銜,名字,姓氏,稱謂,公司,部門,職稱,商務 - 市/鎮,商務電話,住家電話,行動電話,主管名稱,生日,助理,紀念日,記事,\
                       配偶,電子郵件地址,電子郵件 2 地址\n\
                       ,三,张,先生,甲公司,采购部,经理,成都,028-1,028-2,139,李四,1970/5/6,小周,2001/2/3,钓鱼,王 芳,\
                       a@b.example,c@b.example\n";
    for (text, anniversary) in [(simplified, "纪念日"), (traditional, "紀念日")] {
        let program = Program::new();
        let told = import(&program, "outlook.csv", text);
        assert_eq!(told[0]["status"], json!("created"), "{told:?}");
        let (person, seat, day) = (only(&program, "person"), only(&program, "seat"), only(&program, "occasion"));
        assert_eq!((&person["name"], &person["honorific"]), (&json!("张三"), &json!("先生")));
        assert_eq!(texts(&person["emails"]), ["a@b.example", "c@b.example"]);
        assert_eq!(texts(&person["phones"]), ["028-1", "028-2", "139"]);
        assert_eq!((&person["home_city"], &person["notes"]), (&json!("成都"), &json!("钓鱼")));
        assert_eq!((&person["family"], &person["birthday"]), (&json!("配偶: 王 芳"), &json!("1970-05-06")));
        assert_eq!((&seat["title"], &seat["department"]), (&json!("经理"), &json!("采购部")));
        assert_eq!((&seat["reports_to_text"], &seat["notes"]), (&json!("李四"), &json!("Assistant: 小周")));
        assert_eq!((&day["what"], &day["date"]), (&json!(anniversary), &json!("2001-02-03")));
        let again = import(&program, "outlook.csv", text);
        assert_eq!(again[0]["status"], json!("unchanged"), "{again:?}");
        assert_eq!(
            program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]).trim(),
            text.trim()
        );
        let again = import(&program, "outlook.csv", &text.replace("王 芳", "王芳").replace("2001/2/3", "2001/2/4"));
        assert_eq!(again[0]["status"], json!("updated"), "{again:?}");
        assert_eq!(only(&program, "person")["family"], json!("配偶: 王芳"));
        assert_eq!(only(&program, "occasion")["date"], json!("2001-02-04"));
    }
    let english = "First Name,Last Name,Company,Job Title,Business City,Home City,Home Phone,Other Phone,Spouse,Anniversary,\
                   Manager's Name,Assistant's Name\n\
                   Ann,Lee,Acme,Buyer,,Leeds,1,2,Jo,2001-02-03,Bo,Cy\nBo,Ek,Acme,Head,,,,,,0/0/00,,\n";
    let program = Program::new();
    import(&program, "english.csv", english);
    let all = program.json(&["list", "person"]);
    let ann = all.as_array().unwrap().iter().find(|one| one["name"] == json!("Ann Lee")).unwrap();
    let ann = program.json(&["show", "person", ann["id"].as_str().unwrap()]);
    assert_eq!((&ann["home_city"], &ann["family"]), (&json!("Leeds"), &json!("spouse: Jo")));
    assert_eq!(texts(&ann["phones"]), ["1", "2"]);
    assert_eq!(only(&program, "occasion")["what"], json!("anniversary"));
    assert!(program.json(&["list", "seat"]).to_string().contains("Assistant: Cy"));
}

#[test]
fn who_is_inactive_in_dynamics_has_left_the_seat() {
    let list = |status: &str| {
        format!(
            "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Company Name,\
             Job Title,Status\n8a1b0000-0000-4000-8000-0000000000a1,Q==,03/14/2026 10:00,Ida Holm,Fjord,Buyer,{status}\n"
        )
    };
    let program = Program::new();
    let first = import(&program, "d.csv", &list("Inactive"));
    assert_eq!((&first[0]["status"], &first[0]["code"]), (&json!("created"), &json!("inactive")), "{first:?}");
    assert_eq!(only(&program, "seat")["to"], json!("2026-10-19"));
    assert_eq!(import(&program, "d.csv", &list("Inactive"))[0]["status"], json!("unchanged"));
    assert_eq!(import(&program, "d.csv", &list("Active"))[0]["status"], json!("updated"));
    assert_eq!(only(&program, "seat")["to"], Value::Null);
    // What was set here stays.
    let seat = only(&program, "seat")["id"].as_str().unwrap().to_owned();
    program.ok(&["set", "seat", &seat, "to=2026-01-31"]);
    assert_eq!(import(&program, "d.csv", &list("Inactive"))[0]["code"], json!("inactive"));
    assert_eq!(only(&program, "seat")["to"], json!("2026-01-31"));
    // Only there does the word mean that.
    let told = import(&Program::new(), "own.csv", "Name,Company,Status\nAnn,Acme,Inactive\n");
    assert_eq!(told[0]["code"], json!(""));
}

#[test]
fn columns_that_mean_nothing_here_are_named_once() {
    let program = Program::new();
    let text = "Name,Company,Badge,Locker,Empty\nAnn,Acme,Gold,,\nBo,Acme,,2,\n";
    let told = import(&program, "list.csv", text);
    assert_eq!(told.last().unwrap()["summary"]["kept"], json!(["Badge", "Locker"]));
    let file = program.file("list.csv", text);
    let said = program.ok(&["import", file.to_str().unwrap()]);
    assert!(said.contains("Badge, Locker") && said.matches("Badge").count() == 1, "{said}");
    // What is ours means something.
    for profile in ["contacts", "chinese", "google", "outlook", "hubspot", "dynamics"] {
        let ours = Program::with_sample().ok(&["export", "--format", "csv", "--profile", profile, "--sensitive"]);
        let told = import(&Program::new(), "ours.csv", &ours);
        assert_eq!(told.last().unwrap()["summary"]["kept"], Value::Null, "{profile}");
    }
    let known = import(&Program::new(), "list.csv", "Name,Company,Title\nAnn,Acme,Head\n");
    assert_eq!(known.last().unwrap()["summary"].get("kept"), None);
}

fn export(program: &Program, profile: &str) -> String {
    program.ok(&["export", "--format", "csv", "--profile", profile, "--sensitive"])
}

/// What a list says in a column, row by row.
fn column<'t>(list: &'t str, name: &str) -> Vec<&'t str> {
    let mut rows = list.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let at = rows.next().unwrap().iter().position(|column| *column == name).unwrap_or_else(|| panic!("{name} {list}"));
    rows.map(|row| row[at]).collect()
}

const ACCOUNTS: &str = "\"ID\",\"ISDELETED\",\"NAME\",\"TYPE\",\"PARENTID\",\"BILLINGCITY\"\n\
                        001A000001aaaaaIAA,false,Globex,Customer - Direct,,Lyon\n";
const CONTACTS: &str = "\"ID\",\"ISDELETED\",\"ACCOUNTID\",\"LASTNAME\",\"FIRSTNAME\",\"NAME\",\"TITLE\",\"EMAIL\",\
                        \"BIRTHDATE\",\"REPORTSTOID\",\"DESCRIPTION\",\"BADGE__C\"\n\
                        003A00000100001AAA,false,001A000001aaaaaIAA,Roux,Luc,Luc Roux,CEO,luc@g.example,1960-01-05,,,7\n\
                        003A00000100002AAA,false,001A000001aaaaaIAA,Petit,Zoe,Zoe Petit,Buyer,zoe@g.example,,\
                        003A00000100001AAA,Likes tea,8\n";

#[test]
fn salesforce_is_read_whatever_the_case_of_its_headers_and_written_in_one() {
    let program = Program::new();
    import(&program, "SFAccount.csv", ACCOUNTS);
    import(&program, "SFContact.csv", CONTACTS);
    let out = export(&program, "salesforce");
    let header = out.lines().next().unwrap();
    assert_eq!(header, header.to_uppercase());
    assert!(header.contains("ACCOUNT.NAME") && header.ends_with("BADGE__C,X-WARROOM-WAS"), "{header}");
    // Each header by itself, as older exports of ours had them.
    let mixed = out.replacen("ACCOUNT.NAME", "Account.Name", 1).replacen("MOBILEPHONE", "mobilePhone", 1);
    for text in [&out, &mixed] {
        let told = import(&program, "out.csv", text);
        let summary = &told.last().unwrap()["summary"];
        assert_eq!((&summary["unchanged"], &summary["kept"]), (&json!(2), &Value::Null), "{told:?}");
        let away = Program::new();
        let told = import(&away, "out.csv", text);
        assert_eq!(told.last().unwrap()["summary"]["created"], json!(2), "{told:?}");
        let seats = away.json(&["list", "seat"]).to_string();
        assert!(seats.contains("Buyer") && only(&away, "account")["name"] == json!("Globex"), "{seats}");
        assert!(away.ok(&["export", "--sensitive"]).contains("\"notes\":\"Likes tea\""));
    }
    // What Salesforce writes in its own case goes out in it.
    let program = Program::new();
    import(&program, "c.csv", &CONTACTS.replacen("ACCOUNTID", "AccountId", 1).replacen("LASTNAME", "lastname", 1));
    let out = export(&program, "salesforce");
    assert!(out.starts_with("Id,AccountId,Account.Name,Salutation,FirstName,LastName,"), "{out}");
    // A list of people with a number and a parent is none of accounts.
    let program = Program::new();
    import(&program, "people.csv", "ID,Name,Title,ParentID,Email\n1,Ann,Head,,a@b.example\n");
    assert_eq!(only(&program, "person")["name"], json!("Ann"));
}

#[test]
fn what_dynamics_describes_are_notes_and_a_spouse_is_family() {
    let program = Program::new();
    import(&program, "nn.csv", "Name,Company,Notes\nAl,B,remember me\n");
    let out = export(&program, "dynamics");
    let away = Program::new();
    import(&away, "dn.csv", &out);
    assert_eq!(only(&away, "person")["notes"], json!("remember me"), "{out}");
    assert_is_family("Spouse/Partner Name", "spouse: Kai");
}

/// Of a column somebody's family is read, which stays home and goes back.
fn assert_is_family(header: &str, family: &str) {
    let program = Program::new();
    let text = format!("Name,Company,{header}\nAl,B,Kai\n");
    let told = import(&program, "list.csv", &text);
    assert_eq!(told.last().unwrap()["summary"].get("kept"), None, "{told:?}");
    assert_eq!(only(&program, "person")["family"], json!(family));
    assert_eq!(import(&program, "list.csv", &text)[0]["status"], json!("unchanged"));
    assert!(!program.ok(&["export"]).contains("Kai"));
    assert_eq!(export(&program, "original"), text);
}

#[test]
fn telephones_and_addresses_keep_the_labels_they_came_with() {
    let program = Program::new();
    let text = "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,\
                Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n\
                Nora,Quist,Calder,* Home,n@q.example,Mobile,+47 1,Work,+47 2,Boat,+47 3\n";
    import(&program, "g.csv", text);
    let out = export(&program, "google");
    let said: Vec<&str> = ["Phone 1 - Label", "Phone 2 - Label", "Phone 3 - Label", "E-mail 1 - Label"]
        .iter()
        .flat_map(|name| column(&out, name))
        .collect();
    assert_eq!(said, ["Mobile", "Work", "Boat", "* Home"], "{out}");
    // A word of somebody's own may be personal.
    let open = program.ok(&["export", "--format", "csv", "--profile", "google"]);
    assert_eq!(column(&open, "Phone 3 - Label"), ["Work"]);
    let outlook = export(&program, "outlook");
    assert_eq!([column(&outlook, "Mobile Phone"), column(&outlook, "Business Phone")], [["+47 1"], ["+47 2"]]);
    assert_eq!(import(&program, "out.csv", &out)[0]["status"], json!("unchanged"));
}

#[test]
fn what_is_personal_is_said_to_be_left_out_only_where_it_is() {
    let senior = "Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,Parent Department,\
                  Organisation,Unit,Contact Phone,Contact E-mail,Reports to Senior Post,Salary Cost of Reports (£),FTE,\
                  Actual Pay Floor (£),Actual Pay Ceiling (£),Total Pay (£),Professional/Occupational Group,Notes,Valid?\n\
                  100,Jane Top,SCS4,Secretary,Leads,Dept X,Dept X,Office,020 1,jane@x.example,XX,500000,1.00,200000,204999,,\
                  Policy,,1\n";
    let list = "Name,Company,Birthday,Badge\nAnn,Acme,1970-05-06,7\nBo,Acme,,\n";
    for (text, profile, count) in [
        (senior, "original", 0),
        (senior, "google", 0),
        (list, "original", 1),
        (list, "google", 1),
        (list, "hubspot", 1),
        ("Name,Company,Badge\nAnn,Acme,7\n", "original", 1),
        ("Name,Company,Badge\nAnn,Acme,7\n", "outlook", 0),
    ] {
        let program = Program::new();
        import(&program, "list.csv", text);
        let args = ["export", "--format", "csv", "--profile", profile];
        let run = program.run(&args);
        let is_whole = run.out == program.ok(&[&args[..], &["--sensitive"]].concat());
        // Other lists have a column for the day in any case.
        assert!(is_whole == (count == 0) || profile != "original", "{}", run.out);
        let said = run.err.lines().find(|line| line.contains("--sensitive")).unwrap_or_default().to_owned();
        assert_eq!(said.contains("of one record was"), count > 0, "{profile}: {said}");
        assert_eq!(said.is_empty(), count == 0, "{profile}: {said}");
    }
    // A table of a kind and a card have no cells of a list.
    for (format, kind) in [("csv", "person"), ("vcard", "person"), ("ical", "person")] {
        let program = Program::new();
        import(&program, "list.csv", "Name,Company,Badge\nAnn,Acme,7\n");
        let run = program.run(&["export", kind, "--format", format]);
        assert!(run.status == 0 && run.err.is_empty(), "{format} {run:?}");
    }
}

#[test]
fn rows_that_were_mended_are_of_the_list_they_came_from() {
    let program = Program::new();
    let text = "ID,Name,Company,Title\n1,Una Fox,Zed,Buyer\n2,,Zed,Nobody\n3,Wim Holt,Zed,CEO\n4,Vic Gray,Zed,CTO\n";
    let list = program.file("bad.csv", text);
    let rejects = list.with_file_name("rj.csv");
    program.run(&["import", list.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]);
    let mended = std::fs::read_to_string(&rejects).unwrap().replace("2,,", "2,Yan Joy,");
    assert_eq!(import(&program, "rj.csv", &mended)[0]["status"], json!("created"));
    let whole =
        "ID,Name,Company,Title\n1,Una Fox,Zed,Buyer\n3,Wim Holt,Zed,CEO\n4,Vic Gray,Zed,CTO\n2,Yan Joy,Zed,Nobody\n";
    assert_eq!(export(&program, "original"), whole);
    let from = ["export", "--format", "csv", "--profile", "original", "--sensitive", "--from", "bad.csv"];
    assert_eq!(program.ok(&from), whole);
    assert_eq!(import(&program, "rj.csv", &mended)[0]["status"], json!("unchanged"));
    // Without that column it is a list of its own.
    let other = Program::new();
    import(&other, "bad.csv", text);
    import(&other, "else.csv", "ID,Name,Company,Title\n9,Yan Joy,Zed,Nobody\n");
    assert_eq!(other.run(&["export", "--format", "csv", "--profile", "original"]).status, 1);
}

#[test]
fn whoever_is_above_is_known_by_what_the_column_is_called_in_chinese() {
    for header in ["主管", "直屬主管", "直属主管", "上級", "上级主管", "直接上级", "直屬領導", "經理"]
    {
        let program = Program::new();
        let text = format!("姓名,公司,{header}\n王芳,甲公司,李四\n李四,甲公司,\n");
        let told = import(&program, "list.csv", &text);
        assert_eq!(told.last().unwrap()["summary"].get("kept"), None, "{header} {told:?}");
        assert!(program.ok(&["export", "--sensitive"]).contains("\"reports_to\""), "{header}");
    }
}

#[test]
fn google_gets_days_of_no_year_and_several_numbers_as_it_writes_them() {
    let program = Program::new();
    let text = "First Name,Last Name,Organization Name,Birthday,Phone 1 - Label,Phone 1 - Value\n\
                Nora,Quist,Calder,--05-17,Mobile,+47 1 ::: +47 2\n";
    import(&program, "g.csv", text);
    assert_eq!(export(&program, "original"), text);
    let out = export(&program, "google");
    assert_eq!(column(&out, "Birthday"), ["--05-17"]);
    assert_eq!(import(&program, "out.csv", &out)[0]["status"], json!("unchanged"));
    let away = Program::new();
    import(&away, "out.csv", &out);
    assert_eq!(only(&away, "person")["birthday"], json!("05-17"));
}

#[test]
fn children_are_family_and_a_hobby_is_what_somebody_likes() {
    for (header, family) in [
        ("Children", "child: Kai"),
        ("child", "child: Kai"),
        ("子女", "子女: Kai"),
        ("孩子", "孩子: Kai"),
        ("小孩", "小孩: Kai"),
    ] {
        assert_is_family(header, family);
    }
    for header in ["Hobby", "Hobbies", "爱好", "兴趣爱好"] {
        let program = Program::new();
        import(&program, "list.csv", &format!("Name,Company,{header}\nAl,B,Golf\n"));
        assert_eq!(only(&program, "person")["likes"], json!("Golf"), "{header}");
        assert!(!program.ok(&["export"]).contains("Golf"), "{header}");
    }
}
