"""Uploads that apps further up keep before a post or a guide shows them, and to whom they show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from config.lib.audience import Viewer

_KEPT: list[Callable[[], Q]] = []
_SEEN: list[Callable[[Viewer], Q]] = []


def register(kept: Callable[[], Q], seen: Callable[[Viewer], Q]) -> None:
    """From now on, keep these uploads though nothing shows them, and let those see them who are meant."""
    _KEPT.append(kept)
    _SEEN.append(seen)


def kept_elsewhere() -> Q:
    """For a query over uploads: what is kept."""
    found = Q(pk__in=[])
    for kept in _KEPT:
        found |= kept()
    return found


def seen_elsewhere(viewer: Viewer) -> Q:
    """For a query over uploads: what the signed-in viewer sees there."""
    found = Q(pk__in=[])
    for seen in _SEEN:
        found |= seen(viewer)
    return found
