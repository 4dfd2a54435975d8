"""Levels: what is asked for each, who has which, and who was proposed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import members.recognition.renewing


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0016_referrals"),
    ]

    operations = [
        migrations.CreateModel(
            name="LevelGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends_at", models.DateTimeField(default=members.recognition.renewing.in_a_year)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")]
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "given_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="level_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("member", "step"), name="level_grant_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("reached", "reached"),
                            ("at_risk", "about to end"),
                            ("kept", "kept after all"),
                            ("lost", "ended"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")]
                    ),
                ),
                (
                    "then",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")]
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("falls_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="level_moves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "-at"], name="level_move_latest")],
            },
        ),
        migrations.CreateModel(
            name="LevelRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")]
                    ),
                ),
                ("rule", models.JSONField()),
                ("unlocks", models.CharField(blank=True, max_length=300, verbose_name="what comes with it")),
                ("begins_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
                "indexes": [models.Index(fields=["step", "-begins_at"], name="level_rule_latest")],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True)),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")]
                    ),
                ),
                ("reason", models.CharField(max_length=600, verbose_name="reason")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="nominations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("member", "step"), name="nomination_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Newcomer"), (2, "Active"), (3, "Helper"), (4, "Mentor"), (5, "Ambassador")],
                        default=1,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("falls_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="level_standing",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["step", "-since"], name="standing_by_step")],
            },
        ),
    ]
