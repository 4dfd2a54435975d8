"""What is typed into a field or an address, understood or left alone."""

import pytest

from community.threads.addresses import thread_named
from config.lib.handle_names import typed_handle
from config.lib.numbers import whole_number


@pytest.mark.parametrize("text", ["", " 7", "-7", "7.0", "٣", "²", "1e3", "9" * 19, "7\0"])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert whole_number(text) is None


def test_a_number_has_no_more_digits_than_were_allowed() -> None:
    assert (whole_number("007"), whole_number("9" * 18), whole_number("1234", 4)) == (7, 10**18 - 1, 1234)
    assert whole_number("12345", 4) is None


def test_a_handle_is_the_same_with_its_sign_and_in_capitals() -> None:
    assert {typed_handle(text) for text in ("ana", "@ana", " @Ana ", "ANA\0")} == {"ana"}


def test_a_thread_is_named_by_its_number_or_any_of_its_addresses() -> None:
    named = ("12", " 12 ", "/t/12", "/t/12/", "https://x.example/t/12/a-title/7/#p-7", "/t/12?page=2", "/t/12#p-1")
    assert {thread_named(text) for text in named} == {12}
    assert {thread_named(text) for text in ("", "t12", "/s/12/", "/t/012/", "/t/x/", "twelve")} == {0}
