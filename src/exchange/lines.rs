//! The lines of a text as its file has them: CR LF, LF, or CR alone ends one.

/// Where a line ends: its text, and what comes after its end.
fn cut(text: &str) -> (&str, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    (line, rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default())
}

/// Every line, without its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (line, after) = (!rest.is_empty()).then(|| cut(rest))?;
        rest = after;
        Some(line)
    })
}

/// What follows the first line.
pub(super) fn after_line(text: &str) -> &str {
    cut(text).1
}

/// How many lines end.
pub(super) fn ends(text: &str) -> u64 {
    let mut bytes = text.bytes().peekable();
    let mut count = 0;
    while let Some(byte) = bytes.next() {
        count += u64::from(byte == b'\n' || byte == b'\r' && bytes.peek() != Some(&b'\n'));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_as_the_file_has_it() {
        let all = |text| lines(text).collect::<Vec<_>>();
        assert_eq!(all("a\rb\nc\r\n\r\nd"), ["a", "b", "c", "", "d"]);
        assert_eq!(all("a\r"), ["a"]);
        assert_eq!(all(""), [""; 0]);
        assert_eq!((ends("a\rb\nc\r\n\r\nd"), ends("a"), ends("\r\r")), (4, 0, 2));
        assert_eq!((after_line("a\r\nb\rc"), after_line("b\rc"), after_line("c")), ("b\rc", "c", ""));
    }
}
