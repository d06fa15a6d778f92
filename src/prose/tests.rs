//! Behaviour of the whole module, and properties that hold for any text.

use std::ops::Range;

use proptest::prelude::*;

use super::{PassageKind, Prose, WordKind};
use crate::document::Document;
use crate::source::{SourceFile, SourceId, Span};

fn prose(markdown: &str) -> Prose {
    let fact = |id: &str| (id == "rate").then(|| "£95.55 a week".to_owned());
    Prose::from_document(&Document::parse(markdown, 0), &fact)
}

fn text_of(prose: &Prose, range: &Range<usize>) -> String {
    Span::from(range.clone()).of(prose.text()).to_owned()
}

/// The kind and the words of every passage.
fn passages(markdown: &str) -> Vec<(PassageKind, String)> {
    let prose = prose(markdown);
    prose
        .passages()
        .iter()
        .map(|passage| (passage.kind, text_of(&prose, &passage.range)))
        .collect()
}

fn sentences(markdown: &str) -> Vec<String> {
    let prose = prose(markdown);
    prose
        .sentences()
        .iter()
        .map(|sentence| text_of(&prose, &sentence.range))
        .collect()
}

/// The source under the first place where `words` stand in the text.
fn source_of<'a>(markdown: &'a str, words: &str) -> &'a str {
    let prose = prose(markdown);
    let start = prose.text().find(words).expect("the words are there");
    prose.span(start..start + words.len()).of(markdown)
}

#[test]
fn passages_have_the_kind_of_their_block() {
    use PassageKind::{Heading, Letter, ListItem, Paragraph, Quotation, TableCell, Term};
    let found = passages(
        "# One\n\nTwo\n\n- Three\n\n  > [!NOTE]\n  > Four\n\n> ## Five\n> - six\n\n```letter\nSeven\n\nEight\n```\n\n```\nnine\n```\n\n| Ten |\n|---|\n| Eleven |\n\nTwelve\n: Thirteen\n",
    );
    let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
    let expected = [
        Heading, Paragraph, ListItem, Paragraph, Quotation, Quotation, Letter, Letter, TableCell,
        TableCell, Term, Paragraph,
    ];
    assert_eq!(kinds, expected, "{found:?}");
}

#[test]
fn what_is_not_read_aloud_is_left_out() {
    let found = passages("A ![cat](c.png) b <!-- x --> c[^1] `d`\ne &amp; f\n\n![only](o.png)\n");
    assert_eq!(
        found,
        [(PassageKind::Paragraph, "A b c[^1] d e & f".to_owned())]
    );
}

#[test]
fn words_map_to_their_own_bytes() {
    let markdown = "Ask *for* [the **form**](f.md) &amp; wait\nten days.";
    assert_eq!(source_of(markdown, "form"), "form");
    assert_eq!(source_of(markdown, "&"), "&amp;");
    assert_eq!(source_of(markdown, "wait ten"), "wait\nten");
    assert_eq!(source_of(markdown, "for the form"), "for* [the **form");
}

#[test]
fn a_fact_is_read_as_its_value_and_maps_to_its_placeholder() {
    let markdown = "You get {{ fact.rate }}. Spend it.";
    assert_eq!(sentences(markdown), ["You get £95.55 a week.", "Spend it."]);
    assert_eq!(source_of(markdown, "£95.55"), "{{ fact.rate }}");
    let unknown = prose("You get {{ fact.none }} now.");
    assert_eq!(unknown.words().len(), 4);
    assert_eq!(unknown.words()[2].kind, WordKind::Code);
}

#[test]
fn blocks_end_sentences() {
    assert_eq!(
        sentences("# Pay\n\n- one\n- two. Three\n"),
        ["Pay", "one", "two.", "Three"]
    );
}

#[test]
fn a_sentence_may_end_inside_bold() {
    assert_eq!(
        sentences("**Reply now.** You have a month."),
        ["Reply now.", "You have a month."]
    );
}

#[test]
fn code_addresses_and_quotations_are_protected() {
    let prose = prose("Use `run.it()` or www.example.org now.\n\n> Utilise it.\n");
    let protected = |words: &str| {
        let start = prose.text().find(words).expect("the words are there");
        prose.is_protected(start..start + words.len())
    };
    assert!(protected("it()"));
    assert!(protected("example"));
    assert!(protected("Utilise"));
    assert!(!protected("Use"));
    assert!(!protected("or www.example.org"));
}

