//! Two processes at one store: the one that has it does what the other wishes, and the other learns what was done from
//! the journal, like everything else it knows.

use std::path::Path;
use std::sync::Arc;

use super::log::Log;
use super::seal::Seal;
use super::wire::{Deed, VERSION, Wish};
use super::{Book, Host};
use crate::clock::Clock;
use crate::edit::Edit;
use crate::model::Problem;

impl Book {
    /// Opens the store that another process has: read from the disk, and changed through that process.
    pub(super) fn through(
        data: &Path,
        clock: Clock,
        author: &str,
        seal: Option<Seal>,
        in_use: Problem,
    ) -> Result<Self, Problem> {
        let host = Host::find(data, in_use)?;
        let mut book = Self::read(data, clock, author, seal)?;
        book.closed.take_if(|why| why.id == "problem-read-only");
        book.host = Some(host);
        Ok(book)
    }

    /// Lets the process that has the store do something, and returns the last edit that did it; `None` where there was
    /// nothing to do.
    pub(super) fn entrust(&mut self, deed: Deed) -> Result<Option<Arc<Edit>>, Problem> {
        let wish = self.wish(deed)?;
        let number = self.host.as_ref().map_or(Ok(None), |host| host.ask(&wish))?;
        self.learn(number)
    }

    /// A deed, by whom and knowing what.
    fn wish(&self, deed: Deed) -> Result<Wish, Problem> {
        let known = self.edits();
        let stamp = if known > 0 { self.edit_at(known)?.at } else { crate::edit::Stamp::default() };
        let Self { pen, .. } = self;
        Ok(Wish { version: VERSION, author: pen.author.clone(), now: pen.clock.now(), known, stamp, deed })
    }

    /// Reads what the journal has beyond what is known here, and the edit of a number in it.
    fn learn(&mut self, number: Option<u64>) -> Result<Option<Arc<Edit>>, Problem> {
        let known = self.edits();
        if let Log::Disk(journal) = &mut self.log {
            let survey = journal.follow()?;
            self.note(&survey);
            self.replay(known + 1, &survey, None)?;
        }
        number.map(|number| self.edit_at(number)).transpose()
    }

    /// Does what another process wishes, in its user's name, and returns the number of the last edit that did it.
    pub(super) fn grant(&mut self, wish: Wish) -> Result<Option<u64>, Problem> {
        self.still_holds(&wish)?;
        let before = self.edits();
        let Wish { author, now, deed, .. } = wish;
        let author = std::mem::replace(&mut self.pen.author, author);
        let clock = std::mem::replace(&mut self.pen.clock, Clock::Fixed(now));
        let done = match deed {
            Deed::One(draft) => self.commit(draft).map(drop),
            Deed::All(drafts) => self.commit_all(drafts),
            Deed::Import(drafts) => self.import(drafts.into_iter().map(Ok)),
            Deed::Undo => self.undo().map(drop),
            Deed::Redo => self.redo().map(drop),
        };
        (self.pen.author, self.pen.clock) = (author, clock);
        done.map(|()| Some(self.edits()).filter(|after| *after > before))
    }

