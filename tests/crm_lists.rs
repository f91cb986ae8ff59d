//! Lists of people as CRMs and directories export them: companies among the people, numbers of companies, people as objects.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, only};

fn all(program: &Program, kind: &str, field: &str) -> Vec<String> {
    let records = program.json(&["list", kind]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut all: Vec<String> = records.as_array().unwrap().iter().filter_map(|one| text(&one[field])).collect();
    all.sort_unstable();
    all
}

/// Reads a list twice: the second time there is nothing new. What was said the first time.
fn twice(program: &Program, name: &str, text: &str) -> String {
    let said = import(program, name, text);
    let again = import(program, name, text);
    assert!(again.contains("0 added, 0 updated"), "{said}\n{again}");
    said
}

#[test]
fn companies_among_the_contacts_of_odoo_are_accounts() {
    let whole = "id,Display Name,Name,Is a Company,Related Company,Related Company/ID,Job Position,Email,Phone,City\n\
        res_10,Azure Interior,Azure Interior,True,,,,azure@example.com,(870)-931-0505,Fremont\n\
        res_26,\"Azure Interior, Brandon Freeman\",Brandon Freeman,False,Azure Interior,res_10,Creative Director,b@example.com,(355)-687-3262,Fremont\n\
        res_27,\"Azure Interior, Nicole Ford\",Nicole Ford,False,Azure Interior,res_10,Director,n@example.com,,Fremont\n\
        res_30,\"Ames, Ann\",\"Ames, Ann\",False,,,,,030 1234,\n";
    let short = "External ID,Name,Is a Company,Related Company,Job Position,Email,Phone\n\
        res_26,Brandon Freeman,False,Azure Interior,Creative Director,b@example.com,(355)-687-3262\n\
        res_10,Azure Interior,1,,,azure@example.com,(870)-931-0505\n\
        res_27,Nicole Ford,False,Azure Interior,Director,n@example.com,\n";
    for (list, people) in [(whole, 3), (short, 2)] {
        let program = Program::new();
        twice(&program, "res_partner.csv", list);
        let names = all(&program, "person", "name");
        assert_eq!(names.len(), people, "{names:?}");
        assert!(
            names.contains(&"Brandon Freeman".to_owned()) && names.contains(&"Nicole Ford".to_owned()),
            "{names:?}"
        );
        let account = only(&program, "account");
        assert_eq!([&account["name"], &account["phone"]], ["Azure Interior", "(870)-931-0505"]);
        assert_eq!(all(&program, "seat", "title"), ["Creative Director", "Director"]);
    }
    // Under another name it is the same.
    let program = Program::new();
    twice(&program, "res_partner.csv", whole);
    twice(&program, "res_partner.csv", &whole.replace("Azure Interior", "Azure Indoors"));
    assert_eq!(only(&program, "account")["name"], "Azure Indoors");
    assert_eq!(all(&program, "person", "name").len(), 3);
    assert_eq!(all(&program, "seat", "title").len(), 2);
}

#[test]
fn a_company_is_the_same_under_another_name_where_a_list_numbers_it() {
    for number in ["Account ID", "Account Name.id", "Company ID", "organizationId", "Organization ID"] {
        let list = |house: &str, other: &str| {
            format!(
                "ID,First Name,Last Name,Title,Account Name,{number}\na1,Ken,Adams,VP,{house},b1\na2,Lena,Boss,CEO,{house},b1\n\
                 a3,Max,Moll,CIO,{other},b2\n"
            )
        };
        let program = Program::new();
        twice(&program, "contacts.csv", &list("Air Safety Inc", "Beta"));
        program.ok(&["set", "seat", "Ken Adams", "support=mentor"]);
        let said = twice(&program, "contacts.csv", &list("Air Safety SE", "Beta"));
        assert!(!said.contains("left") || said.contains("0 left out"), "{said}");
        assert_eq!(all(&program, "account", "name"), ["Air Safety SE", "Beta"], "{number}");
        assert_eq!(all(&program, "seat", "to"), Vec::<String>::new());
        assert_eq!(all(&program, "seat", "title"), ["CEO", "CIO", "VP"]);
        // What it is called here by hand stays, and is told.
        program.ok(&["set", "account", "Air Safety SE", "name=The air people"]);
        let said = import(&program, "contacts.csv", &list("Air Safety AG", "Beta"));
        assert!(said.contains("Air Safety AG"), "{said}");
        assert_eq!(all(&program, "account", "name"), ["Beta", "The air people"], "{number}");
        // Somebody who moves to another number moves.
        let moved = list("Air Safety AG", "Beta").replace("Ken,Adams,VP,Air Safety AG,b1", "Ken,Adams,VP,Beta,b2");
        import(&program, "contacts.csv", &moved);
        assert_eq!(all(&program, "account", "name").len(), 2, "{number}");
    }
}

#[test]
fn a_company_that_was_here_before_and_two_of_one_name_are_what_they_are_called() {
    const HEAD: &str = "Name,Title,Account Name,Account ID\n";
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme", "aliases=Acme Inc"]);
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme Inc,b1\n"));
    assert_eq!(only(&program, "account")["name"], "Acme");
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme SE,b1\n"));
    assert_eq!(only(&program, "account")["name"], "Acme SE");
    // Of one name with two numbers neither says what it is called.
    let program = Program::new();
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme,b1\nBo Bare,CFO,Acme,b2\n"));
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme,b1\nBo Bare,CFO,Beta,b2\n"));
    assert_eq!(all(&program, "account", "name"), ["Acme", "Beta"]);
    // A row that names no company is at the one of its number.
    let program = Program::new();
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme,b1\n"));
    twice(&program, "contacts.csv", &format!("{HEAD}Ann Ames,CEO,Acme,b1\nBo Bare,CFO,,b1\n"));
    assert_eq!(all(&program, "seat", "title"), ["CEO", "CFO"]);
}

#[test]
fn people_of_scim_are_called_by_their_names() {
    let program = Program::new();
    let list = r#"{"Resources":[
        {"id":"1","userName":"ann","name":{"formatted":"Ms. Ann Ames","familyName":"Ames","givenName":"Ann"},"title":"Buyer",
         "emails":[{"value":"ann@x.example","type":"work","primary":true},{"value":"ann@home.example","type":"home"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"organization":"Acme","department":"Purchasing","manager":{"value":"2"}}},
        {"id":"2","name":{"formatted":"Karl Koch"},"title":"CEO","emails":[{"value":"karl@x.example"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"organization":"Acme"}},
        {"id":"3","name":{"givenName":"Bo","familyName":"Bare"},"title":"Clerk",
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"organization":"Acme","manager":{"value":"2","displayName":"Karl Koch"}}}]}"#;
    twice(&program, "scim.json", list);
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Bo Bare", "Karl Koch"]);
    assert_eq!(only(&program, "account")["name"], "Acme");
    assert_eq!(all(&program, "seat", "department"), ["Purchasing"]);
    assert_eq!(all(&program, "seat", "reports_to").len(), 2);
    let ann = program.json(&["show", "person", "Ann Ames"]);
    assert_eq!(ann["emails"].as_array().unwrap().len(), 2, "{ann}");
}