#[test]
fn a_quotation_mark_in_code_does_not_end_the_sentence_before() {
    let markdown = "&#x41;\".`\"Word`1. ";
    let prose = Prose::from_document(&Document::parse(markdown, 0), &|_| None);
    check_order(markdown, &prose);
}

fn check_order(markdown: &str, prose: &Prose) {
    let text = prose.text();
    let mut at = 0;
    let mut next_sentence = 0;
    let mut next_word = 0;
    for passage in prose.passages() {
        assert!(passage.range.start >= at && text.get(passage.range.clone()).is_some());
        assert_eq!(passage.sentences.start, next_sentence);
        next_sentence = passage.sentences.end;
        at = passage.range.start;
        for sentence in prose.sentences_in(passage) {
            assert!(sentence.range.start >= at && sentence.range.end <= passage.range.end);
            assert!(text.get(sentence.range.clone()).is_some());
            assert_eq!(sentence.words.start, next_word);
            assert!(sentence.words.end > next_word);
            next_word = sentence.words.end;
            at = sentence.range.start;
            for word in prose.words_in(sentence) {
                assert!(word.range.start >= at && word.range.end <= sentence.range.end);
                assert!(word.range.start < word.range.end);
                assert!(text.get(word.range.clone()).is_some());
                let span = prose.span(word.range.clone());
                assert!(span.start < span.end && markdown.get(span.start..span.end).is_some());
                at = word.range.end;
            }
            at = sentence.range.end;
        }
        at = passage.range.end;
    }
    assert_eq!(next_sentence, prose.sentences().len());
    assert_eq!(next_word, prose.words().len());
}

/// Pieces that Markdown and the rules for sentences care about.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "Word",
        "e.g.",
        "Mr.",
        "J.",
        "5",
        "£3.50",
        ".5",
        ".",
        "?",
        "…",
        "\"",
        "”",
        "’",
        "(",
        ")",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "- ",
        "> ",
        "# ",
        "1. ",
        "*",
        "**",
        "`",
        "|",
        "```letter\n",
        "```\n",
        "&amp;",
        "&#x41;",
        "![a](b)",
        "[c](d)",
        "{{ fact.rate }}",
        "{{ fact.x }}",
        "<!-- c -->",
        "www.a.org",
        "x@y.uk",
        "é",
        "e\u{301}",
        "漢字",
        "🙂",
        "\u{ad}",
        "\\",
        "[^1]",
        "[^1]: ",
        ": ",
        "|-|\n",
        "I",
        "c.A",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A word of a text, how it is marked, and what stands before it.
#[derive(Debug, Clone)]
struct Placed {
    word: &'static str,
    mark: (&'static str, &'static str),
    gap: &'static str,
}

/// Words in every kind of markup, with gaps that keep them in one block or begin another.
fn placed() -> impl Strategy<Value = Vec<Placed>> {
    let word = prop::sample::select(vec!["rent", "café", "don’t", "ten-day", "Money", "été"]);
    let mark = prop::sample::select(vec![
        ("", ""),
        ("", "."),
        ("", "!"),
        ("(", ")"),
        ("“", ".”"),
        ("*", "*"),
        ("**", ".**"),
        ("~~", "~~"),
        ("[", "](a.md)"),
        ("[**", "**](a.md \"t\")"),
        ("&quot;", "&quot;"),
        ("&amp; ", " &lt;"),
        ("![picture](p.png) ", ""),
        ("", " <!-- note -->"),
    ]);
    let gap = prop::sample::select(vec![
        " ",
        "  ",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "\n\n- ",
        "\n\n> ",
        "\n\n## ",
        "\r\n\r\n1. ",
    ]);
    let placed = (word, mark, gap).prop_map(|(word, mark, gap)| Placed { word, mark, gap });
    prop::collection::vec(placed, 1..30)
}

/// Checks that each word, and each sentence at its words, lies in the source where it was put.
fn check_places(file: &SourceFile, document: &Document, words: &[&str]) {
    let prose = Prose::from_document(document, &|_| None);
    let found: Vec<&str> = prose
        .words()
        .iter()
        .map(|word| prose.span(word.range.clone()).of(&file.text))
        .collect();
    assert_eq!(found, words, "{:?}", file.text);
    let mut end = 0;
    for sentence in prose.sentences() {
        let span = prose.span(sentence.range.clone());
        assert!(span.start >= end, "sentences stand apart: {:?}", file.text);
        for word in prose.words_in(sentence) {
            let word = prose.span(word.range.clone());
            assert!(span.start <= word.start && word.end <= span.end);
        }
        end = span.end;
    }
    let in_sentences: usize = prose.sentences().iter().map(|one| one.words.len()).sum();
    assert_eq!(in_sentences, words.len(), "{:?}", file.text);
}

