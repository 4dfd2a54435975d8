"""By which model the meanings of threads were written. The meanings need pgvector and stand in a table of their own."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is known of an index that only some installations have."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0011_kind_templates")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="MeaningIndex",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("model", models.CharField(blank=True, default="", max_length=200)),
                ("dimension", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(null=True)),
                ("filled_at", models.DateTimeField(null=True)),
                ("least", models.FloatField(default=1.0)),
                ("error", models.CharField(blank=True, default="", max_length=500)),
                ("failed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="meaning_index_one_row")],
            },
        ),
    ]
