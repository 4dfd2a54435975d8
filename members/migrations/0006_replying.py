"""Mail that came in, and addresses that mail does not reach."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0005_reaching")]

    operations = [
        migrations.CreateModel(
            name="Unreachable",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="unreachable",
                        serialize=False, to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                ("bounces", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="IncomingMail",
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
                ("content", models.BinaryField()),
            ],
            options={
                "verbose_name": "mail that came in",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(sent_at=None) | Q(dropped_at=None), name="incoming_mail_one_end"
                    ),
                    models.CheckConstraint(
                        condition=Q(sent_at=None, dropped_at=None) | Q(content=b""), name="incoming_mail_is_forgotten"
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="incoming_mail_due"
                    )
                ],
            },
        ),
    ]  # fmt: skip
