"""Many rows into a table by COPY; what a row does not name gets the field's default."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


def copy(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Write `rows` (by column name) into the model's table. Returns how many."""
    fields = list(model._meta.concrete_fields)
    defaults = {str(field.column): default_of(field) for field in fields}
    names = [column for column in defaults if column != "id"]
    count = 0
    with connection.cursor() as cursor:
        columns = ", ".join(f'"{name}"' for name in ["id", *names])
        with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as pipe:
            for row in rows:
                pipe.write_row([row["id"], *(row.get(name, defaults[name]) for name in names)])
                count += 1
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), max(id)) "  # noqa: S608
            f'FROM "{model._meta.db_table}"'
        )
    return count


def default_of(field: models.Field[Any, Any]) -> Any:
    """What a column holds that nobody names, as the driver takes it."""
    value = field.get_default()
    return Jsonb(value) if isinstance(field, models.JSONField) else value
