//! A contact in one line: `call: spoke about the samples`, `昨天 电话：样品`. How it was made comes first; a day may stand
//! before or after that; the rest is what it was about. Where nobody says how it was made, that is asked.

use chrono::{DateTime, FixedOffset};

use crate::find::fold;
use crate::model::choice::Channel;
use crate::model::speak::{Bias, parse_when};
use crate::model::{Problem, When};

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// How it was made.
    pub channel: Channel,
    /// When, where that was said.
    pub at: Option<When>,
    /// What it was about; empty where nothing was said.
    pub text: String,
}

/// What people call a channel, in the languages they write.
const WORDS: &[(Channel, &[&str])] = &[
    (Channel::Introduction, &["introduction", "introduced", "intro", "引荐", "引薦", "介绍", "介紹"]),
    (Channel::HostedVisit, &["hosted visit", "hosted_visit", "hosted", "来访接待", "來訪接待", "来访", "來訪", "接待"]),
    (
        Channel::Visit,
        &["visited", "visit", "met", "meeting", "拜访", "拜訪", "面谈", "面談", "见面", "見面", "会面", "會面"],
    ),
    (
        Channel::Call,
        &[
            "called",
            "phoned",
            "phone call",
            "call",
            "phone",
            "打电话",
            "打電話",
            "通电话",
            "通電話",
            "电话",
            "電話",
            "致电",
            "致電",
            "通话",
            "通話",
        ],
    ),
    (
        Channel::Message,
        &[
            "message",
            "msg",
            "wechat",
            "sms",
            "e-mail",
            "email",
            "mail",
            "发微信",
            "微信",
            "短信",
            "簡訊",
            "邮件",
            "郵件",
            "消息",
            "訊息",
            "信息",
        ],
    ),
];

const COLONS: [char; 2] = [':', '：'];

/// Reads a line; refuses one that does not say how, or that is of a day to come.
pub fn read(line: &str, now: DateTime<FixedOffset>) -> Result<Contact, Problem> {
    let line = line.trim();
    let contact = headed(line, now).or_else(|| {
        let (channel, rest) = channel(line)?;
        Some(Contact { channel, at: None, text: rest.trim_start_matches(COLONS).trim().to_owned() })
    });
    let contact = contact.ok_or_else(|| Problem::new("problem-touch-channel"))?;
    match contact.at {
        Some(at) if at.instant(*now.offset()) > now => Err(Problem::new("problem-touch-ahead").with("day", at.day())),
        _ => Ok(contact),
    }
}

/// `yesterday call: …` or `call yesterday: …`; a time of day has a colon of its own, so every colon is tried.
fn headed(line: &str, now: DateTime<FixedOffset>) -> Option<Contact> {
    let colons = line.char_indices().filter(|(_, c)| COLONS.contains(c));
    colons.into_iter().find_map(|(at, colon)| {
        let (head, text) = (line.get(..at)?.trim(), line.get(at + colon.len_utf8()..)?.trim());
        let (channel, when) = match channel(head) {
            Some((channel, rest)) => (channel, rest.trim()),
            None => ends_in_channel(head)?,
        };
        let at = if when.is_empty() { None } else { Some(parse_when(when, now, Bias::Past).ok()?) };
        Some(Contact { channel, at, text: text.to_owned() })
    })
}

/// The channel a line begins with, and what follows it.
fn channel(line: &str) -> Option<(Channel, &str)> {
    each(|word| {
        let head = line.get(..word.len()).filter(|head| fold(head) == word)?;
        let rest = line.get(head.len()..)?;
        ends_word(word, rest.chars().next()).then_some(rest)
    })
}

/// The channel a line ends in, and what stands before it.
fn ends_in_channel(line: &str) -> Option<(Channel, &str)> {
    each(|word| {
        let start = line.len().checked_sub(word.len())?;
        let rest = line.get(..start)?;
        let fits = line.get(start..).is_some_and(|tail| fold(tail) == word);
        (fits && ends_word(word, rest.chars().next_back())).then_some(rest)
    })
}

fn each<'l>(fits: impl Fn(&str) -> Option<&'l str>) -> Option<(Channel, &'l str)> {
    WORDS.iter().find_map(|(channel, words)| Some((*channel, words.iter().find_map(|word| fits(word))?)))
}

/// A word in Latin letters is not the beginning of another; Chinese stands without blanks.
fn ends_word(word: &str, next: Option<char>) -> bool {
    !word.is_ascii() || next.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    fn said(line: &str) -> (Channel, Option<String>, String) {
        let contact = read(line, now()).unwrap();
        (contact.channel, contact.at.map(|at| at.to_string()), contact.text)
    }

    #[test]
    fn the_channel_comes_first_in_any_language_and_the_rest_is_what_it_was_about() {
        for (line, channel, text) in [
            ("call: spoke about X", Channel::Call, "spoke about X"),
            ("Call spoke about X", Channel::Call, "spoke about X"),
            ("call", Channel::Call, ""),
            ("电话：样品周五到", Channel::Call, "样品周五到"),
            ("電話 樣品", Channel::Call, "樣品"),
            ("微信: 发了图纸", Channel::Message, "发了图纸"),
            ("e-mail: the drawings: two of them", Channel::Message, "the drawings: two of them"),
            ("hosted visit: showroom", Channel::HostedVisit, "showroom"),
            ("来访 看展厅", Channel::HostedVisit, "看展厅"),
            ("intro: to the finance director", Channel::Introduction, "to the finance director"),
            ("拜访：谈框架 10:30 开始", Channel::Visit, "谈框架 10:30 开始"),
        ] {
            assert_eq!(said(line), (channel, None, text.to_owned()), "{line}");
        }
    }

    #[test]
    fn a_day_may_stand_on_either_side_of_the_channel() {
        let yesterday = Some("2026-10-19".to_owned());
        for line in ["call yesterday: samples", "yesterday call: samples", "电话 昨天：samples", "昨天电话：samples"]
        {
            assert_eq!(said(line), (Channel::Call, yesterday.clone(), "samples".into()), "{line}");
        }
        assert_eq!(said("visit 10-12: samples").1, Some("2026-10-12".into()));
    }

    #[test]
    fn what_does_not_say_how_or_lies_ahead_is_refused() {
        for line in ["", "spoke about X", "caller said no", "callback: later", "metal prices"] {
            assert_eq!(read(line, now()).unwrap_err().id, "problem-touch-channel", "{line}");
        }
        assert_eq!(read("call tomorrow: samples", now()).unwrap_err().id, "problem-touch-ahead");
    }
}
