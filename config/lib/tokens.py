"""Secrets and signed tokens."""

import os
import secrets
from pathlib import Path

from django.core import signing


def local_secret(path: Path) -> str:
    """The secret key of a local run: made once, readable by its owner only. Raises OSError if it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def sign(purpose: str, value: str) -> str:
    """A short text that proves `value` for one purpose."""
    return signing.Signer(salt=f"talkoot.{purpose}").sign(value)


def unsign(purpose: str, token: str) -> str | None:
    """The value a token carries, or None if it was not signed here for this purpose."""
    try:
        return signing.Signer(salt=f"talkoot.{purpose}").unsign(token)
    except signing.BadSignature:
        return None
