//! Puts English words and phrases into other forms: verbs by their first word, nouns by the
//! word that names the thing.

/// A form of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands in a list: "help", "meeting".
    Base,
    /// "helps"
    ThirdPerson,
    /// "gave", where the participle differs.
    Past,
    /// "given", where the past differs.
    Participle,
    /// "helped", which is both.
    PastOrParticiple,
    /// "helping"
    Ing,
    /// "meetings"
    Plural,
}

/// Verbs whose past is not made with -ed: base, past, participle.
const IRREGULAR_VERBS: &[(&str, &str, &str)] = &[
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("bite", "bit", "bitten"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"),
    ("forgo", "forwent", "forgone"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grind", "ground", "ground"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("mislay", "mislaid", "mislaid"),
    ("oversee", "oversaw", "overseen"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("repay", "repaid", "repaid"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shed", "shed", "shed"),
    ("shine", "shone", "shone"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("strive", "strove", "striven"),
    ("sweep", "swept", "swept"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("tread", "trod", "trodden"),
    ("undergo", "underwent", "undergone"),
    ("understand", "understood", "understood"),
    ("undertake", "undertook", "undertaken"),
    ("undo", "undid", "undone"),
    ("uphold", "upheld", "upheld"),
    ("upset", "upset", "upset"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("write", "wrote", "written"),
];

/// Longer verbs that double their last letter because it is stressed.
const DOUBLING_VERBS: &[&str] = &[
    "acquit", "admit", "begin", "commit", "concur", "confer", "defer", "deter", "embed", "equip",
    "forget", "incur", "infer", "occur", "omit", "permit", "prefer", "recur", "refer", "remit",
    "submit", "transfer", "transmit", "underpin", "upset",
];

/// Nouns whose plural is not made with -s.
const IRREGULAR_NOUNS: &[(&str, &str)] = &[
    ("child", "children"),
    ("criterion", "criteria"),
    ("man", "men"),
    ("person", "people"),
    ("woman", "women"),
];

/// Nouns that have no plural in the sense that the lists use.
const WITHOUT_PLURAL: &[&str] = &[
    "advice",
    "care",
    "evidence",
    "goods",
    "help",
    "information",
    "money",
    "news",
    "people",
    "proof",
    "rent",
    "staff",
    "support",
    "training",
    "work",
    "you",
];

/// Words after which a noun phrase no longer names the thing: "point | of contact".
const AFTER_NOUN: &[&str] = &[
    "about", "at", "by", "for", "from", "in", "of", "on", "that", "to", "when", "who", "with",
    "you",
];

/// The forms in which a verb can be met, its base among them.
pub(super) fn verb_forms(verb: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(verb.to_owned(), Form::Base)];
    for form in [
        Form::ThirdPerson,
        Form::Past,
        Form::Participle,
        Form::PastOrParticiple,
        Form::Ing,
    ] {
        forms.extend(inflect_verb(verb, form).map(|word| (word, form)));
    }
    forms
}

/// The verb in a form, or `None` if it has no such form of its own: "gave" is not both a past and
/// a participle, and "helped" is not one of them alone.
pub(super) fn inflect_verb(verb: &str, form: Form) -> Option<String> {
    let (head, rest) = verb.split_once(' ').unwrap_or((verb, ""));
    if head == "not" {
        return negated(rest, form);
    }
    if head == "be" || head.ends_with(|c: char| !c.is_ascii_lowercase()) {
        return (form == Form::Base).then(|| verb.to_owned());
    }
    let irregular = IRREGULAR_VERBS.iter().find(|(base, _, _)| *base == head);
    let same = irregular.is_none_or(|(_, past, participle)| past == participle);
    let head = match (form, irregular) {
        (Form::Base, _) => head.to_owned(),
        (Form::ThirdPerson, _) => third_person(head),
        (Form::Ing, _) => ing(head),
        (Form::PastOrParticiple, Some((_, past, _))) if same => (*past).to_owned(),
        (Form::PastOrParticiple, None) => ed(head),
        (Form::Past, Some((_, past, _))) if !same => (*past).to_owned(),
        (Form::Participle, Some((_, _, participle))) if !same => (*participle).to_owned(),
        _ => return None,
    };
    Some(if rest.is_empty() {
        head
    } else {
        format!("{head} {rest}")
    })
}

/// The form of a verb that is not done: "does not reply", "not replying".
fn negated(verb: &str, form: Form) -> Option<String> {
    let helper = match form {
        Form::Base => "do ",
        Form::ThirdPerson => "does ",
        Form::Past => "did ",
        Form::Ing => "",
        Form::Participle | Form::PastOrParticiple | Form::Plural => return None,
    };
    let verb = if form == Form::Ing {
        inflect_verb(verb, form)?
    } else {
        verb.to_owned()
    };
    Some(format!("{helper}not {verb}"))
}

/// The plural of a noun, or of the noun that a phrase is about: "points of contact".
pub(super) fn plural(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let after = words
        .iter()
        .skip(1)
        .position(|word| AFTER_NOUN.contains(word));
    let at = after.unwrap_or(words.len().saturating_sub(1));
    let inflected = words.iter().enumerate().map(|(index, word)| {
        if index == at {
            plural_word(word)
        } else {
            (*word).to_owned()
        }
    });
    inflected.collect::<Vec<_>>().join(" ")
}

/// The plural of one noun.
pub(super) fn plural_word(noun: &str) -> String {
    if WITHOUT_PLURAL.contains(&noun) {
        return noun.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR_NOUNS
        .iter()
        .find(|(singular, _)| *singular == noun)
    {
        return (*plural).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("sis") {
        return format!("{stem}ses");
    }
    with_s(noun)
}

fn third_person(verb: &str) -> String {
    if verb == "have" {
        "has".to_owned()
    } else {
        with_s(verb)
    }
}

fn with_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| word.ends_with(end));
    if hisses || matches!(word, "do" | "go" | "forgo" | "undergo") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn ed(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if let Some(stem) = consonant_y(verb) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(verb))
    }
}

fn ing(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| verb.ends_with(end));
    match verb.strip_suffix('e') {
        Some(stem) if !keeps_e && !stem.is_empty() => format!("{stem}ing"),
        _ => format!("{}ing", doubled(verb)),
    }
}

/// The word without its y, if that follows a consonant.
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    stem.ends_with(|c: char| !is_vowel(c)).then_some(stem)
}

/// The verb with its last letter twice, where it is written so before -ed and -ing.
fn doubled(verb: &str) -> String {
    let mut end = verb.chars().rev();
    let (Some(last), Some(vowel), before) = (end.next(), end.next(), end.next()) else {
        return verb.to_owned();
    };
    let short = !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y' | 'h')
        && is_vowel(vowel)
        && before.is_none_or(|before| !is_vowel(before) || verb.contains("qu"));
    // British spelling doubles an l whether it is stressed or not.
    let own = verb.rsplit('-').next().unwrap_or(verb);
    let stressed = last == 'l' || vowel_groups(verb) == 1 || DOUBLING_VERBS.contains(&own);
    if short && stressed {
        format!("{verb}{last}")
    } else {
        verb.to_owned()
    }
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for character in word.chars() {
        let vowel = is_vowel(character) || character == 'y';
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

const fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Other spellings of the same words: -ize for -ise, -or for -our.
pub(super) fn spellings(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut found = Vec::new();
    for (from, to, shortest) in [("is", "iz", 6), ("our", "or", 6)] {
        let changed = words.iter().map(|word| {
            if word.len() < shortest {
                (*word).to_owned()
            } else {
                respelled(word, from, to)
            }
        });
        let changed = changed.collect::<Vec<_>>().join(" ");
        if changed != phrase {
            found.push(changed);
        }
    }
    found
}

/// The word with its British ending `from` as `to`. What is no word does no harm in a list of
/// words to look for.
fn respelled(word: &str, from: &str, to: &str) -> String {
    const AFTER: [&str; 14] = [
        "e", "es", "ed", "ing", "ation", "ations", "er", "ers", "", "s", "able", "ably", "ee",
        "ees",
    ];
    let split = AFTER.iter().find_map(|ending| {
        // "-is" and "-iss" are no such endings.
        if from == "is" && matches!(*ending, "" | "s" | "able" | "ably" | "ee" | "ees") {
            return None;
        }
        let stem = word.strip_suffix(ending)?.strip_suffix(from)?;
        Some(format!("{stem}{to}{ending}"))
    });
    split.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Form, inflect_verb, plural, spellings, verb_forms};

    fn forms(verb: &str) -> Vec<String> {
        verb_forms(verb).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn regular_verbs_take_their_endings() {
        assert_eq!(
            forms("facilitate"),
            ["facilitate", "facilitates", "facilitated", "facilitating"]
        );
        assert_eq!(
            forms("notify"),
            ["notify", "notifies", "notified", "notifying"]
        );
        assert_eq!(forms("help"), ["help", "helps", "helped", "helping"]);
        assert_eq!(
            forms("address"),
            ["address", "addresses", "addressed", "addressing"]
        );
    }

    #[test]
    fn last_letters_double_where_they_are_stressed() {
        assert_eq!(
            forms("submit"),
            ["submit", "submits", "submitted", "submitting"]
        );
        assert_eq!(forms("stop"), ["stop", "stops", "stopped", "stopping"]);
        assert_eq!(
            forms("signal"),
            ["signal", "signals", "signalled", "signalling"]
        );
        assert_eq!(
            forms("appeal"),
            ["appeal", "appeals", "appealed", "appealing"]
        );
        assert_eq!(
            forms("review"),
            ["review", "reviews", "reviewed", "reviewing"]
        );
        assert_eq!(forms("visit"), ["visit", "visits", "visited", "visiting"]);
        assert_eq!(
            forms("cross-refer"),
            [
                "cross-refer",
                "cross-refers",
                "cross-referred",
                "cross-referring"
            ]
        );
    }

    #[test]
    fn irregular_verbs_keep_past_and_participle_apart() {
        let expected = [
            "undertake",
            "undertakes",
            "undertook",
            "undertaken",
            "undertaking",
        ];
        assert_eq!(forms("undertake"), expected);
        assert!(forms("forget").contains(&"forgetting".to_owned()));
        assert_eq!(inflect_verb("give", Form::PastOrParticiple), None);
        assert_eq!(
            inflect_verb("tell", Form::PastOrParticiple).as_deref(),
            Some("told")
        );
    }

    #[test]
    fn the_first_word_of_a_verb_phrase_changes() {
        assert_eq!(
            inflect_verb("make easier", Form::Ing).as_deref(),
            Some("making easier")
        );
        assert_eq!(
            inflect_verb("find out", Form::ThirdPerson).as_deref(),
            Some("finds out")
        );
        assert_eq!(inflect_verb("be able to", Form::ThirdPerson), None);
    }

    #[test]
    fn what_is_not_done_has_forms_too() {
        let not = |form| inflect_verb("not come to", form);
        assert_eq!(not(Form::Past).as_deref(), Some("did not come to"));
        assert_eq!(not(Form::ThirdPerson).as_deref(), Some("does not come to"));
        assert_eq!(not(Form::Ing).as_deref(), Some("not coming to"));
        assert_eq!(not(Form::PastOrParticiple), None);
    }

    #[test]
    fn the_noun_that_a_phrase_is_about_becomes_plural() {
        assert_eq!(plural("service user"), "service users");
        assert_eq!(plural("point of contact"), "points of contact");
        assert_eq!(plural("person"), "people");
        assert_eq!(plural("analysis"), "analyses");
        assert_eq!(plural("remedy"), "remedies");
    }

    #[test]
    fn american_spellings_are_known() {
        assert_eq!(spellings("prioritises"), ["prioritizes"]);
        assert_eq!(spellings("utilisation"), ["utilization"]);
        assert_eq!(spellings("endeavours to"), ["endeavors to"]);
        assert!(spellings("for your hours").is_empty());
    }
}
