"""A question that was answered and is not any more: its task waits again, unless it is settled otherwise."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.questions.owned import open_again_what_was_asked, settle_what_was_asked
from members.activity.models import Activity
from members.activity.subscribing import SUBSCRIBERS
from members.duties.answering import return_next
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.duties.notices import forget_duties_that_are_settled, tell_of_duties
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_post, a_thread

pytestmark = pytest.mark.django_db


def verbs(duty: Duty) -> list[str]:
    """What happened to a task, without whose it was before."""
    found = Activity.objects.about(duty).order_by("pk").values_list("verb", flat=True)
    return [verb.partition(".")[2] for verb in found]


HEARING = (settle_what_was_asked, open_again_what_was_asked, tell_of_duties, forget_duties_that_are_settled)


def hear(after: int) -> int:
    """Let those who react to tasks and answers hear what happened since, and nobody else; returns where it ended."""
    while fresh := list(Activity.objects.filter(pk__gt=after).order_by("pk")):
        for activity in fresh:
            for subscriber in SUBSCRIBERS.values():
                if subscriber.react in HEARING and activity.verb in subscriber.verbs:
                    subscriber.react(activity)
        after = fresh[-1].pk
    return after


def test_it_waits_again_when_what_settled_it_is_gone_and_only_then(
    space: Any, nia: Member, mo: Member, mia: Member, ben: Member
) -> None:
    def asked(key: str, to: Member | None = mo) -> tuple[Any, Duty]:
        question = a_thread(space, by=nia, kind="question")
        return question, ask_somebody("answer", question, key=key, to=to)

    withdrawn, first = asked("acceptance taken back", None)
    withdrawn.accept(a_post(withdrawn, by=ben), by=nia)
    deleted, second = asked("own reply deleted")
    own = a_post(deleted, by=mo)
    hidden, third = asked("answer hidden", None)
    away = a_post(hidden, by=ben)
    hidden.accept(away, by=nia)
    otherwise, fourth = asked("one of two replies deleted")
    earlier, later = a_post(otherwise, by=mo), a_post(otherwise, by=mo)
    by_hand, fifth = asked("done by hand")
    fifth.finish(by=mo)
    by_hand.accept(a_post(by_hand, by=ben), by=nia)
    heard = hear(0)
    tasks = [first, second, third, fourth, fifth]
    assert [Duty.objects.get(pk=one.pk).done_at is not None for one in tasks] == [True] * 5

    past = timezone.now() - timedelta(days=9)
    Duty.objects.update(due_at=past, owned_since=past)
    withdrawn.unaccept(by=nia)
    own.delete_softly(by=mo)
    away.hide(by=mia, reason="Rule 2")
    earlier.delete_softly(by=mo)
    by_hand.unaccept(by=nia)
    heard = hear(heard)
    found = [Duty.objects.get(pk=one.pk) for one in tasks]
    assert [one.done_at is None for one in found] == [True, True, True, False, False]
    assert found[3].settled_by == later.pk and found[1].owner == mo
    assert all(one.due_at > timezone.now() for one in found[:3]), "with the usual time"
    assert return_next() == 0, "whoever had it has it anew, and has been silent about nothing"
    told = Notification.objects.get(member=mo, kind="duty_waits_again")
    assert told.subjects == [second.pk]

    a_post(hidden, by=mia)
    own.restore(by=mo)
    away.unhide(by=mia)
    later.delete_softly(by=mo)
    hear(heard)
    found = [Duty.objects.get(pk=one.pk) for one in tasks]
    assert [one.done_at is None for one in found] == [True, False, False, True, False]
    assert verbs(second) == ["asked", "given", "done", "reopened", "done"]
    assert not Notification.objects.filter(member=mo, kind="duty_waits_again", subjects=[second.pk]).exists()
