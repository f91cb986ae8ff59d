//! Questions about many accounts, answered for some of them at a time, so that what is unpacked for those goes with them, and
//! for several portions at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::edit::Room;
use crate::model::Id;

/// Accounts that are looked at together.
pub const PORTION: usize = 64;
/// Threads at most: whoever is at the screen wants some too.
const MOST_WORKERS: usize = 4;

/// What `work` says of all accounts, in their order; it is asked of `size` at a time, in a room aside.
pub fn answered<T: Send>(
    room: &Room,
    accounts: &[Id],
    size: usize,
    work: impl Fn(&Room, &[Id]) -> Vec<T> + Sync,
) -> Vec<T> {
    if accounts.len() <= size {
        return work(room, accounts);
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(portion) = accounts.chunks(size).nth(at) else { break done };
            done.push((at, work(&room.aside(), portion)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS);
    let mut done: Vec<(usize, Vec<T>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            done.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, answers)| answers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_accounts_whatever_the_portions() {
        let accounts: Vec<Id> = (0..100).map(|at| Id::named("account", &format!("{at}"))).collect();
        let twice = |size: usize| {
            answered(&Room::default(), &accounts, size, |_, portion| {
                assert!(portion.len() <= size);
                portion.iter().flat_map(|id| [*id, *id]).collect()
            })
        };
        let expected: Vec<Id> = accounts.iter().flat_map(|id| [*id, *id]).collect();
        for size in [1, 3, 7, 99, 100] {
            assert_eq!(twice(size), expected, "{size}");
        }
    }
}
