"""The rehearsal room: a table that shows each reaction, and a way to record."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from members.activity.log import record
from members.activity.models import Activity
from tests.members.activity import reactions


def _stage() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {reactions.TABLE} (activity_id bigint, reaction text)")


@pytest.fixture
def effects(db: None) -> Callable[[], list[tuple[int, str]]]:
    """Every effect reactions have left, sorted."""
    _stage()
    return _effects


@pytest.fixture
def lasting_effects(transactional_db: None) -> Iterator[Callable[[], list[tuple[int, str]]]]:
    """The same where other processes see it."""
    _stage()
    yield _effects
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {reactions.TABLE}")


@pytest.fixture
def happen() -> Callable[..., Activity]:
    """Record something in a transaction of its own."""

    def _happen(verb: str = "rehearsal.held", **facts: Any) -> Activity:
        with transaction.atomic():
            return record(verb, **facts)

    return _happen


def _effects() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT activity_id, reaction FROM {reactions.TABLE} ORDER BY 1, 2")
        return list(cursor.fetchall())
