//! Makes a line fit: what is too much is left out between words, with a sign in its place.

use super::visible::{columns, push_visible, width};

/// What stands for words that are left out.
const CUT: &str = "…";

/// A piece of a line between the first underlined character and the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) is_marked: bool,
}

/// What stands before and after the pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// Whether the line has more before `before`, which must not be shown.
    pub(super) is_cut_before: bool,
    /// Whether the line has more after `after`, which must not be shown.
    pub(super) is_cut_after: bool,
    /// The columns of the longest label, which needs room behind the pieces.
    pub(super) label_columns: usize,
}

/// A line in which what is too much is left out.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) text: String,
    /// Where each piece begins in `text`, and where the last one ends.
    pub(super) bounds: Vec<usize>,
}

/// Joins pieces and what is around them, and leaves out what is too much.
///
/// The cost depends on `limit`, not on the length of the line.
pub(super) fn joined(around: &Around<'_>, pieces: &[Piece<'_>], limit: usize) -> Joined {
    // Room on each side for the sign that words are left out there, and a space.
    let sides = usize::from(around.is_cut_before || !around.before.is_empty())
        + usize::from(around.is_cut_after || !around.after.is_empty());
    let spare = sides * (width(CUT) + 1);
    let pieces = shortened(pieces, limit.saturating_sub(spare));
    let inside: usize = pieces.iter().map(|piece| width(piece)).sum();
    let rest = limit.saturating_sub(inside);
    let rest_before = rest.saturating_sub(match around.label_columns {
        0 => 0,
        columns => columns + 1,
    });
    let cut_columns = |is_cut: bool| if is_cut { width(CUT) + 1 } else { 0 };
    let (all_before, before_cut) = tail(around.before, rest_before);
    let (all_after, after_cut) = head(around.after, rest);
    let wanted = |text: &str, cut: &str, is_cut: bool| {
        if cut.is_empty() {
            width(text) + cut_columns(is_cut)
        } else {
            rest
        }
    };
    let wanted_before = wanted(&all_before, before_cut, around.is_cut_before);
    let wanted_after = wanted(&all_after, after_cut, around.is_cut_after);
    let fits = before_cut.is_empty() && after_cut.is_empty();
    let (before, after) =
        if fits && wanted_before + wanted_after <= rest && wanted_before <= rest_before {
            let before = if around.is_cut_before {
                format!("{CUT} {}", all_before.trim_start())
            } else {
                all_before
            };
            (before, with_cut_after(all_after, around.is_cut_after))
        } else {
            let for_before = (rest / 2)
                .max(rest.saturating_sub(wanted_after))
                .min(rest_before.max(cut_columns(true)));
            let before = cut_tail(around.before, for_before, around.is_cut_before);
            let for_after = rest.saturating_sub(width(&before));
            (
                before,
                cut_head(around.after, for_after, around.is_cut_after),
            )
        };
    let mut text = before;
    let mut bounds = vec![text.len()];
    for piece in &pieces {
        text.push_str(piece);
        bounds.push(text.len());
    }
    text.push_str(&after);
    Joined { text, bounds }
}

