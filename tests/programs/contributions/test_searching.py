"""What somebody writes for a call is found by nobody until it is published, and then as the thread it became."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.search.models import SearchDocument
from community.spaces.models import Space
from members.profiles.models import Member
from programs.contributions.deciding import accept
from programs.contributions.publishing import publish
from programs.contributions.writing import begin, send
from tests.programs.called import TEXT, a_call, sent, typed

pytestmark = pytest.mark.django_db
WORD = "quarkswheel"


@pytest.mark.parametrize("form", ["thread", "guide"])
def test_nobody_finds_a_contribution_before_it_is_published(
    mia: Member, ben: Member, nia: Member, mo: Member, space: Space, as_: Any, delivered: Callable[[], int], form: str
) -> None:
    call = a_call(mia, space)
    what = typed(title="The quarkswheel", source=f"{TEXT} With a {WORD}.", form=form)
    one = begin(call, what, by=ben)
    readers = [Client(), as_(nia), as_(ben), as_(mo), as_(mia)]

    def finders() -> list[int]:
        delivered()
        pages = [client.get(reverse("search"), {"q": WORD}).text for client in readers]
        return [place for place, page in enumerate(pages) if "The <mark>quarkswheel" in page]

    assert finders() == [], "a draft"
    one = send(one, what, by=ben)
    assert finders() == [], "with the editors"
    accept(one, "", edition=one.edition, by=mia)
    assert finders() == []
    assert not SearchDocument.objects.filter(text__icontains=WORD).exists()
    one.refresh_from_db()
    publish(one, edition=one.edition, by=mia)
    assert finders() == [0, 1, 2, 3, 4]


def test_what_came_into_a_private_space_is_found_inside_alone(
    mia: Member, ben: Member, nia: Member, private_space: Space, as_: Any, delivered: Callable[[], int]
) -> None:
    one = sent(a_call(mia, private_space), ben, title="The quarkswheel")
    accept(one, "", edition=one.edition, by=mia)
    one.refresh_from_db()
    publish(one, edition=one.edition, by=mia)
    delivered()
    assert "The <mark>quarkswheel" in as_(ben).get(reverse("search"), {"q": WORD}).text
    assert "The <mark>quarkswheel" not in as_(nia).get(reverse("search"), {"q": WORD}).text
