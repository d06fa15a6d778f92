//! Allowances with reasons, in every kind of block, and rules that differ by folder.

use crate::harness::{Judged, SiteTest};
use crate::process::{TestSite, page};

const WORDY: &str = "<!-- plainly: allow wordy: the form says so -->";

fn judge(text: &str) -> Judged {
    SiteTest::from_fixture(text, false).check()
}

#[track_caller]
fn expect(text: &str, wordy: usize, unused: usize) {
    let judged = judge(text);
    let count = |rule: &str| judged.findings_of(rule).len();
    let found = (count("wordy"), count("unused-allow"));
    let listed = judged.listed(&judged.verdict.diagnostics);
    assert_eq!(found, (wordy, unused), "{text}\n{listed}");
}

#[test]
fn an_allowance_covers_the_next_block_of_any_kind() {
    for block in [
        "Ask prior to it.",
        "Ask prior to it.\nAsk prior to that.",
        "## Ask prior to it",
        "Ask prior to it\n---------------",
        "- Ask prior to it.\n- Ask prior to that.\n  - Ask prior to noon.",
        "1. Ask prior to it.\n\n   Ask prior to that.",
        "- [ ] Ask prior to it.",
        "> [!NOTE]\n> Ask prior to it.\n>\n> Ask prior to that.",
        "| Ask prior to it | b |\n| --- | --- |\n| Ask prior to that | c |",
        "Word\n: Ask prior to it.",
        "[^a]: Ask prior to it.",
        "**[Ask prior to it](../help/free-advice.md)**",
    ] {
        let text = block.replace("[^a]:", "Text[^a].\n\n[^a]:");
        let allowed = text.replacen(block, &format!("{WORDY}\n\n{block}"), 1);
        expect(&allowed, 0, 0);
        expect(&allowed.replace('\n', "\r\n"), 0, 0);
        assert!(!judge(&text).findings_of("wordy").is_empty(), "{text}");
        // What stands after the block is not covered.
        expect(
            &format!("{allowed}\n\n## The end\n\nAsk prior to the end.\n"),
            1,
            0,
        );
    }
}

#[test]
fn an_allowance_can_stand_inside_a_block() {
    for text in [
        format!("- {WORDY}\n\n  Ask prior to it.\n\n- Ask now.\n"),
        format!("> [!TIP]\n> {WORDY}\n>\n> Ask prior to it.\n"),
        format!("Word\n: Text.\n\n  {WORDY}\n\n  Ask prior to it.\n"),
        format!("Text[^a].\n\n[^a]: Text.\n\n    {WORDY}\n\n    Ask prior to it.\n"),
        format!("{WORDY}\nAsk prior to it.\n"),
        format!("{WORDY}\n\n<!-- A note. -->\n\nAsk prior to it.\n"),
        format!("{WORDY}\n<!-- plainly: allow long-sentence: the law says it so -->\n\nAsk prior to it.\n")
            .replace("it.", "it and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask and ask."),
    ] {
        expect(&text, 0, 0);
    }
}

#[test]
fn an_allowance_that_silences_nothing_says_what_to_do() {
    for (comment, said) in [
        ("<!-- plainly: allow wordi: so -->", "Did you mean `wordy`?"),
        (
            "<!-- plainly: allow wordy -->",
            "The allowance of `wordy` has no reason",
        ),
        (
            "<!-- plainly: allow wordy: -->",
            "The allowance of `wordy` has no reason",
        ),
        (
            "<!-- plainly: allow wordy - the form says so -->",
            "`wordy` has no reason",
        ),
        (
            "<!-- plainly: allow wordy, jargon: so -->",
            "One comment allows one rule",
        ),
        (
            "<!-- plainly: allow wordy jargon: so -->",
            "One comment allows one rule",
        ),
        (
            "<!-- plainly: ignore wordy: so -->",
            "cannot be understood. Write `<!-- plainly: allow",
        ),
        ("<!-- plainly allow wordy: so -->", "cannot be understood"),
        ("<!-- Plainly: allow wordy: so -->", "cannot be understood"),
        (
            "<!-- plainly: allow raw-html: so -->",
            "`raw-html` cannot be allowed",
        ),
        (
            "<!-- plainly: allow jargon: so -->",
            "`jargon` finds nothing in the next block",
        ),
    ] {
        let judged = judge(&format!("{comment}\n\nAsk prior to it.\n"));
        let found = judged.findings_of("unused-allow");
        let [found] = found.as_slice() else {
            panic!("{comment}: {}", judged.listed(&judged.verdict.diagnostics));
        };
        assert!(found.message.contains(said), "{comment}: {}", found.message);
        assert_eq!(judged.findings_of("wordy").len(), 1, "{comment}");
    }
    assert!(
        judge("<!-- plainly spoken -->\n\nText.\n")
            .findings_of("unused-allow")
            .is_empty()
    );
}

