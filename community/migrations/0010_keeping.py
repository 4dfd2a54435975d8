"""Bookmarks with their notes and reminders."""

from typing import Any, ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What members keep for themselves."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("community", "0009_guides"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookmarks",
                        to="community.post",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("member", "post"), name="bookmark_once")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at", None)),
                        fields=["member", "-kept_at", "-id"],
                        name="bookmark_latest",
                    ),
                    models.Index(
                        condition=models.Q(("removed_at__isnull", False)),
                        fields=["removed_at"],
                        name="bookmark_removed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("if_unanswered", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("told", models.BooleanField(default=False, editable=False)),
                (
                    "bookmark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="community.bookmark",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)), fields=("bookmark",), name="reminder_one_waits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told", False), ("done_at__isnull", False), _connector="OR"),
                        name="reminder_told_is_done",
                    ),
                ],
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["at"], name="reminder_waits")],
            },
        ),
    ]
