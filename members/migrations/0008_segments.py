"""Segments: saved questions over members."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

WHO = {
    "db_index": False,
    "editable": False,
    "null": True,
    "on_delete": django.db.models.deletion.SET_NULL,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    dependencies = [("members", "0007_push")]

    operations = [
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                ("rule", models.JSONField(default=dict, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("archived_at", models.DateTimeField(editable=False, null=True)),
                ("created_by", models.ForeignKey(**WHO)),
                ("changed_by", models.ForeignKey(**WHO)),
                ("archived_by", models.ForeignKey(**WHO)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("archived_at", None)),
                        name="segment_name_once",
                    )
                ],
            },
        ),
    ]
