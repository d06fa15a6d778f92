//! Texts whose sentences are known, read as Markdown and as plain text.

use plainly::document::Document;
use plainly::prose::Prose;
use plainly::source::Span;

/// The least share of texts that must be split as they are written down.
const FLOOR: f64 = 0.95;

/// A text and the bytes of each of its sentences.
struct Case {
    line: usize,
    text: String,
    sentences: Vec<Span>,
    is_markdown: bool,
    is_known_miss: bool,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("sentences.txt").lines().enumerate();
    lines
        .skip_while(|(_, line)| !line.starts_with("== "))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("== "))
        .map(|(index, line)| case(index + 1, line))
        .collect()
}

fn case(line: usize, written: &str) -> Case {
    let (is_markdown, rest) = match written.strip_prefix("plain: ") {
        Some(rest) => (false, rest),
        None => (true, written),
    };
    let (is_known_miss, rest) = match rest.strip_prefix("miss: ") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let mut text = String::new();
    let mut sentences = Vec::new();
    for piece in rest.replace("\\n", "\n").split('|') {
        let start = text.len() + (piece.len() - piece.trim_start().len());
        text.push_str(piece);
        sentences.push(Span::new(start, text.trim_end().len()));
    }
    Case {
        line,
        text,
        sentences,
        is_markdown,
        is_known_miss,
    }
}

/// Whether each sentence of the case holds just one of those found. As plain text they are the
/// same bytes; in Markdown the marks around them are gone.
fn is_right(case: &Case, document: &Document, is_exact: bool) -> bool {
    let prose = Prose::from_document(document, &|_| None);
    let found: Vec<Span> = prose
        .sentences()
        .iter()
        .map(|sentence| prose.span(sentence.range.clone()))
        .collect();
    if is_exact {
        return found == case.sentences;
    }
    let pairs = found.iter().zip(&case.sentences);
    found.len() == case.sentences.len()
        && pairs
            .into_iter()
            .all(|(found, expected)| expected.start <= found.start && found.end <= expected.end)
}

#[expect(clippy::print_stdout, reason = "with --nocapture it tells the share")]
fn check(name: &str, cases: &[Case], is_right: impl Fn(&Case) -> bool) {
    let wrong: Vec<&Case> = cases.iter().filter(|case| !is_right(case)).collect();
    let right = u32::try_from(cases.len() - wrong.len()).expect("the cases are few");
    let all = u32::try_from(cases.len()).expect("the cases are few");
    let share = f64::from(right) / f64::from(all);
    println!("{name}: {right} of {all} exact ({:.1} %)", share * 100.0);
    for case in &wrong {
        println!("  line {}: {}", case.line, case.text);
        assert!(case.is_known_miss, "line {}: {}", case.line, case.text);
    }
    for case in cases.iter().filter(|case| case.is_known_miss) {
        assert!(
            wrong.iter().any(|wrong| wrong.line == case.line),
            "line {} is right by now: it is no miss any more",
            case.line
        );
    }
    assert!(share >= FLOOR, "{name}: the share fell below {FLOOR}");
}

#[test]
fn sentences_of_plain_text_are_as_written_down() {
    check("plain text", &cases(), |case| {
        is_right(case, &Document::from_plain_text(&case.text, 0), true)
    });
}

#[test]
fn sentences_of_markdown_are_as_written_down() {
    let cases: Vec<Case> = cases()
        .into_iter()
        .filter(|case| case.is_markdown)
        .collect();
    check("Markdown", &cases, |case| {
        is_right(case, &Document::parse(&case.text, 0), false)
    });
}
