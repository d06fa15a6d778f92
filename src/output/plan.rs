//! Everything that the built site will hold, before any of it is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::OutputPath;

/// What a file of the built site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file on disk.
    Copy(PathBuf),
}

/// Every file of the built site, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    files: BTreeMap<OutputPath, Content>,
    /// Each file and folder as a system that knows no capitals sees it.
    places: BTreeMap<String, Place>,
}

/// A name that is taken.
#[derive(Debug, Clone)]
struct Place {
    /// The path as it is spelled.
    spelled: String,
    /// Whether it is a folder.
    is_folder: bool,
    /// The file that took it first.
    owner: OutputPath,
}

/// Two files that cannot both be in the built site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Collision {
    /// Two files want the same path, with different content.
    #[error(
        "two different files want to be {path} in the built site.\nRename one of the two pages or files."
    )]
    SamePath {
        /// The path.
        path: OutputPath,
    },
    /// One path is a file, and a folder of another.
    #[error(
        "{file} is a file of the built site, and {inside} needs a folder of that name.\nRename one of the two pages or files."
    )]
    FileAndFolder {
        /// The file.
        file: OutputPath,
        /// A file inside the folder.
        inside: OutputPath,
    },
    /// Two paths differ only in capitals, so that Windows and macOS take them for one.
    #[error(
        "{first} and {second} differ only in capital letters; Windows and macOS take them for one place.\nGive both the same capitals, or rename one of them."
    )]
    Capitals {
        /// The path that was there first.
        first: OutputPath,
        /// The path that was refused.
        second: OutputPath,
    },
}

impl Plan {
    /// A site without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// The same file with the same content may be added again; anything else that wants a place
    /// which is taken is refused, and the plan stays as it was.
    pub fn insert(&mut self, path: OutputPath, content: Content) -> Result<(), Collision> {
        if let Some(there) = self.files.get(&path) {
            if *there == content {
                return Ok(());
            }
            return Err(Collision::SamePath { path });
        }
        for folder in path.folders() {
            self.check_place(folder, true, &path)?;
        }
        self.check_place(path.as_str(), false, &path)?;
        for folder in path.folders() {
            self.take_place(folder, true, &path);
        }
        self.take_place(path.as_str(), false, &path);
        self.files.insert(path, content);
        Ok(())
    }

    /// The files and what they hold.
    pub fn files(&self) -> &BTreeMap<OutputPath, Content> {
        &self.files
    }

    fn check_place(
        &self,
        spelled: &str,
        is_folder: bool,
        wanted_by: &OutputPath,
    ) -> Result<(), Collision> {
        let Some(there) = self.places.get(&spelled.to_lowercase()) else {
            return Ok(());
        };
        if there.spelled != spelled {
            return Err(Collision::Capitals {
                first: there.owner.clone(),
                second: wanted_by.clone(),
            });
        }
        match (there.is_folder, is_folder) {
            (true, false) => Err(Collision::FileAndFolder {
                file: wanted_by.clone(),
                inside: there.owner.clone(),
            }),
            (false, true) => Err(Collision::FileAndFolder {
                file: there.owner.clone(),
                inside: wanted_by.clone(),
            }),
            (true, true) | (false, false) => Ok(()),
        }
    }

    fn take_place(&mut self, spelled: &str, is_folder: bool, owner: &OutputPath) {
        self.places
            .entry(spelled.to_lowercase())
            .or_insert_with(|| Place {
                spelled: spelled.to_owned(),
                is_folder,
                owner: owner.clone(),
            });
    }
}

#[cfg(test)]
mod tests {
    use super::{Collision, Content, OutputPath, Plan};

    fn path(path: &str) -> OutputPath {
        OutputPath::new(path).expect("the path is good")
    }

    fn insert(plan: &mut Plan, to: &str) -> Result<(), Collision> {
        plan.insert(path(to), Content::Bytes(to.into()))
    }

    fn after(first: &str, second: &str) -> Option<Collision> {
        let mut plan = Plan::new();
        insert(&mut plan, first).expect("the plan is empty");
        insert(&mut plan, second).err()
    }

    #[test]
    fn two_files_in_one_folder_are_fine() {
        assert_eq!(after("a/b", "a/c"), None);
    }

    #[test]
    fn the_same_file_twice_is_fine() {
        assert_eq!(after("a", "a"), None);
    }

    #[test]
    fn another_content_at_the_same_path_is_refused() {
        let mut plan = Plan::new();
        insert(&mut plan, "a").expect("the plan is empty");
        let second = plan.insert(path("a"), Content::Bytes(b"other".to_vec()));
        assert_eq!(second, Err(Collision::SamePath { path: path("a") }));
        assert_eq!(plan.files()[&path("a")], Content::Bytes(b"a".to_vec()));
    }

    #[test]
    fn a_file_cannot_be_a_folder_in_either_order() {
        let (file, inside) = (path("a"), path("a/b"));
        let collision = Some(Collision::FileAndFolder { file, inside });
        assert_eq!(after("a", "a/b"), collision);
        assert_eq!(after("a/b", "a"), collision);
    }

    #[test]
    fn capitals_make_no_difference() {
        for (first, second) in [
            ("a.html", "A.html"),
            ("É", "é"),
            ("Fax/a", "fax/b"),
            ("x", "X/y"),
        ] {
            let (first, second) = (path(first), path(second));
            let collision = after(first.as_str(), second.as_str());
            assert_eq!(collision, Some(Collision::Capitals { first, second }));
        }
    }
}
