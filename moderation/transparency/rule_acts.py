"""What rules that act by themselves did in a stretch of time, and what humans found when they looked.

From the log alone. What rules had held and a human decided counts in the time of the decision, so that nothing that
happens later changes the numbers of an earlier time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from moderation.guidelines.measures import Content, Person
from moderation.ledger.models import Entry
from moderation.transparency.counting import cases_decided
from moderation.transparency.veiling import FEWEST, Part

if TYPE_CHECKING:
    from datetime import datetime

    from moderation.transparency.counting import Numbers

ACTS = ("held", "found", "blocked", "asked_first", "labelled")


def of_rules(since: datetime, until: datetime) -> Numbers:
    """What rules did, as one of the numbers."""
    return {"rule_acts": rule_acts(since, until)}


def rule_acts(since: datetime, until: datetime) -> dict[str, int]:
    """How often rules did what; how often authors objected; of what rules held, how much was decided, and was fine."""
    then = Entry.objects.filter(at__gte=since, at__lt=until)
    counted = dict(then.filter(act__in=ACTS, is_automatic=True).order_by().values_list("act").annotate(Count("pk")))
    held = Entry.objects.filter(case_id=OuterRef("case_id"), act="held", is_automatic=True, id__lt=OuterRef("id"))
    decided = cases_decided(since, until).filter(Exists(held))
    looked: dict[str, Any] = decided.aggregate(
        decided=Count("pk"), fine=Count("pk", filter=Q(content=Content.KEEP, person=Person.NOTHING))
    )
    return {
        **{act: counted.get(act, 0) for act in ACTS},
        "objected": then.filter(act="objected").count(),
        "held_decided": looked["decided"],
        "held_fine": looked["fine"],
    }


def rule_act_parts(counted: dict[str, int]) -> list[Part]:
    """The lines of its table; none while rules did nothing.

    They add up to nothing that is told, but for the last two: where few of the held ones were not fine, that is veiled.
    """
    words = {
        "held": _("Held until a human has looked"),
        "found": _("Reported to the team; it appeared"),
        "blocked": _("Stopped before it was posted"),
        "asked_first": _("Its author was asked to look again"),
        "labelled": _("Labelled for the team"),
        "objected": _("Stopped, and its author asked a human to look"),
        "held_decided": _("Held ones that a human decided about"),
        "held_fine": _("Of these, found fine"),
    }
    if not any(counted.values()):
        return []
    others = counted.get("held_decided", 0) - counted.get("held_fine", 0)
    return [
        Part(label, counted.get(key, 0), is_veiled=key == "held_fine" and 0 < others < FEWEST)
        for key, label in words.items()
    ]
