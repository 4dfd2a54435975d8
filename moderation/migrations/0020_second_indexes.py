"""What waits, and what was decided as one, is found by an index; no decision is joined to itself."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Made while decisions are written: nothing waits for a look at all of them."""

    atomic = False
    dependencies = [("moderation", "0019_second")]

    operations = [
        AddIndexConcurrently(
            "decision",
            models.Index(
                fields=["case"],
                condition=Q(in_force_at=None, undone_at=None, reversed_at=None, declined_at=None),
                name="decision_waits",
            ),
        ),
        AddIndexConcurrently(
            "decision",
            models.Index(fields=["joined_to"], condition=Q(joined_to__isnull=False), name="decision_joined"),
        ),
        AddConstraintNotValid(
            "decision",
            models.CheckConstraint(
                condition=Q(joined_to=None) | ~Q(joined_to=F("pk")), name="decision_joined_to_another"
            ),
        ),
        ValidateConstraint("decision", "decision_joined_to_another"),
    ]
