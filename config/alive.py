"""A sign of life: a file whose time says when a part last did something. `bin/alive` reads it; it needs no Django."""

import contextlib
import os
import tempfile
from pathlib import Path


def sign_of(part: str) -> Path:
    """The file of a part of this machine; TMPDIR moves it."""
    return Path(tempfile.gettempdir()) / f"talkoot-{part}.alive"


def show_life(part: str) -> None:
    """Say that the part is alive now. Where that cannot be written it looks dead, and goes on working."""
    sign = sign_of(part)
    with contextlib.suppress(OSError):
        sign.touch()
        os.utime(sign)
