"""Celebrations as a reader sees them, with the thanks that were said for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from members.recognition.thanks import Thanks
from programs.celebrations.models import Celebration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member

ON_HOME, LATELY, MONTH = 3, timedelta(days=3), timedelta(days=30)
KIND = "celebration"


@dataclass(frozen=True)
class Line:
    """One celebration, how often it was thanked for, and whether the reader did or can."""

    one: Celebration
    thanked: int
    has_thanked: bool
    is_mine: bool


def lately(reader: Member) -> list[Celebration]:
    """The latest ones, for home."""
    rows = Celebration.objects.visible_to(reader).shown_on("on_home").filter(at__gt=timezone.now() - LATELY)
    return list(_read(rows)[:ON_HOME])


def of_the_month(reader: Member) -> list[Line]:
    """Those of the last thirty days that have a place at home, at most a hundred."""
    rows = Celebration.objects.visible_to(reader).shown_on("on_home").filter(at__gt=timezone.now() - MONTH)
    return lines(_read(rows)[:100], reader)


def own(reader: Member) -> list[Celebration]:
    """All that the reader reached."""
    return list(_read(Celebration.objects.filter(member=reader))[:100])


def _read(rows: object) -> Sequence[Celebration]:
    return rows.select_related("member", "post__thread__space").order_by("-at", "-pk")  # type: ignore[attr-defined,no-any-return]


def lines(rows: Sequence[Celebration], reader: Member) -> list[Line]:
    """With their thanks: one query for all."""
    found = list(rows)
    said = Thanks.objects.standing().filter(kind=KIND, about_id__in=[one.pk for one in found]).order_by()
    counted = said.values_list("about_id").annotate(n=Count("pk"), mine=Count("pk", filter=Q(giver=reader)))
    thanked = {pk: (n, bool(mine)) for pk, n, mine in counted}
    return [Line(one, *thanked.get(one.pk, (0, False)), one.member_id == reader.pk) for one in found]
