//! The passphrase: what is on the disk is sealed with a random key, and that key, in `DATA/journal/KEY`, with what is
//! made of the passphrase. A new passphrase seals the key anew and leaves everything else as it is.
//!
//! The file stands beside the lines it opens and not above them: they are put in place, set aside and brought back
//! together, in one step. Keys are in memory only as long as somebody holds a [`Seal`], and wiped then.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::disk;
use crate::model::Problem;

/// The name of the file.
const FILE: &str = "KEY";
/// The form of the file.
const VERSION: u8 = 1;
/// Bytes of a key, of what makes each sealing a different one, and of a salt.
const KEY: usize = 32;
const NONCE: usize = 24;
const SALT: usize = 16;
/// Shorter ones are guessed before long.
const SHORTEST: usize = 8;
/// What a file may ask for: it may come from anywhere, and must not take all there is.
const MOST: Strength = Strength { memory: 1 << 20, passes: 100, lanes: 16 };

/// How dear one guess at a passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    /// Memory, in KiB.
    pub memory: u32,
    /// How often it is gone through.
    pub passes: u32,
    /// How much of it may be done at once.
    pub lanes: u32,
}

impl Default for Strength {
    fn default() -> Self {
        Self { memory: 64 << 10, passes: 3, lanes: 1 }
    }
}

/// What `DATA/journal/KEY` says. Nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    version: u8,
    /// Which key it holds; the same whatever the passphrase.
    id: String,
    kdf: String,
    #[serde(flatten)]
    strength: Strength,
    salt: String,
    sealed: String,
    /// Checksum of all that.
    check: String,
}

/// The key that everything is sealed with.
#[derive(Clone)]
pub struct Seal(Arc<Secret>);

struct Secret {
    id: String,
    key: Zeroizing<[u8; KEY]>,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// A new one, like no other.
    pub fn new() -> Result<Self, Problem> {
        let (mut key, mut id) = (Zeroizing::new([0; KEY]), [0; SALT]);
        random(&mut key[..])?;
        random(&mut id)?;
        Ok(Self(Arc::new(Secret { id: Base64::encode_string(&id), key })))
    }

    /// Which key it is.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Seals bytes. Only with the same `place` they can be opened again: what is moved elsewhere does not pass.
    pub fn seal(&self, place: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Problem> {
        seal(&self.0.key, place, bytes)
    }

    /// Opens them; `None` where anything about them is wrong.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        open(&self.0.key, place, sealed)
    }

    /// Refuses a passphrase that is too short.
    pub fn takes(passphrase: &str) -> Result<(), Problem> {
        if passphrase.chars().count() < SHORTEST {
            return Err(Problem::new("problem-passphrase-short").with("least", SHORTEST));
        }
        Ok(())
    }

    /// The file that holds it, for whoever knows the passphrase. Too short a one is refused.
    pub fn key(&self, passphrase: &str, strength: Strength) -> Result<Key, Problem> {
        Self::takes(passphrase)?;
        let mut salt = [0; SALT];
        random(&mut salt)?;
        let salt = Base64::encode_string(&salt);
        let mut key = Key {
            version: VERSION,
            id: self.id().to_owned(),
            kdf: "argon2id".into(),
            strength,
            salt,
            sealed: String::new(),
            check: String::new(),
        };
        let outer = key.outer(passphrase).ok_or_else(|| refused("argon2"))?;
        key.sealed = Base64::encode_string(&seal(&outer, key.said().as_bytes(), &self.0.key[..])?);
        key.check = key.checksum();
        Ok(key)
    }
}

impl Key {
    /// Reads the file in the folder of a journal; `None` where there is none and nothing is sealed.
    pub fn read(journal: &Path) -> Result<Option<Self>, Problem> {
        let path = journal.join(FILE);
        let Some(bytes) = disk::read(&path)? else { return Ok(None) };
        let key: Option<Self> = serde_json::from_slice(&bytes).ok();
        let key = key.filter(|key| key.version == VERSION && key.kdf == "argon2id" && key.strength.is_bearable());
        let key = key.filter(|key| key.check == key.checksum());
        key.map(Some).ok_or_else(|| Problem::new("problem-store-damaged-key").with("path", path.display()))
    }

    /// Writes the file; whatever happens, the old one or the new one is there.
    pub fn write(&self, journal: &Path) -> Result<(), Problem> {
        let body = serde_json::to_vec(self).map_err(|error| refused(&error.to_string()))?;
        disk::replace(&journal.join(FILE), &body)
    }

    /// Which key it holds.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key, for whoever knows the passphrase. Takes its time.
    pub fn open(&self, passphrase: &str) -> Result<Seal, Problem> {
        let wrong = || Problem::new("problem-passphrase-wrong");
        let sealed = Base64::decode_vec(&self.sealed).map_err(|_| wrong())?;
        let outer = self.outer(passphrase).ok_or_else(wrong)?;
        let inner = open(&outer, self.said().as_bytes(), &sealed).map(Zeroizing::new).ok_or_else(wrong)?;
        let mut key = Zeroizing::new([0; KEY]);
        if inner.len() != KEY {
            return Err(wrong());
        }
        key.copy_from_slice(&inner);
        Ok(Seal(Arc::new(Secret { id: self.id.clone(), key })))
    }

