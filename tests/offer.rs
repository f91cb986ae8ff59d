//! Files on the screens: what one would bring is shown, what its columns mean is said, and one key brings it in; and
//! files written from there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::demo;

use std::path::Path;
use std::time::Duration;

use demo::{Demo, SIZES};
use warroom::command::Layer;
use warroom::command::import::go_on;
use warroom::model::{Account, Member, Person, Problem, Seat, Travel, Visit};
use warroom::text::Lang;

const LIST: &str = "Who,Firm,What they do,Boss\nVera Lindholm,Nordkvist Foods,Managing Director,\nJonas Berg,Nordkvist Foods,Head of IT,Vera Lindholm\n,Nordkvist Foods,Nobody,\n";

/// Chooses a file by typing its path.
fn open(demo: &mut Demo, path: &Path) {
    demo.press("g o").typed(&path.display().to_string()).press("enter");
    wait(demo);
}

/// Waits until what goes on beside the screen is over.
fn wait(demo: &mut Demo) {
    for _ in 0..500 {
        if !demo.app.cx.layers.is_working() {
            return demo.draw();
        }
        go_on(&mut demo.app.cx);
        demo.draw();
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never ends: {}", demo.screen());
}

#[test]
fn columns_that_are_only_kept_are_named_above_the_rows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Name,Company,Badge,Locker\nVera Lindholm,Nordkvist Foods,Gold,2\n").unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    open(&mut demo, &path);
    assert!(demo.says("Kept as they are") && demo.says("Badge, Locker"), "{}", demo.screen());
}

#[test]
fn a_file_of_another_program_is_named_with_it_as_the_language_joins() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("contacts.csv");
    std::fs::write(&path, "Id,AccountId,Account.Name,FirstName,LastName\n0031,0011,Globex,Ann,Reed\n").unwrap();
    for (lang, said) in [(Lang::En, "table, Salesforce"), (Lang::ZhCn, "表格、Salesforce")] {
        let mut demo = Demo::new(lang, (120, 40));
        open(&mut demo, &path);
        assert!(demo.says(said), "{}", demo.screen());
    }
}

#[test]
fn of_many_columns_that_are_only_kept_as_many_are_named_as_there_is_room_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let columns: Vec<String> = (1..=30).map(|at| format!("Hobby {at}")).collect();
    let cells = ["x"; 30].join(",");
    std::fs::write(&path, format!("Name,Company,{}\nVera Lindholm,Nordkvist Foods,{cells}\n", columns.join(",")))
        .unwrap();
    for (size, least) in [((120, 40), 10), ((80, 24), 5)] {
        let mut demo = Demo::new(Lang::En, size);
        open(&mut demo, &path);
        let said = demo.screen().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let is_last = |named: &i32| said.contains(&format!("Hobby {named}, … and {} more.", 30 - named));
        assert!((1..30).find(is_last).is_some_and(|named| named >= least), "{}", demo.screen());
    }
}

#[test]
fn a_row_that_changes_somebody_says_from_what_to_what_and_nothing_of_what_is_personal() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let list = |title: &str, day: &str| format!("Name,Company,Title,Birthday\nVera Lindholm,Nordkvist,{title},{day}\n");
    let mut demo = Demo::new(Lang::En, (120, 40));
    std::fs::write(&path, list("CIO", "1970-04-03")).unwrap();
    open(&mut demo, &path);
    assert!(!demo.says("→"), "{}", demo.screen());
    demo.press("enter");
    wait(&mut demo);
    std::fs::write(&path, list("CTO", "1970-04-30")).unwrap();
    open(&mut demo, &path);
    assert!(demo.says("Title: CIO → CTO") && demo.says("Birthday: changed"), "{}", demo.screen());
}

