"""What rules can ask about spotlights."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.segments.activity import so_often
from members.segments.fields import from_when, since
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.spotlights.models import Spotlight

if TYPE_CHECKING:
    from members.profiles.models import Member


def _rows(values: Values, now: datetime) -> Any:
    return Spotlight.objects.live().filter(
        published_at__isnull=False, **from_when("published_at", values["since"], now)
    )


def _narrow(values: Values, now: datetime) -> Q:
    return at_least(_rows(values, now), "member")


def _why(member: Member, values: Values) -> Said | None:
    found = _rows(values, timezone.now()).filter(member=member).order_by("-published_at")
    last = found.values_list("published_at", flat=True).first()
    return so_often(found.count(), last)


register(
    Predicate(
        "spotlight_shown", _("Programs"), _("were shown in a spotlight {since}"), {"since": since()}, _narrow, _why,
        _("were shown in no spotlight {since}"),
    )
)  # fmt: skip
