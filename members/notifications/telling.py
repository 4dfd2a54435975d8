"""Telling members what happened: each once, with the most personal reason, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from config.lib.live import publish_to_members
from members.notifications.models import KEPT, MailItem, Notification
from members.notifications.notices import NOTICES, Happening, Notice, surfaces
from members.notifications.preferences import channels_of
from members.profiles.models import Member

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
INSERT INTO members_mailitem (member_id, notification_id, activity_id, kind, thread_id, subject_id, actor_id, at)
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


def tell(activity: Activity) -> None:
    """Write the notifications and mail items an activity gives rise to; inside the transaction of its receipt."""
    for surface in surfaces():
        if activity.verb in surface.verbs:
            happening = surface.happening(activity)
            if happening is not None:
                _tell(activity, surface, happening)


def _tell(activity: Activity, surface: Surface, happening: Happening) -> None:
    wanted = {
        notice: set(notice.recipients(activity, happening)) - {happening.actor_id}
        for notice in NOTICES.values()
        if notice.surface is surface and activity.verb in notice.verbs
    }
    everybody = set[int]().union(*wanted.values())
    left = surface.admitted(happening, _reachable(everybody)) - _told_before(list(wanted), happening, everybody)
    for notice, members in wanted.items():
        in_app, by_mail = channels_of(notice, members & left)
        left -= in_app | by_mail
        rows = _write(notice, happening, in_app)
        _owe_mail(notice, happening, activity.pk, {member: rows.get(member) for member in sorted(by_mail)})
        count_changed(in_app)


def _reachable(members: Collection[int]) -> set[int]:
    """Those with an open account who are not suspended."""
    free = Q(suspended_until=None) | Q(suspended_until__lte=timezone.now())
    return set(Member.objects.present().filter(free, pk__in=members).values_list("pk", flat=True)) if members else set()


def _told_before(notices: list[Notice], happening: Happening, members: Collection[int]) -> set[int]:
    """Members who know of it already, whichever activity told them: an edit or a second press tells nobody again."""
    told: set[int] = set()
    for once_per_actor in {notice.once_per_actor for notice in notices}:
        keys = [notice.key for notice in notices if notice.once_per_actor == once_per_actor]
        rows = Notification.objects.filter(
            kind__in=keys, member__in=members, thread_id=happening.thread_id, subjects__contains=[happening.subject_id]
        )
        if once_per_actor:
            rows = rows.filter(actors__contains=[happening.actor_id])
        told.update(rows.values_list("member_id", flat=True))
    # Who wants mail alone has no row; what was mailed is remembered there.
    by_post = [notice.key for notice in notices if not notice.once_per_actor]
    mailed = MailItem.objects.filter(member__in=members, kind__in=by_post, subject_id=happening.subject_id)
    return told | set(mailed.values_list("member_id", flat=True))


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


def _owe_mail(notice: Notice, happening: Happening, activity_id: int, rows: dict[int, int | None]) -> None:
    """One thing to be mailed to each member (keys), with the notification (values) that makes it needless once seen."""
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
        cursor.execute(_OWE, given)


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


def count_changed(members: Collection[int]) -> None:
    """Let the open pages of these members ask for their number of new notifications."""
    publish_to_members(members, "inbox")
