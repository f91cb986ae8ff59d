//! The system's clipboard, reached through the terminal (OSC 52).

use crate::model::Problem;

/// What the most cautious of the common terminals accept, in bytes of the sequence.
const LONGEST: usize = 74_994;

/// The sequence that asks a terminal to put `text` into the clipboard.
pub(super) fn sequence(text: &str) -> Result<String, Problem> {
    let sequence = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    if sequence.len() > LONGEST { Err(Problem::new("problem-copy-too-long")) } else { Ok(sequence) }
}

/// Base64 of RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group, at| group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..4 {
            let known = digit <= chunk.len();
            let index = (group >> (18 - 6 * digit) & 63) as usize;
            out.push(DIGITS.get(index).filter(|_| known).map_or('=', |digit| char::from(*digit)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("张", "5byg")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn what_no_terminal_takes_is_refused() {
        assert_eq!(sequence("hi").unwrap(), "\x1b]52;c;aGk=\x07");
        assert_eq!(sequence(&"x".repeat(60_000)).unwrap_err().id, "problem-copy-too-long");
    }
}
