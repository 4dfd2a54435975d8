"""Quiet hours, and until when a thing to be mailed waits. What was over the budget before this stays unmailed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0004_pages")]

    operations = [
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="quiet_hours",
                        serialize=False, to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("begins", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(begins=None, ends=None) | (Q(begins__isnull=False) & Q(ends__isnull=False)),
                        name="quiet_hours_have_two_ends",
                    )
                ]
            },
        ),
        migrations.AddField("mailitem", "wait_until", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "mailitem",
            models.Index(
                fields=["member", "wait_until"],
                condition=Q(mail=None, over_budget_at__isnull=False),
                name="mail_item_over_budget",
            ),
        ),
    ]  # fmt: skip
