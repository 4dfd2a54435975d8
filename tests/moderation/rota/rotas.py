"""Small makers for the rota: shifts, cases."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.measures import Severity, Source
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.subjects import Item
from moderation.rota.shifts import Shift

_numbers = iter(range(1, 10**9))


def in_hours(hours: float) -> datetime:
    """So many hours from now."""
    return timezone.now() + timedelta(hours=hours)


def a_shift(member: Member, begins: float = -1, ends: float = 7, **fields: Any) -> Shift:
    """From and to so many hours from now."""
    shift: Shift = Shift.objects.create(member=member, starts_at=in_hours(begins), ends_at=in_hours(ends), **fields)
    return shift


def a_case(about: Member | None = None, severity: int = Severity.MEDIUM, **changed: Any) -> Case:
    """About some post that nobody has to find."""
    item = Item(
        key="post", pk=next(_numbers), author=about, title="A post", text="Words", html="<p>Words</p>",
        at=datetime(2026, 1, 1, tzinfo=UTC), version="1",
    )  # fmt: skip
    case = open_case(item, Source.REPORT, severity)
    if changed:
        Case.objects.filter(pk=case.pk).update(**changed)
        case.refresh_from_db()
    return case
