//! Files that hold nothing to read here, known by how they begin: pictures, documents, archives, programs. Whoever gives one
//! to import is told what it is, and not that its columns say nothing.

use super::xlsx;
use crate::model::Problem;

/// What files begin with, and what they are then, by the name the sentence knows it under.
const BEGINNINGS: [(&[u8], &str); 24] = [
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"8BPS", "picture"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3\0", "database"),
    (b"!BDN", "mailbox"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "sound"),
];

/// Bytes of a beginning that are looked at.
const HEAD: usize = 512;

/// What an archive that is no workbook holds, and what it is then.
const HOLDINGS: [(&[u8], &str); 4] = [
    (b"word/", "document"),
    (b"ppt/", "document"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "open-document"),
    (b"application/vnd.oasis.opendocument.", "document"),
];

/// What every whole archive has at its end.
const ARCHIVE_ENDS: &[u8] = b"PK\x05\x06";

/// Refuses a file that is none of those that are read.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), Problem> {
    what(bytes).map_or(Ok(()), |what| Err(Problem::new("problem-import-foreign").with("what", what)))
}

fn what(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let after = |at: usize| head.get(at..).unwrap_or_default();
    if bytes.starts_with(xlsx::MAGIC) {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        let found = HOLDINGS.iter().find(|(name, _)| holds(name)).map(|(_, what)| *what);
        // One without its end is no archive that could be opened, but may have become of a workbook.
        let whole = || holds(ARCHIVE_ENDS).then_some("archive");
        return if holds(b"xl/") { None } else { found.or_else(whole) };
    }
    // Letters that a text may begin with, too, are a program or a picture where zeros follow.
    let is_binary = head.contains(&0);
    match head {
        [b'M', b'Z', ..] | [b'B', b'M', ..] if is_binary => {
            return Some(if head.starts_with(b"MZ") { "program" } else { "picture" });
        }
        [b'R', b'I', b'F', b'F', ..] if is_binary => {
            return Some(if after(8).starts_with(b"WEBP") { "picture" } else { "sound" });
        }
        _ if after(4).starts_with(b"ftyp") => {
            let is_picture = [&b"heic"[..], b"heix", b"mif1", b"avif"].iter().any(|brand| after(8).starts_with(brand));
            return Some(if is_picture { "picture" } else { "sound" });
        }
        _ => {}
    }
    let begins = BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning)).map(|(_, what)| *what);
    begins.or_else(|| is_page(head).then_some("page"))
}

/// Whether a text is a page of the web: some programs call one a spreadsheet.
fn is_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    ["<!doctype html", "<html", "<table", "<?xml"].iter().any(|begin| head.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_none_of_ours_is_known_by_how_it_begins() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("picture")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("picture")),
            (b"\0\0\0\x18ftypheic\0\0", Some("picture")),
            (b"%PDF-1.7\n%", Some("pdf")),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", Some("document")),
            (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", Some("open-document")),
            (b"PK\x03\x04\x14\0\0\0notes.txt PK\x05\x06", Some("archive")),
            (b"PK\x03\x04\x14\0\0\0", None),
            (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", None),
            (b"MZ\x90\0\x03\0", Some("program")),
            (b"MZ,Name\nx,y\n", None),
            (b"BM,Name\n", None),
            (b"\x7fELF\x02", Some("program")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Some("old-office")),
            (b"\xef\xbb\xbf<html><table>", Some("page")),
            (b"Name,Company\nAda,One\n", None),
            (b"\xff\xfeN\0a\0m\0e\0", None),
            (b"", None),
        ] {
            assert_eq!(what(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
