//! “Did you mean …?”

/// How like two words must be, from 0 to 1, for one to be a slip for the other.
const LIKENESS: f64 = 0.8;

/// The known word that is most like `word`, if one is near.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > LIKENESS)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        assert_eq!(nearest("titel", ["title", "topics"]), Some("title"));
        assert_eq!(nearest("zzz", ["title", "topics"]), None);
    }
}
