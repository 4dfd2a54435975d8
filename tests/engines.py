"""A pytest plugin, loaded before Django's settings: engines for the tests, and a database to copy from.

PostgreSQL and Valkey run in var/test, quick and unsafe. All tables are made once in a template database, whose name
changes with the migrations; every test process copies it. Every test process has databases of its own in Valkey.
"""

import gc
import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from pytest_django.plugin import blocking_manager_key

from config.embedded import provide
from config.running.home import ROOT, Lock, find_home

provide(home="var/test", durable=False)

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if _WORKER:
    _number = int(_WORKER.removeprefix("gw")) + 1
    for _name, _first in (("REDIS_URL", 2), ("BROKER_URL", 32)):
        if _name in os.environ:
            os.environ[_name] = re.sub(r"(db|virtual_host)=\d+", rf"\1={_first + _number}", os.environ[_name])


def pytest_configure(config: pytest.Config) -> None:
    """Name the template; the first process makes it."""
    if config.option.collectonly or config.option.help:
        return
    name = _template_name()
    if not _WORKER:
        # pytest-django lets nobody at the database while tests are only being set up.
        with config.stash[blocking_manager_key].unblock():
            _make_template(name)
    from django.db import connections

    connections.settings["default"].setdefault("TEST", {})["TEMPLATE"] = name


def pytest_collection_finish() -> None:
    """What is there now stays to the end: nobody looks through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _template_name() -> str:
    """Another name for other migrations, other packages, and each month (the activity log is kept by month)."""
    digest = hashlib.sha256(f"{datetime.now(UTC):%Y-%m}".encode())
    made_from = ["uv.lock", "config/settings.py", "config/running/snapshot.py", "config/running/snapshot.sql"]
    for file in [*(ROOT / name for name in made_from), *sorted(ROOT.glob("*/migrations/*.py"))]:
        digest.update(file.read_bytes())
    return f"talkoot_template_{digest.hexdigest()[:12]}"


def _make_template(name: str) -> None:
    from django.db import connection

    lock = Lock(find_home("var/test") / "run" / "template.lock")
    lock.take(patience=300)
    try:
        with connection.cursor() as cursor:
            # Databases that earlier runs kept for this one are as old as their template.
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^(talkoot_template|test)_'")
            known = {row[0] for row in cursor.fetchall()}
            if name in known:
                return
            for old in known:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}_new"')
            address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
            made = subprocess.run(
                [sys.executable, "manage.py", "tables", "--verbosity=0"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": f"{address}/{name}_new"},
                capture_output=True,
                text=True,
                check=False,
            )
            if made.returncode:
                raise pytest.UsageError(f"The migrations do not run:\n{made.stderr}")
            cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    finally:
        connection.close()
        lock.release()
