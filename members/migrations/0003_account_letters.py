"""The outbox of letters about accounts and invitations."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

OPEN = Q(sent_at=None, dropped_at=None)


class Migration(migrations.Migration):
    """One new table; code that does not know it goes on as before."""

    dependencies = [("members", "0002_activity_partitions")]

    operations = [
        migrations.CreateModel(
            name="AccountLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, default="", max_length=500)),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_why", models.CharField(blank=True, default="", max_length=20)),
                ("kind", models.CharField(max_length=40)),
                ("sealed", models.TextField()),
                ("useful_until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["retry_at"], condition=OPEN, name="account_letter_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(sent_at=None) | Q(dropped_at=None), name="account_letter_one_end"
                    ),
                    models.CheckConstraint(condition=OPEN | Q(sealed=""), name="account_letter_keeps_no_secret"),
                ],
            },
        )
    ]
