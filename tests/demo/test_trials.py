"""The demo community tried something: one question is answered once its numbers are there, another one runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.demo.trials import hold
from members.activity.models import Activity
from members.experiments.models import Assignment, Experiment
from members.profiles.models import Member
from metrics.experiments.foreseeing import progress_of
from metrics.experiments.looking import look_after_all
from metrics.experiments.models import Came, Plan, Result
from tests.factories import a_member
from tests.metrics.rolled import roll_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(mia: Member) -> dict[str, Member]:
    now = timezone.now()
    old = [a_member(joined_at=now - timedelta(days=200)) for _ in range(90)]
    new = [a_member(joined_at=now - timedelta(days=1 + place)) for place in range(12)]
    return {one.handle: one for one in (mia, *old, *new)}


def test_one_is_settled_by_its_rule_and_one_needs_more_people(members: dict[str, Member]) -> None:
    hold(members, timezone.now())
    digest, hello = Experiment.objects.order_by("pk")
    assert not any(plan.is_late for plan in Plan.objects.select_related("experiment"))
    assert Assignment.objects.filter(experiment=digest).count() == 90
    assert Assignment.objects.filter(experiment=hello).count() == 13  # the twelve, and mia
    assert not Assignment.objects.filter(variant=None).exists()
    assert not Activity.objects.filter(dispatched_at=None, verb__startswith="experiment.").exists()
    roll_everything()
    assert look_after_all() == 1
    # Nobody here did anything, so nothing tells the variants apart.
    assert Result.objects.get().came == Came.NOTHING
    digest.refresh_from_db()
    assert digest.stopped_at is not None and hello.is_running
    (progress,) = progress_of(Plan.objects.filter(experiment=hello)).values()
    assert progress.met < progress.people and (progress.days_left or 0) > 0
