//! Finds pictures that say nothing to a reader who cannot see them.

use crate::check::{
    Group, Level, OptionMeta, OptionValue, PageContext, Rule, RuleMeta, Scope, Sink,
};
use crate::document::{InlineKind, Link, plain_text};

pub(super) struct MissingAlt;

static META: RuleMeta = RuleMeta {
    id: "missing-alt",
    group: Group::Shape,
    level: Level::Error,
    scope: Scope::Text,
    english_only: false,
    always: false,
    priority: 0,
    options: &[OptionMeta {
        name: "words",
        default: OptionValue::Words(&[
            "a photo",
            "a picture",
            "alt",
            "alt text",
            "an image",
            "banner",
            "chart",
            "clipart",
            "description",
            "diagram",
            "figure",
            "graph",
            "graphic",
            "header",
            "header image",
            "icon",
            "illustration",
            "image",
            "image description",
            "img",
            "photo",
            "photograph",
            "pic",
            "picture",
            "placeholder",
            "screen shot",
            "screenshot",
            "stock photo",
            "table",
            "thumbnail",
            "untitled",
        ]),
        doc: "Words that say nothing about a picture by themselves.",
    }],
    doc: include_str!("missing_alt.md"),
};

/// Endings of the names of pictures.
const ENDINGS: [&str; 9] = [
    ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tiff", ".webp",
];

/// How cameras and telephones begin the names of pictures.
const CAMERA_NAMES: [&str; 6] = ["dcim", "dsc", "dscf", "img", "pxl", "screenshot"];

impl Rule for MissingAlt {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check_page(&self, context: &PageContext<'_>, sink: &mut Sink) {
        let useless = context.words(&META, "words");
        context.visit_inlines(&mut |inline, _| {
            let InlineKind::Image(link) = &inline.kind else {
                return;
            };
            let alt = plain_text(&link.children, &|id| context.site.fact_text(id));
            let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
            let message = if !alt.contains(char::is_alphanumeric) {
                "This picture has no words for those who cannot see it".to_owned()
            } else if is_file_name(&alt, link) {
                format!("“{alt}” is the name of the file, not what the picture shows")
            } else if context.page.language == "en" && says_nothing(&alt, &useless) {
                format!("“{alt}” does not say what the picture shows")
            } else {
                return;
            };
            let finding = context
                .finding_at(&META, inline.span, message)
                .because("A screen reader reads these words in place of the picture. They also stand there while the picture loads.")
                .help("Write between the square brackets what the picture tells the reader: “The date stands at the top right of the letter”.");
            sink.push(finding);
        });
    }
}

/// "photo", "Image 3"
fn says_nothing(alt: &str, useless: &[&str]) -> bool {
    let plain = alt.trim_matches(|c: char| !c.is_alphanumeric());
    let unnumbered = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let unnumbered = unnumbered.to_lowercase();
    unnumbered.is_empty() || useless.contains(&unnumbered.as_str())
}

/// `letter.png`, `IMG_2031`, or the name in the address itself.
fn is_file_name(alt: &str, link: &Link) -> bool {
    let lower = alt.to_lowercase();
    let ends_as_a_file = ENDINGS.iter().any(|ending| lower.ends_with(ending));
    let path = link
        .destination
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    // A name of one plain word, such as "kettle.png", may well say what the picture shows.
    let is_made_up = stem.contains(['-', '_']) || stem.contains(|c: char| c.is_ascii_digit());
    let is_stem = is_made_up && lower == stem;
    (ends_as_a_file && !alt.contains(' ')) || is_stem || is_camera_name(&lower)
}

/// `img_2031`, `dsc 0004`
fn is_camera_name(lower: &str) -> bool {
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = lower.len() - letters.len();
    let letters = letters.trim_end_matches(['_', '-', ' ']);
    digits >= 3 && CAMERA_NAMES.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::{is_file_name, says_nothing};
    use crate::document::Link;

    fn is_name(alt: &str, destination: &str) -> bool {
        let link = Link {
            destination: destination.to_owned(),
            title: String::new(),
            children: Vec::new(),
        };
        is_file_name(alt, &link)
    }

    #[test]
    fn names_of_files_are_known() {
        assert!(is_name("letter.PNG", "a.png"));
        assert!(is_name("IMG_2031", "a.png"));
        assert!(is_name("appeal-form-2", "../pictures/appeal-form-2.png"));
        assert!(!is_name("appeal form", "../pictures/appeal-form.png"));
        assert!(!is_name("kettle", "kettle.png"));
        assert!(!is_name("The form SSCS1", "form.png"));
        assert!(!is_name("Save it as letter.png", "a.png"));
    }

    #[test]
    fn a_word_for_any_picture_says_nothing() {
        let useless = ["image"];
        for alt in ["image", "Image 3", "[IMAGE]", "12"] {
            assert!(says_nothing(alt, &useless), "{alt}");
        }
        assert!(!says_nothing("The image of a stamp", &useless));
    }
}
