//! Gives out ids beside those that the headings of a page already have.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The ids of a page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: BTreeSet<String>,
    /// The last number that was put after a wanted id, so that many of one kind stay quick.
    last: BTreeMap<String, usize>,
}

impl Ids {
    /// Ids with `taken` already given out.
    pub(super) fn beside(taken: impl Iterator<Item = String>) -> Self {
        Self {
            used: taken.collect(),
            last: BTreeMap::new(),
        }
    }

    /// `wanted`, or `wanted` with a number where it is taken.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let number = self.last.entry(wanted.to_owned()).or_insert(0);
        loop {
            *number += 1;
            let id = match *number {
                1 => wanted.to_owned(),
                number => format!("{wanted}-{number}"),
            };
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn an_id_is_given_out_once() {
        let mut ids = Ids::beside(["fn-a".to_owned(), "fn-a-2".to_owned()].into_iter());
        assert_eq!(ids.unique("fn-a"), "fn-a-3");
        assert_eq!(ids.unique("fn-b"), "fn-b");
        assert_eq!(ids.unique("fn-a"), "fn-a-4");
    }
}
