"""Questions asked before, checked, taken and routed; ideas with votes and a status."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0007_media"),
        ("members", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[("valid", "Still valid"), ("outdated", "Outdated")], max_length=8
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(null=True)),
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="community.post"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("verdict", "")), fields=("post",), name="check_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "valid", "outdated"])), name="check_verdict_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "outdated"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="check_outdated_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at", None), ("verdict", "")),
                            models.Q(models.Q(("verdict", ""), _negated=True), ("at__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_verdict_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deflection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deflections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deflections", to="community.thread"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="deflection_newest")],
                "constraints": [models.UniqueConstraint(fields=("member", "draft"), name="deflection_once")],
            },
        ),
        migrations.CreateModel(
            name="HelpAsk",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_for_help",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="community.thread"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "-at"], name="help_of_member")],
                "constraints": [models.UniqueConstraint(fields=("thread", "member"), name="help_asked_once")],
            },
        ),
        migrations.CreateModel(
            name="IdeaRules",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("votes_each", models.PositiveSmallIntegerField(default=10)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="idea_rules_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("votes_each__gte", 1), ("votes_each__lte", 100)),
                        name="idea_rules_votes_in_reach",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Routing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hours", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="routings", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("thread", "hours"), name="routing_once")],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("review", "Under review"),
                            ("planned", "Planned"),
                            ("progress", "In progress"),
                            ("shipped", "Shipped"),
                            ("declined", "Declined"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("review", "Under review"),
                            ("planned", "Planned"),
                            ("progress", "In progress"),
                            ("shipped", "Shipped"),
                            ("declined", "Declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("after_number", models.PositiveIntegerField()),
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
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="status_changes",
                        to="community.thread",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["open", "review", "planned", "progress", "shipped", "declined"])
                        ),
                        name="status_change_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="status_change_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
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
                    "canonical",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.thread"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("thread", "canonical"), name="suggestion_once"),
                    models.CheckConstraint(
                        condition=models.Q(("thread", models.F("canonical")), _negated=True),
                        name="suggestion_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="turn",
                        serialize=False,
                        to="community.thread",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "came_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="votes_sent",
                        to="community.thread",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("thread", "member"), name="vote_once")],
            },
        ),
        migrations.AddField(
            model_name="thread",
            name="duplicate_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="duplicate_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="duplicate_of",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="duplicates",
                to="community.thread",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="outdated_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="responsible",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="ideas_in_care",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="status",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("review", "Under review"),
                    ("planned", "Planned"),
                    ("progress", "In progress"),
                    ("shipped", "Shipped"),
                    ("declined", "Declined"),
                ],
                db_default="open",
                default="open",
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="status_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="votes_count",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="follow",
            name="reason",
            field=models.CharField(
                choices=[
                    ("chosen", "You chose this."),
                    ("started", "You follow because you started this thread."),
                    ("replied", "You follow because you replied."),
                    ("mentioned", "You follow because you were mentioned."),
                    ("duplicate", "You follow because you followed a duplicate of this thread."),
                ],
                default="chosen",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("duplicate_of__isnull", False)), fields=["duplicate_of"], name="thread_duplicates"
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("kind", "idea")), fields=["status", "-votes_count", "-id"], name="thread_ideas"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duplicate_of", None), models.Q(("duplicate_of", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="thread_not_its_duplicate",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "review", "planned", "progress", "shipped", "declined"])),
                name="thread_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "idea"), models.Q(("responsible", None), ("status", "open")), _connector="OR"
                ),
                name="thread_status_of_idea",
            ),
        ),
    ]
