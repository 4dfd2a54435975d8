"""Installations to back up and to restore into: databases and folders of their own, the demo community in one."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import override_settings
from psycopg import sql

from config.backup.stores import media
from config.lib.backup_settings import BackupSettings
from members.activity.partitions import make_ahead

_numbers = count(1)
KEY = bytes(range(32))


@dataclass
class Installation:
    """A database and a folder of uploads."""

    name: str
    media: Path

    def rows(self) -> dict[str, str]:
        """Of every table a hash over its rows in order: another way of saying what is in it than the product's."""
        found: dict[str, str] = {}
        with _connect(self.name) as there:
            there.execute("SET TimeZone = 'UTC'")
            tables = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
            for (table,) in tables:
                out = hashlib.sha256()
                query = sql.SQL('COPY (SELECT * FROM {} AS r ORDER BY r::text COLLATE "C") TO STDOUT')
                with there.cursor() as cursor, cursor.copy(query.format(sql.Identifier(table))) as copy:
                    for piece in copy:
                        out.update(bytes(piece))
                found[table] = out.hexdigest()
        return found

    def files(self) -> dict[str, str]:
        """Of every upload its hash."""
        paths = (path for path in self.media.rglob("*") if path.is_file())
        return {str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}

    def ask(self, query: str) -> Any:
        """The first value of a query."""
        with _connect(self.name) as there:
            answer = there.execute(query.encode())
            row = answer.fetchone() if answer.description else None
            return row[0] if row else None

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a table nor a file."""
        return self.rows() == {} and self.files() == {}

    @property
    def environment(self) -> dict[str, str]:
        """For a process of its own that works on this one."""
        address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        return os.environ | {"DATABASE_URL": f"{address}/{self.name}", "TALKOOT_HOME": str(self.media.parent)}


def _connect(name: str) -> psycopg.Connection[Any]:
    known = connections["default"].get_connection_params()
    return psycopg.connect(host=known.get("host"), user=known["user"], dbname=name, autocommit=True)


Here = Callable[[Installation], None]
MakeOne = Callable[..., Installation]


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[str], None]]:
    """A way to tell the server what to do with whole databases; those that were made are dropped at the end."""

    def do(statement: str) -> None:
        with _connect("postgres") as there:
            there.execute(statement.encode())

    with django_db_blocker.unblock():
        yield do
    with _connect("postgres") as there:
        names = there.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%bk{os.getpid()}%"])
        for (name,) in names.fetchall():
            there.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        there.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"talkoot_bk{os.getpid()}_role")))


@pytest.fixture(scope="session")
def demo(
    server: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Installation:
    """The demo community, loaded once; others are copied from it."""
    name, folder = f"talkoot_bk{os.getpid()}_demo", tmp_path_factory.mktemp("demo") / "media"
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    made = Installation(name, folder)
    folder.mkdir()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(folder)):
        before = _stand_in(made)
        make_ahead()
        call_command("demo", verbosity=0, stdout=io.StringIO())
        _stand_in(before)
    return made


def _stand_in(there: Installation) -> Installation:
    """Let Django's connection be one to that database; returns where it was before."""
    before = Installation(str(connection.settings_dict["NAME"]), there.media)
    connection.close()
    connection.settings_dict["NAME"] = there.name
    return before


@pytest.fixture
def here(settings: Any, server: object, django_db_blocker: Any) -> Iterator[Here]:
    """Go to an installation: what the product does from then on, it does there."""
    home: list[Installation] = []

    def go(to: Installation) -> None:
        settings.MEDIA_ROOT = str(to.media)
        before = _stand_in(to)
        home.append(before)

    with django_db_blocker.unblock():
        yield go
        if home:
            _stand_in(home[0])


@pytest.fixture
def make_one(demo: Installation, server: Callable[[str], None], tmp_path: Path) -> MakeOne:
    """Make an installation: a copy of the demo, or with `empty` a database without a table."""

    def make(*, empty: bool = False) -> Installation:
        name = f"talkoot_bk{os.getpid()}_{next(_numbers)}"
        folder = tmp_path / name / "media"
        if empty:
            server(f'CREATE DATABASE "{name}"')
            folder.mkdir(parents=True)
        else:
            server(f'CREATE DATABASE "{name}" TEMPLATE "{demo.name}"')
            shutil.copytree(demo.media, folder)
        return Installation(name, folder)

    return make


@pytest.fixture
def town(make_one: MakeOne, here: Here) -> Installation:
    """The demo community, and we are in it."""
    made = make_one()
    here(made)
    return made


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """A folder where backups go, by the settings."""
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.BACKUP = BackupSettings(to=str(folder))
    return folder


@pytest.fixture
def sealed(settings: Any, place: Path) -> Path:
    """The same, with a key."""
    settings.BACKUP = replace(settings.BACKUP, keys=(KEY,))
    return place


def rewritten(source: Path, into: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with its parts changed, and everything around them as if it had been made so."""
    with tarfile.open(source) as tar:
        held = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    change(held)
    with tarfile.open(into, "w") as tar:
        for name, data in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return into


def names_in_media() -> set[str]:
    """What stands where uploads are kept."""
    return {found.name for found in media().walk()}
