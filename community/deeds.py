"""What somebody wrote, in numbers, for the team that decides about them: only what all members read counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from community.guides.models import Guide
from community.predicates import OPENLY
from community.threads.models import Thread
from moderation.sanctions.deeds import Deed, register

if TYPE_CHECKING:
    from members.profiles.models import Member


def accepted_answers(member: Member) -> int:
    """Answers of theirs that were accepted, without those taken out of sight."""
    return int(
        Thread.objects.filter(
            answer__author=member, answer__hidden_at=None, deleted_at=None, space__deleted_at=None,
            space__visibility__in=OPENLY,
        ).count()
    )  # fmt: skip


def guides(member: Member) -> int:
    """Guides they began that are there to be read."""
    there = Guide.objects.filter(created_by=member, published_at__isnull=False, retired_at=None, hidden_at=None)
    open_to_all = Q(space=None) | Q(space__visibility__in=OPENLY, space__deleted_at=None)
    return int(there.filter(open_to_all).count())


ANSWERS = ngettext_lazy("%(count)d accepted answer", "%(count)d accepted answers", "count")
GUIDES = ngettext_lazy("%(count)d guide", "%(count)d guides", "count")
register(Deed("answers", "circle-check", ANSWERS, accepted_answers))
register(Deed("guides", "book-open", GUIDES, guides))
