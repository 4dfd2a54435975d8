"""From rows that wait to rows that can be sent: what is worth telling is chosen for a batch of members at once."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from members.activity.log import record_each
from members.digest.models import Digest, DigestChoice, DigestPlan
from members.digest.receiving import may_get
from members.digest.sections import SECTIONS, Readers, Section
from members.profiles.models import Member

log = structlog.get_logger(__name__)

BATCH = 2000
"""What is asked once for a batch takes as long for few as for many."""
OLDEST = timedelta(days=28)
"""What is older is no news, however long somebody got none."""
_KEEP = """
UPDATE members_digest AS row SET chosen = given.chosen::jsonb, since = given.since, chosen_at = %(now)s
FROM unnest(%(rows)s::bigint[], %(chosen)s::text[], %(since)s::timestamptz[]) AS given (id, chosen, since)
WHERE row.id = given.id
"""


def gather(seconds: float = 20) -> int:
    """Choose for those who wait, batch by batch, for about so long. Returns how many rows can be sent by now."""
    ends, ready = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        taken, chosen = _gather_batch()
        ready += chosen
        if not taken:
            break
    return ready


@transaction.atomic
def _gather_batch() -> tuple[int, int]:
    """One batch; rows another worker has are skipped, and one that is killed leaves them as they were."""
    batch = list(Digest.objects.waiting().select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    members = may_get([row.member_id for row in batch])
    _drop([row for row in batch if row.member_id not in members], "stopped")
    rows = [row for row in batch if row.member_id in members]
    told = since_of(rows)
    readers = Readers({members[row.member_id]: told[row.member_id] for row in rows if not row.is_pause})
    found = choose_for(readers)
    ready = [row for row in rows if row.is_pause or carries(found[row.member_id])]
    now = timezone.now()
    _keep(ready, found, told, now)
    _drop([row for row in rows if not row.is_pause and not carries(found[row.member_id])], "empty")
    _rest([row for row in ready if row.is_pause], now)
    return len(batch), len(ready)


def _keep(
    rows: list[Digest], found: dict[int, dict[str, list[int]]], since: dict[int, datetime], now: datetime
) -> None:
    """One statement for all: an update by the models takes a third of the whole time of choosing."""
    given: dict[str, Any] = {
        "rows": [row.pk for row in rows], "chosen": [json.dumps(found.get(row.member_id, {})) for row in rows],
        "since": [since[row.member_id] for row in rows], "now": now,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, given)


def _drop(rows: Iterable[Digest], why: str) -> None:
    Digest.objects.filter(pk__in=[row.pk for row in rows]).update(dropped_at=timezone.now(), dropped_why=why)


def _rest(rows: list[Digest], now: datetime) -> None:
    """From now on these members are away; the row tells them so, once."""
    resting = [DigestChoice(member_id=row.member_id, paused_at=now) for row in rows]
    DigestChoice.objects.bulk_create(
        resting, update_conflicts=True, unique_fields=["member"], update_fields=["paused_at"]
    )
    record_each("digest.paused", Member, {row.member_id: {} for row in rows})


def since_of(rows: Iterable[Digest]) -> dict[int, datetime]:
    """Since when each member was told nothing by a digest: the last one that left, or a week (or their weeks) ago."""
    ids, now = [row.member_id for row in rows], timezone.now()
    every = dict(DigestChoice.objects.filter(member__in=ids).values_list("member", "every"))
    left = Digest.objects.filter(member__in=ids, sent_at__isnull=False, is_test=False, is_pause=False)
    last = dict(left.order_by().values("member").annotate(last=Max("chosen_at")).values_list("member", "last"))
    return {pk: max(last.get(pk) or now - timedelta(weeks=every.get(pk, 1)), now - OLDEST) for pk in ids}


def choose_for(readers: Readers, only: Collection[str] | None = None) -> dict[int, dict[str, list[int]]]:
    """What is worth telling each of them, by section; nothing of sections that the plan or they leave out.

    `only`: of these sections alone.
    """
    found: dict[int, dict[str, list[int]]] = {pk: {} for pk in readers.members}
    if not found:
        return found
    left_out = set(DigestPlan.current().left_out)
    left_out |= set() if only is None else SECTIONS.keys() - set(only)
    without = dict(DigestChoice.objects.filter(member__in=list(found)).values_list("member", "without"))
    for section in SECTIONS.values():
        wanting = [pk for pk in found if section.key not in without.get(pk, ())]
        if section.key in left_out or not wanting:
            continue
        asked = readers if len(wanting) == len(found) else readers.among(wanting)
        for pk, things in _chosen_by(section, asked).items():
            if things:
                found[pk][section.key] = things
    return found


def _chosen_by(section: Section[Any], readers: Readers) -> dict[int, list[int]]:
    """What one section tells; one that fails is left out, so that it does not keep all the others back."""
    try:
        with transaction.atomic():
            return section.choose(readers)
    except Exception:
        log.exception("A section of the digest could not be chosen.", section=section.key)
        return {}


def carries(chosen: dict[str, list[int]]) -> bool:
    """Whether there is reason enough to send it."""
    return any(SECTIONS[key].carries for key in chosen if key in SECTIONS)