/// Who reports to whom, by their names.
fn lines(program: &Program) -> Vec<String> {
    let seats = program.json(&["list", "seat"]);
    let seats = seats.as_array().unwrap();
    let name = |seat: &Value| {
        let id = seat["person"].as_str().unwrap();
        program.json(&["show", "person", id])["name"].as_str().unwrap().to_owned()
    };
    let above = |seat: &Value| seats.iter().find(|other| other["id"] == seat["reports_to"]).map(name);
    let mut all: Vec<String> =
        seats.iter().filter_map(|seat| Some(format!("{} < {}", name(seat), above(seat)?))).collect();
    all.sort_unstable();
    all
}

#[test]
fn managers_are_found_by_address_account_path_and_title() {
    const LINES: [&str; 2] = ["Ann Ames < Karl Koch", "Lou Low < Karl Koch"];
    for list in [
        "Name,Email,Company,Title,Manager Email\nAnn Ames,ann@x.example,Acme,Buyer,KARL@x.example\nKarl Koch,\"k@x.example; karl@x.example\",Acme,CEO,\n\
         Lou Low,,Acme,Clerk,Karl@x.example\n",
        "displayName,userPrincipalName,mail,jobTitle,companyName,manager\nAnn Ames,ann@x.example,a@x.example,Buyer,Acme,karl@x.example\n\
         Karl Koch,karl@x.example,k.koch@x.example,CEO,Acme,\nLou Low,lou@x.example,l@x.example,Clerk,Acme,karl@x.example\n",
        "Name,DistinguishedName,Title,Company,Manager\nAnn Ames,\"CN=Ann Ames,OU=Users,DC=x\",Buyer,Acme,\"CN=KK,OU=Users,DC=x\"\n\
         Karl Koch,\"CN=KK,OU=Users,DC=x\",CEO,Acme,\nLou Low,,Clerk,Acme,\"CN=KK,OU=Users,DC=x\"\n",
        "Name,Title,Company,Manager\nAnn Ames,Buyer,Acme,\"CN=Koch\\, Karl,OU=Users,DC=x\"\nKarl Koch,CEO,Acme,\nLou Low,Clerk,Acme,\"CN=Karl Koch,OU=Users\"\n",
        "Name,Title,Company,Manager\nAnn Ames,Buyer,Acme,Karl Koch <karl@x.example>\nKarl Koch,CEO,Acme,\nLou Low,Clerk,Acme,CEO\n",
        "姓名,帐号,公司,直属上级\nAnn Ames,ann,Acme,karl\nKarl Koch,karl,Acme,\nLou Low,lou,Acme,Karl Koch(karl)\n",
    ] {
        let program = Program::new();
        let said = twice(&program, "list.csv", list);
        assert_eq!(lines(&program), LINES, "{list}\n{said}");
        // Who comes alone later finds them by address.
        let one = program.json(&["list", "person"]);
        assert_eq!(one.as_array().unwrap().len(), 3, "{list}");
    }
    let program = Program::new();
    let head = "Name,Email,Company,Title,Manager Email\n";
    twice(&program, "a.csv", &format!("{head}Karl Koch,karl@x.example,Acme,CEO,\n"));
    twice(&program, "b.csv", &format!("{head}Ann Ames,ann@x.example,Acme,Buyer,karl@x.example\n"));
    assert_eq!(lines(&program), ["Ann Ames < Karl Koch"]);
}

