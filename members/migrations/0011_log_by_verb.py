"""The log is counted by verb and member from an index alone.

Each month gets its index beside the old one, while the log is written; then the old one goes.
"""

from django.apps.registry import Apps
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE, OLD, NEW = "members_activity", "activity_verb", "activity_verb_actor"
COLUMNS = {OLD: "(verb, at)", NEW: "(verb, at) INCLUDE (actor_id)"}
BARE = """
SELECT child.relname FROM pg_inherits month JOIN pg_class child ON child.oid = month.inhrelid
WHERE month.inhparent = %s::regclass AND NOT EXISTS (
    SELECT FROM pg_index own JOIN pg_inherits part ON part.inhrelid = own.indexrelid
    WHERE own.indrelid = child.oid AND part.inhparent = %s::regclass
) ORDER BY child.relname
"""
"""Months whose own index is no part of this one yet."""


def cover(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The new index takes the place of the old one."""
    _change(editor, OLD, NEW)


def uncover(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The old index takes the place of the new one."""
    _change(editor, NEW, OLD)


def _change(editor: BaseDatabaseSchemaEditor, before: str, after: str) -> None:
    """Can be run again where it was interrupted: what is whole stays, what is not is made anew."""
    editor.execute(f"CREATE INDEX IF NOT EXISTS {after} ON ONLY {TABLE} {COLUMNS[after]}")
    with editor.connection.cursor() as cursor:
        cursor.execute(BARE, [TABLE, after])
        months = [name for (name,) in cursor.fetchall()]
    for month in months:
        own = f"{month}_{after.removeprefix('activity_')}"
        editor.execute(f"DROP INDEX IF EXISTS {own}")
        editor.execute(f"CREATE INDEX CONCURRENTLY {own} ON {month} {COLUMNS[after]}")
        editor.execute(f"ALTER INDEX {after} ATTACH PARTITION {own}")
    with transaction.atomic(using=editor.connection.alias):
        editor.execute("SET LOCAL lock_timeout = '5s'")
        editor.execute(f"DROP INDEX IF EXISTS {before}")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("members", "0010_privacy")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(cover, uncover)],
            state_operations=[
                migrations.AddIndex("activity", models.Index(fields=["verb", "at"], include=["actor"], name=NEW)),
                migrations.RemoveIndex("activity", OLD),
            ],
        ),
    ]
