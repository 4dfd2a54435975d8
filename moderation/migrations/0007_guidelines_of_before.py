"""The one text that was the guidelines becomes their first version; who agreed to it agreed to that version."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from moderation.guidelines.reading import read

BATCH = 1000


def move_over(apps: Any, schema_editor: Any) -> None:
    """Read the text into rules; the text stays where it was until a later migration drops it."""
    guidelines, rule = apps.get_model("moderation", "Guidelines"), apps.get_model("moderation", "Rule")
    community = apps.get_model("members", "Installation").objects.filter(pk=1).first()
    said = read(community.guidelines) if community is not None else read("")
    if guidelines.objects.exists() or not (said.purpose or said.rules):
        return
    since = community.opened_at or timezone.now()
    version = guidelines.objects.create(number=1, purpose=said.purpose, must_accept=False, published_at=since)
    rule.objects.bulk_create(
        rule(
            guidelines=version, number=one.number, position=place, key=f"rule-{place}", title=one.title, words=one.words
        )
        for place, one in enumerate(said.rules, start=1)
    )
    _agreed(apps, version)


def _agreed(apps: Any, version: Any) -> None:
    member, acceptance = apps.get_model("members", "Member"), apps.get_model("moderation", "Acceptance")
    after = 0
    while True:
        rows = member.objects.filter(guidelines_accepted_at__isnull=False, pk__gt=after).order_by("pk")
        found = list(rows.values_list("pk", "guidelines_accepted_at")[:BATCH])
        if not found:
            return
        acceptance.objects.bulk_create(
            [acceptance(member_id=pk, guidelines=version, at=at) for pk, at in found], ignore_conflicts=True
        )
        after = found[-1][0]


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_replies"), ("members", "0028_guidelines_since")]

    operations = [migrations.RunPython(move_over, migrations.RunPython.noop)]
