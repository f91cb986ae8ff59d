//! Files made to do harm. A reader says what is wrong; it never panics, never hangs, and takes no more memory than a file is
//! worth. What happens to files by accident is in `fuzz`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "files of a test are short to write that way")]

use std::io::Write;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::common::Program;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use warroom::edit::Room;
use warroom::exchange::{Options, columns, read, rejects};

/// How long one file may take, in a build that is not optimised.
const PATIENCE: Duration = Duration::from_secs(60);

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

/// Reads a file in every way there is; tells the problem by which the whole of it was refused.
fn outcome(bytes: &[u8], name: &str) -> Option<&'static str> {
    let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
    columns(bytes, name, &options);
    match read(bytes, name, &options, &Room::default(), now(), &mut |_, _| {}) {
        Ok(plan) => {
            rejects(bytes, name, &options, &plan, ToString::to_string);
            None
        }
        Err(problem) => Some(problem.id),
    }
}

/// The same, held to its time.
fn try_out(bytes: Vec<u8>, name: &str) -> Option<&'static str> {
    let (said, heard) = channel();
    let (file, size) = (name.to_owned(), bytes.len());
    let begun = Instant::now();
    std::thread::spawn(move || said.send(outcome(&bytes, &file)).ok());
    let Ok(outcome) = heard.recv_timeout(PATIENCE) else { panic!("{name} of {size} bytes hangs") };
    assert_ne!(outcome, Some("problem-import-broke-off"), "{name} of {size} bytes, {:?}", begun.elapsed());
    outcome
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = |open: &str, close: &str, count: usize| format!("{}{}", open.repeat(count), close.repeat(count));
    for count in [200, 50_000] {
        assert!(try_out(deep("[", "]", count).into(), "a.json").is_some());
        assert!(try_out(deep("{\"people\":", "}", count).into(), "a.json").is_some());
        try_out(format!("{{\"kind\":\"note\",\"text\":{}}}\n", deep("[", "]", count)).into(), "a.ndjson");
        assert!(try_out(deep("[", "]", count).into(), "a.yaml").is_some());
        assert!(
            try_out(
                (0..count.min(3000)).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>().into(),
                "a.yaml"
            )
            .is_some()
        );
        try_out(deep("BEGIN:VEVENT\n", "END:VEVENT\n", count).into(), "a.ics");
        try_out(deep("BEGIN:VCARD\nFN:a\nAGENT:\n", "END:VCARD\n", count).into(), "a.vcf");
    }
}

#[test]
fn what_names_itself_over_and_over_is_refused() {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for at in 1..12 {
        let names = vec![format!("*a{}", at - 1); 10].join(", ");
        bomb += &format!("a{at}: &a{at} [{names}]\n");
    }
    bomb += "people: *a11\n";
    assert!(try_out(bomb.into(), "a.yaml").is_some());
    assert!(try_out("people: &a [*a]\n".into(), "a.yaml").is_some());
}

#[test]
fn what_is_long_or_wide_takes_its_time_and_no_more() {
    let long = "五".repeat(400_000);
    try_out(format!("Name,Company\n{long},{long}\n").into(), "a.csv");
    try_out(format!("BEGIN:VCARD\nVERSION:4.0\nFN:{long}\nORG:{long}\nNOTE:{long}\nEND:VCARD\n").into(), "a.vcf");
    try_out(format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{long}\nDTSTART:20261020T100000\nSUMMARY:{long}\nEND:VEVENT\nEND:VCALENDAR\n").into(), "a.ics");
    try_out(format!("people:\n  - name: {long}\n").into(), "a.yaml");
    try_out(format!("{{\"kind\":\"account\",\"name\":\"{long}\"}}\n").into(), "a.ndjson");
    let header: String = (0..10_000).map(|at| format!(",column {at}")).collect();
    let row = |name: &str| format!("{name},Nordkvist{}\n", ",x".repeat(10_000));
    let rows: String = (0..10).map(|at| row(&format!("Vera {at}"))).collect();
    assert_eq!(try_out(format!("Name,Company{header}\n{rows}").into(), "a.csv"), None);
    let many = format!("BEGIN:VCARD\nFN:a\n{}END:VCARD\n", "X-A:b\n".repeat(50_000));
    try_out(many.into(), "a.vcf");
    let dates = vec!["20261103T100000"; 50_000].join(",");
    try_out(format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261020T100000\nRDATE:{dates}\nRRULE:FREQ=SECONDLY\nSUMMARY:a\nEND:VEVENT\nEND:VCALENDAR\n").into(), "a.ics");
}

/// A workbook of one sheet; `said` is what an archive claims that it unpacks to.
fn workbook(sheet: &[u8], strings: &[u8], said: Option<u32>) -> Vec<u8> {
    workbook_with("", sheet, strings, said)
}

/// The same, whose sheet has this `state`.
fn workbook_with(state: &str, sheet: &[u8], strings: &[u8], said: Option<u32>) -> Vec<u8> {
    let types = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" STATE r:id="rId1"/></sheets></workbook>"#.replace("STATE", state);
    let inner = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inner),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ];
    let (mut out, mut index) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let size = said.filter(|_| name.contains("sheet1")).unwrap_or(content.len() as u32);
        let offset = out.len() as u32;
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        head.extend(crc32fast::hash(content).to_le_bytes());
        head.extend((packed.len() as u32).to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(packed);
        index.extend(b"PK\x01\x02\x14\x00");
        index.extend(&head);
        index.extend([0; 10]);
        index.extend(offset.to_le_bytes());
        index.extend(name.as_bytes());
    }
    let (at, size) = (out.len() as u32, index.len() as u32);
    out.extend(index);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00\x06\x00\x06\x00");
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn sheet(cells: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    )
}

fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_cell_that_goes_over_several_rows_is_said_of_each() {
    const STRINGS: &str =
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;
    let head = format!(r#"<row r="1">{}{}</row>"#, text("A1", "公司"), text("B1", "姓名"));
    let row = |at: usize, cells: &str| format!(r#"<row r="{at}">{cells}</row>"#);
    let people = row(2, &(text("A2", "某司") + &text("B2", "甲一")))
        + &row(3, &text("B3", "乙二"))
        + &row(4, &text("B4", "丙三"));
    let whole = sheet(&(head + &people))
        .replace("</worksheet>", r#"<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>"#);
    let program = Program::new();
    let path = program.data().with_file_name("list.xlsx");
    program.file("x", "");
    std::fs::write(&path, workbook(whole.as_bytes(), STRINGS.as_bytes(), None)).unwrap();
    let run = program.run(&["--lang", "en", "import", path.to_str().unwrap()]);
    assert!(run.err.contains("丙三") && !run.err.contains("乙二"), "{run:?}");
    assert_eq!(program.json(&["list", "seat"]).as_array().map(Vec::len), Some(2), "{run:?}");
}

#[test]
fn a_long_text_over_many_rows_and_many_broken_lines_cost_no_more_than_they_may() {
    const STRINGS: &str =
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;
    let first = format!(r#"<row r="1">{}{}</row>"#, text("A1", &"x".repeat(1 << 20)), text("B1", "Name"));
    let rows =
        (2..2000).fold(first, |all, at| all + &format!(r#"<row r="{at}">{}</row>"#, text(&format!("B{at}"), "Vera")));
    let whole = sheet(&rows)
        .replace("</worksheet>", r#"<mergeCells count="1"><mergeCell ref="A1:A1999"/></mergeCells></worksheet>"#);
    let why = try_out(workbook(whole.as_bytes(), STRINGS.as_bytes(), None), "a.xlsx");
    assert!(why.is_some_and(|why| format!("{why:?}").contains("workbook-size")));
    let broken = "{\"name\":\"Vera\"}\n".to_owned() + &"{\"name\":\n".repeat(60_000);
    try_out(broken.into(), "a.json");
}

#[test]
fn a_hidden_sheet_is_read_and_named() {
    const STRINGS: &str =
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;
    let row = |at: u8, cells: [&str; 2]| {
        format!(r#"<row r="{at}">{}{}</row>"#, text(&format!("A{at}"), cells[0]), text(&format!("B{at}"), cells[1]))
    };
    let whole = sheet(&(row(1, ["Name", "Company"]) + &row(2, ["Vera Lind", "Nord"])));
    for (state, said) in [("", 0), (r#"state="hidden""#, 1), (r#"state="veryHidden""#, 1)] {
        let book = workbook_with(state, whole.as_bytes(), STRINGS.as_bytes(), None);
        let plan = read(&book, "a.xlsx", &Options::default(), &Room::default(), now(), &mut |_, _| {}).unwrap();
        assert_eq!(plan.summary.created, 1, "{state}: {:?}", plan.rows);
        let problems = plan.rows.iter().flat_map(|row| &row.problems);
        assert_eq!(problems.filter(|one| one.id == "problem-import-hidden-sheet").count(), said, "{state}");
    }
}

#[test]
fn cells_that_hold_something_and_say_nothing_are_named() {
    const STRINGS: &str =
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;
    let head = text("A1", "Name") + &text("B1", "Company") + &text("C1", "Title");
    let said = |company: &str, title: &str| {
        let person = text("A2", "Vera Lind") + company + title;
        let whole = sheet(&format!(r#"<row r="1">{head}</row><row r="2">{person}</row>"#));
        let book = workbook(whole.as_bytes(), STRINGS.as_bytes(), None);
        let plan = read(&book, "a.xlsx", &Options::default(), &Room::default(), now(), &mut |_, _| {}).unwrap();
        let problems = plan.rows.into_iter().flat_map(|row| row.problems);
        let told = problems.filter(|one| ["problem-import-no-results", "problem-import-cell-errors"].contains(&one.id));
        told.map(|one| format!("{one:?}")).collect::<Vec<_>>().join("\n")
    };
    let (nord, blank) = (text("B2", "Nord"), r#"<c r="C2" s="1"/>"#);
    let [bare, empty, reckoned, error] = [
        r#"<c r="B2"><f>B1</f></c>"#,
        r#"<c r="B2" t="str"><f>B1</f><v></v></c>"#,
        r#"<c r="C2" t="str"><f t="shared" si="4000000000" ref="A1:XFD1048576">B1</f><v>Head</v></c>"#,
        r#"<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#,
    ];
    for (company, title, named) in [
        (bare, blank, Some("B2")),
        (empty, blank, Some("B2")),
        // Where the others were reckoned this one comes to nothing.
        (empty, reckoned, None),
        (nord.as_str(), error, Some("#DIV/0!")),
        (bare, error, Some("B2")),
        (nord.as_str(), blank, None),
    ] {
        let told = said(company, title);
        assert_eq!((told.is_empty(), told.contains(named.unwrap_or_default())), (named.is_none(), true), "{told}");
    }
}

#[test]
fn workbooks_made_to_do_harm_are_refused() {
    const STRINGS: &str =
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>"#;
    let rows = |more: &str| {
        let head = format!(r#"<row r="1">{}{}</row>"#, text("A1", "Name"), text("B1", "Company"));
        format!(r#"{head}<row r="2">{}{}{more}</row>"#, text("A2", "Vera"), text("B2", "Nordkvist"))
    };
    let plain = sheet(&rows(""));
    assert_eq!(try_out(workbook(plain.as_bytes(), STRINGS.as_bytes(), None), "a.xlsx"), None, "a sound one is read");
    // A cell in the farthest corner: as a grid it would be half a terabyte.
    let far = sheet(&(rows("") + &format!(r#"<row r="1048576">{}</row>"#, text("XFD1048576", "far"))));
    assert_eq!(try_out(workbook(far.as_bytes(), STRINGS.as_bytes(), None), "a.xlsx"), None);
    let many: String =
        (3..1500).map(|row| format!(r#"<row r="{row}">{}</row>"#, text(&format!("XFD{row}"), "x"))).collect();
    let wide = sheet(&(rows("") + &many));
    let size = Some("problem-import-workbook-size");
    assert_eq!(try_out(workbook(wide.as_bytes(), STRINGS.as_bytes(), None), "a.xlsx"), size);
    // One that unpacks to a lot, and says that it does not.
    let blanks = vec![b' '; 300 << 20];
    let bomb = [plain.as_bytes(), &blanks].concat();
    assert_eq!(try_out(workbook(&bomb, STRINGS.as_bytes(), Some(plain.len() as u32)), "a.xlsx"), size);
    let mut entities = String::from("<!DOCTYPE sst [<!ENTITY a0 \"lol\">");
    for at in 1..30 {
        entities += &format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10));
    }
    let bomb = format!(
        "<?xml version=\"1.0\"?>{entities}]>{}",
        STRINGS.split_once("?>").unwrap().1.replace("</sst>", "<si><t>&a29;</t></si></sst>")
    );
    try_out(workbook(plain.as_bytes(), bomb.as_bytes(), None), "a.xlsx");
    let bomb = format!(
        "<?xml version=\"1.0\"?>{entities}]>{}",
        sheet(&rows(&text("C2", "&a29;"))).split_once("?>").unwrap().1
    );
    try_out(workbook(bomb.as_bytes(), STRINGS.as_bytes(), None), "a.xlsx");
}
