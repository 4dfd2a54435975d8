"""Places: who has one, who moves up, who is passed over. All of it under the row lock of the occurrence."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from members.activity.log import record
from programs.events.models import Attendance, Says, capacity_of, events
from programs.series.occurrences import Occurrence


def locked(pk: int) -> Occurrence:
    """An event under the lock that everybody takes who gives or frees a place. Raises Occurrence.DoesNotExist."""
    Occurrence.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    found: Occurrence = events(Occurrence.objects.filter(pk=pk)).get()
    return found


def free_places(occurrence: Occurrence) -> int | None:
    """How many places are left; below zero where fewer are offered than were given. None: without end."""
    capacity = capacity_of(occurrence)
    return None if capacity is None else capacity - Attendance.objects.filter(occurrence=occurrence).taken()


def move_up(occurrence: Occurrence, *, asking: int | None = None) -> None:
    """Give free places to who waits, in the order of arrival: the first who fits. Under the lock.

    Who needs more places than there are is passed over, and told so once. `asking` sees the outcome on the page.
    """
    free, now = free_places(occurrence), timezone.now()
    if free is not None and free <= 0:
        return
    passed: list[Attendance] = []
    for row in Attendance.objects.filter(occurrence=occurrence).waiting():
        if free is not None and row.places > free:
            passed.append(row)
            continue
        free = None if free is None else free - row.places
        row.seated_at = now
        row.save(update_fields=["seated_at"])
        if row.member_id != asking:
            record("event.moved_up", subject=occurrence, member=row.member_id)
        _pass_over(passed, occurrence, asking)
        passed = []
        if free == 0:
            break


def _pass_over(rows: list[Attendance], occurrence: Occurrence, asking: int | None) -> None:
    """Somebody behind these got a place, because they need fewer."""
    for row in rows:
        if row.passed_over_at is None and row.member_id != asking:
            row.passed_over_at = timezone.now()
            row.save(update_fields=["passed_over_at"])
            record("event.passed_over", subject=occurrence, member=row.member_id)


def cannot_come() -> Q:
    """Answers of those whose account is closed or suspended."""
    return Q(member__is_active=False) | Q(member__suspended_until__gt=timezone.now())


def to_look_after() -> list[int]:
    """Events to come where places are held by those who cannot come, or somebody waits for one."""
    rows = Attendance.objects.filter(occurrence__in=Occurrence.objects.to_come()).exclude(says=Says.NO)
    rows = rows.filter(cannot_come() | Q(says=Says.GOING, seated_at=None))
    return list(rows.order_by("occurrence_id").values_list("occurrence_id", flat=True).distinct())
