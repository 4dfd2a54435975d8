"""Days by a rule, and the moments they are: the time on the wall stays, whatever the clocks do."""

import json
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as some

from programs.series.recurring import FREQUENCIES, Recurrence, WrongRule, moment, read
from programs.series.walking import WEEK, Walk
from tests.peers import CASES

_PATH = CASES / "ical" / "dst_recurrence.json"
DST = json.loads(_PATH.read_text())["cases"] if _PATH.exists() else []
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Kiritimati"]
outside = pytest.mark.skipif(not DST, reason="the cases from outside are not on this machine")


@outside
@pytest.mark.parametrize("case", DST, ids=[case["id"] for case in DST])
def test_each_time_on_the_wall_is_one_moment(case: dict[str, Any]) -> None:
    for one in case["occurrences"]:
        local = datetime.fromisoformat(one["local"])
        assert moment(local.date(), local.time(), case["tz"]) == datetime.fromisoformat(one["utc_fold0"])


@outside
@pytest.mark.parametrize("case", [case for case in DST if "hourly" not in case["id"]], ids=lambda case: case["id"])
def test_a_series_has_every_one_of_them_once(case: dict[str, Any]) -> None:
    locals_ = [datetime.fromisoformat(one["local"]) for one in case["occurrences"]]
    step = (locals_[1].date() - locals_[0].date()).days
    rule = f"FREQ=DAILY;INTERVAL={step}"
    series = Recurrence(locals_[0].date(), locals_[0].time(), case["tz"], rule)
    found = list(series.moments(until=locals_[-1].date()))
    assert found == [datetime.fromisoformat(one["utc_fold0"]) for one in case["occurrences"]]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,FR", [(1, 1), (1, 4), (1, 8), (1, 11)]),
        ("FREQ=MONTHLY;BYDAY=1FR", [(1, 1), (2, 5), (3, 5), (4, 2)]),
        ("FREQ=MONTHLY;BYDAY=-1FR", [(1, 29), (2, 26), (3, 26), (4, 30)]),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", [(1, 4), (1, 5), (1, 11), (1, 18)]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", [(1, 31), (3, 31), (5, 31), (7, 31)]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", [(1, 1), (4, 1), (7, 1), (10, 1)]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", [(1, 29), (2, 26), (3, 31), (4, 30)]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", [(12, 24)]),
    ],
)
def test_days_come_by_the_rule(rule: str, days: list[tuple[int, int]]) -> None:
    series = Recurrence(date(2027, 1, 1), time(18), "Europe/Helsinki", rule)
    found = list(series.days(until=date(2027, 12, 31)))
    assert [(day.month, day.day) for day in found][: len(days)] == days


def test_what_happens_once_happens_on_its_day() -> None:
    once = Recurrence(date(2027, 1, 1), time(18), "Europe/Helsinki")
    assert list(once.days(until=date(2028, 1, 1))) == [date(2027, 1, 1)]
    assert list(once.days(since=date(2027, 1, 2), until=date(2028, 1, 1))) == []


def test_an_end_in_universal_time_is_kept_to_the_minute() -> None:
    until = moment(date(2027, 1, 15), time(18), "Europe/Helsinki")
    for ends, last in ((until, 15), (until - timedelta(seconds=1), 8)):
        rule = f"FREQ=WEEKLY;UNTIL={ends:%Y%m%dT%H%M%SZ}"
        series = Recurrence(date(2027, 1, 1), time(18), "Europe/Helsinki", rule)
        assert max(series.days(until=date(2028, 1, 1))) == date(2027, 1, last)


def test_a_number_of_times_is_counted_from_the_first() -> None:
    series = Recurrence(date(2027, 1, 1), time(18), "UTC", "FREQ=WEEKLY;COUNT=3")
    assert list(series.days(since=date(2027, 1, 10), until=date(2028, 1, 1))) == [date(2027, 1, 15)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=MINUTELY;COUNT=2", "FREQ=", "INTERVAL=2", "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=99999999999",
        "FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=77",
        "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=4", "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=YEARLY;BYMONTH=13", "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;UNTIL=20270101T100000", "FREQ=WEEKLY;BYHOUR=1", "FREQ=WEEKLY\r\nATTENDEE:x", "nonsense", "а" * 20,
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 100),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_in_a_sentence(rule: str) -> None:
    with pytest.raises(WrongRule, match=r"\.|=1$|=1TH"):
        read(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=DAILY;INTERVAL=364;BYDAY=MO",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=3",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "FREQ=MONTHLY;INTERVAL=520;BYMONTHDAY=30,-30;BYDAY=-1SU",
    ],
)  # fmt: skip
def test_a_day_that_never_comes_is_refused_at_once(rule: str) -> None:
    never = Recurrence(date(2027, 1, 1), time(18), "UTC", rule)
    began = clock.process_time()
    with pytest.raises(WrongRule):
        never.check()
    assert clock.process_time() - began < 0.1


def test_a_rule_of_the_last_day_there_is_ends_with_it() -> None:
    for often in FREQUENCIES:
        Recurrence(date.max, time(18), "UTC", f"FREQ={often}").check()


NUMBERED = some.builds("{}{}".format, some.sampled_from(["1", "3", "5", "-1"]), some.sampled_from(WEEK))


def _some(of: some.SearchStrategy[Any], most: int) -> some.SearchStrategy[str]:
    return some.lists(of, min_size=1, max_size=most, unique=True).map(lambda words: ",".join(map(str, words)))


@settings(max_examples=60, deadline=None)
@given(
    begins=some.dates(date(2020, 1, 1), date(2035, 1, 1)),
    freq=some.sampled_from(FREQUENCIES),
    more=some.fixed_dictionaries(
        {},
        optional={
            "INTERVAL": some.integers(1, 14),
            "BYMONTH": _some(some.integers(1, 12), 3),
            "BYMONTHDAY": _some(some.integers(-31, 31).filter(bool), 5),
            "BYDAY": _some(some.sampled_from(WEEK), 4) | _some(NUMBERED, 3),
            "WKST": some.sampled_from(WEEK),
        },
    ),
)
def test_days_are_those_that_dateutil_walks(begins: date, freq: str, more: dict[str, Any]) -> None:
    parts = {"FREQ": freq} | {name: str(value) for name, value in more.items()}
    found = list(Walk.of(parts, begins).days(begins, begins + timedelta(days=500)))
    # Without anything found, dateutil looks until the year 9999.
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    walked = rrulestr(f"{rule};COUNT={len(found)}", dtstart=datetime.combine(begins, time())) if found else ()
    assert found == [one.date() for one in walked]


@settings(max_examples=200, deadline=None)
@given(
    begins=some.dates(date(2020, 1, 1), date(2035, 1, 1)),
    at=some.times().map(lambda one: one.replace(second=0, microsecond=0)),
    zone=some.sampled_from(ZONES),
    step=some.integers(1, 4),
    freq=some.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
)
def test_moments_follow_each_other_and_stay_on_the_wall(
    begins: date, at: time, zone: str, step: int, freq: str
) -> None:
    series = Recurrence(begins, at, zone, f"FREQ={freq};INTERVAL={step}")
    found = list(series.moments(until=begins + timedelta(days=400)))
    assert found == sorted(set(found))
    assert all(one.tzinfo is UTC for one in found)
