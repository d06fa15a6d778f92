//! The list of what Plainly wrote, kept inside the built site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::OutputPath;

/// The manifest's name in the built site.
pub const MANIFEST_NAME: &str = ".plainly-manifest.json";

/// The format of the manifest.
const VERSION: u32 = 1;

/// What Plainly wrote, and the mark that it made the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format, 1.
    pub version: u32,
    /// `plainly` and its version.
    pub generator: String,
    /// Each file with its BLAKE3 hash in hex.
    pub files: BTreeMap<OutputPath, String>,
}

impl Manifest {
    /// The manifest of a site that this program writes.
    pub fn new(files: BTreeMap<OutputPath, String>) -> Self {
        Self {
            version: VERSION,
            generator: format!("plainly {}", env!("CARGO_PKG_VERSION")),
            files,
        }
    }

    /// Reads a manifest; `None` if it is damaged or of another format.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// The manifest as JSON; the same files give the same bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json =
            serde_json::to_vec_pretty(self).expect("text keys and text values are always JSON");
        json.push(b'\n');
        json
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Manifest, OutputPath};

    #[test]
    fn a_manifest_reads_what_it_wrote() {
        let path = OutputPath::new("a/\"b\".html".replace('"', "'")).expect("the path is good");
        let manifest = Manifest::new(BTreeMap::from([(path, "00ff".to_owned())]));
        assert_eq!(Manifest::read(&manifest.to_json()), Some(manifest));
    }

    #[test]
    fn a_damaged_or_foreign_manifest_is_none() {
        for bytes in [
            "",
            "{",
            r#"{"version":2,"generator":"plainly 9","files":{}}"#,
            r#"{"version":1,"generator":"x","files":{"../a":"00"}}"#,
        ] {
            assert_eq!(Manifest::read(bytes.as_bytes()), None, "{bytes}");
        }
    }
}
