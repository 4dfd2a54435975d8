"""What rules can ask about celebrations: who was celebrated where all hear it, and who was glad with others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.recognition.thanks import Thanks
from members.segments.activity import so_often
from members.segments.fields import Offered, from_when, one_of, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.celebrations.models import Celebration, What
from programs.celebrations.showing import KIND

if TYPE_CHECKING:
    from members.profiles.models import Member

FAMILY = _("Programs")
ANY = "any"


def _celebrated(values: Values, now: datetime) -> Any:
    """Only what every member may know: nothing behind doors, and nobody who does not want it."""
    found = Celebration.objects.in_the_open().filter(**from_when("at", values["since"], now))
    return found if values["what"] == ANY else found.filter(what=values["what"])


def _was_celebrated(values: Values, now: datetime) -> Q:
    return at_least(_celebrated(values, now), "member")


def _celebrated_why(member: Member, values: Values) -> Said | None:
    return _often(_celebrated(values, timezone.now()).filter(member=member))


def _congratulated(values: Values, now: datetime) -> Any:
    return Thanks.objects.in_the_open().filter(kind=KIND, **from_when("at", values["since"], now))


def _has_congratulated(values: Values, now: datetime) -> Q:
    return at_least(_congratulated(values, now), "giver", values["times"])


def _congratulated_why(member: Member, values: Values) -> Said | None:
    return _often(_congratulated(values, timezone.now()).filter(giver=member))


def _often(rows: Any) -> Said | None:
    seen = rows.aggregate(count=Count("pk"), last=Max("at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "celebrated", FAMILY, _("were celebrated for {what} {since}"),
    {"what": one_of(_("For what"), Offered({ANY: _("anything"), **dict(What.choices)}, list)), "since": since()},
    _was_celebrated, _celebrated_why, _("were not celebrated for {what} {since}"),
))  # fmt: skip
register(Predicate(
    "congratulated", FAMILY,
    ngettext_lazy(
        "congratulated others at least {times} time {since}", "congratulated others at least {times} times {since}",
        "times",
    ),
    {"times": times(), "since": since()}, _has_congratulated, _congratulated_why,
    ngettext_lazy(
        "congratulated nobody {since}", "congratulated others fewer than {times} times {since}", "times"
    ),
))  # fmt: skip
