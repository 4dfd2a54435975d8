"""The clock of an AMA, its pages in each phase, and what stays of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.guides.models import Guide
from community.spaces.models import Space
from members.activity.models import Activity
from members.duties.models import Duty
from members.notifications.models import Notification
from members.profiles.models import Member
from programs.amas.answering import finish, say, take
from programs.amas.asking import ask
from programs.amas.models import AmaPlan, AmaQuestion, AmaRecap
from programs.amas.planning import AmaDetails
from programs.amas.recapping import into_guide, sum_up
from programs.series.measures import Goal
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from tests.factories import a_member
from tests.programs.planned import a_program

Ama = Callable[..., Occurrence]


@pytest.mark.django_db
def test_the_clock_opens_questions_begins_ends_and_asks_for_the_recap(
    mia: Member, nia: Member, piotr: Member, space: Space, time_machine: Any, delivered: Callable[[], int]
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    program = a_program(mia, format="ama", title="Ask Piotr", rule="", space=space, plan=False, begins=day)
    AmaPlan.objects.create(program=program, guest=piotr, collect_days=7)
    program.plan(by=mia)
    one = program.occurrences.get()
    assert run_due() == 0
    told = []
    for moment in (one.starts_at - timedelta(days=6, hours=23), one.starts_at + timedelta(minutes=1)):
        time_machine.move_to(moment, tick=False)
        assert run_due() == 1
        assert run_due() == 0
        delivered()
        told.append(sorted(Notification.objects.filter(member=nia).values_list("kind", flat=True)))
    assert told == [["ama_opened"], ["ama_begun", "ama_opened"]]
    time_machine.move_to(one.ends_at + timedelta(minutes=1), tick=False)
    run_due()
    one.refresh_from_db()
    assert one.closed_at is not None
    time_machine.move_to(one.ends_at + timedelta(days=3, minutes=1), tick=False)
    run_due()
    assert Duty.objects.get().owner == mia


@pytest.mark.django_db
def test_after_an_outage_nobody_is_told_of_what_is_past(
    mia: Member, piotr: Member, space: Space, time_machine: Any
) -> None:
    program = a_program(mia, format="ama", rule="", space=space, plan=False)
    AmaPlan.objects.create(program=program, guest=piotr, collect_days=0)
    program.plan(by=mia)
    one = program.occurrences.get()
    time_machine.move_to(one.ends_at + timedelta(days=5), tick=False)
    run_due()
    assert Step.objects.get(key="collect").passed_at is not None
    assert not Activity.objects.filter(verb__in=["ama.questions_opened", "ama.begun"]).exists()
    assert not Duty.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("show", ["", "wanted", "newest", "answered", "mine", "about", "summary", "nonsense"])
@pytest.mark.parametrize("phase", ["announced", "collecting", "live", "answered"])
def test_every_tab_of_every_phase_is_a_page(
    ama: Ama, as_: Any, visitor: Any, ben: Member, phase: str, show: str
) -> None:
    occurrence = ama(phase)
    for who in (visitor, ben):
        answer = as_(who).get(occurrence.program.kind.url(occurrence), {"show": show, "page": "x"})
        assert answer.status_code == 200
        assert "Planning with a team of two" in answer.text


@pytest.mark.django_db
def test_another_slug_leads_to_the_page_and_a_draft_to_nobody(
    ama: Ama, as_: Any, ben: Member, mia: Member, private_space: Space, nia: Member
) -> None:
    occurrence = ama()
    address = reverse("ama", args=[occurrence.pk, "other-words"])
    assert as_(ben).get(address).headers["Location"] == occurrence.program.kind.url(occurrence)
    inside = ama(space=private_space)
    page = inside.program.kind.url(inside)
    assert [as_(who).get(page).status_code for who in (ben, nia)] == [200, 404]
    type(occurrence.program).objects.update(planned_at=None)
    assert as_(ben).get(occurrence.program.kind.url(occurrence)).status_code == 404


@pytest.mark.django_db
def test_the_page_asks_the_same_for_3_and_for_300_questions(ama: Ama, as_: Any, nia: Member, long_ago: Any) -> None:
    occurrence = ama("live")
    people = [a_member(joined_at=long_ago) for _ in range(5)]
    counted = []
    for many in (3, 300):
        rows = [
            AmaQuestion(
                occurrence=occurrence, number=number, author=people[number % 5], words=f"Question {number}, why?"
            )
            for number in range(AmaQuestion.objects.count() + 1, many + 1)
        ]
        AmaQuestion.objects.bulk_create(rows)
        client = as_(nia)
        page = occurrence.program.kind.url(occurrence)
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            text = client.get(page).text
        asked = [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert text.count('class="ama-question') == min(many, 30) + 1
        assert len(asked) <= 15, "\n".join(sql[:200] for sql in asked)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def answered(occurrence: Occurrence, by: Member, host: Member) -> AmaQuestion:
    question = ask(occurrence, by=by, words="How do you decide what not to plan?")
    take(question, by=host)
    say(question, by=host, source="We keep a **not now** list.")
    finish(question, by=host)
    return question


@pytest.mark.django_db
def test_the_recap_is_written_afterwards_and_becomes_a_guide_once(
    ama: Ama, as_: Any, visitor: Any, ben: Member, nia: Member, mia: Member
) -> None:
    occurrence = ama("live")
    question = answered(occurrence, ben, mia)
    address = reverse("ama_recap", args=[occurrence.pk])
    assert as_(nia).get(address).status_code == 403
    assert as_(mia).post(address, {"source": "Too early"}).status_code == 422
    Occurrence.objects.filter(pk=occurrence.pk).update(closed_at=timezone.now())
    assert as_(mia).post(address, {"source": " "}).status_code == 422
    as_(mia).post(address, {"source": "Small teams **leave out** a lot.", "best": [question.number]})
    page = as_(visitor).get(occurrence.program.kind.url(occurrence)).text
    assert "<strong>leave out</strong>" in page
    assert "not now" in page
    for _twice in range(2):
        assert as_(mia).post(reverse("ama_guide", args=[occurrence.pk])).status_code == 302
    guide = Guide.objects.get()
    assert "How do you decide" in guide.source
    assert "Ben" not in guide.source
    assert guide.sources.get().url.endswith(occurrence.program.kind.url(occurrence))
    assert guide.space == occurrence.program.space


@pytest.mark.django_db
def test_what_came_of_it_is_counted(ama: Ama, ben: Member, nia: Member) -> None:
    occurrence = ama("live")
    ask(occurrence, by=ben, words="How do you decide what not to plan?")
    ask(occurrence, by=nia, words="Who makes the coffee at yours?", anonymous=True)
    kind = occurrence.program.kind
    assert [kind.counted(occurrence, goal) for goal in (Goal.QUESTIONS, Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)] == [
        2, 1, 1, None,
    ]  # fmt: skip
    assert kind.facts([occurrence]) == {occurrence.pk: "2 questions"}
    assert list(kind.concerned([occurrence]) or []) == [ben]


@pytest.mark.django_db
def test_the_details_name_one_guest_and_keep_what_they_say(mia: Member, space: Space, ben: Member) -> None:
    program = a_program(mia, format="ama", rule="", space=space)
    base = {"collect_days": "5", "votes_each": "10", "takes_anonymous": "on"}
    both, late = {"guest": "@ben", "guest_name": "Piotr"}, {"guest": "@ben", "collect_days": "99"}
    for wrong in ({}, {"guest": "@nobody"}, both, late, {"guest": "@ben", "helpers": "@nobody"}):
        assert not AmaDetails(base | wrong).is_valid(), wrong
    form = AmaDetails(base | {"guest_name": "Piotr", "helpers": "@ben"})
    assert form.is_valid(), form.errors
    form.save(program, by=mia)
    said = AmaDetails.said(program)
    assert (said["guest_name"], said["collect_days"], said["votes_each"], said["helpers"]) == ("Piotr", 5, 10, "@ben")
    starts = program.occurrences.get().starts_at
    assert Step.objects.get(key="collect").at == starts - timedelta(days=5)


@pytest.mark.django_db
def test_a_recap_of_somebody_else_is_not_made_a_guide(ama: Ama, ben: Member, mia: Member) -> None:
    from members.profiles.refusing import NotNow

    occurrence = ama("answered")
    recap = sum_up(occurrence, by=mia, source="Words", best=[])
    with pytest.raises(NotNow):
        into_guide(recap, by=ben)
    assert AmaRecap.objects.get().guide is None
