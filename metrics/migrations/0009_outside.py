import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "__first__"),
        ("metrics", "0008_experiments"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("folded", models.CharField(max_length=240)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("key_digest", models.CharField(blank=True, max_length=64)),
                ("key_made_at", models.DateTimeField(null=True)),
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
                    models.UniqueConstraint(fields=("folded",), name="outside_source_named_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("key_digest", ""), _negated=True),
                        fields=("key_digest",),
                        name="outside_key_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("folded", models.CharField(max_length=240)),
                ("sort", models.CharField(choices=[("yes_no", "Yes or no"), ("number", "A number")], max_length=8)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kinds", to="metrics.outsidesource"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "folded"), name="fact_kind_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["yes_no", "number"])), name="fact_kind_sort_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("content", models.TextField(blank=True)),
                ("mapping", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
                ("taken", models.PositiveIntegerField(null=True)),
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
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="metrics.outsidesource"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("settled_at", None), ("content", ""), _connector="OR"),
                        name="fact_file_settled_is_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("value", models.FloatField()),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="metrics.factkind",
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
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("member", None)), fields=["who"], name="outside_fact_of_nobody")
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "who", "day"), name="outside_fact_once")],
            },
        ),
    ]
