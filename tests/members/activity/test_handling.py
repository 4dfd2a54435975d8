"""One receipt at a time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from members.activity.handling import LAST_ATTEMPT, handle, wait_before
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import dispatch
from members.profiles.models import Member

Happen = Callable[..., Activity]
Effects = Callable[[], list[tuple[int, str]]]


def owe(happen: Happen, verb: str = "rehearsal.held", subscriber: str = "rehearsal.steady") -> Receipt:
    """The receipt of one subscriber for something that just happened."""
    activity = happen(verb)
    dispatch()
    return Receipt.objects.get(activity=activity, subscriber=subscriber)


def make_due(receipt: Receipt) -> None:
    """Let the time until the next try pass."""
    Receipt.objects.filter(pk=receipt.pk).update(retry_at=timezone.now())


def test_a_reaction_and_its_receipt_come_together(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    assert handle(receipt.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.attempts) == ("done", 1)
    assert effects() == [(receipt.activity_id, "rehearsal.steady")]


def test_a_receipt_that_is_done_is_never_run_again(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    assert [handle(receipt.pk) for _ in range(3)] == [True, False, False]
    make_due(receipt)
    assert not handle(receipt.pk)
    assert len(effects()) == 1


def test_a_receipt_nobody_knows_is_left_alone(db: None) -> None:
    assert not handle(2**60)


def test_a_failure_leaves_no_effect_and_keeps_its_reason(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen, "rehearsal.stumbled", "rehearsal.stumbling")
    assert not handle(receipt.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.attempts, receipt.last_error) == ("failing", 1, "RuntimeError: The first try fails.")
    assert effects() == []


def test_a_failed_reaction_is_not_tried_before_its_time_and_then_recovers(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen, "rehearsal.stumbled", "rehearsal.stumbling")
    assert [handle(receipt.pk), handle(receipt.pk)] == [False, False]
    receipt.refresh_from_db()
    assert receipt.attempts == 1
    make_due(receipt)
    assert handle(receipt.pk)
    assert effects() == [(receipt.activity_id, "rehearsal.stumbling")]


def test_after_the_last_attempt_it_is_dead(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen, "rehearsal.broken", "rehearsal.broken")
    for _ in range(LAST_ATTEMPT + 3):
        handle(receipt.pk)
        make_due(receipt)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.attempts, len(receipt.last_error)) == ("dead", LAST_ATTEMPT, 2000)
    assert effects() == []


def test_a_reaction_that_kills_every_worker_comes_to_an_end(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    Receipt.objects.filter(pk=receipt.pk).update(attempts=LAST_ATTEMPT, retry_at=timezone.now())
    assert not handle(receipt.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.last_error) == ("dead", "The worker stopped in the middle of every attempt.")


def test_a_subscriber_that_is_gone_fails_visibly(effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    Receipt.objects.filter(pk=receipt.pk).update(subscriber="rehearsal.renamed")
    assert not handle(receipt.pk)
    receipt.refresh_from_db()
    assert receipt.last_error == "NoSubscriberError: No subscriber is called 'rehearsal.renamed'."


@pytest.mark.django_db(transaction=True)
def test_what_fails_only_at_the_end_of_the_transaction_is_a_failure_too(
    lasting_effects: Effects, happen: Happen
) -> None:
    receipt = owe(happen, "rehearsal.late", "rehearsal.late")
    assert not handle(receipt.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.attempts) == ("failing", 1)
    assert receipt.last_error.startswith("IntegrityError")
    assert lasting_effects() == []


def test_the_waits_grow_to_an_hour_and_differ() -> None:
    for attempt, seconds in [(1, 5), (2, 15), (3, 45), (4, 135), (10, 3600)]:
        assert 0.8 <= wait_before(attempt) / timedelta(seconds=seconds) <= 1.2
    assert max(wait_before(50) for _ in range(100)) <= timedelta(minutes=72)
    assert len({wait_before(5) for _ in range(20)}) > 1


def test_trying_again_gives_the_full_number_of_tries(olli: Member, effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    Receipt.objects.filter(pk=receipt.pk).update(attempts=LAST_ATTEMPT, dead_at=timezone.now(), last_error="It broke.")
    receipt.try_again(by=olli)
    assert (receipt.state, receipt.attempts, receipt.last_error) == ("waiting", 0, "It broke.")
    assert handle(receipt.pk)
    receipt.try_again(by=olli)
    assert not handle(receipt.pk)
    assert Activity.objects.filter(verb="receipt.retried", actor=olli).count() == 1


def test_what_is_set_aside_stays_aside(olli: Member, effects: Effects, happen: Happen) -> None:
    receipt = owe(happen)
    receipt.set_aside(by=olli)
    receipt.set_aside(by=olli)
    receipt.try_again(by=olli)
    assert not handle(receipt.pk)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.set_aside_by) == ("aside", olli)
    assert list(Activity.objects.about(receipt).values_list("verb", flat=True)) == ["receipt.set_aside"]
