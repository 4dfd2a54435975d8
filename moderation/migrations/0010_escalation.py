import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0009_rota"),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("safety", "Safety: somebody may come to harm"),
                            ("legal", "Legal"),
                            ("press", "Press and the public"),
                            ("product", "Product: something does not work"),
                            ("support", "Support"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("severity", models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")])),
                ("why", models.TextField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="escalations", to="moderation.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged_at", None), ("lapsed_at", None)),
                        fields=["due_at"],
                        name="escalation_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("acknowledged_at", None), ("lapsed_at", None)),
                        fields=("case", "matter"),
                        name="escalation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("matter__in", ["safety", "legal", "press", "product", "support", "other"])),
                        name="escalation_matter_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("safety", "Safety: somebody may come to harm"),
                            ("legal", "Legal"),
                            ("press", "Press and the public"),
                            ("product", "Product: something does not work"),
                            ("support", "Support"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("severity", models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")])),
                ("step", models.PositiveSmallIntegerField(default=1)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("sealed", models.TextField(blank=True)),
                ("minutes", models.PositiveIntegerField(default=60)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
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
                            models.Q(("email", ""), ("member__isnull", False), ("url", "")),
                            models.Q(("member", None), ("url", ""), models.Q(("email", ""), _negated=True)),
                            models.Q(("email", ""), ("member", None), models.Q(("url", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rung_tells_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("matter__in", ["safety", "legal", "press", "product", "support", "other"])),
                        name="rung_matter_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("severity__in", [1, 2, 3])), name="rung_severity_known"),
                    models.CheckConstraint(condition=models.Q(("step__range", (1, 5))), name="rung_step"),
                    models.CheckConstraint(condition=models.Q(("minutes__range", (1, 10080))), name="rung_minutes"),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("matter", "severity", "step", "member", "email", "url"),
                        name="rung_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EscalationCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, default="", max_length=500)),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_why", models.CharField(blank=True, default="", max_length=20)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="moderation.case"
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="moderation.escalation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rung",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="moderation.rung"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("sent_at", None)),
                        fields=["retry_at"],
                        name="escalation_call_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("member__isnull", False), ("rung__isnull", False), _connector="OR"),
                        name="escalation_call_to",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SevereAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("again_at", models.DateTimeField()),
                ("told_again_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="moderation.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_again_at", None)), fields=["again_at"], name="severe_alert_waiting"
                    )
                ],
            },
        ),
    ]
