"""The tree of spaces is changed by one at a time: rules that span several rows hold only then."""

from django.db import connection

_LOCK = 7_261_001
"""The number of this lock in PostgreSQL; any number, as long as nothing else uses it."""


class NotPossible(ValueError):
    """What was asked for breaks a rule; says which, in a sentence for the person who asked."""


def alone() -> None:
    """Wait until nobody else changes the tree; holds until the transaction ends."""
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
