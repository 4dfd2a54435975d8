"""How fast somebody may write in chat. Counted in the table of lines itself, as for replies.

A line is short and many make one thought: six lines count as much as one reply.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.chat.writing import rendered
from community.composing.pace import DAY, HOUR, POSTS_PER_HOUR, POSTS_PER_HOUR_YOUNG, writing_of
from community.posts.permissions import YOUNG
from members.profiles.models import Member
from members.profiles.refusing import Refusal, clock
from moderation.screening import trust

if TYPE_CHECKING:
    from config.lib.audience import Viewer

LINES_TO_A_REPLY = 6
SAME_AGAIN = timedelta(seconds=30)


def too_fast(member: Member, source: str) -> Refusal | None:
    """Refuse one line too many, and the same words again at once. Under the member's lock; one query."""
    from community.chat.models import ChatLine

    now = timezone.now()
    young = now - member.joined_at < YOUNG
    recent = ChatLine.objects.filter(author=member, tells_of=None, created_at__gt=now - HOUR)
    same = Q(source=source.strip(), created_at__gt=now - SAME_AGAIN)
    counted = recent.aggregate(hour=Count("pk"), oldest=Min("created_at"), same=Max("created_at", filter=same))
    if counted["same"]:
        return Refusal(_("You wrote the same words a moment ago."), counted["same"] + SAME_AGAIN)
    if member.is_moderator:
        return None
    if counted["hour"] >= (POSTS_PER_HOUR_YOUNG if young else POSTS_PER_HOUR) * LINES_TO_A_REPLY:
        return _until(counted["oldest"] + HOUR)
    return None


def screened(member: Member, act: str, source: str) -> Refusal | None:
    """What the trust limits of a first day say to a new line, or to an edit; nothing is rendered for anybody else."""
    if not trust.is_new(member):
        return None
    words, _resolver = rendered(source)
    contents = trust.Contents(len(words.links), len(words.pictures), len(words.mentions))
    verdict = trust.screen(member, _writing(member, act, contents))
    return None if verdict.allowed else Refusal(verdict.sentence, verdict.until)


def allowance(viewer: Viewer) -> list[str]:
    """What is left on the first day and what one line may have, said before it bites; no query for anybody else."""
    if not isinstance(viewer, Member) or not trust.is_new(viewer):
        return []
    writing = _writing(viewer, "line")
    said = (trust.in_a_post(viewer, proven=writing.proven), trust.allowance(viewer, writing))
    return [sentence for sentence in said if sentence]


def _writing(member: Member, act: str, contents: trust.Contents = trust.NOTHING) -> trust.Writing:
    """The lines of somebody on their first day."""
    from community.chat.models import ChatLine

    today = ChatLine.objects.filter(author=member, tells_of=None, created_at__gt=timezone.now() - DAY)
    counted = today.aggregate(today=Count("pk"), oldest=Min("created_at"))
    return replace(writing_of(member, act, contents), **counted)


def _until(moment: datetime) -> Refusal:
    sentence = _("That was a lot at once. You can write again at %(time)s.") % {"time": clock(moment)}
    return Refusal(sentence, moment)
