//! The private socket beside the store: where it is, and who may come through it. Unix alone has such sockets.
//!
//! It is `DATA/socket`. Where the folder's path is too long for one, or its disk knows none, that is a link to a socket in
//! a private folder of this store below `$XDG_RUNTIME_DIR`, else below the folder for temporary files.

use std::env;
use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use super::disk;
use crate::model::Id;

/// A socket that is listened at; gone when this is dropped.
#[derive(Debug)]
pub struct Socket {
    /// What is heard.
    pub listener: UnixListener,
    /// The socket, or the link to it, and the socket.
    paths: Vec<PathBuf>,
    /// The folder it is in, where that is there for it alone.
    folder: Option<PathBuf>,
}

impl Socket {
    /// Makes the socket of a store. Whoever does so has the lock: one that is there already is of nobody who lives.
    pub fn open(data: &Path, store: Id) -> io::Result<Self> {
        let here = data.join("socket");
        clear(&here)?;
        if let Ok(listener) = listen(&here) {
            return Ok(Self { listener, paths: vec![here], folder: None });
        }
        let folder = elsewhere().join(format!("warroom-{store}"));
        make_own(&folder)?;
        let there = folder.join("socket");
        clear(&there)?;
        let listener = listen(&there)?;
        clear(&here)?;
        symlink(&there, &here)?;
        Ok(Self { listener, paths: vec![here, there], folder: Some(folder) })
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // What stays behind is cleared away by whoever comes next.
        for path in &self.paths {
            fs::remove_file(path).ok();
        }
        if let Some(folder) = &self.folder {
            fs::remove_dir(folder).ok();
        }
    }
}

/// Calls whoever listens at the socket of a store.
pub fn call(data: &Path) -> io::Result<UnixStream> {
    let here = data.join("socket");
    let stream = UnixStream::connect(fs::read_link(&here).unwrap_or(here))?;
    if is_own(&stream) { Ok(stream) } else { Err(ErrorKind::PermissionDenied.into()) }
}

/// Whether whoever is at the other end is the user this process runs for.
pub fn is_own(stream: &UnixStream) -> bool {
    peer(stream).is_ok_and(|user| user == geteuid().as_raw())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(stream)?.uid.as_raw())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn peer(stream: &UnixStream) -> io::Result<u32> {
    Ok(nix::unistd::getpeereid(stream)?.0.as_raw())
}

/// Listens at a path; the folder keeps others out until the socket does so itself.
fn listen(path: &Path) -> io::Result<UnixListener> {
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Takes away what a process left that ended without a word.
fn clear(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn elsewhere() -> PathBuf {
    env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute()).unwrap_or_else(env::temp_dir)
}

/// Makes a folder that is nobody else's; where others may write, somebody may have been here first.
fn make_own(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let known = fs::symlink_metadata(folder)?;
    let own = known.is_dir() && known.uid() == geteuid().as_raw() && disk::close_to_others(folder, false).is_ok();
    if own { Ok(()) } else { Err(ErrorKind::PermissionDenied.into()) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::FileTypeExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn only_its_owner_may_come_and_a_dead_one_makes_way() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("socket");
        assert!(call(dir.path()).is_err(), "nobody is there");
        // Left by a process that was killed.
        drop(UnixListener::bind(&path).unwrap());
        assert!(call(dir.path()).is_err(), "nobody is there any more");
        let socket = Socket::open(dir.path(), Id::named("store", "1")).unwrap();
        assert_eq!(mode(&path), 0o600);
        let caller = call(dir.path()).unwrap();
        let (heard, _) = socket.listener.accept().unwrap();
        assert!(is_own(&heard) && is_own(&caller));
        drop(socket);
        assert!(!path.exists());
    }

    #[test]
    fn a_long_path_leads_elsewhere() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("long".repeat(40));
        fs::create_dir(&data).unwrap();
        // Of no other run of this test.
        let store = Id::new("2026-10-20T09:00:00+08:00".parse().unwrap());
        let socket = Socket::open(&data, store).unwrap();
        let there = fs::read_link(data.join("socket")).unwrap();
        assert!(fs::metadata(&there).unwrap().file_type().is_socket());
        assert_eq!((mode(&there), mode(there.parent().unwrap())), (0o600, 0o700));
        let caller = call(&data).unwrap();
        drop(caller);
        drop(socket);
        assert!(!there.parent().unwrap().exists() && !data.join("socket").exists());
    }

    #[test]
    fn a_folder_that_others_may_enter_is_not_ours() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("own");
        make_own(&folder).unwrap();
        make_own(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        assert_eq!(make_own(&folder).unwrap_err().kind(), ErrorKind::PermissionDenied);
        let link = dir.path().join("link");
        symlink(dir.path().join("nowhere"), &link).unwrap();
        assert!(make_own(&link).is_err());
    }
}
