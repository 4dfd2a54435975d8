import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.surveys.models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0023_mentioned"),
        ("members", "0029_message_report_rules"),
        ("members", "__first__"),
        ("programs", "0002_submission"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("intro", models.TextField(blank=True, max_length=2000, verbose_name="introduction")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "edited_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="programs.occurrence"
                    ),
                ),
                (
                    "published_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))), name="feedback_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("survey", "Survey"),
                            ("decision", "Decision"),
                            ("own", "Added by hand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said", models.CharField(max_length=300)),
                ("did", models.CharField(blank=True, max_length=600)),
                ("status", models.CharField(blank=True, max_length=60)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="programs.feedback"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.thread"
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["idea", "survey", "decision", "own"])),
                        name="feedback_source_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("thread__isnull", False)),
                        fields=("feedback", "thread", "source"),
                        name="feedback_thread_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField()),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_sheets",
                        to="programs.occurrence",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("occurrence", "member"), name="named_sheet_once")],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("why", models.CharField(choices=[("low", "low"), ("bug", "bug"), ("wish", "wish")], max_length=4)),
                (
                    "duty",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.duty"
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="programs.occurrence"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="programs.namedsheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["low", "bug", "wish"])), name="follow_up_why_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_anonymous", models.BooleanField()),
                ("questions", models.JSONField()),
                ("asked_count", models.PositiveIntegerField(default=0)),
                ("answers_count", models.PositiveIntegerField(default=0)),
                ("shared_at", models.DateTimeField(null=True)),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="round", to="programs.occurrence"
                    ),
                ),
                (
                    "shared_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("answers_count__lte", models.F("asked_count"))),
                        name="round_answers_of_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", models.JSONField()),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="programs.occurrence"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("nps", "Would they recommend us (NPS)"),
                            ("csat", "How satisfied are they (CSAT)"),
                            ("own", "Own questions"),
                        ],
                        max_length=4,
                    ),
                ),
                ("is_anonymous", models.BooleanField(default=True)),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("all", "Everybody"),
                            ("share", "A share of them, in percent"),
                            ("number", "So many people each time"),
                        ],
                        default="all",
                        max_length=6,
                    ),
                ),
                ("size", models.PositiveIntegerField(default=100)),
                ("again_days", models.PositiveSmallIntegerField(default=180)),
                ("seed", models.CharField(default=programs.surveys.models._seed, editable=False, max_length=16)),
                ("questions", models.JSONField(default=list)),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="survey", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["nps", "csat", "own"])), name="survey_sort_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reach__in", ["all", "share", "number"])), name="survey_reach_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size__gte", 1),
                            models.Q(models.Q(("reach", "share"), _negated=True), ("size__lte", 100), _connector="OR"),
                        ),
                        name="survey_size_in_reach",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyRules",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("contact_days", models.PositiveSmallIntegerField(default=30)),
                ("bug_words", models.JSONField(default=list)),
                ("wish_words", models.JSONField(default=list)),
                (
                    "bug_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "low_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wish_to",
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
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="survey_rules_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("put_off_on", models.DateField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="programs.occurrence"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "-day"], name="asked_lately")],
                "constraints": [models.UniqueConstraint(fields=("occurrence", "member"), name="asked_once")],
            },
        ),
    ]
