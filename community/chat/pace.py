"""How fast somebody may write in chat. Counted in the table of lines itself, as for replies.

A line is short and many make one thought: six lines count as much as one reply.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.chat.writing import rendered
from community.composing.pace import DAY, HOUR, POSTS_PER_HOUR, POSTS_PER_HOUR_YOUNG, writing_of
from community.posts.permissions import YOUNG
from members.profiles.models import Member
from members.profiles.refusing import Refusal, clock
from moderation.screening import trust

LINES_TO_A_REPLY = 6
SAME_AGAIN = timedelta(seconds=30)


def too_fast(member: Member, source: str) -> Refusal | None:
    """Refuse one line too many, and the same words again at once. Under the member's lock; one query."""
    from community.chat.models import ChatLine

    now, new, young = timezone.now(), trust.is_new(member), timezone.now() - member.joined_at < YOUNG
    span = DAY if new else HOUR
    recent = ChatLine.objects.filter(author=member, tells_of=None, created_at__gt=now - span)
    hour = Q(created_at__gt=now - HOUR)
    counted = recent.aggregate(
        day=Count("pk"), first=Min("created_at"), hour=Count("pk", filter=hour), oldest=Min("created_at", filter=hour),
        same=Max("created_at", filter=Q(source=source.strip(), created_at__gt=now - SAME_AGAIN)),
    )  # fmt: skip
    if counted["same"]:
        return Refusal(_("You wrote the same words a moment ago."), counted["same"] + SAME_AGAIN)
    if member.is_moderator:
        return None
    if new and counted["day"] >= trust.REPLIES * LINES_TO_A_REPLY:
        return _until(min(member.joined_at, counted["first"]) + DAY)
    if counted["hour"] >= (POSTS_PER_HOUR_YOUNG if young else POSTS_PER_HOUR) * LINES_TO_A_REPLY:
        return _until(counted["oldest"] + HOUR)
    return None


def screened(member: Member, source: str) -> Refusal | None:
    """What the trust limits of a first day say to these words; nothing is rendered for anybody else."""
    if not trust.is_new(member):
        return None
    words, _resolver = rendered(source)
    contents = trust.Contents(len(words.links), len(words.pictures), len(words.mentions))
    verdict = trust.screen(member, writing_of(member, "line", contents))
    return None if verdict.allowed else Refusal(verdict.sentence, verdict.until)


def _until(moment: datetime) -> Refusal:
    sentence = _("That was a lot at once. You can write again at %(time)s.") % {"time": clock(moment)}
    return Refusal(sentence, moment)
