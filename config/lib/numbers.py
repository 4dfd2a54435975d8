"""Numbers as addresses and forms send them, and sizes as people read them."""

import re

from django.template.defaultfilters import filesizeformat

BIGGEST_ID = 18
"""Digits of an id that PostgreSQL surely holds."""


def whole_number(text: str, digits: int = BIGGEST_ID) -> int | None:
    """The number that a text of at most so many digits 0 to 9 says; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def as_size(count: int) -> str:
    """So many bytes in words: 10 MB, 1.5 MB."""
    return re.sub(r"[.,]0(?=\s)", "", filesizeformat(count))
