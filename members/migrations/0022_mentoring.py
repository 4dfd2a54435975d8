"""Mentors: for how many they have time, whom they were offered, whom they look after, and when they ask how it goes."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import members.mentoring.answering


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0021_points"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("resting_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mentor",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(default=2, verbose_name="how many at once")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list),
                ),
                ("times", models.CharField(blank=True, max_length=200, verbose_name="when you have time")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("capacity__lte", 10)), name="mentor_capacity_in_reach"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentorship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer_by", models.DateTimeField(default=members.mentoring.answering.in_a_day)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "passed on"), ("lapsed", "not answered"), ("ended", "ended")],
                        default="",
                        max_length=6,
                    ),
                ),
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
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentored",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "newcomer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentorships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["mentor"], name="mentorship_of_mentor"
                    ),
                    models.Index(
                        condition=models.Q(("accepted_at", None), ("closed_at", None)),
                        fields=["answer_by"],
                        name="mentorship_to_answer",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("newcomer", "mentor"), name="mentor_asked_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("newcomer",), name="mentorship_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closing", "")),
                            models.Q(("closed_at__isnull", False), ("closing__in", ["passed", "lapsed", "ended"])),
                            _connector="OR",
                        ),
                        name="mentorship_closed_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("newcomer", models.F("mentor")), _negated=True), name="mentorship_of_two"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("passed_on_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("day", models.PositiveSmallIntegerField()),
                (
                    "mentorship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="check_ins", to="members.mentorship"
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(fields=("mentorship", "day"), name="check_in_once"),
                    models.CheckConstraint(condition=models.Q(("day__in", (3, 14, 30))), name="check_in_day_known"),
                ],
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["due_at"], name="check_in_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="MentoringRules",
            fields=[
                ("on_since", models.DateTimeField(null=True)),
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                (
                    "group",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.group"
                    ),
                ),
                (
                    "on_by",
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
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="mentoring_rules_one_row")],
            },
        ),
    ]
