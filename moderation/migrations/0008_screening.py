"""Rules that act by themselves, their hits, settings for first posts, and words for newcomers."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0026_ice_breakers"),
        ("moderation", "0007_guidelines_of_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownDomain",
            fields=[
                ("domain", models.CharField(max_length=253, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="ActingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("archived_at", models.DateTimeField(null=True)),
                ("broken_at", models.DateTimeField(null=True)),
                ("broken_why", models.CharField(blank=True, max_length=200)),
                (
                    "archived_by",
                    models.ForeignKey(
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FirstPosts",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                (
                    "holding",
                    models.CharField(
                        choices=[("none", "None"), ("links", "Those with links"), ("all", "All")],
                        default="links",
                        max_length=5,
                        verbose_name="which first posts wait for a moderator",
                    ),
                ),
                ("posts", models.PositiveSmallIntegerField(default=1, verbose_name="how many posts count as first")),
                (
                    "greets",
                    models.BooleanField(
                        default=False, verbose_name="ask somebody of the team to welcome who posts first"
                    ),
                ),
                ("hold_from", models.PositiveSmallIntegerField(default=80, verbose_name="hold from this score on")),
                ("report_from", models.PositiveSmallIntegerField(default=50, verbose_name="report from this score on")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="first_posts_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("holding__in", ["none", "links", "all"])), name="first_posts_holding_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("posts__gte", 1), ("posts__lte", 20)), name="first_posts_in_reach"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hold_from__lte", 101),
                            ("report_from__gte", 1),
                            ("report_from__lte", models.F("hold_from")),
                        ),
                        name="first_posts_scores_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on_at", models.DateTimeField(editable=False, null=True)),
                ("shadow_at", models.DateTimeField(editable=False, null=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("conditions", models.JSONField(default=dict)),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("everyone", "Everybody but the team"),
                            ("first", "Members with few posts so far"),
                            ("new", "Newcomers whose first-day limits hold"),
                            ("segment", "A segment"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("who_posts", models.PositiveSmallIntegerField(default=0)),
                (
                    "spaces",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("thread", "Threads"),
                                ("reply", "Replies"),
                                ("line", "Lines in chat"),
                                ("guide", "Guides"),
                                ("profile", "Words of profiles"),
                            ],
                            max_length=8,
                        ),
                        default=list,
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("hold", "Hold it until a moderator has looked"),
                            ("label", "Label it, for the team only"),
                            ("report", "Report it: it appears, and a case is opened"),
                            ("ask", "Ask its author to edit it before it is posted"),
                            ("block", "Do not let it be posted"),
                        ],
                        default="report",
                        max_length=8,
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2),
                ),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="label")),
                ("message", models.CharField(blank=True, max_length=500, verbose_name="message to the author")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="moderation.actingrule"
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.segment"
                    ),
                ),
                (
                    "shadow_by",
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
                    models.UniqueConstraint(fields=("rule", "number"), name="rule_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("on_at__isnull", False)), fields=("rule",), name="rule_acts_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("shadow_at__isnull", False)), fields=("rule",), name="rule_counts_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_at", None), ("shadow_at", None), _connector="OR"),
                        name="rule_acts_or_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["hold", "label", "report", "ask", "block"])),
                        name="rule_action_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["everyone", "first", "new", "segment"])), name="rule_who_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", [1, 2, 3])), name="acting_severity_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[("rule", "A rule"), ("score", "The score for spam"), ("first", "First posts")],
                        default="rule",
                        max_length=5,
                    ),
                ),
                ("subject_type", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("space_id", models.BigIntegerField(null=True)),
                ("is_private", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_shadow", models.BooleanField(default=False)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("hold", "Hold it until a moderator has looked"),
                            ("label", "Label it, for the team only"),
                            ("report", "Report it: it appears, and a case is opened"),
                            ("ask", "Ask its author to edit it before it is posted"),
                            ("block", "Do not let it be posted"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("parts", models.JSONField(default=list)),
                (
                    "author",
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hits",
                        to="moderation.case",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="moderation.ruleversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["version", "-id"], name="hit_of_version"),
                    models.Index(fields=["subject_type", "subject_id", "-id"], name="hit_of_thing"),
                    models.Index(fields=["origin", "-id"], name="hit_by_origin"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["rule", "score", "first"])), name="hit_origin_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["hold", "label", "report", "ask", "block"])),
                        name="hit_action_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "rule"), ("version__isnull", False)),
                            models.Q(models.Q(("origin", "rule"), _negated=True), ("version", None)),
                            _connector="OR",
                        ),
                        name="hit_of_a_rule_has_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BackTest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failed_why", models.CharField(blank=True, max_length=200)),
                ("looked", models.PositiveIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0)),
                ("decided", models.PositiveIntegerField(default=0)),
                ("fine", models.PositiveIntegerField(default=0)),
                ("examples", models.JSONField(default=list)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tests", to="moderation.ruleversion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["version", "-asked_at"], name="back_test_of_version")],
            },
        ),
        migrations.CreateModel(
            name="Vouch",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
