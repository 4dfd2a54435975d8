"""What was decided before about the same rule and the same kind of thing: "5 similar: 4 warned"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Content, Person
from moderation.guidelines.models import Rule
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from moderation.review.cases import Case

WITHIN = timedelta(days=365)
MOST = 200
"""So many decisions are read, the latest first."""


@dataclass(frozen=True)
class Precedent:
    """How many there were, and what came of them, the most frequent first."""

    count: int
    outcomes: list[str]


def precedent(case: Case, rule: Rule) -> Precedent | None:
    """Decisions in force within a year about this rule (in any version) and this kind; None without any."""
    same = Rule.objects.filter(key=rule.key).values("pk")
    found = (
        Decision.objects.in_force()
        .filter(
            joined_to=None, rule__in=same, case__subject_type=case.subject_type, decided_at__gte=timezone.now() - WITHIN
        )
        .exclude(case=case)
        .order_by("-decided_at")
        .values_list("content", "person")[:MOST]
    )
    counted = Counter(_word(content, person) for content, person in found)
    if not counted:
        return None
    return Precedent(counted.total(), [_outcome(word, n) for word, n in counted.most_common()])


def _word(content: str, person: str) -> str:
    """What weighs most: what the person got, else what became of the thing."""
    return person if person not in (Person.NOTHING, Person.EDUCATE) or content == Content.KEEP else content


def _outcome(word: str, n: int) -> str:
    words = {
        Person.NOTHING: ngettext("%(n)d without action", "%(n)d without action", n),
        Person.EDUCATE: ngettext("%(n)d educated", "%(n)d educated", n),
        Person.WARN: ngettext("%(n)d warned", "%(n)d warned", n),
        Person.SILENCE: ngettext("%(n)d silenced", "%(n)d silenced", n),
        Person.SUSPEND: ngettext("%(n)d suspended", "%(n)d suspended", n),
        Person.BAN: ngettext("%(n)d banned", "%(n)d banned", n),
        Content.EDIT: ngettext("%(n)d asked to edit", "%(n)d asked to edit", n),
        Content.HIDE: ngettext("%(n)d hidden", "%(n)d hidden", n),
        Content.REMOVE: ngettext("%(n)d removed", "%(n)d removed", n),
        Content.MOVE: ngettext("%(n)d moved", "%(n)d moved", n),
    }
    return words.get(word, _("%(n)d otherwise")) % {"n": n}  # type: ignore[call-overload, no-any-return]
