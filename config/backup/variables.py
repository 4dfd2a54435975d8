"""The settings part of an archive: which variables were set, and what they say."""

from __future__ import annotations

from django.conf import settings

from config.backup.archive import as_json
from config.lib.variables import is_secret

_NEVER = {"BACKUP_KEY", "BACKUP_KEY_FALLBACKS"}
"""They open the archive, so they have no place in it."""


def written_variables(*, with_secrets: bool) -> tuple[bytes, bool]:
    """What stands in the archive, and whether secrets do."""
    given = settings.VARIABLES.given() | {"SECRET_KEY": settings.SECRET_KEY}
    left_out = sorted(name for name in given if name in _NEVER or (is_secret(name) and not with_secrets))
    kept = {name: value for name, value in sorted(given.items()) if name not in left_out}
    return as_json({"variables": kept, "left_out": left_out}), with_secrets
