"""The log is only added to: nothing the application does changes or empties it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TransactionTestCase

from members.profiles.models import Member
from moderation.ledger.models import Entry
from moderation.ledger.writing import enter
from tests import emptying
from tests.factories import a_post
from tests.moderation.decided import a_case

TABLE = "moderation_entry"
Act = Callable[[Entry], Any]


def raw(sql: str) -> Act:
    """A statement past the ORM."""

    def run(entry: Entry) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run


def saved(entry: Entry) -> None:
    """The row itself, changed."""
    entry.act = "undone"
    entry.save()


ACTS: dict[str, Act] = {
    "save": saved,
    "update": lambda entry: Entry.objects.update(member_id=None),
    "bulk_update": lambda entry: Entry.objects.bulk_update([entry], ["act"]),
    "update_or_create": lambda entry: Entry.objects.update_or_create(pk=entry.pk, defaults={"act": "undone"}),
    "upsert": lambda entry: Entry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["id"], update_fields=["act"]
    ),
    "delete": lambda entry: entry.delete(),
    "delete all": lambda entry: Entry.objects.all().delete(),
    "raw update": raw(f"UPDATE {TABLE} SET act = 'undone'"),
    "raw delete": raw(f"DELETE FROM {TABLE}"),
    "truncate": raw(f"TRUNCATE {TABLE}"),
    "truncate with others": raw(f"TRUNCATE moderation_caselook, {TABLE} CASCADE"),
    "as a replica": raw(f"SET LOCAL session_replication_role = replica; DELETE FROM {TABLE}"),
}


@pytest.fixture
def entry(db: None, ben: Member, mo: Member) -> Entry:
    """A row about ben."""
    with transaction.atomic():
        return enter("held", by=mo, case=a_case(a_post(by=ben)))


@pytest.mark.parametrize("how", ACTS)
def test_a_row_is_neither_changed_nor_deleted(entry: Entry, how: str) -> None:
    before = list(Entry.objects.values())
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        ACTS[how](entry)
    assert list(Entry.objects.values()) == before


def test_erasing_a_member_changes_no_row(entry: Entry, ben: Member) -> None:
    before = list(Entry.objects.values())
    number = ben.pk
    ben.delete()
    assert list(Entry.objects.values()) == before
    assert before[0]["member_id"] == number


def test_rows_are_written_only_inside_the_transaction_of_what_they_tell() -> None:
    assert not [field.name for field in Entry._meta.get_fields() if field.is_relation], "an erasure would change it"


@pytest.mark.django_db(transaction=True)
def test_the_tests_empty_their_own_log() -> None:
    for _ in range(2):  # by Django's own way first, and then by the quick one
        with transaction.atomic():
            enter("held", by=None, case=a_case(a_post()))
        emptying.empty(TransactionTestCase())
        assert not Entry.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_setting('{emptying.LOG}', true)")
        assert cursor.fetchone()[0] in (None, "")
