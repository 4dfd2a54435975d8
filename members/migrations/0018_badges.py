"""Badges, and who was given which."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0017_levels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Badge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("retired_at", models.DateTimeField(null=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("description", models.CharField(max_length=200, verbose_name="what it is for")),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("award", "Rosette"),
                            ("star", "Star"),
                            ("heart", "Heart"),
                            ("hand-heart", "Giving hand"),
                            ("lightbulb", "Light bulb"),
                            ("message-circle", "Speech bubble"),
                            ("circle-check", "Tick"),
                            ("circle-help", "Question mark"),
                            ("door-open", "Open door"),
                            ("book-open", "Book"),
                            ("calendar-days", "Calendar"),
                            ("graduation-cap", "Cap"),
                            ("megaphone", "Megaphone"),
                            ("sun", "Sun"),
                            ("flag", "Pennant"),
                            ("target", "Target"),
                        ],
                        default="award",
                        max_length=20,
                        verbose_name="picture",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_at", models.DateTimeField(null=True)),
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
                    "retired_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badges",
                        to="members.segment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("retired_at", None)),
                        name="badge_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BadgeAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("awarded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("rule", models.JSONField(null=True)),
                (
                    "awarded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="badges_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "badge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="awards", to="members.badge"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="badge_awards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
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
                "indexes": [models.Index(fields=["badge", "-awarded_at"], name="badge_award_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("badge", "member"), name="badge_award_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), ("rule", None), _negated=True), name="badge_award_says_why"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="invitationbatch",
            name="badge",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.badge"
            ),
        ),
    ]
