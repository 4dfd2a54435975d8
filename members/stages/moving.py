"""Moving members from stage to stage: all of them by one statement, in batches, by as many workers as there are."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Value, When
from django.utils import timezone

from members.activity.log import record_each
from members.profiles.models import Member
from members.stages.models import Stage, Standing
from members.stages.ruling import deciding, rulings

BATCH = 2_000
NEW = timedelta(days=1)
"""Whoever opened the account longer ago, and stands nowhere yet, was here before there were stages."""

# Whoever was set by hand stays while the rules see what they saw then. A row that another worker has is left to it;
# whoever was moved meanwhile is looked at again, and not moved twice.
_MOVE = """
UPDATE members_standing AS standing SET stage = moving.target, since = %s, ruled = ''
FROM (
    SELECT row.member_id, row.stage AS before, wanted.target
    FROM members_standing AS row JOIN ({wanted}) AS wanted (id, target) ON wanted.id = row.member_id
    WHERE row.stage <> wanted.target AND row.ruled <> wanted.target
    LIMIT %s FOR UPDATE OF row SKIP LOCKED
) AS moving
WHERE standing.member_id = moving.member_id
RETURNING standing.member_id, moving.before, standing.stage
"""


@transaction.atomic
def move_next(most: int = BATCH) -> int:
    """Move members whose stage is another one by now; returns how many, at most `most`. Raises StagesRest."""
    now = timezone.now()
    wanted = Member.objects.present().annotate(target=deciding(rulings(), now)).values_list("pk", "target")
    sql, given = wanted.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_MOVE.format(wanted=sql), [now, *given, most])
        moved = {member: {"before": before, "after": after} for member, before, after in cursor.fetchall()}
    record_each("stage.changed", Member, moved)
    return len(moved)


def place_next(most: int = BATCH) -> int:
    """Give members a place who have none; returns how many, at most `most`. Raises StagesRest.

    New ones begin as aware. Who was here before there were stages comes to the right place without a movement: what
    happened long ago is told to nobody as if it were new.
    """
    now = timezone.now()
    stage = deciding(rulings(), now)
    stage.cases.insert(0, When(confirmed_at__gt=now - NEW, then=Value(Stage.AWARE.value)))
    missing = Member.objects.present().filter(standing=None).annotate(target=stage).values_list("pk", "target")[:most]
    rows = [Standing(member_id=member, stage=target, since=now) for member, target in missing]
    Standing.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
