"""The few threads with something kept aside are found without reading them all."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """One index, built while people write."""

    atomic = False
    dependencies = [("community", "0020_cover_what_is_hidden")]

    operations = [
        AddIndexConcurrently(
            "thread", models.Index(condition=Q(covered__isnull=False), fields=["id"], name="thread_covered")
        ),
    ]
