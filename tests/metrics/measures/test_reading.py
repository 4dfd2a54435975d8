"""What is kept at night is what a page reads, and nobody reads of fewer than five."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.measures.all import MEASURES
from metrics.measures.keeping import CALM, ends_of, keep_scores
from metrics.measures.measure import Cut
from metrics.measures.models import MeasureRule, Score
from metrics.measures.reading import State, last_measured, scores
from metrics.measures.tasks import keep_measuring
from metrics.rollups.catching_up import last_at_rest as rolled_until
from metrics.rollups.models import Arrival, MemberDay, RolledDay
from metrics.tone.catching_up import catch_up_tone
from tests.factories import a_member, a_space

END = date(2026, 3, 29)
KEY = "activity-rate"


def came(member: Member, day: date = END - timedelta(days=400)) -> Member:
    at = timezone.now() - timedelta(days=900)
    Arrival.objects.create(member=member, day=day, at=at)
    return member


def did(member: Member, day: date, space: Space | None = None) -> None:
    MemberDay.objects.create(day=day, member=member, space=space, replies=1)


@pytest.fixture
def members(db: None) -> list[Member]:
    return [came(a_member()) for _ in range(20)]


def test_the_share_of_the_period_is_read_with_the_period_before(members: list[Member]) -> None:
    for member in members[:10]:
        did(member, END)
    for member in members[:5]:
        did(member, END - timedelta(days=28))
    keep_scores(END)
    reading = scores(Cut(), 28, END)[KEY]
    assert (reading.value, reading.before, reading.top, reading.of) == (50.0, 25.0, 10.0, 20.0)
    assert reading.state == State.ON_TARGET
    assert reading.line[-1] == 50.0
    assert len(reading.line) == 12
    assert last_measured() == END


def test_a_space_with_four_is_not_told_and_neither_is_what_would_tell_it(members: list[Member]) -> None:
    few, some, many = a_space("Few"), a_space("Some"), a_space("Many")
    for count, space in ((4, few), (7, some), (15, many)):
        for member in members[:count]:
            did(member, END, space)
    keep_scores(END)
    hidden = {space.pk: Score.objects.get(measure=KEY, days=28, day=END, space=space) for space in (few, some, many)}
    assert scores(Cut(space=few.pk), 28, END)[KEY].state == State.UNTOLD
    assert scores(Cut(space=few.pk), 28, END)[KEY].value is None
    assert hidden[few.pk].is_withheld


def test_a_segment_is_asked_at_the_moment_and_says_the_same_as_a_recount(members: list[Member], mia: Member) -> None:
    for member in members[:8]:
        did(member, END)
    segment = Segment.create("New", {"not": {"is": "joined_before", "with": {"days": 365}}}, by=mia)
    keep_scores(END)
    reading = scores(Cut(segment=segment), 28, END, keys=[KEY])[KEY]
    assert reading.top == 8
    assert reading.value == pytest.approx(100 * 8 / 20)


def test_another_night_measures_only_what_is_owed(members: list[Member]) -> None:
    did(members[0], END)
    assert keep_scores(END) > 0
    assert keep_scores(END) == 0
    RolledDay.objects.create(day=END, rolled_at=timezone.now() + timedelta(seconds=1))
    assert keep_scores(END) == 0, "Numbers stay for some hours, whatever becomes of their days."
    Score.objects.update(made_at=timezone.now() - CALM - timedelta(minutes=1))
    before = Score.objects.get(measure=KEY, days=28, day=END, space=None).made_at
    assert keep_scores(END) > 0
    assert Score.objects.get(measure=KEY, days=28, day=END, space=None).made_at > before
    assert Score.objects.filter(measure=KEY, days=28, space=None).count() == len(ends_of(END, 28))


def test_the_target_of_the_team_counts(members: list[Member], mia: Member) -> None:
    for member in members[:10]:
        did(member, END)
    MeasureRule.objects.create(measure=KEY, target=80, owner=mia)
    keep_scores(END)
    reading = scores(Cut(), 28, END)[KEY]
    assert (reading.target, reading.owner, reading.state) == (80, mia, State.OFF)


def test_a_page_of_a_space_costs_two_queries(members: list[Member], django_assert_num_queries: object) -> None:
    keep_scores(END)
    with django_assert_num_queries(2):  # type: ignore[operator]
        scores(Cut(), 28, END)


def test_nothing_is_measured_before_all_days_are_made(members: list[Member]) -> None:
    assert keep_measuring() == 0
    last = rolled_until()
    for day in range(3):
        RolledDay.objects.create(day=last - timedelta(days=day), rolled_at=timezone.now())
    Member.objects.update(joined_at=timezone.now() - timedelta(days=3))
    assert keep_measuring() == 0, "The tone of the day is not read yet."
    catch_up_tone(10)
    assert keep_measuring() > 0
    assert last_measured() == last
    assert keep_measuring() == 0


def test_a_night_that_is_not_whole_is_not_read(members: list[Member]) -> None:
    keep_scores(END)
    keep_scores(END + timedelta(days=1), seconds=0.0)
    assert last_measured() == END
    Score.objects.filter(day=END, days=365, space=None, measure=list(MEASURES)[-1]).delete()
    assert last_measured() != END


@pytest.mark.django_db(transaction=True)
def test_two_workers_measure_each_number_once() -> None:
    for _ in range(6):
        came(a_member())
    gate = Barrier(3)

    def measure(_number: int) -> int:
        try:
            gate.wait()
            return keep_scores(END)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        written = sum(pool.map(measure, range(3)))
    assert written == Score.objects.count()
    assert last_measured() == END


def test_a_segment_whose_rule_cannot_be_asked_any_more_has_nobody(members: list[Member], mia: Member) -> None:
    segment = Segment.create("Gone", {"not": {"is": "joined_before", "with": {"days": 365}}}, by=mia)
    Segment.objects.update(rule={"is": "nothing-there", "with": {}})
    segment.refresh_from_db()
    keep_scores(END)
    assert scores(Cut(segment=segment), 28, END, keys=[KEY])[KEY].state == State.NOTHING
