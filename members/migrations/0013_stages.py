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