#[test]
fn columns_are_explained_only_where_that_helps() {
    let dir = tempfile::tempdir().unwrap();
    let salesforce = dir.path().join("Contact.csv");
    std::fs::copy(crate::common::fixture("contacts-salesforce.csv"), &salesforce).unwrap();
    let list = dir.path().join("list.csv");
    std::fs::write(&list, LIST).unwrap();
    for (path, helps) in [(&salesforce, false), (&list, true)] {
        let mut demo = Demo::new(Lang::En, (140, 40));
        open(&mut demo, path);
        let offered = demo.screen().lines().last().unwrap().contains(&demo.app.cx.text.t("command-import-map"));
        demo.press("m");
        assert_eq!((offered, demo.app.cx.message.refused), (helps, !helps), "{}", demo.screen());
    }
}

#[test]
fn a_list_is_shown_then_brought_in_and_one_undo_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, LIST.replace("Who,Firm,What they do,Boss", "Name,Company,Title,Reports to")).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    open(&mut demo, &path);
    for said in ["list.csv", "2 new", "1 left out", "Vera Lindholm", "Managing Director"] {
        assert!(demo.says(said), "{said}: {}", demo.screen());
    }
    assert_eq!(demo.dump(), before, "nothing is changed until somebody says so");
    demo.press("enter");
    wait(&mut demo);
    // The row that was left out is still there to be read.
    assert!(!demo.app.cx.layers.is_empty() && demo.says("Imported") && !demo.says("Jonas Berg"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    let room = demo.app.cx.room();
    let seat = |name: &str| room.all::<Seat>().find(|seat| room.name(seat.id) == name).unwrap().clone();
    assert_eq!(seat("Jonas Berg").reports_to, Some(seat("Vera Lindholm").id));
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn columns_nobody_knows_are_explained_one_by_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("odd.csv");
    std::fs::write(&path, LIST).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    open(&mut demo, &path);
    for (column, meaning) in [("Who", "name"), ("Firm", "account"), ("What they do", "title"), ("Boss", "reports to")] {
        demo.press("m").typed(column).press("enter").typed(meaning).press("enter");
        wait(&mut demo);
    }
    assert!(demo.says("2 new"), "{}", demo.screen());
    demo.press("enter");
    wait(&mut demo);
    let room = demo.app.cx.room();
    assert!(room.all::<Account>().any(|account| account.name == "Nordkvist Foods"), "{}", demo.screen());
    assert!(room.all::<Seat>().any(|seat| seat.title.as_deref() == Some("Head of IT") && seat.reports_to.is_some()));
}

#[test]
fn a_card_pasted_into_quick_capture_is_offered() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.app.cx.room().all::<Person>().count();
    demo.press("n");
    demo.paste(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Vera Lindholm\r\nN:Lindholm;Vera;;;\r\nORG:Nordkvist Foods\r\nEND:VCARD\r\n",
    );
    wait(&mut demo);
    assert!(demo.says("Vera Lindholm"), "{}", demo.screen());
    demo.press("enter");
    wait(&mut demo);
    assert_eq!(demo.app.cx.room().all::<Person>().count(), before + 1, "{}", demo.screen());
}

