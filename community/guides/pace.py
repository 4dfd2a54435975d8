"""What the trust limits of a first day say to a guide; hosts can be new as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.utils import timezone

from community.composing.pace import DAY, writing_of
from community.guides.models import Guide
from community.guides.writing import resolver_in
from config.lib.markup import render
from members.profiles.refusing import Refusal
from moderation.screening import trust

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member


def screened(member: Member, act: str, source: str, space: Space | None) -> Refusal | None:
    """Refuse a guide too many on the first day (`act` is `guide`; otherwise `edit`), and what one text may not have."""
    if not trust.is_new(member):
        return None
    rendered = render(source, resolver_in(space))
    contents = trust.Contents(len(rendered.links), len(rendered.pictures), len(rendered.mentions))
    verdict = trust.screen(member, _writing(member, act, contents))
    return None if verdict.allowed else Refusal(verdict.sentence, verdict.until)


def allowance(member: Member) -> tuple[str, str]:
    """What is left on the first day, and what one guide may have; empty, without a query, for everybody else."""
    if not trust.is_new(member):
        return "", ""
    writing = _writing(member, "guide")
    return trust.allowance(member, writing), trust.in_a_post(member, proven=writing.proven)


def _writing(member: Member, act: str, contents: trust.Contents = trust.NOTHING) -> trust.Writing:
    """The guides of somebody on their first day."""
    today = Guide.objects.filter(created_by=member, created_at__gt=timezone.now() - DAY)
    counted = today.aggregate(today=Count("pk"), oldest=Min("created_at"))
    return replace(writing_of(member, act, contents), **counted)
