//! `required-version`: the version of the tool that a site is written for.
//!
//! ```toml
//! required-version = "0.1"   # this version, or a later one that reads the same sites
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::{ConfigError, FILE_NAME};

/// The version of this tool.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// The one key that is read before all others.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "required-version")]
    required_version: Option<Spanned<String>>,
}

/// Refuses a site that asks for another version. A file that is no TOML is left to others.
pub(super) fn check(text: &str) -> Result<(), ConfigError> {
    let Ok(Written {
        required_version: Some(required),
    }) = toml::from_str::<Written>(text)
    else {
        return Ok(());
    };
    let wanted = required.get_ref();
    let problem = match parts(wanted) {
        None => format!(
            "`required-version` should be a version such as \"{OWN}\" or \"0.1\", found “{wanted}”."
        ),
        Some(_) if is_compatible(wanted, OWN) => return Ok(()),
        Some(_) => format!(
            "This site asks for Plainly {wanted} or a later version that goes with it. This is Plainly {OWN}. Install the one that the site asks for, or change `required-version`."
        ),
    };
    let at = required.span().start;
    Err(ConfigError::new(FILE_NAME, text, vec![(at, problem)]))
}

/// Whether `own` can take the place of `wanted`: it is no older, and no number that marks a break
/// differs. Before version 1 the second number marks one, then the first.
fn is_compatible(wanted: &str, own: &str) -> bool {
    let (Some(wanted), Some(own)) = (parts(wanted), parts(own)) else {
        return false;
    };
    let marks = if wanted[0] == 0 { 2 } else { 1 };
    own >= wanted && own[..marks] == wanted[..marks]
}

/// The three numbers of a version; those that are left out are 0.
fn parts(version: &str) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    let written: Vec<&str> = version.split('.').collect();
    if written.len() > numbers.len() {
        return None;
    }
    for (number, part) in numbers.iter_mut().zip(written) {
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{OWN, check, is_compatible};

    #[test]
    fn the_same_version_and_later_ones_fit() {
        for (wanted, own, expected) in [
            ("0.1", "0.1.0", true),
            ("0.1.0", "0.1.7", true),
            ("0.1.2", "0.1.1", false),
            ("0.1", "0.2.0", false),
            ("0.2", "0.1.0", false),
            ("1.2", "1.3.0", true),
            ("1.2", "2.0.0", false),
            ("1", "1.0.0", true),
        ] {
            assert_eq!(is_compatible(wanted, own), expected, "{wanted} {own}");
        }
    }

    #[test]
    fn a_site_for_another_version_is_refused_before_its_unknown_keys() {
        let text = "required-version = \"99.0\"\n[new-table]\nkey = 1\n";
        let error = check(text).expect_err("no such version").to_string();
        assert!(error.starts_with("site.toml:1:20: "), "{error}");
        assert!(error.contains("99.0") && error.contains(OWN), "{error}");
    }

    #[test]
    fn words_are_no_version() {
        let error = check("required-version = \"latest\"\n").expect_err("it is no version");
        assert!(error.to_string().contains("“latest”"), "{error}");
    }
}
