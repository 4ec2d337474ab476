//! Files that hold a private key, outside the database: made once, readable by their owner alone, never overwritten. Without
//! the organisation's key its words cannot be read by anybody; keep a copy elsewhere.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use domain::id::OrganisationId;
use vault::{PrivateKey, Zeroizing};

use crate::error::StoreError;

/// Where the key of an organisation lies in the folder for keys.
pub fn path(folder: &Path, organisation: OrganisationId) -> PathBuf {
    folder.join(format!("organisation-{organisation}.key"))
}

/// Writes a new key file with mode 0600, durably.
///
/// # Errors
/// As [`write_private`].
pub fn create(path: &Path, key: &PrivateKey) -> Result<(), StoreError> {
    write_private(path, &key.to_file())
}

/// Reads a key file.
///
/// # Errors
/// As [`read_private`]; [`StoreError::Sealed`] when it is not a key file.
pub fn load(path: &Path) -> Result<PrivateKey, StoreError> {
    Ok(PrivateKey::from_file(&read_private(path)?)?)
}

/// Writes a new file that only its owner may read, durably.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one already, [`StoreError::Unavailable`] when it cannot be written.
pub fn write_private(path: &Path, text: &str) -> Result<(), StoreError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::Duplicate,
        _ => unavailable(path, &error),
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)
}

/// Reads a file that only its owner may read.
///
/// # Errors
/// [`StoreError::Unavailable`] when it cannot be read, [`StoreError::Check`] when others than its owner may read it.
pub fn read_private(path: &Path) -> Result<Zeroizing<String>, StoreError> {
    let failed = |error: std::io::Error| unavailable(path, &error);
    let mut file = OpenOptions::new().read(true).open(path).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = file.metadata().map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(StoreError::Check(format!(
                "{}: mode {:o}, must be 600",
                path.display(),
                mode & 0o777
            )));
        }
    }
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

fn unavailable(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}
