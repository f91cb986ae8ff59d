//! What people do, key by key: editing in place, undo, finding, leaving and coming back.

mod demo;

use demo::Demo;
use warroom::text::Lang;

fn accounts(lang: Lang) -> Demo {
    let mut demo = Demo::new(lang, (120, 40));
    demo.press("g a");
    demo
}

#[test]
fn a_value_is_edited_where_it_stands_and_undone() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("i");
    let caret = demo.cursor.expect("the caret is where the value stands");
    assert_eq!(caret.y, 12, "{}", demo.screen());
    demo.press("ctrl+u").typed("Calder Rail").press("enter");
    assert!(demo.says("Calder Rail"), "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before);
    demo.press("U");
    assert!(demo.says("Calder Rail"));
}

#[test]
fn esc_restores_and_invalid_input_stays_open_with_the_reason() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("i").typed(" changed").press("esc");
    assert_eq!(demo.dump(), before);
    demo.press("e").typed("headc").press("enter ctrl+u").typed("many").press("enter");
    assert!(demo.says("“many” is not a number"), "{}", demo.screen());
    assert!(demo.says("many"), "what was typed is still there");
    demo.press("ctrl+u").typed("120").press("enter");
    assert_ne!(demo.dump(), before);
}

#[test]
fn leaving_an_editor_sideways_never_drops_text() {
    let mut demo = accounts(Lang::En);
    demo.press("tab").press("down enter").typed("X").press("tab");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    assert!(demo.app.cx.message.undoable);
}

#[test]
fn a_guard_says_why() {
    let mut demo = accounts(Lang::En);
    demo.press("/").typed("jiaodong").press("enter e").typed("tier").press("enter").typed("gold").press("enter");
    assert!(demo.says("developed accounts only"), "{}", demo.screen());
}

#[test]
fn every_screen_of_the_palette_opens_and_esc_comes_back() {
    let mut demo = accounts(Lang::ZhCn);
    let at_start = demo.screen();
    demo.press("?");
    assert!(demo.says("帮助"));
    demo.press("esc :");
    assert!(demo.says("命令"));
    demo.press("esc");
    assert_eq!(demo.screen(), at_start);
}
