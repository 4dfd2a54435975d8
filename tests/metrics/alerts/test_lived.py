"""Alerts about what people did: reports, strikes, surveys and the welcome page, each as it is lived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.welcome.stepping import finish, skip
from members.activity.models import Activity
from members.activity.relay import deliver_all
from members.notifications.models import Notification
from members.profiles.models import Member
from metrics.alerts.models import Finding, Severity
from metrics.alerts.watching import watch
from metrics.alerts.wording import closing_of, reasons_of
from metrics.rollups.days import begin_of, yesterday
from moderation.reports.reporting import Said, report
from moderation.review.deciding import reverse as take_back
from moderation.review.subjects import KINDS
from moderation.sanctions.models import Strike
from programs.feedback.drafting import draft
from programs.feedback.publishing import publish
from programs.surveys.models import Round
from tests.factories import a_member, a_post, a_space, a_thread
from tests.metrics.alerts.test_watching import told
from tests.metrics.rolled import roll_everything
from tests.moderation.decided import a_decision
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.surveyed import a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
Clock = time_machine.Traveller
FIRST = date(2026, 3, 2)
HEAT, FEEDBACK, LEAK = "overheating", "feedback-ignored", "onboarding-leak"


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """Noon of the first day."""
    with time_machine.travel(begin_of(FIRST) + timedelta(hours=12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def den(clock: Clock, ben: Member) -> Space:
    """A space that ben hosts."""
    return a_space("Den", hosts=(ben,))


def noon(clock: Clock, days: int) -> None:
    """So many days after the first one, at noon."""
    clock.move_to(begin_of(FIRST + timedelta(days=days)) + timedelta(hours=12), tick=False)


def morning_after(clock: Clock, days: int) -> None:
    """So many days after the first one are over: it is looked, everybody is told, and sees it."""
    clock.move_to(begin_of(FIRST + timedelta(days=days + 1)) + timedelta(hours=6), tick=False)
    deliver_all()
    watch(yesterday())
    deliver_all()
    Notification.objects.update(seen_at=timezone.now())


def opened(kind: str) -> int:
    """How often one of a kind opened."""
    return Activity.objects.filter(verb="alert.opened", facts__kind=kind).count()


def is_open(kind: str) -> bool:
    """Whether one is open."""
    return Finding.objects.open().filter(kind=kind).exists()


def regular() -> Member:
    """A member of long ago."""
    return a_member(joined_at=timezone.now() - timedelta(days=400))


def complain(post: Post) -> None:
    """Somebody reports it."""
    item = KINDS["post"].one(post.pk)
    assert item is not None
    assert report(item, Said("unkind"), by=regular()).suspicion == ""


def test_a_thread_that_was_reported_and_struck_is_told_once_and_closes(
    clock: Clock, den: Space, mia: Member, mo: Member, ben: Member, as_: As
) -> None:
    post = a_post(a_thread(den), by=regular(), source="Words that hurt.")
    complain(post)
    complain(post)
    assert post.author is not None
    a_decision(post.author, by=mo, post=post)
    assert Strike.objects.live().count() == 1
    morning_after(clock, 0)
    finding = Finding.objects.get(kind=HEAT)
    assert (finding.space, finding.severity) == (den, Severity.ACT)
    assert reasons_of(finding) == ["2 reports came in two days.", "1 strike was given in two days."]
    assert (told(mia), told(ben), told(mo)) == (1, 0, 0), "hosts and moderators are not told of it here"
    page = as_(mia).get(finding.get_absolute_url()).text
    assert "1 strike was given in two days." in page and reverse("thread", args=[post.thread_id, "-"]) in page
    morning_after(clock, 1)
    assert is_open(HEAT), "two days are looked at"
    morning_after(clock, 2)
    finding.refresh_from_db()
    assert closing_of(finding) == ["No thread shows two signs of heat any more."]
    assert (finding.is_open, opened(HEAT), told(mia)) == (False, 1, 1)


def test_a_strike_that_was_taken_back_is_no_sign(clock: Clock, den: Space, mia: Member, mo: Member) -> None:
    post = a_post(a_thread(den), by=regular())
    complain(post)
    complain(post)
    assert post.author is not None
    take_back(a_decision(post.author, by=mo, post=post), by=mia, why="It was a joke.")
    assert Strike.objects.count() == 1
    morning_after(clock, 0)
    assert not Finding.objects.filter(kind=HEAT).exists()


def test_a_space_that_is_reported_far_more_than_usual_opens_and_closes(clock: Clock, den: Space, mia: Member) -> None:
    for day in range(5):
        noon(clock, day)
        complain(a_post(a_thread(den), by=regular()))
        morning_after(clock, day)
        assert is_open(HEAT) == (day == 4)
    finding = Finding.objects.get()
    assert reasons_of(finding) == ["5 reports came from this space in 7 days; in the 28 days before it was 0."]
    assert (finding.severity, told(mia)) == (Severity.WATCH, 1)
    for day, reports in ((8, 3), (9, 2)):
        morning_after(clock, day)
        assert is_open(HEAT) == (reports > 2), "half of what opens it lets it close"
    assert (opened(HEAT), told(mia)) == (1, 1)


def test_a_space_that_is_reported_as_ever_and_talk_that_is_only_lively_open_nothing(
    clock: Clock, den: Space, mia: Member, mo: Member
) -> None:
    for day in range(0, 35, 7):
        noon(clock, day)
        for _ in range(5):
            complain(a_post(a_thread(den), by=regular()))
    lively, struck = a_thread(den), a_post(a_thread(den), by=regular())
    for _ in range(15):
        a_post(lively, by=regular())
    assert struck.author is not None
    a_decision(struck.author, by=mo, post=struck)
    morning_after(clock, 28)
    assert not Finding.objects.filter(kind=HEAT).exists()
    assert told(mia) == 0


def over_for_a_month(clock: Clock, mia: Member, people: int) -> Round:
    """A survey of the first day that so many answered; a month has gone by."""
    answered(round_ := a_round(a_survey(mia)), *scores(*[9] * people))
    found = closed(round_)
    morning_after(clock, 29)
    assert not is_open(FEEDBACK), "thirty days are not over"
    morning_after(clock, 30)
    return found


def test_a_survey_nobody_says_anything_of_is_told_once_until_its_results_are_shown(
    clock: Clock, mia: Member, as_: As
) -> None:
    round_ = over_for_a_month(clock, mia, 5)
    finding = Finding.objects.get(kind=FEEDBACK)
    assert reasons_of(finding) == ["Nobody has said for more than 30 days what came of 1 survey."]
    results = reverse("survey_results", args=[round_.occurrence.program_id])
    assert results in as_(mia).get(finding.get_absolute_url()).text
    morning_after(clock, 31)
    assert (is_open(FEEDBACK), told(mia)) == (True, 1)
    as_(mia).post(reverse("survey_share", args=[round_.occurrence_id]), {"share": "yes"})
    morning_after(clock, 32)
    finding.refresh_from_db()
    assert closing_of(finding) == ["Ideas with votes have a status, and surveys an answer."]
    assert (opened(FEEDBACK), told(mia)) == (1, 1)


def test_what_was_done_about_a_survey_closes_it_too(clock: Clock, mia: Member, space: Space) -> None:
    over_for_a_month(clock, mia, 5)
    assert is_open(FEEDBACK)
    an_idea(space, "shipped", title="A shelf for shared tools")
    issue = draft(an_issue(mia, space), space)
    publish(issue, edition=issue.edition, by=mia)
    morning_after(clock, 31)
    assert not is_open(FEEDBACK)


def test_a_survey_of_four_answers_asks_for_no_word(clock: Clock, mia: Member) -> None:
    over_for_a_month(clock, mia, 4)
    assert not Finding.objects.filter(kind=FEEDBACK).exists()


def test_a_survey_whose_results_were_shown_in_time_opens_nothing(clock: Clock, mia: Member, as_: As) -> None:
    answered(round_ := a_round(a_survey(mia)), *scores(*[9] * 6))
    as_(mia).post(reverse("survey_share", args=[closed(round_).occurrence_id]), {"share": "yes"})
    morning_after(clock, 30)
    assert not Finding.objects.filter(kind=FEEDBACK).exists() and told(mia) == 0


def newcomers(clock: Clock, day: int, *actions: str, count: int = 30) -> None:
    """So many join on a day and take these steps of the welcome page two days later; the others they skip."""
    noon(clock, day)
    joined = [a_member() for _ in range(count)]
    noon(clock, day + 2)
    for member in joined:
        for action in ("hello", "interests", "useful"):
            (finish if action in actions else skip)(action, by=member)


def looked(clock: Clock, day: int) -> list[Any]:
    """What is open of it after that day, in words."""
    noon(clock, day + 1)
    roll_everything(yesterday())
    morning_after(clock, day)
    return [reasons_of(finding) for finding in Finding.objects.open().filter(kind=LEAK)]


def test_a_step_of_the_welcome_page_that_newcomers_stop_at_is_told_once_and_closes(
    clock: Clock, mia: Member, as_: As
) -> None:
    newcomers(clock, 0, "hello", "interests")  # and Mia, who took none
    newcomers(clock, 40, "hello")
    words = "100 % of 30 newcomers did not take the step “Pick what you care about”, where 3 % was usual."
    assert looked(clock, 60) == looked(clock, 61) == [[words]]
    assert (opened(LEAK), told(mia)) == (1, 1)
    page = as_(mia).get(Finding.objects.get().get_absolute_url()).text
    assert words in page and reverse("settings_welcome") in page
    newcomers(clock, 70, "hello", "interests")
    assert looked(clock, 90) == []
    assert (opened(LEAK), told(mia)) == (1, 1)


def test_newcomers_who_take_the_steps_as_ever_open_nothing(clock: Clock, mia: Member) -> None:
    newcomers(clock, 0, "hello", "interests")
    newcomers(clock, 38, "hello", "interests", count=28)
    newcomers(clock, 40, "hello", count=2)
    assert looked(clock, 60) == []
    assert not Finding.objects.exists() and told(mia) == 0
