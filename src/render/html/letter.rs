//! Writes letters that readers can copy.

use super::element::{Attribute, Element, Node, Tag};
use super::letter_file;
use super::writer::Writer;

impl Writer<'_> {
    /// A letter: paragraphs that fit a small screen, and a link to the same text as a file.
    pub(super) fn letter(&mut self, text: &str) -> Element {
        self.letter_texts.push(text.to_owned());
        let number = self.letter_texts.len();
        let name = match number {
            1 => self.words.get("letter").to_owned(),
            number => self
                .words
                .fill("letter_number", &[("number", &number.to_string())]),
        };
        let words = Element::new(Tag::Div)
            .class("pl-letter-text")
            .holding(paragraphs(text));
        let file = Element::new(Tag::A)
            .class("pl-letter-file")
            .with(
                Attribute::Href,
                self.addresses
                    .href(&format!("{}{}", self.page.url, letter_file(number))),
            )
            .flag(Attribute::Download)
            .text(self.words.get("letter_file"));
        let file = Element::new(Tag::P).holding([file.into()]);
        Element::new(Tag::Section)
            .class("pl-letter")
            .with(Attribute::Id, format!("pl-letter-{number}"))
            .with(Attribute::AriaLabel, name)
            .holding([words.into(), file.into()])
    }
}

/// The parts of a letter between blank lines, each with its line ends kept.
fn paragraphs(text: &str) -> Vec<Node> {
    let mut found = Vec::new();
    let mut words: Vec<Node> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !words.is_empty() {
                let paragraph = Element::new(Tag::P).holding(std::mem::take(&mut words));
                found.push(paragraph.into());
            }
            continue;
        }
        if !words.is_empty() {
            words.push(Element::new(Tag::Br).into());
        }
        words.extend(line_with_blanks(line));
    }
    found
}

/// A line of a letter, with the blanks in square brackets marked.
fn line_with_blanks(line: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = line;
    while let Some((before, blank, after)) = next_blank(rest) {
        nodes.push(Node::Text(before.to_owned()));
        let blank = Element::new(Tag::Span)
            .class("pl-blank")
            .text(format!("[{blank}]"));
        nodes.push(blank.into());
        rest = after;
    }
    nodes.push(Node::Text(rest.to_owned()));
    nodes
}

/// The text before the next blank, the words inside it, and the text after it.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once('[')?;
    let (words, after) = opened.split_once(']')?;
    Some((before, words, after))
}

#[cfg(test)]
mod tests {
    use crate::render::html::fixture::{body, page};

    #[test]
    fn a_letter_keeps_its_lines_and_marks_its_blanks() {
        let html = body("```letter\nDear [name],\n\nOne\ntwo <b>\n```\n");
        assert_eq!(
            html,
            "<section class=\"pl-letter\" id=\"pl-letter-1\" aria-label=\"Letter to copy\">\
             <div class=\"pl-letter-text\">\
             <p>Dear <span class=\"pl-blank\">[name]</span>,</p>\n\
             <p>One<br>two &lt;b&gt;</p>\n</div>\n\
             <p><a class=\"pl-letter-file\" href=\"/help/page/letter-1.txt\" download>\
             Download this letter as a text file</a></p>\n</section>\n"
        );
    }

    #[test]
    fn the_text_of_each_letter_is_kept_for_its_file() {
        let html = page("```letter\nOne\n```\n\n```letter\nTwo\n```\n");
        assert_eq!(html.letter_texts, ["One\n", "Two\n"]);
        assert!(html.body.contains("aria-label=\"Letter to copy 2\""));
    }

    #[test]
    fn other_code_is_text() {
        assert_eq!(
            body("```html\n<b>\n```\n"),
            "<pre><code>&lt;b&gt;\n</code></pre>\n"
        );
    }
}