    /// What is made of the passphrase.
    fn outer(&self, passphrase: &str) -> Option<Zeroizing<[u8; KEY]>> {
        let Strength { memory, passes, lanes } = self.strength;
        let params = Params::new(memory, passes, lanes, Some(KEY)).ok()?;
        let salt = Base64::decode_vec(&self.salt).ok()?;
        let mut outer = Zeroizing::new([0; KEY]);
        let kdf = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        kdf.hash_password_into(passphrase.as_bytes(), &salt, &mut outer[..]).ok()?;
        Some(outer)
    }

    fn checksum(&self) -> String {
        format!("{:08x}", crc32fast::hash(format!("{} {}", self.said(), self.sealed).as_bytes()))
    }

    /// Everything else that the file says: changed, it opens nothing.
    fn said(&self) -> String {
        let Strength { memory, passes, lanes } = self.strength;
        format!("warroom key {} {} {} {memory} {passes} {lanes} {}", self.version, self.id, self.kdf, self.salt)
    }
}

impl Strength {
    const fn is_bearable(self) -> bool {
        self.memory <= MOST.memory && self.passes <= MOST.passes && self.lanes <= MOST.lanes
    }
}

/// Whether somebody has the key that is needed, or none where none is.
pub fn fits(key: Option<&Key>, seal: Option<&Seal>) -> Result<(), Problem> {
    if key.map(Key::id) == seal.map(Seal::id) { Ok(()) } else { Err(Problem::new("problem-passphrase-changed")) }
}

/// Bytes as text.
pub fn text(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// The bytes of such a text.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

fn seal(key: &[u8; KEY], place: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut nonce = [0; NONCE];
    random(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: place });
    let sealed = sealed.map_err(|_| refused("xchacha20poly1305"))?;
    Ok([&nonce[..], &sealed].concat())
}

fn open(key: &[u8; KEY], place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()
}

fn random(bytes: &mut [u8]) -> Result<(), Problem> {
    getrandom::fill(bytes).map_err(|error| refused(&error.to_string()))
}

fn refused(why: &str) -> Problem {
    Problem::new("problem-not-saved").with("why", why)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Quick enough for tests.
    pub const WEAK: Strength = Strength { memory: 64, passes: 1, lanes: 1 };

    #[test]
    fn only_the_passphrase_opens_and_a_new_one_opens_the_same() {
        let seal = Seal::new().unwrap();
        let key = seal.key("correct horse", WEAK).unwrap();
        let there = key.open("correct horse").unwrap();
        assert_eq!(*there.0.key, *seal.0.key);
        assert_eq!(key.open("correct horsf").unwrap_err().id, "problem-passphrase-wrong");
        let changed = there.key("battery staple", WEAK).unwrap();
        assert_eq!(*changed.open("battery staple").unwrap().0.key, *seal.0.key);
        assert_eq!(changed.open("correct horse").unwrap_err().id, "problem-passphrase-wrong");
        assert_eq!(seal.key("短", WEAK).unwrap_err().id, "problem-passphrase-short");
    }

    #[test]
    fn what_was_touched_or_moved_does_not_open() {
        let seal = Seal::new().unwrap();
        let sealed = seal.seal(b"1", "王强".as_bytes()).unwrap();
        assert_eq!(seal.open(b"1", &sealed).unwrap(), "王强".as_bytes());
        assert_ne!(sealed, seal.seal(b"1", "王强".as_bytes()).unwrap(), "no two are alike");
        assert!(seal.open(b"2", &sealed).is_none());
        for at in 0..sealed.len() {
            let mut touched = sealed.clone();
            touched[at] ^= 1;
            assert!(seal.open(b"1", &touched).is_none(), "byte {at}");
            assert!(seal.open(b"1", &sealed[..at]).is_none(), "{at} bytes");
        }
        assert!(Seal::new().unwrap().open(b"1", &sealed).is_none());
    }

    #[test]
    fn a_file_that_was_touched_opens_nothing_and_one_that_asks_for_everything_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let seal = Seal::new().unwrap();
        let key = seal.key("correct horse", WEAK).unwrap();
        key.write(dir.path()).unwrap();
        assert_eq!(Key::read(dir.path()).unwrap(), Some(key.clone()));
        let weaker = Key { strength: Strength { memory: 32, ..WEAK }, ..key.clone() };
        assert!(weaker.open("correct horse").is_err());
        Key { strength: Strength { memory: u32::MAX, ..WEAK }, ..key }.write(dir.path()).unwrap();
        assert_eq!(Key::read(dir.path()).unwrap_err().id, "problem-store-damaged-key");
        assert_eq!(format!("{seal:?}"), "Seal");
    }
}
