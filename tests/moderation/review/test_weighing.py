"""Severity by hand: the due time follows, severe cases are told, and lowering one says why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.escalation.models import EscalationCall, SevereAlert
from moderation.guidelines.measures import Severity
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.due import due_at
from moderation.review.weighing import set_severity
from tests.factories import a_post
from tests.moderation.decided import a_case, a_decision

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


@pytest.fixture
def case(ben: Member) -> Case:
    return a_case(a_post(by=ben))


def send(client: Any, case: Case, **data: str) -> Any:
    return client.post(f"/moderate/{case.pk}/severity/", data)


def test_members_and_who_does_not_see_the_case_set_nothing(
    as_: As, mo: Member, nia: Member, mia: Member, case: Case
) -> None:
    about_mo = a_case(a_post(by=mo))
    assert send(as_(nia), case, severity="3").status_code == 403
    assert send(as_(mo), about_mo, severity="3").status_code == 404
    assert as_(mo).get(f"/moderate/{case.pk}/severity/").status_code == 405
    assert set(Case.objects.values_list("severity", flat=True)) == {Severity.MEDIUM}


def test_raised_it_is_due_sooner_and_told_as_severe(
    as_: As, mo: Member, mia: Member, case: Case, delivered: Callable[[], int]
) -> None:
    send(as_(mo), case, severity="3")
    delivered()
    case.refresh_from_db()
    assert (case.severity, case.due_at) == (Severity.HIGH, due_at(case.opened_at, Severity.HIGH))
    assert SevereAlert.objects.filter(case=case).exists()
    assert Notification.objects.filter(kind="case_severe", member=mia).exists()
    entry = Entry.objects.get(act="severity_set")
    assert (entry.actor_id, entry.facts) == (mo.pk, {"before": 2, "severity": 3})


def test_raising_never_gives_more_time(mo: Member, case: Case) -> None:
    soon = timezone.now() + timedelta(minutes=5)
    Case.objects.filter(pk=case.pk).update(due_at=soon)
    set_severity(case, Severity.HIGH, by=mo)
    case.refresh_from_db()
    assert case.due_at == soon


def test_lowering_a_severe_case_needs_a_reason_which_the_team_reads(
    as_: As, mo: Member, mia: Member, case: Case, delivered: Callable[[], int]
) -> None:
    set_severity(case, Severity.HIGH, by=mia)
    delivered()
    answer = send(as_(mo), case, severity="1", why=" ")
    assert answer.status_code == 422 and "Say why it is less severe than it was." in answer.text
    case.refresh_from_db()
    assert case.severity == Severity.HIGH
    send(as_(mo), case, severity="1", why="It is a line of a song.")
    delivered()
    case.refresh_from_db()
    assert (case.severity, case.due_at) == (Severity.LOW, due_at(case.opened_at, Severity.LOW))
    assert "It is a line of a song." in case.notes.get().words
    assert not SevereAlert.objects.exists() and not EscalationCall.objects.exists()
    assert not Notification.objects.filter(kind="case_severe").exists()


def test_what_is_no_severity_or_decided_is_refused_in_a_sentence(as_: As, mo: Member, ben: Member, case: Case) -> None:
    answer = send(as_(mo), case, severity="9", why="My careful words")
    assert answer.status_code == 422 and "Choose a severity." in answer.text and "My careful words" in answer.text
    done = a_decision(ben, by=mo).case
    answer = send(as_(mo), done, severity="3")
    assert answer.status_code == 422
    done.refresh_from_db()
    assert done.severity == Severity.MEDIUM
