//! The commands, as people and programs meet them: formats, exit codes, messages.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use super::process::{Run, TestSite, page};

/// The names in a JSON object, sorted.
fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("it is an object");
    let mut keys: Vec<_> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Line, column and byte of `byte` in a file, counted by hand.
fn position(text: &str, byte: usize) -> Value {
    let before = text.get(..byte).expect("the byte begins a character");
    let line = before.matches('\n').count() + 1;
    let in_line = before.rsplit('\n').next().unwrap_or_default();
    let column = in_line.trim_start_matches('\u{feff}').chars().count() + 1;
    serde_json::json!({"line": line, "column": column, "byte": byte})
}

#[test]
fn check_writes_the_documented_json() {
    let site = TestSite::new().file("content/one.md", page("Is it?", "Call us in order to ask."));
    let report = site
        .run(&["check", "--format", "json"])
        .expect_status(0)
        .json();
    assert_eq!(keys(&report), ["files", "findings", "summary", "version"]);
    assert_eq!(report["version"], 1);
    assert_eq!(report["files"], 4);
    let findings = report["findings"].as_array().expect("it is a list");
    let levels = ["error", "info", "warning"];
    assert_eq!(keys(&report["summary"]), levels);
    for level in levels {
        let count = findings.iter().filter(|found| found["severity"] == level);
        assert_eq!(report["summary"][level], count.count());
    }
    let found = findings.iter().find(|found| found["rule"] == "wordy");
    let found = found.expect("“in order to” is wordy");
    assert_eq!(
        keys(found),
        [
            "end", "fix", "help", "labels", "message", "path", "rule", "severity", "snippet",
            "start", "why"
        ]
    );
    for place in ["start", "end"] {
        assert_eq!(keys(&found[place]), ["byte", "column", "line"]);
    }
    assert_eq!(found["path"], "content/one.md");
    assert_eq!(found["snippet"], "in order to");
    assert_eq!(keys(&found["fix"]), ["edits", "safe"]);
    assert_eq!(found["fix"]["safe"], true);
    let edit = &found["fix"]["edits"][0];
    assert_eq!(keys(edit), ["end_byte", "start_byte", "text"]);
    assert_eq!(edit["text"], "to");
    assert_eq!(edit["start_byte"], found["start"]["byte"]);
    assert_eq!(edit["end_byte"], found["end"]["byte"]);
}

#[test]
fn a_finding_without_a_fix_says_null() {
    let site = TestSite::new().file("content/bad.md", "---\ntitel: A\n---\nText.\n");
    for found in site.findings(&["content/bad.md"]) {
        assert!(
            found
                .as_object()
                .is_some_and(|found| found.contains_key("fix"))
        );
    }
}

#[test]
fn places_are_right_with_carriage_returns_a_byte_order_mark_and_wide_letters() {
    let body = "Caf\u{e9} \u{1f600} e\u{301} \u{a3}5: call us in order to ask.\n\n\
        > \u{201c}Yes\u{201d} \u{2013} in order to hear.\n\n\
        - Ll\u{177}r \u{4e2d}\u{6587} **in order to** see.";
    let plain = page("Beth yw \u{a3}5?", body);
    let texts = [
        plain.clone(),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
    ];
    for text in texts {
        let site = TestSite::new().file("content/wide.md", &text);
        let found = site.findings(&["content/wide.md"]);
        let wordy: Vec<_> = found
            .iter()
            .filter(|found| found["rule"] == "wordy")
            .collect();
        // Quotations are outside the rules about words.
        assert_eq!(wordy.len(), 2, "{wordy:#?}");
        let places = text.match_indices("in order to").map(|(at, _)| at);
        let places: Vec<_> = places.collect();
        for (found, at) in wordy.iter().zip([places[0], places[2]]) {
            assert_eq!(found["start"], position(&text, at), "{text:?}");
            assert_eq!(found["end"], position(&text, at + 11), "{text:?}");
        }
    }
}

#[test]
fn a_word_at_the_very_start_of_a_file_with_a_mark_is_in_the_first_column() {
    let text = "\u{feff}In order to ask, call us.\r\n";
    let site = TestSite::empty();
    let run = site.run_with_input(&["check", "-", "--format", "json"], text.as_bytes());
    assert_eq!(run.json()["findings"][0]["start"], position(text, 3));
}

