"""Who gets newsletters: asked when an issue begins to leave, for each batch, and once more before each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from community.following.hearing import seeing
from members.digest.receiving import reachable
from programs.newsletters.models import NewsletterChoice

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member, MemberQuerySet
    from programs.series.occurrences import Occurrence


def wanting() -> MemberQuerySet:
    """Members who can be reached by mail and did not stop newsletters; nobody who is suspended or leaves."""
    stopped = NewsletterChoice.objects.filter(member=OuterRef("pk"), stopped_at__isnull=False)
    return reachable().exclude(Exists(stopped))


def receivers_of(occurrence: Occurrence) -> MemberQuerySet:
    """Of those, whom this newsletter is for: its segment, and who sees its space."""
    found, segment = inside(occurrence), occurrence.program.audience
    return found if segment is None else found.filter(pk__in=segment.people().values("pk"))


def may_get(occurrence: Occurrence, members: Collection[int]) -> dict[int, Member]:
    """Of these, those who may get it now, by number: one query."""
    return {member.pk: member for member in inside(occurrence).filter(pk__in=members).defer("about", "line")}


def inside(occurrence: Occurrence) -> MemberQuerySet:
    """Of those who want newsletters, who sees the space of this one."""
    space = occurrence.program.space
    return wanting() if space is None else wanting().filter(pk__in=seeing(space).values("pk"))
