"""The tables in one piece are those of the migrations, and are taken only where nothing can be lost."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from config.running import snapshot

pytestmark = pytest.mark.django_db(transaction=True)
SO_MANY_ON_TOP = 12
"""Migrations that may stand on the snapshot before it is written anew: each costs the first start up to a second."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An empty database, and this process in it until the test is over."""
    own, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_elsewhere"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    _move(name)
    yield name
    _move(own)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _move(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _read_again(name: str) -> list[str]:
    """The tables of a database, after PostgreSQL has read its own words once: it writes some casts in another way."""
    here, words = connection.settings_dict["NAME"], snapshot.dump(name)
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE test_read_again")
    _move("test_read_again")
    with connection.cursor() as cursor:
        cursor.execute("\n".join(line for line in words.splitlines() if not line.startswith("\\")))
    again = snapshot.dump("test_read_again").splitlines()
    _move(here)
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE test_read_again WITH (FORCE)")
    return again


def _rows(question: str) -> set[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return set(cursor.fetchall())


def test_it_makes_what_the_migrations_make(elsewhere: str) -> None:
    template = connections.settings["default"]["TEST"]["TEMPLATE"]  # made with the snapshot, see tests/engines.py
    snapshot.migrate_in(elsewhere)
    assert _read_again(template) == _read_again(elsewhere), "Run manage.py tables --snapshot."
    told = {
        table: _rows(f'SELECT md5(t::text) FROM "{table}" AS t')
        for table in connection.introspection.table_names()
        if table != "django_migrations"  # holds when each of them ran
    }
    ran = _rows("SELECT app, name FROM django_migrations")
    _move(template)
    assert {table: _rows(f'SELECT md5(t::text) FROM "{table}" AS t') for table in told} == told
    assert _rows("SELECT app, name FROM django_migrations") == ran


def test_it_stands_for_migrations_as_they_are_now(elsewhere: str) -> None:
    assert snapshot.load(), "A migration was changed: bin/dev is slow again. Run manage.py tables --snapshot."
    on_top = set(MigrationLoader(None).disk_migrations) - set(MigrationLoader(connection).applied_migrations)
    assert len(on_top) <= SO_MANY_ON_TOP, "Run manage.py tables --snapshot, so that a first start stays quick."


def test_a_database_that_holds_anything_is_left_alone(elsewhere: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_somebody (word text)")
    assert not snapshot.load()
    assert connection.introspection.table_names() == ["of_somebody"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("members.0001_tables", "members.0001_of_before"), ("moderation.0001_moderation ", "")],
    ids=["gone", "changed"],
)
def test_it_is_not_used_where_a_migration_is_another_one(
    elsewhere: str, tmp_path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    old = snapshot.FILE.read_text()
    assert before in old
    monkeypatch.setattr(snapshot, "FILE", tmp_path / "snapshot.sql")
    snapshot.FILE.write_text(old.replace(before, after, 1))
    assert not snapshot.load()
    assert not connection.introspection.table_names()
