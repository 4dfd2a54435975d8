"""Telling members what happened: each once, with the most personal reason, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from config.lib.live import publish_to_members
from config.lib.written_once import written_once
from members.notifications.models import KEPT, MailItem, Notification
from members.notifications.notices import NOTICES, Happening, Notice, surfaces
from members.notifications.preferences import Channels
from members.profiles.models import Member
from members.push.models import PushItem

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Surface

# One statement for any number of members, in the order of their ids, so that two of them never wait for each other.
_UPSERT = f"""
INSERT INTO members_notification AS row
    (member_id, kind, bundle, thread_id, place_id, subjects, actors, count, created_at, updated_at)
SELECT member, %(kind)s, %(bundle)s, %(thread)s, %(place)s, ARRAY[%(subject)s], ARRAY[%(actor)s], 1, %(at)s, %(at)s
FROM unnest(%(members)s::bigint[]) AS member ORDER BY member
ON CONFLICT (member_id, kind, bundle) WHERE seen_at IS NULL DO UPDATE SET
    subjects = CASE WHEN cardinality(row.subjects) < {KEPT} THEN row.subjects || EXCLUDED.subjects
        ELSE row.subjects END,
    actors = CASE WHEN cardinality(row.actors) < {KEPT} THEN row.actors || EXCLUDED.actors ELSE row.actors END,
    count = row.count + 1,
    updated_at = greatest(row.updated_at, EXCLUDED.updated_at)
RETURNING id, member_id
"""  # noqa: S608 - KEPT is a number of ours

_OWE = """
INSERT INTO {table} (member_id, notification_id, activity_id, kind, thread_id, subject_id, actor_id, at)
SELECT member, notification, %(activity)s, %(kind)s, %(thread)s, %(subject)s, %(actor)s, %(at)s
FROM unnest(%(members)s::bigint[], %(notifications)s::bigint[]) AS owed (member, notification)
ON CONFLICT DO NOTHING
"""

# Takes pairs out of unseen rows; a row that loses its last pair goes altogether.
_SHRINK = """
UPDATE members_notification AS row SET
    subjects = kept.subjects, actors = kept.actors, count = greatest(row.count - kept.lost, 1)
FROM (
    SELECT id, array_agg(subject ORDER BY place) FILTER (WHERE NOT gone) AS subjects,
        array_agg(actor ORDER BY place) FILTER (WHERE NOT gone) AS actors, count(*) FILTER (WHERE gone) AS lost
    FROM (
        SELECT id, subject, actor, place,
            subject = %(subject)s AND (%(actor)s::bigint IS NULL OR actor = %(actor)s) AS gone
        FROM members_notification, unnest(subjects, actors) WITH ORDINALITY AS pair (subject, actor, place)
        WHERE seen_at IS NULL AND thread_id = %(thread)s AND kind = ANY(%(kinds)s)
            AND subjects @> ARRAY[%(subject)s]::bigint[]
    ) AS pairs GROUP BY id
) AS kept
WHERE row.id = kept.id AND kept.lost > 0 AND kept.subjects IS NOT NULL
RETURNING member_id
"""

# The same for all pairs of one actor, in the rows of one member.
_SHRINK_ACTOR = """
UPDATE members_notification AS row SET
    subjects = kept.subjects, actors = kept.actors, count = greatest(row.count - kept.lost, 1)
