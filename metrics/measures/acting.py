"""Who did something in some days, for lists of members: the same question as in the SQL of the measures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from metrics.measures.measure import Cut

WROTE = Q(threads__gt=0) | Q(replies__gt=0)


def did(end: date, days: int, cut: Cut, *, wrote: bool = False) -> Exists:
    """Whether a member did something (or wrote something that stands) in the `days` days up to `end`, in this cut."""
    found = MemberDay.objects.filter(member=OuterRef("pk"), day__gt=end - timedelta(days=days), day__lte=end)
    if cut.space is not None:
        found = found.filter(space=cut.space)
    return Exists(found.filter(WROTE) if wrote else found)
