//! What the user explains of columns, held against what a table can say; what is wrong with it is a sentence.

use std::collections::BTreeMap;

use crate::exchange::import::Options;
use crate::model::field::Type;
use crate::model::{Kind, Problem};

/// Whether all columns of a field go in: of what has several lines. Of others the first that says something does.
pub(super) fn joins(kind: Kind, target: &str) -> bool {
    kind.field(target).is_some_and(|field| field.many || field.ty == Type::Long)
}

/// A column that is explained as something no table can say, and what there is.
pub(super) fn unknown_target(word: &str, targets: Vec<&'static str>) -> Problem {
    let problem = Problem::new("problem-import-no-target").with("word", word).with("targets", targets.join(" "));
    problem.near(word, targets)
}

/// Refuses two columns that are explained as one thing, of which one would go in and the other be lost.
pub(super) fn one_each(options: &Options, is_joined: impl Fn(&str) -> bool) -> Result<(), Problem> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (column, target) in options.map.iter().filter(|(_, target)| !target.is_empty() && !is_joined(target)) {
        let first = taken.insert(target, column).filter(|first| first != column);
        if let Some(first) = first {
            let problem = Problem::new("problem-import-one-target").with("first", first).with("second", column);
            return Err(problem.with("target", target));
        }
    }
    Ok(())
}
