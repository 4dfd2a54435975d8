"""Copies of members' data, and accounts that leave."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import members.privacy.models

_UNFINISHED = Q(ready_at=None, failed_at=None)
_OPEN = Q(returned_at=None, done_at=None)


class Migration(migrations.Migration):
    dependencies = [("members", "0009_messages")]

    operations = [
        migrations.CreateModel(
            name="DataExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(default=members.privacy.models._secret, max_length=32, unique=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "parts_done",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("ready_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="data_exports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "-asked_at"], name="data_export_latest"),
                    models.Index(fields=["retry_at"], condition=_UNFINISHED, name="data_export_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["member"], condition=_UNFINISHED, name="data_export_one_at_a_time"),
                    models.CheckConstraint(condition=Q(ready_at=None) | Q(failed_at=None), name="data_export_one_end"),
                    models.CheckConstraint(
                        condition=Q(ready_at=None) | Q(ends_at__isnull=False), name="data_export_ends"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("fate", models.CharField(choices=[("keep", "Keep"), ("erase", "Erase")], max_length=5)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(default=members.privacy.models._in_two_weeks)),
                ("returned_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "steps_done",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("cursor", models.BigIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leavings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], condition=_OPEN, name="leaving_due")],
                "constraints": [
                    models.UniqueConstraint(fields=["number"], condition=_OPEN, name="leaving_one_at_a_time"),
                    models.CheckConstraint(condition=Q(fate__in=["keep", "erase"]), name="leaving_fate_known"),
                    models.CheckConstraint(condition=Q(returned_at=None) | Q(done_at=None), name="leaving_one_end"),
                    models.CheckConstraint(
                        condition=Q(returned_at=None) | Q(begun_at=None), name="leaving_not_halfway_back"
                    ),
                ],
            },
        ),
    ]
