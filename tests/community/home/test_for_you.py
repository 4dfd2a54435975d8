"""What fits: never what may not be seen, never twice, varied, by the formula of docs/feed.md, each with its reason."""

import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.following.choosing import choose
from community.following.models import Reading
from community.following.reading import read_to
from community.following.silencing import silence
from community.home.for_you import POOL, for_you
from community.home.seen import MOST, pack, unpack
from community.threads.models import Thread
from tests.factories import a_group, a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def copies(number: int, spaces: "list[Space]", authors: "list[Member]", chance: random.Random) -> None:
    """Many threads at once, of all ages; the rows of posts do not matter here."""
    now = timezone.now()
    Thread.objects.bulk_create(
        Thread(
            space=chance.choice(spaces), author=chance.choice(authors), title=f"Thread number {n:04}", slug="x",
            tags=chance.sample(["tea", "rota"], 1), posts_count=1, kind=chance.choice(["question", "discussion"]),
            last_post_at=now - timedelta(minutes=chance.randint(1, 9000)),
        )
        for n in range(number)
    )  # fmt: skip


def ids(member: "Member", seen: frozenset[int] = frozenset()) -> tuple[list[int], frozenset[int] | None]:
    found = for_you(member, timezone.now() - timedelta(days=2), seen)
    return [one.thread.pk for one in found.picked], found.seen


def test_over_all_pages_nothing_is_hidden_from_rights_and_nothing_comes_twice(nia: "Member", ben: "Member") -> None:
    """Whatever happens between two pages: posts, reading, muting, a space that is closed."""
    chance = random.Random(7)
    group = a_group(ben, nia)
    closed, inner = a_space(group=a_group(ben)), a_space(group=group)
    spaces, authors = [a_space() for _ in range(4)], [a_member() for _ in range(9)]
    copies(420, [*spaces, inner, closed], [*authors, ben], chance)
    muted, quiet = authors[0], spaces[0]
    silence(muted, by=nia)
    choose(nia, "nothing", space=quiet)
    shown: list[int] = []
    seen: frozenset[int] | None = frozenset()
    pages = 0
    while seen is not None:
        page, seen = ids(nia, seen)
        pages += 1
        assert page
        here = Thread.objects.in_bulk(page)
        wrong = {closed.pk, quiet.pk, *([] if pages < 3 else [inner.pk])}
        assert not [one for one in here.values() if one.space_id in wrong or one.author_id == muted.pk]
        shown += page
        # Everything that could bring a row up or down again.
        Thread.objects.filter(pk__in=chance.sample(shown, 5)).update(last_post_at=timezone.now())
        Reading.objects.bulk_create(
            [Reading(member=nia, thread_id=pk, last_number=1) for pk in chance.sample(page, 3)], ignore_conflicts=True
        )
        choose(nia, "everything", person=chance.choice(authors[1:]))
        if pages == 2:
            group.memberships.filter(member=nia).delete()
            nia = type(nia).objects.get_queryset().get(pk=nia.pk)
    assert len(shown) == len(set(shown))
    assert pages > POOL // 30


def test_a_page_is_reached_by_its_link_with_and_without_a_script(as_: "As", nia: "Member", space: "Space") -> None:
    copies(70, [space], [a_member()], random.Random(1))
    client, path, titles = as_(nia), "/", list[str]()
    while path:
        page = client.get(path).content.decode()
        titles += re.findall(r"Thread number \d{4}", "".join(re.findall(r"<h3.*?</h3>", page, re.DOTALL)))
        older = re.search(r'<a class="btn" href="(/for-you/\?seen=[^"]*)" hx-get="([^"]*)"', page)
        path = older[1] if older else ""
        if older:
            part = client.get(older[2].replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()
            assert "<html" not in part
            assert 'class="feed"' in part
    assert len(titles) == len(set(titles)) == 70
    for nonsense in ("!", "x" * 5000, "____", "gIC"):
        assert client.get("/for-you/", {"seen": nonsense}).status_code == 404


@given(st.sets(st.integers(1, 2**40), max_size=MOST))
def test_the_address_holds_what_was_shown(shown: set[int]) -> None:
    assert unpack(pack(shown)) == shown


def test_too_many_are_refused() -> None:
    with pytest.raises(Http404):
        unpack(pack(range(1, MOST + 2)))


def test_one_author_and_one_space_do_not_fill_the_page(nia: "Member") -> None:
    loud, spaces = a_member("Loud"), [a_space() for _ in range(5)]
    copies(30, spaces[:1], [loud], random.Random(2))
    for number in range(12):
        copies(1, [spaces[number % 5]], [a_member()], random.Random(number))
    Thread.objects.update(last_post_at=timezone.now() - timedelta(hours=3), kind="discussion")
    page, _seen = ids(nia)
    authors = [Thread.objects.get(pk=pk).author_id for pk in page[:12]]
    assert authors.count(loud.pk) <= 4
    # Where there is nothing else, the rest still comes.
    assert len(page) == 30


def test_where_one_often_reads_counts_and_is_said(nia: "Member", ben: "Member") -> None:
    often, seldom = a_space("Often"), a_space("Seldom")
    for _ in range(3):
        read = a_thread(often, by=ben)
        read_to(nia, read, 1)
    fresh = [a_thread(space, by=a_member(), kind="discussion") for space in (seldom, often)]
    Thread.objects.update(last_post_at=timezone.now() - timedelta(hours=1))
    found = {one.thread.pk: one.why for one in for_you(nia, None).picked}
    order = list(found)
    assert order.index(fresh[1].pk) < order.index(fresh[0].pk)
    assert found[fresh[1].pk] == "You often read in Often"
    assert found[fresh[0].pk] == "New in the community"
    # What was read to its end sinks below what was not.
    assert set(order[-3:]) == set(order) - {one.pk for one in fresh}


def test_the_plain_order_is_remembered(as_: "As", nia: "Member", thread: Thread) -> None:
    a_post(thread)
    client = as_(nia)
    assert client.post("/home/order/", {"order": "latest"})["Location"] == "/"
    for device in (client, as_(nia)):
        assert "Begin with what fits you" in device.get("/").content.decode()
    client.post("/home/order/", {"order": "for_you"})
    assert "Begin with the newest instead" in as_(nia).get("/").content.decode()


def test_it_asks_the_same_for_few_and_for_many(nia: "Member", django_assert_num_queries: Callable[..., object]) -> None:
    spaces, authors = [a_space()], [a_member()]
    for number in (5, 300):
        copies(number, spaces, authors, random.Random(number))
        fresh = type(nia).objects.get_queryset().get(pk=nia.pk)
        with django_assert_num_queries(2):  # type: ignore[attr-defined]  # the spaces they see, and all else
            ids(fresh)
