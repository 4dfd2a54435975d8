"""After a restore: newer tables, nothing sent twice, nobody back who was erased, and a line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.backup.archive import Manifest
from config.backup.erased import erase_again
from config.backup.making import secret_key_mark
from config.backup.stores import Store
from members.activity.log import record
from members.activity.outbox import OUTBOXES

HELD = "Held: it was waiting when the backup was made, and may have left since."
_LONG = timedelta(days=3650)
_COMES_IN = {"replies"}
"""What came in is read now; only what goes out could go out twice."""


@dataclass(frozen=True)
class Settled:
    """What was done, for whoever restored."""

    migrated: int
    held: int
    erased: int
    same_key: bool


def settle(manifest: Manifest, store: Store) -> Settled:
    """Bring the restored database up to this code, and hold back what may have left the house before."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    made_at = datetime.fromisoformat(manifest.made_at)
    with transaction.atomic():
        held = hold_outgoing()
        erased = erase_again(store, manifest.community, made_at)
        record("backup.restored", made_at=int(made_at.timestamp()), held=held, erased=erased, migrations=len(plan))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    cache.clear()
    return Settled(len(plan), held, erased, manifest.secret_key == secret_key_mark())


def hold_outgoing() -> int:
    """Let no letter, push or call that waits leave by itself; the operators' page shows them, with a button."""
    for app in ("members", "moderation", "community", "programs", "metrics"):
        import_module(f"{app}.tasks")  # which loads whatever sends something
    until = timezone.now() + _LONG
    rows = [outbox.rows() for name, outbox in OUTBOXES.items() if name not in _COMES_IN]
    return sum(row.open().update(last_error=HELD, retry_at=until) for row in rows)
