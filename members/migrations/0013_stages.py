"""Where members stand, and the rules that say so."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STAGES = [
    ("aware", "Aware"),
    ("activated", "Activated"),
    ("contributing", "Contributing"),
    ("advocating", "Advocating"),
    ("dormant", "Dormant"),
]


class Migration(migrations.Migration):
    dependencies = [("members", "0012_duties")]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="standing",
                        serialize=False, to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stage", models.CharField(choices=STAGES, default="aware", max_length=12)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("ruled", models.CharField(blank=True, db_default="", default="", max_length=12)),
            ],
            options={
                "indexes": [models.Index(fields=["stage"], name="standing_stage")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(stage__in=["aware", "activated", "contributing", "advocating", "dormant"]),
                        name="standing_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StageChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(choices=STAGES, max_length=12)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(stage__in=["aware", "activated", "contributing", "advocating", "dormant"]),
                        name="stage_choice_known",
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="stage_choice_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(choices=STAGES, max_length=12, unique=True)),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.segment"
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=~Q(stage="aware"), name="stage_rule_not_aware")],
            },
        ),
    ]  # fmt: skip
