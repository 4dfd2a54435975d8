"""Emptying the tables after a test that commits: those that hold something, and no others.

Django empties every table there is and makes all permissions anew, which takes longer than most tests. Its own way is
taken once in each process; what it leaves is what every later test has to leave too.
"""

from collections.abc import Callable
from functools import cache

from django.db import connection, transaction
from django.test import TransactionTestCase

_of_django: Callable[[TransactionTestCase], None] = vars(TransactionTestCase)["_fixture_teardown"]
LOG = "talkoot.tests_empty_tables"
_left: dict[str, int] = {}
"""The tables that are not empty after Django's own way, with the number of their rows."""

_WRITTEN_TO = """
    WITH ours AS (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s))
    SELECT relname FROM pg_class
    WHERE (oid IN (SELECT oid FROM ours) OR oid IN (SELECT inhrelid FROM pg_inherits JOIN ours ON inhparent = ours.oid))
    AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
"""Tables, and parts of tables, with anything in their file: to look into all two hundred takes ten times as long."""


def empty(case: TransactionTestCase) -> None:
    """Leave what Django's own way leaves. Waits, as that does, for whoever still writes."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        may_pass_over_keys = cursor.fetchone() == ("on",)
    if not _left or not may_pass_over_keys or not _empty_what_is_filled():
        _flush(case)
        _left.update({table: _count(table) for table in _tables() if _count(table)})


def _flush(case: TransactionTestCase) -> None:
    """Django's own way. The log of moderation refuses to be emptied; in a database of tests this setting lets it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET {LOG} = 'on'")
        _of_django(case)
        cursor.execute(f"RESET {LOG}")


def _empty_what_is_filled() -> bool:
    """Whether that is enough: nobody has touched the rows that stay."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(map(quote, _tables()))} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_WRITTEN_TO, [_tables()])
        tables = [table for (table,) in cursor.fetchall()]
        held = " UNION ALL ".join(
            f"SELECT '{table}', "
            + (
                f"(SELECT count(*) FROM {quote(table)})"
                if table in _left
                else f"EXISTS(SELECT FROM {quote(table)})::int"
            )
            for table in tables
        )
        cursor.execute(held)
        rows = dict(cursor.fetchall())
        # All tables that hold something are emptied, so no key can be left without its row.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"SET LOCAL {LOG} = 'on'")
        for table in tables:
            if rows[table] and table not in _left:
                cursor.execute(f"DELETE FROM {quote(table)}")
    return all(rows.get(table, 0) == number for table, number in _left.items())


@cache
def _tables() -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])
