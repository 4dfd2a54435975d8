"""Long posts fold where a block ends; both pieces are whole HTML, and together they are the post."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from community.posts.folding import LONG, WORDS_A_MINUTE, WORTH_A_PRESS, fold, words_in
from community.threads.models import Thread
from config.lib.markup import NullResolver, render
from members.profiles.models import Member
from tests.factories import a_post

As = Callable[..., Client]


def text_of(html: str) -> str:
    """All words of the HTML, without white space; fails where it is not well-formed."""
    parser = html5lib.HTMLParser(strict=True)
    return "".join("".join(parser.parseFragment(html).itertext()).split())


def written(source: str) -> str:
    return render(source, NullResolver()).html


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def test_a_post_of_1200_words_is_shown_whole() -> None:
    assert fold(written("\n\n".join(words(300) for _ in range(4)))) is None
    assert fold(written("\n\n".join([words(LONG), words(WORTH_A_PRESS - 1)]))) is None


def test_one_block_is_never_cut() -> None:
    assert fold(written(words(3000))) is None
    assert fold(written(f"```\n{words(3000)}\n```")) is None


def test_the_rest_says_how_long_it_takes() -> None:
    folded = fold(written("\n\n".join(words(100) for _ in range(25))))
    assert folded is not None
    assert words_in(folded.first.replace("<p>", "").replace("</p>", "")) == LONG
    assert folded.minutes == round(1300 / WORDS_A_MINUTE) == 6


def test_a_heading_stays_with_what_it_is_about() -> None:
    folded = fold(written("\n\n".join([words(1195), "## Five more words here", words(900)])))
    assert folded is not None
    assert folded.rest.lstrip().startswith("<h")


def test_a_numbered_list_counts_on() -> None:
    folded = fold(written("\n".join(f"{number}. {words(10)}" for number in range(7, 207))))
    assert folded is not None
    assert folded.first.startswith('<ol start="7">') and folded.first.endswith("</ol>")
    assert folded.first.count("<li>") == 120
    assert folded.rest.startswith('<ol start="127">')


def test_a_table_is_cut_between_rows() -> None:
    rows = "\n".join(f"| {number} | {words(9)} |" for number in range(200))
    folded = fold(written(f"| a | b |\n|---|---|\n{rows}"))
    assert folded is not None
    assert folded.first.endswith("</tr></tbody></table></div>")
    assert folded.rest.startswith('<div class="table"') and "<tr>" in folded.rest


def test_signs_without_spaces_are_counted_too() -> None:
    assert words_in("今日は天気がいい") == 4
    assert fold(written("\n\n".join("今日は天気がいい" * 25 for _ in range(20)))) is not None


BLOCKS = [
    written(source)
    for source in [
        words(150),
        f"## A heading\n\n{words(60)}",
        "\n".join(f"- {words(25)}" for _ in range(12)),
        "\n".join(f"{number}. {words(20)}\n   - {words(8)}" for number in range(5, 20)),
        "| a | b |\n|:--|--:|\n" + "\n".join(f"| {words(4)} | {words(3)} |" for _ in range(30)),
        f"```python\n{words(120)}\n\nif a < b & c:\n    pass\n```",
        "\n>\n".join(f"> {words(70)}" for _ in range(4)),
        f"> - {words(30)}\n> - {words(40)}\n>\n> > {words(90)}",
        f":::spoiler The ending\n{words(200)}\n\n{words(90)}\n:::",
        f"**Two** & _three_ [four](https://example.org/?a=1&b=2) `<5>` ||six|| {words(60)}[^1]\n\n[^1]: {words(30)}",
        "- [x] done\n- [ ] not yet\n\n---",
    ]
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(BLOCKS) - 1), min_size=6, max_size=20))
def test_both_pieces_are_well_formed_and_together_say_the_same(chosen: list[int]) -> None:
    html = "".join(BLOCKS[at] for at in chosen)
    folded = fold(html)
    if folded is None:
        return
    assert text_of(folded.first) + text_of(folded.rest) == text_of(html)
    assert words_in(text_of(folded.rest)) > 0 and folded.minutes >= 1


@pytest.fixture
def long_post(thread: Thread, ben: Member) -> Any:
    return a_post(thread, by=ben, source="\n\n".join([*(words(100) for _ in range(25)), "The very end."]))


def test_the_rest_stands_folded_on_the_page_of_its_thread(
    as_: As, visitor: Any, thread: Thread, long_post: Any
) -> None:
    page = as_(visitor).get(f"{thread.get_absolute_url()}?page=1").text
    assert "Read the rest (6 min)" in page and "The very end." in page
    assert '<details class="rest">' in page


def test_a_permalink_opens_it(as_: As, visitor: Any, thread: Thread, long_post: Any) -> None:
    assert '<details class="rest" open>' in as_(visitor).get(f"{thread.get_absolute_url()}{long_post.number}/").text
    assert '<details class="rest">' in as_(visitor).get(f"{thread.get_absolute_url()}1/").text


def test_what_is_gone_or_muted_is_not_folded_again(
    as_: As, ben: Member, mo: Member, thread: Thread, long_post: Any
) -> None:
    long_post.delete_softly(by=ben)
    address = f"{thread.get_absolute_url()}?page=1"
    assert "Read the rest" not in as_(mo).get(address).text
    assert "The very end." in as_(mo).get(address).text
