"""Moving threads and posts, timers, and tags with other names."""

from typing import Any, ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where posts stood before, threads merged into others, timers of threads, tags that are looked after."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("community", "0005_chat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="FormerPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("left_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_places", to="community.post"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_places", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("thread", "number"), name="former_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("description", models.CharField(blank=True, max_length=300)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "retired_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "synonym_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="synonyms",
                        to="community.tag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("synonym_of", models.F("id")), _negated=True),
                        name="tag_not_its_own_synonym",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("synonym_of", None), ("retired_at", None), _connector="OR"),
                        name="tag_synonym_in_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadTimer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("close", "Close"),
                            ("open", "Open again"),
                            ("bump", "Bring to the top"),
                            ("archive", "Archive"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(null=True)),
                ("after_hours", models.PositiveIntegerField(null=True)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="timers", to="community.thread"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("at__isnull", False)), fields=["at"], name="thread_timer_due")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("thread", "act"), name="thread_timer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["close", "open", "bump", "archive"])),
                        name="thread_timer_act_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after_hours", None), ("at__isnull", False)),
                            models.Q(("after_hours__isnull", False), ("at", None)),
                            _connector="OR",
                        ),
                        name="thread_timer_one_time",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="moved_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="merged_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="merged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="community.thread",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="moved_in",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="thread",
            name="moved_out",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at", None), ("merged_into", None)),
                    models.Q(("merged_at__isnull", False), ("merged_into__isnull", False)),
                    _connector="OR",
                ),
                name="thread_merged_somewhere",
            ),
        ),
    ]
