"""Whom members might write to is offered while they type a name: no more than that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from members.profiles.preferences import choose
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Any]


def test_names_are_offered_to_members_alone_and_nobody_who_is_not_in_the_directory(
    as_: As, ana: Member, ben: Member, visitor: object
) -> None:
    hidden = a_member("Anatol")
    choose(hidden, directory="hidden")
    away = a_member("Anabel", is_active=False)
    place = reverse("messages_names")
    assert as_(visitor).get(place, {"q": "an"}).status_code == 302
    client = as_(ben)
    offered = client.get(place, {"q": "@An"}).text
    assert 'data-insert="@ana"' in offered
    assert hidden.handle not in offered
    assert away.handle not in offered
    assert "option" not in client.get(place, {"q": "ben"}).text + client.get(place).text
    assert client.get(place, {"q": "\0" * 500}).status_code == 200
