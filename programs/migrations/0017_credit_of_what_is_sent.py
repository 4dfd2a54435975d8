"""What is with the editors keeps the credit it was sent with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Only the version sent last can be published; what is being changed is sent anew."""
    contributions = apps.get_model("programs", "Contribution")
    versions = apps.get_model("programs", "ContributionVersion")
    sent = contributions.objects.exclude(state__in=["draft", "changes"]).exclude(credit="")
    credit = contributions.objects.filter(pk=OuterRef("contribution")).values("credit")[:1]
    latest = versions.objects.filter(contribution__in=sent, number=F("contribution__version"))
    versions.objects.filter(pk__in=latest.values("pk")).update(credit=Subquery(credit))


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0016_credit_as_sent"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