    /// Whether what a wish was worked out from is still so: nothing came since, or nothing of what it changes.
    fn still_holds(&self, wish: &Wish) -> Result<(), Problem> {
        if wish.known == self.edits() {
            return Ok(());
        }
        let room = &self.room;
        let newer = |id| room.held(id).is_some_and(|held| held.stamps.latest() > wish.stamp);
        let untouched = wish.touched().is_some_and(|mut ids| !ids.any(newer));
        if untouched && wish.known < self.edits() { Ok(()) } else { Err(Problem::new("problem-changed-meanwhile")) }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::{Duration, Instant};

    use serde_json::{Value, json};
    use tempfile::TempDir;

    use super::*;
    use crate::edit::Draft;
    use crate::model::{Id, Kind, Problem};
    use crate::store::Access;

    const NOW: &str = "2026-10-20T09:00:00+08:00";

    fn open(data: &Path, author: &str, access: Access) -> Result<Book, Problem> {
        Book::open(data, Clock::parse(NOW, None).unwrap(), author, access)
    }

    fn id(n: u32) -> Id {
        Id::named("share", &n.to_string())
    }

    fn adding(n: u32) -> Draft {
        let Value::Object(fields) = json!({"name": format!("人 {n}")}) else { panic!("a map") };
        Draft::adding(Kind::Person, id(n), fields).unwrap()
    }

    fn naming(book: &Book, n: u32, name: &str) -> Draft {
        Draft::setting(book.room(), id(n), "name", name.into()).unwrap()
    }

    /// A store of two people that one process has, which serves another until that one is done.
    fn served<T: Send>(act: impl FnOnce(&Path) -> T + Send) -> (TempDir, Book, T) {
        let dir = tempfile::tempdir().unwrap();
        let mut book = open(dir.path(), "甲", Access::ReadWrite).unwrap();
        book.commit_all(vec![adding(1), adding(2)]).unwrap();
        let (wake, woken) = channel();
        let server = book.serve(dir.path(), move || wake.send(()).unwrap_or_default()).unwrap().unwrap();
        let done = thread::scope(|scope| {
            let other = scope.spawn(|| act(dir.path()));
            while !other.is_finished() {
                if woken.recv_timeout(Duration::from_millis(5)).is_ok() {
                    server.next().unwrap().grant(&mut book);
                }
            }
            other.join().unwrap()
        });
        assert_eq!(open(dir.path(), "丙", Access::ReadOnly).unwrap().edits(), book.edits());
        (dir, book, done)
    }

    #[test]
    fn what_another_process_does_is_done_here_in_its_name() {
        let (_dir, mut book, ()) = served(|data| {
            let mut other = open(data, "乙", Access::Shared).unwrap();
            let edit = other.commit(naming(&other, 1, "张伟")).unwrap();
            assert_eq!((edit.author.as_str(), other.room().name(id(1)).as_str()), ("乙", "张伟"));
            other.commit_all(vec![adding(3), adding(4)]).unwrap();
            assert_eq!(other.room().name(id(4)), "人 4");
            let undone = other.undo().unwrap().unwrap();
            assert!(
                undone.turn.is_some() && other.room().record(id(3)).is_none() && other.room().record(id(4)).is_none()
            );
            other.redo().unwrap().unwrap();
            assert_eq!(other.room().name(id(3)), "人 3");
            // Nothing to do is nothing done.
            let before = other.edits();
            assert!(other.commit(Draft::new("edit-set")).unwrap().changes.is_empty());
            other.commit_all(vec![Draft::new("edit-set")]).unwrap();
            assert!(other.redo().unwrap().is_none());
            assert_eq!(other.edits(), before);
        });
        assert_eq!(book.room().name(id(1)), "张伟");
        book.undo().unwrap();
        assert!(book.room().record(id(3)).is_none() && book.room().record(id(4)).is_none(), "it came as one step");
        let own = book.commit(naming(&book, 2, "李娜")).unwrap();
        assert_eq!(own.author, "甲");
    }

    #[test]
    fn what_it_saw_must_still_be_so() {
        let (_dir, book, ()) = served(|data| {
            let [mut early, mut late] = [(); 2].map(|()| open(data, "乙", Access::Shared).unwrap());
            late.commit(naming(&late, 1, "张伟")).unwrap();
            for stale in [naming(&early, 1, "王伟"), Draft::deleting(early.room(), id(1)).unwrap()] {
                assert_eq!(early.commit(stale).unwrap_err().id, "problem-changed-meanwhile");
            }
            let with_another = vec![naming(&early, 2, "李娜"), naming(&early, 1, "王伟")];
            assert_eq!(early.commit_all(with_another).unwrap_err().id, "problem-changed-meanwhile");
            assert_eq!(early.undo().unwrap_err().id, "problem-changed-meanwhile", "it would be somebody else's");
            early.commit(naming(&early, 2, "李娜")).unwrap();
            assert_eq!(early.room().name(id(1)), "张伟", "what came meanwhile is learnt with it");
            early.commit(naming(&early, 1, "王伟")).unwrap();
            let mut ahead = early;
            ahead.log = Log::Memory(vec![ahead.edit_at(1).unwrap(); 99]);
            assert_eq!(ahead.commit(adding(9)).unwrap_err().id, "problem-changed-meanwhile");
        });
        assert_eq!([book.room().name(id(1)), book.room().name(id(2))], ["王伟", "李娜"]);
    }

    #[test]
    fn a_refusal_comes_with_what_it_is_about() {
        let (_dir, mut book, there) = served(|data| {
            let mut other = open(data, "乙", Access::Shared).unwrap();
            let draft = seated(&other);
            other.commit(draft).unwrap_err()
        });
        let draft = seated(&book);
        let here = book.commit(draft).unwrap_err();
        assert_eq!(here, there);
        assert!(!there.args.is_empty());
    }

    /// A seat of somebody who is not there.
    fn seated(book: &Book) -> Draft {
        assert!(book.room().record(id(99)).is_none());
        let Value::Object(fields) = json!({"account": id(99).to_string(), "title": "处长"}) else { panic!("a map") };
        Draft::adding(Kind::Seat, id(50), fields).unwrap()
    }

    #[test]
    fn a_wish_that_nobody_takes_up_is_never_done() {
        let dir = tempfile::tempdir().unwrap();
        let mut book = open(dir.path(), "甲", Access::ReadWrite).unwrap();
        book.commit(adding(1)).unwrap();
        let server = book.serve(dir.path(), || {}).unwrap().unwrap();
        let started = Instant::now();
        let mut other = open(dir.path(), "乙", Access::Shared).unwrap();
        let refused = other.commit(adding(2)).unwrap_err();
        assert_eq!(refused.id, "problem-store-in-use");
        assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
        server.next().unwrap().grant(&mut book);
        assert_eq!(book.edits(), 1);
        // With the server gone the refusal is the one there is without one.
        drop(server);
        assert_eq!(open(dir.path(), "乙", Access::Shared).unwrap_err().id, "problem-store-in-use");
        assert_eq!(other.commit(adding(2)).unwrap_err().id, "problem-store-in-use");
    }

    #[test]
    fn only_who_has_the_store_serves() {
        let dir = tempfile::tempdir().unwrap();
        drop(open(dir.path(), "甲", Access::ReadWrite).unwrap());
        let reader = open(dir.path(), "甲", Access::ReadOnly).unwrap();
        assert!(reader.serve(dir.path(), || {}).unwrap().is_none());
        let memory = Book::in_memory(Clock::parse(NOW, None).unwrap(), "甲");
        assert!(memory.serve(dir.path(), || {}).unwrap().is_none());
        assert!(!dir.path().join("socket").exists());
    }
}
