"""The team's numbers: totals for the team, names for managers, and each number counts what it says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.measures import Severity, Source
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.stats.counting import (
    arrivals_by_week,
    false_hits,
    kept_by_severity,
    kept_by_week,
    kept_in_all,
    loads,
    overturned,
    reopened,
)
from tests.factories import a_member
from tests.moderation.rota.rotas import a_case

pytestmark = pytest.mark.django_db


def decided(about: Member, took: float, due: float = 2, severity: int = Severity.HIGH, **fields: Any) -> Case:
    """A case that took so many hours and had so many."""
    now = timezone.now()
    opened = now - timedelta(hours=took, minutes=5)
    given = {"opened_at": opened, "closed_at": opened + timedelta(hours=took), "due_at": opened + timedelta(hours=due)}
    return a_case(about, severity, **given | fields)


def a_step(by: Member, minutes_ago: float, act: str = "decided", severity: int = Severity.HIGH, **fields: Any) -> Entry:
    """One row of the log."""
    at: datetime = timezone.now() - timedelta(minutes=minutes_ago)
    return Entry.objects.create(act=act, actor_id=by.pk, severity=severity, at=at, **fields)


def test_members_see_no_numbers_and_moderators_no_names_of_others(
    ben: Member, mo: Member, mia: Member, visitor: Any, as_: Any
) -> None:
    other = a_member("Zenobia", role="moderator")
    a_step(other, 10), a_step(mo, 20)
    address = reverse("moderation_stats")
    assert as_(ben).get(address).status_code == 403 and as_(visitor).get(address).status_code == 302
    page = as_(mo).get(address).text
    assert "Zenobia" not in page and "You took 1 step of deciding, 1 of them in severe cases." in page
    assert "Zenobia" in as_(mia).get(address).text
    assert as_(ben).post(reverse("break_not_now")).status_code == 403


def test_an_empty_community_has_a_page_too(mo: Member, as_: Any) -> None:
    assert "No case was decided yet." in as_(mo).get(reverse("moderation_stats")).text


def test_due_times_kept_are_counted_by_severity_and_week(ben: Member, mo: Member, as_: Any) -> None:
    decided(ben, 1), decided(ben, 3), decided(ben, 1.5), decided(ben, 4, due=8, severity=Severity.MEDIUM)
    decided(ben, 1, closed_at=timezone.now() - timedelta(weeks=14), opened_at=timezone.now() - timedelta(weeks=15))
    a_case(ben)
    now = timezone.now()
    whole = kept_in_all(now)
    assert (whole.decided, whole.in_time, whole.percent) == (4, 3, 75)
    high, medium = kept_by_severity(now)
    assert (high.decided, high.in_time, high.median_minutes) == (3, 2, 90) and medium.percent == 100
    assert sum(week.decided for week in kept_by_week(now)) == 4
    assert sum(count for _week, count in arrivals_by_week(now)) == 5
    assert "4 cases were decided, 75 % of them in time." in as_(mo).get(reverse("moderation_stats")).text


def test_overturned_counts_appeals_and_reopened_counts_the_rest(ben: Member, mo: Member) -> None:
    now = timezone.now()
    for _appeal in range(3):
        a_step(mo, 6, "appeal_upheld")
    assert overturned(now).percent == 0
    a_step(mo, 5, "reversed", facts={"appeal": True}), a_step(mo, 5, "appeal_reversed")
    a_step(mo, 5, "reversed", facts={"appeal": False})
    a_step(mo, 4, "appeal_settled"), decided(ben, 1, source=Source.APPEAL)  # nobody decided it
    for number in (1, 2, 3, 4):
        a_step(mo, 9, case_id=number)
    a_step(mo, 5, "reopened", case_id=1)
    a_step(mo, 4, "reopened", case_id=1)
    assert (overturned(now).part, overturned(now).whole, overturned(now).percent) == (1, 4, 25)
    assert (reopened(now).part, reopened(now).percent) == (1, 25)


def test_cases_decided_as_one_are_all_decided_and_what_was_opened_again_before_is_not_again(mo: Member) -> None:
    a_step(mo, 9, case_id=1), a_step(mo, 9, "joined", case_id=2), a_step(mo, 9, "join_proposed", case_id=3)
    for number in (1, 2):
        a_step(mo, 5, "reopened", case_id=number)
    assert (reopened(timezone.now()).part, reopened(timezone.now()).whole) == (2, 2)
    a_step(mo, 8, "reopened", case_id=4)  # decided longer ago than is counted
    a_step(mo, 7, case_id=4)
    assert (reopened(timezone.now()).part, reopened(timezone.now()).whole) == (2, 3)


def test_hits_that_were_nothing_are_false(ben: Member, mo: Member) -> None:
    now = timezone.now()
    for content, hits in (("keep", 1), ("hide", 2), ("keep", 0)):
        case = decided(ben, 1, hits_count=hits)
        Decision.objects.create(case=case, content=content, person="nothing", decided_by=mo, in_force_at=now)
    assert (false_hits(timezone.now()).part, false_hits(timezone.now()).whole) == (1, 2)


def test_load_counts_steps_and_time_between_severe_ones_without_a_break(mo: Member, mia: Member) -> None:
    for ago in (100, 60, 50, 40):
        a_step(mo, ago)
    a_step(mo, 45, severity=Severity.LOW), a_step(mia, 47), a_step(mia, 5, "hidden")
    first, second = loads(timezone.now())
    assert (first.member, first.decisions, first.severe_minutes) == (mia, 1, 0), "By name: it ranks nobody."
    assert (second.member, second.decisions, second.severe, second.severe_minutes) == (mo, 5, 4, 20)
    assert [load.member for load in loads(timezone.now(), of=mia)] == [mia]


def test_breaks_are_pauses_after_severe_steps_and_not_the_end_of_a_day(mo: Member) -> None:
    for ago in (900, 600, 300, 280, 270, 100, 60):  # two breaks; one short pause; twice over four hours
        a_step(mo, ago)
    a_step(mo, 50, severity=Severity.LOW), a_step(mo, 10)
    (load,) = loads(timezone.now())
    assert load.breaks == 3, "20, 170 and 40 minutes; after what is not severe, a pause is none"


def test_everybody_reads_their_own_breaks_and_managers_those_of_all(mo: Member, mia: Member, as_: Any) -> None:
    other = a_member("Zenobia", role="moderator")
    for ago in (100, 60, 20):
        a_step(other, ago)
    a_step(mo, 60), a_step(mo, 30)
    page, whole = (as_(one).get(reverse("moderation_stats")).text for one in (mo, mia))
    assert "After severe ones you took 1 break." in page and "Zenobia" not in page
    assert "After severe ones" not in whole and "Breaks</th>" in whole and "Zenobia" in whole
    assert page.count("How this is counted") >= 2, "One click from the numbers to what they mean."
