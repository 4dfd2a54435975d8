"""From what people really did to the numbers about talk: rolled days against a diary that was kept beside it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from members.activity.relay import deliver_all
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.rollups.catching_up import catch_up
from metrics.rollups.days import day_of, end_of
from tests.metrics.measures.diary import Diary, a_diary
from tests.metrics.measures.reckoned_talk import TALK, Number, Talk

pytestmark = pytest.mark.django_db
DAYS = 28
ACTS = (
    *["start"] * 4, *["reply"] * 8, "take_away", "take_away", "relocate", "unite", "unite", "end", "solve", "solve",
    "promote", "arrive", "look",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40), st.integers(0, 30), st.integers(0, 59)),
    min_size=25, max_size=60,
)  # fmt: skip


@pytest.fixture
def began(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now() - timedelta(days=90), tick=False) as clock:
        yield clock


@settings(
    max_examples=6, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS)
def test_whatever_is_done_talk_is_measured_as_the_diary_has_it(
    began: time_machine.Traveller, steps: list[tuple[str, int, int, int, int]]
) -> None:
    start = timezone.now()
    try:
        with transaction.atomic():
            diary = a_diary(began)
            for n in range(5):
                diary.do("start", n, n)
            live(diary, steps)
            compare(diary)
            transaction.set_rollback(True)
    finally:
        began.move_to(start, tick=False)


def live(diary: Diary, steps: list[tuple[str, int, int, int, int]]) -> None:
    """Let all this happen, the worker coming by now and then, and wait until everything is at rest."""
    for act, a, b, hours, minutes in steps:
        diary.later(hours, minutes + 1)
        if act == "look":
            deliver_all()
            catch_up(600)
        else:
            diary.do(act, a, b)
    diary.later(49, 0)
    deliver_all()
    catch_up(600)


def compare(diary: Diary) -> None:
    """Every number, whole and by space, for windows that end on the last day and long before."""
    threads, last = diary.told(), day_of(timezone.now()) - timedelta(days=2)
    ends = [last - timedelta(days=back) for back in (0, 2, 6, 20)]
    for space in (None, *(one.pk for one in diary.spaces)):
        for key, reckon in TALK.items():
            found = MEASURES[key].numbers(ends, DAYS, Cut(space))
            for end in ends:
                same(key, found[end, None], reckon(Talk(threads, end, end_of(end), DAYS, space)), (end, space))
        for key in ("made-by-members", "concentration", "contributors"):
            found = MEASURES[key].numbers(ends, DAYS, Cut(space))
            for end in ends:
                same(key, found[end, None], by_hand(key, diary, end, space), (end, space))


def by_hand(key: str, diary: Diary, end: date, space: int | None) -> Number:
    """What the diary says of who wrote."""
    begin = end - timedelta(days=DAYS)
    if key == "made-by-members":
        made = [one for one in diary.told() if begin < one.day <= end and space in (None, one.space)]
        theirs = [one for one in made if not one.by_team]
        return (100 * len(theirs) / len(made) if made else None), len({one.author for one in made})
    each: Counter[int] = Counter()
    for (at, who, where), posts in diary.written().items():
        if begin < day_of(at) <= end and space in (None, where):
            each[who] += posts
    each = +each
    if key == "contributors":
        return float(len(each)), len(each)
    top, others = sum(posts for _who, posts in each.most_common(5)), len(each) - 5
    return (100 * top / each.total() if each else None), others if 0 < others < 5 else len(each)


def same(key: str, found: Counted, wanted: Number, where: object) -> None:
    value = None if wanted[0] is None else pytest.approx(wanted[0])
    assert (found.value, found.people) == (value, wanted[1]), (key, where)
