"""Levels of the village: evidence for what was written in the open, beside what was written among a few."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from members.recognition.badges import Badge, BadgeAward
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant, LevelRule, LevelStanding, Nomination
from members.recognition.thankable import About
from members.recognition.thanks import thank
from members.segments.fields import IN_THE_OPEN
from members.segments.models import Segment
from members.segments.rules import Rule

if TYPE_CHECKING:
    from tests.visibility.village import Village


def recognised(village: "Village") -> None:
    """`member` has a level for what all read, is proposed for another, and one was given to somebody else."""
    asked = [
        {"is": key, "with": {"space": IN_THE_OPEN, "times": 1, "since": 0, **more}}
        for key, more in (("started", {"kind": "any"}), ("replied", {}), ("answered", {}))
    ]
    begins = timezone.now() - timedelta(days=1)
    LevelRule.objects.create(step=Step.ACTIVE, rule={"all": asked}, begins_at=begins)
    _thanks(village)
    _badges(village, {"all": asked})
    author, other = village.member("member"), village.member("another_member")
    LevelStanding.objects.create(member=author, step=Step.MENTOR)
    Nomination.objects.create(member=author, step=Step.AMBASSADOR, made_by=other, reason="Knows where things are.")
    LevelGrant.objects.create(member=other, step=Step.MENTOR)


def _badges(village: "Village", rule: Rule) -> None:
    """One badge that `member` has for what all read, and one for what was written among a few."""
    author, by = village.member("member"), village.member("admin")
    inner = {"is": "replied", "with": {"space": village.space.pk, "times": 1, "since": 0}}
    for name, asked in (("Starter", rule), ("Insider", inner)):
        segment = Segment.create(f"Badge {name}", asked, by=by)
        badge = Badge.objects.create(name=name, slug=name.lower(), description="Writes", segment=segment, made_by=by)
        Badge.objects.filter(pk=badge.pk).update(started_at=timezone.now())
        BadgeAward.objects.create(badge=badge, member=author, rule=segment.rule)


def _thanks(village: "Village") -> None:
    """One for words that all read, one for words among a few, which says what they were."""
    author, by = village.member("member"), village.member("trusted_member")
    first = village.public.posts.get(number=1)
    thank(author, "For opening it", by=by, for_what=About("post", first.pk))
    inner = village.private.posts.get(number=1)
    thank(author, "For saying zqprivbody", by=by, for_what=About("post", inner.pk))
