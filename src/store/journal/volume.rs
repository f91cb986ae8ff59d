//! What a snapshot knows of the journal's files: one that is as it was then need not be read to be opened. Of each line it
//! knows where it is and its head. Damage that leaves size and time of a file as they were is found by whoever reads the
//! lines: `check`, a backup, the history.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::{Journal, Place, Segment, Survey};
use crate::store::line::Head;

/// A file of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Volume {
    /// Number of its first line.
    first: u64,
    file: Stamp,
    /// Where each line begins, and its head.
    lines: Vec<(u64, Head)>,
}

/// What tells whether a file was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    len: u64,
    /// Nanoseconds since 1970.
    written: u64,
}

impl Stamp {
    /// That of a file, where the system tells it.
    fn of(path: &Path) -> Option<Self> {
        let known = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        let written = known.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as u64;
        Some(Self { len: known.len(), written })
    }
}

impl Journal {
    /// What is to be known of the files of a journal, right after it was read; `None` where it is not sound.
    pub fn volumes(&self, survey: &Survey) -> Option<Vec<Volume>> {
        if !survey.holes.is_empty() || survey.tail.is_some() || survey.heads.len() != self.places.len() {
            return None;
        }
        let mut volumes: Vec<Volume> = Vec::new();
        for (place, head) in self.places.iter().zip(&survey.heads) {
            let Place { file: first, at, .. } = (*place)?;
            if volumes.last().is_none_or(|volume| volume.first != first) {
                let file = Stamp::of(&self.path(first))?;
                volumes.push(Volume { first, file, lines: Vec::new() });
            }
            volumes.last_mut()?.lines.push((at, head.clone()));
        }
        Some(volumes)
    }

    /// Takes what is known of the next file, where it is as it was, in the place of reading it.
    pub(super) fn takes(&mut self, first: u64, known: &[Volume], survey: &mut Survey) -> bool {
        let Some(volume) = known.iter().find(|volume| volume.first == first && first == self.len() + 1) else {
            return false;
        };
        if Stamp::of(&self.path(first)) != Some(volume.file) {
            return false;
        }
        let place = |(at, head): &(u64, Head)| Some(Place { edit: head.id, file: first, at: *at });
        self.places.extend(volume.lines.iter().map(place));
        survey.heads.extend(volume.lines.iter().map(|(_, head)| head.clone()));
        // What stood behind the lines of the file before was no edit: the numbers go on.
        survey.tail = None;
        self.last = Some(Segment { first, len: volume.file.len, file: None });
        true
    }
}

/// The heads of all lines in these files.
pub fn heads(volumes: &[Volume]) -> impl Iterator<Item = &Head> {
    volumes.iter().flat_map(|volume| &volume.lines).map(|(_, head)| head)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::edit::Edit;
    use crate::model::Id;
    use crate::store::disk;
    use crate::store::line::tests::edit;

    #[test]
    fn a_file_that_is_as_it_was_is_not_read_again_and_one_that_was_touched_is() {
        let dir = tempfile::tempdir().unwrap();
        disk::make_dir(&dir.path().join("journal")).unwrap();
        let read = |known: &[Volume]| Journal::read_sized(dir.path(), 600, None, known).unwrap();
        let (mut journal, _) = read(&[]);
        for n in 1..=9_u8 {
            journal.append(&[Arc::new(Edit { id: Id::named("edit", &n.to_string()), ..edit(vec![]) })]).unwrap();
        }
        let (whole, survey) = read(&[]);
        let volumes = whole.volumes(&survey).unwrap();
        assert!(volumes.len() > 2);
        assert_eq!(heads(&volumes).count(), 9);
        let (known, same) = read(&volumes);
        assert_eq!((known.places.len(), &same.heads), (9, &survey.heads));
        assert_eq!(known.edit(9).unwrap(), whole.edit(9).unwrap());
        assert_eq!(known.volumes(&same).unwrap(), volumes);

        // A byte is changed in the second file, and its time is put back: the file is not read.
        let path = whole.path(volumes[1].first);
        let (time, mut bytes) = (fs::metadata(&path).unwrap().modified().unwrap(), fs::read(&path).unwrap());
        bytes[20] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let touch = |time| fs::File::options().append(true).open(&path).unwrap().set_modified(time).unwrap();
        touch(time + std::time::Duration::from_millis(1));
        assert!(!read(&volumes).1.holes.is_empty(), "it was written later");
        touch(time);
        assert!(read(&volumes).1.holes.is_empty());
        // Whoever reads the line sees it.
        assert!(read(&volumes).0.edit(volumes[1].first).is_err());
        // Behind a file that is gone the numbers do not go on: what follows is read, and is behind a gap.
        fs::remove_file(&path).unwrap();
        assert_eq!(read(&volumes).1.holes.len(), 1);
    }

    #[test]
    fn of_a_journal_that_is_not_sound_nothing_is_known() {
        let dir = tempfile::tempdir().unwrap();
        disk::make_dir(&dir.path().join("journal")).unwrap();
        let (mut journal, _) = Journal::read(dir.path(), None, &[]).unwrap();
        journal.append(&[Arc::new(edit(vec![]))]).unwrap();
        let path = journal.path(1);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole[..], b"{\"v\":1,"].concat()).unwrap();
        let (journal, survey) = Journal::read(dir.path(), None, &[]).unwrap();
        assert!(survey.tail.is_some() && journal.volumes(&survey).is_none());
    }
}