#[test]
fn github_gets_one_command_a_finding() {
    let site = TestSite::new().file("content/one.md", page("Is it?", "Call us in order to ask."));
    let run = site.run(&["check", "--format", "github"]).expect_status(0);
    let command =
        "::warning file=content/one.md,line=11,endLine=11,col=9,endColumn=20,title=wordy::";
    let commands: Vec<_> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with(command))
        .collect();
    assert_eq!(commands.len(), 1, "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.starts_with("::")));
}

#[test]
fn standard_input_is_checked_as_markdown() {
    let site = TestSite::empty();
    let run = site.run_with_input(
        &["check", "-"],
        b"They `in order to` said: in order to ask.\n",
    );
    let run = run
        .expect_status(0)
        .says(&["wordy", ":1:26", "1 warning in 1 file"]);
    assert_eq!(run.stdout.matches("warning[").count(), 1, "{}", run.stdout);
    let empty = site.run_with_input(&["check", "-"], b"");
    empty.expect_status(0);
}

#[test]
fn a_text_file_outside_a_site_is_checked_without_the_rules_of_a_site() {
    let site = TestSite::empty().file("letter.txt", "# You must call us in order to ask.\n");
    let run = site.run(&["check", "letter.txt"]).expect_status(0);
    run.says(&["letter.txt:1:20", "1 warning in 1 file"]);
}

#[test]
fn a_file_that_is_not_text_for_us_is_wrong_use() {
    let site = TestSite::empty().file("data.json", "{}");
    let run = site.run(&["check", "data.json"]).expect_status(2);
    run.says(&["data.json", ".md", ".txt"]);
}

#[test]
fn a_loose_file_that_is_not_utf_8_is_a_finding() {
    let site = TestSite::empty().file("letter.txt", b"Caf\xe9");
    let run = site.run(&["check", "letter.txt"]).expect_status(1);
    run.says(&["letter.txt:1:4", "UTF-8"]);
    let run = site.run(&["inspect", "letter.txt"]).expect_status(1);
    run.says(&["letter.txt"]);
}

#[test]
fn a_level_decides_what_fails() {
    let warning = TestSite::new().file("content/one.md", page("Is it?", "Call in order to ask."));
    for (level, status) in [("error", 0), ("warning", 1), ("info", 1)] {
        warning
            .run(&["check", "--fail-on", level])
            .expect_status(status);
    }
    let error = TestSite::new().file("content/one.md", page("Is it?", "Press <b>here</b>."));
    for level in ["error", "warning", "info"] {
        error.run(&["check", "--fail-on", level]).expect_status(1);
    }
    let clean = TestSite::new();
    clean.run(&["check", "--fail-on", "info"]).expect_status(0);
    clean
        .run(&["check", "--fail-on", "anything"])
        .expect_status(2);
}

#[test]
fn a_path_limits_the_report_to_what_is_below_it() {
    let bad = page("Is it?", "Call us in order to ask.");
    let site = TestSite::new()
        .file("content/one/a.md", &bad)
        .file("content/one-more/a.md", &bad);
    let paths = |found: Vec<Value>| -> Vec<String> {
        let path = |found: &Value| found["path"].as_str().unwrap_or_default().to_owned();
        found
            .iter()
            .filter(|found| found["rule"] == "wordy")
            .map(path)
            .collect()
    };
    assert_eq!(paths(site.findings(&[])).len(), 2);
    assert_eq!(paths(site.findings(&["content/one"])), ["content/one/a.md"]);
    let run = site.run(&["check", "content/money.md"]).expect_status(0);
    run.says(&["1 file"]);
}

#[test]
fn a_missing_path_says_what_and_what_to_do() {
    let site = TestSite::new();
    for command in ["check", "inspect"] {
        let run = site.run(&[command, "content/nothing.md"]).expect_status(2);
        run.says(&["content/nothing.md does not exist", "Check the spelling"]);
    }
    let run = TestSite::empty().run(&["build"]).expect_status(2);
    run.says(&["site.toml does not exist"]);
    let run = site.run(&["check", "--root", "nowhere"]).expect_status(2);
    run.says(&["nowhere"]);
}

