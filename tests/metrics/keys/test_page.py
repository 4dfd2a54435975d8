"""The page of keys: a key is shown once, ends once, and remembers when it was used to the hour."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from members.activity.models import Activity
from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from metrics.keys.models import HealthKey
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within
from tests.metrics.keys.keyed import ALL, a_key, read
from tests.metrics.scored import a_good_night

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
PAGE = "/manage/health/keys/"


def made(client: Client, name: str = "Wall screen") -> Any:
    return client.post(f"{PAGE}make/", {"name": name})


def test_a_key_is_shown_once_and_kept_nowhere(mia: Member, as_: As) -> None:
    client = as_(mia)
    answer = made(client)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    key = answer.context["key"]
    assert key.startswith("tkh_")
    assert len(key) > 40
    assert answer.text.count(key) == 2  # the key, and how it is used
    assert key not in client.get(PAGE).text
    assert key not in str([*HealthKey.objects.values(), *Activity.objects.values()])
    assert read(ALL, key).status_code == 200
    assert Activity.objects.filter(verb="health_key.made", actor_id=mia.pk, subject_id=HealthKey.objects.get().pk)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "wall  SCREEN"])
def test_what_was_typed_is_kept_where_it_cannot_be(name: str, mia: Member, as_: As) -> None:
    a_key(mia)
    answer = made(as_(mia), name)
    assert answer.status_code == 422
    assert f'value="{name.strip()}"' in answer.text or not name.strip()
    assert "Problem:" in answer.text
    assert HealthKey.objects.count() == 1


def test_the_name_of_a_key_that_ended_is_free(mia: Member, as_: As) -> None:
    a_key(mia)
    HealthKey.objects.get().end(by=mia)
    assert made(as_(mia)).status_code == 200


@pytest.mark.parametrize("path", [f"{PAGE}make/", PAGE + "{}/end/"])
def test_keys_are_made_and_ended_by_post_alone(path: str, mia: Member, as_: As) -> None:
    a_key(mia)
    assert as_(mia).get(path.format(HealthKey.objects.get().pk)).status_code == 405
    assert HealthKey.objects.in_use().count() == 1


def test_who_ends_a_key_is_asked_first_and_told_what_follows(mia: Member, as_: As) -> None:
    key = a_key(mia)
    row, client = HealthKey.objects.get(), as_(mia)
    page = client.get(row.get_absolute_url()).text
    assert "refused from this moment on" in page
    assert f'action="{PAGE}{row.pk}/end/"' in page
    assert read(ALL, key).status_code == 200
    answer = client.post(f"{PAGE}{row.pk}/end/", follow=True)
    assert "The key opens nothing any more." in answer.text
    assert read(ALL, key).status_code == 401
    assert client.get(row.get_absolute_url()).status_code == 302


def test_the_second_of_two_managers_is_told_that_it_was_ended_before(mia: Member, olli: Member, as_: As) -> None:
    a_key(mia)
    path = f"{PAGE}{HealthKey.objects.get().pk}/end/"
    assert as_(mia).post(path).status_code == 302
    ended_at = HealthKey.objects.get().ended_at
    assert "This key was ended before" in as_(olli).post(path, follow=True).text
    assert HealthKey.objects.get().ended_at == ended_at
    assert Activity.objects.filter(verb="health_key.ended").count() == 1


def test_a_key_that_is_not_there_is_not_found(mia: Member, as_: As) -> None:
    assert as_(mia).get(f"{PAGE}999/").status_code == 404
    assert as_(mia).post(f"{PAGE}999/end/").status_code == 404


def test_the_list_says_by_whom_when_and_what_opens_nothing(mia: Member, olli: Member, as_: As) -> None:
    key = a_key(mia)
    read(ALL, key)
    page = as_(olli).get(PAGE).text
    assert "by Mia" in page
    assert "last used" in page
    assert "Opens nothing now" not in page
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="member")
    assert "Opens nothing now" in as_(olli).get(PAGE).text


def test_a_use_is_written_down_at_most_once_an_hour(mia: Member, time_machine: Any) -> None:
    key, now = a_key(mia), timezone.now()
    time_machine.move_to(now, tick=False)
    read(ALL, key)
    assert HealthKey.objects.get().last_used_at == now
    for minutes, noted in ((59, now), (60, now + timedelta(minutes=60)), (61, now + timedelta(minutes=60))):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        read(ALL, key)
        assert HealthKey.objects.get().last_used_at == noted


def test_a_refused_key_was_not_used(mia: Member) -> None:
    key = a_key(mia)
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="member")
    read(ALL, key)
    assert HealthKey.objects.get().last_used_at is None


def test_the_overview_leads_there(mia: Member, as_: As) -> None:
    a_good_night()
    assert f'href="{PAGE}"' in as_(mia).get("/manage/health/").text


def test_keys_are_in_the_copy_of_ones_data_without_what_opens(mia: Member) -> None:
    a_key(mia)
    (row,) = EXPORTERS["metrics/health-keys"].rows(mia)
    assert row["name"] == "Wall screen"
    assert "key_digest" not in row


def test_ten_times_the_keys_ask_the_same(mia: Member, as_: As) -> None:
    for number in range(20):
        a_key(a_member(f"Manager {number}", role="manager"), name=f"Key {number}")
    for row in HealthKey.objects.all()[:10]:
        row.end(by=mia)
    within(queries(as_(mia), PAGE), 15)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_key_of_a_name_and_end_it_once(mia: Member) -> None:
    def in_turn(act: Callable[[], object]) -> object:
        try:
            return act()
        except IntegrityError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(in_turn, [lambda: a_key(mia)] * 4))
    assert len([key for key in keys if key]) == 1
    row = HealthKey.objects.get()
    with ThreadPoolExecutor(4) as pool:
        assert sorted(map(bool, pool.map(in_turn, [lambda: row.end(by=mia)] * 4))) == [False, False, False, True]
    assert Activity.objects.filter(verb="health_key.ended").count() == 1
