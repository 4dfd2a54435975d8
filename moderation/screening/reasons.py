"""Why a rule held or stopped something, as its author reads it: the rule's own words, and the guideline it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from moderation.guidelines.models import Guidelines, Rule
from moderation.screening.hits import Origin
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from moderation.screening.findings import Found
    from moderation.screening.hits import Hit
    from moderation.screening.rules import RuleVersion


@dataclass(frozen=True)
class Reason:
    """One thing that was in the way."""

    words: str
    """The message of the rule as managers wrote it, or plain words of ours."""
    matched: tuple[str, ...] = ()
    """The words of the text in which it was found."""
    rule: Rule | None = None
    """The numbered rule of the guidelines, as it stands now."""


def reasons_of(found: Iterable[Found]) -> tuple[Reason, ...]:
    """Why, of what was found a moment ago; one query at most, for the guidelines."""
    return _reasons([(one.version, said(one.version, one.origin, one.action, one.words), one.words) for one in found])


def reasons_of_hits(hits: Iterable[Hit]) -> tuple[Reason, ...]:
    """Why, of what was written down; each reason once."""
    rows = [(hit.version, tuple(hit.marked), hit) for hit in hits]
    told = _reasons([(version, said(version, hit.origin, hit.action, words), words) for version, words, hit in rows])
    return tuple(dict.fromkeys(told))


def _reasons(rows: list[tuple[RuleVersion | None, str, tuple[str, ...]]]) -> tuple[Reason, ...]:
    rules = cited({version.guideline for version, _words, _matched in rows if version is not None})
    return tuple(
        Reason(words, matched, rules.get(version.guideline) if version is not None else None)
        for version, words, matched in rows
    )


def cited(keys: Collection[str]) -> dict[str, Rule]:
    """The rules of the guidelines in force that have these keys; no query for none."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    latest = Guidelines.objects.filter(published_at__isnull=False).order_by("-number").values("pk")[:1]
    rules = Rule.objects.filter(guidelines_id__in=latest, key__in=wanted)
    return {rule.key: rule for rule in rules.select_related("guidelines")}


def said(version: RuleVersion | None, origin: str, action: str, words: Collection[str] = ()) -> str:
    """What the author reads: the message of the rule, or plain words."""
    if version is not None and version.message:
        return version.message
    if origin == Origin.SCORE:
        return _("Many small signs that often come with advertising were counted here. That can be wrong.")
    if origin == Origin.FIRST:
        return _("First posts with links wait for a moderator.") if words else _("First posts wait for a moderator.")
    if action == Action.ASK:
        return _("A rule of this community asks you to look at this once more before you post it.")
    if action == Action.BLOCK:
        return _("A rule of this community does not let this be posted.")
    return _("A rule of this community asks a moderator to look at this first.")
