"""A newcomer's question is somebody's until it is answered: one task for each, by whoever can see it and has time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.spaces.models import Space
from community.welcome.models import WelcomeStep
from community.welcome.subscribers import count_what_was_begun
from community.welcome.useful import give_to_somebody
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
Deliver = Callable[[], int]


def here(*team: Member) -> None:
    """They were here a moment ago."""
    Member.objects.get_queryset().filter(pk__in=[one.pk for one in team]).update(last_seen_at=timezone.now())


def test_nobody_owns_what_is_no_newcomers_question(space: Space, ben: Member, nia: Member, delivered: Deliver) -> None:
    a_thread(space, by=ben, kind="question")
    a_thread(space, by=nia, kind="idea")
    undone = a_thread(space, by=nia, kind="question")
    undone.delete_softly(by=nia)
    delivered()
    assert not Duty.objects.exists() and not WelcomeStep.objects.filter(member=ben).exists()


def test_a_question_goes_once_to_whoever_has_the_fewest_tasks(
    as_: As, space: Space, nia: Member, mo: Member, mia: Member, olli: Member, delivered: Deliver
) -> None:
    here(mo, mia)
    ask_somebody("review", key="busy", note="x", to=mo)
    thread = a_thread(space, by=nia, kind="question", title="Where do the nets dry?")
    delivered()
    for _again in range(2):
        count_what_was_begun(Activity.objects.get(verb="thread.started"))
        give_to_somebody(thread)
    duty = Duty.objects.get(kind="answer")
    assert (duty.thread_id, duty.owner) == (thread.pk, mia)
    page = as_(nia).get("/welcome/").text
    assert "Mia looks after your question until it is answered." in page and "Where do the nets dry?" in page
    post = a_post(thread, by=mo, source="On the pier.")
    delivered()
    assert Duty.objects.open().filter(pk=duty.pk).exists()
    thread.accept(post, by=nia)
    delivered()
    assert not Duty.objects.open().filter(pk=duty.pk).exists()
    assert "Your question is answered." in as_(nia).get("/welcome/").text


def test_a_question_is_the_teams_where_nobody_was_here_or_nobody_sees_it(
    space: Space, nia: Member, mo: Member, delivered: Deliver
) -> None:
    first = a_thread(space, by=nia, kind="question")
    delivered()
    here(mo)
    second = a_thread(a_space("Loft", group=a_group(nia)), by=nia, kind="question")
    delivered()
    owners = dict(Duty.objects.values_list("thread_id", "owner"))
    assert owners == {first.pk: None, second.pk: None}


def test_after_two_weeks_only_the_first_question_is_owned(space: Space, delivered: Deliver) -> None:
    late = a_member("Late", joined_at=timezone.now() - timedelta(days=20))
    first = a_thread(space, by=late, kind="question")
    a_thread(space, by=late, kind="question")
    delivered()
    assert list(Duty.objects.values_list("thread_id", flat=True)) == [first.pk]


def test_what_a_newcomer_begins_elsewhere_counts_at_once(as_: As, nia: Member, delivered: Deliver) -> None:
    space = a_space("Start here", kinds=["intro", "question"])
    a_thread(space, by=nia, kind="intro", title="Hello from the north")
    page: Any = as_(nia).get("/welcome/").text
    assert "1 of 3 done" in page and "Posted in Start here." in page and not WelcomeStep.objects.exists()
    delivered()
    assert WelcomeStep.objects.get().action == "hello"
    thread = WelcomeStep.objects.get().thread
    a_post(thread, by=a_member("Tea"))
    assert "1 member has answered." in as_(nia).get("/welcome/").text


@pytest.mark.parametrize("kind", ["prompt", "challenge", "event"])
def test_a_kind_of_a_program_counts_for_nothing(space: Space, nia: Member, delivered: Deliver, kind: str) -> None:
    a_thread(space, by=nia, kind=kind)
    delivered()
    assert not Receipt.objects.exclude(last_error="").exists()
    assert not WelcomeStep.objects.exists()
