"""The demo community's journeys: two that run with people in them, and a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from community.posts.models import Post
from members.activity.models import Activity
from members.journeys.beginning import begin
from members.journeys.models import Journey, JourneyMessage
from members.journeys.running import move_on
from members.journeys.shipped import SHIPPED
from members.notifications.telling import tell
from members.profiles.models import Member

RUNNING, DRAFTS = ("welcome", "first"), ("quiet",)
SINCE, EVERY = timedelta(days=14), timedelta(hours=6)


def lead(members: dict[str, Member], now: datetime) -> None:
    """Let the newcomers of two weeks go through their welcome as if it had run all that time; no mail."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    mia = members["mia"]
    made = {key: SHIPPED[key].take_over(str(SHIPPED[key].name), "", by=mia) for key in (*RUNNING, *DRAFTS)}
    for key in RUNNING:
        made[key].publish(by=mia)
        Journey.objects.filter(pk=made[key].pk).update(runs_since=now - SINCE)
    newcomers = sorted((one for one in members.values() if one.joined_at > now - SINCE), key=lambda one: one.handle)
    for number, member in enumerate(newcomers):
        # As if they had come one after the other, so that somebody is in each step.
        _begin(made["welcome"], member, max(member.joined_at, now - timedelta(hours=20 + 26 * number)))
        post = Post.objects.filter(author=member).order_by("created_at").first()
        if post is not None:
            _begin(made["first"], member, post.created_at)
    moment = now - SINCE
    while moment <= now:
        move_on(now=moment)
        moment += EVERY
    JourneyMessage.objects.filter(sent_at=None).update(sent_at=F("created_at"))
    new = Activity.objects.filter(pk__gt=known)
    for activity in new.filter(verb="journey.message_written", facts__to=members["nia"].pk):
        tell(activity)
    new.update(dispatched_at=now)


def _begin(journey: Journey, member: Member, at: datetime) -> None:
    begin(journey, Member.objects.get_queryset().filter(pk=member.pk), cause="demo", at=at)
