//! The languages there are, and how one is recognised in an option or in the environment.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified script.
    ZhCn,
    /// Chinese, traditional script.
    ZhTw,
}

impl Lang {
    /// All of them, English first.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhCn, Self::ZhTw];

    /// The BCP 47 tag, which is also the name of the folder under `assets/locales`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
        }
    }

    /// Reads a BCP 47 tag or a POSIX locale name: `en`, `zh`, `zh-Hant`, `zh_TW.UTF-8`.
    ///
    /// A script wins over a region; `zh` alone is the simplified script.
    pub fn parse(name: &str) -> Option<Self> {
        let tag = name.split(['.', '@']).next()?.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next()? {
            "en" => Some(Self::En),
            "zh" => {
                let parts: Vec<_> = parts.collect();
                let says = |names: &[&str]| names.iter().any(|name| parts.contains(name));
                let traditional = says(&["hant"]) || (!says(&["hans"]) && says(&["tw", "hk", "mo"]));
                Some(if traditional { Self::ZhTw } else { Self::ZhCn })
            }
            _ => None,
        }
    }

    /// The language of the environment, as POSIX orders it: the first variable that is set and not empty decides,
    /// and a language there is no translation for means English.
    pub fn from_env(lc_all: Option<&str>, lc_messages: Option<&str>, lang: Option<&str>) -> Self {
        let first = [lc_all, lc_messages, lang].into_iter().flatten().find(|value| !value.is_empty());
        first.and_then(Self::parse).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locale_names_are_understood() {
        for (name, lang) in [
            ("en", Some(Lang::En)),
            ("en_GB.UTF-8", Some(Lang::En)),
            ("zh", Some(Lang::ZhCn)),
            ("zh-CN", Some(Lang::ZhCn)),
            ("zh_SG.GB18030", Some(Lang::ZhCn)),
            ("zh_TW.UTF-8", Some(Lang::ZhTw)),
            ("zh-hk", Some(Lang::ZhTw)),
            ("zh-Hant", Some(Lang::ZhTw)),
            ("zh-Hans-HK", Some(Lang::ZhCn)),
            ("ZH_tw@radical", Some(Lang::ZhTw)),
            ("C", None),
            ("english", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(name), lang, "{name}");
        }
    }

    #[test]
    fn every_code_is_its_own_name() {
        assert!(Lang::ALL.into_iter().all(|lang| Lang::parse(lang.code()) == Some(lang)));
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(Lang::from_env(None, None, Some("zh_CN.UTF-8")), Lang::ZhCn);
        assert_eq!(Lang::from_env(Some(""), Some("zh_TW"), Some("en_US")), Lang::ZhTw);
        assert_eq!(Lang::from_env(Some("C.UTF-8"), None, Some("zh_CN")), Lang::En);
        assert_eq!(Lang::from_env(None, None, None), Lang::En);
    }
}
