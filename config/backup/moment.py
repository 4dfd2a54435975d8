"""One moment of the database, seen by pg_dump, by what is counted, and by what asks which files there must be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Self, cast

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from environ import Env
from psycopg import Connection

from config.backup.postgres import Address
from config.backup.refusing import BackupRefused
from config.backup.tables import NAMES, SAME_EVERYWHERE, weighed

ALIAS = "backup"
LOCK = 7_205_140_631


class Database:
    """A connection of its own past any pool, with the lock that lets one backup or restore run at a time."""

    def __init__(self) -> None:
        self.connection = connections["default"].copy(ALIAS)
        if settings.BACKUP.direct:
            self.connection.settings_dict |= Env.db_url_config(settings.BACKUP.direct)
        self.address = Address(self.connection.get_connection_params())

    def __enter__(self) -> Self:
        connections[ALIAS] = self.connection
        try:
            self.ask(SAME_EVERYWHERE)
            alone = self.ask("SELECT pg_try_advisory_lock(%s)", LOCK)
        except DatabaseError as error:
            self.__exit__()
            raise BackupRefused("database", f"The database does not answer: {str(error).splitlines()[0]}") from None
        if not alone:
            self.__exit__()
            raise BackupRefused("busy", "Another backup or restore of this database is running; wait for its end.")
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        del connections[ALIAS]

    def ask(self, query: str, *values: int | str) -> Any:
        """The first value of the first row, if there are rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, values or None)
            row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    @property
    def server(self) -> int:
        """The major version of the server."""
        return int(self.ask("SHOW server_version_num")) // 10000

    @contextlib.contextmanager
    def moment(self) -> Iterator[Moment]:
        """A transaction that sees the database as it is now, until its end."""
        with transaction.atomic(using=ALIAS):
            self.ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield Moment(self, str(self.ask("SELECT pg_export_snapshot()")))


class Moment:
    """What the database holds at one moment."""

    def __init__(self, database: Database, snapshot: str) -> None:
        self.database, self.snapshot = database, snapshot

    def tables(self) -> dict[str, list[Any]]:
        """Of every table the number of its rows and the sum over them."""
        raw = cast("Connection[Any]", self.database.connection.connection)
        with raw.cursor() as cursor:
            names = [name for (name,) in cursor.execute(NAMES).fetchall()]
            return {name: list(cursor.execute(weighed(name)).fetchone() or ()) for name in names}

    def migrations(self) -> list[str]:
        """Those that the database has, in the order in which they ran."""
        with self.database.connection.cursor() as cursor:
            cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
            return [name for (name,) in cursor.fetchall()]
