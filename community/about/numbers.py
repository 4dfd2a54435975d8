"""The community in numbers, as everybody may know them: what visitors cannot read is not counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member

LATELY = timedelta(days=30)
_KEY, _KEPT_SECONDS = "about:numbers", 600


@dataclass(frozen=True)
class Numbers:
    """How many there are; `since` is the first thread that visitors can read, None while there is none."""

    members: int
    lately: int
    """Members who were here in the last 30 days."""
    spaces: int
    threads: int
    replies: int
    since: datetime | None


def numbers() -> Numbers:
    """The same for everybody; kept ten minutes, three queries else."""
    kept = cache.get(_KEY)
    if isinstance(kept, Numbers):
        return kept
    outside = AnonymousUser()
    here = Q(last_seen_at__gt=timezone.now() - LATELY)
    people = Member.objects.present().aggregate(all=Count("pk"), lately=Count("pk", filter=here))
    talk = (
        Thread.objects.visible_to(outside)
        .order_by()
        .aggregate(all=Count("pk"), posts=Sum(F("posts_count") - F("moved_out")), since=Min("created_at"))
    )
    counted = Numbers(
        members=people["all"],
        lately=people["lately"],
        spaces=Space.objects.visible_to(outside).filter(archived_at=None).count(),
        threads=talk["all"],
        replies=max(0, (talk["posts"] or 0) - talk["all"]),
        since=talk["since"],
    )
    cache.set(_KEY, counted, _KEPT_SECONDS)
    return counted
