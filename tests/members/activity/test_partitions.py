"""The log's months."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from members.activity.models import Activity
from members.activity.partitions import in_safety_net, make, make_ahead, next_month
from tests.members.activity import reactions  # noqa: F401 - declares the verbs used here

pytestmark = pytest.mark.django_db
Happen = Callable[..., Activity]


def partition_of(activity: Activity) -> str:
    """The table a row really stands in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM members_activity WHERE id = %s", [activity.pk])
        return str(cursor.fetchone()[0])


def at(activity: Activity, moment: datetime) -> Activity:
    """Move an activity in time."""
    Activity.objects.filter(pk=activity.pk).update(at=moment)
    return activity


def test_what_happens_now_stands_in_its_month(happen: Happen) -> None:
    activity = happen()
    assert partition_of(activity) == f"members_activity_y{activity.at.astimezone(UTC):%Ym%m}"


def test_months_are_made_once() -> None:
    make_ahead()
    assert make_ahead() == []
    assert make_ahead(6) != []
    assert make_ahead(6) == []


def test_what_has_no_month_is_safe_and_gets_one(happen: Happen) -> None:
    first = at(happen(), datetime(2019, 12, 31, 23, 59, 59, tzinfo=UTC))
    second = at(happen(), datetime(2020, 1, 1, tzinfo=UTC))
    assert {partition_of(first), partition_of(second)} == {"members_activity_default"}
    assert in_safety_net() == 2
    assert {"members_activity_y2019m12", "members_activity_y2020m01"} <= set(make_ahead())
    assert (partition_of(first), partition_of(second)) == ("members_activity_y2019m12", "members_activity_y2020m01")
    assert in_safety_net() == 0


def test_every_month_has_the_indexes_the_model_names() -> None:
    [name] = make([date(2018, 5, 1)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parent.relname FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent "
            "JOIN pg_index child ON child.indexrelid = inhrelid WHERE child.indrelid = %s::regclass",
            [name],
        )
        names = {row[0] for row in cursor.fetchall()}
    assert names == {index.name for index in Activity._meta.indexes} | {"members_activity_pkey"}


def test_a_year_ends_in_january() -> None:
    assert [next_month(date(2026, 12, 1)), next_month(date(2028, 1, 1))] == [date(2027, 1, 1), date(2028, 2, 1)]
