"""Reports: who said that something is wrong, and what they were told."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_moderation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_type", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("version", models.CharField(blank=True, max_length=64)),
                ("is_visitors", models.BooleanField(default=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("rule", "Against a rule"),
                            ("spam", "Spam"),
                            ("unkind", "Unkind"),
                            ("private", "Private data"),
                            ("illegal", "Illegal"),
                            ("other", "Something else"),
                            ("danger", "Danger for somebody’s life, or for children"),
                            ("hate", "Hatred or threats"),
                            ("fraud", "Fraud"),
                            ("rights", "Somebody’s rights, such as copyright"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "suspicion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("young", "Many new accounts at once"),
                            ("together", "Members who often report the same people"),
                            ("dismissed", "Somebody whose reports are mostly wrong"),
                        ],
                        max_length=9,
                    ),
                ),
                ("suspicion_count", models.PositiveSmallIntegerField(default=0)),
                ("receipt", models.CharField(blank=True, max_length=43)),
                ("submission", models.CharField(blank=True, max_length=64)),
                ("sealed", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("closed_at", models.DateTimeField(null=True)),
                ("tell_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="moderation.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="moderation.decision",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        db_index=False,
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
                    models.Index(fields=["reporter", "-at"], name="report_by"),
                    models.Index(fields=["subject_type", "subject_id", "-at"], name="report_of_thing"),
                    models.Index(
                        condition=models.Q(("tell_at__isnull", False), ("told_at", None)),
                        fields=["tell_at"],
                        name="report_to_tell",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None), ("reporter__isnull", False)),
                        fields=("reporter", "subject_type", "subject_id"),
                        name="report_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt", ""), _negated=True),
                        fields=("receipt",),
                        name="report_receipt_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("submission",),
                        name="report_sent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "rule",
                                    "spam",
                                    "unkind",
                                    "private",
                                    "illegal",
                                    "other",
                                    "danger",
                                    "hate",
                                    "fraud",
                                    "rights",
                                ],
                            )
                        ),
                        name="report_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule", None), ("reason", "rule"), _connector="OR"),
                        name="report_rule_is_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sealed", ""), ("is_visitors", True), _connector="OR"),
                        name="report_seals_visitors_only",
                    ),
                ],
            },
        ),
    ]
