"""What is in each table, in two values that can be compared: how many rows, and a sum over all of them.

The sum adds up 64 bits of the MD5 of every row as text, so the order of rows does not count and any server computes
the same. It tells tables apart that differ by accident; against changes on purpose there is the seal.
"""

from __future__ import annotations

from typing import Any

from psycopg import sql

SAME_EVERYWHERE = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1;"
    " SET bytea_output = 'hex'; SET xmloption = 'content'; SET statement_timeout = 0; SET lock_timeout = 0;"
    " SET idle_in_transaction_session_timeout = 0;"
)
"""How values are written, whatever the server is set to; and nobody ends long work."""

NAMES = (
    "SELECT relname FROM pg_catalog.pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::regclass"
    " AND objid = c.oid AND deptype = 'e') ORDER BY relname"
)
"""Tables and the parts of tables, which hold the rows; those of extensions left out."""

ANYTHING = (
    "SELECT (SELECT count(*) FROM pg_catalog.pg_class c WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend"
    " WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = c.oid AND deptype = 'e'))"
)
"""How many tables and views there are that no extension brought along."""


def weighed(table: str) -> sql.Composed:
    """The query for both values of a table."""
    return sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(the_row::text), 16))::bit(64)::bigint), 0)::text"
        " FROM public.{} AS the_row"
    ).format(sql.Identifier(table))


def compared(tables: dict[str, list[Any]]) -> str:
    """Statements that fail, naming the first table that is not as it was."""
    statements = [_names_compared(sorted(tables))]
    for table, (rows, total) in tables.items():
        statements.append(
            sql.SQL(
                "DO $compare$ BEGIN IF ({found}) IS DISTINCT FROM ({wanted}) THEN"
                " RAISE EXCEPTION 'table % is not as it was', {name}; END IF; END $compare$;"
            )
            .format(
                found=sql.SQL("SELECT row(a, b)::text FROM ({}) AS w(a, b)").format(weighed(table)),
                wanted=sql.SQL("SELECT row({}::bigint, {}::text)::text").format(sql.Literal(rows), sql.Literal(total)),
                name=sql.Literal(table),
            )
            .as_string()
        )
    return "\n".join(statements) + "\n"


def _names_compared(names: list[str]) -> str:
    return (
        sql.SQL(
            "DO $compare$ BEGIN IF ARRAY({found}) IS DISTINCT FROM {wanted}::name[] THEN"
            " RAISE EXCEPTION 'the tables are not those of the backup'; END IF; END $compare$;"
        )
        .format(found=sql.SQL(NAMES), wanted=sql.Literal(names))
        .as_string()
    )
