"""Newcomers: what each has done of the three first actions, and what the team chose for their page."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0014_asked_by_member"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WelcomeRules",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, db_default="", default="", max_length=500)),
                ("video", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("video_words", models.TextField(blank=True, db_default="", default="")),
                (
                    "intro_space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.space"
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="welcome_rules_one_row")],
            },
        ),
        migrations.CreateModel(
            name="WelcomeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("hello", "Say hello"),
                            ("interests", "Pick what you care about"),
                            ("useful", "Get something useful today"),
                        ],
                        max_length=9,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("skipped_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "guide",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.guide"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="welcome_steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "action"), name="welcome_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["hello", "interests", "useful"])),
                        name="welcome_action_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("skipped_at__isnull", False)),
                            models.Q(("done_at__isnull", False), ("skipped_at", None)),
                            _connector="OR",
                        ),
                        name="welcome_step_done_or_skipped",
                    ),
                ],
            },
        ),
    ]
