"""Becoming an ambassador: whoever is given the level gets a place among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.groups.joining import Barred
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 100


def without_place() -> QuerySet[LevelGrant]:
    """Given levels of ambassadors whose member has no place yet."""
    rows = LevelGrant.objects.filter(step=Step.AMBASSADOR, ended_at=None, ends_at__gt=timezone.now(), ambassador=None)
    return rows.filter(member__is_active=True).order_by("pk")


@transaction.atomic
def begin_due(member_id: int | None = None) -> int:
    """Give places to those who have the level, of one member or of all; returns how many.

    Nothing before the programme was opened for the first time. Others leave alone what is being done here.
    """
    programme = AmbassadorProgramme.current()
    if programme.group_id is None and not programme.is_open:
        return 0
    rows = without_place() if member_id is None else without_place().filter(member=member_id)
    grants = rows.select_for_update(of=("self",), skip_locked=True)[:BATCH]
    return sum(_begin(grant, programme) for grant in grants)


def _begin(grant: LevelGrant, programme: AmbassadorProgramme) -> bool:
    place, is_new = Ambassador.objects.get_or_create(
        member=grant.member, left_at=None, defaults={"grant": grant, "since": timezone.now()}
    )
    if not is_new:  # a grant that ended at this moment leaves its place to the new one
        return False
    try:
        with transaction.atomic():
            programme.circle(by=grant.given_by).add(grant.member, by=grant.given_by)
    except Barred:
        pass  # an ambassador without the space, as those who look after the group decided
    record("ambassador.begun", actor=grant.given_by, subject=place, member=grant.member_id)
    return True
