//! Quotations and brackets inside a sentence, whose own stops do not end it.

use super::super::Word;

/// The most words that a quotation may have and still be part of the sentence around it. The
/// sentences of a longer one are read one by one: somebody who quotes a letter at length has not
/// written one long sentence.
const MOST_WORDS: usize = 15;

/// The mark that opens the inset in which `sentence` breaks off, and its byte: `None` if all
/// that was opened is closed.
fn opened(sentence: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, mark) in sentence.char_indices().filter(|(_, c)| is_mark(*c)) {
        match open.last() {
            Some((_, opener)) if closes(*opener, mark, sentence, at) => {
                open.pop();
            }
            _ if opens(mark, sentence, at) => open.push((at, mark)),
            _ => {}
        }
    }
    open.first().copied()
}

/// Whether the stop before byte `stop` of `text`, in a sentence from `start` on, lies inside a
/// short quotation or bracket that belongs to the sentence: words stand before it, or the
/// sentence goes on after it with a small letter. `words` are those of the passage.
pub(super) fn holds_stop(text: &str, start: usize, stop: usize, words: &[Word]) -> bool {
    let next = words.partition_point(|word| word.range.start < stop);
    let word_end = |index: Option<usize>| {
        index
            .and_then(|index| words.get(index))
            .map(|word| word.range.end)
    };
    // Farther away the quotation would be too long, so a stop costs the same wherever it stands.
    let from = word_end(next.checked_sub(MOST_WORDS + 1)).map_or(start, |end| end.max(start));
    let until = word_end(Some(next + MOST_WORDS)).or(words.last().map(|word| word.range.end + 8));
    let before = text.get(from..stop).unwrap_or_default();
    if !before.contains(is_mark) {
        return false;
    }
    let Some((opening, opener)) = opened(before) else {
        return false;
    };
    let Some(closing) = closing(text, stop, until.unwrap_or(stop), opener) else {
        return false;
    };
    let rest = text.get(closing..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c| is_mark(c) || c == ' ');
    let first = words.partition_point(|word| word.range.start < start);
    let inset = words.partition_point(|word| word.range.start < from + opening);
    let last = words.partition_point(|word| word.range.start < closing);
    last - inset <= MOST_WORDS && (inset > first || rest.starts_with(char::is_lowercase))
}

/// Where what `opener` opened is closed again, between `from` and about `until`.
fn closing(text: &str, from: usize, until: usize, opener: char) -> Option<usize> {
    let rest = text.get(from..)?;
    let (at, _) = rest
        .char_indices()
        .take_while(|(at, _)| from + at <= until)
        .find(|(at, mark)| closes(opener, *mark, rest, *at))?;
    Some(from + at)
}

const fn is_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '(' | ')' | '[' | ']'
    )
}

fn opens(mark: char, text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after_gap = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘'));
    match mark {
        '(' | '[' | '“' => true,
        '"' => after_gap,
        '‘' | '\'' => {
            let next = text.get(at + mark.len_utf8()..);
            let next = next.and_then(|text| text.chars().next());
            after_gap && next.is_none_or(|c| !c.is_whitespace())
        }
        _ => false,
    }
}

fn closes(opener: char, mark: char, text: &str, at: usize) -> bool {
    let ends_word = || {
        let next = text.get(at + mark.len_utf8()..);
        let next = next.and_then(|text| text.chars().next());
        next.is_none_or(|c| !c.is_alphanumeric())
    };
    match opener {
        '(' => mark == ')',
        '[' => mark == ']',
        '“' => mark == '”',
        '"' => mark == '"',
        '‘' => mark == '’' && ends_word(),
        '\'' => mark == '\'' && ends_word(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::opened;

    #[test]
    fn what_is_closed_is_not_open() {
        for text in [
            "“a” (b) \"c\" 'd' ‘e’",
            "it’s the tenants' 6\" x 5\"",
            "(“a”)",
        ] {
            assert_eq!(opened(text), None, "{text}");
        }
    }

    #[test]
    fn the_outer_mark_is_found() {
        assert_eq!(opened("a (b “c"), Some((2, '(')));
        assert_eq!(opened("He said 'I don't."), Some((8, '\'')));
    }
}
