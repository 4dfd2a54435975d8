"""When members did what, summed up from the log; the scheduler fills it, and until then the log is read."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0024_digest"),
    ]

    operations = [
        migrations.CreateModel(
            name="SummedUp",
            fields=[
                ("verb", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DeedTimes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=64)),
                ("moments", django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField())),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("verb", "member"), name="deed_times_once")],
            },
        ),
    ]
