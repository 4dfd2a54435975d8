"""A backup of the whole demo community, restored elsewhere: every table and every file as it was."""

import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from config.backup.choosing import chosen
from config.backup.making import back_up
from config.backup.refusing import BackupRefused
from config.backup.restoring import bring_back
from config.backup.settling import settle
from config.backup.stores import Folder
from members.activity.models import Activity
from members.profiles.models import Member
from tests.platform.backup.conftest import KEY, Here, Installation, MakeOne

pytestmark = pytest.mark.faults  # whole databases are copied: slow


@pytest.mark.parametrize("keys", [(), (KEY,)], ids=["open", "sealed"])
def test_every_table_and_every_file_come_back(
    town: Installation, place: Path, make_one: MakeOne, here: Here, settings: Any, keys: tuple[bytes, ...]
) -> None:
    settings.BACKUP = type(settings.BACKUP)(to=str(place), keys=keys)
    before, files = town.rows(), town.files()
    assert len(before) > 250 and len(files) > 20
    made = back_up()
    assert made.manifest.files_missing == []
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), keys)
    assert other.rows() == before
    assert other.files() == files
    assert (place / made.name).stat().st_mode & 0o077 == 0, "Nobody else may read it."


def test_all_of_it_by_the_commands_of_owners(town: Installation, place: Path, make_one: MakeOne) -> None:
    before, other = town.rows(), make_one(empty=True)
    made = _manage(town, "backup", "--to", str(place))
    assert "tables with" in made and "read back and whole" in made and "It is open" in made
    assert "is whole" in _manage(town, "backup", "--verify", "--to", str(place))
    archive = next(place.iterdir())
    assert archive.name in _manage(town, "backup", "--list", "--to", str(place))
    said = _manage(other, "restore", str(archive))
    assert "each compared with the backup" in said and "start web, worker and scheduler" in said
    unlike = {table for table, rows in other.rows().items() if before[table] != rows}
    assert {table[:16] for table in unlike} == {"members_activity"}, "Only the log says more: that it was restored."
    assert other.ask("SELECT count(*) FROM members_activity WHERE verb = 'backup.restored'") == 1


def _manage(there: Installation, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=product.ROOT, env=there.environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_was_restored_can_be_worked_in_and_backed_up_again(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    back_up()
    other = make_one(empty=True)
    here(other)
    settled = settle(bring_back(*chosen("latest"), ()).manifest, Folder(place))
    assert settled.same_key and settled.migrated == 0
    Member.objects.create_user("ana@example.org", "talkoot-demo")
    assert Activity.objects.filter(verb="backup.restored").exists()
    again, third = back_up(), make_one(empty=True)
    rows = other.rows()
    here(third)
    bring_back(*chosen(again.name), ())
    unlike = {table for table, what in third.rows().items() if rows[table] != what}
    assert {table[:16] for table in unlike} <= {"members_activity"}, "The log says that the backup was made."


def test_an_older_backup_is_brought_up_to_this_code(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    (newest,) = graph.leaf_nodes("metrics")
    (before,) = [parent.key for parent in graph.node_map[newest].parents if parent.key[0] == "metrics"]
    now = set(town.rows())
    call_command("migrate", *before, verbosity=0, skip_checks=True)
    assert set(town.rows()) != now, "The newest migration of metrics makes a table."
    back_up()
    other = make_one(empty=True)
    here(other)
    settled = settle(bring_back(*chosen("latest"), ()).manifest, Folder(place))
    assert settled.migrated == 1
    assert set(other.rows()) == now


def test_ordinary_tools_open_an_archive(town: Installation, place: Path, tmp_path: Path) -> None:
    from config.backup.postgres import programs

    made = back_up()
    with tarfile.open(place / made.name) as tar:
        tar.extractall(tmp_path / "open", filter="data")
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "files.sha256"], cwd=tmp_path / "open", check=False)
    assert checked.returncode == 0
    whole = b"".join(path.read_bytes() for path in sorted((tmp_path / "open" / "database").iterdir()))
    listed = subprocess.run(
        [programs(18) / "pg_restore", "--list"], input=whole, capture_output=True, check=True
    ).stdout
    assert b"TABLE DATA public community_post" in listed


def test_a_database_that_is_not_empty_stays_as_it_is(town: Installation, place: Path) -> None:
    back_up()
    before, files = town.rows(), town.files()
    with pytest.raises(BackupRefused, match="not empty"):
        bring_back(*chosen("latest"), ())
    assert (town.rows(), town.files()) == (before, files)


def test_replacing_takes_everything_away_that_was_there(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    before, files = town.rows(), town.files()
    back_up()
    other = make_one()
    here(other)
    other.ask("CREATE TABLE of_a_newer_version (id int)")
    (other.media / "u" / "left.webp").write_bytes(b"of before")
    Member.objects.create_user("ana@example.org", "talkoot-demo")
    restored = bring_back(*chosen("latest"), (), replace=True)
    assert (other.rows(), other.files()) == (before, files)
    assert restored.removed == 1


def test_nobody_restores_under_the_feet_of_others(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    import psycopg
    from django.db import connections

    back_up()
    other = make_one(empty=True)
    here(other)
    known = connections["default"].get_connection_params()
    with (
        psycopg.connect(host=known["host"], user=known["user"], dbname=other.name),
        pytest.raises(BackupRefused, match="stop web, worker and scheduler"),
    ):
        bring_back(*chosen("latest"), ())
    assert other.is_empty
