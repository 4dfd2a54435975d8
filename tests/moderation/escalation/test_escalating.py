"""Escalations go to whom the matrix names, on to the next exactly once when late, and never to the wrong people."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.escalation import escalating
from moderation.escalation.escalating import acknowledge, escalate, go_on_next
from moderation.escalation.models import OWNERS, Escalation, EscalationCall
from moderation.escalation.sending import deliver
from moderation.ledger.models import Entry
from tests.factories import a_member
from tests.moderation.escalation.matrices import a_rung, an_escalation, late, told
from tests.moderation.rota.rotas import a_case

pytestmark = pytest.mark.django_db
LAWYER = "lawyer@example.net"


def test_nobody_escalates_a_case_they_may_not_see(ben: Member, mo: Member, mia: Member, as_: Any) -> None:
    case = a_case(mia)
    given = {"matter": "legal", "why": "Look."}
    assert as_(ben).post(reverse("case_escalate", args=[case.pk]), given).status_code == 403
    for name in ("case_escalate", "case_escalation"):
        assert (
            getattr(as_(mo), "post" if name == "case_escalate" else "get")(reverse(name, args=[case.pk])).status_code
            == 404
        )
    with pytest.raises(NotNow):
        escalate(case, "legal", by=mo)
    assert not Escalation.objects.exists()


def test_it_is_never_told_to_whom_the_case_is_about_nor_to_who_may_not_see_it(
    mo: Member, mia: Member, olli: Member
) -> None:
    mira, other = a_member("Mira", role="moderator"), a_member("Other", role="moderator")
    a_rung(mia, member=mira)
    a_rung(mia, member=other)
    a_rung(mia, member=mia)
    assert told(an_escalation(olli, about=mira)) == ["Mia"], "Not themself, and not somebody of the same rank."
    assert told(an_escalation(mo)) == ["Mira", "Other", "Mia"]


def test_an_address_outside_is_no_way_round(mo: Member, mia: Member, olli: Member, ben: Member) -> None:
    other = a_member("Second")
    a_rung(mia, email=ben.email.upper())
    assert told(an_escalation(mo, about=other)) == ["Olli"], "It is a member's, who may see no case."
    a_rung(mia, email=LAWYER)
    assert told(an_escalation(mo, about=ben)) == [LAWYER]


def test_who_may_not_know_any_more_when_it_is_sent_is_not_told_and_the_owners_are(
    mo: Member, mia: Member, olli: Member, ben: Member
) -> None:
    mira = a_member("Mira", role="moderator")
    a_rung(mia, member=mira)
    escalation = an_escalation(mo, about=ben)
    Member.objects.filter(pk=mira.pk).update(role="member")
    deliver()
    deliver()
    escalation.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [[olli.email]] and escalation.step == OWNERS
    assert EscalationCall.objects.get(member=mira).dropped_why == "refused"


def test_without_a_matrix_the_owners_are_told_and_of_the_only_owner_managers(
    mo: Member, mia: Member, olli: Member
) -> None:
    assert told(an_escalation(mo)) == ["Olli"]
    assert told(an_escalation(mia, about=a_member("Some"))) == ["Olli"]
    second = a_member("Second", role="manager")
    assert told(an_escalation(second, about=olli)) == ["Mia"]


def test_who_escalates_is_not_told_of_it_as_long_as_there_is_somebody_else(
    mo: Member, mia: Member, olli: Member
) -> None:
    a_rung(mia, member=mo)
    assert told(an_escalation(mo)) == ["Olli"]
    assert told(an_escalation(olli, matter="press")) == ["Mia"], "Of the only owner, managers."


def test_a_second_press_escalates_nothing_twice(mo: Member, mia: Member, olli: Member) -> None:
    case = a_case(a_member())
    one = escalate(case, "legal", "first", by=mo)
    assert escalate(case, "legal", "second", by=mia) == one and escalate(case, "press", by=mia) != one
    assert EscalationCall.objects.filter(escalation=one).count() == 1
    assert Entry.objects.filter(act="escalated").count() == 2


def test_it_goes_on_step_by_step_until_the_matrix_ends(mo: Member, mia: Member, olli: Member) -> None:
    mira = a_member("Mira", role="moderator")
    a_rung(mia, 1, member=mira), a_rung(mia, 1, email=LAWYER), a_rung(mia, 3, member=mia)
    escalation = an_escalation(mo)
    assert told(escalation) == ["Mira", LAWYER] and go_on_next(timezone.now()) == 0
    assert late(escalation) == 1 and told(escalation) == ["Mira", LAWYER, "Mia"] and escalation.step == 3
    assert go_on_next(timezone.now()) == 0
    assert late(escalation) == 1 and escalation.lapsed_at and len(told(escalation)) == 3
    assert late(escalation) == 0
    rows = Entry.objects.exclude(act="matrix_added").order_by("id")
    assert list(rows.values_list("act", flat=True)) == [
        "escalated", "escalated_on", "escalation_lapsed"
    ]  # fmt: skip


def test_acknowledged_it_goes_no_further(mo: Member, mia: Member, olli: Member, as_: Any) -> None:
    a_rung(mia, 1, member=mia), a_rung(mia, 2, member=olli)
    escalation = an_escalation(mo)
    as_(mia).post(reverse("case_acknowledge", args=[escalation.case_id, escalation.pk]))
    assert late(escalation) == 0 and escalation.acknowledged_by == mia and told(escalation) == ["Mia"]
    assert acknowledge(escalation, by=olli) is False and escalation.acknowledged_by == mia
    deliver()
    assert not mail.outbox, "What is settled is told to nobody."


def test_a_worker_that_dies_between_two_lines_leaves_it_to_the_next_once(
    mo: Member, mia: Member, olli: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_rung(mia, 1, member=mia), a_rung(mia, 2, member=olli)
    escalation = an_escalation(mo)

    def die(*_: Any, **__: Any) -> None:
        raise SystemExit

    real = vars(escalating)["enter"]
    monkeypatch.setattr(escalating, "enter", die)
    with pytest.raises(SystemExit):
        late(escalation)
    escalation.refresh_from_db()
    assert told(escalation) == ["Mia"] and escalation.step == 1
    monkeypatch.setattr(escalating, "enter", real)
    assert go_on_next(timezone.now()) == 1 and go_on_next(timezone.now()) == 0
    assert told(escalation) == ["Mia", "Olli"]


def test_the_form_keeps_what_was_typed_and_says_when_nobody_is_left(mo: Member, olli: Member, as_: Any) -> None:
    case = a_case(a_member())
    answer = as_(mo).post(reverse("case_escalate", args=[case.pk]), {"matter": "nothing", "why": "Kept words"})
    assert answer.status_code == 422 and "Kept words" in answer.text
    Member.objects.filter(pk=olli.pk).update(role="member")
    answer = as_(mo).post(reverse("case_escalate", args=[case.pk]), {"matter": "legal", "why": "Kept words"})
    assert answer.status_code == 422 and "nobody who could be told" in answer.text and "Kept words" in answer.text
    assert not Escalation.objects.exists()


def test_whom_it_has_come_to_is_told_in_the_inbox_and_not_the_others(
    mo: Member, mia: Member, olli: Member, as_: Any, delivered: Callable[[], int]
) -> None:
    a_rung(mia, 1, member=mia), a_rung(mia, 2, member=olli)
    escalation = an_escalation(mo, why="Somebody writes about a court.")
    delivered()
    mine = Notification.objects.filter(kind="escalated_to_me")
    assert list(mine.values_list("member", flat=True)) == [mia.pk]
    page = as_(mia).get(reverse("inbox")).text
    assert "A case was escalated to you" in page and "court" not in page
    late(escalation)
    delivered()
    assert set(mine.values_list("member", flat=True)) == {mia.pk, olli.pk}
    acknowledge(escalation, by=olli)
    delivered()
    assert not mine.filter(seen_at=None, member=olli).exists()
    assert "Told: Mia, Olli" in as_(mo).get(reverse("case_escalation", args=[escalation.case_id])).text
