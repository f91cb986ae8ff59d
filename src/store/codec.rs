//! Keys and values of the records in sled.
//!
//! Key: `account (16) · kind (1) · id (16)`, so that one prefix holds a whole account; the account is nil where a record
//! names none, which puts all accounts beside each other. Value: `format (2) · crc32 (4)`, then the record as [`Held::pack`]
//! packs it. Numbers are big-endian. With a passphrase all behind the checksum is sealed.

use std::borrow::Cow;

use super::seal::Seal;
use crate::edit::{Held, Parcel};
use crate::model::{Id, Problem, Record};

/// Length of a key.
pub const KEY: usize = 33;

/// Length of what stands before the body of a value.
pub const HEAD: usize = 6;

/// Raise it whenever the values change: sled is then filled anew from the journal.
pub const FORMAT: u16 = 3;

/// The key of a record.
pub fn key(id: Id, held: &Held) -> [u8; KEY] {
    let account = held.record.as_ref().and_then(account).unwrap_or(Id::NIL).bytes();
    let bytes = account.into_iter().chain([held.kind as u8]).chain(id.bytes());
    let mut key = [0; KEY];
    key.iter_mut().zip(bytes).for_each(|(to, byte)| *to = byte);
    key
}

/// The value of a record.
pub fn encode(key: &[u8], held: &Held, seal: Option<&Seal>) -> Result<Vec<u8>, Problem> {
    let body = held.pack()?;
    let body = match seal {
        Some(seal) => seal.seal(key, &body)?,
        None => body,
    };
    Ok(sound(key, &body))
}

/// A body with its head.
pub fn sound(key: &[u8], body: &[u8]) -> Vec<u8> {
    let format = FORMAT.to_be_bytes();
    let crc = checksum(key, format, body).to_be_bytes();
    [&format[..], &crc, body].concat()
}

/// What stands behind the head of a value, where it is sound.
pub fn body<'a>(key: &[u8; KEY], value: &'a [u8], seal: Option<&Seal>) -> Result<(Id, Cow<'a, [u8]>), Problem> {
    let parts = key.last_chunk().zip(value.split_first_chunk()).and_then(|(id, (format, rest))| {
        let (crc, body) = rest.split_first_chunk()?;
        Some((*id, *format, u32::from_be_bytes(*crc), body))
    });
    let (id, format, crc, body) = parts.ok_or_else(|| damaged("short".into()))?;
    let id = Id::from_bytes(id);
    if crc != checksum(key, format, body) {
        return Err(damaged("crc".into()).with("id", id));
    }
    if format != FORMAT.to_be_bytes() {
        return Err(damaged("format".into()).with("id", id));
    }
    match seal {
        Some(seal) => {
            let opened = seal.open(key, body).ok_or_else(|| damaged("sealed".into()).with("id", id))?;
            Ok((id, Cow::Owned(opened)))
        }
        None => Ok((id, Cow::Borrowed(body))),
    }
}

/// The record of a key and a value, ready to be packed.
pub fn parcel(key: &[u8; KEY], value: &[u8], seal: Option<&Seal>) -> Result<Parcel, Problem> {
    let (id, body) = body(key, value, seal)?;
    Parcel::read(id, &body).map_err(|why| damaged(why).with("id", id))
}

/// The record of a key and a value.
pub fn decode(key: &[u8; KEY], value: &[u8], seal: Option<&Seal>) -> Result<(Id, Held), Problem> {
    let (id, body) = body(key, value, seal)?;
    Held::unpack(&body).map(|held| (id, held)).map_err(|why| damaged(why).with("id", id))
}

/// The account that a record names.
fn account(record: &Record) -> Option<Id> {
    record.references().into_iter().find(|(field, _)| *field == "account").map(|(_, id)| id)
}

fn checksum(key: &[u8], format: [u8; 2], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in [key, &format, body] {
        hasher.update(part);
    }
    hasher.finalize()
}

fn damaged(why: String) -> Problem {
    Problem::new("problem-store-damaged-db").with("why", why)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::edit::{Stamp, Stamps};
    use crate::model::Kind;

    fn held() -> (Id, Held) {
        let id = Id::named("test", "need");
        let fields = json!({
            "id": id, "account": Id::named("test", "account"), "kind": "pain_point", "text": "交期", "met": 3,
            "from_the_future": { "a": [1, -2, 2.5, null, true] },
        });
        let Value::Object(fields) = fields else { panic!() };
        let record = Record::from_map(Kind::Need, fields).unwrap();
        let stamp = |millis| Stamp { millis, count: 2, device: 3 };
        let stamps = Stamps { base: stamp(1), others: vec![("text".into(), stamp(2))] };
        (id, Held { kind: Kind::Need, record: Some(record), stamps })
    }

    #[test]
    fn a_record_comes_back_with_what_we_do_not_know() {
        let (id, held) = held();
        let key = key(id, &held);
        assert_eq!(decode(&key, &encode(&key, &held, None).unwrap(), None).unwrap(), (id, held));
    }

    #[test]
    fn so_does_a_deleted_one() {
        let (id, held) = held();
        let held = Held { record: None, ..held };
        let key = key(id, &held);
        assert_eq!(key[..16], [0; 16]);
        assert_eq!(decode(&key, &encode(&key, &held, None).unwrap(), None).unwrap(), (id, held));
    }

    #[test]
    fn a_flip_anywhere_in_key_or_value_is_seen() {
        let (id, held) = held();
        let key = key(id, &held);
        let value = encode(&key, &held, None).unwrap();
        for at in 0..value.len() {
            let mut flipped = value.clone();
            flipped[at] ^= 4;
            assert!(decode(&key, &flipped, None).is_err(), "value byte {at}");
        }
        for at in 0..key.len() {
            let mut flipped = key;
            flipped[at] ^= 4;
            assert!(decode(&flipped, &value, None).is_err(), "key byte {at}");
        }
    }

    #[test]
    fn a_sealed_one_comes_back_with_the_key_and_under_its_own_name_alone() {
        let (id, held) = held();
        let (key, seal) = (key(id, &held), Seal::new().unwrap());
        let value = encode(&key, &held, Some(&seal)).unwrap();
        assert!(!value.windows(6).any(|window| window == "交期".as_bytes()));
        assert_eq!(decode(&key, &value, Some(&seal)).unwrap(), (id, held.clone()));
        assert!(decode(&key, &value, None).is_err());
        assert!(decode(&key, &encode(&key, &held, None).unwrap(), Some(&seal)).is_err());
    }

    /// The bytes on people's disks. If this fails, the format changed: raise `FORMAT`, and put new bytes here.
    #[test]
    fn golden() {
        let (id, held) = held();
        let key = key(id, &held);
        let hex = |bytes: &[u8]| bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect::<Vec<_>>();
        assert_eq!(hex(&key), KEY_BYTES.as_bytes());
        assert_eq!(hex(&encode(&key, &held, None).unwrap()), VALUE_BYTES.as_bytes());
    }

    const KEY_BYTES: &str = "1b7e489e17798ac5a67ecd2a5350ee190e58f947bbb9068c7ba46959982ebb0736";
    const VALUE_BYTES: &str = "0003cb78c48f0e86a26964c41058f947bbb9068c7ba46959982ebb0736a76163636f756e74c4101b7e489e17798ac5a67ecd2a5350ee19a46b696e64aa7061696e5f706f696e74a474657874a6e4baa4e69c9fa36d657403af66726f6d5f7468655f66757475726581a1619501fecb4004000000000000c0c392930102039192a47465787493020203";
}
