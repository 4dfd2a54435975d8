"""The log is kept by month: one partition each, and a default one as the safety net."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.activity import partitions

# Django knows one table, as for any model; that it is partitioned, and that its key holds the moment too, only
# PostgreSQL knows. The columns come from the table the first migration made; the sequence goes on where it stood.
SPLIT = """
ALTER TABLE members_activity RENAME TO members_activity_whole;
ALTER TABLE members_activity_whole DROP CONSTRAINT members_activity_pkey;
CREATE TABLE members_activity (
    LIKE members_activity_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING IDENTITY
) PARTITION BY RANGE (at);
ALTER TABLE members_activity ADD CONSTRAINT members_activity_pkey PRIMARY KEY (id, at);
CREATE TABLE members_activity_default PARTITION OF members_activity DEFAULT;
INSERT INTO members_activity OVERRIDING SYSTEM VALUE SELECT * FROM members_activity_whole;
SELECT setval(pg_get_serial_sequence('members_activity', 'id'), greatest(max(id), 1), max(id) IS NOT NULL)
FROM members_activity;
DROP TABLE members_activity_whole;
"""
JOIN = """
CREATE TABLE members_activity_whole (
    LIKE members_activity INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING IDENTITY
);
INSERT INTO members_activity_whole OVERRIDING SYSTEM VALUE SELECT * FROM members_activity;
DROP TABLE members_activity;
ALTER TABLE members_activity_whole RENAME TO members_activity;
ALTER TABLE members_activity ADD CONSTRAINT members_activity_pkey PRIMARY KEY (id);
SELECT setval(pg_get_serial_sequence('members_activity', 'id'), greatest(max(id), 1), max(id) IS NOT NULL)
FROM members_activity;
"""


def split(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One table becomes months; this one and the next are made here, and the scheduler goes on."""
    editor.execute(SPLIT, params=None)
    _add_indexes(apps, editor)
    partitions.make_ahead()


def join(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The months become one table again."""
    editor.execute(JOIN, params=None)
    _add_indexes(apps, editor)


def _add_indexes(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The new table gets the indexes the old one had; PostgreSQL passes them on to every month."""
    activity = apps.get_model("members", "Activity")
    for index in activity._meta.indexes:
        editor.add_index(activity, index)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_tables")]

    operations = [migrations.RunPython(split, join)]
