"""Polls and their decisions."""

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import community.polls.models


class Migration(migrations.Migration):
    """Polls and their decisions."""

    dependencies: ClassVar[list[Any]] = [
        ("community", "0003_search_owed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("question", models.CharField(max_length=255)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "One option"),
                            ("several", "Several options"),
                            ("ranked", "Options in order, counted by instant run-off"),
                        ],
                        default="single",
                        max_length=8,
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(null=True)),
                (
                    "results",
                    models.CharField(
                        choices=[
                            ("always", "At any time"),
                            ("voted", "After voting"),
                            ("closed", "When the poll has closed"),
                        ],
                        default="voted",
                        max_length=8,
                    ),
                ),
                (
                    "secrecy",
                    models.CharField(
                        choices=[
                            ("secret", "Secret: nobody sees who voted for what"),
                            ("open", "Open: names are listed with the results"),
                        ],
                        default="secret",
                        max_length=8,
                    ),
                ),
                ("voters_count", models.PositiveIntegerField(default=0, editable=False)),
                ("rounds", models.JSONField(default=list, editable=False)),
                ("winner", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("seed", models.CharField(default=community.polls.models._seed, editable=False, max_length=16)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="poll", to="community.post"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("closed_at", None)), fields=["closes_at"], name="poll_to_close")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["single", "several", "ranked"])), name="poll_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("results__in", ["always", "voted", "closed"])), name="poll_results_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("secrecy__in", ["secret", "open"])), name="poll_secrecy_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most", None), models.Q(("kind", "several"), ("most__gte", 1)), _connector="OR"
                        ),
                        name="poll_most_of_several",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_at", None), ("closes_at__gt", models.F("created_at")), _connector="OR"
                        ),
                        name="poll_closes_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "upshot",
                    models.CharField(
                        choices=[
                            ("adopted", "Adopted"),
                            ("partly", "Adopted in part"),
                            ("rejected", "Not adopted"),
                            ("information", "For information"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), default=list, size=5
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("html", models.TextField(editable=False)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decision", to="community.poll"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-decided_at", "-id"], name="decision_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("upshot__in", ["adopted", "partly", "rejected", "information"])),
                        name="decision_upshot_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PollVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=20),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="poll_votes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cast", to="community.poll"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "member"), name="poll_vote_once"),
                    models.CheckConstraint(
                        condition=models.Q(("choices", []), _negated=True), name="poll_vote_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PollOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=120)),
                ("votes", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="community.poll"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "place"), name="poll_option_place_once"),
                    models.UniqueConstraint(fields=("poll", "text"), name="poll_option_text_once"),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 20)), name="poll_option_place_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "upshot",
                    models.CharField(
                        choices=[
                            ("adopted", "Adopted"),
                            ("partly", "Adopted in part"),
                            ("rejected", "Not adopted"),
                            ("information", "For information"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), default=list, size=5
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="community.decision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "version"), name="decision_version_once")],
            },
        ),
    ]
