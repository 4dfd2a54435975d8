"""Thanks from one member to another."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0018_badges"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thanks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=280, verbose_name="reason")),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("about_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["receiver", "-at"], name="thanks_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="thanks_to_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id", None), ("kind", "")), ("about_id__isnull", False), _connector="OR"
                        ),
                        name="thanks_for",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("about_id__isnull", False), ("withdrawn_at", None)),
                        fields=("giver", "kind", "about_id"),
                        name="thanks_once_for_a_thing",
                    ),
                ],
            },
        ),
    ]
