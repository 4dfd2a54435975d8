"""The verdict follows from the numbers by rules, and every sentence of it is true."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.alerts.models import Finding, Severity
from metrics.alerts.remedies import remedy_for
from metrics.measures.all import MEASURES
from metrics.measures.measure import Cut
from metrics.measures.models import Score
from metrics.rollups.days import yesterday
from metrics.rollups.models import Opening
from metrics.scoreboard.board import board_of
from metrics.scoreboard.verdict import Standing, Verdict
from tests.factories import a_member, a_space, a_thread
from tests.metrics.scored import a_good_night, a_score

pytestmark = pytest.mark.django_db


def verdict() -> Verdict:
    board = board_of(Cut(), 28)
    assert board is not None
    return board.verdict


def test_before_anything_was_measured_there_is_no_board() -> None:
    assert board_of(Cut(), 28) is None


def test_a_night_that_is_not_over_is_not_shown() -> None:
    a_good_night(back=1)
    a_score("activity-rate", 1, 5410)
    board = board_of(Cut(), 28)
    assert board is not None
    assert board.end == yesterday() - timedelta(days=1)


def test_with_nothing_to_measure_it_is_too_early() -> None:
    a_score(list(MEASURES)[-1], None, 0, people=0)
    assert verdict().standing == Standing.UNKNOWN


def test_all_on_target_is_healthy_and_says_how_many_that_are() -> None:
    a_good_night()
    found = verdict()
    assert found.title == "Healthy"
    with_target = [one for one in board_of(Cut(), 28).cards if one.reading.target is not None]  # type: ignore[union-attr]
    assert str(found) == f"All {len(with_target)} numbers with a target have reached it."
    assert found.remedy is None


def test_one_off_is_one_thing_to_watch_with_what_to_do() -> None:
    a_good_night(peer_share=(30, 100))
    found = verdict()
    assert found.title == "Healthy, with one thing to watch"
    assert "“Members reply first” is at 30\u00a0%, below its target of 60\u00a0%." in str(found)
    assert found.remedy
    assert found.remedy.words == "Let the team wait a little, and ask members who may know."
    assert found.remedy.url == reverse("waiting")


def test_one_close_is_one_thing_to_watch_too() -> None:
    a_good_night(peer_share=(57, 100))
    assert verdict().standing == Standing.WATCH


def test_two_off_need_attention_and_the_one_furthest_off_is_named() -> None:
    a_good_night(peer_share=(30, 100), resolution_rate=(59, 100), activity_rate=(500, 5410))
    found = verdict()
    assert found.standing == Standing.ATTENTION
    assert "“Active” is at 9.2\u00a0%, below its target of 30\u00a0%." in str(found)
    assert "1 other thing is off, too." in str(found)


def test_what_is_to_be_low_is_above_its_target() -> None:
    a_good_night(concentration=(80, 100))
    assert "“Written by five people” is at 80\u00a0%, above its target of 50\u00a0%." in str(verdict())


def test_more_than_half_that_still_wait_are_off_target_and_not_nothing() -> None:
    a_good_night()
    Score.objects.filter(measure="first-reply-median").delete()
    a_score("first-reply-median", None, 0)
    Score.objects.filter(measure="first-reply-median").update(value=None, top=None, of=40, people=30)
    found = verdict()
    assert found.standing == Standing.WATCH
    assert "more than half still wait" in str(found).lower()


def test_a_number_that_is_not_told_is_named_in_no_verdict() -> None:
    a_good_night(peer_share=(1, 100))
    Score.objects.filter(measure="peer-share").update(is_withheld=True)
    assert verdict().standing == Standing.HEALTHY


@pytest.mark.parametrize(
    ("weeks", "worse", "said"),
    [
        (11, 6.0, "People answer each other faster than in any of the eleven weeks before."),
        (11, 5.0, ""),
        (10, 6.0, ""),
    ],
)
def test_better_than_in_all_weeks_is_said_only_where_all_of_them_are_known(weeks: int, worse: float, said: str) -> None:
    a_good_night()
    for back in range(1, weeks + 1):
        a_score("first-reply-median", worse if back == 3 else 9.0, 100, back=7 * back)
    assert ("eleven weeks" in str(verdict())) == bool(said)
    assert said in str(verdict())


def test_better_than_in_the_period_before_is_said_as_that() -> None:
    a_good_night()
    a_score("activity-rate", 1700, 5410, back=28)
    assert str(verdict()).startswith("More members take part than in the period before.")


def _slow(space: Space, count: int, *, by: list[Member], hours: int = 30) -> None:
    """Threads that had their reply after so many hours."""
    for number in range(count):
        author = by[number % len(by)]
        thread = a_thread(space, by=author, kind="question")
        at = thread.created_at - timedelta(days=5)
        Opening.objects.update_or_create(
            thread=thread,
            defaults={
                "space": space, "kind": "question", "author": author, "day": yesterday() - timedelta(days=4),
                "opened_at": at, "replied_at": at + timedelta(hours=hours), "replied_by_staff": False,
            },
        )  # fmt: skip


def test_the_space_with_most_of_the_slow_threads_is_named_with_its_count() -> None:
    people, behind, fine = [a_member() for _ in range(6)], a_space("Integrations"), a_space("Playbooks")
    a_good_night(answered_24h=(150, 239))
    _slow(behind, 8, by=people)
    _slow(fine, 5, by=people[:5])
    _slow(fine, 20, by=people, hours=2)
    found = verdict()
    assert "Integrations is falling behind: 8 of the 13 threads that waited longer than a day are there." in str(found)
    link = next(one for one in found.said if one.url)
    assert (link.place, "space=integrations" in link.url) == ("Integrations", True)
    assert '<a class="link"' in link.html


@pytest.mark.parametrize(("people", "others"), [(4, 5), (6, 2)])
def test_a_space_is_not_named_where_that_would_tell_of_fewer_than_five(people: int, others: int) -> None:
    crowd = [a_member() for _ in range(6)]
    a_good_night(answered_24h=(150, 239))
    _slow(a_space("Integrations"), 8, by=crowd[:people])
    _slow(a_space("Playbooks"), 5, by=crowd[:others])
    assert "Integrations" not in str(verdict())


def test_a_name_of_a_space_is_no_markup() -> None:
    crowd = [a_member() for _ in range(6)]
    a_good_night(answered_24h=(150, 239))
    _slow(a_space("<b>100% & more</b>"), 8, by=crowd)
    _slow(a_space("Playbooks"), 5, by=crowd)
    said = next(one for one in verdict().said if one.url)
    assert "&lt;b&gt;100% &amp; more&lt;/b&gt;" in said.html
    assert "<b>" not in said.html


def test_the_same_alert_of_the_whole_and_of_a_space_is_one_thing(mia: Member) -> None:
    a_good_night()
    said = [{"is": "waiting", "n": 3, "hours": 24, "threads": []}]
    days = {"since": yesterday(), "until": yesterday(), "severity": Severity.ACT, "reasons": said}
    for space in (None, a_space("Garden")):
        Finding.objects.create(kind="newcomers-unanswered", space=space, **days)
    board = board_of(Cut(), 28, viewer=mia)
    assert board is not None
    assert board.verdict.standing == Standing.WATCH
    assert "off, too" not in str(board.verdict)
    assert board.verdict.remedy
    assert board.verdict.remedy.url == remedy_for(Finding.objects.get(space=None), mia).url  # type: ignore[union-attr]


def test_good_news_is_told_in_words_of_its_own_or_not_at_all() -> None:
    a_good_night()
    a_score("peer-share", 10, 100, back=28)
    assert "period before" not in str(verdict())
    a_score("stickiness", 5, 100, back=28)
    assert str(verdict()).startswith("Members come more often than in the period before.")


def test_more_than_one_thing_to_watch_is_not_called_one() -> None:
    a_good_night(peer_share=(57, 100), resolution_rate=(56, 100))
    found = verdict()
    assert found.standing == Standing.WATCH
    assert found.title == "Healthy, with a few things to watch"
    assert "1 other thing is to be watched, too." in str(found)
