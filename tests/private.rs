//! What is sensitive stays here unless it is asked for, and settings that others can change are not used.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common;

use std::fs;

use common::Program;
use warroom::model::Kind;
use warroom::model::field::Type;

/// What no export says unless it is told to.
const SECRET: &str = "Xanadu";

#[test]
fn no_format_exports_what_is_sensitive_unless_it_is_told_to() {
    let program = Program::with_sample();
    let mut told = Vec::new();
    for field in Kind::Person.open_fields().filter(|field| field.sensitive) {
        let value = if matches!(field.ty, Type::Text | Type::Long) { SECRET } else { "2001-12-23" };
        told.push(format!("{}={value}", field.name));
    }
    assert!(told.len() > 10, "{told:?}");
    let set: Vec<&str> = ["set", "person", "梁静"].into_iter().chain(told.iter().map(String::as_str)).collect();
    program.ok(&set);
    let account = ["--account", "北方银行"];
    let formats: [&[&str]; 8] = [
        &["export"],
        &["export", "person", "--format", "csv"],
        &["export", "--format", "csv", "--profile", "google"],
        &["export", "--format", "vcard"],
        &["export", "--format", "ical"],
        &["export", "--format", "html"],
        &["export", "--format", "mermaid", account[0], account[1]],
        &["export", "edge", "--format", "svg", account[0], account[1]],
    ];
    for format in formats {
        let said = program.ok(format);
        let given: Vec<&str> = [SECRET, "2001-12-23", "20011223", "12-23", "1223"].to_vec();
        let found: Vec<_> = given.into_iter().filter(|secret| said.contains(secret)).collect();
        assert!(found.is_empty(), "{format:?} says {found:?}");
    }
    let folder = program.data().with_extension("vdir");
    program.ok(&["export", "--format", "vdir", "-o", folder.to_str().unwrap()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "names of files are names of people");
    }
    // Digests of what was written have figures of any kind in them.
    let is_written = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let files = fs::read_dir(folder).unwrap().flatten().filter(is_written);
    let files = files.map(|entry| fs::read_to_string(entry.path()).unwrap());
    assert!(files.filter(|file| file.contains(SECRET) || file.contains("1223")).count() == 0);
    assert!(program.ok(&["export", "--sensitive"]).contains(SECRET));
}

#[cfg(unix)]
#[test]
fn settings_that_others_can_read_or_change_are_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::with_sample();
    let file = program.file("config/config.toml", "lang = \"zh-CN\"\n");
    let open = |mode| fs::set_permissions(program.config(), fs::Permissions::from_mode(mode)).unwrap();
    program.ok(&["list", "account"]);
    for mode in [0o755, 0o770, 0o701] {
        open(mode);
        let refused = program.refused(&["list", "account"]);
        assert!(refused.contains("chmod -R go="), "{refused}");
    }
    // Who names a file answers for it, and is told.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let run = program.run(&["--config", file.to_str().unwrap(), "list", "account"]);
    assert!(run.status == 0 && run.err.contains("chmod -R go="), "{run:?}");
    open(0o700);
    assert_eq!(program.run(&["list", "account"]).err, "");
}

#[cfg(unix)]
#[test]
fn what_others_can_read_inside_is_closed_and_a_link_keeps_no_folder_open() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let program = Program::with_sample();
    let data = program.data();
    program.ok(&["backup"]);
    fs::create_dir_all(data.join("quarantine/journal")).unwrap();
    let all = || {
        let mut open = vec![data.clone()];
        let mut all = Vec::new();
        while let Some(path) = open.pop() {
            if path.is_dir() && !path.ends_with("quarantine/journal") {
                open.extend(fs::read_dir(&path).unwrap().flatten().map(|entry| entry.path()));
            }
            all.push(path);
        }
        all
    };
    let mode = |path: &std::path::PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in all().iter().filter(|path| **path != data) {
        let open = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(open)).unwrap();
    }
    program.ok(&["add", "account", "name=A"]);
    let open: Vec<_> = all().into_iter().filter(|path| mode(path) & 0o077 != 0).collect();
    assert!(open.is_empty(), "{open:?}");
    // The link is nobody's business, the folder behind it is.
    let link = data.with_extension("link");
    symlink(&data, &link).unwrap();
    let linked = ["--data", link.to_str().unwrap(), "list", "account"];
    program.ok(&linked);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let refused = program.run(&linked);
    assert!(refused.status != 0 && refused.err.contains("chmod -R go="), "{refused:?}");
}

