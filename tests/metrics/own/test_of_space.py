"""Numbers of a space are for its hosts and for managers; for anybody else there is no such page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.groups.models import Group
from members.profiles.models import Member
from metrics.measures.models import Score
from tests.factories import a_space
from tests.metrics.scored import a_good_night, a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def page_of(space: Space) -> str:
    return reverse("space_health", args=[space.slug])


def test_who_hosts_nothing_there_gets_exactly_what_does_not_exist(
    mo: Member, ben: Member, nia: Member, space: Space, private_space: Space, as_: As
) -> None:
    a_good_night(space=space)
    a_good_night(space=private_space)
    a_good_night()
    a_space("Elsewhere", hosts=(nia,))
    for viewer in (mo, ben, nia, AnonymousUser()):
        for there in (space, private_space):
            answer = as_(viewer).get(page_of(there))
            assert answer.status_code == 404
            assert "1,842" not in answer.text


def test_a_private_space_answers_those_outside_as_one_that_does_not_exist(
    mo: Member, nia: Member, private_space: Space, as_: As
) -> None:
    a_good_night(space=private_space)
    a_good_night()
    for viewer in (mo, nia, AnonymousUser()):
        answer, nothing = as_(viewer).get(page_of(private_space)), as_(viewer).get("/s/back-door/health/")
        assert (answer.status_code, len(answer.content)) == (nothing.status_code, len(nothing.content))
        assert "Back room" not in answer.text


def test_its_hosts_and_managers_read_it(mia: Member, ben: Member, space: Space, as_: As) -> None:
    a_good_night(space=space)
    a_good_night()
    space.add_host(ben, by=mia)
    for viewer in (mia, ben):
        answer = as_(viewer).get(page_of(space))
        assert answer.status_code == 200
        assert "1,842 of 5,410 members did something." in answer.text
        assert answer["Cache-Control"] == "private, no-store"


def test_who_loses_the_role_reads_nothing_from_the_next_request_on(
    mia: Member, ben: Member, space: Space, as_: As
) -> None:
    a_good_night(space=space)
    a_good_night()
    space.add_host(ben, by=mia)
    client = as_(ben)
    assert client.get(page_of(space)).status_code == 200
    space.remove_host(ben, by=mia)
    assert client.get(page_of(space)).status_code == 404


def test_a_suspended_host_reads_nothing(mia: Member, ben: Member, space: Space, as_: As) -> None:
    a_good_night(space=space)
    a_good_night()
    space.add_host(ben, by=mia)
    client = as_(ben)
    Member.objects.get_queryset().filter(pk=ben.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    answer = client.get(page_of(space))
    assert answer.status_code in (403, 404)
    assert "1,842" not in answer.text


def test_a_private_space_is_named_to_its_hosts_alone(
    mia: Member, nia: Member, ben: Member, circle: Group, private_space: Space, as_: As
) -> None:
    a_good_night(space=private_space)
    a_good_night()
    private_space.add_host(nia, by=mia)
    assert as_(nia).get(page_of(private_space)).status_code == 200
    assert as_(ben).get(page_of(private_space)).status_code == 404  # in the circle, and no host


def test_a_host_of_two_spaces_reads_one_stretch_of_time_alone(mia: Member, ben: Member, space: Space, as_: As) -> None:
    """Whoever could choose 28 and 90 days, a parent and its child, or a segment could subtract."""
    a_good_night(space=space)
    a_good_night(space=space, days=90, activity_rate=(1845, 5410))
    a_good_night()
    a_good_night(days=90)
    child = a_space("Child", parent=space, hosts=(ben,))
    a_good_night(space=child, activity_rate=(700, 5410))
    space.add_host(ben, by=mia)
    said = as_(ben).get(f"{page_of(space)}?days=90&segment=1&space={child.slug}").text
    assert "1,842" in said
    assert "1,845" not in said
    assert "700 of" not in said


@pytest.mark.parametrize(("top", "of"), [(4, 100), (1, 100), (97, 100)])
def test_a_share_with_few_people_in_it_or_left_out_of_it_is_not_told_to_hosts(
    top: int, of: int, mia: Member, ben: Member, space: Space, as_: As
) -> None:
    a_good_night(space=space, activity_rate=(top, of))
    a_score("activity-rate", top, of, back=7, space=space)
    a_good_night()
    space.add_host(ben, by=mia)
    said = as_(ben).get(page_of(space)).text
    assert f"{top} of {of}" not in said
    assert "Not told: fewer than five people" in said
    assert f"{top} %" not in said


def test_what_is_withheld_is_in_no_byte(mia: Member, ben: Member, space: Space, as_: As) -> None:
    a_good_night(space=space, peer_share=(937, 1873))
    Score.objects.filter(measure="peer-share").update(is_withheld=True, people=3)
    a_good_night()
    space.add_host(ben, by=mia)
    said = as_(ben).get(page_of(space)).text
    for secret in ("937", "1,873", "1873", "50.03"):
        assert secret not in said


def test_nothing_on_it_leads_to_pages_of_managers(mia: Member, ben: Member, space: Space, as_: As) -> None:
    a_good_night(space=space, peer_share=(30, 100))
    a_good_night()
    space.add_host(ben, by=mia)
    assert "/manage/" not in as_(ben).get(page_of(space)).text


def test_hosts_find_it_in_the_head_of_their_space(mia: Member, ben: Member, nia: Member, space: Space, as_: As) -> None:
    space.add_host(ben, by=mia)
    assert page_of(space) in as_(ben).get(space.get_absolute_url()).text
    assert page_of(space) in as_(mia).get(space.get_absolute_url()).text
    assert page_of(space) not in as_(nia).get(space.get_absolute_url()).text
