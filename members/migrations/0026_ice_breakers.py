"""Questions that members may answer on their profiles, and the answers."""

import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0025_deed_times"),
    ]

    operations = [
        migrations.CreateModel(
            name="IceBreaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=24, unique=True)),
                ("words", models.CharField(blank=True, max_length=140)),
                ("position", models.PositiveSmallIntegerField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "removed_by",
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
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("position",),
                        name="ice_breaker_place_once",
                    ),
                    models.CheckConstraint(
                        condition=Q(position__gte=0, position__lt=10, removed_at=None)
                        | Q(position=None, removed_at__isnull=False),
                        name="ice_breaker_asked_in_its_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IceBreakerAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=200)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "breaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="members.icebreaker"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ice_breaker_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "breaker"), name="ice_breaker_answered_once"),
                    models.CheckConstraint(condition=~Q(words=""), name="ice_breaker_answer_says_something"),
                ],
            },
        ),
    ]
