"""Backups as whoever owns the database and nothing else, and past a pool."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from config.backup.choosing import chosen
from config.backup.making import back_up
from config.backup.moment import Database
from config.backup.restoring import bring_back
from tests.platform.backup.conftest import Here, Installation, MakeOne

pytestmark = pytest.mark.faults  # whole databases are copied: slow


@pytest.fixture
def ordinary(server: Callable[[str], None]) -> Iterator[str]:
    """A role that may do nothing but what it owns, and Django's connection is made with it."""
    name, before = f"talkoot_bk{os.getpid()}_role", connection.settings_dict["USER"]
    server(f'CREATE ROLE "{name}" LOGIN')
    yield name
    connection.settings_dict["USER"] = before


def test_whoever_owns_the_database_may_back_up_restore_and_replace(
    town: Installation, place: Path, make_one: MakeOne, here: Here, ordinary: str, server: Callable[[str], None]
) -> None:
    before = town.rows()
    back_up()
    other = make_one(empty=True)
    server(f'ALTER DATABASE "{other.name}" OWNER TO "{ordinary}"')
    here(other)
    connection.settings_dict["USER"] = ordinary
    bring_back(*chosen("latest"), ())
    assert other.rows() == before
    owners = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> "
    assert other.ask(f"{owners}'{ordinary}'") == 0
    again = back_up()
    rows = {table: what for table, what in other.rows().items() if not table.startswith("members_activity")}
    bring_back(*chosen(again.name), (), replace=True)
    assert {table: what for table, what in other.rows().items() if table in rows} == rows
    connections["default"].close()


def test_a_backup_goes_past_the_pool_to_the_server_itself(town: Installation, make_one: MakeOne, settings: Any) -> None:
    other = make_one()
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    settings.BACKUP = replace(settings.BACKUP, direct=f"{address}/{other.name}")
    with Database() as database:
        assert database.ask("SELECT current_database()") == other.name


def test_replacing_asks_for_the_name_of_the_database(town: Installation, place: Path) -> None:
    back_up()
    before = town.rows()
    for words in ({}, {"confirm": "talkoot"}):
        with pytest.raises(CommandError, match=f"--confirm {town.name}"):
            call_command("restore", "latest", replace=True, **words)
    assert town.rows() == before
