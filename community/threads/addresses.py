"""Naming a thread in a form: by its address as it stands in the browser, or by its number."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?:\A|/t/)([1-9][0-9]{0,17})(?:/|\Z|[?#])")


def thread_named(text: str) -> int:
    """The number of the thread that an address or a number names; 0 for anything else."""
    found = _NUMBER.search(text.strip())
    return int(found[1]) if found else 0
