"""Small makers for the tests of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from moderation.screening.postings import Posting
from moderation.screening.rules import ActingRule, BackTest, RuleVersion

if TYPE_CHECKING:
    from members.profiles.models import Member


def a_rule(by: Member, conditions: dict[str, Any], *, mode: str = "on", **said: Any) -> RuleVersion:
    """A rule with these conditions, switched on (tried before), counting in silence, or off."""
    given = {"name": "A rule", "conditions": conditions, "action": "report"} | said
    rule = ActingRule.make(given, by=by)
    version: RuleVersion = rule.versions.get()
    if mode == "on":
        BackTest.objects.create(version=version, finished_at=timezone.now())
        version.switch_on(by=by)
    elif mode == "shadow":
        version.let_count(by=by)
    return version


def a_posting(author: Member, text: str = "Good morning, all of you.", **said: Any) -> Posting:
    """A reply somebody wants to post."""
    return Posting(said.pop("kind", "reply"), author, text, **said)
