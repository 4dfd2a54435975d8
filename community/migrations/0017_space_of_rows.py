"""Posts, reactions and readings know their space, so that what happened in one space is found without its threads.

Triggers write it, also for code that does not know the column; then the rows from before get theirs, batch by batch,
while people read and write. Every step can be run again where it was interrupted.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 2_000
MODELS = ("post", "reading", "reaction")
COLUMNS = """
SET lock_timeout = '5s';
ALTER TABLE community_post ADD COLUMN IF NOT EXISTS space_id bigint;
ALTER TABLE community_reading ADD COLUMN IF NOT EXISTS space_id bigint;
ALTER TABLE community_reaction ADD COLUMN IF NOT EXISTS space_id bigint;
RESET lock_timeout;
"""
NO_COLUMNS = "".join(f"ALTER TABLE community_{model} DROP COLUMN IF EXISTS space_id;" for model in MODELS)
TRIGGERS = """
CREATE OR REPLACE FUNCTION community_space_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.space_id := (SELECT space_id FROM community_thread WHERE id = NEW.thread_id);
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION community_space_of_post() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.space_id := (SELECT space_id FROM community_post WHERE id = NEW.post_id);
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION community_thread_to_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE community_post SET space_id = NEW.space_id WHERE thread_id = NEW.id;
    UPDATE community_reading SET space_id = NEW.space_id WHERE thread_id = NEW.id;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION community_post_to_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE community_reaction SET space_id = NEW.space_id WHERE post_id = NEW.id;
    RETURN NULL;
END $$;
SET lock_timeout = '5s';
CREATE OR REPLACE TRIGGER post_space BEFORE INSERT OR UPDATE OF thread_id, space_id ON community_post
    FOR EACH ROW EXECUTE FUNCTION community_space_of_thread();
CREATE OR REPLACE TRIGGER reading_space BEFORE INSERT OR UPDATE OF thread_id, space_id ON community_reading
    FOR EACH ROW EXECUTE FUNCTION community_space_of_thread();
CREATE OR REPLACE TRIGGER reaction_space BEFORE INSERT OR UPDATE OF post_id, space_id ON community_reaction
    FOR EACH ROW EXECUTE FUNCTION community_space_of_post();
CREATE OR REPLACE TRIGGER thread_to_space AFTER UPDATE OF space_id ON community_thread
    FOR EACH ROW WHEN (OLD.space_id <> NEW.space_id) EXECUTE FUNCTION community_thread_to_space();
CREATE OR REPLACE TRIGGER post_to_space AFTER UPDATE OF thread_id, space_id ON community_post
    FOR EACH ROW WHEN (OLD.space_id <> NEW.space_id) EXECUTE FUNCTION community_post_to_space();
RESET lock_timeout;
"""
NO_TRIGGERS = """
DROP FUNCTION IF EXISTS community_thread_to_space, community_post_to_space, community_space_of_thread,
    community_space_of_post CASCADE;
"""


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Rows from before get their space from their trigger: posts first, which reactions look at."""
    for model in MODELS:
        rows = apps.get_model("community", model)._base_manager
        last = rows.aggregate(last=models.Max("pk"))["last"] or 0
        for after in range(0, last, BATCH):
            rows.filter(pk__gt=after, pk__lte=after + BATCH, space=None).update(space=None)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("community", "0016_who_by_level")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(COLUMNS, NO_COLUMNS)],
            state_operations=[
                migrations.AddField(
                    model,
                    "space",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="community.space",
                    ),
                )
                for model in MODELS
            ],
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            "post",
            models.Index(
                condition=models.Q(("deleted_at", None), ("held_at", None), ("hidden_at", None), ("number__gt", 1)),
                fields=["space", "author", "created_at"],
                name="post_replies_by_space",
            ),
        ),
        # Accepted answers are counted by who wrote them.
        AddIndexConcurrently("post", models.Index(fields=["id"], include=["thread", "author"], name="post_whose")),
        RemoveIndexConcurrently("post", "post_thread_of"),
        AddIndexConcurrently("reading", models.Index(fields=["space", "member", "read_at"], name="reading_by_space")),
        AddIndexConcurrently("reaction", models.Index(fields=["space", "member", "at"], name="reaction_by_space")),
    ]
