"""The course of a guide also tells that it was handed over; the words are chosen here, the database holds no list."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more step a guide takes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0012_related_meaning")]

    operations: ClassVar[list[Any]] = [
        migrations.AlterField(
            model_name="guidestep",
            name="what",
            field=models.CharField(
                choices=[
                    ("review_asked", "asked for a second look"),
                    ("sent_back", "sent back"),
                    ("published", "published"),
                    ("checked", "checked: still right"),
                    ("stale", "the review date passed"),
                    ("retired", "retired"),
                    ("brought_back", "brought back"),
                    ("handed_over", "handed over"),
                ],
                max_length=12,
            ),
        ),
    ]
