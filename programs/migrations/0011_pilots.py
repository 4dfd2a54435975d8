import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0029_message_report_rules"),
        ("members", "__first__"),
        ("programs", "0010_spotlights"),
    ]

    operations = [
        migrations.CreateModel(
            name="PilotPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("terms", models.JSONField(default=dict)),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pilot_plan", to="programs.program"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PilotSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stands",
                    models.CharField(
                        choices=[
                            ("asked", "Asks to take part"),
                            ("invited", "Invited"),
                            ("in", "Takes part"),
                            ("declined", "Not taken in"),
                            ("refused", "Does not want to"),
                            ("withdrawn", "Asks no more"),
                            ("left", "Left"),
                            ("taken_out", "Taken out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("joined_at", models.DateTimeField(null=True)),
                ("reminded_day", models.PositiveSmallIntegerField(default=0)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pilot_seats",
                        to="programs.occurrence",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("occurrence", "member"), name="pilot_seat_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stands__in",
                                ["asked", "invited", "in", "declined", "refused", "withdrawn", "left", "taken_out"],
                            )
                        ),
                        name="pilot_seat_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stands", "in"), _negated=True), ("joined_at__isnull", False), _connector="OR"
                        ),
                        name="pilot_seat_joined_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(blank=True, max_length=1000)),
                (
                    "occurrence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pilot_tasks",
                        to="programs.occurrence",
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
                "indexes": [models.Index(fields=["occurrence", "day", "id"], name="pilot_task_in_order")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("day__range", (1, 100))), name="pilot_task_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_done", models.BooleanField(default=True)),
                ("rating", models.PositiveSmallIntegerField(null=True)),
                ("helped", models.TextField(blank=True, max_length=1000)),
                ("hindered", models.TextField(blank=True, max_length=1000)),
                ("words", models.TextField(blank=True, max_length=1000)),
                ("may_quote", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "seat",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="programs.pilotseat",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="programs.pilottask",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "task"), name="pilot_answer_once", nulls_distinct=False),
                    models.CheckConstraint(
                        condition=models.Q(("rating", None), ("rating__range", (1, 5)), _connector="OR"),
                        name="pilot_answer_rating",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_done", True), models.Q(("hindered", ""), _negated=True), _connector="OR"
                        ),
                        name="pilot_answer_could_not_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("task__isnull", False), ("rating__isnull", False), _connector="OR"),
                        name="pilot_answer_whole_rated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pilot",
            fields=[
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pilot",
                        serialize=False,
                        to="programs.occurrence",
                    ),
                ),
                ("report", models.TextField(blank=True, max_length=20000)),
                ("html", models.TextField(blank=True, editable=False)),
                ("edition", models.PositiveIntegerField(default=0)),
                ("quoted", models.JSONField(default=list)),
                ("drafted_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.group"
                    ),
                ),
                (
                    "reported_by",
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
                        condition=models.Q(
                            ("reported_at", None),
                            models.Q(("drafted_at__isnull", False), models.Q(("report", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pilot_reported_with_words",
                    )
                ],
            },
        ),
    ]