const FLIGHT: &str = "BEGIN:VCALENDAR\nPRODID:-//lufthansa.com//X\nBEGIN:VEVENT\nUID:f\nDTSTART:20261201T095000Z\nDTEND:20261201T183500Z\nSUMMARY:LH400 Frankfurt (FRA) - New York (JFK)\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn an_offered_calendar_is_given_to_whoever_is_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let (flight, list) = (dir.path().join("flight.ics"), dir.path().join("list.csv"));
    std::fs::write(&flight, FLIGHT).unwrap();
    std::fs::write(&list, LIST.replace("Who,Firm", "Name,Company")).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    let member = demo.app.cx.room().all::<Member>().max_by_key(|member| member.name.clone()).unwrap().clone();
    let person = demo.app.cx.room().all::<Person>().max_by_key(|person| person.name.clone()).unwrap().clone();
    open(&mut demo, &flight);
    for name in [&person.name, &member.name] {
        demo.press("w").typed(name).press("enter");
        wait(&mut demo);
        assert!(demo.says(&format!("journeys of {name}")), "{}", demo.screen());
    }
    demo.press("enter");
    wait(&mut demo);
    let room = demo.app.cx.room();
    assert!(room.all::<Travel>().any(|one| one.number.as_deref() == Some("LH400") && one.member == Some(member.id)));
    demo.press("u");
    // Back to what the file says; and of a table there are no journeys.
    open(&mut demo, &flight);
    demo.press("w").typed(&member.name).press("enter");
    wait(&mut demo);
    demo.press("w").typed("as the file").press("enter");
    wait(&mut demo);
    assert!(!demo.says("journeys of"), "{}", demo.screen());
    demo.press("esc");
    open(&mut demo, &list);
    demo.press("w");
    assert!(demo.says("No calendar") && demo.app.cx.message.refused, "{}", demo.screen());
}

#[test]
fn help_shows_the_keys_of_what_is_offered_and_goes_back_to_it() {
    let dir = tempfile::tempdir().unwrap();
    let flight = dir.path().join("flight.ics");
    std::fs::write(&flight, FLIGHT).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    open(&mut demo, &flight);
    demo.press("?");
    for said in ["Save what the file brings", "import-conflict", "import-who"] {
        assert!(demo.says(said), "{said}: {}", demo.screen());
    }
    assert!(!demo.says("follow-up"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.says("Import flight.ics"), "{}", demo.screen());
    // What is chosen there is done to the file.
    demo.press("?").typed("import-conflict").press("enter");
    wait(&mut demo);
    assert!(demo.says("what is here is left alone"), "{}", demo.screen());
}

#[test]
fn help_names_no_key_that_does_not_apply_to_what_was_picked() {
    let dir = tempfile::tempdir().unwrap();
    let cards = dir.path().join("cards");
    std::fs::create_dir(&cards).unwrap();
    std::fs::write(cards.join("a.vcf"), "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nEND:VCARD\n").unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    open(&mut demo, &cards);
    demo.press("?");
    for (name, applies) in [
        ("import-go", true),
        ("import-account", true),
        ("import-map", false),
        ("import-dates", false),
        ("import-who", false),
    ] {
        assert_eq!(demo.says(name), applies, "{name}: {}", demo.screen());
    }
}

#[test]
fn the_report_says_who_may_be_here_already() {
    let dir = tempfile::tempdir().unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    for (name, list) in [
        ("one.csv", "Name,Company,Email\nVera Lindholm,Nordkvist Foods,v@n.example\n"),
        ("two.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:V. Lindholm\nORG:Nordkvist\nEMAIL:v@n.example\nEND:VCARD\n"),
    ] {
        let path = dir.path().join(name);
        std::fs::write(&path, list).unwrap();
        open(&mut demo, &path);
        demo.press("enter");
        wait(&mut demo);
    }
    assert!(demo.says("One of the new people may be here already: warroom dedupe"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.app.cx.layers.is_empty());
}

#[test]
fn forms_of_export_are_found_by_their_words_and_by_the_ends_of_their_files() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a enter");
    for (typed, ends) in
        [("svg", "svg"), ("csv", "csv"), ("ics", "ics"), (".vcf", "vcf"), ("ical", "ics"), ("dot", "dot")]
    {
        demo.press("g w").typed(typed);
        let Some(Layer::Picker(picker)) = demo.app.cx.layers.top() else { panic!("{}", demo.screen()) };
        let first = picker.shown().next().unwrap();
        assert_eq!(first.detail, ends, "{typed}: {}", first.label);
        demo.press("esc");
    }
}

#[test]
fn what_cannot_be_read_says_why_and_leaves_everything_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    for (name, content) in
        [("broken.xlsx", &b"PK\x03\x04 broken"[..]), ("words.csv", b"just words\n"), ("x.json", b"[1,2")]
    {
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        open(&mut demo, &path);
        demo.press("enter");
        assert!(!demo.app.cx.layers.is_empty() && demo.app.cx.message.refused, "{name}: {}", demo.screen());
        demo.press("esc");
    }
    demo.press("g o").typed("/nowhere/at-all.csv").press("enter");
    assert!(demo.app.cx.message.refused, "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_path_is_completed_by_tab() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("deep")).unwrap();
    for name in ["deep/list-of-all.csv", "deep/list-of-few.csv", "deep/other.bin"] {
        std::fs::write(dir.path().join(name), LIST.replace("Who,Firm", "Name,Company")).unwrap();
    }
    let mut demo = Demo::new(Lang::En, (140, 40));
    demo.press("g o").typed(&format!("{}/de", dir.path().display())).press("tab");
    assert!(demo.says("deep/list-of-") && demo.says("list-of-few.csv") && !demo.says("other.bin"), "{}", demo.screen());
    demo.typed("a").press("tab enter");
    wait(&mut demo);
    assert!(demo.says("list-of-all.csv") && demo.says("2 new"), "{}", demo.screen());
    demo.press("esc");
    demo.press("g o").typed("/nowhere/at").press("tab");
    assert!(demo.says("Nothing there begins so"), "{}", demo.screen());
}

#[test]
fn it_fits_every_size() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, LIST.replace("Who,Firm", "姓名,公司")).unwrap();
    for (cols, rows) in SIZES.into_iter().chain([(60, 18), (41, 11)]) {
        let mut demo = Demo::new(Lang::ZhCn, (cols, rows));
        open(&mut demo, &path);
        demo.press("down down down down pageup");
        demo.resize(rows * 2, cols / 3 + 10);
    }
}

