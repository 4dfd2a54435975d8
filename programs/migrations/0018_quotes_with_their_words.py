"""Drafts of closing reports that were written before know what they quote, not only of which answers."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of each answer that was quoted, those of its words that stand in the report as a quote."""
    pilots, answers = apps.get_model("programs", "Pilot"), apps.get_model("programs", "PilotAnswer")
    for pilot in pilots.objects.exclude(quoted=[]).iterator():
        numbers = [one for one in pilot.quoted if isinstance(one, int)]
        if not numbers:
            continue
        quoted = [one for one in pilot.quoted if not isinstance(one, int)]
        for answer in answers.objects.filter(pk__in=numbers).order_by("pk"):
            for words in (answer.helped, answer.hindered, answer.words):
                quote = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
                if quote and quote in pilot.report:
                    quoted.append([answer.pk, quote])
        pilots.objects.filter(pk=pilot.pk).update(quoted=quoted)


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0017_credit_of_what_is_sent"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
