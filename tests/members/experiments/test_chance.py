"""Chance that can be worked out again: fair over ten thousand members, and never another answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.experiments.chance import drawn, is_held_out

MEMBERS = range(1, 10_001)
CRITICAL = {1: 10.83, 2: 13.82, 3: 16.27, 5: 20.52}
"""Of chi-square at one in a thousand, by degrees of freedom."""


def chi_square(counts: list[int], weights: list[int]) -> float:
    """How far counts are from what the weights promise."""
    expected = [sum(counts) * weight / sum(weights) for weight in weights]
    return sum((seen - wanted) ** 2 / wanted for seen, wanted in zip(counts, expected, strict=True))


@pytest.mark.parametrize("key", ["welcome-order", "digest-subject", "x"])
def test_ten_thousand_members_are_spread_as_the_weights_say(key: str) -> None:
    for weights in ([1, 1], [9, 1], [1, 2, 3], [5, 1, 1, 3], [1] * 6):
        places = [drawn(key, member, weights) for member in MEMBERS]
        counts = [places.count(place) for place in range(len(weights))]
        assert chi_square(counts, weights) < CRITICAL[len(weights) - 1], (weights, counts)
    for percent in (5, 10, 50):
        held = sum(is_held_out(key, member, percent) for member in MEMBERS)
        assert chi_square([held, 10_000 - held], [percent, 100 - percent]) < CRITICAL[1]


def test_two_experiments_and_being_held_out_have_nothing_to_do_with_one_another() -> None:
    for one, other in (
        (lambda m: drawn("a", m, [1, 1]) == 1, lambda m: drawn("b", m, [1, 1]) == 1),
        (lambda m: is_held_out("a", m, 50), lambda m: drawn("a", m, [1, 1]) == 1),
    ):
        seen = [(one(member), other(member)) for member in MEMBERS]
        counts = [seen.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))]
        assert chi_square(counts, [1, 1, 1, 1]) < CRITICAL[3]


KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=50)
IDS = st.integers(1, 2**63 - 1)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KEYS, IDS, st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any), st.integers(0, 90))
def test_the_answer_is_always_the_same_and_never_a_variant_without_weight(
    key: str, member: int, weights: list[int], percent: int
) -> None:
    place = drawn(key, member, weights)
    assert weights[place] > 0 and place == drawn(key, member, [10 * weight for weight in weights])
    assert is_held_out(key, member, percent) == is_held_out(key, member, percent)
    assert not is_held_out(key, member, 0)
    assert not is_held_out(key, member, percent) or is_held_out(key, member, percent + 10), "a larger share keeps all"


def test_weights_that_are_all_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="all zero"):
        drawn("a", 1, [0, 0])
