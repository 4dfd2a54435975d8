"""How many questions are answered and wait: the same for everybody, on the page and in what open pages fetch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.amas.answering import finish, say, set_aside, take
from programs.amas.asking import ask
from programs.amas.counting import SoFar, so_far
from programs.amas.merging import merge, take_apart
from programs.amas.models import AmaQuestion
from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db


def test_what_is_held_counts_for_nobody_and_what_is_merged_counts_as_one(
    ama: Callable[..., Occurrence], as_: Any, visitor: Any, ben: Member, nia: Member, mia: Member, mo: Member
) -> None:
    live = ama("live")
    first = ask(live, by=ben, words="How do you decide what not to plan?")
    second = ask(live, by=nia, words="Who waters the plants at yours?")
    third = ask(live, by=nia, words="Where do you keep the lists?")
    held = ask(live, by=ben, words="What is it that you never say?")
    AmaQuestion.objects.filter(pk=held.pk).update(held_at=timezone.now())
    assert so_far(live) == SoFar(asked=3, answered=0, waiting=3)
    merge(second, first, by=mia)
    take(first, by=mia)
    assert so_far(live) == SoFar(asked=2, answered=0, waiting=2)
    say(first, by=mia, source="By a list.")
    finish(first, by=mia)
    set_aside(third, by=mia, why="For another day")
    assert so_far(live) == SoFar(asked=2, answered=1, waiting=0)
    take_apart(second, by=mia)
    assert so_far(live) == SoFar(asked=3, answered=1, waiting=1)
    for who in (ben, mia, visitor):
        for address in (live.program.kind.url(live), reverse("ama_now", args=[live.pk])):
            assert "1 answered · 1 waits" in as_(who).get(address).text
    AmaQuestion.objects.filter(pk=first.pk).update(held_at=timezone.now())
    for who in (ben, mia, mo, visitor):  # whoever sees what is held reads the numbers of all
        assert "0 answered · 1 waits" in as_(who).get(live.program.kind.url(live)).text
