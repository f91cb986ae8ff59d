//! Doubles on the command line: listing what may mean the same, and making one of two.

use serde_json::{Value, json};

use super::answers::print;
use super::args::{Dedupe, Merge as Args};
use super::columns::Column;
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::out::say;
use super::status::Status;
use crate::edit::Merge;
use crate::exchange::double::{Alike, doubles};
use crate::model::{Kind, Problem};
use crate::screen::present::{kind_label, label, present};
use crate::text::Text;

const DOUBLES: &[Column] = &[
    Column::text("kind_name"),
    Column::text("a_name"),
    Column::text("b_name"),
    Column::text("account_name"),
    Column::text("why"),
    Column::text("a"),
    Column::text("b"),
];

/// Likely doubles, with what speaks for each.
pub fn dedupe(desk: &mut Desk, args: &Dedupe) -> Outcome {
    let kinds: Vec<Kind> = args.kind.into_iter().collect();
    if let Some(other) = kinds.iter().find(|kind| !matches!(kind, Kind::Account | Kind::Person | Kind::Member)) {
        return Err(Problem::new("problem-dedupe-kind").with("kind", other).into());
    }
    let book = desk.look()?;
    let account = names::account(book.room(), args.scope.account.as_deref())?;
    let found = doubles(book.room(), &kinds, account);
    let rows = found.iter().map(|one| {
        let mut row = one.row(book.room());
        let why = one
            .signs
            .iter()
            .map(|(sign, shared)| desk.text.ta(&format!("dedupe-{}", sign.code()), &[("value", shared)]));
        row["why"] = desk.text.list(&why.collect::<Vec<_>>()).into();
        row["kind_name"] = kind_label(&desk.text, one.kind).into();
        let accounts: Vec<String> = ["a_account_name", "b_account_name"]
            .iter()
            .filter_map(|key| row.get(*key)?.as_str().map(str::to_owned))
            .collect();
        row["account_name"] = match accounts.as_slice() {
            [one, other] if one != other => format!("{one} / {other}").into(),
            [one, ..] => one.clone().into(),
            [] => Value::Null,
        };
        row
    });
    let rows: Vec<Value> = rows.collect();
    if rows.is_empty() && !args.scope.json.json {
        say(&desk.text.t("dedupe-none"));
        return Ok(Status::Done);
    }
    print(desk, args.scope.json.json, rows, DOUBLES)
}

/// Who may be one among those a file brought, by name and account.
pub(super) fn pairs(text: &Text, alike: &Alike) -> String {
    let called = |(name, account): &(String, Option<String>)| match account {
        Some(account) => text.ta("import-alike-one", &[("name", name), ("account", account)]),
        None => name.clone(),
    };
    let pair = |pair: &[(String, Option<String>); 2]| {
        let [one, other] = pair.each_ref().map(called);
        text.ta("import-alike-pair", &[("one", &one), ("other", &other)])
    };
    let pairs: Vec<String> = alike.pairs.iter().map(pair).collect();
    text.ta("import-alike-pairs", &[("pairs", &pairs.join(&text.t("word-and-whole")))])
}

/// Makes one of two in one edit, and says what of the other was not taken over.
pub fn merge(desk: &mut Desk, args: &Args) -> Outcome {
    let mut book = if args.dry_run { desk.look()? } else { desk.change()? };
    let kept = names::exactly(book.room(), args.kind, &args.kept, None)?;
    let gone = names::exactly(book.room(), args.kind, &args.gone, None)?;
    let merge = Merge::of(book.room(), kept, gone)?;
    let (stays, goes) = (book.room().name(kept), book.room().name(gone));
    let overruled: Vec<Value> =
        merge.overruled.iter().map(|(field, kept, lost)| json!({"field": field, "kept": kept, "lost": lost})).collect();
    let row = json!({
        "kind": args.kind, "id": kept, "name": stays, "gone": gone, "gone_name": goes,
        "overruled": overruled, "merged": merge.followed, "saved": !args.dry_run,
    });
    let view = desk.view(book.room());
    let lines = merge.overruled.iter().filter_map(|(name, stays, goes)| {
        let field = args.kind.field(name)?;
        let said = [
            ("field", label(&desk.text, args.kind, name)),
            ("kept", present(&view, &field, stays)),
            ("lost", present(&view, &field, goes)),
        ];
        Some(desk.text.ta("merge-overruled", &said.each_ref().map(|(name, value)| (*name, value.as_str()))))
    });
    let lines: Vec<String> = lines.collect();
    if !args.dry_run {
        book.commit(merge.draft.because(args.reason.clone()))?;
    }
    if args.json.json {
        desk.out.json(&row)?;
        return Ok(Status::Done);
    }
    for line in lines {
        desk.out.line(&line)?;
    }
    let done = if args.dry_run { "merge-would" } else { "merge-done" };
    let count = merge.followed.to_string();
    say(&desk.text.ta(done, &[("name", &stays), ("gone", &goes), ("count", &count)]));
    Ok(Status::Done)
}
