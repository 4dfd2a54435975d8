"""Cases decided as one are one decision; what was reported or held in each of them is found right or nothing."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.measures import Content
from moderation.ledger.models import Entry
from moderation.ledger.writing import enter
from moderation.reports.reporting import Said, report
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, agree, decide, decline, reverse, undo
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS, Item
from moderation.transparency.numbers import numbers_of
from tests.factories import a_member, a_post

pytestmark = pytest.mark.django_db


def now_on() -> dict[str, Any]:
    """The numbers of all time."""
    return numbers_of(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), timezone.now() + dt.timedelta(days=1))


def found() -> tuple[Any, ...]:
    """How many decisions; what was found of reports; how many held ones were decided, and how many were fine."""
    numbers = now_on()
    acts = numbers["rule_acts"]
    return numbers["decisions"], numbers["reports_by_outcome"], acts["held_decided"], acts["held_fine"]


def item(case: Case) -> Item:
    """What it is about."""
    one = KINDS["post"].one(case.subject_id)
    assert one is not None
    return one


@pytest.fixture
def three(ben: Member) -> list[Case]:
    """Three posts of ben that two reported each, held by a rule."""
    cases = []
    for number in range(3):
        one = KINDS["post"].one(a_post(by=ben, source=f"Insult number {number}").pk)
        assert one is not None
        for _reporter in range(2):
            case = report(one, Said("unkind"), by=a_member()).case
        enter("held", by=None, case=case)
        cases.append(case)
    return cases


@pytest.fixture
def mira(db: None) -> Member:
    """Another moderator."""
    return a_member("Mira", role="moderator")


def together(cases: list[Case], by: Member, **given: Any) -> Decision:
    """All of them decided as one."""
    first, *others = cases
    wanted = {"content": Content.HIDE, "person": "warn", "facts": "Three insults."} | given
    joined = {one.pk: item(one).version for one in others}
    return decide(first, Wanted(version=item(first).version, joined=joined, **wanted), by=by)


def test_what_was_reported_and_held_in_each_is_found_and_the_decision_counts_once(mo: Member, three: Any) -> None:
    together(three, mo)
    assert found() == (1, {"right": 6}, 3, 0)
    assert now_on()["by_person"] == {"warn": 1}


def test_together_nothing_wrong_is_fine_three_times(mo: Member, three: Any) -> None:
    together(three, mo, content=Content.KEEP, person="nothing")
    assert found() == (1, {"nothing": 6}, 3, 3)


def test_what_is_undone_was_never_found(mo: Member, three: Any) -> None:
    undo(together(three, mo), by=mo)
    assert found() == (0, {}, 0, 0)


def test_what_is_reversed_later_changes_no_number_of_before(mo: Member, mia: Member, three: Any) -> None:
    leading = together(three, mo)
    before = found()
    reverse(leading, by=mia, why="Read wrong")
    assert found() == before


def test_a_proposal_counts_when_it_is_agreed_to_and_once(mo: Member, mira: Member, three: Any) -> None:
    decline(together(three, mo, content=Content.REMOVE), by=mira, why="Too much")
    again = together(three, mo, content=Content.REMOVE)
    assert found() == (0, {}, 0, 0)
    joined = list(again.joined.order_by("pk"))
    agree(again, by=mira, version=again.version, joined={one.case_id: one.version for one in joined})
    assert found() == (1, {"right": 6}, 3, 0)
    of_one = Entry.objects.filter(decision_id=joined[0].pk, act__startswith="join").order_by("pk")
    assert list(of_one.values_list("act", flat=True)) == ["join_proposed", "joined"]
