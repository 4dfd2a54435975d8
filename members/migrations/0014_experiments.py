"""Experiments, their variants, and who has which."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
WHO = {
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.SET_NULL,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    dependencies = [("members", "0013_stages")]

    operations = [
        migrations.CreateModel(
            name="Experiment",
            fields=[
                ("id", _ID),
                ("key", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=200)),
                ("held_out", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("created_by", models.ForeignKey(**WHO)),
                ("started_by", models.ForeignKey(**WHO)),
                ("stopped_by", models.ForeignKey(**WHO)),
                (
                    "segment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.segment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(held_out__lte=90), name="experiment_held_out_share"),
                    models.CheckConstraint(
                        condition=Q(stopped_at=None) | Q(started_at__isnull=False),
                        name="experiment_stopped_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", _ID),
                ("key", models.SlugField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="members.experiment"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["experiment", "key"], name="variant_once")],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", _ID),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="members.experiment",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.variant"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["experiment", "member"], name="assignment_once")],
            },
        ),
    ]
