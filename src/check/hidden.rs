//! Characters that nobody can see, and where a text needs them all the same.

/// What a character that nobody can see does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Shows nothing, or nothing but an effect on its neighbours.
    Invisible,
    /// Changes the order in which letters are shown.
    Order,
    /// Shows a hyphen, but only where a line ends.
    SoftHyphen,
    /// Ends a line in some programs.
    LineEnd,
    /// Controls a machine.
    Control,
}

/// What `character` does and what it is called, if nobody can see it.
pub(super) const fn hidden(character: char) -> Option<(Hidden, &'static str)> {
    use Hidden::{Control, Invisible, LineEnd, Order, SoftHyphen};
    let found = match character {
        '\t' | '\n' | '\r' => return None,
        '\u{b}' | '\u{c}' | '\u{85}' => (LineEnd, "an old kind of line end"),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => (Control, "a control character"),
        '\u{ad}' => (SoftHyphen, "a soft hyphen"),
        '\u{34f}' => (Invisible, "a combining grapheme joiner"),
        '\u{61c}' => (Invisible, "an Arabic letter mark"),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => (Invisible, "a Hangul filler"),
        '\u{17b4}' | '\u{17b5}' => (Invisible, "a Khmer vowel that is not shown"),
        '\u{180b}'..='\u{180f}' => (Invisible, "a Mongolian selector"),
        '\u{200b}' => (Invisible, "a zero width space"),
        '\u{200c}' => (Invisible, "a zero width non-joiner"),
        '\u{200d}' => (Invisible, "a zero width joiner"),
        '\u{200e}' => (Invisible, "a left-to-right mark"),
        '\u{200f}' => (Invisible, "a right-to-left mark"),
        '\u{2028}' => (LineEnd, "a line separator"),
        '\u{2029}' => (LineEnd, "a paragraph separator"),
        '\u{202a}' => (Order, "a left-to-right embedding"),
        '\u{202b}' => (Order, "a right-to-left embedding"),
        '\u{202c}' => (Order, "an end of a change of direction"),
        '\u{202d}' => (Order, "a left-to-right override"),
        '\u{202e}' => (Order, "a right-to-left override"),
        '\u{2060}' => (Invisible, "a word joiner"),
        '\u{2061}'..='\u{2065}' => (Invisible, "an invisible operator"),
        '\u{2066}' => (Order, "a left-to-right isolate"),
        '\u{2067}' => (Order, "a right-to-left isolate"),
        '\u{2068}' => (Order, "a first strong isolate"),
        '\u{2069}' => (Order, "an end of an isolate"),
        '\u{206a}'..='\u{206f}' => (Invisible, "an old formatting character"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => (Invisible, "a variation selector"),
        '\u{feff}' => (Invisible, "a zero width no-break space"),
        '\u{fff9}'..='\u{fffb}' => (Invisible, "an annotation mark"),
        '\u{1d173}'..='\u{1d17a}' => (Invisible, "a mark of music that is not shown"),
        '\u{e0000}'..='\u{e007f}' => (Invisible, "a tag character"),
        _ => return None,
    };
    Some(found)
}

/// Whether `character` is needed where it stands, between `before` and `after` on one line: in
/// emoji, flags and scripts that cannot do without.
pub(super) fn is_needed(before: &str, character: char, after: &str) -> bool {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    match character {
        '\u{200c}' => previous.is_some_and(is_joining),
        '\u{200d}' => previous.is_some_and(is_joining) || joins_pictures(before, next),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            before.chars().chain(after.chars()).any(is_right_to_left)
        }
        '\u{fe00}'..='\u{fe0f}' => previous.is_some_and(|previous| has_variants(previous, next)),
        '\u{e0100}'..='\u{e01ef}' => previous.is_some_and(is_ideograph),
        '\u{180b}'..='\u{180f}' => matches!(previous, Some('\u{1800}'..='\u{18af}')),
        '\u{115f}' | '\u{1160}' => {
            let is_jamo = |c: Option<char>| matches!(c, Some('\u{1100}'..='\u{11ff}'));
            is_jamo(previous) || is_jamo(next)
        }
        '\u{e0020}'..='\u{e007f}' => is_in_flag(before, character, after),
        _ => false,
    }
}

