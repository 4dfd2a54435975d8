"""Words for what stands in the log: kinds of things, what was decided, who did it in general, rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Content, Person
from moderation.guidelines.models import Rule
from moderation.ledger.acts import ACTS
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from moderation.ledger.models import Entry

TELLING = ("decided", "agreed", "host_decided", "proposed", "reversed", "appealed", "appeal_upheld", "appeal_reversed")
"""Rows that say what was decided; those of effects speak for themselves."""


def sentence_of(entry: Entry) -> str:
    """What happened. A word that no room knows any more is said as it is."""
    return str(ACTS.get(entry.act, entry.act))


def kind_words(key: str) -> str:
    """What sort of thing it is about."""
    return str(KINDS[key].noun) if key in KINDS else _("Something else")


def content_words(key: str) -> str:
    """What became of the thing."""
    return str(Content(key).label) if key in Content.values else _("Nothing")


def person_words(key: str) -> str:
    """What became of the person."""
    return str(Person(key).label) if key in Person.values else _("Nothing")


def decided_words(entry: Entry) -> list[str]:
    """What was decided, a word or two each; empty for rows that speak for themselves."""
    if entry.act not in TELLING:
        return []
    words = [content_words(entry.content)] if entry.content and entry.content != Content.KEEP else []
    words += [person_words(entry.person)] if entry.person and entry.person != Person.NOTHING else []
    return words or [_("No action")]


def doer_words(entry: Entry) -> str:
    """A human or a rule; nobody's name."""
    return _("A rule") if entry.is_automatic else _("A human")


def rule_titles(keys: Collection[str]) -> dict[str, str]:
    """The rules of these keys, as the latest version numbers and words them."""
    rows = Rule.objects.filter(key__in=keys, guidelines__published_at__isnull=False)
    return {rule.key: str(rule) for rule in rows.order_by("guidelines__number")}


def rule_words(key: str, titles: dict[str, str]) -> str:
    """A rule by its key."""
    return titles.get(key, key) if key else _("No rule named")


def span_words(seconds: int | None) -> str:
    """How long something took: "5 h 40 min"; empty for nothing."""
    if seconds is None:
        return ""
    whole = timedelta(seconds=seconds)
    hours, minutes = whole.seconds // 3600, whole.seconds // 60 % 60
    if whole.days:
        days = ngettext("%(days)d day %(hours)d h", "%(days)d days %(hours)d h", whole.days)
        return days % {"days": whole.days, "hours": hours}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)d min") % {"minutes": max(1, minutes)}


def keys_of(entries: Iterable[Entry]) -> set[str]:
    """The rules that rows name."""
    return {entry.rule_key for entry in entries if entry.rule_key}
