//! Puts the new site in the place of the old one.

use std::fs;
use std::io;
use std::path::Path;

/// Lets two folders change places in one step; `false` if that cannot be done here.
pub(super) type Exchange = fn(&Path, &Path) -> io::Result<bool>;

/// Puts `new` at `target`. The tree that was there is at `new` or at `old` afterwards.
///
/// Without `exchange`, the target moves away and then the new tree moves in. Between the two there
/// is no target; if the program is killed there, the next run puts the old tree back.
///
/// On an error `target` is as it was.
pub(super) fn swap(exchange: Exchange, new: &Path, target: &Path, old: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(new, target);
    }
    if exchange(new, target)? {
        return Ok(());
    }
    fs::rename(target, old)?;
    fs::rename(new, target).inspect_err(|_| {
        // If this fails too, the next run finds the old tree without a target and moves it.
        let _ = fs::rename(old, target);
    })
}

/// The system's own [`Exchange`].
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(new: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    use rustix::fs::renameat_with;
    use rustix::io::Errno;

    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // The kernel or the file system does not know the call.
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// No [`Exchange`]: this system has none.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature as where the system can"
)]
pub(super) fn exchange(_new: &Path, _target: &Path) -> io::Result<bool> {
    Ok(false)
}
