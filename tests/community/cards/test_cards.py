"""The cards of people and spaces: who may not see them, what they hold, what they cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.following.choosing import choose
from community.spaces.models import Space
from members.profiles.models import Member
from members.profiles.preferences import choose as prefer
from tests.factories import a_member, a_space
from tests.house.test_query_budgets import queries, within

As = Callable[..., Any]
FRAGMENT = {"HX-Request": "true"}


def card(client: Any, name: str, argument: str) -> Any:
    """A card, as the script asks for it."""
    return client.get(reverse(name, args=[argument]), headers=FRAGMENT)


def test_who_closed_their_profile_to_visitors_has_no_card_for_them(as_: As, ben: Member, visitor: Any) -> None:
    prefer(ben, profile="members")
    assert card(as_(visitor), "person_card", "ben").status_code == 404
    assert card(as_(a_member()), "person_card", "ben").status_code == 200


@pytest.mark.parametrize("fields", [{"is_active": False}, {"confirmed_at": None}])
def test_who_is_gone_or_not_here_yet_has_no_card(as_: As, nia: Member, fields: dict[str, Any]) -> None:
    gone = a_member("Gone", confirmed_at=timezone.now())
    Member.objects.get_queryset().filter(pk=gone.pk).update(**fields)
    assert card(as_(nia), "person_card", "gone").status_code == 404


def test_a_private_space_has_no_card_outside_its_circle(
    as_: As, nia: Member, mo: Member, ben: Member, visitor: Any, private_space: Space
) -> None:
    for outside in (visitor, nia, mo):
        assert card(as_(outside), "space_card", private_space.slug).status_code == 404
    assert "Private" in card(as_(ben), "space_card", private_space.slug).content.decode()


def test_a_hidden_place_stays_hidden(as_: As, nia: Member, ben: Member) -> None:
    Member.objects.get_queryset().filter(pk=ben.pk).update(place="Zagreb")
    assert "Zagreb" in card(as_(nia), "person_card", "ben").content.decode()
    prefer(ben, place="hidden")
    assert "Zagreb" not in card(as_(nia), "person_card", "ben").content.decode()


def test_a_card_says_who_somebody_is_and_offers_to_follow_them(as_: As, nia: Member, mo: Member) -> None:
    Member.objects.get_queryset().filter(pk=mo.pk).update(line="Keeps the peace <b>and</b> the keys")
    text = card(as_(nia), "person_card", "mo").content.decode()
    for words in (
        "Mo",
        "@mo",
        "Moderator",
        "Keeps the peace &lt;b&gt;and",
        "Follow",
        reverse("follow_person", args=["mo"]),
    ):
        assert words in text
    choose(nia, "everything", person=mo)
    assert "You are told of every thread this member starts." in card(as_(nia), "person_card", "mo").content.decode()


def test_nobody_follows_themselves_and_visitors_nobody(as_: As, nia: Member, ben: Member, visitor: Any) -> None:
    assert "Your profile" in card(as_(nia), "person_card", "nia").content.decode()
    for viewer, handle in ((nia, "nia"), (visitor, "ben")):
        assert "<form" not in card(as_(viewer), "person_card", handle).content.decode()


def test_a_space_says_what_it_is_for_and_who_looks_after_it(as_: As, nia: Member, ben: Member, mia: Member) -> None:
    a_space("Kitchen", purpose="Pots and pans", hosts=(ben, mia))
    text = card(as_(nia), "space_card", "kitchen").content.decode()
    for words in ("Kitchen", "Pots and pans", "2 hosts, Ben among them", "Follow"):
        assert words in text


def test_the_address_of_a_card_leads_to_the_page_itself(as_: As, nia: Member, ben: Member, space: Space) -> None:
    client = as_(nia)
    for name, argument, page in (("person_card", "ben", ben), ("space_card", space.slug, space)):
        answer = client.get(reverse(name, args=[argument]))
        assert (answer.status_code, answer.headers["Location"]) == (302, page.get_absolute_url())
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_card_asks_6_questions_at_most(as_: As, nia: Member, ben: Member, space: Space) -> None:
    for name, argument in (("person_card", "ben"), ("space_card", space.slug)):
        within(queries(as_(nia), reverse(name, args=[argument]), **FRAGMENT), 6)
