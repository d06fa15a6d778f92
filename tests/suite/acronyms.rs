//! A short form in every place and shape: which rule speaks, of which letters.

use plainly::check::Scope;

use crate::harness::SiteTest;

const HELD: &str = "acronym-first-use";
const UNHELD: &str = "unexplained-acronym";

/// What the two rules find in a page: the letters that they underline, with the rule.
fn found(markdown: &str) -> Vec<(&'static str, String)> {
    let judged = SiteTest::from_fixture(markdown, false).check_as(Scope::Site);
    let mut all = Vec::new();
    for rule in [HELD, UNHELD] {
        for found in judged.findings_of(rule) {
            let file = judged.sources.file(found.source);
            all.push((rule, found.span.of(&file.text).to_owned()));
        }
    }
    all
}

/// Checks that the rules find `expected` in each text, and nothing else.
fn check(cases: &[(&str, &[(&'static str, &str)])]) {
    let mut wrong = Vec::new();
    for (markdown, expected) in cases {
        let found = found(markdown);
        let same = found.len() == expected.len()
            && found
                .iter()
                .zip(*expected)
                .all(|((rule, words), (other, letters))| rule == other && words == letters);
        if !same {
            wrong.push(format!("{markdown:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// ESA stands in the glossary of every fixture; PIP and LCWRA do not.
#[test]
fn a_form_that_the_glossary_holds_is_spelled_out_at_first() {
    check(&[
        ("You can get ESA.", &[(HELD, "ESA")]),
        ("Two ESAs came.", &[(HELD, "ESA")]),
        ("Read the ESA’s rules.", &[(HELD, "ESA")]),
        ("You can get **ESA**.", &[(HELD, "ESA")]),
        ("You can get *the ESA*.", &[(HELD, "ESA")]),
        (
            "Read [about ESA](../help/free-advice.md).",
            &[(HELD, "ESA")],
        ),
        ("Say “ESA” to them.", &[(HELD, "ESA")]),
        ("- ESA", &[(HELD, "ESA")]),
        ("| Money |\n| --- |\n| ESA |", &[(HELD, "ESA")]),
        ("Write E.S.A. here.", &[(HELD, "E.S.A")]),
        ("An ESA-related letter.", &[(HELD, "ESA")]),
        ("Money/ESA is paid.", &[(HELD, "ESA")]),
        ("> [!NOTE]\n> ESA is money.", &[(HELD, "ESA")]),
        ("ESA is money. ESA helps. ESA again.", &[(HELD, "ESA")]),
        (
            "You can get ESA. It is Employment and Support Allowance (ESA).",
            &[(HELD, "ESA")],
        ),
        (
            "Employment and Support Allowance is money. You can get ESA.",
            &[(HELD, "ESA")],
        ),
        ("Some money (ESA) comes.", &[(HELD, "ESA")]),
    ]);
}

#[test]
fn a_form_that_is_spelled_out_at_first_is_right() {
    check(&[
        (
            "Employment and Support Allowance (ESA) is money. ESA helps.",
            &[],
        ),
        ("**Employment and Support Allowance** (ESA) is money.", &[]),
        ("Employment and Support Allowance (**ESA**) is money.", &[]),
        ("*Employment and Support Allowance (ESA)* is money.", &[]),
        (
            "[Employment and Support Allowance](../help/free-advice.md) (ESA) is money.",
            &[],
        ),
        (
            "Employment and Support Allowance ([ESA](../help/free-advice.md)) is money.",
            &[],
        ),
        ("Employment and Support Allowance (“ESA”) is money.", &[]),
        ("Employment and Support Allowance, or ESA, is money.", &[]),
        ("Employment & Support Allowance (ESA) is money.", &[]),
        ("You can get ESA (Employment and Support Allowance).", &[]),
        ("You can get ESA, or Employment and Support Allowance.", &[]),
        ("ESA stands for Employment and Support Allowance.", &[]),
        ("- Employment and Support Allowance (ESA)\n- ESA again", &[]),
        (
            "| Employment and Support Allowance (ESA) | ESA |\n| --- | --- |\n| ESA | 1 |",
            &[],
        ),
        (
            "## What is ESA?\n\nIt is Employment and Support Allowance (ESA).",
            &[],
        ),
        (
            "## Employment and Support Allowance (ESA)\n\nESA is money.",
            &[],
        ),
        ("> ESA helped me.", &[]),
        ("Write `ESA` or see www.ESA.org.uk.", &[]),
        ("```letter\nI claim ESA.\n```", &[]),
        ("The esa is small.", &[]),
    ]);
}

#[test]
fn the_short_answer_comes_before_the_body() {
    let page = |summary: &str, body: &str| {
        format!("---\ntitle: What is ESA?\nsummary: {summary}\n---\n{body}\n")
    };
    let spelled_out = page(
        "Employment and Support Allowance (ESA) is money.",
        "ESA helps.",
    );
    let later = page(
        "ESA is money.",
        "Employment and Support Allowance (ESA) helps.",
    );
    check(&[(&spelled_out, &[]), (&later, &[(HELD, "ESA")])]);
}

#[test]
fn a_form_that_nothing_explains_is_found_in_every_shape() {
    check(&[
        ("Ask for PIP.", &[(UNHELD, "PIP")]),
        ("Two LCWRAs came.", &[(UNHELD, "LCWRA")]),
        ("The LCWRA’s rules.", &[(UNHELD, "LCWRA")]),
        ("Ask for **PIP**.", &[(UNHELD, "PIP")]),
        (
            "Ask about [PIP](../help/free-advice.md).",
            &[(UNHELD, "PIP")],
        ),
        ("## What is PIP?\n\nIt is money.", &[(UNHELD, "PIP")]),
        ("## What is PIP?\n\nPIP is money.", &[(UNHELD, "PIP")]),
        ("Say “PIP” to them.", &[(UNHELD, "PIP")]),
        ("| PIP |\n| --- |\n| 1 |", &[(UNHELD, "PIP")]),
        ("- PIP", &[(UNHELD, "PIP")]),
        ("Ask for P.I.P. now.", &[(UNHELD, "P.I.P")]),
        ("Ask for LCW/LCWRA.", &[(UNHELD, "LCW"), (UNHELD, "LCWRA")]),
        ("A PIP-related letter.", &[(UNHELD, "PIP")]),
        ("The R&D people.", &[(UNHELD, "R&D")]),
        ("Send the UC50.", &[(UNHELD, "UC50")]),
        (
            "The DfC and the MoJ wrote.",
            &[(UNHELD, "DfC"), (UNHELD, "MoJ")],
        ),
        ("The IAPTs are busy.", &[(UNHELD, "IAPT")]),
        ("Some money (LCWRA) comes.", &[(UNHELD, "LCWRA")]),
        ("Ask the office (DWP).", &[(UNHELD, "DWP")]),
        (
            "Ask for PIP. Personal Independence Payment (PIP) helps.",
            &[(UNHELD, "PIP")],
        ),
        (
            "Personal Independence Payment is money. Ask for PIP.",
            &[(UNHELD, "PIP")],
        ),
        (
            "---\ntitle: What is PIP?\n---\nIt is money.",
            &[(UNHELD, "PIP")],
        ),
    ]);
}

#[test]
fn a_form_that_is_explained_beside_itself_is_right() {
    check(&[
        (
            "Ask for Personal Independence Payment (PIP). PIP helps. PIPs too.",
            &[],
        ),
        ("Ask for PIP (Personal Independence Payment).", &[]),
        (
            "Ask for **Personal Independence Payment** ([PIP](../help/free-advice.md)).",
            &[],
        ),
        (
            "Personal Independence Payment, also known as PIP, helps.",
            &[],
        ),
        (
            "## What is PIP?\n\nIt is Personal Independence Payment (PIP).",
            &[],
        ),
        (
            "## Personal Independence Payment (PIP)\n\nPIP is money.",
            &[],
        ),
        (
            "---\ntitle: What is PIP?\n---\nIt is Personal Independence Payment (PIP).",
            &[],
        ),
        ("Send the health form (UC50) back. The UC50 is long.", &[]),
        (
            "Work Capability Assessments (WCAs) are tests. A WCA is long.",
            &[],
        ),
        ("Research and development (R&D) is slow.", &[]),
    ]);
}

#[test]
fn other_capitals_are_no_short_forms() {
    check(&[
        ("Books by J. K. Rowling, J.K. Rowling and JK Rowling.", &[]),
        ("MR Smith and DR Jones came.", &[]),
        ("Do NOT sign. You MUST ask. PLEASE READ this. WARNING.", &[]),
        ("YOU MUST SEND THIS BACK NOW.", &[]),
        ("See part III and part XIV, at SW1A 1AA and BT1 5GF.", &[]),
        ("Your number is QQ 12 34 56 C or QQ123456C.", &[]),
        ("Vitamin B12 and D3, and CO2 and H2O.", &[]),
        ("Come at 10 AM or 3 PM. It has 5 MB and size XL.", &[]),
        (
            "The NHS and your GP, in the UK, on TV. Print the PDF on A4.",
            &[],
        ),
        ("Take the M25 and the A12.", &[]),
        ("WorkWell and EastEnders and iPhone and McDonald.", &[]),
    ]);
}

#[test]
fn a_second_place_is_shown_where_it_helps() {
    let label = |markdown: &str, rule: &str| {
        let judged = SiteTest::from_fixture(markdown, false).check();
        let found = judged.findings_of(rule);
        let labels: Vec<_> = found.iter().flat_map(|found| &found.labels).collect();
        labels.first().map(|label| label.text.clone())
    };
    let later = "You can get ESA. It is Employment and Support Allowance (ESA).";
    assert_eq!(
        label(later, HELD).as_deref(),
        Some("spelled out here, later")
    );
    let before = "Employment and Support Allowance is money. You can get ESA.";
    assert_eq!(
        label(before, HELD).as_deref(),
        Some("the full words stand here, without the letters")
    );
    let unheld = "Ask for PIP. Personal Independence Payment (PIP) helps.";
    assert_eq!(
        label(unheld, UNHELD).as_deref(),
        Some("explained here, later")
    );
    assert_eq!(label("Ask for PIP.", UNHELD), None);
}
