"""Points that members earn by acts of others, and whether they are counted at all."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0020_journeys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Earned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("activity_id", models.BigIntegerField(unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("thing_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("points", models.PositiveSmallIntegerField()),
                (
                    "giver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points_earned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "-at"], name="earned_latest"),
                    models.Index(fields=["at"], name="earned_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("member")), _negated=True), name="earned_from_another"
                    ),
                    models.UniqueConstraint(fields=("giver", "kind", "thing_id"), name="earned_once_for_a_thing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scoring",
            fields=[
                ("counted_since", models.DateTimeField(null=True)),
                ("shown_since", models.DateTimeField(null=True)),
                ("placed_at", models.DateTimeField(null=True)),
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                (
                    "counted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shown_by",
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
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="scoring_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shown_since", None), models.Q(("counted_since", None), _negated=True), _connector="OR"
                        ),
                        name="scoring_shows_counted",
                    ),
                ],
            },
        ),
    ]
