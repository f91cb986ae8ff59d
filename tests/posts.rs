//! Somebody of whom a list has several rows, one for each company: read again, the list changes nothing, whatever the order
//! of its rows.

use crate::common;

use common::Program;

fn import(program: &Program, table: &str) -> (i32, String) {
    let file = program.file("list.csv", table);
    let run = program.run(&["import", file.to_str().unwrap_or_default()]);
    (run.status, [run.out, run.err].concat())
}

fn count(program: &Program, kind: &str) -> usize {
    program.json(&["list", kind]).as_array().map_or(0, Vec::len)
}

#[test]
fn who_sits_in_several_companies_is_one_however_often_that_is_read() {
    let head = "Name,Company,Title,Email";
    for rows in [
        &["Lin Fang,Beta,Head,lf@x.example", "Lin Fang,Alpha,Head,lf@x.example"][..],
        &["林芳,海川重工,处长,lf@x.example", "林芳,乙公司,处长,lf@x.example"],
        &["A A,C3,x,a@x.example", "A A,C2,x,a@x.example", "A A,C1,x,a@x.example", "B B,C1,x,b@x.example"],
    ] {
        let program = Program::new();
        let table = format!("{head}\n{}\n", rows.join("\n"));
        assert_eq!(import(&program, &table).0, 0);
        let people = count(&program, "person");
        for _ in 0..2 {
            let (status, said) = import(&program, &table);
            let wanted = format!("0 added, 0 updated, {} unchanged", rows.len());
            assert!(status == 0 && said.contains(&wanted), "{table} {said}");
        }
        assert_eq!((count(&program, "person"), count(&program, "seat")), (people, rows.len()), "{table}");
    }
}

#[test]
fn another_telephone_in_another_company_costs_nobody_the_seat() {
    let program = Program::new();
    let table = "Name,Company,Title,Phone,Email\n\
        Lin Fang,Alpha,Head,+44 20 7946 0001,lf@x.example\n\
        Lin Fang,Beta,Head,+44 20 7946 0002,lf@x.example\n";
    let (status, said) = import(&program, table);
    assert!(status == 0 && said.contains("list.csv:3: Lin Fang is in line 2 already"), "{status} {said}");
    assert_eq!((count(&program, "person"), count(&program, "seat")), (1, 2));
    let phones = program.json(&["list", "person"])[0]["phones"].to_string();
    assert!(phones.contains("7946 0001") && phones.contains("7946 0002"), "{phones}");
    let (status, said) = import(&program, table);
    assert!(status == 0 && said.contains("0 added, 0 updated, 2 unchanged"), "{said}");
}

#[test]
fn whom_a_program_lists_at_another_company_now_has_left_the_seat_it_told_of_before() {
    let program = Program::new();
    let list = |company: &str| {
        format!(
            "Record ID,First Name,Last Name,Email,Associated Company,Job Title\n101,Ana,Silva,ana@x.example,{company},Buyer\n"
        )
    };
    let sits = |program: &Program| {
        let mut seats: Vec<(String, bool)> = Vec::new();
        for seat in program.json(&["list", "seat"]).as_array().unwrap() {
            seats.push((seat["account_name"].as_str().unwrap_or_default().to_owned(), seat["to"].is_null()));
        }
        seats.sort();
        seats
    };
    assert_eq!(import(&program, &list("Lusitana")).0, 0);
    for (company, other) in [("Novacorp", "Lusitana"), ("Lusitana", "Novacorp"), ("Novacorp", "Lusitana")] {
        let (status, said) = import(&program, &list(company));
        assert!(status == 0 && said.contains(&format!("Ana Silva was at {other} in this list before")), "{said}");
        assert!(import(&program, &list(company)).1.contains("0 added, 0 updated, 1 unchanged"));
        assert_eq!(
            sits(&program),
            [("Lusitana".to_owned(), company == "Lusitana"), ("Novacorp".to_owned(), company == "Novacorp")]
        );
        let back = program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]);
        assert_eq!(back.lines().collect::<Vec<_>>(), list(company).lines().collect::<Vec<_>>());
    }
    assert_eq!(count(&program, "person"), 1);
}

#[test]
fn who_sits_in_two_companies_leaves_none_because_a_list_has_only_one_of_the_rows() {
    let program = Program::new();
    let rows = ["101,Ana,Silva,ana@x.example,Lusitana,Buyer\n", "101,Ana,Silva,ana@x.example,Novacorp,Board\n"];
    let head = "Record ID,First Name,Last Name,Email,Associated Company,Job Title\n";
    assert_eq!(import(&program, &format!("{head}{}", rows.concat())).0, 0);
    for row in rows {
        assert!(import(&program, &format!("{head}{row}")).1.contains("0 added, 0 updated, 1 unchanged"), "{row}");
    }
    let seats = program.json(&["list", "seat"]);
    assert!(
        seats.as_array().is_some_and(|all| all.len() == 2 && all.iter().all(|seat| seat["to"].is_null())),
        "{seats}"
    );
}

/// Tables of few people over few companies, made by rule: most of what rows can have in common occurs.
#[test]
fn no_list_read_again_changes_anything() {
    let mut state = 7u32;
    let mut pick = |of: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % of
    };
    for _ in 0..20 {
        let mut table = "Name,Company,Title,Email,Phone,Manager\n".to_owned();
        for _ in 0..2 + pick(5) {
            let who = ["PA Q", "PB Q", "PC Q", "PD Q"][pick(4)];
            let mail = [format!("{}@x.example", who.replace(' ', "")), String::new()][pick(2)].clone();
            let row = [
                who,
                ["Beta", "Alpha", "Gamma"][pick(3)],
                ["Head", "Clerk", ""][pick(3)],
                &mail,
                ["", "555 0101", "555 0999"][pick(3)],
                ["", "PA Q", "PB Q"][pick(3)],
            ];
            table.push_str(&(row.join(",") + "\n"));
        }
        let program = Program::new();
        import(&program, &table);
        let (_, said) = import(&program, &table);
        assert!(said.contains("0 added, 0 updated"), "{table}\n{said}");
    }
}
