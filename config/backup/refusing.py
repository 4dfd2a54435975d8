"""Why a backup or a restore ends: one word for programs, one sentence for people."""

import errno


class BackupRefused(Exception):
    """One sentence that says what stands in the way; `why` is one of the words of `REASONS`."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


REASONS = ("busy", "no_place", "disk_full", "database", "broken", "key", "newer", "not_empty", "error")


def refusal(error: Exception) -> BackupRefused:
    """Any failure as a refusal: a full disk is told from what nobody thought of."""
    if isinstance(error, BackupRefused):
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return BackupRefused("disk_full", f"There is no room: {error.filename or 'the place of the backup'} is full.")
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupRefused("no_place", f"{error.filename or 'The place of the backup'} cannot be written.")
    return BackupRefused("error", f"It did not work: {type(error).__name__}: {error}".splitlines()[0][:500])
