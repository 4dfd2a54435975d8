"""From what members really did to the numbers: rolled days against plain counting in what was written and the log."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from community.reactions.reacting import react
from members.activity.models import Activity
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Cut
from metrics.rollups.days import begin_of, day_of, today, yesterday
from tests.factories import a_member, a_post, a_space, a_thread
from tests.metrics.rolled import roll_everything

pytestmark = pytest.mark.django_db


def value(key: str, days: int = 28, cut: Cut | None = None) -> tuple[Any, int]:
    counted = MEASURES[key].numbers([yesterday()], days, cut)[yesterday(), None]
    return counted.value, counted.people


def on(days_ago: int) -> time_machine.travel:
    """At noon of that day."""
    return time_machine.travel(begin_of(today() - timedelta(days=days_ago)) + timedelta(hours=12), tick=False)


@pytest.fixture
def lived() -> dict[str, Member]:
    """Six members; two write, one of them twice; one deletes what they wrote; one reacts; two do nothing."""
    with on(60):
        people = {name: a_member(name) for name in ("Writer", "Guest", "Remover", "Reactor", "Reader", "Quiet")}
        space = a_space("Workshop")
    with on(40):
        thread = a_thread(space, by=people["Writer"])
    with on(20):
        a_post(thread, by=people["Writer"])
        reply = a_post(thread, by=people["Guest"])
        react(reply, "👍", by=people["Reactor"])
    with on(10):
        a_post(thread, by=people["Remover"]).delete_softly(by=people["Remover"])
    with on(3):
        people["New"] = a_member("New")
    roll_everything()
    return people


def test_what_was_deleted_and_who_only_looked_count_nowhere(lived: dict[str, Member]) -> None:
    assert value("contributors") == (2.0, 2)
    assert value("joined") == (1.0, 1)
    wrote = {
        act.actor_id
        for act in Activity.objects.filter(verb__in=("thread.started", "post.created"))
        if day_of(act.at) > yesterday() - timedelta(days=28)
    }
    assert wrote - {lived["Remover"].pk} == {lived["Writer"].pk, lived["Guest"].pk}
    assert timezone.localdate() == today()


def test_who_came_back_within_four_weeks_of_the_first_post_is_seen(lived: dict[str, Member]) -> None:
    assert value("newcomers-back") == (100.0, 1)
    assert value("newcomers-back", 7) == (None, 0)


def test_those_who_react_take_part_and_do_not_write(lived: dict[str, Member]) -> None:
    assert Member.objects.present().count() == len(lived) == 7
    assert value("activity-rate") == (pytest.approx(100 * 3 / 7), 7)
    assert value("active-authors") == (pytest.approx(100 * 2 / 3), 3)
    assert value("dau") == (pytest.approx(3 / 28), 3)
    assert value("wau") == (pytest.approx(3 / 4), 3)
    assert value("mau") == (3.0, 3)
    assert value("stickiness") == (pytest.approx(100 / 28), 3)
    reacted = Activity.objects.filter(verb="reaction.added").values_list("actor", flat=True)
    assert list(reacted) == [lived["Reactor"].pk]


def test_new_members_are_told_of_when_their_time_is_over(lived: dict[str, Member]) -> None:
    assert value("activated-7") == (None, 0)
    assert value("activated-7", 90) == value("activated-14", 90) == (0.0, 6)
    assert value("retention-4w", 90) == (0.0, 6)
    assert value("retention-8w", 90) == (None, 0)
