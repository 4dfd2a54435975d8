"""The pages of cohorts: who may not see them, what stays untold, what an address may say, and how much is asked."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from members.experiments.models import Experiment
from metrics.cohorts.card import cohort_card
from metrics.cohorts.parts import WAYS
from metrics.cohorts.weeks import mondays
from metrics.rollups.days import begin_of, yesterday
from tests.members.journeys.plans import a_journey, step
from tests.metrics.cohorts.newcomers import Newcomer, settle

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

HOME = "/manage/health/cohorts/"
FILE, WHO = f"{HOME}table.csv", f"{HOME}people/"


def weeks() -> list[str]:
    return [monday.isoformat() for monday in mondays(yesterday(), 12)]


def settle_some(size: int = 8, source: str = "open", acts: tuple[int, ...] = (7, 28)) -> None:
    """So many in each of twelve weeks."""
    settle(Newcomer(monday, acts, source) for monday in mondays(yesterday(), 12) for _ in range(size))


@pytest.mark.parametrize("address", [HOME, FILE, f"{WHO}?week=2026-01-05&since=1"])
def test_only_managers_look(
    address: str, mo: "Member", ben: "Member", eve: "Member", visitor: "AnonymousUser", as_: "As"
) -> None:
    settle_some()
    assert as_(mo).get(address).status_code == 403
    assert as_(ben).get(address).status_code == 403
    assert as_(eve).get(address).status_code == 403
    assert as_(visitor).get(address).status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        "by=nothing", "by=source&part=gone", "by=space&part=-1", "by=space&part=1e9", "by=mentor&part=%00",
        "by=level&part=99",
    ],
)  # fmt: skip
def test_what_nobody_offers_is_missing(query: str, mia: "Member", as_: "As") -> None:
    settle_some(1)
    client = as_(mia)
    assert client.get(f"{HOME}?{query}").status_code == 404
    assert client.get(f"{FILE}?{query}").status_code == 404


@pytest.mark.parametrize("week", ["", "2026-13-01", "20260105", "x", "0001-01-01", "9999-12-27", "2020-01-06"])
@pytest.mark.parametrize("since", ["1", "0", "99", "x", "-1"])
def test_a_cell_that_is_not_in_the_table_is_missing(week: str, since: str, mia: "Member", as_: "As") -> None:
    settle_some(1)
    assert as_(mia).get(WHO, {"week": week, "since": since}).status_code == 404


def test_weeks_nobody_offers_are_the_fewest(mia: "Member", as_: "As") -> None:
    settle_some(6)
    for said in ("0", "13", "999999999", "x", ""):
        assert as_(mia).get(HOME, {"weeks": said}).context["asked"].weeks == 12


def test_before_the_first_night_there_is_nothing(mia: "Member", as_: "As") -> None:
    client = as_(mia)
    assert b"Nothing was counted yet" in client.get(HOME).content
    assert client.get(FILE).status_code == 404
    assert client.get(WHO, {"week": weeks()[0], "since": "1"}).status_code == 404


def test_fewer_than_five_are_neither_told_nor_listed(mia: "Member", as_: "As") -> None:
    """Also not where four weeks are one row, as they are where few people join."""
    settle(Newcomer(monday, (7,)) for monday in mondays(yesterday(), 26))
    client = as_(mia)
    answer = client.get(HOME)
    rows = answer.context["page"].rows
    assert len(rows) in (5, 6) and all(row.span == 4 for row in rows)
    assert answer.content.decode().count("Not told: fewer than five people") == 2 * len(rows)
    lines = list(csv.reader(io.StringIO(client.get(FILE).content.decode())))[1:]
    assert all(line[2:] == ["Not told: fewer than five people"] for line in lines)
    listed = client.get(WHO, {"week": rows[0].monday.isoformat(), "since": "1"}).content.decode()
    assert "Not told" in listed
    assert "newcomer" not in listed.lower().replace("newcomers", "")


def test_where_few_join_four_weeks_are_one_row_with_its_people(mia: "Member", as_: "As") -> None:
    settle(Newcomer(monday, (7,)) for monday in mondays(yesterday(), 26) for _ in range(3))
    client = as_(mia)
    rows = client.get(HOME).context["page"].rows
    assert {(row.span, row.people) for row in rows} == {(4, 12)}
    listed = client.get(WHO, {"week": rows[0].monday.isoformat(), "since": "1"}).context
    assert listed["listing"].count == listed["behind"] == 12


def test_a_part_cannot_be_found_by_subtracting(mia: "Member", as_: "As") -> None:
    settle_some(3, "link")
    settle_some(7, "open")
    settle_some(20, "invitation")
    client = as_(mia)
    for part, is_told in (("link", False), ("open", False), ("invitation", True)):
        page = client.get(HOME, {"by": "source", "part": part}).context["page"]
        assert all(row.is_withheld != is_told for row in page.rows)
        shown = {one.key: one.people for one in page.parts}
        assert shown == {"link": 0, "open": 0, "invitation": 20 * 12}
    assert client.get(HOME).context["page"].rows[0].people == 30
    file = client.get(FILE, {"by": "source"}).content.decode()
    assert file.count("Not told") == 2


def test_each_number_leads_to_its_people(mia: "Member", as_: "As") -> None:
    settle_some(6)
    settle([Newcomer(mondays(yesterday(), 12)[0])])
    client = as_(mia)
    page = client.get(HOME).content.decode()
    link = f'?weeks=12&amp;week={weeks()[0]}&amp;since=1">86<'
    assert link in page
    listed = client.get(WHO, {"weeks": "12", "week": weeks()[0], "since": "1"})
    assert listed.context["listing"].count == listed.context["behind"] == 6
    quiet = client.get(WHO, {"weeks": "12", "week": weeks()[0], "since": "1", "did": "no"})
    assert quiet.context["listing"].count == quiet.context["behind"] == 1


def test_weeks_that_are_not_over_are_empty(mia: "Member", as_: "As") -> None:
    settle_some(6)
    lines = list(csv.reader(io.StringIO(as_(mia).get(FILE).content.decode())))
    assert lines[0][:4] == ["Joined from", "Until", "People", "Week 1 (%)"]
    for place, line in enumerate(lines[1:]):
        over = 12 - place
        assert [line[0], line[2]] == [weeks()[place], "6"]
        assert line[3 : 3 + over] == ["100.0" if week in (1, 4) else "0.0" for week in range(1, over + 1)]
        assert line[3 + over :] == [""] * (12 - over)


def test_what_began_stands_at_its_week(mia: "Member", as_: "As") -> None:
    settle_some(6)
    began = begin_of(mondays(yesterday(), 12)[6] + timedelta(days=2)) + timedelta(hours=20)
    tried = Experiment.define("hello", "Two ways to say hello", [("a", 1), ("b", 1)], by=mia)
    Experiment.objects.filter(pk=tried.pk).update(started_at=began)
    journey = a_journey(step("w", "wait", days=1), name="Warm welcome")
    type(journey).objects.filter(pk=journey.pk).update(runs_since=began + timedelta(days=60))
    found = as_(mia).get(HOME).context["page"]
    assert [mark.words for mark in found.marks] == ["The experiment “Two ways to say hello” began."]
    assert [row.marks for row in found.rows] == [[1] if place == 6 else [] for place in range(12)]


@pytest.mark.parametrize("key", ["", *WAYS])
def test_a_page_asks_the_same_however_many_people_there_are(
    key: str, mia: "Member", as_: "As", django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_(mia)
    settle_some(6)
    client.get(HOME)
    with django_assert_max_num_queries(15) as few:  # type: ignore[attr-defined]
        assert client.get(HOME, {"by": key}).status_code == 200
    settle_some(60)
    with django_assert_max_num_queries(len(few)) as many:  # type: ignore[attr-defined]
        client.get(HOME, {"by": key})
    asked = [one["sql"] for one in many if "metrics_" in one["sql"] or "programs_program" in one["sql"]]
    assert len(asked) <= 3  # the last day, the table, and what began


def test_the_card_asks_twice(mia: "Member", as_: "As", django_assert_num_queries: Callable[..., object]) -> None:
    settle_some(6)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        card = cohort_card(yesterday())
    assert len(card["rows"]) == 7
    assert not card["is_empty"]
