"""A key reads the numbers of the pages and of their tables, to the digit, and says plainly what it cannot answer."""

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.models import MeasureRule, Score
from metrics.rollups.days import week_ends, yesterday
from tests.factories import a_space
from tests.metrics.keys.keyed import ADDRESSES, ALL, ONE, SPACES, a_key, a_whole_night, read
from tests.metrics.scored import a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def table(client: Client, path: str, **query: Any) -> list[dict[str, str]]:
    """A table of the pages."""
    return list(csv.DictReader(client.get(path, query).content.decode("utf-8-sig").splitlines()))


def close_to(said: float | None, cell: str, digits: int) -> bool:
    """Whether a number is the one that stands in a cell."""
    return said is None if cell == "" else said is not None and round(said, digits) == float(cell)


@pytest.mark.parametrize("days", [28, 90, 365])
@pytest.mark.parametrize("where", ["everywhere", "in a space"])
def test_all_measures_are_those_of_the_table(
    days: int, where: str, space: Space, private_space: Space, mia: Member, as_: As
) -> None:
    for place in (None, space, private_space):
        a_whole_night(days, space=place)
    a_score("activity-rate", 11, 37, days=days, back=days)
    a_score("activity-rate", 12, 37, days=days, back=days, space=space)
    Score.objects.filter(measure="peer-share", day=yesterday()).update(is_withheld=True, people=4)
    MeasureRule.objects.create(measure="nps", target=12.5, changed_by=mia)
    query: dict[str, Any] = {"days": days} | ({"space": space.slug} if where == "in a space" else {})
    told = read(ALL, a_key(mia), **query).json()
    rows = table(as_(mia), reverse("health_csv"), **query)
    assert (told["days"], told["end"]) == (days, yesterday().isoformat())
    assert {row["Up to and with"] for row in rows} == {told["end"]}
    by_key = {one["key"]: one for one in told["measures"]}
    assert sorted(by_key) == sorted(row["Key"] for row in rows)
    for row in rows:
        one = by_key[row["Key"]]
        assert (one["name"], one["unit"], one["least_people"]) == (row["Number"], row["Unit"], 5)
        assert one["withheld"] == (row["Key"] == "peer-share") == row["Value"].startswith("Not told")
        assert close_to(one["value"], "" if one["withheld"] else row["Value"], 2)
        assert close_to(one["before"], row["The period before"], 2)
        assert close_to(one["target"], row["Target"], 2)
    assert by_key["nps"]["target"] == 12.5
    assert by_key["activity-rate"]["before"] is not None


@pytest.mark.parametrize("key", ["activity-rate", "first-reply-median", "nps", "joined"])
def test_the_weeks_of_a_measure_are_those_of_its_table(key: str, mia: Member, as_: As) -> None:
    a_whole_night(365)
    a_whole_night()
    for week in range(1, 11):
        a_score(key, 20 + week, 300, back=7 * week)
    Score.objects.filter(measure=key, day=yesterday() - timedelta(days=21)).update(is_withheld=True, people=2)
    told = read(f"/api/health/measures/{key}/", a_key(mia)).json()
    rows = table(as_(mia), reverse("measure_csv", args=[key]))
    assert [week["end"] for week in told["weeks"]] == [row["Up to"] for row in rows]
    assert [date.fromisoformat(week["end"]) for week in told["weeks"]] == week_ends(yesterday())
    for week, row in zip(told["weeks"], rows, strict=True):
        cells = [*row.values()][5:8]
        assert [week["value"], week["counted"], week["out_of"]] == [float(it) if it else None for it in cells]
        assert week["withheld"] == bool(row["Remark"])
    assert [week["withheld"] for week in told["weeks"]].count(True) == 1
    assert told["weeks"][0]["value"] is None  # nobody measured that week
    measure = MEASURES[key]
    said = (str(measure.name), str(measure.question), str(measure.definition))
    assert (told["name"], told["question"], told["definition"]) == said
    assert (told["target"], told["owner"], told["unit"]) == (measure.target, None, measure.unit.value)


