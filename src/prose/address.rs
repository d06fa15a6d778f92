//! Web and mail addresses in running text.

use std::ops::Range;

/// The last parts of names that people write without `www.` in British advice.
///
/// A short list on purpose: with all of them, "days.It" would be an address in Italy.
const ENDINGS: [&str; 14] = [
    "app", "co", "com", "cymru", "edu", "eu", "gov", "info", "io", "london", "net", "org", "scot",
    "uk",
];

/// The addresses in `range` of `text`, without the punctuation around them.
pub(super) fn addresses(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    let inside = text.get(range.clone()).unwrap_or_default();
    if !may_hold_one(inside) {
        return found;
    }
    for chunk in inside.split_inclusive(is_border) {
        // Most chunks are plain words.
        if chunk.contains(['.', '@', ':'])
            && let Some(address) = address_in(chunk)
        {
            found.push(at + address.start..at + address.end);
        }
        at += chunk.len();
    }
    found
}

/// Whether a stop, a colon or an @ has something right behind it: most sentences hold no address,
/// and have none.
fn may_hold_one(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_followed = |at: usize| {
        let next = bytes.get(at + 1);
        next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'/' || !next.is_ascii())
    };
    let mut bytes = bytes.iter().enumerate();
    bytes.any(|(at, sign)| matches!(sign, b'.' | b':' | b'@') && is_followed(at))
}

fn is_border(character: char) -> bool {
    character.is_whitespace() || matches!(character, '<' | '>' | '"' | '“' | '”' | '|' | '—' | '–')
}

fn address_in(chunk: &str) -> Option<Range<usize>> {
    let whole = chunk.get(..trimmed_end(chunk))?;
    let start = match whole.find("://") {
        Some(colon) => whole
            .get(..colon)?
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .len(),
        None => whole.len() - whole.trim_start_matches(is_opening).len(),
    };
    // Without the bracket before it, the one after it may be one too many.
    let inside = whole.get(start..)?;
    let end = start + trimmed_end(inside);
    is_address(chunk.get(start..end)?).then_some(start..end)
}

const fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '\'' | '‘' | '*' | '_')
}

/// The length of `chunk` without closing punctuation and a possessive.
fn trimmed_end(chunk: &str) -> usize {
    let mut kept = chunk;
    let opened = chunk.matches('(').count();
    let mut closed = chunk.matches(')').count();
    loop {
        let Some(last) = kept.chars().next_back() else {
            return 0;
        };
        let cut = match last {
            // A bracket that was opened inside belongs to the address.
            ')' => closed > opened,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | ']' | '}' | '*' | '_' | '…' => {
                true
            }
            other => is_border(other),
        };
        if !cut {
            break;
        }
        closed -= usize::from(last == ')');
        kept = kept.strip_suffix(last).unwrap_or_default();
    }
    ["'s", "’s"]
        .iter()
        .find_map(|possessive| kept.strip_suffix(possessive))
        .unwrap_or(kept)
        .len()
}

fn is_address(text: &str) -> bool {
    if let Some((scheme, rest)) = text.split_once("://") {
        return !scheme.is_empty() && rest.starts_with(|c: char| c.is_alphanumeric());
    }
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    if let Some((user, host)) = text.split_once('@') {
        let user_fits = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        return !user.is_empty() && user.chars().all(user_fits) && host_labels(host) >= 2;
    }
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels = host_labels(host);
    labels >= 2 && (is_www(host) || host.rsplit('.').next().is_some_and(is_ending))
}

fn is_www(host: &str) -> bool {
    host.split('.')
        .next()
        .is_some_and(|label| label.eq_ignore_ascii_case("www"))
}

/// How many parts a host name has; 0 if it is none.
fn host_labels(host: &str) -> usize {
    let fits = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if host.split('.').all(fits) {
        host.split('.').count()
    } else {
        0
    }
}

/// Whether `label` ends a name. A word such as "Info" begins a sentence instead.
fn is_ending(label: &str) -> bool {
    let one_case = label.chars().all(|c| c.is_ascii_lowercase())
        || label.chars().all(|c| c.is_ascii_uppercase());
    one_case && ENDINGS.contains(&label.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::addresses;
    use crate::source::Span;

    fn found(text: &str) -> Vec<&str> {
        addresses(text, &(0..text.len()))
            .into_iter()
            .map(|range| Span::from(range).of(text))
            .collect()
    }

    #[test]
    fn addresses_come_without_punctuation() {
        let text = "Go to (www.example.org/a), https://example.org/b?c=1. Or help@example.org.";
        let expected = [
            "www.example.org/a",
            "https://example.org/b?c=1",
            "help@example.org",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_bare_name_is_an_address() {
        assert_eq!(
            found("GOV.UK's page, shelter.org.uk"),
            ["GOV.UK", "shelter.org.uk"]
        );
    }

    #[test]
    fn a_bracket_opened_inside_stays() {
        assert_eq!(found("(see http://a.org/b_(c))"), ["http://a.org/b_(c)"]);
    }

    #[test]
    fn words_with_stops_are_no_addresses() {
        assert!(
            found("ten days.Call us, e.g. and/or 3.2.1 at 10:30 a.m. form.pdf me.Info").is_empty()
        );
    }
}
