"""Link previews, and small copies of pictures."""

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is behind addresses that posts show as cards, the rule about them, and which small copies pictures have."""

    dependencies: ClassVar[list[Any]] = [
        ("community", "0006_moving"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Preview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(max_length=2000, unique=True)),
                ("title", models.CharField(blank=True, max_length=160)),
                ("words", models.CharField(blank=True, max_length=240)),
                ("site", models.CharField(blank=True, max_length=100)),
                ("picture", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="preview_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("owed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="previews", to="community.post"
                    ),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="community.preview"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("owed_at__isnull", False)), fields=["owed_at"], name="preview_use_owed"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("post", "preview"), name="preview_use_once")],
            },
        ),
        migrations.CreateModel(
            name="PreviewRule",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("everywhere", "In every space"),
                            ("not_private", "In every space that is not private"),
                            ("nowhere", "Nowhere: links stay links"),
                        ],
                        default="everywhere",
                        max_length=12,
                        verbose_name="Link previews",
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="preview_rule_one_row")],
            },
        ),
        migrations.AddField(
            model_name="upload",
            name="thumbs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="thumbs_due_at",
            field=models.DateTimeField(
                blank=True,
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="thumbs_tries",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(
                condition=models.Q(("thumbs_due_at__isnull", False)),
                fields=["thumbs_due_at"],
                name="upload_thumbs_due",
            ),
        ),
    ]