#[test]
fn files_are_written_where_one_says_and_never_over_others_unasked() {
    let dir = tempfile::tempdir().unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a enter");
    for (form, part) in
        [("whole room", "<svg"), ("Google", "Organization Name"), ("Cards", "BEGIN:VCARD"), ("Mermaid", "flowchart")]
    {
        let path = dir.path().join(form.replace(' ', "-"));
        let typed = path.display().to_string();
        demo.press("g w").typed(form).press("enter");
        for _ in 0..3 {
            if demo.says("Write it to") {
                break;
            }
            demo.press("enter");
        }
        demo.press("ctrl+u").typed(&typed).press("enter");
        let written =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{form}: {error}\n{}", demo.screen()));
        assert!(written.contains(part), "{form}: {written}");
        std::fs::write(&path, "mine").unwrap();
        demo.press("g w").typed(form).press("enter");
        while !demo.says("Write it to") {
            demo.press("enter");
        }
        demo.press("ctrl+u").typed(&typed).press("enter");
        assert!(demo.says("Replace it?"), "{}", demo.screen());
        demo.press("n");
        while !demo.app.cx.layers.is_empty() {
            demo.press("esc");
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    }
}

#[test]
fn a_payment_of_nothing_is_refused_and_one_beyond_what_is_owed_is_said() {
    use serde_json::json;
    use warroom::edit::Draft;
    use warroom::model::{Id, Receivable};
    let mut demo = Demo::new(Lang::En, (120, 40));
    let invoice: Receivable =
        demo.app.cx.room().all::<Receivable>().find(|one| one.payments.is_empty()).unwrap().clone();
    let owed = invoice.amount.unwrap();
    let pay = |demo: &mut Demo, amount: String| {
        let entry = json!({"id": Id::named("test", &amount), "at": "2026-10-20", "amount": amount});
        let draft = Draft::setting(demo.app.cx.room(), invoice.id, "payments", json!([entry])).unwrap();
        demo.app.cx.commit(draft)
    };
    for amount in ["0", "-5"] {
        assert_eq!(pay(&mut demo, amount.into()).unwrap_err().id, "problem-payment-positive", "{amount}");
    }
    pay(&mut demo, owed.to_string()).unwrap();
    assert!(!demo.app.cx.message.text.contains("overpaid"), "{}", demo.app.cx.message.text);
    pay(&mut demo, (owed + rust_decimal::Decimal::ONE).to_string()).unwrap();
    assert!(demo.app.cx.message.text.contains("overpaid"), "{}", demo.app.cx.message.text);
}

#[test]
fn what_is_left_out_says_why_to_its_end_and_goes_into_a_file_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let list = LIST.replace("Who,Firm,What they do,Boss", "Name,Company,Title,Reports to");
    std::fs::write(
        &path,
        list + "Ida Holm,Nordkvist Foods,Buyer,Somebody who is nowhere in this long list of theirs\n",
    )
    .unwrap();
    let given = dir.path().join("list-rejects.csv");
    for size in [(80, 24), (120, 40)] {
        let mut demo = Demo::new(Lang::En, size);
        open(&mut demo, &path);
        demo.press("j j j");
        // All of a sentence that is longer than the row.
        let said = demo.screen().split_whitespace().collect::<Vec<_>>().join(" ").replace("│ │ ", "");
        assert!(said.contains("kept as text."), "{said}");
        demo.press("enter");
        wait(&mut demo);
        demo.press("r").press("enter");
        if demo.says("Replace") {
            demo.press("y");
        }
        let back = std::fs::read_to_string(&given).unwrap();
        assert!(back.starts_with("Name,Company,Title,Reports to,ERROR\n,Nordkvist Foods,Nobody,,"), "{back}");
        assert_eq!(back.lines().count(), 2, "{back}");
        assert!(demo.says("list-rejects.csv"), "{}", demo.screen());
    }
}

