//! Text as lines of content hold it: backslashes before what would end it, and lines folded.

/// Text cut at a separator that no backslash stands before.
pub(in crate::exchange) fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == separator && !escaped {
            parts.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// Text without its backslashes.
pub(in crate::exchange) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(c @ (',' | ';' | ':' | '\\' | '"')) => plain.push(c),
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
            '\r' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Text with backslashes where the format wants them.
pub(in crate::exchange) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\r') {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// A line of content as files hold it: folded at 75 bytes, ended as the standards want.
pub(in crate::exchange) fn folded(line: &str) -> String {
    let (mut out, mut width) = (String::with_capacity(line.len() + 8), 0);
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        width += c.len_utf8();
        out.push(c);
    }
    out + "\r\n"
}

/// The name in a line that is meant for a property of its own, though none is called so: `LABEL,TYPE=HOME`, `X-GOOGLE TALK`. It is
/// in capitals and has a parameter, or is one of those that programs add; a sentence that goes on has neither.
pub(super) fn misnamed<'a>(head: &'a str, value: &str) -> Option<&'a str> {
    let end = head.find([',', ';']).unwrap_or(head.len());
    let (name, params) = head.split_at_checked(end)?;
    let is_of = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | ' ');
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.ends_with(' ') && name.chars().all(is_of);
    let is_wrong = name.contains(' ') || params.starts_with(',');
    let is_meant = params.contains('=') || name.starts_with("X-") && params.is_empty() && !value.starts_with(' ');
    (is_name && is_wrong && is_meant).then_some(name)
}

/// Text without the signs of quoted-printable.
pub(super) fn unquoted(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.first_chunk::<2>().and_then(|pair| std::str::from_utf8(pair).ok());
        let code = pair.filter(|_| *first == b'=').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    out
}
/// Whether a colon is one within the value of a parameter that is a URI without quotation marks.
pub(super) fn is_of_scheme(line: &str, at: usize) -> bool {
    let (before, after) = line.split_at_checked(at).unwrap_or_default();
    let value = before.rsplit_once(['=', ';', ',']).map_or("", |(_, value)| value);
    let is_parameter = before.contains(';') && before.ends_with(&format!("TZID={value}"));
    is_parameter && after.starts_with("://") && value.bytes().all(|byte| byte.is_ascii_alphabetic())
}
