"""Where visitors' reports come from, what changed since an outcome was told, first looks, and months that are counted."""

import django.utils.timezone
from django.db import migrations, models

SUSPICIONS = [
    ("young", "Many new accounts or visitors at once"),
    ("network", "Many from one network"),
    ("together", "Members who often report the same people"),
    ("dismissed", "Somebody whose reports are mostly wrong"),
]
CHANGES = [("appeal", "After an appeal"), ("again", "The team looked again")]


class Migration(migrations.Migration):
    dependencies = [("moderation", "0014_no_automatic_decisions")]

    operations = [
        migrations.AddField(
            "report", "network", models.CharField(blank=True, db_default="", default="", max_length=32)
        ),
        migrations.AddField(
            "report", "changed", models.CharField(blank=True, choices=CHANGES, db_default="", default="", max_length=6)
        ),
        migrations.AlterField("report", "suspicion", models.CharField(blank=True, choices=SUSPICIONS, max_length=9)),
        migrations.AddField("case", "first_looked_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="MonthOfNumbers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("numbers", models.JSONField(default=dict)),
            ],
            options={"ordering": ["month"]},
        ),
    ]
