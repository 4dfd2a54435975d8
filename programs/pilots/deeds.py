"""What rules can ask about pilots: who took part and said how it went."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.segments.activity import so_often
from members.segments.deeds import deed
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.pilots.models import PilotAnswer, PilotSeat

if TYPE_CHECKING:
    from members.profiles.models import Member


def _rows(values: Values, now: datetime) -> QuerySet[Any]:
    said = PilotAnswer.objects.filter(seat=OuterRef("pk"))
    found: QuerySet[Any] = PilotSeat.objects.filter(Exists(said), **from_when("joined_at", values["since"], now))
    return found


def _took_part(values: Values, now: datetime) -> Q:
    return at_least(_rows(values, now), "member", values["times"])


def _why(member: Member, values: Values) -> Said | None:
    seen = _rows(values, timezone.now()).filter(member=member).aggregate(count=Count("pk"), last=Max("joined_at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "pilot_part", _("Programs"),
    ngettext_lazy(
        "took part in at least {times} pilot {since}", "took part in at least {times} pilots {since}", "times"
    ),
    {"times": times(), "since": since()}, _took_part, _why,
    ngettext_lazy("took part in no pilot {since}", "took part in fewer than {times} pilots {since}", "times"),
))  # fmt: skip

deed("pilot.answered", _("ticked off a task of a pilot"))