#[test]
fn an_allowance_in_the_wrong_place_says_where_its_rule_speaks() {
    let judged = judge(&format!("{WORDY}\n\nText.\n\nAsk prior to it.\n"));
    let found = judged.findings_of("unused-allow");
    let [found] = found.as_slice() else {
        panic!("one finding")
    };
    assert!(
        found.help.contains("just before the block"),
        "{}",
        found.help
    );
    assert_eq!(found.labels.len(), 1);
    let text = "---\ntitle: Is it?\n---\n\n<!-- plainly: allow missing-answer: it is a list -->\n\nText.\n";
    let judged = judge(text);
    let found = judged.findings_of("unused-allow");
    let [found] = found.as_slice() else {
        panic!("one finding")
    };
    assert!(
        found.help.contains("path = \"section/page.md\""),
        "{}",
        found.help
    );
}

#[test]
fn an_allowance_of_a_rule_that_did_not_run_is_no_finding() {
    let text = "<!-- plainly: allow broken-link: it is made later -->\n\n[Go there](gone.md).\n";
    let site = TestSite::empty().file("a.md", text);
    site.run(&["check", "a.md", "--fail-on", "info"])
        .expect_status(0);
}

#[test]
fn rules_can_differ_in_a_folder_and_on_a_page() {
    let settings = "[rules]\nwordy = \"error\"\n\
        [[folders]]\npath = \"one\"\nrules = { wordy = \"info\" }\n\
        [[folders]]\npath = \"one/b.md\"\nrules = { wordy = \"off\" }\n";
    let text = page("Is it?", "Ask prior to it.");
    let site = TestSite::new()
        .file("site.toml", settings)
        .file("content/a.md", &text)
        .file("content/one/a.md", &text)
        .file("content/one/b.md", &text)
        .file("content/one/b.mdx/c.md", &text);
    let levels: Vec<_> = site
        .findings(&[])
        .iter()
        .filter(|found| found["rule"] == "wordy")
        .map(|found| (found["path"].to_string(), found["severity"].to_string()))
        .collect();
    let expected = [
        ("content/a.md", "error"),
        ("content/one/a.md", "info"),
        ("content/one/b.mdx/c.md", "info"),
    ];
    let quoted = |text: &str| format!("\"{text}\"");
    assert_eq!(
        levels,
        expected.map(|(path, level)| (quoted(path), quoted(level)))
    );
}

#[test]
fn a_slip_in_the_settings_gets_a_suggestion() {
    for (settings, said) in [
        (
            "[[folders]]\npath = \"glosary\"\nrules = {}\n",
            "Did you mean “glossary”?",
        ),
        (
            "[[folders]]\npath = \"content/glossary\"\nrules = {}\n",
            "Did you mean “glossary”?",
        ),
        (
            "[[folders]]\npath = \"\"\nrules = {}\n",
            "no folder or page",
        ),
        (
            "[[folders]]\npaths = \"glossary\"\nrules = {}\n",
            "Did you mean `path`?",
        ),
        (
            "[[folder]]\npath = \"glossary\"\n",
            "Did you mean `folders`?",
        ),
        ("[rule]\n", "Did you mean `rules`?"),
        (
            "[[folders]]\npath = \"glossary\"\nrules = { wordi = \"off\" }\n",
            "Did you mean `wordy`?",
        ),
        (
            "[rules]\nlong-sentence = { max-word = 3 }\n",
            "Did you mean `max-words`?",
        ),
        ("[rules]\nwordy = \"warn\"\n", "Did you mean “warning”?"),
        ("[rules]\nwordy = false\n", "`\"off\"`"),
    ] {
        let site = TestSite::new().file("site.toml", settings);
        site.run(&["check"])
            .expect_status(2)
            .says(&["site.toml", said]);
    }
}
