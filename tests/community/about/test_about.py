"""The page About: what it does not give away, and what it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from community.spaces.models import Space
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.preferences import choose as prefer
from tests.factories import a_post, a_space, a_thread
from tests.house.test_query_budgets import queries, within

As = Callable[..., Any]


def read(as_: As, viewer: Any) -> str:
    """The page as somebody reads it, counted anew."""
    cache.clear()
    text: str = as_(viewer).get(reverse("about")).content.decode()
    return text


def test_what_visitors_cannot_read_is_not_counted_for_anybody(
    as_: As, ben: Member, visitor: Any, space: Space, private_space: Space
) -> None:
    a_post(a_thread(space, by=ben), by=ben)
    a_thread(a_space("Members only", visibility="members"), by=ben)
    a_thread(private_space, by=ben)
    for viewer in (visitor, ben):
        text = read(as_, viewer)
        for words in ("1 member", "1 space that everybody can read", "1 public thread", "1 reply"):
            assert words in text


def test_hosts_of_a_private_space_are_named_inside_it_alone(
    as_: As, ben: Member, mo: Member, nia: Member, visitor: Any, circle: Any
) -> None:
    a_space("Back room", group=circle, hosts=(ben,))
    for outside in (visitor, nia, mo):
        assert "Back room" not in read(as_, outside)
    assert "Back room" in read(as_, ben)


def test_who_closed_their_profile_is_not_shown_to_visitors(as_: As, mia: Member, nia: Member, visitor: Any) -> None:
    prefer(mia, profile="members")
    assert "/people/mia/" not in read(as_, visitor)
    assert "/people/mia/" in read(as_, nia)


def test_it_names_the_team_and_the_hosts_with_what_they_do(
    as_: As, olli: Member, mo: Member, ben: Member, visitor: Any
) -> None:
    a_space("Kitchen", hosts=(ben,))
    a_space("Garden", hosts=(ben,))
    text = read(as_, visitor)
    for words in ("Owner", "Moderator", "Kitchen, Garden"):
        assert words in text
    assert text.index("/people/olli/") < text.index("/people/mo/")


@pytest.mark.parametrize(
    ("rule", "words", "button"),
    [
        ("open", "Anybody may join", True),
        ("application", "Say in a few lines", True),
        ("invitation", "By invitation", False),
    ],
)
def test_it_says_how_to_join(as_: As, visitor: Any, nia: Member, rule: str, words: str, button: bool) -> None:
    Installation.objects.update_or_create(id=1, defaults={"sign_up": rule})
    assert words in read(as_, visitor)
    assert ('class="btn primary" href="/join/"' in read(as_, visitor)) == button
    assert 'class="btn primary" href="/join/"' not in read(as_, nia)


def test_it_asks_8_questions_at_most(as_: As, visitor: Any, olli: Member, mo: Member, ben: Member) -> None:
    for name in ("One", "Two", "Three"):
        a_space(name, hosts=(ben, mo))
    within(queries(as_(visitor), reverse("about")), 8)
