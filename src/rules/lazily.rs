//! What is read when it is first asked for: a command needs few of the tables there are.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A value that is made when somebody looks at it. A copy of one that nobody looked at yet makes its own.
#[derive(Clone)]
pub struct Lazily<T> {
    made: OnceLock<T>,
    make: fn() -> T,
}

impl<T> Lazily<T> {
    /// A value that this makes.
    pub const fn of(make: fn() -> T) -> Self {
        Self { made: OnceLock::new(), make }
    }

    /// Changes it.
    pub fn change<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        let mut value = self.made.take().unwrap_or_else(self.make);
        let told = change(&mut value);
        self.made = OnceLock::from(value);
        told
    }
}

impl<T> Deref for Lazily<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.made.get_or_init(self.make)
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazily<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.made.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_when_it_is_looked_at_and_what_is_changed_stays() {
        let mut words = Lazily::of(|| vec!["one"]);
        let copy = words.clone();
        assert_eq!(format!("{words:?}"), "OnceLock(<uninit>)");
        words.change(|words| words.push("two"));
        assert_eq!((words.len(), words.clone().len(), copy.len()), (2, 2, 1));
    }
}