#[test]
fn of_two_in_one_cell_the_first_is_above_and_the_other_is_told() {
    let program = Program::new();
    let list = "Name,Company,Title,Reports to\nAnn Ames,Acme,CEO,\nFay Fin,Acme,CFO,\nMax Matrix,Acme,Engineer,Ann Ames; Fay Fin\n\
        Lou Low,Acme,Clerk,Nobody Here; Fay Fin\n";
    let said = twice(&program, "list.csv", list);
    assert!(
        said.contains("“Max Matrix” reports to several by this row: “Ann Ames”") && said.contains("“Fay Fin” is kept"),
        "{said}"
    );
    assert!(said.contains("“Nobody Here; Fay Fin”, who is not"), "{said}");
    assert_eq!(lines(&program), ["Max Matrix < Ann Ames"]);
    assert_eq!(program.ok(&["export", "person", "--format", "csv", "--profile", "original"]), list);
    for list in [
        "company: Acme\npeople:\n  - {name: Ann Ames}\n  - {name: Fay Fin}\n  - {name: Max Matrix, reports_to: [Ann Ames, Fay Fin]}\n",
        "company: Acme\npeople:\n  - {id: 1, name: Ann Ames}\n  - {id: 2, name: Fay Fin}\n  - {id: 3, name: Max Matrix, managers: [{id: 1}, {id: 2}]}\n",
    ] {
        let program = Program::new();
        let said = twice(&program, "org.yaml", list);
        assert!(said.contains("reports to several"), "{said}");
        assert_eq!(lines(&program), ["Max Matrix < Ann Ames"]);
    }
}

