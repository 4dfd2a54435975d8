"""The home page: greeting, what is new, what fits, what could use help."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from community.following.choosing import choose
from community.following.reading import read_to
from community.home.greeting import hello, since_words
from community.home.models import Visit
from community.home.visiting import take_pulse
from community.questions.taking import take
from community.threads.models import Thread
from tests.community.home.test_lists import some_threads, titles
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def visited(member: "Member", ago: timedelta) -> None:
    Visit.objects.update_or_create(member=member, defaults={"seen_at": timezone.now() - ago})


def moved(thread: Thread, ago: timedelta) -> None:
    Thread.objects.filter(pk=thread.pk).update(last_post_at=timezone.now() - ago)


def test_a_visitor_reads_what_this_is_and_can_join(as_: "As", visitor: "Viewer", thread: Thread) -> None:
    from members.installation.models import Installation

    Installation.objects.update_or_create(id=1, defaults={"name": "Almanac", "purpose": "People who plan together."})
    page = as_(visitor).get("/")
    assert "<h1>Almanac</h1>" in page.content.decode()
    assert "People who plan together." in page.content.decode()
    assert thread.title in page.content.decode()
    assert "Join" in page.content.decode()
    assert not page.cookies


@pytest.mark.parametrize(
    ("hour", "words"),
    [(5, "Good morning, Ines"), (12, "Good day, Ines"), (20, "Good evening, Ines"), (3, "Hello, Ines")],
)
def test_the_greeting_goes_by_the_hour_where_the_member_is(hour: int, words: str, db: None) -> None:
    member = a_member("Ines Duarte")
    zone = ZoneInfo("Asia/Tokyo")
    with time_machine.travel(datetime(2026, 11, 20, hour, 30, tzinfo=zone), tick=False), timezone.override(zone):
        assert hello(member) == words


def test_since_is_said_as_people_say_it() -> None:
    with time_machine.travel(datetime(2026, 11, 21, 15, 0, tzinfo=ZoneInfo("UTC")), tick=False):
        now = timezone.now()
        assert since_words(now - timedelta(hours=2)) == "since 13:00"
        assert since_words(now - timedelta(hours=20)) == "since yesterday"
        assert since_words(now - timedelta(days=3)) == "since Wednesday"
        assert since_words(now - timedelta(days=20)) == "since 1 November"
        assert since_words(now - timedelta(days=400)) == "since 17 October 2025"


def test_the_sentence_is_true(as_: "As", nia: "Member", ben: "Member", space: "Space") -> None:
    mine, other, old = (a_thread(space, by=by, title=f"A thread of {by.name} here") for by in (nia, ben, ben))
    visited(nia, timedelta(days=1))
    moved(old, timedelta(days=3))
    a_post(mine, by=ben)
    assert "2 threads moved since yesterday. 1 that you started has new replies." in as_(nia).get("/").content.decode()
    read_to(nia, Thread.objects.get(pk=mine.pk), 2)
    read_to(nia, other, 1)
    assert "Nothing new since yesterday." in as_(nia).get("/").content.decode()


def test_the_line_stands_where_the_news_end(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 5)
    visited(nia, timedelta(hours=48))
    Visit.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    old = Thread.objects.get(title="Thread number 0004")
    moved(old, timedelta(days=2))
    page = as_(nia).get("/latest/").content.decode()
    line = page.index("everything new since")
    assert page.index("Thread number 0003") < line < page.index("Thread number 0004")


def test_the_line_comes_only_once_over_pages(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 70)
    Visit.objects.create(member=nia, seen_at=timezone.now() - timedelta(minutes=29, seconds=30),
                         since=timezone.now() - timedelta(minutes=29, seconds=30))  # fmt: skip
    client, path, lines = as_(nia), "/latest/", 0
    import re

    while path:
        page = client.get(path).content.decode()
        lines += page.count("everything new since") + page.count("Nothing new since")
        older = re.search(r'<a class="btn" href="([^"]*after=[^"]*)"', page)
        path = older[1] if older else ""
    assert lines == 1


def test_a_first_visit_has_no_line_and_no_debt(as_: "As", nia: "Member", thread: Thread) -> None:
    page = as_(nia).get("/").content.decode()
    assert "Here is what people talk about." in page
    assert "caught-up" not in page


def test_a_visit_is_written_down_at_most_every_ten_minutes(
    nia: "Member", django_assert_num_queries: Callable[..., object]
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        take_pulse(nia)
        began = Visit.objects.get().seen_at
        clock.shift(timedelta(minutes=9))
        take_pulse(nia)
        assert Visit.objects.get().seen_at == began
        clock.shift(timedelta(minutes=2))
        take_pulse(nia)
        visit = Visit.objects.get()
        assert visit.seen_at == began + timedelta(minutes=11)
        assert visit.since is None
        clock.shift(timedelta(hours=5))
        assert take_pulse(nia).since == began + timedelta(minutes=11)
        assert Visit.objects.get().since == began + timedelta(minutes=11)
        clock.shift(timedelta(minutes=20))
        assert take_pulse(nia).since == began + timedelta(minutes=11)


def test_every_row_that_was_picked_says_why(as_: "As", nia: "Member", ben: "Member", space: "Space") -> None:
    nia.interests, nia.expertise = ["Rituals"], ["calendars"]
    nia.save()
    choose(nia, "everything", person=ben)
    a_thread(space, title="About weekly rituals", tags=["rituals"])
    a_thread(space, by=ben, title="Something that ben wrote")
    a_thread(space, title="Who knows calendars well?", tags=["calendars"], kind="question")
    a_thread(space, title="Anything else at all")
    page = as_(nia).get("/").content.decode()
    assert "Matches your interest rituals" in page
    assert "You follow Ben" in page
    assert "matches what you can help with" in page
    assert "New in the community" in page
    assert titles(page)[-1] == "Anything else at all"


def test_what_is_read_sinks(as_: "As", nia: "Member", space: "Space") -> None:
    first, second = a_thread(space, title="The one to be read"), a_thread(space, title="The one not read")
    assert set(titles(as_(nia).get("/").content.decode())) == {first.title, second.title}
    read_to(nia, second, 1)
    assert titles(as_(nia).get("/").content.decode()) == [first.title, second.title]


def test_the_order_is_chosen_and_remembered(as_: "As", nia: "Member", ben: "Member", space: "Space") -> None:
    choose(nia, "everything", person=ben)
    a_thread(space, by=ben, title="Older, by somebody followed")
    a_thread(space, title="Newer, by somebody else")
    client = as_(nia)
    assert titles(client.get("/").content.decode())[0].startswith("Older")
    assert client.post("/home/order/", {"order": "latest"}).status_code == 302
    assert titles(as_(nia).get("/").content.decode())[0].startswith("Newer")
    assert titles(as_(nia).get("/for-you/").content.decode())[0].startswith("Older")
    assert client.post("/home/order/", {"order": "random"}).status_code == 404
    assert client.get("/home/order/").status_code == 405


def test_a_newcomers_question_could_use_help_until_somebody_takes_it(
    as_: "As", ben: "Member", nia: "Member", mo: "Member", space: "Space"
) -> None:
    a_thread(space, by=nia, title="How do I begin here?", kind="question")
    assert "How do I begin here?" in as_(ben).get("/").content.decode().split("Could use your help")[1]
    assert "from a new member" in as_(ben).get("/").content.decode()
    assert "Could use your help" not in as_(nia).get("/").content.decode()
    take(Thread.objects.get(title="How do I begin here?"), by=mo)
    assert "Could use your help" not in as_(ben).get("/").content.decode()


@pytest.mark.parametrize("threads", [10, 1000])
def test_home_costs_twelve_queries_whatever_it_holds(
    as_: "As",
    nia: "Member",
    ben: "Member",
    space: "Space",
    threads: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    some_threads(space, threads, kind="question", tags=["rota"])
    nia.expertise = ["rota"]
    nia.save()
    choose(nia, "everything", space=space)
    Thread.objects.update(repliers=[ben.pk], people_count=2)
    visited(nia, timedelta(days=1))
    client = as_(nia)
    client.get("/tags/")
    with django_assert_max_num_queries(12) as asked:  # type: ignore[attr-defined]
        client.get("/")
    home_queries[threads] = len(asked)
    for path in ("/latest/", "/following/", "/unanswered/"):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            client.get(path)


home_queries: dict[int, int] = {}


def test_it_is_the_same_number_with_ten_and_a_thousand() -> None:
    assert len(set(home_queries.values())) == 1


@pytest.mark.parametrize("path", ["/", "/latest/", "/unanswered/", "/tags/", "/tags/rota/"])
def test_visitors_cost_eight_queries_at_most(
    as_: "As", visitor: "Viewer", space: "Space", path: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    some_threads(space, 100, kind="question", tags=["rota"])
    as_(visitor).get("/feeds/")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert as_(visitor).get(path).status_code == 200
