"""The measures as pages list them, by what they ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

GROUPS: list[tuple[StrOrPromise, list[str]]] = [
    (_("Taking part"), ["activity-rate", "dau", "wau", "mau", "stickiness", "active-authors", "contributors"]),
    (
        _("New people"),
        [
            "joined", "visitor-to-poster", "activated-7", "activated-14", "newcomers-back", "newcomer-first-reply",
            "retention-4w", "retention-8w", "referrals",
        ],
    ),
    (
        _("Replies"),
        [
            "first-reply-median", "first-reply-p90", "answered-1h", "answered-24h", "answered-7d", "answer-rate",
            "resolution-rate", "peer-share", "deflected",
        ],
    ),
    (_("What is written"), ["thread-depth", "made-by-members", "concentration", "sentiment"]),
    (_("What people say"), ["usefulness", "nps"]),
]  # fmt: skip


def grouped[Found](found: Mapping[str, Found]) -> list[tuple[StrOrPromise, list[Found]]]:
    """What was found by key, in its groups; groups without anything are left out."""
    groups = [(name, [found[key] for key in keys if key in found]) for name, keys in GROUPS]
    return [(name, rows) for name, rows in groups if rows]
