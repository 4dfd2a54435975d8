"""The reports of quarters, and two more ways to look through the log."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """One table, two indexes."""

    dependencies = [("moderation", "0010_escalation")]

    operations = [
        migrations.CreateModel(
            name="TransparencyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("numbers", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="transparency_report_once"),
                    models.CheckConstraint(
                        condition=Q(number__gte=1, number__lte=4), name="transparency_report_quarter"
                    ),
                ]
            },
        ),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["actor_id", "id"], name="entry_by")),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=Q(space_id__isnull=False), fields=["space_id"], name="entry_in_space"),
        ),
    ]
