//! The sentence files, embedded: one per area and language. A new file is listed here, and nowhere else.

use super::Lang;

/// `(area, text of the file)`.
pub(super) type Source = (&'static str, &'static str);

/// All files of a language.
pub(super) const fn of(lang: Lang) -> &'static [Source] {
    match lang {
        Lang::En => EN,
        Lang::ZhCn => ZH_CN,
        Lang::ZhTw => ZH_TW,
    }
}

const EN: &[Source] = &[
    ("accounts", include_str!("../../assets/locales/en/accounts.ftl")),
    ("brief", include_str!("../../assets/locales/en/brief.ftl")),
    ("calendar", include_str!("../../assets/locales/en/calendar.ftl")),
    ("capture", include_str!("../../assets/locales/en/capture.ftl")),
    ("card", include_str!("../../assets/locales/en/card.ftl")),
    ("choices", include_str!("../../assets/locales/en/choices.ftl")),
    ("circle", include_str!("../../assets/locales/en/circle.ftl")),
    ("cli", include_str!("../../assets/locales/en/cli.ftl")),
    ("commands", include_str!("../../assets/locales/en/commands.ftl")),
    ("exchange", include_str!("../../assets/locales/en/exchange.ftl")),
    ("fields", include_str!("../../assets/locales/en/fields.ftl")),
    ("figures", include_str!("../../assets/locales/en/figures.ftl")),
    ("format", include_str!("../../assets/locales/en/format.ftl")),
    ("handover", include_str!("../../assets/locales/en/handover.ftl")),
    ("history", include_str!("../../assets/locales/en/history.ftl")),
    ("inspector", include_str!("../../assets/locales/en/inspector.ftl")),
    ("ladder", include_str!("../../assets/locales/en/ladder.ftl")),
    ("map", include_str!("../../assets/locales/en/map.ftl")),
    ("pairings", include_str!("../../assets/locales/en/pairings.ftl")),
    ("plan", include_str!("../../assets/locales/en/plan.ftl")),
    ("problems", include_str!("../../assets/locales/en/problems.ftl")),
    ("shell", include_str!("../../assets/locales/en/shell.ftl")),
    ("strategy", include_str!("../../assets/locales/en/strategy.ftl")),
    ("team", include_str!("../../assets/locales/en/team.ftl")),
    ("terminal", include_str!("../../assets/locales/en/terminal.ftl")),
    ("today", include_str!("../../assets/locales/en/today.ftl")),
    ("visits", include_str!("../../assets/locales/en/visits.ftl")),
];

const ZH_CN: &[Source] = &[
    ("accounts", include_str!("../../assets/locales/zh-CN/accounts.ftl")),
    ("brief", include_str!("../../assets/locales/zh-CN/brief.ftl")),
    ("calendar", include_str!("../../assets/locales/zh-CN/calendar.ftl")),
    ("capture", include_str!("../../assets/locales/zh-CN/capture.ftl")),
    ("card", include_str!("../../assets/locales/zh-CN/card.ftl")),
    ("choices", include_str!("../../assets/locales/zh-CN/choices.ftl")),
    ("circle", include_str!("../../assets/locales/zh-CN/circle.ftl")),
    ("cli", include_str!("../../assets/locales/zh-CN/cli.ftl")),
    ("commands", include_str!("../../assets/locales/zh-CN/commands.ftl")),
    ("exchange", include_str!("../../assets/locales/zh-CN/exchange.ftl")),
    ("fields", include_str!("../../assets/locales/zh-CN/fields.ftl")),
    ("figures", include_str!("../../assets/locales/zh-CN/figures.ftl")),
    ("format", include_str!("../../assets/locales/zh-CN/format.ftl")),
    ("handover", include_str!("../../assets/locales/zh-CN/handover.ftl")),
    ("history", include_str!("../../assets/locales/zh-CN/history.ftl")),
    ("inspector", include_str!("../../assets/locales/zh-CN/inspector.ftl")),
    ("ladder", include_str!("../../assets/locales/zh-CN/ladder.ftl")),
    ("map", include_str!("../../assets/locales/zh-CN/map.ftl")),
    ("pairings", include_str!("../../assets/locales/zh-CN/pairings.ftl")),
    ("plan", include_str!("../../assets/locales/zh-CN/plan.ftl")),
    ("problems", include_str!("../../assets/locales/zh-CN/problems.ftl")),
    ("shell", include_str!("../../assets/locales/zh-CN/shell.ftl")),
    ("strategy", include_str!("../../assets/locales/zh-CN/strategy.ftl")),
    ("team", include_str!("../../assets/locales/zh-CN/team.ftl")),
    ("terminal", include_str!("../../assets/locales/zh-CN/terminal.ftl")),
    ("today", include_str!("../../assets/locales/zh-CN/today.ftl")),
    ("visits", include_str!("../../assets/locales/zh-CN/visits.ftl")),
];

const ZH_TW: &[Source] = &[
    ("accounts", include_str!("../../assets/locales/zh-TW/accounts.ftl")),
    ("brief", include_str!("../../assets/locales/zh-TW/brief.ftl")),
    ("calendar", include_str!("../../assets/locales/zh-TW/calendar.ftl")),
    ("capture", include_str!("../../assets/locales/zh-TW/capture.ftl")),
    ("card", include_str!("../../assets/locales/zh-TW/card.ftl")),
    ("choices", include_str!("../../assets/locales/zh-TW/choices.ftl")),
    ("circle", include_str!("../../assets/locales/zh-TW/circle.ftl")),
    ("cli", include_str!("../../assets/locales/zh-TW/cli.ftl")),
    ("commands", include_str!("../../assets/locales/zh-TW/commands.ftl")),
    ("exchange", include_str!("../../assets/locales/zh-TW/exchange.ftl")),
    ("fields", include_str!("../../assets/locales/zh-TW/fields.ftl")),
    ("figures", include_str!("../../assets/locales/zh-TW/figures.ftl")),
    ("format", include_str!("../../assets/locales/zh-TW/format.ftl")),
    ("handover", include_str!("../../assets/locales/zh-TW/handover.ftl")),
    ("history", include_str!("../../assets/locales/zh-TW/history.ftl")),
    ("inspector", include_str!("../../assets/locales/zh-TW/inspector.ftl")),
    ("ladder", include_str!("../../assets/locales/zh-TW/ladder.ftl")),
    ("map", include_str!("../../assets/locales/zh-TW/map.ftl")),
    ("pairings", include_str!("../../assets/locales/zh-TW/pairings.ftl")),
    ("plan", include_str!("../../assets/locales/zh-TW/plan.ftl")),
    ("problems", include_str!("../../assets/locales/zh-TW/problems.ftl")),
    ("shell", include_str!("../../assets/locales/zh-TW/shell.ftl")),
    ("strategy", include_str!("../../assets/locales/zh-TW/strategy.ftl")),
    ("team", include_str!("../../assets/locales/zh-TW/team.ftl")),
    ("terminal", include_str!("../../assets/locales/zh-TW/terminal.ftl")),
    ("today", include_str!("../../assets/locales/zh-TW/today.ftl")),
    ("visits", include_str!("../../assets/locales/zh-TW/visits.ftl")),
];