/// Letters of scripts that join: Arabic, those of India and South-East Asia, Mongolian.
const fn is_joining(character: char) -> bool {
    matches!(
        character,
        '\u{600}'..='\u{109f}'
            | '\u{1700}'..='\u{18af}'
            | '\u{1900}'..='\u{1cff}'
            | '\u{a840}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10a00}'..='\u{11fff}'
    )
}

const fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{5be}'..='\u{60b}'
            | '\u{60d}'..='\u{61b}'
            | '\u{61d}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Emoji, and the signs that can be shown as such.
const fn is_picture(character: char) -> bool {
    matches!(
        character,
        '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2100}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
            | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1ffff}'
    )
}

/// "👩‍⚕️": the joiner stands between two pictures, the first perhaps with its colour.
fn joins_pictures(before: &str, next: Option<char>) -> bool {
    let plain = before.trim_end_matches(['\u{fe0e}', '\u{fe0f}']);
    plain.chars().next_back().is_some_and(is_picture) && next.is_some_and(is_picture)
}

/// Signs that can be shown in two ways, and digits before the frame of a key.
fn has_variants(previous: char, next: Option<char>) -> bool {
    let is_key =
        (previous.is_ascii_digit() || matches!(previous, '#' | '*')) && next == Some('\u{20e3}');
    is_key || is_picture(previous) || is_ideograph(previous) || is_joining(previous)
}

/// The flags of England, Scotland and Wales are written with tags behind a black flag.
fn is_in_flag(before: &str, character: char, after: &str) -> bool {
    let is_tag = |c: char| matches!(c, '\u{e0020}'..='\u{e007f}');
    let start = before.trim_end_matches(is_tag);
    if !start.ends_with('\u{1f3f4}') {
        return false;
    }
    let letter = |c: char| char::from_u32(u32::from(c).saturating_sub(0xe0000));
    let tags = before
        .chars()
        .skip(start.chars().count())
        .chain([character])
        .chain(after.chars().take_while(|c| is_tag(*c)));
    let name: String = tags.filter_map(letter).take(8).collect();
    matches!(name.as_str(), "gbeng\u{7f}" | "gbsct\u{7f}" | "gbwls\u{7f}")
}

#[cfg(test)]
mod tests {
    use super::{hidden, is_needed};

    /// The hidden characters of `text` that it does not need.
    fn unneeded(text: &str) -> Vec<char> {
        let places = text.char_indices().filter(|(_, c)| hidden(*c).is_some());
        let parts = places.filter(|(at, c)| {
            let (before, rest) = text.split_at(*at);
            let after = rest.get(c.len_utf8()..).expect("the character stands here");
            !is_needed(before, *c, after)
        });
        parts.map(|(_, c)| c).collect()
    }

    #[test]
    fn emoji_and_flags_need_theirs() {
        for text in [
            "👩\u{200d}⚕\u{fe0f} helps",
            "👩🏽\u{200d}🦽",
            "❤\u{fe0f}",
            "©\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
            "🏳\u{fe0f}\u{200d}🌈",
        ] {
            assert_eq!(unneeded(text), [], "{text}");
        }
    }

    #[test]
    fn scripts_need_theirs() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "עברית\u{200f}!",
            "葛\u{e0100}",
        ] {
            assert_eq!(unneeded(text), [], "{text}");
        }
    }

    #[test]
    fn nothing_else_needs_any() {
        for (text, expected) in [
            ("sanc\u{200b}tion", '\u{200b}'),
            ("sanc\u{200d}tion", '\u{200d}'),
            ("sanc\u{fe0f}tion", '\u{fe0f}'),
            ("sanc\u{ad}tion", '\u{ad}'),
            ("gov.uk\u{200e}", '\u{200e}'),
            ("\u{202e}abc", '\u{202e}'),
            ("עברית\u{202b}", '\u{202b}'),
            ("a\u{e0041}", '\u{e0041}'),
            ("bell\u{7}", '\u{7}'),
        ] {
            assert_eq!(unneeded(text), [expected], "{text:?}");
        }
    }
}
