"""Counting questions that were answered before they were asked: once for each draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from community.drafts.models import Draft
from community.questions.models import Deflection
from community.threads.models import Thread
from members.activity.log import record

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member

MONTH = timedelta(days=30)
BEGUN = "new"
"""The key of the draft of a thread that is not opened yet."""


@dataclass(frozen=True)
class Deflected:
    """How often something that was written before was enough; of the last 30 days, and the threads that did most."""

    count: int
    threads: list[Thread]


@transaction.atomic
def deflect(thread: Thread, *, by: Member) -> None:
    """Count that a thread answered somebody who was about to ask: once for their draft; without one, once a day."""
    draft = Draft.objects.filter(member=by, key=BEGUN).values_list("pk", flat=True).first()
    key = f"draft:{draft}" if draft else f"day:{timezone.now():%Y-%m-%d}"
    _, is_new = Deflection.objects.get_or_create(member=by, draft=key, defaults={"thread": thread})
    if is_new:
        record("question.deflected", actor=by, subject=thread, answered=thread.answer_id is not None)


def deflected(space_ids: Collection[int], most: int = 3) -> Deflected:
    """What was found instead of asked in these spaces within 30 days: two queries."""
    lately = timezone.now() - MONTH
    found = Deflection.objects.filter(thread__space__in=space_ids, at__gt=lately)
    threads = Thread.objects.listed().filter(space__in=space_ids, deflections__at__gt=lately)
    counted = threads.annotate(times=Count("deflections")).select_related("space").order_by("-times", "pk")
    return Deflected(found.count(), list(counted[:most]))
