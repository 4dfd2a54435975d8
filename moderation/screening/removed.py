"""What was removed as spam of late, to compare new things with; read once in five minutes by each process."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone

from moderation.guidelines.measures import Content
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS

KEPT_FOR, MOST, WITHIN = 300.0, 50, timedelta(days=90)
_KEPT: list[tuple[float, list[str]]] = [(-KEPT_FOR, [])]
"""When they were read, and the texts."""


def spam_texts() -> list[str]:
    """The words of what was removed for a rule about spam in the last 90 days; nothing out of private places."""
    if time.monotonic() - _KEPT[0][0] >= KEPT_FOR:
        _KEPT[0] = (time.monotonic(), _KEPT[0][1])
        _KEPT[0] = (time.monotonic(), _read())
    return _KEPT[0][1]


def forget() -> None:
    """Read anew."""
    _KEPT[0] = (-KEPT_FOR, [])


def _read() -> list[str]:
    removed = Decision.objects.in_force().filter(
        content=Content.REMOVE, rule__key__icontains="spam", case__is_private=False,
        decided_at__gte=timezone.now() - WITHIN,
    )  # fmt: skip
    by_kind: dict[str, list[int]] = {}
    for key, pk in removed.order_by("-decided_at").values_list("case__subject_type", "case__subject_id")[:MOST]:
        by_kind.setdefault(key, []).append(pk)
    items = [KINDS[key].many(pks).values() for key, pks in by_kind.items() if key in KINDS]
    return [item.text for found in items for item in found]
