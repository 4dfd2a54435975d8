"""Related threads: by words and tags, worked out by a worker, shown to those who may see them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from community.related.finding import next_owed, work_out
from community.related.models import RelatedThreads
from community.related.showing import related_to
from community.related.tasks import work_out_related
from community.threads.models import Thread
from tests.factories import a_group, a_guide, a_space, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from config.lib.audience import Viewer
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db
ROTA = "How do you build a fair rota for a shelter?", "Half of our volunteers can only do mornings, the rota is unfair."


def rotas(space: object = None, *, number: int = 0, **fields: object) -> Thread:
    titles = ["A fair rota for mornings", "Volunteers and the unfair rota", "Our shelter needs a rota of volunteers"]
    source = "The rota was unfair to volunteers who take the mornings in the shelter."
    return a_thread(space, title=titles[number], source=source, **fields)  # type: ignore[arg-type]


def test_threads_about_the_same_stand_beside_each_other_for_those_who_see_them(
    as_: "Callable[[Viewer], Client]", ben: "Member", delivered: Callable[[], int]
) -> None:
    thread = a_thread(title=ROTA[0], source=ROTA[1], tags=["rota"])
    like, inner, gone = rotas(), rotas(a_space(group=a_group(ben)), number=1), rotas(number=2)
    a_thread(title="Where to buy a kettle cheaply", source="The old one leaks on the carpet.")
    tagged = a_thread(title="Something short on this", source="Look here.", tags=["rota", "shelter"])
    other = a_thread(title="No word in common at all", source="Nothing.", tags=["rota", "shelter"])
    delivered()
    assert work_out_related() == 7
    assert next_owed() is None
    gone.delete_softly(by=ben)
    seen = related_to(AnonymousUser(), thread)
    assert seen.threads[0] == like
    assert set(seen.threads) == {like}, "one tag alone is not enough"
    assert set(related_to(ben, thread).threads) == {like, inner}
    assert [one.pk for one in related_to(AnonymousUser(), tagged).threads] == [other.pk], "two tags are"
    page = as_(AnonymousUser()).get(thread.get_absolute_url()).text
    assert like.title in page
    assert inner.title not in page
    guide = a_guide(like.space, thread=thread)
    cache.clear()
    page = as_(ben).get(thread.get_absolute_url()).text
    assert guide.title in page
    assert inner.title in page


def test_a_duplicate_points_at_the_thread_that_goes_on(ben: "Member", delivered: Callable[[], int]) -> None:
    thread, canonical = a_thread(title=ROTA[0], source=ROTA[1]), a_thread(title="It was spoken about here before")
    double = rotas()
    Thread.objects.filter(pk=double.pk).update(duplicate_of=canonical)
    delivered()
    work_out(thread.pk)
    assert RelatedThreads.objects.get(thread=thread).ids == [canonical.pk]


def test_older_threads_learn_of_newer_ones_and_other_words_are_looked_at_again(
    ben: "Member", delivered: Callable[[], int]
) -> None:
    old = a_thread(title=ROTA[0], source=ROTA[1], by=ben)
    delivered()
    work_out_related()
    new = rotas()
    delivered()
    work_out_related()
    assert RelatedThreads.objects.get(thread=old).ids == [new.pk]
    first = old.posts.get(number=1)
    first.edit(by=ben, source="The kettle leaks.", version=1, title="Where to buy a kettle cheaply")
    delivered()
    assert next_owed() == old.pk
    work_out_related()
    assert RelatedThreads.objects.get(thread=old).ids == []