#[test]
fn days_of_somebodys_life_and_of_their_family_stay_here_in_every_format() {
    let program = Program::new();
    let google = "First Name,Last Name,Organization Name,Event 1 - Label,Event 1 - Value,Event 2 - Label,Event 2 - Value\n\
                  Ada,Ling,Acme,Spouse's birthday,1981-11-21,Anniversary,2005-11-08\n";
    let outlook = "First Name,Last Name,Company,Spouse,Anniversary\nBob,Stone,Acme,Eve Stone,1999-11-14\n";
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Carla Moss\nORG:Acme\nANNIVERSARY:20011103\nitem1.X-ABDATE:19821106\n\
                item1.X-ABLabel:Daughter's birthday\nEND:VCARD\n";
    let files = [("google.csv", google), ("outlook.csv", outlook), ("c.vcf", card)];
    for (name, text) in files {
        program.ok(&["import", program.file(name, text).to_str().unwrap()]);
    }
    program.ok(&["add", "occasion", "account=Acme", "what=Founders' day", "date=11-25", "yearly=true"]);
    let folder = |name: &str| program.data().with_extension(name);
    let vdir = |more: &[&str]| {
        let to = folder(if more.is_empty() { "open" } else { "whole" });
        let to = to.to_str().unwrap();
        program.ok(&[["export", "--format", "vdir", "-o", to].as_slice(), more].concat());
        let files = fs::read_dir(to).unwrap().flatten();
        files.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect::<String>()
    };
    let secrets =
        ["1121", "11-21", "1108", "11-08", "1114", "11-14", "1103", "11-03", "1106", "11-06", "Daughter", "pouse"];
    let formats: [(&[&str], usize); 8] = [
        (&["export"], 5),
        (&["export", "occasion", "--format", "csv"], 5),
        (&["export", "--format", "csv", "--profile", "original", "--from", "google.csv"], 2),
        (&["export", "--format", "csv", "--profile", "original", "--from", "outlook.csv"], 1),
        (&["export", "--format", "vcard"], 2),
        (&["export", "--format", "ical"], 5),
        (&["export", "--format", "html"], 5),
        (&["vdir"], 5),
    ];
    for (format, days) in formats {
        let told = |more: &[&str]| match format {
            ["vdir"] => vdir(more),
            _ => program.ok(&[format, more].concat()),
        };
        // A cell that stays empty has the name of its column.
        let open: String = told(&[]).lines().filter(|line| !line.starts_with("First Name")).collect();
        let found: Vec<_> = secrets.into_iter().filter(|secret| open.contains(secret)).collect();
        assert!(found.is_empty(), "{format:?} says {found:?}: {open}");
        let whole = told(&["--sensitive"]);
        let days_of = [["1121", "11-21"], ["1108", "11-08"], ["1114", "11-14"], ["1103", "11-03"], ["1106", "11-06"]];
        let known = days_of.iter().filter(|day| day.iter().any(|day| whole.contains(day))).count();
        assert_eq!(known, days, "{format:?}: {whole}");
    }
    // What an account celebrates is no secret, and it is told how much stays.
    let run = program.run(&["export", "--format", "ical"]);
    assert!(run.out.contains("Founders' day") && run.err.contains("5 records"), "{run:?}");
}
