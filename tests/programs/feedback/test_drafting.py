"""Drafts: what became of ideas, surveys and polls since the last one; nothing of what its readers may not read."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.ideas.models import StatusChange
from community.ideas.steering import steer
from community.polls.deciding import decide
from community.polls.models import Poll
from community.spaces.models import Space
from community.threads.models import Thread
from members.duties.models import Duty
from members.profiles.models import Member
from programs.feedback.drafting import draft
from programs.feedback.models import Feedback
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.models import Round
from tests.factories import a_poll, a_space, a_thread
from tests.programs.planned import a_program
from tests.programs.surveyed import a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db


def an_issue(owner: Member, space: Space, number: int = 0) -> Occurrence:
    """An occurrence of a series that is drafted; each call is the next one."""
    from programs.series.models import Program

    program = Program.objects.filter(format="said", space=space).first() or a_program(
        owner, format="said", title="You said, we did", space=space, minutes=60 * 24
    )
    found: Occurrence = program.occurrences.select_related("program__space").order_by("day")[number]
    return found


def an_idea(space: Space, status: str = "planned", **said: Any) -> Thread:
    thread = a_thread(space, kind="idea", **said)
    steer(thread, status, by=a_manager(), reason=f"Because of {thread.title}.")
    return thread


def a_manager() -> Member:
    found = Member.objects.filter(role="manager").first()
    assert found is not None
    return found


def said(feedback: Feedback) -> list[str]:
    return [line.said for line in feedback.lines.all()]


def test_ideas_behind_doors_never_stand_in_an_open_issue(mia: Member, space: Space, private_space: Space) -> None:
    inner, members = an_idea(private_space), an_idea(a_space("For members", visibility="members"))
    outer = an_idea(space)
    feedback = draft(an_issue(mia, space), space)
    assert said(feedback) == [outer.title]
    assert {inner.title, members.title}.isdisjoint(said(feedback))


def test_an_issue_for_members_tells_of_what_members_read(mia: Member, space: Space, private_space: Space) -> None:
    an_idea(private_space)
    among = a_space("For members", visibility="members")
    wanted = {an_idea(among).title, an_idea(space).title}
    assert set(said(draft(an_issue(mia, among), among))) == wanted


def test_an_issue_of_a_private_space_tells_of_its_own(mia: Member, space: Space, private_space: Space) -> None:
    wanted = {an_idea(private_space).title, an_idea(space).title}
    assert set(said(draft(an_issue(mia, private_space), private_space))) == wanted


@pytest.mark.parametrize("field", ["deleted_at", "held_at"])
def test_what_is_gone_is_not_told(mia: Member, space: Space, field: str) -> None:
    idea = an_idea(space)
    Thread.objects.filter(pk=idea.pk).update(**{field: timezone.now()})
    assert said(draft(an_issue(mia, space), space)) == []


def test_a_hidden_first_post_is_not_told_of(mia: Member, space: Space) -> None:
    idea = an_idea(space)
    idea.posts.filter(number=1).update(hidden_at=timezone.now())
    assert said(draft(an_issue(mia, space), space)) == []


def test_an_idea_that_moved_twice_is_told_once_with_the_last_word(mia: Member, space: Space) -> None:
    idea = an_idea(space, "planned")
    steer(idea, "shipped", by=mia, reason="It is there.")
    line = draft(an_issue(mia, space), space).lines.get()
    assert (line.status, line.did) == ("Shipped", "It is there.")


def test_only_what_happened_since_the_last_issue(mia: Member, space: Space) -> None:
    old = an_idea(space)
    first = draft(an_issue(mia, space), space)
    assert said(first) == [old.title]
    new = an_idea(space)
    assert said(draft(an_issue(mia, space, 1), space)) == [new.title]


def test_what_is_older_than_a_month_is_not_in_the_first_one(mia: Member, space: Space) -> None:
    an_idea(space)
    StatusChange.objects.update(at=timezone.now() - timedelta(days=40))
    assert said(draft(an_issue(mia, space), space)) == []


def test_surveys_are_told_when_their_numbers_are_shown(mia: Member, space: Space) -> None:
    survey = a_survey(mia, title="How is it here")
    answered(round_ := a_round(survey), *scores(9, 9, 9, 9, 9))
    round_ = closed(round_)
    assert said(draft(an_issue(mia, space), space)) == []
    Round.objects.update(shared_at=timezone.now())
    line = draft(an_issue(mia, space, 1), space).lines.get()
    assert (line.said, line.source) == ("How is it here", "survey")
    assert "5 of " in line.did


def test_decisions_are_told_with_their_upshot(mia: Member, ben: Member, space: Space) -> None:
    poll = a_poll(a_thread(space, by=ben).posts.get(), question="Tea or coffee?")
    Poll.objects.filter(pk=poll.pk).update(closed_at=timezone.now())
    decide(poll, by=mia, upshot="adopted", reason="Tea it is.")
    line = draft(an_issue(mia, space), space).lines.get()
    assert (line.said, line.status, line.did) == ("Tea or coffee?", "Adopted", "Tea it is.")


def test_the_clock_drafts_once_and_gives_its_owner_the_task(mia: Member, space: Space, time_machine) -> None:
    occurrence = an_issue(mia, space)
    time_machine.move_to(occurrence.starts_at + timedelta(minutes=1))
    run_due()
    run_due()
    draft(occurrence, space)
    assert Feedback.objects.count() == 1
    assert Duty.objects.get().owner == mia


def test_without_a_space_nothing_is_drafted_and_its_owner_sees_why(mia: Member, space: Space, time_machine) -> None:
    occurrence = an_issue(mia, space)
    type(occurrence.program).objects.update(space=None)
    time_machine.move_to(occurrence.starts_at + timedelta(minutes=1))
    run_due()
    assert not Feedback.objects.exists()
    assert "in which space" in Step.objects.get(occurrence=occurrence, key="open").failed_why
