"""What must be done before the first page: tables, static files, the demo community."""

import contextlib
import hashlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from config.engines import die_with_parent
from config.running.home import Refusal, open_log


@contextlib.contextmanager
def _into_log(home: Path) -> Iterator[IO[str]]:
    """What is printed meanwhile goes into the log of the set-up."""
    with open_log(home, "setup") as log, os.fdopen(os.dup(log.fileno()), "w") as out, contextlib.redirect_stdout(out):
        yield out


def newer_migrations() -> list[str]:
    """Migrations of our apps that the database has and this code does not know."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs()}
    return sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations) - set(loader.graph.nodes)
        if app in ours and (app, name) not in loader.replacements
    )


def migrate(home: Path) -> bool:
    """Bring the tables up to date; whether there was anything to do. Refuses a database that is ahead of this code."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from config.running import snapshot

    ahead = newer_migrations()
    if ahead:
        raise Refusal(
            f"The database in {home} was made by a newer Talkoot ({ahead[-1]} is not known here); "
            "start that version, or name another TALKOOT_HOME."
        )
    made = snapshot.load()
    executor = MigrationExecutor(connection)
    if not made and not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with _into_log(home) as out:
        call_command("migrate", interactive=False, verbosity=1, stdout=out, stderr=out)
    return True


def static_stamp() -> str:
    """A text that changes when a static file does."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: str(pair[0])):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static(home: Path) -> None:
    """Put all static files, with names made from their content, where the server reads them."""
    from django.core.management import call_command

    with _into_log(home) as out:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=out, stderr=out)


def is_new() -> bool:
    """Whether nobody is a member yet."""
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()


def load_demo(home: Path) -> None:
    """Bring in the demo community."""
    from django.core.management import call_command

    with _into_log(home) as out:
        call_command("demo", stdout=out, stderr=out)


class Beside:
    """A piece of preparation in a process of its own, while this one goes on with another."""

    def __init__(self, home: Path, what: str, work: Callable[[Path], None]) -> None:
        self.home, self.what = home, what
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                die_with_parent(signal.SIGKILL)
                work(home)
                code = 0
            except BaseException:
                with open_log(home, "setup") as log:
                    log.write(traceback.format_exc().encode())
            finally:
                sys.stdout.flush()
                os._exit(code)

    def wait(self) -> None:
        """Until it is done; refuses if it failed."""
        if os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]):
            raise Refusal(f"{self.what} failed; the reason stands at the end of {self.home}/logs/setup.log.")


def demo_is_loaded() -> bool:
    """Whether the people of the demo community can sign in."""
    from django.db import connections

    from members.installation.models import Installation

    try:
        return Installation.current().demo
    finally:
        connections.close_all()