#[test]
fn a_folder_of_cards_and_events_is_read_whole_and_is_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("theirs");
    std::fs::create_dir(&folder).unwrap();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Vera Lindholm\nORG:Nordkvist Foods\nEND:VCARD\n";
    std::fs::write(folder.join("a.vcf"), card).unwrap();
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:e\nDTSTART:20261105T100000Z\nSUMMARY:Lunch with Vera Lindholm\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(folder.join("a.ics"), event).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    let visits = demo.app.cx.room().all::<Visit>().count();
    open(&mut demo, &folder);
    for said in ["Import theirs", "calendar + cards (vCard)", "2 new", "2026-11-05 Lunch with Vera Lindholm"] {
        assert!(demo.says(said), "{said}: {}", demo.screen());
    }
    demo.press("enter");
    wait(&mut demo);
    assert_eq!(demo.app.cx.room().all::<Visit>().count(), visits + 1, "{}", demo.screen());
    while !demo.app.cx.layers.is_empty() {
        demo.press("esc");
    }
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn the_report_of_an_import_is_closed_or_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, LIST.replace("Who,Firm,What they do,Boss", "Name,Company,Title,Reports to")).unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    open(&mut demo, &path);
    // However narrow it is, one sees the way out.
    assert!(demo.says("esc cancel"), "{}", demo.screen());
    demo.press("enter");
    wait(&mut demo);
    assert!(demo.says("esc close") && demo.says("undo: u"), "{}", demo.screen());
    demo.press("u");
    assert!(demo.app.cx.layers.is_empty() && demo.says("Undone"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
    // Where nothing went in there is nothing to take back, and least of all what was done before.
    std::fs::write(&path, "Name,Company\n,Nordkvist Foods\n").unwrap();
    open(&mut demo, &path);
    demo.press("enter");
    wait(&mut demo);
    demo.press("u");
    assert_eq!((demo.dump(), demo.app.cx.layers.is_empty()), (before, false), "{}", demo.screen());
}

#[test]
fn an_import_that_only_calls_something_off_names_the_key_that_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("off.ics");
    let event = "UID:1@x\nSEQUENCE:1\nDTSTAMP:20261101T090000Z\nDTSTART:20261215T090000Z\nSUMMARY:Lunch\n";
    std::fs::write(
        &path,
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:CANCEL\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n"),
    )
    .unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    open(&mut demo, &path);
    demo.press("enter");
    wait(&mut demo);
    assert!(demo.says("0 updated, 1 left out · undo: u"), "{}", demo.screen());
    assert_ne!(demo.dump(), before);
    demo.press("u");
    assert!(demo.says("Undone"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
}

#[test]
fn how_a_list_is_read_takes_as_many_rows_as_it_needs() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Who it is,Firm they work for\nVera Lindholm,Nordkvist Foods\n").unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    open(&mut demo, &path);
    demo.press("m").typed("who").press("enter").typed("name").press("enter");
    wait(&mut demo);
    demo.press("m").typed("firm").press("enter").typed("account").press("enter");
    wait(&mut demo);
    let said = demo.screen().replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Who it is = name · Firm they work for = account"), "{}", demo.screen());
}

#[test]
fn the_screens_name_keys_and_fields_that_were_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Name,Company,Birthday\nVera Lindholm,,31.31.2026\n").unwrap();
    let mut demo = Demo::new(Lang::En, (140, 40));
    open(&mut demo, &path);
    assert!(demo.says("Say which with a.") && !demo.says("--account"), "{}", demo.screen());
    assert!(demo.says("“Birthday” was left out."), "{}", demo.screen());
}

