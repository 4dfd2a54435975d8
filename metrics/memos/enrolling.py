"""Who is owed a memo: one row for each member and week, from Monday morning on.

Only the week of now is ever owed: whoever was without workers for three weeks gets one memo, not three.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from metrics.memos.models import Memo
from metrics.memos.receiving import receivers

if TYPE_CHECKING:
    from datetime import date

MORNING = time(7)
"""By the clock of the community."""
LAST_DAY = 4
"""On Saturday it is too late: the next one is near. Monday is 0."""


def week_of(now: datetime) -> date | None:
    """The Monday of the week whose memo is owed at this moment; none from Saturday on, and on Monday before seven."""
    here = timezone.localtime(now, timezone.get_default_timezone())
    if here.weekday() > LAST_DAY or (here.weekday() == 0 and here.time() < MORNING):
        return None
    return here.date() - timedelta(days=here.weekday())


def enrol(now: datetime | None = None) -> int:
    """Write the rows of this week, for whoever has none. Returns how many; two at once write each once."""
    week = week_of(now or timezone.now())
    if week is None:
        return 0
    missing = receivers().exclude(memos__week=week).order_by("pk").values_list("pk", flat=True)
    rows = [Memo(key=f"memo.{week}.m{pk}", member_id=pk, week=week) for pk in missing]
    Memo.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
