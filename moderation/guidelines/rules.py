"""The rules that hold now: what reports choose from and what moderators cite."""

from __future__ import annotations

from moderation.guidelines.models import Guidelines, Rule
from moderation.review.asking import asked_once


def rule_named(key: str) -> Rule | None:
    """The rule of this key as the latest version has it, whether or not it is in force still."""
    rows = Rule.objects.filter(key=key, guidelines__published_at__isnull=False)
    return rows.order_by("-guidelines__number").first()


@asked_once
def rules_in_force() -> list[Rule]:
    """The rules of the version in force, in their order; one query, and none if there are no guidelines."""
    latest = Guidelines.objects.filter(published_at__isnull=False).order_by("-number").values("pk")[:1]
    return list(Rule.objects.filter(guidelines=latest).select_related("guidelines"))