#[test]
fn a_mistake_in_the_settings_has_a_place_and_a_suggestion() {
    let site = TestSite::new().file("site.toml", "[site]\ntitle = \"A\"\nbase-ulr = \"x\"\n");
    for command in ["build", "check"] {
        let run = site.run(&[command]).expect_status(2);
        run.says(&["site.toml:3:1", "Did you mean `base-url`?"]);
    }
    site.put(
        "site.toml",
        "[rules]\nlong-sentense = \"off\"\nwordy = \"loud\"\n",
    );
    site.run(&["check"]).expect_status(2).says(&[
        "site.toml:2:1",
        "`long-sentence`",
        "site.toml:3:9",
    ]);
    site.put("site.toml", "[site\n");
    site.run(&["check"])
        .expect_status(2)
        .says(&["site.toml:1:"]);
    site.put("site.toml", b"title = \"\xff\"");
    site.run(&["check"]).expect_status(2).says(&["site.toml"]);
}

#[test]
fn inspect_writes_the_documented_json() {
    let site = TestSite::new();
    let run = site.run(&["inspect", "content/money.md", "--format", "json"]);
    let object = run.expect_status(0).json();
    assert_eq!(
        keys(&object),
        ["counts", "path", "scores", "sentences", "version"]
    );
    assert_eq!(object["version"], 1);
    assert_eq!(object["path"], "content/money.md");
    let counts = [
        "characters",
        "complex_words",
        "letters",
        "long_words",
        "paragraphs",
        "polysyllables",
        "rarity",
        "rarity_without_exemptions",
        "sentences",
        "syllables",
        "words",
    ];
    assert_eq!(keys(&object["counts"]), counts);
    let scores = [
        "ari",
        "coleman_liau",
        "flesch_kincaid_grade",
        "flesch_reading_ease",
        "gunning_fog",
        "lix",
        "plainly_difficulty",
        "plainly_difficulty_without_exemptions",
        "reading_age",
        "reading_age_without_exemptions",
        "smog",
    ];
    assert_eq!(keys(&object["scores"]), scores);
    let first = &object["sentences"][0];
    assert_eq!(
        keys(first),
        ["counted", "start", "syllables", "text", "words"]
    );
    assert_eq!(keys(&first["start"]), ["byte", "column", "line"]);
}

#[test]
fn inspect_counts_what_a_person_with_a_pencil_would_count() {
    let site = TestSite::empty().file("plain.txt", "We can help you. Call us today!\n\nBe well.\n");
    let object = site
        .run(&["inspect", "plain.txt", "--format", "json"])
        .json();
    let number = |group: &str, name: &str| object[group][name].as_f64().expect("it is a number");
    for (name, count) in [
        ("words", 9.0),
        ("sentences", 3.0),
        ("syllables", 10.0),
        ("letters", 29.0),
        ("paragraphs", 2.0),
        ("polysyllables", 0.0),
        ("long_words", 0.0),
    ] {
        assert!(
            (number("counts", name) - count).abs() < 1e-9,
            "{name}: {object:#}"
        );
    }
    let ease = 206.835 - 1.015 * (9.0 / 3.0) - 84.6 * (10.0 / 9.0);
    assert!((number("scores", "flesch_reading_ease") - ease).abs() < 1e-6);
    let grade = 0.39 * (9.0 / 3.0) + 11.8 * (10.0 / 9.0) - 15.59;
    assert!((number("scores", "flesch_kincaid_grade") - grade).abs() < 1e-6);
    let texts: Vec<_> = (0..3).map(|at| &object["sentences"][at]["text"]).collect();
    assert_eq!(texts, ["We can help you.", "Call us today!", "Be well."]);
    assert_eq!(
        object["sentences"][2]["start"],
        serde_json::json!({"line": 3, "column": 1, "byte": 33})
    );
}

