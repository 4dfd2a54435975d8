"""Questions that could use this member's help: what they know about, or asked by somebody new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.home.feed import wanted_by
from community.home.reasons import first_shared, lowered
from community.questions.models import Turn
from community.questions.waiting import NEWCOMER
from config.lib import spans

if TYPE_CHECKING:
    from community.threads.models import Thread
    from members.profiles.models import Member

MOST = 3
WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Wish:
    """A question that waits, and how it concerns the member."""

    thread: Thread
    waiting: str
    why: str


def could_help(member: Member) -> list[Wish]:
    """Up to three questions without any reply that nobody has taken, the longest waiting first: one query."""
    known = lowered([*member.expertise, *member.interests])
    taken = Turn.objects.filter(thread=OuterRef("pk"), until__gt=timezone.now()).exclude(member=member)
    by_newcomer = Q(author__joined_at__gt=F("created_at") - NEWCOMER)
    found = (
        wanted_by(member)
        .unanswered()
        .filter(Q(tags__overlap=known) | by_newcomer, posts_count=1, last_post_at__gt=timezone.now() - WITHIN)
        .filter(~Exists(taken))
        .exclude(author=member)
        .select_related("author")
        .only("title", "slug", "tags", "created_at", "author__name", "author__is_active", "author__joined_at")
        .order_by("last_post_at", "id")[:MOST]
    )
    return [Wish(thread, spans.since(thread.created_at), _why(thread, member)) for thread in found]


def _why(thread: Thread, member: Member) -> str:
    shared = first_shared(thread.tags, [*member.expertise, *member.interests])
    return _("matches %(tag)s") % {"tag": shared} if shared else _("from a new member")
