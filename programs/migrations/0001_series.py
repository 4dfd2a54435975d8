import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("community", "0023_mentioned"),
        ("members", "0029_message_report_rules"),
        ("members", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("about", models.TextField(blank=True, max_length=4000, verbose_name="about")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("quarterly", "Quarterly"), ("monthly", "Monthly"), ("weekly", "Weekly")],
                        max_length=10,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "serves",
                    models.CharField(
                        choices=[
                            ("arrive", "arrive"),
                            ("take-part", "take part"),
                            ("give-back", "give back"),
                            ("advocate", "advocate"),
                        ],
                        max_length=10,
                        verbose_name="helps people",
                    ),
                ),
                ("is_public", models.BooleanField(default=True)),
                ("begins", models.DateField()),
                ("at", models.TimeField()),
                ("zone", models.CharField(max_length=50)),
                ("rule", models.CharField(blank=True, max_length=200)),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(144000),
                        ]
                    ),
                ),
                (
                    "goal",
                    models.CharField(
                        choices=[
                            ("replies", "Replies"),
                            ("people", "People who took part"),
                            ("newcomers", "People who took part for the first time"),
                            ("going", "People who came"),
                            ("questions", "Questions asked"),
                            ("entries", "Entries"),
                            ("answers", "Answers to a survey"),
                            ("own", "Something else"),
                        ],
                        default="people",
                        max_length=10,
                    ),
                ),
                ("goal_number", models.PositiveIntegerField(null=True)),
                ("goal_words", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("planned_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("laid_out_until", models.DateField(null=True)),
                (
                    "audience",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.segment"
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="programs.program",
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
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="community.space"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None), ("planned_at__isnull", False)),
                        fields=["laid_out_until"],
                        name="program_to_lay_out",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["quarterly", "monthly", "weekly"])),
                        name="program_rhythm_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serves__in", ["arrive", "take-part", "give-back", "advocate"])),
                        name="program_serves_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "goal__in",
                                ["replies", "people", "newcomers", "going", "questions", "entries", "answers", "own"],
                            )
                        ),
                        name="program_goal_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5), ("minutes__lte", 144000)), name="program_minutes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("words", models.TextField(max_length=10000, verbose_name="text")),
                ("place", models.PositiveIntegerField(default=0)),
                ("said_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
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
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="programs.program"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["program", "said_at", "place"], name="bank_text_next")],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("title", models.CharField(blank=True, max_length=120)),
                ("about", models.TextField(blank=True, max_length=4000)),
                ("host_by_hand_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("called_off_why", models.CharField(blank=True, max_length=200)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("result_number", models.PositiveIntegerField(null=True)),
                ("result_words", models.CharField(blank=True, max_length=300)),
                ("result_at", models.DateTimeField(null=True)),
                (
                    "called_off_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "result_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programs.banktext",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.thread"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="programs.program"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["starts_at", "id"], name="occurrence_by_time"),
                    models.Index(fields=["host", "starts_at"], name="occurrence_by_host"),
                    models.Index(
                        condition=models.Q(("thread__isnull", False)), fields=["thread"], name="occurrence_of_thread"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("program", "day"), name="occurrence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="occurrence_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_at", None), ("missed_at", None), _connector="OR"),
                        name="occurrence_opened_or_missed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=120, verbose_name="what has to be done")),
                ("days_before", models.SmallIntegerField(default=0)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="check_items", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)), fields=("program", "words"), name="check_item_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_before__range", (-90, 90))), name="check_item_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("passed_at", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("failed_why", models.CharField(blank=True, max_length=300)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="programs.occurrence"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("passed_at", None)), fields=["at", "id"], name="step_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("occurrence", "key"), name="step_once"),
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("passed_at", None), _connector="OR"),
                        name="step_done_or_passed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="programs.program"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["program", "place"], name="turn_in_order")],
                "constraints": [models.UniqueConstraint(fields=("program", "member"), name="turn_once")],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="programs.checkitem"
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="programs.occurrence"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("occurrence", "item"), name="check_once")],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="programs.occurrence"
                    ),
                ),
                (
                    "taken_by",
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
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at", None), ("withdrawn_at", None)),
                        fields=("occurrence",),
                        name="offer_one_open",
                    )
                ],
            },
        ),
    ]