#[test]
fn search_writes_the_documented_json_and_finds_the_page() {
    let form = page("Where do I send a form?", "They ask about your money.");
    let site = TestSite::new().file("content/form.md", form);
    let run = site.run(&["search", "--format", "json", "they stopped my money"]);
    let answer = run.expect_status(0).json();
    assert_eq!(keys(&answer), ["query", "results", "version"]);
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["query"], "they stopped my money");
    let best = &answer["results"][0];
    assert_eq!(keys(best), ["excerpt", "score", "title", "url"]);
    assert_eq!(best["url"], "/money/");
    assert_eq!(best["title"], "Can they stop my money?");
    let scores: Vec<_> = answer["results"]
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|result| result["score"].as_f64().expect("it is a number"))
        .collect();
    assert!(
        scores.len() > 1 && scores.is_sorted_by(|one, next| one >= next),
        "{scores:?}"
    );
    let words = site.run(&[
        "search", "--format", "json", "they", "stopped", "my", "money",
    ]);
    assert_eq!(words.json(), answer);
}

#[test]
fn search_says_figures_in_the_language_of_the_site() {
    let facts = "rate:\n  what: Arian\n  unit: gbp-a-week\n  values:\n    \
         - {value: \"95.55\", from: 2026-04-06, source: {title: A, url: https://a.example}}\n";
    let text = "---\ntitle: Arian bob wythnos\nsummary: Rydych yn cael {{ fact.rate }}.\n---\n";
    let site = TestSite::new()
        .file(
            "site.toml",
            "[site]\nlanguage = \"cy\"\nother-languages = [\"en\"]\n",
        )
        .file("content/facts.yaml", facts)
        .file("content/arian.md", text);
    let run = site.run(&["search", "Arian"]).expect_status(0);
    run.says(&["£95.55 yr wythnos"]);
}

#[test]
fn search_shows_no_more_than_asked_and_says_when_it_finds_nothing() {
    let site = TestSite::new();
    let run = site.run(&["search", "-n", "1", "--format", "json", "money"]);
    assert_eq!(run.json()["results"].as_array().map(Vec::len), Some(1));
    let run = site.run(&["search", "xyzzy"]).expect_status(0);
    run.says(&["Nothing found", "xyzzy", "Try fewer words"]);
}

#[test]
fn search_says_what_it_took_a_misspelt_word_for() {
    let site = TestSite::new();
    let run = site
        .run(&["search", "can they stpo my mony"])
        .expect_status(0);
    run.says(&["Showing results for “can they stop my money”", "/money/"]);
    let right = site.run(&["search", "they stopped my money"]);
    assert!(!right.stdout.contains("Showing results"), "{right:?}");
}

#[test]
fn search_takes_any_words_for_a_question() {
    let site = TestSite::new();
    let long = "money ".repeat(2_000);
    let odd = [
        "?!",
        "\"",
        "😀",
        "مال",
        "<b>x</b>",
        "\u{202e}",
        "",
        &"y".repeat(10_000),
        &long,
    ];
    for query in odd {
        let run = site.run(&["search", "--format", "json", "--", query]);
        assert_eq!(run.expect_status(0).json()["query"], *query);
        let run = site.run(&["search", "--", query]).expect_status(0);
        assert!(
            run.stdout.len() < 10_000,
            "{query:.20}: {}",
            run.stdout.len()
        );
    }
}

#[test]
fn search_answers_from_a_folder_of_bare_markdown() {
    let site = TestSite::empty();
    for number in 0..30 {
        let text = format!("Paper {number} is about the flow of air over a wing.\n");
        site.put(&format!("content/{number}.md"), text);
    }
    site.put("content/heat.md", "Heat moves through a plate.\n");
    let run = site
        .run(&["search", "--format", "json", "heat in plates"])
        .expect_status(0);
    assert_eq!(run.json()["results"][0]["url"], "/heat/");
}

#[test]
fn export_writes_documents_and_settings_for_quickwit() {
    let site = TestSite::new();
    let run = site.run(&["export", "--for", "quickwit"]).expect_status(0);
    run.says(&["quickwit index create", "quickwit index ingest"]);
    let written = |path| std::fs::read_to_string(site.path(path)).expect("the file is written");
    let documents = written("export/documents.ndjson");
    assert!(documents.ends_with('\n'));
    let urls: Vec<String> = documents
        .lines()
        .map(|line| {
            let document: Value = serde_json::from_str(line).expect("each line is JSON");
            document["url"].as_str().expect("it is text").to_owned()
        })
        .collect();
    assert!(urls.iter().any(|url| url == "/money/"), "{urls:?}");
    assert!(written("export/index-config.yaml").contains("doc_mapping:"));
    let again = site.run(&["export", "--out", "elsewhere"]).expect_status(0);
    again.says(&["documents"]);
    assert_eq!(written("elsewhere/documents.ndjson"), documents);
}

