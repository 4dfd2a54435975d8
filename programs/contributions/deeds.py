"""What rules can ask about calls: who sent something, and whose was published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.segments.activity import so_often
from members.segments.deeds import deed
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.contributions.models import Contribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

FAMILY = _("Programs")


def _sent(values: Values, now: datetime) -> QuerySet[Any]:
    rows = Contribution.objects.here().filter(author__isnull=False, **from_when("sent_at", values["since"], now))
    found: QuerySet[Any] = rows
    return found


def _published(values: Values, now: datetime) -> QuerySet[Any]:
    rows = Contribution.objects.here().filter(state="published", author__isnull=False)
    found: QuerySet[Any] = rows.filter(**from_when("published_at", values["since"], now))
    return found


def _offer(
    key: str, sentence: Said, denied: Said, rows: Callable[[Values, datetime], QuerySet[Any]], at: str
) -> None:  # fmt: skip
    def narrow(values: Values, now: datetime) -> Q:
        return at_least(rows(values, now), "author", values["times"])

    def why(member: Member, values: Values) -> Said | None:
        seen = rows(values, timezone.now()).filter(author=member).aggregate(count=Count("pk"), last=Max(at))
        return so_often(seen["count"], seen["last"])

    register(Predicate(key, FAMILY, sentence, {"times": times(), "since": since()}, narrow, why, denied))


_offer(
    "contribution_sent",
    ngettext_lazy(
        "sent at least {times} text to a call for contributions {since}",
        "sent at least {times} texts to calls for contributions {since}", "times",
    ),
    ngettext_lazy(
        "sent no text to a call for contributions {since}",
        "sent fewer than {times} texts to calls for contributions {since}", "times",
    ),
    _sent, "sent_at",
)  # fmt: skip
_offer(
    "contribution_out",
    ngettext_lazy(
        "had at least {times} text of a call published {since}",
        "had at least {times} texts of calls published {since}", "times",
    ),
    ngettext_lazy(
        "had no text of a call published {since}", "had fewer than {times} texts of calls published {since}", "times"
    ),
    _published, "published_at",
)  # fmt: skip

deed("contribution.sent", _("sent a text to a call for contributions"))
