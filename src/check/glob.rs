//! Patterns for paths: `content/archive/**`.

/// A pattern for the paths of files, seen from the root of the site.
///
/// `*` stands for any characters of one name, `?` for one character, and `**` for any folders, or
/// for none. A pattern that names a folder stands for everything below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob {
    parts: Vec<String>,
}

impl Glob {
    /// Reads a pattern; `Err` says what is wrong with it.
    pub(super) fn parse(pattern: &str) -> Result<Self, String> {
        if let Some(sign) = pattern.chars().find(|c| "[]{}\\!".contains(*c)) {
            return Err(format!(
                "The pattern “{pattern}” has a “{sign}”. Only *, ** and ? have a meaning here."
            ));
        }
        let parts: Vec<String> = pattern
            .trim_start_matches("./")
            .trim_matches('/')
            .split('/')
            .map(str::to_owned)
            .collect();
        let odd = |part: &String| part.is_empty() || part == "..";
        if parts.iter().any(odd) {
            return Err(format!(
                "“{pattern}” is no pattern for files. Write it from the folder of site.toml on, as in content/archive/**."
            ));
        }
        Ok(Self { parts })
    }

    /// Whether the pattern stands for the file at `path`.
    pub(super) fn holds(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        let is_folders = |part: &String| part == "**";
        // A place for each part: the names before it that the parts so far can stand for.
        let mut reached = vec![false; names.len() + 1];
        reached[0] = true;
        for part in &self.parts {
            let mut next = vec![false; names.len() + 1];
            for (at, open) in reached.iter().enumerate().filter(|(_, open)| **open) {
                if is_folders(part) {
                    next[at..].fill(*open);
                } else if names.get(at).is_some_and(|name| matches_name(part, name)) {
                    next[at + 1] = true;
                }
            }
            reached = next;
        }
        // What is below a folder that the pattern names belongs to it.
        reached.iter().skip(1).any(|reached| *reached)
    }
}

/// Whether a part of a pattern stands for a name, in steps that grow with the two lengths alone.
fn matches_name(pattern: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for sign in pattern.chars() {
        let mut next = vec![false; name.len() + 1];
        for at in (0..=name.len()).filter(|at| reached[*at]) {
            if sign == '*' {
                next[at..].fill(true);
                break;
            }
            if name.get(at).is_some_and(|c| sign == '?' || sign == *c) {
                next[at + 1] = true;
            }
        }
        reached = next;
    }
    reached[name.len()]
}

#[cfg(test)]
mod tests {
    use super::Glob;

    fn holds(pattern: &str, path: &str) -> bool {
        Glob::parse(pattern)
            .expect("the pattern is one")
            .holds(path)
    }

    #[test]
    fn stars_stand_for_names_and_folders() {
        assert!(holds("content/archive/**", "content/archive/2020/old.md"));
        assert!(holds("**/*.draft.md", "content/a/b.draft.md"));
        assert!(holds("**/*.draft.md", "b.draft.md"));
        assert!(holds("content/*/index.md", "content/a/index.md"));
        assert!(holds("content/2?.md", "content/20.md"));
        assert!(holds("./content/old", "content/old/a/b.md"));
    }

    #[test]
    fn other_paths_are_judged() {
        assert!(!holds("content/archive/**", "content/archives/old.md"));
        assert!(!holds("content/*/index.md", "content/a/b/index.md"));
        assert!(!holds("**/*.draft.md", "content/b.md"));
        assert!(!holds("archive/**", "content/archive/old.md"));
        assert!(!holds("content/2?.md", "content/2.md"));
    }

    #[test]
    fn a_pattern_of_stars_takes_no_time() {
        let pattern = format!("{}b", "a*".repeat(200));
        assert!(!holds(&pattern, &"a".repeat(5_000)));
    }

    #[test]
    fn other_signs_are_refused() {
        assert!(Glob::parse("content/{a,b}").is_err());
        assert!(Glob::parse("").is_err());
        assert!(Glob::parse("../other/**").is_err());
    }
}