#[test]
fn quiet_says_less_and_changes_no_exit_code() {
    let site = TestSite::new();
    let run = site.run(&["build", "--quiet"]).expect_status(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    site.put("content/bad.md", page("Is it?", "Press <b>here</b>."));
    let loud = site.run(&["check"]).expect_status(1);
    let quiet = site.run(&["check", "--quiet"]).expect_status(1);
    assert!(quiet.stdout.len() < loud.stdout.len(), "{}", quiet.stdout);
    quiet.says(&["1 error"]);
}

#[test]
fn colour_is_written_only_when_it_is_asked_for() {
    let site = TestSite::new().file("content/bad.md", page("Is it?", "Press <b>here</b>."));
    assert!(!site.run(&["check"]).stdout.contains('\u{1b}'));
    let coloured = site.run(&["check", "--color", "always"]).stdout;
    assert!(coloured.contains('\u{1b}'));
    let with = |color: &str, variables: &[&str]| {
        let mut command = site.command(&["check", "--color", color]);
        command.envs(variables.iter().map(|name| (name, "1")));
        Run::of(&mut command).stdout.contains('\u{1b}')
    };
    assert!(with("auto", &["CLICOLOR_FORCE"]));
    assert!(!with("auto", &["CLICOLOR_FORCE", "NO_COLOR"]));
    assert!(!with("never", &["CLICOLOR_FORCE"]));
    assert!(with("always", &["NO_COLOR"]));
}

#[test]
fn lines_are_as_wide_as_the_shell_says() {
    let again = "and then again ".repeat(10);
    let text = format!("Go and ask them {again} in order to hear it {again}.");
    let site = TestSite::new().file("content/bad.md", page("Is it?", &text));
    for columns in [40, 60, 80, 100] {
        let mut command = site.command(&["check"]);
        command.env("COLUMNS", columns.to_string());
        let run = Run::of(&mut command);
        let excerpts = run.stdout.lines().filter(|line| line.contains(" | "));
        let widest = excerpts.map(|line| line.chars().count()).max();
        let widest = widest.expect("there is an excerpt");
        assert!(widest <= columns && widest > columns - 15, "{widest}");
    }
}

#[test]
fn a_report_says_what_can_be_mended_by_itself() {
    let site = TestSite::new().file("content/bad.md", page("Is it?", "Call in order to ask."));
    site.run(&["check"]).says(&[
        "Call to ask.",
        "1 can be mended by themselves: plainly check --fix",
    ]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let bad = page("Is it?", &"Call us in order to ask.\n\n".repeat(3000));
    let site = TestSite::new().file("content/bad.md", bad);
    for format in [
        "human",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "markdown",
    ] {
        let mut child = site
            .command(&["check", "--verbose", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdout = child.stdout.take().expect("standard output is a pipe");
        let mut first = [0];
        stdout.read_exact(&mut first).expect("the program writes");
        drop(stdout);
        let run = Run::from(child.wait_with_output().expect("the program ends"));
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn wrong_arguments_are_exit_code_2() {
    let site = TestSite::new();
    let cases: [&[&str]; 8] = [
        &[],
        &["frobnicate"],
        &["build", "--no-such-option"],
        &["check", "--format", "poem"],
        &["inspect"],
        &["search"],
        &["build", "--date", "2026-13-01"],
        &["build", "--quiet", "--verbose"],
    ];
    for arguments in cases {
        let run = site.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert!(
            run.stdout.is_empty() && !run.stderr.is_empty(),
            "{arguments:?}: {run:?}"
        );
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let site = TestSite::empty();
    site.run(&["--version"])
        .expect_status(0)
        .says(&["plainly "]);
    for command in ["build", "check", "inspect", "search", "serve"] {
        site.run(&[command, "--help"])
            .expect_status(0)
            .says(&["Usage"]);
    }
}
