"""What pilots do when something happens elsewhere."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.profiles.models import Member
from programs.pilots.joining import locked
from programs.pilots.models import Pilot, PilotSeat, Stands


@subscribe("group.member_removed", name="programs.leave_pilots")
@transaction.atomic
def leave_with_the_group(activity: Activity) -> None:
    """Who is out of the closed group by another way takes part no more."""
    member = Member.objects.filter(pk=activity.facts.get("member") or 0).first()
    if member is None or activity.subject_id is None:
        return
    for pilot in Pilot.objects.filter(group=activity.subject_id).select_related("occurrence"):
        occurrence, now, seat = locked(pilot.occurrence, member)
        is_back = now.group is not None and now.group.members.filter(pk=member.pk).exists()
        if seat is not None and seat.is_in and not is_back:
            PilotSeat.objects.filter(pk=seat.pk).update(stands=Stands.LEFT, at=timezone.now())
            record("pilot.left", actor=activity.actor, subject=seat, occurrence=occurrence.pk)
