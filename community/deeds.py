"""What somebody wrote, in numbers, for the team that decides about them: only what all members read counts."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import ngettext_lazy

from community.guides.models import Guide
from community.predicates import OPENLY
from community.threads.models import Thread
from moderation.sanctions.deeds import Deed, register


def accepted_answers(member: OuterRef) -> QuerySet[Any]:
    """The threads in which an answer of theirs was accepted, without those taken out of sight."""
    return Thread.objects.filter(
        answer__author=member, answer__hidden_at=None, deleted_at=None, space__deleted_at=None,
        space__visibility__in=OPENLY,
    )  # fmt: skip


def guides(member: OuterRef) -> QuerySet[Any]:
    """Guides they began that are there to be read."""
    there = Guide.objects.filter(created_by=member, published_at__isnull=False, retired_at=None, hidden_at=None)
    open_to_all = Q(space=None) | Q(space__visibility__in=OPENLY, space__deleted_at=None)
    return there.filter(open_to_all)


ANSWERS = ngettext_lazy("%(count)d accepted answer", "%(count)d accepted answers", "count")
GUIDES = ngettext_lazy("%(count)d guide", "%(count)d guides", "count")
register(Deed("answers", "circle-check", ANSWERS, accepted_answers))
register(Deed("guides", "book-open", GUIDES, guides))
