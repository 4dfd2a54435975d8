"""The pages of measures: for managers alone, nothing of fewer than five in any byte, and the same as a recount."""

from __future__ import annotations

import csv
import io
import re
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
from members.segments.models import Segment
from metrics.measures.keeping import keep_scores
from metrics.measures.models import Score
from metrics.rollups.days import yesterday
from metrics.rollups.models import Arrival, MemberDay, Opening
from tests.factories import a_member, a_space, a_thread
from tests.metrics.scored import a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
KEY = "activity-rate"
READING = ("measure", "measure_csv", "measure_behind")


def page(name: str = "measure", key: str = KEY, query: str = "") -> str:
    return reverse(name, args=[key]) + query


def came(number: int) -> list[Member]:
    """Members who joined long ago."""
    members = [a_member() for _ in range(number)]
    at = timezone.now() - timedelta(days=900)
    Arrival.objects.bulk_create([Arrival(member=one, day=at.date(), at=at) for one in members])
    return members


def did(members: list[Member], space: Space | None = None, back: int = 0) -> None:
    """They did something on a day."""
    day = yesterday() - timedelta(days=back)
    MemberDay.objects.bulk_create([MemberDay(day=day, member=one, space=space, replies=1) for one in members])


@pytest.mark.parametrize("name", ["measures", *READING])
def test_nobody_but_managers_reads_them(
    name: str, mo: Member, ben: Member, nia: Member, eve: Member, space: Space, as_: As
) -> None:
    a_score(KEY, 1842, 5410)
    space.add_host(ben, by=mo)
    address = reverse(name) if name == "measures" else page(name)
    for viewer, status in ((mo, 403), (ben, 403), (nia, 403), (AnonymousUser(), 302)):
        answer = as_(viewer).get(address)
        assert answer.status_code == status
        assert b"842" not in answer.content
    assert as_(eve).get(address).status_code in (302, 403)


def test_what_is_not_there_is_missing(mia: Member, as_: As) -> None:
    client = as_(mia)
    for address in (
        page(key="nothing-here"), page("measure_csv", "nothing-here"), page("measure_behind", "nothing-here"),
        page(query="?space=nowhere"), page(query="?segment=999999"), page("measure_behind", "nps"),
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "query",
    ["?days=7", "?days=x", "?end=x", "?end=2999-01-01", "?end=2026-13-45", "?space=", "?segment=x", "?end=0001-01-01"],
)
def test_a_strange_address_still_leads_to_a_page(query: str, mia: Member, as_: As) -> None:
    for name in READING:
        assert as_(mia).get(page(name, query=query)).status_code == 200
    assert as_(mia).get(reverse("measures") + query).status_code == 200


def test_a_number_of_fewer_than_five_is_in_no_byte(mia: Member, as_: As) -> None:
    a_score(KEY, 937, 1873, people=3, is_withheld=True)
    a_score(KEY, 500, 1000, back=7)
    for name in READING:
        said = as_(mia).get(page(name)).text
        assert "ewer than five people" in said
        for secret in ("937", "1,873", "1873", "50.02", "50.03"):
            assert secret not in said, name
    assert "500" in as_(mia).get(page("measure_csv")).text


def test_people_behind_a_number_that_is_not_told_are_not_named(mia: Member, as_: As) -> None:
    members = came(3)
    keep_scores(yesterday())
    said = as_(mia).get(page("measure_behind")).text
    assert all(one.name not in said for one in members)


def test_a_space_is_not_told_where_it_could_be_worked_out_from_the_others(mia: Member, as_: As) -> None:
    members, few, some, many = came(40), a_space("Few"), a_space("Some"), a_space("Many")
    for count, space in ((3, few), (9, some), (26, many)):
        did(members[:count], space)
    keep_scores(yesterday())
    for address in (page(), page("measure_csv", query="?by=space")):
        said = as_(mia).get(address).text.partition("<main")[2] or as_(mia).get(address).text
        said = re.sub(r"<svg.*?</svg>", "", said, flags=re.DOTALL)
        assert "65" in said  # 26 of 40 in Many
        for secret in ("7.5 %", ",7.5,", "22.5", "23 %", "22 %"):
            assert secret not in said, address
        assert said.count("Not told: fewer than five people") == 2


