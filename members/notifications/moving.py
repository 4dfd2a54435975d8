"""Notifications follow what they tell of into another thread or place; nothing is told twice and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from members.notifications.models import KEPT, MailItem, Notification
from members.notifications.telling import count_changed


def move_thread_notices(thread_id: int, *, place_id: int) -> None:
    """A thread stands in another place: who may not look there is no longer counted or shown."""
    rows = Notification.objects.filter(thread_id=thread_id)
    members = set(rows.filter(seen_at=None).values_list("member_id", flat=True))
    rows.update(place_id=place_id)
    count_changed(members)


def move_notices(left_id: int, subjects: Collection[int], *, thread_id: int, place_id: int) -> None:
    """Subjects of one thread stand in another: rows go along, those about both are parted, unseen ones join."""
    rows = Notification.objects.select_for_update().filter(thread_id=left_id, subjects__overlap=list(subjects))
    members = set()
    for row in rows.order_by("pk"):
        members.add(row.member_id)
        _move(row, set(subjects), thread_id, place_id)
    MailItem.objects.filter(thread_id=left_id, subject_id__in=subjects).update(thread_id=thread_id)
    count_changed(members)


def _move(row: Notification, subjects: set[int], thread_id: int, place_id: int) -> None:
    pairs = list(zip(row.subjects, row.actors, strict=True))
    going = [pair for pair in pairs if pair[0] in subjects]
    staying = [pair for pair in pairs if pair[0] not in subjects]
    bundle = f"thread:{thread_id}" if staying or row.bundle == f"thread:{row.thread_id}" else row.bundle
    waiting = _waiting(row, bundle)
    number = len(going) if staying else row.count
    if waiting is not None:
        _join(waiting, going, number, row)
    elif staying:
        _part(row, going, bundle, thread_id, place_id)
    else:
        row.bundle, row.thread_id, row.place_id = bundle, thread_id, place_id
        row.save(update_fields=["bundle", "thread_id", "place_id"])
        return
    if staying:
        row.subjects, row.actors = [s for s, _a in staying], [a for _s, a in staying]
        row.count = max(1, row.count - number)
        row.save(update_fields=["subjects", "actors", "count"])
    else:
        MailItem.objects.filter(notification=row).update(notification=waiting)
        row.delete()


def _waiting(row: Notification, bundle: str) -> Notification | None:
    """The unseen row that an unseen one joins, because there is only one of each kind and bundle."""
    if row.seen_at is not None or bundle == row.bundle:
        return None
    rows: Any = Notification.objects.unseen().select_for_update()
    found: Notification | None = rows.filter(member=row.member_id, kind=row.kind, bundle=bundle).first()
    return found


def _join(waiting: Notification, going: list[tuple[int, int]], number: int, row: Notification) -> None:
    room = going[: max(0, KEPT - len(waiting.subjects))]
    waiting.subjects = [*waiting.subjects, *(subject for subject, _actor in room)]
    waiting.actors = [*waiting.actors, *(actor for _subject, actor in room)]
    waiting.count += number
    waiting.updated_at = max(waiting.updated_at, row.updated_at)
    waiting.save(update_fields=["subjects", "actors", "count", "updated_at"])


def _part(row: Notification, going: list[tuple[int, int]], bundle: str, thread_id: int, place_id: int) -> None:
    Notification.objects.create(
        member_id=row.member_id, kind=row.kind, bundle=bundle, thread_id=thread_id, place_id=place_id,
        subjects=[s for s, _a in going], actors=[a for _s, a in going], count=len(going),
        created_at=row.created_at, updated_at=row.updated_at, seen_at=row.seen_at, read_at=row.read_at,
    )  # fmt: skip
