"""The weekly digest: plan, word at its head, choices, and a row for each member and week."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import members.digest.models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0023_ambassadors"),
    ]

    operations = [
        migrations.CreateModel(
            name="DigestChoice",
            fields=[
                ("stopped_at", models.DateTimeField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("resumed_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digest_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(null=True)),
                ("hour", models.PositiveSmallIntegerField(null=True)),
                (
                    "every",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "every week"), (2, "every second week"), (4, "every fourth week")], default=1
                    ),
                ),
                (
                    "without",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("weekday", None), models.Q(("weekday__gte", 1), ("weekday__lte", 7)), _connector="OR"
                            ),
                            models.Q(("hour", None), models.Q(("hour__gte", 0), ("hour__lte", 23)), _connector="OR"),
                        ),
                        name="digest_choice_hour_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every__in", [1, 2, 4])), name="digest_choice_every_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(null=True)),
                ("source", models.TextField(max_length=1500)),
                ("ends_at", models.DateTimeField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, default="", max_length=500)),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_why", models.CharField(blank=True, default="", max_length=20)),
                ("week", models.DateField()),
                ("token", models.CharField(default=members.digest.models._token, max_length=32, unique=True)),
                ("since", models.DateTimeField(null=True)),
                ("chosen", models.JSONField(default=dict)),
                ("chosen_at", models.DateTimeField(null=True)),
                ("leaving_at", models.DateTimeField(null=True)),
                ("is_pause", models.BooleanField(default=False)),
                ("is_test", models.BooleanField(default=False)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("chosen_at__isnull", False), ("dropped_at", None), ("sent_at", None)),
                        fields=["retry_at"],
                        name="digest_due",
                    ),
                    models.Index(
                        condition=models.Q(("chosen_at", None), ("dropped_at", None), ("sent_at", None)),
                        fields=["id"],
                        name="digest_waiting",
                    ),
                    models.Index(fields=["member", "-week"], name="digest_of_member"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_test", False)), fields=("member", "week"), name="digest_once_a_week"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("dropped_at", None), _connector="OR"),
                        name="digest_one_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestPlan",
            fields=[
                ("asks_approval", models.BooleanField(default=False)),
                ("approved_week", models.DateField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("weekday", models.PositiveSmallIntegerField(default=5)),
                ("hour", models.PositiveSmallIntegerField(default=9)),
                (
                    "order",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="digest_plan_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekday__gte", 1), ("weekday__lte", 7), ("hour__gte", 0), ("hour__lte", 23)
                        ),
                        name="digest_plan_hour_known",
                    ),
                ],
            },
        ),
    ]
