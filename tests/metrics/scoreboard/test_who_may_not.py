"""Health is for managers: everybody else is refused, and what is not told is in no byte."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.measures.models import Score
from metrics.rollups.days import yesterday
from metrics.rollups.models import Opening
from tests.factories import a_thread
from tests.metrics.scored import a_good_night, a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
PAGES = ("health", "health_csv")


@pytest.mark.parametrize("name", PAGES)
def test_nobody_but_managers_reads_health(
    name: str, mo: Member, ben: Member, nia: Member, eve: Member, space: Space, as_: As
) -> None:
    a_good_night()
    space.add_host(ben, by=mo)
    for viewer, status in ((mo, 403), (ben, 403), (nia, 403), (AnonymousUser(), 302)):
        answer = as_(viewer).get(reverse(name))
        assert answer.status_code == status
        assert b"1,842" not in answer.content
    assert as_(eve).get(reverse(name)).status_code in (302, 403)


def test_who_manages_no_more_reads_nothing_with_the_next_request(mia: Member, as_: As) -> None:
    a_good_night()
    client = as_(mia)
    assert client.get(reverse("health")).status_code == 200
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="member")
    assert client.get(reverse("health")).status_code == 403


def test_a_number_of_fewer_than_five_is_in_no_byte_of_the_page_and_of_the_table(mia: Member, as_: As) -> None:
    a_good_night(activity_rate=(937, 1873))
    Score.objects.filter(measure="activity-rate").update(is_withheld=True, people=3)
    for name in PAGES:
        said = as_(mia).get(reverse(name)).text
        assert "fewer than five people" in said
        assert "937" not in said
        assert "1,873" not in said
        assert "1873" not in said
        assert "50.03" not in said


def test_nothing_is_written_by_looking(mia: Member, as_: As, django_assert_max_num_queries: Any) -> None:
    a_good_night()
    a_score("nps", 30, 10)
    client = as_(mia)
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(reverse("health")).status_code == 405


def test_a_private_space_is_not_named_to_a_manager_who_may_not_know_of_it(
    mia: Member, nia: Member, private_space: Space, as_: As
) -> None:
    a_good_night()
    a_good_night(space=private_space, activity_rate=(4321, 5410))
    private_space.add_host(nia, by=mia)
    client = as_(mia)
    assert "Back room" in client.get(reverse("health")).text
    Member.objects.get_queryset().filter(pk=mia.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    for name in PAGES:
        for query in ({}, {"space": private_space.slug}):
            said = client.get(reverse(name), query).text
            assert "Back room" not in said
            assert "4,321" not in said


def test_waiting_is_not_drawn_of_a_space_whose_waiting_is_not_told(mia: Member, space: Space, as_: As) -> None:
    """Six people wrote there; four in another space: the two are looked at together."""
    threads = [a_thread(space) for _ in range(6)]
    Opening.objects.bulk_create(
        Opening(
            thread=one, space=space, kind="question", author=one.author, day=yesterday(), opened_at=one.created_at
        )
        for one in threads
    )  # fmt: skip
    a_good_night()
    a_good_night(space=space)
    address = f"{reverse('health')}?space={space.slug}"
    assert as_(mia).get(address).context["beside"].replies is not None
    Score.objects.filter(space=space, measure="first-reply-median").update(is_withheld=True)
    assert as_(mia).get(address).context["beside"].replies is None
