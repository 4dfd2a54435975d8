"""What a decision cost comes back by itself when an appeal reverses it: levels and points rest on what there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.posts.models import Post
from community.reactions.reacting import react
from community.spaces.models import Space
from members.profiles.models import Member
from members.recognition.counting import count_now
from members.recognition.ladder import Step
from members.recognition.models import LevelRule, LevelStanding
from members.recognition.points import Earned, Scoring
from members.recognition.weighing import NOTICE, weigh
from members.segments.fields import IN_THE_OPEN
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.review.decisions import Decision
from tests.factories import a_member, a_post, a_thread
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db


def reversed_by(decision: Decision, mia: Member) -> None:
    """The appeal of whoever it is about, granted."""
    assert decision.about is not None
    overturn(appeal(decision, "It was a quote.", by=decision.about), "It was.", by=mia, read=10**9)


def step_of(member: Member) -> int:
    """The level somebody has."""
    return int(LevelStanding.objects.get(member=member).step)


def test_a_level_that_was_lost_is_regained(
    ben: Member, mo: Member, mia: Member, space: Space, delivered: Callable[[], int]
) -> None:
    wrote: dict[str, Any] = {"is": "replied", "with": {"space": IN_THE_OPEN, "times": 2, "since": 0}}
    now = timezone.now()
    LevelRule.objects.create(step=Step.ACTIVE, rule={"all": [wrote]}, begins_at=now - timedelta(days=50))
    thread = a_thread(space)
    posts = [a_post(thread, by=ben) for _ in range(2)]
    weigh(ben.pk)
    assert step_of(ben) == Step.ACTIVE
    decision = a_decision(ben, by=mo, post=posts[0], content="hide")
    delivered()
    weigh(ben.pk, now + timedelta(minutes=1))
    weigh(ben.pk, now + NOTICE + timedelta(hours=1))
    assert step_of(ben) == Step.NEWCOMER
    reversed_by(decision, mia)
    delivered()
    assert step_of(ben) == Step.ACTIVE, "at once, without waiting for the night"
    assert Post.objects.get(pk=posts[0].pk).hidden_at is None


def test_points_that_were_lost_are_there_again(
    ben: Member, nia: Member, mo: Member, mia: Member, space: Space, delivered: Callable[[], int]
) -> None:
    Scoring.current().start(by=mia)
    post = a_post(a_thread(space), by=ben)
    for giver in (nia, a_member()):
        react(post, "👍", by=giver)
    count_now()
    before = Earned.objects.filter(member=ben).in_the_open().total()
    assert before
    decision = a_decision(ben, by=mo, post=post, content="hide")
    delivered()
    count_now()
    assert not Earned.objects.filter(member=ben).in_the_open().total()
    reversed_by(decision, mia)
    delivered()
    count_now()
    assert Earned.objects.filter(member=ben).in_the_open().total() == before