/// The pieces in at most `limit` columns, if there is any way to it: underlined words lose their
/// middle only if they do not fit by themselves.
fn shortened(pieces: &[Piece<'_>], limit: usize) -> Vec<String> {
    let whole: Vec<(String, &str)> = pieces.iter().map(|piece| head(piece.text, limit)).collect();
    let columns = |marked: bool| -> usize {
        let same = pieces.iter().zip(&whole);
        same.filter(|(piece, (_, cut))| piece.is_marked == marked && cut.is_empty())
            .map(|(_, (text, _))| width(text))
            .sum()
    };
    let count = |marked: bool| {
        pieces
            .iter()
            .filter(|piece| piece.is_marked == marked)
            .count()
    };
    let all_fit = whole.iter().all(|(_, cut)| cut.is_empty());
    if all_fit && columns(true) + columns(false) <= limit {
        return whole.into_iter().map(|(text, _)| text).collect();
    }
    let marked_fit = pieces
        .iter()
        .zip(&whole)
        .all(|(piece, (_, cut))| !piece.is_marked || cut.is_empty());
    // What is between underlined words needs at least a sign that it is left out.
    let least_gap = width(CUT) + 2;
    let for_marked = limit.saturating_sub(count(false) * least_gap);
    let (each_marked, each_gap) = if marked_fit && columns(true) <= for_marked {
        let for_gaps = (limit - columns(true)) * 2 / 3;
        (limit, (for_gaps / count(false).max(1)).max(least_gap))
    } else {
        (for_marked / count(true).max(1), least_gap)
    };
    pieces
        .iter()
        .map(|piece| {
            let limit = if piece.is_marked {
                each_marked
            } else {
                each_gap
            };
            let (text, cut) = head(piece.text, limit);
            if cut.is_empty() {
                text
            } else {
                without_middle(&text, cut, limit)
            }
        })
        .collect()
}

/// The beginning and the end of words that are too long to show. `start` is what fits of the
/// beginning, `rest` the source after it.
fn without_middle(start: &str, rest: &str, limit: usize) -> String {
    let limit = limit.saturating_sub(width(CUT) + 2);
    let (start, _) = head(start, limit * 2 / 3);
    let (end, _) = tail(rest, limit / 3);
    let start = start.rsplit_once(' ').map_or(&*start, |(words, _)| words);
    let end = end.split_once(' ').map_or(&*end, |(_, words)| words);
    format!("{} {CUT} {}", start.trim_end(), end.trim_start())
}

/// The end of `text` in at most `limit` columns; whole words after a sign that some are left out.
///
/// The sign stands in any case if `is_cut`.
fn cut_tail(text: &str, limit: usize, is_cut: bool) -> String {
    let (whole, cut) = tail(text, limit);
    if cut.is_empty() && !is_cut {
        return whole;
    }
    let (part, cut) = tail(text, limit.saturating_sub(width(CUT) + 1));
    if cut.is_empty() {
        return format!("{CUT} {}", part.trim_start());
    }
    match part.split_once(' ') {
        Some((_, words)) => format!("{CUT} {words}"),
        // No word has room, or one has that is longer than the room.
        None if text.ends_with(' ') => format!("{CUT} "),
        None => format!("{CUT}{part}"),
    }
}

/// The beginning of `text` in at most `limit` columns, like [`cut_tail`].
pub(super) fn cut_head(text: &str, limit: usize, is_cut: bool) -> String {
    let (whole, cut) = head(text, limit);
    if cut.is_empty() && !is_cut {
        return whole;
    }
    let (part, cut) = head(text, limit.saturating_sub(width(CUT) + 1));
    if cut.is_empty() {
        return with_cut_after(part, true);
    }
    match part.rsplit_once(' ') {
        Some((words, _)) => format!("{words} {CUT}"),
        None if text.starts_with(' ') => format!(" {CUT}"),
        None => format!("{part}{CUT}"),
    }
}

fn with_cut_after(text: String, is_cut: bool) -> String {
    if is_cut {
        format!("{} {CUT}", text.trim_end())
    } else {
        text
    }
}

/// What fits of the beginning of `text`, made visible, and the text after it.
pub(super) fn head(text: &str, limit: usize) -> (String, &str) {
    let mut out = String::new();
    let mut used = 0;
    for (at, character) in text.char_indices() {
        let before = out.len();
        push_visible(&mut out, character);
        used += out.get(before..).map_or(0, width);
        if used > limit {
            out.truncate(before);
            return (out, text.get(at..).unwrap_or_default());
        }
    }
    (out, "")
}

/// What fits of the end of `text`, made visible, and the text before it.
fn tail(text: &str, limit: usize) -> (String, &str) {
    let mut used = 0;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        used += visible_columns(character);
        if used > limit {
            break;
        }
        start = at;
    }
    let (end, _) = head(text.get(start..).unwrap_or_default(), limit);
    (end, text.get(..start).unwrap_or_default())
}

/// The columns that a character takes once it is made visible.
fn visible_columns(character: char) -> usize {
    let mut shown = String::new();
    push_visible(&mut shown, character);
    shown.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Around, Piece, joined, width};

    proptest! {
        #[test]
        fn no_word_is_cut(
            before in "([a-z]{1,9} ){0,30}",
            marked in "[a-z]{1,12}",
            between in "( [a-z]{1,9}){0,20} ",
            after in "( [a-z]{1,9}){0,30}",
            limit in 44_usize..120,
        ) {
            let piece = |text, is_marked| Piece { text, is_marked };
            let pieces = [piece(&*marked, true), piece(&*between, false), piece(&*marked, true)];
            let around = Around {
                before: &before,
                after: &after,
                is_cut_before: false,
                is_cut_after: true,
                label_columns: 0,
            };
            let whole = format!("{before}{marked}{between}{marked}{after}");
            let words: Vec<&str> = whole.split(' ').collect();
            let shown = joined(&around, &pieces, limit);
            prop_assert!(width(&shown.text) <= limit, "{}", shown.text);
            for word in shown.text.split(' ') {
                prop_assert!(word == "…" || words.contains(&word), "{word} in {}", shown.text);
            }
        }
    }
}