#[test]
fn words_have_places_in_tables_lists_and_definitions() {
    for (text, words) in [
        (
            "| Rent | *Food* |\r\n|---|---|\r\n| [ten](a.md) | **two** |\r\n",
            vec!["Rent", "Food", "ten", "two"],
        ),
        (
            "- [ ] One\n  - *two*\n\n    three\n\n1) four\n",
            vec!["One", "two", "three", "four"],
        ),
        ("Term\n: Told *here*.\n", vec!["Term", "Told", "here"]),
        ("> [!NOTE]\n> Look\n> here.\n", vec!["Look", "here"]),
        (
            "Told.[^1]\n\n[^1]: Why\n    so.\n",
            vec!["Told", "Why", "so"],
        ),
        ("Caf&eacute; &#x41;sk\n", vec!["Caf&eacute;", "&#x41;sk"]),
        ("\\*Not\\* bold", vec!["Not", "bold"]),
        ("Say `a b` now", vec!["Say", "`a b`", "now"]),
        ("See <https://a.org/b>.", vec!["See", "https://a.org/b"]),
    ] {
        for mark in [
            "",
            "\u{feff}",
            "---\ntitle: A\n---\n",
            "---\r\ntitle: A\r\n---\r\n",
        ] {
            let file = SourceFile::new(SourceId(0), "a.md", format!("{mark}{text}"));
            check_places(
                &file,
                &Document::parse(file.body(), file.body_start),
                &words,
            );
        }
    }
}

#[test]
fn a_fact_in_any_markup_maps_to_its_placeholder() {
    for markdown in [
        "Get **{{ fact.rate }}**.",
        "- [{{ fact.rate }}](a.md)\r\n",
        "| {{ fact.rate }} |\n|-|\n",
        "# {{ fact.rate }}",
    ] {
        assert_eq!(source_of(markdown, "£95.55"), "{{ fact.rate }}");
        assert_eq!(source_of(markdown, "a week"), "{{ fact.rate }}");
    }
}

proptest! {
    #[test]
    fn ranges_are_in_order_for_any_markdown(markdown in markdown()) {
        check_order(&markdown, &prose(&markdown));
    }

    #[test]
    fn ranges_are_in_order_for_any_text(text in "\\PC*") {
        check_order(&text, &prose(&text));
        let plain = Prose::from_document(&Document::from_plain_text(&text, 0), &|_| None);
        check_order(&text, &plain);
    }

    #[test]
    fn any_range_has_a_place(markdown in markdown(), start in 0_usize..200, length in 0_usize..200) {
        let span = prose(&markdown).span(start..start + length);
        prop_assert!(span.start <= span.end && span.end <= markdown.len());
    }

    #[test]
    fn words_have_their_places_in_any_markup(
        placed in placed(),
        mark in prop::sample::select(vec!["", "\u{feff}", "---\r\ntitle: A\r\n---\r\n"]),
    ) {
        let mut text = mark.to_owned();
        for (at, one) in placed.iter().enumerate() {
            // Line breaks before the first word would only be skipped.
            let gap = if at == 0 { "" } else { one.gap };
            text.extend([gap, one.mark.0, one.word, one.mark.1]);
        }
        let words: Vec<&str> = placed.iter().map(|one| one.word).collect();
        let file = SourceFile::new(SourceId(0), "a.md", text);
        check_places(&file, &Document::parse(file.body(), file.body_start), &words);
    }

    #[test]
    fn any_word_has_syllables(word in "[a-zéA-Z'’-]{0,20}") {
        prop_assert!(super::syllables(&word) > 0 || !word.contains(char::is_alphanumeric));
    }

    #[test]
    fn scores_are_numbers(markdown in markdown()) {
        let scores = super::Scores::of(&super::Counts::of(&prose(&markdown), &|_| super::Exemption::None));
        prop_assert!(scores.plainly_difficulty.is_finite() && scores.coleman_liau.is_finite());
    }
}
