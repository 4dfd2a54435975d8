"""The page of health: what its address asks for, what stands on it, and how much it asks the database."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.fields import IN_THE_OPEN
from members.segments.models import Segment
from metrics.measures.keeping import keep_scores
from metrics.measures.models import Score
from metrics.rollups.days import yesterday
from metrics.rollups.models import RolledDay
from tests.factories import a_member, a_space, a_thread
from tests.house.test_query_budgets import queries, within
from tests.metrics.rolled import roll_everything
from tests.metrics.scored import a_good_night, a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
HEALTH = "/manage/health/"
WROTE: Any = {"is": "replied", "with": {"space": IN_THE_OPEN, "times": 1, "since": 0}}


def test_before_the_first_night_it_says_when_there_will_be_numbers(mia: Member, as_: As) -> None:
    said = as_(mia).get(HEALTH).text
    assert "Nothing has been measured yet." in said
    assert "tomorrow morning" in said
    assert as_(mia).get(f"{HEALTH}scores.csv").status_code == 404


def test_a_card_has_its_value_its_target_its_change_and_its_sentence(mia: Member, as_: As) -> None:
    a_good_night()
    a_score("activity-rate", 1730, 5410, back=28)
    said = as_(mia).get(HEALTH).text
    for words in ("34", "Target: 30 % or more", "1,842 of 5,410 members did something.", "On target", "5 h", "40"):
        assert words in said
    assert "/manage/health/measures/activity-rate/" in said
    day = yesterday()
    assert f"Numbers up to and with {day:%A} {day.day} {day:%B}" in said


def test_twelve_stand_in_front_and_the_others_behind_all_measures(mia: Member, as_: As) -> None:
    a_good_night()
    a_score("wau", 17, 0)
    page = as_(mia).get(HEALTH).text
    assert page.count('class="card score"') == 12
    assert "All measures" in page
    assert page.index("All measures") < page.index("/manage/health/measures/wau/")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("days=60", "Numbers look back 90 days here"),
        ("days=4000", "Numbers look back 365 days here"),
        ("days=-1", "Numbers look back 28 days here"),
        ("days=ten", "Numbers look back 28 days here"),
        ("days=99999999999999999999", "Numbers look back 28 days here"),
        ("space=nowhere", "There is no such space"),
        ("space=%00", "There is no such space"),
        ("segment=x", "There is no such segment"),
        ("segment=99999999999999999999", "There is no such segment"),
        ("segment=-4&space=x&days=0", "There is no such segment"),
    ],
)
def test_whatever_stands_in_the_address_there_is_a_page_that_says_so(
    query: str, said: str, mia: Member, as_: As
) -> None:
    for days in (28, 90, 365):
        a_good_night(days=days)
    answer = as_(mia).get(f"{HEALTH}?{query}")
    assert answer.status_code == 200
    assert said in answer.text
    assert as_(mia).get(f"{HEALTH}scores.csv?{query}").status_code == 200


def test_an_archived_segment_and_one_that_cannot_be_asked_are_no_choice(mia: Member, as_: As) -> None:
    a_good_night()
    old = Segment.create("Old ones", WROTE, by=mia)
    old.archive(by=mia)
    answer = as_(mia).get(f"{HEALTH}?segment={old.pk}")
    assert "There is no such segment" in answer.text
    assert "Old ones" not in answer.text


def test_a_space_shows_its_own_numbers_and_the_choice_stays_in_every_address(mia: Member, as_: As) -> None:
    there = a_space("Integrations")
    a_good_night()
    a_good_night(space=there, activity_rate=(111, 5410))
    said = as_(mia).get(f"{HEALTH}?space={there.slug}").text
    assert "111 of 5,410 members did something." in said
    assert "1,842" not in said
    assert "Only Integrations." in said
    assert f"days=90&amp;space={there.slug}" in said
    assert f"scores.csv?days=28&amp;space={there.slug}" in said


def test_the_table_holds_what_the_page_tells(mia: Member, as_: As) -> None:
    a_good_night()
    a_score("activity-rate", 1730, 5410, back=7)
    rows = list(csv.DictReader(StringIO(as_(mia).get(f"{HEALTH}scores.csv").text)))
    row = next(row for row in rows if row["Key"] == "activity-rate")
    assert (row["Value"], row["How many"], row["Of how many"], row["Target"]) == ("34.05", "1842", "5410", "30")
    assert row[f"{yesterday() - timedelta(days=7):%Y-%m-%d}"] == "31.98"
    assert row["State"] == "On target"


def test_no_name_in_the_table_is_a_formula(mia: Member, as_: As) -> None:
    there = a_space("=cmd()")
    a_good_night(space=there)
    a_good_night()
    said = as_(mia).get(f"{HEALTH}scores.csv?space={there.slug}").text
    assert ",=cmd()" not in said
    assert "'=cmd()" in said


def test_below_thirty_active_members_cards_show_counts_and_say_why(mia: Member, as_: As) -> None:
    a_good_night(activity_rate=(12, 29))
    said = as_(mia).get(HEALTH).text
    assert "12 of 29" in said
    assert "Fewer than 30 members were active" in said
    a_good_night(days=90, activity_rate=(30, 60))
    assert "Fewer than 30" not in as_(mia).get(f"{HEALTH}?days=90").text


def test_a_community_of_ten_days_hears_how_long_it_takes(mia: Member, as_: As) -> None:
    a_good_night()
    RolledDay.objects.create(day=yesterday() - timedelta(days=9), rolled_at=mia.joined_at)
    assert "Numbers need about two weeks." in as_(mia).get(HEALTH).text
    RolledDay.objects.create(day=yesterday() - timedelta(days=14), rolled_at=mia.joined_at)
    assert "two weeks" not in as_(mia).get(HEALTH).text


def test_managers_see_who_reads_the_numbers_of_which_space(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    a_good_night()
    for name in ("Workshop", "Playbooks"):
        a_space(name, hosts=(ben, nia))
    said = as_(mia).get(HEALTH).text
    assert "Shared with 2 space hosts" in said
    assert "Ben, Nia" in said
    assert reverse("space_health", args=["workshop"]) in said


def test_the_numbers_are_those_of_what_happened(mia: Member, space: Space, as_: As) -> None:
    people = [a_member() for _ in range(7)]
    for one in people:
        a_thread(space, by=one)
    roll_everything()
    Score.objects.all().delete()
    end = yesterday() + timedelta(days=1)  # what happened in this test happened today
    keep_scores(end)
    said = as_(mia).get(HEALTH).text
    known = Member.objects.get_queryset().filter(confirmed_at__isnull=False).count()
    assert f"7 of {known} members did something." in said


def test_it_asks_the_same_whatever_there_is(mia: Member, as_: As) -> None:
    a_good_night()
    a_thread(a_space("First", hosts=(a_member(),)), by=a_member())
    few = queries(as_(mia), HEALTH)
    for number in range(10):
        there = a_space(f"Space {number}", hosts=(a_member(),))
        a_good_night(space=there)
        a_thread(there, by=a_member())
    for back in range(1, 12):
        a_good_night(back=7 * back)
    many = queries(as_(mia), HEALTH)
    assert len(many) == len(few), "\n".join(sql[:200] for sql in many if sql not in few)
    within(many, 21)  # nine of them are the session, the member and the shell