#[test]
fn where_a_file_was_written_is_said_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    let here = std::env::current_dir().unwrap().join(dir.path().file_name().unwrap());
    let name = here.file_name().unwrap().to_str().unwrap().to_owned();
    demo.press("g a enter").press("g w").typed("Mermaid").press("enter");
    while !demo.says("Write it to") {
        demo.press("enter");
    }
    demo.press("ctrl+u").typed(&name).press("enter");
    std::fs::remove_file(&here).unwrap();
    assert!(demo.app.cx.message.text.ends_with(here.to_str().unwrap()), "{}", demo.app.cx.message.text);
}

/// A screen without its blanks and frames: what is wrapped is in one piece.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !('\u{2500}'..='\u{257f}').contains(c)).collect()
}

#[test]
fn what_a_file_is_that_is_none_is_said_to_its_end_and_only_keys_that_help_are_offered() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("logo.png");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
        let mut demo = Demo::new(lang, (80, 24));
        open(&mut demo, &path);
        let told = Problem::new("problem-import-foreign").with("what", "picture");
        let (told, screen) = (demo.app.cx.text.problem_on_screen(&told), bare(&demo.screen()));
        assert!(screen.contains(&bare(&told)), "{}", demo.screen());
        for name in ["import-form-csv", "command-import-go", "command-import-map", "command-import-dates"] {
            let text = demo.app.cx.text.t(name);
            assert!(!demo.screen().lines().last().unwrap().contains(&text), "{name}: {}", demo.screen());
        }
        assert!(!demo.screen().lines().nth(2).unwrap().contains(&demo.app.cx.text.t("import-form-csv")));
        demo.press("m");
        assert!(demo.app.cx.message.refused, "{}", demo.screen());
    }
}

#[test]
fn rows_of_a_folder_are_named_by_their_files_and_what_is_not_read_is_named_too() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("theirs");
    std::fs::create_dir(&folder).unwrap();
    let card = |name: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:Nordkvist Foods\nEND:VCARD\n");
    std::fs::write(folder.join("a.vcf"), card("Vera Lindholm")).unwrap();
    std::fs::write(folder.join("b.vcf"), card("Jonas Berg") + "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n").unwrap();
    std::fs::write(folder.join("list.csv"), LIST).unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    open(&mut demo, &folder);
    // As the history will call it.
    assert!(demo.says("Import theirs/*.vcf"), "{}", demo.screen());
    let row = |demo: &Demo, name: &str| demo.screen().lines().find(|line| line.contains(name)).map(str::to_owned);
    for (name, place) in [("Vera Lindholm", "1 new        a.vcf"), ("Jonas Berg", "1 new        b.vcf")] {
        let row = row(&demo, name).unwrap_or_default();
        assert!(row.contains(place), "{name}: {}", demo.screen());
    }
    assert!(demo.says("6 left out   b.vcf"), "{}", demo.screen());
    assert!(demo.says("Neither .vcf nor .ics, so not read: list.csv"), "{}", demo.screen());
}

