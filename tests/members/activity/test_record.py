"""Writing down what happened."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from members.activity.log import WrongRecordError, record
from members.activity.models import Activity
from members.profiles.models import Member
from tests.members.activity import reactions  # noqa: F401 - declares the verbs used here


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction() -> None:
    with pytest.raises(WrongRecordError, match="outside a transaction"):
        record("rehearsal.held")


@pytest.mark.django_db
def test_an_undeclared_verb_is_refused() -> None:
    with pytest.raises(WrongRecordError, match="not declared"):
        record("rehearsal.dreamt")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        "x" * 65,
        "nul\0",
        float("nan"),
        float("inf"),
        date(2026, 1, 1),
        b"bytes",
        {1, 2},
        {1: 1},
        ["x" * 65],
        {"x" * 65: 1},
    ],
)
def test_facts_are_small_values_only(value: Any) -> None:
    with pytest.raises(WrongRecordError, match="not a small JSON value"):
        record("rehearsal.held", fact=value)


@pytest.mark.django_db
def test_many_small_facts_are_too_many() -> None:
    with pytest.raises(WrongRecordError, match="larger than"):
        record("rehearsal.held", numbers=list(range(5000)))


@pytest.mark.django_db
def test_an_unsaved_subject_is_refused() -> None:
    with pytest.raises(WrongRecordError, match="save it first"):
        record("rehearsal.held", subject=Member(handle="new", email="new@example.org"))


@pytest.mark.django_db
def test_who_did_what_to_which_thing_is_kept(ben: Member, nia: Member) -> None:
    record("rehearsal.held", actor=ben, subject=nia, count=3, kind="x" * 64, more=[1, None, {"yes": True}])
    activity = Activity.objects.get()
    assert (activity.verb, activity.actor, activity.subject) == ("rehearsal.held", ben, nia)
    assert activity.facts == {"count": 3, "kind": "x" * 64, "more": [1, None, {"yes": True}]}
    assert list(Activity.objects.about(nia)) == [activity]
    assert not Activity.objects.about(ben)


@pytest.mark.django_db
def test_a_visitor_is_nobody_and_a_subject_may_be_missing() -> None:
    activity = record("rehearsal.held", actor=AnonymousUser())
    assert (activity.actor, activity.subject) == (None, None)


@pytest.mark.django_db
def test_a_subject_that_is_gone_is_none(nia: Member) -> None:
    activity = record("rehearsal.held", subject=nia)
    nia.delete()
    assert Activity.objects.get(pk=activity.pk).subject is None


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_recorded() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        record("rehearsal.held")
        raise ZeroDivisionError
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_recording_costs_one_insert(ben: Member) -> None:
    with CaptureQueriesContext(connection) as queries:
        record("rehearsal.held", actor=ben, subject=ben, count=1)
    assert [query["sql"].split(" ", 1)[0] for query in queries] == ["INSERT"]
