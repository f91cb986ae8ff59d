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
    let english = program.run(&["list", "dragon"]);
    assert!(english.err.contains("error: invalid value"), "{english:?}");
    assert!(program.ok(&["--lang", "zh-CN", "--version"]).starts_with("warroom"));
}
