"""After a test that commits the tables are as Django's own emptying leaves them."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import TransactionTestCase

from members.activity.models import Activity
from members.groups.models import Group
from members.profiles.models import Member
from tests import emptying
from tests.factories import a_group, a_member, a_post

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, int]:
    """How many rows each table holds, the empty ones left out."""
    return {table: number for table in emptying._tables() if (number := emptying._count(table))}


def test_both_ways_leave_the_same() -> None:
    case = TransactionTestCase()
    emptying._flush(case)
    left = rows()
    assert left.keys() >= {"auth_permission", "django_content_type"}
    for _ in range(3):
        a_group(a_member(), a_member())
        a_post()
        assert rows() != left
        emptying.empty(case)
        assert rows() == left


def test_rows_that_stay_come_back_when_somebody_took_one() -> None:
    case = TransactionTestCase()
    emptying.empty(case)
    left = rows()
    Permission.objects.all()[0].delete()
    emptying.empty(case)
    assert rows() == left


def test_keys_are_watched_again_afterwards() -> None:
    a_group(a_member())
    emptying.empty(TransactionTestCase())
    assert not any(model.objects.exists() for model in (Activity, Group, Member))
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
