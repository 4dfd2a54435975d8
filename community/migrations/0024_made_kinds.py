"""Threads that programs open have kinds of their own."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

KINDS = [
    ("discussion", "Discussion"), ("question", "Question"), ("idea", "Idea"), ("announcement", "Announcement"),
    ("intro", "Introduction"), ("prompt", "Prompt"), ("challenge", "Challenge"), ("event", "Event"),
]  # fmt: skip


class Migration(migrations.Migration):
    """Made while threads are started: nothing waits for a look at all of them."""

    atomic = False
    dependencies = [("community", "0023_mentioned")]

    operations = [
        migrations.AlterField("thread", "kind", models.CharField(choices=KINDS, default="discussion", max_length=12)),
        migrations.RemoveConstraint("thread", "thread_kind_known"),
        AddConstraintNotValid(
            "thread",
            models.CheckConstraint(
                condition=models.Q(kind__in=[key for key, _word in KINDS]), name="thread_kind_known"
            ),
        ),
        ValidateConstraint("thread", "thread_kind_known"),
    ]
