//! What a picker finds, marks and gives back.

use super::*;

/// What a picker over many shows for what is typed; `slices` where it may take its time.
fn over_many(slices: bool) -> Picker {
    let name = |nth: usize| format!("{}{nth}", ["章金刚", "张建国", "Jo Gray", "李"][nth % 4]);
    let items: Vec<Item> = (0..4000).map(|nth| Item::new(nth.to_string(), name(nth), "")).collect();
    let mut picker = Picker::new("", items, None, None);
    if slices {
        picker.be_patient(Duration::ZERO);
    }
    picker.input = Input::new("jg");
    picker.retyped();
    picker
}

#[test]
fn what_takes_long_is_found_in_slices_and_to_its_end_before_anything_is_chosen() {
    let shown = |picker: &Picker| picker.shown().map(|item| item.key.clone()).collect::<Vec<_>>();
    let all = shown(&over_many(false));
    let mut picker = over_many(true);
    assert!(picker.is_searching() && all.len() == LIMIT);
    while picker.is_searching() {
        picker.search_on();
    }
    assert_eq!(shown(&picker), all);
    for choose in [Picker::settle, Picker::toggle, |picker: &mut Picker| picker.step(1)] {
        let mut picker = over_many(true);
        choose(&mut picker);
        assert_eq!(shown(&picker), all);
    }
    let mut picker = over_many(true);
    picker.input = Input::new("jo 6");
    picker.retyped();
    picker.settle();
    assert_eq!(picker.current().map(|item| item.label.as_str()), Some("Jo Gray6"), "the next key gives up the rest");
}

#[test]
fn who_is_called_so_is_found_by_what_stands_beside_the_name_before_anybody_is_made() {
    let items = vec![
        Item::new("a", "曾艳", "总监 · 华00776集团"),
        Item::new("b", "曾艳", "总监 · 华00777集团"),
        Item::new("c", "Li Wei", "Buyer · Nanjing Steel"),
    ];
    let mut picker = Picker::new("", items, None, None).creating("create");
    let mut found = |typed: &str| {
        picker.input = Input::new(typed);
        picker.retyped();
        (picker.shown().map(|item| item.key.clone()).collect::<Vec<_>>().concat(), picker.new_name().is_some())
    };
    for (typed, keys) in [("曾艳 00777", "b"), ("华00776 曾艳", "a"), ("zengyan 00777", "b"), ("li nanjing", "c")]
    {
        assert_eq!(found(typed), (keys.into(), false), "{typed}");
    }
    for typed in ["Li Na", "Li Eel", "王 00777", "00777"] {
        assert_eq!(found(typed), (String::new(), true), "{typed}");
    }
}
