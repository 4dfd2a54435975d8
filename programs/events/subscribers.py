"""What events do when something happens elsewhere."""

from __future__ import annotations

from django.db import transaction

from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from programs.series.occurrences import Occurrence


@subscribe("program.planned", name="programs.invite_to_events")
@transaction.atomic
def invite(activity: Activity) -> None:
    """Invites whom a planned event is meant for, to the first of a series: once for each program."""
    planned = Occurrence.objects.to_come().filter(program=activity.subject_id or 0, program__format="event")
    first = planned.order_by("starts_at").first()
    if first is not None:
        record("event.invited", subject=first, program=first.program_id)
