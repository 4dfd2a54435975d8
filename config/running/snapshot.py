"""All tables in one piece, for a database that has none: what the migrations make, without running each of them.

`snapshot.sql` is written by `manage.py tables --snapshot`, never by hand. It names the migrations it stands for; newer
ones run on top of it, and where one of them has changed since, it is not used at all. A database that holds anything
goes through the migrations, and so does production. docs/decisions/snapshot.md
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from config.engines import PostgreSQL
from config.running.home import ROOT, find_home
from members.activity import partitions

FILE = Path(__file__).with_name("snapshot.sql")
_LEAST_SERVER = 18_00_00
_HEAD = "-- Written by manage.py tables --snapshot, never by hand. What it stands for, and how that read:"
_LOCALLY = """\
SELECT pg_catalog.set_config('search_path', '', true);
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
"""
_SAYS_NOTHING = re.compile(r"(--|SET |\\|SELECT pg_catalog\.set_config|$)")


def load() -> bool:
    """Make all tables and note the migrations they stand for; False where the migrations have to do it."""
    if not _is_empty():
        return False
    told = FILE.read_text()
    names = stands_for(told)
    if _head(names) != told[: len(_head(names))]:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(told)
        cursor.execute("SET LOCAL search_path TO DEFAULT")
        applied = [tuple(name.split(".", 1)) for name in names]
        cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", applied)
        partitions.make_ahead()  # the months of the log are those of today, so the file holds none
    return True


def stands_for(told: str) -> list[str]:
    """The migrations a snapshot stands for, in the order in which they ran."""
    return told.split("\n", 2)[1].removeprefix("-- ").split()


def _is_empty() -> bool:
    """Whether the database holds nothing, on a server that understands the file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int >= %s"
            " AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)",
            [_LEAST_SERVER],
        )
        return bool(cursor.fetchone()[0])


def _head(names: list[str]) -> str:
    """The first lines of a snapshot of these migrations as they stand in the source now."""
    on_disk = MigrationLoader(None).disk_migrations
    digest = hashlib.sha256()
    for name in names:
        migration = on_disk.get(tuple(name.split(".", 1)))  # type: ignore[arg-type]
        file = sys.modules[migration.__module__].__file__ if migration else None
        digest.update(Path(file).read_bytes() if file else b"missing")
    return f"{_HEAD}\n-- {' '.join(names)}\n-- {digest.hexdigest()}\n"


def write() -> None:
    """Run all migrations in a database of its own and keep what they make."""
    name = f"talkoot_snapshot_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            migrate_in(name)
            FILE.write_text(_head(_ran_in(name)) + _LOCALLY + _what_counts(dump(name)))
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate_in(database: str) -> None:
    """Run all migrations, one after the other, in another database of the same server."""
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"{address}/{database}"},
        check=True,
    )


def dump(database: str) -> str:
    """All that is in a database but rows and the months of the log, in SQL."""
    words = ("--schema-only", "--no-owner", "--no-privileges", "--no-comments", "--restrict-key=talkoot")
    return _ask("pg_dump", *words, f"--exclude-table={partitions.TABLE}_y*", database)


def _what_counts(sql: str) -> str:
    """Without settings of the session and what is said to readers."""
    return "".join(f"{line}\n" for line in sql.splitlines() if not _SAYS_NOTHING.match(line))


def _ran_in(database: str) -> list[str]:
    rows = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
    return _ask("psql", "--no-psqlrc", "--tuples-only", "--no-align", f"--command={rows}", database).split()


def _ask(program: str, *words: str) -> str:
    postgres = PostgreSQL(find_home(), durable=True)
    command = [str(postgres.binaries / program), "-h", str(postgres.sockets), "-U", "talkoot", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
