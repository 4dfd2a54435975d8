"""Noting what somebody reached: once for each person and matter, at most one public line a day, nothing stale."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from programs.celebrations.models import Celebration, CelebrationRule, What, open_members, rules

if TYPE_CHECKING:
    from datetime import datetime

    from community.posts.models import Post

STALE = timedelta(days=7)
"""What is older is celebrated no more."""


@transaction.atomic
def celebrate(
    member_id: int, what: What, number: int = 1, *, at: datetime, post: Post | None = None
) -> Celebration | None:
    """Note it, unless it was, is stale, or its kind is off; nothing for who is silenced, suspended or gone."""
    now = timezone.now()
    rule = rules()[what]
    member = Member.objects.present().filter(pk=member_id).first()
    if not rule.is_on or member is None or member.is_silenced or now - at > STALE:
        return None
    Member.objects.one_at_a_time(member)
    mine = Celebration.objects.filter(member=member)
    if mine.filter(what=what, number=number).exists():
        return None
    day = timezone.localdate()
    is_free = not mine.filter(day=day, is_public=True).exists()
    is_open = rule.is_public and is_free and open_members().filter(pk=member.pk).exists()
    one: Celebration = Celebration.objects.create(
        member=member, what=what, number=number, post=post, is_public=is_open, day=day, at=now,
    )  # fmt: skip
    record("celebration.noted", actor=None, subject=one, what=str(what))
    return one


@transaction.atomic
def rule(said: dict[str, tuple[bool, bool, bool]], *, by: Member) -> None:
    """Say of each kind whether it is celebrated, on home, in the digest."""
    before = rules()
    changed = False
    for what, (is_on, on_home, in_digest) in said.items():
        old = before[what]
        if (old.is_on, old.on_home, old.in_digest) != (is_on, on_home, in_digest):
            wanted = {"is_on": is_on, "on_home": on_home, "in_digest": in_digest, "changed_by": by}
            CelebrationRule.objects.update_or_create(what=what, defaults=wanted | {"changed_at": timezone.now()})
            changed = True
    if changed:
        record("celebrations.ruled", actor=by, subject=None)
