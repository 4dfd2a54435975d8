"""From the log to the receipts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import deliver_all, dispatch, lag, owed, queue
from members.activity.subscribing import subscribe
from members.activity.verbs import verb

Happen = Callable[..., Activity]
Effects = Callable[[], list[tuple[int, str]]]


@pytest.mark.django_db
def test_each_subscriber_gets_one_receipt(happen: Happen) -> None:
    activity = happen()
    count, receipts = dispatch()
    assert count == 1
    assert set(Receipt.objects.filter(pk__in=receipts).values_list("activity", "subscriber")) == {
        (activity.pk, "rehearsal.steady"),
        (activity.pk, "rehearsal.slow"),
    }
    assert dispatch() == (0, [])


@pytest.mark.django_db
def test_what_nobody_listens_to_is_dispatched_too(happen: Happen) -> None:
    happen("rehearsal.unheard")
    assert dispatch() == (1, [])
    assert owed().everything_is_delivered


@pytest.mark.django_db
def test_an_activity_dispatched_again_gives_no_second_receipt(happen: Happen) -> None:
    happen()
    dispatch()
    Activity.objects.update(dispatched_at=None)
    dispatch()
    assert Receipt.objects.count() == 2


@pytest.mark.django_db
def test_a_batch_may_span_months(happen: Happen) -> None:
    for days in (0, 1, 40, 400):
        Activity.objects.filter(pk=happen().pk).update(at=timezone.now() - timedelta(days=days))
    assert dispatch()[0] == 4
    assert not Activity.objects.undispatched().exists()


def test_everything_can_be_delivered_here_and_now(effects: Effects, happen: Happen) -> None:
    first, second = happen(), happen("rehearsal.stumbled")
    assert deliver_all() == 2
    assert effects() == [(first.pk, "rehearsal.slow"), (first.pk, "rehearsal.steady")]
    assert Receipt.objects.failing().get().activity == second


@pytest.mark.django_db
def test_lag_is_the_age_of_what_waits_longest(happen: Happen) -> None:
    assert lag() == 0.0
    activity = happen()
    Activity.objects.filter(pk=activity.pk).update(at=timezone.now() - timedelta(seconds=30))
    assert 30 <= lag() < 31
    dispatch()
    assert lag() < 1
    Receipt.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert 60 <= lag() < 61
    Receipt.objects.update(attempts=1)
    assert lag() == 0.0


@pytest.mark.django_db
def test_without_a_broker_queueing_gives_up_without_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object, **options: object) -> None:
        raise ConnectionError("Nobody answers.")

    monkeypatch.setattr("members.activity.relay.current_app.send_task", away)
    assert queue([1, 2, 3]) == 0


def test_one_task_takes_a_few_receipts_and_each_is_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, ...]] = []

    def take(_name: str, *, args: tuple[int, ...], retry: bool) -> None:
        assert not retry
        if len(sent) == 3:
            raise ConnectionError("Nobody answers any more.")
        sent.append(args)

    monkeypatch.setattr("members.activity.relay.current_app.send_task", take)
    assert queue(list(range(20))) == 20
    assert [len(some) for some in sent] == [8, 8, 4] and sorted(sum(sent, ())) == list(range(20))
    sent.clear()
    assert queue(list(range(30))) == 24


def test_a_verb_is_noun_dot_past_with_a_sentence_and_declared_once() -> None:
    for name, sentence in [("Held", "No."), ("rehearsal.Held", "No."), ("rehearsal.new", "no sentence")]:
        with pytest.raises(ValueError, match="verb"):
            verb(name, sentence)
    with pytest.raises(ValueError, match="twice"):
        verb("rehearsal.held", "Again.")


def test_a_subscriber_has_verbs_a_docstring_and_a_name_of_its_own() -> None:
    def undocumented(activity: Activity) -> None: ...

    with pytest.raises(ValueError, match="names no verb"):
        subscribe(name="rehearsal.new")
    with pytest.raises(ValueError, match="Two subscribers"):
        subscribe("rehearsal.held", name="rehearsal.steady")
    with pytest.raises(ValueError, match="longer than 100"):
        subscribe("rehearsal.held", name="x" * 101)
    with pytest.raises(ValueError, match="docstring"):
        subscribe("rehearsal.held", name="rehearsal.new")(undocumented)
