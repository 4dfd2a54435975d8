"""What the search index owes, in which version it is written, and the words that occur in it."""

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three tables of their own; the index that is there stays as it is, and all of it is owed once."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0002_extensions")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["keys"], name="search_word_keys")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchOwed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["attempts", "id"], name="search_owed_next")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="search_owed_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchVersion",
            fields=[
                ("kind", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