def test_spaces_side_by_side_are_each_space_alone(space: Space, private_space: Space, mia: Member) -> None:
    a_whole_night()
    a_whole_night(space=space)
    a_score("activity-rate", 11, 37, back=28, space=space)
    a_score("activity-rate", 5, 37, space=private_space)
    Score.objects.filter(measure="dau", space=space).update(is_withheld=True, people=3)
    key = a_key(mia)
    told = read(SPACES, key).json()
    assert {row["space"]["slug"] for row in told["spaces"]} == {space.slug, private_space.slug}
    for row in told["spaces"]:
        assert row["measures"] == read(ALL, key, space=row["space"]["slug"]).json()["measures"]


def test_the_page_of_a_measure_says_the_same_of_each_space(space: Space, mia: Member, as_: As) -> None:
    a_whole_night(365)
    a_whole_night()
    a_score("activity-rate", 11, 37, space=space)
    (row,) = table(as_(mia), reverse("measure_csv", args=["activity-rate"]), by="space")
    (told,) = read(SPACES, a_key(mia)).json()["spaces"]
    (one,) = [it for it in told["measures"] if it["key"] == "activity-rate"]
    assert (row["Space"], float(row["Percent"])) == (told["space"]["name"], one["value"])


def asked(path: str, key: str) -> list[str]:
    """What an answer asks the database, and how often."""
    read(path, key)
    with CaptureQueriesContext(connection) as seen:
        assert read(path, key).status_code == 200
    return [re.sub(r"\d+", "?", query["sql"])[:200] for query in seen.captured_queries]


@pytest.mark.parametrize(("path", "most"), [(ALL, 4), (SPACES, 5), (ONE, 4)])
def test_ten_times_the_spaces_ask_the_same(path: str, most: int, space: Space, mia: Member) -> None:
    a_whole_night()
    a_whole_night(space=space)
    key = a_key(mia)
    few = asked(path, key)
    for number in range(10):
        a_whole_night(space=a_space(f"Room {number}"))
    many = asked(path, key)
    assert len(few) == len(many) <= most, "\n".join(many)


def test_before_the_first_night_there_is_nothing_and_that_is_said(mia: Member, space: Space) -> None:
    key = a_key(mia)
    assert read(ALL, key).json() == {"days": 28, "end": None, "space": None, "measures": []}
    assert read(SPACES, key).json()["spaces"] == [
        {"space": {"slug": space.slug, "name": space.name}, "measures": []}
    ]  # fmt: skip
    assert read(ONE, key).json()["weeks"] == []


def test_numbers_are_numbers_and_answers_are_kept_by_nobody(mia: Member) -> None:
    a_whole_night()
    key = a_key(mia)
    for path in ADDRESSES:
        answer = read(path, key)
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", "no-store")
        assert not answer.cookies
    values = [one["value"] for one in read(ALL, key).json()["measures"]]
    assert values
    assert all(type(value) in (int, float) for value in values)


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("query", [{"days": "27"}, {"days": "x"}, {"days": "028"}, {"days": "-28"}, {"segment": "1"}])
def test_what_cannot_be_asked_is_refused_with_a_sentence(path: str, query: dict[str, str], mia: Member) -> None:
    answer = read(path, a_key(mia), **query)
    assert answer.status_code == 422
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].endswith(".")
    assert answer["Cache-Control"] == "no-store"


def test_days_are_said_to_be_those_of_the_pages(mia: Member) -> None:
    assert read(ALL, a_key(mia), days=7).json() == {"error": "“days” is 28, 90 or 365."}


def test_a_measure_nobody_knows_is_not_there(mia: Member) -> None:
    key = a_key(mia)
    for name in ("nothing-here", "Ärger %25", "1" * 300):
        answer = read(f"/api/health/measures/{name}/", key)
        assert (answer.status_code, answer.json()) == (404, {"error": "There is no such measure."})


def test_a_measure_that_says_nothing_of_a_space_says_so(mia: Member, space: Space) -> None:
    key = next(one.key for one in MEASURES.values() if not one.has_spaces)
    answer = read(f"/api/health/measures/{key}/", a_key(mia), space=space.slug)
    assert (answer.status_code, answer.json()) == (422, {"error": "This measure says nothing of one space."})


def test_nothing_in_the_days_and_in_the_space_means_what_it_means_on_the_pages(mia: Member) -> None:
    a_whole_night()
    key = a_key(mia)
    assert read(ALL, key, days="", space="").json() == read(ALL, key).json()