FROM (
    SELECT id, array_agg(subject ORDER BY place) FILTER (WHERE actor <> %(actor)s) AS subjects,
        array_agg(actor ORDER BY place) FILTER (WHERE actor <> %(actor)s) AS actors,
        count(*) FILTER (WHERE actor = %(actor)s) AS lost
    FROM members_notification, unnest(subjects, actors) WITH ORDINALITY AS pair (subject, actor, place)
    WHERE seen_at IS NULL AND member_id = %(member)s AND actors @> ARRAY[%(actor)s]::bigint[]
    GROUP BY id
) AS kept
WHERE row.id = kept.id AND kept.subjects IS NOT NULL
"""


def tell(activity: Activity, *, without: Collection[int] = ()) -> None:
    """Tell members of an activity in the app, and owe them mails and pushes; in the transaction of its receipt.

    `without`: these hear of it otherwise.
    """
    for surface in surfaces():
        if activity.verb in surface.verbs:
            happening = surface.happening(activity)
            if happening is not None:
                _tell(activity, surface, happening, without)


def _tell(activity: Activity, surface: Surface, happening: Happening, without: Collection[int]) -> None:
    for notice, in_app, by_mail, by_push in reached(activity, surface, happening, without=without):
        rows = _write(notice, happening, in_app)
        post = set() if notice.mails_itself else by_mail
        for model, wanting in ((MailItem, post), (PushItem, by_push)):
            owed = {member: rows.get(member) for member in sorted(wanting)}
            _owe(model, notice, happening, activity.pk, owed)
        count_changed(in_app)


def reached(
    activity: Activity, surface: Surface, happening: Happening, *, without: Collection[int] = ()
) -> list[tuple[Notice, set[int], set[int], set[int]]]:
    """By notice who is told in the app, who by mail, and who by push; each for one reason. Nothing is written."""
    wanted = {
        notice: set(notice.recipients(activity, happening)) - {happening.actor_id, *without}
        for notice in NOTICES.values()
        if notice.surface is surface and activity.verb in notice.verbs
    }
    everybody = set[int]().union(*wanted.values())
    if not everybody:
        return []
    left = surface.admitted(happening, _reachable(everybody)) - _told_before(
        [notice for notice in wanted if not notice.every_time], happening, everybody
    )
    channels, found = Channels(left), []
    for notice, members in wanted.items():
        in_app, by_mail, by_push = channels.of(notice, members & left)
        left -= in_app | by_mail | by_push
        found.append((notice, in_app, by_mail, by_push))
    return found


def _reachable(members: Collection[int]) -> set[int]:
    """Those with an open account who are not suspended."""
    return set(_free(members, timezone.now()))


@written_once
def _free(members: Collection[int], now: datetime) -> QuerySet[Any, Any]:
    free = Q(suspended_until=None) | Q(suspended_until__lte=now)
    return Member.objects.present().filter(free, pk__in=members).values_list("pk", flat=True)


def _told_before(notices: list[Notice], happening: Happening, members: Collection[int]) -> set[int]:
    """Members who know of it already, whichever activity told them: an edit or a second press tells nobody again."""
    told: set[int] = set()
    for once_per_actor in {notice.once_per_actor for notice in notices}:
        keys = [notice.key for notice in notices if notice.once_per_actor == once_per_actor]
        given = (members, happening.subject_id, happening.actor_id, happening.thread_id or 0)
        told.update(_in_a_row(*given, kinds=(*keys,), per_actor=once_per_actor, is_thread=bool(happening.thread_id)))
    # Who wants mail or pushes alone has no row; what was sent is remembered there.
    by_post = tuple(notice.key for notice in notices if not notice.once_per_actor)
    for model in (MailItem, PushItem) if by_post else ():
        told.update(_sent(members, happening.subject_id, model=model, kinds=by_post))
    return told


@written_once
def _in_a_row(
    members: Collection[int], subject: int, actor: int, thread: int, *, kinds: tuple[str, ...], per_actor: bool,
    is_thread: bool,
) -> QuerySet[Any, Any]:  # fmt: skip
    rows = Notification.objects.filter(kind__in=kinds, member__in=members, subjects__contains=[subject])
    rows = rows.filter(thread_id=thread if is_thread else None)
    return (rows.filter(actors__contains=[actor]) if per_actor else rows).values_list("member_id", flat=True)


@written_once
def _sent(
    members: Collection[int], subject: int, *, model: type[MailItem | PushItem], kinds: tuple[str, ...]
) -> QuerySet[Any, Any]:
    sent = model._default_manager.filter(member__in=members, kind__in=kinds, subject_id=subject)
    return sent.values_list("member_id", flat=True)


def _write(notice: Notice, happening: Happening, members: Collection[int]) -> dict[int, int]:
    """One row for each member, or a pair more in the row that waits unseen. Returns the rows' ids by member."""
    if not members:
        return {}
    given = {
        "kind": notice.key,
        "bundle": notice.bundle(happening),
        "thread": happening.thread_id,
        "place": happening.place_id,
        "subject": happening.subject_id,
        "actor": happening.actor_id,
        "at": happening.at,
        "members": sorted(members),
    }
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, given)
        return {member: row for row, member in cursor.fetchall()}


def _owe(
    model: type[MailItem | PushItem], notice: Notice, happening: Happening, activity_id: int,
    rows: dict[int, int | None],
) -> None:  # fmt: skip
    """One thing to be sent to each member (keys), with the notification (values) that makes it needless once seen."""
    if not rows:
        return
    given: dict[str, Any] = {
        "activity": activity_id,
        "kind": notice.key,
        "thread": happening.thread_id,
        "subject": happening.subject_id,
        "actor": happening.actor_id,
        "at": timezone.now(),
        "members": list(rows),
        "notifications": list(rows.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OWE.format(table=model._meta.db_table), given)


def take_back(thread_id: int, subject_id: int, kinds: Collection[str], *, actor_id: int | None = None) -> None:
    """Let unseen notifications forget a subject that is gone, or what one actor did to it."""
    if not kinds:
        return
    given = {"thread": thread_id, "subject": subject_id, "actor": actor_id, "kinds": list(kinds)}
    rows = Notification.objects.unseen().filter(thread_id=thread_id, kind__in=kinds)
    with connection.cursor() as cursor:
        cursor.execute(_SHRINK, given)
        touched = {member for (member,) in cursor.fetchall()}
    empty = rows.filter(subjects__contained_by=[subject_id])
    if actor_id is not None:
        empty = empty.filter(actors__contained_by=[actor_id])
    touched.update(empty.values_list("member_id", flat=True))
    empty.delete()
    count_changed(touched)


def take_back_thread(thread_id: int) -> None:
    """Let go of every unseen notification about a thread that is gone."""
    rows = Notification.objects.unseen().filter(thread_id=thread_id)
    members = set(rows.values_list("member_id", flat=True))
    rows.delete()
    count_changed(members)


def take_back_actor(member_id: int, actor_id: int) -> None:
    """Let a member's unseen notifications, and mails that are not written yet, forget what one actor did."""
    rows = Notification.objects.unseen().filter(member=member_id, actors__contains=[actor_id])
    rows.filter(actors__contained_by=[actor_id]).delete()
    with connection.cursor() as cursor:
        cursor.execute(_SHRINK_ACTOR, {"member": member_id, "actor": actor_id})
    MailItem.objects.filter(member=member_id, actor_id=actor_id, mail=None).delete()
    PushItem.objects.filter(member=member_id, actor_id=actor_id, push=None).delete()
    count_changed([member_id])


def count_changed(members: Collection[int]) -> None:
    """Let the open pages of these members ask for their number of new notifications."""
    publish_to_members(members, "inbox")
