"""The dates of one space for one's own calendar: of a closed one by an address that opens nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from programs.calendar.keys import CalendarKey, key_of, renew
from tests.factories import a_space
from tests.programs.calendar.test_feeds import events_of
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_the_private_feed_of_one_space_holds_it_alone_and_asks_each_time(
    as_: As, visitor: Any, ben: Member, nia: Member, mia: Member, private_space: Space
) -> None:
    page, make = reverse("space_events", args=[private_space.slug]), reverse("settings_calendar_renew")
    assert as_(nia).get(page).status_code == 404
    assert as_(nia).post(make, {"space": private_space.slug}).status_code == 404 and key_of(nia) is None
    for space, title in ((private_space, "Inside"), (None, "For all"), (a_space("Elsewhere"), "Next door")):
        a_program(mia, space=space, title=title, rule="")
    assert "Make an address" in as_(ben).get(page).text
    for _again in range(2):  # who has an address keeps it
        sent = as_(ben).post(make, {"space": private_space.slug})
        assert sent.status_code == 302 and sent["Location"].startswith(page)
    key = key_of(ben)
    assert key is not None and key.number == 1
    path = reverse("calendar_mine_of_space", args=[key.token_of(private_space)])
    shown = as_(ben).get(page)
    assert path in shown.text and "no-store" in shown["Cache-Control"]
    assert path not in as_(mia).get(page).text
    answer = as_(visitor).get(path)
    assert [str(one["summary"]) for one in events_of(answer.content)] == ["Inside"]
    assert "private" in answer["Cache-Control"] and not answer.cookies
    assert as_(visitor).get(reverse("calendar_mine", args=[key.token_of(private_space)])).status_code == 404
    assert as_(visitor).get(reverse("calendar_mine_of_space", args=[key.token])).status_code == 404
    memberships = ben.memberships.all()
    kept = list(memberships)
    memberships.delete()
    assert as_(visitor).get(path).status_code == 404, "who left the group reads nothing of it"
    type(kept[0]).objects.bulk_create(kept)
    assert as_(visitor).get(path).status_code == 200
    renew(ben)
    assert as_(visitor).get(path).status_code == 404


def test_an_open_space_offers_the_address_of_all(as_: As, visitor: Any, ben: Member, space: Space) -> None:
    for who in (visitor, ben):
        page = as_(who).get(reverse("space_events", args=[space.slug])).text
        assert reverse("calendar_space", args=[space.slug]) in page and "Subscribe to this space" in page
    assert not CalendarKey.objects.exists()
