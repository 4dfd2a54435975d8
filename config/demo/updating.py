"""Some columns of many rows at once: one prepared statement in a pipeline, where CASE WHEN for each row is slow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


def update_each(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns of every row."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    assignments = ", ".join(f'"{column}" = %s' for column in columns)
    values = [[*(_value(getattr(row, column)) for column in columns), row.pk] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{table}" SET {assignments} WHERE id = %s', values)  # noqa: S608 - own names


def _value(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value
