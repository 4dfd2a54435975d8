"""Numbers in words."""

import pytest

from metrics.measures.activity_rate import ActivityRate
from metrics.measures.measure import Direction, Unit
from metrics.measures.wording import change_words, target_words, worded


class Waiting(ActivityRate):
    """Less is better, in hours."""

    unit = Unit.HOURS
    direction = Direction.DOWN


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.PERCENT, 34.2, "34 %"), (Unit.PERCENT, 3.44, "3.4 %"), (Unit.PERCENT, 0.0, "0 %"),
        (Unit.NUMBER, 1842, "1,842"), (Unit.NUMBER, 2.5, "2.5"), (Unit.POINTS, -12.0, "-12"),
        (Unit.HOURS, 5.667, "5 h 40 min"), (Unit.HOURS, 0.2, "12 min"), (Unit.HOURS, 3.0, "3 h"),
        (Unit.HOURS, 71.995, "72 h"), (Unit.HOURS, 96, "4 days"), (Unit.HOURS, 0.0, "0 min"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_say_it(unit: Unit, value: float, words: str) -> None:
    assert worded(unit, value) == words


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        (34, 32, "up 2 points"),
        (32, 33, "down 1 point"),
        (80.4, 81.8, "down 1.4 points"),
        (34, 34, "as before"),
        (34, None, ""),
        (None, 3, ""),
    ],
)
def test_a_share_moves_by_points(value: float | None, before: float | None, words: str) -> None:
    assert change_words(ActivityRate(), value, before) == words


def test_time_is_faster_or_slower() -> None:
    assert change_words(Waiting(), 5, 6) == "1 h faster"
    assert change_words(Waiting(), 6.5, 6) == "30 min slower"
    assert change_words(Waiting(), 6, 6) == "as before"


def test_the_target_says_which_way() -> None:
    assert target_words(ActivityRate(), 30) == "Target: 30 % or more"
    assert target_words(Waiting(), 24) == "Target: 24 h or less"
    assert target_words(ActivityRate(), None) == "Target: growing"
