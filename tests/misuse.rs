//! Arguments that cannot be read, in the reader's language.

use crate::common::Program;

#[test]
fn what_is_wrong_with_the_arguments_is_said_in_the_readers_language() {
    let program = Program::new();
    for (args, parts) in [
        (&["list", "person", "--jsn"][..], &["没有“--jsn”这个选项", "--json", "详见：warroom list --help"][..]),
        (&["lst"], &["没有“lst”这个命令", "list", "详见：warroom"]),
        (&["list", "dragon"], &["“dragon”不能用作", "可用：account", "person"]),
        (&["list"], &["缺少：<KIND>", "用法：warroom list"]),
        (&["export", "--format"], &["--format", "缺少值"]),
        (&["abc", "--days", "x"], &["没有"]),
    ] {
        for asked in [&["--lang", "zh-CN"][..], &["--lang=zh-CN"]] {
            let run = program.run(&[asked, args].concat());
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
            for part in parts {
                assert!(run.err.contains(part), "{part}: {}", run.err);
            }
            assert!(!run.err.contains("error:") && !run.err.contains("For more"), "{}", run.err);
        }
    }
    // Help, too.
    for (args, parts) in [
        (&["--help"][..], &["作战室", "命令:", "  import       从文件读取记录", "help         显示本页"][..]),
        (
            &["import", "-h"],
            &[
                "用法：warroom import [OPTIONS] <FILE>...",
                "[默认：update] [可用值：update,",
                "-V, --version             显示版本",
                "示例：warroom import contacts.csv",
            ],
        ),
        (&["help", "keymap", "check"], &["[FILE]  文件 [默认：自己的 keymap.toml]", "每个命令都有的选项:"]),
        (&["passphrase", "--help"], &["设有口令时，每个命令和画面都会询问", "help    显示本页"]),
    ] {
        let told = program.ok(&[&["--lang", "zh-CN"][..], args].concat());
        for part in parts {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(!told.contains("Print") && !told.contains("Usage"), "{told}");
    }
    let english = program.run(&["list", "dragon"]);
    assert!(english.err.contains("error: invalid value"), "{english:?}");
    assert!(program.ok(&["--lang", "zh-CN", "--version"]).starts_with("warroom"));
}
