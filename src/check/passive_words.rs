//! Words around a passive verb: what may stand between its parts, and what only looks like one.

/// Words that often stand before a noun, as in "paid work".
pub(super) const BEFORE_NOUNS: [&str; 20] = [
    "accepted",
    "added",
    "agreed",
    "approved",
    "assisted",
    "extended",
    "increased",
    "lost",
    "paid",
    "permitted",
    "planned",
    "protected",
    "recommended",
    "reduced",
    "repeated",
    "shared",
    "sheltered",
    "supported",
    "trusted",
    "written",
];

/// Words that can follow a participle without being the noun it describes.
pub(super) const AFTER_VERBS: [&str; 66] = [
    "a", "about", "after", "again", "against", "all", "an", "and", "any", "anything", "are", "as",
    "at", "away", "back", "be", "because", "before", "between", "but", "by", "down", "during",
    "each", "enough", "every", "extra", "for", "from", "here", "how", "if", "in", "into", "is",
    "it", "last", "later", "less", "long", "money", "more", "next", "no", "not", "nothing", "off",
    "on", "once", "only", "or", "out", "over", "since", "so", "some", "straight", "than", "that",
    "the", "then", "this", "to", "until", "what", "when",
];
pub(super) const MORE_AFTER_VERBS: [&str; 18] = [
    "there", "through", "too", "today", "tomorrow", "twice", "under", "unless", "up", "very",
    "well", "where", "which", "while", "who", "with", "within", "without",
];

/// Helping verbs, which belong to the words that are shown.
pub(super) const HELPING: [&str; 19] = [
    "will", "would", "can", "cannot", "could", "may", "might", "must", "should", "shall", "has",
    "have", "had", "is", "are", "was", "were", "be", "been",
];

/// Adverbs without -ly that stand inside a verb.
pub(super) const ADVERBS: [&str; 22] = [
    "not",
    "never",
    "also",
    "still",
    "now",
    "already",
    "often",
    "always",
    "only",
    "just",
    "then",
    "soon",
    "even",
    "once",
    "first",
    "all",
    "both",
    "ever",
    "sometimes",
    "later",
    "well",
    "being",
];

/// Words that end in -ly and are no adverbs.
pub(super) const NOT_ADVERBS: [&str; 6] =
    ["apply", "reply", "rely", "family", "supply", "multiply"];

pub(super) const SUBJECTS: [&str; 10] = [
    "you", "it", "they", "we", "he", "she", "i", "this", "that", "anyone",
];

pub(super) const ASKING: [&str; 7] = ["how", "why", "when", "where", "what", "if", "and"];

/// What can follow "by" without being who did it.
pub(super) const NOT_DOERS: [&str; 47] = [
    "1",
    "april",
    "august",
    "bank",
    "cash",
    "cheque",
    "christmas",
    "date",
    "day",
    "december",
    "default",
    "email",
    "february",
    "friday",
    "hand",
    "itself",
    "january",
    "july",
    "june",
    "law",
    "letter",
    "line",
    "march",
    "mistake",
    "monday",
    "november",
    "now",
    "october",
    "phone",
    "post",
    "reference",
    "return",
    "saturday",
    "september",
    "sunday",
    "text",
    "then",
    "thursday",
    "tomorrow",
    "tuesday",
    "video",
    "virtue",
    "wednesday",
    "which",
    "how",
    "what",
    "when",
];
