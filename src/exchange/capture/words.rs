//! The words that say what kind of record a line is.

use super::line::Line;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Somebody's birthday, or another day that comes back.
    Day,
    /// Something promised.
    Promise,
    /// A gift.
    Gift,
    /// A call, made or to be made.
    Call,
    /// A message, sent or to be sent.
    Message,
    /// A visit.
    Visit,
    /// Something to be done.
    Task,
    /// Anything else: a journey or a note.
    Open,
}

pub(super) const BIRTHDAY: [&str; 6] = ["生日", "birthday", "birthdays", "bday", "b-day", "诞辰"];
pub(super) const YEARLY: [&str; 9] =
    ["结婚纪念日", "纪念日", "周年庆", "社庆", "校庆", "司庆", "厂庆", "wedding anniversary", "anniversary"];
pub(super) const PROMISE: [&str; 18] = [
    "答应了",
    "答应",
    "答應",
    "承诺了",
    "承诺",
    "承諾",
    "保证",
    "保證",
    "允诺",
    "promised to",
    "promised",
    "promises",
    "promise to",
    "promise",
    "committed to",
    "commit to",
    "commits to",
    "committed",
];
pub(super) const GIFT: [&str; 10] =
    ["礼品", "礼物", "禮物", "送礼", "gifts", "gift for", "gift to", "gift", "present for", "gave"];
const SEND: [&str; 6] = ["送给", "送了", "送", "give", "gives", "giving"];
/// What is sent in the course of business and is no gift.
const BUSINESS: [&str; 19] = [
    "样品",
    "样机",
    "资料",
    "合同",
    "方案",
    "文件",
    "报价",
    "货",
    "发票",
    "标书",
    "设备",
    "sample",
    "samples",
    "quote",
    "contract",
    "documents",
    "proposal",
    "invoice",
    "update",
];
pub(super) const CALL: [&str; 26] = [
    "打了个电话",
    "打了电话",
    "打电话",
    "打個電話",
    "打電話",
    "通了个电话",
    "通了电话",
    "通电话",
    "通話",
    "通话",
    "来电",
    "致电",
    "去电",
    "电话",
    "電話",
    "called",
    "calls",
    "calling",
    "call",
    "phoned",
    "phone call with",
    "phone call",
    "phone",
    "rang",
    "telephoned",
    "rings",
];
pub(super) const MESSAGE: [&str; 29] = [
    "发了微信",
    "发微信",
    "来了微信",
    "来微信",
    "来短信",
    "来邮件",
    "微信",
    "发了短信",
    "发短信",
    "短信",
    "发了邮件",
    "发邮件",
    "邮件",
    "发了信息",
    "发信息",
    "发了消息",
    "发消息",
    "emailed",
    "e-mailed",
    "email to",
    "email from",
    "texted",
    "text to",
    "messaged",
    "message to",
    "message from",
    "wechat",
    "wrote to",
    "sms to",
];
pub(super) const VISIT: [&str; 18] = [
    "拜访了",
    "拜访",
    "拜訪",
    "走访了",
    "走访",
    "走訪",
    "回访",
    "会见了",
    "会见",
    "會見",
    "会面",
    "见面",
    "見面",
    "约见",
    "面谈",
    "登门",
    "约我们",
    "约我",
];
/// The English ones; without `with` they are verbs only before a name, or at the head of the line.
pub(super) const MEET: [&str; 14] = [
    "visited",
    "visits",
    "visiting",
    "visit",
    "meeting with",
    "met with",
    "meet with",
    "lunch with",
    "dinner with",
    "coffee with",
    "meets",
    "meet",
    "met",
    "meeting",
];
/// Words that mean a visit only right before somebody's name.
pub(super) const SEE: [&str; 8] = ["见了", "见", "見", "约了", "约", "sees", "see", "saw"];
pub(super) const TASK: [&str; 14] = [
    "跟进",
    "跟進",
    "催款",
    "催收",
    "催",
    "提醒我",
    "提醒",
    "待办",
    "follow up with",
    "follow up on",
    "follow up",
    "follow-up",
    "remind me to",
    "todo",
];
/// Words of a visit that was made.
const MADE: [&str; 10] = ["拜访了", "走访了", "会见了", "见了", "visited", "met with", "met", "saw", "谈了", "聊了"];
/// Words of a gift that was given.
const GIVEN: [&str; 4] = ["送了", "gave", "已送", "送给了"];
/// Words of a call or message that was made.
const DONE: [&str; 29] = [
    "来微信",
    "来短信",
    "来邮件",
    "打了个电话",
    "打了电话",
    "通了个电话",
    "通了电话",
    "来电",
    "发了微信",
    "发了短信",
    "发了邮件",
    "发了信息",
    "发了消息",
    "接到",
    "收到",
    "刚",
    "called",
    "phoned",
    "rang",
    "telephoned",
    "emailed",
    "e-mailed",
    "texted",
    "messaged",
    "wrote to",
    "email from",
    "message from",
    "昨天",
    "yesterday",
];

impl Subject {
    /// What a line is about, by its words. `people` says whether somebody is named at all, `beside` whether somebody is
    /// named right after a place.
    pub(super) fn of(line: &Line, people: bool, beside: &dyn Fn(usize) -> bool) -> Self {
        let says = |words: &[&str]| line.find(words).is_some();
        let see = (0..line.len()).filter_map(|at| line.word_at(at, &SEE)).any(|word| beside(word.end));
        let with = |word: &std::ops::Range<usize>| {
            line.said(word.clone()).ends_with("with") || word.start == line.on(0) || beside(word.end)
        };
        let meet = (0..line.len()).filter_map(|at| line.word_at(at, &MEET)).any(|word| with(&word));
        let gift = says(&GIFT) || says(&SEND) && people && !says(&BUSINESS);
        match () {
            () if says(&PROMISE) => Self::Promise,
            () if gift => Self::Gift,
            () if says(&BIRTHDAY) || says(&YEARLY) => Self::Day,
            () if says(&VISIT) => Self::Visit,
            () if people && says(&MESSAGE) => Self::Message,
            () if people && says(&CALL) => Self::Call,
            () if meet && people || see => Self::Visit,
            () if says(&TASK) => Self::Task,
            () => Self::Open,
        }
    }
}

/// Whether a line speaks of a visit that was made.
pub(super) fn is_made(line: &Line) -> bool {
    line.find(&MADE).is_some()
}

/// Whether a gift was given already.
pub(super) fn is_given(line: &Line) -> bool {
    line.find(&GIVEN).is_some()
}

/// Whether a call or a message was made already.
pub(super) fn is_done(line: &Line) -> bool {
    line.find(&DONE).is_some()
}

/// The words of giving.
pub(super) const GIVES: [&str; 18] = [
    "准备了",
    "准备",
    "生日礼物",
    "新年礼物",
    "礼品",
    "礼物",
    "禮物",
    "送礼",
    "送给了",
    "送给",
    "送了",
    "已送",
    "送",
    "gave",
    "gives",
    "giving",
    "give",
    "gifts",
];
