"""Appeals against decisions, and what is said in them. Who decided first cannot decide an appeal."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def _somebody(**given: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.SET_NULL, null=True, related_name="+", to=settings.AUTH_USER_MODEL, **given
    )


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        ("moderation", "0003_sanctions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Upheld"), ("reversed", "Reversed"), ("settled", "Settled")],
                        max_length=8,
                    ),
                ),
                ("reasons", models.TextField(blank=True, max_length=2000)),
                ("by", _somebody()),
                ("first_moderator", _somebody(db_index=False)),
                ("second_moderator", _somebody(db_index=False)),
                ("decided_by", _somebody(db_index=False)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeal", to="moderation.decision"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["decided_at"], name="appeal_decided")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(decided_by=None) | Q(first_moderator=None) | ~Q(decided_by=F("first_moderator")),
                        name="appeal_not_by_the_first",
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_by=None) | Q(second_moderator=None) | ~Q(decided_by=F("second_moderator")),
                        name="appeal_not_by_the_second",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome__in=["", "upheld", "reversed", "settled"]), name="appeal_outcome_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_at=None, outcome="", decided_by=None)
                        | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                        name="appeal_decided_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppealMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_team", models.BooleanField(default=False)),
                ("words", models.TextField(max_length=4000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.CharField(blank=True, max_length=64)),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="moderation.appeal"
                    ),
                ),
                ("author", _somebody()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=~Q(submission=""), fields=("appeal", "submission"), name="appeal_message_once"
                    )
                ],
            },
        ),
    ]
