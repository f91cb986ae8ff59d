//! Pictures, sounds and keys that stand in a card: of version 3.0 and before as base 64 with the kind beside it, in 4.0 as
//! a URI that says it.

use crate::exchange::content::{Property, unescaped};

/// The bytes of one.
pub(super) struct Media {
    /// `image/png`; empty where nobody said.
    kind: String,
    pub(super) base64: String,
}

/// The bytes a property holds, whatever the version it is of; `None` where it holds none.
pub(super) fn of(one: &Property) -> Option<Media> {
    if one.is_binary() {
        let types = one.types();
        let known =
            |word: &&String| !matches!(word.as_str(), "" | "pref" | "base64" | "b" | "home" | "work" | "internet");
        let word = types.iter().find(known).map(String::as_str);
        let kind =
            word.map(|word| if word.contains('/') { word.to_owned() } else { format!("{}/{word}", family(one)) });
        return Some(Media { kind: kind.unwrap_or_default(), base64: whole(one.raw()) });
    }
    let text = unescaped(one.raw());
    let (head, data) = text.trim().split_once(',')?;
    let kind = head.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and_then(|_| head.get(5..))?;
    let mut parts = kind.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_lowercase();
    parts.any(|part| part.eq_ignore_ascii_case("base64")).then(|| Media { kind, base64: whole(data) })
}

/// The kind of what properties of that name hold.
fn family(one: &Property) -> &'static str {
    match one.name.as_str() {
        "SOUND" => "audio",
        "KEY" => "application",
        _ => "image",
    }
}

impl Media {
    /// As version 4.0 has it.
    pub(super) fn as_uri(&self) -> String {
        let kind = if self.kind.is_empty() { "image/jpeg" } else { &self.kind };
        format!("data:{kind};base64,{}", self.base64)
    }

    /// What version 3.0 calls its kind.
    pub(super) fn kind(&self) -> Option<String> {
        let kind = self.kind.rsplit('/').next().unwrap_or_default();
        Some(kind.to_uppercase()).filter(|kind| !kind.is_empty())
    }
}

/// Bytes in base 64 as any reader takes them: the letters of whole bytes, filled up to fours. What a card that was cut has
/// beyond them is no byte.
fn whole(raw: &str) -> String {
    let mut data: String = raw.split_whitespace().collect();
    data.truncate(data.trim_end_matches('=').len());
    if data.len() % 4 == 1 {
        data.pop();
    }
    let missing = data.len().next_multiple_of(4) - data.len();
    data + &"=".repeat(missing)
}
