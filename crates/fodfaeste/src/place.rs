//! Files put in place at once: a program that ends in the middle leaves the one that was there.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the machine lets.
    Any,
    /// Its owner alone.
    Owner,
}

/// Writes a file beside its place, durably, and moves it there. What a write that was cut off left beside it goes first, so that
/// nothing is written into a file that others may read, or through a link.
///
/// # Errors
/// What the system says; then nothing of it stays.
pub(crate) fn put_in_place(place: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!("{name}.new"));
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let put = write(&beside, bytes, readers).and_then(|()| std::fs::rename(&beside, place));
    if put.is_err() {
        // What went wrong first is what counts.
        std::fs::remove_file(&beside).unwrap_or_default();
    }
    put
}

fn write(place: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let mut file = open(place, readers)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn open(place: &Path, readers: Readers) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(place)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn what_was_left_beside_a_file_lets_nobody_read_it_and_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let [place, beside, other] = ["log", "log.new", "other"].map(|name| folder.path().join(name));
        std::fs::write(&beside, "half").unwrap();
        std::fs::set_permissions(&beside, std::fs::Permissions::from_mode(0o644)).unwrap();
        put_in_place(&place, b"whole", Readers::Owner).unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), b"whole");
        assert_eq!(std::fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::write(&other, "kept").unwrap();
        symlink(&other, &beside).unwrap();
        put_in_place(&place, b"again", Readers::Owner).unwrap();
        assert_eq!(
            [std::fs::read(&place).unwrap(), std::fs::read(&other).unwrap()],
            [&b"again"[..], b"kept"]
        );
        assert!(!beside.exists());
    }

    #[test]
    fn nothing_stays_beside_a_place_that_cannot_be_taken() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("taken");
        std::fs::create_dir_all(place.join("within")).unwrap();
        assert!(put_in_place(&place, b"x", Readers::Any).is_err());
        assert!(!folder.path().join("taken.new").exists());
    }
}
