"""What rules can ask about "You said, we did": who had an idea that an issue told of. Reading one leaves no mark."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.predicates import OPENLY
from members.segments.activity import so_often
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.feedback.models import FeedbackLine, Source

if TYPE_CHECKING:
    from members.profiles.models import Member


def _told(values: Values, now: datetime) -> Any:
    """Lines of published issues about ideas that every member may read, in an issue that they may read, too."""
    there = {"deleted_at": None, "held_at": None, "space__deleted_at": None, "space__visibility__in": OPENLY}
    readable = {
        f"{thread}__{name}": value
        for thread in ("thread", "feedback__occurrence__thread")
        for name, value in there.items()
    }
    moments = from_when("feedback__published_at", values["since"], now)
    return FeedbackLine.objects.filter(
        source=Source.IDEA, dropped_at=None, feedback__published_at__isnull=False, **readable, **moments
    )


def _narrow(values: Values, now: datetime) -> Q:
    return at_least(_told(values, now), "thread__author", values["times"])


def _why(member: Member, values: Values) -> Said | None:
    rows = _told(values, timezone.now()).filter(thread__author=member)
    seen = rows.aggregate(count=Count("pk"), last=Max("feedback__published_at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "idea_told", _("Programs"),
    ngettext_lazy(
        "had at least {times} idea that “You said, we did” told of {since}",
        "had at least {times} ideas that “You said, we did” told of {since}", "times",
    ),
    {"times": times(), "since": since()}, _narrow, _why,
    ngettext_lazy(
        "had no idea that “You said, we did” told of {since}",
        "had fewer than {times} ideas that “You said, we did” told of {since}", "times",
    ),
))  # fmt: skip
