"""May this archive be restored here? Asked before anything is touched."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from config.backup.archive import Manifest
from config.backup.moment import Database
from config.backup.refusing import BackupRefused
from config.backup.tables import ANYTHING

_OTHERS = (
    "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND usename = current_user AND pid <> pg_backend_pid()"
)


def refuse_unknown_migrations(manifest: Manifest) -> None:
    """The database may be older than this code, and never newer."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {config.label for config in apps.get_app_configs()}
    known = {f"{app}.{name}" for app, name in {*loader.disk_migrations, *loader.replacements}}
    unknown = [name for name in manifest.migrations if name not in known and name.partition(".")[0] in ours]
    if unknown:
        raise BackupRefused(
            "newer",
            f"The backup was made by a newer Talkoot ({manifest.talkoot} with {unknown[-1]}, which is not known here); "
            "restore it with that version.",
        )


def refuse_what_is_in_use(database: Database, *, replace: bool) -> None:
    """Only into an empty database, unless all of it is to be replaced; and never under the feet of others."""
    if database.ask(ANYTHING) and not replace:
        raise BackupRefused(
            "not_empty",
            "The database is not empty. Restore into an empty one, or replace all that is in it with --replace.",
        )
    if others := database.ask(_OTHERS):
        raise BackupRefused(
            "busy", f"{others} other connections use the database; stop web, worker and scheduler first."
        )
