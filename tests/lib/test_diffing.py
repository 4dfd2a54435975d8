"""Differences between two versions, as people read them."""

import random
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.lib.diffing import diff
from tests.pacing import seconds


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_same_text_has_no_marks():
    assert diff("a < b\nand c", "a < b\nand c") == "a &lt; b\nand c"


def test_a_changed_word_is_marked_alone():
    assert diff("The brown fox\njumps", "The red fox\njumps") == "The <del>brown </del><ins>red </ins>fox\njumps"


def test_new_and_lost_lines_are_marked_whole():
    assert diff("one\nthree\n", "one\ntwo\nthree\n") == "one\n<ins>two\n</ins>three\n"
    assert diff("one\ntwo\nthree\n", "one\nthree\n") == "one\n<del>two\n</del>three\n"


def test_a_line_break_that_came_or_went_alone_can_be_drawn():
    assert diff("one two", "one\ntwo") == 'one<ins class="break">\n</ins>two'
    assert diff("one\ntwo\n", "one\n\ntwo\n") == 'one\n<ins class="break">\n</ins>two\n'
    assert diff("one\n\ntwo", "one\ntwo") == 'one\n<del class="break">\n</del>two'


def test_a_rewritten_phrase_reads_as_one_change():
    assert diff("we meet here, today, at six", "we meet there, now, at six") == (
        "we meet <del>here, today</del><ins>there, now</ins>, at six"
    )


def test_an_empty_version_is_all_change():
    assert diff("", "a") == "<ins>a</ins>"
    assert diff("a", "") == "<del>a</del>"
    assert diff("", "") == ""


def test_markup_in_the_text_stays_text():
    assert diff("", '<script>"x"</script>') == "<ins>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</ins>"


def _noise(letters: str, length: int, end: str) -> str:
    dice = random.Random(7)
    return "".join(dice.choice(letters) + end for _ in range(length))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 16_000, "b " * 16_000),
        ("a " * 15_999, "a " * 15_999 + "b"),
        (_noise("abcdefgh", 16_000, " "), _noise("hgfedcba", 16_000, " ")),
        (_noise("ab", 16_000, "\n"), _noise("ba", 16_000, "\n")),
        (_noise("abc", 2_000, "\n"), _noise("cab", 2_000, "\n")),
        ("a b " * 8_000, "a b c " * 5_000),
        ("a\n" * 9_000, "a\n" * 16_000),
        ("x" * 32_000, "y" * 32_000),
    ],
)
def test_no_two_posts_take_long_to_compare(before, after):
    assert seconds(lambda: diff(before, after), enough=0.6) < 0.6


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab ,\n<&", max_size=60), st.text(alphabet="ab ,\n<&", max_size=60))
def test_both_versions_can_be_read_out_of_every_diff(before, after):
    html = diff(before, after)
    old = re.sub(r"<ins[^>]*>[^<]*</ins>|</?del[^>]*>", "", html)
    new = re.sub(r"<del[^>]*>[^<]*</del>|</?ins[^>]*>", "", html)
    assert squeezed(unescape(old)) == squeezed(before)
    assert unescape(new) == after
