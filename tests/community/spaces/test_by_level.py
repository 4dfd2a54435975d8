"""Spaces in which a level opens writing: who may not, who may, and that reading is no matter of levels."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.chat.permissions import may_open
from community.posts.models import Post
from community.posts.permissions import may_reply, may_start
from community.spaces.models import Space, Who
from community.spaces.permissions import may_reply_in
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from tests.factories import a_member, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def with_level(step: Step) -> Member:
    """Somebody who has a level."""
    member = a_member()
    LevelStanding.objects.create(member=member, step=step)
    return member


@pytest.fixture
def helpers() -> Space:
    """Everybody reads it; helpers write."""
    return a_space("Workbench", who_starts=Who.HELPER, who_replies=Who.HELPER, who_opens_rooms=Who.MENTOR)


def test_below_the_level_nobody_writes_and_the_refusal_says_which_it_takes(
    as_: As, visitor: Any, nia: Member, eve: Member, helpers: Space, mia: Member
) -> None:
    thread, active = a_thread(helpers, by=mia), with_level(Step.ACTIVE)
    suspended = LevelStanding.objects.create(member=eve, step=Step.AMBASSADOR).member
    for who in (visitor, nia, active, suspended):
        assert may_start(who, helpers) and may_reply(who, thread) and may_open(who, helpers)
    said = may_reply(active, thread)
    assert said is not None and "the level Helper" in said.sentence
    client = as_(active)
    assert thread.title in client.get(thread.get_absolute_url()).content.decode(), "reading is no matter of levels"
    assert "Start here" not in client.get(helpers.get_absolute_url()).content.decode()
    assert "Start here" not in as_(visitor).get(helpers.get_absolute_url()).content.decode()
    sent = {"space": helpers.pk, "kind": "discussion", "title": "Something to say", "body": "Words I typed."}
    assert client.post(reverse("thread_new"), sent).status_code in (403, 422)
    client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Words I typed."})
    assert not Post.objects.filter(author=active).exists()


def test_with_the_level_or_a_higher_one_with_the_space_or_in_the_team_one_writes(
    as_: As, mo: Member, mia: Member, helpers: Space
) -> None:
    host = a_member("Host")
    helpers.hostings.create(member=host)
    thread = a_thread(helpers, by=mia)
    for who in (with_level(Step.HELPER), with_level(Step.AMBASSADOR), host, mo, mia):
        assert may_start(who, helpers) is None and may_reply(who, thread) is None
        assert "Start here" in as_(who).get(helpers.get_absolute_url()).content.decode()
    assert may_open(with_level(Step.HELPER), helpers) and may_open(with_level(Step.MENTOR), helpers) is None


def test_a_level_is_asked_for_once_for_all_spaces_and_not_where_none_is_needed(helpers: Space, space: Space) -> None:
    member, others = with_level(Step.HELPER), [helpers, *(a_space(who_replies=Who.ACTIVE) for _ in range(3))]
    with CaptureQueriesContext(connection) as asked:
        assert may_reply_in(member, space)
    assert not [one for one in asked.captured_queries if "levelstanding" in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        assert all(may_reply_in(member, other) for other in others)
    assert len([one for one in asked.captured_queries if "levelstanding" in one["sql"]]) == 1


def test_who_looks_after_a_space_chooses_the_level(as_: As, mia: Member, space: Space) -> None:
    sent = {
        "purpose": "For tea", "hue": "3", "kinds": ["question"], "who_starts": "level3", "who_replies": "level2",
        "who_opens_rooms": "hosts", "language": "", "description": "", "template": "",
    }  # fmt: skip
    answer = as_(mia).post(reverse("space_describe", args=[space.slug]), sent)
    assert answer.status_code == 302, answer.content.decode()[:500]
    space.refresh_from_db()
    assert (space.who_starts, space.who_replies) == (Who.HELPER, Who.ACTIVE)
    assert (
        "The level Helper or a higher one" in as_(mia).get(reverse("space_about", args=[space.slug])).content.decode()
    )
