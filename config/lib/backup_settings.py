"""Where backups go, how they are sealed, when they are made, and which are kept."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.lib.media_storage import bucket

_KEY = "talkoot-key-"
_KEY_BYTES = 32
_KEEP = re.compile(r"(\d{1,4}),(\d{1,4}),(\d{1,4})")


@dataclass(frozen=True)
class Keep:
    """The newest of so many days, weeks and months stay."""

    days: int = 7
    weeks: int = 4
    months: int = 6


@dataclass(frozen=True)
class BackupSettings:
    """What the owner has said about backups; without a place none are made by themselves."""

    to: str = ""
    prefix: str = ""
    storage: dict[str, Any] = field(default_factory=dict, repr=False)
    keys: tuple[bytes, ...] = field(default=(), repr=False)
    direct: str = field(default="", repr=False)
    """PostgreSQL's own address where a pool stands between: a backup needs a session to itself."""
    hour: int = 2
    keep: Keep = Keep()


def backups(setting: Callable[..., str]) -> BackupSettings:
    """What the variables that begin with BACKUP_ say, and DATABASE_DIRECT_URL."""
    to = setting("BACKUP_TO", default="").strip()
    words = [setting("BACKUP_KEY", default=""), *setting("BACKUP_KEY_FALLBACKS", default="").split(",")]
    keys = tuple(key_of(word) for word in words if word.strip())
    if keys and not words[0].strip():
        raise ImproperlyConfigured("BACKUP_KEY_FALLBACKS is set without BACKUP_KEY; new backups would be open.")
    storage, prefix = _bucket(to, setting) if to.startswith("s3://") else ({}, "")
    if to and not storage and not Path(to).is_absolute():
        raise ImproperlyConfigured(
            f"BACKUP_TO is {to!r}; it must be the whole path of a folder, or s3://bucket/folder."
        )
    hour, keep = setting("BACKUP_HOUR", default="2"), setting("BACKUP_KEEP", default="7,4,6")
    direct = setting("DATABASE_DIRECT_URL", default="")
    return BackupSettings(to, prefix, storage, keys, direct, _hour(hour), _keep(keep))


def key_of(word: str) -> bytes:
    """The 32 bytes of a key as `manage.py backup --new-key` writes it. Raises ImproperlyConfigured."""
    try:
        raw = base64.urlsafe_b64decode(word.strip().removeprefix(_KEY) + "=")
    except (binascii.Error, ValueError):
        raw = b""
    if not word.strip().startswith(_KEY) or len(raw) != _KEY_BYTES:
        raise ImproperlyConfigured("BACKUP_KEY is none; make one with: manage.py backup --new-key")
    return raw


def written_key(raw: bytes) -> str:
    """A key as it is written down."""
    return _KEY + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bucket(to: str, setting: Callable[..., str]) -> tuple[dict[str, Any], str]:
    """The bucket and the folder in it; what BACKUP_S3_… does not say is as for uploads."""
    if find_spec("storages") is None:
        raise ImproperlyConfigured("BACKUP_TO names a bucket, but django-storages is missing: install the extra s3.")
    name, _slash, prefix = to.removeprefix("s3://").partition("/")
    if not name:
        raise ImproperlyConfigured(f"BACKUP_TO is {to!r}; after s3:// stands the name of a bucket.")
    known = {
        part: setting(f"BACKUP_S3_{part.upper()}", default="") or setting(f"S3_{part.upper()}", default="")
        for part in ("endpoint", "region", "access_key", "secret_key")
    }
    prefix = prefix.strip("/")
    return bucket(name, **known), f"{prefix}/" if prefix else ""


def _hour(said: str) -> int:
    if not said.isdecimal() or int(said) > 23:
        raise ImproperlyConfigured(f"BACKUP_HOUR is {said!r}; it must be a number from 0 to 23.")
    return int(said)


def _keep(said: str) -> Keep:
    found = _KEEP.fullmatch(said.replace(" ", ""))
    if found is None or not any(map(int, found.groups())):
        raise ImproperlyConfigured(f"BACKUP_KEEP is {said!r}; it must be days, weeks and months, such as 7,4,6.")
    return Keep(*map(int, found.groups()))
