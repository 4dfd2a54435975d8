"""Giving a row other words: what is as before is not written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import Model


def change(row: Model, words: Mapping[str, Any], *, known: Collection[str]) -> list[str]:
    """Save what differs, and return the names of it. Raises TypeError for what cannot be set so."""
    if unknown := set(words) - set(known):
        raise TypeError(f"Not set in this way: {', '.join(sorted(unknown))}.")
    changed = [name for name, word in words.items() if getattr(row, name) != word]
    for name in changed:
        setattr(row, name, words[name])
    if changed:
        row.save(update_fields=changed)
    return changed
