"""A key opens nothing for whoever has none, and no more than its maker may read at this moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from community.spaces.models import Space
from config.lib import limits
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from metrics.keys.asking import Asked, Refused, asked_by
from metrics.keys.models import HealthKey
from metrics.keys.telling import side_by_side
from metrics.measures.models import MeasureRule, Score
from tests.metrics.keys.keyed import ADDRESSES, ALL, ONE, SPACES, a_key, a_whole_night, read
from tests.metrics.scored import a_good_night

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


@pytest.mark.parametrize("path", ["/manage/health/keys/", "/manage/health/keys/{}/"])
def test_nobody_but_managers_sees_keys(path: str, mo: Member, ben: Member, mia: Member, as_: As) -> None:
    made, _key = HealthKey.make("Wall screen", by=mia)
    for viewer, status in ((mo, 403), (ben, 403), (AnonymousUser(), 302)):
        answer = as_(viewer).get(path.format(made.pk))
        assert (answer.status_code, b"Wall screen" in answer.content) == (status, False)


def test_nobody_but_managers_makes_or_ends_a_key(mo: Member, ben: Member, mia: Member, as_: As) -> None:
    made, key = HealthKey.make("Wall screen", by=mia)
    for member in (mo, ben):
        assert as_(member).post("/manage/health/keys/make/", {"name": "Mine"}).status_code == 403
        assert as_(member).post(f"/manage/health/keys/{made.pk}/end/").status_code == 403
    assert HealthKey.objects.in_use().get().pk == made.pk
    assert read(ALL, key).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_without_a_key_that_opens_the_answer_is_always_the_same(path: str, mia: Member, as_: As) -> None:
    a_good_night()
    made, ended = HealthKey.make("Old", by=mia)
    made.end(by=mia)
    answers = [read(path, key) for key in (None, "", "tkh_nonsense", ended, "é\x80", "x" * 5000)]
    answers.append(Client().get(path, headers={"Authorization": "Basic bWlhOm1pYQ=="}))
    answers.append(as_(mia).get(path))  # whoever is signed in has no key by that
    assert {(one.status_code, one.content) for one in answers} == {
        (401, b'{"error": "The key is missing or opens nothing."}')
    }
    assert {(one["WWW-Authenticate"], one["Cache-Control"]) for one in answers} == {("Bearer", "no-store")}


def test_no_key_and_a_wrong_one_ask_the_database_the_same(mia: Member, django_assert_num_queries: Any) -> None:
    _made, ended = HealthKey.make("Old", by=mia)
    HealthKey.objects.get().end(by=mia)
    for key in (None, "tkh_nonsense", ended):
        with django_assert_num_queries(1):
            read(ALL, key)


@pytest.mark.parametrize(
    "fate",
    [
        {"role": "moderator"}, {"role": "member"}, {"is_active": False}, {"confirmed_at": None},
        {"suspended_until": timezone.now() + timedelta(days=1)},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ADDRESSES)
def test_a_key_opens_nothing_from_the_moment_its_maker_may_not(path: str, fate: dict[str, Any], mia: Member) -> None:
    a_good_night()
    key = a_key(mia)
    assert read(path, key).status_code == 200
    Member.objects.get_queryset().filter(pk=mia.pk).update(**fate)
    assert (read(path, key).status_code, read(path, key).json()) == (401, read(path, "no").json())


def test_a_key_ends_with_its_maker(mia: Member, olli: Member) -> None:
    key = a_key(mia, name="Screen of @mia")
    leave(mia, by=mia, fate=Fate.ERASE)
    assert read(ALL, key).status_code == 401
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    erase_due(60)
    assert not Member.objects.get_queryset().filter(pk=mia.pk).exists()
    row = HealthKey.objects.get()
    assert (row.made_by, row.key_digest, row.ended_at is None) == (None, "", False)
    assert row.name == "Screen of Former member"
    assert read(ALL, key).status_code == 401


def test_what_a_viewer_may_not_know_of_is_in_no_answer(private_space: Space, space: Space, mo: Member) -> None:
    """Asked below the key: today managers know of every space, and only they have keys."""
    a_good_night()
    a_good_night(space=private_space)
    told = side_by_side(Asked(28), mo)
    assert space.name in str(told)
    assert private_space.name not in str(told)
    said = []
    for slug in (private_space.slug, "nothing-here"):
        with pytest.raises(Refused) as refused:
            asked_by(QueryDict(f"space={slug}"), mo)
        said.append((str(refused.value), refused.value.status))
    assert said == [("There is no such space.", 404)] * 2


@pytest.mark.parametrize("path", [ALL, ONE])
def test_a_space_that_is_gone_answers_like_one_that_never_was(path: str, private_space: Space, mia: Member) -> None:
    a_good_night()
    key = a_key(mia)
    assert read(path, key, space=private_space.slug).json()["space"]["name"] == private_space.name
    now = timezone.now()
    Space.objects.filter(pk=private_space.pk).update(archived_at=now, deleted_at=now)
    gone, never = read(path, key, space=private_space.slug), read(path, key, space="nothing-here")
    assert (gone.status_code, gone.content) == (404, never.content)
    own = "X-Request-Id"
    assert {**gone.headers, own: ""} == {**never.headers, own: ""}
    assert private_space.name not in read(SPACES, key).content.decode()


def test_a_number_of_fewer_than_five_is_in_no_byte(space: Space, mia: Member) -> None:
    a_good_night(activity_rate=(937, 1873))
    a_good_night(space=space, activity_rate=(941, 1873))
    Score.objects.filter(measure="activity-rate").update(is_withheld=True, people=3)
    key = a_key(mia)
    for path, query in ((ALL, {}), (ALL, {"space": space.slug}), (SPACES, {}), (ONE, {}), (ONE, {"space": space.slug})):
        said = read(path, key, **query).content.decode()
        assert not [number for number in ("937", "941", "1873", "50.02", "50.24") if number in said], path
    (withheld,) = [one for one in read(ALL, key).json()["measures"] if one["withheld"]]
    assert (withheld["key"], withheld["value"], withheld["state"]) == ("activity-rate", None, "untold")
    last = read(ONE, key).json()["weeks"][-1]
    assert (last["value"], last["counted"], last["out_of"], last["withheld"]) == (None, None, None, True)


def test_no_answer_names_a_member(space: Space, mia: Member, mo: Member) -> None:
    a_whole_night()
    a_whole_night(space=space)
    Member.objects.get_queryset().filter(pk=mo.pk).update(name="Zqmolly", handle="zqmolly", email="zqmolly@example.org")
    MeasureRule.objects.create(measure="activity-rate", target=41, owner=mo, changed_by=mo)
    key = a_key(mia)
    assert read(ONE, key).json()["owner"] == mo.pk
    for path in ADDRESSES:
        said = read(path, key).content.decode().lower()
        assert "zqmolly" not in said
        assert f'"{mia.handle}"' not in said


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_key_only_reads(path: str, method: str, mia: Member) -> None:
    answer = read(path, a_key(mia), method)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer.json()["error"].endswith(".")


def test_too_many_are_told_when_to_come_again(mia: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEALTH_READS", limits.Limit("health-reads.test", 3, 60))
    monkeypatch.setattr(limits, "WRONG_KEYS", limits.Limit("wrong-keys.test", 3, 60, closed=True))
    other = a_key(mia, name="Another")
    for key in (a_key(mia), "tkh_nonsense"):
        answers = [read(ALL, key) for _ in range(4)]
        assert [one.status_code == 429 for one in answers] == [False, False, False, True]
        assert 0 < int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1].json()["error"].startswith("Too many requests.")
        assert answers[-1]["Cache-Control"] == "no-store"
    assert read(ALL, other).status_code == 200