def test_a_private_space_is_told_to_whoever_may_know_of_it(mia: Member, private_space: Space, as_: As) -> None:
    """Managers know of all spaces; the page asks the same rule as every other surface."""
    a_score(KEY, 12, 40, space=private_space)
    a_score(KEY, 12, 40)
    assert Space.objects.visible_to(mia).filter(pk=private_space.pk).exists()
    assert private_space.name in as_(mia).get(page()).text
    assert as_(mia).get(page(query=f"?space={private_space.slug}")).status_code == 200


def test_the_page_says_what_a_recount_says(mia: Member, as_: As) -> None:
    members = came(40)
    did(members[:14])
    did(members[10:17], back=6)
    keep_scores(yesterday())
    active = MemberDay.objects.values("member").distinct().count()
    said = as_(mia).get(page()).text
    assert f"{active} out of 40." in said
    assert active == 17


def test_the_table_holds_every_week_and_says_what_it_is(mia: Member, as_: As) -> None:
    members = came(40)
    did(members[:14])
    keep_scores(yesterday())
    answer = as_(mia).get(page("measure_csv"))
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(answer.text))
    assert len(rows) == 12 and {len(row) for row in rows} == {len(head)}
    assert rows[-1][4:8] == [yesterday().isoformat(), "35", "14", "40"]
    assert rows[0][5] == "0"


def test_no_cell_is_a_formula(mia: Member, as_: As) -> None:
    space = a_space('=HYPERLINK("x")')
    segment = Segment.create("@SUM(1)", {"is": "joined_before", "with": {"days": 1}}, by=mia)
    did(came(9), space)
    keep_scores(yesterday())
    for query in ("?by=space", f"?space={space.slug}", f"?segment={segment.pk}"):
        for row in csv.reader(io.StringIO(as_(mia).get(page("measure_csv", query=query)).text)):
            assert not any(cell.startswith(("=", "@", "+")) for cell in row), query


def test_people_behind_come_page_by_page_each_once(mia: Member, as_: As) -> None:
    quiet = came(35)
    did(came(6))
    keep_scores(yesterday())
    first = as_(mia).get(page("measure_behind"))
    further = first.context["listing"].next
    second = as_(mia).get(page("measure_behind") + further)
    seen = [person.member.pk for answer in (first, second) for person in answer.context["listing"].people]
    assert sorted(seen) == sorted(one.pk for one in quiet)
    assert "35" in first.text


def test_threads_behind_come_page_by_page_and_only_those_one_may_read(mia: Member, ben: Member, as_: As) -> None:
    threads = [a_thread(by=ben, title=f"Waiting for a word {n}") for n in range(26)]
    gone = threads[0]
    gone.deleted_at = timezone.now()
    gone.save(update_fields=["deleted_at"])
    opened = [
        Opening(thread=one, space=one.space, kind="question", author=ben, day=yesterday(), opened_at=one.created_at)
        for one in threads
    ]
    Opening.objects.bulk_create(opened)
    a_score("answered-24h", 0, 26)
    address = page("measure_behind", "answered-24h")
    first = as_(mia).get(address)
    second = as_(mia).get(address + first.context["threads"].next)
    seen = [thread.pk for answer in (first, second) for thread in answer.context["threads"].rows]
    assert seen == [thread.pk for thread in threads[1:]]
    assert second.context["threads"].next == ""
    assert as_(mia).get(address + "?after=nonsense").status_code == 404


def test_ten_times_the_rows_cost_no_further_query(mia: Member, as_: As, django_assert_max_num_queries: Any) -> None:
    client = as_(mia)
    for space in [a_space() for _ in range(2)]:
        a_score(KEY, 30, 100, space=space)
    a_score(KEY, 30, 100)

    def asked(address: str) -> int:
        client.get(address)
        with django_assert_max_num_queries(60) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    few = {address: asked(address) for address in (reverse("measures"), page(), page("measure_behind"))}
    for back in range(1, 12):
        a_score(KEY, 30, 100, back=7 * back)
    for space in [a_space() for _ in range(20)]:
        a_score(KEY, 30, 100, space=space)
    came(28)
    assert Score.objects.count() > 30
    assert {address: asked(address) for address in few} == few
    assert few[reverse("measures")] <= 22 and few[page()] <= 26
