"""The steps of the ladder as an owner chose them; and of each step that was taken, which one it was."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """One table, two columns that may be empty, and what holds them together."""

    dependencies = [("moderation", "0011_transparency")]

    operations = [
        migrations.CreateModel(
            name="LadderStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField(unique=True)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("educate", "Educate"),
                            ("warn", "Warn"),
                            ("silence", "Silence"),
                            ("suspend", "Suspend"),
                            ("remove", "Remove, by how severe the case is"),
                            ("ban", "Ban"),
                        ],
                        max_length=8,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(place__range=(1, 6)), name="ladder_place"),
                    models.CheckConstraint(
                        condition=Q(measure__in=["educate", "warn", "silence", "suspend", "remove", "ban"]),
                        name="ladder_measure_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(measure__in=["silence", "suspend"], days__isnull=False, days__range=(1, 365))
                        | (~Q(measure__in=["silence", "suspend"]) & Q(days=None)),
                        name="ladder_days",
                    ),
                ]
            },
        ),
        migrations.AddField(model_name="strike", name="number", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="strike", name="of", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddConstraint(
            model_name="strike",
            constraint=models.CheckConstraint(
                condition=Q(number=None, of=None) | Q(number__gte=1, of__gte=F("number")), name="strike_numbered"
            ),
        ),
    ]
