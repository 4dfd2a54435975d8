"""Nothing is told of fewer than five people, also not by subtracting."""

from hypothesis import given
from hypothesis import strategies as st

from metrics.measures.withholding import LEAST, is_withheld, withhold_parts


def test_four_are_withheld_and_five_are_told() -> None:
    assert [is_withheld(people) for people in (0, 1, 4, 5)] == [False, True, True, False]


def test_a_cut_that_nearly_everybody_is_in_tells_of_those_who_are_not() -> None:
    assert is_withheld(96, 100)
    assert not is_withheld(95, 100)
    assert not is_withheld(100, 100)


def test_one_small_part_takes_the_next_with_it() -> None:
    assert withhold_parts([40, 3, 12]) == [False, True, True]


def test_two_small_parts_that_are_five_together_are_enough() -> None:
    assert withhold_parts([40, 3, 2]) == [False, True, True]
    assert withhold_parts([40, 3, 1, 9]) == [False, True, True, True]


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=12))
def test_what_is_missing_is_never_one_part_nor_fewer_than_five(parts: list[int]) -> None:
    untold = withhold_parts(parts)
    missing = [people for people, hidden in zip(parts, untold, strict=True) if hidden]
    assert not [people for people, hidden in zip(parts, untold, strict=True) if not hidden and 0 < people < LEAST]
    if missing and sum(parts) >= LEAST and len([people for people in parts if people]) > 1:
        assert len(missing) > 1
        assert sum(missing) >= LEAST
