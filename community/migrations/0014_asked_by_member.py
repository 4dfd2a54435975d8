"""What members did is counted from indexes alone: replies, reactions and readings by member, and the thread of a post.

Made beside the old ones while people read and write; each old one goes when its successor stands.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

REPLIES = models.Q(("deleted_at", None), ("held_at", None), ("hidden_at", None), ("number__gt", 1))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("community", "0013_guides_handed_over")]

    operations = [
        AddIndexConcurrently(
            "post",
            models.Index(
                condition=REPLIES,
                fields=["author", "-created_at"],
                include=["thread"],
                name="post_replies_by_author",
            ),
        ),
        AddIndexConcurrently("post", models.Index(fields=["id"], include=["thread"], name="post_thread_of")),
        AddIndexConcurrently(
            "reading", models.Index(fields=["member", "-read_at"], include=["thread"], name="reading_by_member")
        ),
        RemoveIndexConcurrently("reading", "reading_recent"),
        AddIndexConcurrently(
            "reaction", models.Index(fields=["member", "at"], include=["post"], name="reaction_by_member")
        ),
        migrations.AlterField(
            "reaction",
            "member",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reactions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
