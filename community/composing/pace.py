"""How fast somebody may post. Counted in the table of posts itself: exact, and true after every restart."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.posts.permissions import YOUNG
from members.profiles.models import Member
from members.profiles.refusing import Refusal, clock
from moderation.screening import trust
from moderation.screening.lifting import lifted

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POSTS_PER_HOUR, POSTS_PER_HOUR_YOUNG = 60, 10
SAME_AGAIN = timedelta(minutes=5)


def too_fast(member: Member, source: str) -> Refusal | None:
    """Refuse one post too many in an hour, and the same words within five minutes. Under the member's lock."""
    from community.posts.models import Post

    now = timezone.now()
    same = Q(source=source.strip(), created_at__gt=now - SAME_AGAIN)
    counted = Post.objects.filter(author=member, created_at__gt=now - HOUR).aggregate(
        posts=Count("pk"), oldest=Min("created_at"), same=Max("created_at", filter=same)
    )
    if counted["same"]:
        return Refusal(_("You posted the same words a moment ago."), counted["same"] + SAME_AGAIN)
    young = now - member.joined_at < YOUNG
    if not member.is_moderator and counted["posts"] >= (POSTS_PER_HOUR_YOUNG if young else POSTS_PER_HOUR):
        until: datetime = counted["oldest"] + HOUR
        return Refusal(_("That was a lot in one hour. You can post again at %(time)s.") % {"time": clock(until)}, until)
    return None


def writing_of(member: Member, act: str, contents: trust.Contents = trust.NOTHING) -> trust.Writing:
    """What a member on their first day has posted, for the trust limits; no query for everybody else."""
    from community.threads.models import Thread

    if not trust.is_new(member):
        return trust.Writing(act, contents=contents)
    today = Q(posts__created_at__gt=timezone.now() - DAY)
    today &= Q(posts__number=1) if act == "thread" else Q(posts__number__gt=1)
    accepted = Thread.objects.filter(answer__author=member).exclude(answered_by=member)
    counted = (
        Member.objects.get_queryset()
        .annotate(today=Count("posts", filter=today), oldest=Min("posts__created_at", filter=today))
        .values("today", "oldest", proven=Exists(accepted) | lifted())
        .get(pk=member.pk)
    )
    return trust.Writing(act, counted["today"], counted["oldest"], contents=contents, proven=counted["proven"])


def allowance(member: Member, act: str) -> tuple[str, str]:
    """What is left on the first day, and what one post may have: sentences that are said before anything is written."""
    writing = writing_of(member, act)
    return trust.allowance(member, writing), trust.in_a_post(member, proven=writing.proven)