#[test]
fn of_many_files_that_are_not_read_the_number_is_said_and_chinese_has_its_own_marks() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("theirs");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.vcf"), "BEGIN:VCARD\nVERSION:3.0\nFN:Vera Lindholm\nEND:VCARD\n").unwrap();
    for at in 1..=9 {
        std::fs::write(folder.join(format!("minutes-of-meeting-{at}.docx")), "x").unwrap();
    }
    let mut demo = Demo::new(Lang::En, (80, 24));
    open(&mut demo, &folder);
    assert!(demo.says("minutes-of-meeting-3.docx, … and 6 more"), "{}", demo.screen());
    let mut demo = Demo::new(Lang::ZhCn, (80, 24));
    open(&mut demo, &folder);
    assert!(demo.says("minutes-of-meeting-4.docx……另有 5 项"), "{}", demo.screen());
    assert!(demo.says("姓名：Vera Lindholm") && !demo.says("姓名:"), "{}", demo.screen());
}

#[test]
fn what_is_over_names_no_key_that_does_nothing_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Name,Company\nVera Lindholm,\n").unwrap();
    let mut demo = Demo::new(Lang::En, (140, 40));
    open(&mut demo, &path);
    assert!(demo.says("Say which with a."), "{}", demo.screen());
    demo.press("enter");
    wait(&mut demo);
    assert!(!demo.says("with a.") && !demo.says("--account"), "{}", demo.screen());
    assert!(demo.says("Give them a seat here, or import the file again"), "{}", demo.screen());
}

/// Opens the form of an important date and names somebody for it who is not here.
fn form_with_somebody_new(demo: &mut Demo) {
    demo.app.cx.run("record-add", "occasion");
    demo.draw();
    let Some(Layer::Form(form)) = demo.app.cx.layers.top_mut() else { panic!("{}", demo.screen()) };
    let id = form.id;
    form.sheet.select(id, Some("person"));
    demo.press("enter").typed("郑桂儿").press("enter");
    assert!(demo.says("郑桂儿"), "{}", demo.screen());
}

#[test]
fn who_is_named_in_a_form_comes_and_goes_with_it() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    let is_here = |demo: &Demo| demo.app.cx.room().all::<Person>().any(|one| one.name == "郑桂儿");
    form_with_somebody_new(&mut demo);
    demo.press("esc y");
    assert!(demo.app.cx.layers.is_empty() && !is_here(&demo), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
    form_with_somebody_new(&mut demo);
    let Some(Layer::Form(form)) = demo.app.cx.layers.top_mut() else { panic!("{}", demo.screen()) };
    form.fill("what", "到任".into());
    form.fill("date", "2026-11-05".into());
    demo.press("ctrl+s");
    assert!(demo.app.cx.layers.is_empty() && is_here(&demo), "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before, "one undo takes both back");
}

#[test]
fn files_with_long_names_that_are_not_read_are_named_on_two_rows() {
    let dir = tempfile::tempdir().unwrap();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Vera Lindholm\nORG:Nordkvist Foods\nEND:VCARD\n";
    std::fs::write(dir.path().join("a.vcf"), card).unwrap();
    for name in ["20220726-praha-vienna-CZ.ics.json", "20240822-berlin-paris.ics.json", "canceled.json", "flight.json"]
    {
        std::fs::write(dir.path().join(name), "{}").unwrap();
    }
    let mut demo = Demo::new(Lang::En, (80, 24));
    open(&mut demo, dir.path());
    assert!(demo.says("20220726-praha-vienna-CZ.ics.json") && demo.says("Vera Lindholm"), "{}", demo.screen());
}

#[test]
fn what_cannot_be_said_yes_to_yet_is_not_offered() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Name,Company\nVera Lindholm,Nordkvist Foods\n").unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g o").typed(&path.display().to_string()).press("enter");
    assert!(demo.says("Reading") && !demo.says("import it"), "{}", demo.screen());
    wait(&mut demo);
    assert!(demo.says("import it"), "{}", demo.screen());
}

