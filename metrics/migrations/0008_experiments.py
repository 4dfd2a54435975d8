import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0029_message_report_rules"),
        ("members", "__first__"),
        ("metrics", "0007_funnel"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("active-4", "Did something in their fourth week"),
                            ("active-8", "Did something in their eighth week"),
                            ("wrote-4", "Wrote something within four weeks"),
                            ("wrote-8", "Wrote something within eight weeks"),
                            ("activated-14", "Was activated within 14 days"),
                            ("back-7", "Came back within seven days"),
                        ],
                        max_length=12,
                    ),
                ),
                ("expected", models.FloatField()),
                ("least", models.FloatField()),
                ("people", models.PositiveIntegerField()),
                ("days", models.PositiveSmallIntegerField()),
                ("shares", models.JSONField()),
                ("ends_by_rule", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "against",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.variant",
                    ),
                ),
                (
                    "experiment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan", to="members.experiment"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expected__gte", 0), ("expected__lte", 100)), name="plan_expected_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("least__gt", 0), ("people__gt", 0)), name="plan_asks_for_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("fraction", models.FloatField()),
                ("people", models.PositiveIntegerField()),
                ("boundary", models.FloatField()),
                ("arms", models.JSONField()),
                ("guards", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="metrics.plan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="look_number_once"),
                    models.UniqueConstraint(fields=("plan", "day"), name="look_day_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("winner", "A clear difference"),
                            ("nothing", "No difference shown"),
                            ("harm", "Ended by a guardrail"),
                            ("cut-short", "Stopped before its rule"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_worse", models.BooleanField(default=False)),
                ("guard", models.CharField(blank=True, max_length=12)),
                ("day", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("later", models.JSONField(null=True)),
                ("later_at", models.DateTimeField(null=True)),
                ("lesson", models.TextField(blank=True, max_length=2000)),
                (
                    "best",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.variant",
                    ),
                ),
                (
                    "look",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="metrics.look"
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="result", to="metrics.plan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("came", "cut-short"), ("look__isnull", False), _connector="OR"),
                        name="result_of_a_look",
                    )
                ],
            },
        ),
    ]
