"""Reports by when they were made and where they come from, first looks by their time, rows of the log by their space."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("moderation", "0015_reports_together")]

    operations = [
        AddIndexConcurrently("report", models.Index(fields=["at"], name="report_at")),
        AddIndexConcurrently(
            "report",
            models.Index(fields=["network", "at"], condition=~Q(network=""), name="report_from_network"),
        ),
        AddIndexConcurrently("case", models.Index(fields=["first_looked_at"], name="case_looked_at")),
        AddIndexConcurrently(
            "entry",
            models.Index(
                fields=["space_id", "case_id"], condition=Q(space_id__isnull=False, is_private=False),
                name="entry_of_space",
            ),
        ),
        RemoveIndexConcurrently("entry", "entry_in_space"),
    ]  # fmt: skip