#[test]
fn whoever_has_left_by_a_list_has_a_seat_of_the_past() {
    for (column, gone, here) in [
        ("Employment Status", "Terminated", "Full-Time"),
        ("accountEnabled", "FALSE", "TRUE"),
        ("Status", "Terminated", "Active"),
        ("Status [READ ONLY]", "Suspended", "Active"),
        ("在职状态", "离职", "在职"),
        ("active", "false", "true"),
    ] {
        let list = |status: &str| {
            format!("Name,Company,Title,{column}\nAnn Ames,Acme,CEO,{here}\nTom Gone,Acme,Clerk,{status}\n")
        };
        let program = Program::new().at("2026-10-05T09:00:00+02:00");
        let said = twice(&program, "staff.csv", &list(gone));
        assert!(said.contains("Tom Gone is inactive there, or has left"), "{column}: {said}");
        assert_eq!(all(&program, "seat", "to"), ["2026-10-04"], "{column}");
        twice(&program, "staff.csv", &list(here));
        assert_eq!(all(&program, "seat", "to"), Vec::<String>::new(), "{column}");
        twice(&program, "staff.csv", &list(gone));
        assert_eq!(all(&program, "seat", "to"), ["2026-10-04"], "{column}");
    }
    // A day that is told counts.
    let program = Program::new().at("2026-10-05T09:00:00+02:00");
    let list = "Name,Company,Title,Employment Status,Termination Date\nAnn Ames,Acme,CEO,Full-Time,\nTom Gone,Acme,Clerk,Terminated,2026-05-31\n";
    twice(&program, "staff.csv", list);
    assert_eq!(all(&program, "seat", "to"), ["2026-05-31"]);
}

#[test]
fn a_query_of_salesforce_may_ask_for_the_names_of_companies_and_people_alone() {
    let lists = [
        "Id,FirstName,LastName,Account.Name,Title,Email,IsDeleted\n\
            0035g00000A1B2C,Lauren,Boyle,Grand Hotels,CTO,l@x.example,true\n\
            0035g00000A1B2D,Tim,Barr,Grand Hotels,CFO,t@x.example,false\n",
        "Id,Name,Account.Name,Title,Email,IsDeleted\n\
            0035g00000A1B2C,Lauren Boyle,Grand Hotels,CTO,l@x.example,true\n\
            0035g00000A1B2D,Tim Barr,Grand Hotels,CFO,t@x.example,false\n",
    ];
    for list in lists {
        let program = Program::new();
        let said = import(&program, "query.csv", list);
        assert!(said.contains("Lauren Boyle"), "whoever is deleted there is told of: {said}");
        let again = import(&program, "query.csv", list);
        assert!(again.contains("0 added, 0 updated"), "{again}");
        assert_eq!(only(&program, "person")["name"], "Tim Barr");
        assert_eq!(only(&program, "account")["name"], "Grand Hotels");
        assert_eq!(only(&program, "seat")["title"], "CFO");
        // Whom the whole table numbers with eighteen letters is the same.
        let whole = "Id,FirstName,LastName,AccountId,Account.Name,Title,Email,IsDeleted\n\
            0035g00000A1B2DAAV,Tim,Barr,0015g00000Xy1AbAAJ,Grand Hotels,CFO,t@x.example,false\n";
        let said = import(&program, "contact.csv", whole);
        assert_eq!(only(&program, "person")["name"], "Tim Barr", "{said}");
        assert_eq!(only(&program, "account")["name"], "Grand Hotels", "{said}");
        assert_eq!(only(&program, "seat")["title"], "CFO", "{said}");
    }
    // What another program calls an account is none of Salesforce's.
    let program = Program::new();
    import(&program, "other.csv", "id,name,accountId,email\n7,Ann Ames,12,ann@acme.example\n");
    assert_eq!(only(&program, "person")["name"], "Ann Ames");
    assert!(!program.run(&["export", "--format", "ndjson"]).out.contains("ext.salesforce"));
}
