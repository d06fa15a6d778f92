//! Walks a folder and reads what is in it, in an order that never changes.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{SourceError, SourceFile, SourceId, Span};

/// The largest text file that is read: 8 MB.
pub const MAX_FILE_BYTES: u64 = 8_000_000;

/// How much of an unreadable file is kept, to show where the trouble is.
const KEPT_BYTES: usize = 64 * 1024;

/// A file that is not text for us: an image, a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetFile {
    /// Path from the site's root, with `/`.
    pub path: String,
    /// Where it is on disk.
    pub disk: PathBuf,
    /// Width and height in pixels, if it is a picture whose size can be read.
    pub size: Option<(usize, usize)>,
}

/// A file that was found and could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadProblem {
    /// The file; its text is kept up to the trouble.
    pub source: SourceId,
    /// What is wrong with it.
    pub kind: ReadProblemKind,
    /// The place of the trouble.
    pub span: Span,
}

/// What is wrong with a file that could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadProblemKind {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The file holds a NUL, so it is not text.
    HoldsNul,
    /// The file has this many bytes, over [`MAX_FILE_BYTES`].
    TooLarge(u64),
    /// The file is a link to somewhere else, which is not followed.
    SymbolicLink,
    /// This is a device or a pipe, which has no end to read to.
    NotAFile,
}

/// Every text file of a run, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    files: Vec<SourceFile>,
    /// Files that are not text, in the order of their paths.
    pub assets: Vec<AssetFile>,
    /// Files that could not be used.
    pub problems: Vec<ReadProblem>,
}

impl SourceSet {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads every file below `folder`, whose path from the site's root is `prefix`.
    ///
    /// Markdown, and YAML data at the top of the folder, become source files, all else an asset.
    /// Names that begin with a dot are passed over.
    pub fn read(root: &Path, prefix: &str) -> Result<Self, SourceError> {
        let folder = root.join(prefix);
        if !folder.is_dir() {
            return Err(SourceError::Missing { path: folder });
        }
        let mut set = Self::new();
        let walk = WalkDir::new(&folder)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for entry in walk {
            let entry = entry.map_err(|error| walk_error(&folder, error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = site_path(root, entry.path());
            if entry.file_type().is_symlink() {
                set.push_problem(
                    path,
                    String::new(),
                    ReadProblemKind::SymbolicLink,
                    Span::at(0),
                );
            } else if is_source(&path, entry.depth()) {
                set.read_file(entry.path(), path)?;
            } else if entry.file_type().is_file() {
                let disk = entry.path().to_owned();
                let size = imagesize::size(&disk).ok();
                let size = size.map(|size| (size.width, size.height));
                set.assets.push(AssetFile { path, disk, size });
            }
        }
        Ok(set)
    }

    /// Reads one file and shows it under `path`.
    pub fn read_file(&mut self, disk: &Path, path: String) -> Result<SourceId, SourceError> {
        let about = fs::metadata(disk).map_err(|error| SourceError::reading(disk, error))?;
        if !about.is_file() {
            return Ok(self.push_problem(
                path,
                String::new(),
                ReadProblemKind::NotAFile,
                Span::at(0),
            ));
        }
        if about.len() > MAX_FILE_BYTES {
            let kind = ReadProblemKind::TooLarge(about.len());
            return Ok(self.push_problem(path, String::new(), kind, Span::at(0)));
        }
        let bytes = fs::read(disk).map_err(|error| SourceError::reading(disk, error))?;
        Ok(self.push_bytes(path, bytes))
    }

    /// Takes the bytes of a file that came from somewhere else, such as standard input.
    pub fn push_bytes(&mut self, path: impl Into<String>, bytes: Vec<u8>) -> SourceId {
        let path = path.into();
        if bytes.len() as u64 > MAX_FILE_BYTES {
            let kind = ReadProblemKind::TooLarge(bytes.len() as u64);
            return self.push_problem(path, String::new(), kind, Span::at(0));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let kept = error.into_bytes();
                let kept = kept.get(..at).unwrap_or_default();
                let (text, span) = kept_text(&String::from_utf8_lossy(kept));
                return self.push_problem(path, text, ReadProblemKind::NotUtf8, span);
            }
        };
        if let Some(at) = text.find('\0') {
            let (text, span) = kept_text(text.get(..at).unwrap_or_default());
            return self.push_problem(path, text, ReadProblemKind::HoldsNul, span);
        }
        self.push_text(path, text)
    }

    /// Adds a text as a file.
    pub fn push_text(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(self.files.len());
        self.files.push(SourceFile::new(id, path, text));
        id
    }

    /// Gives a file another text, as an edit does.
    ///
    /// # Panics
    /// If `id` came from another set.
    pub fn replace_text(&mut self, id: SourceId, text: String) {
        let file = self
            .files
            .get_mut(id.0)
            .expect("a source id is only ever made by its own set");
        *file = SourceFile::new(id, std::mem::take(&mut file.path), text);
    }

    /// All files, in the order of their ids.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The files that can be used as pages or data: those without a [`ReadProblem`].
    pub fn readable(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| {
            !self
                .problems
                .iter()
                .any(|problem| problem.source == file.id)
        })
    }

    /// One file of this set.
    ///
    /// # Panics
    /// If `id` came from another set.
    pub fn file(&self, id: SourceId) -> &SourceFile {
        self.files
            .get(id.0)
            .expect("a source id is only ever made by its own set")
    }

    fn push_problem(
        &mut self,
        path: String,
        text: String,
        kind: ReadProblemKind,
        span: Span,
    ) -> SourceId {
        let source = self.push_text(path, text);
        self.problems.push(ReadProblem { source, kind, span });
        source
    }
}

/// Whether a file below `content/` is a page or data, and not an asset: Markdown anywhere, YAML at
/// the top. `None` if it is passed over, because a name on its way begins with a dot.
pub fn is_source_path(below: &str) -> Option<bool> {
    let is_hidden = below.split('/').any(|name| name.starts_with('.'));
    (!is_hidden).then(|| is_source(below, below.split('/').count()))
}

/// The text up to the trouble, if it is short enough to show a place in.
fn kept_text(text: &str) -> (String, Span) {
    if text.len() > KEPT_BYTES {
        return (String::new(), Span::at(0));
    }
    (text.to_owned(), Span::at(text.len()))
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_source(path: &str, depth: usize) -> bool {
    let extension = Path::new(path).extension().and_then(|end| end.to_str());
    match extension {
        Some("md") => true,
        Some("yaml" | "yml") => depth == 1,
        _ => false,
    }
}

/// The path of `disk` from `root`, with `/` on every system.
fn site_path(root: &Path, disk: &Path) -> String {
    let path = disk.strip_prefix(root).unwrap_or(disk);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn walk_error(folder: &Path, error: walkdir::Error) -> SourceError {
    let path = error.path().unwrap_or(folder).to_owned();
    let message = error.to_string();
    let error = error
        .into_io_error()
        .unwrap_or_else(|| std::io::Error::other(message));
    SourceError::reading(path, error)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{SourceError, SourceSet};

    #[test]
    fn a_file_that_is_gone_when_it_is_read_is_named() {
        let gone = Path::new("there/is/no/such/page.md");
        let error = SourceSet::new()
            .read_file(gone, "page.md".to_owned())
            .expect_err("it cannot be read");
        assert!(matches!(&error, SourceError::Vanished { path } if path == gone));
        assert!(error.to_string().contains("page.md vanished"), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = SourceSet::read(Path::new("no/such/root"), "content").expect_err("no folder");
        assert!(matches!(error, SourceError::Missing { .. }));
    }
}
