//! What two processes at one store say to each other: frames of a length and that many bytes of JSON, and what stands in
//! them. Whatever bytes come, the worst is a refusal.
//!
//! The caller sends its [`Wish`] whole, is told that it has come, and says that it still waits: a wish whose caller has
//! given up is never done. Then comes the answer, with signs of life before it where it takes long.

use std::io::{self, Read, Write};

use chrono::{DateTime, FixedOffset};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::edit::{Draft, Stamp};
use crate::model::{Id, Problem};

/// Version of what is said here; processes of another one do not talk to each other.
pub const VERSION: u16 = 1;

/// Bytes of a wish: an import of some hundred thousand rows.
pub const LONGEST: usize = 256 << 20;

/// Bytes of anything else.
pub const SHORT: usize = 64 << 10;

/// Bytes of a length.
const LEN: usize = 4;

/// What a process asks the one that has the store to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// Version of what is said.
    pub version: u16,
    /// Whose edits these are.
    pub author: String,
    /// The moment it is where they are made.
    pub now: DateTime<FixedOffset>,
    /// How many edits the caller knows.
    pub known: u64,
    /// Stamp of the last of them.
    pub stamp: Stamp,
    /// What is to be done.
    pub deed: Deed,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Save a draft.
    One(Draft),
    /// Save several as one step.
    All(Vec<Draft>),
    /// Save what was read from a file.
    Import(Vec<Draft>),
    /// Take the last edit back.
    Undo,
    /// Do it again.
    Redo,
}

/// What a caller is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The wish has come; say whether you are still there.
    Ready,
    /// It takes a while.
    Wait,
    /// It is done: the number of the last edit that did it, where there was anything to do.
    Done(Option<u64>),
    /// It is refused.
    Refused(Told),
    /// Nobody has time for it; nothing was done.
    Busy,
}

/// That the caller still waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Still {
    /// It does.
    Here,
}

/// A problem that travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    id: String,
    args: Vec<(String, String)>,
}

impl Wish {
    /// The records it changes; `None` where that depends on what was done last.
    pub fn touched(&self) -> Option<impl Iterator<Item = Id> + '_> {
        let drafts = match &self.deed {
            Deed::One(draft) => std::slice::from_ref(draft),
            Deed::All(drafts) | Deed::Import(drafts) => drafts,
            Deed::Undo | Deed::Redo => return None,
        };
        Some(drafts.iter().flat_map(|draft| &draft.changes).map(|change| change.id))
    }
}

impl Told {
    /// A problem, to be sent.
    pub fn of(problem: Problem) -> Self {
        let args = problem.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { id: problem.id.to_owned(), args }
    }

    /// The problem that was sent.
    pub fn problem(self) -> Problem {
        // Ids and names of a problem live as long as the program, and so must these: a few words for each refusal of a
        // command that soon ends.
        let kept = |text: String| -> &'static str { text.leak() };
        Problem { id: kept(self.id), args: self.args.into_iter().map(|(name, value)| (kept(name), value)).collect() }
    }
}

/// The frame that says something.
pub fn pack(said: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut frame = vec![0; LEN];
    serde_json::to_writer(&mut frame, said)?;
    let len = frame.len() - LEN;
    if len > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    frame.splice(..LEN, (len as u32).to_be_bytes());
    Ok(frame)
}

/// Says something.
pub fn send(to: &mut impl Write, said: &impl Serialize) -> io::Result<()> {
    to.write_all(&pack(said)?)
}

/// Waits for something of `most` bytes.
pub fn hear<T: DeserializeOwned>(from: &mut impl Read, most: usize) -> io::Result<T> {
    Ok(serde_json::from_slice(&frame(from, most)?)?)
}

/// Waits for a frame of `most` bytes.
pub fn frame(from: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let len = length(from, most)?;
    body(from, len)
}

/// Waits for how long a frame is; one of more than `most` bytes is refused.
pub fn length(from: &mut impl Read, most: usize) -> io::Result<usize> {
    let mut len = [0; LEN];
    from.read_exact(&mut len)?;
    let len = u32::from_be_bytes(len) as usize;
    if len > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(len) }
}

/// Waits for what is in a frame of that length. Memory is taken only for what has really come.
pub fn body(from: &mut impl Read, len: usize) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if from.take(len as u64).read_to_end(&mut body)? < len {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::model::Kind;

    fn wish() -> Wish {
        let fields = json!({"name": "张伟\u{202e}\n\u{0}", "phones": ["+86 531"], "x": {"y": [1.5, null]}});
        let Value::Object(fields) = fields else { panic!("a map") };
        let draft = Draft::adding(Kind::Person, Id::named("wire", "1"), fields).unwrap();
        let draft = draft.about("张伟").because(Some("why not".into()));
        Wish {
            version: VERSION,
            author: "陈晨".into(),
            now: "2026-10-20T09:00:00+08:00".parse().unwrap(),
            known: 7,
            stamp: Stamp { millis: 5, count: 1, device: 9 },
            deed: Deed::All(vec![draft.clone(), draft]),
        }
    }

    #[test]
    fn what_is_sent_is_heard() {
        let mut sent = Vec::new();
        send(&mut sent, &wish()).unwrap();
        assert_eq!(hear::<Wish>(&mut sent.as_slice(), LONGEST).unwrap(), wish());
        let problem = Problem::new("problem-x").with("kind", Kind::Person).with("word", "“");
        let mut sent = Vec::new();
        send(&mut sent, &Answer::Refused(Told::of(problem.clone()))).unwrap();
        let Answer::Refused(told) = hear(&mut sent.as_slice(), SHORT).unwrap() else { panic!("no refusal") };
        assert_eq!(told.problem(), problem);
    }

    #[test]
    fn what_is_too_long_is_refused_before_it_is_read() {
        let mut sent = u32::MAX.to_be_bytes().to_vec();
        sent.extend([b' '; 9]);
        let mut left = sent.as_slice();
        assert_eq!(frame(&mut left, LONGEST).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(left.len(), 9);
        // One that only says that it is long takes no memory for it.
        let mut sent = (LONGEST as u32).to_be_bytes().to_vec();
        sent.push(b'{');
        assert_eq!(frame(&mut sent.as_slice(), LONGEST).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn no_part_of_a_frame_is_a_frame() {
        let mut sent = Vec::new();
        send(&mut sent, &wish()).unwrap();
        assert!((0..sent.len()).all(|end| hear::<Wish>(&mut &sent[..end], LONGEST).is_err()));
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let body = "[".repeat(100_000);
        let mut sent = (body.len() as u32).to_be_bytes().to_vec();
        sent.extend(body.as_bytes());
        assert!(hear::<Wish>(&mut sent.as_slice(), LONGEST).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_at_worst_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(hear::<Wish>(&mut bytes.as_slice(), LONGEST).is_err());
            let mut framed = (bytes.len() as u32).to_be_bytes().to_vec();
            framed.extend(&bytes);
            prop_assert_eq!(&frame(&mut framed.as_slice(), LONGEST).unwrap(), &bytes);
            prop_assert!(hear::<Wish>(&mut framed.as_slice(), LONGEST).is_err());
        }

        #[test]
        fn a_damaged_wish_is_refused_or_another_wish(at in 0_usize..400, byte in any::<u8>()) {
            let mut sent = Vec::new();
            send(&mut sent, &wish()).unwrap();
            let at = at % sent.len();
            sent[at] = byte;
            if let Ok(heard) = hear::<Wish>(&mut sent.as_slice(), LONGEST) {
                let mut again = Vec::new();
                prop_assert!(send(&mut again, &heard).is_ok());
            }
        }
    }
}
