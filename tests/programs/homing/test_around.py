"""What programs put on home: for who may not know of it, nothing; and always with the same few questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_space
from tests.house.test_query_budgets import queries, within
from tests.programs.planned import a_program, tomorrow
from tests.programs.surveyed import a_round, a_survey

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
FRAGMENT = {"HX-Request": "true"}


def _around(client: Any) -> str:
    return str(client.get(reverse("home_around"), headers=FRAGMENT).text)


def _private() -> Space:
    return a_space("Board", visibility="private", group=Group.objects.create(name="Board", slug="board"))


def test_what_is_planned_where_one_sees_nothing_is_not_there(mia: Member, nia: Member, as_: As) -> None:
    a_program(mia, title="Budget of the board", space=_private(), rule="", begins=tomorrow())
    a_program(mia, title="Only a draft", plan=False, rule="", begins=tomorrow())
    a_program(mia, title="Among ourselves", is_public=False, rule="", begins=tomorrow())
    page = _around(as_(nia))
    assert "Budget" not in page and "draft" not in page and "ourselves" not in page
    assert "Nothing is planned yet." in page


def test_visitors_are_asked_to_sign_in_and_without_scripts_it_leads_to_the_calendar(
    client: Any, nia: Member, as_: As
) -> None:
    assert client.get(reverse("home_around"), headers=FRAGMENT).status_code in (302, 401, 403)
    assert as_(nia).get(reverse("home_around")).url == reverse("events")


def test_who_is_silenced_is_asked_nothing(mia: Member, ben: Member, as_: As) -> None:
    path = reverse("survey", args=[a_round(a_survey(mia)).occurrence_id])
    client = as_(ben)
    assert path in _around(client)
    Member.objects.filter(pk=ben.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert path not in _around(client)


def test_the_next_four_come_in_order_with_as_many_questions_for_one_as_for_forty(
    mia: Member, nia: Member, as_: As
) -> None:
    space, client = a_space("Tea"), as_(nia)
    a_program(mia, title="Tea in 1", space=space, rule="", begins=tomorrow())
    few = queries(client, reverse("home_around"), **FRAGMENT)
    for day in range(2, 40):
        a_program(mia, title=f"Tea in {day}", space=space, rule="", begins=tomorrow() + timedelta(days=day))
    many = queries(client, reverse("home_around"), **FRAGMENT)
    within(many, 6)
    assert len(many) == len(few)
    page = _around(client)
    places = [page.index(f"Tea in {day}<") for day in (1, 2, 3, 4)]
    assert places == sorted(places) and "Tea in 5<" not in page


def test_what_is_on_at_this_moment_stands_first_and_what_goes_on_for_days_does_not(
    mia: Member, nia: Member, as_: Any
) -> None:
    space, now = a_space("Tea"), timezone.now()
    a_program(mia, title="Tea tomorrow", space=space, rule="", begins=tomorrow())
    for title, hours in (("Tea this hour", 1), ("Tea month", 24 * 30)):
        program = a_program(mia, title=title, space=space, rule="", begins=tomorrow())
        times = {"starts_at": now - timedelta(minutes=5), "ends_at": now + timedelta(hours=hours), "opened_at": now}
        program.occurrences.update(**times)
    page = _around(as_(nia))
    assert page.index("Tea this hour") < page.index("on now") < page.index("Tea tomorrow")
    assert "Tea month" not in page
