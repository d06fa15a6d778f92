//! What can go wrong while pages are drawn. It is always the theme, never the content.

/// A theme that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template has a mistake at a line.
    #[error(
        "The template {template} has a mistake in line {line}: {problem}\nMend that line in your theme, or delete the file to get the built-in one back."
    )]
    Template {
        /// Its path below `templates/`.
        template: String,
        /// The line, counted from 1.
        line: usize,
        /// What the template engine says.
        problem: String,
    },
    /// The templates do not fit together: a name that is not there, or a circle.
    #[error(
        "The templates do not fit together: {problem}\nThe built-in templates fit, so look in those of your theme: {own}. A name after `extends` or `include`, a block, or a filter is not there, or a block that others fill is missing."
    )]
    Templates {
        /// The templates of the site itself.
        own: String,
        /// What the template engine says.
        problem: String,
    },
    /// A file of the interface's words has a mistake at a line.
    #[error(
        "The file words/{language}.toml of the theme has a mistake in line {line}: {problem}\nEach line is a name and its words, as in home = \"Home\"."
    )]
    Words {
        /// The language that names the file.
        language: String,
        /// The line, counted from 1.
        line: usize,
        /// What the reader of the file says.
        problem: String,
    },
    /// A template is not UTF-8 text.
    #[error("The template {template} is not UTF-8 text.\nSave it again as UTF-8 in your editor.")]
    NotText {
        /// Its path below `templates/` or `words/`.
        template: String,
    },
}

impl RenderError {
    /// Names the template and the line, where the engine knows them.
    pub(super) fn template(asked_for: &str, error: &tera::Error) -> Self {
        match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                Self::Template {
                    template: report.filename().to_owned(),
                    line: report.span().start_line,
                    problem: report.message().to_owned(),
                }
            }
            _ => Self::Templates {
                own: asked_for.to_owned(),
                problem: error.to_string(),
            },
        }
    }

    /// Names the template and the line, or else the templates of the site itself.
    pub(super) fn templates(own: &[String], error: &tera::Error) -> Self {
        Self::template(&own.join(", "), error)
    }
}
