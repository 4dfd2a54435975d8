"""E-mail addresses out of what somebody pasted, or out of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_BETWEEN = re.compile(r"[\s,;<>\"']+")
FILE_BYTES = 64 * 1024


def read_addresses(text: str) -> tuple[list[str], list[str]]:
    """The addresses in small letters, each once, and the pieces with an @ that are none; other words are names."""
    good: dict[str, None] = {}
    wrong: dict[str, None] = {}
    for piece in _pieces(text):
        try:
            validate_email(piece)
        except ValidationError:
            wrong[piece] = None
        else:
            good[piece.lower()] = None
    return list(good), list(wrong)


def _pieces(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(text):
        bare = piece.strip(".()[]")
        if "@" in bare:
            yield bare
