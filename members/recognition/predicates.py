"""What rules can ask about recognition."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.recognition.thanks import Thanks
from members.segments.fields import from_when, one_of, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from members.segments.profile import day

FAMILY = _("Recognition")


def _has_level(values: Values, now: datetime) -> Q:
    if values["level"] <= Step.NEWCOMER:
        return Q(pk__isnull=False)
    return Q(Exists(LevelStanding.objects.filter(member=OuterRef("pk"), step__gte=values["level"])))


def _since(member: Member, values: Values) -> Said | None:
    found = LevelStanding.objects.filter(member=member).first()
    if found is None:
        return None
    return gettext("%(level)s since %(day)s") % {"level": found.get_step_display(), "day": day(found.since)}


register(Predicate(
    "level", FAMILY, _("have the level {level} or a higher one"),
    {"level": one_of(_("Level"), lambda: Step.choices, number=True)}, _has_level, _since,
    _("have a lower level than {level}"),
))  # fmt: skip


def _thanked_by(values: Values, now: datetime) -> Q:
    """So many different people; thanks that not every member may read do not count."""
    rows = Thanks.objects.in_the_open().filter(**from_when("at", values["since"], now)).order_by()
    if values["times"] <= 1:
        return Q(Exists(rows.filter(receiver=OuterRef("pk"))))
    often = rows.values("receiver").annotate(people=Count("giver", distinct=True)).filter(people__gte=values["times"])
    return Q(Exists(Member.objects.get_queryset().filter(pk=OuterRef("pk"), pk__in=often.values("receiver"))))


def _by_whom(member: Member, values: Values) -> Said:
    rows = Thanks.objects.in_the_open().filter(receiver=member, **from_when("at", values["since"], timezone.now()))
    people = rows.aggregate(people=Count("giver", distinct=True))["people"]
    return ngettext("by %(n)s member", "by %(n)s members", people) % {"n": people}


def _has_thanked(values: Values, now: datetime) -> Q:
    rows = Thanks.objects.standing().filter(**from_when("at", values["since"], now))
    return Q(at_least(rows, "giver", values["times"]))


register(Predicate(
    "thanked", FAMILY,
    ngettext_lazy(
        "were thanked by at least {times} member {since}", "were thanked by at least {times} different members {since}",
        "times",
    ),
    {"times": times(), "since": since()}, _thanked_by, _by_whom,
    ngettext_lazy(
        "were thanked by nobody {since}", "were thanked by fewer than {times} different members {since}", "times"
    ),
))  # fmt: skip
register(Predicate(
    "thanks", FAMILY,
    ngettext_lazy(
        "thanked others at least {times} time {since}", "thanked others at least {times} times {since}", "times"
    ),
    {"times": times(), "since": since()}, _has_thanked,
    denied=ngettext_lazy("thanked nobody {since}", "thanked others fewer than {times} times {since}", "times"),
))  # fmt: skip
