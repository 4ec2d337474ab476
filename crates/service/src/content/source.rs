//! Where content comes from: the files carried in the program, with a folder laid over them file by file. A file of
//! the folder stands in for the one of the same name; an empty one takes it away.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

/// The folder `content/` as the program carries it.
#[derive(RustEmbed)]
#[folder = "../../content"]
struct Embedded;

/// Files by their path within `content/`, for example `programmes/cti-9.toml`.
#[derive(Debug, Clone, Default)]
pub struct Source {
    folder: Option<PathBuf>,
}

impl Source {
    /// What the program carries.
    pub const fn embedded() -> Self {
        Self { folder: None }
    }
    /// The same, with a folder laid over it.
    pub const fn with_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// The bytes of a file; `None` when there is none, or when the folder takes it away.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let over = self.folder.as_ref().and_then(|folder| std::fs::read(folder.join(path)).ok());
        match over {
            Some(bytes) if bytes.is_empty() => None,
            Some(bytes) => Some(Cow::Owned(bytes)),
            None => Embedded::get(path).map(|file| file.data),
        }
    }

    /// The paths of all files below a folder of `content/` (`programmes`), sorted.
    pub fn list(&self, below: &str) -> Vec<String> {
        let prefix = format!("{below}/");
        let carried = Embedded::iter().map(Cow::into_owned).filter(|path| path.starts_with(&prefix));
        let mut paths: BTreeSet<String> = carried.collect();
        if let Some(folder) = &self.folder {
            walk(folder, &folder.join(below), &mut paths);
        }
        paths.into_iter().filter(|path| self.read(path).is_some()).collect()
    }
}

fn walk(root: &Path, folder: &Path, paths: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(root, &path, paths);
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            paths.insert(name.replace(std::path::MAIN_SEPARATOR, "/"));
        }
    }
}
