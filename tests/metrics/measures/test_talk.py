"""Measures about threads say what plain Python counts from the same rows: whole, by space, by segment, at any end."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from scipy.stats import CensoredData, ecdf

from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.measures.survival import By, bars, curve
from metrics.rollups.days import end_of
from metrics.rollups.models import Opening
from tests.metrics.measures.talked import DAYS, END, ENDS, OPENINGS, Village, a_village, by_then, in_window

pytestmark = pytest.mark.django_db
WAITING = {"discussion", "question", "idea", "intro"}
Chosen = list[dict[str, Any]]
many = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def village() -> Village:
    return a_village()


def theirs(rows: Sequence[Opening], end: date, *kinds: str) -> list[Opening]:
    """What members opened in the window, of these kinds."""
    return [row for row in rows if in_window(row, end) and not row.by_staff and row.kind in (kinds or WAITING)]


def waits(rows: Sequence[Opening], end: date, by: str = "replied_at") -> CensoredData:
    """Minutes until the reply, or as far as is known."""
    came: list[int] = []
    still: list[int] = []
    for row in rows:
        reply = by_then(getattr(row, by), end)
        stop = reply or min(moment for moment in (row.ended_at, end_of(end)) if moment)
        minutes = math.ceil((stop - row.opened_at).total_seconds() / 60)
        (came if reply else still).append(minutes)
    return CensoredData(uncensored=came, right=still)


def within(hours: int) -> Callable[..., float | None]:
    def found(rows: list[Opening], end: date) -> float | None:
        threads = theirs(rows, end)
        return 100 * (1 - float(ecdf(waits(threads, end)).sf.evaluate(hours * 60))) if threads else None

    return found


def until(share: float, newcomer: bool | None = None) -> Callable[..., float | None]:
    def found(rows: list[Opening], end: date) -> float | None:
        threads = [row for row in theirs(rows, end) if newcomer is None or row.by_newcomer == newcomer]
        if not threads:
            return None
        sf = ecdf(waits(threads, end)).sf
        pairs = zip(sf.quantiles, sf.probabilities, strict=True)
        return next((float(minutes) / 60 for minutes, waiting in pairs if waiting <= 1 - share + 1e-9), None)

    return found


def share(field: str) -> Callable[..., float | None]:
    def found(rows: list[Opening], end: date) -> float | None:
        asked = theirs(rows, end, "question")
        return 100 * sum(by_then(getattr(row, field), end) is not None for row in asked) / len(asked) if asked else None

    return found


def peers(rows: list[Opening], end: date) -> float | None:
    """Whose reply was first."""
    answered = [row for row in theirs(rows, end) if by_then(row.replied_at, end)]
    first = [row for row in answered if row.peer_at and (row.staff_at is None or row.peer_at <= row.staff_at)]
    return 100 * len(first) / len(answered) if answered else None


EXPECTED = {
    "first-reply-median": until(0.5), "first-reply-p90": until(0.9), "newcomer-first-reply": until(0.5, newcomer=True),
    "answered-1h": within(1), "answered-24h": within(24), "answered-7d": within(168), "peer-share": peers,
    "answer-rate": share("replied_at"), "resolution-rate": share("solved_at"),
}  # fmt: skip


def same(found: Counted, expected: float | None) -> None:
    assert found.value == (None if expected is None else pytest.approx(expected))


@many
@given(chosen=OPENINGS)
def test_each_measure_says_what_is_counted_by_hand(village: Village, chosen: Chosen) -> None:
    rows = village.opened(chosen)
    for key, by_hand in EXPECTED.items():
        whole = MEASURES[key].numbers(ENDS, DAYS)
        assert set(whole) == {(end, None) for end in ENDS}
        for end in ENDS:
            same(whole[end, None], by_hand(rows, end))
        inside = MEASURES[key].numbers(ENDS, DAYS, Cut(segment=village.segment))
        for end in ENDS:
            same(inside[end, None], by_hand([row for row in rows if row.author_id in village.inside], end))


@many
@given(chosen=OPENINGS)
def test_all_spaces_at_once_say_what_each_says_alone(village: Village, chosen: Chosen) -> None:
    rows = village.opened(chosen)
    for key, by_hand in EXPECTED.items():
        together = MEASURES[key].numbers(ENDS, DAYS, by_space=True)
        for space in village.spaces:
            alone = MEASURES[key].numbers(ENDS, DAYS, Cut(space=space.pk))
            here = [row for row in rows if row.space_id == space.pk]
            for end in ENDS:
                same(alone[end, None], by_hand(here, end))
                assert together.get((end, space.pk), Counted(None, None, 0, 0)) == alone[end, None]


@many
@given(chosen=OPENINGS)
def test_the_curve_of_peers_and_of_the_team_is_scipys_and_the_people_are_counted(
    village: Village, chosen: Chosen
) -> None:
    rows = village.opened(chosen)
    for by, field in ((By.PEER, "peer_at"), (By.STAFF, "staff_at"), (By.ANYBODY, "replied_at")):
        found = curve(END, DAYS, by=by)
        threads = theirs(rows, END)
        assert found.of == len(threads)
        assert found.people == len({row.author_id for row in threads})
        if threads:
            sf = ecdf(waits(threads, END, field)).sf
            for hours in (1, 5, 24, 100):
                assert found.waiting(hours) == pytest.approx(float(sf.evaluate(hours * 60)), abs=1e-9)


@many
@given(chosen=OPENINGS)
def test_the_spans_of_newcomers_and_others_add_up_to_those_of_all(village: Village, chosen: Chosen) -> None:
    rows = village.opened(chosen)
    every, new, old = (
        [bar.threads for bar in bars(curve(END, DAYS, newcomer=newcomer))] for newcomer in (None, True, False)
    )
    assert every == [a + b for a, b in zip(new, old, strict=True)]
    assert sum(every) == len(theirs(rows, END))
    asked = curve(END, DAYS, kinds=("question",))
    assert asked.of == len(theirs(rows, END, "question"))


def test_a_reply_that_comes_after_the_window_changes_nothing_of_it(village: Village) -> None:
    opening = {
        "space": 0, "author": 0, "kind": "question", "back": 4, "minute": 60, "by_newcomer": False, "by_staff": False,
        "peer": None, "staff": None, "solved": None, "ended": None,
    }  # fmt: skip
    village.opened([opening])
    before = {key: MEASURES[key].numbers([END], DAYS) for key in EXPECTED}
    village.opened([opening | {"peer": 3 * 24 * 60, "solved": 4 * 24 * 60}])
    assert {key: MEASURES[key].numbers([END], DAYS) for key in EXPECTED} == before
    village.opened([opening | {"peer": 60}])
    assert MEASURES["answer-rate"].numbers([END], DAYS) != before["answer-rate"]


def test_behind_the_numbers_are_the_threads_that_wait_the_oldest_first(village: Village) -> None:
    one = {
        "space": 0, "author": 0, "kind": "question", "back": 20, "minute": 60, "by_newcomer": True, "by_staff": False,
        "peer": None, "staff": None, "solved": None, "ended": None,
    }  # fmt: skip
    rows = village.opened(
        [one | {"back": 6}, one, one | {"peer": 5}, one | {"ended": 9}, one | {"by_staff": True},
         one | {"space": 1, "author": 8, "by_newcomer": False}, one | {"back": 60}, one | {"staff": 5, "solved": 9}]
    )  # fmt: skip
    young, old, replied, _closed, _team, elsewhere, _long_ago, by_team = (row.thread_id for row in rows)
    ids = lambda key, cut=None: [thread.pk for thread in MEASURES[key].behind(END, DAYS, cut)]  # noqa: E731
    for key in ("first-reply-median", "first-reply-p90", "answered-1h", "answered-24h", "answered-7d", "answer-rate"):
        assert ids(key) == [old, elsewhere, young]
        assert ids(key, Cut(space=village.spaces[1].pk)) == [elsewhere]
        assert ids(key, Cut(segment=village.segment)) == [old, young]
    assert ids("newcomer-first-reply") == [old, young]
    assert ids("resolution-rate") == [old, replied, elsewhere, young]
    assert ids("peer-share") == [by_team]