#[test]
fn an_import_that_is_cancelled_says_so_however_far_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    std::fs::write(&path, "Name,Company\nVera Lindholm,Nordkvist Foods\n").unwrap();
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    for yes in [false, true] {
        demo.press("g o").typed(&path.display().to_string()).press("enter");
        if yes {
            wait(&mut demo);
            demo.press("enter");
        }
        demo.press("esc");
        assert!(demo.says("Cancelled; nothing was imported."), "{yes}: {}", demo.screen());
        assert!(demo.app.cx.layers.is_empty(), "{yes}: {}", demo.screen());
        assert_eq!(demo.dump(), before, "{yes}");
    }
}

#[test]
fn of_many_records_one_is_asked_before_they_are_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let list = |count: usize| {
        let rows = (0..count).map(|n| format!("Vera{n} Lind,Nordkvist Foods,Clerk"));
        ["Name,Company,Job Title".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    };
    let mut demo = Demo::new(Lang::En, (80, 24));
    let empty = demo.dump();
    std::fs::write(&path, list(5)).unwrap();
    open(&mut demo, &path);
    demo.press("enter");
    wait(&mut demo);
    while !demo.app.cx.layers.is_empty() {
        demo.press("esc");
    }
    demo.press("u");
    assert_eq!(demo.dump(), empty, "a few are taken back at once");
    std::fs::write(&path, list(30)).unwrap();
    open(&mut demo, &path);
    demo.press("enter");
    wait(&mut demo);
    while !demo.app.cx.layers.is_empty() {
        demo.press("esc");
    }
    let full = demo.dump();
    demo.press("u");
    assert!(demo.says("list.csv") && demo.says("records"), "{}", demo.screen());
    assert_eq!(demo.dump(), full, "it asks first");
    demo.press("n");
    assert_eq!((demo.dump(), demo.app.cx.layers.is_empty()), (full, true));
    demo.press("u y");
    assert_eq!(demo.dump(), empty);
}

#[test]
fn what_is_cut_of_a_row_is_read_on_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let notes = "One long line of what was said. ".repeat(30);
    std::fs::write(&path, format!("Name,Company,Notes\nVera Lindholm,Nordkvist Foods,{notes}Finis\n")).unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    open(&mut demo, &path);
    assert!(demo.says("more: space") && !demo.says("Finis"), "{}", demo.screen());
    demo.press("space pagedown pagedown");
    assert!(demo.says("Finis"), "{}", demo.screen());
    demo.press("esc");
    assert!(matches!(demo.app.cx.layers.top(), Some(Layer::Import(_))), "back to the file");
}

#[test]
fn to_take_back_an_import_of_many_records_is_asked_though_it_was_of_few_rows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("list.csv");
    let rows: String = (0..12).fold(String::new(), |all, nth| all + &format!("Person {nth},House {},Clerk\n", nth % 2));
    std::fs::write(&path, format!("Name,Company,Title\n{rows}")).unwrap();
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    open(&mut demo, &path);
    demo.press("enter");
    wait(&mut demo);
    let after = demo.dump();
    demo.press("esc u");
    assert_eq!(demo.dump(), after, "nothing before the answer");
    assert!(demo.says("26 records"), "{}", demo.screen());
    demo.press("y");
    assert_eq!(demo.dump(), before);
}
