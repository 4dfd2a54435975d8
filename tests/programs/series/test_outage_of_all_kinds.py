"""A week without workers, for every kind there is: each date is right, and each person hears of it once at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.duties.models import Duty
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from programs.challenges.judging import name_judge
from programs.newsletters.rows import NewsletterLetter
from programs.pilots.models import PilotSeat
from programs.series.formats import FORMATS
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.spotlights.models import Spotlight
from programs.surveys.models import Asked, SurveyRules
from tests.factories import a_member
from tests.moderation.racing import at_once
from tests.programs.series.everything import WHEN, one_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uncelebrated")]
AGES = timedelta(days=400)
type Dates = dict[tuple[str, str], Occurrence]


@pytest.fixture
def people(ben: Member, nia: Member) -> list[Member]:
    """Who hosts and takes part, all here for long."""
    return [ben, nia, *(a_member(f"Regular {n}", joined_at=timezone.now() - AGES) for n in range(3))]


@pytest.fixture
def gone(people: list[Member], mia: Member, space: Space, time_machine: Any) -> Dates:
    """All kinds in all states, read up to now, at the moment at which the workers stop."""
    SurveyRules.objects.create(contact_days=0)
    Member.objects.update(joined_at=timezone.now() - AGES)
    dates = {(kind, when): one_of(kind, when, mia, space, people) for kind in FORMATS for when in WHEN}
    begins = {one.starts_at for (_kind, when), one in dates.items() if when == "began"}
    assert len(begins) == 1
    time_machine.move_to(begins.pop() + timedelta(minutes=5))
    _all_up()
    name_judge(dates["challenge", "began"], a_member("Judge", joined_at=timezone.now() - AGES), by=mia)
    deliver_all()
    Notification.objects.update(seen_at=timezone.now(), read_at=timezone.now())
    return dates


def _all_up() -> None:
    while run_due() + deliver_all():
        pass


@pytest.mark.parametrize("clocks", [1, 2])
def test_each_date_is_right_and_each_person_hears_of_it_once(
    gone: Dates, people: list[Member], clocks: int, time_machine: Any
) -> None:
    read = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    posted = MailItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    duties, threads = set(Duty.objects.values_list("pk", flat=True)), Thread.objects.count()
    letters = set(NewsletterLetter.objects.values_list("pk", flat=True))
    back = timezone.now() + timedelta(days=7)
    # Nothing is left out: of each kind something opens and closes, was missed, or is near.
    missed = Step.objects.waiting().filter(at__lte=back).values_list("occurrence__program__format", "key")
    assert {(kind, key) for kind in FORMATS for key in ("open", "close")} <= set(missed)
    time_machine.move_to(back)
    for _again in range(2):
        at_once(*[_all_up] * clocks)
        _right(gone, back)
        new = Notification.objects.filter(pk__gt=read)
        shown = Counter((row.member_id, _date(row.kind, subject)) for row in new for subject in row.subjects)
        owed = Counter(
            (row.member_id, _date(row.kind, row.subject_id)) for row in MailItem.objects.filter(pk__gt=posted)
        )
        sent = NewsletterLetter.objects.exclude(pk__in=letters).filter(is_test=False)
        owed += Counter(sent.values_list("member_id", "issue__occurrence"))
        for told in (shown, owed):
            assert not {key: times for key, times in told.items() if times > 1}, _kinds(new)
            # What was over before anybody was there again is nobody's matter any more.
            over = {gone[kind, "over"].pk: kind for kind in FORMATS}
            assert not {over[pk] for _member, pk in told if pk in over}, _kinds(new)
        assert {pk for _member, pk in shown} >= {gone[kind, "opens"].pk for kind in ("ama", "call", "challenge")}
        asked = Duty.objects.exclude(pk__in=duties)
        assert len(asked) == len({one.key for one in asked}) <= 2 * len(gone)
        assert Thread.objects.count() - threads == _threads(gone) <= len(FORMATS)


def _right(dates: Dates, back: datetime) -> None:
    """Everything stands as if the clock had gone all the time, but for what was over before it could begin."""
    assert not Step.objects.due(back).exists()
    assert not list(Step.objects.exclude(failed_why="").values_list("occurrence__program__title", "key", "failed_why"))
    now = Occurrence.objects.in_bulk([one.pk for one in dates.values()])
    for (kind, when), before in dates.items():
        one = now[before.pk]
        assert (one.starts_at, one.ends_at, one.day) == (before.starts_at, before.ends_at, before.day)
        stands = (one.opened_at is not None, one.closed_at is not None, one.missed_at is not None)
        wanted = {
            "began": (True, True, False), "over": (False, False, True), "opens": (True, False, False),
            "soon": (False, False, False),
        }[when]  # fmt: skip
        assert stands == wanted, f"{kind} {when}"
        assert (one.thread_id is None) or when in ("began", "opens"), f"{kind} {when}"


def _threads(dates: Dates) -> int:
    """In how many of what opened late there is a thread, each another one."""
    pks = [dates[kind, "opens"].pk for kind in FORMATS]
    found = list(Occurrence.objects.filter(pk__in=pks, thread__isnull=False).values_list("thread", flat=True))
    assert len(found) == len(set(found))
    return len(found)


def _date(kind: str, subject: int) -> int:
    """Which date a message is about."""
    if kind in ("pilot_tasks", "pilot_feedback"):
        return int(PilotSeat.objects.get(pk=subject).occurrence_id)
    if kind.startswith("spotlight_"):
        return int(Spotlight.objects.get(pk=subject).occurrence_id)
    if kind.startswith("duty_"):
        return -subject  # a task of its own, counted by itself
    assert Occurrence.objects.filter(pk=subject).exists(), kind
    return subject


def _kinds(rows: QuerySet[Notification]) -> list[tuple[str, str, list[int]]]:
    return [(row.member.name, row.kind, row.subjects) for row in rows.select_related("member")]


def test_who_is_asked_late_is_not_reminded_in_the_same_breath(gone: Dates, time_machine: Any) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=7))
    _all_up()
    asked = Asked.objects.filter(occurrence=gone["survey", "opens"])
    assert asked.exists() and not asked.exclude(reminded_on=None).exists()


def test_a_host_who_is_near_and_had_it_moved_hears_of_the_new_time_alone(
    gone: Dates, mia: Member, ben: Member, time_machine: Any, delivered: Callable[[], int]
) -> None:
    soon = gone["prompt", "soon"]
    time_machine.move_to(timezone.now() + timedelta(days=7))
    soon.move(soon.starts_at + timedelta(hours=1), by=mia)
    _all_up()
    told = Notification.objects.filter(subjects__contains=[soon.pk], member=ben)
    assert list(told.values_list("kind", flat=True)) == ["occurrence_moved"]
