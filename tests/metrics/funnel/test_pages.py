"""The pages of the funnel: who may not see them, what an address may say, what stays untold, and how much is asked."""

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from members.profiles.models import Member
from members.segments.models import Segment
from metrics.funnel.card import funnel_card
from metrics.measures.measure import Cut
from metrics.rollups.days import week_ends, yesterday
from metrics.visits.models import VisitDay
from tests.metrics.funnel.way import Walker, walk

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from config.lib.audience import Viewer

    As = Callable[[Viewer], Client]

HOME = "/manage/health/funnel/"
FILE, WHO, JOURNEY = f"{HOME}table.csv", f"{HOME}people/?step=joined", f"{HOME}journey/?step=joined"
ONE = ((3, "activated"),)


@pytest.mark.parametrize("address", [HOME, FILE, WHO, JOURNEY])
def test_only_managers_look(
    address: str, mo: "Member", ben: "Member", eve: "Member", visitor: "AnonymousUser", as_: "As"
) -> None:
    walk([Walker()] * 9)
    assert as_(mo).get(address).status_code == 403
    assert as_(ben).get(address).status_code == 403
    assert as_(eve).get(address).status_code == 403
    assert as_(visitor).get(address).status_code == 302


@pytest.mark.parametrize(
    "query", ["source=x", "segment=0", "segment=x", "segment=99999999999999999999", "segment=%00", "source=%00"]
)
def test_a_source_or_segment_that_is_not_there_is_missing(query: str, mia: "Member", as_: "As") -> None:
    client = as_(mia)
    for address in (f"{HOME}?", f"{FILE}?", f"{WHO}&", f"{JOURNEY}&"):
        assert client.get(f"{address}{query}").status_code == 404


def test_a_step_or_journey_that_is_not_there_is_missing(mia: "Member", as_: "As") -> None:
    client = as_(mia)
    for step in ("", "visited", "aware", "x", "%00"):
        assert client.get(f"{HOME}people/?step={step}").status_code == 404
        assert client.get(f"{HOME}journey/?step={step}").status_code == 404
    for journey in ("0", "x", "999"):
        assert client.get(f"{JOURNEY}&journey={journey}").status_code == 404


def test_days_nobody_offers_are_the_fewest(mia: "Member", as_: "As") -> None:
    for said in ("0", "29", "9999", "x", ""):
        assert as_(mia).get(HOME, {"days": said}).context["asked"].days == 28


def test_a_small_step_is_not_told_but_its_people_are_listed_for_managers(mia: "Member", as_: "As") -> None:
    walk([Walker()] * 20)
    few = walk([Walker(moves=ONE)] * 3)
    client = as_(mia)
    page = client.get(HOME).content.decode()
    assert "Not told: fewer than five people" in page
    lines = list(csv.reader(io.StringIO(client.get(FILE).content.decode())))
    assert lines[1] == ["Joined", "23", "", "", "Not told: fewer than five people"]
    assert lines[2] == ["Activated", "Not told: fewer than five people", "", "", "Not told: fewer than five people"]
    listed = client.get(f"{HOME}people/", {"step": "activated"})
    assert {one.member for one in listed.context["listing"].people} == set(few)


def test_a_source_cannot_be_found_by_subtracting(mia: "Member", as_: "As") -> None:
    walk([Walker(source="link")] * 3 + [Walker(source="open")] * 6 + [Walker(source="invitation")] * 20)
    client = as_(mia)
    told = {
        source: client.get(HOME, {"source": source}).context["funnel"].joined
        for source in ("", "link", "open", "invitation")
    }
    assert told == {"": 29, "link": None, "open": None, "invitation": 20}


@pytest.mark.parametrize("inside", [0, 3, 5, 7, 8, 11, 12])
def test_a_segment_is_not_told_if_it_or_the_rest_is_small(inside: int, mia: "Member", as_: "As") -> None:
    people = walk([Walker()] * 12)
    Member.objects.filter(pk__in=[one.pk for one in people[:inside]]).update(line="I keep the rota.")
    segment = Segment.objects.create(name="With a line", rule={"is": "has_line", "with": {}})
    found = as_(mia).get(HOME, {"segment": str(segment.pk)}).context["funnel"]
    assert found.joined == (inside if inside in (0, 5, 7, 12) else None)
    assert found.visits is None
    listed = as_(mia).get(f"{HOME}people/", {"segment": str(segment.pk), "step": "joined"})
    assert listed.context["listing"].count == inside


def test_a_segment_that_cannot_be_asked_says_so(mia: "Member", as_: "As") -> None:
    walk([Walker()] * 12)
    segment = Segment.objects.create(name="Broken", rule={"is": "gone", "with": {}})
    client = as_(mia)
    page = client.get(HOME, {"segment": str(segment.pk)})
    assert page.context["problem"] and page.context["funnel"] is None
    assert client.get(FILE, {"segment": str(segment.pk)}).status_code == 404
    card = funnel_card(Cut(segment=segment), 28, yesterday())
    assert card and card["steps"].joined == 0


def test_visits_stand_above_and_are_compared_only_if_every_day_was_counted(mia: "Member", as_: "As") -> None:
    walk([Walker()] * 10)
    client = as_(mia)
    assert "No visits were counted in this period" in client.get(HOME).content.decode()
    days = [week_ends(yesterday(), 1)[0].fromordinal(yesterday().toordinal() - n) for n in range(28)]
    VisitDay.objects.bulk_create(VisitDay(day=day, visitors=10) for day in days[:27])
    partly = client.get(HOME).context["funnel"]
    assert (partly.visited, partly.join_words) == (270, "")
    VisitDay.objects.create(day=days[27], visitors=10)
    wholly = client.get(HOME).context["funnel"]
    assert (wholly.visited, wholly.join_words) == (280, "3.6 %")
    assert client.get(HOME, {"source": "open"}).context["funnel"].visited is None


def test_a_page_asks_the_same_however_many_people_there_are(
    mia: "Member", as_: "As", django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_(mia)
    walk([Walker(moves=ONE)] * 8)
    client.get(HOME)
    for address in (HOME, WHO, JOURNEY):
        with django_assert_max_num_queries(16) as few:  # type: ignore[attr-defined]
            client.get(address)
        walk([Walker(moves=ONE)] * 80)
        with django_assert_max_num_queries(len(few)) as many:  # type: ignore[attr-defined]
            client.get(address)
        assert len([one for one in many if "metrics_arrival" in one["sql"]]) <= 2


def test_the_card_asks_twice(mia: "Member", django_assert_num_queries: Callable[..., object]) -> None:
    walk([Walker()] * 8)
    segment = Segment.objects.create(name="With a line", rule={"is": "has_line", "with": {}})
    # A segment is asked within a time, which costs a savepoint, its limit, and two statements back.
    for cut, queries in ((Cut(), 2), (Cut(segment=segment), 2 + 4)):
        with django_assert_num_queries(queries):  # type: ignore[attr-defined]
            card = funnel_card(cut, 28, yesterday())
        assert card and card["steps"].joined == (0 if cut.segment else 8)
