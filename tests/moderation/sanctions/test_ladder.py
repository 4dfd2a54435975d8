"""Strikes count for 90 days; what follows from them is proposed and never done by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from members.profiles.models import Member
from moderation.review.deciding import reverse, undo
from moderation.review.proposing import next_step
from moderation.sanctions.models import Strike
from tests.factories import a_member
from tests.moderation.sanctions.conftest import Decide, MakeCase

pytestmark = pytest.mark.django_db


def given(member: Member, decided: Decide, mo: Member, times: int) -> None:
    for _ in range(times):
        decided(member, "educate", by=mo)


@pytest.mark.parametrize(
    ("strikes", "severity", "expected"),
    [
        (0, 1, ("educate", None, 1)), (0, 2, ("educate", None, 1)), (1, 2, ("warn", None, 2)),
        (2, 1, ("silence", 7, 3)), (2, 2, ("suspend", 30, 3)), (2, 3, ("ban", None, 3)), (6, 2, ("suspend", 30, 3)),
        (0, 3, ("warn", None, 2)), (1, 3, ("ban", None, 3)),
    ],
)  # fmt: skip
def test_the_next_step_follows_from_live_strikes_and_severity(
    strikes: int, severity: int, expected: tuple[object, ...], decided: Decide, a_case: MakeCase, mo: Member,
    ben: Member,
) -> None:  # fmt: skip
    given(ben, decided, mo, strikes)
    step = next_step(a_case(ben, severity=severity))
    assert step is not None and (step.person, step.days, step.number) == expected
    assert step.of == 3 and step.why.endswith(".") and not ben.is_silenced
    assert ("one step further on" in step.why) == (severity == 3 and strikes < 2), "Why it is a later one, in words."


def test_a_strike_counts_for_ninety_days_and_no_longer(
    decided: Decide, a_case: MakeCase, mo: Member, ben: Member
) -> None:
    given(ben, decided, mo, 1)
    case = a_case(ben)
    with time_machine.travel(timezone.now() + timedelta(days=89), tick=False):
        assert (step := next_step(case)) and step.person == "warn"
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert (step := next_step(case)) and step.person == "educate"


def test_what_is_kept_or_proposed_is_no_strike(decided: Decide, mo: Member, mia: Member, ben: Member) -> None:
    decided(ben, "nothing", by=mo)
    proposal = decided(ben, "ban", by=mo)
    assert proposal.is_proposal and not Strike.objects.exists()
    ben.refresh_from_db()
    assert not ben.is_suspended


def test_what_is_undone_or_reversed_counts_no_more(
    decided: Decide, a_case: MakeCase, mo: Member, mia: Member, ben: Member
) -> None:
    undone, reversed_ = decided(ben, "warn", by=mo), decided(ben, "warn", by=mo)
    undo(undone, by=mo)
    reverse(reversed_, by=mia, why="It was a joke.")
    assert Strike.objects.count() == 2 and not Strike.objects.live().exists()
    assert (step := next_step(a_case(ben))) and step.person == "educate"


def test_nothing_is_proposed_about_nobody(a_case: MakeCase, ben: Member) -> None:
    case = a_case(a_member("Gone"))
    case.about = None
    assert next_step(case) is None
