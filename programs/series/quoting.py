"""Words of people inside Markdown that the house writes."""

from __future__ import annotations


def plain(words: str) -> str:
    """Words that mean nothing in Markdown, and call nobody."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!<>|~@:" else sign for sign in " ".join(words.split()))
