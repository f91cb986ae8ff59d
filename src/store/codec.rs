//! Keys and values of the records in sled.
//!
//! Key: `account (16) · kind (1) · id (16)`, so that one prefix holds a whole account; the account is nil where a record
//! names none, which puts all accounts beside each other. Value: `schema (2) · crc32 (4) · MessagePack with field names`,
//! so that fields this version does not know come back as they were. Numbers are big-endian. With a passphrase the
//! MessagePack is sealed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::migrate::SCHEMA;
use super::seal::Seal;
use crate::edit::room::{Held, Stamps};
use crate::model::{Id, Kind, Problem, Record};

/// Length of a key.
pub const KEY: usize = 33;

#[derive(Serialize, Deserialize)]
struct Body {
    kind: Kind,
    deleted: bool,
    fields: Map<String, Value>,
    stamps: Stamps,
}

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
    let body = Body {
        kind: held.kind,
        deleted: held.record.is_none(),
        fields: held.record.as_ref().map(Record::to_map).unwrap_or_default(),
        stamps: held.stamps.clone(),
    };
    let body = rmp_serde::to_vec_named(&body).map_err(|error| damaged(error.to_string()))?;
    let body = match seal {
        Some(seal) => seal.seal(key, &body)?,
        None => body,
    };
    let schema = SCHEMA.to_be_bytes();
    let crc = checksum(key, schema, &body).to_be_bytes();
    Ok([&schema[..], &crc, &body].concat())
}

/// The record of a key and a value.
pub fn decode(key: &[u8], value: &[u8], seal: Option<&Seal>) -> Result<(Id, Held), Problem> {
    let parts = key.last_chunk().zip(value.split_first_chunk()).and_then(|(id, (schema, rest))| {
        let (crc, body) = rest.split_first_chunk()?;
        Some((*id, *schema, u32::from_be_bytes(*crc), body))
    });
    let (id, schema, crc, body) = parts.ok_or_else(|| damaged("short".into()))?;
    let id = Id::from_bytes(id);
    if crc != checksum(key, schema, body) {
        return Err(damaged("crc".into()).with("id", id));
    }
    if schema != SCHEMA.to_be_bytes() {
        return Err(damaged("schema".into()).with("id", id));
    }
    let opened = match seal {
        Some(seal) => Cow::Owned(seal.open(key, body).ok_or_else(|| damaged("sealed".into()).with("id", id))?),
        None => Cow::Borrowed(body),
    };
    let body: Body = rmp_serde::from_slice(&opened).map_err(|error| damaged(error.to_string()).with("id", id))?;
    let record = (!body.deleted).then(|| Record::from_map(body.kind, body.fields)).transpose();
    let record = record.map_err(|problem| damaged(problem.to_string()).with("id", id))?;
    Ok((id, Held { kind: body.kind, record, stamps: body.stamps }))
}

/// The account that a record names.
fn account(record: &Record) -> Option<Id> {
    record.references().into_iter().find(|(field, _)| *field == "account").map(|(_, id)| id)
}

fn checksum(key: &[u8], schema: [u8; 2], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in [key, &schema, body] {
        hasher.update(part);
    }
    hasher.finalize()
}

fn damaged(why: String) -> Problem {
    Problem::new("problem-store-damaged-db").with("why", why)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::edit::Stamp;

    fn held() -> (Id, Held) {
        let id = Id::named("test", "need");
        let fields = json!({
            "id": id, "account": Id::named("test", "account"), "kind": "pain_point", "text": "交期", "met": 3,
            "from_the_future": { "a": [1, -2, 2.5, null, true] },
        });
        let Value::Object(fields) = fields else { panic!() };
        let record = Record::from_map(Kind::Need, fields).unwrap();
        let stamps = Stamps::from([("text".to_string(), Stamp { millis: 1, count: 2, device: 3 })]);
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

    /// The bytes on people's disks. If this fails, the format changed: add a step to `migrate`, and new bytes here.
    #[test]
    fn golden() {
        let (id, held) = held();
        let key = key(id, &held);
        let hex = |bytes: &[u8]| bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect::<Vec<_>>();
        assert_eq!(hex(&key), KEY_BYTES.as_bytes());
        assert_eq!(hex(&encode(&key, &held, None).unwrap()), VALUE_BYTES.as_bytes());
    }

    const KEY_BYTES: &str = "1b7e489e17798ac5a67ecd2a5350ee190e58f947bbb9068c7ba46959982ebb0736";
    const VALUE_BYTES: &str = "0001f1c82e1484a46b696e64a46e656564a764656c65746564c2a66669656c647386a76163636f756e74d92431623765343839652d313737392d386163352d613637652d636432613533353065653139af66726f6d5f7468655f66757475726581a1619501fecb4004000000000000c0c3a26964d92435386639343762622d623930362d386337622d613436392d353939383265626230373336a46b696e64aa7061696e5f706f696e74a36d657403a474657874a6e4baa4e69c9fa67374616d707381a474657874ac312d322d3030303030303033";
}
