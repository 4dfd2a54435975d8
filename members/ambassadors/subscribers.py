"""What ambassadors react to: the level that was given, renewed or taken back on the pages of recognition."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.ambassadors.beginning import begin_due
from members.ambassadors.models import Ambassador, How
from members.ambassadors.staying import ASKED_BEFORE
from members.recognition.ladder import Step


@subscribe("nomination.accepted", name="members.ambassadors_begin")
def begin_who_was_accepted(activity: Activity) -> None:
    """Gives whoever got the level of ambassadors a place among them."""
    if activity.facts.get("step") == Step.AMBASSADOR:
        begin_due(int(activity.facts["member"]))


@subscribe("level.renewed", "level.ended", name="members.ambassadors_follow_the_level")
def follow_the_level(activity: Activity) -> None:
    """Lets the place of an ambassador follow a level that a manager renewed or took back."""
    with transaction.atomic():
        rows = Ambassador.objects.filter(grant=activity.subject_id or 0, left_at=None)
        held = rows.select_related("grant", "member").select_for_update(of=("self",)).first()
        if held is None:
            return
        if held.grant.ended_at is not None:
            if held.part(How.ENDED, by=held.grant.ended_by):
                record("ambassador.ended", actor=held.grant.ended_by, subject=held, member=held.member_id)
        elif held.is_asked and held.grant.ends_at > timezone.now() + ASKED_BEFORE:
            held.answer_for_now()
