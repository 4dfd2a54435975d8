import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Guidelines",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("purpose", models.TextField(blank=True, max_length=2000, verbose_name="purpose")),
                ("values", models.TextField(blank=True, max_length=2000, verbose_name="values")),
                ("changes", models.CharField(blank=True, max_length=500, verbose_name="what is new")),
                ("must_accept", models.BooleanField(default=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
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
                        condition=models.Q(("published_at", None)),
                        fields=("published_at",),
                        name="one_draft",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=8, verbose_name="number")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("key", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=150, verbose_name="rule")),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="in more words")),
                ("example_fine", models.CharField(blank=True, max_length=300, verbose_name="an example that is fine")),
                ("example_broken", models.CharField(blank=True, max_length=300, verbose_name="an example that is not")),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2),
                ),
                (
                    "usual",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("educate", "Educate"),
                            ("warn", "Warn"),
                            ("silence", "Silence"),
                            ("suspend", "Suspend"),
                            ("ban", "Ban"),
                        ],
                        default="educate",
                        max_length=8,
                        verbose_name="usual step",
                    ),
                ),
                (
                    "guidelines",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="moderation.guidelines"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("guidelines", "number"), name="rule_number_once"),
                    models.UniqueConstraint(fields=("guidelines", "key"), name="rule_key_once"),
                    models.CheckConstraint(condition=models.Q(("severity__in", [1, 2, 3])), name="rule_severity_known"),
                    models.CheckConstraint(
                        condition=models.Q(("usual__in", ["nothing", "educate", "warn", "silence", "suspend", "ban"])),
                        name="rule_usual_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "guidelines",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="moderation.guidelines",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "guidelines"), name="guidelines_accepted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("act", models.CharField(max_length=32)),
                ("is_automatic", models.BooleanField(default=False)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("member_id", models.BigIntegerField(null=True)),
                ("case_id", models.BigIntegerField(null=True)),
                ("decision_id", models.BigIntegerField(null=True)),
                ("subject_type", models.CharField(default="", max_length=20)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("space_id", models.BigIntegerField(null=True)),
                ("is_private", models.BooleanField(default=False)),
                ("severity", models.PositiveSmallIntegerField(default=0)),
                ("content", models.CharField(default="", max_length=8)),
                ("person", models.CharField(default="", max_length=8)),
                ("rule_number", models.CharField(default="", max_length=8)),
                ("rule_key", models.CharField(default="", max_length=40)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case_id", "id"], name="entry_of_case"),
                    models.Index(fields=["member_id", "id"], name="entry_about"),
                    models.Index(fields=["act", "at"], name="entry_act"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claimed_at", models.DateTimeField(null=True)),
                ("assigned_at", models.DateTimeField(null=True)),
                ("snoozed_until", models.DateTimeField(null=True)),
                ("subject_type", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("space_id", models.BigIntegerField(null=True)),
                ("is_private", models.BooleanField(default=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("report", "Reported"),
                            ("held", "Held"),
                            ("rule", "Found by a rule"),
                            ("fixed", "Changed by its author"),
                            ("appeal", "Appeal"),
                            ("team", "Opened by the team"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("reports_count", models.PositiveIntegerField(default=0)),
                ("hits_count", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snoozed_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["due_at", "id"], name="case_next_due"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["source", "due_at", "id"],
                        name="case_next_by_source",
                    ),
                    models.Index(fields=["about", "-id"], name="case_about"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)), fields=["-closed_at", "-id"], name="case_done"
                    ),
                    models.Index(condition=models.Q(("closed_at", None)), fields=["claimed_by"], name="case_claimed"),
                    models.Index(condition=models.Q(("closed_at", None)), fields=["assigned_to"], name="case_assigned"),
                    models.Index(fields=["subject_type", "subject_id"], name="case_of_thing"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("subject_type", "subject_id"),
                        name="case_open_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("severity__in", [1, 2, 3])), name="case_severity_known"),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["report", "held", "rule", "fixed", "appeal", "team"])),
                        name="case_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="case_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(max_length=2000)),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="moderation.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="moderation.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("keep", "Stays"),
                            ("edit", "An edit is asked for"),
                            ("hide", "Hidden until it is edited"),
                            ("remove", "Removed"),
                            ("move", "Moved"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("educate", "Educate"),
                            ("warn", "Warn"),
                            ("silence", "Silence"),
                            ("suspend", "Suspend"),
                            ("ban", "Ban"),
                        ],
                        max_length=8,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("to_space_id", models.BigIntegerField(null=True)),
                ("facts", models.TextField(blank=True, max_length=2000)),
                ("quote", models.TextField(blank=True, max_length=1000)),
                ("message", models.TextField(blank=True, max_length=4000)),
                ("tone", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("version", models.CharField(blank=True, max_length=64)),
                ("is_automatic", models.BooleanField(default=False)),
                ("automatic_by", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("in_force_at", models.DateTimeField(null=True)),
                ("second_at", models.DateTimeField(null=True)),
                ("is_lone", models.BooleanField(default=False)),
                ("declined_at", models.DateTimeField(null=True)),
                ("declined_why", models.CharField(blank=True, max_length=500)),
                ("undone_at", models.DateTimeField(null=True)),
                ("reversed_at", models.DateTimeField(null=True)),
                ("reversed_why", models.TextField(blank=True, max_length=2000)),
                ("letter_at", models.DateTimeField(null=True)),
                ("submission", models.CharField(blank=True, max_length=64)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions_about",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="moderation.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="moderation.rule"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["about", "-decided_at"], name="decision_about"),
                    models.Index(fields=["decided_by", "-decided_at"], name="decision_by"),
                    models.Index(fields=["-decided_at"], name="decision_latest"),
                    models.Index(
                        condition=models.Q(("letter_at__isnull", False)),
                        fields=["letter_at"],
                        name="decision_letter_due",
                    ),
                    models.Index(fields=["rule", "content", "person"], name="decision_precedent"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("declined_at", None), ("reversed_at", None), ("undone_at", None)),
                        fields=("case",),
                        name="decision_one_stands",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("case", "submission"),
                        name="decision_submission_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content__in", ["keep", "edit", "hide", "remove", "move"])),
                        name="decision_content_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person__in", ["nothing", "educate", "warn", "silence", "suspend", "ban"])),
                        name="decision_person_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_by", None),
                            ("decided_by", None),
                            models.Q(("second_by", models.F("decided_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_second_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days", None), ("days__gte", 1), _connector="OR"),
                        name="decision_days_at_least_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="moderation.decision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "kind"), name="effect_once")],
            },
        ),
    ]
