"""The predicate over the log: did something so often, so recently."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Count, Exists, F, Func, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from members.activity.models import Activity
from members.segments.deeds import deeds
from members.segments.fields import days, one_of, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from members.segments.profile import day
from members.segments.summing import BEFORE_ALL, DeedTimes, SummedUp

if TYPE_CHECKING:
    from members.profiles.models import Member

ACTIVITY = _("Activity")


def so_often(count: int, last: datetime | None) -> str:
    """Evidence for what somebody did: how often, and when the last time."""
    words = ngettext("%(n)s time", "%(n)s times", count) % {"n": count}
    return f"{words}, {day(last)}" if last else words


def _did(values: Values, now: datetime) -> Q:
    """By what is summed up, or with what the log has since; whoever did it long ago and lately is counted in both."""
    verb, times, since = values["verb"], values["times"], now - timedelta(days=values["days"])
    often = DeedTimes.objects.filter(verb=verb, **{f"moments__{times - 1}__gte": since})
    summed = Subquery(SummedUp.objects.filter(verb=verb).values("until"))
    lately = Activity.objects.filter(verb=verb, at__gte=since).filter(at__gte=Coalesce(summed, Value(BEFORE_ALL)))
    once = Q(Exists(often.filter(member=OuterRef("pk"))))
    if times == 1:
        return once | at_least(lately, "actor")
    before = DeedTimes.objects.filter(verb=verb, member=OuterRef("actor")).values(n=MomentsSince(F("moments"), since))
    # Counted first, so that the sum is looked up once a member; who has none is counted alone.
    counted = lately.filter(actor__isnull=False).values("actor").annotate(n=Count("*"), all=F("n") + Subquery(before))
    more = counted.filter(Q(n__gte=times) | Q(all__gte=times))
    return once | Q(pk__in=more.values("actor"))


class MomentsSince(Func):
    """How many of an array of moments are not before another moment."""

    template = "(SELECT count(*) FROM unnest(%(expressions)s)"
    arg_joiner = ") AS did (at) WHERE did.at >= "
    output_field = BigIntegerField()


def _how_often(member: Member, values: Values) -> Said:
    since = timezone.now() - timedelta(days=values["days"])
    found = Activity.objects.filter(actor=member, verb=values["verb"], at__gte=since)
    seen = found.aggregate(count=Count("pk"), last=Max("at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "did", ACTIVITY,
    ngettext_lazy(
        "{verb} at least {times} time in the last {days} days",
        "{verb} at least {times} times in the last {days} days", "times",
    ),
    {"verb": one_of(_("What they did"), deeds), "times": times(), "days": days(least=2)}, _did, _how_often,
    ngettext_lazy(
        "did not do this in the last {days} days: {verb}",
        "did this fewer than {times} times in the last {days} days: {verb}", "times",
    ),
))  # fmt: skip
